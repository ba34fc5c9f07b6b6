//! The whole name that the words before a value stand for, where they begin within it (在售商品住宅 of 售商品住宅,
//! 年均气温 of 气温, 对前五大贸易伙伴进出口 of 贸易伙伴进出口) and without what only says more than what.

use figlift_config::PhraseClass;
use figlift_config::dictionary::Speech;
use figlift_model::Basis;
use figlift_text::Span;

use super::noun::ends_with_measure;
use crate::claim::node::Node;
use crate::clause::{Value, Words, ending};
use crate::compile::pattern::Symbol;

/// Dimensions of values that are no sum over a time, so that a mean of them is a name of its own.
const INTENSIVE: [&str; 4] = ["temperature", "concentration", "speed", "pressure"];

/// Marks that close what was opened before the words.
const CLOSING: [char; 6] = ['”', '"', '’', '》', '）', ')'];

/// Prepositions before the partner of a ranked thing: 对第一大贸易伙伴.
const TOWARDS: [&str; 3] = ["对", "与", "向"];

impl<'a, 'r> Value<'a, 'r> {
    /// The whole name that words stand for, as its runs.
    pub(super) fn whole(self, words: Span) -> Words {
        let text = self.text(words);
        let start = words.end - text.trim_start_matches(CLOSING).len();
        let whole = self.whole_end(self.with_beginning(Span::new(start, words.end)));
        let whole = self.without_denominator(whole);
        let whole = self.without_place(self.without_standard(whole));
        self.of_ranked(whole).unwrap_or_else(|| vec![whole])
    }

    /// The nodes that begin within words.
    pub(super) fn nodes_of(self, words: Span) -> &'a [Node<'r>] {
        let nodes = self.scene.nodes;
        let from = nodes.partition_point(|node| node.span.start < words.start);
        let to = nodes.partition_point(|node| node.span.start < words.end);
        &nodes[from..to.max(from)]
    }

    /// The number of the node that ends where words begin.
    fn node_before(self, words: Span) -> Option<usize> {
        let nodes = self.scene.nodes;
        let place = nodes.partition_point(|node| node.span.end < words.start);
        nodes.get(place).filter(|node| node.span.end == words.start).map(|_| place)
    }

    /// Words with the node before them, where that is a part of their name.
    fn with_beginning(self, words: Span) -> Span {
        let Some(at) = self.node_before(words) else { return words };
        let before = &self.scene.nodes[at];
        let policy = &self.scene.rules.policy;
        if before.is_quantity()
            || before.is_any(&[policy.clause_end, policy.list_join, policy.period])
        {
            return words;
        }
        let whole = before.span.join(words);
        let cut = self.segmenter().cut(self.text(whole));
        let reaches = cut.first().is_some_and(|first| first.span.end > before.span.range().len());
        let is_suffix = cut.get(1).is_some_and(|next| next.is(PhraseClass::Suffix));
        // 超千亿元企业: the bound belongs to the size.
        let is_bound = before.is(policy.bound_before)
            && self.scene.nodes.get(at + 1).is_some_and(|size| size.is(policy.label))
            && self.text(words).starts_with(['十', '百', '千', '万', '亿']);
        let is_name =
            reaches || is_suffix || is_bound || self.is_state(at, words) || self.is_mean(at);
        if is_name { whole } else { words }
    }

    /// Whether 在 or 可 makes an adjective of the verb that words begin with: 在售商品住宅, 可循环快递箱使用量. What can be
    /// done (每年可节约标煤) is told, not named.
    fn is_state(self, at: usize, words: Span) -> bool {
        let policy = &self.scene.rules.policy;
        let opening = [policy.clause_end, policy.list_join, policy.area];
        let said = self.text(self.scene.nodes[at].span);
        let cut = self.segmenter().cut(self.text(words));
        let Some([verb, ..]) = cut.get(..2) else { return false };
        let is_verb = matches!(verb.speech, Speech::Verb | Speech::VerbalNoun);
        match said {
            "在" => is_verb && verb.is_short(),
            "可" => {
                let opens = at == 0 || self.scene.nodes[at - 1].is_any(&opening);
                let describes = verb.speech == Speech::VerbalNoun || verb.is_short();
                let measures = ends_with_measure(self.segmenter(), self.text(words));
                opens && describes && measures
            }
            _ => false,
        }
    }

    /// Whether the word before is the mean of a value that is no sum: 年均 before 气温 14℃, not before 用水量 3吨.
    fn is_mean(self, at: usize) -> bool {
        let says = self.scene.nodes[at].meaning(self.scene.rules);
        let is_mean = says.is_some_and(|said| said.basis == Some(Basis::Avg) || said.per.is_some());
        is_mean && self.dimension().is_some_and(|dimension| INTENSIVE.contains(&dimension))
    }

    /// Words without the amount that the value is given for, before the verb: 派发现金 of 每10股派发现金.
    fn without_denominator(self, words: Span) -> Span {
        let nodes = self.scene.nodes;
        let place = nodes.partition_point(|node| node.span.start < words.start);
        let Some([each, amount, ..]) = nodes.get(place..) else { return words };
        let is_amount = amount.is(self.scene.rules.policy.label) && self.text(each.span) == "每";
        let behind = Span::new(amount.span.end.min(words.end), words.end);
        let is_done = is_amount && {
            let cut = self.segmenter().cut(self.text(behind));
            cut.first().is_some_and(|first| first.meaning.deed.is_some())
        };
        if is_done { behind } else { words }
    }

    /// Words without what the value is compared with: 人均住房面积 of 人均住房面积超过全国平均水平.
    fn without_standard(self, words: Span) -> Span {
        if self.scene.related[self.at].basis != Some(Basis::Peer) {
            return words;
        }
        let over = self.nodes_of(words).iter().skip(1);
        let over = over.into_iter().find(|node| node.is(self.scene.rules.policy.bound_before));
        let end = over.map_or(words.end, |over| over.span.start);
        Span::new(words.start, end)
    }

    /// Words of a rank without where it is one: 研发强度 of 研发强度在长三角的位次.
    fn without_place(self, words: Span) -> Span {
        let text = self.text(words);
        let is_among = self.quantity.is_rank() && text.contains("的");
        let place = text.find('在').filter(|&place| is_among && place > 0);
        Span::new(words.start, words.start + place.unwrap_or(text.len()))
    }

    /// Whether words are of what another value ranks: 进出口 of 前五大贸易伙伴.
    pub(super) fn is_of_ranked(self, words: &Words) -> bool {
        words.first().is_some_and(|&first| self.rank_before(first).is_some())
    }

    /// The node of the rank by size that ends where words begin, and whether these begin with its 大.
    fn rank_before(self, words: Span) -> Option<(usize, bool)> {
        let nodes = self.scene.nodes;
        let first = nodes.partition_point(|node| node.span.start < words.start);
        let rank = first.checked_sub(1).filter(|&rank| nodes[rank].span.end == words.start)?;
        let great = nodes.get(first).is_some_and(|node| node.is(self.scene.rules.policy.great));
        (rank != self.at && self.is_by_size(rank)).then_some((rank, great))
    }

    /// Whether it ranks what follows by its size: 第一大贸易伙伴, 前五大贸易伙伴.
    pub(super) fn ranks_by_size(self) -> bool {
        self.is_by_size(self.at)
    }

    fn is_by_size(self, at: usize) -> bool {
        let nodes = self.scene.nodes;
        let policy = &self.scene.rules.policy;
        let next = nodes.get(at + 1);
        let great = next.is_some_and(|node| node.is(policy.great));
        let text = self.text(nodes[at].span);
        // 前五名客户销售额, but not 居前五位.
        let is_group = text.starts_with('前')
            && text.ends_with('名')
            && next.is_some_and(|next| next.is(policy.text));
        nodes[at].is_rank() && (great || text.ends_with('大') || is_group)
    }

    fn names_area(self, node: &Node) -> bool {
        node.meaning(self.scene.rules).is_some_and(|said| said.area.is_some())
    }

    /// The noun behind a rank, without what a value behind it measures of that: 贸易伙伴 of 贸易伙伴东盟进出口.
    pub(super) fn ranked_alone(self, noun: Span) -> Span {
        let mut behind = self.nodes_of(noun).iter().skip(1);
        let named = behind.find(|node| self.names_area(node));
        let end = named.map_or(noun.end, |named| named.span.start);
        let text = self.text(Span::new(noun.start, end));
        let measure = ending(self.scene, "measure-noun", text).map_or(0, str::len);
        let alone = text.len() - measure;
        Span::new(noun.start, if alone > 0 { noun.start + alone } else { end })
    }

    /// The name of what a rank right before it describes: 对前五大贸易伙伴进出口; 对东盟进出口, where the ranked thing is
    /// named (对第一大贸易伙伴东盟进出口).
    fn of_ranked(self, words: Span) -> Option<Words> {
        let nodes = self.scene.nodes;
        let (rank, great) = self.rank_before(words)?;
        let quantity = nodes[rank].quantity()?;
        let first = rank + 1;
        let towards = rank.checked_sub(1).map(|before| nodes[before].span);
        let towards = towards.filter(|&span| TOWARDS.contains(&self.text(span)));
        let within = nodes[first..].iter().take_while(|node| node.span.start < words.end);
        let named = within.skip(1 + usize::from(great)).find(|node| self.names_area(node));
        match named {
            Some(area) => {
                let named = Span::new(area.span.start, words.end);
                Some(towards.into_iter().chain([named]).collect())
            }
            None => {
                let start = towards.map_or(quantity.span.start, |span| span.start);
                Some(vec![Span::new(start, words.end)])
            }
        }
    }
}
