//! What all kinds of checks look at: the figures of a run, document by document, and their words.

use std::cell::OnceCell;
use std::collections::BTreeMap;

use figlift_config::{CheckWords, Checks, Pack, Price};
use figlift_model::CheckStatus;
use figlift_normalize::{Catalogue, FrameError};
use figlift_number::{Exact, Interval};

use crate::finding::Comparison;
use crate::implied::{ImpliedValues, in_percent, quotient};
use crate::revision::Compared;
use crate::stated::Stated;
use crate::{CheckedDocument, Finding, Material};

pub(crate) struct Run<'a> {
    pub material: Material<'a>,
    /// All figures, in order of documents and places.
    pub stated: Vec<Stated>,
    catalogue: Catalogue<'a>,
    /// Share of a value by which 约 leaves it open on either side.
    about: Exact,
    /// What releases say of each other: both findings and the table of revisions are made from it.
    pub compared: OnceCell<Vec<Compared>>,
}

/// The figures of one document.
#[derive(Clone, Copy)]
pub(crate) struct Told<'r> {
    pub document: &'r CheckedDocument<'r>,
    pub stated: &'r [Stated],
}

impl<'a> Run<'a> {
    pub(crate) fn of(material: Material<'a>) -> Result<Run<'a>, FrameError> {
        let mut stated = Stated::all(material.figures)?;
        let catalogue = Catalogue::new(&material.config.pack);
        for one in &mut stated {
            one.core = one.plain.as_deref().map(|plain| catalogue.core(plain).to_owned());
        }
        for document in material.documents {
            let own = range(&stated, document);
            place(&mut stated[own.clone()], document.text.unwrap_or_default());
            pair(&mut stated[own]);
        }
        let about = Exact::of_f64(material.config.pack.checks.about).unwrap_or(Exact::ZERO);
        Ok(Run { material, stated, catalogue, about, compared: OnceCell::new() })
    }

    pub(crate) fn pack(&self) -> &'a Pack {
        &self.material.config.pack
    }

    pub(crate) fn checks(&self) -> &'a Checks {
        &self.pack().checks
    }

    /// Words by what checks take them for.
    pub(crate) fn words(&self) -> &'a CheckWords {
        &self.checks().words
    }

    /// Words without the areas, times and 全部 before the name.
    pub(crate) fn core(&self, plain: &str) -> String {
        let core = self.catalogue.core(plain);
        let all = self.words().in_all.iter();
        let rest =
            all.filter_map(|word| core.strip_prefix(word.as_str())).find(|rest| !rest.is_empty());
        rest.unwrap_or(core).to_owned()
    }

    /// The documents with their figures, in order.
    pub(crate) fn documents(&self) -> impl Iterator<Item = Told<'_>> {
        self.material.documents.iter().map(|document| {
            let stated = &self.stated[range(&self.stated, document)];
            Told { document, stated }
        })
    }

    /// What a value may have been, in its own unit.
    pub(crate) fn interval(&self, stated: &Stated) -> Interval {
        stated.interval(&self.about)
    }

    /// What a value may have been, in the standard unit of its dimension.
    pub(crate) fn measure(&self, stated: &Stated) -> Interval {
        stated.measure(&self.about, self.pack())
    }

    /// How many percent the one may be of the other.
    pub(crate) fn percent(&self, part: &Stated, whole: &Stated) -> ImpliedValues {
        Ok(in_percent(&quotient(&self.measure(part), &self.measure(whole))?))
    }

    /// Whether both are measured in units of one dimension, and counted by one measure word.
    pub(crate) fn is_alike(&self, a: &Stated, b: &Stated) -> bool {
        a.dimension(self.pack()) == b.dimension(self.pack()) && a.classifier == b.classifier
    }

    /// Whether a change can be one of that level: in its dimension, or in points of a share.
    pub(crate) fn is_change_of(&self, moved: &Stated, level: &Stated) -> bool {
        let points = level.unit == "%" && moved.dimension(self.pack()) == "points";
        points || self.is_alike(moved, level)
    }

    /// A value that figures imply, in the standard unit, held against a figure that states it;
    /// `None` where there is nothing to check.
    pub(crate) fn compare(
        &self,
        kind: &'static str,
        what: &str,
        stated: &Stated,
        from: &[&Stated],
        implied: ImpliedValues,
    ) -> Option<Finding> {
        match implied {
            Ok(implied) => {
                let (own, implied) = (self.interval(stated), self.in_unit_of(stated, &implied));
                Some(Comparison { kind, what, stated, from, own, implied }.finding())
            }
            Err(nothing) => {
                let message = format!("{what} cannot be computed: {}", nothing.reason()?);
                let status = CheckStatus::NotComparable;
                Some(Finding::of(kind, status, stated, from, message))
            }
        }
    }

    /// Values in the standard unit, in the unit of a figure.
    pub(crate) fn in_unit_of(&self, stated: &Stated, measure: &Interval) -> Interval {
        let one = Interval::point(stated.factor(self.pack()));
        measure.over(&one).unwrap_or_default()
    }

    /// Whether growth of what these words measure is not that of its levels.
    pub(crate) fn is_at_constant_prices(&self, stated: &Stated) -> bool {
        let known = stated.indicator.as_ref().and_then(|id| self.pack().indicators.get(id));
        known.is_some_and(|indicator| indicator.price == Some(Price::Constant))
            || holds(stated.name(), &self.words().not_comparable)
    }
}

/// The places of a document's figures among all, which are in order of documents.
fn range(stated: &[Stated], document: &CheckedDocument<'_>) -> std::ops::Range<usize> {
    let from = stated.partition_point(|one| one.doc_id.as_str() < document.doc_id);
    from..stated.partition_point(|one| one.doc_id.as_str() <= document.doc_id)
}

/// Counts line ends and full stops before each figure, in one pass over the text.
fn place(stated: &mut [Stated], text: &str) {
    let (mut at, mut line, mut stops, mut after_yoy) = (0, 0, 0, false);
    for one in stated {
        let passed = text.get(at..one.span.start).unwrap_or_default();
        line += passed.matches('\n').count();
        stops += passed.matches('。').count();
        after_yoy &= !passed.contains('\n');
        after_yoy |= one.basis.as_deref() == Some("yoy");
        (one.line, one.stops, one.after_yoy) = (line, stops, after_yoy);
        at = one.span.start.max(at);
    }
}

/// Tells each end of a change where the other is.
fn pair(stated: &mut [Stated]) {
    let mut first: BTreeMap<String, usize> = BTreeMap::new();
    for at in 0..stated.len() {
        let Some((id, _)) = &stated[at].change else { continue };
        if let Some(&other) = first.get(id) {
            stated[other].partner = Some(at);
            stated[at].partner = Some(other);
        } else {
            first.insert(id.clone(), at);
        }
    }
}

/// Whether a text holds one of the words.
pub(crate) fn holds(text: &str, words: &[String]) -> bool {
    words.iter().any(|word| text.contains(word.as_str()))
}

impl<'r> Told<'r> {
    /// The text between two figures, whichever stands first.
    pub(crate) fn between(&self, a: &Stated, b: &Stated) -> &'r str {
        let (first, second) = if a.span.start <= b.span.start { (a, b) } else { (b, a) };
        let text = self.document.text.unwrap_or_default();
        text.get(first.span.end..second.span.start).unwrap_or_default()
    }

    /// What is said of a figure right behind it: to the end of its bracket or clause.
    pub(crate) fn remark(&self, stated: &Stated) -> &'r str {
        let text = self.document.text.unwrap_or_default();
        let behind = text.get(stated.span.end..).unwrap_or_default();
        let end = if behind.starts_with(['（', '(']) {
            behind.find(['）', ')', '\n'])
        } else {
            behind.find(['，', '；', '。', '、', '\n'])
        };
        end.map_or("", |end| &behind[..end])
    }

    /// The other end of the change that a figure is one end of.
    pub(crate) fn partner(&self, stated: &Stated) -> Option<&'r Stated> {
        self.stated.get(stated.partner?)
    }

    /// So many figures on either side of one of them.
    pub(crate) fn around(&self, at: usize, reach: usize) -> &'r [Stated] {
        let to = (at + reach + 1).min(self.stated.len());
        &self.stated[at.saturating_sub(reach)..to]
    }
}
