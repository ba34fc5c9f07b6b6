//! Reports of a run, for CI to show. A format is a file of its own and a line in [`FORMATS`].

mod csv;
mod github;
mod junit;
mod material;
mod path;
mod problem;
mod summary;

use std::ffi::OsString;
use std::fs::OpenOptions;
use std::io::{self, ErrorKind, Write};
use std::path::{Path, PathBuf};
use std::str::FromStr;

use figlift_publish::PublishError;

pub(crate) use material::{Limit, Material};
pub(crate) use path::Folders;
pub(crate) use problem::Problem;

/// Makes the text of a report.
type Text = fn(&Material<'_>) -> Result<String, ReportError>;

/// The formats: name, whether it goes to a file, and its text.
const FORMATS: &[(&str, bool, Text)] = &[
    ("junit", true, junit::text),
    ("summary", true, summary::text),
    ("csv", true, csv::text),
    (GITHUB, false, github::annotations),
];

/// The format that is printed, and appended where the service says.
const GITHUB: &str = "github";

/// How messages name the report that goes where GitHub says.
const STEP_SUMMARY: &str = "github, GITHUB_STEP_SUMMARY";

/// A report that was asked for.
#[derive(Clone, Debug)]
pub(crate) struct Asked {
    name: &'static str,
    text: Text,
    /// The file to write; none where it is printed.
    path: Option<PathBuf>,
}

impl FromStr for Asked {
    type Err = String;

    /// Reads `KIND=PATH`, or `KIND` alone where the kind is printed.
    fn from_str(asked: &str) -> Result<Asked, String> {
        let (kind, path) = match asked.split_once('=') {
            Some((kind, path)) => (kind, Some(path)),
            None => (asked, None),
        };
        let format = FORMATS.iter().find(|(name, ..)| *name == kind);
        match (format, path) {
            (Some(&(name, true, text)), Some(path)) if !path.is_empty() => {
                Ok(Asked { name, text, path: Some(path.into()) })
            }
            (Some(&(name, false, text)), None) => Ok(Asked { name, text, path: None }),
            (Some((name, true, _)), _) => Err(format!("say where to write it: {name}=PATH")),
            (Some((name, false, _)), _) => Err(format!("it is printed: write {name} alone")),
            (None, _) => Err(format!("there is no such kind; write {}", forms())),
        }
    }
}

/// How each kind is asked for: `junit=PATH, …, github`.
fn forms() -> String {
    let form = |(name, to_file, _): &(&str, bool, Text)| {
        if *to_file { format!("{name}=PATH") } else { (*name).to_owned() }
    };
    FORMATS.iter().map(form).collect::<Vec<_>>().join(", ")
}

/// Where the text of a report goes.
#[derive(Debug)]
enum Destination {
    /// A file, whose content it replaces.
    File(PathBuf),
    /// A file, to whose content it is added.
    End(PathBuf),
    /// Standard output.
    Print,
}

/// The reports that a run is to write, each with a place that it can be written to.
#[derive(Debug, Default)]
pub(crate) struct Plan {
    reports: Vec<(Text, Destination)>,
    /// The paths taken, links resolved.
    taken: Vec<PathBuf>,
}

impl Plan {
    /// Plans the reports. `step_summary` is the file that GitHub shows beside a step, where it names
    /// one.
    ///
    /// # Errors
    /// Where a report cannot be written where it is asked for, as far as this can be known before
    /// the run; where it lies in the output folder or would be taken for an input; and where two
    /// would be one file.
    pub(crate) fn of(
        asked: &[Asked],
        step_summary: Option<OsString>,
        folders: &Folders<'_>,
    ) -> Result<Plan, ReportError> {
        let mut plan = Plan::default();
        for report in asked {
            let destination = match &report.path {
                Some(path) => {
                    plan.take(report.name, path, folders)?;
                    Destination::File(path.clone())
                }
                None if plan.prints() => return Err(ReportError::Again(report.name)),
                None => Destination::Print,
            };
            plan.reports.push((report.text, destination));
        }
        if let Some(path) = step_summary.filter(|path| plan.prints() && !path.is_empty()) {
            let path = PathBuf::from(path);
            plan.take(STEP_SUMMARY, &path, folders)?;
            plan.reports.push((github::step_summary, Destination::End(path)));
        }
        Ok(plan)
    }

    fn prints(&self) -> bool {
        self.reports.iter().any(|(_, destination)| matches!(destination, Destination::Print))
    }

    fn take(
        &mut self,
        kind: &'static str,
        path: &Path,
        folders: &Folders<'_>,
    ) -> Result<(), ReportError> {
        let refused = |cause| ReportError::Refused { kind, path: path.to_owned(), cause };
        let real = path::checked(path, folders).map_err(refused)?;
        if self.taken.contains(&real) {
            return Err(refused("another report is written to it".to_owned()));
        }
        self.taken.push(real);
        Ok(())
    }

    /// Writes all reports, also those behind one that cannot be written.
    ///
    /// # Errors
    /// The first report that could not be made or written. A reader of standard output that went
    /// away is no error.
    pub(crate) fn write(&self, material: &Material<'_>) -> Result<(), ReportError> {
        let write = |(text, to): &(Text, Destination)| to.write(&text(material)?);
        let written: Vec<Result<(), ReportError>> = self.reports.iter().map(write).collect();
        written.into_iter().collect()
    }
}

impl Destination {
    fn write(&self, text: &str) -> Result<(), ReportError> {
        let mut options = OpenOptions::new();
        let (options, path) = match self {
            Destination::File(path) => (options.write(true).truncate(true), path),
            Destination::End(path) => (options.append(true), path),
            Destination::Print => return print(text),
        };
        let written = options.create(true).open(path).and_then(|mut file| {
            file.write_all(text.as_bytes())?;
            file.flush()
        });
        written.map_err(|cause| ReportError::Write { path: path.clone(), cause })
    }
}

fn print(text: &str) -> Result<(), ReportError> {
    let mut out = anstream::stdout().lock();
    match out.write_all(text.as_bytes()).and_then(|()| out.flush()) {
        Err(error) if error.kind() != ErrorKind::BrokenPipe => Err(ReportError::Print(error)),
        _ => Ok(()),
    }
}

/// Why a report cannot be written.
#[derive(Debug, thiserror::Error)]
pub(crate) enum ReportError {
    /// It may not or cannot be written there; known before the run.
    #[error("--report {kind}: `{}` cannot be written: {cause}", path.display())]
    Refused {
        /// Its kind.
        kind: &'static str,
        /// Where it was to go.
        path: PathBuf,
        /// What is wrong, and what to do.
        cause: String,
    },
    /// It is asked for twice.
    #[error("--report {0}: it is asked for twice")]
    Again(&'static str),
    /// The system refused to write it. (The cause is told here: a pipe that was closed must not be
    /// taken for a reader of the output who has had enough.)
    #[error("the report `{}` cannot be written: {cause}", path.display())]
    Write {
        /// Where it was to go.
        path: PathBuf,
        /// What the system says.
        cause: io::Error,
    },
    /// Standard output refused.
    #[error("the report cannot be printed: {0}")]
    Print(io::Error),
    /// The XML cannot be made.
    #[error("the JUnit report cannot be made: {0}")]
    Junit(#[from] quick_junit::SerializeError),
    /// The rows do not fit their table, which is a fault of figlift.
    #[error(transparent)]
    Rows(#[from] arrow::error::ArrowError),
    /// The CSV cannot be made.
    #[error(transparent)]
    Publish(#[from] PublishError),
}
