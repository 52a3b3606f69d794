//! The people of a school, with everything that is theirs alone: password, keys, second factor.

use ineedtotalk::crypto::envelope::{self, Context};
use ineedtotalk::crypto::totp::TotpSecret;
use ineedtotalk::crypto::{ReaderPrivateKeys, RecoveryKit};
use ineedtotalk::domain::{
    EmailAddress, ReaderId, ReaderName, ReaderSummary, ReaderTitle, Role, Roles, SchoolId,
    SlipContent,
};

use super::stored::StoredSlip;

/// A member of staff who has enrolled.
pub struct Person {
    pub summary: ReaderSummary,
    pub password: &'static str,
    pub kit: RecoveryKit,
    pub second_factor: TotpSecret,
    pub keys: ReaderPrivateKeys,
}

/// A school, open to pupils unless the test wanted otherwise.
pub struct SchoolStory {
    pub id: SchoolId,
    pub name: &'static str,
    pub host: &'static str,
    pub people: Vec<Person>,
}

impl Person {
    pub fn invited(name: &str, title: &str, roles: &str, email: &str) -> Self {
        Self {
            summary: ReaderSummary {
                id: ReaderId::from_random(ineedtotalk::crypto::random::bytes().unwrap()),
                name: ReaderName::parse(name).unwrap(),
                title: ReaderTitle::parse(title).unwrap(),
                roles: Roles::parse(roles).unwrap(),
                email: EmailAddress::parse(email).unwrap(),
            },
            password: "grey heron on the weir",
            kit: RecoveryKit::generate().unwrap(),
            second_factor: TotpSecret::generate().unwrap(),
            keys: ReaderPrivateKeys::generate().unwrap(),
        }
    }

    pub fn id(&self) -> &ReaderId {
        &self.summary.id
    }

    pub fn name(&self) -> &str {
        self.summary.name.as_str()
    }

    /// What is in the slip, if it was sealed to this person.
    pub fn opened(&self, school: &SchoolId, slip: &StoredSlip) -> Option<SlipContent> {
        let context = Context { school: school.as_str(), day: slip.day };
        let opened = envelope::open(&slip.envelope, &self.keys, &context).unwrap()?;
        Some(serde_json::from_slice(opened.plain.expose()).unwrap())
    }
}

impl SchoolStory {
    /// Elmwood School: the officer is not the safeguarding lead, and everyone holds one post.
    pub fn elmwood() -> Self {
        let at = |name: &str| format!("{name}@elmwood.example");
        let people = vec![
            Person::invited("Mrs Okafor", "online safety officer", "oso", &at("okafor")),
            Person::invited("Mr Lewis", "safeguarding lead", "dsl", &at("lewis")),
            Person::invited("Ms Shah", "deputy safeguarding lead", "deputy", &at("shah")),
            Person::invited("Dr Hughes", "head teacher", "head", &at("hughes")),
            Person::invited("Mr Price", "chair of governors", "chair", &at("price")),
            Person::invited("Sam Reed", "ICT manager", "ict", &at("reed")),
        ];
        Self { id: id_of(1), name: "Elmwood School", host: "talk.elmwood.example", people }
    }

    /// Ashby Academy, on the same instance: the head is the safeguarding lead.
    pub fn ashby() -> Self {
        let at = |name: &str| format!("{name}@ashby.example");
        let people = vec![
            Person::invited("Mrs Byrne", "head teacher", "head,dsl", &at("byrne")),
            Person::invited("Mr Cole", "deputy head", "oso,deputy", &at("cole")),
            Person::invited("Ms Dunn", "chair of trustees", "chair", &at("dunn")),
        ];
        Self { id: id_of(2), name: "Ashby Academy", host: "talk.ashby.example", people }
    }

    /// The first person who holds this post.
    pub fn person(&self, role: Role) -> &Person {
        self.people.iter().find(|person| person.summary.roles.has(role)).unwrap()
    }

    /// The names of those who can open the slip, in the order of the list of people.
    pub fn who_can_open(&self, slip: &StoredSlip) -> Vec<&str> {
        let readers = self.people.iter().filter(|person| person.opened(&self.id, slip).is_some());
        readers.map(Person::name).collect()
    }

    /// The slip as its readers find it, whoever of them opens it.
    pub fn content_of(&self, slip: &StoredSlip) -> SlipContent {
        let mut opened = self.people.iter().filter_map(|person| person.opened(&self.id, slip));
        opened.next().expect("somebody can open the slip")
    }
}

fn id_of(number: u8) -> SchoolId {
    SchoolId::from_random([number; 16])
}
