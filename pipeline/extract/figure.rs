//! Figures: quantities with all that was found out about them.

use std::collections::HashSet;

use figlift_model::{ChangeEnd, PeriodSource, Qualifier, Role};
use figlift_text::{Document, Period, Sentence, Span};
use sha2::{Digest, Sha256};

use crate::attribute::Words;
use crate::claim::{Kind, Node};
use crate::quantity::{Bounds, Quantity};
use crate::reach::{Reached, Said};
use crate::relate::Related;
use crate::{Exact, RuleSet};

/// One value stated in a text. Spans are of the document's text.
#[derive(Clone, Debug)]
pub struct Figure {
    /// Name, which an edit elsewhere in the document does not change.
    pub id: String,
    /// Number, multiplier, unit and the marks grown onto them.
    pub span: Span,
    /// The number stated, in `unit`; `None` for a range or an indefinite number.
    pub value: Option<Exact>,
    /// What the wording makes of it.
    pub qualifier: Qualifier,
    /// The values that the wording allows.
    pub bounds: Bounds,
    /// Half a unit of the last digit stated.
    pub resolution: Option<Exact>,
    /// Canonical unit.
    pub unit: String,
    /// Power of ten that the text uses.
    pub unit_mult: i16,
    /// Measure word of a count.
    pub classifier: Option<String>,
    /// Denominator.
    pub per: Option<String>,
    /// What the value is.
    pub role: Role,
    /// The change that it is one end of: its id, and which end.
    pub change: Option<(String, ChangeEnd)>,
    /// The figure that it restates in another unit.
    pub alt_of: Option<String>,
    /// What a change is compared with.
    pub basis: Option<String>,
    /// The period compared with.
    pub base_period: Option<Period>,
    /// The words that say what is measured.
    pub indicator: Option<Measured>,
    /// Code of the area observed.
    pub area: Option<String>,
    /// The words that name the area.
    pub area_words: Option<Span>,
    /// The period observed, and where in the text it comes from; a corrected one does not.
    pub period: Option<(Period, Option<PeriodSource>)>,
    /// SDMX observation status.
    pub status: String,
    /// The words that some fields come from.
    pub evidence: Evidence,
    /// Heading above the sentence.
    pub section: Option<Span>,
    /// The sentence.
    pub sentence: Span,
    /// Id of the rule that read it.
    pub rule: String,
    /// Whose error was corrected in it, and why. The extractor itself corrects nothing.
    pub correction: Option<String>,
}

/// The words that fields come from which words further off say. Fields that rules set have their
/// evidence in the match of the rule.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Evidence {
    /// The words that name the period.
    pub period: Option<Span>,
    /// The words that state the basis.
    pub basis: Option<Span>,
    /// The words that make it a forecast, a target or provisional.
    pub status: Option<Span>,
    /// The words that name the denominator.
    pub per: Option<Span>,
}

/// The words that say what is measured.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Measured {
    /// The words.
    pub words: String,
    /// Where they stand, where they are one run of the text.
    pub span: Option<Span>,
}

/// The value that a quantity states, in the unit of its role.
struct Stated {
    value: Option<Exact>,
    qualifier: Qualifier,
    bounds: Bounds,
    resolution: Option<Exact>,
    unit: String,
}

impl Stated {
    /// The same, a hundred times as much, in percent.
    fn in_percent(self) -> Option<Stated> {
        let hundred = Exact::whole(100);
        let times = |value: Option<Exact>| value.and_then(|value| value.times(hundred));
        Some(Stated {
            value: times(self.value),
            bounds: self.bounds.times(hundred)?,
            resolution: times(self.resolution),
            unit: "%".to_owned(),
            ..self
        })
    }
}

/// Fields that rules or words further off say, and the words.
struct SaidFields {
    per: Option<String>,
    basis: Option<String>,
    status: Option<String>,
    evidence: Evidence,
}

/// What a rule set, or else what words say, and these.
fn or_said(set: Option<&String>, said: Option<&Said<String>>) -> (Option<String>, Option<Span>) {
    match set {
        Some(value) => (Some(value.clone()), None),
        None => (said.map(|said| said.value.clone()), said.map(|said| said.words)),
    }
}

/// What is known of a sentence whose figures are made.
pub(crate) struct Context<'a> {
    pub rules: &'a RuleSet,
    pub document: &'a Document,
    pub sentence: &'a Sentence,
    /// Hash of the sentence and of how often it stood in the document before.
    hash: Sha256,
}

impl<'a> Context<'a> {
    /// What is known of a sentence that has stood in the document so many times before.
    pub(crate) fn new(
        rules: &'a RuleSet,
        document: &'a Document,
        sentence: &'a Sentence,
        occurrence: usize,
    ) -> Context<'a> {
        let words = &document.reading()[sentence.span.range()];
        let hash = Sha256::new().chain_update(format!("{words}\n{occurrence}\n"));
        Context { rules, document, sentence, hash }
    }

    /// The figures of the sentence with the numbers of their nodes; nodes whose value cannot be
    /// held are left out. `ids` are those of the document's figures so far.
    pub(crate) fn figures(
        &self,
        ids: &mut HashSet<String>,
        nodes: &[Node],
        related: &[Related],
        words: &[Option<Words>],
        reached: &[Reached],
    ) -> Vec<(usize, Figure)> {
        let mut figures = Vec::new();
        for (at, node) in nodes.iter().enumerate() {
            if let Kind::Quantity(quantity) = &node.kind {
                let figure =
                    self.figure(node, quantity, &related[at], words[at].as_ref(), &reached[at]);
                figures.extend(figure.map(|figure| (at, figure)));
            }
        }
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
        node: &Node,
        quantity: &Quantity,
        related: &Related,
        words: Option<&Words>,
        reached: &Reached,
    ) -> Option<Figure> {
        let text_span = |span: Span| self.document.to_text(span);
        let role = self.role(quantity, related);
        let stated = self.stated(quantity, related, role)?;
        let compared = matches!(role, Role::Change | Role::Growth | Role::Multiple);
        let said = self.said(quantity, related, reached, role);
        let (area, area_words) = reached.area.clone().unwrap_or_default();
        let upper_mult = quantity.upper.map_or(0, |upper| upper.unit_mult);
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
            basis: said.basis,
            base_period: reached.base_period.filter(|_| compared && related.basis.is_none()),
            indicator: words.map(|runs| self.measured(runs)),
            area,
            area_words: area_words.map(text_span),
            period: reached.period.map(|(period, source)| (period, Some(source))),
            status: said.status.unwrap_or_else(|| "A".to_owned()),
            evidence: said.evidence,
            section: section.map(|number| text_span(self.document.paragraphs()[number].span)),
            sentence: text_span(self.sentence.span),
            rule: node.rule.as_deref().unwrap_or_default().to_owned(),
            correction: None,
        })
    }

    /// The value and its bounds in the unit of the role, with the sign of the verb; `None` where they
    /// cannot be held.
    fn stated(&self, quantity: &Quantity, related: &Related, role: Role) -> Option<Stated> {
        let (qualifier, bounds) = quantity.bounds(related.qualifier);
        let unit = quantity.unit.clone();
        let mut stated = Stated {
            value: quantity.value(),
            qualifier,
            bounds,
            resolution: quantity.resolution(),
            unit,
        };
        if self.rules.dimension(&quantity.unit) == Some("times") {
            stated.unit = "1".to_owned();
            if role == Role::Growth {
                // 增长3.2倍 is a growth of 320 %.
                stated = stated.in_percent()?;
            }
        }
        let moves = matches!(role, Role::Change | Role::Growth);
        // 下降-3.2%: what is below zero already is not turned round by its verb.
        let moves = moves && !quantity.is_below_zero();
        if quantity.own.negative.unwrap_or(moves && related.negative.unwrap_or(false)) {
            stated.value = stated.value.map(|value| -value);
            stated.bounds = stated.bounds.negated();
        }
        Some(stated)
    }

    /// Denominator, basis and status: what a rule sets on the quantity goes before what words further
    /// off say of it.
    fn said(
        &self,
        quantity: &Quantity,
        related: &Related,
        reached: &Reached,
        role: Role,
    ) -> SaidFields {
        let takes_per = self.takes_per(quantity, role);
        let compared = matches!(role, Role::Change | Role::Growth | Role::Multiple);
        let near = related.per.as_ref().filter(|_| takes_per);
        let (per, per_words) =
            or_said(quantity.own.per.as_ref().or(near), reached.per.as_ref().filter(|_| takes_per));
        // 年均增长8%，汽车产量增长1.7倍、利润翻一番: by how many times is said of all the years.
        let in_times =
            role == Role::Multiple || self.rules.dimension(&quantity.unit) == Some("times");
        let takes = |basis: &&Said<String>| compared && !(in_times && basis.value == "avg");
        let (basis, basis_words) = or_said(
            related.basis.as_ref().filter(|_| compared),
            reached.basis.as_ref().filter(takes),
        );
        let (status, status_words) = or_said(related.status.as_ref(), reached.status.as_ref());
        let in_text = |words: Option<Span>| words.map(|span| self.document.to_text(span));
        let evidence = Evidence {
            period: in_text(reached.period_words),
            basis: in_text(basis_words),
            status: in_text(status_words),
            per: in_text(per_words),
        };
        SaidFields { per, basis, status, evidence }
    }

    fn measured(&self, runs: &Words) -> Measured {
        let runs: Vec<Span> = runs.iter().map(|&run| self.document.to_text(run)).collect();
        let words = runs.iter().map(|run| &self.document.text()[run.range()]).collect();
        Measured { words, span: runs.first().copied().filter(|_| runs.len() == 1) }
    }

    fn role(&self, quantity: &Quantity, related: &Related) -> Role {
        let stated = quantity.own.role.as_deref().or(related.role.as_deref());
        stated.and_then(Role::named).unwrap_or_else(|| match self.rules.dimension(&quantity.unit) {
            Some("rank") => Role::Rank,
            Some("points") => Role::Change,
            Some("times") => Role::Multiple,
            _ => Role::Level,
        })
    }

    /// How much there is has a denominator, and so has how much more; a share has its own.
    fn takes_per(&self, quantity: &Quantity, role: Role) -> bool {
        let own = matches!(self.rules.dimension(&quantity.unit), Some("share" | "points"));
        matches!(role, Role::Level | Role::Change) && quantity.unit != "rank" && !own
    }

    fn id(&self, span: Span) -> String {
        let place = span.start - self.sentence.span.start;
        let digest = self.hash.clone().chain_update(place.to_string()).finalize();
        let hex: String = digest.iter().take(5).map(|byte| format!("{byte:02x}")).collect();
        format!("{}#{hex}", self.document.id())
    }
}

/// Ties the two ends of each change by one id.
fn tie_changes(related: &[Related], figures: &mut [(usize, Figure)]) {
    for number in 0..figures.len() {
        let at = figures[number].0;
        let Some((ChangeEnd::From, to)) = related[at].change else { continue };
        let Ok(other) = figures.binary_search_by_key(&to, |(node, _)| *node) else { continue };
        let to_hash = figures[other].1.id.rsplit('#').next().unwrap_or_default().to_owned();
        let id = format!("{}-{to_hash}", figures[number].1.id);
        figures[number].1.change = Some((id.clone(), ChangeEnd::From));
        figures[other].1.change = Some((id, ChangeEnd::To));
        share_denominator(figures, number, other);
        share_denominator(figures, other, number);
    }
}

/// Gives a figure of the same unit the denominator that another one states: 每千人床位由7.2张增加到7.4张,
/// 由796元提高至842元/月.
fn share_denominator(figures: &mut [(usize, Figure)], from: usize, to: usize) {
    let (first, other) = (&figures[from].1, &figures[to].1);
    if other.per.is_none() && (&first.unit, &first.classifier) == (&other.unit, &other.classifier) {
        let (per, words) = (first.per.clone(), first.evidence.per);
        (figures[to].1.per, figures[to].1.evidence.per) = (per, words);
    }
}

/// What goes on speaking of the same amount has its denominator: 人均生产总值突破5万元，达到51236元.
fn tie_denominators(figures: &mut [(usize, Figure)]) {
    for next in 1..figures.len() {
        let (one, other) = (&figures[next - 1].1, &figures[next].1);
        let same = one.indicator == other.indicator && one.indicator.is_some();
        if same && [one.role, other.role] == [Role::Level; 2] {
            share_denominator(figures, next - 1, next);
        }
    }
}

/// 年均 is not said of the difference between two values stated since: 年均增长7%，由18亿元增加到26亿元，净增8亿元.
fn drop_means(figures: &mut [(usize, Figure)]) {
    let mut end_of_change = 0;
    for (_, figure) in figures {
        if figure.change.is_some() {
            end_of_change = figure.span.end;
        }
        let mean = figure.evidence.basis.filter(|_| figure.basis.as_deref() == Some("avg"));
        let is_former = mean.is_some_and(|words| words.end <= end_of_change);
        if is_former && figure.role == Role::Change {
            (figure.basis, figure.evidence.basis) = (None, None);
        }
    }
}

/// Names, for each figure that restates another in another unit, that other.
fn tie_restated(related: &[Related], figures: &mut [(usize, Figure)]) {
    for number in 0..figures.len() {
        let Some(first) = related[figures[number].0].restates else { continue };
        if let Ok(first) = figures.binary_search_by_key(&first, |(node, _)| *node) {
            figures[number].1.alt_of = Some(figures[first].1.id.clone());
        }
    }
}

/// The id, or where the document has one like it already the id with a number behind it. Ten hex
/// digits of two figures can be alike, and a text must not make a run fail.
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
    fn ids_that_are_alike_are_told_apart() {
        let mut ids = HashSet::new();
        let mut next = || unlike("a#1".to_owned(), &mut ids);
        assert_eq!([next(), next(), next()], ["a#1", "a#1-2", "a#1-3"]);
    }
}
