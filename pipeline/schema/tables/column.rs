use crate::{Column, FillStage, Kind};

/// What a place is.
pub(super) const PLACE: &str = "Place in the raw file: line:column for a file of text, record:column for a record of a corpus, else ¶37 for a paragraph, table 2,R4C3 for a cell by its table, row and column, Sheet1!C14 for a cell of a workbook, or p12:8 for a line of a page.";

/// A column that the extractor fills, in every row.
pub(super) const fn column(name: &'static str, kind: Kind, description: &'static str) -> Column {
    Column { name, kind, nullable: false, stage: FillStage::Extract, description }
}

/// The same column, which may have no value.
pub(super) const fn optional(column: Column) -> Column {
    Column { nullable: true, ..column }
}

/// A column that the catalogues fill.
pub(super) const fn added(column: Column) -> Column {
    Column { nullable: true, stage: FillStage::Normalize, ..column }
}
