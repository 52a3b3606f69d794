//! The audit log: entries that only the heads of a school can read, and the chain that holds its lines.

use ring::digest;

use super::fingerprint::to_array;
use super::hpke_seal::NotSealed;
use super::random::{self, NoRandomness};
use super::reader_keys::{ReaderPrivateKeys, ReaderPublicKeys, Suite};
use super::secret::Secret;

const INFO: &[u8] = b"ineedtotalk/audit/1";
const CHAIN: &[u8] = b"ineedtotalk/audit-chain/1";
const VERSION: u8 = 1;
/// Heads to whom one entry can be sealed: the head, and who stands in for them.
pub const AUDIT_READERS_MAX: usize = 2;
/// Every entry is as long as any other, or its length would tell what was done.
const PLAIN_BYTES: usize = 320;
/// Staff's acts are few, and none waits for them: there is no need of the lighter suite.
const SUITE: Suite = Suite::XWing;

/// Why an entry was not sealed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum EntryNotSealed {
    #[error("the entry is longer than an entry may be")]
    TooLong,
    #[error(transparent)]
    NotSealed(#[from] NotSealed),
    #[error(transparent)]
    Randomness(#[from] NoRandomness),
}

/// Seals an entry to at most [`AUDIT_READERS_MAX`] people; to nobody, where there are none. Nothing tells
/// which it was. `bound` is what the entry belongs to.
pub fn seal_entry(
    plain: &[u8],
    to: &[ReaderPublicKeys],
    bound: &[u8],
) -> Result<Vec<u8>, EntryNotSealed> {
    let mut padded = Secret::new([b' '; PLAIN_BYTES]);
    let room = padded.expose_mut().get_mut(..plain.len()).ok_or(EntryNotSealed::TooLong)?;
    room.copy_from_slice(plain);
    let mut slots = Vec::with_capacity(AUDIT_READERS_MAX);
    for keys in to.iter().take(AUDIT_READERS_MAX) {
        slots.push(keys.seal(SUITE, INFO, bound, padded.expose())?);
    }
    while slots.len() < AUDIT_READERS_MAX {
        let nobody = ReaderPrivateKeys::generate()?.public();
        slots.push(nobody.seal(SUITE, INFO, bound, &[0; PLAIN_BYTES])?);
    }
    random::shuffle(&mut slots)?;
    Ok([&[VERSION][..], &slots.concat()].concat())
}

/// What [`seal_entry`] sealed, if it was sealed to this person.
pub fn open_entry(
    sealed: &[u8],
    keys: &ReaderPrivateKeys,
    bound: &[u8],
) -> Option<Secret<Vec<u8>>> {
    let (&[VERSION], slots) = sealed.split_first_chunk::<1>()? else { return None };
    let length = slots.len() / AUDIT_READERS_MAX;
    slots.chunks_exact(length.max(1)).find_map(|slot| keys.open(SUITE, INFO, bound, slot))
}

/// The digest of a line that follows the one with the digest `before`. Each part has its length before it,
/// so that no two lines give the same bytes; a part that is not there is told from an empty one.
pub fn chained(before: &[u8; 32], parts: &[Option<&[u8]>]) -> [u8; 32] {
    let mut context = digest::Context::new(&digest::SHA256);
    context.update(CHAIN);
    context.update(before);
    for part in parts {
        let length = part.map_or(u64::MAX, |bytes| bytes.len() as u64);
        context.update(&length.to_be_bytes());
        context.update(part.unwrap_or_default());
    }
    to_array(context.finish().as_ref())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_heads_read_an_entry_and_nobody_else_can_nor_tell_whose_it_is() {
        let [head, acting, other] = [(); 3].map(|()| ReaderPrivateKeys::generate().unwrap());
        let to = [head.public(), acting.public()];
        let sealed = seal_entry(b"{}", &to, b"line 1").unwrap();
        for keys in [&head, &acting] {
            let opened = open_entry(&sealed, keys, b"line 1").unwrap();
            assert_eq!(opened.expose().trim_ascii_end(), b"{}");
            assert!(open_entry(&sealed, keys, b"line 2").is_none());
        }
        assert!(open_entry(&sealed, &other, b"line 1").is_none());

        let to_nobody = seal_entry(b"{}", &[], b"line 1").unwrap();
        let longer = seal_entry(&[b'x'; PLAIN_BYTES], &to[..1], b"line 1").unwrap();
        assert_eq!([to_nobody.len(), longer.len()], [sealed.len(); 2]);
        assert!(open_entry(&to_nobody, &head, b"line 1").is_none());
        assert!(seal_entry(&[b'x'; PLAIN_BYTES + 1], &to, b"line 1").is_err());
        for cut in [&sealed[..0], &sealed[..1], &sealed[..2], &sealed[..sealed.len() - 1]] {
            assert!(open_entry(cut, &head, b"line 1").is_none());
        }
    }

    #[test]
    fn no_two_lines_have_the_same_digest() {
        let lines: [&[Option<&[u8]>]; 6] = [
            &[Some(b"ab"), Some(b"c")],
            &[Some(b"a"), Some(b"bc")],
            &[Some(b"abc")],
            &[Some(b"abc"), None],
            &[Some(b"abc"), Some(b"")],
            &[],
        ];
        let mut digests: Vec<_> = lines.iter().map(|parts| chained(&[0; 32], parts)).collect();
        digests.push(chained(&[1; 32], &[]));
        digests.sort_unstable();
        digests.dedup();
        assert_eq!(digests.len(), lines.len() + 1);
    }
}
