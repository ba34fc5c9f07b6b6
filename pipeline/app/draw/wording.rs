//! A value in the words of its text, with the word beside it that leaves it open.

use figlift_config::Lexicon;

/// The words of a text that are a value, from one byte to another, and the word right before or
/// behind them that says which side is meant: 超10亿元, 50万人左右.
pub(super) fn of(
    lexicon: &Lexicon,
    text: &str,
    (start, end): (usize, usize),
    bound: &str,
) -> String {
    let Some(surface) = text.get(start..end) else { return String::new() };
    if bound == "exact" {
        return half_width(surface);
    }
    let (before, behind) = (&text[..start], &text[end..]);
    let words = || {
        let classes =
            lexicon.classes().filter(|(_, class)| class.qualifier.as_deref() == Some(bound));
        classes.flat_map(|(_, class)| &class.words).map(String::as_str)
    };
    let longest = |found: &mut dyn Iterator<Item = &'_ str>| -> usize {
        found.map(str::len).max().unwrap_or_default()
    };
    let first = start - longest(&mut words().filter(|word| before.ends_with(word)));
    // One word says it: a value that has one before needs none behind.
    let last = match first == start {
        true => end + longest(&mut words().filter(|word| behind.starts_with(word))),
        false => end,
    };
    half_width(&text[first..last])
}

/// Full-width digits and signs as others are written, so that labels of one chart look alike.
fn half_width(surface: &str) -> String {
    let narrow = |c: char| match c {
        '０'..='９' | '．' | '％' => char::from_u32(u32::from(c) - 0xfee0).unwrap_or(c),
        c => c,
    };
    surface.chars().map(narrow).collect()
}
