//! The slips that a writer makes, undone: a digit, two neighbouring digits or values exchanged, a unit a step too
//! large or too small, the wrong direction, the year before or after.

use figlift_config::CheckWords;
use figlift_extract::Figure;
use figlift_model::{Qualifier, Role};
use figlift_number::{Exact, Interval};
use figlift_text::Freq;

use crate::run::{CheckedText, Run};

/// An edit of a text.
pub(super) struct Edit {
    /// What to read, in words.
    pub words: String,
    /// The figures that it changes, with their places.
    pub figures: Vec<(usize, Figure)>,
}

/// Whether a figure states one number in digits, so that its edits are known.
pub(super) fn is_in_digits(text: CheckedText<'_>, figure: &Figure) -> bool {
    let surface = text.document.text().get(figure.span.range()).unwrap_or_default();
    let is_number = |value: &Exact| value.is_zero() || Number::of(surface, value).is_some();
    is_one_value(figure) && figure.value.as_ref().is_some_and(is_number)
}

/// Whether a figure states one value, neither a bound nor a range.
fn is_one_value(figure: &Figure) -> bool {
    matches!(figure.qualifier, Qualifier::Exact | Qualifier::About)
}

/// All edits of a figure, given the places of all that may be wrong.
pub(super) fn all(
    run: &Run<'_>,
    text: CheckedText<'_>,
    figures: &[Figure],
    suspects: &[usize],
    at: usize,
) -> Vec<Edit> {
    let figure = &figures[at];
    let document = text.document.text();
    let Some(surface) = document.get(figure.span.range()) else { return Vec::new() };
    let Some(value) = figure.value.clone().filter(|_| is_one_value(figure)) else {
        return Vec::new();
    };
    let mut edits = Vec::new();
    let one = |words: String, figure: Figure| Edit { words, figures: vec![(at, figure)] };
    if let Some(number) = Number::of(surface, &value) {
        for digits in number.slips() {
            let read = number.surface(surface, &digits);
            edits.extend(
                number
                    .value(&digits)
                    .map(|value| one(reads(surface, &read), with_value(figure, value))),
            );
        }
    }
    let words = run.words();
    for (read, power) in steps(words, surface) {
        let mut other = with_value(figure, value.times_ten_to(power));
        other.resolution = figure.resolution.as_ref().map(|half| half.times_ten_to(power));
        other.unit_mult = figure.unit_mult.saturating_add(power as i16);
        edits.push(one(reads(surface, &read), other));
    }
    if matches!(figure.role, Role::Change | Role::Growth) && !value.is_zero() {
        let way = if value.is_negative() { "rise" } else { "fall" };
        edits.push(one(format!("`{surface}` reads right as a {way}"), with_value(figure, -value)));
    }
    edits.extend(
        points(words, figure, surface).map(|(read, other)| one(reads(surface, &read), other)),
    );
    edits.extend(years(document, figure).map(|(words, other)| one(words, other)));
    edits.extend(exchanged(document, figures, suspects, at));
    edits
}

fn reads(surface: &str, read: &str) -> String {
    format!("`{surface}` reads right as `{read}`")
}

/// The figure with another value, as exact as it was.
fn with_value(figure: &Figure, value: Exact) -> Figure {
    let bounds = Interval::point(value.clone());
    Figure { value: Some(value), bounds, ..figure.clone() }
}

/// The digits of a number, as bytes of its surface.
struct Number {
    digits: Vec<(usize, u8)>,
    /// What one of its last digit is worth, with the sign of the value.
    last: Exact,
}

impl Number {
    /// The number of a value that is written in one run of ASCII digits.
    fn of(surface: &str, value: &Exact) -> Option<Number> {
        let is_part = |c: char| c.is_ascii_digit() || matches!(c, '.' | ',' | ' ' | '\u{a0}');
        let start = surface.find(|c: char| c.is_ascii_digit())?;
        let end = surface[start..].find(|c| !is_part(c)).map_or(surface.len(), |end| start + end);
        if surface[end..].contains(|c: char| c.is_ascii_digit()) {
            return None;
        }
        let bytes = surface.bytes().enumerate().skip(start).take(end - start);
        let digits: Vec<(usize, u8)> = bytes
            .filter(|(_, byte)| byte.is_ascii_digit())
            .map(|(at, byte)| (at, byte - b'0'))
            .collect();
        let number = whole(digits.iter().map(|(_, digit)| *digit))?;
        // What the value is of the digits alone: sign, decimals and powers of ten at once.
        let last = value.over(&number)?;
        Some(Number { digits, last })
    }

    /// Its digits with one of them altered, or two neighbours exchanged.
    fn slips(&self) -> Vec<Vec<u8>> {
        let own: Vec<u8> = self.digits.iter().map(|(_, digit)| *digit).collect();
        let mut slips = Vec::new();
        for at in 0..own.len() {
            for digit in (0..10).filter(|digit| *digit != own[at]) {
                let mut other = own.clone();
                other[at] = digit;
                slips.push(other);
            }
            if at > 0 && own[at - 1] != own[at] {
                let mut other = own.clone();
                other.swap(at - 1, at);
                slips.push(other);
            }
        }
        // 0.5 begins with a zero, 105 may not become 005, and nobody writes of a growth of 0.0 %.
        let is_alone = self.digits.get(1).is_none_or(|(next, _)| *next > self.digits[0].0 + 1);
        slips.retain(|digits| digits[0] != 0 || own[0] == 0 || is_alone);
        slips.retain(|digits| digits.iter().any(|digit| *digit != 0));
        slips
    }

    fn value(&self, digits: &[u8]) -> Option<Exact> {
        Some(&whole(digits.iter().copied())? * &self.last)
    }

    fn surface(&self, surface: &str, digits: &[u8]) -> String {
        let mut bytes = surface.as_bytes().to_vec();
        for ((at, _), digit) in self.digits.iter().zip(digits) {
            bytes[*at] = b'0' + digit;
        }
        String::from_utf8(bytes).unwrap_or_default()
    }
}

fn whole(digits: impl Iterator<Item = u8>) -> Option<Exact> {
    let text: String = digits.map(|digit| char::from(b'0' + digit)).collect();
    Exact::decimal(&text)
}

/// The surface with a multiplier of the next size, and the power of ten between them: 万 and 亿.
fn steps(words: &CheckWords, surface: &str) -> Vec<(String, i32)> {
    let [small, large] = &words.steps[..] else { return Vec::new() };
    match (surface.contains(small.as_str()), surface.contains(large.as_str())) {
        (true, false) => vec![(surface.replacen(small.as_str(), large, 1), 4)],
        (false, true) => vec![(surface.replacen(large.as_str(), small, 1), -4)],
        _ => Vec::new(),
    }
}

/// A growth read as a change in points, or the other way round.
fn points(words: &CheckWords, figure: &Figure, surface: &str) -> Option<(String, Figure)> {
    let (role, unit) = match (figure.role, figure.unit.as_str()) {
        (Role::Growth, "%") => (Role::Change, "pp"),
        (Role::Change, "pp") => (Role::Growth, "%"),
        _ => return None,
    };
    let read = words.points.iter().find_map(|points| match role {
        Role::Change => surface.strip_suffix('%').map(|number| format!("{number}{points}")),
        _ => surface.strip_suffix(points.as_str()).map(|number| format!("{number}%")),
    })?;
    Some((read, Figure { role, unit: unit.to_owned(), ..figure.clone() }))
}

/// A level of the year before or after, if the text states the year.
fn years(document: &str, figure: &Figure) -> impl Iterator<Item = (String, Figure)> {
    let stated = figure.evidence.period.and_then(|at| document.get(at.range()));
    let own = figure.period.filter(|(period, _)| period.freq() == Some(Freq::Annual));
    let both = own.zip(stated).filter(|_| figure.role == Role::Level);
    both.into_iter().flat_map(move |((period, source), stated)| {
        [-1, 1].into_iter().filter_map(move |step| {
            let own = period.start_year().to_string();
            let other = period.shift_years(step)?;
            let read = stated
                .contains(&own)
                .then(|| stated.replacen(&own, &other.start_year().to_string(), 1))?;
            Some((reads(stated, &read), Figure { period: Some((other, source)), ..figure.clone() }))
        })
    })
}

/// The value exchanged with that of the next figure in its sentence that may be wrong as well.
fn exchanged(document: &str, figures: &[Figure], suspects: &[usize], at: usize) -> Option<Edit> {
    let one = &figures[at];
    let next_at = suspects.iter().copied().filter(|&other| other > at).find(|&other| {
        let next = &figures[other];
        let is_like = one.unit == next.unit && one.unit_mult == next.unit_mult;
        is_like && one.role == next.role && one.sentence == next.sentence
    })?;
    let next = &figures[next_at];
    let take = |figure: &Figure, from: &Figure| Figure {
        value: from.value.clone(),
        bounds: from.bounds.clone(),
        resolution: from.resolution.clone(),
        qualifier: from.qualifier,
        ..figure.clone()
    };
    let surface = |figure: &Figure| document.get(figure.span.range()).unwrap_or_default();
    Some(Edit {
        words: format!("`{}` and `{}` read right when exchanged", surface(one), surface(next)),
        figures: vec![(at, take(one, next)), (next_at, take(next, one))],
    })
}
