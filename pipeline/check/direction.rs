//! A change between two values must have the direction of its verb, unlike 从8.2%下降到10.6%.

use figlift_config::Lexicon;
use figlift_model::{ChangeEnd, CheckStatus, Role, Severity};

use crate::Finding;
use crate::figure::CheckedFigure;
use crate::kind::{AcrossDocuments, Check, Scope, Terms};
use crate::revision::table::ComparedRelease;
use crate::run::{CheckedText, Run, holds};

const KIND: &str = "direction";

/// The dimension of hours and minutes.
const TIME: &str = "time";

pub(crate) const CHECK: Check = Check {
    name: KIND,
    what: "A change between two values has the direction of its verb.",
    severity: Severity::Error,
    scope: Scope::Run(|| Box::<Directions>::default()),
};

/// Direction of a change.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Direction {
    Up,
    Down,
}

impl Direction {
    fn as_str(self) -> &'static str {
        match self {
            Direction::Up => "rise",
            Direction::Down => "fall",
        }
    }
}

/// Looks at one document after the other; only the verbs are the same for all.
#[derive(Default)]
struct Directions {
    verbs: Option<Vec<(String, Direction)>>,
    found: Vec<Finding>,
}

impl AcrossDocuments for Directions {
    fn observe(&mut self, run: &Run<'_>, text: CheckedText<'_>) {
        let verbs = self.verbs.get_or_insert_with(|| verbs(&run.config().pack.lexicon));
        self.found.extend(pairs(text).filter_map(|(from, to)| of_pair(run, text, verbs, from, to)));
    }

    fn compare(self: Box<Self>, _: Terms<'_>) -> Vec<ComparedRelease> {
        self.found.into_iter().map(|finding| (finding, None)).collect()
    }
}

/// The verbs of rises and of falls, longest first.
fn verbs(lexicon: &Lexicon) -> Vec<(String, Direction)> {
    let mut verbs: Vec<(String, Direction)> = Vec::new();
    for (name, class) in lexicon.classes() {
        let wider = lexicon.with_wider(name);
        let way = [("rise", Direction::Up), ("fall", Direction::Down)];
        let way = way.into_iter().find(|(class, _)| wider.contains(class));
        if let Some((_, way)) = way {
            verbs.extend(class.words.iter().map(|word| (word.clone(), way)));
        }
    }
    verbs.sort_by(|(a, _), (b, _)| b.len().cmp(&a.len()).then_with(|| a.cmp(b)));
    verbs
}

/// The two ends of each change.
fn pairs<'r>(
    text: CheckedText<'r>,
) -> impl Iterator<Item = (&'r CheckedFigure<'r>, &'r CheckedFigure<'r>)> {
    let is_start = |one: &&CheckedFigure<'_>| one.change_end == Some(ChangeEnd::From);
    text.figures.iter().filter(is_start).filter_map(move |from| Some((from, text.partner(from)?)))
}

fn of_pair(
    run: &Run<'_>,
    text: CheckedText<'_>,
    verbs: &[(String, Direction)],
    from: &CheckedFigure<'_>,
    to: &CheckedFigure<'_>,
) -> Option<Finding> {
    // 由上涨1.6%转为下降1.2%: the verbs belong to the values.
    if from.role == Role::Growth || from.span().start >= to.span().start {
        return None;
    }
    // 精度从30米提高到15米: the finer, the better. 1小时44分钟 is longer than its last number.
    let words = run.words();
    if holds(from.name(), &words.finer) || holds(to.name(), &words.finer) || is_compound(text, from)
    {
        return None;
    }
    let stated = stated(text.between(from, to), verbs)?;
    let (before, after) = (from.measure(), to.measure());
    if before.meets(&after) {
        return None;
    }
    let rises = before.is_below(&after);
    // A smaller rank is a better rank.
    let actual = if rises != (from.role == Role::Rank) { Direction::Up } else { Direction::Down };
    let words = to.name();
    let way = stated.as_str();
    let (status, message) = if stated == actual {
        (CheckStatus::Pass, format!("{words}: {} to {} is a {way}", from.surface(), to.surface()))
    } else {
        let message = format!(
            "{words}: the text states a {way}, but {} to {} is not one",
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

/// Whether a time goes on before its number: 1小时44分钟.
fn is_compound(text: CheckedText<'_>, figure: &CheckedFigure<'_>) -> bool {
    let before = text.document.text().get(..figure.span().start).unwrap_or_default();
    let unit = before.trim_end_matches(|c: char| !c.is_ascii_digit());
    let words = &before[unit.len()..];
    figure.dimension() == TIME && !unit.is_empty() && (1..=2).contains(&words.chars().count())
}

/// The direction of the verbs in a text; `None` if there are none, or if they disagree.
fn stated(text: &str, verbs: &[(String, Direction)]) -> Option<Direction> {
    let mut rest = text.to_owned();
    let mut stated = None;
    for (verb, way) in verbs {
        if rest.contains(verb) {
            if stated.is_some_and(|stated| stated != *way) {
                return None;
            }
            stated = Some(*way);
            // A shorter verb within this one does not count.
            rest = rest.replace(verb, " ");
        }
    }
    stated
}
