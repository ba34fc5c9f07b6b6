//! `figlift review`: review pages that a run does not write.

use std::collections::BTreeSet;
use std::io::Write;

use anyhow::bail;
use figlift_publish::REVIEW;
use figlift_read::RawFile;

use super::args::ReviewArgs;
use super::{exit, summary};
use crate::{Choice, Job, Progress, Registries};

pub(super) fn review(args: &ReviewArgs, quiet: bool, registries: Registries) -> anyhow::Result<u8> {
    // Like a run, this replaces its whole output.
    if args.output.join("tables").exists() {
        let output = args.output.display();
        bail!("`{output}` contains the tables of a run; choose another folder with --output");
    }
    let mut job = Job {
        raw: args.raw.clone(),
        config: args.config.clone(),
        max_document_size: args.size.max_document_size,
        links: args.links.links(),
        require_all: false,
        review: Some(Choice::All),
        output: None,
        cache: args.cache.asked(),
        registries,
    };
    let progress = Progress::on_terminal(quiet);
    progress.stage("Preparing");
    let folder = job.folder()?;
    if !args.all {
        job.review = Some(Choice::Of(wanted(args, &folder.files)?));
    }
    figlift_publish::recover(&args.output)?;
    let run = job.run(folder, &progress)?;
    progress.stage("Writing the output");
    run.rendered.iter().try_for_each(|rendered| rendered.write(&args.output))?;
    drop(progress);
    summary::cache_failure(&run);
    if args.cache.explain_cache {
        summary::lookups(&run, &args.raw, &args.output)?;
    }
    if quiet {
        return Ok(exit::CLEAN);
    }
    let (files, bytes) = (run.outcome.files.count(), run.outcome.files.bytes());
    let first = args.output.join(REVIEW);
    let mut out = anstream::stdout().lock();
    writeln!(out, "written     {files} files, {} kB: {}", bytes.div_ceil(1000), first.display())?;
    Ok(exit::CLEAN)
}

/// The named documents, each of which must exist.
fn wanted(args: &ReviewArgs, files: &[RawFile]) -> anyhow::Result<BTreeSet<String>> {
    let wanted: BTreeSet<String> = args.documents.iter().cloned().collect();
    let known: BTreeSet<&str> = files.iter().map(|file| file.doc_id.as_str()).collect();
    match wanted.iter().find(|id| !known.contains(id.as_str())) {
        None => Ok(wanted),
        Some(unknown) => {
            let like = known.iter().find(|id| id.contains(unknown.as_str()));
            let help =
                like.or(known.first()).map_or(String::new(), |id| format!(", such as `{id}`"));
            bail!(
                "unknown document `{unknown}` in {}: write its path in that folder, without extension{help}",
                args.raw.display()
            )
        }
    }
}
