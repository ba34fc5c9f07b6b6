//! `docx`: Word documents. The text is that which Word shows and prints: with insertions, without
//! deletions, hidden text, and the heads and feet of pages.

mod grid;
mod parts;
mod steps;
mod story;
mod styles;
mod writer;

use self::parts::WordParts;
use self::steps::NoteKind;
use self::story::{Story, StoryWalk};
use self::styles::Styles;
use self::writer::Writer;
use crate::input::{Input, ReadOptions, ReadText};
use crate::package::{Package, PackageError};
use crate::unread::Unread;
use crate::xml::XmlPart;

/// Word documents.
pub const DOCX: Input = Input { extensions: &["docx", "docm"], about: "Word document", read };

fn read(bytes: &[u8], _: &ReadOptions) -> Result<ReadText, Unread> {
    derive(bytes).map_err(Unread::Package)
}

/// The text of a document.
fn derive(bytes: &[u8]) -> Result<ReadText, PackageError> {
    let mut package = Package::open(bytes)?;
    let parts = WordParts::of(&mut package)?;
    let mut text_of = |name: &Option<String>| match name {
        Some(name) => package.text(name),
        None => Ok(None),
    };
    let styles = match (&parts.styles, text_of(&parts.styles)?) {
        (Some(name), Some(text)) => Styles::read(name, &text)?,
        _ => Styles::default(),
    };
    let main = text_of(&Some(parts.main.clone()))?;
    let main = main.ok_or_else(|| PackageError::Missing(parts.main.clone()))?;
    let Story { steps, notes, pictures } =
        StoryWalk::new(XmlPart::new(&parts.main, &main), &styles).whole()?;
    drop(main);
    let mut writer = Writer::default();
    writer.write(steps);
    let kinds = [(NoteKind::Footnote, &parts.footnotes), (NoteKind::Endnote, &parts.endnotes)];
    for (kind, name) in kinds {
        let (Some(name), Some(text)) = (name, text_of(name)?) else { continue };
        let mut all = StoryWalk::new(XmlPart::new(name, &text), &styles).notes()?;
        for id in notes.get(&kind).into_iter().flatten() {
            writer.write(all.remove(id).unwrap_or_default());
        }
    }
    let (text, layout) = writer.finish();
    if text.is_empty() && pictures {
        return Err(PackageError::OnlyPictures);
    }
    Ok(ReadText { text, layout, ..ReadText::default() })
}

#[cfg(test)]
mod tests;
