//! A figure, held against an expectation.

use figlift_config::Expectation;
use figlift_number::Exact;

use super::{scaled, tolerance};
use crate::stated::Stated;

/// Whether it is what the expectation is about.
pub(super) fn is_about(figure: &Stated, expectation: &Expectation) -> bool {
    let named = match (&expectation.indicator, &expectation.words) {
        (Some(indicator), _) => figure.indicator.as_ref() == Some(indicator),
        (None, Some(words)) => {
            figure.words.as_ref().is_some_and(|text| text.contains(words.as_str()))
        }
        (None, None) => false,
    };
    let same = |stated: &Option<String>, own: &Option<String>| stated.is_none() || stated == own;
    named
        && figure.role == expectation.role
        && same(&expectation.change_end, &figure.change.as_ref().map(|(_, end)| end.clone()))
        && same(&expectation.classifier, &figure.classifier)
        && same(&expectation.per, &figure.per)
}

/// What is not as expected, in words.
pub(super) fn departures(figure: &Stated, expectation: &Expectation) -> Vec<String> {
    let mut departures = Vec::new();
    let mut compare = |name: &str, stated: &str, own: Option<&str>| {
        if Some(stated) != own {
            departures.push(format!("{name} is {}, not {stated}", own.unwrap_or("not known")));
        }
    };
    compare("unit_measure", &expectation.unit, Some(&figure.unit));
    compare("qualifier", &expectation.qualifier, Some(&figure.qualifier));
    let optional = [
        ("ref_area", &expectation.area, figure.area.as_deref()),
        ("time_period", &expectation.period, figure.period.as_deref()),
        ("obs_status", &expectation.status, Some(figure.status.as_str())),
    ];
    for (name, stated, own) in optional {
        if let Some(stated) = stated {
            compare(name, stated, own);
        }
    }
    let mut numbers = vec![("value", expectation.value, figure.value)];
    if expectation.qualifier != "exact" {
        numbers.extend([
            ("value_low", expectation.low, figure.low),
            ("value_high", expectation.high, figure.high),
        ]);
    }
    for (name, stated, own) in numbers {
        if !within(stated, own, expectation) {
            let unit = |value: Option<Exact>| {
                value.map_or("open".to_owned(), |value| value.to_f64().to_string())
            };
            let stated = unit(stated.and_then(|value| scaled(value, expectation)));
            departures
                .push(format!("{name} is {}, not {stated}", unit(own.and_then(Exact::of_f64))));
        }
    }
    departures
}

/// How far it is from what is expected: number of departures, then distance of the value.
pub(super) fn distance(figure: &Stated, expectation: &Expectation) -> (usize, Exact) {
    let stated = expectation.value.and_then(|value| scaled(value, expectation));
    let own = figure.value.and_then(Exact::of_f64);
    let away = stated.zip(own).map_or(Exact::ZERO, |(stated, own)| stated - own);
    (departures(figure, expectation).len(), away.abs())
}

/// What it states, in words.
pub(super) fn found(figure: &Stated) -> String {
    let value = figure.value.map_or("no single value".to_owned(), |value| value.to_string());
    format!("{} ({} {value} {})", figure.surface, figure.qualifier, figure.unit)
}

/// Whether a number is the stated one, within the tolerance; an open end must be open.
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
