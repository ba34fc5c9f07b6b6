//! Memory that is free, but that the allocator keeps.

/// Gives memory back to the system that is no longer used. The allocator of glibc keeps what the threads
/// of a group of documents have freed, in pieces that the next group does not fill: up to a third of all.
#[cfg(all(target_os = "linux", target_env = "gnu"))]
#[allow(unsafe_code)]
pub(crate) fn give_back() {
    // SAFETY: it takes no pointer, and may be called by any thread at any time.
    unsafe { libc::malloc_trim(0) };
}

/// Other allocators do so by themselves.
#[cfg(not(all(target_os = "linux", target_env = "gnu")))]
pub(crate) fn give_back() {}
