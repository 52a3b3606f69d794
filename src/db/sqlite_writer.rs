//! The one thread that writes to SQLite. It takes all that is waiting, commits it at once, and only
//! then answers: one flush to the disk serves many pupils.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{Receiver, SyncSender, TrySendError, sync_channel};
use std::thread::{self, JoinHandle};

use diesel::SqliteConnection;
use diesel::connection::{
    AnsiTransactionManager, Connection, InstrumentationEvent, TransactionManager,
};
use diesel::result::Error as DieselError;
use tokio::sync::oneshot;

use super::ballast::Ballast;
use super::error::FULL;
use super::school::Scope;
use super::sqlite::{self, FileWatch};
use super::{DbConnection, DbError, Writer, migrations};
use crate::crypto::traces;

/// Changes that may wait. One more is answered `Busy`, with the pupil's words kept.
const WAITING_MAX: usize = 1_024;
/// Changes in one commit.
const BATCH_MAX: usize = 128;

/// The queue to the writing thread. Dropped, it lets the thread finish what waits and joins it.
pub(super) struct SqliteWriter {
    ballast: Ballast,
    queue: Option<SyncSender<Message>>,
    thread: Option<JoinHandle<()>>,
}

/// Whether other changes may be in the transaction of one.
#[derive(Clone, Copy)]
pub(super) enum Company {
    Welcome,
    None,
}

enum Message {
    Change(Company, Box<dyn Change>),
    Chore(Box<Chore>, oneshot::Sender<Result<(), DbError>>),
    Migrate(oneshot::Sender<Result<Vec<String>, DbError>>),
}

/// What is done between two transactions.
type Chore = dyn FnOnce(&mut DbConnection) -> Result<(), DbError> + Send;

impl Message {
    /// Answers that the file is locked, and does nothing.
    fn refuse(self) {
        match self {
            Self::Change(_, change) => change.answer(Err(DbError::Busy)),
            // Whoever asked may have gone away.
            Self::Chore(_, answer) => drop(answer.send(Err(DbError::Busy))),
            Self::Migrate(answer) => drop(answer.send(Err(DbError::Busy))),
        }
    }
}

/// A change that waits for its commit.
trait Change: Send {
    /// Makes the change; true when it is to be kept.
    fn make(&mut self, connection: &mut DbConnection) -> bool;
    /// Tells whoever waits, once it is known whether the commit reached the disk.
    fn answer(self: Box<Self>, committed: Result<(), DbError>);
}

struct WaitingChange<T, E, F> {
    scope: Scope,
    change: F,
    outcome: Option<Result<T, E>>,
    answer: oneshot::Sender<Result<T, E>>,
}

impl<T, E, F> Change for WaitingChange<T, E, F>
where
    T: Send,
    E: From<DbError> + Send,
    F: FnMut(&mut Writer<'_>) -> Result<T, E> + Send,
{
    fn make(&mut self, connection: &mut DbConnection) -> bool {
        let (scope, change) = (&self.scope, &mut self.change);
        let made = catch_unwind(AssertUnwindSafe(|| change(&mut Writer::new(connection, scope))));
        let outcome = made.unwrap_or_else(|_| Err(DbError::Panicked.into()));
        let is_kept = outcome.is_ok();
        self.outcome = Some(outcome);
        is_kept
    }

    fn answer(self: Box<Self>, committed: Result<(), DbError>) {
        let outcome = match (self.outcome, committed) {
            // It may have been refused because of a change beside it that was never kept: a Send pressed
            // twice would be told that the first of the two is stored.
            (Some(Err(_)), Err(problem)) => Err(problem.into()),
            (Some(Err(refused)), Ok(())) => Err(refused),
            (Some(Ok(value)), Ok(())) => Ok(value),
            (Some(Ok(_)), Err(problem)) => Err(problem.into()),
            (None, problem) => Err(problem.err().unwrap_or(DbError::Closed).into()),
        };
        // Whoever asked may have gone away; the change stands all the same.
        let _ = self.answer.send(outcome);
    }
}

impl SqliteWriter {
    /// Starts the thread on a connection that is already open.
    pub(super) fn start(
        path: PathBuf,
        watch: FileWatch,
        ballast: Ballast,
        mut connection: DbConnection,
    ) -> Result<Self, DbError> {
        let (sender, queue) = sync_channel(WAITING_MAX);
        let met_full_disk = Arc::default();
        note_full_disk(inner(&mut connection)?, &met_full_disk);
        let connection = Some(connection);
        let writing = Writing { path, watch, ballast: ballast.clone(), connection, met_full_disk };
        let thread = thread::Builder::new()
            .name("database-writer".to_owned())
            .spawn(move || writing.run(&queue))
            .map_err(|_| DbError::Closed)?;
        Ok(Self { ballast, queue: Some(sender), thread: Some(thread) })
    }

    /// What the thread gives back when the disk is full.
    pub(super) fn ballast(&self) -> &Ballast {
        &self.ballast
    }

    /// Answers once the change is on the disk, or did not happen.
    pub(super) async fn write<T, E>(
        &self,
        company: Company,
        scope: Scope,
        change: impl FnMut(&mut Writer<'_>) -> Result<T, E> + Send + 'static,
    ) -> Result<T, E>
    where
        T: Send + 'static,
        E: From<DbError> + Send + 'static,
    {
        let (answer, answered) = oneshot::channel();
        let waiting = WaitingChange { scope, change, outcome: None, answer };
        self.send(Message::Change(company, Box::new(waiting)))?;
        answered.await.unwrap_or_else(|_| Err(DbError::Closed.into()))
    }

    /// Does this between two transactions.
    pub(super) async fn chore(
        &self,
        chore: impl FnOnce(&mut DbConnection) -> Result<(), DbError> + Send + 'static,
    ) -> Result<(), DbError> {
        let (answer, answered) = oneshot::channel();
        self.send(Message::Chore(Box::new(chore), answer))?;
        answered.await.unwrap_or(Err(DbError::Closed))
    }

    pub(super) async fn migrate(&self) -> Result<Vec<String>, DbError> {
        let (answer, answered) = oneshot::channel();
        self.send(Message::Migrate(answer))?;
        answered.await.unwrap_or(Err(DbError::Closed))
    }

    fn send(&self, message: Message) -> Result<(), DbError> {
        let queue = self.queue.as_ref().ok_or(DbError::Closed)?;
        queue.try_send(message).map_err(|refused| match refused {
            TrySendError::Full(_) => DbError::Busy,
            TrySendError::Disconnected(_) => DbError::Closed,
        })
    }
}

impl Drop for SqliteWriter {
    fn drop(&mut self) {
        drop(self.queue.take());
        if let Some(thread) = self.thread.take()
            && thread.thread().id() != thread::current().id()
        {
            // A panic of the thread was already told to everyone who waited.
            let _ = thread.join();
        }
    }
}

/// What the thread holds.
struct Writing {
    path: PathBuf,
    watch: FileWatch,
    ballast: Ballast,
    /// None after a failure that left the connection in an unknown state.
    connection: Option<DbConnection>,
    /// Raised by a statement of the connection that finds the disk full.
    met_full_disk: Arc<AtomicBool>,
}

impl Writing {
    fn run(mut self, queue: &Receiver<Message>) {
        while let Ok(first) = queue.recv() {
            let mut batch = Vec::new();
            let mut next = Some(first);
            while let Some(message) = next.take() {
                match message {
                    Message::Change(Company::Welcome, change) => batch.push(change),
                    alone => match self.commit(std::mem::take(&mut batch), queue) {
                        Err(DbError::Busy) => alone.refuse(),
                        Ok(()) | Err(_) => self.do_alone(alone, queue),
                    },
                }
                if batch.len() < BATCH_MAX {
                    next = queue.try_recv().ok();
                }
            }
            // Each change has been told.
            let _ = self.commit(batch, queue);
        }
    }

    fn do_alone(&mut self, message: Message, queue: &Receiver<Message>) {
        match message {
            Message::Change(_, change) => {
                // It has been told.
                let _ = self.commit(vec![change], queue);
            }
            // Whoever asked may have gone away.
            Message::Chore(chore, answer) => drop(answer.send(self.tidy(chore))),
            Message::Migrate(answer) => drop(answer.send(self.on_connection(migrations::run))),
        }
    }

    /// Commits the changes together, and answers each. Where another process has had the file locked for as
    /// long as a change waits, what came meanwhile has waited too and is answered with them: one after the
    /// other they would wait for minutes.
    fn commit(
        &mut self,
        mut batch: Vec<Box<dyn Change>>,
        queue: &Receiver<Message>,
    ) -> Result<(), DbError> {
        if batch.is_empty() {
            return Ok(());
        }
        let mut committed = self.try_to_commit(&mut batch, FullDisk::EndsAll);
        if committed == Err(DbError::DiskFull) {
            self.ballast.give_back();
            // Where there was nothing to give back, what needs less room than another is kept.
            committed = self.try_to_commit(&mut batch, FullDisk::EndsOne);
        }
        // Whoever comes after the first answer has not waited.
        let waited: Vec<Message> = match committed {
            Err(DbError::Busy) => queue.try_iter().collect(),
            Ok(()) | Err(_) => Vec::new(),
        };
        for change in batch {
            change.answer(committed.clone());
        }
        waited.into_iter().for_each(Message::refuse);
        committed
    }

    fn try_to_commit(
        &mut self,
        batch: &mut [Box<dyn Change>],
        full_disk: FullDisk,
    ) -> Result<(), DbError> {
        let met = Arc::clone(&self.met_full_disk);
        met.store(false, Ordering::Relaxed);
        let ends_all = || matches!(full_disk, FullDisk::EndsAll) && met.load(Ordering::Relaxed);
        // Readers' keys are among what changes work with.
        traces::leaving_none(|| {
            self.on_connection(|connection| transact(connection, batch, ends_all))
        })
    }

    /// Pupils wait behind a chore: it goes ahead only where nobody is in its way for longer than a moment.
    fn tidy(&mut self, chore: Box<Chore>) -> Result<(), DbError> {
        self.on_connection(|connection| sqlite::without_patience(connection, chore))
    }

    fn on_connection<T>(
        &mut self,
        work: impl FnOnce(&mut DbConnection) -> Result<T, DbError>,
    ) -> Result<T, DbError> {
        self.watch.check()?;
        let mut connection = match self.connection.take() {
            Some(connection) => connection,
            None => {
                let mut connection = sqlite::open_to_write(&self.path)?;
                note_full_disk(inner(&mut connection)?, &self.met_full_disk);
                connection
            }
        };
        let done = work(&mut connection);
        match done {
            Ok(_) | Err(DbError::Busy) => self.connection = Some(connection),
            Err(_) => {
                drop(connection);
                self.watch.forget_log();
            }
        }
        self.watch.check()?;
        done
    }
}

/// What a full disk ends that a change meets, and not only the commit: one with many pages writes some of them before.
#[derive(Clone, Copy)]
enum FullDisk {
    EndsAll,
    EndsOne,
}

/// Raises this when a statement finds the disk full, whatever the caller makes of the error.
fn note_full_disk(connection: &mut SqliteConnection, raised: &Arc<AtomicBool>) {
    let raised = Arc::clone(raised);
    connection.set_instrumentation(move |event: InstrumentationEvent<'_>| {
        if let InstrumentationEvent::FinishQuery { error: Some(error), .. } = event
            && is_disk_full(error)
        {
            raised.store(true, Ordering::Relaxed);
        }
    });
}

fn is_disk_full(error: &DieselError) -> bool {
    let DieselError::DatabaseError(_, information) = error else { return false };
    information.message() == FULL
}

/// One transaction around all the changes, one savepoint around each: a change that fails or panics
/// takes nothing of the others with it. A change by itself has none: for a savepoint SQLite keeps a
/// copy of every page that changes, in memory.
fn transact(
    connection: &mut DbConnection,
    batch: &mut [Box<dyn Change>],
    full_disk_ends_all: impl Fn() -> bool,
) -> Result<(), DbError> {
    // The connection is closed then, which undoes all of it.
    let undone_by_full_disk = || match full_disk_ends_all() {
        true => Err(DbError::DiskFull),
        false => Ok(()),
    };
    AnsiTransactionManager::begin_transaction_sql(inner(connection)?, "BEGIN IMMEDIATE")?;
    if let [change] = batch {
        return match change.make(connection) {
            true => Ok(AnsiTransactionManager::commit_transaction(inner(connection)?)?),
            false => {
                undone_by_full_disk()?;
                roll_back_to(0, inner(connection)?)
            }
        };
    }
    for change in batch.iter_mut() {
        AnsiTransactionManager::begin_transaction(inner(connection)?)?;
        if change.make(connection) {
            AnsiTransactionManager::commit_transaction(inner(connection)?)?;
        } else {
            undone_by_full_disk()?;
            roll_back_to(1, inner(connection)?)?;
        }
    }
    AnsiTransactionManager::commit_transaction(inner(connection)?)?;
    Ok(())
}

/// Undoes what the change began in, the batch being this deep, and any savepoint that it opened itself
/// before it panicked.
fn roll_back_to(batch: u32, connection: &mut SqliteConnection) -> Result<(), DbError> {
    loop {
        AnsiTransactionManager::rollback_transaction(connection)?;
        let status = AnsiTransactionManager::transaction_manager_status_mut(connection);
        let depth = status.transaction_depth()?;
        if depth.is_none_or(|depth| depth.get() <= batch) {
            return Ok(());
        }
    }
}

fn inner(connection: &mut DbConnection) -> Result<&mut SqliteConnection, DbError> {
    match connection {
        DbConnection::Sqlite(inner) => Ok(inner),
        DbConnection::Postgres(_) => Err(DbError::Closed),
    }
}
