//! Runs all passes over all sentences of a document.

mod aside;
pub(crate) mod batch;
mod cell;
mod collect;
mod numeral_row;
mod passage;
mod repeat;
pub(crate) mod row;

use std::collections::HashSet;

use figlift_text::{Document, Metadata};
use rustc_hash::FxHashMap;

use self::cell::CellReader;
pub use self::collect::Extraction;
pub(crate) use self::collect::{cut, cut_span};
pub use self::numeral_row::NumeralRow;
use self::passage::Passage;
pub(crate) use self::passage::{Matched, Watched};
use crate::attach::{ATTACHMENTS, Attachment};
use crate::compile::ruleset::RuleSet;
use crate::compile::scratch::Scratch;
use crate::reach::Carrier;
use crate::scan::points::Points;

impl RuleSet {
    /// Extracts the figures of a document. It never fails: numerals that no rule reads are
    /// unresolved.
    pub fn extract(&self, document: &Document) -> Extraction {
        self.extract_watched(document, ATTACHMENTS, |_| {})
    }

    /// Extracts the figures of a document by some attachments, and shows each sentence as the passes see it.
    pub(crate) fn extract_watched(
        &self,
        document: &Document,
        attachments: &[Attachment],
        watch: impl FnMut(&Watched<'_, '_>),
    ) -> Extraction {
        let carrier = self.below_title(&mut self.scratch.get(), document);
        self.extract_below(document, carrier, attachments, watch)
    }

    /// The same; `carrier` is what holds at the start of the document.
    pub(crate) fn extract_below(
        &self,
        document: &Document,
        carrier: Carrier,
        attachments: &[Attachment],
        mut watch: impl FnMut(&Watched<'_, '_>),
    ) -> Extraction {
        let mut extraction = Extraction::begin(document);
        let mut scratch = self.scratch.get();
        let mut passage = Passage::new(self, document, attachments, carrier);
        let mut cells = CellReader::new(self, document, attachments);
        let mut occurrences: FxHashMap<&str, usize> = FxHashMap::default();
        let mut paragraph = usize::MAX;
        let mut points = Points::default();
        let mut ids = HashSet::new();
        for (number, sentence) in document.sentences().iter().enumerate() {
            let words = &document.reading()[sentence.span.range()];
            let mut head = 0;
            if std::mem::replace(&mut paragraph, sentence.paragraph) != sentence.paragraph {
                head = points.head(words);
                passage.begin_paragraph();
            }
            let place = (number, passage.heading_period());
            if cells.read(&mut extraction, &mut ids, &mut scratch, place, &mut watch) {
                continue;
            }
            let matched = passage.match_rules(&mut scratch, sentence, head);
            if extraction.add_aside(self, document, sentence, &matched) {
                continue;
            }
            let occurrence = occurrences.entry(words).or_default();
            let place = (number, *occurrence);
            let figures = passage.figures(&mut ids, place, &matched, &mut watch);
            *occurrence += 1;
            extraction.add(self, document, sentence, &matched, figures);
        }
        extraction.tie_repeated(document);
        extraction.in_order()
    }
}

impl RuleSet {
    /// What a text carries at its start: the period that its title names.
    pub(crate) fn below_title(&self, scratch: &mut Scratch, document: &Document) -> Carrier {
        let metadata = document.metadata();
        let mut carrier = Carrier::new();
        let Some(title) = &metadata.title else { return carrier };
        let title = Document::new("", title, Metadata { title: None, ..metadata.clone() });
        let Some(sentence) = title.sentences().first() else { return carrier };
        let Matched { nodes, related, .. } = Matched::of(self, scratch, &title, sentence, 0);
        carrier.reach(self, &title, sentence, &nodes, &related);
        Carrier::below(&carrier, metadata.date)
    }
}
