//! How the system's allocator keeps house. By itself it gives nearly every thread a heap of its own, each of which keeps
//! the room of the largest thing its thread ever did.

use std::env;
use std::os::unix::process::CommandExt;
use std::process::Command;

/// What the allocator reads once, before the program begins (glibc, `mallopt(3)`).
const SETTINGS: [(&str, &str); 2] = [
    // Heaps that threads share. Measured with a reader who looks while pupils send: 25 MB gained with one for each
    // thread, 14 with two, 8 with one.
    ("MALLOC_ARENA_MAX", "1"),
    // Bytes from which on a piece is taken from the system by itself, and given back to it. Left to the allocator, this
    // rises to the largest that was ever given back, and large answers leave the heap in shreds, which memory that is
    // kept out of swap cannot give back. Measured in the same way on PostgreSQL: 39 MB after 13 minutes, 47 without.
    ("MALLOC_MMAP_THRESHOLD_", "65536"),
];

/// Begins this program anew with these settings, under the same process id; what whoever started it chose, stays.
pub(super) fn begin() {
    let mut missing = SETTINGS.to_vec();
    missing.retain(|(name, _)| env::var_os(name).is_none());
    if cfg!(not(target_env = "gnu")) || missing.is_empty() {
        return;
    }
    let Ok(program) = env::current_exe() else { return };
    let mut words = env::args_os();
    let mut anew = Command::new(program);
    if let Some(name) = words.next() {
        anew.arg0(name);
    }
    // Comes back only if it failed; then this one goes on, and takes some more memory.
    let _ = anew.args(words).envs(missing).exec();
}
