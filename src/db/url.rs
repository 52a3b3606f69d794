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
    fn a_password_is_never_shown() {
        let url = DatabaseUrl::parse("postgres://slips:hunter2@db/slips").unwrap();
        assert_eq!(format!("{url:?}"), "PostgreSQL");
    }
}
