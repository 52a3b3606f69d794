//! Who vouches for whom: a slip is sealed only to readers whose keys are signed, person by person,
//! back to the school's first reader. A row written straight into the database adds nobody.

use std::collections::HashMap;

use ring::signature::{ED25519, UnparsedPublicKey};

use super::reader_keys::{ReaderPrivateKeys, ReaderPublicKeys, SigningPublicKey};
use crate::domain::{ReaderId, ReaderSummary, SchoolId};

const LABEL: &[u8] = b"ineedtotalk/reader/1";
const VOUCH_LABEL: &[u8] = b"ineedtotalk/new-keys/1";

/// "At this school this person, with these roles and this address, holds these keys."
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Statement {
    pub school: SchoolId,
    pub reader: ReaderSummary,
    pub keys: ReaderPublicKeys,
}

impl Statement {
    /// Every field with its length in front, so that no two statements read the same.
    fn to_bytes(&self) -> Vec<u8> {
        let reader = &self.reader;
        let (roles, keys) = (reader.roles.as_text(), self.keys.to_bytes());
        let fields: [&[u8]; 7] = [
            self.school.as_str().as_bytes(),
            reader.id.as_str().as_bytes(),
            reader.name.as_str().as_bytes(),
            reader.title.as_str().as_bytes(),
            roles.as_bytes(),
            reader.email.as_str().as_bytes(),
            &keys,
        ];
        let mut bytes = LABEL.to_vec();
        for field in fields {
            // A field is a line of text or a key: its length fits many times over.
            bytes.extend_from_slice(&(field.len() as u64).to_be_bytes());
            bytes.extend_from_slice(field);
        }
        bytes
    }
}

/// A statement, and who signed it. The first reader signs their own.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Link {
    pub statement: Statement,
    pub signed_by: ReaderId,
    pub signature: Vec<u8>,
}

/// Vouches for `statement`.
pub fn sign(keys: &ReaderPrivateKeys, statement: &Statement) -> Vec<u8> {
    keys.signing_key().sign(&statement.to_bytes()).as_ref().to_vec()
}

/// Whether the holder of `key` vouches for `statement`.
pub fn verify(key: &SigningPublicKey, statement: &Statement, signature: &[u8]) -> bool {
    UnparsedPublicKey::new(&ED25519, key.as_bytes())
        .verify(&statement.to_bytes(), signature)
        .is_ok()
}

/// "At this school these are this person's keys from now on, in the place of others."
#[derive(Debug, Clone, Copy)]
pub struct Vouch<'a> {
    pub school: &'a SchoolId,
    pub reader: &'a ReaderId,
    pub keys: &'a ReaderPublicKeys,
}

impl Vouch<'_> {
    /// Each part but the last has its own length, so that no two read the same.
    fn to_bytes(self) -> Vec<u8> {
        let ids = [VOUCH_LABEL, self.school.as_str().as_bytes(), self.reader.as_str().as_bytes()];
        [ids.concat(), self.keys.to_bytes()].concat()
    }
}

/// Vouches for keys that take the place of others.
pub fn vouch(keys: &ReaderPrivateKeys, vouch: &Vouch<'_>) -> Vec<u8> {
    keys.signing_key().sign(&vouch.to_bytes()).as_ref().to_vec()
}

/// Whether the holder of `key` vouches for them.
pub fn verify_vouch(key: &SigningPublicKey, vouch: &Vouch<'_>, signature: &[u8]) -> bool {
    UnparsedPublicKey::new(&ED25519, key.as_bytes()).verify(&vouch.to_bytes(), signature).is_ok()
}

/// Which of `links` lead back to `root`, the signing key of the school's first reader; their
/// places, in order. The root's own link must be signed by itself.
pub fn trusted(school: &SchoolId, root: &SigningPublicKey, links: &[Link]) -> Vec<usize> {
    let mut trusted_keys: HashMap<&ReaderId, &SigningPublicKey> = HashMap::new();
    let mut places = Vec::new();
    loop {
        let before = places.len();
        for (place, link) in links.iter().enumerate() {
            let reader = &link.statement.reader.id;
            if link.statement.school != *school || trusted_keys.contains_key(reader) {
                continue;
            }
            let is_root = link.signed_by == *reader && link.statement.keys.signing() == root;
            let signer =
                if is_root { Some(root) } else { trusted_keys.get(&link.signed_by).copied() };
            if signer.is_some_and(|key| verify(key, &link.statement, &link.signature)) {
                trusted_keys.insert(reader, link.statement.keys.signing());
                places.push(place);
            }
        }
        // Each round follows the chain one person further; the last one adds nobody.
        if places.len() == before {
            places.sort_unstable();
            return places;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{EmailAddress, ReaderName, ReaderTitle, Roles};

    struct Person {
        keys: ReaderPrivateKeys,
        statement: Statement,
    }

    fn elmwood() -> SchoolId {
        SchoolId::from_random([9; 16])
    }

    fn person(number: u8) -> Person {
        let keys = ReaderPrivateKeys::generate().unwrap();
        let reader = ReaderSummary {
            id: ReaderId::from_random([number; 16]),
            name: ReaderName::parse("Ms Okafor").unwrap(),
            title: ReaderTitle::parse("safeguarding lead").unwrap(),
            roles: Roles::parse("dsl").unwrap(),
            email: EmailAddress::parse("okafor@elmwood.example").unwrap(),
        };
        let statement = Statement { school: elmwood(), reader, keys: keys.public() };
        Person { keys, statement }
    }

    fn link(of: &Person, by: &Person) -> Link {
        Link {
            statement: of.statement.clone(),
            signed_by: by.statement.reader.id.clone(),
            signature: sign(&by.keys, &of.statement),
        }
    }

    fn trusted_from(root: &Person, links: &[Link]) -> Vec<usize> {
        trusted(&elmwood(), root.keys.public().signing(), links)
    }

    #[test]
    fn everyone_vouched_for_back_to_the_first_reader_is_trusted_in_any_order() {
        let (first, second, third) = (person(1), person(2), person(3));
        let links = [link(&third, &second), link(&second, &first), link(&first, &first)];
        assert_eq!(trusted_from(&first, &links), [0, 1, 2]);
    }

    #[test]
    fn a_reader_put_into_the_database_is_not_trusted() {
        let (first, intruder, friend) = (person(1), person(2), person(3));
        // Vouched for by themself, by a friend of theirs, and by a forged signature of the first.
        let mut forged = link(&intruder, &intruder);
        forged.signed_by = first.statement.reader.id.clone();
        for added in [link(&intruder, &intruder), link(&intruder, &friend), forged] {
            let links = [link(&first, &first), added, link(&friend, &intruder)];
            assert_eq!(trusted_from(&first, &links), [0]);
        }
    }

    #[test]
    fn any_changed_detail_breaks_the_signature() {
        let (first, second) = (person(1), person(2));
        let whole = link(&second, &first);
        assert_eq!(trusted_from(&first, &[link(&first, &first), whole.clone()]), [0, 1]);
        let changes: [fn(&mut Statement); 6] = [
            |it| it.reader.id = ReaderId::from_random([8; 16]),
            |it| it.reader.name = ReaderName::parse("Mr Okafor").unwrap(),
            |it| it.reader.title = ReaderTitle::parse("head").unwrap(),
            |it| it.reader.roles = Roles::parse("dsl,head").unwrap(),
            |it| it.reader.email = EmailAddress::parse("thief@else.example").unwrap(),
            |it| it.keys = ReaderPrivateKeys::generate().unwrap().public(),
        ];
        for (number, change) in changes.into_iter().enumerate() {
            let mut changed = whole.clone();
            change(&mut changed.statement);
            let links = [link(&first, &first), changed];
            assert_eq!(trusted_from(&first, &links), [0], "change {number}");
        }
    }

    #[test]
    fn the_first_reader_of_another_school_is_nobody_here() {
        let (first, other) = (person(1), person(2));
        assert!(trusted_from(&first, &[link(&other, &other)]).is_empty());
        let elsewhere = SchoolId::from_random([7; 16]);
        let root = *first.keys.public().signing();
        assert!(trusted(&elsewhere, &root, &[link(&first, &first)]).is_empty());
    }

    #[test]
    fn a_vouch_is_for_these_keys_of_this_person_at_this_school_and_is_no_link_of_the_chain() {
        let (first, second) = (person(1), person(2));
        let (school, statement) = (elmwood(), &second.statement);
        let vouched =
            Vouch { school: &school, reader: &statement.reader.id, keys: &statement.keys };
        let signature = vouch(&first.keys, &vouched);
        let is_good =
            |by: &Person, of: &Vouch<'_>| verify_vouch(by.keys.public().signing(), of, &signature);
        assert!(is_good(&first, &vouched));
        assert!(!is_good(&second, &vouched));
        let elsewhere = SchoolId::from_random([7; 16]);
        let (id, keys) = (ReaderId::from_random([8; 16]), first.keys.public());
        assert!(!is_good(&first, &Vouch { school: &elsewhere, ..vouched }));
        assert!(!is_good(&first, &Vouch { reader: &id, ..vouched }));
        assert!(!is_good(&first, &Vouch { keys: &keys, ..vouched }));
        assert!(!verify(first.keys.public().signing(), statement, &signature));
    }

    #[test]
    fn the_signature_is_ed25519() {
        assert_eq!(sign(&person(1).keys, &person(1).statement).len(), 64);
    }
}
