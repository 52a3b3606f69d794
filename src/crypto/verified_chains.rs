//! Chains of readers that were verified before: eight signatures cost a Send as much as half of its
//! sealing. An answer is given again only for exactly the root and the links that it was found for,
//! byte by byte, however short a time ago that was: whoever was removed, or changed, is not in it.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use super::chain::{self, Link};
use super::reader_keys::SigningPublicKey;
use crate::domain::SchoolId;

/// The last chain of each school.
#[derive(Default)]
pub struct VerifiedChains(Mutex<HashMap<SchoolId, Arc<Verified>>>);

struct Verified {
    root: SigningPublicKey,
    links: Vec<Link>,
    trusted: Vec<usize>,
}

impl VerifiedChains {
    /// What [`chain::trusted`] answers.
    pub fn trusted(
        &self,
        school: &SchoolId,
        root: &SigningPublicKey,
        links: &[Link],
    ) -> Vec<usize> {
        let known = self.chains().get(school).cloned();
        if let Some(known) = known
            && known.root == *root
            && known.links == links
        {
            return known.trusted.clone();
        }
        let trusted = chain::trusted(school, root, links);
        let verified = Verified { root: *root, links: links.to_vec(), trusted: trusted.clone() };
        self.chains().insert(school.clone(), Arc::new(verified));
        trusted
    }

    fn chains(&self) -> MutexGuard<'_, HashMap<SchoolId, Arc<Verified>>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::crypto::ReaderPrivateKeys;
    use crate::crypto::chain::{Statement, sign};
    use crate::domain::{EmailAddress, ReaderId, ReaderName, ReaderSummary, ReaderTitle, Roles};

    fn elmwood() -> SchoolId {
        SchoolId::from_random([9; 16])
    }

    fn link(number: u8, keys: &ReaderPrivateKeys, signer: (u8, &ReaderPrivateKeys)) -> Link {
        let reader = ReaderSummary {
            id: ReaderId::from_random([number; 16]),
            name: ReaderName::parse("Ms Okafor").unwrap(),
            title: ReaderTitle::parse("safeguarding lead").unwrap(),
            roles: Roles::parse("dsl").unwrap(),
            email: EmailAddress::parse("okafor@elmwood.example").unwrap(),
        };
        let statement = Statement { school: elmwood(), reader, keys: keys.public() };
        let signature = sign(signer.1, &statement);
        Link { statement, signed_by: ReaderId::from_random([signer.0; 16]), signature }
    }

    #[test]
    fn a_chain_that_was_verified_vouches_for_no_other() {
        let [root, second, other] = [(); 3].map(|()| ReaderPrivateKeys::generate().unwrap());
        let root_key = *root.public().signing();
        let whole = vec![link(1, &root, (1, &root)), link(2, &second, (1, &root))];
        let mut changes: Vec<(&str, SigningPublicKey, Vec<Link>)> = vec![
            ("one left", root_key, whole[..1].to_vec()),
            ("another root", *other.public().signing(), whole.clone()),
            ("another order", root_key, whole.iter().rev().cloned().collect()),
        ];
        let mut change = |what, of: &dyn Fn(&mut Link)| {
            let mut links = whole.clone();
            of(&mut links[1]);
            changes.push((what, root_key, links));
        };
        change("other keys", &|link| link.statement.keys = other.public());
        change("another signature", &|link| link.signature[0] ^= 1);
        change("another signer", &|link| link.signed_by = ReaderId::from_random([2; 16]));
        change("another role", &|link| {
            link.statement.reader.roles = Roles::parse("head").unwrap();
        });
        change("another address", &|link| {
            link.statement.reader.email = EmailAddress::parse("x@elmwood.example").unwrap();
        });
        change("another school", &|link| link.statement.school = SchoolId::from_random([8; 16]));
        for (what, root_key_now, links) in changes {
            let chains = VerifiedChains::default();
            for _ in 0..2 {
                assert_eq!(chains.trusted(&elmwood(), &root_key, &whole), [0, 1]);
            }
            let now = chains.trusted(&elmwood(), &root_key_now, &links);
            assert_eq!(now, chain::trusted(&elmwood(), &root_key_now, &links), "{what}");
            assert!(!(now.contains(&1) && what != "another order"), "{what}");
        }
    }

    #[test]
    fn a_chain_is_verified_once_for_as_long_as_it_is_the_same() {
        let root = ReaderPrivateKeys::generate().unwrap();
        let (key, links) = (*root.public().signing(), vec![link(1, &root, (1, &root))]);
        let chains = VerifiedChains::default();
        assert_eq!(chains.trusted(&elmwood(), &key, &links), [0]);
        let first = Arc::clone(&chains.chains()[&elmwood()]);
        assert_eq!(chains.trusted(&elmwood(), &key, &links), [0]);
        assert!(Arc::ptr_eq(&first, &chains.chains()[&elmwood()]));
    }
}
