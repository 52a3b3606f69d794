//! Many write at once.

use std::collections::BTreeMap;
use std::future::{Future, poll_fn};
use std::sync::Arc;
use std::sync::mpsc::channel;
use std::task::Poll;
use std::time::{Duration, Instant};

use diesel::connection::SimpleConnection;
use diesel::prelude::*;
use ineedtotalk::db::schema::job_runs;
use ineedtotalk::db::{Db, DbError, QueryFailure, Writer};
use ineedtotalk::domain::{Actor, Day};

use super::{Place, insert, school};
use crate::harness::{START, is_postgres, wait};

const WRITERS: u32 = 64;
const ROWS_EACH: u32 = 5;
/// How long a change waits for a file that somebody else locks.
const LOCK_WAIT: Duration = Duration::from_secs(2);
/// Changes that wait for the writing thread of SQLite.
const WAITING_MAX: u32 = 1_024;

/// Something that is done in a transaction.
type Change = fn(&mut Writer<'_>) -> Result<(), DbError>;

fn once(numbers: impl Iterator<Item = u32>) -> BTreeMap<u32, usize> {
    numbers.map(|number| (number, 1)).collect()
}

#[test]
fn what_64_writers_are_told_is_stored_is_stored_once() {
    let place = Arc::new(Place::make());
    wait(async {
        let writers: Vec<_> = (0..WRITERS)
            .map(|writer| {
                let place = Arc::clone(&place);
                tokio::spawn(async move {
                    for row in 0..ROWS_EACH {
                        place.store(writer * ROWS_EACH + row).await.unwrap();
                    }
                })
            })
            .collect();
        for writer in writers {
            writer.await.unwrap();
        }
    });
    assert_eq!(place.stored(), once(0..WRITERS * ROWS_EACH));
}

#[test]
fn requests_given_up_and_changes_that_panic_take_nothing_from_the_others() {
    let place = Arc::new(Place::make());
    let (mut told, mut given_up) = (Vec::new(), Vec::new());
    wait(async {
        let mut writers = Vec::new();
        for number in 0..WRITERS * 2 {
            let place = Arc::clone(&place);
            let writer = tokio::spawn(async move {
                match number % 4 {
                    0 => place.write(move |writer| {
                        insert(writer, number)?;
                        panic!("a change that panics");
                    }),
                    _ => return place.store(number).await,
                }
                .await
            });
            if number % 4 == 1 {
                tokio::task::yield_now().await;
                writer.abort();
            }
            writers.push((number, writer));
        }
        for (number, writer) in writers {
            match writer.await {
                Ok(Ok(())) => told.push(number),
                Ok(Err(problem)) => {
                    assert_eq!((number % 4, problem), (0, DbError::Panicked));
                }
                Err(_) => given_up.push(number),
            }
        }
    });
    // A change that was given up may still be under way.
    wait(place.store(9_999)).unwrap();
    std::thread::sleep(Duration::from_millis(200));
    let mut stored = place.stored();
    stored.remove(&9_999);
    assert!(!given_up.is_empty(), "nobody was given up");
    assert!(told.len() >= 64, "{told:?}");
    for number in told {
        assert_eq!(stored.remove(&number), Some(1), "{number}");
    }
    for (number, times) in stored {
        assert!(given_up.contains(&number) && times == 1, "{number} is stored {times} times");
    }
}

#[test]
fn a_change_that_fails_leaves_nothing_of_itself() {
    let place = Place::make();
    let refused = wait(place.write(|writer| {
        insert(writer, 1)?;
        Err::<(), _>(DbError::Query(QueryFailure::NotFound))
    }));
    assert_eq!(refused, Err(DbError::Query(QueryFailure::NotFound)));
    assert!(place.stored().is_empty());
}

#[test]
fn a_panic_inside_a_transaction_of_the_changes_own_is_undone_too() {
    let place = Place::make();
    let panicked: Result<(), _> = wait(place.write(|writer| {
        insert(writer, 1)?;
        writer.connection().begin_test_transaction().ok();
        panic!("in the middle of it");
    }));
    assert_eq!(panicked, Err(DbError::Panicked));
    wait(place.store(2)).unwrap();
    assert_eq!(place.stored(), once(2..3));
}

#[test]
fn changes_that_read_before_they_write_do_not_lose_one_another() {
    let place = Arc::new(Place::make());
    wait(async {
        let writers: Vec<_> = (0..24)
            .map(|_| {
                let place = Arc::clone(&place);
                tokio::spawn(async move { count_up(&place).await })
            })
            .collect();
        for writer in writers {
            writer.await.unwrap();
        }
    });
    assert_eq!(counted(&place.db), 24);
}

async fn count_up(place: &Place) {
    loop {
        let counted = place.write(|writer| {
            let school = writer.school();
            let before: Option<i64> = job_runs::table
                .filter(job_runs::school_id.eq(&school))
                .select(job_runs::done_at)
                .first(writer.connection())
                .optional()?;
            match before {
                Some(before) => diesel::update(job_runs::table)
                    .filter(job_runs::school_id.eq(&school))
                    .set(job_runs::done_at.eq(before + 1))
                    .execute(writer.connection())?,
                None => diesel::insert_into(job_runs::table)
                    .values((
                        job_runs::school_id.eq(&school),
                        job_runs::name.eq("count"),
                        job_runs::lease_until.eq(0),
                        job_runs::done_at.eq(1),
                    ))
                    .execute(writer.connection())?,
            };
            Ok(())
        });
        match counted.await {
            Ok(()) => return,
            // Told that nothing happened, and to come back.
            Err(DbError::Busy | DbError::Query(QueryFailure::AlreadyThere)) => {}
            Err(error) => panic!("{error}"),
        }
    }
}

fn counted(db: &Db) -> i64 {
    let counted = db.across_schools(|connection| -> Result<i64, DbError> {
        Ok(job_runs::table.select(job_runs::done_at).first(connection)?)
    });
    wait(counted).unwrap()
}

#[test]
fn when_too_much_waits_the_next_is_told_at_once_and_the_others_are_stored() {
    if is_postgres() {
        return;
    }
    let place = Arc::new(Place::make());
    let (started, has_started) = channel();
    let (go_on, may_go_on) = channel::<()>();
    let numbers = 0..WAITING_MAX;
    wait(async {
        let slow = Arc::clone(&place);
        let slow = tokio::spawn(async move {
            slow.write(move |writer| {
                started.send(()).unwrap();
                may_go_on.recv().unwrap();
                insert(writer, 5_000)
            })
            .await
        });
        tokio::task::spawn_blocking(move || has_started.recv().unwrap()).await.unwrap();
        let mut waiting = Vec::new();
        for number in numbers.clone() {
            let mut stored = Box::pin(store(Arc::clone(&place), number));
            // Polled once, it is in the queue.
            let polled = poll_fn(|context| Poll::Ready(stored.as_mut().poll(context))).await;
            assert!(polled.is_pending());
            waiting.push(stored);
        }
        assert_eq!(place.store(6_000).await, Err(DbError::Busy));
        go_on.send(()).unwrap();
        for stored in waiting {
            stored.await.unwrap();
        }
        slow.await.unwrap().unwrap();
    });
    assert_eq!(place.stored(), once(numbers.chain([5_000])));
}

async fn store(place: Arc<Place>, number: u32) -> Result<(), DbError> {
    place.store(number).await
}

#[test]
fn a_change_refused_for_one_beside_it_that_was_never_kept_is_not_told_it_is_there() {
    if is_postgres() {
        return;
    }
    let place = Arc::new(Place::make());
    let (started, has_started) = channel();
    let (go_on, may_go_on) = channel::<()>();
    let told = wait(async {
        let slow = Arc::clone(&place);
        let slow = tokio::spawn(async move {
            slow.write(move |_| {
                started.send(()).unwrap();
                may_go_on.recv().unwrap();
                Ok(())
            })
            .await
        });
        tokio::task::spawn_blocking(move || has_started.recv().unwrap()).await.unwrap();
        // Send, pressed twice, in one commit; and what makes the commit fail.
        let changes: [Change; 3] = [insert_the_same, insert_the_same, break_the_commit];
        let mut waiting = Vec::new();
        for change in changes {
            let mut told = Box::pin(place.write(change));
            let polled = poll_fn(|context| Poll::Ready(told.as_mut().poll(context))).await;
            assert!(polled.is_pending());
            waiting.push(told);
        }
        go_on.send(()).unwrap();
        slow.await.unwrap().unwrap();
        futures_util::future::join_all(waiting).await
    });
    let already_there = Err(DbError::Query(QueryFailure::AlreadyThere));
    assert!(told.iter().all(|told| told.is_err() && *told != already_there), "{told:?}");
    assert!(place.stored().is_empty());

    wait(place.write(insert_the_same)).unwrap();
    assert_eq!(wait(place.write(insert_the_same)), already_there);
}

fn insert_the_same(writer: &mut Writer<'_>) -> Result<(), DbError> {
    ineedtotalk::store::sent_drafts::insert(writer, &[7; 32], Day(1))
}

/// What SQLite looks at only when the whole is committed: a row of a school that is not there.
fn break_the_commit(writer: &mut Writer<'_>) -> Result<(), DbError> {
    let nowhere =
        "PRAGMA defer_foreign_keys = ON; INSERT INTO job_runs VALUES ('nowhere', 'x', 0, 0)";
    Ok(writer.connection().batch_execute(nowhere)?)
}

#[test]
fn while_another_process_locks_the_file_all_who_wait_are_told_together_and_nothing_is_stored() {
    let place = Place::make();
    let Some(file) = place.database.file() else { return };
    let mut other = SqliteConnection::establish(file.to_str().unwrap()).unwrap();
    other.batch_execute("BEGIN IMMEDIATE").unwrap();

    let began = Instant::now();
    let changes = (0..6).map(|number| {
        let change = move |writer: &mut Writer<'_>| insert(writer, number);
        place.db.write_alone(school(), Actor::System, START, change)
    });
    let told = wait(futures_util::future::join_all(changes));
    assert_eq!(told, vec![Err(DbError::Busy); 6]);
    // Who comes when the first has begun to wait is in the second round.
    assert!(began.elapsed() < LOCK_WAIT * 3, "each of them waited for itself alone");

    other.batch_execute("ROLLBACK").unwrap();
    wait(place.store(7)).unwrap();
    assert_eq!(place.stored(), once([7].into_iter()));
}

#[test]
fn a_change_behind_a_chore_waits_for_a_locked_file_no_longer_than_one_before_it() {
    let place = Place::make();
    let Some(file) = place.database.file() else { return };
    wait(place.store(1)).unwrap();
    let mut other = SqliteConnection::establish(file.to_str().unwrap()).unwrap();
    other.batch_execute("BEGIN IMMEDIATE").unwrap();

    let began = Instant::now();
    let chores = async { (place.db.forget_order(Day(1)).await, place.db.checkpoint().await) };
    let (chores, told) = wait(async { tokio::join!(chores, place.store(2)) });
    assert_eq!((chores, told), ((Err(DbError::Busy), Err(DbError::Busy)), Err(DbError::Busy)));
    assert!(
        began.elapsed() < LOCK_WAIT * 2,
        "the chore waited as long as a change, and the change after it"
    );

    other.batch_execute("ROLLBACK").unwrap();
    wait(async { place.db.checkpoint().await }).unwrap();
    wait(place.store(3)).unwrap();
    assert_eq!(place.stored(), once([1, 3].into_iter()));
}
