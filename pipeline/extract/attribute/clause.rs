//! The clause before a quantity: where it begins, and which of its words say what is measured.

use figlift_config::PeriodKind;
use figlift_model::{ChangeEnd, NumeralClass};
use figlift_text::Span;

use super::Scene;
use super::heads::ending;
use super::noun::step_end;
use crate::claim::node::{Node, NodeKind, begins_name};
use crate::claim::related::Related;
use crate::compile::pattern::Symbol;

/// Bytes of the longest words for what is measured.
pub(super) const LONGEST: usize = 600;

/// Nodes that a look back passes at most; a rule sees no further either.
pub(super) const FAR: usize = 64;

/// Brackets that one clause may hold before a value.
const ASIDES: usize = 3;

/// Characters of a noun that says too little without the verb before it: 完成投资, 投入资金.
const BARE: usize = 2;

/// The words of the clause before, as nodes, where it states no value: 服务器出口势头良好，….
pub(super) fn clause_before(scene: Scene<'_, '_>, start: usize) -> Option<(usize, usize)> {
    let policy = &scene.rules.policy;
    // 养老金连续5年增加，去年又提高10%: a time leads the clause.
    let times = scene.nodes[..start].iter().rev().take_while(|node| node.is(policy.period)).count();
    let end = (start - times).checked_sub(1).filter(|&end| scene.nodes[end].is(policy.comma))?;
    let from = clause_start(scene, end);
    let states = from > 0 && scene.nodes[from - 1].is_quantity();
    // 记者发现，近半数都是…: the clause only says who tells it.
    let tells = ending(scene, "reports", &scene.reading[..scene.nodes[end].span.start]).is_some();
    if states || tells { None } else { trimmed(scene, from, end) }
}

/// The words from one node to another; of a run that no text ends, the last ones.
pub(super) fn join(scene: Scene<'_, '_>, from: usize, to: usize) -> Span {
    let whole = scene.nodes[from].span.join(scene.nodes[to - 1].span);
    let start = whole.start + tail_of_time(scene, from);
    let start = start.max(whole.end.saturating_sub(LONGEST)).min(whole.end);
    Span::new(scene.reading.ceil_char_boundary(start), whole.end)
}

/// Bytes at the start of a run that end the time before it: the 前 of 年底前, the 起 of 从2004年起.
fn tail_of_time(scene: Scene<'_, '_>, from: usize) -> usize {
    let (before, behind) = scene.reading.split_at(scene.nodes[from].span.start);
    let ends = |class| scene.rules.words(class).any(|word| before.ends_with(word));
    let begins = |class| scene.rules.words(class).filter(|word| behind.starts_with(word));
    if ends("term-end") {
        return begins("term-before").map(str::len).max().unwrap_or(0);
    }
    let time = from.checked_sub(1).filter(|&time| scene.nodes[time].is(scene.rules.policy.period));
    let is_onward =
        time.is_some_and(|time| scene.rules.leads_onward(scene.reading, scene.nodes[time].span));
    // 2004年起达到: a word of its own, other than in 2004年起重机产量.
    let is_whole = |word: &&str| is_onward || word.len() == scene.nodes[from].span.range().len();
    begins("onward").filter(is_whole).map(str::len).max().filter(|_| time.is_some()).unwrap_or(0)
}

/// The nodes between two that say what is measured; `None` where none does.
pub(super) fn trimmed(scene: Scene<'_, '_>, start: usize, at: usize) -> Option<(usize, usize)> {
    let policy = &scene.rules.policy;
    let node = |n: usize| &scene.nodes[n];
    let ranked = scene.nodes.get(at).is_some_and(Node::is_rank);
    // What it is compared with, and among whom it is ranked, is not what is measured.
    let mut depth = 0_usize;
    let mut cuts = |n: &usize| {
        depth += usize::from(node(*n).is(policy.bracket_open));
        depth = depth.saturating_sub(usize::from(node(*n).is(policy.bracket_close)));
        let is_base = scene.related[*n].basis.is_some();
        // 收入比缩小至2.5: a ratio, and nothing compared.
        let is_ratio = node(*n).is(policy.ratio_noun) && node(*n + 1).is(policy.link);
        let compares = node(*n).is(policy.compare) && !is_ratio;
        let cuts = compares
            || is_base
            || ranked && node(*n).is_any(&[policy.rank_verb, policy.rank_within]);
        cuts && depth == 0
    };
    let (mut from, mut to) = (start, (start..at).find(|n| cuts(n)).unwrap_or(at));
    // 时长从治理前的118秒减少到35秒: from when on is no part of what is measured.
    let begins = |n: &usize| *n > start && node(*n).is(policy.from);
    if matches!(scene.related.get(at), Some(Related { change: Some((ChangeEnd::From, _)), .. })) {
        to = (start..to).rev().find(begins).unwrap_or(to);
    }
    let trailing = [
        policy.predicate,
        policy.link,
        policy.period,
        policy.clause_end,
        policy.list_join,
        policy.quote_open,
        policy.manner,
        policy.of,
    ];
    let is_per = |n: usize| {
        let says = node(n).meaning(scene.rules).is_some_and(|meaning| meaning.per.is_some());
        says && !node(n).is(policy.per_noun)
    };
    // 产量稳定在全国1/4: of what it is a part.
    let tells_where = |n: usize| n > from && node(n - 1).is(policy.link);
    // 人口年平均增长0.5%: the year is that of the mean.
    let is_yearly = |n: usize| {
        let leads_to_mean = scene.related.get(n + 1).is_some_and(|next| next.basis.is_some());
        leads_to_mean && &scene.reading[node(n).span.range()] == "年"
    };
    // 失业率从年初的5.3%….
    let tells_when = |n: usize| {
        n > from && node(n).is(policy.year_point) && node(n - 1).is_any(&[policy.from, policy.to])
    };
    let trails = |n: usize| {
        node(n).is_any(&trailing) && !node(n).is(policy.own_measure)
            || is_per(n)
            || tells_when(n)
            || is_yearly(n)
            || node(n).is(policy.area) && (ranked || tells_where(n))
    };
    // 死亡人数实现“双下降”，分别下降…: the slogan says nothing of what is measured.
    let slogan = (from..to).rev().find(|&n| node(n).is(policy.quote_open));
    if let Some(open) = slogan.filter(|&open| open > from && node(open - 1).is(policy.link))
        && node(to - 1).is(policy.quote_close)
    {
        to = open;
    }
    while to > from && trails(to - 1) {
        to -= 1;
    }
    let leading = [
        policy.area,
        policy.opener,
        policy.period,
        policy.link,
        policy.list_join,
        policy.quote_close,
        policy.bracket_close,
    ];
    // 10市PM2.5浓度: the areas were counted.
    let is_counted =
        |n: usize| n > 0 && node(n).is(policy.place_counted) && counts_plainly(&scene.nodes[n - 1]);
    // 年末全市户籍人口: when, before where.
    let leads_to_area = |n: usize| {
        let area = scene.nodes.get(n + 1).is_some_and(|next| next.is(policy.area));
        node(n).is(policy.year_point) && area
    };
    to = before_people(scene, from, to);
    // 5000亿大关、贷款余额…: the mark was passed by the value before.
    from = step_end(scene, from).filter(|&end| end <= to).unwrap_or(from);
    while from < to
        && (node(from).is_any(&leading)
            || scene.related[from].is_listed_area
            || is_enumerator(node(from))
            || is_counted(from)
            || leads_to_area(from))
        && !begins_name(scene.rules, scene.nodes, from)
    {
        from += 1;
    }
    // 跨上两个百亿元台阶、突破9百亿元: the steps are of what was measured before.
    if node(from.min(at)).is(policy.label)
        && let Some(end) = step_end(scene, from + 1).filter(|&end| end <= at)
    {
        from = (end..to).find(|&n| !node(n).is_any(&leading)).unwrap_or(to);
    }
    if from >= to {
        return None;
    }
    // 城区有学校12所: 城区 is where they are.
    let places = (from..to - 1).rev().take_while(|&n| !node(n).is(policy.of));
    if let Some(has) = places.into_iter().find(|&n| node(n).is(policy.has)) {
        from = has + 1;
    }
    let length = scene.reading[join(scene, from, to).range()].chars().count();
    let needs_verb = length <= BARE && from > start && node(from - 1).is(policy.light_verb);
    Some((from - usize::from(needs_verb), to))
}

/// Characters behind the number of 每千人口.
const PEOPLE: usize = 2;

/// The end of words that end with the people whom a rate is stated for, without them: 抽检量达到 of
/// 抽检量达到每千人. Words that begin with them are all of them: 每千人口床位.
fn before_people(scene: Scene<'_, '_>, from: usize, to: usize) -> usize {
    let policy = &scene.rules.policy;
    let text = |n: usize| &scene.reading[scene.nodes[n].span.range()];
    let earliest = to.saturating_sub(PEOPLE + 1).max(from + 2);
    let is_short = |number: &usize| {
        let people = (number + 1..to).map(|n| text(n).chars().count()).sum::<usize>();
        (1..=PEOPLE).contains(&people)
            && scene.nodes[*number].is(policy.label)
            && text(number - 1) == "每"
    };
    let Some(number) = (earliest..to).find(is_short) else { return to };
    let says =
        (from..number - 1).rev().find(|&n| !scene.nodes[n].is_any(&[policy.link, policy.of]));
    says.map_or(to, |last| last + 1)
}

/// Whether a node is a count without a measure word: the 10 of 10市.
fn counts_plainly(node: &Node) -> bool {
    node.quantity().is_some_and(|quantity| quantity.unit == "1" && quantity.classifier.is_none())
}

/// Whether the words only go on speaking of what was measured before: 增速…, 占全国…, 总数….
pub(super) fn says_nothing_new(scene: Scene<'_, '_>, from: usize, to: usize) -> bool {
    let policy = &scene.rules.policy;
    let run = &scene.nodes[from..to];
    let words =
        [policy.rate_noun, policy.share_noun, policy.total_noun, policy.light_verb, policy.area];
    run[0].is(policy.part_of) || run.iter().all(|node| node.is_any(&words))
}

/// The first node of the clause: behind a clause end, a quantity, or a list mark that follows one.
pub(super) fn clause_start(scene: Scene<'_, '_>, at: usize) -> usize {
    let policy = &scene.rules.policy;
    let mut start = at;
    let mut closed = 0_usize;
    let mut behind_closed = at;
    // Whether the clause says by now what is measured; what stands before a time is then of another.
    let mut speaks = false;
    let mut asides = 0;
    while start > 0 {
        let node = &scene.nodes[start - 1];
        // 比2019年同期 is a part of the clause, what it is compared with.
        let is_base = scene.related[start - 1].basis.is_some();
        // 占当年缴存额的…: the time is that of the whole.
        let of_whole = start > 1 && scene.nodes[start - 2].is(policy.part_of);
        let is_time = speaks && !is_base && !of_whole && is_point_in_time(node);
        let opens = node.is(policy.bracket_open) && closed == 0;
        // 文盲人口（15岁及以上不识字的人）为…: what a bracket states is an aside.
        if let Some(open) = bracket_before(scene, start).filter(|_| asides < ASIDES) {
            asides += 1;
            start = open;
            continue;
        }
        // 总额9亿元（人民币，下同）增长…: the mark is one within the bracket.
        if node.is(policy.clause_end) && closed > 0 {
            return behind_closed;
        }
        if node.is(policy.clause_end) || node.is_quantity() || is_time || opens {
            break;
        }
        if node.is(policy.bracket_close) && closed == 0 {
            behind_closed = start;
        }
        closed += usize::from(node.is(policy.bracket_close));
        closed = closed.saturating_sub(usize::from(node.is(policy.bracket_open)));
        speaks |= says_something(scene, node);
        start -= 1;
    }
    // 7.4万套（间）、累计…: the bracket belongs to the value before.
    if start > 0 && scene.nodes[start - 1].is_quantity() {
        start = behind_bracket(scene, start, at);
    }
    // 投资1亿元的剧院、投资2亿元的…: what 的 leads on to is of the value before.
    let described = start > 0 && scene.nodes[start - 1].is_quantity();
    let ends = (start..at).rev().find(|&n| scene.nodes[n].is(policy.list_mark));
    match ends {
        Some(mark) if described && scene.nodes[start].is(policy.of) => mark + 1,
        _ => start,
    }
}

/// Words of a bracket that is an aside at most.
pub(super) const ASIDE: usize = 16;

/// The node that opens the bracket which ends before a node, where the bracket states a value and words
/// for what is measured stand before it.
fn bracket_before(scene: Scene<'_, '_>, end: usize) -> Option<usize> {
    let policy = &scene.rules.policy;
    let close = end.checked_sub(1).filter(|&n| scene.nodes[n].is(policy.bracket_close))?;
    let mut within = 0_usize;
    let open = (close.saturating_sub(ASIDE)..close).rev().find(|&n| {
        within += usize::from(scene.nodes[n].is(policy.bracket_close));
        let opens = scene.nodes[n].is(policy.bracket_open);
        let is_own = opens && within == 0;
        within -= usize::from(opens && within > 0);
        is_own
    })?;
    // 汽车（增长8%）、水泥…: the next of a list begins anew.
    let goes_on = scene.nodes.get(end).is_some_and(|next| !next.is(policy.list_join));
    let states = goes_on && scene.nodes[open..close].iter().any(Node::is_quantity);
    let no_words = [policy.clause_end, policy.list_join, policy.bracket_close, policy.period];
    let before = &scene.nodes[open.checked_sub(1)?];
    (states && !before.is_quantity() && !before.is_any(&no_words)).then_some(open)
}

/// The first node behind a bracket that opens there.
fn behind_bracket(scene: Scene<'_, '_>, from: usize, to: usize) -> usize {
    let policy = &scene.rules.policy;
    let close = (from..to).find(|&n| scene.nodes[n].is(policy.bracket_close));
    let opens = from < to && scene.nodes[from].is(policy.bracket_open);
    close.filter(|_| opens).map_or(from, |close| close + 1)
}

/// Whether a node is a time of what follows, and no length of time: 连续九年.
fn is_point_in_time(node: &Node) -> bool {
    matches!(&node.kind, NodeKind::Period(period) if period.kind != PeriodKind::Duration)
}

/// Whether a node could say what is measured.
pub(super) fn says_something(scene: Scene<'_, '_>, node: &Node) -> bool {
    let policy = &scene.rules.policy;
    let silent = [
        policy.link,
        policy.opener,
        policy.period,
        policy.clause_end,
        policy.list_join,
        policy.compare,
        policy.manner,
        policy.bound_before,
    ];
    !node.is_any(&silent)
}

fn is_enumerator(node: &Node) -> bool {
    matches!(node.kind, NodeKind::Numeral(NumeralClass::Enumerator))
}
