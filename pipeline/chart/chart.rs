//! A chart before it is drawn.

use crate::{Bilingual, Mark, Panel};

/// A chart to be drawn.
#[derive(Debug, Clone)]
pub struct Chart {
    /// Names the chart; the ids of its title and description are made from it, so it should
    /// differ between charts that stand on one page.
    pub id: String,
    /// The one message of the chart.
    pub title: Bilingual,
    /// What is drawn, and in which unit.
    pub subtitle: Bilingual,
    /// What a reader has to know besides; how special marks are to be read is said without it.
    pub note: Option<Bilingual>,
    /// Where the values are that are not shown.
    pub more: Option<ChartLink>,
    /// Who says so, and when. Empty where nothing is to be said.
    pub source: String,
    /// How the values are drawn: an entry of [`MARKS`](crate::MARKS), or one of the caller's own.
    pub mark: &'static Mark,
    /// What is drawn, panel by panel.
    pub panels: Vec<Panel>,
}

/// A line below a chart that leads to a page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ChartLink {
    /// What it says.
    pub words: Bilingual,
    /// The address of the page.
    pub address: String,
}
