//! What is in the memory of this process stays there: a crash leaves no core file, no other process
//! but root's may look, and where the system allows it nothing is swapped to a disk.

use rustix::mm::{MlockAllFlags, mlockall};
use rustix::process::{
    DumpableBehavior, Resource, Rlimit, dumpable_behavior, getrlimit, set_dumpable_behavior,
    setrlimit,
};
use rustix::thread::{CapabilitySet, capabilities};

/// Comes first, before anything secret is read.
pub(super) fn begin() {
    let no_core = Rlimit { current: Some(0), maximum: Some(0) };
    let done = setrlimit(Resource::Core, no_core)
        .and_then(|()| set_dumpable_behavior(DumpableBehavior::NotDumpable));
    if done.is_err() || !leaves_no_core() {
        tracing::warn!("the system did not let core files be switched off");
    }
    // With a limit, the allocation that goes over it would fail. A page is locked when it is first
    // used: what was only reserved, such as most of a thread's stack, takes no memory.
    if may_lock_all() {
        let flags = MlockAllFlags::CURRENT | MlockAllFlags::FUTURE | MlockAllFlags::ONFAULT;
        if mlockall(flags).is_err() {
            tracing::warn!("the system did not let memory be kept out of swap");
        }
    }
}

/// Whether a crash of this process leaves nothing, also where a crash reporter takes core files.
pub(super) fn leaves_no_core() -> bool {
    dumpable_behavior().is_ok_and(|behavior| behavior == DumpableBehavior::NotDumpable)
        && getrlimit(Resource::Core).current == Some(0)
}

/// Whether this process, and one started like it, keeps its memory out of swap: there is no limit, or
/// it has the right to go over it.
pub(super) fn may_lock_all() -> bool {
    let may_exceed =
        || capabilities(None).is_ok_and(|sets| sets.effective.contains(CapabilitySet::IPC_LOCK));
    getrlimit(Resource::Memlock).current.is_none() || may_exceed()
}
