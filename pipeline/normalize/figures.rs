//! The `figures` table: what the catalogues add to extracted rows.

use std::collections::BTreeMap;

use arrow::array::RecordBatch;
use figlift_config::{Pack, Unit};
use figlift_extract::Exact;
use figlift_schema::FIGURES;
use polars::prelude::*;

use crate::{Catalogue, FrameError, Listed, Mention, bridge, places};

/// The extracted rows as a frame with all columns of `figures`, sorted by document and place.
///
/// # Errors
/// Where the batch lacks a column of the table.
pub fn figures(extracted: &RecordBatch, pack: &Pack) -> Result<DataFrame, FrameError> {
    let frame = bridge::to_frame(extracted)?;
    let indicator = indicators(&frame, &Catalogue::new(pack))?;
    let units = units(pack)?;
    let joined = frame
        .lazy()
        .with_column(lit(indicator).alias("indicator"))
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

/// The indicator that each row is of.
fn indicators(frame: &DataFrame, catalogue: &Catalogue) -> PolarsResult<Series> {
    let text = |name: &str| frame.column(name)?.str();
    let [words, role, unit] = [text("indicator_text")?, text("role")?, text("unit_measure")?];
    let [surface, sentence, document] = [text("surface")?, text("sentence")?, text("doc_id")?];
    let byte = |name: &str| frame.column(name)?.i64();
    let [start, end] = [byte("byte_start")?, byte("byte_end")?];
    let listed = |row: usize| Listed {
        document: document.get(row).unwrap_or_default(),
        words: words.get(row),
        start: start.get(row).unwrap_or_default(),
        end: end.get(row).unwrap_or_default(),
        unit: unit.get(row).unwrap_or_default(),
        surface: surface.get(row).unwrap_or_default(),
    };
    let places = places(&(0..frame.height()).map(listed).collect::<Vec<_>>());
    let of_row = |row: usize| {
        catalogue.indicator(&Mention {
            words: words.get(row)?,
            role: role.get(row)?,
            unit: unit.get(row)?,
            surface: surface.get(row)?,
            sentence: sentence.get(row)?,
            place: places[row],
        })
    };
    let ids: StringChunked = (0..frame.height()).map(of_row).collect();
    Ok(ids.into_series())
}

/// The units with their standard units; units of no physical dimension have none.
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
    let exact = Exact::of_f64(value)?.times(Exact::fraction(over, under)?)?;
    Some(exact.to_f64())
}
