//! The parts of a document, which its relationships name.

use super::xml::XmlPart;
use crate::package::{Package, PackageError};

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
        each_relationship(package, "", "", |kind, target| {
            if kind == "officeDocument" {
                parts.main = target;
            }
        })?;
        let main = parts.main.clone();
        let (folder, file) = main.rsplit_once('/').unwrap_or(("", &main));
        each_relationship(package, folder, file, |kind, target| match kind {
            "styles" => parts.styles = Some(target),
            "footnotes" => parts.footnotes = Some(target),
            "endnotes" => parts.endnotes = Some(target),
            _ => {}
        })?;
        Ok(parts)
    }
}

/// Calls a function with the kind and the target of each relationship of a part.
fn each_relationship(
    package: &mut Package<'_>,
    folder: &str,
    file: &str,
    mut take: impl FnMut(&str, String),
) -> Result<(), PackageError> {
    let name = joined(folder, &format!("_rels/{file}.rels"));
    let Some(text) = package.text(&name)? else { return Ok(()) };
    let mut part = XmlPart::new(&name, &text);
    part.each(|part, _| {
        part.each(|part, start| {
            let is_external = start.value("TargetMode").as_deref() == Some("External");
            if let (Some(kind), Some(target), false) =
                (start.value("Type"), start.value("Target"), is_external)
            {
                let kind = kind.rsplit_once('/').map_or(kind.as_str(), |(_, kind)| kind);
                take(kind, joined(folder, &target));
            }
            part.skip()
        })
    })
}

/// The name of a part, from a target that is stated within a folder.
fn joined(folder: &str, target: &str) -> String {
    let folder = if target.starts_with('/') { "" } else { folder };
    let mut parts: Vec<&str> = Vec::new();
    for part in folder.split('/').chain(target.split('/')) {
        match part {
            "" | "." => {}
            ".." => drop(parts.pop()),
            part => parts.push(part),
        }
    }
    parts.join("/")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn targets_are_within_the_folder_unless_they_begin_at_the_root() {
        assert_eq!(joined("word", "styles.xml"), "word/styles.xml");
        assert_eq!(joined("word", "/word/a.xml"), "word/a.xml");
        assert_eq!(joined("a/b", ".././c.xml"), "a/c.xml");
        assert_eq!(joined("", "../../c.xml"), "c.xml");
    }
}
