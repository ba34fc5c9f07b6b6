//! Figures of the same thing whose words differ because a later clause tells less of them: 存款余额 after
//! 本外币各项存款余额, 该指标, 接待量 after 接待国内游客.

use crate::figure::CheckedFigure;
use crate::run::{CheckedText, Run, is_alike};

/// The words of what was told before are searched among that many figures.
const REACH: usize = 8;

/// Kin are at most that many sentences apart.
const SENTENCES: u32 = 2;

/// Whether two levels of a paragraph are of the same thing, as far as their words tell.
pub(crate) fn are_kin(
    run: &Run<'_>,
    text: CheckedText<'_>,
    a: &CheckedFigure<'_>,
    b: &CheckedFigure<'_>,
) -> bool {
    let near = a.paragraph == b.paragraph && a.sentence.abs_diff(b.sentence) <= SENTENCES;
    if !near || a.area != b.area || a.per != b.per || !a.is_as_real_as(b) || !is_alike(a, b) {
        return false;
    }
    let names = full_name(run, text, a).zip(full_name(run, text, b));
    let of_one_deed = a.action == b.action || a.action.is_none() || b.action.is_none();
    names.is_some_and(|(a, b)| of_one_deed && (is_short_for(a, b) || is_short_for(b, a)))
        || is_amount_of(run, text, a, b)
        || is_amount_of(run, text, b, a)
}

/// Whether words are the end of longer ones, or the same. A single character is no name.
pub(crate) fn is_short_for(short: &str, long: &str) -> bool {
    short.chars().nth(1).is_some() && long.ends_with(short)
}

/// The words of a figure; where these only point back (该指标), those of the figure that they point to.
pub(crate) fn full_name<'r>(
    run: &Run<'_>,
    text: CheckedText<'r>,
    figure: &CheckedFigure<'r>,
) -> Option<&'r str> {
    let own = figure.plain()?;
    if !points_back(run, own) {
        return Some(own);
    }
    let at = text.first_from(figure.span().start);
    let mut before = text.figures[at.saturating_sub(REACH)..at].iter().rev();
    let told = before.find(|one| one.is_level() && one.words.is_some())?;
    let name = told.plain().filter(|name| !points_back(run, name))?;
    (told.paragraph == figure.paragraph && is_alike(told, figure)).then_some(name)
}

/// Whether words name nothing, but point to what was told before: 该指标, 同口径完成数.
fn points_back(run: &Run<'_>, words: &str) -> bool {
    let terms = &run.words().terms;
    let rest = terms.iter().find_map(|term| words.strip_prefix(term.as_str())).unwrap_or(words);
    run.words().pointing.iter().any(|word| word == rest)
}

/// Whether one is named by the deed of the other: 接待量 of 接待国内游客.
fn is_amount_of(
    run: &Run<'_>,
    text: CheckedText<'_>,
    amount: &CheckedFigure<'_>,
    done: &CheckedFigure<'_>,
) -> bool {
    let Some(deed) = done.extracted().action else { return false };
    let verb = text.document.text().get(deed.words.range()).unwrap_or_default();
    let rest = amount.plain().and_then(|words| words.strip_prefix(verb));
    rest.is_some_and(|rest| run.words().amount.iter().any(|noun| noun == rest))
}
