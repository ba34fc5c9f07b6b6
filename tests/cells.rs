//! Compares the tables of annotated pages with what is read in their cells.
//!
//! `gold/tables` has web pages with tables as official pages have them, in our own words. Their numbers are partly
//! made up: they are for tests, and not to be quoted, and the names of publishers only say what kind of page it
//! is. `<page>.jsonl` has a row for each cell that states a value, annotated by people who had not seen the
//! program: table, row and column (from 1, after cells that span several are counted), surface, and the fields of
//! the figure. `unit` is null where no unit is stated anywhere: such a number must stay unresolved. A rate carries
//! what is measured in the column beside it; a row that is a part of others carries the words of all of them.

use std::collections::BTreeMap;
use std::fs;

use figlift_read::{HTML, Links, RawState, SizeLimit};
use figlift_text::{BlockKind, Document};

use crate::support::{RULES, Row, number, of_document, repository, same, text};

/// The cells in all annotations; fewer means that annotations were lost.
const CELLS: usize = 1079;

/// How many rows are right.
#[derive(Debug, Default)]
struct Tally {
    cells: usize,
    /// Of these: without a unit, which must not be read.
    without_unit: usize,
    /// With their value and unit.
    right: usize,
    /// Read with another value or unit, or although they have none.
    wrong: Vec<String>,
    missed: Vec<String>,
    /// By field, of those that are right.
    fields: BTreeMap<&'static str, usize>,
}

/// The place of a cell: table, row and column.
type Place = (u64, u64, u64);

#[test]
fn cells_of_annotated_tables_are_read_with_their_heads() {
    let mut tally = Tally::default();
    let folder = repository().join("tests/gold/tables");
    let files = figlift_read::find(&folder, &[HTML], Links::Inside).expect("pages");
    for file in files.files {
        let raw = figlift_read::load(&file, SizeLimit::default()).expect("a page");
        let RawState::Read { document, .. } =
            figlift_read::read(&file.doc_id, &raw).expect("a right sidecar")
        else {
            panic!("{} cannot be read", file.name);
        };
        let figures = by_cell(&document);
        let lines = fs::read_to_string(folder.join(format!("{}.jsonl", file.doc_id)));
        for line in lines.expect("annotations").lines() {
            let cell: Row = serde_json::from_str(line).expect("JSON");
            tally.add(&file.doc_id, &cell, figures.get(&place(&cell)));
        }
    }
    assert_eq!(tally.cells, CELLS);
    let with_unit = tally.cells - tally.without_unit;
    let share = |number: usize| number as f64 / with_unit as f64;
    eprintln!("{} of {with_unit} cells with a unit, by field: {:?}", tally.right, tally.fields);
    let Tally { wrong, missed, .. } = &tally;
    assert!(share(tally.right) >= 0.965, "missed:\n{}\n{}", missed.join("\n"), wrong.join("\n"));
    assert!(wrong.len() * 200 <= tally.cells, "wrong:\n{}", wrong.join("\n"));
    for (field, least) in [("role", 0.9), ("indicator", 0.74), ("period", 0.83), ("all", 0.6)] {
        assert!(share(tally.fields[field]) >= least, "{field}: {:?}", tally.fields);
    }
}

/// The figures of a page by their cells.
fn by_cell(document: &Document) -> BTreeMap<Place, Row> {
    let blocks = &document.layout().blocks;
    let (figures, _) = of_document(&RULES, document);
    let of_cell = |row: Row| {
        let byte = number(&row, "byte_start").expect("a place") as usize;
        let block = blocks.partition_point(|block| block.span.end <= byte);
        match blocks.get(block)?.kind {
            BlockKind::Cell(at) if text(&row, "rule") == "table.cell" => {
                Some(((at.table as u64, at.row as u64, at.column as u64), row))
            }
            _ => None,
        }
    };
    figures.into_iter().filter_map(of_cell).collect()
}

fn place(cell: &Row) -> Place {
    let at = |name: &str| cell[name].as_u64().expect("a number");
    (at("table"), at("row"), at("column"))
}

impl Tally {
    fn add(&mut self, page: &str, cell: &Row, read: Option<&Row>) {
        self.cells += 1;
        let name = format!("{page} {:?} {}", place(cell), text(cell, "surface"));
        let value = number(cell, "obs_value");
        if value.is_none() {
            self.without_unit += 1;
            self.wrong.extend(read.map(|_| format!("{name}: its unit is not known")));
            return;
        }
        let Some(read) = read else { return self.missed.push(name) };
        let unit = if text(cell, "unit") == "rank" { "rank" } else { text(read, "unit_measure") };
        let is_value = same(number(read, "obs_value"), value);
        if !is_value || unit != text(cell, "unit") {
            let found = number(read, "obs_value");
            return self.wrong.push(format!("{name}: {found:?} {}", text(read, "unit_measure")));
        }
        self.right += 1;
        let same = |field: &str, column: &str| text(cell, field) == text(read, column);
        let fields = [
            ("role", same("role", "role") && same("basis", "basis")),
            ("indicator", same("indicator", "indicator_text")),
            ("period", same("period", "time_period")),
        ];
        for (field, is_right) in fields {
            *self.fields.entry(field).or_default() += usize::from(is_right);
        }
        let all = fields.iter().all(|(_, is_right)| *is_right);
        *self.fields.entry("all").or_default() += usize::from(all);
    }
}
