//! The levels of a text that changes and growth rates start from, and whether they are comparable.

use std::collections::BTreeMap;

use figlift_model::CheckStatus;
use figlift_text::Period;

use crate::Finding;
use crate::figure::{CheckedFigure, MeasuredThing};
use crate::kin;
use crate::run::{CheckedText, Run, holds, is_alike, only};

/// The levels of a text, by indicator words and period.
pub(crate) type LevelsByTime<'r> =
    BTreeMap<(MeasuredThing<'r>, Period), Vec<&'r CheckedFigure<'r>>>;

/// Levels in other words are searched among that many figures on either side.
const NEAR: usize = 12;

/// All levels of a text that have a name and a period.
pub(crate) fn levels(text: CheckedText<'_>) -> LevelsByTime<'_> {
    let mut levels = LevelsByTime::new();
    for one in text.figures.iter().filter(|one| one.is_level()) {
        if let Some(key) = one.subject().zip(one.time()) {
            levels.entry(key).or_default().push(one);
        }
    }
    levels
}

/// The levels that a paragraph states of the same thing for another period.
pub(crate) fn of_period<'l, 'r>(
    levels: &'l LevelsByTime<'r>,
    level: &'l CheckedFigure<'_>,
    period: Period,
) -> impl Iterator<Item = &'r CheckedFigure<'r>> + use<'l, 'r> {
    let of_time = level.subject().and_then(|subject| levels.get(&(subject, period)));
    let all = of_time.into_iter().flatten().copied();
    all.filter(|one| {
        one.paragraph == level.paragraph
            && one.area == level.area
            && one.per == level.per
            && one.is_as_real_as(level)
            && is_alike(one, level)
    })
}

/// The level of another period that a paragraph names in other words; `None` if it may as well be that of
/// another thing.
pub(crate) fn of_kin<'r>(
    run: &Run<'_>,
    text: CheckedText<'r>,
    level: &CheckedFigure<'_>,
    period: Period,
) -> Option<&'r CheckedFigure<'r>> {
    let at = text.first_from(level.span().start);
    let near = || {
        let around = text.around(at, NEAR).iter();
        around.filter(|one| one.is_level() && !one.is_end() && one.paragraph == level.paragraph)
    };
    let of_then = near().filter(|one| one.time() == Some(period));
    let former = only(of_then.filter(|one| kin::are_kin(run, text, level, one)))?;
    let mut rivals =
        near().filter(|one| one.time() == level.time() && one.plain() != level.plain());
    let is_rival = rivals.any(|one| kin::are_kin(run, text, one, former));
    Some(former).filter(|_| !is_rival)
}

/// Whether growth is comparable with levels: neither at constant prices nor of a narrower scope.
pub(crate) fn is_comparable(
    run: &Run<'_>,
    text: CheckedText<'_>,
    level: &CheckedFigure<'_>,
    growth: &CheckedFigure<'_>,
) -> bool {
    let words = &run.words().not_comparable;
    let is_qualified =
        holds(text.between(level, growth), words) || holds(text.remark(growth), words);
    !run.is_at_constant_prices(level) && !is_qualified
}

/// The finding for a growth that is not comparable with levels.
pub(crate) fn not_comparable(
    kind: &'static str,
    what: &str,
    growth: &CheckedFigure<'_>,
    others: &[&CheckedFigure<'_>],
) -> Finding {
    let message = format!(
        "{what}: {} is at constant prices or has another scope, so it is not comparable with the levels",
        growth.surface()
    );
    Finding::of(kind, CheckStatus::NotComparable, growth, others, message)
}
