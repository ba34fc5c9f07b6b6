//! Things that have nothing in common, listed after a value of all, must come to no more than it: 进出口1000亿元，
//! 其中对东盟600亿元，对欧盟500亿元 cannot be.
//!
//! The list need not be complete. `checks.toml` states the things; what each value is of, the clause before
//! it tells.

use figlift_config::Disjoint;
use figlift_model::{CheckStatus, Severity};
use figlift_number::{Exact, Interval};

use crate::Finding;
use crate::figure::CheckedFigure;
use crate::kind::{Check, Scope};
use crate::run::{CheckedText, Run, holds, is_alike};

const KIND: &str = "listed";

pub(crate) const CHECK: Check = Check {
    name: KIND,
    what: "Things that have nothing in common come to no more than the value that they are listed after.",
    severity: Severity::Error,
    scope: Scope::Document(check),
};

/// A list has at most that many sentences after the one of its whole.
const SENTENCES: u32 = 1;

fn check(run: &Run<'_>, text: CheckedText<'_>) -> Vec<Finding> {
    let sets = || run.checks().disjoint.values();
    let of_whole = |at: usize| sets().find_map(|set| List { run, text, set, whole: at }.finding());
    (0..text.figures.len()).filter_map(of_whole).collect()
}

/// What a clause says that it states of a thing: the number of the thing, and the other words.
type NamedThing = (usize, String);

/// The things that are listed after a figure.
struct List<'c, 'r> {
    run: &'c Run<'r>,
    text: CheckedText<'c>,
    set: &'c Disjoint,
    /// The place of the figure.
    whole: usize,
}

impl<'c> List<'c, '_> {
    fn finding(&self) -> Option<Finding> {
        let whole = &self.text.figures[self.whole];
        if !self.is_amount(whole) || whole.per.is_some() || self.told(self.whole).is_some() {
            return None;
        }
        let words = self.run.words();
        let lead = self.text.lead(self.whole);
        let is_of_one = words.toward.iter().any(|word| lead.starts_with(word.as_str()));
        let parts = self.parts()?;
        let gap = parts.first().map(|first| self.text.between(whole, first)).unwrap_or_default();
        let is_introduced = holds(gap, &words.among) || holds(gap, &words.listing);
        if is_of_one || !is_introduced || holds(whole.name(), &words.net) || parts.len() < 2 {
            return None;
        }
        let zero = Interval::point(Exact::ZERO);
        let sum = parts.iter().fold(zero, |sum, part| sum.plus(&part.measure()));
        let leads: Vec<&str> = parts.iter().map(|part| part.surface()).collect();
        let what = format!(
            "{} and {} of {}",
            leads[..leads.len() - 1].join(", "),
            leads[leads.len() - 1],
            whole.name()
        );
        let (status, message) = if whole.measure().is_below(&sum) {
            (CheckStatus::Fail, format!("{what} come to more than {}", whole.surface()))
        } else {
            (CheckStatus::Pass, format!("{what} come to no more than {}", whole.surface()))
        };
        let mut finding = Finding::of(KIND, status, whole, &parts, message);
        finding.expected = format!("at least the sum of {}", leads.join(", "));
        finding.found = whole.surface().to_owned();
        Some(finding)
    }

    /// The values right after the whole that state the same of different things; `None` if there are
    /// doubts.
    fn parts(&self) -> Option<Vec<&'c CheckedFigure<'c>>> {
        let whole = &self.text.figures[self.whole];
        let mut parts: Vec<&CheckedFigure<'_>> = Vec::new();
        let mut things: Vec<usize> = Vec::new();
        let mut of = None;
        for at in self.whole + 1..self.text.figures.len() {
            let one = &self.text.figures[at];
            if one.paragraph != whole.paragraph || one.sentence - whole.sentence > SENTENCES {
                break;
            }
            if !self.is_amount(one) || !is_alike(one, whole) {
                continue;
            }
            let Some((thing, rest)) = self.told(at) else { break };
            let same = of.get_or_insert_with(|| rest.clone()) == &rest;
            let is_of_whole = whole.plain().is_some_and(|name| name.contains(&rest));
            let beside =
                one.period == whole.period && one.per == whole.per && one.is_as_real_as(whole);
            if !same || !is_of_whole || !beside || things.contains(&thing) {
                return None;
            }
            things.push(thing);
            parts.push(one);
        }
        Some(parts)
    }

    /// Whether a figure is an amount of which parts make up the whole.
    fn is_amount(&self, figure: &CheckedFigure<'_>) -> bool {
        figure.is_level()
            && !figure.is_in_percent()
            && !figure.is_end()
            && !holds(figure.name(), &self.run.words().averaged)
    }

    /// The thing that the clause before a figure names, and what else it says; `None` if it names none, or
    /// several.
    fn told(&self, at: usize) -> Option<NamedThing> {
        let words = self.run.words();
        let lead = self.text.lead(at);
        let lead =
            words.among.iter().find_map(|word| lead.strip_prefix(word.as_str())).unwrap_or(lead);
        let lead =
            words.toward.iter().find_map(|word| lead.strip_prefix(word.as_str())).unwrap_or(lead);
        let members = self.set.members.iter().enumerate();
        let mut all = members.filter_map(|(number, names)| {
            let found = names.iter().filter(|name| lead.contains(name.as_str()));
            Some((number, found.max_by_key(|name| name.len())?))
        });
        let (number, name) = all.next()?;
        let rest = lead.replacen(name.as_str(), "", 1);
        let others = self.set.members.iter().flatten();
        let is_other = others
            .filter(|other| !name.contains(other.as_str()))
            .any(|other| lead.contains(other.as_str()));
        let links = words.link.iter();
        let rest = links.fold(rest, |rest, link| rest.replace(link.as_str(), ""));
        let own = words.own.iter().find_map(|word| rest.strip_prefix(word.as_str()));
        let rest = own.map(str::to_owned).unwrap_or(rest);
        (!is_other).then_some((number, rest.trim().to_owned()))
    }
}
