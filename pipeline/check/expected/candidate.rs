//! A figure, compared with an expectation.

use figlift_config::Expectation;
use figlift_model::{ObsStatus, Qualifier};
use figlift_number::{End, Exact};

use crate::figure::CheckedFigure;

/// Whether the expectation identifies it.
pub(super) fn is_about(figure: &CheckedFigure<'_>, expectation: &Expectation) -> bool {
    let named = match (&expectation.indicator, &expectation.words) {
        (Some(indicator), _) => figure.indicator() == Some(indicator),
        (None, Some(words)) => figure.name().contains(words.as_str()) && figure.words.is_some(),
        (None, None) => false,
    };
    let same = |stated: &Option<String>, own: Option<&str>| {
        stated.as_deref().is_none_or(|stated| own == Some(stated))
    };
    let extracted = figure.extracted();
    named
        && figure.role == expectation.role
        && expectation.change_end.is_none_or(|end| figure.change_end == Some(end))
        && same(&expectation.classifier, extracted.classifier.as_deref())
        && same(&expectation.per, extracted.per.as_deref())
}

/// The differences from the expectation, in words.
pub(super) fn departures(figure: &CheckedFigure<'_>, expectation: &Expectation) -> Vec<String> {
    let mut departures = Vec::new();
    let mut compare = |name: &str, stated: &str, own: Option<&str>| {
        if Some(stated) != own {
            departures.push(format!("{name} is {}, expected {stated}", own.unwrap_or("unknown")));
        }
    };
    compare("unit_measure", &expectation.unit, Some(figure.unit()));
    compare("qualifier", expectation.qualifier.as_str(), Some(figure.qualifier.as_str()));
    let period = figure.time().map(|period| period.to_string());
    let optional = [
        ("ref_area", expectation.area.as_deref(), figure.area()),
        ("time_period", expectation.period.as_deref(), period.as_deref()),
        ("obs_status", expectation.status.map(ObsStatus::as_str), Some(figure.status.as_str())),
    ];
    for (name, stated, own) in optional {
        if let Some(stated) = stated {
            compare(name, stated, own);
        }
    }
    let (value, low, high) = published(figure);
    let mut numbers = vec![("value", expectation.value, value)];
    if expectation.qualifier != Qualifier::Exact {
        numbers
            .extend([("value_low", expectation.low, low), ("value_high", expectation.high, high)]);
    }
    for (name, stated, own) in numbers {
        if !within(stated, own, expectation) {
            let unit = |value: Option<Exact>| {
                value.map_or("open".to_owned(), |value| value.to_f64().to_string())
            };
            let stated = unit(stated.and_then(|value| scaled(value, expectation)));
            departures.push(format!(
                "{name} is {}, expected {stated}",
                unit(own.and_then(Exact::of_f64))
            ));
        }
    }
    departures
}

/// Distance from an expectation: the number of differences, then the distance of the value.
pub(super) fn distance(figure: &CheckedFigure<'_>, expectation: &Expectation) -> (usize, Exact) {
    let stated = expectation.value.and_then(|value| scaled(value, expectation));
    let own = published(figure).0.and_then(Exact::of_f64);
    let away = stated.zip(own).map_or(Exact::ZERO, |(stated, own)| stated - own);
    (departures(figure, expectation).len(), away.abs())
}

/// The figure in words.
pub(super) fn found(figure: &CheckedFigure<'_>) -> String {
    let value = published(figure).0.map_or("no single value".to_owned(), |value| value.to_string());
    format!("{} ({} {value} {})", figure.surface(), figure.qualifier, figure.unit())
}

/// Value and bounds as in the tables, since expectations state these.
fn published(figure: &CheckedFigure<'_>) -> (Option<f64>, Option<f64>, Option<f64>) {
    let figure = figure.extracted();
    let end = |end: &Option<End>| end.as_ref().map(|end| end.value.to_f64());
    (figure.value.as_ref().map(Exact::to_f64), end(&figure.bounds.low), end(&figure.bounds.high))
}

/// Whether a number equals the stated one, within the tolerance; an open end must be open.
fn within(stated: Option<f64>, own: Option<f64>, expectation: &Expectation) -> bool {
    let (Some(stated), Some(own)) = (stated, own) else {
        return stated.is_none() && own.is_none();
    };
    let inside = || {
        let stated = scaled(stated, expectation)?;
        let away = &Exact::of_f64(own)? - &stated;
        Some(away.abs() <= tolerance(&stated, expectation)?)
    };
    inside().unwrap_or(false)
}

/// A value of an expectation in the unit itself.
pub(super) fn scaled(value: f64, expectation: &Expectation) -> Option<Exact> {
    Some(Exact::of_f64(value)?.times_ten_to(expectation.unit_mult.into()))
}

/// The tolerance around a value, in the unit itself.
pub(super) fn tolerance(value: &Exact, expectation: &Expectation) -> Option<Exact> {
    let absolute = scaled(expectation.abs_tol.abs(), expectation)?;
    let relative = Exact::of_f64(expectation.rel_tol.abs())?;
    Some(absolute + &value.clone().abs() * &relative)
}
