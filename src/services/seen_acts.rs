//! What was done with a slip, as it was looked at: nothing is decided over what somebody did meanwhile.

use super::ServiceError;
use super::read_slip::FoundSlip;
use crate::db::Writer;
use crate::domain::SlipId;
use crate::store::slip_acts;

/// How many acts there were on a slip, with those that cannot be read.
pub(super) struct SeenActs {
    slip: SlipId,
    count: usize,
}

impl FoundSlip {
    pub(super) fn seen_acts(&self) -> SeenActs {
        SeenActs { slip: self.line.id.clone(), count: self.acts.len() + self.damaged_acts }
    }
}

impl SeenActs {
    /// `Changed` when there are others by now.
    pub(super) fn must_be_all(&self, writer: &mut Writer<'_>) -> Result<(), ServiceError> {
        match slip_acts::count(writer, &self.slip)? == self.count {
            true => Ok(()),
            false => Err(ServiceError::Changed),
        }
    }
}
