//! A figure, as far as an expectation looks at it.

use figlift_config::Expectation;
use figlift_extract::Exact;
use polars::prelude::{DataFrame, PolarsResult};

use super::{scaled, tolerance};

/// A figure of the run.
pub(super) struct Candidate {
    pub figure_id: String,
    pub doc_id: String,
    pub byte_start: usize,
    pub surface: String,
    indicator: Option<String>,
    indicator_text: Option<String>,
    role: String,
    change_end: Option<String>,
    classifier: Option<String>,
    per: Option<String>,
    value: Option<f64>,
    low: Option<f64>,
    high: Option<f64>,
    qualifier: String,
    unit: String,
    area: Option<String>,
    period: Option<String>,
    status: String,
}

impl Candidate {
    /// All figures of the frame, which is sorted by document.
    pub(super) fn all(figures: &DataFrame) -> PolarsResult<Vec<Candidate>> {
        let text = |name: &str| figures.column(name)?.str();
        let number = |name: &str| figures.column(name)?.f64();
        let (figure_id, doc_id, surface) = (text("figure_id")?, text("doc_id")?, text("surface")?);
        let (indicator, indicator_text) = (text("indicator")?, text("indicator_text")?);
        let (role, change_end, classifier, per) =
            (text("role")?, text("change_end")?, text("classifier")?, text("per")?);
        let (qualifier, unit) = (text("qualifier")?, text("unit_measure")?);
        let (area, period, status) = (text("ref_area")?, text("time_period")?, text("obs_status")?);
        let (value, low, high) =
            (number("obs_value")?, number("value_low")?, number("value_high")?);
        let byte_start = figures.column("byte_start")?.i64()?;
        let own = |value: Option<&str>| value.map(str::to_owned);
        let row = |n: usize| Candidate {
            figure_id: own(figure_id.get(n)).unwrap_or_default(),
            doc_id: own(doc_id.get(n)).unwrap_or_default(),
            byte_start: byte_start.get(n).and_then(|byte| byte.try_into().ok()).unwrap_or_default(),
            surface: own(surface.get(n)).unwrap_or_default(),
            indicator: own(indicator.get(n)),
            indicator_text: own(indicator_text.get(n)),
            role: own(role.get(n)).unwrap_or_default(),
            change_end: own(change_end.get(n)),
            classifier: own(classifier.get(n)),
            per: own(per.get(n)),
            value: value.get(n),
            low: low.get(n),
            high: high.get(n),
            qualifier: own(qualifier.get(n)).unwrap_or_default(),
            unit: own(unit.get(n)).unwrap_or_default(),
            area: own(area.get(n)),
            period: own(period.get(n)),
            status: own(status.get(n)).unwrap_or_default(),
        };
        Ok((0..figures.height()).map(row).collect())
    }

    /// Whether it is what the expectation is about.
    pub(super) fn is_about(&self, expectation: &Expectation) -> bool {
        let named = match (&expectation.indicator, &expectation.words) {
            (Some(indicator), _) => self.indicator.as_ref() == Some(indicator),
            (None, Some(words)) => {
                self.indicator_text.as_ref().is_some_and(|text| text.contains(words.as_str()))
            }
            (None, None) => false,
        };
        let same =
            |stated: &Option<String>, own: &Option<String>| stated.is_none() || stated == own;
        named
            && self.role == expectation.role
            && same(&expectation.change_end, &self.change_end)
            && same(&expectation.classifier, &self.classifier)
            && same(&expectation.per, &self.per)
    }

    /// What is not as expected, in words.
    pub(super) fn departures(&self, expectation: &Expectation) -> Vec<String> {
        let mut departures = Vec::new();
        let mut compare = |name: &str, stated: &str, own: Option<&str>| {
            if Some(stated) != own {
                departures.push(format!("{name} is {}, not {stated}", own.unwrap_or("not known")));
            }
        };
        compare("unit_measure", &expectation.unit, Some(&self.unit));
        compare("qualifier", &expectation.qualifier, Some(&self.qualifier));
        let optional = [
            ("ref_area", &expectation.area, self.area.as_deref()),
            ("time_period", &expectation.period, self.period.as_deref()),
            ("obs_status", &expectation.status, Some(self.status.as_str())),
        ];
        for (name, stated, own) in optional {
            if let Some(stated) = stated {
                compare(name, stated, own);
            }
        }
        let mut numbers = vec![("value", expectation.value, self.value)];
        if expectation.qualifier != "exact" {
            numbers.extend([
                ("value_low", expectation.low, self.low),
                ("value_high", expectation.high, self.high),
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
    pub(super) fn distance(&self, expectation: &Expectation) -> (usize, Exact) {
        let stated = expectation.value.and_then(|value| scaled(value, expectation));
        let own = self.value.and_then(Exact::of_f64);
        let away = stated.zip(own).and_then(|(a, b)| a.plus(-b)).unwrap_or(Exact::ZERO);
        (self.departures(expectation).len(), away.abs())
    }

    /// What it states, in words.
    pub(super) fn words(&self) -> String {
        let value = self.value.map_or("no single value".to_owned(), |value| value.to_string());
        format!("{} ({} {value} {})", self.surface, self.qualifier, self.unit)
    }
}

/// Whether a number is the stated one, within the tolerance; an open end must be open.
fn within(stated: Option<f64>, own: Option<f64>, expectation: &Expectation) -> bool {
    let (Some(stated), Some(own)) = (stated, own) else {
        return stated.is_none() && own.is_none();
    };
    let inside = || {
        let stated = scaled(stated, expectation)?;
        let away = Exact::of_f64(own)?.plus(-stated)?;
        Some(away.abs() <= tolerance(stated, expectation)?)
    };
    inside().unwrap_or(false)
}
