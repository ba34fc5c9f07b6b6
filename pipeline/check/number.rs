//! Small whole numbers in the words between figures: 五 of 五年年均, 3 of 3个市合计.

use figlift_config::CheckWords;

/// The whole number that ends a text, in digits or Chinese; `None` if it is part of a longer one that is
/// not known, or of an ordinal.
pub(crate) fn number_at_end(words: &CheckWords, text: &str) -> Option<usize> {
    let head = text.trim_end_matches(|c: char| c.is_ascii_digit());
    if head.len() < text.len() {
        // 2.5年, 2021—2025年
        let is_longer = head.ends_with(['.', ',', '—', '-', '～', '~']);
        return text[head.len()..].parse().ok().filter(|_| !is_longer && !is_ordinal(words, head));
    }
    let ends = |(number, names): (usize, &Vec<String>)| {
        let own = names.iter().filter(|name| text.ends_with(name.as_str()));
        own.map(|name| (name.len(), number + 1)).max()
    };
    let (length, number) = words.numbers.iter().enumerate().filter_map(ends).max()?;
    let head = &text[..text.len() - length];
    let is_longer = words.numbers.iter().flatten().any(|name| head.ends_with(name.as_str()));
    Some(number).filter(|_| !is_longer && !is_ordinal(words, head))
}

/// Whether the number after these words tells a place: 第五.
fn is_ordinal(words: &CheckWords, before: &str) -> bool {
    words.ordinal.iter().any(|word| before.ends_with(word.as_str()))
}
