//! A database of the test's own, gone when the test ends.

use std::path::PathBuf;
use std::sync::OnceLock;
use std::sync::atomic::{AtomicU32, Ordering};

use diesel::connection::SimpleConnection;
use diesel::{Connection, PgConnection};
use ineedtotalk::db::{DatabaseSettings, DatabaseUrl, Db};
use tempfile::TempDir;

use super::wait;

/// Connections of one service under test; a server has a hundred for all of them.
const CONNECTIONS_MAX: u32 = 6;

static DATABASES_MADE: AtomicU32 = AtomicU32::new(0);
static TEMPLATE: OnceLock<String> = OnceLock::new();

pub enum TestDatabase {
    Sqlite { folder: TempDir },
    Postgres { server: String, name: String },
}

impl TestDatabase {
    /// Migrated and empty.
    pub fn create() -> Self {
        let Some(server) = postgres_server() else {
            let database = Self::Sqlite { folder: tempfile::tempdir().unwrap() };
            migrate(&database.url());
            return database;
        };
        let template = TEMPLATE.get_or_init(|| make_template(&server));
        let number = DATABASES_MADE.fetch_add(1, Ordering::Relaxed);
        let name = format!("it_{}_{number}", std::process::id());
        run_sql(&server, &format!("CREATE DATABASE {name} TEMPLATE {template}"));
        Self::Postgres { server, name }
    }

    /// Not migrated, and without a table.
    pub fn create_empty() -> Self {
        let Some(server) = postgres_server() else {
            return Self::Sqlite { folder: tempfile::tempdir().unwrap() };
        };
        let number = DATABASES_MADE.fetch_add(1, Ordering::Relaxed);
        let name = format!("it_{}_{number}", std::process::id());
        run_sql(&server, &format!("CREATE DATABASE {name}"));
        Self::Postgres { server, name }
    }

    /// As the configuration names it.
    pub fn url(&self) -> String {
        match self {
            Self::Sqlite { folder } => {
                format!("sqlite://{}", folder.path().join("slips.sqlite").display())
            }
            Self::Postgres { server, name } => with_name(server, name),
        }
    }

    pub fn settings(&self) -> DatabaseSettings {
        settings(&self.url())
    }

    pub fn connect(&self) -> Db {
        Db::connect(&self.settings()).unwrap()
    }

    /// The database file; absent on PostgreSQL.
    pub fn file(&self) -> Option<PathBuf> {
        match self {
            Self::Sqlite { folder } => Some(folder.path().join("slips.sqlite")),
            Self::Postgres { .. } => None,
        }
    }

    /// Runs a statement from outside the service, as an administrator of PostgreSQL would; `{name}`
    /// in it is this database.
    pub fn run_beside(&self, statement: &str) {
        match self {
            Self::Sqlite { .. } => panic!("a SQLite file has no server beside it"),
            Self::Postgres { server, name } => run_sql(server, &statement.replace("{name}", name)),
        }
    }
}

impl Drop for TestDatabase {
    fn drop(&mut self) {
        if let Self::Postgres { server, name } = self {
            run_sql(server, &format!("DROP DATABASE IF EXISTS {name} WITH (FORCE)"));
        }
    }
}

/// Whether the tests run on PostgreSQL.
pub fn is_postgres() -> bool {
    postgres_server().is_some()
}

fn postgres_server() -> Option<String> {
    std::env::var("TEST_DATABASE_URL").ok()
}

/// Made once a run: copying it is quicker than migrating for each test.
fn make_template(server: &str) -> String {
    let name = format!("it_{}_template", std::process::id());
    run_sql(server, &format!("CREATE DATABASE {name}"));
    migrate(&with_name(server, &name));
    name
}

fn migrate(url: &str) {
    let db = Db::connect(&settings(url)).unwrap();
    wait(db.migrate()).unwrap();
}

fn settings(url: &str) -> DatabaseSettings {
    let url = DatabaseUrl::parse(url).unwrap();
    DatabaseSettings { url, connections_max: CONNECTIONS_MAX, ballast_bytes: 0 }
}

fn run_sql(server: &str, statement: &str) {
    PgConnection::establish(server).unwrap().batch_execute(statement).unwrap();
}

/// The same server, another database.
fn with_name(server: &str, name: &str) -> String {
    let (before, _) = server.rsplit_once('/').unwrap();
    format!("{before}/{name}")
}
