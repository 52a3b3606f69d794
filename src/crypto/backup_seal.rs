//! Sealing a backup, piece by piece, to a key whose other half is on paper only. No piece can be
//! changed, left out, put elsewhere or cut off without it being noticed.

use data_encoding::BASE64;
use hpke::{Deserializable, Kem, Serializable};

use super::aead::{self, Key, NotOpened};
use super::fingerprint;
use super::hpke_seal::{self, NotSealed, PrivateKeyOf, PublicKeyOf, XWing};
use super::pepper::Pepper;
use super::random;
use super::recovery_kit::RecoveryKit;
use super::secret::Secret;

/// What every backup begins with; the last byte is the version of the format.
const MAGIC: &[u8; 8] = b"INTTBAK\x01";
/// Enough of a public key's hash to tell which paper opens the file.
const KEY_ID_BYTES: usize = 8;
const FILE_KEY_BYTES: usize = 32;
const INFO: &[u8] = b"ineedtotalk/backup/1";
const PURPOSE: &str = "backup";

/// What a piece holds.
pub const PIECE_BYTES: usize = 64 * 1_024;
/// What a piece takes once it is sealed.
pub const SEALED_PIECE_BYTES: usize = PIECE_BYTES + aead::TAG_BYTES;
/// The length of [`Sealer::proof`].
pub const PROOF_BYTES: usize = 32;

/// The length of what comes before the pieces.
pub fn head_bytes() -> usize {
    let encapsulated = <XWing as Kem>::EncappedKey::size();
    MAGIC.len() + KEY_ID_BYTES + encapsulated + FILE_KEY_BYTES + aead::TAG_BYTES
}

/// Why a backup does not open.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum BackupSealError {
    #[error("it is not a backup of this program, or of a newer version of it")]
    NotABackup,
    #[error("it was sealed to another backup key")]
    AnotherKey,
    #[error("it was changed, or part of it is missing")]
    Damaged,
}

impl From<NotOpened> for BackupSealError {
    fn from(_: NotOpened) -> Self {
        Self::Damaged
    }
}

/// A text that is no public half of a backup key.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("it does not hold the public half of a backup key")]
pub struct NotABackupKey;

/// The half that seals. Whoever has it opens nothing.
pub struct BackupPublicKey(PublicKeyOf<XWing>);

impl BackupPublicKey {
    /// The public half of the key on this paper.
    pub fn of(paper: &RecoveryKit) -> Self {
        Self(XWing::sk_to_pk(&private_key(paper)))
    }

    /// For the file it is kept in: one line of base 64.
    pub fn to_text(&self) -> String {
        BASE64.encode(&self.0.to_bytes())
    }

    /// Reads what [`BackupPublicKey::to_text`] wrote.
    pub fn parse(text: &str) -> Result<Self, NotABackupKey> {
        let bytes = BASE64.decode(text.trim().as_bytes()).map_err(|_| NotABackupKey)?;
        PublicKeyOf::<XWing>::from_bytes(&bytes).map(Self).map_err(|_| NotABackupKey)
    }

    fn id(&self) -> [u8; KEY_ID_BYTES] {
        let hash = fingerprint::sha256(&self.0.to_bytes());
        hash.first_chunk().copied().unwrap_or_default()
    }
}

#[expect(clippy::expect_used, reason = "the type has the length, and each seed is valid")]
fn private_key(paper: &RecoveryKit) -> PrivateKeyOf<XWing> {
    let seed = aead::derive(paper.secret().expose().as_bytes(), &[b"ineedtotalk/backup-key/1"]);
    PrivateKeyOf::<XWing>::from_bytes(seed.expose()).expect("any 32 bytes are a seed")
}

/// Seals one backup.
pub struct Sealer(Pieces);

impl Sealer {
    /// Begins a backup; answers also what it begins with.
    pub fn begin(to: &BackupPublicKey) -> Result<(Self, Vec<u8>), NotSealed> {
        let file_key = Secret::new(random::bytes::<FILE_KEY_BYTES>()?);
        let mut head = [MAGIC.as_slice(), &to.id()].concat();
        let sealed = hpke_seal::seal::<XWing>(&to.0, INFO, &head, file_key.expose())?;
        head.extend_from_slice(&sealed);
        Ok((Self(Pieces::of(&head, file_key.expose())), head))
    }

    /// Shows, to whoever has the pepper, that this backup was made where the pepper is: the public
    /// half alone would let anyone make one.
    pub fn proof(&self, pepper: &Pepper) -> [u8; PROOF_BYTES] {
        pepper.tag(PURPOSE, self.0.key.expose())
    }

    /// Seals the next piece, the last one as such.
    pub fn piece(&mut self, plain: Vec<u8>, is_last: bool) -> Vec<u8> {
        let nonce = self.0.next_nonce(is_last);
        aead::seal_with_nonce(&self.0.key, nonce, &[], plain)
    }
}

/// Opens one backup.
pub struct Opener(Pieces);

impl Opener {
    /// Begins with what is in front of the pieces.
    pub fn begin(paper: &RecoveryKit, head: &[u8]) -> Result<Self, BackupSealError> {
        let (label, sealed) = head
            .split_at_checked(MAGIC.len() + KEY_ID_BYTES)
            .filter(|_| head.starts_with(MAGIC) && head.len() == head_bytes())
            .ok_or(BackupSealError::NotABackup)?;
        if !label.ends_with(&BackupPublicKey::of(paper).id()) {
            return Err(BackupSealError::AnotherKey);
        }
        let file_key = hpke_seal::open::<XWing>(&private_key(paper), INFO, label, sealed)
            .ok_or(BackupSealError::Damaged)?;
        Ok(Self(Pieces::of(head, file_key.expose())))
    }

    /// Whether [`Sealer::proof`] was made with this pepper.
    pub fn is_proof(&self, pepper: &Pepper, proof: &[u8]) -> bool {
        pepper.has_tag(PURPOSE, self.0.key.expose(), proof)
    }

    /// Opens the next piece; it must be the next, and the last if it is said to be.
    pub fn piece(
        &mut self,
        sealed: &[u8],
        is_last: bool,
    ) -> Result<Secret<Vec<u8>>, BackupSealError> {
        let nonce = self.0.next_nonce(is_last);
        Ok(aead::open_with_nonce(&self.0.key, nonce, &[], sealed)?)
    }
}

/// The key of one backup, and the number of its next piece.
struct Pieces {
    key: Key,
    next: u64,
}

impl Pieces {
    /// The key depends on the whole of the head, so none of it can be exchanged.
    fn of(head: &[u8], file_key: &[u8]) -> Self {
        Self { key: aead::derive(file_key, &[b"ineedtotalk/backup/1/pieces/", head]), next: 0 }
    }

    /// number ‖ 000 ‖ whether it is the last: no two pieces of a key have the same.
    fn next_nonce(&mut self, is_last: bool) -> [u8; 12] {
        let mut nonce = [0; 12];
        if let Some(number) = nonce.first_chunk_mut() {
            *number = self.next.to_be_bytes();
        }
        if let Some(last) = nonce.last_mut() {
            *last = u8::from(is_last);
        }
        self.next += 1;
        nonce
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const WORDS: [&[u8]; 3] = [b"first", b"second", b"third"];

    fn sealed(to: &RecoveryKit) -> (Vec<u8>, Vec<Vec<u8>>) {
        let (mut sealer, head) = Sealer::begin(&BackupPublicKey::of(to)).unwrap();
        let pieces = WORDS.iter().enumerate();
        let pieces = pieces.map(|(place, plain)| sealer.piece(plain.to_vec(), place == 2));
        (head, pieces.collect())
    }

    /// What comes out when these pieces are opened, the last of them as the last.
    fn opened(
        paper: &RecoveryKit,
        head: &[u8],
        pieces: &[Vec<u8>],
    ) -> Result<Vec<Vec<u8>>, BackupSealError> {
        let mut opener = Opener::begin(paper, head)?;
        let last = pieces.len() - 1;
        let pieces = pieces.iter().enumerate();
        pieces
            .map(|(place, piece)| Ok(opener.piece(piece, place == last)?.expose().clone()))
            .collect()
    }

    #[test]
    fn the_paper_opens_what_was_sealed_to_its_public_half() {
        let paper = RecoveryKit::generate().unwrap();
        let public = BackupPublicKey::parse(&BackupPublicKey::of(&paper).to_text()).unwrap();
        assert_eq!(public.id(), BackupPublicKey::of(&paper).id());
        let (head, pieces) = sealed(&paper);
        assert_eq!(head.len(), head_bytes());
        let typed = paper.groups().join(" ").to_lowercase();
        let typed = RecoveryKit::parse(&typed).unwrap();
        assert_eq!(opened(&typed, &head, &pieces).unwrap(), WORDS);
    }

    #[test]
    fn another_paper_or_another_file_is_told_apart() {
        let (paper, other) = (RecoveryKit::generate().unwrap(), RecoveryKit::generate().unwrap());
        let (head, pieces) = sealed(&paper);
        assert_eq!(opened(&other, &head, &pieces), Err(BackupSealError::AnotherKey));
        for wrong in [&head[..head.len() - 1], b"SQLite format 3\0", b""] {
            assert_eq!(opened(&paper, wrong, &pieces), Err(BackupSealError::NotABackup));
        }
        for wrong in ["", "!", &BASE64.encode(&[7; 31])] {
            assert!(BackupPublicKey::parse(wrong).is_err(), "{wrong}");
        }
    }

    #[test]
    fn whatever_is_done_to_the_pieces_is_noticed() {
        let paper = RecoveryKit::generate().unwrap();
        let (head, pieces) = sealed(&paper);
        let damaged = |pieces: &[Vec<u8>]| {
            assert_eq!(opened(&paper, &head, pieces), Err(BackupSealError::Damaged));
        };
        damaged(&pieces[..2]);
        damaged(&pieces[1..]);
        damaged(&[pieces[1].clone(), pieces[0].clone(), pieces[2].clone()]);
        damaged(&[pieces[0].clone(), pieces[2].clone()]);
        damaged(&[pieces.clone(), vec![pieces[2].clone()]].concat());
        for piece in 0..pieces.len() {
            for byte in 0..pieces[piece].len() {
                let mut changed = pieces.clone();
                changed[piece][byte] ^= 1;
                damaged(&changed);
            }
        }
        let (_, of_another_backup) = sealed(&paper);
        damaged(&[pieces[0].clone(), of_another_backup[1].clone(), pieces[2].clone()]);
    }

    #[test]
    fn a_head_changed_anywhere_opens_nothing() {
        let paper = RecoveryKit::generate().unwrap();
        let (head, pieces) = sealed(&paper);
        for byte in (0..head.len()).step_by(7) {
            let mut changed = head.clone();
            changed[byte] ^= 1;
            assert!(opened(&paper, &changed, &pieces).is_err(), "byte {byte}");
        }
    }

    #[test]
    fn only_the_pepper_proves_where_a_backup_was_made() {
        let paper = RecoveryKit::generate().unwrap();
        let (pepper, other) = (Pepper::from_bytes([1; 32]), Pepper::from_bytes([2; 32]));
        let (sealer, head) = Sealer::begin(&BackupPublicKey::of(&paper)).unwrap();
        let opener = Opener::begin(&paper, &head).unwrap();
        assert!(opener.is_proof(&pepper, &sealer.proof(&pepper)));
        assert!(!opener.is_proof(&pepper, &sealer.proof(&other)));
        let (another, _) = Sealer::begin(&BackupPublicKey::of(&paper)).unwrap();
        assert!(!opener.is_proof(&pepper, &another.proof(&pepper)));
    }
}
