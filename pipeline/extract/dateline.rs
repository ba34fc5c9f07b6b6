//! What a text without a sidecar says of itself. Its date, as one of its lines states it: when a
//! report was given, a document signed, a page published; dates in running text do not count. Its
//! area: see `issuer`.

mod dates;
mod issuer;

use std::cmp::Ordering;

use figlift_model::{DiagnosticCode, Severity};
use figlift_text::{Diagnostic, Document, Period, Span};

use self::dates::{Date, dates};
use crate::compile::ruleset::RuleSet;

/// What a date is of, in order of precedence: a report of 2003 may have been published on the web
/// in 2006, next to links to other texts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Of {
    /// The day on which a report was given.
    Giving,
    /// The day on which it was signed.
    Signing,
    /// The day on which it was published.
    Publishing,
    /// A date in digits that is alone in its line.
    Stamp,
}

/// Paragraphs at the start and at the end of a text, one of which may state its date.
const HEAD: usize = 40;
const FOOT: usize = 15;

/// The longest dateline, in characters.
const LINE: usize = 80;

/// The shortest paragraph of running text, in characters.
const PROSE: usize = 40;

/// The longest text before the date of a news item, in characters: （记者张三）新华社北京.
const SENDER: usize = 24;

/// A line that may state when the text was given, signed or published.
#[derive(Clone, Copy, Debug)]
struct Line<'t> {
    text: &'t str,
    before: &'t str,
    after: &'t str,
    /// Whether it is above or below all running text.
    outside: bool,
}

impl RuleSet {
    /// Dates a document without a date by a line of its text. If lines of the same kind name
    /// different years, it remains without a date.
    pub fn date(&self, document: Document) -> Document {
        if document.metadata().date.is_some() {
            return document;
        }
        match self.dateline(&document) {
            Some((date, span)) => document.dated_by(date, span),
            None => document,
        }
    }

    fn dateline(&self, document: &Document) -> Option<(Period, Span)> {
        let mut best: Option<(Of, Period, Span)> = None;
        let mut agree = true;
        for (line, start) in self.lines(document) {
            let dates = dates(line.text);
            for (number, date) in dates.iter().enumerate() {
                let after = dates.get(number + 1).map_or(line.text.len(), |next| next.at.start);
                let before = number.checked_sub(1).map_or(0, |former| dates[former].at.end);
                let around = (&line.text[before..date.at.start], &line.text[date.at.end..after]);
                let Some(of) = self.of(line, date, around) else { continue };
                let found = || {
                    let span = Span::new(start + date.at.start, start + date.at.end);
                    Some((of, date.value, document.to_text(span)))
                };
                match best.map_or(Ordering::Less, |(known, ..)| of.cmp(&known)) {
                    Ordering::Less => (best, agree) = (found(), true),
                    Ordering::Equal => {
                        agree &= best.is_some_and(|(_, known, _)| {
                            known.start_year() == date.value.start_year()
                        });
                    }
                    Ordering::Greater => {}
                }
            }
        }
        best.filter(|_| agree).map(|(_, date, span)| (date, span))
    }

    /// The lines that may state a date, and their starts in the reading.
    fn lines<'d>(&self, document: &'d Document) -> Vec<(Line<'d>, usize)> {
        let all = document.paragraphs();
        let text = |number: usize| &document.reading()[all[number].span.range()];
        // Notes and explanations follow the line that signs a text.
        let is_appendix =
            |number: &usize| all[*number].heading && self.holds("appendix", text(*number));
        let end = (HEAD.min(all.len())..all.len()).find(is_appendix).unwrap_or(all.len());
        let is_prose = |text: &str| text.ends_with('。') && text.chars().nth(PROSE).is_some();
        let first = (0..end).find(|&number| is_prose(text(number))).unwrap_or(end);
        let places = (0..HEAD.min(end)).chain(HEAD.max(end.saturating_sub(FOOT))..end);
        let neighbour = |number: Option<usize>| {
            number.filter(|&number| number < end).map_or("", |number| text(number))
        };
        let line = |number: usize| {
            let line = Line {
                text: text(number),
                before: neighbour(number.checked_sub(1)),
                after: neighbour(number.checked_add(1)),
                outside: number <= first || number + FOOT >= end,
            };
            (line, all[number].span.start)
        };
        places.map(line).collect()
    }

    /// What the date between these words of a line is of; `None` if it does not date the text.
    fn of(&self, line: Line<'_>, date: &Date, (before, after): (&str, &str)) -> Option<Of> {
        let is_line = line.text.chars().nth(LINE).is_none() && !line.text.ends_with('。');
        let next =
            dates(line.after).first().map_or(line.after, |date| &line.after[..date.at.start]);
        let goes_on = after.len() == line.text.len() - date.at.end
            && line.after.chars().nth(LINE).is_none()
            && self.holds("dateline-given", next);
        let given = |words: &str| self.holds("dateline-given", words);
        // A line below the title may be a sentence: 2024年1月9日在…会议上县长作报告。
        let opens = is_empty(&line.text[..date.at.start]) && line.text.chars().nth(LINE).is_none();
        // 2021年3月11日，省委在全省农村工作会议上强调…: a sentence of several clauses reports an event.
        let one_clause = is_line || !after.contains(['，', ',']);
        if (is_line || opens && one_clause) && (given(before) || given(after) || goes_on) {
            return Some(Of::Giving);
        }
        if !line.outside {
            return None;
        }
        let sent = after.trim_start_matches(is_bracket);
        if self.is_sent(sent) && before.chars().nth(SENDER).is_none() {
            return Some(Of::Publishing);
        }
        if !is_line {
            return None;
        }
        self.labelled(line, date, (before, after))
            .or_else(|| self.alone(line, date, (before, after)))
    }

    /// What the date is of, by a label next to it.
    fn labelled(&self, line: Line<'_>, date: &Date, (before, after): (&str, &str)) -> Option<Of> {
        let above = if is_empty(before) { line.before } else { "" };
        let below = if is_empty(after) { line.after } else { "" };
        let ends = |class: &str| self.ends_label(class, before) || self.ends_label(class, above);
        let is_label = |text: &str| self.labels(text);
        if ends("dateline-written") {
            return Some(Of::Signing);
        }
        let beside = ends("dateline-published")
            || date.in_figures && ends("dateline-bare")
            || is_label(before)
            || is_label(after);
        (beside || is_label(below)).then_some(Of::Publishing)
    }

    /// What a date is of that is alone in its line, or follows the name of the issuer.
    fn alone(&self, line: Line<'_>, date: &Date, (before, after): (&str, &str)) -> Option<Of> {
        if before.len() + after.len() + date.at.len() < line.text.len() {
            return None;
        }
        let clock = |c: char| c.is_ascii_digit() || "时分秒点:：".contains(c);
        let rest = after.trim_matches(is_bracket);
        let is_timed = rest.starts_with(|c: char| c.is_ascii_digit())
            && rest.chars().all(|c| clock(c) || is_bracket(c));
        let is_day = rest.is_empty() || self.begins("weekday", rest);
        // （2013年1月20日 市长 某某）
        let in_brackets = line.text.starts_with(['（', '('])
            && line.text.ends_with(['）', ')'])
            && after.starts_with(char::is_whitespace);
        if is_empty(before) && (is_timed || is_day && date.in_figures) {
            return Some(Of::Stamp);
        }
        let signed = is_empty(before) && (is_day || in_brackets) || is_day && self.signs(before);
        signed.then_some(Of::Signing)
    }

    /// Whether the words after a date mark it as the day on which the text was sent.
    fn is_sent(&self, after: &str) -> bool {
        let goes_on = |rest: &str| rest.starts_with(char::is_alphanumeric);
        self.words("dateline-sent")
            .any(|word| after.strip_prefix(word).is_some_and(|rest| !goes_on(rest)))
    }

    /// Whether a text ends with a label of a class, and a colon or blanks.
    fn ends_label(&self, class: &str, text: &str) -> bool {
        let text = text.trim_end_matches(|c: char| is_bracket(c) || matches!(c, '：' | ':'));
        self.words(class).any(|word| {
            text.strip_suffix(word).is_some_and(|rest| !rest.ends_with(char::is_alphanumeric))
        })
    }

    /// Whether a text ends with the name of an issuer.
    fn signs(&self, text: &str) -> bool {
        let text = text.trim_end_matches(is_bracket);
        self.words("dateline-issuer").any(|word| text.ends_with(word))
    }

    /// Whether a label of the day of publication opens a text, or follows a mark or blank in it.
    fn labels(&self, text: &str) -> bool {
        self.words("dateline-published").any(|word| {
            text.match_indices(word).any(|(at, _)| {
                let label = text[at + word.len()..].trim_start();
                let opens = !text[..at].ends_with(char::is_alphanumeric);
                opens && label.starts_with(['：', ':'])
            })
        })
    }
}

/// Reports a date and an area that were taken from the text.
pub(crate) fn report(document: &Document) -> Vec<Diagnostic> {
    let area = document.area_words().zip(document.metadata().ref_area.as_ref());
    let area = area.map(|(span, area)| {
        let message = format!(
            "the area {area} is taken from the source named here, since no sidecar states one; if it is wrong, state `ref_area` in a sidecar"
        );
        Diagnostic { code: DiagnosticCode::AreaFromText, severity: Severity::Info, span, message }
    });
    date(document).into_iter().chain(area).collect()
}

fn date(document: &Document) -> Option<Diagnostic> {
    let (span, date) = document.dateline().zip(document.metadata().date)?;
    let message = format!(
        "the date {date} is taken from this line, since no sidecar states one; if it is wrong, state `date` in a sidecar"
    );
    Some(Diagnostic { code: DiagnosticCode::DateFromText, severity: Severity::Info, span, message })
}

fn is_bracket(c: char) -> bool {
    c.is_whitespace() || "（）()—-【】\u{feff}".contains(c)
}

fn is_empty(text: &str) -> bool {
    text.chars().all(is_bracket)
}

#[cfg(test)]
mod tests {
    use figlift_text::Metadata;

    use super::*;
    use crate::sample::rules;

    /// The date of each text, if it states one.
    fn check(cases: &[(&str, Option<&str>)]) {
        for &(text, date) in cases {
            let document = rules().date(Document::new("test", text, Metadata::default()));
            let found = document.metadata().date.map(|date| date.to_string());
            assert_eq!(found.as_deref(), date, "{text}");
        }
    }

    const PROSE: &str = "全县完成生产总值86亿元，比上年增长7.2%，粮食总产量达到31万吨，城乡居民收入稳步提高，各项任务圆满完成。";

    #[test]
    fn a_report_is_dated_by_the_day_on_which_it_was_given() {
        check(&[
            (
                "政府工作报告\n——2024年1月9日在清河县第十七届人民代表大会第四次会议上\n县长 王某",
                Some("2024-01-09"),
            ),
            (
                "政府工作报告\n——２０１２年２月１３日在清河县\n第十五届人民代表大会第一次会议上",
                Some("2012-02-13"),
            ),
            ("政府工作报告\n——二○二三年一月十二日在市十六届人大二次会议上", Some("2023-01-12")),
            (
                "政府工作报告\n（2008年1月20日在省第十一届人民代表大会第一次会议上）",
                Some("2008-01-20"),
            ),
            ("政府工作报告——在2019年1月28日区人大十七届四次会议上\n区长", Some("2019-01-28")),
            (
                "2007年02月01日　　来源：新华社\n政府工作报告——2003年3月6日在全区大会上\n各位代表：",
                Some("2003-03-06"),
            ),
            (
                "政府工作报告\n2024年1月9日在清河县第十七届人民代表大会第四次会议上县长王某作政府工作报告。",
                Some("2024-01-09"),
            ),
            ("政府工作报告\n2025年1月8日\n在市第八届人民代表大会第六次会议上", Some("2025-01-08")),
        ]);
    }

    #[test]
    fn a_document_is_dated_by_the_day_on_which_it_was_signed() {
        let signed = |line: &str| format!("统计公报\n{PROSE}\n{PROSE}\n{line}");
        let texts = [
            signed("清河县统计局\n2025年4月1日"),
            signed("清河县统计局 2025年4月1日"),
            signed("清河县统计局　　　二〇二五年四月一日"),
            signed("2025 年 4 月 1 日\n注释：\n1.本公报为初步统计数。"),
            format!("清河县统计公报\n（2025年4月1日）\n{PROSE}"),
            format!("清河县统计公报\n县统计局\n2025年4月1日\n{PROSE}"),
            format!("关于做好春耕工作的通知\n成文日期：2025-04-01 发布日期：2025-04-03\n{PROSE}"),
            format!("政府工作报告\n（2025年4月1日 县长 李某）\n{PROSE}"),
        ];
        for text in texts {
            check(&[(&text, Some("2025-04-01"))]);
        }
    }

    #[test]
    fn a_page_is_dated_by_the_day_on_which_it_was_published() {
        let lines = [
            "发布时间：2023-10-18 10:00",
            "发布时间：\n2023-10-18",
            "来源：县政府办 2023年10月18日",
            "2023-10-18 10:00:32 来源：县融媒体中心",
            "2023年10月18日 08时30分\n来源:\n县报",
            "日期：2023/10/18 浏览次数：120",
            "信息来源：统计科 时间：2023.10.18",
            "新华社北京2023年10月18日电",
        ];
        for line in lines {
            check(&[(&format!("全县经济运行平稳\n{line}\n{PROSE}"), Some("2023-10-18"))]);
        }
        check(&[(&format!("本报清河2023年10月18日电 （记者 张某）{PROSE}"), Some("2023-10-18"))]);
    }

    #[test]
    fn no_other_date_is_that_of_the_text() {
        let texts = [
            format!("县情\n3月5日，县人大会议开幕。{PROSE}"),
            format!("县情\n2021年3月11日，县第十届人民代表大会第一次会议在清河开幕。{PROSE}"),
            format!("条例\n（2021年3月11日县第十届人民代表大会第四次会议通过）\n{PROSE}"),
            format!("办法\n施行日期：2021年3月11日\n{PROSE}"),
            format!("清河县2021年政府工作报告\n2021年3月\n{PROSE}"),
            format!("新华社北京3月15日电\n{PROSE}"),
            format!("大事记\n{PROSE}\n2021年3月11日\n{}{PROSE}", format!("{PROSE}\n").repeat(20)),
            format!("一览\n2021年3月11日\n2022年3月11日\n{PROSE}"),
            format!("快报\n2021年3月11日发布的公告说，{PROSE}"),
            format!("截至2021年3月31日电动车保有量\n{PROSE}"),
            format!("某县2021年2月30日\n2021年2月30日\n{PROSE}"),
        ];
        for text in texts {
            check(&[(&text, None)]);
        }
    }

    #[test]
    fn what_a_sidecar_says_wins() {
        let metadata = Metadata { date: Period::year(2020), ..Metadata::default() };
        let document = rules().date(Document::new("test", "公报\n（2021年3月1日）", metadata));
        assert_eq!(document.metadata().date, Period::year(2020));
        assert!(rules().extract(&document).diagnostics.is_empty());
    }

    #[test]
    fn the_place_of_the_date_is_reported() {
        let text = format!("公报\n（2021年3月1日）\n{PROSE}去年修渠12公里。");
        let document = rules().date(Document::new("test", text, Metadata::default()));
        let extraction = rules().extract(&document);
        let report = &extraction.diagnostics[0];
        assert_eq!((report.code, report.severity), (DiagnosticCode::DateFromText, Severity::Info));
        assert_eq!(&document.text()[report.span.range()], "2021年3月1日");
        let last = extraction.figures.last().and_then(|figure| figure.period);
        assert_eq!(last.map(|(period, _)| period.to_string()).as_deref(), Some("2020"));
    }
}
