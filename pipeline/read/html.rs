//! `html`: web pages. The text is that of the main part of a page, with tables cell by cell; what
//! stands around it stays text, as furniture.

mod charset;
mod main_text;
mod source;
mod tags;
mod walker;

use figlift_model::{DiagnosticCode, Severity};
use figlift_text::{Diagnostic, Span};
use html5gum::Tokenizer;
use html5gum::emitters::default::DefaultEmitter;

use self::charset::declared;
use self::source::PageSource;
use self::walker::Walker;
use crate::encoding::{Decoded, decode, decode_declared};
use crate::input::{Input, ReadOptions, ReadText};
use crate::unread::Unread;

/// Web pages.
pub const HTML: Input = Input { extensions: &["html", "htm", "xhtml"], about: "web page", read };

fn read(bytes: &[u8], options: &ReadOptions) -> Result<ReadText, Unread> {
    let mut noticed = Vec::new();
    let Decoded { text, encoding } = match declared(bytes) {
        Some(label) => {
            let decoded = decode_declared(bytes, &label).map_err(Unread::Undecodable)?;
            noticed.extend((!decoded.1).then(|| lies(&label, &decoded.0)));
            decoded.0
        }
        None => decode(bytes).map_err(Unread::Undecodable)?,
    };
    // Tokenizers of pages read all line ends as one.
    let page = text.trim_start_matches('\u{feff}').replace("\r\n", "\n").replace('\r', "\n");
    let (text, layout) = derive(&page, options);
    Ok(ReadText { text, encoding: Some(encoding), layout, noticed, date: None })
}

/// The text of a decoded page.
fn derive(page: &str, options: &ReadOptions) -> (String, figlift_text::TextLayout) {
    let mut emitter = DefaultEmitter::<usize>::new_with_span();
    // The content of scripts is no markup.
    emitter.naively_switch_states(true);
    let mut walker = Walker::new(PageSource::new(page), options.main.as_ref());
    // Tokenizers of pages know no errors, and a text is no file whose reading could fail.
    for token in Tokenizer::new_with_emitter(page, emitter).flatten() {
        walker.take(token);
    }
    walker.finish()
}

fn lies(label: &str, decoded: &Decoded) -> Diagnostic {
    Diagnostic {
        code: DiagnosticCode::WrongCharset,
        severity: Severity::Info,
        span: Span::new(0, 0),
        message: format!(
            "the page says that its charset is {label}, but it is {}; it is read as such",
            decoded.encoding
        ),
    }
}

#[cfg(test)]
mod tests;
