//! Where the database is: a file, or a PostgreSQL server.

use std::fmt;
use std::path::PathBuf;

/// Which database, told by the scheme of its URL alone and never by trying.
#[derive(Clone, PartialEq, Eq)]
pub enum DatabaseUrl {
    /// `sqlite:///var/lib/ineedtotalk/slips.sqlite`
    Sqlite(PathBuf),
    /// `postgres://user:password@host/name`, kept as it was written.
    Postgres(String),
}

/// What a URL says of a PostgreSQL server, without the password.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PostgresServer {
    pub role: Option<String>,
    /// Absent when it is reached over a Unix socket.
    pub host: Option<String>,
    pub database: Option<String>,
}

/// Why a text is no database URL.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum DatabaseUrlError {
    #[error("a database URL begins with sqlite:// or postgres://")]
    UnknownScheme,
    #[error("the database URL names no file")]
    NoFile,
}

impl DatabaseUrl {
    /// Reads the URL from a configuration.
    pub fn parse(written: &str) -> Result<Self, DatabaseUrlError> {
        if let Some(path) = written.strip_prefix("sqlite://") {
            let names_a_file = !path.is_empty() && !path.ends_with('/');
            return if names_a_file {
                Ok(Self::Sqlite(PathBuf::from(path)))
            } else {
                Err(DatabaseUrlError::NoFile)
            };
        }
        if written.starts_with("postgres://") || written.starts_with("postgresql://") {
            return Ok(Self::Postgres(written.to_owned()));
        }
        Err(DatabaseUrlError::UnknownScheme)
    }

    /// What the URL says of a PostgreSQL server; absent for a file.
    pub fn server(&self) -> Option<PostgresServer> {
        let Self::Postgres(url) = self else { return None };
        let (_, rest) = url.split_once("://")?;
        let rest = rest.split('?').next().unwrap_or_default();
        let (authority, database) = rest.split_once('/').unwrap_or((rest, ""));
        let (user, host) = authority.rsplit_once('@').unwrap_or(("", authority));
        let role = user.split(':').next().unwrap_or_default();
        let host = match host.strip_prefix('[') {
            Some(address) => address.split(']').next().unwrap_or_default(),
            None => host.split(':').next().unwrap_or_default(),
        };
        let decoded = |part: &str| {
            let text = percent_encoding::percent_decode_str(part).decode_utf8_lossy().into_owned();
            (!text.is_empty()).then_some(text)
        };
        let host = decoded(host).filter(|host| !host.starts_with('/'));
        Some(PostgresServer { role: decoded(role), host, database: decoded(database) })
    }

    /// What it is, for people: never the user or the password.
    pub fn in_words(&self) -> String {
        match self {
            Self::Sqlite(path) => format!("SQLite, {}", path.display()),
            Self::Postgres(_) => "PostgreSQL".to_owned(),
        }
    }
}

/// The URL may hold a password, so it never reaches a log.
impl fmt::Debug for DatabaseUrl {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.in_words())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_scheme_decides_and_nothing_else() {
        let file = DatabaseUrl::parse("sqlite:///var/lib/slips.sqlite").unwrap();
        assert_eq!(file, DatabaseUrl::Sqlite(PathBuf::from("/var/lib/slips.sqlite")));
        assert!(matches!(
            DatabaseUrl::parse("postgresql://reader@db/slips"),
            Ok(DatabaseUrl::Postgres(_))
        ));
        for written in ["host=127.0.0.1 dbname=x", "/var/lib/slips.sqlite", "mysql://x/y", ""] {
            assert_eq!(DatabaseUrl::parse(written), Err(DatabaseUrlError::UnknownScheme));
        }
        assert_eq!(DatabaseUrl::parse("sqlite:///var/lib/"), Err(DatabaseUrlError::NoFile));
    }

    #[test]
    fn a_server_is_told_apart_by_role_host_and_database() {
        let told = |url: &str| {
            let server = DatabaseUrl::parse(url).unwrap().server().unwrap();
            [server.role, server.host, server.database].map(Option::unwrap_or_default)
        };
        let whole = told("postgres://slips:p%40ss@db.school.example:5433/talk?sslmode=require");
        assert_eq!(whole, ["slips", "db.school.example", "talk"]);
        assert_eq!(told("postgres://slips@[::1]:5432/talk"), ["slips", "::1", "talk"]);
        assert_eq!(told("postgres://slips@%2Frun%2Fpostgresql/talk"), ["slips", "", "talk"]);
        assert_eq!(told("postgres:///talk"), ["", "", "talk"]);
        assert_eq!(DatabaseUrl::parse("sqlite:///a").unwrap().server(), None);
    }

    #[test]
    fn a_password_is_never_shown() {
        let url = DatabaseUrl::parse("postgres://slips:hunter2@db/slips").unwrap();
        assert_eq!(format!("{url:?}"), "PostgreSQL");
    }
}
