//! What PostgreSQL may write into its own log: nothing of a row. Most of these settings are an
//! administrator's to make; the service makes those it may, and can say which are missing.

use diesel::connection::SimpleConnection;
use diesel::prelude::*;
use diesel::sql_types::Text;

use super::{DbConnection, DbError};

/// Each setting, what it has to be, and what the log would hold otherwise.
pub const QUIET_LOG: &[(&str, &str, &str)] = &[
    ("log_statement", "none", "every statement"),
    ("log_duration", "off", "when each statement ran"),
    ("log_min_duration_statement", "-1", "slow statements and their values"),
    ("log_min_duration_sample", "-1", "some slow statements and their values"),
    ("log_transaction_sample_rate", "0", "all statements of some transactions"),
    ("log_error_verbosity", "terse", "the row that a statement failed on"),
    ("log_min_error_statement", "panic", "the statement that failed"),
    ("log_parameter_max_length", "0", "values"),
    ("log_parameter_max_length_on_error", "0", "values of a statement that failed"),
    ("auto_explain.log_min_duration", "-1", "how slow statements were run, and their values"),
];

/// A setting that is not as it has to be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LoudSetting {
    pub name: &'static str,
    pub expected: &'static str,
    pub found: String,
    /// What the server's log may hold because of it.
    pub would_hold: &'static str,
}

/// What is not as it has to be for this connection. SQLite has no log.
pub(super) fn loud(connection: &mut DbConnection) -> Result<Vec<LoudSetting>, DbError> {
    let DbConnection::Postgres(inner) = connection else { return Ok(Vec::new()) };
    let mut loud = Vec::new();
    for &(name, expected, would_hold) in QUIET_LOG {
        // An older server has not all of them: what it cannot do needs no forbidding.
        let asked =
            format!("SELECT coalesce(current_setting('{name}', true), '{expected}') AS found");
        let Found { found } = diesel::sql_query(asked).get_result(inner)?;
        if found != expected {
            loud.push(LoudSetting { name, expected, found, would_hold });
        }
    }
    Ok(loud)
}

/// Sets for the service's own role, from the next connection on, what is not right and is its own
/// to set. What it may not is left: `loud` says so to whoever asks next.
pub(super) fn quieten(connection: &mut DbConnection) -> Result<(), DbError> {
    for setting in loud(connection)? {
        let DbConnection::Postgres(inner) = &mut *connection else { return Ok(()) };
        let LoudSetting { name, expected, .. } = setting;
        // Refused to all but administrators: that is no failure of the migration.
        let _ = inner.batch_execute(&format!("ALTER ROLE CURRENT_USER SET {name} = '{expected}'"));
    }
    Ok(())
}

#[derive(QueryableByName)]
struct Found {
    #[diesel(sql_type = Text)]
    found: String,
}
