//! The readers a slip may be sealed to: those whose keys are vouched for, person by person, back to
//! the school's first reader, whose own key carries this service's tag.

use std::collections::BTreeMap;

use crate::crypto::chain::{self, Link};
use crate::crypto::reader_keys::SigningPublicKey;
use crate::crypto::{Pepper, ReaderPublicKeys, VerifiedChains};
use crate::db::{DbError, Reader};
use crate::domain::{ReaderId, ReaderSummary, SchoolId};
use crate::store::{reader_keys, schools};

/// What the pepper's tag on a root is for.
const ROOT_PURPOSE: &str = "school-root";

/// A reader and the keys that are surely theirs.
#[derive(Debug, Clone)]
pub struct TrustedReader {
    pub summary: ReaderSummary,
    pub keys: ReaderPublicKeys,
}

/// What a slip says of whom it is sealed to: who, and with which of their keys.
pub fn sealed_to<'a>(
    readers: impl IntoIterator<Item = &'a TrustedReader>,
) -> BTreeMap<ReaderId, u64> {
    readers.into_iter().map(|reader| (reader.summary.id.clone(), reader.keys.mark())).collect()
}

/// Everyone to whom slips may be sealed, in the order of their names; empty before the first has
/// enrolled, and when the root was tampered with.
pub fn trusted_readers(
    reader: &mut Reader<'_>,
    pepper: &Pepper,
) -> Result<Vec<TrustedReader>, DbError> {
    vouched_for(reader, pepper, chain::trusted)
}

/// The same, read anew as well, without verifying again what stands there unchanged: for each Send.
pub fn trusted_readers_now(
    reader: &mut Reader<'_>,
    pepper: &Pepper,
    chains: &VerifiedChains,
) -> Result<Vec<TrustedReader>, DbError> {
    vouched_for(reader, pepper, |school, root, links| chains.trusted(school, root, links))
}

fn vouched_for(
    reader: &mut Reader<'_>,
    pepper: &Pepper,
    verify: impl FnOnce(&SchoolId, &SigningPublicKey, &[Link]) -> Vec<usize>,
) -> Result<Vec<TrustedReader>, DbError> {
    let school = reader.school();
    let Some(root) = schools::find_root(reader)? else { return Ok(Vec::new()) };
    if !pepper.has_tag(ROOT_PURPOSE, &root_bytes(&school, &root.key), &root.seal) {
        return Ok(Vec::new());
    }
    let Ok(root) = SigningPublicKey::from_bytes(&root.key) else { return Ok(Vec::new()) };
    let links = reader_keys::list_signed(reader)?;
    let trusted = verify(&school, &root, &links);
    Ok(links
        .into_iter()
        .enumerate()
        .filter(|(place, _)| trusted.contains(place))
        .map(|(_, Link { statement, .. })| TrustedReader {
            summary: statement.reader,
            keys: statement.keys,
        })
        .collect())
}

/// The root of a school as it is stored: the key, tagged so that a writer in the database alone
/// cannot put another in its place.
pub fn sealed_root(
    pepper: &Pepper,
    school: &SchoolId,
    key: &SigningPublicKey,
) -> schools::SchoolRoot {
    let seal = pepper.tag(ROOT_PURPOSE, &root_bytes(school, key.as_bytes()));
    schools::SchoolRoot { key: key.as_bytes().to_vec(), seal: seal.to_vec() }
}

fn root_bytes(school: &SchoolId, key: &[u8]) -> Vec<u8> {
    [school.as_str().as_bytes(), key].concat()
}
