//! A value that is said to fall from one number to another must fall: 从8.2%下降到10.6% does not.

use std::cmp::Reverse;

use figlift_model::{ChangeEnd, CheckStatus, Role};

use crate::Finding;
use crate::figure::CheckedFigure;
use crate::run::{CheckedText, Run};

pub(crate) const KIND: &str = "direction";

/// Which way a value goes.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Way {
    Up,
    Down,
}

impl Way {
    fn as_str(self) -> &'static str {
        match self {
            Way::Up => "rise",
            Way::Down => "fall",
        }
    }
}

pub(crate) fn check(run: &Run<'_>, documents: &[CheckedText<'_>]) -> Vec<Finding> {
    let verbs = verbs(run);
    let pairs = documents.iter().flat_map(|text| pairs(*text).map(move |ends| (text, ends)));
    pairs.filter_map(|(text, (from, to))| of_pair(*text, &verbs, from, to)).collect()
}

/// The verbs of a rise and of a fall, longest first.
fn verbs<'r>(run: &Run<'r>) -> Vec<(&'r str, Way)> {
    let lexicon = &run.pack().lexicon;
    let mut verbs: Vec<(&str, Way)> = Vec::new();
    for (name, class) in lexicon.classes() {
        let wider = lexicon.with_wider(name);
        let way = [("rise", Way::Up), ("fall", Way::Down)];
        let way = way.into_iter().find(|(class, _)| wider.contains(class));
        if let Some((_, way)) = way {
            verbs.extend(class.words.iter().map(|word| (word.as_str(), way)));
        }
    }
    verbs.sort_by_key(|(word, _)| (Reverse(word.len()), *word));
    verbs
}

/// The two ends of each from-to statement.
fn pairs<'r>(
    text: CheckedText<'r>,
) -> impl Iterator<Item = (&'r CheckedFigure<'r>, &'r CheckedFigure<'r>)> {
    let is_start = |one: &&CheckedFigure<'_>| one.change_end == Some(ChangeEnd::From);
    text.figures.iter().filter(is_start).filter_map(move |from| Some((from, text.partner(from)?)))
}

fn of_pair(
    text: CheckedText<'_>,
    verbs: &[(&str, Way)],
    from: &CheckedFigure<'_>,
    to: &CheckedFigure<'_>,
) -> Option<Finding> {
    // 由上涨1.6%转为下降1.2%: the verbs are in the values themselves.
    if from.role == Role::Growth || from.span().start >= to.span().start {
        return None;
    }
    let said = said(text.between(from, to), verbs)?;
    let (before, after) = (from.measure(), to.measure());
    if before.meets(&after) {
        return None;
    }
    let rises = before.is_below(&after);
    // A smaller rank is a better one.
    let went = if rises != (from.role == Role::Rank) { Way::Up } else { Way::Down };
    let words = to.name();
    let way = said.as_str();
    let (status, message) = if said == went {
        (CheckStatus::Pass, format!("{words}: {} to {} is a {way}", from.surface(), to.surface()))
    } else {
        let message = format!(
            "{words}: the text speaks of a {way}, but {} to {} is none",
            from.surface(),
            to.surface()
        );
        (CheckStatus::Fail, message)
    };
    let mut finding = Finding::of(KIND, status, to, &[from], message);
    finding.expected = format!("a {way}");
    finding.found = format!("{} to {}", from.surface(), to.surface());
    Some(finding)
}

/// What the verbs of a text say; `None` where there are none, or where they say both.
fn said(text: &str, verbs: &[(&str, Way)]) -> Option<Way> {
    let mut rest = text.to_owned();
    let mut said = None;
    for (verb, way) in verbs {
        if rest.contains(verb) {
            if said.is_some_and(|said| said != *way) {
                return None;
            }
            said = Some(*way);
            // A shorter verb within this one says nothing more.
            rest = rest.replace(verb, " ");
        }
    }
    said
}
