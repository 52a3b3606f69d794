//! The migrations, embedded in the binary, one folder for each database.

use diesel::connection::SimpleConnection;
use diesel::migration::MigrationSource;
use diesel::prelude::*;
use diesel::sql_types::{BigInt, Text};
use diesel_migrations::{EmbeddedMigrations, MigrationHarness, embed_migrations};

use super::{DbConnection, DbError};

const SQLITE: EmbeddedMigrations = embed_migrations!("migrations/sqlite");
const POSTGRES: EmbeddedMigrations = embed_migrations!("migrations/postgres");

/// Any number, so long as nothing else in the database locks the same: several instances that start
/// at once migrate one after the other.
const POSTGRES_LOCK: i64 = 0x1_4E33_D270;

/// Brings the database up to this binary's schema, and says which migrations ran.
pub(super) fn run(connection: &mut DbConnection) -> Result<Vec<String>, DbError> {
    let ran = match connection {
        DbConnection::Sqlite(inner) => names(inner.run_pending_migrations(SQLITE)),
        DbConnection::Postgres(inner) => {
            // A migration may take longer than a request may.
            inner.batch_execute("SET statement_timeout = 0; SET lock_timeout = '60s'")?;
            inner.batch_execute(&format!("SELECT pg_advisory_lock({POSTGRES_LOCK})"))?;
            let ran = names(inner.run_pending_migrations(POSTGRES));
            inner.batch_execute(&format!("SELECT pg_advisory_unlock({POSTGRES_LOCK})"))?;
            ran
        }
    };
    ran.ok_or(DbError::Migration)
}

/// Brings an empty database to the schema that these migrations made, and no further.
pub(super) fn run_only(connection: &mut DbConnection, wanted: &[String]) -> Result<(), DbError> {
    match connection {
        DbConnection::Sqlite(inner) => run_wanted(inner, SQLITE, wanted),
        DbConnection::Postgres(inner) => run_wanted(inner, POSTGRES, wanted),
    }
    .ok_or(DbError::Migration)
}

fn run_wanted<B: diesel::backend::Backend>(
    connection: &mut impl MigrationHarness<B>,
    source: EmbeddedMigrations,
    wanted: &[String],
) -> Option<()>
where
    EmbeddedMigrations: MigrationSource<B>,
{
    for migration in connection.pending_migrations(source).ok()? {
        if wanted.contains(&migration.name().version().to_string()) {
            connection.run_migration(&*migration).ok()?;
        }
    }
    Some(())
}

/// Undoes every migration, the newest first.
pub(super) fn revert(connection: &mut DbConnection) -> Result<Vec<String>, DbError> {
    let reverted = match connection {
        DbConnection::Sqlite(inner) => names(inner.revert_all_migrations(SQLITE)),
        DbConnection::Postgres(inner) => names(inner.revert_all_migrations(POSTGRES)),
    };
    reverted.ok_or(DbError::Migration)
}

fn names<E>(ran: Result<Vec<diesel::migration::MigrationVersion<'_>>, E>) -> Option<Vec<String>> {
    Some(ran.ok()?.iter().map(ToString::to_string).collect())
}

/// The migrations that have not run, oldest first. Changes nothing, not even to ask.
pub(super) fn pending(connection: &mut DbConnection) -> Result<Vec<String>, DbError> {
    let applied = applied(connection)?;
    Ok(known(connection)?.into_iter().filter(|version| !applied.contains(version)).collect())
}

/// Every migration that this binary has, oldest first.
fn known(connection: &DbConnection) -> Result<Vec<String>, DbError> {
    let known = match connection {
        DbConnection::Sqlite(_) => versions::<diesel::sqlite::Sqlite>(&SQLITE),
        DbConnection::Postgres(_) => versions::<diesel::pg::Pg>(&POSTGRES),
    };
    known.ok_or(DbError::Migration)
}

/// Those of these migrations that this binary has not: the twins have the same names.
pub(super) fn unknown(versions_run: &[String]) -> Result<Vec<String>, DbError> {
    let known = versions::<diesel::sqlite::Sqlite>(&SQLITE).ok_or(DbError::Migration)?;
    Ok(versions_run.iter().filter(|version| !known.contains(version)).cloned().collect())
}

fn versions<B: diesel::backend::Backend>(
    embedded: &impl MigrationSource<B>,
) -> Option<Vec<String>> {
    let migrations = embedded.migrations().ok()?;
    Some(migrations.iter().map(|migration| migration.name().version().to_string()).collect())
}

/// The migrations that have run, oldest first.
pub(super) fn applied(connection: &mut DbConnection) -> Result<Vec<String>, DbError> {
    let is_there = match connection {
        DbConnection::Sqlite(_) => {
            "(SELECT count(*) FROM sqlite_master WHERE name = '__diesel_schema_migrations')"
        }
        DbConnection::Postgres(_) => {
            "(SELECT count(*) FROM information_schema.tables \
             WHERE table_name = '__diesel_schema_migrations' \
             AND table_schema = ANY (current_schemas(false)))"
        }
    };
    let tables: i64 =
        diesel::select(diesel::dsl::sql::<BigInt>(is_there)).get_result(connection)?;
    if tables == 0 {
        return Ok(Vec::new());
    }
    let rows: Vec<AppliedRow> =
        diesel::sql_query("SELECT version FROM __diesel_schema_migrations ORDER BY version")
            .load(connection)?;
    Ok(rows.into_iter().map(|row| row.version).collect())
}

#[derive(QueryableByName)]
struct AppliedRow {
    #[diesel(sql_type = Text)]
    version: String,
}
