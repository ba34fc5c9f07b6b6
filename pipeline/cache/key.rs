//! What an extraction depends on.

use std::fmt;

use sha2::{Digest, Sha256};

/// A document as it came.
#[derive(Clone, Copy, Debug)]
pub struct SourceHashes<'a> {
    /// Its id, which the ids of its figures contain.
    pub doc_id: &'a str,
    /// Name of its file, whose extension tells how it is read.
    pub name: &'a str,
    /// Hash of the bytes of its file.
    pub text: &'a str,
    /// Hash of its sidecar, if it has one.
    pub sidecar: Option<&'a str>,
}

/// What an extraction depends on, besides the id of the document.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum KeyPart {
    /// The text.
    Text,
    /// Its sidecar.
    Sidecar,
    /// The rules and words.
    Rules,
    /// The build of the program.
    Program,
}

const PARTS: [KeyPart; 4] = [KeyPart::Text, KeyPart::Sidecar, KeyPart::Rules, KeyPart::Program];

/// Whether a document was in the cache. As text it says why it was extracted or not.
///
/// ```
/// use figlift_cache::{Lookup, KeyPart};
/// let changed = Lookup::Changed(vec![KeyPart::Text, KeyPart::Program]);
/// assert_eq!(changed.to_string(), "extracted, since its text and the build of figlift changed");
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Lookup {
    /// It was, so that it was not extracted.
    Unchanged,
    /// No document of its id was.
    New,
    /// One of its id was, of which these parts were different.
    Changed(Vec<KeyPart>),
    /// It was, but its entry cannot be used.
    Damaged,
}

impl fmt::Display for KeyPart {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            KeyPart::Text => "its text",
            KeyPart::Sidecar => "its sidecar",
            KeyPart::Rules => "the rules or words",
            KeyPart::Program => "the build of figlift",
        })
    }
}

impl fmt::Display for Lookup {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Lookup::Unchanged => f.write_str("unchanged, taken from the cache"),
            Lookup::New => f.write_str("extracted, since it was not in the cache"),
            Lookup::Damaged => f.write_str("extracted, since its entry in the cache is damaged"),
            Lookup::Changed(parts) => write!(f, "extracted, since {} changed", enumerated(parts)),
        }
    }
}

/// Some things in words: `its text, its sidecar and the rules or words`.
pub(crate) fn enumerated(things: &[impl fmt::Display]) -> String {
    let names: Vec<String> = things.iter().map(ToString::to_string).collect();
    let (last, first) = names.split_last().map_or(("", &[][..]), |(a, b)| (a, b));
    let and = if first.is_empty() { "" } else { " and " };
    format!("{}{and}{last}", first.join(", "))
}

/// The key of an entry.
#[derive(Debug)]
pub(crate) struct EntryKey {
    /// The first half of the name, the same for all entries of a document, and its folder.
    document: String,
    folder: String,
    /// The rest of it: the beginnings of the hashes of the parts, in order.
    parts: [String; PARTS.len()],
    hash: [u8; 32],
}

impl EntryKey {
    pub(crate) fn of(source: SourceHashes<'_>, rules: &str, program: &str) -> EntryKey {
        let extension = source.name.rsplit_once('.').map_or("", |(_, extension)| extension);
        let document = hash(&[source.doc_id.as_bytes(), extension.as_bytes()]);
        let parts = [source.text, source.sidecar.unwrap_or_default(), rules, program]
            .map(|part| hash(&[part.as_bytes()]));
        let all: Vec<&[u8]> =
            std::iter::once(&document).chain(&parts).map(|hash| &hash[..]).collect();
        let document = beginning(&document);
        let folder = document[..2].to_owned();
        EntryKey { hash: hash(&all), document, folder, parts: parts.map(|hash| beginning(&hash)) }
    }

    /// The whole key. Names have only beginnings of it, so that they are short.
    pub(crate) fn hash(&self) -> &[u8; 32] {
        &self.hash
    }

    /// The folder of its entry.
    pub(crate) fn folder(&self) -> &str {
        &self.folder
    }

    /// The path of its entry.
    pub(crate) fn path(&self) -> String {
        format!("{}/{}-{}", self.folder, self.document, self.parts.join("-"))
    }

    /// Why none of the entries with these names is that of the key: by the one most like it.
    pub(crate) fn compared(&self, names: &[String]) -> Lookup {
        let changed = |name: &String| -> Option<Vec<KeyPart>> {
            let mut found = name.split('-');
            if found.next() != Some(&self.document) {
                return None;
            }
            let parts: Vec<&str> = found.collect();
            let differs = |at: &usize| parts.get(*at) != Some(&&*self.parts[*at]);
            Some((0..PARTS.len()).filter(differs).map(|at| PARTS[at]).collect())
        };
        match names.iter().filter_map(changed).min_by_key(Vec::len) {
            Some(parts) => Lookup::Changed(parts),
            None => Lookup::New,
        }
    }
}

/// The hash of some texts, each of which counts by itself.
pub(crate) fn hash(texts: &[&[u8]]) -> [u8; 32] {
    let mut hasher = Sha256::new();
    for text in texts {
        hasher.update((text.len() as u64).to_le_bytes());
        hasher.update(text);
    }
    hasher.finalize().into()
}

/// A hash in hex.
pub(crate) fn in_hex(hash: &[u8; 32]) -> String {
    hash.iter().map(|byte| format!("{byte:02x}")).collect()
}

fn beginning(hash: &[u8; 32]) -> String {
    in_hex(hash)[..16].to_owned()
}
