//! What staff usually write for their post, so that a title which says no more than the post can be said
//! to pupils in their own language and words. Any other stays as it was typed.

use super::{Language, Role};

/// The post that this title names, and the language it is written in.
pub fn usual_title(title: &str) -> Option<(Role, Language)> {
    let title = title.trim().trim_end_matches('.').to_lowercase().replace('-', " ");
    let names = |of: &[&str]| of.contains(&title.as_str());
    Role::ALL.into_iter().find_map(|role| {
        let (english, welsh) = usual_titles(role);
        match (names(english), names(welsh)) {
            (true, _) => Some((role, Language::English)),
            (false, true) => Some((role, Language::Welsh)),
            (false, false) => None,
        }
    })
}

/// In English and in Welsh, in small letters and without hyphens, of all four nations.
fn usual_titles(role: Role) -> (&'static [&'static str], &'static [&'static str]) {
    match role {
        Role::OnlineSafetyOfficer => (
            &["online safety officer", "online safety lead", "online safety coordinator"],
            &["swyddog diogelwch ar lein"],
        ),
        Role::DesignatedSafeguardingLead => (
            &[
                "safeguarding lead",
                "designated safeguarding lead",
                "designated safeguarding lead (dsl)",
                "dsl",
                "safeguarding person",
                "designated safeguarding person",
                "designated safeguarding person (dsp)",
                "dsp",
                "child protection coordinator",
                "child protection co ordinator",
                "designated teacher",
                "designated teacher for child protection",
            ],
            &[
                "arweinydd diogelu",
                "arweinydd diogelu dynodedig",
                "person diogelu dynodedig",
                "person diogelu dynodedig (dsp)",
                "cydlynydd amddiffyn plant",
                "athro dynodedig amddiffyn plant",
            ],
        ),
        Role::Deputy => (
            &[
                "deputy safeguarding lead",
                "deputy designated safeguarding lead",
                "deputy dsl",
                "ddsl",
                "deputy designated safeguarding person",
                "deputy dsp",
                "deputy child protection coordinator",
                "deputy child protection co ordinator",
                "depute child protection coordinator",
                "deputy designated teacher",
                "deputy designated teacher for child protection",
            ],
            &[
                "dirprwy arweinydd diogelu",
                "dirprwy berson diogelu dynodedig",
                "dirprwy gydlynydd amddiffyn plant",
                "dirprwy athro dynodedig amddiffyn plant",
            ],
        ),
        Role::Head => (&["headteacher", "head teacher", "head", "principal"], &["pennaeth"]),
        Role::Chair => (
            &[
                "chair of governors",
                "chair of the governors",
                "chair of the board",
                "chair of the board of governors",
            ],
            &[
                "cadeirydd y llywodraethwyr",
                "cadeirydd y bwrdd",
                "cadeirydd y bwrdd llywodraethwyr",
            ],
        ),
        Role::IctAdministrator => (&[], &[]),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_usual_title_is_known_however_it_is_written_and_another_is_left_alone() {
        let lead = Role::DesignatedSafeguardingLead;
        for (title, expected) in [
            ("Safeguarding Lead", Some((lead, Language::English))),
            (" Child Protection Co-ordinator.", Some((lead, Language::English))),
            ("Person Diogelu Dynodedig", Some((lead, Language::Welsh))),
            ("Principal", Some((Role::Head, Language::English))),
            ("Swyddog diogelwch ar-lein", Some((Role::OnlineSafetyOfficer, Language::Welsh))),
            ("Head of Year 8", None),
            ("Chair of trustees", None),
            ("", None),
        ] {
            assert_eq!(usual_title(title), expected, "{title}");
        }
    }
}
