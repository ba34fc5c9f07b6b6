use crate::{Column, FillStage, Kind};

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
