//! Staff sessions in the database. A row opens only with the cookie it was made for.

use std::ops::RangeInclusive;

use diesel::dsl::not;
use diesel::prelude::*;

use crate::db::schema::sessions;
use crate::db::{DbConnection, DbError, QueryFailure, Reader, Writer};
use crate::domain::{ReaderId, SchoolId, Timestamp};

/// A row that cannot be read is said, never left out.
const UNREADABLE: DbError = DbError::Query(QueryFailure::UnreadableRow);

/// How far a session has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SessionState {
    /// Between choosing a password and re-typing the recovery kit.
    Enrolling,
    /// Between the password and the passkey.
    Proving,
    Open,
}

impl SessionState {
    fn as_str(self) -> &'static str {
        match self {
            Self::Enrolling => "enrolling",
            Self::Proving => "proving",
            Self::Open => "open",
        }
    }

    fn parse(text: &str) -> Option<Self> {
        [Self::Enrolling, Self::Proving, Self::Open]
            .into_iter()
            .find(|state| state.as_str() == text)
    }
}

/// A session as it is kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StoredSession {
    pub school: SchoolId,
    pub reader: ReaderId,
    pub state: SessionState,
    pub started_at: Timestamp,
    pub used_at: Timestamp,
    /// What only the cookie opens; absent while the session is locked.
    pub sealed: Option<Vec<u8>>,
    /// When the person last proved in it that it is them; absent until they have.
    pub proven_at: Option<Timestamp>,
}

/// The session of this row id, whichever school it is of: it comes before the school is known.
pub fn find(
    connection: &mut DbConnection,
    row_id: &[u8],
) -> Result<Option<StoredSession>, DbError> {
    type Row = (String, String, String, i64, i64, Option<Vec<u8>>, Option<i64>);
    let row: Option<Row> = sessions::table
        .filter(sessions::row_id.eq(row_id))
        .select((
            sessions::school_id,
            sessions::reader_id,
            sessions::state,
            sessions::started_at,
            sessions::used_at,
            sessions::sealed,
            sessions::proven_at,
        ))
        .first(connection)
        .optional()?;
    row.map(|(school, reader, state, started_at, used_at, sealed, proven_at)| {
        Ok(StoredSession {
            school: SchoolId::parse(&school).map_err(|_| UNREADABLE)?,
            reader: ReaderId::parse(&reader).map_err(|_| UNREADABLE)?,
            state: SessionState::parse(&state).ok_or(UNREADABLE)?,
            started_at: Timestamp(started_at),
            used_at: Timestamp(used_at),
            sealed,
            proven_at: proven_at.map(Timestamp),
        })
    })
    .transpose()
}

/// What a device is asked to do. That it is asked to make a passkey shows that its owner has proved who they
/// are; that it is asked to sign shows nothing yet.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum AskedTo {
    Make,
    Sign,
}

impl AskedTo {
    fn as_str(self) -> &'static str {
        match self {
            Self::Make => "make",
            Self::Sign => "sign",
        }
    }
}

/// What a passkey is to sign in a session, and since when.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StoredChallenge {
    pub challenge: Vec<u8>,
    pub asked_at: Timestamp,
}

/// What a device is asked in this session, if it is asked to do this.
pub fn find_challenge(
    reader: &mut Reader<'_>,
    row_id: &[u8],
    asked_to: AskedTo,
) -> Result<Option<StoredChallenge>, DbError> {
    let row: Option<(Option<Vec<u8>>, Option<i64>)> = sessions::table
        .filter(sessions::row_id.eq(row_id))
        .filter(sessions::school_id.eq(reader.school()))
        .filter(sessions::asked_to.eq(asked_to.as_str()))
        .select((sessions::challenge, sessions::asked_at))
        .first(reader.connection())
        .optional()?;
    let found = row.and_then(|(challenge, at)| challenge.zip(at));
    Ok(found.map(|(challenge, at)| StoredChallenge { challenge, asked_at: Timestamp(at) }))
}

/// Asks for something else from now on.
pub fn set_challenge(
    writer: &mut Writer<'_>,
    row_id: &[u8],
    challenge: &[u8],
    asked_to: AskedTo,
) -> Result<(), DbError> {
    let asked_at = writer.now.0;
    diesel::update(sessions::table)
        .filter(sessions::row_id.eq(row_id))
        .filter(sessions::school_id.eq(writer.school()))
        .set((
            sessions::challenge.eq(challenge),
            sessions::asked_at.eq(asked_at),
            sessions::asked_to.eq(asked_to.as_str()),
        ))
        .execute(writer.connection())?;
    Ok(())
}

/// Uses up what was asked; false if somebody else has, meanwhile.
pub fn use_challenge(
    writer: &mut Writer<'_>,
    row_id: &[u8],
    asked: &StoredChallenge,
) -> Result<bool, DbError> {
    let changed = diesel::update(sessions::table)
        .filter(sessions::row_id.eq(row_id))
        .filter(sessions::school_id.eq(writer.school()))
        .filter(sessions::challenge.eq(asked.challenge.as_slice()))
        .set((
            sessions::challenge.eq(None::<Vec<u8>>),
            sessions::asked_at.eq(None::<i64>),
            sessions::asked_to.eq(None::<String>),
        ))
        .execute(writer.connection())?;
    Ok(changed == 1)
}

/// A session that starts now.
pub fn insert(
    writer: &mut Writer<'_>,
    row_id: &[u8],
    reader: &ReaderId,
    state: SessionState,
    sealed: &[u8],
) -> Result<(), DbError> {
    diesel::insert_into(sessions::table)
        .values((
            sessions::row_id.eq(row_id),
            sessions::school_id.eq(writer.school()),
            sessions::reader_id.eq(reader),
            sessions::state.eq(state.as_str()),
            sessions::started_at.eq(writer.now),
            sessions::used_at.eq(writer.now),
            sessions::sealed.eq(sealed),
        ))
        .execute(writer.connection())?;
    Ok(())
}

/// Says that the session is in use now, so that it does not lock.
pub fn set_used_at(writer: &mut Writer<'_>, row_id: &[u8]) -> Result<(), DbError> {
    diesel::update(sessions::table)
        .filter(sessions::row_id.eq(row_id))
        .filter(sessions::school_id.eq(writer.school()))
        .set(sessions::used_at.eq(writer.now.0))
        .execute(writer.connection())?;
    Ok(())
}

/// Says that the person has proved just now that it is them; false if the session has ended.
pub fn set_proven_at(writer: &mut Writer<'_>, row_id: &[u8]) -> Result<bool, DbError> {
    let changed = diesel::update(sessions::table)
        .filter(sessions::row_id.eq(row_id))
        .filter(sessions::school_id.eq(writer.school()))
        .set(sessions::proven_at.eq(writer.now.0))
        .execute(writer.connection())?;
    Ok(changed == 1)
}

/// Locks a session (`None`), or opens it again and says that it is in use now. What was proved in it
/// before is to be proved again.
pub fn set_sealed(
    writer: &mut Writer<'_>,
    row_id: &[u8],
    sealed: Option<&[u8]>,
) -> Result<(), DbError> {
    diesel::update(sessions::table)
        .filter(sessions::row_id.eq(row_id))
        .filter(sessions::school_id.eq(writer.school()))
        .set((
            sessions::sealed.eq(sealed),
            sessions::used_at.eq(writer.now.0),
            sessions::proven_at.eq(None::<i64>),
        ))
        .execute(writer.connection())?;
    Ok(())
}

/// Locks every session that was not used within these times. Says how many there were.
pub fn lock_not_used_within(
    writer: &mut Writer<'_>,
    times: &RangeInclusive<Timestamp>,
) -> Result<usize, DbError> {
    Ok(diesel::update(sessions::table)
        .filter(sessions::school_id.eq(writer.school()))
        .filter(not(sessions::used_at.between(*times.start(), *times.end())))
        .filter(sessions::sealed.is_not_null())
        .set(sessions::sealed.eq(None::<Vec<u8>>))
        .execute(writer.connection())?)
}

/// Ends one session.
pub fn delete(writer: &mut Writer<'_>, row_id: &[u8]) -> Result<(), DbError> {
    diesel::delete(sessions::table)
        .filter(sessions::row_id.eq(row_id))
        .filter(sessions::school_id.eq(writer.school()))
        .execute(writer.connection())?;
    Ok(())
}

/// Ends every session of this person.
pub fn delete_of_reader(writer: &mut Writer<'_>, reader: &ReaderId) -> Result<(), DbError> {
    diesel::delete(sessions::table)
        .filter(sessions::reader_id.eq(reader))
        .filter(sessions::school_id.eq(writer.school()))
        .execute(writer.connection())?;
    Ok(())
}

/// Ends every session of this person but one. Says how many there were.
pub fn delete_others(
    writer: &mut Writer<'_>,
    reader: &ReaderId,
    row_id: &[u8],
) -> Result<usize, DbError> {
    Ok(diesel::delete(sessions::table)
        .filter(sessions::reader_id.eq(reader))
        .filter(sessions::school_id.eq(writer.school()))
        .filter(sessions::row_id.ne(row_id))
        .execute(writer.connection())?)
}

/// When each session of this person but one began, the latest first.
pub fn list_others(
    reader: &mut Reader<'_>,
    id: &ReaderId,
    row_id: &[u8],
) -> Result<Vec<Timestamp>, DbError> {
    let rows: Vec<i64> = sessions::table
        .filter(sessions::reader_id.eq(id))
        .filter(sessions::school_id.eq(reader.school()))
        .filter(sessions::row_id.ne(row_id))
        .filter(sessions::state.eq(SessionState::Open.as_str()))
        .order(sessions::started_at.desc())
        .select(sessions::started_at)
        .load(reader.connection())?;
    Ok(rows.into_iter().map(Timestamp).collect())
}

/// Ends every session that did not begin within these times. Says how many there were.
pub fn delete_not_started_within(
    writer: &mut Writer<'_>,
    times: &RangeInclusive<Timestamp>,
) -> Result<usize, DbError> {
    Ok(diesel::delete(sessions::table)
        .filter(sessions::school_id.eq(writer.school()))
        .filter(not(sessions::started_at.between(*times.start(), *times.end())))
        .execute(writer.connection())?)
}
