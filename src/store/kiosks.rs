//! Computers of the school that are kiosks, found by the tag of their token.

use diesel::prelude::*;

use crate::db::schema::kiosks;
use crate::db::{DbError, QueryFailure, Reader, Writer};
use crate::domain::{Appearance, Day, Kiosk, KioskId, KioskName, ReaderId};

/// A row that cannot be read is said, never left out.
const UNREADABLE: DbError = DbError::Query(QueryFailure::UnreadableRow);

/// A kiosk, enrolled or not yet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StoredKiosk {
    pub kiosk: Kiosk,
    /// Absent until its device has used the words, and once somebody stops it there.
    pub token_tag: Option<[u8; 32]>,
    /// Who made the words that its device has used.
    pub enrolled_by: Option<ReaderId>,
    pub enrolled_on: Option<Day>,
    pub seen_on: Option<Day>,
}

type Row = (
    String,
    String,
    String,
    Option<Vec<u8>>,
    Option<String>,
    Option<i32>,
    Option<i32>,
    Option<i32>,
);

/// Every kiosk, by name.
pub fn list(reader: &mut Reader<'_>) -> Result<Vec<StoredKiosk>, DbError> {
    let rows: Vec<Row> = kiosks::table
        .filter(kiosks::school_id.eq(reader.school()))
        .order((kiosks::name.asc(), kiosks::id.asc()))
        .select((
            kiosks::id,
            kiosks::name,
            kiosks::appearance,
            kiosks::token_tag,
            kiosks::enrolled_by,
            kiosks::enrolled_on,
            kiosks::seen_on,
            kiosks::paused_on,
        ))
        .load(reader.connection())?;
    rows.into_iter().map(parse).collect()
}

/// Whether there is such a kiosk.
pub fn is_there(reader: &mut Reader<'_>, id: &KioskId) -> Result<bool, DbError> {
    let found: Option<String> = kiosks::table
        .filter(kiosks::id.eq(id))
        .filter(kiosks::school_id.eq(reader.school()))
        .select(kiosks::id)
        .first(reader.connection())
        .optional()?;
    Ok(found.is_some())
}

/// One that has no device yet; `AlreadyThere` when the name is another's.
pub fn insert(writer: &mut Writer<'_>, kiosk: &Kiosk) -> Result<(), DbError> {
    diesel::insert_into(kiosks::table)
        .values((
            kiosks::id.eq(&kiosk.id),
            kiosks::school_id.eq(writer.school()),
            kiosks::name.eq(&kiosk.name),
            kiosks::appearance.eq(kiosk.appearance),
        ))
        .execute(writer.connection())?;
    Ok(())
}

/// Another name or look; false if it is gone, and `AlreadyThere` when the name is another's.
pub fn set_details(
    writer: &mut Writer<'_>,
    id: &KioskId,
    name: &KioskName,
    appearance: Appearance,
) -> Result<bool, DbError> {
    let changed = diesel::update(kiosks::table)
        .filter(kiosks::id.eq(id))
        .filter(kiosks::school_id.eq(writer.school()))
        .set((kiosks::name.eq(name), kiosks::appearance.eq(appearance)))
        .execute(writer.connection())?;
    Ok(changed == 1)
}

/// Nobody begins a slip at it from this day on, or anybody again; false if it is gone.
pub fn set_paused_on(
    writer: &mut Writer<'_>,
    id: &KioskId,
    day: Option<Day>,
) -> Result<bool, DbError> {
    let changed = diesel::update(kiosks::table)
        .filter(kiosks::id.eq(id))
        .filter(kiosks::school_id.eq(writer.school()))
        .set(kiosks::paused_on.eq(day.map(|day| day.0)))
        .execute(writer.connection())?;
    Ok(changed == 1)
}

/// A device has it from now on, and the one before no more; false if it is gone.
pub fn set_token(
    writer: &mut Writer<'_>,
    id: &KioskId,
    tag: &[u8; 32],
    by: &ReaderId,
) -> Result<bool, DbError> {
    let today = writer.now.day();
    let changed = diesel::update(kiosks::table)
        .filter(kiosks::id.eq(id))
        .filter(kiosks::school_id.eq(writer.school()))
        .set((
            kiosks::token_tag.eq(tag.as_slice()),
            kiosks::enrolled_by.eq(by.as_str()),
            kiosks::enrolled_on.eq(today.0),
        ))
        .execute(writer.connection())?;
    Ok(changed == 1)
}

/// Its device has it no more; false if that is another by now, or none.
pub fn delete_token(
    writer: &mut Writer<'_>,
    id: &KioskId,
    tag: &[u8; 32],
) -> Result<bool, DbError> {
    let changed = diesel::update(kiosks::table)
        .filter(kiosks::id.eq(id))
        .filter(kiosks::school_id.eq(writer.school()))
        .filter(kiosks::token_tag.eq(tag.as_slice()))
        .set(kiosks::token_tag.eq(None::<Vec<u8>>))
        .execute(writer.connection())?;
    Ok(changed == 1)
}

/// These were used on this day; what is known to be later stays.
pub fn set_seen_on(writer: &mut Writer<'_>, ids: &[KioskId], day: Day) -> Result<(), DbError> {
    diesel::update(kiosks::table)
        .filter(kiosks::id.eq_any(ids.iter().map(KioskId::as_str)))
        .filter(kiosks::school_id.eq(writer.school()))
        .filter(kiosks::seen_on.is_null().or(kiosks::seen_on.lt(day.0)))
        .set(kiosks::seen_on.eq(day.0))
        .execute(writer.connection())?;
    Ok(())
}

/// False if it was gone already. Its words go first.
pub fn delete(writer: &mut Writer<'_>, id: &KioskId) -> Result<bool, DbError> {
    let deleted = diesel::delete(kiosks::table)
        .filter(kiosks::id.eq(id))
        .filter(kiosks::school_id.eq(writer.school()))
        .execute(writer.connection())?;
    Ok(deleted == 1)
}

fn parse(row: Row) -> Result<StoredKiosk, DbError> {
    let (id, name, appearance, token_tag, enrolled_by, enrolled_on, seen_on, paused_on) = row;
    let token_tag = token_tag.map(|tag| tag.try_into().map_err(|_| UNREADABLE)).transpose()?;
    Ok(StoredKiosk {
        kiosk: Kiosk {
            id: KioskId::parse(&id).map_err(|_| UNREADABLE)?,
            name: KioskName::parse(&name).map_err(|_| UNREADABLE)?,
            appearance: Appearance::of_text(&appearance),
            paused_on: paused_on.map(Day),
        },
        token_tag,
        enrolled_by: enrolled_by
            .map(|by| ReaderId::parse(&by).map_err(|_| UNREADABLE))
            .transpose()?,
        enrolled_on: enrolled_on.map(Day),
        seen_on: seen_on.map(Day),
    })
}
