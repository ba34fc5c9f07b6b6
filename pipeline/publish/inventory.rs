//! What an output folder holds: the size and hash of each of its files.

use std::collections::BTreeMap;
use std::fs::{self, File};
use std::path::Path;

use serde::{Deserialize, Serialize};

use crate::Rendered;
use crate::folder::walk;
use crate::hash::sha256_of;
use crate::store::FileContent;

/// The files of an output, without their contents. It can be kept and compared with a folder later.
///
/// ```
/// use figlift_publish::{FORMATS, Origin, Output, render, sha256_hex};
///
/// let origin = Origin {
///     inputs: Vec::new(),
///     config_sha256: sha256_hex(b"config"),
///     rules_sha256: sha256_hex(b"rules"),
///     program: "figlift 0.1.0".to_owned(),
///     features: &["pdf"],
/// };
/// let (charts, pages) = (vec![("spending".to_owned(), "<svg/>".to_owned())], Vec::new());
/// let rendered = render(Output { tables: Vec::new(), charts, pages, origin }, FORMATS)?;
/// let inventory = rendered.inventory();
/// assert_eq!(inventory.count(), 2);
///
/// let folder = std::env::temp_dir().join(format!("figlift-inventory-doc-{}", std::process::id()));
/// rendered.write(&folder)?;
/// assert!(inventory.is_of(&folder));
/// std::fs::write(folder.join("charts/spending.svg"), "<svg>")?;
/// assert!(!inventory.is_of(&folder));
/// # std::fs::remove_dir_all(folder)?;
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Inventory {
    /// By their paths in the folder, with `/` between parts.
    files: BTreeMap<String, InventoryItem>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
struct InventoryItem {
    bytes: u64,
    sha256: String,
}

impl Inventory {
    /// Number of the files.
    pub fn count(&self) -> usize {
        self.files.len()
    }

    /// Bytes of all files.
    pub fn bytes(&self) -> u64 {
        self.files.values().map(|item| item.bytes).sum()
    }

    /// Whether a folder holds exactly these files, byte for byte, but for what file managers write. A
    /// folder that cannot be read does not.
    pub fn is_of(&self, folder: &Path) -> bool {
        let items = || self.files.iter().map(|(path, item)| (folder.join(path), item));
        walk(folder).is_ok_and(|found| found.iter().eq(self.files.keys()))
            // Sizes first, since reading takes longer.
            && items().all(|(path, item)| item.has_size_of(&path))
            && items().all(|(path, item)| item.has_bytes_of(&path))
    }
}

impl InventoryItem {
    /// A link is none of our files, whatever it leads to.
    fn has_size_of(&self, path: &Path) -> bool {
        let found = fs::symlink_metadata(path);
        found.is_ok_and(|found| found.is_file() && found.len() == self.bytes)
    }

    fn has_bytes_of(&self, path: &Path) -> bool {
        File::open(path).and_then(sha256_of).is_ok_and(|sha256| sha256 == self.sha256)
    }
}

impl Rendered {
    /// The inventory of the folder that [`write`](Rendered::write) makes.
    pub fn inventory(&self) -> Inventory {
        let item = |(path, content): (&str, &FileContent)| {
            let item = InventoryItem { bytes: content.length, sha256: content.sha256.clone() };
            (path.to_owned(), item)
        };
        Inventory { files: self.contents().map(item).collect() }
    }
}

#[cfg(test)]
mod tests {
    use std::path::PathBuf;

    use super::*;
    use crate::sample;
    use crate::{FORMATS, render};

    fn written() -> (tempfile::TempDir, PathBuf, Inventory) {
        let parent = tempfile::tempdir().unwrap();
        let folder = parent.path().join("output");
        let rendered = render(sample::output("<svg/>"), FORMATS).unwrap();
        rendered.write(&folder).unwrap();
        (parent, folder, rendered.inventory())
    }

    #[test]
    fn a_folder_has_its_inventory_until_anything_in_it_changes() {
        let changes: [fn(&Path); 6] = [
            |folder| fs::write(folder.join("notes.txt"), "mine").unwrap(),
            |folder| fs::remove_file(folder.join("README.md")).unwrap(),
            |folder| {
                let bytes = fs::read(folder.join("manifest.json")).unwrap();
                fs::write(folder.join("manifest.json"), [&bytes[..], b"\n"].concat()).unwrap();
            },
            |folder| {
                let path = folder.join("manifest.json");
                let about = fs::metadata(&path).unwrap();
                let mut bytes = fs::read(&path).unwrap();
                bytes[10] ^= 1;
                fs::write(&path, bytes).unwrap();
                // Times tell nothing.
                File::options()
                    .write(true)
                    .open(path)
                    .and_then(|file| file.set_modified(about.modified()?))
                    .unwrap();
            },
            |folder| {
                fs::rename(folder.join("README.md"), folder.join("README")).unwrap();
            },
            |folder| fs::remove_dir_all(folder).unwrap(),
        ];
        for (number, change) in changes.iter().enumerate() {
            let (_parent, folder, inventory) = written();
            fs::write(folder.join(".DS_Store"), "").unwrap();
            assert!(inventory.is_of(&folder));
            change(&folder);
            assert!(!inventory.is_of(&folder), "{number}");
        }
    }

    #[cfg(unix)]
    #[test]
    fn a_link_to_an_equal_file_is_a_change() {
        let (parent, folder, inventory) = written();
        let (here, there) = (folder.join("README.md"), parent.path().join("README.md"));
        fs::rename(&here, &there).unwrap();
        std::os::unix::fs::symlink(there, here).unwrap();
        assert!(!inventory.is_of(&folder));
    }
}
