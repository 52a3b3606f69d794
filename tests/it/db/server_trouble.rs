//! A PostgreSQL server that cuts connections, is away, or would lose what it acknowledges.

use std::sync::Arc;
use std::sync::mpsc::channel;
use std::time::{Duration, Instant};

use ineedtotalk::db::{Db, DbError};

use super::{Place, insert};
use crate::harness::{Away, is_postgres, wait};

const CUT_ALL: &str =
    "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '{name}'";

#[test]
fn after_its_connections_were_cut_the_next_write_works() {
    if !is_postgres() {
        return;
    }
    let place = Place::make();
    wait(place.store(1)).unwrap();
    for number in 2..5 {
        place.database.run_beside(CUT_ALL);
        wait(place.store(number)).unwrap();
    }
    assert_eq!(place.stored().len(), 4);
}

#[test]
fn a_connection_cut_in_the_middle_of_a_change_is_told_and_nothing_is_stored() {
    if !is_postgres() {
        return;
    }
    let place = Arc::new(Place::make());
    let (started, has_started) = channel();
    let (go_on, may_go_on) = channel::<()>();
    let told = wait(async {
        let writing = Arc::clone(&place);
        let writing = tokio::spawn(async move {
            let change = writing.write(move |writer| {
                insert(writer, 1)?;
                started.send(()).ok();
                may_go_on.recv().ok();
                Ok(())
            });
            change.await
        });
        let beside = Arc::clone(&place);
        let cut = tokio::task::spawn_blocking(move || {
            has_started.recv().unwrap();
            beside.database.run_beside(CUT_ALL);
            go_on.send(()).unwrap();
        });
        cut.await.unwrap();
        writing.await.unwrap()
    });
    assert_eq!(told, Err(DbError::Unconfirmed));
    assert!(place.stored().is_empty());
    wait(place.store(2)).unwrap();
}

#[test]
fn a_server_that_is_away_is_told_soon_and_works_once_it_is_back() {
    if !is_postgres() {
        return;
    }
    let place = Place::make();
    let away = Away::take(&place.database);
    let since = Instant::now();
    assert_eq!(wait(place.store(1)), Err(DbError::Unreachable));
    assert!(since.elapsed() < Duration::from_secs(20), "{:?}", since.elapsed());
    away.bring_back();
    wait(place.store(2)).unwrap();
    assert_eq!(place.stored().len(), 1);
}

#[test]
fn a_server_that_acknowledges_before_its_disk_has_it_is_refused() {
    if !is_postgres() {
        return;
    }
    let place = Place::make();
    place.database.run_beside("ALTER DATABASE {name} SET synchronous_commit = off");
    let opened = Db::connect(&place.database.settings());
    assert!(matches!(opened, Err(DbError::Setting { name: "synchronous_commit", .. })));
}
