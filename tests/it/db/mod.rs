//! The database: what is acknowledged is there, once, and nothing else is.

mod commit;
mod full_disk;
mod many_slips;
mod migrate;
mod replaced_file;
mod server_trouble;
mod traces;

use std::collections::BTreeMap;

use diesel::prelude::*;
use ineedtotalk::db::schema::sent_drafts;
use ineedtotalk::db::{Db, DbError, Writer};
use ineedtotalk::domain::{Actor, Day, SchoolId, SchoolName};
use ineedtotalk::store::schools;

use crate::harness::{START, TestDatabase, wait};

/// A database with one school in it.
struct Place {
    db: Db,
    database: TestDatabase,
}

impl Place {
    fn make() -> Self {
        let database = TestDatabase::create();
        let place = Self { db: database.connect(), database };
        let name = SchoolName::parse("Elmwood School").unwrap();
        wait(place.write(move |writer| schools::insert(writer, &name, None))).unwrap();
        place
    }

    async fn write<T: Send + 'static>(
        &self,
        change: impl FnMut(&mut Writer<'_>) -> Result<T, DbError> + Send + 'static,
    ) -> Result<T, DbError> {
        self.db.write(school(), Actor::System, START, change).await
    }

    /// Stores one row that is told from others by its number.
    async fn store(&self, number: u32) -> Result<(), DbError> {
        self.write(move |writer| insert(writer, number)).await
    }

    /// How often each number is stored.
    fn stored(&self) -> BTreeMap<u32, usize> {
        stored_in(&self.db)
    }
}

fn school() -> SchoolId {
    SchoolId::from_random([1; 16])
}

/// No key stands in the way of storing a number twice: the rest of the row is random.
fn insert(writer: &mut Writer<'_>, number: u32) -> Result<(), DbError> {
    let random: [u8; 16] = ineedtotalk::crypto::random::bytes().unwrap();
    let row = [number.to_be_bytes().as_slice(), &random].concat();
    ineedtotalk::store::sent_drafts::insert(writer, &row, Day(1))
}

fn stored_in(db: &Db) -> BTreeMap<u32, usize> {
    let rows: Vec<Vec<u8>> = wait(db.across_schools(|connection| -> Result<_, DbError> {
        Ok(sent_drafts::table.select(sent_drafts::draft_hash).load(connection)?)
    }))
    .unwrap();
    let mut found = BTreeMap::new();
    for row in rows {
        *found.entry(u32::from_be_bytes(row[..4].try_into().unwrap())).or_insert(0) += 1;
    }
    found
}
