//! What every page of staff has around it: the dark bar, the areas a person may see, and sign-out.

use maud::{DOCTYPE, Markup, html};

use crate::domain::{Permission, Roles};
use crate::i18n::Words;
use crate::paths;

use super::components::{CsrfField, OurPicture, Shortcut, ShortcutList};
use super::shell::{banner, head};

/// The areas of the staff side, each a link in the bar.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum StaffArea {
    ToLookAt,
    Closed,
    Readers,
    Log,
    Kiosks,
    SetUp,
    Paper,
    PassOn,
    Account,
}

/// Who is signed in.
#[derive(Clone, Copy)]
pub struct SignedIn<'a> {
    pub name: &'a str,
    pub roles: &'a Roles,
    /// The token that forms of this session carry.
    pub csrf: &'a str,
    /// Whether the keys of these pages work in their browser.
    pub has_shortcuts: bool,
}

/// What a staff page is shown in.
#[derive(Clone, Copy)]
pub struct StaffFrame<'a> {
    pub words: &'a Words,
    pub school: &'a str,
    /// Absent on the pages before signing in.
    pub signed_in: Option<SignedIn<'a>>,
    pub area: Option<StaffArea>,
    /// Words across the top of every page: that this is a demonstration.
    pub banner: Option<&'a str>,
}

impl StaffFrame<'_> {
    fn has_shortcuts(&self) -> bool {
        self.signed_in.is_some_and(|person| person.has_shortcuts)
    }
}

/// A page of staff.
pub trait StaffPage {
    /// Shown in the tab, where a class may see it: never anything from a slip.
    fn title(&self, frame: &StaffFrame<'_>) -> String;
    fn content(&self, frame: &StaffFrame<'_>) -> Markup;

    /// A script of its own, without which it works all the same.
    fn script(&self) -> Option<&'static str> {
        None
    }
}

impl StaffArea {
    const ALL: [Self; 9] = [
        Self::ToLookAt,
        Self::Closed,
        Self::Readers,
        Self::Log,
        Self::Kiosks,
        Self::SetUp,
        Self::Paper,
        Self::PassOn,
        Self::Account,
    ];

    fn path(self) -> &'static str {
        match self {
            Self::ToLookAt => paths::SLIPS_TODAY,
            Self::Closed => paths::SLIPS_CLOSED,
            Self::Readers => paths::READERS,
            Self::Log => paths::AUDIT_LOG,
            Self::Kiosks => paths::KIOSKS,
            Self::SetUp => paths::SET_UP,
            Self::Paper => paths::PAPER,
            Self::PassOn => paths::PASS_ON,
            Self::Account => paths::ACCOUNT,
        }
    }

    fn name(self, words: &Words) -> String {
        match self {
            Self::ToLookAt => words.text("staff-area-to-look-at"),
            Self::Closed => words.text("staff-area-closed"),
            Self::Readers => words.text("staff-area-readers"),
            Self::Log => words.text("staff-area-log"),
            Self::Kiosks => words.text("staff-area-kiosks"),
            Self::SetUp => words.text("staff-area-set-up"),
            Self::Paper => words.text("staff-area-paper"),
            Self::PassOn => words.text("staff-area-pass-on"),
            Self::Account => words.text("staff-area-account"),
        }
    }

    fn key(self) -> Option<&'static str> {
        match self {
            Self::ToLookAt => Some(Shortcut::Lists.key()),
            Self::Closed
            | Self::Readers
            | Self::Log
            | Self::Kiosks
            | Self::SetUp
            | Self::Paper
            | Self::PassOn
            | Self::Account => None,
        }
    }

    fn permission(self) -> Permission {
        match self {
            Self::ToLookAt | Self::Closed => Permission::ReadSlips,
            Self::Readers | Self::Log => Permission::ManageReaders,
            Self::Kiosks => Permission::EnrolKiosks,
            // Everyone has it who has any: those with an account of their own.
            Self::SetUp | Self::Paper | Self::PassOn | Self::Account => Permission::SeeService,
        }
    }
}

/// The whole document of a staff page. The look follows the machine's own settings.
pub fn staff_document(page: &impl StaffPage, frame: &StaffFrame<'_>) -> Markup {
    let words = frame.words;
    html! {
        (DOCTYPE)
        html.staff lang=(words.language().as_str()) {
            head {
                (head(&page.title(frame), Some(paths::files::TALK_LATIN_WOFF2)))
                link rel="stylesheet" href=(paths::files::STAFF_CSS);
                script src=(paths::files::TALK_JS) defer {}
                @if frame.has_shortcuts() { script src=(paths::files::KEYS_JS) defer {} }
                @if let Some(script) = page.script() { script src=(script) defer {} }
            }
            body {
                a.skip href="#main" { (words.text("skip-to-content")) }
                (banner(frame.banner))
                header.staff-bar {
                    div {
                        p.brand {
                            (OurPicture("slip"))
                            span { (words.fill("staff-brand", &[("school", frame.school.into())])) }
                        }
                        @if let Some(person) = &frame.signed_in { (menu(person, frame)) }
                    }
                }
                main #main .page tabindex="-1" { (page.content(frame)) }
                @if let Some(person) = &frame.signed_in { (foot(person, words)) }
                @if frame.has_shortcuts() { (shortcuts(words)) }
            }
        }
    }
}

fn foot(person: &SignedIn<'_>, words: &Words) -> Markup {
    html! {
        footer.staff-foot {
            @if person.roles.may(Permission::ReadSlips) {
                a href=(paths::SEARCH_SLIPS) data-key=(Shortcut::Search.key()) {
                    (words.text("staff-keys-search"))
                }
                a href=(paths::TERM) { (words.text("staff-term-title")) }
            }
            a href=(paths::SHORTCUTS) { (words.text("staff-keys-title")) }
        }
    }
}

/// Shown by a key, above the page. Without script it never shows.
fn shortcuts(words: &Words) -> Markup {
    html! {
        dialog #keys aria-labelledby="keys-title" {
            h2 #keys-title { (words.text("staff-keys-title")) }
            (ShortcutList(words))
            form method="dialog" { button.btn type="submit" { (words.text("staff-keys-back")) } }
        }
    }
}

/// On a desk all of it side by side. On a phone the areas and signing out are folded up, and locking is not:
/// it has to be quick when a pupil comes near.
fn menu(person: &SignedIn<'_>, frame: &StaffFrame<'_>) -> Markup {
    let words = frame.words;
    html! {
        details.areas {
            summary { (words.text("staff-menu")) }
            (areas(person, frame))
        }
        form method="post" action=(paths::LOCK) {
            (CsrfField(person.csrf))
            button type="submit" data-key=(Shortcut::Lock.key()) { (words.text("staff-lock")) }
        }
        form.out method="post" action=(paths::SIGN_OUT) {
            (CsrfField(person.csrf))
            button type="submit" {
                (words.text("staff-sign-out")) span.vh { " " (person.name) }
            }
        }
    }
}

fn areas(person: &SignedIn<'_>, frame: &StaffFrame<'_>) -> Markup {
    let words = frame.words;
    let is_here = |area| frame.area == Some(area);
    html! {
        nav aria-label=(words.text("staff-areas")) {
            ul {
                @for area in StaffArea::ALL {
                    @if person.roles.may(area.permission()) {
                        li {
                            a href=(area.path()) data-key=[area.key()]
                                aria-current=[is_here(area).then_some("page")] {
                                (area.name(words))
                            }
                        }
                    }
                }
            }
        }
    }
}
