//! Kinds of files by their first bytes: what stands in a file whose name says that it is a text.

/// A kind of file that is no text: its number among those that are known, so that errors stay small.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct OtherContent(u8);

impl OtherContent {
    /// What a file is by its first bytes, if that is no text.
    pub(crate) fn of(bytes: &[u8]) -> Option<OtherContent> {
        let found = OTHERS.iter().position(|other| bytes.starts_with(other.first))?;
        u8::try_from(found).ok().map(OtherContent)
    }

    /// What it is, with its article.
    pub fn what(self) -> &'static str {
        OTHERS[usize::from(self.0)].what
    }
}

/// A kind of file by its first bytes.
struct FirstBytes {
    first: &'static [u8],
    /// What it is, with its article.
    what: &'static str,
}

const OTHERS: &[FirstBytes] = &[
    FirstBytes { first: b"%PDF-", what: "a PDF document (.pdf)" },
    FirstBytes { first: b"PK\x03\x04", what: "a zip archive, as .docx and .xlsx files are" },
    FirstBytes { first: b"PK\x05\x06", what: "an empty zip archive" },
    FirstBytes {
        first: b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1",
        what: "an Office 97 document, as .xls and .doc files are",
    },
    FirstBytes { first: b"PAR1", what: "a corpus in Parquet (.parquet)" },
    FirstBytes { first: b"{\\rtf", what: "a rich text (.rtf)" },
    FirstBytes { first: b"%!PS", what: "a PostScript document" },
    FirstBytes { first: b"\x89PNG", what: "a picture" },
    FirstBytes { first: b"\xFF\xD8\xFF", what: "a picture" },
    FirstBytes { first: b"GIF8", what: "a picture" },
    FirstBytes { first: b"II*\0", what: "a picture" },
    FirstBytes { first: b"MM\0*", what: "a picture" },
    FirstBytes { first: b"7z\xBC\xAF\x27\x1C", what: "a 7z archive" },
    FirstBytes { first: b"Rar!\x1A\x07", what: "a RAR archive" },
    FirstBytes { first: b"\xFD7zXZ\0", what: "a file that xz packed" },
    FirstBytes { first: b"SQLite format 3\0", what: "a database of SQLite" },
    FirstBytes { first: b"\x7FELF", what: "a program" },
];

#[cfg(test)]
mod tests {
    use super::*;
    use crate::encoding::{DecodeReason, decode};

    #[test]
    fn files_of_other_kinds_are_no_texts() {
        for other in OTHERS {
            let error = decode(&[other.first, b" 12"].concat()).unwrap_err();
            let DecodeReason::Other(found) = error.reason else { panic!("{error}") };
            assert_eq!(found.what(), other.what);
            assert!(error.message().contains(other.what) && error.line == 1, "{error}");
        }
        for text in ["PK赛12场", "%12", "{12}", "GIF动图8张"] {
            assert_eq!(decode(text.as_bytes()).unwrap().text, text);
        }
    }
}
