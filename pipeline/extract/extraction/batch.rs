//! The Arrow form of an extraction: the published columns that do not depend on catalogues.

use arrow::array::RecordBatch;
use arrow::error::ArrowError;
use figlift_schema::{Cell, DIAGNOSTICS, FIGURES, Fill, NUMERALS, Rows};
use figlift_text::{Diagnostic, Document, SourcePlace, Span};

use crate::extraction::row::FigureRow;
use crate::{Extraction, NumeralRow};

/// The tables of some documents.
#[derive(Clone, Debug)]
pub struct Batches {
    /// `figures`, without the columns that catalogues fill.
    pub figures: RecordBatch,
    /// `numerals`.
    pub numerals: RecordBatch,
    /// `diagnostics`.
    pub diagnostics: RecordBatch,
}

impl Batches {
    /// The tables of documents and their extractions, in the given order.
    ///
    /// # Errors
    /// If a row does not fit the published schema, which is a bug in figlift.
    pub fn of(extracted: &[(&Document, &Extraction)]) -> Result<Batches, ArrowError> {
        let mut figures = Rows::extracted(&FIGURES, &FigureRow::fills())?;
        let mut numerals = Rows::extracted(&NUMERALS, &numeral_fills())?;
        let mut diagnostics = Rows::extracted(&DIAGNOSTICS, &problem_fills())?;
        for &(document, extraction) in extracted {
            for figure in &extraction.figures {
                figures.push(&FigureRow::new(document, figure));
            }
            for numeral in &extraction.numerals {
                let points = document.code_points(numeral.span);
                numerals.push(&PlacedNumeral { document, numeral, points });
            }
            for problem in &extraction.diagnostics {
                let place = document.place(problem.span.start);
                diagnostics.push(&PlacedProblem { document, problem, place });
            }
        }
        Ok(Batches {
            figures: figures.finish()?,
            numerals: numerals.finish()?,
            diagnostics: diagnostics.finish()?,
        })
    }
}

/// A row of `numerals`.
struct PlacedNumeral<'a> {
    document: &'a Document,
    numeral: &'a NumeralRow,
    /// Its span in code points.
    points: Span,
}

fn numeral_fills<'a>() -> [Fill<PlacedNumeral<'a>>; 9] {
    [
        ("doc_id", |row| row.document.id().into()),
        ("byte_start", |row| row.numeral.span.start.into()),
        ("byte_end", |row| row.numeral.span.end.into()),
        ("char_start", |row| row.points.start.into()),
        ("char_end", |row| row.points.end.into()),
        ("surface", |row| row.document.text()[row.numeral.span.range()].into()),
        ("class", |row| row.numeral.class.as_str().into()),
        ("figure_id", |row| row.numeral.figure.as_deref().into()),
        ("rule", |row| row.numeral.rule.as_deref().into()),
    ]
}

/// A row of `diagnostics`.
struct PlacedProblem<'a> {
    document: &'a Document,
    problem: &'a Diagnostic,
    place: SourcePlace,
}

fn problem_fills<'a>() -> [Fill<PlacedProblem<'a>>; 10] {
    [
        ("doc_id", |row| row.document.id().into()),
        ("file", |_| Cell::Text(None)),
        ("code", |row| row.problem.code.as_str().into()),
        ("severity", |row| row.problem.severity.as_str().into()),
        ("place", |row| Cell::Shown(&row.place)),
        ("line", |row| row.place.position().map(|at| at.line).into()),
        ("column", |row| row.place.position().map(|at| at.column).into()),
        ("byte_start", |row| row.problem.span.start.into()),
        ("byte_end", |row| row.problem.span.end.into()),
        ("message", |row| row.problem.message.as_str().into()),
    ]
}
