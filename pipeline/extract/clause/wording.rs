//! Which words of a clause say what is measured, without what leads to them and what trails.

use figlift_model::ChangeEnd;
use figlift_text::Span;

use super::ending::ending;
use super::extent::clause_start;
use super::scene::Scene;
use super::steps::step_end;
use crate::claim::node::{Node, begins_name};
use crate::claim::related::Related;
use crate::compile::pattern::Symbol;

/// Bytes of the longest words for what is measured.
pub(super) const LONGEST: usize = 600;

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
    let to = before_trailing(scene, start, before_comparison(scene, start, at), at);
    let to = before_people(scene, start, to);
    let mut from = behind_leading(scene, start, to, at);
    if from >= to {
        return None;
    }
    // 城区有学校12所: 城区 is where they are.
    let places = (from + 1..to - 1).rev().take_while(|&n| !node(n).is(policy.of));
    if let Some(has) = places.into_iter().find(|&n| node(n).is(policy.has)) {
        from = has + 1;
    }
    // 主要目标是经济增长5%: what is aimed at stands behind the verb.
    let aims = |n: &usize| node(*n).is(policy.aims) && node(n + 1).is(policy.link);
    if let Some(aim) = (from..to.saturating_sub(2)).rev().find(aims) {
        from = aim + 2;
    }
    let length = scene.reading[join(scene, from, to).range()].chars().count();
    let needs_verb = length <= BARE && from > start && node(from - 1).is(policy.light_verb);
    Some((from - usize::from(needs_verb), to))
}

/// The end of what is measured, before what it is compared with or ranked among, and before what leads to
/// the earlier value of a change.
fn before_comparison(scene: Scene<'_, '_>, start: usize, at: usize) -> usize {
    let policy = &scene.rules.policy;
    let node = |n: usize| &scene.nodes[n];
    let is_ranked = scene.nodes.get(at).is_some_and(Node::is_rank);
    let mut depth = 0_usize;
    let mut cuts = |n: &usize| {
        depth += usize::from(node(*n).is(policy.bracket_open));
        depth = depth.saturating_sub(usize::from(node(*n).is(policy.bracket_close)));
        let is_base = scene.related[*n].basis.is_some();
        // 规模相当于2019年同期的八成: what it is a share of.
        let is_aside = |n: usize| scene.related.get(n).is_some_and(|related| related.aside);
        let leads_to_base = node(*n).is(policy.link) && (is_aside(*n + 1) || is_aside(*n + 2));
        // 收入比缩小至2.5, 收入比2.5: a ratio, and nothing compared.
        let states = *n + 1 == at && node(at).quantity().is_some_and(|it| it.unit == "1");
        let is_ratio = node(*n).is(policy.ratio_noun) && (states || node(*n + 1).is(policy.link));
        let compares = node(*n).is(policy.compare) && !is_ratio;
        let ranks = is_ranked && node(*n).is_any(&[policy.rank_verb, policy.rank_within]);
        (compares || is_base || ranks || leads_to_base && *n > start) && depth == 0
    };
    let to = (start..at).find(|n| cuts(n)).unwrap_or(at);
    // 时长从治理前的118秒减少到35秒: from when on is no part of what is measured.
    let begins = |n: &usize| *n > start && node(*n).is(policy.from);
    match scene.related.get(at) {
        Some(Related { change: Some((ChangeEnd::From, _)), .. }) => {
            (start..to).rev().find(begins).unwrap_or(to)
        }
        _ => to,
    }
}

/// The end of words without what trails: verbs, times, areas, marks.
fn before_trailing(scene: Scene<'_, '_>, from: usize, end: usize, at: usize) -> usize {
    let policy = &scene.rules.policy;
    let node = |n: usize| &scene.nodes[n];
    let is_ranked = scene.nodes.get(at).is_some_and(Node::is_rank);
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
            || node(n).is(policy.area) && (is_ranked || tells_where(n))
    };
    let mut to = end;
    // 死亡人数实现“双下降”，分别下降…: the slogan says nothing of what is measured.
    let slogan = (from..to).rev().find(|&n| node(n).is(policy.quote_open));
    if let Some(open) = slogan.filter(|&open| open > from && node(open - 1).is(policy.link))
        && node(to - 1).is(policy.quote_close)
    {
        to = open;
    }
    while to > from && (trails(to - 1) || leads_on(scene, from, to - 1, at)) {
        to -= 1;
    }
    to
}

/// Whether a node behind what is measured leads on to a time, an aim or a value that it keeps to.
fn leads_on(scene: Scene<'_, '_>, from: usize, n: usize, at: usize) -> bool {
    let policy = &scene.rules.policy;
    let node = |n: usize| &scene.nodes[n];
    // 生产总值在2025年突破….
    let to_time =
        node(n).is(policy.at_time) && node(n + 1).is_any(&[policy.period, policy.quote_open]);
    // 粮食产量在1300万吨以上.
    let bounds = |next: &Node<'_>| next.is(policy.bound_before);
    let to_value = node(n).is(policy.stays_at) && scene.nodes[n + 1..at].iter().all(bounds);
    // “十四五”期间突破3万亿元: the marks and words around a time.
    let around = [policy.quote_close, policy.plan_word];
    let time = (from..=n).rev().find(|&before| !node(before).is_any(&around));
    let around_time =
        node(n).is_any(&around) && time.is_some_and(|time| node(time).is(policy.period));
    // 粮食产量目标为730亿斤: that it is aimed at is the status.
    to_time || to_value || around_time || n > from && node(n).is(policy.aims)
}

/// The first node of words behind what leads to them: areas, times, steps that the value before passed.
fn behind_leading(scene: Scene<'_, '_>, start: usize, to: usize, at: usize) -> usize {
    let policy = &scene.rules.policy;
    let node = |n: usize| &scene.nodes[n];
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
        |n: usize| n > 0 && node(n).is(policy.place_counted) && counts_plainly(node(n - 1));
    // 年末户籍人口, 年初全市户籍人口: when, before what or where.
    let is_point = |n: usize| {
        let area = scene.nodes.get(n + 1).is_some_and(|next| next.is(policy.area));
        node(n).is(policy.end_point) || node(n).is(policy.year_point) && area
    };
    // 有进出口实绩的企业: 有 opens what describes them.
    let describes =
        |n: usize| node(n).is(policy.has) && (n + 2..to).any(|of| node(of).is(policy.of));
    // 北京（2947亿元）居前三位: what a bracket states is of the area before it.
    let states_aside = |n: usize| {
        let mut within =
            scene.nodes[n..to].iter().take_while(|node| !node.is(policy.bracket_close));
        node(n).is_quantity() || node(n).is(policy.bracket_open) && within.any(Node::is_quantity)
    };
    // 5000亿大关、贷款余额…: the mark was passed by the value before.
    let mut from = step_end(scene, start).filter(|&end| end <= to).unwrap_or(start);
    while from < to
        && (node(from).is_any(&leading)
            || scene.related[from].is_listed_area
            || node(from).is_enumerator()
            || is_counted(from)
            || is_point(from)
            || states_aside(from))
        && !(from == start && describes(from))
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
    from
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
