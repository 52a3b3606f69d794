//! When a job last ran, and who is running it: several instances never do the same twice.

use diesel::prelude::*;

use crate::db::schema::job_runs;
use crate::db::{DbError, Reader, Writer};
use crate::domain::Timestamp;
use crate::on_each_database;

/// No lease is as long. One that ends later was taken under a clock that ran ahead, and is over.
const AHEAD_SECONDS_MAX: i64 = 2 * 86_400;

/// Takes the job until `until`; false while somebody else has it.
pub fn claim(writer: &mut Writer<'_>, name: &str, until: Timestamp) -> Result<bool, DbError> {
    let (school, now) = (writer.school(), writer.now);
    on_each_database!(writer.connection(), |c| diesel::insert_into(job_runs::table)
        .values((
            job_runs::school_id.eq(&school),
            job_runs::name.eq(name),
            job_runs::lease_until.eq(0_i64),
            job_runs::done_at.eq(0_i64),
        ))
        .on_conflict((job_runs::school_id, job_runs::name))
        .do_nothing()
        .execute(c))?;
    let claimed = diesel::update(job_runs::table)
        .filter(job_runs::school_id.eq(writer.school()))
        .filter(job_runs::name.eq(name))
        .filter(
            job_runs::lease_until
                .le(now)
                .or(job_runs::lease_until.gt(now.plus_seconds(AHEAD_SECONDS_MAX))),
        )
        .set(job_runs::lease_until.eq(until))
        .execute(writer.connection())?;
    Ok(claimed == 1)
}

/// When the job was last done; absent if never.
pub fn find_done_at(reader: &mut Reader<'_>, name: &str) -> Result<Option<Timestamp>, DbError> {
    let done_at: Option<i64> = job_runs::table
        .filter(job_runs::school_id.eq(reader.school()))
        .filter(job_runs::name.eq(name))
        .filter(job_runs::done_at.gt(0))
        .select(job_runs::done_at)
        .first(reader.connection())
        .optional()?;
    Ok(done_at.map(Timestamp))
}

/// Says that the job is done, and lets go of it.
pub fn set_done(writer: &mut Writer<'_>, name: &str) -> Result<(), DbError> {
    let now = writer.now;
    set_done_at(writer, name, now)
}

/// The same, at another time than now.
pub fn set_done_at(writer: &mut Writer<'_>, name: &str, at: Timestamp) -> Result<(), DbError> {
    diesel::update(job_runs::table)
        .filter(job_runs::school_id.eq(writer.school()))
        .filter(job_runs::name.eq(name))
        .set((job_runs::lease_until.eq(0_i64), job_runs::done_at.eq(at)))
        .execute(writer.connection())?;
    Ok(())
}

/// Forgets those whose names begin like this and whose time is over.
pub fn delete_over(writer: &mut Writer<'_>, begins: &str) -> Result<(), DbError> {
    let (now, never) = (writer.now, writer.now.plus_seconds(AHEAD_SECONDS_MAX));
    diesel::delete(job_runs::table)
        .filter(job_runs::school_id.eq(writer.school()))
        .filter(job_runs::name.like(format!("{begins}%")))
        .filter(job_runs::lease_until.le(now).or(job_runs::lease_until.gt(never)))
        .execute(writer.connection())?;
    Ok(())
}
