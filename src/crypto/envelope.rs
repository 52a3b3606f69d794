//! The envelope a slip is sealed in: readable by the readers it was sealed to, by nobody else, and
//! telling nobody else who they are or how many.
//!
//! version ‖ suite ‖ 8 slots ‖ body. The body is the slip, padded to one of five lengths and sealed
//! under a random slip key. Each slot is the slip key sealed to one reader, or something that looks
//! the same sealed to a key that nobody holds; their order is shuffled, and nothing names a reader.
//! A reader opens it by trying each slot.

use super::aead::{self, TAG_BYTES};
use super::fingerprint;
use super::hpke_seal::NotSealed;
use super::random::{self, NoRandomness};
use super::reader_keys::{ReaderPrivateKeys, ReaderPublicKeys, Suite};
use super::secret::Secret;
use super::slip_key::{SLIP_KEY_BYTES, SlipKey};

mod spare_slots;
#[cfg(test)]
mod tests;

pub use spare_slots::SpareSlots;

const VERSION: u8 = 1;
/// Slots in an envelope, and so the most readers a slip can have.
pub const SLOTS: usize = 8;
/// A slip is padded to the first of these that holds it.
const BUCKETS: [usize; 5] = [1_024, 2_048, 4_096, 8_192, 16_384];
/// In front of the slip, inside the padding.
const LENGTH_BYTES: usize = 4;
/// The longest slip, in bytes.
pub const PLAIN_BYTES_MAX: usize = 16_384 - LENGTH_BYTES;

const SLOT_INFO: &[u8] = b"ineedtotalk/slot/1";

/// What an envelope is bound to: moved to another school or day, it does not open.
#[derive(Debug, Clone, Copy)]
pub struct Context<'a> {
    pub school: &'a str,
    /// Days since 1970-01-01.
    pub day: i32,
}

/// A slip, sealed, and the key with which more is sealed to the same readers.
pub struct Sealed {
    pub envelope: Vec<u8>,
    pub key: SlipKey,
}

/// A slip, opened, and the key with which its readers tell each other what they did.
pub struct Opened {
    pub plain: Secret<Vec<u8>>,
    pub key: SlipKey,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum SealError {
    #[error("a slip needs a reader")]
    NoReader,
    #[error("a slip has at most {SLOTS} readers")]
    TooManyReaders,
    #[error("a slip has at most {PLAIN_BYTES_MAX} bytes")]
    TooLong,
    #[error(transparent)]
    NotSealed(#[from] NotSealed),
}

impl From<NoRandomness> for SealError {
    fn from(error: NoRandomness) -> Self {
        Self::NotSealed(error.into())
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum OpenError {
    /// Not an envelope that this version knows.
    #[error("the bytes are not an envelope")]
    NotAnEnvelope,
    /// A slot opened, the rest did not: it was changed after it was sealed.
    #[error("the envelope was changed after it was sealed")]
    Tampered,
}

/// Seals `plain` to 1 to 8 `readers`.
pub fn seal(
    plain: &[u8],
    readers: &[ReaderPublicKeys],
    suite: Suite,
    context: &Context<'_>,
    spare: &SpareSlots,
) -> Result<Sealed, SealError> {
    let padded = pad(plain)?;
    if readers.is_empty() {
        return Err(SealError::NoReader);
    }
    if readers.len() > SLOTS {
        return Err(SealError::TooManyReaders);
    }
    let key = SlipKey::generate()?;
    let header = [VERSION, suite.number()];
    let bound = bound_to(header, context);

    let mut slots = Vec::with_capacity(SLOTS);
    for reader in readers {
        slots.push(reader.seal(suite, SLOT_INFO, &bound, key.bytes())?);
    }
    while slots.len() < SLOTS {
        slots.push(spare.take(suite)?);
    }
    random::shuffle(&mut slots)?;

    let mut envelope = header.to_vec();
    envelope.extend_from_slice(&slots.concat());
    let body_bound = body_bound_to(&bound, &envelope);
    let body_key = body_key(key.bytes());
    // The key seals this once, so the nonce may be constant.
    envelope.extend_from_slice(&aead::seal_with_nonce(&body_key, [0; 12], &body_bound, padded));
    Ok(Sealed { envelope, key })
}

/// Opens an envelope with a reader's keys; `None` when it was not sealed to this reader.
pub fn open(
    envelope: &[u8],
    keys: &ReaderPrivateKeys,
    context: &Context<'_>,
) -> Result<Option<Opened>, OpenError> {
    let parts = Parts::of(envelope)?;
    let bound = bound_to(parts.header, context);
    for slot in parts.slots.chunks_exact(slot_bytes(parts.suite)) {
        let Some(key) = keys.open(parts.suite, SLOT_INFO, &bound, slot) else { continue };
        let key = SlipKey::from_bytes(key.expose()).map_err(|_| OpenError::Tampered)?;
        return open_body(envelope, &parts, &bound, key).map(Some);
    }
    Ok(None)
}

/// Opens an envelope whose slip key is known already, without trying the slots.
pub fn open_with_key(
    envelope: &[u8],
    key: SlipKey,
    context: &Context<'_>,
) -> Result<Opened, OpenError> {
    let parts = Parts::of(envelope)?;
    open_body(envelope, &parts, &bound_to(parts.header, context), key)
}

fn open_body(
    envelope: &[u8],
    parts: &Parts<'_>,
    bound: &[u8],
    key: SlipKey,
) -> Result<Opened, OpenError> {
    let sealed_to = envelope.len() - parts.body.len();
    let head = envelope.get(..sealed_to).ok_or(OpenError::NotAnEnvelope)?;
    let body_bound = body_bound_to(bound, head);
    let padded = aead::open_with_nonce(&body_key(key.bytes()), [0; 12], &body_bound, parts.body)
        .map_err(|_| OpenError::Tampered)?;
    let plain = unpad(padded.expose()).ok_or(OpenError::Tampered)?;
    Ok(Opened { plain: Secret::new(plain.to_vec()), key })
}

struct Parts<'a> {
    header: [u8; 2],
    suite: Suite,
    slots: &'a [u8],
    body: &'a [u8],
}

impl<'a> Parts<'a> {
    fn of(envelope: &'a [u8]) -> Result<Self, OpenError> {
        let (header, rest) = envelope.split_first_chunk().ok_or(OpenError::NotAnEnvelope)?;
        let [VERSION, suite] = *header else { return Err(OpenError::NotAnEnvelope) };
        let suite = Suite::from_number(suite).ok_or(OpenError::NotAnEnvelope)?;
        let (slots, body) =
            rest.split_at_checked(SLOTS * slot_bytes(suite)).ok_or(OpenError::NotAnEnvelope)?;
        let padded = body.len().checked_sub(TAG_BYTES).ok_or(OpenError::NotAnEnvelope)?;
        if !BUCKETS.contains(&padded) {
            return Err(OpenError::NotAnEnvelope);
        }
        Ok(Self { header: *header, suite, slots, body })
    }
}

pub(super) fn slot_bytes(suite: Suite) -> usize {
    suite.encapsulated_bytes() + SLIP_KEY_BYTES + TAG_BYTES
}

/// version ‖ suite ‖ day ‖ school: what the slots are bound to. The school comes last and is the
/// only part without a fixed length, so no two contexts read the same.
fn bound_to(header: [u8; 2], context: &Context<'_>) -> Vec<u8> {
    let mut bound = header.to_vec();
    bound.extend_from_slice(&context.day.to_be_bytes());
    bound.extend_from_slice(context.school.as_bytes());
    bound
}

/// The body is bound to the slots too: whoever opens it sees any change anywhere.
fn body_bound_to(bound: &[u8], head: &[u8]) -> Vec<u8> {
    let mut body_bound = fingerprint::sha256(head).to_vec();
    body_bound.extend_from_slice(bound);
    body_bound
}

fn body_key(slip_key: &[u8; SLIP_KEY_BYTES]) -> aead::Key {
    aead::derive(slip_key, &[b"ineedtotalk/body/1"])
}

/// length ‖ plain ‖ zeros.
fn pad(plain: &[u8]) -> Result<Vec<u8>, SealError> {
    let bucket = BUCKETS
        .iter()
        .find(|bucket| plain.len() + LENGTH_BYTES <= **bucket)
        .ok_or(SealError::TooLong)?;
    let length = u32::try_from(plain.len()).map_err(|_| SealError::TooLong)?;
    let mut padded = Vec::with_capacity(*bucket);
    padded.extend_from_slice(&length.to_be_bytes());
    padded.extend_from_slice(plain);
    padded.resize(*bucket, 0);
    Ok(padded)
}

fn unpad(padded: &[u8]) -> Option<&[u8]> {
    let (length, rest) = padded.split_first_chunk()?;
    rest.get(..usize::try_from(u32::from_be_bytes(*length)).ok()?)
}
