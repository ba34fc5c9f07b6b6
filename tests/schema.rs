//! The published columns are pinned, since readers of the files rely on them.

use figlift_model::{
    Basis, ChangeEnd, CheckStatus, Code, NumeralClass, ObsStatus, PeriodSource, Qualifier, Role,
    Severity,
};
use figlift_schema::{CHANGES, CHECKS, Column, FIGURES, NUMERALS, SCHEMA_VERSION, TABLES};
use serde_json::{Value, json};

use crate::support::repository;

const SNAPSHOT: &str = "tests/golden/schema.json";

#[test]
fn columns_keep_their_names_types_and_meaning() {
    let path = repository().join(SNAPSHOT);
    let now = snapshot();
    let pinned: Value = match std::fs::read_to_string(&path) {
        Ok(text) => serde_json::from_str(&text).expect("the snapshot is JSON"),
        Err(_) => json!({ "schema_version": 0, "tables": {} }),
    };
    let broken = broken(&pinned, &now);
    assert!(
        broken.is_empty() || pinned["schema_version"] != now["schema_version"],
        "These columns were removed or changed, which breaks readers of the files:\n  {}\n\
         Raise SCHEMA_VERSION in pipeline/schema/lib.rs, then update {SNAPSHOT} by running the tests \
         with FIGLIFT_BLESS=1. (A description that only says the same in better words needs the \
         latter alone: take its old text out of {SNAPSHOT} first.)",
        broken.join("\n  "),
    );
    if pinned != now && std::env::var_os("FIGLIFT_BLESS").is_some() {
        let text = serde_json::to_string_pretty(&now).expect("JSON") + "\n";
        return std::fs::write(&path, text).expect("the snapshot can be written");
    }
    assert_eq!(
        pinned, now,
        "Columns are new, or SCHEMA_VERSION is: update {SNAPSHOT} by running the tests with FIGLIFT_BLESS=1."
    );
}

/// Rows refuse to be made where a column is not filled, or another one is.
#[test]
fn every_column_of_rows_is_filled_and_no_other() -> Result<(), arrow::error::ArrowError> {
    figlift_extract::Batches::of(&[])?;
    figlift_check::batch(&[])?;
    figlift_check::revisions(&[])?;
    Ok(())
}

fn snapshot() -> Value {
    let column = |column: &Column| {
        json!({
            "name": column.name,
            "type": format!("{:?}", column.kind),
            "nullable": column.nullable,
            "description": column.description,
        })
    };
    let tables: serde_json::Map<String, Value> = TABLES
        .iter()
        .map(|table| {
            let columns: Vec<Value> = table.columns.iter().map(column).collect();
            (
                table.name.to_owned(),
                json!({ "key": table.key, "order": table.order, "columns": columns }),
            )
        })
        .collect();
    json!({ "schema_version": SCHEMA_VERSION, "tables": tables })
}

/// Removed tables and columns, and changed names, types and descriptions.
fn broken(pinned: &Value, now: &Value) -> Vec<String> {
    let mut broken = Vec::new();
    for (table, before) in pinned["tables"].as_object().into_iter().flatten() {
        let now = &now["tables"][table];
        if before["key"] != now["key"] {
            broken.push(format!("{table}: key"));
        }
        for column in before["columns"].as_array().into_iter().flatten() {
            let mut columns = now["columns"].as_array().into_iter().flatten();
            let same = columns.find(|other| other["name"] == column["name"]);
            let keys = ["type", "nullable", "description"];
            let lost = keys.iter().find(|&&key| {
                !column[key].is_null() && same.is_none_or(|other| other[key] != column[key])
            });
            if let Some(lost) = lost {
                let lost = if same.is_some() { lost } else { "gone" };
                broken.push(format!("{table}.{}: {lost}", column["name"].as_str().unwrap_or("?")));
            }
        }
    }
    broken
}

/// Descriptions of columns list their codes.
#[test]
fn columns_of_codes_name_all_of_them() {
    fn names<C: Code>() -> Vec<&'static str> {
        C::names().collect()
    }
    let columns = [
        (&FIGURES, "role", names::<Role>()),
        (&FIGURES, "qualifier", names::<Qualifier>()),
        (&FIGURES, "change_end", names::<ChangeEnd>()),
        (&FIGURES, "basis", names::<Basis>()),
        (&FIGURES, "obs_status", names::<ObsStatus>()),
        (&FIGURES, "period_source", names::<PeriodSource>()),
        (&NUMERALS, "class", names::<NumeralClass>()),
        (&CHECKS, "status", names::<CheckStatus>()),
        (&CHECKS, "severity", names::<Severity>()),
    ];
    for (table, column, names) in columns {
        let described = table.column(column).expect("a column").description;
        for name in names {
            assert!(described.contains(name), "{}.{column} does not name {name}", table.name);
        }
    }
}

/// Tests the comparison itself.
#[test]
fn the_pin_finds_removed_and_changed_columns() {
    let now = snapshot();
    assert_eq!(broken(&now, &now), [""; 0]);
    let with = |change: &dyn Fn(&mut Value)| {
        let mut other = now.clone();
        change(&mut other["tables"]["figures"]["columns"]);
        other
    };
    let first = FIGURES.columns[0].name;
    let fewer = with(&|columns| drop(columns.as_array_mut().unwrap().remove(0)));
    assert_eq!(broken(&now, &fewer), [format!("figures.{first}: gone")]);
    assert_eq!(broken(&fewer, &now), [""; 0], "a new column breaks nothing");
    let retyped = with(&|columns| columns[0]["type"] = "Int64".into());
    assert_eq!(broken(&now, &retyped), [format!("figures.{first}: type")]);
    let reworded = with(&|columns| columns[0]["description"] = "Another meaning.".into());
    assert_eq!(broken(&now, &reworded), [format!("figures.{first}: description")]);
    let mut without = now.clone();
    without["tables"].as_object_mut().unwrap().remove(CHANGES.name);
    assert_eq!(broken(&now, &without).len(), CHANGES.columns.len() + 1);
}
