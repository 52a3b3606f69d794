//! Slips in the database: sealed, with a day and no time. A slip waits in `intake` until its slot
//! ends, so that no one watching the table sees it come.

use diesel::dsl::sql;
use diesel::prelude::*;
use diesel::sql_types::{Text, Untyped};

use crate::db::schema::{intake, slips};
use crate::db::{DbConnection, DbError, QueryFailure, Reader, Writer};
use crate::domain::{Day, SlipId, SlipState, Tray, Urgency};
use crate::on_each_database;
use crate::store::slip_lists::SlipLine;

/// A row that cannot be read is said, never left out: it may be a child's.
const UNREADABLE: DbError = DbError::Query(QueryFailure::UnreadableRow);

/// A slip as it comes in.
pub struct SealedSlip {
    pub id: SlipId,
    pub day: Day,
    pub urgency: Urgency,
    pub tray: Tray,
    pub envelope: Vec<u8>,
    /// The sealed name of a pupil who wants to be found, or what looks the same.
    pub name_box: Vec<u8>,
}

/// A slip that takes the place of another, or stands beside it: the same under another key.
pub struct SealedAnew {
    pub id: SlipId,
    pub envelope: Vec<u8>,
    pub name_box: Vec<u8>,
}

/// A slip as readers find it.
#[derive(Queryable, Selectable)]
#[diesel(table_name = slips)]
pub struct SlipRow {
    #[diesel(deserialize_as = String)]
    pub id: SlipId,
    day: i32,
    #[diesel(deserialize_as = String)]
    pub urgency: Urgency,
    #[diesel(deserialize_as = String)]
    pub tray: Tray,
    #[diesel(deserialize_as = String)]
    pub state: SlipState,
    pub envelope: Vec<u8>,
    purge_on: Option<i32>,
    held: i32,
    /// Absent in slips from before there were any.
    pub name_box: Option<Vec<u8>>,
}

impl SlipRow {
    pub fn line(&self) -> SlipLine {
        SlipLine {
            id: self.id.clone(),
            day: Day(self.day),
            urgency: self.urgency,
            tray: self.tray,
            state: self.state,
            purge_on: self.purge_on.map(Day),
            is_held: self.held != 0,
        }
    }
}

/// Lays the slip where it waits for the end of its slot.
pub fn insert_into_intake(writer: &mut Writer<'_>, slip: &SealedSlip) -> Result<(), DbError> {
    diesel::insert_into(intake::table)
        .values((
            intake::id.eq(&slip.id),
            intake::school_id.eq(writer.school()),
            intake::day.eq(slip.day),
            intake::urgency.eq(slip.urgency),
            intake::tray.eq(slip.tray),
            intake::envelope.eq(&slip.envelope),
            intake::name_box.eq(&slip.name_box),
        ))
        .execute(writer.connection())?;
    Ok(())
}

/// Makes the slip visible to its readers at once.
pub fn insert(writer: &mut Writer<'_>, slip: &SealedSlip) -> Result<(), DbError> {
    diesel::insert_into(slips::table)
        .values((
            slips::id.eq(&slip.id),
            slips::school_id.eq(writer.school()),
            slips::day.eq(slip.day),
            slips::urgency.eq(slip.urgency),
            slips::tray.eq(slip.tray),
            slips::state.eq(SlipState::New),
            slips::envelope.eq(&slip.envelope),
            slips::name_box.eq(&slip.name_box),
        ))
        .execute(writer.connection())?;
    Ok(())
}

/// Moves everything from the intake to the readers, in the order of the random ids, so that rows
/// tell no order of arrival. Says how many there were. The database does it by itself: after a rush
/// there may be more than fit in memory.
pub fn move_intake(writer: &mut Writer<'_>) -> Result<usize, DbError> {
    let school = writer.school();
    let waiting = intake::table.filter(intake::school_id.eq(&school)).order(intake::id).select((
        intake::id,
        intake::school_id,
        intake::day,
        intake::urgency,
        intake::tray,
        SlipState::New.into_sql::<Text>(),
        intake::envelope,
        intake::name_box,
    ));
    let columns = (
        slips::id,
        slips::school_id,
        slips::day,
        slips::urgency,
        slips::tray,
        slips::state,
        slips::envelope,
        slips::name_box,
    );
    let moved = on_each_database!(writer.connection(), |c| waiting
        .insert_into(slips::table)
        .into_columns(columns)
        .execute(c))?;
    // No slip came in between: the transaction sees the intake as it was when it began.
    clear_intake(writer)?;
    Ok(moved)
}

/// Whether nothing waits for its slot.
pub fn is_intake_empty(reader: &mut Reader<'_>) -> Result<bool, DbError> {
    let first: Option<String> = intake::table
        .filter(intake::school_id.eq(reader.school()))
        .select(intake::id)
        .first(reader.connection())
        .optional()?;
    Ok(first.is_none())
}

/// SQLite lists its free pages in the order in which they came free, and in the intake pages were taken
/// in the order in which slips came: deleted by their ids, the list would tell which slip came when.
fn clear_intake(writer: &mut Writer<'_>) -> Result<(), DbError> {
    let school = writer.school();
    let DbConnection::Sqlite(connection) = writer.connection() else {
        diesel::delete(intake::table)
            .filter(intake::school_id.eq(&school))
            .execute(writer.connection())?;
        return Ok(());
    };
    let shuffled: Vec<String> = intake::table
        .filter(intake::school_id.eq(&school))
        .order(sql::<Untyped>("random()"))
        .select(intake::id)
        .load(connection)?;
    for id in shuffled {
        diesel::delete(intake::table)
            .filter(intake::id.eq(id))
            .filter(intake::school_id.eq(&school))
            .execute(connection)?;
    }
    Ok(())
}

/// One slip, sealed.
pub fn find(reader: &mut Reader<'_>, slip: &SlipId) -> Result<Option<SlipRow>, DbError> {
    Ok(slips::table
        .filter(slips::id.eq(slip))
        .filter(slips::school_id.eq(reader.school()))
        .select(SlipRow::as_select())
        .first(reader.connection())
        .optional()?)
}

/// The envelopes of these slips; one that is gone is left out. Each is asked for by itself: of a list
/// of ids SQLite would make a walk through all slips of the school.
pub fn list_envelopes(
    reader: &mut Reader<'_>,
    ids: &[SlipId],
) -> Result<Vec<(SlipId, Day, Vec<u8>)>, DbError> {
    let mut found = Vec::with_capacity(ids.len());
    for id in ids {
        let row: Option<(i32, Vec<u8>)> = slips::table
            .filter(slips::id.eq(id))
            .filter(slips::school_id.eq(reader.school()))
            .select((slips::day, slips::envelope))
            .first(reader.connection())
            .optional()?;
        found.extend(row.map(|(day, envelope)| (id.clone(), Day(day), envelope)));
    }
    Ok(found)
}

/// Moves a slip from one state to another, to be deleted on a day if that one is `Closed`; false if
/// it was no longer in the first.
pub fn set_state(
    writer: &mut Writer<'_>,
    slip: &SlipId,
    from: SlipState,
    to: SlipState,
    purge_on: Option<Day>,
) -> Result<bool, DbError> {
    let changed = diesel::update(slips::table)
        .filter(slips::id.eq(slip))
        .filter(slips::school_id.eq(writer.school()))
        .filter(slips::state.eq(from))
        .set((slips::state.eq(to), slips::purge_on.eq(purge_on.map(|day| day.0))))
        .execute(writer.connection())?;
    Ok(changed == 1)
}

/// Keeps a slip from being deleted, or no longer; false if that was so already.
pub fn set_held(writer: &mut Writer<'_>, slip: &SlipId, is_held: bool) -> Result<bool, DbError> {
    let changed = diesel::update(slips::table)
        .filter(slips::id.eq(slip))
        .filter(slips::school_id.eq(writer.school()))
        .filter(slips::held.ne(i32::from(is_held)))
        .set(slips::held.eq(i32::from(is_held)))
        .execute(writer.connection())?;
    Ok(changed == 1)
}

/// Puts an empty name box in the place of one with a name.
pub fn set_name_box(
    writer: &mut Writer<'_>,
    slip: &SlipId,
    name_box: &[u8],
) -> Result<(), DbError> {
    diesel::update(slips::table)
        .filter(slips::id.eq(slip))
        .filter(slips::school_id.eq(writer.school()))
        .set(slips::name_box.eq(name_box))
        .execute(writer.connection())?;
    Ok(())
}

/// Says, sealed, which thread is deleted with a slip.
pub fn set_thread_box(
    writer: &mut Writer<'_>,
    slip: &SlipId,
    thread_box: &[u8],
) -> Result<(), DbError> {
    diesel::update(slips::table)
        .filter(slips::id.eq(slip))
        .filter(slips::school_id.eq(writer.school()))
        .set(slips::thread_box.eq(thread_box))
        .execute(writer.connection())?;
    Ok(())
}

/// Which thread is deleted with a slip, sealed; absent in one that was never closed.
pub fn find_thread_box(reader: &mut Reader<'_>, slip: &SlipId) -> Result<Option<Vec<u8>>, DbError> {
    let found: Option<Option<Vec<u8>>> = slips::table
        .filter(slips::id.eq(slip))
        .filter(slips::school_id.eq(reader.school()))
        .select(slips::thread_box)
        .first(reader.connection())
        .optional()?;
    Ok(found.flatten())
}

/// Puts a slip that was sealed anew in the place of one, in the same state; false if that one is gone or has
/// another envelope by now. What was done with it has to be taken away first.
pub fn replace(
    writer: &mut Writer<'_>,
    slip: &SlipId,
    envelope: &[u8],
    anew: &SealedAnew,
) -> Result<bool, DbError> {
    let Some(row) = find(writer, slip)?.filter(|row| row.envelope == envelope) else {
        return Ok(false);
    };
    delete_row(writer, slip)?;
    insert_row(writer, &SlipRow { id: anew.id.clone(), ..row }, anew)?;
    Ok(true)
}

/// Puts a slip that was sealed anew beside one of the same day, for its readers to do something about; false if
/// that one is set aside or gone, or has another envelope by now. Nobody has taken it on yet.
pub fn insert_beside(
    writer: &mut Writer<'_>,
    slip: &SlipId,
    envelope: &[u8],
    urgency: Urgency,
    anew: &SealedAnew,
) -> Result<bool, DbError> {
    let Some(row) = find(writer, slip)?.filter(|row| row.envelope == envelope) else {
        return Ok(false);
    };
    match row.state {
        SlipState::New | SlipState::Acknowledged | SlipState::Closed => {}
        SlipState::AsideAsked | SlipState::Aside => return Ok(false),
    }
    let (id, tray, state) = (anew.id.clone(), Tray::Normal, SlipState::New);
    let row = SlipRow { id, urgency, tray, state, purge_on: None, held: 0, ..row };
    insert_row(writer, &row, anew)?;
    Ok(true)
}

/// Takes away a slip that is not closed and not held, and that has this envelope still; false if there is none.
/// What was done with it has to be taken away first.
pub fn delete_open(
    writer: &mut Writer<'_>,
    slip: &SlipId,
    envelope: &[u8],
) -> Result<bool, DbError> {
    let is_so = |row: &SlipRow| row.envelope == envelope && !row.state.is_over() && row.held == 0;
    let is_there = find(writer, slip)?.is_some_and(|row| is_so(&row));
    if is_there {
        delete_row(writer, slip)?;
    }
    Ok(is_there)
}

fn delete_row(writer: &mut Writer<'_>, slip: &SlipId) -> Result<(), DbError> {
    diesel::delete(slips::table)
        .filter(slips::id.eq(slip))
        .filter(slips::school_id.eq(writer.school()))
        .execute(writer.connection())?;
    Ok(())
}

/// With what is sealed of `anew`, and all else as this row says.
fn insert_row(writer: &mut Writer<'_>, row: &SlipRow, anew: &SealedAnew) -> Result<(), DbError> {
    diesel::insert_into(slips::table)
        .values((
            slips::id.eq(&row.id),
            slips::school_id.eq(writer.school()),
            slips::day.eq(row.day),
            slips::urgency.eq(row.urgency),
            slips::tray.eq(row.tray),
            slips::state.eq(row.state),
            slips::envelope.eq(&anew.envelope),
            slips::name_box.eq(&anew.name_box),
            slips::purge_on.eq(row.purge_on),
            slips::held.eq(row.held),
        ))
        .execute(writer.connection())?;
    Ok(())
}

/// Puts another day in the place of the one on which a slip is deleted.
pub fn set_purge_on(writer: &mut Writer<'_>, slip: &SlipId, day: Day) -> Result<(), DbError> {
    diesel::update(slips::table)
        .filter(slips::id.eq(slip))
        .filter(slips::school_id.eq(writer.school()))
        .filter(slips::purge_on.is_not_null())
        .set(slips::purge_on.eq(day.0))
        .execute(writer.connection())?;
    Ok(())
}

/// Slips whose day has come and that nobody holds, so many at most, in the order of their ids: each
/// with the day on which it was sent. None that was sent on one of the days `but_of`.
pub fn list_due(
    reader: &mut Reader<'_>,
    today: Day,
    but_of: &[Day],
    most: i64,
) -> Result<Vec<(SlipId, Day)>, DbError> {
    let rows: Vec<(String, i32)> = slips::table
        .filter(slips::school_id.eq(reader.school()))
        .filter(slips::state.eq_any(SlipState::OVER.map(SlipState::as_str)))
        .filter(slips::held.eq(0))
        .filter(slips::purge_on.le(today.0))
        .filter(slips::day.ne_all(but_of.iter().map(|day| day.0)))
        .order(slips::id)
        .limit(most)
        .select((slips::id, slips::day))
        .load(reader.connection())?;
    let parsed = rows.into_iter().map(|(id, day)| Some((SlipId::parse(&id).ok()?, Day(day))));
    parsed.collect::<Option<_>>().ok_or(UNREADABLE)
}

/// Deletes slips that are closed or set aside, and not held; says how many. What was done with them goes first
/// (`slip_acts::delete_of_slips`). One by one, as in `list_envelopes`.
pub fn delete_closed(writer: &mut Writer<'_>, ids: &[SlipId]) -> Result<usize, DbError> {
    let mut deleted = 0;
    for id in ids {
        deleted += diesel::delete(slips::table)
            .filter(slips::id.eq(id))
            .filter(slips::school_id.eq(writer.school()))
            .filter(slips::state.eq_any(SlipState::OVER.map(SlipState::as_str)))
            .filter(slips::held.eq(0))
            .execute(writer.connection())?;
    }
    Ok(deleted)
}
