//! Slots for nobody, made beforehand: sealing is the dearest part of a Send, and most of an
//! envelope's slots are spare.

use std::collections::VecDeque;
use std::sync::{Mutex, MutexGuard, PoisonError};

use crate::crypto::hpke_seal::NotSealed;
use crate::crypto::random::{self, NoRandomness};
use crate::crypto::reader_keys::{ReaderPrivateKeys, ReaderPublicKeys, Suite};
use crate::crypto::slip_key::SLIP_KEY_BYTES;

use super::SLOT_INFO;

/// A bounded store of spare slots, filled in idle time. Each is given out once.
pub struct SpareSlots {
    /// Their private halves were never kept, so what is sealed to them opens for nobody.
    nobody: ReaderPublicKeys,
    suite: Suite,
    spare_max: usize,
    spare: Mutex<VecDeque<Vec<u8>>>,
}

impl SpareSlots {
    /// An empty store for at most `spare_max` slots of one suite.
    pub fn new(suite: Suite, spare_max: usize) -> Result<Self, NoRandomness> {
        Ok(Self {
            nobody: ReaderPrivateKeys::generate()?.public(),
            suite,
            spare_max,
            spare: Mutex::new(VecDeque::with_capacity(spare_max)),
        })
    }

    /// Makes one more slot; `false` when there are enough. For idle time.
    pub fn add_one(&self) -> Result<bool, NotSealed> {
        if self.count() >= self.spare_max {
            return Ok(false);
        }
        let slot = self.make(self.suite)?;
        self.store().push_back(slot);
        Ok(true)
    }

    pub fn count(&self) -> usize {
        self.store().len()
    }

    /// A slot that nobody opens: one made beforehand, or else one made now.
    pub(super) fn take(&self, suite: Suite) -> Result<Vec<u8>, NotSealed> {
        let ready = if suite == self.suite { self.store().pop_front() } else { None };
        match ready {
            Some(slot) => Ok(slot),
            None => self.make(suite),
        }
    }

    fn make(&self, suite: Suite) -> Result<Vec<u8>, NotSealed> {
        self.nobody.seal(suite, SLOT_INFO, &[], &random::bytes::<SLIP_KEY_BYTES>()?)
    }

    /// A panic while holding it leaves whole slots only, so the store stays good.
    fn store(&self) -> MutexGuard<'_, VecDeque<Vec<u8>>> {
        self.spare.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
