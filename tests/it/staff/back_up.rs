//! A backup and the way back, as the school's ICT manager does it: with the program, on the command
//! line.

use std::collections::BTreeSet;
use std::os::unix::fs::MetadataExt;
use std::path::{Path, PathBuf};
use std::process::Command;

use data_encoding::{BASE64_NOPAD, BASE64URL_NOPAD, HEXLOWER, HEXUPPER};
use diesel::connection::SimpleConnection;
use diesel::prelude::*;
use ineedtotalk::backup::{FATES, Fate};
use ineedtotalk::crypto::RecoveryKit;
use ineedtotalk::crypto::backup_seal::{Opener, SEALED_PIECE_BYTES, head_bytes};
use ineedtotalk::db::rows;
use ineedtotalk::db::schema::{audit_log, intake, outbox, schools, sessions};
use ineedtotalk::db::{Db, DbConnection, DbError};
use ineedtotalk::domain::{Actor, Role};

use super::at_desk::AtDesk;
use crate::harness::{START, TestApp, TestDatabase, wait};

/// Someone at the server's keyboard, with a folder for backups and the key on paper.
struct Operator {
    folder: tempfile::TempDir,
    pepper: PathBuf,
}

impl Operator {
    fn of(app: &TestApp) -> Self {
        let operator = Self {
            folder: tempfile::tempdir().unwrap(),
            pepper: app.config.secrets.pepper_file.clone(),
        };
        let (said, code) = operator.run(&app.config.database.url, &["backup", "--new-key"]);
        assert_eq!(code, 0, "{said}");
        let key = said.lines().find_map(|line| line.strip_prefix("  ")).unwrap();
        std::fs::write(operator.at("paper"), key).unwrap();
        operator
    }

    fn at(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// What the command says, and its exit code.
    fn run(&self, database_url: &str, arguments: &[&str]) -> (String, i32) {
        let mut program = Command::new(env!("CARGO_BIN_EXE_ineedtotalk"));
        let output = program
            .args(arguments)
            .current_dir(self.folder.path())
            .env("INEEDTOTALK_SERVER_PUBLIC_URL", "https://talk.elmwood.example")
            .env("INEEDTOTALK_DATABASE_URL", database_url)
            .env("INEEDTOTALK_SECRETS_PEPPER_FILE", &self.pepper)
            .env("INEEDTOTALK_MAIL_HOST", "127.0.0.1")
            .env("INEEDTOTALK_MAIL_FROM", "talk@elmwood.example")
            .env("INEEDTOTALK_BACKUP_KEY_FILE", self.at("key"))
            .output()
            .unwrap();
        let said = [output.stdout, output.stderr].concat();
        (String::from_utf8(said).unwrap(), output.status.code().unwrap())
    }

    fn back_up(&self, app: &TestApp) -> PathBuf {
        let (said, code) = self.run(&app.config.database.url, &["backup", "kept"]);
        assert_eq!(code, 0, "{said}");
        self.at("kept")
    }

    fn restore(&self, to: &TestDatabase, more: &[&str]) -> (String, i32) {
        let arguments = [&["restore", "kept", "--key-file", "paper"], more].concat();
        self.run(&to.url(), &arguments)
    }
}

fn school_with_slips(count: usize) -> TestApp {
    let app = TestApp::spawn();
    for number in 0..count {
        app.pupil().send_slip(&[("words", &format!("They took my bag, {number}."))]);
    }
    app
}

fn everything(db: &Db) -> Vec<(String, Vec<Vec<rows::Value>>)> {
    let read = db.read_everything(|connection| -> Result<_, DbError> {
        let kept = rows::tables(connection)?;
        let kept =
            kept.into_iter().filter(|table| FATES.contains(&(table.name.as_str(), Fate::Kept)));
        kept.map(|table| Ok((table.name.clone(), rows_of(connection, &table)?))).collect()
    });
    wait(read).unwrap()
}

fn rows_of(
    connection: &mut DbConnection,
    table: &rows::Table,
) -> Result<Vec<Vec<rows::Value>>, DbError> {
    let mut found = Vec::new();
    rows::for_each(connection, table, |row| {
        found.push(row.to_vec());
        Ok::<(), DbError>(())
    })?;
    Ok(found)
}

#[test]
fn a_backup_taken_beside_the_service_is_the_same_school_again() {
    let app = school_with_slips(3);
    let operator = Operator::of(&app);
    let file = operator.back_up(&app);
    let before = everything(&app.app.db);
    assert!(before.iter().any(|(name, rows)| name == "intake" && rows.len() == 3));

    let elsewhere = TestDatabase::create_empty();
    let (said, code) = operator.restore(&elsewhere, &[]);
    assert_eq!(code, 0, "{said}");
    let restored = elsewhere.connect();

    for ((name, rows), (same, again)) in before.into_iter().zip(everything(&restored)) {
        assert_eq!(name, same);
        match name.as_str() {
            // That it was restored is written down.
            "audit_log" | "audit_heads" => assert_eq!(again.len(), rows.len() + 1),
            _ => assert_eq!(again, rows, "{name}"),
        }
    }
    let about = std::fs::metadata(file).unwrap();
    assert_eq!((about.mode() & 0o777, about.mtime() % 86_400), (0o600, 0));
}

#[test]
fn after_a_restore_old_sessions_are_dead_and_every_reader_is_told_to_sign_in() {
    let app = school_with_slips(1);
    AtDesk::new(&app, Role::DesignatedSafeguardingLead);
    assert_eq!(count_sessions(&app.app.db), 1);
    let operator = Operator::of(&app);
    operator.back_up(&app);
    let elsewhere = TestDatabase::create_empty();
    let (said, code) = operator.restore(&elsewhere, &[]);
    assert_eq!(code, 0, "{said}");

    let found = wait(elsewhere.connect().across_schools(|connection| -> Result<_, DbError> {
        let mut told: Vec<String> = outbox::table.select(outbox::reader_id).load(connection)?;
        told.sort();
        let events: Vec<String> = audit_log::table.select(audit_log::event).load(connection)?;
        Ok((told, events))
    }));
    let (told, events) = found.unwrap();
    let readers = app
        .elmwood
        .people
        .iter()
        .filter(|person| !person.summary.roles.has(Role::IctAdministrator));
    let mut readers: Vec<_> = readers.map(|person| person.id().as_str().to_owned()).collect();
    readers.sort();
    assert_eq!(told, readers);
    assert_eq!(count_sessions(&elsewhere.connect()), 0);
    assert!(events.contains(&"backup.restored".to_owned()), "{events:?}");
}

#[test]
fn a_restore_is_refused_beside_the_service_and_over_a_school_and_changes_nothing() {
    let app = school_with_slips(1);
    let operator = Operator::of(&app);
    operator.back_up(&app);
    let before = everything(&app.app.db);

    let (said, code) = operator.restore(&app.database, &["--replace"]);
    assert!(said.contains("stop the service"), "{said}");
    assert_eq!(code, 2);
    assert_eq!(everything(&app.app.db), before);

    let elsewhere = TestDatabase::create_empty();
    assert_eq!(operator.restore(&elsewhere, &[]).1, 0);
    let restored = everything(&elsewhere.connect());
    let (said, code) = operator.restore(&elsewhere, &[]);
    assert!(said.contains("say --replace"), "{said}");
    assert_eq!(code, 2);
    assert_eq!(everything(&elsewhere.connect()), restored);

    assert!(!operator.run(&elsewhere.url(), &["doctor"]).0.contains("a restore put"));
    let (said, code) = operator.restore(&elsewhere, &["--replace"]);
    assert!(said.contains("before_restore_") || said.contains(".before-restore-"), "{said}");
    assert_eq!(code, 0);
    let (said, _) = operator.run(&elsewhere.url(), &["doctor"]);
    assert!(said.contains("every slip of that day is in it"), "{said}");
}

#[test]
fn a_database_of_something_else_is_not_restored_into() {
    let app = school_with_slips(1);
    let operator = Operator::of(&app);
    operator.back_up(&app);
    let elsewhere = TestDatabase::create_empty();
    let theirs = "CREATE TABLE marks (pupil TEXT)";
    match elsewhere.file() {
        Some(file) => {
            let mut connection = SqliteConnection::establish(file.to_str().unwrap()).unwrap();
            connection.batch_execute(theirs).unwrap();
        }
        None => PgConnection::establish(&elsewhere.url()).unwrap().batch_execute(theirs).unwrap(),
    }
    let (said, code) = operator.restore(&elsewhere, &[]);
    assert!(said.contains("say --replace"), "{said}");
    assert_eq!(code, 2);
    let (said, code) = operator.restore(&elsewhere, &["--replace"]);
    assert!(said.contains("before"), "{said}");
    assert_eq!(code, 0);
}

#[test]
fn a_backup_that_was_changed_cut_or_made_elsewhere_is_refused_whole() {
    let app = school_with_slips(1);
    let operator = Operator::of(&app);
    let file = operator.back_up(&app);
    let whole = std::fs::read(&file).unwrap();
    let elsewhere = TestDatabase::create_empty();
    let refused = |expected: &str| {
        let (said, code) = operator.restore(&elsewhere, &[]);
        assert!(said.contains(expected), "{expected:?} in:\n{said}");
        assert_eq!(code, 2);
        assert_eq!(operator.restore(&elsewhere, &["--check"]).1, 2);
    };
    for (place, expected) in [(0, "not a backup"), (10, "another backup key"), (700, "changed")] {
        let mut changed = whole.clone();
        changed[place] ^= 1;
        std::fs::write(&file, changed).unwrap();
        refused(expected);
    }
    let mut changed = whole.clone();
    let middle = whole.len() / 2;
    changed[middle] ^= 1;
    std::fs::write(&file, changed).unwrap();
    refused("changed, or part of it is missing");
    for length in [whole.len() - 1, whole.len() - 65_552, 1_000, 0] {
        std::fs::write(&file, &whole[..length]).unwrap();
        refused("");
    }

    std::fs::write(&file, &whole).unwrap();
    let pepper = std::fs::read(&operator.pepper).unwrap();
    let other = ineedtotalk::crypto::Pepper::generate().unwrap();
    std::fs::write(&operator.pepper, other.to_text().expose()).unwrap();
    refused("the pepper file is not the one");
    std::fs::write(&operator.pepper, pepper).unwrap();
    std::fs::write(operator.at("paper"), "0000-0000").unwrap();
    refused("a backup key has 33 characters, and this has 8");

    assert!(!wait(elsewhere.connect().pending_migrations()).unwrap().is_empty());
}

#[test]
fn a_backup_replaces_no_other_file_and_the_one_of_the_day_only_itself() {
    let app = school_with_slips(0);
    let operator = Operator::of(&app);
    operator.back_up(&app);
    let url = &app.config.database.url;
    let (said, code) = operator.run(url, &["backup", "kept"]);
    assert!(said.contains("is there already"), "{said}");
    assert_eq!(code, 2);
    std::fs::create_dir(operator.at("folder")).unwrap();
    for _ in 0..2 {
        let (said, code) = operator.run(url, &["backup", "--to", "folder"]);
        assert_eq!(code, 0, "{said}");
    }
    assert_eq!(names_in(&operator.at("folder")).len(), 1);
    let (said, code) = operator.run(url, &["backup", "--new-key"]);
    assert!(said.contains("is there already"), "{said}");
    assert_eq!(code, 2);
    let (said, code) = operator.run(url, &["backup"]);
    assert!(said.contains("say where to"), "{said}");
    assert_eq!(code, 2);
}

/// What was sealed, opened with the key on paper as nothing but the program's own parts can.
fn opened(operator: &Operator, file: &Path) -> Vec<u8> {
    let typed = std::fs::read_to_string(operator.at("paper")).unwrap();
    let (sealed, paper) = (std::fs::read(file).unwrap(), RecoveryKit::parse(&typed).unwrap());
    let (head, pieces) = sealed.split_at(head_bytes());
    let mut opener = Opener::begin(&paper, head).unwrap();
    let count = pieces.len() / SEALED_PIECE_BYTES;
    let pieces = pieces.chunks(SEALED_PIECE_BYTES).zip(1..);
    let open = |(piece, number): (&[u8], usize)| {
        opener.piece(piece, number == count).unwrap().expose().clone()
    };
    pieces.flat_map(open).collect()
}

/// The pepper as it is, and in each form in which something might have written it.
fn forms_of_pepper(operator: &Operator) -> Vec<(&'static str, Vec<u8>)> {
    let text = std::fs::read_to_string(&operator.pepper).unwrap();
    let raw = HEXLOWER.decode(text.trim().as_bytes()).unwrap();
    assert_eq!(raw.len(), 32);
    let texts = [
        ("hex", HEXLOWER.encode(&raw)),
        ("HEX", HEXUPPER.encode(&raw)),
        ("base 64", BASE64_NOPAD.encode(&raw)),
        ("base 64 for links", BASE64URL_NOPAD.encode(&raw)),
        ("a list of numbers", format!("{raw:?}").trim_matches(['[', ']']).to_owned()),
    ];
    let texts = texts.map(|(form, text)| (form, text.into_bytes()));
    texts.into_iter().chain([("bytes", raw)]).collect()
}

fn found<'a>(forms: &[(&'a str, Vec<u8>)], plain: &[u8]) -> Vec<&'a str> {
    let is_in = |form: &[u8]| plain.windows(form.len()).any(|window| window == form);
    forms.iter().filter(|(_, form)| is_in(form)).map(|(name, _)| *name).collect()
}

#[test]
fn in_what_was_sealed_there_is_all_of_a_school_and_no_pepper_in_any_form() {
    let app = school_with_slips(2);
    // Passwords, codes of authenticator apps and sessions are kept by means of the pepper.
    for role in [Role::DesignatedSafeguardingLead, Role::Head] {
        AtDesk::new(&app, role);
    }
    let operator = Operator::of(&app);
    let plain = opened(&operator, &operator.back_up(&app));
    let forms = forms_of_pepper(&operator);
    for expected in ["Elmwood School", "kiosk_checks", "second_factors"] {
        assert!(plain.windows(expected.len()).any(|it| it == expected.as_bytes()), "{expected}");
    }
    assert_eq!(found(&forms, &plain), Vec::<&str>::new());

    // Were it in a row, it would be found.
    let (names, bytes) = (forms.clone(), forms.last().unwrap().1.clone());
    let school = app.elmwood.id.clone();
    let planted = app.app.db.write(school, Actor::CommandLine, START, move |writer| {
        let names: Vec<_> =
            names.iter().filter_map(|(_, form)| str::from_utf8(form).ok()).collect();
        let schools = diesel::update(schools::table).set(schools::name.eq(names.join(" ")));
        let slips = diesel::update(intake::table).set(intake::envelope.eq(&bytes));
        Ok::<_, DbError>((
            schools.execute(writer.connection())?,
            slips.execute(writer.connection())?,
        ))
    });
    assert_eq!(wait(planted).unwrap(), (1, 2));
    std::fs::remove_file(operator.at("kept")).unwrap();
    let plain = opened(&operator, &operator.back_up(&app));
    let all: Vec<_> = forms.iter().map(|(form, _)| *form).collect();
    assert_eq!(found(&forms, &plain), all);
}

fn count_sessions(db: &Db) -> i64 {
    let counted = db.across_schools(|connection| -> Result<i64, DbError> {
        Ok(sessions::table.count().get_result(connection)?)
    });
    wait(counted).unwrap()
}

fn names_in(folder: &Path) -> Vec<String> {
    let entries = std::fs::read_dir(folder).unwrap();
    entries.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect()
}

#[test]
fn every_table_has_its_fate_in_a_backup() {
    let database = TestDatabase::create();
    let db = database.connect();
    let there = wait(db.read_everything(rows::tables)).unwrap();
    let there: BTreeSet<_> = there.into_iter().map(|table| table.name).collect();
    let decided: BTreeSet<_> = FATES.iter().map(|(name, _)| (*name).to_owned()).collect();
    assert_eq!(there, decided);
    assert_eq!(FATES.len(), decided.len(), "a table is listed twice");
}
