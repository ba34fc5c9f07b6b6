//! Fourth pass: how far words reach. Periods are carried over sentence, paragraph and heading;
//! bases, status words and areas to the end of their sentence or statement.

mod base;
mod reached;
mod scene;
mod section;

use std::collections::{BTreeMap, BTreeSet};

use figlift_config::{PeriodKind, Reach};
use figlift_model::{Basis, ObsStatus, PeriodSource};
use figlift_text::{Document, Freq, Period, Sentence, Span};

use crate::claim::node::{Node, NodeKind};
use crate::claim::related::{Related, Relations};
use crate::compile::pattern::Symbol;
use crate::compile::ruleset::RuleSet;
use crate::compile::vocabulary::Meaning;

use base::Base;
use scene::Scene;
use section::Sections;

pub(crate) use reached::{Reached, Said};

/// Paragraphs of a text that speaks of one time throughout: an item of news.
const SHORT: usize = 20;

/// What is carried from sentence to sentence.
#[derive(Debug)]
pub(crate) struct Carrier {
    /// Number of the paragraph that it holds for.
    paragraph: usize,
    /// Spoken of earlier in the paragraph.
    carried: Option<Said<Period>>,
    /// Whether the paragraph has stated neither a value nor a time yet: 各位代表！
    opens: bool,
    /// Whether the paragraph has stated no value yet: 2025年是收官之年。五年来，….
    silent: bool,
    /// What was carried before the first of the points that sentences of the paragraph open with:
    /// 一是…。二是….
    before_points: Option<Option<Said<Period>>>,
    /// Spoken of last in the document.
    last: Option<Said<Period>>,
    /// A basis that holds for the paragraph: 从同比看.
    basis: Option<Base>,
    sections: Sections,
}

/// What holds at one place of a sentence.
#[derive(Clone, Debug, Default)]
struct State {
    /// The periods of the sentence, in order.
    named: Vec<Said<Period>>,
    stated: Option<Said<Period>>,
    in_sentence: Option<Said<Period>>,
    /// The time named last, be it of one quantity alone.
    near: Option<Period>,
    /// Whether the time spoken of last cannot be told: 五年来, in a text without a date.
    untold: bool,
    /// What was spoken of before the first of the points of the sentence: …：一是…；二是….
    before_points: Option<Option<Said<Period>>>,
    /// Whether the time spoken of last is only that of its sentence: 产值近三年年均增长9%.
    passing: bool,
    outside: Option<Outside>,
    /// What held before a clause that only adds the value of a time before: …，2020年为5.2%，….
    former: Option<Outside>,
    /// What held before a time within it that 其中 leads to: 上半年…，其中6月份….
    among: Option<Outside>,
    /// Whether a value has been stated.
    states: bool,
    /// Whether a clause of the sentence has ended.
    goes_on: bool,
    /// Periods that belong to one quantity alone, by node.
    own: BTreeMap<usize, Said<Period>>,
    basis: Option<Base>,
    /// The basis that held before a clause about the rate: 同比下降2.8%，降幅比上月扩大1个百分点.
    before_rate: Option<Option<Base>>,
    status: Option<(Said<ObsStatus>, Reach)>,
    area: Option<(Option<String>, Option<Span>)>,
    per: Option<Said<String>>,
}

/// What held before a bracket, and does again behind it: …（2020年为5.2%），….
#[derive(Clone, Debug)]
struct Outside {
    stated: Option<Said<Period>>,
    in_sentence: Option<Said<Period>>,
    near: Option<Period>,
    status: Option<(Said<ObsStatus>, Reach)>,
}

impl Outside {
    fn of(state: &State) -> Outside {
        let State { stated, in_sentence, near, status, .. } = state;
        Outside { stated: *stated, in_sentence: *in_sentence, near: *near, status: *status }
    }

    /// Lets it hold again. A bracket before any value may say of what time the values are.
    fn resume(self, state: &mut State) {
        state.status = self.status;
        if state.states {
            (state.stated, state.in_sentence) = (self.stated, self.in_sentence);
            state.near = self.near;
        }
    }
}

impl Carrier {
    pub(crate) fn new() -> Carrier {
        Carrier {
            paragraph: usize::MAX,
            carried: None,
            before_points: None,
            opens: true,
            silent: true,
            last: None,
            basis: None,
            sections: Sections::default(),
        }
    }

    /// What reaches each quantity of the next sentence, with its node.
    pub(crate) fn reach(
        &mut self,
        rules: &RuleSet,
        document: &Document,
        sentence: &Sentence,
        nodes: &[Node],
        related: &Relations,
    ) -> Vec<(usize, Reached)> {
        if self.paragraph != sentence.paragraph {
            self.paragraph = sentence.paragraph;
            (self.carried, self.basis, self.opens) = (None, None, true);
            (self.before_points, self.silent) = (None, true);
            let paragraph = &document.paragraphs()[sentence.paragraph];
            if paragraph.heading {
                self.sections.end(&document.reading()[paragraph.span.range()]);
            }
        }
        if nodes.first().is_some_and(Node::is_enumerator) {
            self.carried = *self.before_points.get_or_insert(self.carried);
        }
        let owned: BTreeSet<usize> = related.iter().filter_map(|related| related.period).collect();
        let heading = document.paragraphs()[sentence.paragraph].heading;
        let scene = Scene { rules, document, nodes, related, owned: &owned, heading };
        let mut state = State { basis: self.basis.clone(), ..State::default() };
        let mut reached = Vec::new();
        for (at, node) in nodes.iter().enumerate() {
            self.pass(scene, at, &mut state);
            state.states |= node.is_quantity();
            if node.is_quantity() {
                reached.push((at, self.at(scene, at, &state)));
            }
        }
        // A line may end without a mark.
        for outside in [state.former.take(), state.among.take()].into_iter().flatten() {
            outside.resume(&mut state);
        }
        let states = nodes.iter().any(Node::is_quantity);
        if self.opens {
            self.sections.turn(opening(sentence, &state.named), states);
        }
        if self.silent && !self.opens {
            self.sections.turn(opening(sentence, &state.named), true);
        }
        self.silent &= !states;
        if !heading && (states || !state.named.is_empty()) {
            self.sections.open(document, opening(sentence, &state.named));
        }
        self.opens &= state.named.is_empty() && !states;
        self.leave(scene, sentence, &state);
        reached
    }

    fn leave(&mut self, scene: Scene<'_, '_>, sentence: &Sentence, state: &State) {
        let spoken = state.stated.or(state.in_sentence);
        let paragraph = &scene.document.paragraphs()[sentence.paragraph];
        let text = &scene.document.reading()[paragraph.span.range()];
        if paragraph.heading || section::is_appendix(scene.rules, text, scene.nodes) {
            self.sections.head(scene.rules, scene.document, paragraph, scene.nodes, &state.named);
            return;
        }
        let sentence_text = &scene.document.reading()[sentence.span.range()];
        let aims = scene.nodes.iter().find(|node| node.is(scene.rules.policy.aims));
        let aims = aims.map(|node| node.span);
        if section::leads_in(text, scene.nodes) {
            self.sections.lead_in(scene.document, state.named.first().copied(), aims);
        } else if sentence.span.end == paragraph.span.end
            && section::leads_on(sentence_text, scene.nodes)
        {
            let spoken = spoken.or(self.carried).filter(|said| section::is_of_years(said.value));
            self.sections.lead_in(scene.document, spoken, aims);
        }
        let leads = |related: &Related| related.status.is_some() && related.reach.is_some();
        if let Some(at) = scene.related.iter().position(leads) {
            let spoken = spoken.or(self.carried);
            self.sections.aim(scene.document, scene.nodes[at].span, spoken);
        }
        let spoken = spoken.filter(|said| !state.passing && !self.is_event(scene, sentence, said));
        self.carried = spoken.or(self.carried.filter(|_| !state.untold));
        self.last = spoken.or(self.last);
    }

    /// Whether a sentence only tells what came to pass on a day or in a month of the time spoken of,
    /// and states no value: 继…之后，1999年12月恢复行使主权.
    fn is_event(&self, scene: Scene<'_, '_>, sentence: &Sentence, said: &Said<Period>) -> bool {
        let short = said.value.freq().is_some_and(|freq| freq >= Freq::Month);
        let opens = said.words.start == sentence.span.start;
        let wider = self.carried.or(self.sections.said()).is_some_and(|wider| {
            wider.value.first() <= said.value.first() && said.value.last() <= wider.value.last()
        });
        let day = said.value.freq() == Some(Freq::Day);
        let states = scene.nodes.iter().any(Node::is_quantity);
        short && wider && (day || !opens) && !states
    }

    fn pass(&mut self, scene: Scene<'_, '_>, at: usize, state: &mut State) {
        let node = &scene.nodes[at];
        let policy = &scene.rules.policy;
        if node.is(policy.clause_end) {
            state.in_sentence = state.stated.take().or(state.in_sentence);
            state.goes_on = true;
            state.basis = state.before_rate.take().unwrap_or(state.basis.take());
            if node.is_any(&[policy.comma, policy.statement_end])
                && let Some(outside) = state.former.take()
            {
                outside.resume(state);
            }
            // 人均收入，由…增加到…: the clause goes on with what it began.
            // 人均标准提高5元，达到94元: so does one that only tells what it has come to.
            let goes_on = scene.nodes.get(at + 1).is_some_and(|next| next.is(policy.from))
                || node.is(policy.comma) && scene.comes_to(at + 1)
                || scene.states_former(at + 1);
            state.per = state.per.take().filter(|_| goes_on);
        }
        if node.is(policy.rate_noun) && state.basis.is_some() {
            state.before_rate.get_or_insert(state.basis.clone());
        }
        if node.is(policy.bracket_open) {
            state.outside = Some(Outside::of(state));
        }
        if node.is(policy.bracket_close)
            && let Some(outside) = state.outside.take()
        {
            outside.resume(state);
        }
        if node.is(policy.statement_end) {
            if let Some(outside) = state.among.take() {
                outside.resume(state);
            }
            state.status = state.status.take().filter(|(_, reach)| *reach != Reach::Statement);
        }
        if node.is_enumerator() {
            let spoken = state.stated.take().or(state.in_sentence);
            state.in_sentence = *state.before_points.get_or_insert(spoken);
            state.untold = false;
        }
        if let NodeKind::Period(_) = &node.kind {
            self.pass_period(scene, at, state);
        }
        if scene.related[at].untold {
            (state.stated, state.in_sentence, state.untold) = (None, None, true);
        }
        if let Some(meaning) = node.meaning(scene.rules) {
            speak(scene, at, meaning, state);
        }
        if !matches!(node.kind, NodeKind::Quantity(_) | NodeKind::Period(_)) {
            self.pass_related(scene, at, state);
        }
    }

    fn pass_period(&self, scene: Scene<'_, '_>, at: usize, state: &mut State) {
        let node = &scene.nodes[at];
        let NodeKind::Period(reading) = &node.kind else { return };
        // A heading that names a plan leads to its years, whatever it says of them.
        if scene.related[at].aside && !scene.heading {
            return;
        }
        let before = state.stated.or(state.in_sentence).or(self.carried);
        let before = before.map(|said| said.value).or(self.sections.period());
        let metadata = scene.document.metadata();
        let of_short = self.last_of_short(scene, state).filter(|_| reading.counts_from_carried());
        let near = state.near.or(before).or(of_short.map(|said| said.value));
        let period = reading.resolve(metadata, near);
        let onward = scene.is_onward(at);
        let period = if onward { period.map(|from| since(scene.document, from)) } else { period };
        let said = period.map(|value| Said { value, words: node.span });
        let spoken = before.or(scene.document.metadata().period);
        let within = |spoken: Period| {
            period.is_some_and(|p| spoken.first() <= p.first() && p.last() <= spoken.last())
        };
        if spoken.is_some_and(within) && state.among.is_none() && scene.is_among(at) {
            state.among = Some(Outside::of(state));
        }
        let is_former =
            period.is_some_and(|period| spoken.is_none_or(|spoken| period.last() < spoken.first()));
        if is_former && state.former.is_none() && scene.states_former(at) {
            state.former = Some(Outside::of(state));
            // 利润18亿元，上年同期15亿元，增长20%.
            if reading.kind == PeriodKind::YearBefore {
                let basis = Said { value: Basis::Yoy, words: node.span };
                state.basis = Some(Base::Word(basis));
            }
        }
        if let Some(value) = reading.status {
            let status = Said { value, words: node.span };
            state.status = Some((status, Reach::Sentence));
        }
        if let Some(value) = scene.related[at].basis {
            let basis = Said { value, words: node.span };
            state.basis = Some(Base::Period(basis, period));
        }
        let is_first = state.near.is_none();
        if scene.related[at].basis.is_none() {
            state.near = period.or(state.near);
        }
        if scene.owned.contains(&at) {
            state.own.extend(said.map(|said| (at, said)));
        } else if scene.related[at].basis.is_none() {
            state.named.extend(said);
            let untold = period.is_none() && reading.names_a_period();
            if untold {
                (state.stated, state.in_sentence) = (None, None);
            }
            state.untold = untold || state.untold && period.is_none();
            state.stated = said.or(state.stated);
            let within = reading.kind == PeriodKind::LastYears && scene.is_within(at);
            let began = onward && !period.is_some_and(|period| is_current(scene.document, period));
            state.passing = within || began || is_first && is_further_aim(scene, at, state);
            // 比上月…，1—5月…: months taken together are not compared with the month before.
            let holds = |base: &Base| !(reading.is_cumulative() && base.is_of_period_before());
            state.basis = state.basis.take().filter(holds).or(self.basis.clone());
        }
    }

    /// What rules say by words that are neither a quantity nor a period: it holds from there on.
    fn pass_related(&mut self, scene: Scene<'_, '_>, at: usize, state: &mut State) {
        let (node, related) = (&scene.nodes[at], &scene.related[at]);
        let words = node.span;
        if let Some(value) = related.status {
            let reach = related.reach.unwrap_or(Reach::Statement);
            state.status = Some((Said { value, words }, reach));
        }
        if let Some(value) = related.basis {
            state.basis = Some(Base::Word(Said { value, words }));
            if related.reach == Some(Reach::Paragraph) {
                self.basis.clone_from(&state.basis);
            }
        }
    }

    fn at(&self, scene: Scene<'_, '_>, at: usize, state: &State) -> Reached {
        let metadata = scene.document.metadata();
        let own = scene.related[at].period.and_then(|period| state.own.get(&period)).copied();
        let from = |said: Option<Said<Period>>, source: PeriodSource| Some((said?, source));
        let further = |said: Option<Said<Period>>| said.filter(|_| !state.untold);
        let period = from(own.or(state.stated), PeriodSource::Stated)
            .or(from(state.in_sentence.or(further(self.carried)), PeriodSource::Carried))
            .or(from(further(self.sections.said()), PeriodSource::Heading));
        let words = period.map(|(said, _)| said.words);
        let period = (period.map(|(said, source)| (said.value, source)))
            .or(metadata.period.map(|period| (period, PeriodSource::Document)));
        // 主要考虑是：2020年增长5%: among aims, what has been.
        let gone =
            |said: Said<Period>| metadata.date.is_some_and(|date| said.value.last() < date.first());
        let holds = |reach: Reach| reach != Reach::Sentence || !state.stated.is_some_and(gone);
        let status = state
            .status
            .as_ref()
            .filter(|(said, reach)| said.value != ObsStatus::Target || holds(*reach));
        let stated = status.map(|(said, _)| *said);
        let status = stated
            .or_else(|| heading_aims(scene, state))
            .or_else(|| self.aimed_at(scene.document, period, words));
        let last = self.last_of_short(scene, state).filter(|_| period.is_none());
        let period = period.or(last.map(|said| (said.value, PeriodSource::Carried)));
        let period_words = words.or(last.map(|said| said.words));
        // 北京、上海分别增长5%、6%: each of its own.
        let named = scene.related[at].area.map(|area| &scene.nodes[area]);
        let code = |area: &Node| area.meaning(scene.rules).and_then(|said| said.area.clone());
        let area = named.map(|area| (code(area), Some(area.span))).or_else(|| state.area.clone());
        let (basis, base_period) = match &state.basis {
            Some(base) => base.of(period.map(|(period, _)| period)),
            None => (None, None),
        };
        Reached {
            period,
            period_words,
            basis,
            base_period,
            status,
            area: Some(area.unwrap_or((metadata.ref_area.clone(), None))),
            per: state.per.clone(),
        }
    }

    /// The time named last in a short text, which names it once and goes on speaking of it. A term by
    /// which something is to be done, and a day from which it holds, are only of their paragraphs.
    fn last_of_short(&self, scene: Scene<'_, '_>, state: &State) -> Option<Said<Period>> {
        let is_short = scene.document.paragraphs().len() <= SHORT;
        let date = scene.document.metadata().date;
        let to_come =
            |said: &Said<Period>| date.is_some_and(|date| said.value.first() > date.last());
        let passes = |said: &Said<Period>| said.value.freq() != Some(Freq::Day) && !to_come(said);
        self.last.filter(|said| is_short && !state.untold && passes(said))
    }

    /// The status that the section or the period gives: what a text says of a time to come is aimed
    /// at; what it says in a section of aims is, too, unless it is said of a time gone by.
    fn aimed_at(
        &self,
        document: &Document,
        period: Option<(Period, PeriodSource)>,
        words: Option<Span>,
    ) -> Option<Said<ObsStatus>> {
        let date = document.metadata().date;
        let spoken = period.filter(|(_, source)| *source != PeriodSource::Document);
        let to_come = spoken.zip(date).is_some_and(|((p, _), date)| p.first() > date.last());
        if to_come {
            return words.map(|words| Said { value: ObsStatus::Target, words });
        }
        let gone = spoken.zip(date).is_some_and(|((p, _), date)| p.last() < date.first());
        self.sections.status().filter(|_| !gone)
    }
}

/// The years from one on up to the last whole one before the text; a day or month, and a year of a
/// text without a date, are what is stated.
fn since(document: &Document, from: Period) -> Period {
    let date = document.metadata().date.filter(|_| from.freq() == Some(Freq::Annual));
    let last = date.and_then(|date| Period::year(date.start_year() - 1));
    last.and_then(|last| from.to(last)).unwrap_or(from)
}

/// Whether a time reaches into the year of the text, or to come.
fn is_current(document: &Document, period: Period) -> bool {
    document
        .metadata()
        .date
        .is_some_and(|date| date.start_year() <= i32::from(period.last().year()))
}

/// Characters before the time with which a paragraph opens: 各位代表！刚刚过去的.
const OPENING: usize = 12;

/// The time with which a sentence opens.
fn opening(sentence: &Sentence, named: &[Said<Period>]) -> Option<Said<Period>> {
    let near =
        |said: &Said<Period>| said.words.start <= sentence.span.start + OPENING * '年'.len_utf8();
    named.first().copied().filter(near)
}

/// What a word of the lexicon says, from there on.
fn speak(scene: Scene<'_, '_>, at: usize, meaning: &Meaning, state: &mut State) {
    let words = scene.nodes[at].span;
    let said = |value: &String| Said { value: value.clone(), words };
    if let Some(value) = meaning.basis {
        state.basis = Some(Base::Word(Said { value, words }));
    }
    if let Some(value) = meaning.status {
        state.status = Some((Said { value, words }, meaning.reach.unwrap_or(Reach::Statement)));
    }
    state.per = meaning.per.as_ref().map(said).or(state.per.take());
    let spoken = state.area.as_ref().and_then(|(code, _)| code.as_deref());
    if let Some(area) = &meaning.area
        && !scene.is_scope(at, spoken)
    {
        let own = || scene.document.metadata().ref_area.clone();
        state.area = Some((if area == "." { own() } else { Some(area.clone()) }, Some(words)));
    }
}

/// Whether a time is that of an aim added to what the sentence is of: …，力争2024年全覆盖.
fn is_further_aim(scene: Scene<'_, '_>, at: usize, state: &State) -> bool {
    let before = at.checked_sub(1).map(|before| &scene.nodes[before]);
    let aims = |node: &Node| {
        let said = node.meaning(scene.rules);
        node.is(scene.rules.policy.to) || said.is_some_and(|said| said.status.is_some())
    };
    state.goes_on && before.is_some_and(aims)
}

/// The status that a heading of aims gives to its own values: 2025年十件实事.
fn heading_aims(scene: Scene<'_, '_>, state: &State) -> Option<Said<ObsStatus>> {
    let date = scene.document.metadata().date?;
    let to_come = state.stated.is_some_and(|said| said.value.last() > date.last());
    if !scene.heading || !to_come {
        return None;
    }
    let words = |class| scene.nodes.iter().find(|node| node.is(class)).map(|node| node.span);
    let aims = words(scene.rules.policy.aims)?;
    let reviews = words(scene.rules.policy.review).is_some();
    (!reviews).then_some(Said { value: ObsStatus::Target, words: aims })
}
