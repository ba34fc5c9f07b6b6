use figlift_model::{CheckStatus, Severity};
use figlift_number::{End, Interval};
use figlift_schema::Cell;

use crate::figure::CheckedFigure;

/// A figure that a check looked at.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Involved {
    /// Its id.
    pub figure_id: String,
    /// The document that states it.
    pub doc_id: String,
    /// Where it stands in the document's text.
    pub byte: usize,
    /// What stands there.
    pub surface: String,
}

impl From<&CheckedFigure<'_>> for Involved {
    fn from(figure: &CheckedFigure<'_>) -> Involved {
        Involved {
            figure_id: figure.extracted().id.clone(),
            doc_id: figure.doc_id().to_owned(),
            byte: figure.span().start,
            surface: figure.surface().to_owned(),
        }
    }
}

/// One check, as it came out.
#[derive(Clone, Debug, PartialEq)]
pub struct Finding {
    /// Name of the check.
    pub check_id: String,
    /// Kind of check.
    pub kind: &'static str,
    /// How much it matters where it failed.
    pub severity: Severity,
    /// How it came out.
    pub status: CheckStatus,
    /// The document that it is about.
    pub doc_id: Option<String>,
    /// The figures involved, the one that it shows at first.
    pub figures: Vec<Involved>,
    /// What was expected.
    pub expected: String,
    /// What was found; empty where nothing was.
    pub found: String,
    /// Least value that passes; `None` is open.
    pub low: Option<f64>,
    /// Greatest value that passes; `None` is open.
    pub high: Option<f64>,
    /// What happened, in one sentence.
    pub message: String,
}

/// Line and column of a byte of a document's text, where it is known.
pub type Place<'a> = &'a dyn Fn(&str, usize) -> Option<(usize, usize)>;

impl Finding {
    /// Line and column of the figure that it shows at.
    pub fn place(&self, place: Place<'_>) -> Option<(usize, usize)> {
        let first = self.figures.first()?;
        place(&first.doc_id, first.byte)
    }

    /// What happened; where several figures are involved, with the place of each.
    pub fn told(&self, place: Place<'_>) -> String {
        if self.figures.len() < 2 {
            return self.message.clone();
        }
        let places: Vec<String> =
            self.figures.iter().map(|figure| self.placed(figure, place)).collect();
        format!("{} [{}]", self.message, places.join(", "))
    }

    /// A figure with its place: `13926万吨 3:10`, in another document `19677.9亿元 rd/2018:3:37`.
    fn placed(&self, figure: &Involved, place: Place<'_>) -> String {
        let at = place(&figure.doc_id, figure.byte)
            .map(|(line, column)| format!("{line}:{column}"))
            .unwrap_or_default();
        if Some(&figure.doc_id) == self.doc_id.as_ref() {
            format!("{} {at}", figure.surface)
        } else {
            format!("{} {}:{at}", figure.surface, figure.doc_id)
        }
    }

    pub(crate) fn cell(&self, column: &str, place: Place<'_>) -> Cell {
        let at = || self.place(place);
        let ids = || self.figures.iter().map(|figure| figure.figure_id.as_str());
        match column {
            "check_id" => self.check_id.as_str().into(),
            "kind" => self.kind.into(),
            "severity" => self.severity.to_string().as_str().into(),
            "status" => self.status.as_str().into(),
            "doc_id" => self.doc_id.clone().into(),
            "figure_ids" => {
                let joined = ids().collect::<Vec<_>>().join(" ");
                Some(joined).filter(|ids| !ids.is_empty()).into()
            }
            "line" => at().map_or(Cell::Int(None), |(line, _)| line.into()),
            "column" => at().map_or(Cell::Int(None), |(_, column)| column.into()),
            "expected" => self.expected.as_str().into(),
            "found" => self.found.as_str().into(),
            "low" => self.low.into(),
            "high" => self.high.into(),
            "message" => self.told(place).as_str().into(),
            _ => Cell::Text(None),
        }
    }
}

/// A value that figures imply, held against a figure that states it.
pub(crate) struct Comparison<'a> {
    pub kind: &'static str,
    /// What is measured, and which relation must hold, in words.
    pub what: &'a str,
    /// The figure that states the value; the check shows at it.
    pub figure: &'a CheckedFigure<'a>,
    /// The figures that imply it.
    pub from: &'a [&'a CheckedFigure<'a>],
    /// What the figure may stand for, in its unit.
    pub own: Interval,
    /// What the others leave for it, in the same unit.
    pub implied: Interval,
}

impl Comparison<'_> {
    /// Passes where the two intervals meet.
    pub(crate) fn finding(&self) -> Finding {
        let status =
            if self.own.meets(&self.implied) { CheckStatus::Pass } else { CheckStatus::Fail };
        let expected = shown(&self.implied, self.figure);
        let message = match status {
            CheckStatus::Pass => format!("{}: {} as expected", self.what, self.figure.surface()),
            _ => format!(
                "{}: the text states {} ({}), but the other figures leave {expected}",
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

/// An interval as people read it, in unit and scale of what a text states: 13926 to 13927万吨.
pub(crate) fn shown(interval: &Interval, figure: &CheckedFigure<'_>) -> String {
    let end = |end: &Option<End>| {
        let scaled = end.as_ref().map(|end| end.value.times_ten_to(-i32::from(figure.unit_mult)));
        scaled.map_or("open".to_owned(), |value| rounded(value.to_f64()))
    };
    let (low, high) = (end(&interval.low), end(&interval.high));
    let values = if low == high { low } else { format!("{low} to {high}") };
    format!("{values}{}", unit(figure))
}

/// The unit as the text writes it, with its 万 or 亿; else its code.
fn unit(figure: &CheckedFigure<'_>) -> String {
    let is_number =
        |c: char| c.is_numeric() || matches!(c, '.' | '．' | ',' | '，' | '余' | '多' | '几');
    let unit = figure.without_bound().rsplit(is_number).next().unwrap_or_default();
    let mult = figure.unit_mult;
    let power = if mult == 0 { String::new() } else { format!(" ×10^{mult}") };
    if unit.is_empty() { format!("{power} {}", figure.unit()) } else { unit.to_owned() }
}

/// As people read it: with two decimals, of small numbers to six significant digits.
fn rounded(value: f64) -> String {
    let whole_digits = value.abs().log10().floor().max(0.0) as usize + 1;
    let text = format!("{value:.*}", 6_usize.saturating_sub(whole_digits).max(2));
    let text = text.trim_end_matches('0').trim_end_matches('.');
    if text == "-0" { "0".to_owned() } else { text.to_owned() }
}

impl Finding {
    /// A check of that kind, which shows at the first figure. Its severity is set by what runs it.
    pub fn of(
        kind: &'static str,
        status: CheckStatus,
        first: &CheckedFigure<'_>,
        others: &[&CheckedFigure<'_>],
        message: String,
    ) -> Finding {
        let figures: Vec<Involved> =
            std::iter::once(first).chain(others.iter().copied()).map(Involved::from).collect();
        let place =
            |figure: &Involved| figure.figure_id.rsplit('#').next().unwrap_or_default().to_owned();
        let others: Vec<String> = figures[1..].iter().map(place).collect();
        let of = if others.is_empty() { String::new() } else { format!("~{}", others.join("~")) };
        Finding {
            check_id: format!("{kind}/{}{of}", first.extracted().id),
            kind,
            severity: Severity::Error,
            status,
            doc_id: Some(first.doc_id().to_owned()),
            figures,
            expected: String::new(),
            found: String::new(),
            low: None,
            high: None,
            message,
        }
    }
}
