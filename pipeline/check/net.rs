//! What was added minus what was removed must be what is more in the end: 新登记3.86万户，注销1.42万户，净增2.44万户.

use figlift_model::{Action, Role, Severity};

use crate::Finding;
use crate::comparison::compare;
use crate::figure::CheckedFigure;
use crate::kind::{Check, Scope};
use crate::run::{CheckedText, Run, holds, is_alike};

const KIND: &str = "net";

pub(crate) const CHECK: Check = Check {
    name: KIND,
    what: "What was added minus what was removed is the net growth.",
    severity: Severity::Error,
    scope: Scope::Document(check),
};

fn check(run: &Run<'_>, text: CheckedText<'_>) -> Vec<Finding> {
    (2..text.figures.len()).filter_map(|at| of_growth(run, text, at)).collect()
}

/// A net growth with all that was added and removed right before it in its sentence; any other figure
/// between them may be a part of these, or of another thing.
fn of_growth(run: &Run<'_>, text: CheckedText<'_>, at: usize) -> Option<Finding> {
    let net = &text.figures[at];
    if net.role != Role::Change || !holds(text.lead(at), &run.words().net_growth) {
        return None;
    }
    let flow = |one: &CheckedFigure<'_>| {
        let is_flow = one.is_level() && !one.is_end() && is_alike(one, net) && one.is_beside(net);
        one.action.filter(|_| is_flow && one.is_in_sentence_of(net))
    };
    let before = text.figures[..at].iter().rev();
    let mut removed: Vec<&CheckedFigure<'_>> =
        before.take_while(|one| flow(one) == Some(Action::Removed)).collect();
    removed.reverse();
    let added = &text.figures[..at - removed.len()];
    let (added, earlier) = added.split_last()?;
    let is_only = earlier.last().and_then(flow).is_none();
    if removed.is_empty() || flow(added) != Some(Action::New) || !is_only {
        return None;
    }
    let left = removed.iter().fold(added.measure(), |left, one| left.minus(&one.measure()));
    let from: Vec<&CheckedFigure<'_>> = std::iter::once(added).chain(removed).collect();
    let what = format!("net growth of {}", added.name());
    compare(KIND, &what, net, &from, Ok(left))
}
