//! What work leaves on the stack of its thread. A value that is moved leaves a copy where it lay,
//! and the libraries that reckon with keys leave theirs; a thread that lives on would keep them until
//! something happens to be written over them.

use std::future::poll_fn;
use std::pin::pin;

use tokio::task::{JoinError, spawn_blocking};
use zeroize::zeroize_stack;

/// Measured: the deepest copy of a key lay 76 KiB down, in a debug build, whose stacks are the deeper.
const STACK_BYTES: usize = 128 * 1_024;

/// Runs the work and wipes what it used of the stack, also when it panics.
pub fn leaving_none<T>(work: impl FnOnce() -> T) -> T {
    let _wiping = Wiping;
    in_own_frame(work)
}

/// The same for each step of work that waits in between: others use the stack meanwhile.
pub async fn leaving_none_at_any_step<T>(work: impl Future<Output = T>) -> T {
    let mut work = pin!(work);
    poll_fn(move |context| leaving_none(|| work.as_mut().poll(context))).await
}

/// The same on a thread that may block.
pub async fn leaving_none_elsewhere<T: Send + 'static>(
    work: impl FnOnce() -> T + Send + 'static,
) -> Result<T, JoinError> {
    spawn_blocking(move || leaving_none(work)).await
}

/// All that is used from here lies where the wiping begins.
#[inline(never)]
fn in_own_frame<T>(work: impl FnOnce() -> T) -> T {
    work()
}

struct Wiping;

impl Drop for Wiping {
    fn drop(&mut self) {
        if forgets() {
            zeroize_stack::<STACK_BYTES>();
        }
    }
}

/// The counterpart that the memory check has to catch, or it proves nothing: see
/// `tests/e2e/naive.rs`. In a release build neither the switch nor the function is there.
#[cfg(debug_assertions)]
mod naive {
    use std::sync::atomic::{AtomicBool, Ordering};

    static FORGETS: AtomicBool = AtomicBool::new(true);

    /// From now on this process leaves requests as actix keeps them, and stacks and secrets as they
    /// are.
    pub fn forget_nothing() {
        FORGETS.store(false, Ordering::Relaxed);
    }

    /// Whether this process does away with what requests leave behind.
    pub fn forgets() -> bool {
        FORGETS.load(Ordering::Relaxed)
    }
}

#[cfg(debug_assertions)]
pub use naive::{forget_nothing, forgets};

/// Whether this process does away with what requests leave behind.
#[cfg(not(debug_assertions))]
pub const fn forgets() -> bool {
    true
}
