//! What a pupil told an adult, or gave them on paper, on its way to the readers. Nobody has to sign in.

use maud::{Markup, Render, html};

use crate::crypto::Secret;
use crate::domain::{
    About, Answers, Danger, HeardHow, Instead, Nation, PassedOn, Place, ReaderSummary,
    StillHappening, Taxonomy,
};
use crate::i18n::Words;
use crate::paths;
use crate::views::components::{CHILDLINE, EMERGENCY, FieldError, Select, StaffErrors, TextBox};
use crate::views::post::posts;
use crate::views::pupil::answer_words;
use crate::views::{StaffFrame, StaffPage};

pub struct PassOnPage<'a> {
    pub answers: &'a Answers,
    pub passed_on: Option<&'a PassedOn>,
    /// What makes the form one slip however often it is sent.
    pub key: Option<Secret<String>>,
    pub taxonomy: &'a Taxonomy,
    pub nation: Nation,
    /// Those who may read slips; nobody, while the form is closed.
    pub readers: &'a [ReaderSummary],
    /// Readers whom the words name, and who would read them.
    pub named: Option<&'a Instead>,
    pub errors: &'a [FieldError],
}

/// After it was passed on: nothing of it is shown again.
pub struct PassedOnPage;

impl StaffPage for PassOnPage<'_> {
    fn title(&self, frame: &StaffFrame<'_>) -> String {
        frame.words.text("staff-pass-on-title")
    }

    fn content(&self, frame: &StaffFrame<'_>) -> Markup {
        let words = frame.words;
        html! {
            (StaffErrors { words, errors: self.errors })
            h1 { (words.text("staff-pass-on-title")) }
            p { (words.text("staff-pass-on-lead")) }
            (danger_now(words))
            @if self.readers.is_empty() {
                p.notice.now role="status" { (words.text("staff-pass-on-nobody")) }
            }
            (prompts(words))
            form.staff-form method="post" action=(paths::PASS_ON) novalidate {
                @if let Some(key) = &self.key { input type="hidden" name="key" value=(key.expose()); }
                (self.how(words))
                (self.questions(words))
                (self.told(words))
                (self.kept_from(words))
                (self.by(words))
                div.go { button.btn type="submit" { (words.text("staff-pass-on-button")) } }
            }
        }
    }
}

impl PassOnPage<'_> {
    fn error(&self, field: &str) -> Option<&str> {
        self.errors.iter().find(|error| error.field == field).map(|error| error.message.as_str())
    }

    fn how(&self, words: &Words) -> Markup {
        let said = |how: HeardHow| match how {
            HeardHow::OnPaper => words.text("staff-pass-on-paper"),
            HeardHow::Told => words.text("staff-pass-on-told"),
            HeardHow::Noticed => words.text("staff-pass-on-noticed"),
        };
        let how = HeardHow::ALL.map(|how| (how.as_str(), said(how)));
        let promised = [("no", words.text("danger-no")), ("yes", words.text("danger-yes"))];
        let chosen = self.passed_on.map(|it| it.how.as_str());
        let has_promised = self.passed_on.map(|it| if it.promised_secrecy { "yes" } else { "no" });
        html! {
            (self.radios("how", words.text("staff-pass-on-how"), None, &how, chosen))
            (self.radios(
                "promised",
                words.text("staff-pass-on-promised"),
                Some(words.text("staff-pass-on-promised-hint")),
                &promised,
                has_promised,
            ))
        }
    }

    fn questions(&self, words: &Words) -> Markup {
        let answers = self.answers;
        let danger = said(Danger::ALL, Danger::as_str, |it| answer_words::danger(it, words).label);
        let about = said(About::ALL, About::as_str, |it| answer_words::about(it, words).label);
        let place = said(Place::ALL, Place::as_str, |it| answer_words::place(it, words).label);
        let still = said(StillHappening::ALL, StillHappening::as_str, |it| {
            answer_words::still(it, words).label
        });
        let select = |name, label, options, chosen| {
            let none = Some(words.text("staff-pass-on-not-known"));
            Select { id: name, name, label, none, options, chosen, error: None }.render()
        };
        html! {
            (self.radios("danger", words.text("danger-question"), None, &danger, answers.danger.map(Danger::as_str)))
            (self.kinds(words))
            (select("about", words.text("staff-pass-on-about"), &about, answers.about.map(About::as_str)))
            (select("place", words.text("place-question"), &place, answers.place.map(Place::as_str)))
            (select("still", words.text("still-question"), &still, answers.still.map(StillHappening::as_str)))
        }
    }

    /// Every kind of worry, under its group, in the fullest words.
    fn kinds(&self, words: &Words) -> Markup {
        let full = words.in_mode(crate::domain::Mode::All);
        let chosen = self.answers.kind.as_ref();
        html! {
            div.field {
                label for="kind" { (words.text("kind-question")) }
                p.hint #kind-hint { (words.text("staff-pass-on-kind-hint")) }
                select #kind name="kind" aria-describedby="kind-hint" {
                    option value="" { (words.text("not-sure")) }
                    @for group in self.taxonomy.groups() {
                        optgroup label=(full.of_group(group).text) {
                            @for kind in self.taxonomy.in_group(&group.code) {
                                option value=(kind.code.as_str()) selected[chosen == Some(&kind.code)] {
                                    (full.of_kind(kind).text)
                                }
                            }
                        }
                    }
                }
            }
        }
    }

    fn told(&self, words: &Words) -> Markup {
        let error = self.error("words");
        let described_by = if error.is_some() { "words-hint words-error" } else { "words-hint" };
        let who_error = self.error("who");
        let who_by = if who_error.is_some() { "who-hint who-error" } else { "who-hint" };
        html! {
            div.field {
                label for="words" { (words.text("staff-pass-on-words")) }
                p.hint #words-hint { (words.text("staff-pass-on-words-hint")) }
                @if let Some(error) = error { p.err #words-error { (error) } }
                (TextBox { name: "words", described_by, value: &self.answers.words, rows: 8, is_invalid: error.is_some() })
            }
            div.field {
                label for="who" { (words.text("who-question")) }
                p.hint #who-hint { (words.text("staff-pass-on-who-hint")) }
                @if let Some(error) = who_error { p.err #who-error { (error) } }
                (TextBox { name: "who", described_by: who_by, value: &self.answers.who, rows: 2, is_invalid: who_error.is_some() })
            }
        }
    }

    /// Whom it is about, or who is not to see it: routed around, as a pupil's own slip is.
    fn kept_from(&self, words: &Words) -> Markup {
        let is_named = |reader: &ReaderSummary| {
            self.named.is_some_and(|it| it.named.iter().any(|one| one.id == reader.id))
        };
        html! {
            fieldset #hidden tabindex="-1" {
                legend { (words.text("staff-pass-on-hidden")) }
                p.hint { (words.text("staff-pass-on-hidden-hint")) }
                @if let Some(error) = self.error("hidden") { p.err { (error) } }
                @for reader in self.readers {
                    label.tick {
                        input type="checkbox" name="hidden_from[]" value=(reader.id.as_str())
                            checked[self.answers.hidden_from.contains(&reader.id)];
                        span {
                            bdi { (reader.name.as_str()) } ", " (posts(&reader.roles, self.nation, words))
                            @if is_named(reader) { " – " strong { (words.text("staff-pass-on-is-named")) } }
                        }
                    }
                }
            }
            // A tick is not lost while nobody can say who the readers are.
            @for id in &self.answers.hidden_from {
                @if !self.readers.iter().any(|reader| reader.id == *id) {
                    input type="hidden" name="hidden_from[]" value=(id.as_str());
                }
            }
            @if self.named.is_some() { input type="hidden" name="asked" value="yes"; }
        }
    }

    fn by(&self, words: &Words) -> Markup {
        html! {
            div.field {
                label for="by" { (words.text("staff-pass-on-by")) }
                p.hint #by-hint { (words.text("staff-pass-on-by-hint")) }
                input.line #by name="by" type="text" value=(self.passed_on.map_or("", |it| it.by.as_str()))
                    autocomplete="off" spellcheck="false" writingsuggestions="false" aria-describedby="by-hint";
            }
        }
    }

    fn radios(
        &self,
        name: &str,
        legend: String,
        hint: Option<String>,
        options: &[(&'static str, String)],
        chosen: Option<&str>,
    ) -> Markup {
        html! {
            fieldset id=(name) tabindex="-1" {
                legend { (legend) }
                @if let Some(hint) = hint { p.hint { (hint) } }
                @if let Some(error) = self.error(name) { p.err { (error) } }
                @for (value, said) in options {
                    label.tick {
                        input type="radio" name=(name) value=(value) checked[chosen == Some(*value)];
                        span { (said) }
                    }
                }
            }
        }
    }
}

impl StaffPage for PassedOnPage {
    fn title(&self, frame: &StaffFrame<'_>) -> String {
        frame.words.text("staff-passed-on-title")
    }

    fn content(&self, frame: &StaffFrame<'_>) -> Markup {
        let words = frame.words;
        html! {
            h1 { (words.text("staff-passed-on-title")) }
            p { (words.text("staff-passed-on-text")) }
            (danger_now(words))
            section.panel aria-labelledby="then" {
                h2 #then { (words.text("staff-passed-on-then")) }
                ul.steps-list {
                    li { (words.text("staff-passed-on-paper")) }
                    li { (words.text("staff-passed-on-quiet")) }
                    li { (words.text("staff-passed-on-pupil")) }
                }
            }
            p { a href=(paths::PASS_ON) { (words.text("staff-passed-on-another")) } }
        }
    }
}

fn danger_now(words: &Words) -> Markup {
    html! {
        p.notice.now {
            (words.text("staff-pass-on-danger")) " "
            (words.text("in-danger")) " " span.num { (EMERGENCY) } ". "
            (words.text("childline-free")) " " span.num { (CHILDLINE) } "."
        }
    }
}

/// What to mind before writing down what a child said.
fn prompts(words: &Words) -> Markup {
    html! {
        section.panel aria-labelledby="mind" {
            h2 #mind { (words.text("staff-pass-on-mind")) }
            ul.steps-list {
                li { (words.text("staff-pass-on-mind-words")) }
                li { (words.text("staff-pass-on-mind-why")) }
                li { (words.text("staff-pass-on-mind-secret")) }
                li { (words.text("staff-pass-on-mind-pictures")) }
                li { (words.text("staff-pass-on-mind-name")) }
            }
        }
    }
}

/// Each answer as a form sends it, with its words.
fn said<T: Copy>(
    all: &[T],
    sent: fn(T) -> &'static str,
    words: impl Fn(T) -> String,
) -> Vec<(&'static str, String)> {
    all.iter().map(|one| (sent(*one), words(*one))).collect()
}
