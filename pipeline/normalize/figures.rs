//! The `figures` table: extracted rows with the columns of the catalogues.

use std::collections::BTreeMap;

use arrow::array::RecordBatch;
use figlift_config::{Pack, Unit};
use figlift_extract::{Extraction, Figure};
use figlift_model::FlowStock;
use figlift_number::Exact;
use figlift_schema::FIGURES;
use figlift_text::Document;
use polars::prelude::*;

use crate::{Catalogue, FrameError, Mention, Reference, bridge};

/// The figures of documents as a frame with all columns of `figures`, sorted by document and place.
/// `batch` has the columns that the extractor fills, a row for each figure in order of `extracted`.
///
/// # Errors
/// If the batch lacks a column of the table, or its number of rows is not that of the figures.
pub fn figures(
    batch: &RecordBatch,
    extracted: &[(&Document, &Extraction)],
    pack: &Pack,
) -> Result<DataFrame, FrameError> {
    let frame = bridge::to_frame(batch)?;
    let indicators = indicators(extracted, &Catalogue::new(pack));
    let references = references(extracted, &indicators, pack);
    let kinds = references.iter().map(|of| of.flow_stock.map(FlowStock::as_str));
    let periods = references.iter().map(|of| of.period.map(|period| period.to_string()));
    let text = |column: StringChunked| lit(column.into_series());
    let units = units(pack)?;
    let joined = frame
        .lazy()
        .with_columns([
            text(indicators.iter().copied().collect()).alias("indicator"),
            text(kinds.collect()).alias("flow_stock"),
            text(periods.collect()).alias("ref_period"),
        ])
        .join(
            units.lazy(),
            [col("unit_measure")],
            [col("unit_measure")],
            JoinArgs::new(JoinType::Left),
        )
        .collect()?;
    let std_value = std_values(&joined, pack)?;
    let columns: Vec<Expr> = FIGURES.columns.iter().map(|column| col(column.name)).collect();
    let sorted =
        joined.lazy().with_column(lit(std_value).alias("std_value")).select(columns).sort_by_exprs(
            FIGURES.order.iter().map(|&name| col(name)).collect::<Vec<_>>(),
            SortMultipleOptions::default(),
        );
    Ok(sorted.collect()?)
}

/// All figures, in order of the documents and places.
fn all<'e>(
    extracted: &[(&'e Document, &'e Extraction)],
) -> impl Iterator<Item = (&'e Document, &'e Figure)> {
    extracted
        .iter()
        .flat_map(|(document, found)| found.figures.iter().map(move |figure| (*document, figure)))
}

/// The indicator of each figure.
fn indicators<'p>(
    extracted: &[(&Document, &Extraction)],
    catalogue: &Catalogue<'p>,
) -> Vec<Option<&'p str>> {
    let indicator = |(document, figure)| catalogue.indicator(&Mention::of(document, figure)?);
    all(extracted).map(indicator).collect()
}

/// How each figure belongs to its time.
fn references(
    extracted: &[(&Document, &Extraction)],
    indicators: &[Option<&str>],
    pack: &Pack,
) -> Vec<Reference> {
    let figures = all(extracted).map(|(_, figure)| figure).zip(indicators);
    figures.map(|(figure, indicator)| Reference::of(figure, *indicator, pack)).collect()
}

/// The units with their standard units; units without a physical dimension have none.
fn units(pack: &Pack) -> PolarsResult<DataFrame> {
    let (codes, standards): (Vec<&str>, Vec<&str>) = pack
        .units
        .iter()
        .map(|unit| (unit.code.as_str(), unit.dimension.standard.as_str()))
        .unzip();
    df!("unit_measure" => codes, "std_unit" => standards)
}

fn std_values(frame: &DataFrame, pack: &Pack) -> PolarsResult<Series> {
    let factors: BTreeMap<&str, &Unit> =
        pack.units.iter().map(|unit| (unit.code.as_str(), unit)).collect();
    let values = frame.column("obs_value")?.f64()?.iter();
    let units = frame.column("unit_measure")?.str()?.iter();
    let converted: Float64Chunked =
        values.zip(units).map(|(value, unit)| standard(value?, factors.get(unit?)?)).collect();
    Ok(converted.into_series())
}

/// The value in the standard unit of its dimension, by the exact factor.
fn standard(value: f64, unit: &Unit) -> Option<f64> {
    let (over, under) = unit.factor;
    if over == under {
        return Some(value);
    }
    Some((Exact::of_f64(value)? * Exact::fraction(over, under)?).to_f64())
}
