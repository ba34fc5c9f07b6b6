//! Prints the rows of a batch for people and programs.

use std::io::{Write, stdout};

use arrow::array::{Array, RecordBatch};
use arrow::json::WriterBuilder as JsonBuilder;
use arrow::json::writer::LineDelimited;
use arrow::util::display::{ArrayFormatter, FormatOptions};
use figlift_schema::Table;
use unicode_width::UnicodeWidthStr;

use super::args::ExtractFormat;
use crate::Texts;

/// Widest column of a table, in columns of the terminal.
const WIDEST: usize = 48;

/// Prints the rows of a table, batch by batch.
pub(super) struct RowPrinter<'a> {
    table: &'static Table,
    format: ExtractFormat,
    /// The columns for people.
    columns: &'a [&'a str],
    /// Whether the header is printed, and how wide columns were so far.
    begun: bool,
    widths: Vec<usize>,
}

impl<'a> RowPrinter<'a> {
    pub(super) fn new(
        table: &'static Table,
        format: ExtractFormat,
        columns: &'a [&'a str],
    ) -> RowPrinter<'a> {
        RowPrinter { table, format, columns, begun: false, widths: Vec::new() }
    }

    /// Prints some rows; with the ids of documents if there are several.
    pub(super) fn print(&mut self, batch: &RecordBatch, several: bool) -> anyhow::Result<()> {
        let begins = !std::mem::replace(&mut self.begun, true);
        match self.format {
            ExtractFormat::Jsonl => json_lines(batch),
            ExtractFormat::Csv => {
                let text = figlift_publish::csv(self.table, batch);
                let rows = text.split_once('\n').map_or("", |(_, rows)| rows);
                let text = if begins { &text } else { rows };
                Ok(stdout().lock().write_all(text.as_bytes())?)
            }
            ExtractFormat::Table => {
                let id = several.then_some("doc_id");
                let names: Vec<&str> = id.into_iter().chain(self.columns.iter().copied()).collect();
                let mut rows = cells(batch, &names)?;
                if !begins {
                    rows.remove(0);
                }
                let mut out = std::io::BufWriter::new(stdout().lock());
                aligned(&mut out, rows, &mut self.widths)
            }
        }
    }
}

/// One JSON object per line; every key is present, with null if a row has no value.
fn json_lines(batch: &RecordBatch) -> anyhow::Result<()> {
    let out = std::io::BufWriter::new(stdout().lock());
    let mut writer = JsonBuilder::new().with_explicit_nulls(true).build::<_, LineDelimited>(out);
    writer.write(batch)?;
    writer.finish()?;
    writer.into_inner().flush()?;
    Ok(())
}

/// Some columns for people, below their names.
fn cells(batch: &RecordBatch, names: &[&str]) -> anyhow::Result<Vec<Vec<String>>> {
    let options = FormatOptions::default().with_null("");
    let mut cells: Vec<Vec<String>> = Vec::new();
    for &name in names {
        let Some(array) = batch.column_by_name(name) else { continue };
        let formatter = ArrayFormatter::try_new(array.as_ref(), &options)?;
        let numeric = array.data_type().is_numeric();
        let cell = |row: usize| {
            let text = formatter.value(row).to_string();
            if numeric {
                text.strip_suffix(".0").unwrap_or(&text).to_owned()
            } else {
                shortened(&text)
            }
        };
        cells.push(std::iter::once(name.to_owned()).chain((0..array.len()).map(cell)).collect());
    }
    let row = |row: usize| cells.iter().map(|column| column[row].clone()).collect();
    Ok((0..=batch.num_rows()).map(row).collect())
}

/// Rows in columns of minimal width.
pub(super) fn columns(out: &mut impl Write, rows: Vec<Vec<String>>) -> anyhow::Result<()> {
    aligned(out, rows, &mut Vec::new())
}

/// Rows in columns at least as wide as before, also aligned under Chinese text.
fn aligned(
    out: &mut impl Write,
    rows: Vec<Vec<String>>,
    widths: &mut Vec<usize>,
) -> anyhow::Result<()> {
    for row in &rows {
        widths.resize(widths.len().max(row.len()), 0);
        for (width, cell) in widths.iter_mut().zip(row) {
            *width = (*width).max(cell.width());
        }
    }
    for row in rows {
        let mut line = String::new();
        for (cell, width) in row.iter().zip(&*widths) {
            line.push_str(cell);
            line.push_str(&" ".repeat(width - cell.width() + 2));
        }
        writeln!(out, "{}", line.trim_end())?;
    }
    out.flush()?;
    Ok(())
}

/// Prints to standard error which texts of a folder are left out, and why.
pub(super) fn unread<T>(texts: &Texts<T>) {
    for line in &texts.unread {
        anstream::eprintln!("{line}");
    }
}

/// A text on one line, cut if it is too wide.
pub(super) fn shortened(text: &str) -> String {
    let line: String = text.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
    if line.width() <= WIDEST {
        return line;
    }
    let mut width = 0;
    let kept: String = line
        .chars()
        .take_while(|c| {
            width += c.to_string().width();
            width < WIDEST
        })
        .collect();
    format!("{kept}…")
}
