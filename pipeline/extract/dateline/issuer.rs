//! The area of a text without one in its sidecar: that of the assembly, government, department or
//! national body which its publisher, title, dateline, first sentence or signature names as its source.

use std::ops::Range;

use figlift_text::{Document, Span};

use super::{FOOT, HEAD, LINE, PROSE};
use crate::compile::gazetteer::AreaContext;
use crate::compile::ruleset::RuleSet;
use crate::compile::vocabulary::{HOME, NO_CODE};
use crate::numeral::han::{is_han, is_of_numeral};

/// Code of the nation.
const NATION: &str = "CN";

/// Characters of the longest name of a body, behind the name of its area.
const BODY: usize = 24;

/// Characters of a first sentence in which its source is named.
const OPENING: usize = 90;

/// Characters behind a body of the nation within which it is said that it reports.
const SAYS: usize = 40;

/// Where a source is looked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Where {
    /// The publisher, the title, or a line above the running text.
    Line,
    /// The first sentence of the running text.
    Prose,
}

/// An area, and where its name and that of the body stand.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Issuer {
    at: Range<usize>,
    code: String,
}

impl RuleSet {
    /// Gives a document without an area that of the body which it names as its source. What names
    /// only a zone, a firm or a school gives none.
    pub fn locate(&self, document: Document) -> Document {
        if document.metadata().ref_area.is_some() {
            return document;
        }
        match self.source_of(&document) {
            Some((code, span)) => document.located_in(code, span),
            None => document,
        }
    }

    fn source_of(&self, document: &Document) -> Option<(String, Option<Span>)> {
        let metadata = document.metadata();
        let home = AreaContext::of(document);
        let untold = |source: Issuer| (source.code, None);
        let stated = [metadata.publisher.as_deref(), metadata.title.as_deref()];
        let of_line = |text: &str| {
            self.local(text, Where::Line, home).or_else(|| self.national(text, Where::Line))
        };
        if let Some(source) = stated.into_iter().flatten().find_map(of_line) {
            return Some(untold(source));
        }
        let texts = Opening::of(document);
        let told = |span: Span, source: Issuer| {
            let words = Span::new(span.start + source.at.start, span.start + source.at.end);
            (source.code, Some(document.to_text(words)))
        };
        let text = |span: Span| &document.reading()[span.range()];
        let lines = |spans: &[Span], find: &dyn Fn(&str) -> Option<Issuer>| {
            spans.iter().find_map(|&span| Some(told(span, find(text(span))?)))
        };
        let local = |text: &str| self.local(text, Where::Line, home);
        let national = |text: &str| self.national(text, Where::Line);
        lines(&texts.above, &local)
            .or_else(|| Some(told(texts.first?, self.first_source(text(texts.first?), home)?)))
            .or_else(|| lines(&texts.above, &national))
            .or_else(|| Some(untold(self.topic(metadata.title.as_deref()?, home)?)))
            .or_else(|| {
                lines(texts.above.get(..1).unwrap_or_default(), &|text| self.topic(text, home))
            })
            .or_else(|| lines(&texts.below, &local))
            .or_else(|| lines(&texts.below, &national))
    }

    /// The source that a first sentence names first.
    fn first_source(&self, sentence: &str, home: AreaContext) -> Option<Issuer> {
        let end = sentence.char_indices().nth(OPENING).map_or(sentence.len(), |(at, _)| at);
        let opening = &sentence[..end];
        let (local, national) =
            (self.local(opening, Where::Prose, home), self.national(opening, Where::Prose));
        match (local, national) {
            // 国家统计局江西调查总队: the body of the nation in a province is of the province.
            (Some(local), Some(national)) if local.at.start > national.at.end => Some(national),
            (local, national) => local.or(national),
        }
    }

    /// The first body of an area in a text: 江西省科学技术厅; in a line also a kind of text: 江西省统计公报.
    fn local(&self, text: &str, part: Where, home: AreaContext) -> Option<Issuer> {
        let mut from = 0;
        while let Some((at, code, end)) = self.next_area(text, from, home) {
            from = end;
            if code == NATION {
                continue;
            }
            let rest = &text[end..];
            let is_source = match part {
                Where::Line => self.body(rest).is_some() || self.titles(rest),
                Where::Prose => self.body(rest).is_some() && self.leads(&text[..at]),
            };
            if is_source {
                let body = self.body(rest).unwrap_or(0);
                return Some(Issuer { at: at..end + body, code });
            }
        }
        None
    }

    /// The first body of the nation in a text that it is from: 海关总署今天公布.
    fn national(&self, text: &str, part: Where) -> Option<Issuer> {
        let mut starts = text.char_indices().map(|(at, _)| at);
        starts.find_map(|at| {
            let end = at + self.national_body(&text[at..])?;
            let opens = self.leads(&text[..at]);
            let given = part == Where::Line && self.holds("dateline-given", &text[end..]);
            let behind = &text[end..];
            let said = behind.char_indices().nth(SAYS).map_or(behind.len(), |(to, _)| to);
            let says = self.holds("issuer-says", &behind[..said]);
            let is_source = given || opens && (part == Where::Line || says);
            is_source.then(|| Issuer { at: at..end, code: NATION.to_owned() })
        })
    }

    /// The area that a title opens with, where no firm, school or zone is named by it.
    fn topic(&self, title: &str, home: AreaContext) -> Option<Issuer> {
        let (at, code, end) = self.next_area(title, 0, home)?;
        let is_named = self.holds("issuer-none", clause(&title[end..]));
        let opens = self.untimed(&title[..at]).is_empty();
        (opens && !is_named).then_some(Issuer { at: at..end, code })
    }

    /// The next name of an area in a text: where it begins, its code, where it ends. Of names that
    /// follow one another it is the last that lies within the former: 江西省南昌市.
    fn next_area(
        &self,
        text: &str,
        from: usize,
        home: AreaContext,
    ) -> Option<(usize, String, usize)> {
        let starts = text[from..].char_indices().map(|(at, _)| from + at);
        let first = |at: usize| {
            let opens = !text[..at].ends_with(is_han) || self.ends("issuer-from", &text[..at]);
            let (code, length) = self.area_at(&text[at..], None, home, opens)?;
            Some((at, code, at + length))
        };
        let (at, mut code, mut end) = starts.filter_map(first).next()?;
        while let Some((inner, length)) = self.area_at(&text[end..], Some(&code), home, false) {
            if !self.lies_within(&inner, &code) {
                break;
            }
            (code, end) = (inner, end + length);
        }
        Some((at, code, end))
    }

    /// The area whose name a text begins with, and the length of the name. `before` is the area whose
    /// name ends there; where the name opens its line or clause, each one in full is one: 和县统计局.
    fn area_at(
        &self,
        text: &str,
        before: Option<&str>,
        home: AreaContext,
        opens: bool,
    ) -> Option<(String, usize)> {
        let word = self.vocabulary.longest(text);
        let place = self.place_at(text, before, home);
        let place = place.or_else(|| self.full_place_at(text, home).filter(|_| opens));
        let place = place.map(|(number, length)| (self.vocabulary.place(number), length));
        let is_longer =
            |&(_, length): &(usize, usize)| word.is_none_or(|(_, known)| known < length);
        let (word, length) = place.filter(is_longer).or(word)?;
        let code = self.vocabulary.word(word).meaning.area.as_deref()?;
        (code != HOME && code != NO_CODE).then(|| (code.to_owned(), length))
    }

    /// The length of what makes the name of a body out of that of an area before it.
    fn body(&self, text: &str) -> Option<usize> {
        let name = clause(text);
        let name = &name[..name.char_indices().nth(BODY).map_or(name.len(), |(at, _)| at)];
        let ends = self
            .words("issuer-body")
            .flat_map(|word| name.match_indices(word).map(move |(at, _)| (at, at + word.len())));
        let (at, end) = ends
            .filter(|&(at, end)| !self.is_no_body(name, at, end))
            .min_by_key(|&(at, end)| (at, std::cmp::Reverse(end)))?;
        let between = &name[..at];
        let other = ["issuer-none", "issuer-says", "issuer-from", "national-body"];
        let is_name = !other.iter().any(|class| self.holds(class, between));
        is_name.then_some(end)
    }

    /// Whether the characters of a body belong to another word: 开局.
    fn is_no_body(&self, name: &str, at: usize, end: usize) -> bool {
        self.words("issuer-no-body").any(|word| {
            name.match_indices(word).any(|(from, _)| from < end && at < from + word.len())
        })
    }

    /// The length of the name of a body of the nation that a text begins with.
    fn national_body(&self, text: &str) -> Option<usize> {
        let whole = self.words("national-body").filter(|word| text.starts_with(word));
        let whole = whole.map(str::len).max();
        let made = self
            .words("national")
            .find(|word| text.starts_with(word))
            .and_then(|word| Some(word.len() + self.body(&text[word.len()..])?));
        whole.max(made)
    }

    /// Whether a title names a kind of text behind the name of an area, in the same clause.
    fn titles(&self, behind: &str) -> bool {
        let near = clause(behind);
        let kind = self.words("issuer-text").filter_map(|word| near.find(word)).min();
        kind.is_some_and(|at| !self.holds("issuer-none", &near[..at]))
    }

    /// Whether the words before a body let it be the source: none in its clause, a time, or 从; or the
    /// body of the nation that it belongs to: 国家统计局江西调查总队.
    fn leads(&self, before: &str) -> bool {
        let start = before.rfind(is_end).unwrap_or(0);
        let words = self.untimed(before[start..].trim_start_matches(is_end));
        let whole = self.words("national-body").find_map(|body| words.strip_suffix(body));
        let words = whole.map_or(words, |rest| self.untimed(rest));
        words.is_empty() || self.ends("issuer-from", words)
    }

    /// Words without the times at their end.
    fn untimed<'t>(&self, words: &'t str) -> &'t str {
        let is_number = |c: char| c.is_ascii_digit() || c.is_whitespace() || is_of_numeral(c);
        let mut rest = words.trim_end_matches(is_number);
        while let Some(shorter) = self.words("title-time").find_map(|time| rest.strip_suffix(time))
        {
            rest = shorter.trim_end_matches(is_number);
        }
        rest.trim_start()
    }
}

/// The lines above the running text, its first sentence, and the lines below it.
struct Opening {
    above: Vec<Span>,
    first: Option<Span>,
    below: Vec<Span>,
}

impl Opening {
    fn of(document: &Document) -> Opening {
        let paragraphs = document.paragraphs();
        let text = |number: usize| &document.reading()[paragraphs[number].span.range()];
        let head = || 0..paragraphs.len().min(HEAD);
        let is_prose = |&n: &usize| text(n).ends_with('。') && text(n).chars().nth(PROSE).is_some();
        let is_sentence = |&n: &usize| text(n).contains('。');
        let prose = head().find(is_prose).or_else(|| head().find(is_sentence));
        let end = prose.unwrap_or(paragraphs.len().min(HEAD));
        let is_line = |span: &Span| document.reading()[span.range()].chars().nth(LINE).is_none();
        let above = paragraphs[..end].iter().map(|paragraph| paragraph.span).filter(is_line);
        let first = prose.and_then(|number| {
            document.sentences().iter().find(|sentence| sentence.paragraph == number)
        });
        let foot = paragraphs.len().saturating_sub(FOOT).max(end + 1).min(paragraphs.len());
        let below = paragraphs[foot..].iter().map(|paragraph| paragraph.span).filter(is_line);
        Opening {
            above: above.collect(),
            first: first.map(|sentence| sentence.span),
            below: below.filter(|span| !document.reading()[span.range()].ends_with('。')).collect(),
        }
    }
}

/// A text up to the end of its first clause.
fn clause(text: &str) -> &str {
    text.split(is_end).next().unwrap_or(text)
}

/// Whether a character ends a clause.
fn is_end(c: char) -> bool {
    "，。；：！？、（）()《》“”,;:!?|>".contains(c)
}

#[cfg(test)]
mod tests {
    use figlift_text::Metadata;

    use super::*;
    use crate::sample::rules;

    /// The area of each text, if it names a source.
    fn check(cases: &[(&str, Option<&str>)]) {
        for &(text, area) in cases {
            let document = rules().locate(Document::new("test", text, Metadata::default()));
            assert_eq!(document.metadata().ref_area.as_deref(), area, "{text}");
        }
    }

    #[test]
    fn a_line_above_the_text_names_its_body() {
        check(&[
            ("2026年浙江省政府工作报告\n去年生产总值增长5%。", Some("CN-ZJ")),
            (
                "政府工作报告\n——2024年1月9日在湖北省第十四届\n人民代表大会上\n各位代表：",
                Some("CN-HB"),
            ),
            (
                "政府工作报告\n2018年3月5日在第十三届全国人民代表大会第一次会议上\n各位代表：",
                Some("CN"),
            ),
            ("南昌市2023年国民经济和社会发展统计公报\n全年生产总值7200亿元。", Some("360100")),
            ("来源：广西壮族自治区统计局\n生产总值增长5%。", Some("CN-GX")),
            ("国家统计局江西调查总队\n居民收入增长5%。", Some("CN-JX")),
            ("在青田县第十七届人民代表大会第二次会议上\n各位代表：", Some("331121")),
            ("和县2023年国民经济和社会发展统计公报\n生产总值增长5%。", Some("340523")),
            ("江苏省南京市鼓楼区人民法院工作报告\n结案5000件。", Some("320106")),
            ("鼓楼区人民法院工作报告\n结案5000件。", None),
            ("凉山州统计局\n生产总值增长5%。", Some("513400")),
            ("关于海南省2024年预算执行情况的报告\n收入增长5%。", Some("CN-HI")),
        ]);
    }

    #[test]
    fn a_first_sentence_names_its_source() {
        check(&[
            ("海关总署今天发布数据，出口增长5%。", Some("CN")),
            ("记者3月5日从交通运输部获悉，客运量增长5%。", Some("CN")),
            ("据中国物流与采购联合会统计，指数为52.1%。", Some("CN")),
            ("近年来，云南省科技厅推进平台建设，高新技术企业增长5%。", Some("CN-YN")),
            ("据国家税务总局安徽省税务局统计，销售收入增长5%。", Some("CN-AH")),
            ("在今天举行的国新办发布会上，财政部介绍，支出增长5%。", Some("CN")),
        ]);
    }

    #[test]
    fn a_signature_names_its_body() {
        let prose = "全年粮食产量增长2.1%，居民收入稳步提高，各项任务圆满完成，民生支出占比继续提高，经济运行稳中有进。";
        check(&[(
            &format!("情况通报\n{prose}\n{prose}\n河北省统计局\n2024年3月1日"),
            Some("CN-HE"),
        )]);
    }

    #[test]
    fn what_is_no_source_of_the_text_gives_no_area() {
        check(&[
            ("江西铜业股份有限公司2023年年度报告\n营业收入5000亿元。", None),
            ("南昌高新技术产业开发区管理委员会工作报告\n收入增长5%。", None),
            ("3月5日，某企业入选财政部公布的名单，获补助500万元。", None),
            ("江西一季度经济开局良好的背后，企业订单增长5%。", None),
            ("来源：湖南日报\n企业订单增长5%。", None),
            ("新华社北京3月15日电\n企业订单增长5%。", None),
        ]);
    }

    #[test]
    fn a_sidecar_names_the_area_or_the_source() {
        let area = |metadata: Metadata| {
            let document = Document::new("test", "海关总署今天发布数据，出口增长5%。", metadata);
            rules().locate(document).metadata().ref_area.clone()
        };
        let own = Metadata { ref_area: Some("CN-SX".into()), ..Metadata::default() };
        assert_eq!(area(own).as_deref(), Some("CN-SX"));
        let publisher =
            Metadata { publisher: Some("山西省能源局".into()), ..Metadata::default() };
        assert_eq!(area(publisher).as_deref(), Some("CN-SX"));
    }

    #[test]
    fn the_place_of_the_source_is_reported() {
        let text = "福建省商务厅通报\n出口增长5%。";
        let document = rules().locate(Document::new("test", text, Metadata::default()));
        let extraction = rules().extract(&document);
        let report = &extraction.diagnostics[0];
        assert_eq!(
            (report.code, report.severity),
            (figlift_model::DiagnosticCode::AreaFromText, figlift_model::Severity::Info)
        );
        assert_eq!(&document.text()[report.span.range()], "福建省商务厅");
        assert_eq!(extraction.figures[0].area.as_deref(), Some("CN-FJ"));
    }
}
