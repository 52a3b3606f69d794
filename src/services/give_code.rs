//! A pupil wants six words to come back with, or wants them no longer.

use std::sync::Arc;

use super::ServiceError;
use super::send_slip::without_code;
use crate::crypto::{Argon2Gate, CodeKeys, Cost, GateBusy, Pepper, ThreadKey};
use crate::db::{Db, Writer};
use crate::domain::{Actor, FollowUpCode, OpenThread, SchoolId, ThreadId, Timestamp};
use crate::store::threads::{self, SealedWay};

/// What it takes to find a thread by its code.
#[derive(Clone)]
pub struct CodeLocks {
    pub pepper: Arc<Pepper>,
    pub argon2: Argon2Gate,
    pub cost: Cost,
}

impl CodeLocks {
    pub(super) async fn stretch(
        &self,
        school: &SchoolId,
        code: FollowUpCode,
    ) -> Result<CodeKeys, ServiceError> {
        let (pepper, school, cost) = (Arc::clone(&self.pepper), school.clone(), self.cost);
        let stretch = move || CodeKeys::stretch(&code, school.as_str(), &pepper, cost);
        Ok(self.argon2.run(stretch).await?.ok_or(GateBusy)?)
    }
}

/// Which thread is meant, by what the last page knows of it.
pub fn thread_of(open: &OpenThread) -> Option<ThreadId> {
    ThreadKey::parse(&open.key).map(|thread| thread.id())
}

/// Gives a slip its code. `NotFound` when the thread is over.
pub async fn give_code(
    db: &Db,
    locks: &CodeLocks,
    school: &SchoolId,
    now: Timestamp,
    code: FollowUpCode,
    open: &OpenThread,
) -> Result<(), ServiceError> {
    let thread = ThreadKey::parse(&open.key).ok_or(ServiceError::Damaged)?;
    let keys = locks.stretch(school, code).await?;
    let id = thread.id();
    let way = thread.way(&open.readers).ok_or(ServiceError::Damaged)?;
    let sealed = SealedWay {
        told: None,
        tag: keys.tag().to_vec(),
        mark: thread.seal_mark(true)?,
        way: keys.seal_way(id.as_str(), &way)?,
    };
    set_way(db, school, now, id, sealed).await
}

/// Takes it away again: the row looks as if there had never been one.
pub async fn take_code_back(
    db: &Db,
    school: &SchoolId,
    now: Timestamp,
    open: &OpenThread,
) -> Result<(), ServiceError> {
    let thread = ThreadKey::parse(&open.key).ok_or(ServiceError::Damaged)?;
    let sealed = without_code(&thread)?;
    set_way(db, school, now, thread.id(), sealed).await
}

async fn set_way(
    db: &Db,
    school: &SchoolId,
    now: Timestamp,
    id: ThreadId,
    sealed: SealedWay,
) -> Result<(), ServiceError> {
    db.write(school.clone(), Actor::Pupil, now, move |writer: &mut Writer<'_>| {
        match threads::set_way(writer, &id, &sealed)? {
            true => Ok(()),
            false => Err(ServiceError::NotFound),
        }
    })
    .await
}
