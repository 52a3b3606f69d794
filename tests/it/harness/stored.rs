//! What the service has stored, looked at from beside it: sealed, as a thief would find it.

use diesel::prelude::*;
use ineedtotalk::db::schema::{intake, outbox, sent_drafts, slips};
use ineedtotalk::db::{Db, DbError};
use ineedtotalk::domain::SchoolId;

use super::wait;

/// A slip in the database, visible to its readers or waiting for its slot.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StoredSlip {
    pub id: String,
    /// Days since 1970-01-01.
    pub day: i32,
    pub urgency: String,
    pub tray: String,
    pub envelope: Vec<u8>,
    pub name_box: Vec<u8>,
    pub is_visible: bool,
}

type Row = (String, i32, String, String, Vec<u8>, Option<Vec<u8>>);

/// Every slip of a school, those that wait for their slot first.
pub fn slips_of(db: &Db, school: &SchoolId) -> Vec<StoredSlip> {
    let id = school.as_str().to_owned();
    let rows = wait(db.across_schools(move |connection| -> Result<_, DbError> {
        let waiting: Vec<Row> = intake::table
            .filter(intake::school_id.eq(&id))
            .select((
                intake::id,
                intake::day,
                intake::urgency,
                intake::tray,
                intake::envelope,
                intake::name_box,
            ))
            .load(connection)?;
        let visible: Vec<Row> = slips::table
            .filter(slips::school_id.eq(&id))
            .select((
                slips::id,
                slips::day,
                slips::urgency,
                slips::tray,
                slips::envelope,
                slips::name_box,
            ))
            .load(connection)?;
        Ok((waiting, visible))
    }));
    let (waiting, visible) = rows.unwrap();
    let waiting = waiting.into_iter().map(|row| stored(row, false));
    waiting.chain(visible.into_iter().map(|row| stored(row, true))).collect()
}

/// How many drafts are remembered as sent.
pub fn count_sent_drafts(db: &Db) -> i64 {
    let counted = wait(db.across_schools(|connection| -> Result<i64, DbError> {
        Ok(sent_drafts::table.count().get_result(connection)?)
    }));
    counted.unwrap()
}

/// How many notices wait to be told to readers.
pub fn count_notices(db: &Db) -> i64 {
    let counted = wait(db.across_schools(|connection| -> Result<i64, DbError> {
        Ok(outbox::table.count().get_result(connection)?)
    }));
    counted.unwrap()
}

fn stored((id, day, urgency, tray, envelope, name_box): Row, is_visible: bool) -> StoredSlip {
    let name_box = name_box.unwrap_or_default();
    StoredSlip { id, day, urgency, tray, envelope, name_box, is_visible }
}
