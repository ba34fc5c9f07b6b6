//! Reading back a table of a folder that figlift wrote.

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

/// A table of an output folder, with the columns that its file has: an older figlift of the same
/// schema version may not have written all of them, a newer one may have written more.
///
/// # Errors
/// - [`PublishError::NotPublished`]: there is no such folder, it has no manifest of figlift, or
///   its manifest does not list the table.
/// - [`PublishError::Version`]: the file is of another schema version.
/// - [`PublishError::Decode`]: the file is no Parquet file, or damaged.
/// - [`PublishError::Io`]: the system refused to read the manifest or the file.
pub fn read_table(folder: &Path, table: &Table) -> Result<RecordBatch, PublishError> {
    let name = path(table)?;
    let refuse = |cause| PublishError::NotPublished { folder: folder.to_owned(), cause };
    if !manifest_lists(folder, &name)? {
        return Err(refuse(format!("its {MANIFEST} lists no {name}")));
    }
    let file = folder.join(&name);
    let open = File::open(&file).map_err(|e| match e.kind() {
        ErrorKind::NotFound => refuse(format!("it holds no {name}")),
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
        Err(_) if !folder.exists() => Err(refuse("there is no such folder".to_owned())),
        Err(_) if !folder.is_dir() => Err(refuse("it is not a folder".to_owned())),
        Err(e) if e.kind() == ErrorKind::NotFound => Err(refuse(format!("it holds no {MANIFEST}"))),
        Err(e) => Err(PublishError::io("read", &manifest)(e)),
    }
}

/// The schema version that a file says it is of.
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
        render(&output("<svg/>"), FORMATS).unwrap().write(&folder).unwrap();
        let batch = read_table(&folder, &SMALL).unwrap();
        assert_eq!(batch.schema().fields(), SMALL.arrow().fields());
        let ids: Vec<_> = batch.column(0).as_string::<i32>().iter().flatten().collect();
        assert_eq!(ids, ["a", "c", "b"]);
    }

    /// The version stands in the footer behind its key, as a text of one byte.
    #[test]
    fn another_schema_version_is_refused() {
        let parent = tempfile::tempdir().unwrap();
        let folder = parent.path().join("output");
        render(&output("<svg/>"), FORMATS).unwrap().write(&folder).unwrap();
        let file = folder.join("tables/small.parquet");
        let mut bytes = fs::read(&file).unwrap();
        let key = VERSION_KEY.as_bytes();
        let at = bytes.windows(key.len()).rposition(|part| part == key).unwrap() + key.len() + 2;
        assert_eq!(bytes[at..=at], *SCHEMA_VERSION.to_string().as_bytes());
        bytes[at] = b'7';
        fs::write(&file, &bytes).unwrap();
        let told = read_table(&folder, &SMALL).expect_err("it is refused").to_string();
        assert!(told.contains("is of schema version 7, and this figlift reads"), "{told}");
        bytes[at - 3] = b'm';
        fs::write(&file, &bytes).unwrap();
        let told = read_table(&folder, &SMALL).expect_err("it is refused").to_string();
        assert!(told.contains("is of no schema version"), "{told}");
    }

    #[test]
    fn what_is_no_such_folder_is_told() {
        let parent = tempfile::tempdir().unwrap();
        let folder = parent.path().join("output");
        let told = || read_table(&folder, &SMALL).expect_err("it is refused").to_string();
        assert!(told().contains("there is no such folder"), "{}", told());
        fs::create_dir(&folder).unwrap();
        assert!(told().contains("it holds no manifest.json"), "{}", told());
        render(&output("<svg/>"), FORMATS).unwrap().write(&folder).unwrap();
        let file = folder.join("tables/small.parquet");
        fs::write(&file, "PAR1 and no more PAR1").unwrap();
        assert!(told().contains("small.parquet` as Parquet"), "{}", told());
        fs::remove_file(&file).unwrap();
        assert!(told().contains("it holds no tables/small.parquet"), "{}", told());
        let text = fs::read_to_string(folder.join(MANIFEST)).unwrap();
        fs::write(folder.join(MANIFEST), text.replace("tables/small", "tables/other")).unwrap();
        assert!(told().contains("lists no tables/small.parquet"), "{}", told());
        fs::write(folder.join(MANIFEST), text.replace("figlift 0", "other 0")).unwrap();
        assert!(told().contains("is of `other 0.1.0`"), "{}", told());
    }
}
