//! The parts of a document, which its relationships name.

use crate::package::{Package, PackageError};
use crate::relations::{Relation, each_relationship};

/// The name of the main part where nothing else is stated.
const MAIN: &str = "word/document.xml";

/// The names of the parts that hold text, or say what it is.
#[derive(Debug, Default)]
pub(super) struct WordParts {
    pub main: String,
    pub styles: Option<String>,
    pub footnotes: Option<String>,
    pub endnotes: Option<String>,
}

impl WordParts {
    /// Those of a package.
    ///
    /// # Errors
    /// If a part that states relationships is damaged.
    pub(super) fn of(package: &mut Package<'_>) -> Result<WordParts, PackageError> {
        let mut parts = WordParts { main: MAIN.to_owned(), ..WordParts::default() };
        each_relationship(package, "", |relation| {
            if relation.kind == "officeDocument" {
                parts.main = relation.target;
            }
        })?;
        let main = parts.main.clone();
        each_relationship(package, &main, |Relation { kind, target, .. }| match &*kind {
            "styles" => parts.styles = Some(target),
            "footnotes" => parts.footnotes = Some(target),
            "endnotes" => parts.endnotes = Some(target),
            _ => {}
        })?;
        Ok(parts)
    }
}
