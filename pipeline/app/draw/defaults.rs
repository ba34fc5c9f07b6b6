//! The charts of a project that states none: what its texts say changed, what they tell of three
//! periods or more, and the levels of the indicators that they speak of most.

use std::collections::BTreeMap;

use figlift_config::{ChartMark, ChartSpec, Grouping, Select, Sort, Template, Words};

use super::Material;
use crate::RunError;

/// So many rows, panels and indicators are shown; the rest are counted in the note.
const CHANGES: usize = 12;
const SERIES: usize = 6;
const INDICATORS: usize = 12;

/// The charts that a project has that asks for none.
pub(super) fn specs(material: &Material<'_>) -> Result<Vec<ChartSpec>, RunError> {
    let level = || Some("level".to_owned());
    let changes = ChartSpec {
        limit: Some(CHANGES),
        ..spec(
            "changes",
            ChartMark::Dumbbell,
            ["文中陈述的变化", "What the texts say changed"],
            ["以“从……到……”陈述的两个数值", "Both values of each from–to statement"],
        )
    };
    let series = ChartSpec {
        limit: Some(SERIES),
        select: Select { role: level(), least_periods: 3, ..Select::default() },
        ..spec(
            "series",
            ChartMark::Line,
            ["{period}年各期数值", "Values over time, {period}"],
            ["三期以上有数值的指标", "Indicators with values of three periods or more"],
        )
    };
    let indicators = frequent(material)?;
    let levels = ChartSpec {
        sort: Sort::Value,
        select: Select { role: level(), latest: true, indicators, ..Select::default() },
        ..spec(
            "levels",
            ChartMark::Bar,
            ["最常见的指标", "The most frequent indicators"],
            ["各指标最近一期的数值", "The value of the latest period of each"],
        )
    };
    // A bar chart of no particular indicators would be one of all rows.
    let known = !levels.select.indicators.is_empty();
    Ok([changes, series].into_iter().chain(known.then_some(levels)).collect())
}

fn spec(id: &str, mark: ChartMark, title: [&str; 2], subtitle: [&str; 2]) -> ChartSpec {
    ChartSpec {
        id: id.to_owned(),
        mark,
        group: Grouping::Unit,
        sort: Sort::Text,
        limit: None,
        title: Words::of(title[0], title[1]),
        subtitle: Words::of(subtitle[0], subtitle[1]),
        note: None,
        source: Template::of("{publisher}（{date}）"),
        select: Select { least_periods: 1, ..Select::default() },
    }
}

/// The indicators of whose levels the texts speak most, the most frequent first.
fn frequent(material: &Material<'_>) -> Result<Vec<String>, RunError> {
    let column = |name: &str| material.figures.column(name)?.str();
    let (indicators, roles) = (column("indicator")?, column("role")?);
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    let levels = indicators.iter().zip(roles.iter()).filter(|(_, role)| *role == Some("level"));
    for indicator in levels.filter_map(|(indicator, _)| indicator) {
        *counts.entry(indicator).or_default() += 1;
    }
    let mut counted: Vec<(&str, usize)> = counts.into_iter().collect();
    counted.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
    Ok(counted.into_iter().take(INDICATORS).map(|(indicator, _)| indicator.to_owned()).collect())
}
