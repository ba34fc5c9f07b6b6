//! `figlift run`: the main job.

use std::path::Path;

use anyhow::Context;
use figlift_check::Finding;
use figlift_model::Severity;
use figlift_publish::Rendered;

use super::args::RunArgs;
use super::{exit, summary};
use crate::limit::Limit;
use crate::report::{AskedReport, Folders, ReportInput, ReportPlan};
use crate::{CacheUse, FEATURES, Job, Outcome, Progress, Registries};

pub(super) fn run(args: &RunArgs, quiet: bool, registries: Registries) -> anyhow::Result<u8> {
    if let Some(threads) = args.threads {
        limit_polars(threads);
    }
    let job = Job {
        raw: args.raw.clone(),
        config: args.config.clone(),
        max_document_size: args.size.max_document_size,
        links: args.links.links(),
        require_all: args.require_all,
        review: None,
        output: Some(args.output.clone()),
        // What is compared with the output must owe nothing to former runs.
        cache: if args.check { CacheUse::Without } else { args.cache.asked() },
        registries,
    };
    let reports = plan(args, registries)?;
    if args.check {
        refuse_other_features(&args.output)?;
    }
    let progress = Progress::on_terminal(quiet);
    progress.stage("Preparing");
    let folder = job.folder()?;
    if !args.check {
        figlift_publish::recover(&args.output)?;
    }
    let pool = rayon::ThreadPoolBuilder::new()
        .num_threads(args.threads.unwrap_or(0))
        .build()
        .context("cannot start threads")?;
    let run = pool.install(|| job.run(folder, &progress))?;
    let outcome = &run.outcome;
    let code = match &run.rendered {
        None => {
            drop(progress);
            exit::CLEAN
        }
        Some(rendered) if args.check => compare(rendered, &args.output, progress)?,
        Some(rendered) => publish(rendered, &args.output, progress)?,
    };
    let least = args.fail_on.least();
    let limit = args.max_unresolved.map(|most| Limit::of(most, &outcome.documents));
    let input = ReportInput::of(outcome, &args.raw, least.unwrap_or(Severity::Error), limit);
    summary::cache_failure(&run);
    // If standard output is closed, reports and the exit code are still needed.
    summary::failures(&input);
    if args.cache.explain_cache {
        exit::unless_closed(summary::lookups(&run, &args.raw, &args.output))?;
    }
    if !quiet {
        exit::unless_closed(summary::print(&input, &args.output, args.check))?;
    }
    reports.write(&input)?;
    let problems = limit.is_some_and(|limit| limit.is_exceeded())
        || least.is_some_and(|least| has_problems(outcome, least));
    Ok(if code != exit::CLEAN || !problems { code } else { exit::FOUND_PROBLEMS })
}

/// The requested reports. Errors in them are reported before anything is read.
fn plan(args: &RunArgs, registries: Registries) -> anyhow::Result<ReportPlan> {
    let parse = |asked: &String| AskedReport::parse(asked, registries.reports);
    let reports: Vec<AskedReport> = args.reports.iter().map(parse).collect::<Result<_, _>>()?;
    let folders = Folders { raw: &args.raw, config: &args.config, output: &args.output };
    Ok(ReportPlan::of(&reports, std::env::var_os("GITHUB_STEP_SUMMARY"), &folders)?)
}

/// Whether a problem in the texts is severe enough to fail the run.
fn has_problems(outcome: &Outcome, least: Severity) -> bool {
    let failed = |one: &Finding| one.status.is_failure() && one.severity >= least;
    outcome.findings.iter().any(failed)
        || outcome.passed.iter().any(|passed| passed.reason.severity() >= least)
        || outcome.documents.iter().any(|document| document.error().is_some())
}

/// Polars reads its number of threads from the environment, once, before it is first used.
#[allow(unsafe_code)]
fn limit_polars(threads: usize) {
    // SAFETY: no other thread has been started yet that could read the environment.
    unsafe { std::env::set_var("POLARS_MAX_THREADS", threads.to_string()) };
}

fn publish(rendered: &Rendered, output: &Path, progress: Progress) -> anyhow::Result<u8> {
    progress.stage("Writing the output");
    rendered.write(output)?;
    drop(progress);
    Ok(exit::CLEAN)
}

/// An output of a build with other features may differ in all that it reads, which a comparison would not
/// say.
fn refuse_other_features(output: &Path) -> anyhow::Result<()> {
    let Some(stated) = figlift_publish::stated_features(output) else { return Ok(()) };
    let named = |features: &[&str]| match features {
        [] => "no features".to_owned(),
        [one] => format!("the feature {one}"),
        more => format!("the features {}", more.join(", ")),
    };
    let stated: Vec<&str> = stated.iter().map(String::as_str).collect();
    anyhow::ensure!(
        stated == FEATURES,
        "`{}` was written by a build of figlift with {}, and this is one with {}; check it with a build like that one, or write it anew with `figlift run`",
        output.display(),
        named(&stated),
        named(FEATURES)
    );
    Ok(())
}

/// Compares the output folder with the current output, and prints the differences.
fn compare(rendered: &Rendered, output: &Path, progress: Progress) -> anyhow::Result<u8> {
    progress.stage("Comparing with the output");
    let differences = rendered.differences(output)?;
    drop(progress);
    for difference in &differences {
        anstream::eprintln!("{}: {difference}", output.display());
    }
    Ok(if differences.is_empty() { exit::CLEAN } else { exit::OUT_OF_DATE })
}
