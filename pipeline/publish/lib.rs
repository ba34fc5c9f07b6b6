//! Writes output folders atomically.
//!
//! A [`Draft`] takes the rows of tables as they come, in the given formats, checks that they conform to
//! the definitions of their tables, and then makes the other files and the manifest; [`render`] does
//! so for rows that are all there. [`Rendered::write`] then replaces the folder in one step, and only
//! if figlift wrote it; [`Rendered::differences`] compares without writing, and [`read_table`] reads a
//! table back. The same [`Output`] gives the same bytes, at any time and in any folder.
//!
//! ```
//! use figlift_publish::{FORMATS, Origin, Output, render, sha256_hex};
//!
//! let text = "研发经费从12亿元增加到15.6亿元。";
//! let output = Output {
//!     tables: Vec::new(),
//!     charts: vec![("spending".to_owned(), "<svg xmlns=\"http://www.w3.org/2000/svg\"/>".to_owned())],
//!     pages: Vec::new(),
//!     origin: Origin {
//!         inputs: vec![("city/bulletin.txt".to_owned(), sha256_hex(text.as_bytes()))],
//!         config_sha256: sha256_hex(b"config"),
//!         rules_sha256: sha256_hex(b"rules"),
//!         program: "figlift 0.1.0".to_owned(),
//!         features: &["pdf"],
//!     },
//! };
//! let parent = std::env::temp_dir().join(format!("figlift-publish-doc-{}", std::process::id()));
//! let folder = parent.join("output");
//!
//! let rendered = render(output, FORMATS)?;
//! let paths: Vec<_> = rendered.files().map(|file| file.path).collect();
//! assert_eq!(paths, ["charts/spending.svg", "manifest.json"]);
//!
//! rendered.write(&folder)?;
//! assert!(rendered.differences(&folder)?.is_empty());
//! # std::fs::remove_dir_all(parent)?;
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

mod anchor;
mod conform;
mod csv;
mod dictionary;
mod differences;
mod error;
mod folder;
mod format;
mod hash;
mod html;
mod inventory;
mod manifest;
pub mod markdown;
mod output;
mod parquet;
mod render;
#[cfg(test)]
mod sample;
mod store;
mod stored;
mod svg;

pub use anchor::anchor;
pub use csv::csv;
pub use differences::{Departure, Difference};
pub use error::PublishError;
pub use folder::recover;
pub use format::{BeginTable, Contents, File, Format, Shape, TableFile, no_table};
pub use hash::{sha256_hex, sha256_of};
pub use html::{REVIEW, document_anchor, document_page};
pub use inventory::Inventory;
pub use manifest::{MANIFEST, stated_features};
pub use output::{Origin, Output};
pub use render::{Draft, FORMATS, FileEntry, Rendered, render};
pub use stored::read_table;
