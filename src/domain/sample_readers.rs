//! Readers of the schools that tests tell of, and a slip that they may read.

use std::collections::BTreeMap;

use super::{
    Answers, EmailAddress, Language, Mode, PartOfDay, ReaderId, ReaderName, ReaderSummary,
    ReaderTitle, Roles, SlipContent, Taxonomy, Urgency,
};

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

/// A slip with these words, and nothing chosen.
pub fn slip_saying(taxonomy: &Taxonomy, words: &str) -> SlipContent {
    let answers = Answers { words: words.to_owned(), ..Answers::default() };
    SlipContent {
        taxonomy: taxonomy.edition().to_owned(),
        category: answers.category(taxonomy).code.clone(),
        urgency: Urgency::Routine,
        answers,
        mode: Mode::default(),
        language: Language::default(),
        told: String::new(),
        passed_on: None,
        readers: Vec::new(),
        sealed_to: BTreeMap::new(),
        part_of_day: PartOfDay::Morning,
        is_overseen: true,
        handed_on: Vec::new(),
        let_in: Vec::new(),
        thread: None,
        alike: None,
        begun_from: None,
    }
}
