//! How much a document may hold.

/// The most pages of a document.
pub(super) const MOST_PAGES: usize = 20_000;

/// The most glyphs of a document.
pub(super) const MOST_GLYPHS: usize = 4_000_000;

/// The most bytes that a stream of a document may unpack to.
pub(super) const MOST_STREAM: usize = 64 << 20;

/// The most bytes of page descriptions that are read in all, each as often as it is shown.
pub(super) const MOST_CONTENT: usize = 256 << 20;

/// The most pictures and forms that are shown, each as often as it is.
pub(super) const MOST_OBJECTS: usize = 300_000;
