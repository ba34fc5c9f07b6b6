//! What a text tells twice: paragraphs that are equal to earlier ones, and the figures in them.

use std::collections::hash_map::Entry;
use std::hash::Hasher;

use figlift_model::{
    Action, Basis, ChangeEnd, DiagnosticCode, ObsStatus, Qualifier, Role, Severity,
};
use figlift_number::{Exact, Interval};
use figlift_text::{Diagnostic, Document, Paragraph, ParagraphKind, Period, Span};
use rustc_hash::{FxHashMap, FxHashSet, FxHasher};

use super::collect::Extraction;
use crate::figure::Figure;

/// Shorter paragraphs are often equal without being told twice: headings, lines of a form. In characters.
const SHORTEST: usize = 20;

/// A paragraph that is equal to an earlier one, by number.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Repetition {
    again: usize,
    /// The first that is equal.
    first: usize,
}

/// What a figure says. Equal words say different things under another heading: of another year, or of
/// another area.
#[derive(PartialEq, Eq, Hash)]
struct FigureContent<'f> {
    numbers: (Option<&'f Exact>, &'f Interval, Qualifier),
    units: (&'f str, Option<&'f str>, Option<&'f str>),
    role: (Role, Option<ChangeEnd>),
    compared: (Option<Basis>, Option<Period>),
    measured: (Option<&'f str>, Option<Action>, bool),
    area: Option<&'f str>,
    period: Option<Period>,
    status: ObsStatus,
}

impl<'f> FigureContent<'f> {
    fn by(figure: &'f Figure) -> FigureContent<'f> {
        let words = figure.indicator.as_ref().map(|measured| measured.words.as_str());
        let action = figure.action.and_then(|deed| deed.class);
        FigureContent {
            numbers: (figure.value.as_ref(), &figure.bounds, figure.qualifier),
            units: (&figure.unit, figure.classifier.as_deref(), figure.per.as_deref()),
            role: (figure.role, figure.change.as_ref().map(|(_, end)| *end)),
            compared: (figure.basis, figure.base_period),
            measured: (words, action, figure.is_cumulative),
            area: figure.area.as_deref(),
            period: figure.period.map(|(period, _)| period),
            status: figure.status,
        }
    }
}

impl Figure {
    /// Whether both say the same: value, unit, role, what is measured, area, period and basis.
    pub fn says_the_same(&self, other: &Figure) -> bool {
        FigureContent::by(self) == FigureContent::by(other)
    }
}

impl Extraction {
    /// Links each figure of a paragraph that repeats an earlier one to the figure that it repeats, and
    /// reports these paragraphs.
    pub(super) fn tie_repeated(&mut self, document: &Document) {
        if self.figures.len() < 2 {
            return;
        }
        let repeated = repetitions(document);
        let links = self.links(document, &repeated);
        if links.is_empty() {
            return;
        }
        for (&again, &first) in &links {
            self.figures[again].repeat_of = Some(self.figures[first].id.clone());
        }
        self.keep_whole_changes();
        for run in runs(document, &repeated) {
            self.diagnostics.extend(self.report(document, run));
        }
    }

    /// The numbers of the figures that repeat another, each with that of the first.
    fn links(&self, document: &Document, repeated: &[Repetition]) -> FxHashMap<usize, usize> {
        let mut links = FxHashMap::default();
        let mut known = FxHashMap::default();
        // All that repeat one paragraph follow each other.
        let mut by_first: Vec<Repetition> = repeated.to_vec();
        by_first.sort_unstable_by_key(|one| (one.first, one.again));
        for group in by_first.chunk_by(|a, b| a.first == b.first) {
            known.clear();
            let copies = group.iter().map(|one| one.again);
            for paragraph in std::iter::once(group[0].first).chain(copies) {
                let from = document.paragraphs()[paragraph].span.start;
                for number in self.figures_of(paragraph) {
                    let figure = &self.figures[number];
                    let place = document.to_reading(figure.span.start) - from;
                    match known.entry((place, FigureContent::by(figure))) {
                        Entry::Occupied(first) => drop(links.insert(number, *first.get())),
                        Entry::Vacant(new) => drop(new.insert(number)),
                    }
                }
            }
        }
        links
    }

    /// Takes the link from each end of a change whose other end repeats nothing: a change is repeated as a
    /// whole, or not at all.
    pub fn keep_whole_changes(&mut self) {
        let change = |figure: &Figure| figure.change.as_ref().map(|(id, _)| id.clone());
        let alone = self.figures.iter().filter(|figure| figure.repeat_of.is_none());
        let alone: FxHashSet<String> = alone.filter_map(change).collect();
        for figure in self.figures.iter_mut().filter(|figure| figure.repeat_of.is_some()) {
            let is_alone = change(figure).is_some_and(|change| alone.contains(&change));
            figure.repeat_of.take_if(|_| is_alone);
        }
    }

    /// The numbers of the figures of a paragraph. Figures are in order of paragraphs.
    fn figures_of(&self, paragraph: usize) -> std::ops::Range<usize> {
        let from = self.figures.partition_point(|figure| figure.paragraph < paragraph);
        let own = self.figures[from..].iter().take_while(|figure| figure.paragraph == paragraph);
        from..from + own.count()
    }

    /// The report of paragraphs that follow each other and repeat earlier ones; none if no figure of
    /// theirs is a repetition.
    fn report(&self, document: &Document, run: &[Repetition]) -> Option<Diagnostic> {
        let ([one, ..], [.., last]) = (run, run) else { return None };
        let is_repeated = |number: &usize| self.figures[*number].repeat_of.is_some();
        let figures = run.iter().flat_map(|one| self.figures_of(one.again));
        let count = figures.filter(is_repeated).count();
        let span_of = |number: usize| document.to_text(document.paragraphs()[number].span);
        let place = document.place(span_of(one.first).start);
        let what = match run.len() {
            1 => format!("this paragraph repeats the one at {place}"),
            many => format!("{many} paragraphs repeat earlier ones, the first the one at {place}"),
        };
        let whose = match count {
            0 => return None,
            1 => "its figure counts once".to_owned(),
            _ => format!("{count} figures count once"),
        };
        Some(Diagnostic {
            code: DiagnosticCode::RepeatedText,
            severity: Severity::Info,
            span: Span::new(span_of(one.again).start, span_of(last.again).end),
            message: format!("{what}: {whose}"),
        })
    }
}

/// Paragraphs that repeat an earlier one, in order of the text. Only hashes are kept of the others: a
/// large text is not copied.
fn repetitions(document: &Document) -> Vec<Repetition> {
    let words = |number: usize| &document.reading()[document.paragraphs()[number].span.range()];
    let told = document.paragraphs().iter().enumerate();
    let told = told.filter(|(_, paragraph)| is_told(document, paragraph));
    let mut hashes: Vec<(u64, usize)> =
        told.map(|(number, _)| (hash(words(number)), number)).collect();
    hashes.sort_unstable();
    let mut repeated = Vec::new();
    for alike in hashes.chunk_by(|a, b| a.0 == b.0) {
        for (before, &(_, again)) in alike.iter().enumerate().skip(1) {
            let first = alike[..before].iter().find(|(_, first)| words(*first) == words(again));
            repeated.extend(first.map(|&(_, first)| Repetition { again, first }));
        }
    }
    repeated.sort_unstable();
    repeated
}

/// Whether a paragraph is one that a text could tell twice. Cells of a table are often equal, and what
/// stands around a text states nothing.
fn is_told(document: &Document, paragraph: &Paragraph) -> bool {
    let words = &document.reading()[paragraph.span.range()];
    paragraph.kind == ParagraphKind::Running && words.chars().nth(SHORTEST - 1).is_some()
}

fn hash(words: &str) -> u64 {
    let mut hasher = FxHasher::default();
    hasher.write(words.as_bytes());
    hasher.finish()
}

/// Repetitions with nothing between them that is told for the first time.
fn runs<'r>(
    document: &Document,
    repeated: &'r [Repetition],
) -> impl Iterator<Item = &'r [Repetition]> {
    repeated.chunk_by(|one, next| {
        let between = &document.paragraphs()[one.again + 1..next.again];
        !between.iter().any(|paragraph| is_told(document, paragraph))
    })
}

#[cfg(test)]
mod tests {
    use figlift_text::Metadata;

    use super::*;
    use crate::sample::rules;

    const GROWTH: &str = "全省高新技术企业营业收入增长4.1%，企业由2138家增加到6669家。";
    const SHARE: &str = "全省科技进步贡献率为62.5%，按可比口径计算比上年有所提高。";

    /// Each figure with the number of the one that it repeats, and the reports.
    fn told(text: &str) -> (Vec<(String, Option<usize>)>, Vec<String>) {
        let document = Document::new("case", text, Metadata::default());
        let Extraction { figures, diagnostics, .. } = rules().extract(&document);
        let number = |id: &String| figures.iter().position(|other| other.id == *id);
        let told = figures.iter().map(|figure| {
            let surface = text[figure.span.range()].to_owned();
            (surface, figure.repeat_of.as_ref().and_then(number))
        });
        let reports =
            diagnostics.into_iter().filter(|one| one.code == DiagnosticCode::RepeatedText);
        (told.collect(), reports.map(|one| one.message).collect())
    }

    fn firsts(text: &str) -> Vec<Option<usize>> {
        told(text).0.into_iter().map(|(_, first)| first).collect()
    }

    #[test]
    fn all_that_is_told_again_refers_to_the_first() {
        let (figures, reports) = told(&format!("{GROWTH}\n{SHARE}\n{GROWTH}\n　　{GROWTH}\n"));
        let all: Vec<_> = figures.iter().map(|(words, first)| (words.as_str(), *first)).collect();
        let [growth, from, to] = ["4.1%", "2138家", "6669家"];
        let first = [(growth, None), (from, None), (to, None), ("62.5%", None)];
        let again = [(growth, Some(0)), (from, Some(1)), (to, Some(2))];
        assert_eq!(all, [&first[..], &again, &again].concat());
        let expected =
            "2 paragraphs repeat earlier ones, the first the one at 1:1: 6 figures count once";
        assert_eq!(reports, [expected]);
    }

    #[test]
    fn places_are_those_of_the_reading() {
        let wide = GROWTH.replace("4.1", "４．１");
        assert_eq!(
            firsts(&format!("{GROWTH}\n{wide}")),
            [None, None, None, Some(0), Some(1), Some(2)]
        );
    }

    #[test]
    fn another_text_between_parts_the_reports() {
        let (_, reports) = told(&format!("{SHARE}\n{GROWTH}\n{SHARE}\n小标题\n{GROWTH}"));
        assert_eq!(
            reports,
            ["2 paragraphs repeat earlier ones, the first the one at 1:1: 4 figures count once"]
        );
        let other = GROWTH.replace('4', "5");
        let (_, reports) = told(&format!("{SHARE}\n{GROWTH}\n{SHARE}\n{other}\n{GROWTH}"));
        let expected = [
            "this paragraph repeats the one at 1:1: its figure counts once",
            "this paragraph repeats the one at 2:1: 3 figures count once",
        ];
        assert_eq!(reports, expected);
    }

    /// The third says what the second says, and not what the first does.
    #[test]
    fn equal_words_of_another_year_are_no_repetition() {
        let text = format!("一、2022年\n{SHARE}\n二、2023年\n{SHARE}\n{SHARE}");
        assert_eq!(firsts(&text), [None, None, Some(1)]);
        let text = format!("一、2022年\n{SHARE}\n二、2022年\n{SHARE}");
        assert_eq!(firsts(&text), [None, Some(0)]);
    }

    /// The former value has a year of its own, the later one that of the heading.
    #[test]
    fn a_change_is_repeated_as_a_whole() {
        let change = "全省高新技术企业由2015年的2138家增加到6669家，增长较快。";
        assert_eq!(firsts(&format!("{change}\n{change}")), [None, None, Some(0), Some(1)]);
        assert_eq!(firsts(&format!("一、2022年\n{change}\n二、2023年\n{change}")), [None; 4]);
    }

    #[test]
    fn short_paragraphs_and_those_without_figures_are_not_told_twice() {
        let (figures, reports) = told("企业12家。\n企业12家。");
        assert_eq!(figures.iter().filter(|(_, first)| first.is_some()).count(), 0);
        assert_eq!(reports, [""; 0]);
        let plain = "各地各部门要认真抓好贯彻落实，确保各项任务按期完成。";
        assert_eq!(told(&format!("{SHARE}\n{plain}\n{plain}\n企业12家。")).1, [""; 0]);
        let at = |count: usize| format!("{}12家", "企".repeat(count - 3));
        assert_eq!(firsts(&format!("{}\n{}", at(19), at(19))), [None, None]);
        assert_eq!(firsts(&format!("{}\n{}", at(20), at(20))), [None, Some(0)]);
    }
}
