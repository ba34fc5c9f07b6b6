//! A share must be what its part is of its whole, where the text states all three; and shares that
//! stand beside each other without naming their whole must be of one.

use figlift_extract::Exact;

use crate::run::{Run, Told};
use crate::stated::Stated;
use crate::{Finding, Status};

pub(crate) const KIND: &str = "share";

pub(crate) fn check(run: &Run<'_>) -> Vec<Finding> {
    run.documents().flat_map(|told| of_document(run, told)).collect()
}

fn of_document(run: &Run<'_>, told: Told<'_>) -> Vec<Finding> {
    let named = told.stated.iter().filter_map(|share| of_named(run, told, share));
    named.chain(of_one_whole(run, told)).collect()
}

/// 甲占乙的比重, where the text states 甲 and 乙, too.
fn of_named(run: &Run<'_>, told: Told<'_>, share: &Stated) -> Option<Finding> {
    let (part, whole) = wholes(run, share)?;
    let level = |words: &str| {
        let found = |one: &&Stated| {
            one.is_level() && one.plain.as_deref() == Some(words) && one.is_beside(share)
        };
        told.stated.iter().find(found)
    };
    let (part, whole) = (level(part)?, level(whole)?);
    if !run.is_alike(part, whole) || part.unit == "%" {
        return None;
    }
    let implied = run.measure(part)?.over(run.measure(whole)?)?.scaled(Exact::whole(100))?;
    let what = share.words.clone().unwrap_or_default();
    run.compare(KIND, &what, share, &[part, whole], implied)
}

/// The words of the part and of the whole in 甲占乙的比重.
fn wholes<'s>(run: &Run<'_>, share: &'s Stated) -> Option<(&'s str, &'s str)> {
    let words = share.plain.as_deref().filter(|_| share.is_level() && share.unit == "%")?;
    let (part, rest) = words.split_once('占')?;
    let nouns = &run.checks().words.share;
    let whole = nouns.iter().find_map(|noun| rest.strip_suffix(noun.as_str()))?;
    let whole = whole.strip_suffix('的').unwrap_or(whole);
    (!part.is_empty() && !whole.is_empty()).then_some((part, whole))
}

/// Whether a share is of that part, and does not say in which whole: 占比, 企业支出所占比重.
pub(crate) fn is_bare(run: &Run<'_>, share: &Stated, part: &Stated) -> bool {
    let words = share.plain.as_deref().unwrap_or_default();
    let nouns = &run.checks().words.share;
    let Some(rest) = nouns.iter().find_map(|noun| words.strip_suffix(noun.as_str())) else {
        return false;
    };
    let rest = rest.trim_end_matches(['所', '占', '的']);
    share.is_level()
        && share.unit == "%"
        && (rest.is_empty() || Some(rest) == part.plain.as_deref())
}

/// A part with the bare share right behind it: 企业支出16921.8亿元，……，所占比重为76.4%.
fn bare_shares<'r>(run: &Run<'_>, told: Told<'r>) -> Vec<(&'r Stated, &'r Stated)> {
    let of = |(at, share): (usize, &'r Stated)| {
        let before = told.stated[..at].iter().rev();
        let sentence = before.take_while(|one| one.sentence == share.sentence);
        let part = sentence.into_iter().find(|one| one.is_level())?;
        let is_its = part.unit != "%" && part.is_beside(share) && is_bare(run, share, part);
        is_its.then_some((part, share))
    };
    told.stated.iter().enumerate().filter_map(of).collect()
}

/// The wholes that bare shares leave for parts of one kind must meet: each is held against the first.
fn of_one_whole(run: &Run<'_>, told: Told<'_>) -> Vec<Finding> {
    let shares = bare_shares(run, told);
    let beside = |a: &(&Stated, &Stated), b: &(&Stated, &Stated)| {
        let one_paragraph = !told.between(a.0, b.0).contains('\n');
        one_paragraph && run.is_alike(a.0, b.0) && end_alike(a.0, b.0) && a.0.is_beside(b.0)
    };
    let mut findings = Vec::new();
    for siblings in shares.chunk_by(beside).filter(|siblings| siblings.len() > 1) {
        findings.extend(siblings.windows(2).filter_map(|pair| of_pair(run, pair)));
    }
    findings
}

/// Whether what both measure ends in the same noun: 企业经费支出, 高等学校经费支出.
fn end_alike(a: &Stated, b: &Stated) -> bool {
    let back = |stated: &Stated| -> Vec<char> {
        stated.words.as_deref().unwrap_or_default().chars().rev().take(2).collect()
    };
    back(a).len() == 2 && back(a) == back(b)
}

fn of_pair(run: &Run<'_>, pair: &[(&Stated, &Stated)]) -> Option<Finding> {
    let [(first, first_share), (second, share)] = pair else { return None };
    let whole = run.measure(first)?.over(run.measure(first_share)?)?;
    let implied = run.measure(second)?.over(whole)?;
    let words = |stated: &Stated| stated.words.clone().unwrap_or_default();
    let what = format!("shares of {} and {} in one whole", words(first), words(second));
    run.compare(KIND, &what, share, &[second, first, first_share], implied)
        .filter(|finding| finding.status != Status::NotComparable)
}
