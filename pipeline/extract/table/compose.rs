//! Puts the heads of a cell in the order of a sentence.

use figlift_config::HeadClass;
use figlift_text::Span;

use super::caption::Caption;
use super::column::{ColumnBasis, HeadedColumn};
use super::head::{Aspect, Head};
use super::head_words::HeadWords;
use super::number::CellNumber;
use super::sentence::{CellContext, CellSentence, LineBuilder};
use super::unit::{StatedUnit, UnitKind};
use crate::compile::ruleset::RuleSet;

/// The heads of a cell.
#[derive(Clone, Debug)]
pub(super) struct CellHeads<'t> {
    pub caption: &'t Caption,
    /// The head of the group of rows.
    pub group: Option<&'t Head>,
    /// The heads of the rows above of which the row is a part.
    pub parents: Vec<&'t Head>,
    /// From left to right.
    pub rows: Vec<&'t Head>,
    /// The unit in a column of units.
    pub row_unit: Option<&'t StatedUnit>,
    pub column: &'t HeadedColumn,
    /// The number of the cell, if it is nothing else.
    pub number: Option<&'t CellNumber>,
    pub has_minus: bool,
}

impl<'t> CellHeads<'t> {
    /// Whether the row or column is one of numbers of rows, or codes.
    pub(super) fn is_label(&self) -> bool {
        self.all().any(|head| head.class == Some(HeadClass::Label))
    }

    /// Whether the value is of the time before that of the table.
    pub(super) fn is_former(&self) -> bool {
        self.all().any(|head| head.is_former)
    }

    /// The heads of the group of rows, of the column and of the row.
    fn all(&self) -> impl Iterator<Item = &'t Head> {
        self.group.into_iter().chain(&self.column.heads).chain(self.rows.iter().copied())
    }

    /// The sentence of the cell; `None` if the unit of its number is not known.
    pub(super) fn line(
        &self,
        rules: &RuleSet,
        cell: &HeadWords,
        of: CellContext<'_>,
    ) -> Option<CellSentence> {
        let aspect = self.all().filter_map(|head| head.aspect.as_ref()).last();
        let kind = aspect.map(|(kind, _)| *kind);
        let (value, unit) = self.value(cell, kind)?;
        let said = rules.pack.tables.said();
        let mut line = LineBuilder::of(self.number.is_some());
        self.times(&mut line);
        self.all().filter_map(|head| head.area.as_ref()).for_each(|area| line.head(area));
        if self.all().any(|head| head.class == Some(HeadClass::Sum)) {
            line.own(&said.sum);
        }
        self.nouns().iter().for_each(|noun| line.head(noun));
        match self.column.basis {
            Some(ColumnBasis::Yoy) => line.own(&said.yoy),
            Some(ColumnBasis::Pop) => line.own(&said.pop),
            None => {}
        }
        if let Some((_, words)) = aspect {
            line.head(words);
        }
        match kind {
            Some(Aspect::Growth | Aspect::Change) => {}
            Some(Aspect::Rank) => line.own(&said.rank.0),
            Some(Aspect::Share) | None => line.own(&said.value),
        }
        unit.iter().filter_map(|unit| unit.before.as_ref()).for_each(|words| line.head(words));
        line.cell(&value);
        match unit {
            Some(unit) => line.head(&unit.part),
            None if kind == Some(Aspect::Rank) => line.own(&said.rank.1),
            None => {}
        }
        line.own(&said.end);
        line.finish(of, self.place())
    }

    /// The times of the heads, those with a year first.
    fn times(&self, line: &mut LineBuilder) {
        for names_year in [true, false] {
            let times = self.all().filter(|head| head.names_year == names_year);
            times.filter_map(|head| head.period.as_ref()).for_each(|time| line.head(time));
        }
    }

    /// What is measured, in the order of a sentence. Where no head says it, the lines above do.
    fn nouns(&self) -> Vec<HeadWords> {
        let item = self.caption.item.iter().filter_map(|item| item.noun.as_ref());
        // 一、综合 only parts the table.
        let group = self.group.filter(|group| !group.is_numbered);
        let group = group.and_then(|group| group.noun.as_ref());
        let parents = self.parents.iter().filter_map(|head| head.noun.as_ref());
        let rows = self.rows.iter().filter_map(|head| head.noun.as_ref());
        let columns = self.column.heads.iter().filter_map(|head| head.noun.as_ref());
        let all =
            item.chain(group).chain(parents).chain(rows).chain(columns).chain(&self.column.nouns);
        let mut nouns: Vec<HeadWords> = all.cloned().collect();
        let says = |head: &Head| {
            let is_share = head.aspect.as_ref().is_some_and(|(kind, _)| *kind == Aspect::Share);
            is_share || head.names_measure
        };
        if nouns.is_empty() && !self.all().any(says) {
            let title = self.caption.title.as_ref().and_then(|title| title.noun.as_ref());
            nouns.extend(title.cloned());
        }
        nouns
    }

    /// The words of the value, and the unit that is put behind it.
    fn value(
        &self,
        cell: &HeadWords,
        aspect: Option<Aspect>,
    ) -> Option<(HeadWords, Option<StatedUnit>)> {
        let Some(number) = self.number else { return Some((cell.clone(), None)) };
        if number.in_brackets && self.has_minus {
            return None;
        }
        // A note may say that a rate marked so is a difference in other units.
        if number.is_marked && aspect == Some(Aspect::Growth) && number.suffix.is_none() {
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
        let unit =
            self.price().or_else(|| self.unit().or_else(|| self.counted(number)).cloned())?;
        Some((cell.saying(digits), Some(unit)))
    }

    /// The unit of a price of what the column of units counts: 元 for 吨.
    fn price(&self) -> Option<StatedUnit> {
        let unit = self.column_unit().filter(|unit| unit.is_money())?;
        let of = self.row_unit.filter(|of| !of.is_money())?;
        let is_price = self.column.heads.iter().any(|head| head.is_price);
        let words = format!("{}/{}", unit.part.words, of.part.words);
        is_price.then(|| StatedUnit { part: unit.part.saying(words), ..unit.clone() })
    }

    /// The unit that what is measured names itself, of a whole number: 户数.
    fn counted(&self, number: &CellNumber) -> Option<&'t StatedUnit> {
        number.ordinal()?;
        let names = self.column.heads.iter().chain(self.rows.iter().copied());
        let mut named = names.filter_map(|head| head.counts.as_ref());
        named.next().filter(|_| named.next().is_none())
    }

    fn column_unit(&self) -> Option<&'t StatedUnit> {
        self.column.heads.iter().rev().find_map(|head| head.unit.as_ref())
    }

    /// Where the name of the area stands, if that is not known.
    fn place(&self) -> Option<Span> {
        let mut places = self.all().filter_map(|head| head.place.as_ref());
        let is_known = self.all().any(|head| head.area.is_some());
        places.next().filter(|_| !is_known).map(|place| place.origin)
    }

    /// Whether a unit may be that of the column, by what its heads say.
    fn allows(&self, unit: &StatedUnit) -> bool {
        let says = |told: fn(&Head) -> bool| self.column.heads.iter().any(told);
        let of_things = says(|head| head.is_number);
        match unit.kind {
            UnitKind::Money => !of_things,
            UnitKind::Share | UnitKind::Other => !says(|head| head.is_money || head.is_price),
        }
    }

    /// The unit of the cell: that of the head which says what kind of value it is, else that of its
    /// column or row, else that of the table. Two heads that state different ones leave it open.
    fn unit(&self) -> Option<&'t StatedUnit> {
        let column = self.column_unit();
        let stated = self.rows.iter().rev().find_map(|head| head.unit.as_ref());
        let row = stated.or(self.row_unit).filter(|unit| self.allows(unit));
        let of_row = self.rows.iter().rev().find_map(|head| Some(head.aspect.as_ref()?.0));
        let is_open = self.all().any(|head| head.aspect.is_some() && head.is_open);
        // 增减 in a table of sums and rates may be either.
        let of_shares = || {
            let only = self.caption.units.iter().all(StatedUnit::is_share);
            self.of_table(true).filter(|_| only || !is_open)
        };
        match (self.column.aspect(), of_row) {
            (Some(Aspect::Change), _) => column.or(row).or_else(|| self.of_table(false)),
            (_, Some(Aspect::Change)) => row.or(column).or_else(|| self.of_table(false)),
            (Some(_), _) => column.or_else(of_shares),
            (None, Some(_)) => {
                let of_column = column.filter(|unit| unit.is_share());
                row.or(of_column).or_else(of_shares)
            }
            (None, None) => match (column, row) {
                (Some(column), Some(row)) => {
                    // 总价（元） beside a column of units says its own.
                    let is_same = column.part.words == row.part.words;
                    (is_same || stated.is_none()).then_some(column)
                }
                (Some(column), None) => Some(column),
                // 位次 beside 常住人口（万人） has a unit of its own, which is not known.
                (None, Some(row)) => {
                    let is_open = self.column.heads.iter().all(Head::names_nothing);
                    let has_own = self.column.heads.iter().any(|head| head.has_own_unit);
                    let of_unit_column = stated.is_none() && !has_own;
                    (is_open || self.column.is_part || of_unit_column).then_some(row)
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
        let units = self.caption.units.iter().filter(|unit| self.allows(unit));
        let mut fitting = units.clone().filter(|unit| unit.is_share() == share);
        match units.clone().count() {
            1 => units.clone().find(|unit| unit.is_share() || !share),
            _ => fitting.next().filter(|_| fitting.next().is_none()),
        }
    }
}
