//! The heads of columns, and what a column takes from those before it.

use std::cmp::Reverse;

use figlift_config::HeadClass;
use figlift_text::{Document, Freq, Period};

use super::grid::{Grid, GridCell};
use super::head::{Aspect, Head};
use super::head_words::HeadWords;
use super::outline::Outline;
use super::words::WordReader;

/// A column of values.
#[derive(Clone, Debug, Default)]
pub(super) struct HeadedColumn {
    /// From the top.
    pub heads: Vec<Head>,
    /// The time of the values beside it, if it has none of its own.
    pub time: Option<Period>,
    /// What is measured beside it, if it only says of what kind its values are: 增速.
    pub nouns: Vec<HeadWords>,
    /// With what its rates compare the columns beside it, if it does not say that itself.
    pub basis: Option<ColumnBasis>,
    /// Whether all columns are parts of what the rows measure, as 小学 and 初中 are.
    pub is_part: bool,
}

/// What a column of rates compares.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum ColumnBasis {
    /// A time with the same one a year before.
    Yoy,
    /// A time with the one before.
    Pop,
}

impl HeadedColumn {
    /// The columns below some cells.
    pub(super) fn all<'c>(
        reader: &mut WordReader<'_>,
        document: &Document,
        grid: &Grid,
        outline: &Outline,
        heads: impl Iterator<Item = &'c GridCell>,
    ) -> Vec<HeadedColumn> {
        let mut columns = vec![HeadedColumn::default(); grid.width];
        for cell in heads.filter(|cell| cell.may_be_head()) {
            let head = Head::of(reader, &HeadWords::of(document, cell.span));
            let first = cell.at.column - 1;
            let below = &mut columns[first..first + cell.at.columns];
            below.iter_mut().for_each(|column| column.heads.push(head.clone()));
        }
        for at in (0..columns.len()).filter(|&at| !outline.is_head(at + 1)) {
            let before: Vec<&HeadedColumn> = (0..at)
                .rev()
                .filter(|&left| !outline.is_head(left + 1))
                .map(|left| &columns[left])
                .collect();
            let (time, nouns, basis) = columns[at].beside(&before);
            (columns[at].time, columns[at].nouns, columns[at].basis) = (time, nouns, basis);
        }
        let values = (0..columns.len()).filter(|&at| !outline.is_head(at + 1));
        let is_part =
            values.clone().count() > 1 && values.clone().all(|at| columns[at].may_be_part());
        values.for_each(|at| columns[at].is_part = is_part);
        columns
    }

    /// Whether the heads of all columns of values say something of values.
    pub(super) fn are_heads(outline: &Outline, columns: &[HeadedColumn]) -> bool {
        let heads = |of_values: bool| {
            let columns = (1..=columns.len()).zip(columns);
            let columns = columns.filter(move |(at, _)| outline.is_head(*at) != of_values);
            columns.flat_map(|(_, column)| &column.heads)
        };
        let says_of_values = |head: &Head| head.unit.is_some() || head.aspect.is_some();
        // 成立时间 before 2001年 and 2003年 is a row like others.
        let is_row = heads(false).any(|head| head.class != Some(HeadClass::Item));
        heads(true).all(|head| head.period.is_some() || says_of_values(head))
            && (!is_row || heads(true).any(says_of_values))
    }

    /// Whether its cells are numbers of months.
    pub(super) fn names_months(&self) -> bool {
        self.heads.iter().any(|head| head.is_months)
    }

    /// What it takes from the columns before it, the nearest first.
    fn beside(
        &self,
        before: &[&HeadedColumn],
    ) -> (Option<Period>, Vec<HeadWords>, Option<ColumnBasis>) {
        let own_time = self.heads.iter().any(Head::names_time);
        let measured = || before.iter().filter(|column| column.aspect().is_none());
        let times: Vec<Period> = measured().map_while(|column| column.own_time()).collect();
        // 累计比去年同期 is of the months taken together.
        let of_all = self.heads.iter().any(|head| head.is_sum);
        let latest = match of_all {
            true => times.iter().max_by_key(|time| (time.last(), Reverse(time.first()))),
            false => times.iter().max_by_key(|time| (time.last(), time.first())),
        };
        let latest = latest.copied();
        let time = latest.filter(|_| !own_time);
        let Some(kind) = self.aspect() else { return (time, Vec::new(), None) };
        // 占比 is of what is measured beside it, and 森林覆盖率 needs no more words.
        let is_bare = self.heads.iter().all(|head| head.noun.is_none() && !head.names_measure);
        let mut measured = measured().filter(|column| !column.is_of_shares());
        let nouns = measured
            .next()
            .filter(|_| is_bare)
            .map(|column| column.heads.iter().filter_map(|head| head.noun.clone()).collect());
        let compares = matches!(kind, Aspect::Growth | Aspect::Change);
        let has_basis = self.heads.iter().any(|head| head.has_basis);
        let basis = latest.filter(|_| compares && !has_basis).and_then(|time| basis(time, &times));
        (time, nouns.unwrap_or_default(), basis)
    }

    /// Whether its cells are names of areas.
    pub(super) fn names_places(&self) -> bool {
        self.heads.iter().any(|head| head.names_places)
    }

    /// What its heads say of the kind of its values.
    pub(super) fn aspect(&self) -> Option<Aspect> {
        self.heads.iter().rev().find_map(|head| Some(head.aspect.as_ref()?.0))
    }

    fn is_of_shares(&self) -> bool {
        self.heads.iter().any(|head| head.unit.as_ref().is_some_and(|unit| unit.is_share()))
    }

    fn own_time(&self) -> Option<Period> {
        self.heads.iter().rev().find_map(|head| head.time)
    }

    /// Whether its heads say no more than of what it is.
    fn may_be_part(&self) -> bool {
        let names = self.heads.iter().any(|head| head.noun.is_some());
        let states = |head: &Head| {
            head.unit.is_some() || head.aspect.is_some() || head.has_own_unit || head.is_price
        };
        names && !self.heads.iter().any(states)
    }
}

/// With which of some times the latest of them is compared.
fn basis(latest: Period, times: &[Period]) -> Option<ColumnBasis> {
    if times.iter().any(|&time| latest.shift_years(-1) == Some(time)) {
        return Some(ColumnBasis::Yoy);
    }
    let of_year = matches!(latest.freq(), Some(Freq::Month | Freq::Quarter));
    let is_before = |time: &Period| {
        time.freq() == latest.freq() && time.last().tomorrow().ok() == Some(latest.first())
    };
    (of_year && times.iter().any(is_before)).then_some(ColumnBasis::Pop)
}
