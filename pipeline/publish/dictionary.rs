//! `README.md`: the data dictionary, with the files of the folder and the meanings of columns.

use figlift_schema::{Column, SCHEMA_VERSION, TABLES, Table};

use crate::PublishError;
use crate::format::{Contents, File, Format, no_table, type_name};
use crate::manifest::MANIFEST;
use crate::markdown::{cell, row};

/// Its name in the folder, which web sites show below the list of files.
const PATH: &str = "README.md";

pub(crate) const FORMAT: Format =
    Format { name: "dictionary", listed: || Ok(Vec::new()), table: no_table, files };

/// The same for every output of one schema version, whatever its rows; `None` if no table is
/// published.
fn files(contents: &Contents<'_>) -> Result<Vec<File>, PublishError> {
    if contents.tables.is_empty() {
        return Ok(Vec::new());
    }
    Ok(vec![File::new(PATH.to_owned(), text(contents.formats)?.into_bytes())])
}

fn text(formats: &[Format]) -> Result<String, PublishError> {
    let mut text = format!(
        "# Data dictionary\n\nWritten by figlift, schema version {SCHEMA_VERSION}. A column that goes away or changes \
         its name, type or meaning raises that version; a new column does not. Each run replaces the \
         folder whole: keep nothing of your own in it.\n\n"
    );
    text += &listed(formats)?;
    text += OPEN;
    for table in TABLES {
        text += &section(table);
    }
    Ok(text)
}

/// The files of the folder, those of each format in turn.
fn listed(formats: &[Format]) -> Result<String, PublishError> {
    let mut rows = Vec::new();
    for format in formats {
        rows.extend((format.listed)()?);
    }
    let manifest = "Size, SHA-256, rows and columns of each file; hashes of what it was made from.";
    rows.push([format!("`{MANIFEST}`"), manifest.to_owned()]);
    Ok(table(["file", "what"], rows))
}

/// Examples, which the interop tests run in the folder.
const OPEN: &str = r#"
## Open a table

DuckDB:

```sql
SELECT doc_id, surface, obs_value, unit_measure
FROM 'tables/figures.parquet'
WHERE role = 'level';
```

Polars:

```python
import polars as pl
figures = pl.read_parquet("tables/figures.parquet")
print(figures.filter(pl.col("role") == "level"))
```

pandas:

```python
import pandas as pd
figures = pd.read_parquet("tables/figures.parquet", dtype_backend="pyarrow")
print(figures[figures["role"] == "level"])
```
"#;

fn section(of: &Table) -> String {
    let names = |names: &[&str]| -> String {
        names.iter().map(|name| format!("`{name}`")).collect::<Vec<_>>().join(", ")
    };
    let row = |column: &Column| {
        let null = if column.nullable { "may be null" } else { "" };
        let name = format!("`{}`", column.name);
        [name, type_name(column.kind).to_owned(), null.to_owned(), column.description.to_owned()]
    };
    let columns = of.columns.iter().map(row).collect();
    format!(
        "\n## {}\n\n{} Key: {}. Sorted by: {}.\n\n{}",
        of.name,
        of.description,
        names(of.key),
        names(of.order),
        table(["column", "type", "null", "meaning"], columns),
    )
}

fn table<const N: usize>(head: [&str; N], rows: Vec<[String; N]>) -> String {
    let rows = rows.into_iter().map(|cells| row(&cells.map(|text| cell(&text))));
    row(&head) + &row(&["---"; N]) + &rows.collect::<String>()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::FORMATS;

    #[test]
    fn every_table_and_column_is_in_it() {
        let text = text(FORMATS).unwrap();
        for of in TABLES {
            let start = text.find(&format!("\n## {}\n", of.name)).expect(of.name);
            let section = text[start + 1..].split("\n## ").next().unwrap();
            assert!(text.contains(&format!("| [`tables/{0}.parquet`](#{0}) | ", of.name)));
            assert!(section.contains(of.description), "{section}");
            assert!(section.contains(&format!("Key: `{}`", of.key.join("`, `"))), "{section}");
            assert!(section.contains(&format!("by: `{}`.", of.order.join("`, `"))), "{section}");
            for column in of.columns {
                let line = section
                    .lines()
                    .find(|line| line.starts_with(&format!("| `{}` |", column.name)));
                let line = line.unwrap_or_else(|| panic!("{}.{}", of.name, column.name));
                let cells: Vec<&str> = line.split(" | ").collect();
                assert_eq!(cells.len(), 4, "{line}");
                assert_eq!(
                    (cells[1], cells[2] == "may be null"),
                    (type_name(column.kind), column.nullable)
                );
                assert_eq!(cells[3], format!("{} |", cell(column.description)));
            }
            let rows = section.lines().filter(|line| line.starts_with('|')).count();
            assert_eq!(rows, of.columns.len() + 2, "{section}");
        }
    }

    #[test]
    fn all_other_files_are_named() {
        let text = text(FORMATS).unwrap();
        for name in ["figures.csv", "charts/*.svg", "review.html", "manifest.json"] {
            assert!(text.contains(&format!("\n| `{name}` | ")), "{name}");
        }
        assert!(text.contains(&format!("schema version {SCHEMA_VERSION}.")));
    }

    #[test]
    fn texts_stay_in_their_cells() {
        let rows = vec![["a|b".to_owned(), "`x|y`\nz".to_owned()]];
        let expected = "| n | m |\n| --- | --- |\n| a\\|b | `x\\|y` z |\n";
        assert_eq!(table(["n", "m"], rows), expected);
    }
}
