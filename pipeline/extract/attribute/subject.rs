//! The words before a quantity: 产值147.57亿元, 占规模以上工业增加值的比重达38.5%.

use figlift_text::Span;

use super::clause::{
    FAR, clause_before, clause_start, join, says_nothing_new, says_something, trimmed,
};
use super::heads::ending;
use super::{Scene, Words};
use crate::claim::node::Node;
use crate::compile::pattern::Symbol;

/// The words before a quantity, to the start of its clause; none where they only go on speaking of
/// what was measured before.
pub(super) fn before(scene: Scene<'_, '_>, at: usize) -> Option<Span> {
    words(scene, at).filter(|&(_, is_new)| is_new).map(|(words, _)| words)
}

/// What a clause says of that which was measured before: its 增速, that it makes up 占全国.
pub(super) fn aspect(scene: Scene<'_, '_>, at: usize) -> Option<Span> {
    words(scene, at).filter(|&(_, is_new)| !is_new).map(|(words, _)| words)
}

/// The words before a quantity, and whether they name what is measured anew.
pub(super) fn words(scene: Scene<'_, '_>, at: usize) -> Option<(Span, bool)> {
    let policy = &scene.rules.policy;
    let end = behind_scope(scene, at).unwrap_or(at);
    let (from, to) = trimmed(scene, clause_start(scene, end), end)?;
    // 为年初预算的102%, 完成预算的97%: how far the plan was reached.
    let is_share = scene.rules.dimension(&scene.nodes[at].quantity()?.unit) == Some("share");
    let run = &scene.nodes[from..to];
    let run = if run.len() > 1 && run[0].is(policy.light_verb) { &run[1..] } else { run };
    let of_plan = run.iter().all(|node| node.is(policy.planned));
    // 扣除房地产投资后增长3.6%: what was measured before, without a part of it.
    let text = &scene.reading[join(scene, from, to).range()];
    let excludes = text.ends_with(['后', '外']) && scene.rules.begins("excluding", text);
    let is_new = !(is_share && of_plan || excludes || says_nothing_new(scene, from, to));
    // 年底前削减300个岗位: the 前 is of the time.
    let said = Some(join(scene, from, to)).filter(|said| !said.is_empty())?;
    Some((said, is_new))
}

/// The verb of a rank before what it is among, where the clause counts these: 增速居全市12个县第3位.
fn behind_scope(scene: Scene<'_, '_>, at: usize) -> Option<usize> {
    let count = clause_start(scene, at).checked_sub(1).filter(|_| scene.nodes[at].is_rank())?;
    rank_verb_before(scene, count)
}

/// Whether a count is of those among whom something ranks.
pub(super) fn is_scope(scene: Scene<'_, '_>, at: usize) -> bool {
    rank_verb_before(scene, at).is_some()
}

/// The verb of a rank right before a count, but for areas.
fn rank_verb_before(scene: Scene<'_, '_>, count: usize) -> Option<usize> {
    let policy = &scene.rules.policy;
    scene.nodes[count].quantity().filter(|quantity| quantity.unit == "1")?;
    let passed = [policy.area, policy.bound_before];
    let verb = (0..count).rev().find(|&n| !scene.nodes[n].is_any(&passed))?;
    scene.nodes[verb].is(policy.rank_verb).then_some(verb)
}

/// Whether a quantity opens its clause, but for words that bound it: 近半数县区….
pub(super) fn opens_clause(scene: Scene<'_, '_>, at: usize) -> bool {
    let bounds = |n: usize| scene.nodes[n].is(scene.rules.policy.bound_before);
    (clause_start(scene, at)..at).all(bounds)
}

/// Whether a clause opens with what the value before it measures: 3500公里的干堤和千公里的支堤.
pub(super) fn opens_with_other(scene: Scene<'_, '_>, at: usize) -> bool {
    let policy = &scene.rules.policy;
    let start = clause_start(scene, at);
    let joins = (start..at).rev().find(|&n| !scene.nodes[n].is(policy.bound_before));
    scene.nodes[start].is(policy.of) && joins.is_some_and(|n| scene.nodes[n].is(policy.list_join))
}

/// Whether nothing of what is measured stands before a quantity in its clause.
pub(super) fn is_silent(scene: Scene<'_, '_>, at: usize) -> bool {
    words(scene, at).is_none()
        || (clause_start(scene, at)..at).all(|n| !says_something(scene, &scene.nodes[n]))
}

/// Whether what stands before a share in its clause names nothing that it could be a share of: nothing
/// but areas, or a verb that takes a part of what follows (提供了80%以上的岗位).
pub(super) fn takes_part(scene: Scene<'_, '_>, at: usize) -> bool {
    let policy = &scene.rules.policy;
    let start = clause_start(scene, at);
    let passed = [policy.bound_before, policy.area, policy.link];
    let passes =
        |n: &usize| scene.nodes[*n].is_any(&passed) && !scene.nodes[*n].is(policy.takes_part);
    let led_to = (start..at).rev().take_while(passes).collect::<Vec<_>>();
    let done = led_to.iter().any(|&n| scene.nodes[n].is(policy.done));
    let Some(last) = (at - led_to.len()).checked_sub(1).filter(|&last| last >= start) else {
        return !is_named_before(scene, start);
    };
    let verb = &scene.nodes[last];
    let says = |n: usize| says_something(scene, &scene.nodes[n]) && !scene.nodes[n].is(policy.area);
    verb.is(policy.takes_part)
        || done && verb.is(policy.text)
        || !(start..at).any(says) && !is_named_before(scene, start)
}

/// Whether the whole that a part is told of is named before its clause: 其中近一半…; 跨境收支中，近一半….
fn is_named_before(scene: Scene<'_, '_>, start: usize) -> bool {
    if scene.nodes[start].is(scene.rules.policy.among) {
        return true;
    }
    let comma = start.checked_sub(1).filter(|&n| scene.nodes[n].is(scene.rules.policy.comma));
    comma.is_some_and(|n| scene.reading[..scene.nodes[n].span.start].ends_with('中'))
}

/// Whether all that stands before a quantity in its clause is a verb of what was done with it (发行),
/// or what stands right before it is what is new (新增).
pub(super) fn only_acts(scene: Scene<'_, '_>, at: usize) -> bool {
    let policy = &scene.rules.policy;
    if at > 0 && scene.nodes[at - 1].is(policy.newly) {
        return true;
    }
    let mut said = (clause_start(scene, at)..at).map(|n| &scene.nodes[n]).filter(|node| {
        says_something(scene, node) && !node.is_any(&[policy.area, policy.light_verb])
    });
    said.next().is_some_and(|first| first.is(policy.acts_on))
        && said.all(|node| node.is(policy.acts_on))
}

/// Whether words only say what became of things that were named before: 废止.
pub(super) fn only_deals(scene: Scene<'_, '_>, said: Span) -> bool {
    let at = scene.nodes.binary_search_by_key(&said.start, |node| node.span.start);
    at.is_ok_and(|at| {
        let node = &scene.nodes[at];
        node.span.end == said.end && node.is(scene.rules.policy.deals_with)
    })
}

/// Whether words end with how much there is in all: 总数.
pub(super) fn is_total(scene: Scene<'_, '_>, said: Span) -> bool {
    ending(scene, "total-noun", &scene.reading[said.range()]).is_some()
}

/// Words without one of a class at their end, where more than that is left: 经营主体 of 经营主体新增, 产业规模 of
/// 产业规模年均增速.
pub(super) fn without_end(scene: Scene<'_, '_>, words: &Words, class: &str) -> Words {
    let mut all = words.clone();
    let Some(last) = all.last_mut() else { return all };
    let text = &scene.reading[last.range()];
    let end = ending(scene, class, text).map_or(0, str::len);
    let stem = text[..text.len() - end].trim_end_matches(if end > 0 { "年均" } else { "" });
    last.end = last.start + if stem.is_empty() { text.len() } else { stem.len() };
    all
}

/// Whether words only name what is said of another thing: 总量, 增速, 占比.
pub(super) fn only_aspect(scene: Scene<'_, '_>, said: &Words) -> bool {
    let [word] = said.as_slice() else { return false };
    let text = &scene.reading[word.range()];
    ["total-noun", "rate-noun", "share-noun"]
        .iter()
        .any(|class| ending(scene, class, text) == Some(text))
}

/// Whether words are no more than one of a pair (城镇), where what was measured before names neither.
pub(super) fn is_part_of(scene: Scene<'_, '_>, own: &Words, last: &Words) -> bool {
    let [part] = own.as_slice() else { return false };
    let text = |span: &Span| &scene.reading[span.range()];
    let is_paired = ending(scene, "paired", text(part)) == Some(text(part));
    is_paired && !last.iter().any(|words| scene.rules.holds("paired", text(words)))
}

/// Whether words only name a level: 省级.
pub(super) fn only_levels(scene: Scene<'_, '_>, said: &Words) -> bool {
    let [level] = said.as_slice() else { return false };
    let text = &scene.reading[level.range()];
    text.ends_with('级') && ending(scene, "paired", text) == Some(text)
}

/// Whether words only name a size that sorts things: 10亿元以上.
pub(super) fn only_sizes(scene: Scene<'_, '_>, said: &Words) -> bool {
    let [size] = said.as_slice() else { return false };
    let at = scene.nodes.binary_search_by_key(&size.start, |node| node.span.start);
    at.is_ok_and(|at| {
        let node = &scene.nodes[at];
        node.span == *size && node.is(scene.rules.policy.label) && sizes(scene, *size).is_some()
    })
}

/// What stands behind the size in the name of a thing, if it has one: the 企业 of 亿元以上企业.
pub(super) fn behind_size(scene: Scene<'_, '_>, name: Span) -> Span {
    let start = sizes(scene, name).filter(|&start| start < name.end);
    Span::new(start.unwrap_or(name.start), name.end)
}

/// Where the mark of a size ends within words.
fn sizes(scene: Scene<'_, '_>, words: Span) -> Option<usize> {
    let above = scene.reading[words.range()].find("以上")?;
    Some(words.start + above + "以上".len())
}

/// What stands behind the level in the name of a thing: the 景区 of 国家级景区.
pub(super) fn behind_level(scene: Scene<'_, '_>, name: Span) -> Option<Span> {
    let level = scene.reading[name.range()].find('级')? + '级'.len_utf8();
    Some(Span::new(name.start + level, name.end)).filter(|noun| !noun.is_empty())
}

/// What a clause of the sentence before a node deals with: the 文件 of 对文件进行清理.
pub(super) fn dealt_with(scene: Scene<'_, '_>, at: usize) -> Option<Span> {
    let policy = &scene.rules.policy;
    let near = (at.saturating_sub(FAR)..at).rev();
    let done = near.into_iter().find(|&n| scene.nodes[n].is(policy.carried_out))?;
    // 进行清理，废止5件: nothing is named before it.
    let start = Some(clause_start(scene, done)).filter(|&start| start < done)?;
    let clause = join(scene, start, done);
    let mark = scene.reading[clause.range()].rfind('对')? + '对'.len_utf8();
    Some(Span::new(clause.start + mark, scene.nodes[done].span.start))
        .filter(|object| !object.is_empty())
}

/// Whether who gives an amount, and that it is given, is all that stands before it: 中央财政安排50亿元
/// 专项资金.
pub(super) fn gives(scene: Scene<'_, '_>, at: usize) -> bool {
    let policy = &scene.rules.policy;
    let bounds = |n: &usize| scene.nodes[*n].is(policy.bound_before);
    let verb = (0..at).rev().find(|n| !bounds(n));
    verb.is_some_and(|n| scene.nodes[n].is(policy.gives))
}

/// Whether the verb of what was done stands before an amount: 批复了250万元的贷款.
pub(super) fn follows_deed(scene: Scene<'_, '_>, at: usize) -> bool {
    let bounds = |n: &usize| scene.nodes[*n].is(scene.rules.policy.bound_before);
    let before = (0..at).rev().find(|n| !bounds(n));
    before.is_some_and(|n| scene.nodes[n].is(scene.rules.policy.done))
}

/// The words of the clause before, where it states no value: 服务器出口势头良好，增长5%.
pub(super) fn of_clause_before(scene: Scene<'_, '_>, at: usize) -> Option<Span> {
    let (from, to) = clause_before(scene, clause_start(scene, at))?;
    Some(join(scene, from, to))
}

/// The words of a sentence of one clause without a value, of which the next one speaks: 经营主体稳中培优。总量达
/// 1461万户.
pub(super) fn of_topic(scene: Scene<'_, '_>) -> Option<Span> {
    let ends = |node: &Node| node.is(scene.rules.policy.clause_end);
    let (last, words) = scene.nodes.split_last()?;
    let is_topic = ends(last) && !words.iter().any(|node| node.is_quantity() || ends(node));
    let (from, to) = if is_topic { trimmed(scene, 0, words.len())? } else { return None };
    Some(join(scene, from, to))
}

/// The words before the bracket that a value opens: 汽车（增长8%）、电子（下降3%）.
pub(super) fn before_bracket(scene: Scene<'_, '_>, at: usize) -> Option<Span> {
    let policy = &scene.rules.policy;
    let open = clause_start(scene, at).checked_sub(1)?;
    let before = &scene.nodes[open.checked_sub(1)?];
    let names = !before.is_quantity() && !before.is_any(&[policy.clause_end, policy.bracket_close]);
    let opens = scene.nodes[open].is(policy.bracket_open);
    let (from, to) = trimmed(scene, clause_start(scene, open), open).filter(|_| opens && names)?;
    Some(join(scene, from, to))
}
