//! A mean must be the ratio of the amount to the number that it is a mean of, where the text states all three:
//! 贷款5236笔、9.42亿元，平均每笔18.0万元; 地区生产总值, 常住人口 and 人均地区生产总值.
//!
//! `checks.toml` states which amounts, numbers and means belong together. What stands at the end of a year is
//! not the mean of the year, so that it counts only roughly.

use figlift_config::Ratio;
use figlift_model::Severity;
use figlift_number::{Exact, Interval};

use crate::Finding;
use crate::comparison::compare;
use crate::figure::CheckedFigure;
use crate::implied::{ImpliedValues, quotient};
use crate::kind::{Check, Scope};
use crate::run::{CheckedText, Run, holds, only};

const KIND: &str = "ratio";

pub(crate) const CHECK: Check = Check {
    name: KIND,
    what: "A mean is the ratio of the amount to the number that it is a mean of.",
    severity: Severity::Error,
    scope: Scope::Document(check),
};

/// Amount and number are searched among that many figures on either side of the mean.
const REACH: usize = 12;

fn check(run: &Run<'_>, text: CheckedText<'_>) -> Vec<Finding> {
    let means = (0..text.figures.len()).filter(|&at| {
        let one = &text.figures[at];
        one.is_level() && !one.is_end() && !one.is_in_percent()
    });
    means.filter_map(|at| of_each(run, text, at).or_else(|| of_named(run, text, at))).collect()
}

/// 平均每笔18.0万元: the things counted are those with that measure word right before, and so is the amount.
fn of_each(run: &Run<'_>, text: CheckedText<'_>, at: usize) -> Option<Finding> {
    let mean = &text.figures[at];
    let words = run.words();
    let lead = text.lead(at);
    let thing = words.each.iter().find_map(|word| lead.strip_prefix(word.as_str()))?;
    let in_sentence =
        || text.figures[..at].iter().filter(|one| one.is_in_sentence_of(mean) && one.is_level());
    let number = only(in_sentence().filter(|one| {
        let own = one.extracted().classifier.as_deref();
        one.dimension() != mean.dimension() && own.is_some_and(|own| own == thing)
    }))?;
    let amount = only(in_sentence().filter(|one| one.dimension() == mean.dimension()))?;
    let fits = amount.period == mean.period
        && number.period == mean.period
        && number.is_as_real_as(amount);
    (fits && !holds(amount.name(), &words.averaged))
        .then(|| finding(mean, amount, number, quotient(&amount.measure(), &number.measure())))?
}

/// A mean that `checks.toml` knows.
fn of_named(run: &Run<'_>, text: CheckedText<'_>, at: usize) -> Option<Finding> {
    let all = run.checks().ratios.values().filter(|known| is_mean(known, &text.figures[at]));
    all.filter_map(|known| of_known(run, text, at, known)).next()
}

/// The mean of a known kind, with the only amount and the only number that its paragraph states.
fn of_known(run: &Run<'_>, text: CheckedText<'_>, at: usize, known: &Ratio) -> Option<Finding> {
    let mean = &text.figures[at];
    let near = || {
        let around = text.around(at, REACH).iter();
        around.filter(|one| {
            one.paragraph == mean.paragraph
                && one.is_level()
                && !one.is_end()
                && one.period == mean.period
                && one.is_as_real_as(mean)
                && one.span() != mean.span()
        })
    };
    let amount = only(near().filter(|one| {
        let named = names(&known.amount, one) || names(&known.bare, one);
        one.dimension() == mean.dimension() && one.per.is_none() && named
    }))?;
    let number = only(near().filter(|one| is_number(text, known, one)))?;
    let is_bare = names(&known.bare, mean) || !names(&known.amount, amount);
    let are_told = |one: &CheckedFigure<'_>| is_told_before(text, at, one);
    if amount.area != mean.area || number.area != mean.area {
        return None;
    }
    if is_bare && !(are_told(amount) && are_told(number)) {
        return None;
    }
    let rough =
        if known.at_end && !is_mean_number(run, text, number) { run.checks().about } else { 0.0 };
    let width = Exact::of_f64(rough)?;
    let around = Interval::around(Exact::ONE, width);
    // 300公斤/亩 is in kilograms for each 亩, not for each square metre.
    let each = mean.per().and_then(|per| run.pack().units.get(per));
    let each =
        each.and_then(|unit| Exact::fraction(unit.factor.0, unit.factor.1)).unwrap_or(Exact::ONE);
    let number_of = number.measure().times(&around);
    let implied = quotient(&amount.measure().scaled(&each), &number_of);
    finding(mean, amount, number, implied)
}

/// Whether a figure is the only one of its kind before another in its sentence.
fn is_told_before(text: CheckedText<'_>, at: usize, one: &CheckedFigure<'_>) -> bool {
    let mean = &text.figures[at];
    let like = |other: &&CheckedFigure<'_>| {
        let is_amount = other.is_level() && other.per.is_none();
        is_amount && other.dimension() == one.dimension() && other.is_in_sentence_of(mean)
    };
    let told = only(text.figures[..at].iter().filter(like));
    told.is_some_and(|told| told.span() == one.span())
}

/// Whether a figure is that mean. The denominator tells the mean from the amount, where both have the same
/// words (生产总值860.5亿元，人均58,142元).
fn is_mean(known: &Ratio, figure: &CheckedFigure<'_>) -> bool {
    names(&known.mean, figure)
        || (figure.per.is_some() && names(&known.bare, figure))
        || (figure.per.is_some() && known.counted && names(&known.amount, figure))
}

/// Whether the words of a figure are among these.
fn names(words: &[String], figure: &CheckedFigure<'_>) -> bool {
    let own = [figure.plain(), figure.core()];
    own.into_iter().flatten().any(|own| words.iter().any(|word| word == own))
}

/// Whether a figure is the number that a mean is taken over: by its words, or by those right before it
/// (按年平均常住人口52.3万人计算).
fn is_number(text: CheckedText<'_>, known: &Ratio, figure: &CheckedFigure<'_>) -> bool {
    let at = text.first_from(figure.span().start);
    let lead = text.lead(at);
    let counts = figure.extracted().classifier.is_some() || !known.counted;
    let named = names(&known.number, figure);
    counts && (named || known.number.iter().any(|word| lead.ends_with(word.as_str())))
}

/// Whether the text says that a number is a mean itself: 年平均常住人口.
fn is_mean_number(run: &Run<'_>, text: CheckedText<'_>, number: &CheckedFigure<'_>) -> bool {
    let at = text.first_from(number.span().start);
    holds(text.lead(at), &run.words().averaged)
}

fn finding(
    mean: &CheckedFigure<'_>,
    amount: &CheckedFigure<'_>,
    number: &CheckedFigure<'_>,
    implied: ImpliedValues,
) -> Option<Finding> {
    let what = format!("{} is {} over {}", mean.name(), amount.surface(), number.surface());
    compare(KIND, &what, mean, &[amount, number], implied)
}
