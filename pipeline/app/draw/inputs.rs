//! What charts are made from.

use figlift_chart::Mark;
use figlift_config::Pack;
use figlift_extract::Figure;
use polars::prelude::DataFrame;

use super::plan::ChartPlan;
use crate::documents::{self, ReadDocument};

/// What charts are made from.
pub(crate) struct ChartInputs<'m> {
    /// Words, units and catalogues.
    pub pack: &'m Pack,
    /// The charts that the project asks for.
    pub asked: &'m [ChartPlan<'m>],
    /// The marks that there are.
    pub marks: &'static [Mark],
    /// The `figures` table.
    pub figures: &'m DataFrame,
    /// The `revisions` table.
    pub revisions: &'m DataFrame,
    /// All documents.
    pub documents: &'m [ReadDocument],
    /// Where a figure of a document stands in the pages of the review, as seen from the folder of
    /// charts.
    pub link: &'m dyn Fn(&str, &str) -> String,
}

impl ChartInputs<'_> {
    /// Where a figure stands in the page of its document.
    pub(super) fn link(&self, doc_id: &str, figure_id: &str) -> String {
        (self.link)(doc_id, figure_id)
    }

    /// The document of that id.
    pub(super) fn document(&self, doc_id: &str) -> Option<&ReadDocument> {
        documents::find(self.documents, doc_id)
    }

    /// The figure of a document that begins at a byte of its text, and the text.
    pub(super) fn figure(&self, doc_id: &str, start: usize) -> Option<(&str, &Figure)> {
        let (document, extraction) = self.document(doc_id)?.extracted()?;
        let found = extraction.figures.binary_search_by_key(&start, |figure| figure.span.start);
        Some((document.text(), &extraction.figures[found.ok()?]))
    }

    /// When a document was published, in a form that sorts.
    pub(super) fn date(&self, doc_id: &str) -> Option<String> {
        let date = self.document(doc_id)?.metadata().date?;
        Some(date.last().to_string())
    }
}
