//! A share must be the ratio of its part to its whole, if the text states all three. Neighbouring
//! shares that name no whole must imply the same whole.

use std::collections::BTreeMap;

use figlift_model::Severity;

use crate::Finding;
use crate::comparison::{compare, percent};
use crate::figure::CheckedFigure;
use crate::implied::quotient;
use crate::kind::{Check, Scope};
use crate::run::{CheckedText, Run, holds, is_alike};

const KIND: &str = "share";

pub(crate) const CHECK: Check = Check {
    name: KIND,
    what: "A share is the ratio of its part to its whole, where the text states all three.",
    severity: Severity::Error,
    scope: Scope::Document(check),
};

/// The levels of a text by indicator words, without words for the total: 全部就业人员 is 就业人员.
type LevelsByName<'r> = BTreeMap<String, Vec<&'r CheckedFigure<'r>>>;

fn check(run: &Run<'_>, text: CheckedText<'_>) -> Vec<Finding> {
    let mut levels = LevelsByName::new();
    for one in text.figures.iter().filter(|one| one.is_level() && !one.is_in_percent()) {
        levels.entry(run.core(one.plain().unwrap_or_default())).or_default().push(one);
    }
    let named = text.figures.iter().filter_map(|share| of_named(run, text, &levels, share));
    let told = (2..text.figures.len()).filter_map(|at| of_told(run, text, at));
    named.chain(told).chain(of_one_whole(run, text)).collect()
}

/// A share right after its whole, in one clause that follows the part: 出口186.4亿元，占出口总值742.8亿元的25.1%.
fn of_told(run: &Run<'_>, text: CheckedText<'_>, at: usize) -> Option<Finding> {
    let (share, whole) = (&text.figures[at], &text.figures[at - 1]);
    if !share.is_share() || !whole.is_level() || whole.is_in_percent() || whole.is_end() {
        return None;
    }
    let words = run.words();
    let rest = text.between(whole, share).trim_start_matches(['）', ')']);
    let rest = words.share_particle.iter().find_map(|word| rest.strip_prefix(word.as_str()))?;
    let is_share =
        rest.is_empty() || words.share.iter().any(|noun| rest.starts_with(noun.as_str()));
    let before = text.between(&text.figures[at - 2], whole);
    let clause = before.rsplit(['，', '；', '。', '：', '、']).next()?;
    let verb = words.share_verb.iter().any(|verb| clause.starts_with(verb.as_str()));
    let mut earlier = text.figures[..at - 1].iter().rev();
    let part = earlier.find(|one| one.is_level() && !one.is_in_percent())?;
    let fits = is_alike(part, whole) && part.is_beside(whole) && part.is_in_sentence_of(share);
    if !(is_share && verb && fits) {
        return None;
    }
    let what = format!("share of {} in {}", part.name(), whole.surface());
    compare(KIND, &what, share, &[part, whole], percent(part, whole))
}

/// 甲占乙的比重, if the text also states 甲 and 乙: the nearest of each before the share.
fn of_named(
    run: &Run<'_>,
    text: CheckedText<'_>,
    levels: &LevelsByName<'_>,
    share: &CheckedFigure<'_>,
) -> Option<Finding> {
    let (part, whole) = wholes(run, share)?;
    let level = |words: &str| {
        let all = levels.get(&run.core(words))?;
        let before = all.iter().rev().filter(|one| one.span().start < share.span().start);
        before.copied().find(|one| one.is_beside(share) && is_told_with(one, share))
    };
    // 教育支出10亿元，占公共预算支出的16%。当年公共预算支出64亿元: the only one that follows.
    let following = |words: &str| {
        let all = levels.get(&run.core(words))?.iter();
        let mut after = all.filter(|one| {
            one.span().start > share.span().start && one.paragraph == share.paragraph
        });
        let one = after.next().filter(|one| one.is_beside(share))?;
        after.next().is_none().then_some(*one)
    };
    let (part, whole) = (level(part)?, level(whole).or_else(|| following(whole))?);
    let same = part.span() == whole.span() || is_shared_out(text, share);
    if same || !is_alike(part, whole) {
        return None;
    }
    compare(KIND, share.name(), share, &[part, whole], percent(part, whole))
}

/// Whether a level before a share is told in its context: in its paragraph, or elsewhere, but of the same
/// known period. A collection of news tells of many periods without naming them.
fn is_told_with(level: &CheckedFigure<'_>, share: &CheckedFigure<'_>) -> bool {
    level.paragraph == share.paragraph || share.period.is_some()
}

/// The words of the part and of the whole in 甲占乙的比重, and in 甲占乙.
fn wholes<'s>(run: &Run<'_>, share: &'s CheckedFigure<'s>) -> Option<(&'s str, &'s str)> {
    let words = share.plain().filter(|_| share.is_share())?;
    let (part, rest) = at_verb(run, words)?;
    let nouns = &run.words().share;
    let whole = nouns.iter().find_map(|noun| rest.strip_suffix(noun.as_str())).unwrap_or(rest);
    let whole = without_end(whole, &[&run.words().share_particle]);
    (!part.is_empty() && !whole.is_empty()).then_some((part, whole))
}

/// The words before and after the verb of a share: 甲 and 乙的比重 of 甲占乙的比重.
pub(crate) fn at_verb<'w>(run: &Run<'_>, words: &'w str) -> Option<(&'w str, &'w str)> {
    run.words().share_verb.iter().find_map(|verb| words.split_once(verb.as_str()))
}

/// Words without any of these at their end.
pub(crate) fn without_end<'w>(mut words: &'w str, ends: &[&Vec<String>]) -> &'w str {
    let stripped = |words: &'w str| {
        let mut ends = ends.iter().copied().flatten().filter(|end| !end.is_empty());
        ends.find_map(|end| words.strip_suffix(end.as_str()))
    };
    while let Some(rest) = stripped(words) {
        words = rest;
    }
    words
}

/// Whether a figure is a share of a whole: 占比, 比重, 甲占.
pub(crate) fn is_of_whole(run: &Run<'_>, figure: &CheckedFigure<'_>) -> bool {
    let name = figure.name();
    figure.is_share() && (holds(name, &run.words().share_verb) || holds(name, &run.words().share))
}

/// Whether another share of the sentence has the same words, so that its part is ambiguous
/// (…分别占52.1%和47.9%).
pub(crate) fn is_shared_out(text: CheckedText<'_>, share: &CheckedFigure<'_>) -> bool {
    let at = text.first_from(share.span().start);
    let near = text.around(at, 4).iter().filter(|one| one.is_in_sentence_of(share));
    let mut others = near.filter(|one| one.is_share() && one.span() != share.span());
    others.any(|one| one.plain() == share.plain() && share.plain().is_some())
}

/// Whether a share is of that part and names no whole: 占比, 企业支出所占比重, 企业支出占.
pub(crate) fn is_bare(run: &Run<'_>, share: &CheckedFigure<'_>, part: &CheckedFigure<'_>) -> bool {
    let words = share.plain().unwrap_or_default();
    let nouns = &run.words().share;
    let rest = nouns.iter().find_map(|noun| words.strip_suffix(noun.as_str())).unwrap_or(words);
    let rest = without_end(rest, &[&run.words().share_verb, &run.words().share_particle]);
    is_of_whole(run, share) && (rest.is_empty() || Some(rest) == part.plain())
}

/// Whether nothing but the verb or the noun of a share stands between it and its part: 312.6亿元，占24.6%.
fn is_told_bare(
    run: &Run<'_>,
    text: CheckedText<'_>,
    share: &CheckedFigure<'_>,
    part: &CheckedFigure<'_>,
) -> bool {
    let words = run.words();
    let between = text.between(part, share).trim_start_matches(['，', ',', '（', '(']);
    let mut nouns = words.share_verb.iter().chain(&words.share);
    share.plain() == part.plain() && nouns.any(|noun| noun == between)
}

/// A part with the bare share right after it: 企业支出16921.8亿元，……，所占比重为76.4%.
fn bare_shares<'r>(
    run: &Run<'_>,
    text: CheckedText<'r>,
) -> Vec<(&'r CheckedFigure<'r>, &'r CheckedFigure<'r>)> {
    let of = |(at, share): (usize, &'r CheckedFigure<'r>)| {
        let before = text.figures[..at].iter().rev();
        let mut sentence = before.take_while(|one| one.is_in_sentence_of(share));
        let part = sentence.find(|one| one.is_level())?;
        let is_its = is_bare(run, share, part) || is_told_bare(run, text, share, part);
        (is_its && !part.is_in_percent() && part.is_beside(share)).then_some((part, share))
    };
    let shares = text.figures.iter().enumerate().filter(|(_, one)| one.is_share());
    shares.filter_map(of).collect()
}

/// Parts of one kind with bare shares must imply the same whole: each is compared with the previous
/// one.
fn of_one_whole(run: &Run<'_>, text: CheckedText<'_>) -> Vec<Finding> {
    let shares = bare_shares(run, text);
    let beside = |a: &(&CheckedFigure<'_>, &CheckedFigure<'_>),
                  b: &(&CheckedFigure<'_>, &CheckedFigure<'_>)| {
        let alike = is_alike(a.0, b.0) && end_alike(a.0, b.0);
        a.0.paragraph == b.0.paragraph && alike && a.0.is_beside(b.0)
    };
    let siblings = shares.chunk_by(beside);
    siblings.flat_map(|all| all.windows(2)).filter_map(|pair| of_pair(pair)).collect()
}

/// Whether the words of both have the same head noun: 企业经费支出, 高等学校经费支出.
fn end_alike(a: &CheckedFigure<'_>, b: &CheckedFigure<'_>) -> bool {
    let back =
        |figure: &CheckedFigure<'_>| -> Vec<char> { figure.name().chars().rev().take(2).collect() };
    back(a).len() == 2 && back(a) == back(b)
}

fn of_pair(pair: &[(&CheckedFigure<'_>, &CheckedFigure<'_>)]) -> Option<Finding> {
    let [(first, first_share), (second, share)] = pair else { return None };
    let implied = quotient(&first.measure(), &first_share.measure())
        .and_then(|whole| quotient(&second.measure(), &whole));
    let what = format!("shares of {} and {} in one whole", first.name(), second.name());
    compare(KIND, &what, share, &[second, first, first_share], implied)
}
