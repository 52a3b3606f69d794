//! The role, the database and the log of a PostgreSQL server.

use super::super::CommandError;
use super::template::{fill, plain};
use crate::config::Config;
use crate::db::{DatabaseUrl, QUIET_LOG};

const TEMPLATE: &str = include_str!("postgres.sql");

pub(super) fn postgres(config: &Config) -> Result<String, CommandError> {
    let refused = |what: &str| CommandError::Refused(format!("[database] url: {what}"));
    let url =
        DatabaseUrl::parse(&config.database.url).map_err(|error| refused(&error.to_string()))?;
    let server = url.server().ok_or_else(|| {
        refused("it names a SQLite file; write postgres://ineedtotalk@host/ineedtotalk first")
    })?;
    let role = server.role.ok_or_else(|| {
        refused("it names no role; write postgres://ineedtotalk@host/ineedtotalk")
    })?;
    let database = server.database.unwrap_or_else(|| role.clone());
    let settings: Vec<_> = QUIET_LOG
        .iter()
        .map(|(name, expected, _)| format!("ALTER ROLE :\"role\" SET {name} = '{expected}';"))
        .collect();
    Ok(fill(
        TEMPLATE,
        &[
            ("ROLE", &plain(&role)?),
            ("DATABASE", &plain(&database)?),
            ("SETTINGS", &settings.join("\n")),
        ],
    ))
}
