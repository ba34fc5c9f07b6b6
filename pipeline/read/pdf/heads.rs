//! The heads of lists and parts of a text.

use std::sync::LazyLock;

/// The characters of list heads: numerals, what they count, and the sign of an ordinal; then those that
/// stand around the numbers of pages.
static HEADS: LazyLock<Vec<&str>> =
    LazyLock::new(|| include_str!("list_heads.txt").lines().collect());

/// Whether a character stands around the numbers of pages.
pub(super) fn is_page_sign(c: char) -> bool {
    let words = HEADS.get(3).copied().unwrap_or_default();
    "-—–－―─·~～/／|".contains(c) || words.contains(c)
}

/// Whether a line begins with the head of a list or of a part of the text.
pub(super) fn begins_list(text: &str) -> bool {
    let [numerals, counted, ordinal, ..] = HEADS.as_slice() else { return false };
    let is_numeral = |c: char| numerals.contains(c);
    let is_digit = |c: char| c.is_ascii_digit();
    let text = text.trim_start();
    // (一), （1）
    if let Some(within) = text.strip_prefix(['（', '(', '[', '〔', '【']) {
        let rest = within.trim_start_matches(|c| is_numeral(c) || is_digit(c));
        return rest.len() < within.len()
            && within.len() - rest.len() <= 9
            && rest.starts_with(['）', ')', ']', '〕', '】']);
    }
    // 第一章
    if let Some(within) = text.strip_prefix(*ordinal) {
        let rest = within.trim_start_matches(|c| is_numeral(c) || is_digit(c));
        return rest.len() < within.len() && rest.starts_with(|c| counted.contains(c));
    }
    // 一、
    let rest = text.trim_start_matches(is_numeral);
    if rest.len() < text.len() && text.len() - rest.len() <= 9 {
        return rest.starts_with(['、', '．', '.']);
    }
    // 1. 1、 1） but not 1.5
    let rest = text.trim_start_matches(is_digit);
    if rest.len() < text.len() && text.len() - rest.len() <= 3 {
        let mut after = rest.chars();
        return match after.next() {
            Some('、' | '）' | ')' | '．') => true,
            Some('.') => after.next().is_none_or(|c| !is_digit(c)),
            _ => false,
        };
    }
    text.starts_with(['•', '●', '■', '◆', '○', '□', '▪', '‣', '–', '*', '①', '②', '③', '④', '⑤'])
        || text.starts_with(['⑥', '⑦', '⑧', '⑨', '⑩', '\u{fffc}'])
}
