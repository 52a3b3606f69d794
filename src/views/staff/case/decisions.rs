//! Whether the police, the local authority and others are told, and the parents.

use maud::{Markup, html};

use super::CasePanels;
use crate::domain::{ActKind, Body, Decided, Decision, PolicePolicy, REFERENCE_CHARACTERS_MAX};
use crate::i18n::Words;
use crate::paths;
use crate::views::components::{AsTyped, Select, StaffField, StaffForm, StaffTextBox};

/// A decision with its reference; the reason stands beside it.
pub fn in_words(decided: &Decided, words: &Words) -> String {
    let said = format!(
        "{}: {}",
        body_in_words(decided.body, words),
        decision_in_words(decided.decision, words)
    );
    match decided.reference.as_str() {
        "" => said,
        reference => format!("{said} ({reference})"),
    }
}

impl CasePanels<'_> {
    pub(super) fn decisions(&self) -> Markup {
        let words = self.words;
        let police = match self.view.police {
            PolicePolicy::Consider => words.text("staff-case-police-consider"),
            PolicePolicy::Report => words.text("staff-case-police-report"),
        };
        html! {
            section.panel.now[self.view.decide_by.is_some()] aria-labelledby="deciding" {
                h2 #deciding { (words.text("staff-case-decide-heading")) }
                @if let Some(day) = self.view.decide_by {
                    p.notice.now {
                        (words.fill("staff-case-decide-by", &[("day", (&day.in_words()).into())]))
                    }
                }
                p { (police) }
                @if !self.view.case.decisions.is_empty() {
                    ul.steps-list {
                        @for decided in &self.view.case.decisions {
                            li {
                                (AsTyped(&in_words(decided, words)))
                                @if !decided.reason.is_empty() { " – " (AsTyped(&decided.reason)) }
                            }
                        }
                    }
                }
                details open[self.has_error(&["decision", "decision-reason", "reference", "thought-over"])] {
                    summary { (words.text("staff-case-decide-summary")) }
                    (self.decide())
                }
            }
        }
    }

    fn decide(&self) -> Markup {
        let words = self.words;
        let bodies: Vec<_> =
            Body::ALL.map(|body| (body.as_str(), body_in_words(body, words))).into();
        html! {
            (StaffForm {
                action: &paths::decide_on_case(self.slip),
                csrf: Some(self.csrf),
                content: html! {
                    (Select {
                        id: "body",
                        name: "body",
                        label: words.text("staff-case-decide-body"),
                        none: None,
                        options: &bodies,
                        chosen: Some(&self.view.fields.body),
                        error: None,
                    })
                    fieldset #decision tabindex="-1" {
                        legend { (words.text("staff-case-decide-what")) }
                        @if let Some(error) = self.errors.iter().find(|one| one.field == "decision") {
                            p.err { (error.message) }
                        }
                        @for decision in Decision::ALL {
                            label.tick {
                                input type="radio" name="decision" value=(decision.as_str())
                                    checked[self.view.fields.decision == decision.as_str()];
                                span { (decision_in_words(decision, words)) }
                            }
                        }
                    }
                    (StaffField {
                        name: "reference",
                        label: words.text("staff-case-decide-reference"),
                        hint: Some(words.fill("staff-case-decide-reference-hint", &[
                            ("max", REFERENCE_CHARACTERS_MAX.into()),
                        ])),
                        kind: "text",
                        autocomplete: "off",
                        value: &self.view.fields.reference,
                        errors: self.errors,
                    })
                    (StaffTextBox {
                        name: "decision-reason",
                        label: words.text("staff-case-decide-reason"),
                        hint: Some(words.fill("staff-case-decide-reason-hint", &[
                            ("max", ActKind::NOTE_CHARACTERS_MAX.into()),
                        ])),
                        rows: 3,
                        value: &self.view.fields.reason,
                        errors: self.errors,
                    })
                    (self.thought_over())
                },
                button: words.text("staff-case-decide-button"),
            })
        }
    }

    /// Asked before parents are told, and each time anew.
    fn thought_over(&self) -> Markup {
        let words = self.words;
        let error = self.errors.iter().find(|one| one.field == "thought-over");
        html! {
            div.field {
                @if let Some(error) = error { p.err #thought-over-error { (error.message) } }
                label.tick {
                    input #thought-over type="checkbox" name="thought-over" value="yes"
                        aria-describedby=[error.map(|_| "thought-over-error")]
                        aria-invalid=[error.map(|_| "true")];
                    span { (words.text("staff-case-thought-over")) }
                }
            }
        }
    }
}

fn body_in_words(body: Body, words: &Words) -> String {
    match body {
        Body::Police => words.text("staff-body-police"),
        Body::ChildrensServices => words.text("staff-body-childrens-services"),
        Body::Lado => words.text("staff-body-lado"),
        Body::Prevent => words.text("staff-body-prevent"),
        Body::Ceop => words.text("staff-body-ceop"),
        Body::Filter => words.text("staff-body-filter"),
        Body::Parents => words.text("staff-body-parents"),
    }
}

fn decision_in_words(decision: Decision, words: &Words) -> String {
    match decision {
        Decision::Considering => words.text("staff-decision-considering"),
        Decision::Done => words.text("staff-decision-done"),
        Decision::NotDone => words.text("staff-decision-not-done"),
    }
}
