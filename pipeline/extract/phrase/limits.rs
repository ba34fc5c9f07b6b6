//! Values that only limit what is counted (纳税过亿元的2家), and the things that are counted.

use figlift_text::Span;

use super::before::behind_last;
use super::parse::parse;
use super::value::MARKS;
use crate::clause::{Value, Words, ending};
use crate::compile::pattern::Symbol;

/// Nodes that a look back or ahead passes at most.
const FAR: usize = 64;

impl Value<'_, '_> {
    /// Whether the words before it only limit the things counted: 产值超10亿元的 before 2条.
    pub(super) fn only_limits(self) -> bool {
        let policy = &self.scene.rules.policy;
        let nodes = self.scene.nodes;
        let of = (0..self.at).rev().find(|&n| !nodes[n].is_any(&[policy.has, policy.bound_before]));
        let Some(of) = of.filter(|&n| nodes[n].is(policy.of)) else { return false };
        let limit = (0..of).rev().find(|&n| !nodes[n].is(policy.bound_after));
        // 其中判处缓刑的30人: which of them.
        self.quantity.classifier.is_some()
            && (self.is_among()
                || limit.is_some_and(|n| nodes[n].is_quantity() || nodes[n].is(policy.label)))
    }

    /// Whether it only limits the things whose count follows: 5万件 of 过5万件的3个.
    pub(super) fn is_limit(self) -> bool {
        let policy = &self.scene.rules.policy;
        let nodes = self.scene.nodes;
        let mut behind = nodes[self.at + 1..].iter().skip_while(|node| node.is(policy.bound_after));
        let of = behind.next().is_some_and(|node| node.is(policy.of));
        let count = behind.find(|node| !node.is_any(&[policy.has, policy.bound_before]));
        let counts = count.and_then(|node| node.quantity()).is_some_and(|n| n.classifier.is_some());
        of && counts
    }

    /// The things whose measure limits them: 上市公司 of 上市公司营收, in 上市公司营收过亿元的2家.
    pub(super) fn holder(self, words: &Words) -> Option<Words> {
        let [only] = words.as_slice() else { return None };
        let measure = ending(self.scene, "measure-noun", self.text(*only))?;
        let things = Span::new(only.start, only.end - measure.len());
        (!things.is_empty()).then(|| vec![things])
    }

    /// The things out of which some are told: 规上企业 of 规上企业中，纳税超1000万元的20家.
    pub(super) fn out_of(self) -> Option<Words> {
        let nodes = &self.scene.nodes[self.at.saturating_sub(FAR)..self.at];
        let start = nodes.first()?.span.start;
        let near = &self.scene.reading[start..self.start()];
        let told = &near[..near.rfind("中，")?];
        let mark = told.len() - behind_last(told, &MARKS).len();
        let before = nodes.iter().take_while(|node| node.span.end <= start + told.len());
        let time = before.filter(|node| node.is(self.scene.rules.policy.period)).last();
        let from = time.map_or(start + mark, |time| time.span.end.max(start + mark));
        let noun = parse(self.segmenter(), &told[from - start..]).noun;
        let noun: Words =
            noun.iter().map(|span| Span::new(from + span.start, from + span.end)).collect();
        // 其中，…: it names nothing.
        Some(noun).filter(|noun| noun.iter().any(|run| run.range().len() > '其'.len_utf8()))
    }

    /// The level of the things named before it in a list, where its own noun has none and another level of the
    /// same things follows: 国家级 of 国家级孵化器3家、众创空间5家，省级孵化器9家.
    pub(super) fn level_shared(self, other: &Words, own: &Words) -> Option<Span> {
        let (first, own) = (*other.first()?, *own.first()?);
        let end = |span: Span| self.text(span).find('级').map(|at| at + '级'.len_utf8());
        let length = end(first).filter(|_| end(own).is_none())?;
        let level = Span::new(first.start, first.start + length);
        let things = match other.get(1) {
            Some(things) => self.text(*things),
            None => &self.text(first)[length..],
        };
        let far = self.scene.nodes.len().min(self.at + FAR);
        let start = self.scene.nodes[self.at.saturating_sub(FAR)].span.start;
        let near = start..self.scene.nodes[far - 1].span.end;
        let is_level = self.scene.rules.words("paired").any(|word| word == self.text(level));
        let again = self.scene.reading[near].matches(&format!("级{things}")).nth(1).is_some();
        let counts = self.quantity.classifier.is_some() && own.start > first.start;
        (is_level && again && counts && !things.is_empty()).then_some(level)
    }
}
