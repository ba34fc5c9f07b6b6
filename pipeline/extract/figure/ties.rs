//! Links between the figures of a sentence: changes, denominators, restatements.

use figlift_model::{Basis, ChangeEnd, Role};

use super::Figure;
use crate::claim::related::Relations;

/// Links the two ends of each change by an id.
pub(super) fn tie_changes(related: &Relations, figures: &mut [(usize, Figure)]) {
    for number in 0..figures.len() {
        let at = figures[number].0;
        let Some((ChangeEnd::From, to)) = related[at].change else { continue };
        let Ok(other) = figures.binary_search_by_key(&to, |(node, _)| *node) else { continue };
        let to_hash = figures[other].1.id.rsplit('#').next().unwrap_or_default().to_owned();
        let id = format!("{}-{to_hash}", figures[number].1.id);
        figures[number].1.change = Some((id.clone(), ChangeEnd::From));
        figures[other].1.change = Some((id, ChangeEnd::To));
        share_denominator(figures, number, other);
        share_denominator(figures, other, number);
    }
}

/// Gives a figure the denominator of another one with the same unit: 每千人床位由7.2张增加到7.4张,
/// 由796元提高至842元/月.
fn share_denominator(figures: &mut [(usize, Figure)], from: usize, to: usize) {
    let (first, other) = (&figures[from].1, &figures[to].1);
    if other.per.is_none() && (&first.unit, &first.classifier) == (&other.unit, &other.classifier) {
        let (per, words) = (first.per.clone(), first.evidence.per);
        (figures[to].1.per, figures[to].1.evidence.per) = (per, words);
    }
}

/// A restated amount has the same denominator: 人均生产总值突破5万元，达到51236元.
pub(super) fn tie_denominators(figures: &mut [(usize, Figure)]) {
    for next in 1..figures.len() {
        let (one, other) = (&figures[next - 1].1, &figures[next].1);
        let same = one.indicator == other.indicator && one.indicator.is_some();
        if same && [one.role, other.role] == [Role::Level; 2] {
            share_denominator(figures, next - 1, next);
        }
    }
}

/// 年均 does not apply to the difference of two values stated after it: 年均增长7%，由18亿元增加到26亿元，净增8亿元.
pub(super) fn drop_means(figures: &mut [(usize, Figure)]) {
    let mut end_of_change = 0;
    for (_, figure) in figures {
        if figure.change.is_some() {
            end_of_change = figure.span.end;
        }
        let mean = figure.evidence.basis.filter(|_| figure.basis == Some(Basis::Avg));
        let is_former = mean.is_some_and(|words| words.end <= end_of_change);
        if is_former && figure.role == Role::Change {
            (figure.basis, figure.evidence.basis) = (None, None);
        }
    }
}

/// Links each figure that restates another in another unit to that figure.
pub(super) fn tie_restated(related: &Relations, figures: &mut [(usize, Figure)]) {
    for number in 0..figures.len() {
        let Some(first) = related[figures[number].0].restates else { continue };
        if let Ok(first) = figures.binary_search_by_key(&first, |(node, _)| *node) {
            figures[number].1.alt_of = Some(figures[first].1.id.clone());
        }
    }
}
