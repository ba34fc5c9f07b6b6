//! The parts of a workbook.

use std::collections::HashMap;

use crate::package::{Package, PackageError};
use crate::relations::each_relationship;
use crate::xml::XmlPart;

/// The name of the main part where nothing else is stated.
const MAIN: &str = "xl/workbook.xml";

/// A sheet of cells with its part.
#[derive(Clone, Debug)]
pub(super) struct SheetName {
    pub name: String,
    pub part: String,
}

/// What the main part of a workbook says.
#[derive(Debug, Default)]
pub(super) struct BookParts {
    /// The sheets that are shown, in order.
    pub sheets: Vec<SheetName>,
    pub styles: Option<String>,
    pub strings: Option<String>,
    /// Whether days are counted from 1904.
    pub is_1904: bool,
}

impl BookParts {
    /// Those of a package.
    ///
    /// # Errors
    /// If the main part is missing, or it or its relationships are damaged.
    pub(super) fn of(package: &mut Package<'_>) -> Result<BookParts, PackageError> {
        let mut main = MAIN.to_owned();
        each_relationship(package, "", |relation| {
            if relation.kind == "officeDocument" {
                main = relation.target;
            }
        })?;
        let mut parts = BookParts::default();
        let mut sheets = HashMap::new();
        each_relationship(package, &main, |relation| match &*relation.kind {
            "worksheet" => drop(sheets.insert(relation.id, relation.target)),
            "styles" => parts.styles = Some(relation.target),
            "sharedStrings" => parts.strings = Some(relation.target),
            _ => {}
        })?;
        let text = package.text(&main)?.ok_or_else(|| PackageError::Missing(main.clone()))?;
        XmlPart::new(&main, &text).each(|part, root| {
            if root.name() != b"workbook" {
                return Err(PackageError::OtherKind);
            }
            part.each(|part, start| {
                if start.name() == b"workbookPr" {
                    parts.is_1904 =
                        matches!(start.value("date1904").as_deref(), Some("1" | "true"));
                }
                if start.name() != b"sheets" {
                    return part.skip();
                }
                part.each(|part, start| {
                    let is_shown = start.value("state").is_none_or(|state| state == "visible");
                    // Sheets of charts and macros have no cells.
                    let target = start.value("id").and_then(|id| sheets.get(&id));
                    if let (true, Some(part), Some(name)) = (is_shown, target, start.value("name"))
                    {
                        parts.sheets.push(SheetName { name, part: part.clone() });
                    }
                    part.skip()
                })
            })
        })?;
        Ok(parts)
    }
}
