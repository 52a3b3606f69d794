//! The audit log: who did what with the service, and for a head what readers did with slips.

use maud::{Markup, html};

use crate::domain::{AuditEntry, AuditMark, AuditedAct};
use crate::i18n::Words;
use crate::paths;
use crate::views::components::{Column, StaffTable};
use crate::views::{StaffFrame, StaffPage};

pub struct AuditLogPage {
    /// Newest first.
    pub lines: Vec<AuditLogLine>,
    pub mark: AuditMark,
    pub is_head: bool,
    /// The number before which earlier lines begin.
    pub older: Option<i64>,
    pub is_newest: bool,
}

pub struct AuditLogLine {
    /// In words, in London.
    pub at: String,
    pub who: LoggedBy,
    pub what: LoggedAs,
}

/// Whose doing it was.
pub enum LoggedBy {
    Person(String),
    Service,
    /// Whoever may run the program on its machine.
    Machine,
    Kiosk,
    Unknown,
}

/// What was done.
pub enum LoggedAs {
    /// As the log names it, with a name or a count where it is about somebody or some.
    Event {
        event: String,
        about: String,
    },
    Slips(AuditEntry),
}

impl StaffPage for AuditLogPage {
    fn title(&self, frame: &StaffFrame<'_>) -> String {
        frame.words.text("staff-log-title")
    }

    fn content(&self, frame: &StaffFrame<'_>) -> Markup {
        let words = frame.words;
        let mark = self.mark.in_words();
        html! {
            h1 { (words.text("staff-log-heading")) }
            p { (words.text("staff-log-text")) }
            p { (words.text(if self.is_head { "staff-log-head" } else { "staff-log-not-head" })) }
            p { strong { (words.fill("staff-log-mark", &[("mark", (&mark).into())])) } }
            p.hint { (words.fill("staff-log-mark-why", &[("mark", (&mark).into())])) }
            @if self.lines.is_empty() {
                @let none = if self.older.is_some() { "staff-log-none-here" } else { "staff-log-none" };
                div.panel { p { (words.text(none)) } }
            } @else {
                (self.table(words))
            }
            (self.turn(words))
        }
    }
}

impl AuditLogPage {
    fn table(&self, words: &Words) -> StaffTable {
        let columns = ["staff-log-when", "staff-log-who", "staff-log-what"];
        let cells = |line: &AuditLogLine| {
            vec![
                html! { (line.at) },
                html! { bdi { (by_in_words(&line.who, words)) } },
                html! { (what_in_words(&line.what, words)) },
            ]
        };
        StaffTable {
            id: "log",
            caption: words.text("staff-log-caption"),
            columns: columns.map(|name| Column::named(words.text(name))).into(),
            rows: self.lines.iter().map(cells).collect(),
        }
    }

    fn turn(&self, words: &Words) -> Markup {
        html! {
            @if self.older.is_some() || !self.is_newest {
                nav.go aria-label=(words.text("staff-log-title")) {
                    @if !self.is_newest {
                        a.btn.second href=(paths::AUDIT_LOG) { (words.text("staff-log-newest")) }
                    }
                    @if let Some(older) = self.older {
                        a.btn.second href=(format!("{}?before={older}", paths::AUDIT_LOG)) {
                            (words.text("staff-log-older"))
                        }
                    }
                }
            }
        }
    }
}

fn by_in_words(who: &LoggedBy, words: &Words) -> String {
    match who {
        LoggedBy::Person(name) => name.clone(),
        LoggedBy::Service => words.text("staff-log-by-service"),
        LoggedBy::Machine => words.text("staff-log-by-machine"),
        LoggedBy::Kiosk => words.text("staff-log-by-kiosk"),
        LoggedBy::Unknown => words.text("staff-log-by-nobody-known"),
    }
}

fn what_in_words(what: &LoggedAs, words: &Words) -> String {
    match what {
        LoggedAs::Event { event, about } => event_in_words(event, about, words),
        LoggedAs::Slips(entry) => entry_in_words(entry, words),
    }
}

/// An event that has no words yet is shown as it is stored, and never left out.
fn event_in_words(event: &str, about: &str, words: &Words) -> String {
    let who = |key: &'static str| words.fill(key, &[("who", about.into())]);
    match event {
        "reader.signed-in" => words.text("staff-log-reader-signed-in"),
        "reader.signed-in-with" => {
            words.fill("staff-log-reader-signed-in-with", &[("provider", about.into())])
        }
        "account.linked" => words.text("staff-log-account-linked"),
        "account.unlinked" => words.text("staff-log-account-unlinked"),
        "reader.invited" => who("staff-log-reader-invited"),
        "reader.enrolled" => words.text("staff-log-reader-enrolled"),
        "reader.confirmed" => who("staff-log-reader-confirmed"),
        "reader.new-keys-begun" => who("staff-log-reader-new-keys-begun"),
        "reader.new-keys-made" => words.text("staff-log-reader-new-keys-made"),
        "reader.new-keys-vouched" => who("staff-log-reader-new-keys-vouched"),
        "reader.new-keys" => who("staff-log-reader-new-keys"),
        "reader.removed" => who("staff-log-reader-removed"),
        "reader.recovered" => words.text("staff-log-reader-recovered"),
        "reader.recovered-by-papers" => words.text("staff-log-reader-recovered-by-papers"),
        "papers.made" => words.text("staff-log-papers-made"),
        "passkey.added" => words.text("staff-log-passkey-added"),
        "passkey.removed" => words.text("staff-log-passkey-removed"),
        "passkey.copied" => words.text("staff-log-passkey-copied"),
        "reader.password-changed" => words.text("staff-log-reader-password-changed"),
        "reader.kit-renewed" => words.text("staff-log-reader-kit-renewed"),
        "reader.factor-renewed" => words.text("staff-log-reader-factor-renewed"),
        "reader.factor-replaced" => words.text("staff-log-reader-factor-replaced"),
        "reader.leave-set" => who("staff-log-reader-leave-set"),
        "reader.cover-set" => who("staff-log-reader-cover-set"),
        "reader.leave-taken-back" => who("staff-log-reader-leave-taken-back"),
        "reader.sessions-ended" => words.text("staff-log-reader-sessions-ended"),
        "school.added" => words.text("staff-log-school-added"),
        "school.opened" => words.text("staff-log-school-opened"),
        "school.calendar-set" => words.text("staff-log-school-calendar-set"),
        "kiosk.added" => words.text("staff-log-kiosk-added"),
        "kiosk.words-made" => words.text("staff-log-kiosk-words-made"),
        "kiosk.changed" => words.text("staff-log-kiosk-changed"),
        "kiosk.paused" => words.text("staff-log-kiosk-paused"),
        "kiosk.resumed" => words.text("staff-log-kiosk-resumed"),
        "kiosk.revoked" => words.text("staff-log-kiosk-revoked"),
        "kiosk.enrolled" => words.text("staff-log-kiosk-enrolled"),
        "kiosk.stopped" => words.text("staff-log-kiosk-stopped"),
        "kiosk.check-filled" => words.text("staff-log-kiosk-check-filled"),
        "kiosk.check-signed" => words.text("staff-log-kiosk-check-signed"),
        "mail.refused" => who("staff-log-mail-refused"),
        "backup.restored" => words.text("staff-log-backup-restored"),
        "slips.purged" => {
            let count: usize = about.parse().unwrap_or_default();
            words.fill("staff-log-slips-purged", &[("count", count.into())])
        }
        "slips.searched" => words.text("staff-log-slips-searched"),
        "slips.purged-early" => words.text("staff-log-slips-purged-early"),
        other => words.fill("staff-log-other", &[("event", other.into())]),
    }
}

fn entry_in_words(entry: &AuditEntry, words: &Words) -> String {
    let days: Vec<String> = entry.days.iter().map(|day| day.in_words()).collect();
    let (what, days) = (act_in_words(entry.act, words), days.join(", "));
    let count = usize::try_from(entry.slips).unwrap_or(usize::MAX);
    let key = match entry.slips {
        0 | 1 => "staff-log-slip-of",
        _ if entry.days.len() < AuditEntry::DAYS_MAX => "staff-log-slips-of",
        _ => "staff-log-slips-of-more",
    };
    words.fill(key, &[("what", (&what).into()), ("count", count.into()), ("days", (&days).into())])
}

fn act_in_words(act: AuditedAct, words: &Words) -> String {
    words.text(match act {
        AuditedAct::Opened => "staff-log-act-opened",
        AuditedAct::Acknowledged => "staff-log-act-acknowledged",
        AuditedAct::WorkedOn => "staff-log-act-worked-on",
        AuditedAct::Closed => "staff-log-act-closed",
        AuditedAct::Held => "staff-log-act-held",
        AuditedAct::HoldLifted => "staff-log-act-hold-lifted",
        AuditedAct::PurgeAsked => "staff-log-act-purge-asked",
        AuditedAct::PurgeRefused => "staff-log-act-purge-refused",
        AuditedAct::SetAsideAsked => "staff-log-act-set-aside-asked",
        AuditedAct::SetAsideRefused => "staff-log-act-set-aside-refused",
        AuditedAct::SetAside => "staff-log-act-set-aside",
        AuditedAct::TakenBack => "staff-log-act-taken-back",
        AuditedAct::NameErased => "staff-log-act-name-erased",
        AuditedAct::Answered => "staff-log-act-answered",
        AuditedAct::AnswerRead => "staff-log-act-answer-read",
        AuditedAct::HandedOn => "staff-log-act-handed-on",
        AuditedAct::PutTogether => "staff-log-act-put-together",
        AuditedAct::TakenApart => "staff-log-act-taken-apart",
        AuditedAct::Reopened => "staff-log-act-reopened",
        AuditedAct::LetRead => "staff-log-act-let-read",
        AuditedAct::Split => "staff-log-act-split",
        AuditedAct::PutBack => "staff-log-act-put-back",
    })
}
