//! Feeds damaged files to the inputs of figlift, and keeps those on which one panics, hangs or takes too much
//! memory. The same seed gives the same files.

mod damage;
#[path = "../made.rs"]
mod made;
mod random;
mod reader;
mod seeds;
mod tokens;
mod watch;
mod worker;

use std::path::PathBuf;
use std::process::ExitCode;
use std::time::Duration;

use self::reader::{READERS, Reader};
use self::watch::Watch;

const USAGE: &str = "\
usage: fuzz TARGET MINUTES [--seed N] [--patience SECONDS] [--found DIR] [FILE...]

Feeds damaged files to a reader, or to `all`, for so many minutes each. FILEs are damaged besides those that it
makes. Those on which a reader panics, takes longer than its patience (default 10 s) or more than 512 MiB are
kept in DIR (default tests/fuzz/found), and the program exits with 1. The same seed (default 1) gives the same
files.";

/// What the command line asks for.
struct FuzzArgs {
    target: String,
    time: Duration,
    seed: u64,
    patience: Duration,
    found: PathBuf,
    files: Vec<PathBuf>,
    /// The number of the first case, in the process that reads them.
    work: Option<u64>,
}

fn main() -> ExitCode {
    let done = parsed(std::env::args().skip(1)).and_then(|arguments| run(&arguments));
    match done {
        Ok(faults) => ExitCode::from(u8::from(faults > 0)),
        Err(error) => {
            eprintln!("error: {error}");
            ExitCode::from(2)
        }
    }
}

fn parsed(mut words: impl Iterator<Item = String>) -> Result<FuzzArgs, String> {
    let (mut plain, mut seed, mut work, mut patience) = (Vec::new(), 1, None, 10);
    let mut found = PathBuf::from("tests/fuzz/found");
    while let Some(word) = words.next() {
        let mut value = || words.next().ok_or_else(|| format!("{word} of what?\n{USAGE}"));
        let number = |value: String| value.parse().map_err(|_| format!("{value} is no number"));
        match &*word {
            "--seed" => seed = number(value()?)?,
            "--patience" => patience = number(value()?)?,
            "--work" => work = Some(number(value()?)?),
            "--found" => found = value()?.into(),
            _ if word.starts_with("--") => return Err(format!("{word}: unknown\n{USAGE}")),
            _ => plain.push(word),
        }
    }
    let [target, minutes, files @ ..] = &plain[..] else { return Err(USAGE.to_owned()) };
    let minutes: f64 = minutes.parse().map_err(|_| format!("{minutes} is no number of minutes"))?;
    let time = Duration::try_from_secs_f64(minutes * 60.0).map_err(|error| error.to_string())?;
    let (target, files) = (target.clone(), files.iter().map(PathBuf::from).collect());
    let patience = Duration::from_secs(patience);
    Ok(FuzzArgs { target, time, seed, patience, found, files, work })
}

/// The number of faults that were found.
fn run(arguments: &FuzzArgs) -> Result<usize, String> {
    let FuzzArgs { target, time, seed, patience, found, files, work } = arguments;
    let chosen: Vec<&Reader> = READERS
        .iter()
        .chain([&watch::FAULTY])
        .filter(|reader| {
            reader.name == target || target == "all" && reader.name != watch::FAULTY.name
        })
        .collect();
    if chosen.is_empty() {
        let names: Vec<&str> = READERS.iter().map(|reader| reader.name).collect();
        return Err(format!("{target} is no target; name `all` or one of {}", names.join(" ")));
    }
    let mut faults = 0;
    for reader in chosen {
        let seeds = seeds::seeds(reader.name, files)?;
        if let Some(first) = *work {
            // With the stack that the threads of a run have.
            std::thread::scope(|scope| {
                scope.spawn(|| worker::work(reader, &seeds, *seed, first)).join()
            })
            .map_err(|_| "the worker panicked")?;
            return Ok(0);
        }
        let watch = Watch { reader, seeds: &seeds, seed: *seed, files, found, patience: *patience };
        faults += watch.run(*time)?;
    }
    Ok(faults)
}
