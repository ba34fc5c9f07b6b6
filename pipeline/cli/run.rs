//! `figlift run`: the main job.

use std::io::IsTerminal;
use std::path::Path;

use anyhow::Context;
use figlift_check::{Finding, Severity};
use indicatif::{ProgressBar, ProgressStyle};

use super::args::{FailOn, RunArgs};
use super::{exit, summary};
use crate::{Job, Outcome};

pub(super) fn run(args: &RunArgs) -> anyhow::Result<u8> {
    if let Some(threads) = args.threads {
        limit_polars(threads);
    }
    let job =
        Job { raw: args.raw.clone(), config: args.config.clone(), require_all: args.require_all };
    let files = job.files()?;
    if !args.check {
        figlift_publish::recover(&args.output)?;
    }
    let progress = progress(files.len() as u64);
    let pool = rayon::ThreadPoolBuilder::new()
        .num_threads(args.threads.unwrap_or(0))
        .build()
        .context("threads cannot be started")?;
    let outcome = pool.install(|| job.run(&files, || progress.inc(1)));
    progress.finish_and_clear();
    let outcome = outcome?;
    let code = if args.check {
        compare(&outcome, &args.output)?
    } else {
        publish(&outcome, &args.output)?
    };
    summary::print(&outcome, &args.raw, &args.output, args.check)?;
    let unresolved = args.max_unresolved.is_some_and(|most| too_many_unresolved(&outcome, most));
    let problems = unresolved || has_problems(&outcome, args.fail_on);
    Ok(if code != exit::CLEAN || !problems { code } else { exit::FOUND_PROBLEMS })
}

/// Whether anything that was found in the texts matters enough to fail the run.
fn has_problems(outcome: &Outcome, fail_on: FailOn) -> bool {
    let least = match fail_on {
        FailOn::Error => Severity::Error,
        FailOn::Warning => Severity::Warning,
        FailOn::Never => return false,
    };
    let failed = |one: &Finding| one.status.is_failure() && one.severity >= least;
    outcome.findings.iter().any(failed)
        || outcome.documents.iter().any(|document| document.error().is_some())
}

/// Polars reads its number of threads from the environment, once, before it is first used.
#[allow(unsafe_code)]
fn limit_polars(threads: usize) {
    // SAFETY: no other thread has been started yet that could read the environment meanwhile.
    unsafe { std::env::set_var("POLARS_MAX_THREADS", threads.to_string()) };
}

fn publish(outcome: &Outcome, output: &Path) -> anyhow::Result<u8> {
    outcome.rendered.write(output)?;
    Ok(exit::CLEAN)
}

/// Holds the output folder against what the inputs give, and says what differs.
fn compare(outcome: &Outcome, output: &Path) -> anyhow::Result<u8> {
    let differences = outcome.rendered.differences(output)?;
    for difference in &differences {
        anstream::eprintln!("{}: {difference}", output.display());
    }
    Ok(if differences.is_empty() { exit::CLEAN } else { exit::OUT_OF_DATE })
}

/// Whether more than that share of all numerals is unresolved; says so.
fn too_many_unresolved(outcome: &Outcome, most: f64) -> bool {
    let classes = outcome.numerals();
    let all: usize = classes.values().sum();
    let unresolved = classes.get("unresolved").copied().unwrap_or(0);
    let too_many = unresolved as f64 > most * all as f64;
    if too_many {
        anstream::eprintln!(
            "{unresolved} of {all} numerals are unresolved, more than the share of {most} that is allowed"
        );
    }
    too_many
}

/// Progress on long work; nothing where nobody looks, and nothing for what is done at once.
fn progress(documents: u64) -> ProgressBar {
    if !std::io::stderr().is_terminal() || documents < 20 {
        return ProgressBar::hidden();
    }
    let bar = ProgressBar::new(documents);
    match ProgressStyle::with_template("{bar:30} {pos}/{len} documents, {eta} left") {
        Ok(style) => bar.with_style(style),
        Err(_) => bar,
    }
}
