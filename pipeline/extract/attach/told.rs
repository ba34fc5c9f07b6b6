//! What a sentence has told so far, of which its next values may go on to speak.

use figlift_text::Span;
use rustc_hash::FxHashMap;

use super::heads::{Heads, Subjects};
use crate::clause::{PhraseKind, Scene, Value, Words, behind_level, behind_size, one, topic};
use crate::compile::pattern::Symbol;

/// What was spoken of before a sentence, of which it may go on to speak.
#[derive(Clone, Debug, Default)]
pub(crate) struct Discourse {
    /// The words for what was measured last.
    measured: Option<Words>,
    /// The words of a sentence of one clause without a value: 经营主体稳中培优。
    topic: Option<Words>,
    /// The words that the clauses of the last sentence with a value named.
    subjects: Subjects,
}

impl Discourse {
    /// Passes a sentence without a value.
    pub(crate) fn pass_over(&mut self, scene: Scene<'_, '_>) {
        self.topic = one(topic(scene));
    }
}

/// The words of a value, and how it got them.
#[derive(Clone, Debug)]
pub(crate) struct Attached {
    pub words: Words,
    /// The name of its attachment.
    pub by: &'static str,
}

/// What a sentence has told so far.
pub(super) struct Told<'a, 'r> {
    scene: Scene<'a, 'r>,
    /// The words of each value so far, by node.
    attached: Vec<Option<Attached>>,
    /// The words for what was measured last.
    pub measured: Option<Words>,
    /// The topic of the sentence before.
    pub topic: Option<Words>,
    /// The list of values that was opened last.
    heads: Heads,
    /// The words that clauses named, here and in the sentence before.
    subjects: [Subjects; 2],
    /// What the clause said of what was measured last: that it makes up a part of all.
    said: Option<Span>,
    /// The things counted last with each measure word.
    things: FxHashMap<Option<&'a str>, Words>,
    /// What was measured last outside the outermost bracket, and how many are open.
    outside: Option<Words>,
    depth: usize,
}

/// What an attachment finds for a value.
#[derive(Debug)]
pub(super) struct Reply {
    /// The name of the attachment.
    pub by: &'static str,
    /// The words for what is measured.
    pub own: Option<Words>,
    /// What the clause says of it.
    pub aspect: Option<Span>,
    /// How the clause itself names it, if it does.
    pub named: Option<HowNamed>,
}

/// How a clause names what is measured.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum HowNamed {
    InFull,
    /// By what it is of a thing that was named before: 废止3件, 省级5处.
    InPart,
}

impl<'a, 'r> Told<'a, 'r> {
    pub(super) fn new(scene: Scene<'a, 'r>, discourse: Discourse) -> Told<'a, 'r> {
        Told {
            scene,
            attached: vec![None; scene.nodes.len()],
            measured: discourse.measured,
            topic: discourse.topic,
            heads: Heads::default(),
            subjects: [Subjects::default(), discourse.subjects],
            said: None,
            things: FxHashMap::default(),
            outside: None,
            depth: 0,
        }
    }

    /// The words of the value of a node.
    pub(super) fn words(&self, at: usize) -> Option<Words> {
        self.attached[at].as_ref().map(|attached| attached.words.clone())
    }

    /// Passes a node. 收入120亿元（含基金35亿元），增长8%: what a bracket states is an aside.
    pub(super) fn pass(&mut self, at: usize) {
        let (node, policy) = (&self.scene.nodes[at], &self.scene.rules.policy);
        if node.is(policy.bracket_open) {
            if self.depth == 0 {
                self.outside.clone_from(&self.measured);
            }
            self.depth += 1;
        } else if node.is(policy.bracket_close) && self.depth > 0 {
            self.depth -= 1;
            if let Some(outside) = self.outside.take_if(|_| self.depth == 0) {
                self.measured = Some(outside);
            }
        } else if node.is(policy.statement_end) {
            self.depth = 0;
        }
    }

    /// Reads the things that a list of values is of, at its first value.
    pub(super) fn open_list(&mut self, value: Value<'_, '_>) {
        if value.list.first == value.at && value.list.count > 1 {
            self.heads = self.heads.open(value, self.subjects.each_ref(), self.measured.as_ref());
        }
    }

    /// The words of a value of the list.
    pub(super) fn head(&self, value: Value<'_, '_>) -> Option<Words> {
        self.heads.of(value)
    }

    /// The words that a clause names, with what they leave out.
    pub(super) fn completed(&self, value: Value<'_, '_>, own: Span) -> (Words, HowNamed) {
        let own: Words = std::iter::once(own).chain(value.lent()).collect();
        let alike = self.things.get(&value.quantity.classifier.as_deref());
        let whole: Words = match PhraseKind::of(self.scene, &own) {
            // 清理文件320件，废止71件: what became of the things named before.
            PhraseKind::Deed => {
                let of = one(value.dealt_with()).or(alike.cloned());
                of.into_iter().flatten().chain(own).collect()
            }
            // 国家级景区2处、省级3处: the same things of another level.
            PhraseKind::Level => {
                let of = alike.and_then(|words| behind_level(self.scene, words[0]));
                own.into_iter().chain(of).collect()
            }
            // 企业86家，其中10亿元以上12家: so large ones of the same things.
            PhraseKind::Size if alike.is_some() => {
                let of = alike.map(|words| behind_size(self.scene, words[0]));
                own.into_iter().chain(of).collect()
            }
            _ => return (own, HowNamed::InFull),
        };
        (whole, HowNamed::InPart)
    }

    /// The words of a share's clause that are no more than one of a pair (城镇), where what was measured
    /// before names neither.
    pub(super) fn part(&self, value: Value<'_, '_>, own: &Words) -> Option<Span> {
        let kind = PhraseKind::of(self.scene, own);
        let is_pair = matches!(kind, PhraseKind::Paired | PhraseKind::Level);
        let holds =
            |words: &Span| self.scene.rules.holds("paired", &self.scene.reading[words.range()]);
        let whole =
            self.measured.as_ref().filter(|_| value.dimension() == Some("share") && is_pair);
        whole.filter(|words| !words.iter().any(holds)).map(|_| own[0])
    }

    /// What a clause says of what was measured last, or said of it before: 占比重26.7%，提高0.5个百分点 tells by
    /// how much the share rose.
    pub(super) fn again(&self, value: Value<'_, '_>, aspect: Option<Span>) -> Option<Span> {
        let of_share = match value.dimension() {
            Some("points") => true,
            Some("share") => self.scene.related[value.at].role.is_none(),
            _ => false,
        };
        aspect.or(self.said.filter(|_| of_share))
    }

    /// Takes up what a value measures.
    pub(super) fn remember(&mut self, value: Value<'a, '_>, reply: Option<Reply>) {
        let own = reply.as_ref().and_then(|reply| reply.own.clone());
        self.said = reply.as_ref().and_then(|reply| reply.aspect);
        let named = reply.as_ref().and_then(|reply| reply.named);
        if let Some(words) = own.as_ref().filter(|_| named.is_some()) {
            self.subjects[0].add(value, words);
            if named == Some(HowNamed::InFull) {
                self.things.insert(value.quantity.classifier.as_deref(), words.clone());
            }
        }
        self.attached[value.at] = reply.and_then(|reply| {
            let words: Words = reply.own.into_iter().flatten().chain(reply.aspect).collect();
            Some(Attached { words, by: reply.by }).filter(|attached| !attached.words.is_empty())
        });
        // 增速居全市12个县第3位: those among whom it ranks are not spoken of.
        if !value.is_scope() {
            self.measured = own;
        }
    }

    /// The words of each value, and what was spoken of behind the sentence.
    pub(super) fn leave(self) -> (Vec<Option<Attached>>, Discourse) {
        let [subjects, _] = self.subjects;
        let topic = one(topic(self.scene));
        (self.attached, Discourse { measured: self.measured, topic, subjects })
    }
}
