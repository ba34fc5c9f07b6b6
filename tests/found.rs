//! Damaged files on which a reader once panicked, hung or took too much memory, as `make fuzz` keeps them.

use std::fs;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use crate::reader::{READERS, TEXT_COLUMN};
use crate::support::repository;

/// Reading one takes milliseconds; on a busy machine a hundred times as long.
const MOST_TIME: Duration = Duration::from_secs(20);

/// KiB of addresses that the program may take, most of which it never touches.
const MOST_MEMORY: u64 = 4 << 20;

/// What says how the file is read: its extension, and whether it is a corpus.
fn way(reader: &str) -> (&str, bool) {
    match reader {
        "encodings" => ("txt", false),
        "corpus-csv" => ("csv", true),
        "gz" | "zst" => ("txt", false),
        _ => (reader, matches!(reader, "jsonl" | "parquet")),
    }
}

figtest!(files_that_were_once_too_much_are_read_or_refused, |project| {
    for entry in fs::read_dir(repository().join("tests/fuzz/found")).into_iter().flatten() {
        let path = entry.expect("read").path();
        let name = path.file_name().expect("named").to_string_lossy().into_owned();
        let bytes = fs::read(&path).expect("read");
        let is_of =
            |reader: &str| name.strip_prefix(reader).is_some_and(|rest| rest.starts_with('-'));
        let Some(reader) = READERS.iter().find(|reader| is_of(reader.name)) else {
            // Without the feature of PDF, that reader is not there.
            assert!(name.starts_with("pdf-"), "{name} is of no reader");
            continue;
        };
        let start = Instant::now();
        (reader.read)(&bytes);
        assert!(start.elapsed() < MOST_TIME, "{name} takes {:?}", start.elapsed());
        let (extension, is_corpus) = way(reader.name);
        let file = format!("found.{extension}");
        project.write(&file, &bytes);
        let mut command = Command::new("sh");
        command.args(["-c", &format!("ulimit -v {MOST_MEMORY}; exec \"$0\" \"$@\"")]);
        command.arg(env!("CARGO_BIN_EXE_figlift")).args(["extract", &file]);
        command.args(is_corpus.then_some(["--text-column", TEXT_COLUMN]).iter().flatten());
        command.current_dir(project.path(".")).stdout(Stdio::null()).stderr(Stdio::piped());
        let output = command.output().expect("it starts");
        let said = String::from_utf8_lossy(&output.stderr);
        assert!(matches!(output.status.code(), Some(0..=2)), "{name}: {} {said}", output.status);
        assert!(start.elapsed() < 2 * MOST_TIME, "{name} takes {:?}", start.elapsed());
    }
});
