//! The relationships of a part, which name the parts that belong to it.

use crate::package::{Package, PackageError};
use crate::xml::XmlPart;

/// A relationship to a part of the same package.
#[derive(Clone, Debug)]
pub(crate) struct Relation {
    /// By which the part refers to it.
    pub id: String,
    /// The last word of its kind: `styles`.
    pub kind: String,
    /// The name of the part that it leads to.
    pub target: String,
}

/// Calls a function with each relationship of a part; the one of no name is the package.
///
/// # Errors
/// If the part that states them is damaged.
pub(crate) fn each_relationship(
    package: &mut Package<'_>,
    of: &str,
    mut take: impl FnMut(Relation),
) -> Result<(), PackageError> {
    let (folder, file) = of.rsplit_once('/').unwrap_or(("", of));
    let name = joined(folder, &format!("_rels/{file}.rels"));
    let Some(text) = package.text(&name)? else { return Ok(()) };
    let mut part = XmlPart::new(&name, &text);
    part.each(|part, _| {
        part.each(|part, start| {
            let is_external = start.value("TargetMode").as_deref() == Some("External");
            if let (Some(kind), Some(target), false) =
                (start.value("Type"), start.value("Target"), is_external)
            {
                let kind = kind.rsplit_once('/').map_or(kind.as_str(), |(_, kind)| kind).to_owned();
                let id = start.value("Id").unwrap_or_default();
                take(Relation { id, kind, target: joined(folder, &target) });
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
