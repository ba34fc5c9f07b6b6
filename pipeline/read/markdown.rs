//! `md`: Markdown texts. Marks, the targets of links and pictures are no part of the text; tables are read
//! cell by cell, and the front matter may date it.

mod front_matter;
mod writer;

use pulldown_cmark::{Options, Parser};

use self::writer::MarkdownWriter;
use crate::encoding::{Decoded, decode};
use crate::input::{Input, ReadOptions, ReadText};
use crate::unread::Unread;

/// Markdown texts.
pub const MARKDOWN: Input = Input { extensions: &["md", "markdown"], about: "Markdown text", read };

fn read(bytes: &[u8], _: &ReadOptions) -> Result<ReadText, Unread> {
    let Decoded { text, encoding } = decode(bytes).map_err(Unread::Undecodable)?;
    let source = text.trim_start_matches('\u{feff}').replace("\r\n", "\n").replace('\r', "\n");
    // ~ between numbers is no mark of a deletion: 5~6万人.
    let options = Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_YAML_STYLE_METADATA_BLOCKS
        | Options::ENABLE_PLUSES_DELIMITED_METADATA_BLOCKS;
    let mut writer = MarkdownWriter::new(&source);
    for (event, range) in Parser::new_ext(&source, options).into_offset_iter() {
        writer.take(event, range);
    }
    let (text, layout, date) = writer.finish();
    Ok(ReadText { text, encoding: Some(encoding), layout, noticed: Vec::new(), date })
}

#[cfg(test)]
mod tests;
