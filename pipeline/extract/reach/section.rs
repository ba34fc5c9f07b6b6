//! Sections: what a heading or a lead-in says of all that follows it.

use figlift_text::{Document, Freq, Paragraph, Period};

use super::Said;
use crate::RuleSet;
use crate::claim::{Kind, Node};
use crate::pattern::Symbol;

/// What one heading says of its section.
#[derive(Clone, Debug)]
struct Section {
    level: u8,
    period: Option<Said<Period>>,
    /// All periods that the heading names.
    named: Vec<Period>,
    /// The status that a section of aims gives to what it states, or of a review: none.
    status: Option<Option<Said<String>>>,
}

/// The headings above a place, the widest first.
#[derive(Clone, Debug, Default)]
pub(super) struct Sections(Vec<Section>);

/// Levels of headings: 一、, （一）, 1., （1）, without a number; a lead-in ends with any heading.
const PLAIN: u8 = 5;
const LEAD_IN: u8 = 6;

/// Characters of the longest paragraph that leads in.
const SHORT: usize = 40;

impl Sections {
    pub(super) fn period(&self) -> Option<Period> {
        self.said().map(|said| said.value)
    }

    /// The period that the nearest heading names.
    pub(super) fn said(&self) -> Option<Said<Period>> {
        self.0.iter().rev().find_map(|section| section.period)
    }

    /// The status that the nearest heading gives.
    pub(super) fn status(&self) -> Option<Said<String>> {
        self.0.iter().rev().find_map(|section| section.status.clone()).flatten()
    }

    /// Enters the section below a heading, whose periods are given: 2025年和“十四五”时期工作回顾
    /// leads first of all to 2025.
    pub(super) fn head(
        &mut self,
        rules: &RuleSet,
        document: &Document,
        heading: &Paragraph,
        nodes: &[Node],
        named: &[Said<Period>],
    ) {
        let first = named.first().copied();
        let text = &document.reading()[heading.span.range()];
        let words = |class| nodes.iter().find(|node| node.is(class)).map(|node| node.span);
        let to_come = first.zip(document.metadata().date);
        let to_come = to_come.is_some_and(|(said, date)| said.value.last() > date.last());
        let numbered = level(text);
        let aims = words(rules.policy.aims)
            .or(first.map(|said| said.words).filter(|_| to_come && numbered.is_some()));
        let status = if words(rules.policy.review).is_some() {
            Some(None)
        } else {
            aims.map(|words| Some(Said { value: "T".to_owned(), words }))
        };
        // A report of 2026 is named by the year in which it is given, not by the one that it is of.
        let period = first.filter(|said| is_reported(said.value) && (!to_come || status.is_some()));
        let says = period.is_some() || status.is_some();
        let level = numbered.unwrap_or(if says { 1 } else { PLAIN });
        self.0.retain(|section| section.level < level);
        let named = named.iter().map(|said| said.value).collect();
        self.0.push(Section { level, period, named, status });
    }

    /// Enters what follows a lead-in: 一年来，主要做了以下工作：
    pub(super) fn lead_in(&mut self, document: &Document, first: Option<Said<Period>>) {
        let Some(said) = first.filter(|said| is_reported(said.value)) else { return };
        let date = document.metadata().date;
        if date.is_some_and(|date| said.value.last() > date.last()) {
            return;
        }
        self.0.retain(|section| section.level < LEAD_IN);
        let named = Vec::new();
        self.0.push(Section { level: LEAD_IN, period: Some(said), named, status: None });
    }

    /// Turns to another of the periods that the heading names, where a paragraph opens with it (五年来,
    /// below 2025年和“十四五”时期工作回顾), or to one of its years that a paragraph is opened by, before
    /// any value (2026年是“十五五”开局之年).
    pub(super) fn turn(&mut self, opening: Option<Said<Period>>, states: bool) {
        let Some(said) = opening else { return };
        let Some(section) = self.0.iter_mut().rev().find(|section| !section.named.is_empty())
        else {
            return;
        };
        let year_of = |whole: &Period| {
            let within = whole.first() <= said.value.first() && said.value.last() <= whole.last();
            within && whole.freq().is_none() && said.value.freq() == Some(Freq::Annual)
        };
        let is_named = section.named.len() > 1 && section.named.contains(&said.value);
        if is_named || !states && section.named.iter().any(year_of) {
            section.period = Some(said);
            self.0.retain(|section| section.level < LEAD_IN);
        }
    }
}

/// Whether a paragraph only leads in to what follows: short, without a value of its own.
pub(super) fn leads_in(paragraph: &str, nodes: &[Node]) -> bool {
    let ends = paragraph.ends_with(['：', ':', '。']);
    let states = nodes.iter().any(|node| matches!(node.kind, Kind::Quantity(_) | Kind::Unresolved));
    ends && !states && paragraph.chars().nth(SHORT).is_none()
}

/// Years that a report may look back or ahead; a longer span names a collection (1954—2009).
const YEARS: i16 = 15;

/// Whether a report may be of the period. The day on which something was printed or held is none.
fn is_reported(period: Period) -> bool {
    let years = period.last().year() - period.first().year();
    period.freq() != Some(Freq::Day) && years <= YEARS
}

/// The level that the number of a heading shows.
fn level(heading: &str) -> Option<u8> {
    let inner = heading.trim_start_matches(['（', '(']);
    let in_brackets = inner.len() < heading.len();
    let inner = inner.strip_prefix('第').unwrap_or(inner);
    let han = |c: char| "一二三四五六七八九十".contains(c);
    let rest = inner.trim_start_matches(|c: char| han(c) || c.is_ascii_digit());
    let number = &inner[..inner.len() - rest.len()];
    let marked = rest.starts_with(['、', '.', '．', '）', ')', '章', '部', ' ']);
    if number.is_empty() || !marked || number.len() > 9 {
        return None;
    }
    let digits = number.starts_with(|c: char| c.is_ascii_digit());
    Some(1 + u8::from(in_brackets) + 2 * u8::from(digits))
}

#[cfg(test)]
mod tests {
    use super::level;

    #[test]
    fn levels_of_headings() {
        let levels = ["一、总体要求", "（二）扩大内需", "3.工业", "(4) 农业", "2026年重点工作"];
        assert_eq!(levels.map(level), [Some(1), Some(2), Some(3), Some(4), None]);
        assert_eq!(level("第一部分 回顾"), Some(1));
    }
}
