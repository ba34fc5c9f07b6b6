//! Reads a table of a folder that figlift wrote.

use std::fs::{self, File};
use std::io::ErrorKind;
use std::path::Path;

use ::parquet::arrow::arrow_reader::ParquetRecordBatchReaderBuilder;
use arrow::compute::concat_batches;
use arrow::error::ArrowError;
use arrow::record_batch::RecordBatch;
use figlift_schema::{SCHEMA_VERSION, Table};

use crate::PublishError;
use crate::manifest::{MANIFEST, listed};
use crate::parquet::{VERSION_KEY, path};

/// A table of an output folder, with the columns of its file: an older figlift of the same schema
/// version may have written fewer, a newer one more.
///
/// # Errors
/// - [`PublishError::NotPublished`]: there is no such folder, it has no manifest of figlift, or
///   its manifest does not list the table.
/// - [`PublishError::Version`]: the file has another schema version.
/// - [`PublishError::Decode`]: the file is not Parquet, or damaged.
/// - [`PublishError::Io`]: the manifest or the file could not be read.
pub fn read_table(folder: &Path, table: &Table) -> Result<RecordBatch, PublishError> {
    let name = path(table)?;
    let refuse = |cause| PublishError::NotPublished { folder: folder.to_owned(), cause };
    if !manifest_lists(folder, &name)? {
        return Err(refuse(format!("its {MANIFEST} does not list {name}")));
    }
    let file = folder.join(&name);
    let open = File::open(&file).map_err(|e| match e.kind() {
        ErrorKind::NotFound => refuse(format!("it has no {name}")),
        _ => PublishError::io("read", &file)(e),
    })?;
    let decode = |cause: String| PublishError::Decode { file: file.clone(), cause };
    let reader =
        ParquetRecordBatchReaderBuilder::try_new(open).map_err(|e| decode(e.to_string()))?;
    let found = version(&reader);
    if found.as_deref() != Some(SCHEMA_VERSION.to_string().as_str()) {
        return Err(PublishError::Version { file, found });
    }
    rows(reader).map_err(|e| decode(e.to_string()))
}

fn manifest_lists(folder: &Path, name: &str) -> Result<bool, PublishError> {
    let refuse = |cause| PublishError::NotPublished { folder: folder.to_owned(), cause };
    let manifest = folder.join(MANIFEST);
    match fs::read(&manifest) {
        Ok(bytes) => Ok(listed(&bytes).map_err(refuse)?.contains(name)),
        Err(_) if !folder.exists() => Err(refuse("no such folder".to_owned())),
        Err(_) if !folder.is_dir() => Err(refuse("it is not a folder".to_owned())),
        Err(e) if e.kind() == ErrorKind::NotFound => Err(refuse(format!("it has no {MANIFEST}"))),
        Err(e) => Err(PublishError::io("read", &manifest)(e)),
    }
}

/// The schema version in the metadata of a file.
fn version(reader: &ParquetRecordBatchReaderBuilder<File>) -> Option<String> {
    let pairs = reader.metadata().file_metadata().key_value_metadata()?;
    pairs.iter().find(|pair| pair.key == VERSION_KEY)?.value.clone()
}

fn rows(reader: ParquetRecordBatchReaderBuilder<File>) -> Result<RecordBatch, ArrowError> {
    let schema = reader.schema().clone();
    let batches: Vec<RecordBatch> = reader.build()?.collect::<Result<_, _>>()?;
    concat_batches(&schema, &batches)
}

#[cfg(test)]
mod tests {
    use arrow::array::AsArray;

    use super::*;
    use crate::sample::{SMALL, output};
    use crate::{FORMATS, render};

    #[test]
    fn a_table_comes_back_as_it_was_published() {
        let parent = tempfile::tempdir().unwrap();
        let folder = parent.path().join("output");
        render(output("<svg/>"), FORMATS).unwrap().write(&folder).unwrap();
        let batch = read_table(&folder, &SMALL).unwrap();
        assert_eq!(batch.schema().fields(), SMALL.arrow().fields());
        let ids: Vec<_> = batch.column(0).as_string::<i32>().iter().flatten().collect();
        assert_eq!(ids, ["a", "c", "b"]);
    }

    /// The version follows its key in the footer, as a text of one byte.
    #[test]
    fn another_schema_version_is_refused() {
        let parent = tempfile::tempdir().unwrap();
        let folder = parent.path().join("output");
        render(output("<svg/>"), FORMATS).unwrap().write(&folder).unwrap();
        let file = folder.join("tables/small.parquet");
        let mut bytes = fs::read(&file).unwrap();
        let key = VERSION_KEY.as_bytes();
        let at = bytes.windows(key.len()).rposition(|part| part == key).unwrap() + key.len() + 2;
        assert_eq!(bytes[at..=at], *SCHEMA_VERSION.to_string().as_bytes());
        bytes[at] = b'0';
        fs::write(&file, &bytes).unwrap();
        let error = read_table(&folder, &SMALL).expect_err("it is refused").to_string();
        assert!(error.contains("has schema version 0, but this figlift reads"), "{error}");
        bytes[at - 3] = b'm';
        fs::write(&file, &bytes).unwrap();
        let error = read_table(&folder, &SMALL).expect_err("it is refused").to_string();
        assert!(error.contains("has no schema version"), "{error}");
    }

    #[test]
    fn an_invalid_folder_is_an_error() {
        let parent = tempfile::tempdir().unwrap();
        let folder = parent.path().join("output");
        let error = || read_table(&folder, &SMALL).expect_err("it is refused").to_string();
        assert!(error().contains("no such folder"), "{}", error());
        fs::create_dir(&folder).unwrap();
        assert!(error().contains("it has no manifest.json"), "{}", error());
        render(output("<svg/>"), FORMATS).unwrap().write(&folder).unwrap();
        let file = folder.join("tables/small.parquet");
        fs::write(&file, "PAR1 and no more PAR1").unwrap();
        assert!(error().contains("small.parquet` as Parquet"), "{}", error());
        fs::remove_file(&file).unwrap();
        assert!(error().contains("it has no tables/small.parquet"), "{}", error());
        let text = fs::read_to_string(folder.join(MANIFEST)).unwrap();
        fs::write(folder.join(MANIFEST), text.replace("tables/small", "tables/other")).unwrap();
        assert!(error().contains("does not list tables/small.parquet"), "{}", error());
        fs::write(folder.join(MANIFEST), text.replace("figlift 0", "other 0")).unwrap();
        assert!(error().contains("is of `other 0.1.0`"), "{}", error());
    }
}
