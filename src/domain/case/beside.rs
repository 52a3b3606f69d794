//! Slips that are about the same thing. That they are stands in the acts of each, inside its seal, so that only
//! its readers learn of it; and it names the others by what stays when one is sealed anew.

use std::collections::BTreeSet;

use crate::domain::{ActKind, Day, SlipAct, ThreadId};

/// Most slips of one case.
pub const SLIPS_OF_CASE_MAX: usize = 12;

/// Another slip: of the same case, or another case of the same slip. Its id changes when it is handed on; these
/// two do not.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, serde::Serialize, serde::Deserialize)]
pub struct Beside {
    pub day: Day,
    pub thread: ThreadId,
}

/// The slips that are together with the one of these acts: of each the last that was said counts.
pub fn besides(acts: &[SlipAct]) -> BTreeSet<Beside> {
    let mut together = BTreeSet::new();
    for act in acts {
        match &act.kind {
            ActKind::PutTogether { with } => together.extend(with.iter().cloned()),
            ActKind::TakenApart { with } => together.retain(|one| !with.contains(one)),
            _ => {}
        }
    }
    together
}

/// Every slip that these acts name: that was ever together with theirs, or is another case of it.
pub fn ever_named(acts: &[SlipAct]) -> BTreeSet<Beside> {
    acts.iter().flat_map(|act| act.kind.names_slips()).cloned().collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{ReaderId, Timestamp};

    fn slip(number: u8) -> Beside {
        Beside { day: Day(1), thread: ThreadId::from_random([number; 16]) }
    }

    #[test]
    fn of_each_other_slip_the_last_that_was_said_counts() {
        let kinds = [
            ActKind::PutTogether { with: vec![slip(1), slip(2)] },
            ActKind::TakenApart { with: vec![slip(1)] },
            ActKind::TakenApart { with: vec![slip(2)] },
            ActKind::Opened,
            ActKind::PutTogether { with: vec![slip(2)] },
        ];
        let reader = ReaderId::from_random([1; 16]);
        let act = |kind| SlipAct { kind, reader: reader.clone(), at: Timestamp(0), after: 0 };
        let acts: Vec<SlipAct> = kinds.into_iter().map(act).collect();
        assert_eq!(besides(&acts), BTreeSet::from([slip(2)]));
        assert_eq!(ever_named(&acts), BTreeSet::from([slip(1), slip(2)]));
    }
}
