//! Puts the heads of a cell in the order of a sentence.

use figlift_config::HeadClass;
use figlift_text::{Metadata, Period, Span};

use super::caption::Caption;
use super::head::{Aspect, Head};
use super::line::{Line, LineBuilder};
use super::number::CellNumber;
use super::part::Part;
use super::unit::StatedUnit;
use crate::compile::ruleset::RuleSet;

/// The heads of a cell.
#[derive(Clone, Debug)]
pub(super) struct Heads<'t> {
    pub caption: &'t Caption,
    /// The head of the row above of which the row is a part.
    pub parent: Option<&'t Head>,
    /// From left to right.
    pub rows: Vec<&'t Head>,
    /// The unit in a column of units.
    pub row_unit: Option<&'t StatedUnit>,
    /// From the top.
    pub columns: Vec<&'t Head>,
    /// The time of the values beside it, of whose growth or share the cell may be.
    pub time: Option<Period>,
    /// The number of the cell, if it is nothing else.
    pub number: Option<&'t CellNumber>,
    pub has_minus: bool,
}

impl<'t> Heads<'t> {
    /// Whether the row or column is one of numbers of rows, or codes.
    pub(super) fn is_label(&self) -> bool {
        self.all().any(|head| head.class == Some(HeadClass::Label))
    }

    /// The heads of the column and of the row.
    fn all(&self) -> impl Iterator<Item = &'t Head> {
        self.columns.iter().chain(&self.rows).copied()
    }

    /// The sentence of the cell; `None` if the unit of its number is not known.
    pub(super) fn line(
        &self,
        rules: &RuleSet,
        cell: Part,
        row: Span,
        (metadata, period): (Metadata, Option<Period>),
    ) -> Option<Line> {
        let aspect = self.all().filter_map(|head| head.aspect.as_ref()).last();
        let kind = aspect.map(|(kind, _)| *kind);
        let (value, unit) = self.value(&cell, kind)?;
        let said = rules.pack.tables.said();
        let mut line = LineBuilder::default();
        self.times(&mut line);
        self.all().filter_map(|head| head.area.as_ref()).for_each(|area| line.head(area));
        if self.all().any(|head| head.class == Some(HeadClass::Sum)) {
            line.own(&said.sum);
        }
        self.nouns().iter().for_each(|noun| line.head(noun));
        if let Some((_, words)) = aspect {
            line.head(words);
        }
        match kind {
            Some(Aspect::Growth | Aspect::Change) => {}
            Some(Aspect::Rank) => line.own(&said.rank.0),
            Some(Aspect::Share) | None => line.own(&said.value),
        }
        line.cell(&value);
        match unit {
            Some(unit) => line.head(&unit.part),
            None if kind == Some(Aspect::Rank) => line.own(&said.rank.1),
            None => {}
        }
        line.own(&said.end);
        line.finish(row, metadata, period)
    }

    /// The times of the heads, those with a year first.
    fn times(&self, line: &mut LineBuilder) {
        for names_year in [true, false] {
            let times = self.all().filter(|head| head.names_year == names_year);
            times.filter_map(|head| head.period.as_ref()).for_each(|time| line.head(time));
        }
    }

    /// What is measured, in the order of a sentence. Where no head says it, the lines above do.
    fn nouns(&self) -> Vec<Part> {
        let item = self.caption.item.iter().filter_map(|item| item.noun.as_ref());
        let parent = self.parent.into_iter().filter_map(|head| head.noun.as_ref());
        let own = self.rows.iter().chain(&self.columns).filter_map(|head| head.noun.as_ref());
        let mut nouns: Vec<Part> = item.chain(parent).chain(own).map(Part::plain).collect();
        let says =
            |head: &&Head| head.aspect.as_ref().is_some_and(|(kind, _)| *kind == Aspect::Share);
        if nouns.is_empty() && !self.all().any(|head| says(&head)) {
            let title = self.caption.title.as_ref().and_then(|title| title.noun.as_ref());
            nouns.extend(title.map(Part::plain));
        }
        nouns
    }

    /// The words of the value, and the unit that is put behind it.
    fn value(&self, cell: &Part, aspect: Option<Aspect>) -> Option<(Part, Option<&'t StatedUnit>)> {
        let Some(number) = self.number else { return Some((cell.clone(), None)) };
        if number.in_brackets && self.has_minus {
            return None;
        }
        let sign = if number.in_brackets { "-" } else { "" };
        let digits = format!("{sign}{}", number.digits);
        if let Some(suffix) = number.suffix {
            return Some((cell.saying(format!("{digits}{suffix}")), None));
        }
        if aspect == Some(Aspect::Rank) {
            let is_rank = number.ordinal().is_some_and(|rank| rank > 0);
            return is_rank.then(|| (cell.saying(digits), None));
        }
        let unit = self.unit()?;
        Some((cell.saying(digits), Some(unit)))
    }

    /// The unit of the cell: that of the head which says what kind of value it is, else that of its
    /// column or row, else that of the table. Two heads that state different ones leave it open.
    fn unit(&self) -> Option<&'t StatedUnit> {
        let column = self.columns.iter().rev().find_map(|head| head.unit.as_ref());
        let row = self.rows.iter().rev().find_map(|head| head.unit.as_ref()).or(self.row_unit);
        let aspect =
            |heads: &[&Head]| heads.iter().rev().find_map(|head| Some(head.aspect.as_ref()?.0));
        match (aspect(&self.columns), aspect(&self.rows)) {
            (Some(Aspect::Change), _) => column.or(row).or_else(|| self.of_table(false)),
            (_, Some(Aspect::Change)) => row.or(column).or_else(|| self.of_table(false)),
            (Some(_), _) => column.or_else(|| self.of_table(true)),
            (None, Some(_)) => {
                let of_column = column.filter(|unit| unit.is_share);
                row.or(of_column).or_else(|| self.of_table(true))
            }
            (None, None) => match (column, row) {
                (Some(column), Some(row)) => {
                    (column.part.words == row.part.words).then_some(column)
                }
                (Some(column), None) => Some(column),
                // 位次 beside 常住人口（万人） has a unit of its own, which is not known.
                (None, Some(row)) => {
                    let is_open = self.columns.iter().all(|head| head.names_nothing());
                    (is_open || self.row_unit.is_some()).then_some(row)
                }
                (None, None) => {
                    let item = self.caption.item.as_ref().and_then(|item| item.unit.as_ref());
                    item.or_else(|| self.of_table(false))
                }
            },
        }
    }

    /// The unit that the lines above the table state for values, or for shares.
    fn of_table(&self, share: bool) -> Option<&'t StatedUnit> {
        match &self.caption.units[..] {
            [only] => Some(only).filter(|unit| unit.is_share || !share),
            units => {
                let mut fitting = units.iter().filter(|unit| unit.is_share == share);
                fitting.next().filter(|_| fitting.next().is_none())
            }
        }
    }
}
