//! Whether a device is safe to write at: what a page can see of it, what the person at it is asked, and what
//! came of it. Boxes that are typed into have no name, so that no form can send them.

use maud::{Markup, Render, html};

use crate::domain::{CertificateFingerprint, Day, DeviceRisk, DeviceVerdict};
use crate::i18n::Words;
use crate::paths;
use crate::views::components::{Column, StaffTable};
use crate::views::{StaffFrame, StaffPage};

/// The test itself.
pub struct DeviceTestPage<'a> {
    /// Of the certificates by which browsers reach this service; none where it does not know.
    pub fingerprints: &'a [CertificateFingerprint],
}

/// The page to go back from.
pub struct DeviceNextPage;

/// What was found, and what to do.
pub struct DeviceResultPage {
    pub verdicts: [(DeviceRisk, DeviceVerdict); 4],
    pub today: Day,
}

/// What browsers usually fill in, by the ids and labels that they know such boxes by.
const USUAL_BOXES: [(&str, &str, &str); 4] = [
    ("name", "text", "staff-device-name"),
    ("email", "email", "staff-device-email"),
    ("tel", "tel", "staff-device-tel"),
    ("postal-code", "text", "staff-device-postcode"),
];

impl StaffPage for DeviceTestPage<'_> {
    fn title(&self, frame: &StaffFrame<'_>) -> String {
        frame.words.text("staff-device-title")
    }

    fn script(&self) -> Option<&'static str> {
        Some(paths::files::DEVICE_JS)
    }

    fn content(&self, frame: &StaffFrame<'_>) -> Markup {
        let words = frame.words;
        html! {
            h1 { (words.text("staff-device-title")) }
            p { (words.text("staff-device-text")) }
            p { (words.text("staff-device-stays")) }
            p { (words.text("staff-device-before")) }
            noscript { p.notice.now { (words.text("staff-device-no-script")) } }
            (back(words))
            form.staff-form method="get" action=(paths::DEVICE_TEST_RESULT) autocomplete="off" novalidate {
                (Asked { risk: DeviceRisk::Back, words, content: html! {} })
                (Asked { risk: DeviceRisk::Autofill, words, content: autofill(words) })
                (Asked { risk: DeviceRisk::Spelling, words, content: spelling(words) })
                (Asked { risk: DeviceRisk::Inspection, words, content: self.inspection(words) })
                div.go { button.btn type="submit" { (words.text("staff-device-show")) } }
            }
        }
    }
}

impl DeviceTestPage<'_> {
    fn inspection(&self, words: &Words) -> Markup {
        html! {
            p { (words.text("staff-device-inspection-text")) }
            @if self.fingerprints.is_empty() {
                p { (words.text("staff-device-inspection-unknown")) }
            } @else {
                p { (words.text("staff-device-inspection-known")) }
                @for one in self.fingerprints { p.code translate="no" { (one.in_pairs()) } }
            }
            ul.steps-list {
                li { (words.text("staff-device-inspection-chrome")) }
                li { (words.text("staff-device-inspection-firefox")) }
                li { (words.text("staff-device-inspection-ipad")) }
            }
        }
    }
}

/// Typed into, sent nowhere, and gone back to: a box as pupils have it.
fn back(words: &Words) -> Markup {
    html! {
        section.panel aria-labelledby="going-back" {
            h2 #going-back { (words.text("staff-device-back")) }
            p { (words.text("staff-device-back-text")) }
            form.staff-form method="get" action=(paths::DEVICE_TEST_NEXT) autocomplete="off" novalidate {
                div.field {
                    label for="back-words" { (words.text("staff-device-back-box")) }
                    (unsent_box("back-words"))
                }
                p #back-empty .notice.now role="status" hidden { (words.text("staff-device-back-empty")) }
                div.go { button.btn.second type="submit" { (words.text("staff-device-back-go")) } }
            }
            p #back-safe .notice.good role="status" hidden { (words.text("staff-device-back-seen-safe")) }
            p #back-unsafe .notice.now role="status" hidden { (words.text("staff-device-back-seen-unsafe")) }
        }
    }
}

fn autofill(words: &Words) -> Markup {
    html! {
        p { (words.text("staff-device-autofill-text")) }
        @for (id, kind, label) in USUAL_BOXES {
            div.field {
                label for=(id) { (words.text(label)) }
                input.line id=(id) type=(kind) data-usual autocomplete="off" autocapitalize="none"
                    autocorrect="off" spellcheck="false" writingsuggestions="false";
            }
        }
        p #autofill-unsafe .notice.now role="status" hidden { (words.text("staff-device-autofill-seen")) }
    }
}

fn spelling(words: &Words) -> Markup {
    html! {
        p { (words.text("staff-device-spelling-text")) }
        div.field {
            label for="spelt" { (words.text("staff-device-spelling-box")) }
            (unsent_box("spelt"))
        }
        p #spelling-forbidden .notice.good role="status" hidden { (words.text("staff-device-spelling-forbidden")) }
        p #spelling-unsafe .notice.now role="status" hidden { (words.text("staff-device-spelling-seen")) }
        p { (words.text("staff-device-spelling-look")) }
        ul.steps-list {
            li { (words.text("staff-device-spelling-policy")) }
            li { (words.text("staff-device-spelling-chrome")) }
            li { (words.text("staff-device-spelling-edge")) }
            li { (words.text("staff-device-spelling-helpers")) }
            li { (words.text("staff-device-spelling-ipad")) }
        }
    }
}

/// The box of `views::components::TextBox`, but for its name.
fn unsent_box(id: &str) -> Markup {
    html! {
        textarea.short id=(id) rows="2" dir="auto" autocomplete="off" autocapitalize="sentences"
            autocorrect="off" spellcheck="false" writingsuggestions="false" translate="no"
            data-gramm="false" data-gramm_editor="false" data-enable-grammarly="false"
            data-ms-editor="false" data-lt-active="false" "data-1p-ignore" data-lpignore="true"
            data-bwignore="true" {}
    }
}

/// A question, under what it takes to answer it.
struct Asked<'a> {
    risk: DeviceRisk,
    words: &'a Words,
    content: Markup,
}

impl Render for Asked<'_> {
    fn render(&self) -> Markup {
        let (words, name) = (self.words, self.risk.as_str());
        let question_id = format!("{name}-question");
        html! {
            section.panel aria-labelledby={ (name) "-heading" } {
                h2 id={ (name) "-heading" } { (heading(self.risk, words)) }
                (self.content)
                fieldset id=(question_id) tabindex="-1" {
                    legend { (question(self.risk, words)) }
                    @for verdict in DeviceVerdict::ALL {
                        label.tick {
                            input type="radio" id={ (name) "-is-" (verdict.as_str()) } name=(name) value=(verdict.as_str())
                                checked[verdict == DeviceVerdict::Unknown];
                            span { (answer(self.risk, verdict, words)) }
                        }
                    }
                }
            }
        }
    }
}

impl StaffPage for DeviceNextPage {
    fn title(&self, frame: &StaffFrame<'_>) -> String {
        frame.words.text("staff-device-next-title")
    }

    fn content(&self, frame: &StaffFrame<'_>) -> Markup {
        let words = frame.words;
        html! {
            h1 { (words.text("staff-device-next-title")) }
            p { (words.text("staff-device-next-text")) }
            p { (words.text("staff-device-next-none")) }
            div.go {
                a.btn.second href={ (paths::DEVICE_TEST) "#back-question" } { (words.text("staff-device-next-on")) }
            }
        }
    }
}

impl StaffPage for DeviceResultPage {
    fn title(&self, frame: &StaffFrame<'_>) -> String {
        frame.words.text("staff-device-result-title")
    }

    fn content(&self, frame: &StaffFrame<'_>) -> Markup {
        let words = frame.words;
        let overall = DeviceVerdict::of_all(self.verdicts.map(|(_, verdict)| verdict));
        let (class, said) = match overall {
            DeviceVerdict::Safe => ("good", words.text("staff-device-result-safe")),
            DeviceVerdict::Unsafe => ("now", words.text("staff-device-result-unsafe")),
            DeviceVerdict::Unknown => ("now", words.text("staff-device-result-unknown")),
        };
        let table = StaffTable {
            id: "found",
            caption: words.text("staff-device-result-found"),
            columns: vec![
                Column::named(words.text("staff-device-result-what")),
                Column::named(words.text("staff-device-result-is")),
                Column::named(words.text("staff-device-result-do")),
            ],
            rows: self.verdicts.map(|(risk, verdict)| row(risk, verdict, words)).into(),
        };
        html! {
            h1 { (words.text("staff-device-result-title")) }
            p { (self.today.in_words()) }
            p.notice.(class) role="status" { (said) }
            (table)
            p { (words.text("staff-device-result-by-hand")) }
            div.go { a.btn.second href=(paths::DEVICE_TEST) { (words.text("staff-device-again")) }
                a.btn.second href=(paths::SLIP) { (words.text("staff-device-home")) } }
        }
    }
}

fn row(risk: DeviceRisk, verdict: DeviceVerdict, words: &Words) -> Vec<Markup> {
    let pill = match verdict {
        DeviceVerdict::Safe => html! { span.pill.later { (words.text("staff-device-safe")) } },
        DeviceVerdict::Unsafe => html! { span.pill.now { (words.text("staff-device-unsafe")) } },
        DeviceVerdict::Unknown => html! { span.pill.soon { (words.text("staff-device-unknown")) } },
    };
    vec![html! { (heading(risk, words)) }, pill, html! { (advice(risk, verdict, words)) }]
}

fn heading(risk: DeviceRisk, words: &Words) -> String {
    match risk {
        DeviceRisk::Back => words.text("staff-device-back-heading"),
        DeviceRisk::Autofill => words.text("staff-device-autofill"),
        DeviceRisk::Spelling => words.text("staff-device-spelling"),
        DeviceRisk::Inspection => words.text("staff-device-inspection"),
    }
}

fn question(risk: DeviceRisk, words: &Words) -> String {
    match risk {
        DeviceRisk::Back => words.text("staff-device-back-question"),
        DeviceRisk::Autofill => words.text("staff-device-autofill-question"),
        DeviceRisk::Spelling => words.text("staff-device-spelling-question"),
        DeviceRisk::Inspection => words.text("staff-device-inspection-question"),
    }
}

fn answer(risk: DeviceRisk, verdict: DeviceVerdict, words: &Words) -> String {
    use DeviceRisk::{Autofill, Back, Inspection, Spelling};
    use DeviceVerdict::{Safe, Unknown, Unsafe};
    match (risk, verdict) {
        (Back, Safe) => words.text("staff-device-back-no"),
        (Back, Unsafe) => words.text("staff-device-back-yes"),
        (Autofill, Safe) => words.text("staff-device-autofill-no"),
        (Autofill, Unsafe) => words.text("staff-device-autofill-yes"),
        (Spelling, Safe) => words.text("staff-device-spelling-no"),
        (Spelling, Unsafe) => words.text("staff-device-spelling-yes"),
        (Inspection, Safe) => words.text("staff-device-inspection-yes"),
        (Inspection, Unsafe) => words.text("staff-device-inspection-no"),
        (_, Unknown) => words.text("staff-device-not-seen"),
    }
}

fn advice(risk: DeviceRisk, verdict: DeviceVerdict, words: &Words) -> String {
    use DeviceRisk::{Autofill, Back, Inspection, Spelling};
    use DeviceVerdict::{Safe, Unknown, Unsafe};
    match (risk, verdict) {
        (_, Safe) => words.text("staff-device-do-nothing"),
        (Back, Unsafe) => words.text("staff-device-do-back"),
        (Autofill, Unsafe) => words.text("staff-device-do-autofill"),
        (Spelling, Unsafe) => words.text("staff-device-do-spelling"),
        (Inspection, Unsafe) => words.text("staff-device-do-inspection"),
        (Back | Autofill, Unknown) => words.text("staff-device-do-try"),
        (Spelling, Unknown) => words.text("staff-device-do-ask-settings"),
        (Inspection, Unknown) => words.text("staff-device-do-ask-filter"),
    }
}
