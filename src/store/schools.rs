//! Schools in the database.

use diesel::prelude::*;

use crate::db::schema::schools;
use crate::db::{DbConnection, DbError, QueryFailure, Reader, Writer};
use crate::domain::{Host, SchoolCalendar, SchoolId, SchoolName, SchoolSummary, Timestamp};

/// A calendar that cannot be written down could not be read either.
const UNREADABLE: DbError = DbError::Query(QueryFailure::UnreadableRow);

#[derive(Queryable, Selectable)]
#[diesel(table_name = schools)]
struct SchoolRow {
    #[diesel(deserialize_as = String)]
    id: SchoolId,
    #[diesel(deserialize_as = String)]
    name: SchoolName,
    host: Option<String>,
    live_at: Option<i64>,
    calendar: Option<String>,
}

/// The first reader's signing key, and the tag that only this service could have put on it.
pub struct SchoolRoot {
    pub key: Vec<u8>,
    pub seal: Vec<u8>,
}

type RootRow = (Option<Vec<u8>>, Option<Vec<u8>>);

/// Every school, in the order of their names.
pub fn list(connection: &mut DbConnection) -> Result<Vec<SchoolSummary>, DbError> {
    let rows: Vec<SchoolRow> =
        schools::table.order(schools::name).select(SchoolRow::as_select()).load(connection)?;
    Ok(rows.into_iter().map(summary).collect())
}

/// The reader's own school.
pub fn find(reader: &mut Reader<'_>) -> Result<Option<SchoolSummary>, DbError> {
    let row = schools::table
        .filter(schools::id.eq(reader.school()))
        .select(SchoolRow::as_select())
        .first(reader.connection())
        .optional()?;
    Ok(row.map(summary))
}

/// The root of the school's chain of readers; absent until its first reader has enrolled.
pub fn find_root(reader: &mut Reader<'_>) -> Result<Option<SchoolRoot>, DbError> {
    let row: Option<RootRow> = schools::table
        .filter(schools::id.eq(reader.school()))
        .select((schools::root_key, schools::root_seal))
        .first(reader.connection())
        .optional()?;
    Ok(match row {
        Some((Some(key), Some(seal))) => Some(SchoolRoot { key, seal }),
        Some(_) | None => None,
    })
}

/// The writer's school, not open to pupils yet.
pub fn insert(
    writer: &mut Writer<'_>,
    name: &SchoolName,
    host: Option<&Host>,
) -> Result<(), DbError> {
    diesel::insert_into(schools::table)
        .values((
            schools::id.eq(writer.school()),
            schools::name.eq(name),
            schools::host.eq(host.map(|host| host.as_str().to_owned())),
            schools::created_at.eq(writer.now),
        ))
        .execute(writer.connection())?;
    Ok(())
}

/// Sets the root of the chain; true if there was none before.
pub fn set_root(writer: &mut Writer<'_>, root: &SchoolRoot) -> Result<bool, DbError> {
    let changed = diesel::update(schools::table)
        .filter(schools::id.eq(writer.school()))
        .filter(schools::root_key.is_null())
        .set((schools::root_key.eq(&root.key), schools::root_seal.eq(&root.seal)))
        .execute(writer.connection())?;
    Ok(changed == 1)
}

/// Puts another root in the place of the one there is: a reader leaves, and the chain of the others
/// begins anew.
pub fn replace_root(writer: &mut Writer<'_>, root: &SchoolRoot) -> Result<(), DbError> {
    diesel::update(schools::table)
        .filter(schools::id.eq(writer.school()))
        .set((schools::root_key.eq(&root.key), schools::root_seal.eq(&root.seal)))
        .execute(writer.connection())?;
    Ok(())
}

/// Opens the school's form to pupils, or closes it.
pub fn set_live_at(writer: &mut Writer<'_>, live_at: Option<Timestamp>) -> Result<(), DbError> {
    diesel::update(schools::table)
        .filter(schools::id.eq(writer.school()))
        .set(schools::live_at.eq(live_at.map(|at| at.0)))
        .execute(writer.connection())?;
    Ok(())
}

/// Says when the school's readers read.
pub fn set_calendar(writer: &mut Writer<'_>, calendar: &SchoolCalendar) -> Result<(), DbError> {
    let written = serde_json::to_string(calendar).map_err(|_| UNREADABLE)?;
    diesel::update(schools::table)
        .filter(schools::id.eq(writer.school()))
        .set(schools::calendar.eq(written))
        .execute(writer.connection())?;
    Ok(())
}

fn summary(row: SchoolRow) -> SchoolSummary {
    SchoolSummary {
        id: row.id,
        name: row.name,
        host: row.host.and_then(|host| Host::parse(&host).ok()),
        is_live: row.live_at.is_some(),
        // One that cannot be read promises nothing, which is what a pupil is told then.
        calendar: row.calendar.and_then(|calendar| serde_json::from_str(&calendar).ok()),
    }
}
