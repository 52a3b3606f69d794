//! How much has come in a rush today, in each lane of a school: a count of megabytes and nothing of whoever
//! sent. Below the first there is no row.

use diesel::prelude::*;

use crate::db::schema::rush_budgets;
use crate::db::{DbError, Reader, Writer};
use crate::domain::{Day, Lane};
use crate::on_each_database;

/// Megabytes that came on this day.
pub fn find(reader: &mut Reader<'_>, lane: Lane, day: Day) -> Result<u32, DbError> {
    let megabytes: Option<i32> = rush_budgets::table
        .filter(rush_budgets::school_id.eq(reader.school()))
        .filter(rush_budgets::lane.eq(lane))
        .filter(rush_budgets::day.eq(day))
        .select(rush_budgets::megabytes)
        .first(reader.connection())
        .optional()?;
    Ok(megabytes.and_then(|megabytes| u32::try_from(megabytes).ok()).unwrap_or_default())
}

/// Counts so many more, from nothing when the last were of another day, and answers how many they are.
pub fn add(writer: &mut Writer<'_>, lane: Lane, day: Day, more: u32) -> Result<u32, DbError> {
    let school = writer.school();
    let counted = find(writer, lane, day)?.saturating_add(more);
    let megabytes = i32::try_from(counted).unwrap_or(i32::MAX);
    on_each_database!(writer.connection(), |c| diesel::insert_into(rush_budgets::table)
        .values((
            rush_budgets::school_id.eq(&school),
            rush_budgets::lane.eq(lane),
            rush_budgets::day.eq(day),
            rush_budgets::megabytes.eq(megabytes),
        ))
        .on_conflict((rush_budgets::school_id, rush_budgets::lane))
        .do_update()
        .set((rush_budgets::day.eq(day), rush_budgets::megabytes.eq(megabytes)))
        .execute(c))?;
    Ok(counted)
}

/// Forgets those of other days.
pub fn delete_but(writer: &mut Writer<'_>, day: Day) -> Result<(), DbError> {
    diesel::delete(rush_budgets::table)
        .filter(rush_budgets::school_id.eq(writer.school()))
        .filter(rush_budgets::day.ne(day))
        .execute(writer.connection())?;
    Ok(())
}
