//! Imports point one way: up the list in `lib.rs`, never down it.

use std::path::Path;

use super::sources::{self, Source};

const ORDER: &[&str] = &[
    "domain",
    "clock",
    "crypto",
    "config",
    "drafts",
    "rate_limit",
    "near_copies",
    "sign_in_throttle",
    "open_id",
    "i18n",
    "paths",
    "media",
    "db",
    "store",
    "services",
    "backup",
    "mail",
    "views",
    "documents",
    "app",
    "web",
    "jobs",
    "demo",
    "cli",
];

/// Neighbours that must not know each other, though the order would let them: where, what, why.
const APART: &[(&str, &str, &str)] = &[
    ("views", "crate::db", "data in, markup out"),
    ("views", "crate::store", "data in, markup out"),
    ("views", "crate::services", "data in, markup out"),
    ("mail", "crate::db", "data in, bytes out"),
    ("mail", "crate::store", "data in, bytes out"),
    ("mail", "crate::services", "data in, bytes out"),
    ("services", "crate::clock", "the time is the writer's"),
    ("services", "crate::mail", "a mail is a row of the outbox"),
    ("jobs", "crate::web", "a job answers nobody"),
    ("db", "spawn_blocking", "a stack is wiped: crypto::traces"),
    ("services", "spawn_blocking", "a stack is wiped: crypto::traces"),
    ("web", "spawn_blocking", "a stack is wiped: crypto::traces"),
    ("jobs", "spawn_blocking", "a stack is wiped: crypto::traces"),
    ("web/pupil", "web::staff", "the pupils' side cannot reach the opening side"),
    ("web/pupil", "super::staff", "the pupils' side cannot reach the opening side"),
    ("web/pupil", "reader_keys", "the pupils' side cannot reach the opening side"),
    ("web/pupil", "ReaderPrivateKeys", "the pupils' side cannot reach the opening side"),
    ("web/pupil", "read_slip", "the pupils' side cannot reach the opening side"),
    ("web/pupil", "key_lock", "the pupils' side cannot reach the opening side"),
    ("web/kiosk", "web::staff", "the pupils' side cannot reach the opening side"),
    ("web/kiosk", "reader_keys", "the pupils' side cannot reach the opening side"),
    ("web/pupil", "Kiosk", "a slip is never joined to a kiosk"),
    ("web/pupil", "app.kiosks", "a slip is never joined to a kiosk"),
    ("services/send_slip", "kiosk", "a slip is never joined to a kiosk"),
    ("services/send_answer", "kiosk", "a slip is never joined to a kiosk"),
    ("services/enrol_kiosk", "slips", "a slip is never joined to a kiosk"),
    ("domain/draft", "Kiosk", "a slip is never joined to a kiosk"),
    ("domain/slip", "Kiosk", "a slip is never joined to a kiosk"),
    ("drafts", "kiosk", "a slip is never joined to a kiosk"),
    ("store/slips", "kiosk", "a slip is never joined to a kiosk"),
    ("web/pass_on", "ReaderPrivateKeys", "whoever passes on cannot reach the opening side"),
    ("web/pass_on", "read_slip", "whoever passes on cannot reach the opening side"),
];

/// Crates that only some modules may name.
const CRATES: &[(&[&str], &[&str])] = &[
    (&["ring", "hpke", "argon2"], &["crypto"]),
    (&["diesel", "diesel_migrations"], &["db", "store"]),
    (&["actix_web"], &["web", "demo", "cli"]),
    (&["maud"], &["views", "web", "demo"]),
    (&["lettre"], &["mail"]),
    (&["ureq"], &["open_id"]),
    (&["tokio"], &["crypto", "open_id", "db", "services", "mail", "web", "jobs", "demo", "cli"]),
];

/// What `domain` keeps its hands off, beside those.
const INPUT_AND_OUTPUT: &[&str] =
    &["std::fs", "std::net", "std::env", "std::process", "std::thread", "tracing::"];

/// How functions of `store` that change something begin.
const CHANGES: &[&str] = &["insert", "set_", "delete", "append", "enqueue", "claim", "move_"];

#[test]
fn imports_follow_the_order_in_lib_rs() {
    let broken = broken_rules(&sources::without_tests());
    assert!(broken.is_empty(), "{}", broken.join("\n"));
}

#[test]
fn lib_rs_lists_every_module_in_this_order() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let text = std::fs::read_to_string(root.join("lib.rs")).unwrap();
    let listed: Vec<_> = text
        .lines()
        .filter_map(|line| line.trim().strip_prefix("pub mod "))
        .map(|name| name.trim_end_matches(';'))
        .collect();
    assert_eq!(listed, ORDER);
    for source in sources::without_tests() {
        let module = source.module();
        let is_known = ORDER.contains(&module.as_str());
        assert!(is_known || ["lib", "main"].contains(&module.as_str()), "{module}");
    }
}

#[test]
fn every_rule_is_about_a_place_that_is_there() {
    let sources = sources::without_tests();
    for (place, ..) in APART {
        assert!(sources.iter().any(|source| source.name().starts_with(place)), "{place}");
    }
}

#[test]
fn every_kind_of_planted_import_is_found() {
    let planted = [
        ("domain/slip.rs", "use crate::store::slips;"),
        ("domain/slip.rs", "use std::fs::File;"),
        ("domain/slip.rs", "fn f(c: &mut diesel::SqliteConnection) {}"),
        ("clock.rs", "use crate::crypto::random;"),
        ("store/slips.rs", "fn f() { crate::services::send_slip::send(); }"),
        ("web/mod.rs", "use crate::jobs::Timetable;"),
        ("web/pupil/slip.rs", "use crate::{app::App, cli};"),
        ("views/staff/queue.rs", "use crate::store::slips::SlipLine;"),
        ("services/close_slip.rs", "use crate::clock::Clock;"),
        ("web/pupil/slip.rs", "use crate::services::read_slip::open;"),
        ("web/pupil/slip.rs", "use crate::web::staff::slips;"),
        ("web/pupil/slip.rs", "use crate::crypto::ReaderPrivateKeys;"),
        ("web/pupil/slip.rs", "use crate::crypto::kiosk::KioskToken;"),
        ("web/pupil/slip.rs", "app.kiosks.find(&school.id, &tag, now)"),
        ("services/send_slip.rs", "pub kiosk: Option<String>,"),
        ("drafts/mod.rs", "use crate::store::kiosks;"),
        ("web/staff/slip.rs", "use ring::rand;"),
        ("services/sign_in.rs", "let hash = argon2::hash();"),
        ("web/staff/slip.rs", "slips::set_state(writer, &id)"),
        ("web/pupil/slip.rs", "crate::store::slips::insert(writer, &slip)"),
        ("services/send_slip.rs", "use diesel::prelude::*;"),
        ("views/shell.rs", "use actix_web::HttpResponse;"),
        ("mail/message.rs", "use crate::store::outbox;"),
        ("services/send_slip.rs", "tokio::task::spawn_blocking(move || seal())"),
    ];
    for (name, text) in planted {
        let found = broken_rules(&[Source::planted(name, text)]);
        assert!(!found.is_empty(), "{name}: {text}");
    }
}

#[test]
fn what_is_allowed_is_not_found() {
    let allowed = [
        ("web/staff/slip.rs", "use crate::services::read_slip::open_slip;"),
        ("crypto/aead.rs", "use ring::aead;"),
        ("mail/tls.rs", "rustls::crypto::ring::default_provider()"),
        ("web/staff/readers.rs", "let found = readers::list(reader)?;"),
        ("services/close_slip.rs", "slips::set_state(writer, &id)"),
        ("app/open.rs", "let ringing = app.argon2.clone();"),
    ];
    for (name, text) in allowed {
        let found = broken_rules(&[Source::planted(name, text)]);
        assert!(found.is_empty(), "{found:?}");
    }
}

fn broken_rules(sources: &[Source]) -> Vec<String> {
    let rank = |module: &str| ORDER.iter().position(|known| *known == module);
    let mut broken = Vec::new();
    for source in sources {
        let (name, here) = (source.name(), source.module());
        if let Some(own_rank) = rank(&here) {
            for there in imported_modules(&source.text) {
                if there.is_empty() || rank(there).is_some_and(|other| other > own_rank) {
                    broken.push(format!("{name} imports crate::{there}"));
                }
            }
        }
        for (place, what, why) in APART {
            if name.starts_with(place) && source.text.contains(what) {
                broken.push(format!("{name} names {what}: {why}"));
            }
        }
        for (crates, places) in CRATES {
            let foreign = crates.iter().filter(|_| !places.contains(&here.as_str()));
            let named = foreign.filter(|foreign| names_crate(&source.text, foreign));
            broken.extend(named.map(|foreign| format!("{name} names the crate {foreign}")));
        }
        if here == "domain" {
            let named = INPUT_AND_OUTPUT.iter().filter(|what| source.text.contains(**what));
            broken.extend(named.map(|what| format!("{name} names {what}")));
        }
        if here == "web" {
            broken.extend(changing_calls(&source.text).map(|call| format!("{name} calls {call}")));
        }
    }
    broken
}

/// The first name after each `crate::`; empty for a group in braces, which is never written.
fn imported_modules(text: &str) -> impl Iterator<Item = &str> {
    text.match_indices("crate::").map(|(start, marker)| {
        let rest = &text[start + marker.len()..];
        let end = rest.find(|c: char| !c.is_alphanumeric() && c != '_').unwrap_or(rest.len());
        &rest[..end]
    })
}

/// Whether a path begins with this crate.
fn names_crate(text: &str, name: &str) -> bool {
    let path = format!("{name}::");
    text.match_indices(&path).any(|(start, _)| {
        let before = text[..start].chars().next_back();
        !before.is_some_and(|c| c.is_alphanumeric() || matches!(c, '_' | ':' | '.'))
    })
}

/// Calls of functions of `store` that change something.
fn changing_calls(text: &str) -> impl Iterator<Item = String> {
    let tables = sources::without_tests().into_iter().filter(|source| source.module() == "store");
    let tables: Vec<String> = tables
        .map(|source| source.path.file_stem().unwrap().to_string_lossy().into_owned())
        .collect();
    let mut found = Vec::new();
    for table in tables {
        for change in CHANGES {
            let call = format!("{table}::{change}");
            if text.contains(&call) {
                found.push(call);
            }
        }
    }
    found.into_iter()
}
