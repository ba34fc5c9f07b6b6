//! `pdf`: PDF documents. Of what a page shows only the glyphs are known, with their places; lines, columns,
//! paragraphs and tables are found by them.

mod columns;
mod content;
mod flow;
mod font;
mod furniture;
mod glyphs;
mod grid;
mod heads;
mod layers;
mod limits;
mod line;
mod matrix;
mod page;
mod path;
mod rows;
mod stream;
mod structure;
mod writer;

use std::panic::{AssertUnwindSafe, catch_unwind};

use hayro_syntax::{LoadPdfError, Pdf, PdfData};

use self::columns::PageItem;
use self::content::ContentReader;
use self::layers::Layers;
use self::limits::MOST_PAGES;
use self::page::PageContent;
use crate::input::{Input, ReadOptions, ReadText};
use crate::pdf_error::{MOST_UNKNOWN, PdfError};
use crate::unread::Unread;

/// PDF documents.
pub const PDF: Input = Input { extensions: &["pdf"], about: "PDF document", read };

fn read(bytes: &[u8], _: &ReadOptions) -> Result<ReadText, Unread> {
    // The library forgives much, yet a file that it did not expect must not end the program.
    let derived = catch_unwind(AssertUnwindSafe(|| derive(bytes)));
    derived.unwrap_or(Err(PdfError::Failed)).map_err(Unread::Pdf)
}

/// The text of a document.
fn derive(bytes: &[u8]) -> Result<ReadText, PdfError> {
    structure::check(bytes)?;
    stream::check_all(bytes)?;
    let data: PdfData = bytes.to_vec().into();
    let document = Pdf::new(data).map_err(|error| match error {
        LoadPdfError::Decryption(_) => PdfError::Encrypted,
        LoadPdfError::Invalid => PdfError::Damaged("its pages are not found".to_owned()),
    })?;
    let pages = document.pages();
    if pages.len() > MOST_PAGES {
        return Err(PdfError::TooLarge("many pages", MOST_PAGES));
    }
    let mut reader = ContentReader::new(Layers::of(document.xref()));
    let mut seen = ShownGlyphs::default();
    let mut laid_out: Vec<Vec<PageItem>> = Vec::with_capacity(pages.len());
    for (n, page) in pages.iter().enumerate() {
        let content = reader.page(page)?;
        seen.add(&content);
        laid_out.push(columns::lay_out(content, n + 1));
    }
    seen.check()?;
    furniture::mark(&mut laid_out);
    let (text, layout) = writer::write(laid_out);
    Ok(ReadText { text, layout, ..ReadText::default() })
}

/// What the pages of a document show in all.
#[derive(Debug, Default)]
struct ShownGlyphs {
    glyphs: usize,
    unknown: usize,
    hidden: usize,
    pictures: bool,
    /// Pages, and those that are pictures.
    pages: usize,
    picture_pages: usize,
    /// Han characters, and the Latin letters that bytes of GBK are taken for.
    han: usize,
    high: usize,
}

impl ShownGlyphs {
    fn add(&mut self, page: &PageContent) {
        self.glyphs += page.count;
        self.unknown += page.unknown;
        self.hidden += page.hidden;
        self.pictures |= page.pictures;
        self.pages += 1;
        self.picture_pages += usize::from(page.is_picture());
        for glyph in page.glyphs.iter().chain([&page.tilted]).flatten() {
            self.han += usize::from(matches!(glyph.c, '\u{2e80}'..'\u{a000}'));
            self.high += usize::from(matches!(glyph.c, '\u{a0}'..='\u{ff}'));
        }
    }

    /// Whether the characters that are shown can be read.
    fn check(&self) -> Result<(), PdfError> {
        let shown = self.glyphs - self.hidden;
        match (shown, self.pictures) {
            (0, true) if self.hidden > 0 => return Err(PdfError::Recognised),
            (0, true) => return Err(PdfError::Scan),
            (0, false) => return Err(PdfError::Empty),
            _ if self.picture_pages * 2 > self.pages => return Err(PdfError::Scan),
            _ => {}
        }
        if self.unknown * 1000 > shown * MOST_UNKNOWN {
            return Err(PdfError::Unknown(self.unknown, shown));
        }
        if self.han == 0 && self.high * 4 > shown {
            return Err(PdfError::OtherEncoding);
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests;
