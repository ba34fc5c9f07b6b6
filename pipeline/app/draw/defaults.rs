//! The default charts of a project without any: stated changes, series of three periods or more,
//! and the levels of the most frequent indicators.

use std::collections::BTreeMap;

use figlift_config::{ChartSpec, ChartWords, Select, Sort, Template};
use figlift_model::Role;

use super::inputs::ChartInputs;
use crate::RunError;

/// The numbers of rows, panels and indicators that are shown; the rest is counted in the note.
const CHANGES: usize = 12;
const SERIES: usize = 6;
const INDICATORS: usize = 12;

/// The charts of a project without any.
pub(super) fn specs(inputs: &ChartInputs<'_>) -> Result<Vec<ChartSpec>, RunError> {
    let changes = ChartSpec {
        limit: Some(CHANGES),
        ..spec(
            "changes",
            "dumbbell",
            ["文中陈述的变化", "What the texts say changed"],
            ["以“从……到……”陈述的两个数值", "Both values of each from–to statement"],
        )
    };
    let series = ChartSpec {
        limit: Some(SERIES),
        select: Select { role: Some(Role::Level), least_periods: 3, ..Select::default() },
        ..spec(
            "series",
            "line",
            ["{period}年各期数值", "Values over time, {period}"],
            ["三期以上有数值的指标", "Indicators with values of three periods or more"],
        )
    };
    let indicators = frequent(inputs)?;
    let levels = ChartSpec {
        sort: Sort::Value,
        select: Select {
            role: Some(Role::Level),
            latest: true,
            indicators,
            least_periods: 1,
            ..Select::default()
        },
        ..spec(
            "levels",
            "bar",
            ["最常见的指标", "The most frequent indicators"],
            ["各指标最近一期的数值", "The value of the latest period of each"],
        )
    };
    // A bar chart without indicators would show all rows.
    let known = !levels.select.indicators.is_empty();
    Ok([changes, series].into_iter().chain(known.then_some(levels)).collect())
}

fn spec(id: &str, mark: &str, title: [&str; 2], subtitle: [&str; 2]) -> ChartSpec {
    ChartSpec {
        title: ChartWords::of(title[0], title[1]),
        subtitle: ChartWords::of(subtitle[0], subtitle[1]),
        source: Template::of("{publisher}（{date}）"),
        ..ChartSpec::of(id, mark)
    }
}

/// The indicators with the most levels, the most frequent first.
fn frequent(inputs: &ChartInputs<'_>) -> Result<Vec<String>, RunError> {
    let column = |name: &str| inputs.figures.column(name)?.str();
    let (indicators, roles) = (column("indicator")?, column("role")?);
    let repeats = column("repeat_of")?;
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    let levels = indicators
        .iter()
        .zip(roles.iter().zip(repeats.iter()))
        .filter(|(_, (role, repeats))| *role == Some(Role::Level.as_str()) && repeats.is_none());
    for indicator in levels.filter_map(|(indicator, _)| indicator) {
        *counts.entry(indicator).or_default() += 1;
    }
    let mut counted: Vec<(&str, usize)> = counts.into_iter().collect();
    counted.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
    Ok(counted.into_iter().take(INDICATORS).map(|(indicator, _)| indicator.to_owned()).collect())
}
