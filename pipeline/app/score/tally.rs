//! Counts, and the score.

use serde::{Serialize, Serializer};

use super::field::ScoredField;

/// A number of right ones out of a total.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Share {
    pub hit: usize,
    pub of: usize,
}

impl Share {
    pub(super) fn add(&mut self, hit: bool) {
        self.hit += usize::from(hit);
        self.of += 1;
    }

    fn measure(self) -> Measure {
        ratio(self.hit, self.of)
    }
}

/// Counts over all texts.
#[derive(Debug, Default)]
pub(super) struct Tally {
    pub documents: usize,
    pub gold: usize,
    pub pred: usize,
    pub hit: usize,
    pub core: usize,
    pub full: usize,
    /// In the order of [`ScoredField::ALL`].
    pub fields: [Share; ScoredField::ALL.len()],
    /// Right in all fields, out of the figures with an exact indicator and spurious ones.
    pub strict: Share,
    pub basis_spurious: Share,
    pub pairs: Share,
    pub bad_offsets: usize,
    pub unresolved: Share,
    pub unaccounted: usize,
    pub class: Share,
    pub class_han: Share,
    pub spurious_numerals: usize,
    pub mistakes: Vec<Mistake>,
}

/// A difference from the gold.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct Mistake {
    /// The field, or another kind of mistake.
    #[serde(skip)]
    pub kind: &'static str,
    /// `FILE:LINE:COL`, as `figlift explain` takes it.
    pub place: String,
    /// The surface.
    pub surface: String,
    /// The value of the gold.
    pub gold: String,
    /// The value found.
    pub found: String,
}

/// A measure of the score.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
#[serde(untagged)]
pub(crate) enum Measure {
    /// A count.
    Count(usize),
    /// A share from 0 to 1; `None` if there is nothing to measure.
    Share(Option<f64>),
}

/// The score: measures by name, in the order of the output.
#[derive(Debug)]
pub(crate) struct Score {
    /// The measures.
    pub measures: Vec<(&'static str, Measure)>,
    /// All mistakes, in reading order.
    mistakes: Vec<Mistake>,
}

impl Score {
    /// The mistakes by kind: in the order of the fields, then the others.
    pub(crate) fn mistakes(&self) -> impl Iterator<Item = (&'static str, Vec<&Mistake>)> {
        let kinds = ["missed", "spurious"].into_iter();
        let kinds = kinds.chain(ScoredField::ALL.map(ScoredField::name));
        let kinds = kinds.chain(["pairs", "class", "spurious_numerals"]);
        kinds.filter_map(|kind| {
            let of_kind: Vec<_> = self.mistakes.iter().filter(|one| one.kind == kind).collect();
            (!of_kind.is_empty()).then_some((kind, of_kind))
        })
    }
}

impl Serialize for Score {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(self.measures.iter().copied())
    }
}

impl Tally {
    /// The score of the counts.
    pub(super) fn score(self) -> Score {
        let both = self.gold + self.pred;
        let mut measures = vec![
            ("documents", Measure::Count(self.documents)),
            ("gold", Measure::Count(self.gold)),
            ("pred", Measure::Count(self.pred)),
            ("precision", ratio(self.hit, self.pred)),
            ("recall", ratio(self.hit, self.gold)),
            ("f1", ratio(2 * self.hit, both)),
            ("core_f1", ratio(2 * self.core, both)),
            ("full_f1", ratio(2 * self.full, both)),
        ];
        let fields = ScoredField::ALL.into_iter().zip(self.fields);
        measures.extend(fields.map(|(field, share)| (field.name(), share.measure())));
        measures.extend([
            ("strict_share", self.strict.measure()),
            ("strict_gold", Measure::Count(self.strict.of)),
            ("basis_spurious", self.basis_spurious.measure()),
            ("change_pairs", self.pairs.measure()),
            ("change_pairs_gold", Measure::Count(self.pairs.of)),
            ("bad_offsets", Measure::Count(self.bad_offsets)),
            ("unresolved", self.unresolved.measure()),
            ("unaccounted", Measure::Count(self.unaccounted)),
            ("class_accuracy", self.class.measure()),
            ("class_accuracy_han", self.class_han.measure()),
            ("spurious_numerals", Measure::Count(self.spurious_numerals)),
        ]);
        Score { measures, mistakes: self.mistakes }
    }
}

fn ratio(part: usize, whole: usize) -> Measure {
    Measure::Share((whole > 0).then(|| part as f64 / whole as f64))
}
