//! A value in the words of its text, with a bounding word next to it.

use figlift_text::Span;

/// The words of a value, with the bounding word right before or after it: 超10亿元, 50万人左右.
pub(super) fn of(text: &str, value: Span, bound: Option<Span>) -> String {
    let touches = |bound: &Span| bound.end == value.start || bound.start == value.end;
    let words = bound.filter(touches).map_or(value, |bound| bound.join(value));
    half_width(&text[words.range()])
}

/// Full-width digits and signs as half-width ones, so that the labels of a chart look alike.
fn half_width(surface: &str) -> String {
    let narrow = |c: char| match c {
        '０'..='９' | '．' | '％' => char::from_u32(u32::from(c) - 0xfee0).unwrap_or(c),
        c => c,
    };
    surface.chars().map(narrow).collect()
}
