//! Pupils at a kiosk: it looks as staff chose, a whole class sends from it, and no slip tells that it
//! was written there.

use std::collections::BTreeSet;

use ineedtotalk::backup::FATES;
use ineedtotalk::db::rows::{self, Table, Value};
use ineedtotalk::db::{DbConnection, DbError};
use ineedtotalk::domain::Role;
use ineedtotalk::jobs::run_due;
use ineedtotalk::paths;

use super::SENT;
use crate::harness::{Browser, TestApp, wait};
use crate::staff::at_desk::AtDesk;
use crate::staff::kiosks::kiosk;

/// What pupils do leaves rows in these tables and in no other.
const OF_PUPILS: [&str; 6] = ["intake", "slips", "sent_drafts", "threads", "replies", "outbox"];

fn revokes(app: &TestApp, name: &str) {
    let mut reed = AtDesk::new(app, Role::IctAdministrator);
    let list = reed.open(paths::KIOSKS);
    let page = reed.press(&list, &format!("Take back {name} now"), &[]);
    assert!(page.has("It is taken back.") && !page.has(name), "{}", page.text());
}

/// The next pupil of the class: the one before has finished.
fn next_pupil(computer: &mut Browser) {
    computer.visit(paths::LEAVE);
}

#[test]
fn a_class_of_thirty_at_one_kiosk_sends_thirty_slips_in_twenty_minutes_and_none_is_flagged() {
    let app = TestApp::build().limits(2, 100).spawn();
    let mut computer = kiosk(&app, "Library 1", &[]);
    for _ in 0..30 {
        assert_eq!(computer.send_slip(&[]).heading(), SENT);
        next_pupil(&mut computer);
        app.app.clock.advance_seconds(40);
    }
    assert_eq!(trays(&app), [("normal".to_owned(), 30)]);
    // The same from a browser that is no kiosk is a rush, and uses up nothing of the kiosk's.
    let mut browser = app.pupil();
    for _ in 0..5 {
        browser.send_slip(&[]);
        next_pupil(&mut browser);
    }
    computer.send_slip(&[]);
    assert_eq!(trays(&app), [("normal".to_owned(), 33), ("rush".to_owned(), 3)]);
}

#[test]
fn somebody_who_plays_with_one_kiosk_uses_up_nothing_of_another_and_every_slip_is_stored() {
    let app = TestApp::build().limits(2, 100).spawn();
    let mut library = kiosk(&app, "Library 1", &[]);
    let mut hall = kiosk(&app, "Hall", &[]);
    for _ in 0..15 {
        assert_eq!(library.send_slip(&[]).heading(), SENT);
        next_pupil(&mut library);
    }
    assert_eq!(trays(&app), [("normal".to_owned(), 12), ("rush".to_owned(), 3)]);
    assert_eq!(hall.send_slip(&[]).heading(), SENT);
    assert_eq!(trays(&app), [("normal".to_owned(), 13), ("rush".to_owned(), 3)]);
}

#[test]
fn a_kiosk_that_is_used_keeps_its_cookie_and_is_given_it_anew_once_a_day() {
    let app = TestApp::spawn();
    let mut computer = kiosk(&app, "Library 1", &[]);
    let token = computer.cookie("__Host-kiosk").unwrap().to_owned();
    let mut given = |path: &str| computer.get(path).header("set-cookie").map(str::to_owned);
    for day in 0..3 {
        assert_eq!(given("/help"), None, "help is no visit");
        let cookie = given("/").unwrap();
        assert!(cookie.starts_with(&format!("__Host-kiosk={token};")), "{day}: {cookie}");
        assert!(cookie.contains("Max-Age=34560000"), "{cookie}");
        assert_eq!(given("/"), None, "{day}: once is enough");
        app.app.clock.advance_seconds(24 * 3_600);
    }
}

fn trays(app: &TestApp) -> Vec<(String, usize)> {
    let trays: Vec<_> = app.slips().into_iter().map(|slip| slip.tray).collect();
    let kinds: BTreeSet<_> = trays.iter().cloned().collect();
    let count = |kind: &String| trays.iter().filter(|tray| *tray == kind).count();
    kinds.into_iter().map(|kind| (kind.clone(), count(&kind))).collect()
}

#[test]
fn a_kiosk_that_is_taken_back_is_a_plain_browser_from_the_next_press_and_no_word_is_lost() {
    let app = TestApp::build().limits(1, 100).spawn();
    let chosen = [("mode", "short"), ("look", "cream")];
    let mut computer = kiosk(&app, "Library 1", &chosen);
    let check = computer.walk_to_check(&[("words", "They took my bag.")]);
    // Somebody on the same network has used up what is normal there.
    app.pupil().send_slip(&[]);
    revokes(&app, "Library 1");

    assert!(check.has("They took my bag."));
    let sent = computer.press(&check, "send", &[]);
    assert_eq!(sent.heading(), SENT);
    let slips = app.slips();
    let written =
        slips.iter().find(|slip| app.elmwood.content_of(slip).answers.words == "They took my bag.");
    assert_eq!(written.unwrap().tray, "rush", "counted like any other browser's");
    next_pupil(&mut computer);
    let start = computer.visit("/");
    assert_eq!(start.attributes("html", "data-look"), Vec::<String>::new());
    assert_eq!(computer.visit(paths::KIOSK).heading(), "Type the eight words");
}

#[test]
fn what_a_pupil_or_a_link_chooses_at_a_kiosk_comes_before_what_staff_chose() {
    let app = TestApp::spawn();
    let chosen = [("mode", "short"), ("look", "cream"), ("lang", "pl")];
    let mut computer = kiosk(&app, "Library 1", &chosen);
    for path in ["/", "/help", "/about", "/reply", "/nothing-here"] {
        let page = computer.visit(path);
        let [lang, look] = ["lang", "data-look"].map(|name| page.attributes("html", name));
        assert_eq!((lang, look), (vec!["pl".to_owned()], vec!["cream".to_owned()]), "{path}");
    }
    let linked = computer.visit("/?look=dark&lang=cy");
    assert_eq!(linked.attributes("html", "data-look"), ["dark"]);
    assert_eq!(linked.attributes("html", "data-band"), ["early"], "and what it does not say stays");
    let page = computer.visit("/");
    let page = computer.press(&page, "lang-en-GB", &[]);
    let page = computer.press(&page, "look-light", &[]);
    assert_eq!(page.attributes("html", "data-look"), ["light"]);
    assert_eq!(page.attributes("html", "lang"), ["en-GB"]);
    next_pupil(&mut computer);
    assert_eq!(computer.visit("/").attributes("html", "data-look"), ["cream"]);
}

#[test]
fn no_row_tells_that_a_slip_came_from_a_kiosk() {
    let app = TestApp::spawn();
    let chosen = [("mode", "more"), ("look", "cream")];
    let mut computer = kiosk(&app, "Zebra corner", &chosen);
    let token = computer.cookie("__Host-kiosk").unwrap().to_owned();
    let kiosks = everything(&app, &["kiosks"]);
    let row = kiosks.iter().find(|(table, _)| table == "kiosks").unwrap();
    let (id, tag) = (text_of(&row.1[0]), bytes_of(&row.1));

    let answers = [("words", "They took my bag."), ("name", "Sam")];
    let sent = computer.send_slip(&answers);
    computer.press(&sent, "code-yes", &[]);
    let of_kiosk = shapes(&app);
    assert!(of_kiosk.iter().any(|(table, _)| table == "intake"), "{of_kiosk:?}");

    let plain = TestApp::spawn();
    // As much later as it took to sign in.
    plain.app.clock.advance_seconds(30);
    let mut browser = plain.pupil();
    let sent = browser.send_slip(&answers);
    browser.press(&sent, "code-yes", &[]);
    assert_eq!(of_kiosk, shapes(&plain), "neither more rows, nor other values, nor other lengths");

    // Not when its day is written down, and not once the slot is over.
    app.app.clock.advance_seconds(3_600);
    wait(run_due(&app.app)).unwrap();
    let all: Vec<_> = FATES.iter().map(|(table, _)| *table).collect();
    let raw = data_encoding::BASE64URL_NOPAD.decode(token.as_bytes()).unwrap();
    for needle in [token.as_bytes(), &raw, b"Zebra corner", id.as_bytes(), &tag] {
        for (table, row) in everything(&app, &all) {
            let may_have = ["kiosks", "kiosk_codes", "audit_log"].contains(&table.as_str());
            assert!(may_have || !row.iter().any(|value| holds(value, needle)), "{table}");
        }
    }
    let seen = everything(&app, &["kiosks"]);
    let has = |needle: &[u8]| seen[0].1.iter().any(|value| holds(value, needle));
    assert!(has(&tag) && !has(token.as_bytes()) && !has(&raw), "only its tag");
}

/// Every row of these tables, with its table's name.
fn everything(app: &TestApp, tables: &[&str]) -> Vec<(String, Vec<Value>)> {
    let wanted: Vec<String> = tables.iter().map(|table| (*table).to_owned()).collect();
    let read = move |connection: &mut DbConnection| -> Result<_, DbError> {
        let mut found = Vec::new();
        for table in rows::tables(connection)?.into_iter().filter(|it| wanted.contains(&it.name)) {
            let Table { name, .. } = &table;
            rows::for_each(connection, &table, |row| {
                found.push((name.clone(), row.to_vec()));
                Ok::<(), DbError>(())
            })?;
        }
        Ok(found)
    };
    wait(app.app.db.read_everything(read)).unwrap()
}

/// The rows that pupils left, without what is random in them: whoever sees two of these cannot tell
/// them apart.
fn shapes(app: &TestApp) -> Vec<(String, Vec<String>)> {
    let ids: BTreeSet<String> = app.elmwood.people.iter().map(|one| one.id().to_string()).collect();
    let shape = |value: &Value| match value {
        Value::Nothing => "nothing".to_owned(),
        Value::Number(number) => number.to_string(),
        Value::Text(text) if text.len() == 32 || ids.contains(text) => "an id".to_owned(),
        Value::Text(text) => text.clone(),
        Value::Bytes(bytes) => format!("{} bytes", bytes.len()),
    };
    let rows = everything(app, &OF_PUPILS);
    let mut shapes: Vec<_> =
        rows.iter().map(|(table, row)| (table.clone(), row.iter().map(shape).collect())).collect();
    shapes.sort();
    shapes
}

fn text_of(value: &Value) -> String {
    match value {
        Value::Text(text) => text.clone(),
        other => panic!("{other:?} is no text"),
    }
}

fn bytes_of(row: &[Value]) -> Vec<u8> {
    let bytes = row.iter().find_map(|value| match value {
        Value::Bytes(bytes) => Some(bytes.clone()),
        Value::Nothing | Value::Number(_) | Value::Text(_) => None,
    });
    bytes.expect("the tag of a token")
}

fn holds(value: &Value, needle: &[u8]) -> bool {
    let bytes = match value {
        Value::Text(text) => text.as_bytes(),
        Value::Bytes(bytes) => bytes,
        Value::Nothing | Value::Number(_) => return false,
    };
    bytes.windows(needle.len()).any(|window| window == needle)
}
