//! Pages for reviewing results: problems first, each text with all its numerals marked, and all
//! fields of each figure.
//!
//! The crate renders plain values to HTML and does not depend on tables, files or configuration. A
//! page works from disk, loads nothing from a network, and runs only its own script; the texts are
//! also readable without it. The same review always gives the same bytes.
//!
//! ```
//! use figlift_model::NumeralClass;
//! use figlift_review::{TextBlock, Body, Choice, ReviewDocument, Layout, Limits, ListedDocument, MarkedNumeral, Review, pages};
//!
//! let text = "2021年，建成学校12所。";
//! let body = Body {
//!     text,
//!     blocks: vec![TextBlock { span: 0..text.len(), heading: false, cell: None }],
//!     numerals: vec![MarkedNumeral { span: 0..7, class: NumeralClass::Period, rule: Some("period.year".into()), figure: None }],
//!     figures: Vec::new(),
//! };
//! let document = ReviewDocument { id: "city".into(), anchor: "d-city".into(), body: Some(body), ..ReviewDocument::default() };
//! let review = Review { documents: vec![document], ..Review::default() };
//! let page = "review/city-0a1b.html".to_owned();
//! let listed = ListedDocument { id: "city", anchor: "d-city".into(), page, bytes: Some(text.len()), failed: false };
//! let pages = pages(&review, &Layout::of(&[listed], &Choice::Usual, Limits::default()))?;
//! let (path, html) = &pages[0];
//! assert_eq!(path, "review.html");
//! assert!(html.contains(r#"title="时间（period.year）">2021年</span>，建成"#));
//! # Ok::<(), figlift_review::ReviewError>(())
//! ```

mod checks;
mod data;
mod escape;
mod gallery;
mod layout;
mod model;
mod page;
mod policy;
mod summary;
mod text;
mod words;

use checks::FigureChecks;
use page::Maker;

pub use askama::Error as ReviewError;
pub use layout::{Absence, Choice, Layout, Limits, ListedDocument};
pub use model::{
    BlockCell, Body, FigureLink, Labels, LinkTarget, MarkedNumeral, Review, ReviewChart,
    ReviewDocument, ReviewFigure, ReviewFinding, ReviewProblem, TextBlock,
};
pub use words::has_word;

/// The pages of a review: path in the output folder and HTML text, the first page first, then that of all
/// charts, if there are any. Only texts with a page in the layout are shown.
///
/// # Errors
/// If a template cannot be rendered, which no text causes.
pub fn pages(review: &Review<'_>, layout: &Layout) -> Result<Vec<(String, String)>, ReviewError> {
    let maker = Maker { review, layout, checks: FigureChecks::of(&review.findings) };
    let mut pages = vec![(layout::FIRST.to_owned(), maker.first()?)];
    if !review.charts.is_empty() {
        pages.push((gallery::GALLERY.to_owned(), gallery::gallery(review)?));
    }
    if !layout.is_whole() {
        for document in &review.documents {
            if let Some(path) = layout.page(&document.id).filter(|_| document.body.is_some()) {
                pages.push((path.to_owned(), maker.of(document, path)?));
            }
        }
    }
    Ok(pages)
}
