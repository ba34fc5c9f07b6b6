//! `manifest.json`: the files of the folder and its inputs. It also marks a folder as written by
//! figlift.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use figlift_schema::SCHEMA_VERSION;
use serde::{Deserialize, Serialize};

use crate::format::File;
use crate::{Origin, PublishError};

/// Name of the manifest in an output folder.
pub const MANIFEST: &str = "manifest.json";

/// Prefix of the program name in every manifest of figlift.
const PROGRAM: &str = "figlift ";

/// The manifest as written; fields are in alphabetical order.
#[derive(Serialize)]
struct Manifest<'a> {
    config_sha256: &'a str,
    features: &'a [&'a str],
    files: BTreeMap<&'a str, ListedFile>,
    inputs: BTreeMap<&'a str, &'a str>,
    program: &'a str,
    rules_sha256: &'a str,
    schema_version: u32,
}

/// A file as the manifest lists it.
#[derive(Serialize)]
struct ListedFile {
    bytes: u64,
    #[serde(skip_serializing_if = "Option::is_none")]
    rows: Option<u64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    schema: Option<Vec<ListedColumn>>,
    sha256: String,
}

#[derive(Serialize)]
struct ListedColumn {
    name: &'static str,
    #[serde(rename = "type")]
    kind: &'static str,
}

/// The manifest of a folder with these files.
pub(crate) fn file<'a>(
    origin: &Origin,
    files: impl Iterator<Item = &'a File>,
) -> Result<File, PublishError> {
    let manifest = Manifest {
        config_sha256: hash("the hash of the config", &origin.config_sha256)?,
        features: origin.features,
        files: files.map(|file| (file.path.as_str(), entry(file))).collect(),
        inputs: inputs(origin)?,
        program: program(&origin.program)?,
        rules_sha256: hash("the hash of the rules", &origin.rules_sha256)?,
        schema_version: SCHEMA_VERSION,
    };
    let text = serde_json::to_string_pretty(&manifest)
        .map_err(|e| PublishError::Encode { file: MANIFEST.to_owned(), cause: e.to_string() })?;
    Ok(File::new(MANIFEST.to_owned(), (text + "\n").into_bytes()))
}

fn entry(file: &File) -> ListedFile {
    let column = |&(name, kind): &(&'static str, &'static str)| ListedColumn { name, kind };
    let schema = |columns: &Vec<_>| columns.iter().map(column).collect();
    ListedFile {
        bytes: file.content.length,
        rows: file.shape.as_ref().map(|shape| shape.rows),
        schema: file.shape.as_ref().map(|shape| schema(&shape.columns)),
        sha256: file.content.sha256.clone(),
    }
}

fn inputs(origin: &Origin) -> Result<BTreeMap<&str, &str>, PublishError> {
    let mut inputs = BTreeMap::new();
    for (path, sha256) in &origin.inputs {
        let refuse = |cause| refused("the path of an input", path, cause);
        if path.split('/').any(|part| matches!(part, "" | "." | "..")) || has_drive(path) {
            return Err(refuse("it must be a path in the raw folder"));
        }
        if inputs.insert(path.as_str(), hash("the hash of an input", sha256)?).is_some() {
            return Err(refuse("it is listed twice"));
        }
    }
    Ok(inputs)
}

/// Whether a path begins with a drive, as absolute paths do on Windows.
fn has_drive(path: &str) -> bool {
    matches!(path.as_bytes(), [letter, b':', ..] if letter.is_ascii_alphabetic())
}

fn program(name: &str) -> Result<&str, PublishError> {
    let cause = "it must begin with `figlift `, by which the next run recognises its folder";
    let ours = name.strip_prefix(PROGRAM).is_some_and(|version| !version.trim().is_empty());
    if ours { Ok(name) } else { Err(refused("the program", name, cause)) }
}

fn hash<'a>(what: &'static str, value: &'a str) -> Result<&'a str, PublishError> {
    let hex = |b: u8| b.is_ascii_digit() || matches!(b, b'a'..=b'f');
    let good = value.len() == 64 && value.bytes().all(hex);
    if good { Ok(value) } else { Err(refused(what, value, "it must be 64 lower-case hex digits")) }
}

fn refused(what: &'static str, value: &str, cause: &'static str) -> PublishError {
    PublishError::Origin { what, value: value.to_owned(), cause }
}

/// The fields of a manifest that are read before its folder is replaced. All versions have them.
#[derive(Deserialize)]
struct Former {
    program: String,
    #[serde(default)]
    files: BTreeMap<String, serde::de::IgnoredAny>,
}

/// The features of the build that wrote an output folder, as its manifest states them; `None` if it has
/// no manifest that does.
pub fn stated_features(folder: &Path) -> Option<Vec<String>> {
    #[derive(Deserialize)]
    struct ManifestFeatures {
        features: Vec<String>,
    }
    let bytes = fs::read(folder.join(MANIFEST)).ok()?;
    Some(serde_json::from_slice::<ManifestFeatures>(&bytes).ok()?.features)
}

/// The paths that a manifest on disk lists, itself included.
///
/// # Errors
/// Why it is not a manifest of figlift.
pub(crate) fn listed(bytes: &[u8]) -> Result<BTreeSet<String>, String> {
    let former: Former = serde_json::from_slice(bytes)
        .map_err(|e| format!("its {MANIFEST} is not one of figlift: {e}"))?;
    if !former.program.starts_with(PROGRAM) {
        return Err(format!("its {MANIFEST} is of `{}`", former.program));
    }
    Ok(former.files.into_keys().chain([MANIFEST.to_owned()]).collect())
}
