//! `figlift diff`: how the figures of two output folders differ.

mod json;
mod markdown;
mod section;
mod table;

use std::io::{Write, stdout};
use std::path::Path;

use anyhow::Context;
use figlift_schema::FIGURES;

use super::args::{DiffArgs, DiffFormat};
use super::{exit, print};
use crate::Progress;
use crate::diff::Diff;

pub(super) fn diff(args: &DiffArgs, quiet: bool) -> anyhow::Result<u8> {
    let progress = Progress::on_terminal(quiet);
    progress.stage("Comparing");
    let figures = |folder: &Path| figlift_publish::read_table(folder, &FIGURES);
    let diff = Diff::of(figures(&args.old)?, figures(&args.new)?).with_context(|| {
        format!("cannot compare the figures of {} and {}", args.old.display(), args.new.display())
    })?;
    let text = match args.format {
        DiffFormat::Table => table::text(&diff, args.limit)?,
        DiffFormat::Json => json::text(&diff, args.limit)?,
        DiffFormat::Markdown => markdown::text(&diff, args.limit),
    };
    drop(progress);
    stdout().lock().write_all(text.as_bytes())?;
    Ok(if diff.is_empty() { exit::CLEAN } else { exit::DIFFERENT })
}
