//! Watches the process that reads damaged files: ends it where it hangs, starts it again where it died, and
//! keeps the files on which that happened.

use std::collections::BTreeSet;
use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::mpsc::{Receiver, RecvTimeoutError, sync_channel};
use std::time::{Duration, Instant};

use crate::reader::Reader;
use crate::seeds::{Seed, case};
use crate::worker::MOST_MEMORY;

/// Files are kept of so many faults of a kind.
const MOST_KEPT: usize = 3;

/// A reader with all kinds of faults, by which the fuzzer is tested.
pub(crate) const FAULTY: Reader = Reader {
    name: "faulty",
    read: |bytes| match bytes {
        b"12" => {}
        [b'1', ..] => panic!("a fault"),
        [b'2', ..] => std::process::abort(),
        [0, ..] => loop {
            std::thread::park();
        },
        [0x80..=0xFF, ..] => drop(std::hint::black_box(vec![1_u8; (MOST_MEMORY as usize) << 10])),
        _ => {}
    },
};

/// A reader, and what is done with it.
pub(crate) struct Watch<'a> {
    pub(crate) reader: &'a Reader,
    pub(crate) seeds: &'a [Seed],
    pub(crate) seed: u64,
    pub(crate) files: &'a [PathBuf],
    pub(crate) found: &'a Path,
    /// How long the reader may take.
    pub(crate) patience: Duration,
}

/// How a process ended, and at which case.
struct WorkerEnd {
    at: u64,
    /// What is wrong; `None` if its time was up.
    fault: Option<String>,
}

impl Watch<'_> {
    /// Runs the reader for some time; the number of faults.
    pub(crate) fn run(&self, time: Duration) -> Result<usize, String> {
        let start = Instant::now();
        let (mut next, mut known, mut faults) = (0, BTreeSet::new(), 0);
        let mut slowest = (Duration::ZERO, 0);
        while start.elapsed() < time {
            let (mut child, lines) = self.started(next)?;
            let until = start + time;
            let mut note = |at: u64, fault: &str| {
                // Panics of one place are one fault, whatever they say.
                let place = fault.split(": ").next().unwrap_or(fault);
                if !known.insert(place.to_owned()) {
                    return Ok(());
                }
                faults += 1;
                self.keep(at, fault)
            };
            let end = self.watched(&lines, until, next, &mut slowest, &mut note);
            // It may have ended by itself.
            let _ = child.kill();
            child.wait().map_err(|error| error.to_string())?;
            let end = end?;
            next = end.at + 1;
            if let Some(fault) = end.fault {
                let alike = known.iter().filter(|one| one.starts_with(&fault)).count();
                if alike < MOST_KEPT {
                    known.insert(format!("{fault} {}", end.at));
                    faults += 1;
                    self.keep(end.at, &fault)?;
                }
            }
        }
        println!(
            "{:<10}  seed {}, {next} files in {:.0} s, the slowest ({}) took {} ms: {faults} faults",
            self.reader.name,
            self.seed,
            start.elapsed().as_secs_f64(),
            slowest.1,
            slowest.0.as_millis()
        );
        Ok(faults)
    }

    /// Starts a process that reads the cases from a number on.
    fn started(&self, first: u64) -> Result<(Child, Receiver<String>), String> {
        let program = std::env::current_exe().map_err(|error| error.to_string())?;
        // What takes far too much dies, also on systems that do not tell how much a process takes.
        let limited = format!("ulimit -v {}; exec \"$0\" \"$@\"", 4 * MOST_MEMORY);
        let mut command = Command::new("sh");
        command.args(["-c", &limited]).arg(program).args([self.reader.name, "0"]);
        command.args(["--seed", &self.seed.to_string(), "--work", &first.to_string()]);
        command.args(self.files).stdout(Stdio::piped()).stderr(Stdio::null());
        let mut child = command.spawn().map_err(|error| error.to_string())?;
        let out = BufReader::new(child.stdout.take().expect("it is piped"));
        let (send, lines) = sync_channel(64);
        std::thread::spawn(move || {
            let _ = out.lines().map_while(Result::ok).try_for_each(|line| send.send(line));
        });
        Ok((child, lines))
    }

    /// Keeps the file of a case.
    fn keep(&self, at: u64, fault: &str) -> Result<(), String> {
        let kind = fault.split(' ').next().unwrap_or_default();
        let name = format!("{}-{kind}-{}-{at}", self.reader.name, self.seed);
        let path = self.found.join(name);
        println!("{}: {fault}", path.display());
        let kept = std::fs::create_dir_all(self.found).and_then(|()| {
            std::fs::write(&path, case(self.reader.name, self.seeds, self.seed, at))
        });
        kept.map_err(|error| format!("{}: {error}", path.display()))
    }

    /// Follows a process to its end, and notes its faults.
    fn watched(
        &self,
        lines: &Receiver<String>,
        until: Instant,
        first: u64,
        slowest: &mut (Duration, u64),
        note: &mut impl FnMut(u64, &str) -> Result<(), String>,
    ) -> Result<WorkerEnd, String> {
        let (mut at, mut begun) = (first, None);
        loop {
            let line = match lines.recv_timeout(self.patience) {
                Ok(line) => line,
                Err(RecvTimeoutError::Timeout) => {
                    return Ok(WorkerEnd { at, fault: Some("hang".to_owned()) });
                }
                Err(RecvTimeoutError::Disconnected) => {
                    return Ok(WorkerEnd { at, fault: Some("death".to_owned()) });
                }
            };
            if let Some(begun) = begun.take().map(|begun: Instant| begun.elapsed()) {
                *slowest = (begun, at).max(*slowest);
            }
            match line.split_once(' ') {
                Some(("case", number)) => {
                    at = number.parse().map_err(|_| format!("`{line}` is no case"))?;
                    begun = Some(Instant::now());
                    if Instant::now() > until {
                        return Ok(WorkerEnd { at, fault: None });
                    }
                }
                Some(("memory", _)) => {
                    return Ok(WorkerEnd { at, fault: Some("memory".to_owned()) });
                }
                _ => note(at, &line)?,
            }
        }
    }
}
