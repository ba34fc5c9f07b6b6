//! Rows to the panels of bars, intervals, ladders, slopes and dumbbells.

mod order;

use std::collections::BTreeSet;

use figlift_chart::{Group, Item, Mark, Move, Panel, Row, Scale, Words};
use figlift_config::{ChartMark, ChartSpec, Grouping};

use self::order::Order;
use super::rows::Shown;
use super::unit::{axis, common_mult, scaled_point};
use super::{Marks, Material, area, indicator, named, role, short_area};

/// What one mark shows: a value, or both ends of a change.
#[derive(Clone, Copy)]
pub(super) struct Pick<'r> {
    pub(super) from: Option<&'r Shown>,
    pub(super) to: &'r Shown,
}

/// The marks of a panel, and what they have in common.
struct Part<'r> {
    key: (String, Class),
    picks: Vec<Pick<'r>>,
}

impl<'r> Part<'r> {
    /// The rows that it shows.
    fn ends(&self) -> impl Iterator<Item = &'r Shown> {
        self.picks.iter().flat_map(|pick| pick.from.into_iter().chain([pick.to]))
    }

    /// Whether its values are not all of one role.
    fn has_roles(&self) -> bool {
        self.picks.iter().any(|pick| pick.to.role != self.picks[0].to.role)
    }
}

/// Values that can stand on one axis.
#[derive(Clone, PartialEq, Eq)]
enum Class {
    /// Of any units, compared as multiples.
    Levels,
    Shares,
    Ranks,
    /// Of a unit and a denominator; growth is none of the levels in percent.
    Of {
        unit: String,
        per: Option<String>,
        growth: bool,
    },
}

/// The marks of a chart, in panels.
pub(super) fn of<'r>(material: &Material<'_>, spec: &ChartSpec, rows: &'r [Shown]) -> Marks<'r> {
    let order = Order::of(material, spec);
    let mut parts: Vec<Part<'_>> = Vec::new();
    for pick in picks(spec.mark, rows) {
        let key = (group_key(spec.group, pick.to), class(spec.mark, pick.to));
        match parts.iter_mut().find(|part| part.key == key) {
            Some(part) => part.picks.push(pick),
            None => parts.push(Part { key, picks: vec![pick] }),
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
    let shown = parts.iter().flat_map(Part::ends).collect();
    let count = parts.iter().map(|part| part.picks.len()).sum();
    Marks {
        mark: mark(&Naming::of(material, spec, &parts), spec.mark, &parts),
        shown,
        count,
        hidden,
    }
}

/// Single values, or changes both of whose ends are selected and of one unit. A rank that is an end
/// of a change is shown with the other.
fn picks(mark: ChartMark, rows: &[Shown]) -> Vec<Pick<'_>> {
    let other_end = |row: &Shown, end: &str| {
        rows.iter().find(|other| {
            other.is_end(end)
                && other.unit == row.unit
                && other.change.as_ref().map(|(id, _)| id) == row.change.as_ref().map(|(id, _)| id)
        })
    };
    let mut picks = Vec::new();
    for row in rows {
        let pick = match mark {
            ChartMark::Dumbbell | ChartMark::Slope | ChartMark::Ladder if row.is_end("from") => {
                other_end(row, "to").map(|to| Pick { from: Some(row), to })
            }
            ChartMark::Dumbbell | ChartMark::Slope => None,
            ChartMark::Ladder if row.is_end("to") && other_end(row, "from").is_some() => None,
            _ => Some(Pick { from: None, to: row }),
        };
        // A former rank whose other end is not selected is shown alone.
        let alone = mark == ChartMark::Ladder && row.is_end("from");
        picks.extend(pick.or(alone.then_some(Pick { from: None, to: row })));
    }
    picks
}

fn group_key(group: Grouping, row: &Shown) -> String {
    match group {
        Grouping::Unit => String::new(),
        Grouping::Area => row.area.clone().unwrap_or_default(),
        Grouping::Indicator => row.indicator.clone().unwrap_or_else(|| row.words.clone()),
        Grouping::Document => row.doc_id.clone(),
    }
}

fn class(mark: ChartMark, row: &Shown) -> Class {
    match (mark, row.unit.as_str()) {
        (_, "rank") => Class::Ranks,
        (ChartMark::Dumbbell, "%") => Class::Shares,
        (ChartMark::Dumbbell, _) => Class::Levels,
        _ => {
            Class::Of { unit: row.unit.clone(), per: row.per.clone(), growth: row.role == "growth" }
        }
    }
}

/// Levels come before shares, and shares before ranks.
fn class_rank(class: &Class) -> usize {
    match class {
        Class::Levels => 0,
        Class::Of { unit, .. } if unit != "%" => 0,
        Class::Shares | Class::Of { .. } => 1,
        Class::Ranks => 2,
    }
}

fn mark(naming: &Naming<'_>, mark: ChartMark, parts: &[Part<'_>]) -> Mark {
    match mark {
        ChartMark::Dumbbell => Mark::Dumbbell(parts.iter().map(|p| naming.dumbbell(p)).collect()),
        ChartMark::Slope => Mark::Slope(naming.groups(parts, |pick, label, mult| {
            let from = pick.from.unwrap_or(pick.to);
            Row {
                label,
                from: scaled_point(&from.point, mult),
                to: scaled_point(&pick.to.point, mult),
            }
        })),
        ChartMark::Ladder => Mark::Ladder(naming.groups(parts, |pick, label, _| Move {
            label,
            from: pick.from.map(|from| from.point.clone()),
            to: pick.to.point.clone(),
        })),
        ChartMark::Bar => Mark::Bar(naming.groups(parts, item)),
        ChartMark::Interval | ChartMark::Line => Mark::Interval(naming.groups(parts, item)),
    }
}

fn item(pick: &Pick<'_>, label: Words, mult: i16) -> Item {
    Item { label, point: scaled_point(&pick.to.point, mult) }
}

/// How panels and rows are called: by what differs between them.
struct Naming<'m> {
    material: &'m Material<'m>,
    group: Grouping,
    areas: bool,
}

impl<'m> Naming<'m> {
    fn of(material: &'m Material<'m>, spec: &ChartSpec, parts: &[Part<'_>]) -> Naming<'m> {
        let rows = || parts.iter().flat_map(|part| part.picks.iter().map(|pick| pick.to));
        let areas: BTreeSet<&Option<String>> = rows().map(|row| &row.area).collect();
        Naming { material, group: spec.group, areas: areas.len() > 1 }
    }

    fn groups<T>(
        &self,
        parts: &[Part<'_>],
        row: impl Fn(&Pick<'_>, Words, i16) -> T,
    ) -> Vec<Group<T>> {
        let group = |part: &Part<'_>| {
            let mult = common_mult(part.ends());
            let unit = match &part.key.1 {
                Class::Of { unit, .. } => axis(unit, mult, self.material.pack()),
                _ => Words::default(),
            };
            let label = |pick: &Pick<'_>| self.row(pick.to, part.has_roles());
            let rows = part.picks.iter().map(|pick| row(pick, label(pick), mult)).collect();
            let ranks = part.key.1 == Class::Ranks;
            Group { title: self.panel(part), unit, ranks, rows }
        };
        parts.iter().map(group).collect()
    }

    fn dumbbell(&self, part: &Part<'_>) -> Panel {
        let scale = match part.key.1 {
            Class::Shares => Scale::Percent,
            Class::Ranks => Scale::Rank,
            _ => Scale::Multiple,
        };
        let row = |pick: &Pick<'_>| Row {
            label: self.row(pick.to, part.has_roles()),
            from: pick.from.unwrap_or(pick.to).point.clone(),
            to: pick.to.point.clone(),
        };
        Panel { title: self.panel(part), scale, rows: part.picks.iter().map(row).collect() }
    }

    /// The title of a panel: what its rows have in common.
    fn panel(&self, part: &Part<'_>) -> Words {
        let first = part.picks[0].to;
        match self.group {
            Grouping::Unit => self.class(&part.key.1),
            Grouping::Area => area(first, self.material.pack()),
            Grouping::Indicator => indicator(first, self.material.pack()),
            Grouping::Document => self.document(first),
        }
    }

    fn class(&self, class: &Class) -> Words {
        let words = |zh: &str, en: &str| Words { zh: zh.to_owned(), en: en.to_owned() };
        let Class::Of { unit, growth, .. } = class else {
            return match class {
                Class::Shares => words("比重", "Shares"),
                Class::Ranks => words("位次", "Ranks"),
                _ => words("水平", "Levels"),
            };
        };
        let dimension =
            self.material.pack().units.get(unit).map(|unit| unit.dimension.name.as_str());
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

    fn document(&self, row: &Shown) -> Words {
        let document = self.material.document(&row.doc_id);
        let title = document.and_then(|document| document.metadata().title.clone());
        Words { zh: title.unwrap_or_else(|| row.doc_id.clone()), en: String::new() }
    }

    /// The label of a row: what it measures, where, and as what, so far as that is not said by the
    /// panel or the same for all.
    fn row(&self, row: &Shown, roles: bool) -> Words {
        let pack = self.material.pack();
        let place = short_area(row, pack);
        let place = Some(&place).filter(|_| self.areas && self.group != Grouping::Area);
        // Where the panel names the indicator, the area or the period tells rows apart.
        let label = match (self.group, place, &row.point.period) {
            (Grouping::Indicator, Some(_), _) => Words::default(),
            (Grouping::Indicator, None, Some(period)) => {
                Words { zh: period.replace('/', "–"), en: String::new() }
            }
            _ => indicator(row, pack),
        };
        let role = role(&row.role);
        named(label, place, Some(&role).filter(|_| roles))
    }
}
