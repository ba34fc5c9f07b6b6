//! Reads the documents of a run group by group, and adds their rows to the tables: what is written
//! need not stay in memory.

use arrow::array::RecordBatch;
use figlift_check::{Checked, CheckedGroup, Checker, Finding};
use figlift_config::Config;
use figlift_extract::{Batches, Extraction};
use figlift_normalize::bridge;
use figlift_publish::Draft;
use figlift_read::RawFile;
use figlift_review::Choice;
use figlift_schema::{DIAGNOSTICS, DOCUMENTS, FIGURES, NUMERALS};
use figlift_text::Document;
use polars::prelude::{
    Column, DataFrame, IntoColumn, IntoLazy, StringChunked, UnionArgs, col, concat,
};

use crate::documents::ReadDocument;
use crate::kept::KeptTexts;
use crate::ledger::{self, Corrected};
use crate::outcome::FigureCounts;
use crate::reading::FreshDocument;
use crate::{RunError, draw, pages, rows};

/// The bytes of a group of documents, unless it is a single larger one. Groups depend on nothing but
/// the files, since rows of a group are written as one batch.
const GROUP_BYTES: u64 = 4 << 20;

/// The documents of a group.
const GROUP_DOCUMENTS: usize = 256;

/// Columns of `figures` that no later stage needs. Most of its bytes are in them.
const WRITTEN_ONLY: &[&str] = &[
    "char_start",
    "char_end",
    "low_closed",
    "high_closed",
    "resolution",
    "std_value",
    "std_unit",
    "indicator_start",
    "indicator_end",
    "ref_area_text",
    "period_source",
    "section",
    "sentence",
    "surface",
    "rule",
    "correction",
];

/// Files in groups, in order.
pub(crate) fn groups(files: &[RawFile]) -> impl Iterator<Item = &[RawFile]> {
    let mut rest = files;
    std::iter::from_fn(move || {
        let mut bytes = 0;
        let fits = |file: &&RawFile| {
            bytes += file.size();
            bytes <= GROUP_BYTES
        };
        let number = rest.iter().take(GROUP_DOCUMENTS).take_while(fits).count();
        let (group, after) = rest.split_at(number.max(1).min(rest.len()));
        rest = after;
        (!group.is_empty()).then_some(group)
    })
}

/// The documents that were read, and what later stages need of their rows.
pub(crate) struct Gathered<'a> {
    config: &'a Config,
    /// The documents that get a page.
    choice: &'a Choice,
    draft: Draft,
    /// Whether the tables are published.
    tables: bool,
    documents: Vec<ReadDocument>,
    texts: KeptTexts,
    figures: Vec<DataFrame>,
    checker: Checker<'a>,
    counts: FigureCounts,
    applied: usize,
}

/// All documents of a run.
pub(crate) struct Documents {
    /// The output with the tables that have rows of single documents.
    pub draft: Draft,
    /// In order of their ids.
    pub documents: Vec<ReadDocument>,
    pub texts: KeptTexts,
    /// The `figures` table, without the columns and rows that only its file has.
    pub figures: DataFrame,
    /// All checks.
    pub findings: Vec<Finding>,
    /// The `revisions` table.
    pub revisions: RecordBatch,
    pub counts: FigureCounts,
    pub corrected: Corrected,
}

impl<'a> Gathered<'a> {
    pub(crate) fn new(
        config: &'a Config,
        choice: &'a Choice,
        draft: Draft,
        checker: Checker<'a>,
        tables: bool,
    ) -> Gathered<'a> {
        Gathered {
            config,
            choice,
            draft,
            tables,
            documents: Vec::new(),
            texts: KeptTexts::new(),
            figures: Vec::new(),
            checker,
            counts: FigureCounts::default(),
            applied: 0,
        }
    }

    /// Adds the documents of a group, which come after those before.
    pub(crate) fn add(&mut self, mut documents: Vec<FreshDocument>) -> Result<(), RunError> {
        self.applied += ledger::apply(&self.config.corrections, &mut documents)?;
        documents.iter_mut().for_each(FreshDocument::take_stock);
        let extracted: Vec<_> = documents.iter().filter_map(FreshDocument::extracted).collect();
        let Batches { figures, numerals, diagnostics } = Batches::of(&extracted)?;
        if self.tables {
            self.draft.append(&NUMERALS, &numerals)?;
            let diagnostics = rows::with_unreadable(&diagnostics, &documents)?;
            self.draft.append(&DIAGNOSTICS, &diagnostics)?;
            self.draft.append(&DOCUMENTS, &rows::documents(&documents)?)?;
        }
        drop((numerals, diagnostics));
        let figures = figlift_normalize::figures(&figures, &extracted, &self.config.pack)?;
        self.counts.add(&figures)?;
        if self.tables {
            self.draft.append(&FIGURES, &bridge::to_batch(&figures, &FIGURES.arrow())?)?;
        }
        let indicators = figlift_normalize::indicators(&figures)?;
        let checked: Vec<_> = documents.iter().map(FreshDocument::checked).collect();
        self.checker.observe(CheckedGroup { documents: &checked, indicators: &indicators });
        self.figures.push(self.needed(figures, &extracted)?);
        for FreshDocument { known, content, .. } in documents {
            let shown = content.filter(|_| pages::may_show(&known, self.choice));
            shown.into_iter().for_each(|content| self.texts.add(content));
            self.documents.push(known);
        }
        Ok(())
    }

    /// Rows and columns of `figures` that later stages need: all rows for the charts of a project, which
    /// may select any; else those of a series or a change.
    fn needed(
        &self,
        mut figures: DataFrame,
        extracted: &[(&Document, &Extraction)],
    ) -> Result<DataFrame, RunError> {
        draw::add_places(&mut figures, extracted)?;
        let columns = figures.drop_many(WRITTEN_ONLY.iter().copied());
        if !self.config.charts.is_empty() {
            return Ok(columns);
        }
        let needed = col("indicator").is_not_null().or(col("change_end").is_not_null());
        let rows = columns.lazy().filter(needed).collect()?;
        let columns = rows.columns().iter().map(on_its_own).collect();
        Ok(DataFrame::new(rows.height(), columns)?)
    }

    /// All that was gathered.
    pub(crate) fn finish(self) -> Result<Documents, RunError> {
        let figures = match <[DataFrame; 1]>::try_from(self.figures) {
            Ok([figures]) => figures,
            Err(frames) => {
                let frames: Vec<_> = frames.into_iter().map(IntoLazy::lazy).collect();
                concat(frames, UnionArgs { rechunk: true, ..UnionArgs::default() })?.collect()?
            }
        };
        let Checked { findings, revisions } = self.checker.finish();
        let ledger = self.config.corrections.len();
        Ok(Documents {
            draft: self.draft,
            documents: self.documents,
            texts: self.texts,
            figures,
            findings,
            revisions: figlift_check::revisions(&revisions)?,
            counts: self.counts,
            corrected: Corrected { applied: self.applied, elsewhere: ledger - self.applied },
        })
    }
}

/// A column with texts of its own: those of rows that were filtered out of a frame refer to the texts of
/// all of its rows, which would stay in memory.
fn on_its_own(column: &Column) -> Column {
    let Ok(texts) = column.str() else { return column.clone() };
    let own: StringChunked = texts.iter().collect();
    own.with_name(column.name().clone()).into_column()
}
