//! The slips that a reader has looked at last, as their list has them now.

use super::ServiceError;
use super::read_slip::{ReaderAtWork, open_sheet};
use crate::db::Db;
use crate::domain::SlipId;
use crate::store::slip_lists::SlipLine;
use crate::store::{slip_indexes, slips};

/// Those of these slips that are still there and still theirs, in the same order.
pub async fn list_visited(
    db: &Db,
    who: &ReaderAtWork,
    visited: &[SlipId],
) -> Result<Vec<SlipLine>, ServiceError> {
    let (who, visited) = (who.clone(), visited.to_vec());
    db.read(who.school.clone(), move |reader| -> Result<_, ServiceError> {
        let mut lines = Vec::new();
        for slip in &visited {
            let Some(row) = slips::find(reader, slip)? else { continue };
            let line = row.line();
            let sheet = slip_indexes::find(reader, &who.id, line.day)?;
            if open_sheet(&who, line.day, sheet.as_deref()).is_readable(slip) {
                lines.push(line);
            }
        }
        Ok(lines)
    })
    .await
}
