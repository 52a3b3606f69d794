//! What `doctor` finds about the database.

use super::{Finding, audit_log, machine, schools};
use crate::app::database_settings;
use crate::config::Config;
use crate::db::{DatabaseUrl, Db, DbError, LoudSetting, put_aside};
use crate::services::read_audit_log::MarkOnPaper;

pub(super) async fn examine(config: &Config, log_marks: &[MarkOnPaper]) -> Vec<Finding> {
    let settings = match database_settings(config) {
        Ok(settings) => settings,
        Err(problem) => {
            let what_to_do = "write sqlite:///path/slips.sqlite or postgres://user@host/name";
            return vec![Finding::wrong(format!("[database] url: {problem}"), what_to_do)];
        }
    };
    let mut findings = Vec::new();
    if let DatabaseUrl::Sqlite(file) = &settings.url {
        findings.push(machine::disk(file, "database"));
    }
    let db = match Db::connect_to_read(&settings) {
        Ok(db) => db,
        Err(problem) => {
            findings.push(wrong(&problem));
            return findings;
        }
    };
    match db.loud_settings().await {
        Ok(loud) if loud.is_empty() => {
            if matches!(settings.url, DatabaseUrl::Postgres(_)) {
                findings.push(Finding::well("PostgreSQL writes nothing of a row into its log"));
            }
        }
        Ok(loud) => findings.extend(loud.iter().map(of_log)),
        Err(problem) => findings.push(wrong(&problem)),
    }
    let url = settings.url.clone();
    match db.across_schools(move |connection| put_aside(connection, &url)).await {
        Ok(aside) => findings.extend(aside.iter().map(|name| of_aside(name))),
        Err(problem) => findings.push(wrong(&problem)),
    }
    match db.pending_migrations().await {
        Err(problem) => findings.push(wrong(&problem)),
        Ok(pending) if !pending.is_empty() => findings.push(Finding::wrong(
            "the database is older than this program, or still empty",
            "a new service: run `setup`; an old one: make a backup, then run `migrate`",
        )),
        Ok(_) => {
            findings.push(Finding::well("the database opens, with every setting that it needs"));
            match schools::examine(&db, config).await {
                Ok(found) => findings.extend(found),
                Err(problem) => findings.push(wrong(&problem)),
            }
            match audit_log::examine(&db, log_marks).await {
                Ok(found) => findings.extend(found),
                Err(problem) => findings.push(wrong(&problem)),
            }
        }
    }
    findings
}

fn of_aside(name: &str) -> Finding {
    Finding::wrong(
        format!("a restore put {name} aside: every slip of that day is in it, deleted ones too"),
        "delete it once the restored database has all that you need",
    )
}

fn of_log(setting: &LoudSetting) -> Finding {
    let LoudSetting { name, expected, found, would_hold } = setting;
    Finding::wrong(
        format!("PostgreSQL's {name} is {found}, not {expected}: its log may hold {would_hold}"),
        "have its administrator run what `ineedtotalk deploy postgres` prints",
    )
}

fn wrong(problem: &DbError) -> Finding {
    let what_to_do = match problem {
        DbError::File { .. } => {
            "a new service: run `setup`; otherwise check [database] url, and run as the service's user"
        }
        DbError::Unreachable => {
            "check [database] url, that PostgreSQL runs, and that it lets this user in"
        }
        DbError::DiskFull => "make room on the disk; until then no slip is stored",
        DbError::DiskFailed => "look at the disk's health, and be ready to restore a backup",
        DbError::Replaced | DbError::Closed | DbError::ReadOnly => "start the service again",
        DbError::BeingRestored => "wait until `restore` is done, or end it",
        DbError::Busy
        | DbError::InUse(_)
        | DbError::InUseElsewhere
        | DbError::Unconfirmed
        | DbError::Panicked => "ask again in a minute; if it lasts, start the service again",
        DbError::Setting { .. } | DbError::Migration | DbError::Query(_) => {
            "is this the right database? If it is, restore the last backup beside it and compare"
        }
    };
    Finding::wrong(format!("the database: {problem}"), what_to_do)
}
