//! What staff find a slip to be: its kind, and whether it is cyber-bullying as the policies define it.

use maud::{Markup, html};

use super::CasePanels;
use crate::domain::{Assessment, Known, Question};
use crate::i18n::Words;
use crate::paths;
use crate::views::components::{Select, StaffForm};

/// What was answered, in a line. `kind` is in words, and empty where none was said.
pub fn in_words(assessment: &Assessment, kind: &str, words: &Words) -> String {
    let kind = Some(kind.to_owned()).filter(|kind| !kind.is_empty());
    let answered = Question::ALL.into_iter().filter_map(|question| {
        let answer = assessment.answer(question);
        (answer != Known::NotKnown).then(|| {
            format!("{} {}", question_in_words(question, words), known_in_words(answer, words))
        })
    });
    let said: Vec<String> = kind.into_iter().chain(answered).collect();
    match said.is_empty() {
        true => known_in_words(Known::NotKnown, words),
        false => said.join("; "),
    }
}

impl CasePanels<'_> {
    pub(super) fn assessment(&self) -> Markup {
        let words = self.words;
        let verdict = match self.view.case.assessment.is_cyber_bullying() {
            Known::Yes => Some(words.text("staff-case-bullying-yes")),
            Known::No => Some(words.text("staff-case-bullying-no")),
            Known::NotKnown => None,
        };
        html! {
            section.panel aria-labelledby="finding" {
                h2 #finding { (words.text("staff-case-assess-heading")) }
                @if let Some(verdict) = verdict { p { strong { (verdict) } } }
                p.hint { (words.text("staff-case-assess-text")) }
                details open[self.has_error(&["kind"])] {
                    summary { (words.text("staff-case-assess-summary")) }
                    (self.assess())
                }
            }
        }
    }

    fn assess(&self) -> Markup {
        let words = self.words;
        let assessment = &self.view.case.assessment;
        let kinds: Vec<_> =
            self.view.kinds.iter().map(|(code, said)| (code.as_str(), said.clone())).collect();
        let answers: Vec<_> =
            Known::ALL.map(|known| (known.as_str(), known_in_words(known, words))).into();
        html! {
            (StaffForm {
                action: &paths::assess_case(self.slip),
                csrf: Some(self.csrf),
                content: html! {
                    (Select {
                        id: "kind",
                        name: "kind",
                        label: words.text("staff-case-assess-kind"),
                        none: Some(words.text("staff-case-assess-as-chosen")),
                        options: &kinds,
                        chosen: assessment.kind.as_ref().map(|code| code.as_str()),
                        error: None,
                    })
                    @for question in Question::ALL {
                        (Select {
                            id: question.as_str(),
                            name: question.as_str(),
                            label: question_in_words(question, words),
                            none: None,
                            options: &answers,
                            chosen: Some(assessment.answer(question).as_str()),
                            error: None,
                        })
                    }
                },
                button: words.text("staff-case-assess-button"),
            })
        }
    }
}

fn question_in_words(question: Question, words: &Words) -> String {
    match question {
        Question::Repeated => words.text("staff-case-is-repeated"),
        Question::Intentional => words.text("staff-case-is-intentional"),
        Question::Imbalance => words.text("staff-case-is-imbalance"),
        Question::Contained => words.text("staff-case-is-contained"),
        Question::Online => words.text("staff-case-is-online"),
    }
}

fn known_in_words(known: Known, words: &Words) -> String {
    match known {
        Known::Yes => words.text("staff-known-yes"),
        Known::No => words.text("staff-known-no"),
        Known::NotKnown => words.text("staff-known-not-known"),
    }
}
