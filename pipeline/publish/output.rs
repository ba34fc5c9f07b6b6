//! What a run hands over to be published.

use arrow::record_batch::RecordBatch;
use figlift_schema::Table;

/// All that a run publishes.
#[derive(Clone, Debug)]
pub struct Output {
    /// The tables with their rows, sorted by the order of the table.
    pub tables: Vec<(&'static Table, RecordBatch)>,
    /// The charts: name (of the file, without extension) and SVG text.
    pub charts: Vec<(String, String)>,
    /// The pages of the review: path in the folder and HTML text.
    pub pages: Vec<(String, String)>,
    /// What the output was made from.
    pub origin: Origin,
}

/// What an output was made from. It goes into the manifest, so it holds no clock and no absolute
/// path.
#[derive(Clone, Debug)]
pub struct Origin {
    /// Each input: its path below the raw folder with `/` between parts, and the SHA-256 of its
    /// bytes in hex. Their order does not matter.
    pub inputs: Vec<(String, String)>,
    /// SHA-256 over the config of the run, in hex.
    pub config_sha256: String,
    /// SHA-256 over the compiled-in rule pack and its overlays, in hex.
    pub rules_sha256: String,
    /// Name and version of the program: `figlift 0.1.0`.
    pub program: String,
}
