//! The results of the checks of each figure.

use std::collections::BTreeMap;

use figlift_model::{CheckStatus, Severity};

use crate::model::ReviewFinding;

/// The checks of a run by figure.
pub(crate) struct FigureChecks<'a> {
    findings: &'a [ReviewFinding],
    by_figure: BTreeMap<&'a str, Vec<usize>>,
}

impl<'a> FigureChecks<'a> {
    pub(crate) fn of(findings: &'a [ReviewFinding]) -> FigureChecks<'a> {
        let mut by_figure: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
        for (at, finding) in findings.iter().enumerate() {
            for figure in &finding.figures {
                let known = by_figure.entry(&figure.anchor).or_default();
                if known.last() != Some(&at) {
                    known.push(at);
                }
            }
        }
        for known in by_figure.values_mut() {
            // Worst first, passed last.
            known.sort_by_key(|&at| (std::cmp::Reverse(findings[at].failed), at));
        }
        FigureChecks { findings, by_figure }
    }

    /// The checks of a figure, worst first, as indices of all checks.
    pub(crate) fn of_figure(&self, anchor: &str) -> &[usize] {
        self.by_figure.get(anchor).map_or(&[], Vec::as_slice)
    }

    /// The combined result: the worst failure, else `pass` if one passed, else `none`.
    pub(crate) fn state(&self, anchor: &str) -> &'static str {
        let findings = || self.of_figure(anchor).iter().map(|&at| &self.findings[at]);
        let worst = findings().filter_map(|finding| finding.failed).max();
        let passed = findings().any(|finding| finding.status == CheckStatus::Pass);
        worst.map_or(if passed { "pass" } else { "none" }, Severity::as_str)
    }
}
