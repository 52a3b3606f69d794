//! The school's recovery papers: three, with the head, the chair and in the safe, any two of which give a reader's
//! keys back (`recover_by_papers`). Every reader's keys are sealed to them when they are open anyway, once it is
//! sure that a reader who may has made the papers: a row put into the database gets nothing.

use super::ServiceError;
use super::confirm_reader::{Voucher, tell_the_others};
use super::key_holder::KeyHolder;
use super::key_locks::Desk;
use super::log_event::log_event;
use super::trusted_readers::{TrustedReader, trusted_readers};
use crate::crypto::paper_shares::PAPERS;
use crate::crypto::school_recovery::{RecoveryPrivateKey, RecoveryPublicKey};
use crate::crypto::{NotSealed, PaperShare, Pepper, ReaderPrivateKeys, Secret};
use crate::db::{DbError, Reader, Writer};
use crate::domain::{Actor, Permission, ReaderId, SchoolId};
use crate::store::reader_keys;
use crate::store::recovery_papers::{self, StoredPapers};

/// What the pepper's seal on keys that are sealed to the papers is for: two papers and the database alone open
/// nothing.
const COPY_PURPOSE: &str = "recovery-copy";
/// Parts the papers as they wait, sealed, on the page that shows them.
const BETWEEN: &str = "/";
/// Parts them from whatever else is offered in a session.
const WHAT: &str = "new papers";

/// The papers that count.
pub struct Papers {
    pub public: RecoveryPublicKey,
    /// Who answers for them.
    pub signed_by: ReaderId,
}

impl Papers {
    /// As another reader answers for them: whoever did so before may be a reader no more.
    pub(super) fn sign(&self, by: &Voucher<'_>) -> StoredPapers {
        let (public_key, signature) = (self.public.to_bytes(), self.public.sign(by.keys));
        StoredPapers { public_key, signed_by: by.reader.clone(), signature }
    }
}

/// How things stand with the papers.
pub struct Coverage {
    pub papers: Option<Papers>,
    /// Whose keys are sealed to them; nobody's without papers.
    pub covered: Vec<ReaderId>,
}

/// The papers of a school; absent where nobody has made any, and where those in the database are not signed by a
/// reader who may.
pub(super) fn find_papers(
    reader: &mut Reader<'_>,
    pepper: &Pepper,
) -> Result<Option<Papers>, DbError> {
    // Most schools have none: then nobody has to be found trusted.
    let Some(stored) = recovery_papers::find(reader)? else { return Ok(None) };
    let trusted = trusted_readers(reader, pepper)?;
    Ok(signed_among(&reader.school(), stored, &trusted))
}

/// The same, where it is known who is trusted.
pub(super) fn papers_among(
    reader: &mut Reader<'_>,
    trusted: &[TrustedReader],
) -> Result<Option<Papers>, DbError> {
    let stored = recovery_papers::find(reader)?;
    Ok(stored.and_then(|stored| signed_among(&reader.school(), stored, trusted)))
}

fn signed_among(
    school: &SchoolId,
    stored: StoredPapers,
    trusted: &[TrustedReader],
) -> Option<Papers> {
    let StoredPapers { public_key, signed_by, signature } = stored;
    let public = RecoveryPublicKey::from_bytes(school, &public_key).ok()?;
    let is_good = trusted.iter().any(|one| {
        one.summary.id == signed_by
            && one.summary.roles.may(Permission::MakePapers)
            && public.is_signed(one.keys.signing(), &signature)
    });
    is_good.then_some(Papers { public, signed_by })
}

/// Who made the papers, and whom they help.
pub fn find_coverage(reader: &mut Reader<'_>, pepper: &Pepper) -> Result<Coverage, DbError> {
    let papers = find_papers(reader, pepper)?;
    coverage_of(reader, papers)
}

/// The same, where it is known who is trusted.
pub fn coverage_among(
    reader: &mut Reader<'_>,
    trusted: &[TrustedReader],
) -> Result<Coverage, DbError> {
    let papers = papers_among(reader, trusted)?;
    coverage_of(reader, papers)
}

fn coverage_of(reader: &mut Reader<'_>, papers: Option<Papers>) -> Result<Coverage, DbError> {
    let covered = match papers {
        Some(_) => recovery_papers::list_copied(reader)?,
        None => Vec::new(),
    };
    Ok(Coverage { papers, covered })
}

/// Seals a reader's keys to the papers, where there are papers and it is not done.
pub(super) fn cover(
    writer: &mut Writer<'_>,
    pepper: &Pepper,
    of: &ReaderId,
    keys: &ReaderPrivateKeys,
) -> Result<(), ServiceError> {
    if recovery_papers::find_copy(writer, of)?.is_some() {
        return Ok(());
    }
    // Keys that wait for colleagues to vouch for them are not those of the account.
    let stored = reader_keys::find(writer, of)?;
    if stored.is_none_or(|stored| stored.public != keys.public()) {
        return Ok(());
    }
    match find_papers(writer, pepper)? {
        Some(papers) => seal_copy(writer, pepper, &papers.public, (of, keys)),
        None => Ok(()),
    }
}

fn seal_copy(
    writer: &mut Writer<'_>,
    pepper: &Pepper,
    papers: &RecoveryPublicKey,
    (of, keys): (&ReaderId, &ReaderPrivateKeys),
) -> Result<(), ServiceError> {
    let sealed = match papers.seal(of, keys) {
        Ok(sealed) => pepper.seal(COPY_PURPOSE, of.as_str().as_bytes(), &sealed)?,
        Err(NotSealed::Randomness(none)) => return Err(none.into()),
        Err(NotSealed::UnusableKey) => return Err(ServiceError::Damaged),
    };
    Ok(recovery_papers::set_copy(writer, of, &sealed)?)
}

/// The keys of a reader, which the papers open.
pub(super) fn open_copy(
    reader: &mut Reader<'_>,
    pepper: &Pepper,
    of: &ReaderId,
    papers: &RecoveryPrivateKey,
) -> Result<Option<ReaderPrivateKeys>, ServiceError> {
    let Some(sealed) = recovery_papers::find_copy(reader, of)? else { return Ok(None) };
    let Some(stored) = reader_keys::find(reader, of)? else { return Ok(None) };
    let opened = pepper.open(COPY_PURPOSE, of.as_str().as_bytes(), &sealed).ok();
    let keys = opened.and_then(|sealed| papers.open(of, sealed.expose()));
    Ok(keys.filter(|keys| keys.public() == stored.public))
}

/// Papers that are shown and do not count yet, and what brings them back from the page that shows them.
pub struct OfferedPapers {
    pub papers: [PaperShare; PAPERS],
    /// Only the session in which they were made opens it.
    pub sealed: Vec<u8>,
}

impl OfferedPapers {
    /// Makes three papers, and keeps nothing of them.
    pub fn make(to: &KeyHolder<'_>) -> Result<Self, ServiceError> {
        let papers = PaperShare::make_set()?;
        let mut texts = Secret::new(Vec::new());
        for paper in &papers {
            texts.append(paper.text().expose().as_bytes());
            texts.append(BETWEEN.as_bytes());
        }
        let sealed = to.seal_offer(WHAT, texts.expose())?;
        Ok(Self { papers, sealed })
    }

    /// The papers that were offered in this session; absent when they are of another, or none.
    pub fn come_back(to: &KeyHolder<'_>, sealed: Vec<u8>) -> Option<Self> {
        let plain = to.open_offer(WHAT, &sealed)?;
        let mut texts = std::str::from_utf8(plain.expose()).ok()?.split(BETWEEN);
        let mut next = || PaperShare::parse(texts.next()?).ok();
        Some(Self { papers: [next()?, next()?, next()?], sealed })
    }
}

/// Lets papers count that were typed from paper, in the place of those before; from then on readers' keys are
/// sealed to these, first those of whoever made them. Every other reader is told.
pub async fn keep_papers(
    desk: Desk<'_>,
    by: &KeyHolder<'_>,
    offered: &OfferedPapers,
    slot_seconds: i64,
) -> Result<(), ServiceError> {
    let Desk { db, locks, school, now } = desk;
    let [one, other, _] = &offered.papers;
    let secret = one.join(other).map_err(|_| ServiceError::Damaged)?;
    let public = RecoveryPrivateKey::of_papers(&secret, school).public();
    let papers = Papers { public: public.clone(), signed_by: by.reader.clone() };
    let stored = papers.sign(&Voucher { reader: by.reader, keys: by.keys });
    let (reader, keys, pepper) = (by.reader.clone(), by.keys.clone(), locks.pepper.clone());
    let actor = Actor::Reader(reader.clone());
    db.write(school.clone(), actor, now, move |writer| -> Result<(), ServiceError> {
        tell_the_others(writer, &pepper, &reader, slot_seconds)?;
        recovery_papers::replace(writer, &stored)?;
        seal_copy(writer, &pepper, &public, (&reader, &keys))?;
        log_event(writer, "papers.made", Some(reader.as_str()))
    })
    .await
}
