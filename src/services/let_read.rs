//! A reader lets a colleague read a slip that did not go to them: it is sealed anew to those who read it, and to
//! them. Nobody is asked, and a colleague who is kept out learns nothing of it.

use super::ServiceError;
use super::hand_on::OtherReaders;
use super::read_slip::{FoundSlip, ReaderAtWork};
use super::send_slip::Sealing;
use super::trusted_readers::TrustedReader;
use crate::db::{Db, DbError, Reader};
use crate::domain::{ActKind, NotLetIn, ReaderId, ReaderSummary, SlipAct, SlipId, Timestamp};
use crate::store::threads;

/// Why a colleague cannot read it.
#[derive(Debug, thiserror::Error)]
pub enum LetReadError {
    #[error(transparent)]
    NotLetIn(#[from] NotLetIn),
    #[error(transparent)]
    Service(#[from] ServiceError),
}

impl From<DbError> for LetReadError {
    fn from(error: DbError) -> Self {
        Self::Service(error.into())
    }
}

/// Every confirmed colleague, with why they cannot be let in if they cannot.
pub async fn who_may_be_let_in(
    db: &Db,
    sealing: &Sealing,
    who: &ReaderAtWork,
    found: &FoundSlip,
) -> Result<Vec<(ReaderSummary, Option<NotLetIn>)>, ServiceError> {
    let readers = sealing.trusted(db, &who.school).await?;
    let content = found.content(&who.school)?;
    let reading = ids_of(&reading(db, who, found, &readers).await?);
    let others = readers.into_iter().map(|one| one.summary).filter(|one| one.id != who.id);
    let judged = others.map(|colleague| {
        let problem = content.may_let_in(&colleague, &reading, &sealing.taxonomy).err();
        (colleague, problem)
    });
    Ok(judged.collect())
}

/// Where the slip is from then on. `Changed` when something was done with it since it was looked at; then it is
/// as it was.
pub async fn let_read(
    db: &Db,
    sealing: &Sealing,
    who: &ReaderAtWork,
    found: &FoundSlip,
    now: Timestamp,
    colleague: &ReaderId,
) -> Result<SlipId, LetReadError> {
    let readers = sealing.trusted(db, &who.school).await?;
    let colleague = readers.iter().find(|reader| reader.summary.id == *colleague);
    let colleague = colleague.ok_or(ServiceError::NotFound)?.summary.clone();
    let mut content = found.content(&who.school)?;
    let reading = reading(db, who, found, &readers).await?;
    content.may_let_in(&colleague, &ids_of(&reading), &sealing.taxonomy)?;
    let told = colleague.id.clone();
    content.let_in.push(told.clone());
    let kind = ActKind::LetRead { colleague: told.clone() };
    let act = SlipAct { kind, reader: who.id.clone(), at: now, after: found.after };
    let reads = |one: &&TrustedReader| one.summary.id == told || reading.contains(&one.summary);
    let to = readers.iter().filter(reads).collect();
    let anew = OtherReaders { content, to, act };
    Ok(anew.take_over(db, sealing, who, found, vec![told.clone()]).await?)
}

fn ids_of(readers: &[ReaderSummary]) -> Vec<ReaderId> {
    readers.iter().map(|reader| reader.id.clone()).collect()
}

/// Who reads the slip, of those who are still here.
async fn reading(
    db: &Db,
    who: &ReaderAtWork,
    found: &FoundSlip,
    readers: &[TrustedReader],
) -> Result<Vec<ReaderSummary>, ServiceError> {
    let thread = found.thread.clone();
    let sealed = db
        .read(who.school.clone(), move |reader: &mut Reader<'_>| {
            threads::find_told(reader, &thread.id())
        })
        .await?;
    let told = sealed.and_then(|sealed| found.thread.open_told(&sealed).ok());
    let named = found.content(&who.school)?.readers;
    let reads = |reader: &ReaderSummary| match &told {
        Some(told) => told.contains(&reader.id),
        // A slip from before it was written down by id.
        None => named.contains(&reader.name_and_title()),
    };
    let here = readers.iter().map(|reader| &reader.summary);
    Ok(here.filter(|reader| reader.id == who.id || reads(reader)).cloned().collect())
}
