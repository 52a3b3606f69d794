//! The audit log: who did what to the service and when. It is only added to, which triggers of both
//! databases hold, and each line carries a digest over itself and the line before it.

use diesel::prelude::*;

use crate::crypto::audit;
use crate::db::schema::{audit_heads, audit_log};
use crate::db::{DbError, QueryFailure, Reader, Writer};
use crate::domain::{Actor, AuditMark, Day, EntryId, Timestamp};

/// What a reader did with slips, said inside the seal.
pub const SLIP_ACTED: &str = "slip.acted";

/// A line as it is stored.
#[derive(Debug, Clone, PartialEq, Eq, Queryable, Selectable)]
#[diesel(table_name = audit_log)]
pub struct AuditLine {
    pub id: String,
    /// Absent in lines from before they were numbered, as is `digest`.
    pub number: Option<i64>,
    /// Seconds; of what is done with a slip the beginning of its day.
    pub at: i64,
    /// As `Actor::as_str` says it.
    pub actor: String,
    pub event: String,
    pub subject: Option<String>,
    pub sealed: Option<Vec<u8>>,
    pub digest: Option<Vec<u8>>,
}

impl AuditLine {
    /// The day on which it was.
    pub fn day(&self) -> Day {
        Timestamp(self.at).day()
    }

    /// The digest that this line has after one with the digest `before`.
    pub fn chained(&self, school: &str, before: &[u8; 32]) -> [u8; 32] {
        let (number, at) = (self.number.unwrap_or_default().to_be_bytes(), self.at.to_be_bytes());
        let parts = [
            Some(school.as_bytes()),
            Some(number.as_slice()),
            Some(self.id.as_bytes()),
            Some(at.as_slice()),
            Some(self.actor.as_bytes()),
            Some(self.event.as_bytes()),
            self.subject.as_deref().map(str::as_bytes),
            self.sealed.as_deref(),
        ];
        audit::chained(before, &parts)
    }
}

/// Adds a line. `event` is `noun.past`; `subject` is an id or a count, never a name.
pub fn append(
    writer: &mut Writer<'_>,
    id: &EntryId,
    event: &'static str,
    subject: Option<&str>,
) -> Result<(), DbError> {
    let line = AuditLine {
        id: id.as_str().to_owned(),
        number: None,
        at: writer.now.0,
        actor: writer.actor.as_str().to_owned(),
        event: event.to_owned(),
        subject: subject.map(str::to_owned),
        sealed: None,
        digest: None,
    };
    add(writer, line)
}

/// Adds what a reader did with slips. Outside the seal stands neither who nor with which, nor when but for
/// the day.
pub fn append_sealed(writer: &mut Writer<'_>, id: &EntryId, sealed: &[u8]) -> Result<(), DbError> {
    let line = AuditLine {
        id: id.as_str().to_owned(),
        number: None,
        at: writer.now.day().start().0,
        actor: Actor::SomeReader.as_str().to_owned(),
        event: SLIP_ACTED.to_owned(),
        subject: None,
        sealed: Some(sealed.to_vec()),
        digest: None,
    };
    add(writer, line)
}

fn add(writer: &mut Writer<'_>, mut line: AuditLine) -> Result<(), DbError> {
    let school = writer.school();
    let before = next_number(writer)?;
    line.number = Some(before.lines + 1);
    let digest = line.chained(school.as_str(), &before.digest);
    diesel::update(audit_heads::table.filter(audit_heads::school_id.eq(&school)))
        .set(audit_heads::digest.eq(digest.as_slice()))
        .execute(writer.connection())?;
    diesel::insert_into(audit_log::table)
        .values((
            audit_log::id.eq(line.id),
            audit_log::school_id.eq(&school),
            audit_log::number.eq(line.number),
            audit_log::at.eq(line.at),
            audit_log::actor.eq(line.actor),
            audit_log::event.eq(line.event),
            audit_log::subject.eq(line.subject),
            audit_log::sealed.eq(line.sealed),
            audit_log::digest.eq(digest.as_slice()),
        ))
        .execute(writer.connection())?;
    Ok(())
}

/// Takes the next number, and answers where the chain stood before. Whoever takes one at the same time
/// waits here, and then begins anew.
fn next_number(writer: &mut Writer<'_>) -> Result<AuditMark, DbError> {
    let school = writer.school();
    let taken = diesel::update(audit_heads::table.filter(audit_heads::school_id.eq(&school)))
        .set(audit_heads::lines.eq(audit_heads::lines + 1))
        .execute(writer.connection())?;
    if taken == 0 {
        diesel::insert_into(audit_heads::table)
            .values((
                audit_heads::school_id.eq(&school),
                audit_heads::lines.eq(1),
                audit_heads::digest.eq(AuditMark::NONE.digest.as_slice()),
            ))
            .execute(writer.connection())?;
    }
    let AuditMark { lines, digest } = mark(writer)?;
    Ok(AuditMark { lines: lines - 1, digest })
}

/// Where the chain stands.
pub fn mark(reader: &mut Reader<'_>) -> Result<AuditMark, DbError> {
    let found: Option<(i64, Vec<u8>)> = audit_heads::table
        .filter(audit_heads::school_id.eq(reader.school()))
        .select((audit_heads::lines, audit_heads::digest))
        .first(reader.connection())
        .optional()?;
    let Some((lines, digest)) = found else { return Ok(AuditMark::NONE) };
    let digest = digest.try_into().map_err(|_| DbError::Query(QueryFailure::UnreadableRow))?;
    Ok(AuditMark { lines, digest })
}

/// At most `limit` numbered lines after that number, in order.
pub fn list_after(
    reader: &mut Reader<'_>,
    number: i64,
    limit: i64,
) -> Result<Vec<AuditLine>, DbError> {
    Ok(audit_log::table
        .filter(audit_log::school_id.eq(reader.school()))
        .filter(audit_log::number.gt(number))
        .order(audit_log::number.asc())
        .limit(limit)
        .select(AuditLine::as_select())
        .load(reader.connection())?)
}

/// At most `limit` numbered lines before that number, the newest first; with what is sealed or without.
pub fn list_before(
    reader: &mut Reader<'_>,
    number: i64,
    limit: i64,
    with_sealed: bool,
) -> Result<Vec<AuditLine>, DbError> {
    let mut query = audit_log::table
        .filter(audit_log::school_id.eq(reader.school()))
        .filter(audit_log::number.lt(number))
        .order(audit_log::number.desc())
        .limit(limit)
        .select(AuditLine::as_select())
        .into_boxed();
    if !with_sealed {
        query = query.filter(audit_log::event.ne(SLIP_ACTED));
    }
    Ok(query.load(reader.connection())?)
}

/// At most `limit` lines in which this person did one of these things, the newest first.
pub fn list_of_actor(
    reader: &mut Reader<'_>,
    actor: &Actor,
    events: &[&str],
    limit: i64,
) -> Result<Vec<AuditLine>, DbError> {
    Ok(audit_log::table
        .filter(audit_log::school_id.eq(reader.school()))
        .filter(audit_log::actor.eq(actor.as_str()))
        .filter(audit_log::event.eq_any(events))
        .order(audit_log::number.desc())
        .limit(limit)
        .select(AuditLine::as_select())
        .load(reader.connection())?)
}

/// When the chain was begun there may have been lines already: how many.
pub fn count_before_chain(reader: &mut Reader<'_>) -> Result<i64, DbError> {
    Ok(audit_log::table
        .filter(audit_log::school_id.eq(reader.school()))
        .filter(audit_log::number.is_null())
        .count()
        .get_result(reader.connection())?)
}
