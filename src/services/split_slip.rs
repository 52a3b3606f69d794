//! A slip tells of two things: a reader begins a second case, with the same words of the pupil. It is a slip of its
//! own, sealed to those who read the first, and each names the other inside its seal alone.

use super::ServiceError;
use super::hand_on::notify;
use super::log_act::seal_entry;
use super::purge_slips::note_purge;
use super::read_slip::{
    FoundSlip, Move, ReaderAtWork, SealedMove, append_act, find_one, find_slip, seal_act,
};
use super::reseal_slips::Here;
use super::seal_anew::{Before, seal_second};
use super::send_slip::{Sealing, on_route};
use super::trusted_readers::TrustedReader;
use crate::db::{Db, DbError, Writer};
use crate::domain::{
    ActKind, Actor, Away, BegunFrom, Category, NotSplit, PressId, READERS_MAX, ReaderId,
    ReaderSummary, SlipAct, SlipContent, SlipId, SlipState, Taxonomy, Timestamp, is_named,
    is_overseen, may_split, route_with_cover,
};
use crate::store::{slips, threads, tombstones, unfinished_notes};

/// Why no second case is begun.
#[derive(Debug, thiserror::Error)]
pub enum SplitError {
    #[error(transparent)]
    NotSplit(#[from] NotSplit),
    #[error(transparent)]
    Service(#[from] ServiceError),
}

impl From<DbError> for SplitError {
    fn from(error: DbError) -> Self {
        Self::Service(error.into())
    }
}

/// What a second case is begun with.
pub struct Splitting<'a> {
    pub kind: &'a Category,
    /// That of the form which was sent.
    pub press: PressId,
}

/// Begins a second case, and says where it is: nowhere, where it was begun by an earlier press and this reader cannot
/// open it any more. The act on the first tells of which press it came, so that two make one. `Changed` when something
/// else was done with the slip since it was looked at.
pub async fn split_slip(
    db: &Db,
    sealing: &Sealing,
    who: &ReaderAtWork,
    found: &FoundSlip,
    now: Timestamp,
    splitting: &Splitting<'_>,
) -> Result<Option<SlipId>, SplitError> {
    if let Some(case) = found.begun_by(&splitting.press) {
        return Ok(case.cloned());
    }
    match begin(db, sealing, who, found, now, splitting).await {
        Err(SplitError::Service(ServiceError::Changed)) => {
            let found = find_slip(db, who, &found.line.id).await?;
            let case = found.begun_by(&splitting.press).ok_or(ServiceError::Changed)?;
            Ok(case.cloned())
        }
        done => done.map(Some),
    }
}

async fn begin(
    db: &Db,
    sealing: &Sealing,
    who: &ReaderAtWork,
    found: &FoundSlip,
    now: Timestamp,
    Splitting { kind, press }: &Splitting<'_>,
) -> Result<SlipId, SplitError> {
    let before = found.content(&who.school)?;
    may_split(&before, found.second_cases().len(), found.line.state)?;
    let here = Here::find(db, sealing, who).await?;
    let to = match kind.is_about_staff {
        true => {
            let (_, leaves) = sealing.trusted_and_leaves(db, &who.school, now.day()).await?;
            let away = Away::on(&leaves, now.day());
            readers_about_staff(&before, kind, who, (&here.trusted, &away))?
        }
        false => readers_of(&before, who, &here)?,
    };
    let from = BegunFrom {
        slip: found.named(),
        kind: kind.code.clone(),
        by: who.id.clone(),
        on: now.day(),
    };
    let mut content = before.second(from, &sealing.taxonomy);
    content.is_overseen = is_seen_by_heads(&content, kind, &here);
    // Said of the first, it would say of one that the heads may not know of that it is there.
    let overseen = (found.is_overseen && content.is_overseen).then_some(found.line.day);
    let mut second = seal_second(sealing, &who.school, found, content, &to).await?;
    let act = |kind, after| SlipAct { kind, reader: who.id.clone(), at: now, after };
    let begins = act(ActKind::SplitFrom { first: found.named() }, 0);
    second.append(seal_act(second.key(), begins)?);
    // They have just read its words, on the first.
    second.append(seal_act(second.key(), act(ActKind::Opened, 1))?);
    let readers: Vec<ReaderId> = to.iter().map(|reader| reader.summary.id.clone()).collect();
    let others: Vec<ReaderId> = readers.iter().filter(|id| **id != who.id).cloned().collect();
    let says_so = ActKind::Split {
        second: second.named(),
        press: press.clone(),
        readers,
        may_show_nudes: kind.may_show_nudes,
    };
    let entry = seal_entry(who, now, (&says_so).into(), overseen.as_slice())?;
    let says_so = seal_act(&found.key, act(says_so, found.after))?.with_entry(entry);
    // What goes back and forth with its pupil ends with the first, so that one is open while a second is.
    let taken_up = match found.line.state {
        SlipState::Closed => Some(taken_up(found, who, now)?),
        _ => None,
    };
    let (first, id, slot_seconds) =
        (found.line.id.clone(), second.id().clone(), sealing.slot_seconds);
    db.write(
        who.school.clone(),
        Actor::SomeReader,
        now,
        move |writer| -> Result<(), ServiceError> {
            second.stand_beside(writer)?;
            if let Some(taken_up) = &taken_up {
                taken_up.make(writer)?;
            }
            append_act(writer, &first, &says_so)?;
            notify(writer, &others, slot_seconds)
        },
    )
    .await?;
    Ok(id)
}

/// Takes a closed slip up again.
fn taken_up(
    found: &FoundSlip,
    who: &ReaderAtWork,
    now: Timestamp,
) -> Result<SealedMove, ServiceError> {
    let (to, act) = (SlipState::Acknowledged, ActKind::Reopened);
    let change = Move { from: &[SlipState::Closed], to, purge_on: None, act };
    SealedMove::new(found, who, now, change)
}

/// Those who read what is said of an adult at school, and nobody else but who found it in the words: one of the other
/// readers may be whom it is about (KCSIE Part 4).
fn readers_about_staff<'a>(
    content: &SlipContent,
    kind: &Category,
    who: &ReaderAtWork,
    (trusted, away): (&'a [TrustedReader], &Away),
) -> Result<Vec<&'a TrustedReader>, NotSplit> {
    let readers: Vec<_> = trusted.iter().map(|one| one.summary.clone()).collect();
    let named = readers.iter().filter(|reader| is_named(reader, &content.answers));
    let mut left_out = content.answers.hidden_from.clone();
    left_out.extend(content.handed_on.iter().map(|handed_on| handed_on.by.clone()));
    left_out.extend(named.map(|reader| reader.id.clone()));
    let route = route_with_cover(&content.answers, kind, &readers, &left_out, away);
    let mut to = on_route(&route.map_err(|_| NotSplit::NobodyElse)?, trusted);
    if !to.iter().any(|one| one.summary.id == who.id) {
        to.truncate(READERS_MAX - 1);
        to.extend(trusted.iter().find(|one| one.summary.id == who.id));
    }
    Ok(to)
}

/// Who would read a second case about an adult at school.
pub async fn who_would_read_about_staff(
    db: &Db,
    sealing: &Sealing,
    who: &ReaderAtWork,
    found: &FoundSlip,
    now: Timestamp,
) -> Result<Vec<ReaderSummary>, SplitError> {
    let today = now.day();
    let (trusted, leaves) = sealing.trusted_and_leaves(db, &who.school, today).await?;
    let about_staff = sealing.taxonomy.about_staff().ok_or(NotSplit::NobodyElse)?;
    let (content, away) = (found.content(&who.school)?, Away::on(&leaves, today));
    let to = readers_about_staff(&content, about_staff, who, (&trusted, &away))?;
    Ok(to.into_iter().map(|reader| reader.summary.clone()).collect())
}

/// Those who read the first, and nobody else. Of two of one name, a slip from before goes to neither by guessing.
fn readers_of<'a>(
    content: &SlipContent,
    who: &ReaderAtWork,
    here: &'a Here,
) -> Result<Vec<&'a TrustedReader>, ServiceError> {
    let reading = here.of(content);
    let name = |one: &TrustedReader| one.summary.name_and_title();
    let is_one_of_two = |one: &TrustedReader| {
        content.sealed_to.is_empty()
            && reading.iter().filter(|of| name(of) == name(one)).count() > 1
    };
    let mut to: Vec<&TrustedReader> = reading
        .iter()
        .copied()
        .filter(|one| one.summary.id != who.id && !is_one_of_two(one))
        .collect();
    // They have it open.
    to.push(here.own(who)?);
    Ok(to)
}

/// Whether the heads learn what is done with the second: where they do of the first, and its own kind is none that
/// goes around them.
fn is_seen_by_heads(content: &SlipContent, kind: &Category, here: &Here) -> bool {
    let readers: Vec<_> = here.trusted.iter().map(|one| one.summary.clone()).collect();
    content.is_overseen && is_overseen(kind, &readers, &content.answers.hidden_from)
}

/// Takes a second case back that nobody but its beginner has opened, and says where the first is. `Changed` when somebody
/// has, or has begun a note on it, or it is no second case, or its first is closed or not there for this reader any more:
/// then these are the last of its words.
pub async fn put_back(
    db: &Db,
    taxonomy: &Taxonomy,
    who: &ReaderAtWork,
    found: &FoundSlip,
    now: Timestamp,
) -> Result<SlipId, ServiceError> {
    let content = found.content(&who.school)?;
    let first = found.may_be_put_back(&content, taxonomy).ok_or(ServiceError::Changed)?;
    let first = find_one(db, who, first).await?;
    let kind = ActKind::PutBack { second: found.named() };
    let overseen = (found.is_overseen && first.is_overseen).then_some(found.line.day);
    let entry = seal_entry(who, now, (&kind).into(), overseen.as_slice())?;
    let act = SlipAct { kind, reader: who.id.clone(), at: now, after: first.after };
    let act = seal_act(&first.key, act)?.with_entry(entry);
    let (second, first_seen) = (Before::of(found), first.seen_acts());
    let written_on = first.line.id.clone();
    db.write(who.school.clone(), Actor::SomeReader, now, move |writer| {
        let first = slips::find(writer, &written_on)?.map(|row| row.line().state);
        let is_open = matches!(first, Some(SlipState::New | SlipState::Acknowledged));
        if !is_open {
            return Err(ServiceError::Changed);
        }
        first_seen.must_be_all(writer)?;
        take_away(&second, writer)?;
        append_act(writer, &written_on, &act)
    })
    .await?;
    Ok(first.line.id)
}

/// Takes a second case out of the database, where it is as it was looked at.
fn take_away(second: &Before, writer: &mut Writer<'_>) -> Result<(), ServiceError> {
    let Before { slip, day, thread, envelope, .. } = second;
    if unfinished_notes::is_any_begun(writer, slip)? {
        return Err(ServiceError::Changed);
    }
    second.forget_acts(writer)?;
    if !slips::delete_open(writer, slip, envelope)? {
        return Err(ServiceError::Changed);
    }
    threads::delete(writer, std::slice::from_ref(thread))?;
    tombstones::append_resealed(writer, *day)?;
    Ok(note_purge(writer)?)
}
