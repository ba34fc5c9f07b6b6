//! The reports of a run with their checked destinations.

use std::ffi::OsString;
use std::fs::OpenOptions;
use std::io::{ErrorKind, Write};
use std::path::{Path, PathBuf};

use super::error::ReportError;
use super::input::ReportInput;
use super::kind::{AskedReport, Report, ReportText, ReportTo};
use super::path::{self, Folders};

/// The name of the step summary of GitHub in messages.
const STEP_SUMMARY: &str = "github, GITHUB_STEP_SUMMARY";

/// The destination of the text of a report.
#[derive(Debug)]
enum Destination {
    /// A file to replace.
    File(PathBuf),
    /// A file to append to.
    End(PathBuf),
    /// Standard output.
    Print,
}

/// The reports of a run with their checked destinations.
#[derive(Debug, Default)]
pub(crate) struct ReportPlan {
    reports: Vec<(ReportText, Destination)>,
    /// The used paths, with links resolved.
    taken: Vec<PathBuf>,
}

impl ReportPlan {
    /// Plans the reports. `step_summary` is the step summary file of GitHub, if there is one.
    ///
    /// # Errors
    /// If a report cannot be written to its path, as far as this is known before the run; if the
    /// path is in the output folder or would be read as an input; and if two reports have the same
    /// path.
    pub(crate) fn of(
        asked: &[AskedReport],
        step_summary: Option<OsString>,
        folders: &Folders<'_>,
    ) -> Result<ReportPlan, ReportError> {
        let mut plan = ReportPlan::default();
        for report in asked {
            let AskedReport { report: Report { name, text, .. }, path } = report;
            let destination = match path {
                Some(path) => {
                    plan.take(name, path, folders)?;
                    Destination::File(path.clone())
                }
                None if plan.prints() => return Err(ReportError::Again(name)),
                None => Destination::Print,
            };
            plan.reports.push((*text, destination));
        }
        let printed = asked.iter().find_map(|asked| match asked.report.to {
            ReportTo::Print { step_summary } => Some(step_summary),
            ReportTo::File => None,
        });
        let path = step_summary.filter(|path| !path.is_empty()).map(PathBuf::from);
        if let Some((text, path)) = printed.zip(path) {
            plan.take(STEP_SUMMARY, &path, folders)?;
            plan.reports.push((text, Destination::End(path)));
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

    /// Writes all reports, even if one fails.
    ///
    /// # Errors
    /// The error of the first report that failed. A closed standard output is not an error.
    pub(crate) fn write(&self, input: &ReportInput<'_>) -> Result<(), ReportError> {
        let write = |(text, to): &(ReportText, Destination)| to.write(&text(input)?);
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
