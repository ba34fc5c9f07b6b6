//! Kinds of files that may hold a text, but that figlift does not read: each is refused by name, with
//! a way out.

use std::path::Path;

use crate::unpack::{PACKED, unpacked_name};

/// A kind of file that is refused by name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Refused {
    /// Extensions of its files, in lower case and without dot.
    pub extensions: &'static [&'static str],
    /// What such a file is, with its article: `a Word 97 document`.
    pub what: &'static str,
    /// What to do, as a clause.
    pub way_out: &'static str,
}

/// Any office program converts these, also without a window.
const CONVERT: &str = "convert it: `soffice --headless --convert-to docx FILE`";
const SAVE: &str = "open it, and save its text as UTF-8 in a .txt file";
const UNPACK: &str = "unpack it into the folder";

/// The kinds that are refused by name.
pub const REFUSED: &[Refused] = &[
    Refused {
        extensions: &["mht", "mhtml", "webarchive"],
        what: "a web page with its pictures",
        way_out: "open it in a browser, and save the page alone as .html",
    },
    Refused { extensions: &["doc"], what: "a Word 97 document", way_out: CONVERT },
    Refused { extensions: &["rtf"], what: "a rich text", way_out: CONVERT },
    Refused { extensions: &["odt"], what: "an OpenDocument text", way_out: CONVERT },
    Refused { extensions: &["wps", "wpt"], what: "a WPS document", way_out: CONVERT },
    Refused { extensions: &["ofd"], what: "an OFD document", way_out: SAVE },
    #[cfg(not(feature = "pdf"))]
    Refused {
        extensions: &["pdf"],
        what: "a PDF document",
        way_out: "use a build of figlift with its feature `pdf`, which builds have unless it is switched off; this one was built without it",
    },
    Refused { extensions: &["ppt", "pptx", "odp"], what: "a presentation", way_out: SAVE },
    Refused {
        extensions: &["xlsb", "et", "ods"],
        what: "a workbook of another format",
        way_out: "open it in an office program, and save it as .xlsx",
    },
    Refused {
        extensions: &["json"],
        what: "a file of records",
        way_out: "write each record on a line of its own into a .jsonl file, and name its column in a sidecar",
    },
    Refused { extensions: &["xml"], what: "an XML document", way_out: SAVE },
    Refused { extensions: &["eml", "msg"], what: "an e-mail", way_out: SAVE },
    Refused { extensions: &["epub", "mobi", "caj"], what: "an electronic book", way_out: SAVE },
    Refused {
        extensions: &["bz2", "xz", "zip", "7z", "rar", "tar", "tgz"],
        what: "compressed",
        way_out: UNPACK,
    },
    Refused {
        extensions: PACKED,
        what: "compressed, and its name does not say of what kind",
        way_out: "put the extension of its content before: report.txt.gz",
    },
];

/// The refused kind of a file by its name; that of a packed file is the one of what is packed. `None` for a name
/// that does not say what is packed.
///
/// ```
/// use std::path::Path;
/// let kind = figlift_read::refused_of(Path::new("raw/plan.DOC.gz")).unwrap();
/// assert_eq!(kind.what, "a Word 97 document");
/// assert!(figlift_read::refused_of(Path::new("raw/plan.gz")).is_none());
/// ```
pub fn refused_of(path: &Path) -> Option<&'static Refused> {
    refused(&unpacked_name(path).extension()?.to_string_lossy())
}

/// The refused kind of an extension, in upper or lower case.
pub(crate) fn refused(extension: &str) -> Option<&'static Refused> {
    let extension = extension.to_lowercase();
    REFUSED.iter().find(|kind| kind.extensions.contains(&extension.as_str()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::INPUTS;

    #[test]
    fn no_extension_is_refused_twice_or_read_as_well() {
        let all: Vec<&str> = REFUSED.iter().flat_map(|kind| kind.extensions).copied().collect();
        for (n, extension) in all.iter().enumerate() {
            assert_eq!(*extension, extension.to_lowercase());
            assert!(!all[..n].contains(extension), "{extension}");
            assert!(
                INPUTS.iter().all(|input| !input.extensions.contains(extension)),
                "{extension}"
            );
        }
    }
}
