//! Helpers of the tests: projects in temporary folders, runs of the program in them, and rows of
//! tables.

use std::collections::BTreeMap;
use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use arrow::array::RecordBatch;
use parquet::arrow::arrow_reader::ParquetRecordBatchReaderBuilder;

mod rows;

pub(crate) use rows::{RULES, Row, document, extract, number, of_document, rows, same, text};

/// Defines a test that gets an empty project.
macro_rules! figtest {
    ($name:ident, $test:expr) => {
        #[test]
        fn $name() {
            crate::support::in_project($test);
        }
    };
}

pub(crate) fn in_project(test: impl FnOnce(&Project)) {
    test(&Project::new());
}

/// The root of the repository.
pub(crate) fn repository() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// A project in a temporary folder.
pub(crate) struct Project {
    folder: tempfile::TempDir,
    /// What the program keeps between its runs.
    caches: tempfile::TempDir,
}

impl Project {
    /// A project with an empty `raw/` and `config/`.
    pub(crate) fn new() -> Project {
        let [folder, caches] =
            [(); 2].map(|()| tempfile::tempdir().expect("a folder for the test"));
        let project = Project { folder, caches };
        project.create("raw").create("config");
        project
    }

    /// Adds the texts and configuration of the repository.
    pub(crate) fn with_repository(&self) -> &Project {
        for name in ["raw", "config"] {
            copy(&repository().join(name), &self.path(name));
        }
        self
    }

    /// The path of a file of the project.
    pub(crate) fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// Creates a folder.
    pub(crate) fn create(&self, name: &str) -> &Project {
        fs::create_dir_all(self.path(name)).expect("the folder can be created");
        self
    }

    /// Writes a file, and creates its folders.
    pub(crate) fn write(&self, name: &str, text: impl AsRef<[u8]>) -> &Project {
        let path = self.path(name);
        fs::create_dir_all(path.parent().expect("files lie in a folder")).expect("created");
        fs::write(path, text).expect("the file can be written");
        self
    }

    /// Replaces the only occurrence of `from` in a file, whatever its encoding.
    pub(crate) fn edit(&self, name: &str, from: &str, to: &str) -> &Project {
        let bytes = self.bytes(name);
        let (from, places) = (from.as_bytes(), bytes.windows(from.len()));
        let found: Vec<usize> =
            places.enumerate().filter(|(_, part)| *part == from).map(|(at, _)| at).collect();
        let [at] = found[..] else {
            panic!("{name} contains the text to edit {} times", found.len());
        };
        self.write(name, [&bytes[..at], to.as_bytes(), &bytes[at + from.len()..]].concat())
    }

    /// Removes a file or folder.
    pub(crate) fn remove(&self, name: &str) -> &Project {
        let path = self.path(name);
        let removed =
            if path.is_dir() { fs::remove_dir_all(&path) } else { fs::remove_file(&path) };
        removed.expect("what is to be removed is there");
        self
    }

    /// Renames a file or folder.
    pub(crate) fn rename(&self, from: &str, to: &str) -> &Project {
        fs::rename(self.path(from), self.path(to)).expect("what is to be renamed is there");
        self
    }

    /// The bytes of a file.
    pub(crate) fn bytes(&self, name: &str) -> Vec<u8> {
        fs::read(self.path(name)).unwrap_or_else(|error| panic!("{name}: {error}"))
    }

    /// The text of a file.
    pub(crate) fn text(&self, name: &str) -> String {
        String::from_utf8(self.bytes(name)).expect("the file is UTF-8")
    }

    /// Names in the folder of the project, including hidden ones, sorted.
    pub(crate) fn names(&self) -> Vec<String> {
        let entries = fs::read_dir(self.folder.path()).expect("the project is there");
        let name = |entry: std::io::Result<fs::DirEntry>| {
            entry.expect("read").file_name().into_string().expect("our own names")
        };
        let mut names: Vec<String> = entries.map(name).collect();
        names.sort();
        names
    }

    /// All files in a folder with their bytes; none if there is no such folder.
    pub(crate) fn files(&self, folder: &str) -> BTreeMap<String, Vec<u8>> {
        let mut files = BTreeMap::new();
        collect(&self.path(folder), "", &mut files);
        files
    }

    /// The rows of a published table.
    pub(crate) fn table(&self, name: &str) -> Vec<Row> {
        rows(&self.batch(name))
    }

    /// A published table in its Arrow form.
    pub(crate) fn batch(&self, name: &str) -> RecordBatch {
        let path = self.path(&format!("output/tables/{name}.parquet"));
        let file = fs::File::open(&path).unwrap_or_else(|e| panic!("{}: {e}", path.display()));
        let reader = ParquetRecordBatchReaderBuilder::try_new(file).expect("Parquet");
        let schema = reader.schema().clone();
        let batches: Vec<RecordBatch> =
            reader.build().expect("Parquet").map(|batch| batch.expect("rows")).collect();
        arrow::compute::concat_batches(&schema, &batches).expect("batches of one schema")
    }

    /// Runs the program in the project's folder.
    pub(crate) fn figlift(&self, args: &[&str]) -> Run {
        finish(self.command(args), args, None)
    }

    /// Runs the program in the project's folder with a variable in its environment.
    pub(crate) fn figlift_where(&self, (name, value): (&str, &str), args: &[&str]) -> Run {
        let mut command = self.command(args);
        command.env(name, value);
        finish(command, args, None)
    }

    /// Runs the program in the project's folder with this standard input.
    pub(crate) fn figlift_reading(&self, input: impl AsRef<[u8]>, args: &[&str]) -> Run {
        finish(self.command(args), args, Some(input.as_ref()))
    }

    /// A command of the built program in the project's folder, with the project's cache.
    pub(crate) fn command(&self, args: &[&str]) -> Command {
        let mut command = command(self.folder.path(), args);
        command.env("XDG_CACHE_HOME", self.caches.path());
        command
    }

    /// The same project with two texts.
    pub(crate) fn with_two_texts(&self) -> &Project {
        self.write("raw/city.txt", "2021年，全市研发经费从12亿元增加到15.6亿元。\n")
            .write("raw/county.txt", "全县有企业三百二十家。\n")
    }

    /// A copy of the built program in the project's folder.
    pub(crate) fn copy_of_program(&self) -> PathBuf {
        let program = self.path("program");
        fs::copy(env!("CARGO_BIN_EXE_figlift"), &program).expect("copied");
        program
    }

    /// What a run by a copy of the program prints of the use of its cache.
    pub(crate) fn explained_by(&self, program: &Path) -> String {
        let mut command = Command::new(program);
        command.args(["run", "--explain-cache", "--quiet"]).current_dir(self.folder.path());
        command.env("XDG_CACHE_HOME", self.caches()).env_remove("GITHUB_STEP_SUMMARY");
        let stdout = command.output().expect("the copy runs").stdout;
        String::from_utf8(stdout).expect("UTF-8")
    }

    /// The folder that is to hold the cache.
    pub(crate) fn caches(&self) -> &Path {
        self.caches.path()
    }
}

/// A command of the built program, to be started in a folder.
pub(crate) fn command(folder: &Path, args: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_figlift"));
    command.current_dir(folder).args(args).env_remove("POLARS_MAX_THREADS");
    // If GitHub runs the tests, their step summary must not be written.
    command.env_remove("GITHUB_STEP_SUMMARY");
    command.env("XDG_CACHE_HOME", Path::new(env!("CARGO_TARGET_TMPDIR")).join("caches"));
    command
}

/// Runs the program in a folder.
pub(crate) fn figlift(folder: &Path, args: &[&str], input: Option<&[u8]>) -> Run {
    finish(command(folder, args), args, input)
}

fn finish(mut command: Command, args: &[&str], input: Option<&[u8]>) -> Run {
    command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = command.spawn().expect("the program starts");
    let mut stdin = child.stdin.take().expect("piped");
    let input = input.unwrap_or_default().to_vec();
    // A program that exits without reading all its input does not fail the test.
    let feeding = std::thread::spawn(move || stdin.write_all(&input));
    let output = child.wait_with_output().expect("the program ends");
    let _ = feeding.join();
    Run { args: args.join(" "), output }
}

/// A finished run of the program. Failed assertions panic with all its output.
pub(crate) struct Run {
    args: String,
    output: Output,
}

impl Run {
    #[track_caller]
    pub(crate) fn exits(&self, code: i32) -> &Run {
        assert_eq!(self.output.status.code(), Some(code), "exit code\n{self}");
        self
    }

    pub(crate) fn code(&self) -> Option<i32> {
        self.output.status.code()
    }

    /// Requires some text on standard output.
    #[track_caller]
    pub(crate) fn prints(&self, text: &str) -> &Run {
        assert!(self.stdout().contains(text), "standard output lacks {text:?}\n{self}");
        self
    }

    /// Requires some text on standard error.
    #[track_caller]
    pub(crate) fn says(&self, text: &str) -> &Run {
        assert!(self.stderr().contains(text), "standard error lacks {text:?}\n{self}");
        self
    }

    /// Requires a line on standard error that begins with one text and contains all the others.
    #[track_caller]
    pub(crate) fn says_at(&self, place: &str, words: &[&str]) -> &Run {
        let stderr = self.stderr();
        let matches =
            |line: &str| line.starts_with(place) && words.iter().all(|w| line.contains(w));
        assert!(stderr.lines().any(matches), "no line {place:?} with {words:?}\n{self}");
        self
    }

    /// Requires that nothing was printed to standard error.
    #[track_caller]
    pub(crate) fn is_quiet(&self) -> &Run {
        assert_eq!(self.stderr(), "", "{self}");
        self
    }

    pub(crate) fn stdout(&self) -> String {
        String::from_utf8(self.output.stdout.clone()).expect("UTF-8")
    }

    pub(crate) fn stderr(&self) -> String {
        String::from_utf8(self.output.stderr.clone()).expect("UTF-8")
    }

    /// Standard output as one JSON object per line.
    #[track_caller]
    pub(crate) fn json_lines(&self) -> Vec<Row> {
        let stdout = self.stdout();
        let row = |line| serde_json::from_str(line).unwrap_or_else(|e| panic!("{e}: {line}"));
        stdout.lines().map(row).collect()
    }
}

impl std::fmt::Display for Run {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "figlift {}\n--- stdout\n{}", self.args, self.stdout())?;
        write!(f, "--- stderr\n{}--- {}", self.stderr(), self.output.status)
    }
}

fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).expect("the folder can be created");
    for entry in fs::read_dir(from).expect("the repository has it") {
        let entry = entry.expect("read");
        let target = to.join(entry.file_name());
        if entry.path().is_dir() {
            copy(&entry.path(), &target);
        } else {
            fs::copy(entry.path(), target).expect("copied");
        }
    }
}

fn collect(folder: &Path, prefix: &str, files: &mut BTreeMap<String, Vec<u8>>) {
    for entry in fs::read_dir(folder).into_iter().flatten() {
        let path = entry.expect("read").path();
        let name = path.file_name().expect("named").to_string_lossy().into_owned();
        let name = format!("{prefix}{name}");
        if path.is_dir() {
            collect(&path, &format!("{name}/"), files);
        } else {
            files.insert(name, fs::read(path).expect("read"));
        }
    }
}
