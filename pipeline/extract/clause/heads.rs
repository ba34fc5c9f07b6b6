//! What each value of a list is of: 新能源汽车、手机零售额分别增长12%和8%.

use figlift_config::PhraseClass;
use figlift_number::Exact;
use figlift_text::Span;

use super::ending::{beginning, ending};
use super::extent::clause_start;
use super::scene::{Scene, Words};
use super::value::Value;
use super::wording::{clause_before, join, says_nothing_new, trimmed};
use crate::claim::node::Node;
use crate::claim::quantity::Quantity;
use crate::compile::classes::ClassId;
use crate::compile::pattern::Symbol;
use crate::numeral::han::ONE_TO_NINE;
use crate::phrase::noun::{behind_things, both_names, preposition, shared_kind};

/// Characters that a head and the end that it shares may both say.
const LONGEST_OVERLAP: usize = 8;

/// Goods of one character, which are whole names (钢、原煤产量) and no half of one (轻、重工业). They are no
/// words of the lexicon, where they would part every word that holds them.
const GOODS: [char; 22] = [
    '粮', '棉', '油', '糖', '肉', '蛋', '奶', '茶', '烟', '酒', '盐', '纸', '布', '钢', '铁', '煤',
    '铜', '铝', '铅', '锌', '金', '银',
];

impl Value<'_, '_> {
    /// The words for each value of the list that it opens, where the clause names them one by one (分别);
    /// none where it does not.
    pub(crate) fn heads(self) -> Vec<Words> {
        heads(self, self.list.count)
    }
}

fn heads(value: Value<'_, '_>, count: usize) -> Vec<Words> {
    let Value { scene, at, .. } = value;
    let policy = &scene.rules.policy;
    let start = value.clause.start;
    let said = (start..at).rev().find(|&n| scene.nodes[n].is(policy.respectively));
    // 甲、乙产量增长5%、3%: as many values of one kind as names also tell each its own.
    let told = said.is_some() || are_alike(scene, at, count);
    let each = said.unwrap_or(at);
    let own = trimmed(scene, start, each).filter(|&(from, to)| !says_nothing_new(scene, from, to));
    // 臭氧和二氧化氮两项指标分别…: the count of the things stands between them and what is said of each.
    if let Some(counted) = counted_before(scene, start, count).filter(|_| told) {
        let kind = own.map(|(from, to)| join(scene, from, to));
        let kind = kind.map(|kind| {
            let things = behind_things(&scene.rules.segmenter, &scene.reading[kind.range()]);
            Span::new(kind.start + things, kind.end)
        });
        return split(scene, counted, policy.list_join)
            .into_iter()
            .map(|head| std::iter::once(head).chain(kind).collect())
            .collect();
    }
    let before = || said.and_then(|_| clause_before(scene, start));
    let Some((from, to)) = own.or_else(before) else { return Vec::new() };
    let members = split(scene, (from, to), policy.list_join);
    // 金融业、软件和信息服务业 are two: 和 within a name parts nothing.
    let members =
        if members.len() > count { split(scene, (from, to), policy.list_mark) } else { members };
    // 对拉丁美洲、非洲分别进出口…: what is behind the word belongs to each.
    let behind = said.and_then(|each| trimmed(scene, each + 1, at));
    let shared = behind.map(|(from, to)| join(scene, from, to));
    // 汽车产销量分别…: two names in one.
    if let ([all], 2) = (members.as_slice(), count)
        && let Some(names) = both_names(&scene.rules.segmenter, &scene.reading[all.range()])
    {
        let within = |run: Span| Span::new(all.start + run.start, all.start + run.end);
        return names.into_iter().map(|runs| runs.into_iter().map(within).collect()).collect();
    }
    if let Some(heads) = numbered(scene, &members, count) {
        return heads.into_iter().map(|head| head.into_iter().chain(shared).collect()).collect();
    }
    // 三次产业分别实现增加值…: one name for all of them.
    if let ([all], Some(shared)) = (members.as_slice(), shared) {
        return vec![vec![*all, shared]; count];
    }
    if members.len() != count {
        return Vec::new();
    }
    // 床位数、医师数 7.8张、3.6个: of unlike kinds where each name is one of a measure.
    if !told && !members.iter().all(|&member| is_measure(scene, member)) {
        return Vec::new();
    }
    let heads = members.iter().enumerate().map(|(n, &head)| {
        let own = shared_end(scene, head, &members[n + 1..]);
        let led = shared_start(scene, &members).filter(|_| n > 0);
        led.into_iter().chain(with_end(scene, head, own)).chain(shared).collect()
    });
    heads.collect()
}

/// The preposition of the first member of a list, where the others have none: 对东盟、欧盟进出口.
fn shared_start(scene: Scene<'_, '_>, members: &[Span]) -> Option<Span> {
    let (first, others) = members.split_first()?;
    let text = |span: &Span| &scene.reading[span.range()];
    let end = preposition(&scene.rules.segmenter, text(first));
    let word = &text(first)[..end];
    let is_shared = end > 0 && !others.iter().any(|other| text(other).starts_with(word));
    is_shared.then(|| Span::new(first.start, first.start + end))
}

/// The names of things that are numbered: together (一二三产增加值), or by a 第 that all share, where their noun
/// stands behind the last: 第一、二、三产业
/// are 第一产业, 第二产业 and 第三产业.
fn numbered(scene: Scene<'_, '_>, members: &[Span], count: usize) -> Option<Vec<Words>> {
    if let [all] = members {
        return numbered_together(scene, *all, count);
    }
    if members.len() != count {
        return None;
    }
    let text = |span: Span| &scene.reading[span.range()];
    let number = |span: Span| text(span).strip_prefix('第').unwrap_or(text(span));
    let (first, last) = (*members.first()?, *members.last()?);
    let mark = Span::new(first.start, first.start + '第'.len_utf8());
    let noun_length = number(last).char_indices().nth(1).map(|(at, _)| number(last).len() - at)?;
    let noun = Span::new(last.end - noun_length, last.end);
    let are_bare =
        members.split_last()?.1.iter().all(|&member| number(member).chars().count() == 1);
    if !text(first).starts_with('第') || !are_bare {
        return None;
    }
    let name = |&member: &Span| {
        let led = Some(mark).filter(|_| !text(member).starts_with('第'));
        let led_to = Some(noun).filter(|_| member != last);
        led.into_iter().chain([member]).chain(led_to).collect()
    };
    Some(members.iter().map(name).collect())
}

/// The names of things whose numbers stand in a row before their noun: 一二三产增加值 are those of 一产, 二产
/// and 三产.
fn numbered_together(scene: Scene<'_, '_>, all: Span, count: usize) -> Option<Vec<Words>> {
    let numbers: String = ONE_TO_NINE.chars().take(count).collect();
    let text = &scene.reading[all.range()];
    let noun = text.strip_prefix(&numbers).filter(|noun| count > 1 && !noun.is_empty())?;
    let noun = Span::new(all.end - noun.len(), all.end);
    let names = numbers.char_indices().map(|(at, number)| {
        let at = all.start + at;
        vec![Span::new(at, at + number.len_utf8()), noun]
    });
    Some(names.collect())
}

/// Whether the values of a list are of one kind.
fn are_alike(scene: Scene<'_, '_>, at: usize, count: usize) -> bool {
    let kind = |quantity: &'_ Quantity| (quantity.unit.clone(), quantity.classifier.clone());
    let mut kinds = scene.nodes[at..].iter().filter_map(Node::quantity).take(count).map(kind);
    kinds.next().is_some_and(|first| kinds.all(|other| other == first))
}

/// A head and what of a shared end it does not say itself: 城镇居民、农村居民收入 share 收入 behind 居民.
fn with_end(scene: Scene<'_, '_>, head: Span, tail: Option<Span>) -> Words {
    let behind = |tail: Span| {
        let said = overlap(&scene.reading[head.range()], &scene.reading[tail.range()]);
        Span::new(tail.start + said, tail.end)
    };
    let tail = tail.map(behind).filter(|tail| tail.start < tail.end);
    std::iter::once(head).chain(tail).collect()
}

/// Bytes of a tail that a head ends with.
fn overlap(head: &str, tail: &str) -> usize {
    let ends = tail.char_indices().map(|(at, c)| at + c.len_utf8()).take(LONGEST_OVERLAP);
    ends.filter(|&end| head.ends_with(&tail[..end])).last().unwrap_or(0)
}

/// The members of a list between two nodes, which words of a class join.
fn split(scene: Scene<'_, '_>, (from, to): (usize, usize), join: ClassId) -> Vec<Span> {
    let policy = &scene.rules.policy;
    let mut members = Vec::new();
    let mut depth = 0_usize;
    let mut member: Option<Span> = None;
    for node in &scene.nodes[from..to] {
        depth += usize::from(node.is(policy.bracket_open));
        depth = depth.saturating_sub(usize::from(node.is(policy.bracket_close)));
        if depth == 0 && node.is(join) {
            members.extend(member.take());
        } else {
            member = Some(member.map_or(node.span, |member| member.join(node.span)));
        }
    }
    members.extend(member);
    members
}

/// The list of so many things right before their count, which stands before a node.
fn counted_before(scene: Scene<'_, '_>, start: usize, count: usize) -> Option<(usize, usize)> {
    let at = start.checked_sub(1)?;
    let quantity = scene.nodes[at].quantity()?;
    let value = quantity.value().and_then(Exact::to_i64);
    let list = trimmed(scene, clause_start(scene, at), at)?;
    let names_all = quantity.unit == "1" && value == i64::try_from(count).ok();
    (names_all && split(scene, list, scene.rules.policy.list_join).len() == count).then_some(list)
}

/// Whether a member of a list says by itself what is measured: 学前教育毛入园率, 接待游客人次.
fn is_measure(scene: Scene<'_, '_>, member: Span) -> bool {
    let said = &scene.reading[member.range()];
    scene.rules.segmenter.ends_with(said, PhraseClass::Measure)
        || ending(scene, "measure-noun", said).is_some()
        || ending(scene, "measure-name", said).is_some()
}

/// The end of a later member of a list that belongs to a head, too: what stands behind its first
/// character where the head is of one (中、小型企业), or behind one of a pair (城镇、农村居民收入); else
/// the noun of measure (汽车、手机零售额) where the head has none, and what is said of it (增速).
fn shared_end(scene: Scene<'_, '_>, head: Span, later: &[Span]) -> Option<Span> {
    // 公路、水路货运量和港口吞吐量: the first that names a measure lends it.
    let lends = |&&member: &&Span| has_measure(scene, member);
    let lender = *later.iter().find(lends).or_else(|| later.last())?;
    let (said, text) = (&scene.reading[head.range()], &scene.reading[lender.range()]);
    let from = |byte: usize| {
        Some(Span::new(lender.start + byte, lender.end)).filter(|_| byte < text.len())
    };
    if said.chars().nth(1).is_none() && !said.contains(GOODS) {
        return from(text.chars().next().map_or(0, char::len_utf8));
    }
    if let Some(end) = behind_pair(scene, said, text) {
        return from(end);
    }
    let stem = &text[..text.len() - said_of_it(scene, text).len()];
    // 总量和增速分别…: the last has no noun of its own to share.
    if stem.is_empty() {
        return None;
    }
    if is_measure(scene, head) {
        return from(stem.len());
    }
    let measure = stem.len() - ending(scene, "measure-noun", stem).map_or(0, str::len);
    // 物联网、区块链服务收入: a kind of things is shared with its measure.
    let kind =
        shared_kind(&scene.rules.segmenter, &text[..stem.len()]).filter(|&kind| kind < measure);
    from(kind.filter(|_| measure < stem.len()).unwrap_or(measure))
}

/// Whether a member of a list ends with the noun of a measure, which the members before it may share.
fn has_measure(scene: Scene<'_, '_>, member: Span) -> bool {
    let said = &scene.reading[member.range()];
    let stem = &said[..said.len() - said_of_it(scene, said).len()];
    ending(scene, "measure-noun", stem).is_some_and(|noun| noun.len() < stem.len())
}

/// Where what the last member of a list shares with a head begins, if both have words of pairs: the
/// head ends with one (城镇), or goes on as the last does (城镇居民).
fn behind_pair(scene: Scene<'_, '_>, head: &str, last: &str) -> Option<usize> {
    ["paired", "paired-measure"].iter().find_map(|class| {
        let end = beginning(scene, class, last)?.len();
        let goes_on = overlap(head, &last[end..]) > 0 && beginning(scene, class, head).is_some();
        (goes_on || ending(scene, class, head).is_some()).then_some(end)
    })
}

/// What the end of a name says of the measure before it: the 增速 of 固投增速, 占规上工业比重.
fn said_of_it<'t>(scene: Scene<'_, '_>, name: &'t str) -> &'t str {
    let noun = ["rate-noun", "share-noun"]
        .iter()
        .find_map(|class| ending(scene, class, name))
        .map_or(0, str::len);
    let stem = name.len() - noun;
    let whole = name[..stem].find('占').filter(|_| noun > 0);
    &name[whole.unwrap_or(stem)..]
}
