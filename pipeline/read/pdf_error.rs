//! Why a PDF document was not read.

use std::fmt;

/// Of a thousand glyphs, the most whose characters are unknown.
pub(crate) const MOST_UNKNOWN: usize = 5;

/// Why a PDF document was not read.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum PdfError {
    /// It is no PDF document.
    OtherKind,
    /// Its end is missing.
    CutOff,
    /// Its table of objects does not lead to its objects, or they are not what they should be: what is
    /// wrong.
    Damaged(String),
    /// It opens with a password only, or with a program that knows its encryption.
    Encrypted,
    /// It shows pictures, and no text, or most of its pages do.
    Scan,
    /// It shows pictures, with a text behind them that is not shown.
    Recognised,
    /// It shows neither text nor pictures.
    Empty,
    /// Of so many glyphs (the second number), so many (the first) have unknown characters.
    Unknown(usize, usize),
    /// Its characters are bytes of a Chinese encoding, shown as Latin letters.
    OtherEncoding,
    /// More than a limit: which, and the limit.
    TooLarge(&'static str, usize),
    /// It made its reader fail.
    Failed,
}

/// What is wrong, and what to do.
impl fmt::Display for PdfError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        const PRINT: &str = "open it in a browser and print it anew as a PDF document";
        const COPY: &str = "recognise the text (OCR), and save it as .txt";
        match self {
            PdfError::OtherKind => f.write_str(
                "its content is not what its name says, a PDF document, which begins with %PDF-; give it the extension of what it is",
            ),
            PdfError::CutOff => f.write_str(
                "the end of the PDF document is missing, so it was not copied or downloaded to the end; get it again",
            ),
            PdfError::Damaged(reason) => write!(
                f,
                "the PDF document is damaged ({reason}), and what a repair would find may not be all of it; get it again, or {PRINT} and compare them"
            ),
            PdfError::Encrypted => f.write_str(
                "the PDF document is encrypted; open it with its password, and print it anew as a PDF document without one",
            ),
            PdfError::Scan => {
                write!(f, "the pages, or most of them, are pictures (a scan) without text; {COPY}")
            }
            PdfError::Recognised => write!(
                f,
                "the pages are pictures (a scan), and the text behind them was recognised by a program (OCR), whose digits may be wrong; compare that text with the pages, and save it as .txt"
            ),
            PdfError::Empty => f.write_str(
                "the pages show neither text nor pictures; if you see a text, it is drawn as lines: recognise it (OCR), and save it as .txt",
            ),
            PdfError::Unknown(unknown, all) => write!(
                f,
                "the fonts do not say which characters they show: {unknown} of {all} are unknown, more than {MOST_UNKNOWN} of 1000; {COPY}"
            ),
            PdfError::OtherEncoding => write!(
                f,
                "the fonts say that Chinese characters are Latin letters (bytes of GBK without a ToUnicode table); {COPY}"
            ),
            PdfError::TooLarge(what, limit) => write!(
                f,
                "the PDF document has {what}, more than the limit of {limit}; split it into several documents, or remove it if you do not know where it comes from"
            ),
            PdfError::Failed => write!(
                f,
                "the PDF document is not as it should be, and reading it failed; get it again, or {PRINT}"
            ),
        }
    }
}

impl std::error::Error for PdfError {}
