//! Readers find what pupils have answered, and say that they have read it.

use super::ServiceError;
use super::read_slip::{FoundSlip, ReaderAtWork, append_act, open_sheet, sealed_act, thread_of};
use crate::crypto::ThreadKey;
use crate::db::{Db, DbError, Reader};
use crate::domain::{
    ActKind, Actor, Day, PupilAnswer, ReplyId, ReplyState, Retention, SlipId, Timestamp,
};
use crate::store::{replies, slip_indexes, slips, threads};

/// What has gone back and forth after a slip, as far as its readers see it here: what staff wrote is
/// among the acts.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct SlipAnswers {
    /// Whether the pupil has a code, so that what is written reaches them.
    pub has_code: bool,
    /// Oldest day first.
    pub answers: Vec<ReadAnswer>,
    /// Answers that were changed in the database.
    pub damaged: usize,
}

/// One answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReadAnswer {
    pub id: ReplyId,
    pub day: Day,
    /// Whether no reader has said that they read it.
    pub is_new: bool,
    pub answer: PupilAnswer,
}

/// A slip with an answer that nobody has read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unread {
    pub slip: SlipId,
    pub day: Day,
}

/// What is in the thread of this key; answers that wait for their slot are not.
pub(super) fn find_answers(
    reader: &mut Reader<'_>,
    thread: &ThreadKey,
) -> Result<SlipAnswers, DbError> {
    let id = thread.id();
    let Some(mark) = threads::find_mark(reader, &id)? else { return Ok(SlipAnswers::default()) };
    let has_code = thread.open_mark(&mark) == Ok(true);
    let mut found = SlipAnswers { has_code, ..SlipAnswers::default() };
    for reply in replies::list(reader, &id)? {
        let is_new = match reply.state {
            ReplyState::ToPupil | ReplyState::Waiting => continue,
            ReplyState::New => true,
            ReplyState::Seen => false,
        };
        let plain = thread.open_answer(reply.id.as_str(), &reply.sealed).ok();
        let answer = plain.and_then(|plain| serde_json::from_slice(plain.expose()).ok());
        match answer {
            Some(answer) => {
                found.answers.push(ReadAnswer { id: reply.id, day: reply.day, is_new, answer });
            }
            None => found.damaged += 1,
        }
    }
    Ok(found)
}

/// The reader's slips that have an answer nobody has read, by their ids. After `list_own_slips`, which
/// tries what has come.
pub async fn list_unread(db: &Db, who: &ReaderAtWork) -> Result<Vec<Unread>, ServiceError> {
    let looking = who.clone();
    db.read(who.school.clone(), move |reader| -> Result<_, ServiceError> {
        let waiting = threads::list_unread(reader)?;
        let mut days: Vec<Day> = waiting.iter().map(|(_, day)| *day).collect();
        days.sort_unstable();
        days.dedup();
        let mut found = Vec::new();
        for day in days {
            let sheet = slip_indexes::find(reader, &looking.id, day)?;
            let sheet = open_sheet(&looking, day, sheet.as_deref());
            let is_waiting = |id| waiting.iter().any(|(thread, _)| *thread == id);
            let of_day = sheet.readable().filter(|(_, key)| is_waiting(key.thread().id()));
            found.extend(of_day.map(|(slip, _)| Unread { slip, day }));
            for (slip, key) in sheet.resealed() {
                let envelopes = slips::list_envelopes(reader, std::slice::from_ref(&slip))?;
                found.extend(envelopes.into_iter().filter_map(|(slip, day, envelope)| {
                    let thread = thread_of(&looking.school, day, &key, &envelope);
                    is_waiting(thread.id()).then_some(Unread { slip, day })
                }));
            }
        }
        Ok(found)
    })
    .await
}

/// Says that a reader has read these answers. A closed slip then stays for a week at least, so that
/// something can be done about them. `Changed` when another reader has said so.
pub async fn mark_read(
    db: &Db,
    who: &ReaderAtWork,
    found: &FoundSlip,
    now: Timestamp,
) -> Result<(), ServiceError> {
    let new = found.answers.answers.iter().filter(|answer| answer.is_new);
    let ids: Vec<ReplyId> = new.map(|answer| answer.id.clone()).collect();
    let thread = found.thread.id();
    let act = sealed_act(found, who, now, ActKind::AnswerRead)?;
    let (slip, actor) = (found.line.id.clone(), Actor::Reader(who.id.clone()));
    let (purge_on, own_thread) = (found.line.purge_on, found.own_thread(who)?);
    db.write(who.school.clone(), actor, now, move |writer| {
        if replies::set_seen(writer, &thread, &ids)? == 0 {
            return Err(ServiceError::Changed);
        }
        if let Some(purge_on) = purge_on {
            let later = Retention::purge_on_after_hold(purge_on, now.day());
            own_thread.set_purge_on(writer, later)?;
        }
        append_act(writer, &slip, &act)
    })
    .await
}
