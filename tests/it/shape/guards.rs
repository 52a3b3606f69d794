//! Every handler for staff says in its arguments who may call it, and every one that takes a form
//! takes it from that person's own page.

use super::sources::{self, Source, functions};

const GUARD_FILES: [&str; 2] = ["web/guard.rs", "web/on_the_way.rs"];
/// The guards of these.
const GUARDS: &[&str] = &[
    "SignedIn",
    "SlipReader",
    "ReaderManager",
    "PaperMaker",
    "ServiceViewer",
    "KioskKeeper",
    "SessionHolder",
    "Enrolling",
    "Proving",
];

/// Handlers that come before anyone is known.
const OPEN: &[&str] = &[
    "show_sign_in",
    "submit_sign_in",
    "show_enrol",
    "submit_enrol",
    "show_recover",
    "submit_recover",
    "show_lost_phone",
    "submit_lost_phone",
    "show_recovery",
    "submit_recovery",
    "show_provider",
    "show_return",
    "show_back",
    "submit_passphrase",
];

/// Handlers of what changes who can read slips or how somebody signs in, or deletes a slip before its time.
const AFRESH: &[&str] = &[
    "submit_invite",
    "submit_invite_again",
    "submit_confirm",
    "submit_remove",
    "submit_begin",
    "submit_vouch",
    "submit_ask_purge",
    "submit_confirm_purge",
    "submit_add_passkey",
    "submit_remove_passkey",
    "submit_link",
    "submit_unlink",
    "submit_new_kit",
    "submit_keep_kit",
    "submit_new_factor",
    "submit_keep_factor",
    "submit_new_papers",
    "submit_keep_papers",
    "submit_leave",
    "submit_take_back_leave",
];

#[test]
fn what_changes_who_reads_or_deletes_a_slip_asks_for_password_and_code_again() {
    let sources = sources::without_tests();
    let afresh: Vec<_> = staff(&sources)
        .flat_map(|source| handlers(&source.text))
        .filter(|(_, signature)| signature.contains("PostedAfresh<"))
        .map(|(handler, _)| handler)
        .collect();
    for name in AFRESH {
        assert!(afresh.iter().any(|handler| handler == name), "{name}");
    }
    assert_eq!(afresh.len(), AFRESH.len(), "{afresh:?}");
}

#[test]
fn every_handler_for_staff_takes_its_guard() {
    let broken = unguarded(&sources::without_tests());
    assert!(broken.is_empty(), "handlers anyone can call:\n{}", broken.join("\n"));
}

#[test]
fn every_guard_and_every_open_handler_is_still_there() {
    let sources = sources::without_tests();
    let is_of_guards = |source: &&Source| GUARD_FILES.contains(&source.name().as_str());
    let guards: String = sources.iter().filter(is_of_guards).map(|it| it.text.as_str()).collect();
    for name in GUARDS {
        assert!(guards.contains(&format!("pub struct {name}")), "{name}");
    }
    let handlers: Vec<_> = staff(&sources).flat_map(|source| handlers(&source.text)).collect();
    assert!(handlers.len() > 15, "{handlers:?}");
    for name in OPEN {
        assert!(handlers.iter().any(|(handler, _)| handler == name), "{name}");
    }
}

#[test]
fn a_handler_without_its_guard_is_found() {
    let planted = [
        "pub async fn show_queue(app: Data<App>) -> HttpResponse {\n    let by: SlipReader;\n}",
        "pub async fn show_queue(app: Data<App>, School(school): School) -> HttpResponse {}",
        "pub async fn submit_close(app: Data<App>, by: SlipReader) -> HttpResponse {}",
        "pub async fn submit_close(app: Data<App>, PostedByAnyone(form): PostedByAnyone) {}",
        "pub async fn submit_sign_in(app: Data<App>, School(school): School) {}",
    ];
    for text in planted {
        let found = unguarded(&[Source::planted("web/staff/slips.rs", text)]);
        assert_eq!(found.len(), 1, "{text}");
    }
    let guarded = "pub async fn submit_close(app: Data<App>, posted: Posted<SlipReader>) {}";
    assert!(unguarded(&[Source::planted("web/staff/slips.rs", guarded)]).is_empty());
}

fn unguarded(sources: &[Source]) -> Vec<String> {
    let mut found = Vec::new();
    for source in staff(sources) {
        for (handler, signature) in handlers(&source.text) {
            let is_open = OPEN.contains(&handler.as_str());
            let has_guard = GUARDS.iter().any(|guard| signature.contains(guard));
            let takes_form = handler.starts_with("submit_");
            let has_own_form = match is_open {
                true => signature.contains("PostedByAnyone"),
                false => ["Posted<", "PostedAfresh<"].iter().any(|form| signature.contains(form)),
            };
            if !(is_open || has_guard) || (takes_form && !has_own_form) {
                found.push(format!("{}: {handler}", source.name()));
            }
        }
    }
    found
}

/// The guard that this handler takes, in the text of its file.
pub fn guard_of(text: &str, handler: &str) -> Option<String> {
    let all = handlers(text);
    let (_, signature) = all.iter().find(|(name, _)| name == handler).unwrap();
    // One name is within no other.
    GUARDS.iter().find(|guard| signature.contains(**guard)).map(|guard| (*guard).to_owned())
}

fn staff(sources: &[Source]) -> impl Iterator<Item = &Source> {
    sources.iter().filter(|source| source.name().starts_with("web/staff/"))
}

fn handlers(text: &str) -> Vec<(String, String)> {
    let found = functions(text, "pub async fn ");
    let signature = |function: &str| function.split(" {\n").next().unwrap_or_default().to_owned();
    found.into_iter().map(|(name, function)| (name.to_owned(), signature(function))).collect()
}
