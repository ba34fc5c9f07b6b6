//! The places of the entries of a catalogue, for errors that only show in all files together.

use std::collections::BTreeMap;
use std::ops::Range;

use serde::de::IgnoredAny;

use crate::{ConfigError, Source, Spanned};

/// The entries of one catalogue. Places are looked up only for errors.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Entries<'a> {
    files: &'a [Source],
    name: &'a str,
}

impl<'a> Entries<'a> {
    /// The entries of the files of that name in `pack/`.
    pub(crate) fn of(files: &'a [Source], name: &'a str) -> Entries<'a> {
        Entries { files, name }
    }

    /// An error at a text value of an entry; at its id if the value is written with escapes.
    pub(crate) fn error(self, id: &str, value: &str, message: String) -> ConfigError {
        let Some((file, at)) = self.place(id) else {
            return Source::new("pack", "").error(0..0, message);
        };
        let file = &self.files[file];
        // The id itself may be the wrong value: an area that contains itself.
        let below = file.find(at.end..at.end, value);
        let is_found = file.text[below.clone()].contains(['"', '\'']);
        file.error(if is_found { below } else { at }, message)
    }

    /// The two ids, the later one first.
    pub(crate) fn in_order<'b>(self, one: &'b str, other: &'b str) -> (&'b str, &'b str) {
        let place = |id| self.place(id).map(|(file, at)| (file, at.start));
        if place(one) >= place(other) { (one, other) } else { (other, one) }
    }

    /// The last file that states an entry, which takes precedence, and the place of the id.
    fn place(self, id: &str) -> Option<(usize, Range<usize>)> {
        let of_pack = |file: &Source| file.name.strip_prefix("pack/") == Some(self.name);
        self.files.iter().enumerate().rev().filter(|(_, file)| of_pack(file)).find_map(
            |(number, file)| {
                let stated = file.parse::<BTreeMap<Spanned<String>, IgnoredAny>>().ok()?;
                let key = stated.into_keys().find(|key| key.get_ref() == id)?;
                Some((number, key.span()))
            },
        )
    }
}
