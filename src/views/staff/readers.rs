//! The readers: who they are, who waits to be confirmed, who is invited, and inviting another.

use maud::{Markup, html};

use crate::domain::{Day, Nation, ReaderSummary, Role, Timestamp};
use crate::i18n::Words;
use crate::paths;
use crate::views::components::{
    AsTyped, CsrfField, DigitsForm, FieldError, StaffErrors, StaffField, StaffForm,
};
use crate::views::post::{post_alone, posts};
use crate::views::{StaffFrame, StaffPage};

/// How far somebody has come.
pub enum PersonState {
    /// Has the link still to use; absent when it has expired.
    Invited {
        link: Option<String>,
    },
    /// Has enrolled; nobody has vouched for their key.
    Unconfirmed,
    Confirmed,
}

pub struct ReaderLine {
    pub reader: ReaderSummary,
    pub state: PersonState,
    /// Until when they are away; absent while they are at work.
    pub away_until: Option<Day>,
    /// The person who looks at the page; nobody removes themself.
    pub is_oneself: bool,
    /// Stands for the details as they are shown: nobody is confirmed as something else.
    pub seen: String,
    /// Since when they have slips to seal anew; absent when they have none.
    pub reseals_since: Option<Timestamp>,
    /// Why the digits that were typed for them were not taken.
    pub digits_error: Option<String>,
}

/// How many of the readers the school's recovery papers help.
pub struct CoveredReaders {
    pub covered: usize,
    pub of: usize,
}

/// The form for inviting, as it was sent.
#[derive(Default)]
pub struct InviteFields {
    pub name: String,
    pub title: String,
    pub email: String,
    pub roles: Vec<Role>,
}

pub struct ReadersPage<'a> {
    pub lines: &'a [ReaderLine],
    /// Absent where there are no papers.
    pub papers: Option<CoveredReaders>,
    pub nation: Nation,
    pub csrf: &'a str,
    pub invite: InviteFields,
    pub errors: &'a [FieldError],
    pub notice: Option<String>,
}

impl StaffPage for ReadersPage<'_> {
    fn title(&self, frame: &StaffFrame<'_>) -> String {
        frame.words.text("staff-readers-title")
    }

    fn content(&self, frame: &StaffFrame<'_>) -> Markup {
        let words = frame.words;
        html! {
            (StaffErrors { words, errors: self.errors })
            h1 { (words.text("staff-readers-title")) }
            @if let Some(notice) = &self.notice { p.notice role="status" { (notice) } }
            p {
                (words.text("staff-readers-new-keys")) " "
                a href=(paths::NEW_KEYS) { (words.text("staff-new-keys-title")) }
            }
            p {
                @match &self.papers {
                    Some(CoveredReaders { covered, of }) => (words.fill("staff-papers-readers", &[
                        ("covered", (*covered).into()),
                        ("of", (*of).into()),
                    ])),
                    None => (words.text("staff-papers-readers-none")),
                }
                " " a href=(paths::RECOVERY_PAPERS) { (words.text("staff-papers-title")) }
            }
            p { a href=(paths::DAYS_AWAY) { (words.text("staff-leave-link")) } }
            @for line in self.lines { (self.person(line, words)) }
            (self.invite_form(words))
        }
    }
}

impl ReadersPage<'_> {
    fn person(&self, line: &ReaderLine, words: &Words) -> Markup {
        let ReaderSummary { id, name, title, roles, email } = &line.reader;
        let heading = format!("person-{}", id.as_str());
        html! {
            section.panel aria-labelledby=(heading) {
                h2 id=(heading) { (AsTyped(name.as_str())) ", " (AsTyped(title.as_str())) }
                dl.facts {
                    div { dt { (words.text("staff-readers-roles")) } dd { (posts(roles, self.nation, words)) } }
                    div { dt { (words.text("staff-email")) } dd { (email.as_str()) } }
                    div {
                        dt { (words.text("staff-readers-state")) }
                        dd {
                            (words.text(state_key(&line.state)))
                            @if let Some(day) = line.away_until {
                                ", " (words.fill("staff-leave-until", &[("day", (&day.in_words()).into())]))
                            }
                        }
                    }
                    @if let Some(since) = line.reseals_since {
                        div {
                            dt { (words.text("staff-readers-reseals")) }
                            dd { (words.fill("staff-readers-reseals-since", &[("since", (&since.in_words()).into())])) }
                        }
                    }
                }
                @match &line.state {
                    PersonState::Invited { link } => (self.invited(line, link.as_deref(), words)),
                    PersonState::Unconfirmed => (self.confirm_form(line, words)),
                    PersonState::Confirmed => {}
                }
                @if !line.is_oneself { (self.remove_form(line, words)) }
            }
        }
    }

    fn invited(&self, line: &ReaderLine, link: Option<&str>, words: &Words) -> Markup {
        html! {
            @if let Some(link) = link {
                details {
                    summary { (words.text("staff-readers-show-link")) }
                    p { (words.text("staff-readers-link-text")) }
                    p.code translate="no" { (link) }
                }
            } @else {
                p { (words.text("staff-readers-link-expired")) }
            }
            form method="post" action=(paths::invite_reader_again(&line.reader.id)) {
                (CsrfField(self.csrf))
                div.go {
                    button.btn.second type="submit" {
                        (words.text("staff-readers-new-link"))
                        span.vh { ": " (AsTyped(line.reader.name.as_str())) }
                    }
                }
            }
        }
    }

    fn confirm_form(&self, line: &ReaderLine, words: &Words) -> Markup {
        let name = line.reader.name.as_str();
        let form = DigitsForm {
            reader: &line.reader,
            seen: &line.seen,
            error: line.digits_error.as_deref(),
            action: &paths::confirm_reader(&line.reader.id),
            csrf: self.csrf,
            button: words.fill("staff-readers-confirm", &[("name", name.into())]),
        };
        html! {
            p { (words.fill("staff-readers-confirm-text", &[("name", name.into())])) }
            (form.render_in(words))
        }
    }

    fn remove_form(&self, line: &ReaderLine, words: &Words) -> Markup {
        let name = line.reader.name.as_str();
        html! {
            details {
                summary { (words.fill("staff-readers-remove", &[("name", name.into())])) }
                p { (words.text("staff-readers-remove-text")) }
                form method="post" action=(paths::remove_reader(&line.reader.id)) {
                    (CsrfField(self.csrf))
                    div.go {
                        button.btn.danger type="submit" {
                            (words.fill("staff-readers-remove", &[("name", name.into())]))
                        }
                    }
                }
            }
        }
    }

    fn invite_form(&self, words: &Words) -> Markup {
        let line = |name, label, hint, kind, value| StaffField {
            name,
            label: words.text(label),
            hint: Some(words.text(hint)),
            kind,
            autocomplete: "off",
            value,
            errors: self.errors,
        };
        let form = &self.invite;
        let roles_error = self.errors.iter().find(|error| error.field == "roles");
        let content = html! {
            (line("name", "staff-readers-name", "staff-readers-name-hint", "text", &form.name))
            (line("title", "staff-readers-post", "staff-readers-post-hint", "text", &form.title))
            (line("email", "staff-email", "staff-readers-email-hint", "email", &form.email))
            fieldset #roles tabindex="-1" {
                legend { (words.text("staff-readers-roles")) }
                @if let Some(error) = roles_error { p.err { (error.message) } }
                @for role in Role::ALL {
                    label.tick {
                        input type="checkbox" name="roles" value=(role.as_str())
                            checked[form.roles.contains(&role)];
                        span { (post_alone(role, self.nation, words)) }
                    }
                }
            }
        };
        html! {
            section.panel aria-labelledby="inviting" {
                h2 #inviting { (words.text("staff-readers-invite-heading")) }
                (StaffForm {
                    action: paths::INVITE_READER,
                    csrf: Some(self.csrf),
                    content,
                    button: words.text("staff-readers-invite-button"),
                })
            }
        }
    }
}

fn state_key(state: &PersonState) -> &'static str {
    match state {
        PersonState::Invited { .. } => "staff-readers-invited",
        PersonState::Unconfirmed => "staff-readers-unconfirmed",
        PersonState::Confirmed => "staff-readers-confirmed",
    }
}
