//! Builds the figures of a sentence from the results of the passes.

use std::collections::HashSet;

use figlift_config::PhraseClass;
use figlift_model::{Action, Basis, ObsStatus, Qualifier, Role, Sign};
use figlift_number::{Exact, Interval};
use figlift_text::{Document, Sentence, Span};
use sha2::{Digest, Sha256};

use super::ties::{drop_means, tie_changes, tie_denominators, tie_restated};
use super::{Deed, Evidence, Figure, Measured};
use crate::attach::Attached;
use crate::claim::node::Node;
use crate::claim::quantity::Quantity;
use crate::claim::related::{Related, Relations, role};
use crate::clause::{Value, Words};
use crate::compile::ruleset::RuleSet;
use crate::phrase::Named;
use crate::reach::{Reached, Said};
use crate::scan::list_place::{ListKind, ListPlace};

/// The value of a quantity, in the unit of its role.
struct StatedValue {
    value: Option<Exact>,
    qualifier: Qualifier,
    bounds: Interval,
    resolution: Option<Exact>,
    unit: String,
}

impl StatedValue {
    /// The same in percent.
    fn in_percent(self) -> StatedValue {
        let times = |value: Option<Exact>| value.map(|value| value * Exact::HUNDRED);
        StatedValue {
            value: times(self.value),
            bounds: self.bounds.scaled(&Exact::HUNDRED),
            resolution: times(self.resolution),
            unit: "%".to_owned(),
            ..self
        }
    }
}

/// Fields that rules or more distant words state, and these words.
struct FurtherFields {
    per: Option<String>,
    basis: Option<Basis>,
    status: Option<ObsStatus>,
    evidence: Evidence,
}

/// The value that a rule set, or else the value that words state, with the words.
fn or_said<T: Clone>(set: Option<&T>, said: Option<&Said<T>>) -> (Option<T>, Option<Span>) {
    match set {
        Some(value) => (Some(value.clone()), None),
        None => (said.map(|said| said.value.clone()), said.map(|said| said.words)),
    }
}

/// A sentence whose figures are built.
pub(crate) struct Context<'a> {
    pub rules: &'a RuleSet,
    pub document: &'a Document,
    pub sentence: &'a Sentence,
    /// Its number in the document.
    number: usize,
    /// Hash of the sentence and of the number of its earlier occurrences in the document.
    hash: Sha256,
    /// Bytes of the text at which its clauses and brackets end.
    clause_ends: Vec<usize>,
    bracket_ends: Vec<usize>,
}

/// The results of the passes for a sentence.
#[derive(Clone, Copy)]
pub(crate) struct Passes<'a, 'r> {
    pub related: &'a Relations,
    /// The quantities in their clauses.
    pub values: &'a [Value<'a, 'r>],
    /// The words for each quantity, by node.
    pub attached: &'a [Option<Attached>],
    /// What each quantity measures, by node.
    pub named: &'a [Option<Named>],
    /// What reaches each quantity, with its node.
    pub reached: &'a [(usize, Reached)],
}

impl<'a> Context<'a> {
    /// The sentence of that number, of which the document has that many earlier occurrences.
    pub(crate) fn new(
        rules: &'a RuleSet,
        document: &'a Document,
        number: usize,
        occurrence: usize,
    ) -> Context<'a> {
        let sentence = &document.sentences()[number];
        let words = &document.reading()[sentence.span.range()];
        let hash = Sha256::new().chain_update(format!("{words}\n{occurrence}\n"));
        let span = document.to_text(sentence.span);
        let text = &document.text()[span.range()];
        let places = |marks: &[char]| {
            text.match_indices(marks).map(|(at, _)| span.start + at).collect::<Vec<_>>()
        };
        Context {
            rules,
            document,
            sentence,
            number,
            hash,
            clause_ends: places(&['，', '；', '。', '、', '\n']),
            bracket_ends: places(&['）', ')', '\n']),
        }
    }

    /// The figures of the sentence with the numbers of their nodes; nodes without an exact value
    /// are left out. `ids` are those of the document's figures so far.
    pub(crate) fn figures(
        &self,
        ids: &mut HashSet<String>,
        passes: Passes<'_, '_>,
    ) -> Vec<(usize, Figure)> {
        let mut figures = Vec::new();
        for (&value, (_, reached)) in passes.values.iter().zip(passes.reached) {
            let figure = self.figure(passes, value, reached);
            figures.extend(figure.map(|figure| (value.at, figure)));
        }
        let related = passes.related;
        for (_, figure) in &mut figures {
            figure.id = unlike(std::mem::take(&mut figure.id), ids);
        }
        tie_changes(related, &mut figures);
        tie_denominators(&mut figures);
        drop_means(&mut figures);
        tie_restated(related, &mut figures);
        figures
    }

    fn figure(
        &self,
        passes: Passes<'_, '_>,
        value: Value<'_, '_>,
        reached: &Reached,
    ) -> Option<Figure> {
        let Value { at, quantity, .. } = value;
        let (node, related) = (&value.scene.nodes[at], &passes.related[at]);
        let named = passes.named[at].as_ref();
        let text_span = |span: Span| self.document.to_text(span);
        let role = role(self.rules, quantity, related);
        let stated = self.stated(quantity, related, role)?;
        let compared = matches!(role, Role::Change | Role::Growth | Role::Multiple);
        let said = self.said(value, related, reached, role);
        let attachment = passes.attached[at].as_ref().map(|attached| attached.by);
        let (area, area_words) = reached.area.clone().unwrap_or_default();
        let upper_mult = quantity.upper.as_ref().map_or(0, |upper| upper.unit_mult);
        let section = self.document.paragraphs()[self.sentence.paragraph].section;
        Some(Figure {
            id: self.id(quantity.span),
            span: text_span(node.span),
            value: stated.value,
            qualifier: stated.qualifier,
            bounds: stated.bounds,
            resolution: stated.resolution,
            unit: stated.unit,
            unit_mult: quantity.number.unit_mult.max(upper_mult),
            classifier: quantity.classifier.clone(),
            per: said.per,
            role,
            change: None,
            alt_of: None,
            repeat_of: None,
            basis: said.basis,
            base_period: reached.base_period.filter(|_| compared),
            indicator: named
                .map(|named| self.measured(&named_in_full(value, &named.noun, reached))),
            area,
            area_words: area_words.map(text_span),
            action: named
                .and_then(|named| named.deed)
                .map(|(words, class)| self.deed(words, class)),
            is_cumulative: named.is_some_and(|named| named.is_cumulative),
            list: self.list(value),
            period: reached.period.map(|(period, source)| (period, Some(source))),
            status: said.status.unwrap_or(ObsStatus::Actual),
            evidence: Evidence { attachment, ..said.evidence },
            section: section.map(|number| text_span(self.document.paragraphs()[number].span)),
            sentence: text_span(self.sentence.span),
            sentence_number: self.number,
            paragraph: self.sentence.paragraph,
            clause_end: self.clause_end(text_span(node.span).end),
            rule: node.rule.as_deref().unwrap_or_default().to_owned(),
            correction: None,
        })
    }

    /// The value and its bounds in the unit of the role, with the sign of the verb; `None` if they
    /// cannot be exact.
    fn stated(&self, quantity: &Quantity, related: &Related, role: Role) -> Option<StatedValue> {
        let (qualifier, bounds) = quantity.bounds(related.qualifier);
        let unit = quantity.unit.clone();
        let mut stated = StatedValue {
            value: quantity.value().cloned(),
            qualifier,
            bounds,
            resolution: quantity.resolution(),
            unit,
        };
        if self.rules.dimension(&quantity.unit) == Some("times") {
            stated.unit = "1".to_owned();
            if role == Role::Growth {
                // 增长3.2倍 is a growth of 320 %.
                stated = stated.in_percent();
            }
        }
        let moves = matches!(role, Role::Change | Role::Growth);
        // 下降-3.2%: a verb does not change the sign of a negative value.
        let moves = moves && !quantity.is_below_zero();
        if quantity.own.sign.or(related.sign.filter(|_| moves)) == Some(Sign::Minus) {
            stated.value = stated.value.map(|value| -value);
            stated.bounds = stated.bounds.negated();
        }
        Some(stated)
    }

    /// Denominator, basis and status: rules take precedence over more distant words.
    fn said(
        &self,
        value: Value<'_, '_>,
        related: &Related,
        reached: &Reached,
        role: Role,
    ) -> FurtherFields {
        let quantity = value.quantity;
        let takes_per = self.takes_per(quantity, role);
        let compared = matches!(role, Role::Change | Role::Growth | Role::Multiple);
        let near = related.per.as_ref().filter(|_| takes_per);
        let (per, per_words) =
            or_said(quantity.own.per.as_ref().or(near), reached.per.as_ref().filter(|_| takes_per));
        // 年均增长8%，汽车产量增长1.7倍、利润翻一番: multiples are of the whole span of years.
        let in_times =
            role == Role::Multiple || self.rules.dimension(&quantity.unit) == Some("times");
        let takes = |basis: &&Said<Basis>| compared && !(in_times && basis.value == Basis::Avg);
        let (basis, basis_words) = or_said(
            related.basis.as_ref().filter(|_| compared),
            reached.basis.as_ref().filter(takes),
        );
        let (status, status_words) = or_said(related.status.as_ref(), reached.status.as_ref());
        let in_text = |words: Option<Span>| words.map(|span| self.document.to_text(span));
        let evidence = Evidence {
            attachment: None,
            period: in_text(reached.period_words),
            basis: in_text(basis_words),
            status: in_text(status_words),
            per: in_text(per_words),
            bound: in_text(quantity.bound_words(related.bound)),
            unit: in_text(quantity.unit_words),
            arrival: in_text(value.arrival()),
            is_bare: value.is_bare(),
            origins: reached.origins,
        };
        FurtherFields { per, basis, status, evidence }
    }

    /// The place of a quantity in a list of values.
    fn list(&self, value: Value<'_, '_>) -> Option<ListPlace> {
        let member = value.list;
        let values = || ListPlace {
            kind: ListKind::Values,
            start: value.scene.nodes[member.first].span.start,
            number: member.number,
            count: member.count,
        };
        let place = value.quantity.row.or_else(|| (member.count > 1).then(values))?;
        Some(ListPlace {
            start: self.document.to_text(Span::new(place.start, place.start)).start,
            ..place
        })
    }

    /// The end of the bracket or clause at a byte of the text.
    fn clause_end(&self, byte: usize) -> usize {
        let is_bracket = self.document.text()[byte..].starts_with(['（', '(']);
        let ends = if is_bracket { &self.bracket_ends } else { &self.clause_ends };
        let next = ends.get(ends.partition_point(|&end| end < byte)).copied();
        next.unwrap_or_else(|| self.document.to_text(self.sentence.span).end.max(byte))
    }

    fn deed(&self, words: Span, class: Option<Action>) -> Deed {
        let verb = &self.document.reading()[words.range()];
        let class = class.filter(|_| !self.rules.segmenter.is(verb, PhraseClass::Flow));
        Deed { words: self.document.to_text(words), class }
    }

    fn measured(&self, runs: &Words) -> Measured {
        let runs: Vec<Span> = runs.iter().map(|&run| self.document.to_text(run)).collect();
        let words = runs.iter().map(|&run| self.document.words(run)).collect();
        Measured { words, span: runs.first().copied().filter(|_| runs.len() == 1) }
    }

    /// A level has a denominator, and so has its change; a share has its own whole.
    fn takes_per(&self, quantity: &Quantity, role: Role) -> bool {
        let own = matches!(self.rules.dimension(&quantity.unit), Some("share" | "points"));
        matches!(role, Role::Level | Role::Change) && !quantity.is_rank() && !own
    }

    fn id(&self, span: Span) -> String {
        let place = span.start - self.sentence.span.start;
        let digest = self.hash.clone().chain_update(place.to_string()).finalize();
        let hex: String = digest.iter().take(5).map(|byte| format!("{byte:02x}")).collect();
        format!("{}#{hex}", self.document.id())
    }
}

/// The words of a noun with the area before it, where that only tells of what kind the things are: 全国重点实验室
/// in the report of a province.
fn named_in_full(value: Value<'_, '_>, noun: &Words, reached: &Reached) -> Words {
    let (scene, mut whole) = (value.scene, noun.clone());
    let own = reached.area.as_ref().and_then(|(_, words)| *words);
    let Some(first) = whole.first_mut() else { return whole };
    let place = scene.nodes.partition_point(|node| node.span.end < first.start);
    let before = scene.nodes.get(place).filter(|node| node.span.end == first.start);
    let is_nation =
        |node: &&Node| node.meaning(scene.rules).is_some_and(|it| it.area.as_deref() == Some("CN"));
    if value.quantity.classifier.is_some()
        && let Some(area) = before.filter(is_nation).filter(|area| own != Some(area.span))
        && let Some((Some(code), _)) = &reached.area
        && code.len() > "CN".len()
    {
        first.start = area.span.start;
    }
    whole
}

/// The id, with a number appended if the document already has that id: the ten hex digits of two
/// figures can be equal, and no text may make a run fail.
fn unlike(id: String, ids: &mut HashSet<String>) -> String {
    let numbered = (2..).map(|number| format!("{id}-{number}"));
    let found = std::iter::once(id.clone()).chain(numbered).find(|id| !ids.contains(id));
    let own = found.unwrap_or(id);
    ids.insert(own.clone());
    own
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn equal_ids_get_numbers() {
        let mut ids = HashSet::new();
        let mut next = || unlike("a#1".to_owned(), &mut ids);
        assert_eq!([next(), next(), next()], ["a#1", "a#1-2", "a#1-3"]);
    }
}
