//! Taking a backup beside a running service: everything as it was at one moment, sealed as it is
//! read, so that no open copy is ever on the disk.

use std::path::Path;

use super::contents::{CountedTable, FATES, Fate, Head, length_of, write_value};
use super::sealed_file::SealedWriter;
use super::{BackupError, Progress};
use crate::crypto::Pepper;
use crate::crypto::backup_seal::BackupPublicKey;
use crate::db::rows::{self, Table};
use crate::db::{DbConnection, applied_migrations};
use crate::domain::Day;

/// Where a backup goes, and with what it is sealed.
pub struct Target<'a> {
    pub file: &'a Path,
    pub key: &'a BackupPublicKey,
    pub pepper: &'a Pepper,
    pub day: Day,
}

/// Writes every row into the file and says what is in it. The connection is in a transaction that sees one moment.
pub fn take(
    connection: &mut DbConnection,
    target: &Target<'_>,
    mut progress: impl FnMut(Progress),
) -> Result<Head, BackupError> {
    let tables = kept(rows::tables(connection)?)?;
    let tables = tables.into_iter().map(|table| {
        let rows = rows::count(connection, &table)?;
        Ok(CountedTable { table, rows })
    });
    let tables = tables.collect::<Result<Vec<_>, BackupError>>()?;
    let head = Head {
        program: env!("CARGO_PKG_VERSION").to_owned(),
        day: target.day,
        migrations: applied_migrations(connection)?,
        tables,
    };
    let mut file = SealedWriter::create(target.file, target.key, target.pepper)?;
    // Serde fails on maps with odd keys only, and there is none.
    let written = serde_json::to_vec(&head).unwrap_or_default();
    file.write(&length_of(&written))?;
    file.write(&written)?;
    let (total, mut done) = (head.rows(), 0);
    for CountedTable { table, .. } in &head.tables {
        let mut bytes = Vec::new();
        rows::for_each(connection, table, |row| -> Result<(), BackupError> {
            bytes.clear();
            row.iter().for_each(|value| write_value(value, &mut bytes));
            file.write(&bytes)?;
            done += 1;
            progress(Progress { done, total });
            Ok(())
        })?;
    }
    file.finish(target.day)?;
    Ok(head)
}

/// The tables whose rows are kept, in the order in which they are filled again. One whose fate nobody
/// has decided is refused.
fn kept(there: Vec<Table>) -> Result<Vec<Table>, BackupError> {
    let fate_of = |name: &str| FATES.iter().position(|(known, _)| *known == name);
    let mut kept = Vec::new();
    for table in there {
        let place = fate_of(&table.name);
        match place.and_then(|place| Some((place, FATES.get(place)?.1))) {
            None => return Err(BackupError::UnknownTable(table.name)),
            Some((place, Fate::Kept)) => kept.push((place, table)),
            Some((_, Fate::LeftOut(_))) => {}
        }
    }
    kept.sort_by_key(|(place, _)| *place);
    Ok(kept.into_iter().map(|(_, table)| table).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn table(name: &str) -> Table {
        Table { name: name.to_owned(), columns: vec!["id".to_owned()] }
    }

    #[test]
    fn a_table_nobody_decided_about_stops_the_backup() {
        let known = vec![table("slips"), table("sessions"), table("schools")];
        assert_eq!(kept(known.clone()).unwrap(), [table("schools"), table("slips")]);
        let with_another = [known, vec![table("replies_of_tomorrow")]].concat();
        assert!(matches!(kept(with_another), Err(BackupError::UnknownTable(_))));
    }
}
