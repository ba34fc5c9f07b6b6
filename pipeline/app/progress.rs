//! Progress of long commands, shown to people at a terminal.

use std::fmt::Write;
use std::io::IsTerminal;
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::mpsc::{self, RecvTimeoutError, Sender};
use std::thread::{self, JoinHandle};
use std::time::Duration;

use indicatif::{HumanDuration, ProgressBar, ProgressDrawTarget, ProgressState, ProgressStyle};

/// Commands that end before this show nothing.
const DELAY: Duration = Duration::from_millis(500);
/// The time between two redraws.
const TICK: Duration = Duration::from_millis(100);

/// One line on the terminal that names the current stage of a command, and for a stage that goes
/// through documents its speed and the time left. It appears after half a second, and disappears
/// when the value is dropped, which must be before anything else is printed.
#[derive(Debug)]
pub struct Progress {
    bar: ProgressBar,
    /// Documents of the current stage that are done.
    done: Arc<AtomicUsize>,
    /// What shows the line after the delay; `None` if nothing is ever shown.
    delayed: Option<(Sender<()>, JoinHandle<()>)>,
}

impl Progress {
    /// Progress that is never shown.
    pub fn hidden() -> Progress {
        Progress { bar: ProgressBar::hidden(), done: Arc::default(), delayed: None }
    }

    /// Progress on standard error; hidden if that is no terminal, or with `quiet`.
    pub fn on_terminal(quiet: bool) -> Progress {
        let mut progress = Progress::hidden();
        if quiet || !std::io::stderr().is_terminal() {
            return progress;
        }
        // A thread of its own shows the line, since a stage may take long before its first report.
        let (stop, stopped) = mpsc::channel();
        let bar = progress.bar.clone();
        let show = move || {
            if stopped.recv_timeout(DELAY) == Err(RecvTimeoutError::Timeout) {
                bar.set_draw_target(ProgressDrawTarget::stderr());
                bar.enable_steady_tick(TICK);
            }
        };
        progress.delayed = Some((stop, thread::spawn(show)));
        progress
    }

    /// Starts a stage of unknown length.
    pub fn stage(&self, name: &'static str) {
        if self.delayed.is_some() {
            self.bar.set_style(style("{spinner} {msg}"));
            self.bar.set_message(name);
        }
    }

    /// Starts a stage that goes through documents of these sizes in bytes, in any order.
    pub fn documents(&self, name: &'static str, sizes: impl ExactSizeIterator<Item = u64>) {
        if self.delayed.is_none() {
            return;
        }
        let (all, done) = (sizes.len(), Arc::clone(&self.done));
        done.store(0, Ordering::Relaxed);
        let details = move |state: &ProgressState, out: &mut dyn Write| {
            let done = done.load(Ordering::Relaxed);
            let _ = out.write_str(&details(done, all, state.per_sec(), state.eta()));
        };
        let style = style("{spinner} {msg}: {details} {wide_bar}").with_key("details", details);
        self.bar.set_style(style);
        self.bar.set_message(name);
        self.bar.reset();
        self.bar.set_length(sizes.sum());
    }

    /// Does something while the line is not shown, such as to print.
    pub fn suspended<T>(&self, print: impl FnOnce() -> T) -> T {
        if self.delayed.is_some() { self.bar.suspend(print) } else { print() }
    }

    /// A document is done; how many bytes it has is only asked for if progress may be shown.
    pub fn done(&self, bytes: impl FnOnce() -> u64) {
        if self.delayed.is_some() {
            self.done.fetch_add(1, Ordering::Relaxed);
            self.bar.inc(bytes());
        }
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        if let Some((stop, showing)) = self.delayed.take() {
            drop(stop);
            let _ = showing.join();
            self.bar.finish_and_clear();
        }
    }
}

/// The size of a file; 0 if it is not known.
pub(crate) fn size_of(path: &Path) -> u64 {
    std::fs::metadata(path).map_or(0, |metadata| metadata.len())
}

/// Counts of documents; speed and time left once they are known.
fn details(done: usize, all: usize, bytes_per_second: f64, left: Duration) -> String {
    let documents = format!("{done} of {all} documents");
    if done == 0 || bytes_per_second <= 0.0 {
        return documents;
    }
    let speed = bytes_per_second / 1e6;
    format!("{documents}, {speed:.1} MB/s, {:#} left", HumanDuration(left))
}

fn style(template: &str) -> ProgressStyle {
    ProgressStyle::with_template(template).unwrap_or_else(|_| ProgressStyle::default_spinner())
}
