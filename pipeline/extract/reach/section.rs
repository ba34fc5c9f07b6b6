//! Sections: what a heading or a lead-in says of all that follows it.

use figlift_model::ObsStatus;
use figlift_text::{Document, Freq, Paragraph, Period, Span, heading_mark};

use super::Said;
use crate::claim::node::{Node, NodeKind};
use crate::compile::pattern::Symbol;
use crate::compile::ruleset::RuleSet;
use crate::numeral::han::{ONE_TO_NINE, power_of};

/// What one heading says of its section.
#[derive(Clone, Debug)]
struct Section {
    level: u8,
    period: Option<Said<Period>>,
    /// All periods that the heading names.
    named: Vec<Period>,
    /// The status that a section of aims gives to what it states, or of a review: none.
    status: Option<Option<Said<ObsStatus>>>,
    /// Whether nothing has been said in it yet.
    opens: bool,
}

/// The headings above a place.
#[derive(Clone, Debug, Default)]
pub(super) struct Sections {
    /// The widest first.
    above: Vec<Section>,
    /// Whether the text marks headings below its title (##): one without a mark is then of no part,
    /// but of the item that it stands in.
    marked: bool,
}

/// Levels of headings: 一、, （一）, 1., （1）, without a number; a lead-in ends with any heading.
const PLAIN: u8 = 5;
const LEAD_IN: u8 = 6;

/// The title of a text, a part of it whose sections are numbered, or the notes behind it: below no
/// other heading.
const PART: u8 = 0;

/// Characters of the longest paragraph or sentence that leads in.
const SHORT: usize = 40;

impl Sections {
    pub(super) fn period(&self) -> Option<Period> {
        self.said().map(|said| said.value)
    }

    /// The period that the nearest heading names.
    pub(super) fn said(&self) -> Option<Said<Period>> {
        self.above.iter().rev().find_map(|section| section.period)
    }

    /// The status that the nearest heading gives.
    pub(super) fn status(&self) -> Option<Said<ObsStatus>> {
        self.above.iter().rev().find_map(|section| section.status).flatten()
    }

    fn status_said(&self) -> bool {
        self.above.iter().any(|section| section.level > PART && section.status.is_some())
    }

    /// Ends the sections that a heading does not stand in, before its own words are read.
    pub(super) fn end(&mut self, heading: &str) {
        let level = level(heading).unwrap_or(PLAIN);
        self.above.retain(|section| section.level < level);
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
        if words(rules.policy.appendix).is_some() {
            self.above.clear();
            self.push(PART, None, Vec::new(), Some(None));
            return;
        }
        let to_come = first.zip(document.metadata().date);
        let to_come = to_come.is_some_and(|(said, date)| said.value.last() > date.last());
        self.marked |= heading_mark(text).len() > 1;
        let numbered = level(text);
        // （六）办好民生实事, in a review, tells of what was done.
        let is_of_review = numbered.is_some_and(|level| level > 1 && self.is_past(document, level));
        let aims = words(rules.policy.aims)
            .filter(|words| first.is_some() || !is_of_review && !is_told_on(rules, nodes, *words))
            .or(first.map(|said| said.words).filter(|_| to_come && numbered.is_some()));
        let status = if words(rules.policy.review).is_some() {
            Some(None)
        } else {
            aims.map(|words| Some(Said { value: ObsStatus::Target, words }))
        };
        // A report of 2026 is named by the year in which it is given, not by the one that it is of.
        let period = first.filter(|said| is_reported(said.value) && (!to_come || status.is_some()));
        // 主要目标, below 2026年工作安排, begins no part of its own.
        let begins = status.is_some() && self.status().is_none();
        let dated = document.metadata().date.is_some();
        let of_years = dated && period.is_some_and(|said| is_of_years(said.value));
        let divides = (period.is_some() || begins) && !self.marked;
        let level = numbered.unwrap_or(match divides {
            true if (of_years || begins) && self.is_undivided() => PART,
            true => 1,
            false => PLAIN,
        });
        let named = named.iter().map(|said| said.value).collect();
        self.push(level, period, named, status);
    }

    /// Whether no section is numbered yet, or all that are belong to a part.
    fn is_undivided(&self) -> bool {
        self.above.first().is_none_or(|section| section.level == PART || section.level >= PLAIN)
    }

    fn push(
        &mut self,
        level: u8,
        period: Option<Said<Period>>,
        named: Vec<Period>,
        status: Option<Option<Said<ObsStatus>>>,
    ) {
        self.above.retain(|section| section.level < level);
        self.above.push(Section { level, period, named, status, opens: true });
    }

    /// Whether what stands above a heading of this level looks back.
    fn is_past(&self, document: &Document, level: u8) -> bool {
        let mut above = self.above.iter().rev().filter(|section| section.level < level);
        let Some(section) =
            above.find(|section| section.period.is_some() || section.status.is_some())
        else {
            return false;
        };
        let gone = |said: Said<Period>| {
            document.metadata().date.is_some_and(|date| said.value.last() < date.first())
        };
        section.status.as_ref().map_or_else(|| section.period.is_some_and(gone), Option::is_none)
    }

    /// Enters what follows a lead-in: 一年来，主要做了以下工作：, 到2025年，主要目标如下：. Where no heading
    /// names a time, it is that of the section.
    pub(super) fn lead_in(
        &mut self,
        document: &Document,
        first: Option<Said<Period>>,
        aims: Option<Span>,
    ) {
        let Some(said) = first.filter(|said| is_reported(said.value)) else { return };
        let date = document.metadata().date;
        let to_come = date.is_some_and(|date| said.value.last() > date.last());
        let aims = aims.filter(|_| to_come);
        if to_come && aims.is_none() {
            return;
        }
        let status = aims.map(|words| Some(Said { value: ObsStatus::Target, words }));
        let named_above = self.said().is_some();
        match self.above.last_mut().filter(|section| !named_above && section.level < LEAD_IN) {
            Some(section) if section.level != PART && status.is_none() => {
                section.period = Some(said);
            }
            _ => self.push(LEAD_IN, Some(said), Vec::new(), status),
        }
    }

    /// Enters aims that a lead-in of their own begins, where no heading says what its section is:
    /// 今年的主要预期目标是：.
    pub(super) fn aim(&mut self, document: &Document, words: Span, spoken: Option<Said<Period>>) {
        let gone = spoken.zip(document.metadata().date);
        let gone = gone.is_some_and(|(said, date)| said.value.last() < date.first());
        if gone || self.status_said() {
            return;
        }
        let named_above = self.said().is_some();
        let Some(section) = self.above.iter_mut().rev().find(|section| section.level < LEAD_IN)
        else {
            return;
        };
        if section.level == PART {
            return;
        }
        section.status = Some(Some(Said { value: ObsStatus::Target, words }));
        if !named_above {
            section.period = spoken.filter(|said| is_of_years(said.value));
        }
    }

    /// Takes the time with which the first paragraph of a section opens for that of the section,
    /// where no heading names one: 2025年是“十四五”收官之年.
    pub(super) fn open(&mut self, document: &Document, opening: Option<Said<Period>>) {
        let named_above = self.said().is_some();
        let Some(section) = self.above.last_mut().filter(|section| section.opens) else { return };
        section.opens = false;
        let metadata = document.metadata();
        let Some(date) = metadata.date.filter(|_| metadata.period.is_none()) else { return };
        let is_under_report = |said: &Said<Period>| {
            let behind = date.start_year() - i32::from(said.value.last().year());
            is_of_years(said.value) && is_reported(said.value) && (0..=1).contains(&behind)
        };
        if !named_above && section.level != PART {
            section.period = opening.filter(is_under_report);
        }
    }

    /// Turns to another of the periods that the heading names, where a paragraph opens with it (五年来,
    /// below 2025年和“十四五”时期工作回顾), or to one of its years that a paragraph is opened by, before
    /// any value (2026年是“十五五”开局之年).
    pub(super) fn turn(&mut self, opening: Option<Said<Period>>, states: bool) {
        let Some(said) = opening else { return };
        let Some(section) = self.above.iter_mut().rev().find(|section| !section.named.is_empty())
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
            self.above.retain(|section| section.level < LEAD_IN);
        }
    }
}

/// Whether a line without a mark at its end is no heading, but describes a picture or names who took
/// it or wrote the text: 图为2019年开工的大桥（某某 摄）.
pub(super) fn is_caption(rules: &RuleSet, line: &str) -> bool {
    let end = line.trim_end_matches(['）', ')', '】', ' ', '\u{3000}']);
    let start = line.trim_start_matches(['（', '(', '【', '▲', '△', '◀', '▶']);
    rules.begins("caption-start", start) || rules.ends("caption-end", end)
}

/// Whether a paragraph only leads in to what follows: short, without a value of its own.
pub(super) fn leads_in(paragraph: &str, nodes: &[Node]) -> bool {
    let ends = paragraph.ends_with(['：', ':', '。']);
    let states =
        nodes.iter().any(|node| matches!(node.kind, NodeKind::Quantity(_) | NodeKind::Unresolved));
    ends && !states && paragraph.chars().nth(SHORT).is_none()
}

/// Whether a paragraph only says that notes follow: 名词解释：
pub(super) fn is_appendix(rules: &RuleSet, paragraph: &str, nodes: &[Node]) -> bool {
    leads_in(paragraph, nodes) && nodes.iter().any(|node| node.is(rules.policy.appendix))
}

/// Whether a sentence at the end of its paragraph leads in to what follows.
pub(super) fn leads_on(sentence: &str, nodes: &[Node]) -> bool {
    sentence.ends_with(['：', ':']) && leads_in(sentence, nodes)
}

/// Whether it is a year, or several.
pub(super) fn is_of_years(period: Period) -> bool {
    matches!(period.freq(), Some(Freq::Annual))
        || period.freq().is_none() && period.first().month() == 1 && period.last().month() == 12
}

/// Years that a report may look back or ahead; a longer span names a collection (1954—2009).
const YEARS: i16 = 15;

/// Whether a report may be of the period. The day on which something was printed or held is none.
pub(super) fn is_reported(period: Period) -> bool {
    let years = period.last().year() - period.first().year();
    period.freq() != Some(Freq::Day) && years <= YEARS
}

/// Whether a heading goes on behind words with a clause of its own: 办好民生实事，人民生活品质稳步提高.
fn is_told_on(rules: &RuleSet, nodes: &[Node], words: Span) -> bool {
    let behind = nodes.iter().skip_while(|node| node.span.end <= words.end);
    behind.into_iter().any(|node| node.is(rules.policy.comma))
}

/// The level that the number of a heading shows.
fn level(heading: &str) -> Option<u8> {
    // ## of Markdown, where no number says the level.
    let mark = heading_mark(heading);
    let marked = (mark.len() > 1).then(|| mark.len() as u8 - 1);
    number_level(heading[mark.len()..].trim_start()).or(marked)
}

fn number_level(heading: &str) -> Option<u8> {
    // ㈠, ⒈, ⑴ and ① are one character each.
    match heading.chars().next()? {
        '㈠'..='㈩' => return Some(2),
        '⒈'..='⒛' => return Some(3),
        '⑴'..='⒇' => return Some(4),
        '①'..='⑳' => return Some(PLAIN),
        _ => {}
    }
    let inner = heading.trim_start_matches(['（', '(']);
    let in_brackets = inner.len() < heading.len();
    let inner = inner.strip_prefix('第').unwrap_or(inner);
    let han = |c: char| ONE_TO_NINE.contains(c) || power_of(c) == Some(1);
    let rest = inner.trim_start_matches(|c: char| han(c) || c.is_ascii_digit());
    let number = &inner[..inner.len() - rest.len()];
    let marked = rest.starts_with(['、', '.', '．', '）', ')', '章', '部', '篇', '编', '节', ' ']);
    if number.is_empty() || !marked || number.len() > 9 {
        return None;
    }
    if rest.starts_with('节') {
        return Some(2);
    }
    let digits = number.starts_with(|c: char| c.is_ascii_digit());
    Some(1 + u8::from(in_brackets) + 2 * u8::from(digits))
}

#[cfg(test)]
mod tests {
    use super::{PLAIN, level};

    #[test]
    fn levels_of_headings() {
        let levels = ["一、总体要求", "（二）扩大内需", "3.工业", "(4) 农业", "2026年重点工作"];
        assert_eq!(levels.map(level), [Some(1), Some(2), Some(3), Some(4), None]);
        let characters = ["㈠预算执行情况", "⒈收入", "⑴税收", "①增值税"];
        assert_eq!(characters.map(level), [Some(2), Some(3), Some(4), Some(PLAIN)]);
        assert_eq!(level("第一部分 回顾"), Some(1));
        assert_eq!(level("第二节 发展目标"), Some(2));
        let marked = ["# 工作报告", "## 工作回顾", "### 农业", "## （一）农业", "#1机组"];
        assert_eq!(marked.map(level), [None, Some(1), Some(2), Some(2), None]);
    }
}
