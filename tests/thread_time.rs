//! The CPU time of a thread.

use std::sync::LazyLock;
use std::time::{Duration, Instant};

/// CPU time of this thread, in steps of a few milliseconds; on systems other than Linux the
/// wall-clock time, which includes other work of the machine.
pub(crate) fn thread_time() -> Duration {
    static START: LazyLock<Instant> = LazyLock::new(Instant::now);
    let counted = std::fs::read_to_string("/proc/thread-self/schedstat");
    let nanoseconds = counted.ok().and_then(|line| line.split(' ').next()?.parse().ok());
    nanoseconds.map_or_else(|| START.elapsed(), Duration::from_nanos)
}
