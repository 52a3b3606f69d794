//! What lists show of slips, and how many there are: nothing that was sealed, and read from an index
//! without touching an envelope.

use diesel::dsl::count_star;
use diesel::prelude::*;

use crate::db::schema::slips;
use crate::db::{DbError, QueryFailure, Reader};
use crate::domain::{Day, SlipId, SlipState, Tray, Urgency};

/// A row that cannot be read is said, never left out: it may be a child's.
const UNREADABLE: DbError = DbError::Query(QueryFailure::UnreadableRow);

/// Ids that are asked for in one query. A connection to PostgreSQL keeps the room of the largest answer
/// it ever had: that of a day with thousands of slips, once for each connection.
const IDS_AT_ONCE: i64 = 500;

/// What a list shows of a slip.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SlipLine {
    pub id: SlipId,
    pub day: Day,
    pub urgency: Urgency,
    pub tray: Tray,
    pub state: SlipState,
    /// When it is deleted, unless it is held; absent while it is not closed.
    pub purge_on: Option<Day>,
    pub is_held: bool,
}

/// Slips that are alike to a list, and how many of them there are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Alike {
    pub day: Day,
    pub tray: Tray,
    pub state: SlipState,
    pub urgency: Urgency,
    pub count: usize,
}

/// Slips that are closed or set aside and share their fate, and how many of them there are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SameFate {
    pub day: Day,
    pub purge_on: Option<Day>,
    pub is_held: bool,
    pub count: usize,
}

/// How many slips there are of each day, tray, state and urgency, oldest day first.
pub fn count_alike(reader: &mut Reader<'_>) -> Result<Vec<Alike>, DbError> {
    count_alike_within(reader, Day(i32::MIN), Day(i32::MAX))
}

fn count_alike_within(
    reader: &mut Reader<'_>,
    first: Day,
    last: Day,
) -> Result<Vec<Alike>, DbError> {
    let rows: Vec<(i32, String, String, String, i64)> = slips::table
        .filter(slips::school_id.eq(reader.school()))
        .filter(slips::day.between(first, last))
        .group_by((slips::day, slips::tray, slips::state, slips::urgency))
        .order((slips::day, slips::tray, slips::state, slips::urgency))
        .select((slips::day, slips::tray, slips::state, slips::urgency, count_star()))
        .load(reader.connection())?;
    let alike = |(day, tray, state, urgency, count)| {
        Some(Alike {
            day: Day(day),
            tray: Tray::try_from(tray).ok()?,
            state: SlipState::try_from(state).ok()?,
            urgency: Urgency::try_from(urgency).ok()?,
            count: usize::try_from(count).ok()?,
        })
    };
    rows.into_iter().map(alike).collect::<Option<_>>().ok_or(UNREADABLE)
}

/// How many slips that are closed or set aside there are of each fate, oldest day first.
pub fn count_fates(reader: &mut Reader<'_>) -> Result<Vec<SameFate>, DbError> {
    let rows: Vec<(i32, Option<i32>, i32, i64)> = slips::table
        .filter(slips::school_id.eq(reader.school()))
        .filter(slips::state.eq_any(SlipState::OVER.map(SlipState::as_str)))
        .group_by((slips::day, slips::purge_on, slips::held))
        .order((slips::day, slips::purge_on, slips::held))
        .select((slips::day, slips::purge_on, slips::held, count_star()))
        .load(reader.connection())?;
    let fate = |(day, purge_on, held, count): (_, Option<i32>, _, _)| {
        Some(SameFate {
            day: Day(day),
            purge_on: purge_on.map(Day),
            is_held: held != 0,
            count: usize::try_from(count).ok()?,
        })
    };
    rows.into_iter().map(fate).collect::<Option<_>>().ok_or(UNREADABLE)
}

/// The slips of one day, and how urgent each is.
pub fn list_day(reader: &mut Reader<'_>, day: Day) -> Result<Vec<(SlipId, Urgency)>, DbError> {
    let mut found = Vec::new();
    for alike in count_alike_within(reader, day, day)? {
        let ids = list_ids(reader, &alike)?;
        found.extend(ids.into_iter().map(|id| (id, alike.urgency)));
    }
    Ok(found)
}

/// Which slips these are, of a school's.
#[diesel::dsl::auto_type]
fn are_alike(alike: &Alike) -> _ {
    let (day, tray): (Day, Tray) = (alike.day, alike.tray);
    let (state, urgency): (SlipState, Urgency) = (alike.state, alike.urgency);
    slips::day
        .eq(day)
        .and(slips::tray.eq(tray))
        .and(slips::state.eq(state))
        .and(slips::urgency.eq(urgency))
}

/// The ids of slips that are alike.
pub fn list_ids(reader: &mut Reader<'_>, alike: &Alike) -> Result<Vec<SlipId>, DbError> {
    let mut found = Vec::with_capacity(alike.count);
    // Before every id.
    let mut last = String::new();
    loop {
        let ids: Vec<String> = slips::table
            .filter(slips::school_id.eq(reader.school()))
            .filter(are_alike(alike))
            .filter(slips::id.gt(last))
            .order(slips::id)
            .limit(IDS_AT_ONCE)
            .select(slips::id)
            .load(reader.connection())?;
        for id in &ids {
            found.push(SlipId::parse(id).map_err(|_| UNREADABLE)?);
        }
        let is_full = i64::try_from(ids.len()) == Ok(IDS_AT_ONCE);
        match ids.into_iter().last().filter(|_| is_full) {
            Some(id) => last = id,
            None => return Ok(found),
        }
    }
}

/// Lines of slips that are alike, by their ids, which say nothing: so many, after the first so many.
pub fn list_alike(
    reader: &mut Reader<'_>,
    alike: &Alike,
    skipped: usize,
    most: usize,
) -> Result<Vec<SlipLine>, DbError> {
    let rows: Vec<LineRow> = slips::table
        .filter(slips::school_id.eq(reader.school()))
        .filter(are_alike(alike))
        .order(slips::id)
        .offset(i64::try_from(skipped).unwrap_or(i64::MAX))
        .limit(i64::try_from(most).unwrap_or(i64::MAX))
        .select((slips::id, slips::purge_on, slips::held))
        .load(reader.connection())?;
    let line = |(id, purge_on, held): LineRow| {
        Some(SlipLine {
            id: SlipId::parse(&id).ok()?,
            day: alike.day,
            urgency: alike.urgency,
            tray: alike.tray,
            state: alike.state,
            purge_on: purge_on.map(Day),
            is_held: held != 0,
        })
    };
    rows.into_iter().map(line).collect::<Option<_>>().ok_or(UNREADABLE)
}

/// What a list shows of slips that are alike, as the columns hold it.
type LineRow = (String, Option<i32>, i32);
