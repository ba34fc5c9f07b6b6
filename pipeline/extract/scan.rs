//! First pass: the numerals and known words of a sentence, in order, with the text between them.

pub(crate) mod list_place;
pub(crate) mod points;
mod rows;
mod scanner;
pub(crate) mod token;

use figlift_text::Span;

use crate::compile::gazetteer::AreaContext;
use crate::compile::ruleset::RuleSet;
use crate::compile::scratch::Scratch;
use crate::scan::scanner::Scanner;
use crate::scan::token::Token;

/// The tokens of a sentence of the reading. No number crosses the end of its `head`, a length in
/// bytes; `home` is that of the text.
pub(crate) fn scan<'r>(
    rules: &'r RuleSet,
    scratch: &mut Scratch,
    reading: &str,
    sentence: Span,
    head: usize,
    home: AreaContext,
) -> Vec<Token<'r>> {
    let text = &reading[..sentence.end];
    let mut scanner = Scanner::new(rules, scratch, text, (sentence.start, home));
    let head = sentence.start + head;
    scanner.run(sentence.start, head);
    scanner.run(head, sentence.end);
    let mut tokens = scanner.into_tokens();
    if text[sentence.start..].contains(rows::COLONS) {
        rows::mark(rules, text, &mut tokens);
    }
    tokens
}
