//! What somebody is at the school, as each nation calls it.

use super::Words;
use crate::domain::{Nation, Role};

/// What a role is called in this nation, as it stands within a sentence.
pub fn post(role: Role, nation: Nation, words: &Words) -> String {
    let nation = nation.as_str();
    match role {
        Role::OnlineSafetyOfficer => words.text("post-oso"),
        Role::DesignatedSafeguardingLead => words.fill("post-dsl", &[("nation", nation.into())]),
        Role::Deputy => words.fill("post-deputy", &[("nation", nation.into())]),
        Role::Head => words.fill("post-head", &[("nation", nation.into())]),
        Role::Chair => words.fill("post-chair", &[("nation", nation.into())]),
        Role::IctAdministrator => words.text("staff-post-ict"),
    }
}
