//! A value in the words of its text, with the word beside it that leaves it open.

use figlift_text::Span;

/// The words of a text that are a value, with the word right before or behind it that says which side
/// is meant: 超10亿元, 50万人左右.
pub(super) fn of(text: &str, value: Span, bound: Option<Span>) -> String {
    let touches = |bound: &Span| bound.end == value.start || bound.start == value.end;
    let words = bound.filter(touches).map_or(value, |bound| bound.join(value));
    half_width(&text[words.range()])
}

/// Full-width digits and signs as others are written, so that labels of one chart look alike.
fn half_width(surface: &str) -> String {
    let narrow = |c: char| match c {
        '０'..='９' | '．' | '％' => char::from_u32(u32::from(c) - 0xfee0).unwrap_or(c),
        c => c,
    };
    surface.chars().map(narrow).collect()
}
