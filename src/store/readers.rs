//! Members of staff in the database. Who may read slips is decided by the chain of signatures, not
//! by these rows.

use diesel::prelude::*;

use crate::db::schema::readers;
use crate::db::{DbError, Reader, Writer};
use crate::domain::{
    EmailAddress, ReaderId, ReaderName, ReaderSummary, ReaderTitle, Roles, Timestamp,
};

#[derive(Queryable, Selectable)]
#[diesel(table_name = readers)]
struct ReaderRow {
    #[diesel(deserialize_as = String)]
    id: ReaderId,
    #[diesel(deserialize_as = String)]
    name: ReaderName,
    #[diesel(deserialize_as = String)]
    title: ReaderTitle,
    #[diesel(deserialize_as = String)]
    roles: Roles,
    #[diesel(deserialize_as = String)]
    email: EmailAddress,
    enrolled_at: Option<i64>,
    left_at: Option<i64>,
}

/// A member of staff, invited, enrolled or gone.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StoredReader {
    pub summary: ReaderSummary,
    /// Absent until they have chosen a password and re-typed their recovery kit.
    pub enrolled_at: Option<Timestamp>,
    /// Absent while they have an account.
    pub left_at: Option<Timestamp>,
}

impl From<ReaderRow> for StoredReader {
    fn from(row: ReaderRow) -> Self {
        let ReaderRow { id, name, title, roles, email, enrolled_at, left_at } = row;
        Self {
            summary: ReaderSummary { id, name, title, roles, email },
            enrolled_at: enrolled_at.map(Timestamp),
            left_at: left_at.map(Timestamp),
        }
    }
}

/// The name of one of these people.
pub fn name_of<'a>(people: &'a [StoredReader], id: &ReaderId) -> Option<&'a str> {
    let person = people.iter().find(|stored| stored.summary.id == *id)?;
    Some(person.summary.name.as_str())
}

/// Everyone who has ever had an account, by name.
pub fn list_with_leavers(reader: &mut Reader<'_>) -> Result<Vec<StoredReader>, DbError> {
    let rows = readers::table
        .filter(readers::school_id.eq(reader.school()))
        .order((readers::name.asc(), readers::id.asc()))
        .select(ReaderRow::as_select())
        .load(reader.connection())?;
    Ok(rows.into_iter().map(StoredReader::from).collect())
}

/// Everyone who has an account or is invited to one, by name.
pub fn list(reader: &mut Reader<'_>) -> Result<Vec<StoredReader>, DbError> {
    let mut all = list_with_leavers(reader)?;
    all.retain(|stored| stored.left_at.is_none());
    Ok(all)
}

/// Someone who has an account or is invited to one.
pub fn find(reader: &mut Reader<'_>, id: &ReaderId) -> Result<Option<StoredReader>, DbError> {
    let row = readers::table
        .filter(readers::id.eq(id))
        .filter(readers::school_id.eq(reader.school()))
        .filter(readers::left_at.is_null())
        .select(ReaderRow::as_select())
        .first(reader.connection())
        .optional()?;
    Ok(row.map(StoredReader::from))
}

/// Someone who has an account or is invited to one, by the address they sign in with.
pub fn find_by_email(
    reader: &mut Reader<'_>,
    email: &EmailAddress,
) -> Result<Option<StoredReader>, DbError> {
    let row = readers::table
        .filter(readers::email.eq(email))
        .filter(readers::school_id.eq(reader.school()))
        .filter(readers::left_at.is_null())
        .select(ReaderRow::as_select())
        .first(reader.connection())
        .optional()?;
    Ok(row.map(StoredReader::from))
}

/// Someone newly invited.
pub fn insert(writer: &mut Writer<'_>, invited: &ReaderSummary) -> Result<(), DbError> {
    diesel::insert_into(readers::table)
        .values((
            readers::id.eq(&invited.id),
            readers::school_id.eq(writer.school()),
            readers::name.eq(&invited.name),
            readers::title.eq(&invited.title),
            readers::roles.eq(&invited.roles),
            readers::email.eq(&invited.email),
            readers::invited_at.eq(writer.now),
        ))
        .execute(writer.connection())?;
    Ok(())
}

/// Marks someone as enrolled now; false if they were already, or are gone.
pub fn set_enrolled_at(writer: &mut Writer<'_>, id: &ReaderId) -> Result<bool, DbError> {
    let changed = diesel::update(readers::table)
        .filter(readers::id.eq(id))
        .filter(readers::school_id.eq(writer.school()))
        .filter(readers::enrolled_at.is_null())
        .filter(readers::left_at.is_null())
        .set(readers::enrolled_at.eq(writer.now.0))
        .execute(writer.connection())?;
    Ok(changed == 1)
}

/// Marks someone as gone now and lets go of their address, so that it can be invited again; false
/// if they were gone already. Their name stays, for what they did with slips.
pub fn set_left_at(writer: &mut Writer<'_>, id: &ReaderId) -> Result<bool, DbError> {
    let freed = format!("{}@left.invalid", id.as_str());
    let changed = diesel::update(readers::table)
        .filter(readers::id.eq(id))
        .filter(readers::school_id.eq(writer.school()))
        .filter(readers::left_at.is_null())
        .set((readers::left_at.eq(writer.now.0), readers::email.eq(freed)))
        .execute(writer.connection())?;
    Ok(changed == 1)
}
