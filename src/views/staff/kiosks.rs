//! Kiosks: what they are called, how their pages look, and the words that make a computer one.

use maud::{Markup, Render, html};

use super::kiosk_check::signed_in_words;
use crate::domain::{
    Appearance, Day, Kiosk, KioskCode, Language, Look, Mode, Nation, Roles, Timestamp,
};
use crate::i18n::Words;
use crate::paths;
use crate::views::components::{
    AsTyped, CodeWords, CsrfField, FieldError, Select, StaffErrors, StaffForm, look_in_words,
    mode_in_words,
};
use crate::views::{StaffFrame, StaffPage};

/// A kiosk on the list.
pub struct KioskLine {
    pub kiosk: Kiosk,
    pub state: KioskState,
    pub seen_on: Option<Day>,
    /// When a reader last signed that it is as it should be.
    pub checked: Option<LastCheck>,
    /// Whether somebody has filled in a look since, that waits for a reader.
    pub has_draft: bool,
    /// The form for changing it as it was sent, when there is something to put right.
    pub put_right: Option<(KioskFields, String)>,
}

/// The latest look at a kiosk that was signed.
pub struct LastCheck {
    pub signed_on: Day,
    /// What the reader was at the school.
    pub roles: Roles,
    /// How much was not as it should be.
    pub open: usize,
    pub is_due: bool,
}

/// How far a kiosk has come.
pub enum KioskState {
    /// Its words can be typed still.
    Waiting,
    /// They cannot, and nobody has.
    Lapsed,
    Enrolled {
        on: Day,
        /// Whoever made its words.
        by: String,
    },
    /// Somebody has stopped it at the computer itself.
    Stopped,
}

/// A form for a kiosk, as it is shown or was sent.
#[derive(Default, Clone)]
pub struct KioskFields {
    pub name: String,
    pub appearance: Appearance,
}

pub struct KiosksPage<'a> {
    pub lines: &'a [KioskLine],
    /// Those that pupils' pages can be in.
    pub languages: &'a [Language],
    pub nation: Nation,
    pub add: KioskFields,
    pub errors: &'a [FieldError],
    pub notice: Option<String>,
    pub csrf: &'a str,
}

/// The words, shown once.
pub struct KioskWordsPage<'a> {
    pub name: &'a str,
    pub code: &'a KioskCode,
    pub expires_at: Timestamp,
    /// Where they are typed.
    pub address: String,
    /// Where pupils begin.
    pub first_page: String,
}

impl StaffPage for KiosksPage<'_> {
    fn title(&self, frame: &StaffFrame<'_>) -> String {
        frame.words.text("staff-kiosks-title")
    }

    fn content(&self, frame: &StaffFrame<'_>) -> Markup {
        let words = frame.words;
        html! {
            (StaffErrors { words, errors: self.errors })
            h1 { (words.text("staff-kiosks-title")) }
            @if let Some(notice) = &self.notice { p.notice.good role="status" { (notice) } }
            p { (words.text("staff-kiosks-text")) }
            p { (words.text("staff-kiosks-never-joined")) }
            p { a href=(paths::GUIDES) { (words.text("staff-guides-link")) } }
            p { a href=(paths::DEVICE_TEST) { (words.text("staff-device-link")) } }
            @if self.lines.is_empty() {
                div.panel { p { (words.text("staff-kiosks-none")) } }
            }
            @for line in self.lines { (self.kiosk(line, words)) }
            @if !self.lines.is_empty() { p.hint { (words.text("staff-kiosks-seen-hint")) } }
            (self.add_form(words))
        }
    }
}

impl KiosksPage<'_> {
    fn kiosk(&self, line: &KioskLine, words: &Words) -> Markup {
        let Kiosk { id, name, appearance, .. } = &line.kiosk;
        let heading = format!("kiosk-{}", id.as_str());
        html! {
            section.panel aria-labelledby=(heading) {
                h2 id=(heading) { (AsTyped(name.as_str())) }
                dl.facts {
                    div { dt { (words.text("staff-kiosks-words-mode")) } dd { (mode_or_usual(appearance.mode, words)) } }
                    div { dt { (words.text("staff-kiosks-look")) } dd { (look_or_usual(appearance.look, words)) } }
                    @if let Some(language) = appearance.language {
                        div { dt { (words.text("staff-kiosks-tongue")) } dd { (language.in_english()) } }
                    }
                    div { dt { (words.text("staff-kiosks-state")) } dd { (state_in_words(&line.state, words)) } }
                    div {
                        dt { (words.text("staff-kiosks-seen")) }
                        dd {
                            @match line.seen_on {
                                Some(day) => (day.in_words()),
                                None => (words.text("staff-kiosks-never-seen")),
                            }
                        }
                    }
                    div {
                        dt { (words.text("staff-check-last")) }
                        dd { (self.checked(line, words)) }
                    }
                }
                @if line.has_draft { p.note { (words.text("staff-check-draft")) } }
                div.go {
                    a.btn.second href=(paths::check_kiosk(id)) {
                        (AsTyped(&words.fill("staff-check-link", &[("name", name.as_str().into())])))
                    }
                }
                @if let Some(day) = line.kiosk.paused_on {
                    p.note { (words.fill("staff-kiosks-paused-since", &[("day", (&day.in_words()).into())])) }
                }
                (self.change_form(line, words))
                (self.pause_form(line, words))
                (self.new_words_form(line, words))
                (self.revoke_form(line, words))
            }
        }
    }

    fn checked(&self, line: &KioskLine, words: &Words) -> Markup {
        let Some(LastCheck { signed_on, roles, open, is_due }) = &line.checked else {
            return html! { (words.text("staff-check-never")) };
        };
        html! {
            (signed_in_words(*signed_on, roles, self.nation, words))
            @if *is_due { " " span.pill.soon { (words.text("staff-check-due")) } }
            @if *open > 0 { " " span.pill.now { (words.fill("staff-check-open", &[("count", (*open).into())])) } }
        }
    }

    fn change_form(&self, line: &KioskLine, words: &Words) -> Markup {
        let Kiosk { id, name, appearance, .. } = &line.kiosk;
        let name = name.as_str();
        let as_it_is = KioskFields { name: name.to_owned(), appearance: *appearance };
        let (fields, error) = match &line.put_right {
            Some((fields, error)) => (fields, Some(error.as_str())),
            None => (&as_it_is, None),
        };
        html! {
            details open[error.is_some()] {
                summary { (words.fill("staff-kiosks-change", &[("name", name.into())])) }
                (StaffForm {
                    action: &paths::change_kiosk(id),
                    csrf: Some(self.csrf),
                    content: self.fields(fields, &format!("-{}", id.as_str()), error, words),
                    button: words.fill("staff-kiosks-change-button", &[("name", name.into())]),
                })
            }
        }
    }

    fn pause_form(&self, line: &KioskLine, words: &Words) -> Markup {
        let Kiosk { id, name, paused_on, .. } = &line.kiosk;
        let name = name.as_str();
        html! {
            @if paused_on.is_some() {
                form method="post" action=(paths::resume_kiosk(id)) {
                    (CsrfField(self.csrf))
                    div.go {
                        button.btn.second type="submit" {
                            (words.fill("staff-kiosks-resume", &[("name", name.into())]))
                        }
                    }
                }
            } @else {
                details {
                    summary { (words.fill("staff-kiosks-pause", &[("name", name.into())])) }
                    p { (words.text("staff-kiosks-pause-text")) }
                    form method="post" action=(paths::pause_kiosk(id)) {
                        (CsrfField(self.csrf))
                        div.go {
                            button.btn.second type="submit" {
                                (words.fill("staff-kiosks-pause-button", &[("name", name.into())]))
                            }
                        }
                    }
                }
            }
        }
    }

    fn new_words_form(&self, line: &KioskLine, words: &Words) -> Markup {
        let Kiosk { id, name, .. } = &line.kiosk;
        let name = name.as_str();
        html! {
            details {
                summary { (words.fill("staff-kiosks-new-words", &[("name", name.into())])) }
                p { (words.text("staff-kiosks-new-words-text")) }
                form method="post" action=(paths::new_kiosk_words(id)) {
                    (CsrfField(self.csrf))
                    div.go {
                        button.btn.second type="submit" {
                            (words.fill("staff-kiosks-new-words-button", &[("name", name.into())]))
                        }
                    }
                }
            }
        }
    }

    fn revoke_form(&self, line: &KioskLine, words: &Words) -> Markup {
        let Kiosk { id, name, .. } = &line.kiosk;
        let name = name.as_str();
        html! {
            details {
                summary { (words.fill("staff-kiosks-revoke", &[("name", name.into())])) }
                p { (words.text("staff-kiosks-revoke-text")) }
                form method="post" action=(paths::revoke_kiosk(id)) {
                    (CsrfField(self.csrf))
                    div.go {
                        button.btn.danger type="submit" {
                            (words.fill("staff-kiosks-revoke-button", &[("name", name.into())]))
                        }
                    }
                }
            }
        }
    }

    fn add_form(&self, words: &Words) -> Markup {
        let error = self.errors.iter().find(|error| error.field == "name");
        let error = error.map(|error| error.message.as_str());
        html! {
            section.panel aria-labelledby="adding" {
                h2 #adding { (words.text("staff-kiosks-add-heading")) }
                (StaffForm {
                    action: paths::ADD_KIOSK,
                    csrf: Some(self.csrf),
                    content: self.fields(&self.add, "", error, words),
                    button: words.text("staff-kiosks-add-button"),
                })
            }
        }
    }

    /// `suffix` makes the ids of several such forms on one page differ.
    fn fields(
        &self,
        fields: &KioskFields,
        suffix: &str,
        error: Option<&str>,
        words: &Words,
    ) -> Markup {
        let Appearance { mode, look, language, .. } = fields.appearance;
        let modes = Mode::ALL.map(|one| (one.as_str(), mode_in_words(one, words)));
        let looks = Look::ALL.map(|one| (one.as_str(), look_in_words(one, words)));
        let tongues = self.languages.iter();
        let tongues: Vec<_> =
            tongues.map(|one| (one.as_str(), one.in_english().to_owned())).collect();
        let select = |name, label, none, options: &[_], chosen| {
            let id = &format!("{name}{suffix}");
            Select { id, name, label, none: Some(none), options, chosen, error: None }.render()
        };
        let id = format!("name{suffix}");
        let (hint_id, error_id) = (format!("{id}-hint"), format!("{id}-error"));
        let described_by = match error {
            Some(_) => format!("{hint_id} {error_id}"),
            None => hint_id.clone(),
        };
        html! {
            div.field {
                label for=(id) { (words.text("staff-kiosks-name")) }
                p.hint id=(hint_id) { (words.text("staff-kiosks-name-hint")) }
                @if let Some(error) = error { p.err id=(error_id) { (error) } }
                input.line id=(id) name="name" type="text" value=(fields.name) autocomplete="off"
                    spellcheck="false" writingsuggestions="false" aria-describedby=(described_by)
                    aria-invalid=[error.map(|_| "true")];
            }
            (select("mode", words.text("staff-kiosks-words-mode"), words.text("staff-kiosks-usual"), &modes, mode.map(Mode::as_str)))
            (select("look", words.text("staff-kiosks-look"), words.text("staff-kiosks-usual-look"), &looks, look.map(Look::as_str)))
            (select("lang", words.text("staff-kiosks-tongue"), words.text("staff-kiosks-usual"), &tongues, language.map(Language::as_str)))
        }
    }
}

impl StaffPage for KioskWordsPage<'_> {
    fn title(&self, frame: &StaffFrame<'_>) -> String {
        // The words are for this page alone, and its name is no secret.
        frame.words.text("staff-kiosks-title")
    }

    fn content(&self, frame: &StaffFrame<'_>) -> Markup {
        let words = frame.words;
        let time = self.expires_at.time_of_day();
        html! {
            h1 { (words.fill("staff-kiosks-words-title", &[("name", self.name.into())])) }
            p { (words.text("staff-kiosks-words-where")) }
            p.code translate="no" { (self.address) }
            (CodeWords(&self.code.words()))
            p { (words.fill("staff-kiosks-words-text", &[("time", (&time).into())])) }
            p.hint {
                (words.fill("staff-kiosks-words-page", &[("address", (&self.first_page).into())]))
            }
            div.go { a.btn.second href=(paths::KIOSKS) { (words.text("staff-kiosks-words-back")) } }
        }
    }
}

fn mode_or_usual(mode: Option<Mode>, words: &Words) -> String {
    mode.map_or_else(|| words.text("staff-kiosks-usual"), |mode| mode_in_words(mode, words))
}

fn look_or_usual(look: Option<Look>, words: &Words) -> String {
    look.map_or_else(|| words.text("staff-kiosks-usual-look"), |look| look_in_words(look, words))
}

fn state_in_words(state: &KioskState, words: &Words) -> String {
    match state {
        KioskState::Waiting => words.text("staff-kiosks-waiting"),
        KioskState::Lapsed => words.text("staff-kiosks-lapsed"),
        KioskState::Stopped => words.text("staff-kiosks-stopped"),
        KioskState::Enrolled { on, by } => {
            let day = on.in_words();
            words.fill("staff-kiosks-enrolled", &[("day", (&day).into()), ("name", by.into())])
        }
    }
}
