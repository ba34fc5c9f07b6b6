//! The rows that a chart selects.

use std::collections::{BTreeMap, BTreeSet};

use figlift_chart::{Point, Ranks, Takes};
use figlift_config::{Grouping, Select, SelectEnd};
use figlift_model::{ChangeEnd, Role};
use figlift_text::Period;
use polars::prelude::*;

use super::columns::{FigureColumns, SelectedRow};
use super::inputs::ChartInputs;
use super::plan::ChartPlan;
use super::shown::ShownFigure;
use crate::RunError;

/// The rows that a chart selects, in order of the texts; of these `only` the figures with one of those
/// ids.
pub(super) fn select(
    inputs: &ChartInputs<'_>,
    plan: ChartPlan<'_>,
    only: Option<&BTreeSet<&str>>,
) -> Result<Vec<ShownFigure>, RunError> {
    let ChartPlan { spec, mark } = plan;
    let select = &spec.select;
    let within: [(&str, Vec<&str>); 4] = [
        ("role", select.roles.iter().map(|role| role.as_str()).collect()),
        ("unit_measure", select.units.iter().map(String::as_str).collect()),
        ("basis", select.bases.iter().map(|basis| basis.as_str()).collect()),
        ("obs_status", select.statuses.iter().map(|status| status.as_str()).collect()),
    ];
    let mut kept = inputs.figures.clone().lazy().filter(col("repeat_of").is_null());
    for (column, values) in within {
        let is = |value: &&str| col(column).eq(lit(*value));
        if let Some(any) = values.iter().map(is).reduce(Expr::or) {
            kept = kept.filter(any);
        }
    }
    if mark.takes == Takes::Changes {
        kept = kept.filter(col("change_end").is_not_null());
    }
    let ranks = lit(Role::Rank.as_str());
    kept = match mark.ranks {
        Ranks::No(_) => kept.filter(col("role").neq(ranks)),
        Ranks::Only => kept.filter(col("role").eq(ranks)),
        Ranks::Also => kept,
    };
    let kept = kept.collect()?;
    let columns = FigureColumns::of(&kept)?;
    let mut rows: Vec<ShownFigure> = (0..kept.height())
        .map(|row| columns.selected(row))
        .filter(|row| only.is_none_or(|ids| ids.contains(row.figure_id)))
        .filter(|row| wants(select, row) && fits(plan, row))
        .map(|row| columns.shown(inputs, &row))
        .collect();
    if spec.group != Grouping::Document {
        keep_first(&mut rows);
    }
    if select.latest {
        // If both ends are shown, the former value is kept.
        if mark.takes != Takes::Moves {
            drop_former(&mut rows);
        }
        keep_latest(&mut rows);
    }
    Ok(rows)
}

/// Whether a mark can show the row.
fn fits(ChartPlan { spec, mark }: ChartPlan<'_>, row: &SelectedRow<'_>) -> bool {
    let known = row.numbers.iter().any(Option::is_some);
    let named = row.indicator.is_some() || !spec.select.words.is_empty();
    let in_time = named && row.ref_period.is_some_and(|period| period.freq().is_some());
    known && (!matches!(mark.takes, Takes::Series | Takes::Targets) || in_time)
}

fn wants(select: &Select, row: &SelectedRow<'_>) -> bool {
    let within = |names: &[String], name: Option<&str>| {
        names.is_empty() || name.is_some_and(|name| names.iter().any(|one| one == name))
    };
    let qualifiers = &select.qualifiers;
    let qualified = || qualifiers.iter().any(|one| one.as_str() == row.qualifier);
    let holds = |words: &String| row.words.contains(words.as_str());
    let since = |from: Period| row.period.is_some_and(|own| own.first() >= from.first());
    let until = |to: Period| row.period.is_some_and(|own| own.last() <= to.last());
    let end = match select.change_end {
        Some(SelectEnd::None) => row.change.is_none(),
        Some(SelectEnd::Is(end)) => row.change.is_some_and(|(_, own)| own == end),
        None => true,
    };
    (qualifiers.is_empty() || qualified())
        && within(&select.indicators, row.indicator)
        && within(&select.areas, row.area)
        && (select.words.is_empty() || select.words.iter().any(holds))
        && select.from.is_none_or(since)
        && select.to.is_none_or(until)
        && end
        && select.documents.as_ref().is_none_or(|glob| glob.is_match(row.doc_id))
}

/// The first of those rows that state the same value of the same thing and time: in a bulletin, and again
/// in a table.
fn keep_first(rows: &mut Vec<ShownFigure>) {
    let mut seen = BTreeSet::new();
    rows.retain(|row| {
        let Point { value, low, high, .. } = row.point;
        let numbers = [value, low, high].map(|number| number.map(f64::to_bits));
        let series = row.series().map(str::to_owned);
        row.change.is_some() || seen.insert((series, row.period, numbers))
    });
}

/// The later ends of changes.
fn drop_former(rows: &mut Vec<ShownFigure>) {
    let lasts: BTreeSet<String> = rows
        .iter()
        .filter(|row| row.is_end(ChangeEnd::To))
        .filter_map(ShownFigure::change_id)
        .collect();
    rows.retain(|row| {
        !row.is_end(ChangeEnd::From) || row.change_id().is_none_or(|id| !lasts.contains(&id))
    });
}

/// The rows of the latest period among those that differ only in their period.
fn keep_latest(rows: &mut Vec<ShownFigure>) {
    let mut latest: BTreeMap<Vec<String>, Option<Period>> = BTreeMap::new();
    let name = |row: &ShownFigure| row.series().map(str::to_owned).to_vec();
    let ended = |period: Option<Period>| period.map(|period| period.last());
    for row in rows.iter() {
        let kept = latest.entry(name(row)).or_insert(row.period);
        if ended(row.period) > ended(*kept) {
            *kept = row.period;
        }
    }
    rows.retain(|row| latest.get(&name(row)).is_some_and(|kept| ended(*kept) == ended(row.period)));
}
