//! The units that heads state.

use figlift_config::{HeadClass, PeriodKind};

use super::head_words::HeadWords;
use super::words::WordReader;
use crate::claim::node::NodeKind;

/// A unit that a head, a cell or a line above a table states.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct StatedUnit {
    pub part: HeadWords,
    /// The words that go before the number: the 人民币 of 人民币万元.
    pub before: Option<HeadWords>,
    pub kind: UnitKind,
}

/// What a unit is of, as far as heads tell.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum UnitKind {
    /// Of shares: %.
    Share,
    Money,
    Other,
}

/// A number that no rule takes for a year, a month or the number of something.
const ANY_NUMBER: &str = "3.5";

/// The unit of a number without one.
const COUNT: &str = "1";

/// The characters of the longest name of a currency before a number.
const CURRENCY: usize = 4;

/// Marks that part the units of a table from each other.
const BETWEEN: [char; 5] = ['、', '，', ',', '；', ';'];

impl StatedUnit {
    /// The unit that words are; `None` if they are not one unit and nothing else.
    pub(super) fn of(reader: &mut WordReader<'_>, part: HeadWords) -> Option<StatedUnit> {
        if part.is_empty() || part.words.starts_with(|c: char| c.is_ascii_digit()) {
            return None;
        }
        if let Some(kind) = StatedUnit::kind(reader, "", &part.words) {
            return Some(StatedUnit { part, before: None, kind });
        }
        let ends = part.words.char_indices().map(|(at, _)| at).skip(1).take(CURRENCY);
        let found = ends.into_iter().find_map(|at| {
            let (before, after) = part.words.split_at(at);
            let kind = StatedUnit::kind(reader, before, after)?;
            (kind == UnitKind::Money).then_some((at, kind))
        });
        let (at, kind) = found?;
        Some(StatedUnit { before: Some(part.before(at)), part: part.after(at), kind })
    }

    /// What kind of unit words before and behind a number are; `None` if they are not one and no more.
    fn kind(reader: &mut WordReader<'_>, before: &str, after: &str) -> Option<UnitKind> {
        let seen = reader.see(&format!("{before}{ANY_NUMBER}{after}"))?;
        // The name of a currency before the number is a word of its own, and so may be the 平方米 of
        // 元/平方米.
        let at = usize::from(seen.nodes.len() > 1 && !before.is_empty());
        let node = seen.nodes.get(at)?;
        let is_whole = at + 1 == seen.nodes.len() || seen.related[at].per.is_some();
        match &node.kind {
            _ if !is_whole => None,
            NodeKind::Quantity(quantity) => {
                let has_unit = quantity.unit != COUNT || quantity.classifier.is_some();
                let dimension = reader.rules().dimension(&quantity.unit).unwrap_or_default();
                has_unit.then_some(match dimension {
                    "share" => UnitKind::Share,
                    _ if dimension.starts_with("money") => UnitKind::Money,
                    _ => UnitKind::Other,
                })
            }
            // 3.5年 is a length of time only behind words such as 期限.
            NodeKind::Period(period) if period.kind == PeriodKind::Duration => {
                Some(UnitKind::Other)
            }
            _ => None,
        }
    }

    pub(super) fn is_share(&self) -> bool {
        self.kind == UnitKind::Share
    }

    pub(super) fn is_money(&self) -> bool {
        self.kind == UnitKind::Money
    }

    /// The unit that a noun itself names: 人 of 人数, and 人次 of 救助人次.
    pub(super) fn in_noun(reader: &mut WordReader<'_>, noun: &HeadWords) -> Option<StatedUnit> {
        let words = &noun.words;
        let (start, end) = match reader.tables().end(words, HeadClass::Counting) {
            Some(unit) => (words.len() - unit.len(), words.len()),
            None => {
                let end = words.len() - reader.tables().end(words, HeadClass::Counted)?.len();
                let last = words[..end].chars().next_back().map_or(0, char::len_utf8);
                (end - last, end)
            }
        };
        let unit = StatedUnit::of(reader, noun.slice(start, end))?;
        (unit.kind == UnitKind::Other).then_some(unit)
    }

    /// The unit with which the words of a head end, and the words before it: （亿元）, or a lone %.
    pub(super) fn at_end(
        reader: &mut WordReader<'_>,
        head: &HeadWords,
    ) -> Option<(HeadWords, StatedUnit)> {
        let words = &head.words;
        if words.ends_with([')', '）', ']', '］']) {
            let open = words.rfind(['(', '（', '[', '［'])?;
            let mark = words[open..].chars().next().map_or(0, char::len_utf8);
            let close = words.chars().next_back().map_or(0, char::len_utf8);
            let inner = head.slice(open + mark, words.len() - close);
            let unit = StatedUnit::of(reader, after_label(reader, inner))?;
            return Some((head.before(open), unit));
        }
        if words.ends_with(['%', '％', '‰']) {
            let sign = words.chars().next_back().map_or(0, char::len_utf8);
            let at = words.len() - sign;
            let unit = StatedUnit::of(reader, head.after(at))?;
            return Some((head.before(at), unit));
        }
        let at = words.rfind(['/', '／', '，', ',', '：', ':'])?;
        let mark = words[at..].chars().next().map_or(0, char::len_utf8);
        let unit = StatedUnit::of(reader, head.after(at + mark))?;
        Some((head.before(at), unit))
    }

    /// The units of a list of them: 亿元、%.
    pub(super) fn all(reader: &mut WordReader<'_>, list: &HeadWords) -> Option<Vec<StatedUnit>> {
        let mut units = Vec::new();
        let mut from = 0;
        for word in list.words.split(BETWEEN) {
            units.push(StatedUnit::of(reader, list.slice(from, from + word.len()))?);
            let mark = list.words[from + word.len()..].chars().next().map_or(0, char::len_utf8);
            from += word.len() + mark;
        }
        Some(units)
    }
}

/// The words behind 单位： in a bracket.
fn after_label(reader: &WordReader<'_>, inner: HeadWords) -> HeadWords {
    let Some(at) = inner.words.find(['：', ':']) else { return inner };
    let mark = inner.words[at..].chars().next().map_or(0, char::len_utf8);
    match reader.tables().is(&inner.words[..at], HeadClass::Unit) {
        true => inner.after(at + mark),
        false => inner,
    }
}
