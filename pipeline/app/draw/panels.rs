//! Turns rows into the panels of bars, intervals, ladders, slopes and dumbbells.

mod order;

use std::collections::{BTreeSet, HashMap};

use figlift_chart::{Bilingual, ChartRow, Mark, Panel, Scale, Takes};
use figlift_config::{ChartSpec, Grouping};
use figlift_model::{ChangeEnd, Role};
use figlift_text::Period;

use self::order::Order;
use super::inputs::ChartInputs;
use super::labels::{NATION, area, indicator, named, role, short_area};
use super::plan::ChartPlan;
use super::shown::{ChartContent, Pick, ShownFigure};
use super::unit::{axis, common_mult, scaled_point};

/// The marks of a panel with their common properties.
struct PickedPanel<'r> {
    key: (String, AxisClass),
    picks: Vec<Pick<'r>>,
}

impl<'r> PickedPanel<'r> {
    /// Its rows.
    fn ends(&self) -> impl Iterator<Item = &'r ShownFigure> {
        self.picks.iter().flat_map(|pick| pick.from.into_iter().chain([pick.to]))
    }

    /// Whether its values have several roles.
    fn has_roles(&self) -> bool {
        self.picks.iter().any(|pick| pick.to.role != self.picks[0].to.role)
    }
}

/// The common properties of values on one axis.
#[derive(Clone, PartialEq, Eq)]
struct AxisClass {
    scale: Scale,
    /// Their unit and denominator, and whether they are growth, as opposed to levels in percent;
    /// `None` for ranks and for levels of any unit that are compared as multiples.
    of: Option<UnitClass>,
}

#[derive(Clone, PartialEq, Eq)]
struct UnitClass {
    unit: String,
    per: Option<String>,
    growth: bool,
}

/// The panels of a chart.
pub(super) fn of<'r>(
    inputs: &ChartInputs<'_>,
    ChartPlan { spec, mark }: ChartPlan<'_>,
    rows: &'r [ShownFigure],
) -> ChartContent<'r> {
    let order = Order::of(inputs, spec);
    let mut parts: Vec<PickedPanel<'_>> = Vec::new();
    let picks = if mark.takes == Takes::Targets { aims(rows) } else { picks(mark.takes, rows) };
    for pick in picks {
        let key = (group_key(spec.group, pick.to), axis_class(mark, pick.to));
        match parts.iter_mut().find(|part| part.key == key) {
            Some(part) => part.picks.push(pick),
            None => parts.push(PickedPanel { key, picks: vec![pick] }),
        }
    }
    order.parts(&mut parts, |part| (&part.key.0, class_rank(&part.key.1)));
    let mut hidden = 0;
    for part in &mut parts {
        order.picks(&mut part.picks);
        let most = spec.limit.unwrap_or(usize::MAX).min(part.picks.len());
        hidden += part.picks.len() - most;
        part.picks.truncate(most);
    }
    let shown = parts.iter().flat_map(PickedPanel::ends).collect();
    let count = parts.iter().map(|part| part.picks.len()).sum();
    let naming = Naming::of(inputs, spec, &parts);
    let panels = parts.iter().map(|part| naming.panel(part)).collect();
    ChartContent { panels, shown, count, hidden }
}

/// Single values, or changes with both ends selected and in one unit. A rank that is an end of a
/// change is shown with the other end.
fn picks<'r>(takes: Takes, rows: &'r [ShownFigure]) -> Vec<Pick<'r>> {
    let mut ends = HashMap::new();
    for row in rows {
        if let Some((id, end)) = &row.change {
            ends.entry((id, &row.unit, end.as_str())).or_insert(row);
        }
    }
    let other_end = |row: &ShownFigure, end: ChangeEnd| {
        ends.get(&(&row.change.as_ref()?.0, &row.unit, end.as_str())).copied()
    };
    let pair = |from| other_end(from, ChangeEnd::To).map(|to| Pick { from: Some(from), to });
    let alone = |row| Some(Pick { from: None, to: row });
    let pick = |row: &'r ShownFigure| match takes {
        Takes::Values | Takes::Targets | Takes::Series => alone(row),
        Takes::Changes if row.is_end(ChangeEnd::From) => pair(row),
        Takes::Changes => None,
        // If the other end is not selected, a former value is shown alone.
        Takes::Moves if row.is_end(ChangeEnd::From) => pair(row).or(alone(row)),
        Takes::Moves if row.is_end(ChangeEnd::To) && other_end(row, ChangeEnd::From).is_some() => {
            None
        }
        Takes::Moves => alone(row),
    };
    rows.iter().filter_map(pick).collect()
}

/// Targets and forecasts, each with what was reached the year before.
fn aims<'r>(rows: &'r [ShownFigure]) -> Vec<Pick<'r>> {
    let mut reached: HashMap<([&str; 9], Period), &ShownFigure> = HashMap::new();
    for row in rows.iter().filter(|row| row.status.is_observed()) {
        if let Some(period) = row.period {
            reached.entry((row.series(), period)).or_insert(row);
        }
    }
    let ahead = rows.iter().filter(|row| !row.status.is_observed());
    let aim = |to: &'r ShownFigure| {
        let from = reached.get(&(to.series(), to.period?.shift_years(-1)?)).copied();
        Some(Pick { from: Some(from?), to })
    };
    ahead.filter_map(aim).collect()
}

fn group_key(group: Grouping, row: &ShownFigure) -> String {
    match group {
        Grouping::Unit => String::new(),
        Grouping::Area => row.area.clone().unwrap_or_default(),
        Grouping::Indicator => row.indicator.clone().unwrap_or_else(|| row.words.clone()),
        Grouping::Document => row.doc_id.clone(),
    }
}

fn axis_class(mark: &Mark, row: &ShownFigure) -> AxisClass {
    let scale = match row.unit.as_str() {
        "rank" => Scale::Rank,
        "%" => Scale::Percent,
        _ => Scale::Level,
    };
    let of = || {
        let growth = row.role == Role::Growth;
        UnitClass { unit: row.unit.clone(), per: row.per.clone(), growth }
    };
    AxisClass { scale, of: (scale != Scale::Rank && !mark.mixes_units).then(of) }
}

/// Orders levels before shares, and shares before ranks.
fn class_rank(class: &AxisClass) -> usize {
    match class.scale {
        Scale::Level => 0,
        Scale::Percent => 1,
        Scale::Rank => 2,
    }
}

/// The labels of panels and rows, by what differs between them.
struct Naming<'m> {
    inputs: &'m ChartInputs<'m>,
    group: Grouping,
    areas: bool,
}

impl<'m> Naming<'m> {
    fn of(inputs: &'m ChartInputs<'m>, spec: &ChartSpec, parts: &[PickedPanel<'_>]) -> Naming<'m> {
        let rows = || parts.iter().flat_map(|part| part.picks.iter().map(|pick| pick.to));
        let areas: BTreeSet<&Option<String>> = rows().map(|row| &row.area).collect();
        Naming { inputs, group: spec.group, areas: areas.len() > 1 }
    }

    fn panel(&self, part: &PickedPanel<'_>) -> Panel {
        let class = &part.key.1;
        let mult = class.of.as_ref().map(|_| common_mult(part.ends()));
        let point = |row: &ShownFigure| {
            mult.map_or_else(|| row.point.clone(), |mult| scaled_point(&row.point, mult))
        };
        let has_roles = part.has_roles();
        let row = |pick: &Pick<'_>| ChartRow {
            label: self.row(pick.to, has_roles),
            is_reference: self.areas && pick.to.area.as_deref() == Some(NATION),
            at: 0.0,
            from: pick.from.map(point),
            to: point(pick.to),
        };
        let unit = class.of.as_ref().zip(mult);
        Panel {
            title: self.title(part),
            unit: unit
                .map_or(Bilingual::default(), |(of, mult)| axis(&of.unit, mult, self.inputs.pack)),
            scale: class.scale,
            rows: part.picks.iter().map(row).collect(),
        }
    }

    /// The title of a panel: what its rows have in common.
    fn title(&self, part: &PickedPanel<'_>) -> Bilingual {
        let first = part.picks[0].to;
        match self.group {
            Grouping::Unit => self.class(&part.key.1),
            Grouping::Area => area(first, self.inputs.pack),
            Grouping::Indicator => {
                named(indicator(first, self.inputs.pack), None, Some(&role(first.role)))
            }
            Grouping::Document => self.document(first),
        }
    }

    fn class(&self, class: &AxisClass) -> Bilingual {
        let words = |zh: &str, en: &str| Bilingual { zh: zh.to_owned(), en: en.to_owned() };
        let Some(UnitClass { unit, growth, .. }) = &class.of else {
            return match class.scale {
                Scale::Percent => words("比重", "Shares"),
                Scale::Rank => words("位次", "Ranks"),
                Scale::Level => words("水平", "Levels"),
            };
        };
        let dimension = self.inputs.pack.units.get(unit).map(|unit| unit.dimension.name.as_str());
        match dimension {
            Some("count") => words("数量", "Counts"),
            Some("share") if *growth => words("增长", "Growth"),
            Some("share") => words("比重", "Shares"),
            Some("points") => words("百分点", "Percentage points"),
            Some(name) if name.starts_with("money") => words("金额", "Money"),
            Some("area") => words("面积", "Area"),
            Some("mass") => words("重量", "Mass"),
            _ => words("数值", "Values"),
        }
    }

    fn document(&self, row: &ShownFigure) -> Bilingual {
        let document = self.inputs.document(&row.doc_id);
        let title = document.and_then(|document| document.metadata().title.clone());
        Bilingual { zh: title.unwrap_or_else(|| row.doc_id.clone()), en: String::new() }
    }

    /// The label of a row: indicator, area and role, unless the panel states them or they are the
    /// same for all.
    fn row(&self, row: &ShownFigure, roles: bool) -> Bilingual {
        let pack = self.inputs.pack;
        let place = short_area(row, pack);
        let place = Some(&place).filter(|_| self.areas && self.group != Grouping::Area);
        // If the panel names the indicator, the area or the period distinguishes rows.
        let label = match (self.group, place, &row.point.period) {
            (Grouping::Indicator, Some(_), _) => Bilingual::default(),
            (Grouping::Indicator, None, Some(period)) => {
                Bilingual { zh: period.replace('/', "–"), en: String::new() }
            }
            _ => indicator(row, pack),
        };
        let role = role(row.role);
        named(label, place, Some(&role).filter(|_| roles))
    }
}
