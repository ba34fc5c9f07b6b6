//! What all kinds of checks look at: the figures of a run, document by document, and their words.

use figlift_config::{Checks, Pack, Price};
use figlift_extract::Exact;
use figlift_normalize::FrameError;

use crate::finding::Comparison;
use crate::interval::Interval;
use crate::stated::Stated;
use crate::{CheckedDocument, Finding, Material};

pub(crate) struct Run<'a> {
    pub material: Material<'a>,
    /// All figures, in order of documents and places.
    pub stated: Vec<Stated>,
}

/// The figures of one document.
#[derive(Clone, Copy)]
pub(crate) struct Told<'r> {
    pub document: &'r CheckedDocument<'r>,
    pub stated: &'r [Stated],
}

impl<'a> Run<'a> {
    pub(crate) fn of(material: Material<'a>) -> Result<Run<'a>, FrameError> {
        Ok(Run { material, stated: Stated::all(material.figures)? })
    }

    pub(crate) fn pack(&self) -> &'a Pack {
        &self.material.config.pack
    }

    pub(crate) fn checks(&self) -> &'a Checks {
        &self.pack().checks
    }

    /// The documents with their figures, in order.
    pub(crate) fn documents(&self) -> impl Iterator<Item = Told<'_>> {
        self.material.documents.iter().map(|document| {
            let from = self.stated.partition_point(|one| one.doc_id.as_str() < document.doc_id);
            let to = self.stated.partition_point(|one| one.doc_id.as_str() <= document.doc_id);
            Told { document, stated: &self.stated[from..to] }
        })
    }

    /// What a value may have been, in its own unit.
    pub(crate) fn interval(&self, stated: &Stated) -> Option<Interval> {
        stated.interval(self.checks().about)
    }

    /// What a value may have been, in the standard unit of its dimension.
    pub(crate) fn measure(&self, stated: &Stated) -> Option<Interval> {
        stated.measure(self.checks().about, self.pack())
    }

    /// Whether both are measured in units of one dimension.
    pub(crate) fn is_alike(&self, a: &Stated, b: &Stated) -> bool {
        a.dimension(self.pack()) == b.dimension(self.pack()) && a.classifier == b.classifier
    }

    /// A value that figures imply, in the standard unit, held against a figure that states it;
    /// `None` where what that figure states cannot be held.
    pub(crate) fn compare(
        &self,
        kind: &'static str,
        what: &str,
        stated: &Stated,
        from: &[&Stated],
        implied: Interval,
    ) -> Option<Finding> {
        let (own, implied) = (self.interval(stated)?, self.in_unit_of(stated, implied)?);
        Some(Comparison { kind, what, stated, from, own, implied }.finding())
    }

    /// Values in the standard unit, in the unit of a figure.
    pub(crate) fn in_unit_of(&self, stated: &Stated, measure: Interval) -> Option<Interval> {
        let (over, under) = self.pack().units.get(&stated.unit).map_or((1, 1), |unit| unit.factor);
        measure.scaled(Exact::fraction(under, over)?)
    }

    /// Whether growth of what these words measure is not that of its levels.
    pub(crate) fn is_at_constant_prices(&self, stated: &Stated) -> bool {
        let known = stated.indicator.as_ref().and_then(|id| self.pack().indicators.get(id));
        known.is_some_and(|indicator| indicator.price == Some(Price::Constant))
            || holds(
                stated.words.as_deref().unwrap_or_default(),
                &self.checks().words.not_comparable,
            )
    }
}

/// Whether a text holds one of the words.
pub(crate) fn holds(text: &str, words: &[String]) -> bool {
    words.iter().any(|word| text.contains(word.as_str()))
}

impl<'r> Told<'r> {
    /// The text between two figures, the first of which stands before the second.
    pub(crate) fn between(&self, first: &Stated, second: &Stated) -> &'r str {
        let text = self.document.text.unwrap_or_default();
        text.get(first.span.end..second.span.start).unwrap_or_default()
    }
}
