//! The one edit that makes failed checks pass: `7.8%` reads right as `8.7%`.
//!
//! An edit is tried on copies of the figures around, and all checks are made again. It is a hint only if it is
//! the only one after which each failed check of these figures passes, and no other check fails or is gone.

mod edit;

use std::collections::{BTreeMap, BTreeSet};

use figlift_extract::Figure;
use figlift_model::CheckStatus;

use crate::kind::DocumentCheck;
use crate::run::{CheckedText, Run};
use crate::{CheckedDocument, Finding};
use edit::Edit;

/// In a document with more failed checks than that, it is not known what is right.
const FAILED: usize = 40;

/// Figures are copied if there are at most so many around those of the failed checks.
const AROUND: usize = 160;

/// States the edit that repairs each of these failed checks of a document, where there is exactly one.
pub(crate) fn hint(
    run: &Run<'_>,
    text: CheckedText<'_>,
    checks: &[DocumentCheck],
    failed: &mut [&mut Finding],
) {
    if failed.is_empty() || failed.len() > FAILED {
        return;
    }
    for finding in failed {
        let figures = around(text, finding);
        if figures.len() > AROUND {
            continue;
        }
        let documents = [CheckedDocument { figures: &figures, ..*text.document }];
        let run = run.apart(&documents);
        let repair = Repair::of(&run, text, checks, &figures, finding);
        finding.repair = repair.and_then(|repair| repair.only());
    }
}

/// Copies of the figures of the paragraphs of a finding, and of those next to them.
fn around(text: CheckedText<'_>, finding: &Finding) -> Vec<Figure> {
    let ids: BTreeSet<&str> = finding.figures.iter().map(|one| one.figure_id.as_str()).collect();
    let own = text.document.figures.iter().filter(|one| ids.contains(one.id.as_str()));
    let paragraphs: BTreeSet<usize> = own.map(|one| one.paragraph).collect();
    let is_near = |one: &&Figure| paragraphs.iter().any(|own| own.abs_diff(one.paragraph) <= 1);
    text.document.figures.iter().filter(is_near).cloned().collect()
}

/// Checks by their ids, with whether they passed.
type Made = BTreeMap<String, CheckStatus>;

/// A failed check with the figures around its own.
struct Repair<'c, 'r> {
    run: &'c Run<'r>,
    text: CheckedText<'c>,
    checks: &'c [DocumentCheck],
    /// The figures around.
    figures: &'c [Figure],
    /// The places, among them, of the figures that may be wrong.
    suspects: Vec<usize>,
    /// The checks of the figures as they are.
    before: Made,
    /// The failed checks that must pass.
    failed: BTreeSet<String>,
}

impl<'c, 'r> Repair<'c, 'r> {
    /// `None` if the check does not fail with the figures around alone.
    fn of(
        run: &'c Run<'r>,
        text: CheckedText<'c>,
        checks: &'c [DocumentCheck],
        figures: &'c [Figure],
        finding: &Finding,
    ) -> Option<Repair<'c, 'r>> {
        let (suspects, before, failed) = (Vec::new(), Made::new(), BTreeSet::new());
        let mut repair = Repair { run, text, checks, figures, suspects, before, failed };
        let found = repair.made(figures);
        if !found.iter().any(|one| one.check_id == finding.check_id) {
            return None;
        }
        repair.suspect(&found, finding);
        repair.before = statuses(found);
        Some(repair)
    }

    /// The failed checks that share figures with each other, and all these figures.
    fn suspect(&mut self, found: &[Finding], finding: &Finding) {
        let of =
            |one: &Finding| one.figures.iter().map(|figure| figure.figure_id.clone()).collect();
        let mut ids: BTreeSet<String> = of(finding);
        let is_failed = |one: &&Finding| one.status == CheckStatus::Fail;
        loop {
            let known = self.failed.len();
            for one in found.iter().filter(is_failed) {
                if one.figures.iter().any(|figure| ids.contains(&figure.figure_id)) {
                    ids.extend(one.figures.iter().map(|figure| figure.figure_id.clone()));
                    self.failed.insert(one.check_id.clone());
                }
            }
            if self.failed.len() == known {
                break;
            }
        }
        let places = self.figures.iter().enumerate().filter(|(_, one)| ids.contains(&one.id));
        self.suspects = places.map(|(at, _)| at).collect();
    }

    /// The findings of all checks of figures.
    fn made(&self, figures: &[Figure]) -> Vec<Finding> {
        let documents = [CheckedDocument { figures, ..*self.text.document }];
        let run = self.run.again(&documents);
        let checked = run.figures();
        let texts = run.documents(&checked);
        self.checks.iter().flat_map(|check| check(&run, texts[0])).collect()
    }

    /// The only edit that repairs it, in words.
    fn only(&self) -> Option<String> {
        // What is right may be another number in words (翻了两番), which is not tried.
        let is_tried = |at: &usize| edit::is_in_digits(self.text, &self.figures[*at]);
        if !self.suspects.iter().all(is_tried) {
            return None;
        }
        let mut repairs = BTreeSet::new();
        for &at in &self.suspects {
            for edit in edit::all(self.run, self.text, self.figures, &self.suspects, at) {
                if self.is_repaired_by(&edit) {
                    repairs.insert(edit.words);
                    if repairs.len() > 1 {
                        return None;
                    }
                }
            }
        }
        repairs.pop_first()
    }

    /// Whether after an edit each failed check passes, and no other check is worse.
    fn is_repaired_by(&self, edit: &Edit) -> bool {
        let mut figures = self.figures.to_vec();
        for (at, figure) in &edit.figures {
            figures[*at] = figure.clone();
        }
        let after = statuses(self.made(&figures));
        let is_right = |(id, before): (&String, &CheckStatus)| {
            let must_pass = *before == CheckStatus::Pass || self.failed.contains(id);
            !must_pass || after.get(id) == Some(&CheckStatus::Pass)
        };
        let is_new = |(id, status): (&String, &CheckStatus)| {
            *status == CheckStatus::Fail && !self.before.contains_key(id)
        };
        self.before.iter().all(is_right) && !after.iter().any(is_new)
    }
}

/// The checks by their ids; of those with one id, the failed one.
fn statuses(found: Vec<Finding>) -> Made {
    let mut made = Made::new();
    for one in found {
        let known = made.entry(one.check_id).or_insert(one.status);
        if one.status == CheckStatus::Fail {
            *known = one.status;
        }
    }
    made
}
