//! The process that reads damaged files, which may die of one.

use std::io::Write;
use std::panic::{self, AssertUnwindSafe};
use std::sync::{Mutex, PoisonError};

use crate::reader::Reader;
use crate::seeds::{Seed, case};

/// The most memory that a reader may take, in KiB. The damaged files have 100 kB at most by far the most, and
/// may hold what unpacks to a thousand times as much.
pub(crate) const MOST_MEMORY: u64 = 512 << 10;

/// The folders of our own code, as places of panics name them.
const OWN: [&str; 2] = ["pipeline/", "tests/"];

/// The place and words of the last panic, if there was one.
static PANIC: Mutex<String> = Mutex::new(String::new());

/// Reads the cases from a number on, and writes a line for each before it is read, and one for each fault.
pub(crate) fn work(reader: &Reader, seeds: &[Seed], seed: u64, first: u64) {
    panic::set_hook(Box::new(|found| {
        let place = found.location().map_or("?".to_owned(), ToString::to_string);
        let words = found.payload_as_str().unwrap_or_default().replace('\n', " ");
        *PANIC.lock().unwrap_or_else(PoisonError::into_inner) = format!("{place}: {words}");
    }));
    let mut out = std::io::stdout().lock();
    let mut say = |line: String| {
        // If nobody listens any more, there is nothing to do.
        if writeln!(out, "{line}").and_then(|()| out.flush()).is_err() {
            std::process::exit(0);
        }
    };
    for number in first.. {
        let bytes = case(reader.name, seeds, seed, number);
        say(format!("case {number}"));
        let read = panic::catch_unwind(AssertUnwindSafe(|| (reader.read)(&bytes)));
        let words = std::mem::take(&mut *PANIC.lock().unwrap_or_else(PoisonError::into_inner));
        // Panics of libraries may be caught, those of our own code would only be hidden by that.
        if read.is_err() || OWN.iter().any(|folder| words.starts_with(folder)) {
            say(format!("panic {words}"));
        }
        if let Some(memory) = peak_memory().filter(|&memory| memory > MOST_MEMORY) {
            say(format!("memory {memory} KiB"));
            // The peak does not fall again.
            return;
        }
    }
}

/// The most memory that the process took so far, in KiB; `None` where the system does not say so.
fn peak_memory() -> Option<u64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"))?;
    line.trim().trim_end_matches(" kB").parse().ok()
}
