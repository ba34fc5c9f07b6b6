//! Compares values that figures imply with a figure that states the value.

use figlift_model::CheckStatus;
use figlift_number::{End, Exact, Interval};

use crate::Finding;
use crate::figure::CheckedFigure;
use crate::implied::{ImpliedValues, in_percent, quotient};

/// The finding for a figure whose value other figures imply, in the standard unit; `None` if there
/// is nothing to check.
pub(crate) fn compare(
    kind: &'static str,
    what: &str,
    figure: &CheckedFigure<'_>,
    from: &[&CheckedFigure<'_>],
    implied: ImpliedValues,
) -> Option<Finding> {
    match implied {
        Ok(implied) => {
            let (own, implied) = (figure.interval(), in_unit_of(figure, &implied));
            Some(Comparison { kind, what, figure, from, own, implied }.finding())
        }
        Err(nothing) => {
            let message = format!("{what} cannot be computed: {}", nothing.reason()?);
            Some(Finding::of(kind, CheckStatus::NotComparable, figure, from, message))
        }
    }
}

/// The ratio of a part to its whole, in percent.
pub(crate) fn percent(part: &CheckedFigure<'_>, whole: &CheckedFigure<'_>) -> ImpliedValues {
    Ok(in_percent(&quotient(&part.measure(), &whole.measure())?))
}

/// Converts values from the standard unit into the unit of a figure.
fn in_unit_of(figure: &CheckedFigure<'_>, measure: &Interval) -> Interval {
    over(measure, figure.factor())
}

fn over(measure: &Interval, factor: Exact) -> Interval {
    measure.over(&Interval::point(factor)).unwrap_or_default()
}

/// A value that figures imply, and a figure that states it.
struct Comparison<'a> {
    kind: &'static str,
    /// The indicator and the relation, in words.
    what: &'a str,
    /// The figure that states the value; the finding is located at it.
    figure: &'a CheckedFigure<'a>,
    /// The figures that imply it.
    from: &'a [&'a CheckedFigure<'a>],
    /// The values that the figure allows, in its unit.
    own: Interval,
    /// The values that the others imply, in the same unit.
    implied: Interval,
}

impl Comparison<'_> {
    /// Passes if the two intervals have a common value.
    fn finding(&self) -> Finding {
        let status =
            if self.own.meets(&self.implied) { CheckStatus::Pass } else { CheckStatus::Fail };
        let expected = shown(&self.implied, self.figure);
        let message = match status {
            CheckStatus::Pass => format!("{}: {} as expected", self.what, self.figure.surface()),
            _ => format!(
                "{}: the text states {} ({}), but the other figures imply {expected}",
                self.what,
                self.figure.surface(),
                shown(&self.own, self.figure),
            ),
        };
        let end = |end: &Option<End>| end.as_ref().map(|end| end.value.to_f64());
        Finding {
            low: end(&self.implied.low),
            high: end(&self.implied.high),
            expected,
            found: self.figure.surface().to_owned(),
            ..Finding::of(self.kind, status, self.figure, self.from, message)
        }
    }
}

/// An interval in the unit and scale of the text: 13926 to 13927万吨.
fn shown(interval: &Interval, figure: &CheckedFigure<'_>) -> String {
    UnitOfText::of(figure).shown(interval)
}

/// The unit of a figure, as its text writes it.
#[derive(Clone, Debug)]
pub(crate) struct UnitOfText {
    /// Factor to the standard unit of its dimension.
    factor: Exact,
    /// The power of ten of its number.
    mult: i16,
    /// With 万 or 亿; its code if the text writes none.
    words: String,
}

impl UnitOfText {
    pub(crate) fn of(figure: &CheckedFigure<'_>) -> UnitOfText {
        let is_number =
            |c: char| c.is_numeric() || matches!(c, '.' | '．' | ',' | '，' | '余' | '多' | '几');
        let unit = figure.without_bound().rsplit(is_number).next().unwrap_or_default();
        let mult = figure.unit_mult;
        let power = if mult == 0 { String::new() } else { format!(" ×10^{mult}") };
        let words =
            if unit.is_empty() { format!("{power} {}", figure.unit()) } else { unit.to_owned() };
        UnitOfText { factor: figure.factor(), mult, words }
    }

    /// Values in the standard unit, in this one.
    pub(crate) fn values(&self, measure: &Interval) -> Interval {
        over(measure, self.factor.clone())
    }

    /// Values in this unit, as its text would write them.
    pub(crate) fn shown(&self, interval: &Interval) -> String {
        let end = |end: &Option<End>| {
            let scaled = end.as_ref().map(|end| end.value.times_ten_to(-i32::from(self.mult)));
            scaled.map_or("open".to_owned(), |value| rounded(value.to_f64()))
        };
        let (low, high) = (end(&interval.low), end(&interval.high));
        let values = if low == high { low } else { format!("{low} to {high}") };
        format!("{values}{}", self.words)
    }
}

/// A value with six significant digits, but at least two decimals.
fn rounded(value: f64) -> String {
    let whole_digits = value.abs().log10().floor().max(0.0) as usize + 1;
    let text = format!("{value:.*}", 6_usize.saturating_sub(whole_digits).max(2));
    let text = text.trim_end_matches('0').trim_end_matches('.');
    if text == "-0" { "0".to_owned() } else { text.to_owned() }
}
