//! Digits with their separators and their decimal point: 6,175.3, 36 · 5.

/// The digits without separators, and where they end: `6,175.3`, `12430·0`, `1 228.3`.
pub(super) fn plain_digits(text: &str) -> (String, usize) {
    let bytes = text.as_bytes();
    let run = |from: usize| bytes[from..].iter().take_while(|b| b.is_ascii_digit()).count();
    let mut end = run(0);
    let mut plain = text[..end].to_owned();
    if end <= 3 && !plain.starts_with('0') {
        // A comma or space is a separator only before groups of exactly three digits.
        while matches!(bytes.get(end), Some(b',' | b' ')) && run(end + 1) == 3 {
            plain.push_str(&text[end + 1..end + 4]);
            end += 4;
        }
        if let Some(group) = wide_group(text, end) {
            plain.push_str(&text[group.clone()]);
            end = group.end;
        }
    }
    if let Some(from) = point(&text[end..]).map(|length| end + length) {
        let places = run(from);
        if places > 0 {
            plain.push('.');
            plain.push_str(&text[from..from + places]);
            end = from + places;
        }
    }
    (plain, end)
}

/// The length of the decimal point at the start of a text, with the blanks that a scraper left around
/// it: `6 .5`, `36 · 5`. A blank behind a plain point is none of them, since 2. 10 is point 2.
fn point(text: &str) -> Option<usize> {
    let rest = text.strip_prefix(' ').unwrap_or(text);
    let mark = rest.chars().next().filter(|c| matches!(c, '.' | '·' | '•'))?;
    let behind = &rest[mark.len_utf8()..];
    let blank = mark != '.' && behind.starts_with(' ');
    // 6 .5 is a number; 2021 ·5 may be two.
    let is_point = mark == '.' || blank || rest.len() == text.len();
    is_point.then(|| text.len() - behind.len() + usize::from(blank))
}

/// The three digits after a full-width comma that separates thousands: 1，234.5亿元. It mostly
/// separates clauses, so they are part of the number only if decimals, 万 or 亿 follow.
fn wide_group(text: &str, comma: usize) -> Option<std::ops::Range<usize>> {
    let from = comma + text[comma..].strip_prefix('，').map(|_| '，'.len_utf8())?;
    let rest = &text[from..];
    let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
    let behind = &rest[digits..];
    let goes_on = behind.strip_prefix(' ').unwrap_or(behind).starts_with(['.', '万', '亿']);
    (digits == 3 && goes_on).then_some(from..from + digits)
}

/// Power of ten of the last non-zero digit: 余 adds less than that.
pub(super) fn step_of(plain: &str) -> i32 {
    let point = plain.find('.').unwrap_or(plain.len());
    let last = plain.rfind(|c: char| c.is_ascii_digit() && c != '0').unwrap_or(0);
    if last < point { (point - last) as i32 - 1 } else { point as i32 - last as i32 }
}
