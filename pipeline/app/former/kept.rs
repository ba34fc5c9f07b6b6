//! A run as it is kept: without what the raw folder and the program tell again.

use std::borrow::Cow;

use figlift_cache::{Lookup, RunPart};
use figlift_check::{Check, Finding};
use figlift_model::NumeralClass;
use figlift_publish::Inventory;
use figlift_read::{Raw, RawFile, RawState};
use figlift_text::Metadata;
use serde::{Deserialize, Serialize};

use super::basis::RunBasis;
use crate::Outcome;
use crate::documents::{FileHashes, ReadDocument, TextProblem, TextState};
use crate::ledger::Corrected;
use crate::outcome::FigureCounts;

/// A run as it is kept.
#[derive(Serialize, Deserialize)]
pub(super) struct KeptRun<'a> {
    pub(super) basis: Cow<'a, RunBasis>,
    pub(super) files: Cow<'a, Inventory>,
    /// In the order of their files.
    pub(super) documents: Vec<KeptDocument<'a>>,
    findings: Vec<FindingsOfKind<'a>>,
    pub(super) figures: FigureCounts,
    pub(super) corrected: Corrected,
    pub(super) empty_charts: Cow<'a, [String]>,
}

/// Neighbouring findings of one kind, without its name.
#[derive(Serialize, Deserialize)]
struct FindingsOfKind<'a> {
    kind: Cow<'a, str>,
    findings: Cow<'a, [Finding]>,
}

/// What is kept of a document.
#[derive(Serialize, Deserialize)]
pub(super) struct KeptDocument<'a> {
    /// Hashes of its file and its sidecar.
    text: Cow<'a, str>,
    sidecar: Option<Cow<'a, str>>,
    metadata: Cow<'a, Metadata>,
    /// `None` if it could not be read.
    bytes: Option<usize>,
    figures: usize,
    classes: Vec<(NumeralClass, usize)>,
    problems: Cow<'a, [TextProblem]>,
}

impl<'a> KeptRun<'a> {
    pub(super) fn of(basis: &'a RunBasis, outcome: &'a Outcome) -> KeptRun<'a> {
        let of_kind = |findings: &'a [Finding]| FindingsOfKind {
            kind: Cow::Borrowed(findings[0].kind),
            findings: Cow::Borrowed(findings),
        };
        let kinds = outcome.findings.chunk_by(|a, b| a.kind == b.kind);
        KeptRun {
            basis: Cow::Borrowed(basis),
            files: Cow::Borrowed(&outcome.files),
            documents: outcome.documents.iter().map(KeptDocument::of).collect(),
            findings: kinds.map(of_kind).collect(),
            figures: outcome.figures,
            corrected: outcome.corrected,
            empty_charts: Cow::Borrowed(&outcome.empty_charts),
        }
    }

    /// Takes out the findings, whose kinds are the names of checks; `None` if one is not.
    pub(super) fn take_findings(&mut self, checks: &[Check]) -> Option<Vec<Finding>> {
        let mut all = Vec::new();
        for FindingsOfKind { kind, findings } in std::mem::take(&mut self.findings) {
            let kind = checks.iter().find(|check| check.name == kind)?.name;
            all.extend(findings.into_owned().into_iter().map(|one| Finding { kind, ..one }));
        }
        Some(all)
    }
}

impl<'a> KeptDocument<'a> {
    fn of(document: &'a ReadDocument) -> KeptDocument<'a> {
        let mut hashes = document.inputs.iter().map(|(_, sha256)| Cow::from(sha256));
        let class = |(name, number): (&&str, &usize)| Some((NumeralClass::named(name)?, *number));
        KeptDocument {
            text: hashes.next().unwrap_or_default(),
            sidecar: hashes.next(),
            metadata: Cow::Borrowed(&document.metadata),
            bytes: document.bytes(),
            figures: document.figures,
            classes: document.classes.iter().filter_map(class).collect(),
            problems: Cow::Borrowed(&document.problems),
        }
    }

    /// The document of a file that was just loaded.
    ///
    /// # Errors
    /// What has changed since it was kept.
    pub(super) fn of_file(
        self,
        file: &RawFile,
        raw: &Raw,
        inputs: FileHashes,
    ) -> Result<ReadDocument, RunPart> {
        let mut hashes = inputs.iter().map(|(_, sha256)| sha256.as_str());
        if hashes.next() != Some(&self.text) {
            return Err(RunPart::Texts);
        }
        if hashes.next() != self.sidecar.as_deref() {
            return Err(RunPart::Sidecars);
        }
        let state = match self.bytes {
            Some(bytes) => TextState::Read { bytes },
            None => match figlift_read::read(&file.doc_id, raw) {
                Ok(RawState::Unreadable { error, .. }) => TextState::Unreadable(error),
                _ => return Err(RunPart::Texts),
            },
        };
        Ok(ReadDocument {
            file: file.clone(),
            inputs,
            metadata: self.metadata.into_owned(),
            lookup: self.bytes.map(|_| Lookup::Unchanged),
            state,
            figures: self.figures,
            classes: self.classes.iter().map(|(class, number)| (class.as_str(), *number)).collect(),
            problems: self.problems.into_owned(),
        })
    }
}
