//! The input of charts.

use figlift_chart::Mark;
use figlift_config::Pack;
use figlift_review::Layout;
use polars::prelude::DataFrame;

use super::plan::ChartPlan;
use crate::documents::{self, ReadDocument};
use crate::kept::TextsOfRun;

/// The input of charts.
pub(crate) struct ChartInputs<'m> {
    /// Words, units and catalogues.
    pub pack: &'m Pack,
    /// The charts of the project.
    pub asked: &'m [ChartPlan<'m>],
    /// The known marks.
    pub marks: &'static [Mark],
    /// The `figures` table, without the columns that only its file has; if the
    /// project has no charts, only rows with an indicator or of a change.
    pub figures: &'m DataFrame,
    /// The `revisions` table.
    pub revisions: &'m DataFrame,
    /// All documents.
    pub documents: &'m [ReadDocument],
    /// Their texts.
    pub texts: TextsOfRun<'m>,
    /// The pages of the review, to which charts link.
    pub layout: &'m Layout,
}

impl ChartInputs<'_> {
    /// The link from the folder of charts to a figure in the page of its document.
    pub(super) fn link(&self, doc_id: &str, figure_id: &str) -> String {
        self.layout.href("charts/", doc_id, &figlift_publish::anchor(figure_id))
    }

    /// The link from the folder of charts to the first page of the review.
    pub(super) fn first_page(&self) -> String {
        self.layout.href("charts/", "", "")
    }

    /// The document with an id.
    pub(super) fn document(&self, doc_id: &str) -> Option<&ReadDocument> {
        documents::find(self.documents, doc_id)
    }

    /// The publication date of a document, in sortable form.
    pub(super) fn date(&self, doc_id: &str) -> Option<String> {
        let date = self.document(doc_id)?.metadata().date?;
        Some(date.last().to_string())
    }
}
