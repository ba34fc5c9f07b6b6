//! The rows that a chart selects.

use std::collections::{BTreeMap, BTreeSet};

use figlift_chart::Point;
use figlift_config::{ChartMark, ChartSpec, Select};
use figlift_text::Period;
use polars::prelude::*;

use super::Material;
use super::columns::Columns;
use crate::RunError;

/// A figure, as far as charts look at it.
#[derive(Clone, Debug)]
pub(super) struct Shown {
    pub(super) doc_id: String,
    pub(super) indicator: Option<String>,
    /// The words of the text for what is measured.
    pub(super) words: String,
    pub(super) area: Option<String>,
    pub(super) role: String,
    pub(super) unit: String,
    pub(super) unit_mult: i16,
    pub(super) per: Option<String>,
    pub(super) classifier: Option<String>,
    pub(super) basis: Option<String>,
    pub(super) period: Option<Period>,
    /// Name of the change that it is an end of, and which end.
    pub(super) change: Option<(String, String)>,
    pub(super) point: Point,
}

impl Shown {
    /// What two values have in common that differ by their period alone.
    pub(super) fn series(&self) -> [&str; 7] {
        let indicator = self.indicator.as_deref().unwrap_or(&self.words);
        [
            indicator,
            self.area.as_deref().unwrap_or_default(),
            &self.role,
            &self.unit,
            self.per.as_deref().unwrap_or_default(),
            self.classifier.as_deref().unwrap_or_default(),
            self.basis.as_deref().unwrap_or_default(),
        ]
    }

    fn change_id(&self) -> Option<String> {
        self.change.as_ref().map(|(id, _)| id.clone())
    }

    /// Whether it is that end of a change.
    pub(super) fn is_end(&self, end: &str) -> bool {
        self.change.as_ref().is_some_and(|(_, own)| own == end)
    }
}

/// The rows that a chart selects, in order of the texts.
pub(super) fn select(material: &Material<'_>, spec: &ChartSpec) -> Result<Vec<Shown>, RunError> {
    let select = &spec.select;
    let equal = [
        ("role", &select.role),
        ("unit_measure", &select.unit),
        ("basis", &select.basis),
        ("obs_status", &select.status),
    ];
    let mut kept = material.figures.clone().lazy();
    for (column, value) in equal {
        if let Some(value) = value {
            kept = kept.filter(col(column).eq(lit(value.as_str())));
        }
    }
    kept = match spec.mark {
        ChartMark::Dumbbell | ChartMark::Slope => kept.filter(col("change_end").is_not_null()),
        ChartMark::Ladder => kept.filter(col("role").eq(lit("rank"))),
        ChartMark::Line | ChartMark::Bar => kept.filter(col("role").neq(lit("rank"))),
        ChartMark::Interval => kept,
    };
    let kept = kept.collect()?;
    let columns = Columns::of(&kept)?;
    let qualifiers = &select.qualifiers;
    let mut rows: Vec<Shown> = (0..kept.height())
        .filter(|row| {
            qualifiers.is_empty() || qualifiers.iter().any(|one| one == columns.qualifier(*row))
        })
        .map(|row| columns.row(material, row))
        .filter(|row| wants(select, row) && fits(spec, row))
        .collect();
    if select.latest {
        // A ladder shows where a rank came from; other marks of single values do not.
        if spec.mark != ChartMark::Ladder {
            drop_former(&mut rows);
        }
        keep_latest(&mut rows);
    }
    Ok(rows)
}

/// Whether a mark can show the row at all.
fn fits(spec: &ChartSpec, row: &Shown) -> bool {
    let point = &row.point;
    let known = point.value.or(point.low).or(point.high).is_some();
    let named = row.indicator.is_some() || !spec.select.words.is_empty();
    known && (spec.mark != ChartMark::Line || (named && row.period.is_some()))
}

fn wants(select: &Select, row: &Shown) -> bool {
    let within = |names: &[String], name: &Option<String>| {
        names.is_empty() || name.as_ref().is_some_and(|name| names.contains(name))
    };
    let holds = |words: &String| row.words.contains(words.as_str());
    let since = |from: Period| row.period.is_some_and(|own| own.first() >= from.first());
    let until = |to: Period| row.period.is_some_and(|own| own.last() <= to.last());
    let end = match select.change_end.as_deref() {
        Some("none") => row.change.is_none(),
        Some(end) => row.is_end(end),
        None => true,
    };
    select.documents.as_ref().is_none_or(|glob| glob.is_match(&row.doc_id))
        && within(&select.indicators, &row.indicator)
        && within(&select.areas, &row.area)
        && (select.words.is_empty() || select.words.iter().any(holds))
        && select.from.is_none_or(since)
        && select.to.is_none_or(until)
        && end
}

/// Of both ends of a change, the last.
fn drop_former(rows: &mut Vec<Shown>) {
    let lasts: BTreeSet<String> =
        rows.iter().filter(|row| row.is_end("to")).filter_map(Shown::change_id).collect();
    rows.retain(|row| !row.is_end("from") || row.change_id().is_none_or(|id| !lasts.contains(&id)));
}

/// Of rows that differ by their period alone, those of the latest.
fn keep_latest(rows: &mut Vec<Shown>) {
    let mut latest: BTreeMap<Vec<String>, Option<Period>> = BTreeMap::new();
    let name = |row: &Shown| row.series().map(str::to_owned).to_vec();
    let ended = |period: Option<Period>| period.map(|period| period.last());
    for row in rows.iter() {
        let kept = latest.entry(name(row)).or_insert(row.period);
        if ended(row.period) > ended(*kept) {
            *kept = row.period;
        }
    }
    rows.retain(|row| latest.get(&name(row)).is_some_and(|kept| ended(*kept) == ended(row.period)));
}
