//! A share must be what its part is of its whole, where the text states all three; and shares that
//! stand beside each other without naming their whole must be of one.

use std::collections::BTreeMap;

use crate::Finding;
use crate::implied::quotient;
use crate::run::{Run, Told, holds};
use crate::stated::Stated;

pub(crate) const KIND: &str = "share";

/// The levels of a text by what they measure, for all of it or not: 全部就业人员 is 就业人员.
type Levels<'r> = BTreeMap<String, Vec<&'r Stated>>;

pub(crate) fn check(run: &Run<'_>, told: Told<'_>) -> Vec<Finding> {
    let mut levels = Levels::new();
    for one in told.stated.iter().filter(|one| one.is_level() && one.unit != "%") {
        levels.entry(run.core(one.plain.as_deref().unwrap_or_default())).or_default().push(one);
    }
    let named = told.stated.iter().filter_map(|share| of_named(run, told, &levels, share));
    named.chain(of_one_whole(run, told)).collect()
}

/// 甲占乙的比重, where the text states 甲 and 乙, too: the nearest of each before the share.
fn of_named(run: &Run<'_>, told: Told<'_>, levels: &Levels<'_>, share: &Stated) -> Option<Finding> {
    let (part, whole) = wholes(run, share)?;
    let level = |words: &str| {
        let all = levels.get(&run.core(words))?;
        let before = all.iter().rev().filter(|one| one.span.start < share.span.start);
        before.copied().find(|one| one.is_beside(share))
    };
    let (part, whole) = (level(part)?, level(whole)?);
    let same = part.span == whole.span || is_shared_out(told, share);
    if same || !run.is_alike(part, whole) {
        return None;
    }
    run.compare(KIND, share.name(), share, &[part, whole], run.percent(part, whole))
}

/// The words of the part and of the whole in 甲占乙的比重, and in 甲占乙.
fn wholes<'s>(run: &Run<'_>, share: &'s Stated) -> Option<(&'s str, &'s str)> {
    let words = share.plain.as_deref().filter(|_| share.is_share())?;
    let (part, rest) = words.split_once('占')?;
    let nouns = &run.words().share;
    let whole = nouns.iter().find_map(|noun| rest.strip_suffix(noun.as_str())).unwrap_or(rest);
    let whole = whole.strip_suffix('的').unwrap_or(whole);
    (!part.is_empty() && !whole.is_empty()).then_some((part, whole))
}

/// Whether a figure is a share of a whole: 占比, 比重, 甲占.
pub(crate) fn is_of_whole(run: &Run<'_>, stated: &Stated) -> bool {
    let name = stated.name();
    stated.is_share() && (name.contains('占') || holds(name, &run.words().share))
}

/// Whether another share of the sentence has the same words: which of several parts each is of (…分别占
/// 52.1%和47.9%) is a guess then.
pub(crate) fn is_shared_out(told: Told<'_>, share: &Stated) -> bool {
    let at = told.stated.partition_point(|one| one.span.start < share.span.start);
    let near = told.around(at, 4).iter().filter(|one| one.sentence == share.sentence);
    let mut others = near.filter(|one| one.is_share() && one.span != share.span);
    others.any(|one| one.plain == share.plain && share.plain.is_some())
}

/// Whether a share is of that part, and does not say in which whole: 占比, 企业支出所占比重, 企业支出占.
pub(crate) fn is_bare(run: &Run<'_>, share: &Stated, part: &Stated) -> bool {
    let words = share.plain.as_deref().unwrap_or_default();
    let nouns = &run.words().share;
    let rest = nouns.iter().find_map(|noun| words.strip_suffix(noun.as_str())).unwrap_or(words);
    let rest = rest.trim_end_matches(['所', '占', '的']);
    is_of_whole(run, share) && (rest.is_empty() || Some(rest) == part.plain.as_deref())
}

/// A part with the bare share right behind it: 企业支出16921.8亿元，……，所占比重为76.4%.
fn bare_shares<'r>(run: &Run<'_>, told: Told<'r>) -> Vec<(&'r Stated, &'r Stated)> {
    let of = |(at, share): (usize, &'r Stated)| {
        let before = told.stated[..at].iter().rev();
        let mut sentence = before.take_while(|one| one.sentence == share.sentence);
        let part = sentence.find(|one| one.is_level())?;
        let is_its = part.unit != "%" && part.is_beside(share) && is_bare(run, share, part);
        is_its.then_some((part, share))
    };
    let shares = told.stated.iter().enumerate().filter(|(_, one)| is_of_whole(run, one));
    shares.filter_map(of).collect()
}

/// The wholes that bare shares leave for parts of one kind must meet: each with the one before.
fn of_one_whole(run: &Run<'_>, told: Told<'_>) -> Vec<Finding> {
    let shares = bare_shares(run, told);
    let beside = |a: &(&Stated, &Stated), b: &(&Stated, &Stated)| {
        let alike = run.is_alike(a.0, b.0) && end_alike(a.0, b.0);
        a.0.line == b.0.line && alike && a.0.is_beside(b.0)
    };
    let siblings = shares.chunk_by(beside);
    siblings.flat_map(|all| all.windows(2)).filter_map(|pair| of_pair(run, pair)).collect()
}

/// Whether what both measure ends in the same noun: 企业经费支出, 高等学校经费支出.
fn end_alike(a: &Stated, b: &Stated) -> bool {
    let back = |stated: &Stated| -> Vec<char> { stated.name().chars().rev().take(2).collect() };
    back(a).len() == 2 && back(a) == back(b)
}

fn of_pair(run: &Run<'_>, pair: &[(&Stated, &Stated)]) -> Option<Finding> {
    let [(first, first_share), (second, share)] = pair else { return None };
    let implied = quotient(&run.measure(first), &run.measure(first_share))
        .and_then(|whole| quotient(&run.measure(second), &whole));
    let what = format!("shares of {} and {} in one whole", first.name(), second.name());
    run.compare(KIND, &what, share, &[second, first, first_share], implied)
}
