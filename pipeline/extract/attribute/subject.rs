//! The words before a quantity: 产值147.57亿元, 占规模以上工业增加值的比重达38.5%.

use figlift_config::PeriodKind;
use figlift_text::Span;

use super::noun::step_end;
use super::{Scene, Words};
use crate::claim::{Kind, Node, begins_name};
use crate::pattern::Symbol;
use crate::quantity::Quantity;
use crate::relate::{ChangeEnd, Related};
use crate::vocabulary::ClassId;

/// Bytes of the longest words for what is measured.
pub(super) const LONGEST: usize = 600;

/// Characters that a head and the end that it shares may both say.
const LONGEST_OVERLAP: usize = 8;

/// Goods of one character, which are whole names (钢、原煤产量) and no half of one (轻、重工业).
const GOODS: [char; 22] = [
    '粮', '棉', '油', '糖', '肉', '蛋', '奶', '茶', '烟', '酒', '盐', '纸', '布', '钢', '铁', '煤',
    '铜', '铝', '铅', '锌', '金', '银',
];

/// Characters of a noun that says too little without the verb before it: 完成投资, 投入资金.
const BARE: usize = 2;

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
fn words(scene: Scene<'_, '_>, at: usize) -> Option<(Span, bool)> {
    let policy = &scene.rules.policy;
    let end = behind_scope(scene, at).unwrap_or(at);
    let (from, to) = trimmed(scene, clause_start(scene, end), end)?;
    // 为年初预算的102%, 完成预算的97%: how far the plan was reached.
    let is_share = scene.rules.dimension(&scene.nodes[at].quantity()?.unit) == Some("share");
    let run = &scene.nodes[from..to];
    let run = if run.len() > 1 && run[0].is(policy.light_verb) { &run[1..] } else { run };
    let of_plan = run.iter().all(|node| node.is(policy.planned));
    let is_new = !(is_share && of_plan || says_nothing_new(scene, from, to));
    Some((join(scene, from, to), is_new))
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
    (clause_start(scene, at)..at).all(|n| !says_something(scene, &scene.nodes[n]))
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
    let deals = |node: &Node| {
        node.span.start == said.start
            && node.span.end == said.end
            && node.is(scene.rules.policy.deals_with)
    };
    scene.nodes.iter().any(deals)
}

/// Whether words only name a level: 省级.
pub(super) fn only_levels(scene: Scene<'_, '_>, said: &Words) -> bool {
    let [level] = said.as_slice() else { return false };
    let text = &scene.reading[level.range()];
    text.ends_with('级') && ending(scene, "paired", text) == Some(text)
}

/// What stands behind the level in the name of a thing: the 景区 of 国家级景区.
pub(super) fn behind_level(scene: Scene<'_, '_>, name: Span) -> Option<Span> {
    let level = scene.reading[name.range()].find('级')? + '级'.len_utf8();
    Some(Span::new(name.start + level, name.end)).filter(|noun| noun.start < noun.end)
}

/// What a clause of the sentence before a node deals with: the 文件 of 对文件进行清理.
pub(super) fn dealt_with(scene: Scene<'_, '_>, at: usize) -> Option<Span> {
    let policy = &scene.rules.policy;
    let done = (0..at).rev().find(|&n| scene.nodes[n].is(policy.carried_out))?;
    let start = clause_start(scene, done);
    let clause = join(scene, start, done);
    let mark = scene.reading[clause.range()].rfind('对')? + '对'.len_utf8();
    Some(Span::new(clause.start + mark, scene.nodes[done].span.start))
        .filter(|object| object.start < object.end)
}

/// Whether who gives an amount, and that it is given, is all that stands before it: 中央财政安排50亿元
/// 专项资金.
pub(super) fn gives(scene: Scene<'_, '_>, at: usize) -> bool {
    let policy = &scene.rules.policy;
    let bounds = |n: &usize| scene.nodes[*n].is(policy.bound_before);
    let verb = (0..at).rev().find(|n| !bounds(n));
    verb.is_some_and(|n| scene.nodes[n].is(policy.gives))
}

/// The words of the clause before, where it states no value: 服务器出口势头良好，增长5%.
pub(super) fn of_clause_before(scene: Scene<'_, '_>, at: usize) -> Option<Span> {
    let (from, to) = clause_before(scene, clause_start(scene, at))?;
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

fn clause_before(scene: Scene<'_, '_>, start: usize) -> Option<(usize, usize)> {
    let policy = &scene.rules.policy;
    // 养老金连续5年增加，去年又提高10%: a time leads the clause.
    let times = scene.nodes[..start].iter().rev().take_while(|node| node.is(policy.period)).count();
    let end = (start - times).checked_sub(1).filter(|&end| scene.nodes[end].is(policy.comma))?;
    let from = clause_start(scene, end);
    let states = from > 0 && scene.nodes[from - 1].is_quantity();
    if states { None } else { trimmed(scene, from, end) }
}

/// The words from one node to another; of a run that no text ends, the last ones.
fn join(scene: Scene<'_, '_>, from: usize, to: usize) -> Span {
    let whole = scene.nodes[from].span.join(scene.nodes[to - 1].span);
    let start = whole.start.max(whole.end.saturating_sub(LONGEST));
    let start = scene.reading.ceil_char_boundary(start) + tail_of_time(scene, from);
    Span::new(start.min(whole.end), whole.end)
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
    begins("onward").map(str::len).max().filter(|_| is_onward).unwrap_or(0)
}

/// The words for each of so many values that a clause names one by one (分别); none where it does not.
pub(super) fn heads(scene: Scene<'_, '_>, at: usize, count: usize) -> Vec<Words> {
    let policy = &scene.rules.policy;
    let start = clause_start(scene, at);
    let said = (start..at).rev().find(|&n| scene.nodes[n].is(policy.respectively));
    // 甲、乙产量增长5%、3%: as many values of one kind as names also tell each its own.
    let told = said.is_some() || are_alike(scene, at, count);
    let each = said.unwrap_or(at);
    let own = trimmed(scene, start, each).filter(|&(from, to)| !says_nothing_new(scene, from, to));
    // 臭氧和二氧化氮两项指标分别…: the count of the things stands between them and what is said of each.
    if let Some(counted) = counted_before(scene, start, count).filter(|_| told) {
        let kind = own.map(|(from, to)| join(scene, from, to));
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
    // 三次产业分别实现增加值…: one name for all of them.
    if let ([all], Some(shared)) = (members.as_slice(), shared) {
        return vec![vec![*all, shared]; count];
    }
    if members.len() != count {
        return Vec::new();
    }
    if let Some(heads) = numbered(scene, &members) {
        return heads.into_iter().map(|head| head.into_iter().chain(shared).collect()).collect();
    }
    // 床位数、医师数 7.8张、3.6个: of unlike kinds where each name is one of a measure.
    if !told && !members.iter().all(|&member| is_measure(scene, member)) {
        return Vec::new();
    }
    let heads = members.iter().enumerate().map(|(n, &head)| {
        let own = shared_end(scene, head, &members[n + 1..]);
        with_end(scene, head, own).into_iter().chain(shared).collect()
    });
    heads.collect()
}

/// The names of things that 第 numbers once, and whose noun stands behind the last: 第一、二、三产业
/// are 第一产业, 第二产业 and 第三产业.
fn numbered(scene: Scene<'_, '_>, members: &[Span]) -> Option<Vec<Words>> {
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
    let value = quantity.value().and_then(crate::Exact::to_i64);
    let list = trimmed(scene, clause_start(scene, at), at)?;
    let names_all = quantity.unit == "1" && value == i64::try_from(count).ok();
    (names_all && split(scene, list, scene.rules.policy.list_join).len() == count).then_some(list)
}

/// Whether a member of a list says by itself what is measured: 学前教育毛入园率, 接待游客人次.
fn is_measure(scene: Scene<'_, '_>, member: Span) -> bool {
    let said = &scene.reading[member.range()];
    said.ends_with(['率', '量', '额', '数', '值', '价'])
        || ending(scene, "measure-noun", said).is_some()
        || ending(scene, "measure-name", said).is_some()
}

/// The longest word of a class that ends a text.
fn ending<'r>(scene: Scene<'_, 'r>, class: &str, text: &str) -> Option<&'r str> {
    let words = scene.rules.pack.lexicon.get(class).map_or(&[][..], |class| &class.words);
    let ends = words.iter().map(String::as_str).filter(|word| text.ends_with(word));
    ends.max_by_key(|word| word.len())
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
    if is_measure(scene, head) {
        return from(stem.len());
    }
    from(stem.len() - ending(scene, "measure-noun", stem).map_or(0, str::len))
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

/// The word of a class that begins a text.
fn beginning<'r>(scene: Scene<'_, 'r>, class: &str, text: &str) -> Option<&'r str> {
    let words = scene.rules.pack.lexicon.get(class).map_or(&[][..], |class| &class.words);
    words.iter().map(String::as_str).find(|word| text.starts_with(word))
}

/// What the end of a name says of the measure before it: the 增速 of 固投增速, 占规上工业比重.
fn said_of_it<'t>(scene: Scene<'_, '_>, name: &'t str) -> &'t str {
    let noun = ["rate-noun", "rate-noun-down", "share-noun"]
        .iter()
        .find_map(|class| ending(scene, class, name))
        .map_or(0, str::len);
    let stem = name.len() - noun;
    let whole = name[..stem].find('占').filter(|_| noun > 0);
    &name[whole.unwrap_or(stem)..]
}

/// The nodes between two that say what is measured; `None` where none does.
fn trimmed(scene: Scene<'_, '_>, start: usize, at: usize) -> Option<(usize, usize)> {
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
    to = before_people(scene, from, to);
    // 5000亿大关、贷款余额…: the mark was passed by the value before.
    let is_mark = |n: usize| scene.reading[scene.nodes[n].span.range()] == *"关";
    if from + 1 < to && node(from).is(policy.great) && is_mark(from + 1) {
        from += 2;
    }
    while from < to
        && (node(from).is_any(&leading) || is_enumerator(node(from)) || is_counted(from))
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

/// Whether the words only go on speaking of what was measured before: 增速…, 占全国….
fn says_nothing_new(scene: Scene<'_, '_>, from: usize, to: usize) -> bool {
    let policy = &scene.rules.policy;
    let run = &scene.nodes[from..to];
    let words = [policy.rate_noun, policy.share_noun, policy.light_verb, policy.area];
    run[0].is(policy.part_of) || run.iter().all(|node| node.is_any(&words))
}

/// The first node of the clause: behind a clause end, a quantity, or a list mark that follows one.
fn clause_start(scene: Scene<'_, '_>, at: usize) -> usize {
    let policy = &scene.rules.policy;
    let mut start = at;
    let mut closed = 0_usize;
    let mut behind_closed = at;
    // Whether the clause says by now what is measured; what stands before a time is then of another.
    let mut speaks = false;
    while start > 0 {
        let node = &scene.nodes[start - 1];
        // 比2019年同期 is a part of the clause, what it is compared with.
        let is_base = scene.related[start - 1].basis.is_some();
        let is_time = speaks && !is_base && is_point_in_time(node);
        let opens = node.is(policy.bracket_open) && closed == 0;
        // 文盲人口（15岁及以上不识字的人）为…: what a bracket states is an aside.
        if let Some(open) = bracket_before(scene, start) {
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
const ASIDE: usize = 16;

/// The node that opens the bracket which ends before a node, where the bracket states a value and words
/// for what is measured stand before it.
fn bracket_before(scene: Scene<'_, '_>, end: usize) -> Option<usize> {
    let policy = &scene.rules.policy;
    let close = end.checked_sub(1).filter(|&n| scene.nodes[n].is(policy.bracket_close))?;
    let open = (close.saturating_sub(ASIDE)..close)
        .rev()
        .find(|&n| scene.nodes[n].is(policy.bracket_open))?;
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
    matches!(&node.kind, Kind::Period(period) if period.kind != PeriodKind::Duration)
}

/// Whether a node could say what is measured.
fn says_something(scene: Scene<'_, '_>, node: &Node) -> bool {
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
    matches!(node.kind, Kind::Numeral("enumerator"))
}
