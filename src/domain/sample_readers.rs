//! Readers of the schools that tests tell of.

use super::{EmailAddress, ReaderId, ReaderName, ReaderSummary, ReaderTitle, Roles};

/// Somebody of this number, called so, with these roles.
pub fn reader(number: u8, name: &str, roles: &str) -> ReaderSummary {
    ReaderSummary {
        id: ReaderId::from_random([number; 16]),
        name: ReaderName::parse(name).unwrap(),
        title: ReaderTitle::parse("title").unwrap(),
        roles: Roles::parse(roles).unwrap(),
        email: EmailAddress::parse(&format!("{number}@school.example")).unwrap(),
    }
}

/// The first policy's school: the officer is the deputy head, the chair is also a trustee.
pub fn elmwood() -> Vec<ReaderSummary> {
    vec![
        reader(1, "Mrs Okafor", "oso"),
        reader(2, "Mr Lewis", "dsl"),
        reader(3, "Ms Shah", "deputy"),
        reader(4, "Dr Hughes", "head"),
        reader(5, "Mr Price", "chair"),
        reader(6, "Sam", "ict"),
    ]
}

/// The second policy's school: no officer, and the head is the DSL.
pub fn oakfield() -> Vec<ReaderSummary> {
    vec![
        reader(1, "Mrs Reed", "head,dsl"),
        reader(2, "Mr Cole", "deputy"),
        reader(3, "Mrs Dean", "chair"),
    ]
}
