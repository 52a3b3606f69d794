//! How long a slip is kept, on its page: the day on which it goes, the hold that keeps it, and the
//! two readers who may agree to let it go earlier.

use maud::{Markup, Render, html};

use crate::domain::{ActKind, Day, Retention, SlipId, SlipState};
use crate::i18n::Words;
use crate::paths;
use crate::views::components::{CsrfField, FieldError, StaffTextBox};

/// What was typed into the two forms, as it was sent.
#[derive(Default)]
pub struct KeepFields {
    pub hold_reason: String,
    pub purge_reason: String,
}

/// Who asks to have a slip deleted.
pub enum Asked {
    Nobody,
    /// The reader who looks at the page.
    Own,
    Other(String),
}

pub struct Keeping<'a> {
    pub slip: &'a SlipId,
    pub state: SlipState,
    /// Absent while it is not closed.
    pub purge_on: Option<Day>,
    pub is_held: bool,
    pub today: Day,
    pub retention: Retention,
    /// Who reads it, as the pupil was told.
    pub readers: &'a [String],
    pub asked: &'a Asked,
    pub fields: &'a KeepFields,
    pub errors: &'a [FieldError],
    pub csrf: &'a str,
    pub words: &'a Words,
}

impl Render for Keeping<'_> {
    fn render(&self) -> Markup {
        html! {
            section.panel aria-labelledby="keeping" {
                h2 #keeping { (self.words.text("staff-keep-heading")) }
                @if self.is_held {
                    (self.lift())
                } @else {
                    p { (self.until()) }
                    (self.early())
                    (self.hold())
                }
            }
        }
    }
}

impl Keeping<'_> {
    fn until(&self) -> String {
        match self.purge_on {
            Some(day) => self.words.fill("staff-keep-until", &[("day", (&day.in_words()).into())]),
            None => self.words.fill(
                "staff-keep-open",
                &[
                    ("recorded", days(self.retention.recorded_days).into()),
                    ("closed", days(self.retention.closed_days).into()),
                ],
            ),
        }
    }

    fn lift(&self) -> Markup {
        let words = self.words;
        let later = self.purge_on.map(|day| Retention::purge_on_after_hold(day, self.today));
        html! {
            p { (words.text("staff-keep-held")) }
            @match later {
                Some(day) => p {
                    (words.fill("staff-keep-lift-closed", &[("day", (&day.in_words()).into())]))
                },
                None => p { (words.text("staff-keep-lift-open")) }
            }
            form method="post" action=(paths::lift_hold(self.slip)) {
                (CsrfField(self.csrf))
                div.go {
                    button.btn.second type="submit" { (words.text("staff-keep-lift-button")) }
                }
            }
        }
    }

    fn hold(&self) -> Markup {
        let words = self.words;
        let content = self.reason(
            "hold-reason",
            words.text("staff-keep-hold-reason"),
            words.fill("staff-keep-hold-hint", &[("max", ActKind::NOTE_CHARACTERS_MAX.into())]),
            &self.fields.hold_reason,
        );
        html! {
            details open[self.has_error("hold-reason")] {
                summary { (words.text("staff-keep-hold-summary")) }
                form.staff-form method="post" action=(paths::hold_slip(self.slip)) novalidate {
                    (CsrfField(self.csrf))
                    (content)
                    div.go {
                        button.btn.second type="submit" { (words.text("staff-keep-hold-button")) }
                    }
                }
            }
        }
    }

    fn early(&self) -> Markup {
        match (self.state, self.asked) {
            (
                SlipState::New | SlipState::Acknowledged | SlipState::AsideAsked | SlipState::Aside,
                _,
            ) => html! {},
            (SlipState::Closed, Asked::Own) => self.asked_by_self(),
            (SlipState::Closed, Asked::Other(who)) => self.asked_by(who),
            (SlipState::Closed, Asked::Nobody) if self.readers.len() < 2 => html! {
                p { (self.words.text("staff-keep-early-alone")) }
            },
            (SlipState::Closed, Asked::Nobody) => self.ask(),
        }
    }

    fn ask(&self) -> Markup {
        let words = self.words;
        let content = self.reason(
            "purge-reason",
            words.text("staff-keep-early-reason"),
            words.fill("staff-keep-early-hint", &[("max", ActKind::NOTE_CHARACTERS_MAX.into())]),
            &self.fields.purge_reason,
        );
        html! {
            details open[self.has_error("purge-reason")] {
                summary { (words.text("staff-keep-early-summary")) }
                p { (words.text("staff-keep-early-text")) }
                form.staff-form method="post" action=(paths::ask_purge(self.slip)) novalidate {
                    (CsrfField(self.csrf))
                    (content)
                    div.go {
                        button.btn.second type="submit" { (words.text("staff-keep-early-button")) }
                    }
                }
            }
        }
    }

    fn asked_by_self(&self) -> Markup {
        let readers = self.readers.join("; ");
        html! {
            p.notice {
                (self.words.fill("staff-keep-asked-own", &[("readers", (&readers).into())]))
            }
            (self.refuse())
        }
    }

    fn asked_by(&self, who: &str) -> Markup {
        let words = self.words;
        html! {
            p.notice.now { (words.fill("staff-keep-asked-by", &[("who", who.into())])) }
            p { (words.text("staff-keep-confirm-text")) }
            form method="post" action=(paths::confirm_purge(self.slip)) {
                (CsrfField(self.csrf))
                div.go {
                    button.btn.danger type="submit" { (words.text("staff-keep-confirm-button")) }
                }
            }
            (self.refuse())
        }
    }

    fn refuse(&self) -> Markup {
        html! {
            form method="post" action=(paths::refuse_purge(self.slip)) {
                (CsrfField(self.csrf))
                div.go {
                    button.btn.second type="submit" {
                        (self.words.text("staff-keep-refuse-button"))
                    }
                }
            }
        }
    }

    fn reason(&self, name: &'static str, label: String, hint: String, typed: &str) -> Markup {
        html! {
            (StaffTextBox { name, label, hint: Some(hint), rows: 3, value: typed, errors: self.errors })
        }
    }

    fn has_error(&self, name: &str) -> bool {
        self.errors.iter().any(|error| error.field == name)
    }
}

/// As the words count them.
pub fn days(days: i32) -> usize {
    usize::try_from(days).unwrap_or_default()
}
