//! One slip: its cover, and once it is opened what the pupil told, what to do next, and who has
//! done what.

use maud::{Markup, html};

use super::acts::{self, ActLine};
use super::answers::{AnswerLine, Answers, MessageFields};
use super::case::{CasePanels, CaseView, nudes_notice};
use super::keeping::{Asked, KeepFields, Keeping};
use super::split::{SplitPanel, SplitView};
use super::together::{TogetherPanel, TogetherView};
use super::{slip_facts, slip_steps};
use crate::domain::{
    ActKind, Category, CloseReason, Day, Retention, SlipContent, SlipId, SlipState, Tray, Urgency,
};
use crate::i18n::Words;
use crate::paths;
use crate::views::components::{
    AsTyped, CsrfField, FieldError, Shortcut, StaffErrors, StaffTextBox, StatePill, UrgencyPill,
};
use crate::views::{StaffFrame, StaffPage};

/// What is outside the seal.
pub struct SlipView {
    pub id: SlipId,
    pub day: Day,
    pub urgency: Urgency,
    pub state: SlipState,
    pub tray: Tray,
    /// Absent while it is not closed.
    pub purge_on: Option<Day>,
    pub is_held: bool,
}

/// What the pupil told.
pub struct Told<'a> {
    pub content: &'a SlipContent,
    /// What kind of worry that is; absent when this edition does not know its code.
    pub category: Option<&'a Category>,
    /// What it was routed as, where that is another kind: an adult at school is said to have done it.
    pub routed_as: Option<&'a Category>,
    /// Of a second case, what it is about.
    pub begun_as: Option<&'a Category>,
    pub may_show_nudes: bool,
    /// What the pupil chose in *Pictures*, which stands for several kinds.
    pub tile: Option<String>,
    /// The names of those whom the pupil did not want to read it.
    pub hidden_from: Vec<String>,
    /// The pupil's own name, of one who wants to be found; else empty.
    pub name: &'a str,
}

/// The closing form, as it was sent.
#[derive(Default)]
pub struct CloseFields {
    pub reason: Option<CloseReason>,
    pub note: String,
}

pub struct SlipPage<'a> {
    pub slip: SlipView,
    /// Absent while it is not opened: then only the cover shows.
    pub told: Option<Told<'a>>,
    pub acts: &'a [ActLine],
    /// Acts that were changed in the database and cannot be read.
    pub damaged_acts: usize,
    pub csrf: &'a str,
    /// What happened just now, such as somebody else being faster.
    pub notice: Option<String>,
    pub close: CloseFields,
    pub today: Day,
    pub retention: Retention,
    pub asked: Asked,
    pub keep: KeepFields,
    /// Whether the pupil has a code, so that they can be written to.
    pub has_code: bool,
    pub answers: &'a [AnswerLine<'a>],
    pub damaged_answers: usize,
    pub message: MessageFields,
    pub case: CaseView,
    pub together: TogetherView<'a>,
    pub split: SplitView,
    /// What the reader is at the school, which is all that the pupil is told.
    pub title: &'a str,
    pub errors: &'a [FieldError],
}

impl StaffPage for SlipPage<'_> {
    fn title(&self, frame: &StaffFrame<'_>) -> String {
        frame.words.text("staff-slip-title")
    }

    fn script(&self) -> Option<&'static str> {
        Some(paths::files::NOTE_JS)
    }

    fn content(&self, frame: &StaffFrame<'_>) -> Markup {
        let words = frame.words;
        html! {
            (StaffErrors { words, errors: self.errors })
            h1 { (words.text("staff-slip-title")) }
            @if let Some(notice) = &self.notice { p.notice.now role="status" { (notice) } }
            (self.cover(words))
            @match &self.told {
                None => (self.open_form(words)),
                Some(told) => {
                    (self.who_wants_to_be_found(told, words))
                    (what_was_told(told, words))
                    (self.answers(words))
                    (slip_steps::what_to_do(told, words))
                    (self.split(told, words))
                    (self.together(words))
                    (self.case_panels(words))
                    (self.what_next(words))
                    (self.keeping(told, words))
                }
            }
            (self.what_was_done(words))
            @if self.told.is_some() {
                p { a href=(paths::let_read(&self.slip.id)) { (words.text("staff-let-read-link")) } }
            }
            p { a href=(paths::hand_on(&self.slip.id)) { (words.text("staff-hand-on-link")) } }
        }
    }
}

impl SlipPage<'_> {
    fn cover(&self, words: &Words) -> Markup {
        let slip = &self.slip;
        html! {
            section.panel aria-label=(words.text("staff-slip-cover")) {
                dl.facts {
                    div {
                        dt { (words.text("staff-queue-column-urgency")) }
                        dd { (UrgencyPill { words, urgency: slip.urgency }) }
                    }
                    div {
                        dt { (words.text("staff-queue-column-day")) }
                        dd { (slip.day.in_words()) }
                    }
                    div {
                        dt { (words.text("staff-queue-column-state")) }
                        dd { (StatePill { words, state: slip.state }) }
                    }
                    @if slip.tray == Tray::Rush {
                        div.wide { dt { (words.text("staff-queue-rush")) } dd { (words.text("staff-slip-rush")) } }
                    }
                }
            }
        }
    }

    fn open_form(&self, words: &Words) -> Markup {
        html! {
            section.panel aria-labelledby="opening" {
                h2 #opening { (words.text("staff-slip-open-heading")) }
                p { (words.text("staff-slip-open-text")) }
                form method="post" action=(paths::open_slip(&self.slip.id)) {
                    (CsrfField(self.csrf))
                    div.go {
                        button.btn type="submit" data-key=(Shortcut::Open.key()) {
                            (words.text("staff-slip-open-button"))
                        }
                    }
                }
            }
        }
    }

    fn who_wants_to_be_found(&self, told: &Told<'_>, words: &Words) -> Markup {
        if told.name.is_empty() {
            return html! {};
        }
        html! {
            section.panel aria-labelledby="name" {
                h2 #name { (words.text("staff-slip-name-heading")) }
                p { (words.text("staff-slip-name-text")) }
                (quoted(told.name))
                @if self.slip.is_held {
                    p.hint { (words.text("staff-slip-name-held")) }
                } @else {
                    p.hint { (words.text("staff-slip-name-erase-text")) }
                    form method="post" action=(paths::erase_name(&self.slip.id)) {
                        (CsrfField(self.csrf))
                        div.go {
                            button.btn.second type="submit" { (words.text("staff-slip-name-erase")) }
                        }
                    }
                }
            }
        }
    }

    fn what_next(&self, words: &Words) -> Markup {
        match self.slip.state {
            SlipState::New | SlipState::AsideAsked | SlipState::Aside => {
                html! { (self.acknowledge(words)) (self.close(words)) }
            }
            SlipState::Acknowledged => self.close(words),
            SlipState::Closed => html! {},
        }
    }

    fn acknowledge(&self, words: &Words) -> Markup {
        html! {
            section.panel aria-labelledby="acknowledging" {
                h2 #acknowledging { (words.text("staff-slip-acknowledge-heading")) }
                p { (words.text("staff-slip-acknowledge-text")) }
                form method="post" action=(paths::acknowledge_slip(&self.slip.id)) {
                    (CsrfField(self.csrf))
                    div.go {
                        button.btn type="submit" data-key=(Shortcut::Acknowledge.key()) {
                            (words.text("staff-slip-acknowledge-button"))
                        }
                    }
                }
            }
        }
    }

    fn close(&self, words: &Words) -> Markup {
        let error = self.errors.iter().find(|error| error.field == "reason");
        html! {
            section.panel aria-labelledby="closing" {
                h2 #closing { (words.text("staff-slip-close-heading")) }
                form.staff-form method="post" action=(paths::close_slip(&self.slip.id)) novalidate {
                    (CsrfField(self.csrf))
                    fieldset #reason tabindex="-1" {
                        legend { (words.text("staff-slip-close-why")) }
                        @if let Some(error) = error { p.err { (error.message) } }
                        @for reason in CloseReason::ALL {
                            label.tick {
                                input type="radio" name="reason" value=(reason.as_str())
                                    checked[self.close.reason == Some(reason)];
                                span { (acts::reason_in_words(reason, words)) }
                            }
                        }
                    }
                    (StaffTextBox {
                        name: "note",
                        label: words.text("staff-slip-close-note"),
                        hint: Some(words.fill("staff-slip-close-note-hint", &[
                            ("max", ActKind::NOTE_CHARACTERS_MAX.into()),
                        ])),
                        rows: 4,
                        value: &self.close.note,
                        errors: self.errors,
                    })
                    div.go {
                        button.btn.second type="submit" { (words.text("staff-slip-close-button")) }
                    }
                }
            }
        }
    }

    fn split<'a>(&'a self, told: &Told<'_>, words: &'a Words) -> SplitPanel<'a> {
        let has_name = !told.name.is_empty();
        SplitPanel { slip: &self.slip.id, view: &self.split, has_name, words }
    }

    fn together<'a>(&'a self, words: &'a Words) -> TogetherPanel<'a> {
        let (slip, view, errors) = (&self.slip.id, &self.together, self.errors);
        TogetherPanel { slip, view, errors, csrf: self.csrf, words }
    }

    fn case_panels<'a>(&'a self, words: &'a Words) -> CasePanels<'a> {
        CasePanels {
            slip: &self.slip.id,
            view: &self.case,
            errors: self.errors,
            csrf: self.csrf,
            today: self.today,
            words,
        }
    }

    fn answers<'a>(&'a self, words: &'a Words) -> Answers<'a> {
        Answers {
            slip: &self.slip.id,
            has_code: self.has_code,
            answers: self.answers,
            damaged: self.damaged_answers,
            title: self.title,
            fields: &self.message,
            errors: self.errors,
            csrf: self.csrf,
            words,
        }
    }

    fn keeping<'a>(&'a self, told: &'a Told<'_>, words: &'a Words) -> Keeping<'a> {
        let SlipView { id, state, purge_on, is_held, .. } = &self.slip;
        Keeping {
            slip: id,
            state: *state,
            purge_on: *purge_on,
            is_held: *is_held,
            today: self.today,
            retention: self.retention,
            readers: &told.content.readers,
            asked: &self.asked,
            fields: &self.keep,
            errors: self.errors,
            csrf: self.csrf,
            words,
        }
    }

    fn what_was_done(&self, words: &Words) -> Markup {
        html! {
            section.panel aria-labelledby="done" {
                h2 #done { (words.text("staff-slip-done-heading")) }
                @if self.acts.is_empty() {
                    p { (words.text("staff-slip-done-nothing")) }
                } @else {
                    ol.steps-list { @for act in self.acts { li { (acts::in_words(act, words)) } } }
                }
                @if self.damaged_acts > 0 {
                    p.notice.now {
                        (words.fill("staff-slip-done-damaged", &[("count", self.damaged_acts.into())]))
                    }
                }
                p.hint { (words.text("staff-slip-done-who-sees")) }
            }
        }
    }
}

fn what_was_told(told: &Told<'_>, words: &Words) -> Markup {
    html! {
        section.panel aria-labelledby="told" {
            h2 #told { (words.text("staff-slip-told-heading")) }
            @if told.may_show_nudes { (nudes_notice(words)) }
            @if !told.hidden_from.is_empty() {
                p.notice.now {
                    (words.fill("staff-slip-hidden-from", &[
                        ("names", (&told.hidden_from.join(", ")).into()),
                    ]))
                }
            }
            (words_of(told, words))
            p.hint {
                (words.fill("staff-slip-sealed-to", &[
                    ("readers", (&told.content.readers.join("; ")).into()),
                ]))
            }
        }
    }
}

pub(super) fn words_of(told: &Told<'_>, words: &Words) -> Markup {
    let answers = &told.content.answers;
    html! {
        (slip_facts::passed_on(told.content, words))
        (slip_facts::answered(told, words))
        (slip_facts::told_with_pictures(told, words))
        @if !answers.words.is_empty() {
            h3 { (words.text("staff-slip-words")) }
            (quoted(&answers.words))
        }
        @if !answers.who.is_empty() {
            h3 { (words.text("staff-slip-who")) }
            (quoted(&answers.who))
        }
        @if answers.words.is_empty() && answers.who.is_empty() && told.content.told.is_empty() {
            p { (words.text("staff-slip-no-words")) }
        }
    }
}

/// A pupil's own words, as typed: no link can be pressed, no service translates them.
pub(super) fn quoted(typed: &str) -> Markup {
    html! { blockquote.told translate="no" { (AsTyped(typed)) } }
}
