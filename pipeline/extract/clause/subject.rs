//! What a value asks of the words before it: 产值147.57亿元, 占规模以上工业增加值的比重达38.5%.

use figlift_text::Span;

use super::extent::{FAR, clause_start, says_something};
use super::parse::{Clause, rank_verb_before};
use super::value::Value;
use super::wording::{clause_before, join, trimmed};
use crate::compile::pattern::Symbol;

impl Value<'_, '_> {
    /// Whether it is a count of those among whom something ranks.
    pub(crate) fn is_scope(self) -> bool {
        rank_verb_before(self.scene, self.at).is_some()
    }

    /// The words behind the pronoun that opens its clause, which stands for the things named last: 所占比重 of
    /// 三者所占比重.
    pub(crate) fn behind_pronoun(self) -> Option<Span> {
        let subject = self.clause.subject?;
        let text = &self.scene.reading[subject.range()];
        let pronouns = self.scene.rules.words("things-before");
        let length = pronouns.filter(|word| text.starts_with(word)).map(str::len).max()?;
        Some(Span::new(subject.start + length, subject.end)).filter(|rest| !rest.is_empty())
    }

    /// Whether it opens its clause, but for words that bound it: 近半数县区….
    pub(crate) fn opens_clause(self) -> bool {
        let bounds = |n: usize| self.scene.nodes[n].is(self.scene.rules.policy.bound_before);
        (self.clause.start..self.at).all(bounds)
    }

    /// Whether its clause opens with what the value before it measures: 3500公里的干堤和千公里的支堤.
    pub(crate) fn opens_with_other(self) -> bool {
        let (nodes, policy) = (self.scene.nodes, &self.scene.rules.policy);
        let start = self.clause.start;
        let joins = (start..self.at).rev().find(|&n| !nodes[n].is(policy.bound_before));
        nodes[start].is(policy.of) && joins.is_some_and(|n| nodes[n].is(policy.list_join))
    }

    /// Whether nothing of what is measured stands before it in its clause.
    pub(crate) fn is_silent(self) -> bool {
        let says = |n: usize| says_something(self.scene, &self.scene.nodes[n]);
        self.clause.subject.is_none() || !(self.clause.start..self.at).any(says)
    }

    /// Whether what stands before a share in its clause names nothing that it could be a share of: nothing
    /// but areas, or a verb that takes a part of what follows (提供了80%以上的岗位).
    pub(super) fn takes_part(self) -> bool {
        let Value { scene, at, clause: Clause { start, .. }, .. } = self;
        let policy = &scene.rules.policy;
        let passed = [policy.bound_before, policy.area, policy.link];
        let passes =
            |n: &usize| scene.nodes[*n].is_any(&passed) && !scene.nodes[*n].is(policy.takes_part);
        let led_to = (start..at).rev().take_while(passes).collect::<Vec<_>>();
        let done = led_to.iter().any(|&n| scene.nodes[n].is(policy.done));
        let Some(last) = (at - led_to.len()).checked_sub(1).filter(|&last| last >= start) else {
            return !self.whole_is_named();
        };
        let verb = &scene.nodes[last];
        let says =
            |n: usize| says_something(scene, &scene.nodes[n]) && !scene.nodes[n].is(policy.area);
        verb.is(policy.takes_part)
            || done && verb.is(policy.text)
            || !(start..at).any(says) && !self.whole_is_named()
    }

    /// Whether the whole that a part is told of is named before its clause: 其中近一半…; 跨境收支中，近一半….
    pub(super) fn whole_is_named(self) -> bool {
        let (scene, start) = (self.scene, self.clause.start);
        if scene.nodes[start].is(scene.rules.policy.among) {
            return true;
        }
        let comma = start.checked_sub(1).filter(|&n| scene.nodes[n].is(scene.rules.policy.comma));
        comma.is_some_and(|n| scene.reading[..scene.nodes[n].span.start].ends_with('中'))
    }

    /// Whether all that stands before it in its clause is a verb of what was done with it (发行), or what
    /// stands right before it is what is new (新增).
    pub(super) fn only_acts(self) -> bool {
        let (nodes, policy) = (self.scene.nodes, &self.scene.rules.policy);
        if self.at > 0 && nodes[self.at - 1].is(policy.newly) {
            return true;
        }
        let mut said = nodes[self.clause.start..self.at].iter().filter(|node| {
            says_something(self.scene, node) && !node.is_any(&[policy.area, policy.light_verb])
        });
        said.next().is_some_and(|first| first.is(policy.acts_on))
            && said.all(|node| node.is(policy.acts_on))
    }

    /// Whether who gives an amount, and that it is given, is all that stands before it: 中央财政安排50亿元
    /// 专项资金.
    pub(super) fn gives(self) -> bool {
        self.follows(|verb| verb.is(self.scene.rules.policy.gives))
    }

    /// Whether the verb of what was done stands before it: 批复了250万元的贷款.
    pub(crate) fn follows_deed(self) -> bool {
        self.follows(|verb| verb.is(self.scene.rules.policy.done))
    }

    /// The words of the clause before, where it states no value: 服务器出口势头良好，增长5%.
    pub(crate) fn clause_before(self) -> Option<Span> {
        let (from, to) = clause_before(self.scene, self.clause.start)?;
        Some(join(self.scene, from, to))
    }

    /// The words before the bracket that it opens: 汽车（增长8%）、电子（下降3%）.
    pub(crate) fn before_bracket(self) -> Option<Span> {
        let scene = self.scene;
        let policy = &scene.rules.policy;
        let open = self.clause.start.checked_sub(1)?;
        let before = &scene.nodes[open.checked_sub(1)?];
        let names =
            !before.is_quantity() && !before.is_any(&[policy.clause_end, policy.bracket_close]);
        let opens = scene.nodes[open].is(policy.bracket_open);
        let (from, to) =
            trimmed(scene, clause_start(scene, open), open).filter(|_| opens && names)?;
        Some(join(scene, from, to))
    }

    /// What a clause before it in the sentence deals with: the 文件 of 对文件进行清理.
    pub(crate) fn dealt_with(self) -> Option<Span> {
        let scene = self.scene;
        let policy = &scene.rules.policy;
        let near = (self.at.saturating_sub(FAR)..self.at).rev();
        let done = near.into_iter().find(|&n| scene.nodes[n].is(policy.carried_out))?;
        // 进行清理，废止5件: nothing is named before it.
        let start = Some(clause_start(scene, done)).filter(|&start| start < done)?;
        let clause = join(scene, start, done);
        let mark = scene.reading[clause.range()].rfind('对')? + '对'.len_utf8();
        Some(Span::new(clause.start + mark, scene.nodes[done].span.start))
            .filter(|object| !object.is_empty())
    }
}
