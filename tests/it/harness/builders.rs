//! A school with a story, laid into the database as its people would have left it after enrolling.

use std::sync::Arc;

use diesel::prelude::*;
use ineedtotalk::crypto::Secret;
use ineedtotalk::crypto::chain::{self, Statement};
use ineedtotalk::crypto::{Cost, Pepper, key_lock};
use ineedtotalk::db::schema::{reader_keys, readers, schools as school_rows, second_factors};
use ineedtotalk::db::{Db, DbError, Writer};
use ineedtotalk::domain::{Actor, Host, SchoolName, Timestamp};
use ineedtotalk::services::trusted_readers::sealed_root;
use ineedtotalk::store::schools;

use super::people::{Person, SchoolStory};
use super::wait;

/// Lays down the school, its readers and their chain, and opens it to pupils.
pub fn settle(
    db: &Db,
    pepper: &Arc<Pepper>,
    now: Timestamp,
    story: &Arc<SchoolStory>,
    is_live: bool,
) {
    let (pepper, told) = (Arc::clone(pepper), Arc::clone(story));
    let settled = db.write(story.id.clone(), Actor::CommandLine, now, move |writer| {
        settle_in(writer, &pepper, &told, is_live)
    });
    wait(settled).unwrap();
}

/// A row like any reader's, signed by themself.
pub fn place_intruder(
    db: &Db,
    pepper: &Arc<Pepper>,
    now: Timestamp,
    story: &SchoolStory,
    intruder: Person,
) {
    let pepper = Arc::clone(pepper);
    let placed = db.write(story.id.clone(), Actor::CommandLine, now, move |writer| {
        enrol(writer, &pepper, &intruder, &intruder)
    });
    wait(placed).unwrap();
}

/// The root's key stays, its tag does not.
pub fn tamper_with_root(db: &Db, now: Timestamp, story: &SchoolStory) {
    let tampered = db.write(story.id.clone(), Actor::CommandLine, now, |writer| {
        diesel::update(school_rows::table)
            .filter(school_rows::id.eq(writer.school()))
            .set(school_rows::root_seal.eq(vec![0; 32]))
            .execute(writer.connection())?;
        Ok::<(), DbError>(())
    });
    wait(tampered).unwrap();
}

fn settle_in(
    writer: &mut Writer<'_>,
    pepper: &Pepper,
    story: &SchoolStory,
    is_live: bool,
) -> Result<(), DbError> {
    let (name, host) = (SchoolName::parse(story.name).unwrap(), Host::parse(story.host).unwrap());
    schools::insert(writer, &name, Some(&host))?;
    let root = &story.people[0];
    for person in &story.people {
        enrol(writer, pepper, person, root)?;
    }
    schools::set_root(writer, &sealed_root(pepper, &story.id, root.keys.public().signing()))?;
    if is_live {
        let now = writer.now;
        schools::set_live_at(writer, Some(now))?;
    }
    Ok(())
}

fn enrol(
    writer: &mut Writer<'_>,
    pepper: &Pepper,
    person: &Person,
    root: &Person,
) -> Result<(), DbError> {
    let (reader, keys) = (&person.summary, person.keys.public());
    let password = Secret::new(person.password.to_owned());
    let lock = |secret| key_lock::lock(&person.keys, secret, Cost::for_tests()).unwrap();
    let statement =
        Statement { school: writer.school(), reader: reader.clone(), keys: keys.clone() };
    let factor = person.second_factor.as_bytes();
    let id = reader.id.as_str().as_bytes();
    let sealed = pepper.seal("second-factor", id, factor).unwrap();
    let by_password = pepper.seal("password-lock", id, &lock(&password)).unwrap();
    let (school, now) = (writer.school(), writer.now.0);
    diesel::insert_into(readers::table)
        .values((
            readers::id.eq(&reader.id),
            readers::school_id.eq(&school),
            readers::name.eq(&reader.name),
            readers::title.eq(&reader.title),
            readers::roles.eq(&reader.roles),
            readers::email.eq(&reader.email),
            readers::invited_at.eq(now),
            readers::enrolled_at.eq(now),
        ))
        .execute(writer.connection())?;
    diesel::insert_into(reader_keys::table)
        .values((
            reader_keys::reader_id.eq(&reader.id),
            reader_keys::school_id.eq(&school),
            reader_keys::public_keys.eq(keys.to_bytes()),
            reader_keys::locked_by_password.eq(by_password),
            reader_keys::locked_by_kit.eq(lock(person.kit.secret())),
            reader_keys::made_at.eq(now),
            reader_keys::signed_by.eq(root.id().as_str()),
            reader_keys::signature.eq(chain::sign(&root.keys, &statement)),
            reader_keys::signed_at.eq(now),
        ))
        .execute(writer.connection())?;
    diesel::insert_into(second_factors::table)
        .values((
            second_factors::reader_id.eq(&reader.id),
            second_factors::school_id.eq(&school),
            second_factors::sealed_secret.eq(sealed),
            second_factors::last_step.eq(0),
        ))
        .execute(writer.connection())?;
    Ok(())
}
