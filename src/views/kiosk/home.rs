//! Where pupils come to a kiosk: a quiz, something kind to do, numbers that help, and the way to a slip.
//! Whoever stands there tells nothing by it.

use maud::{Markup, html};

use crate::domain::{Day, Step};
use crate::i18n::Words;
use crate::paths;
use crate::views::components::{HelpStrip, HelpWay, LookPicker, Mark, Note, Quiz, ThisWeek};
use crate::views::{Frame, Page};

pub struct HomePage {
    /// Chooses what is asked this week.
    pub today: Day,
    /// Whether staff have paused it: a slip is begun elsewhere.
    pub is_paused: bool,
}

impl HomePage {
    fn notes(&self, words: &Words) -> Markup {
        let week = ThisWeek::of(self.today);
        let Quiz { question, answers, best } = week.quiz(words);
        html! {
            div.notes {
                (Note {
                    id: "quiz",
                    tint: "",
                    mark: "look",
                    heading: words.text("home-quiz"),
                    body: html! {
                        p { strong { (question) } }
                        ul.list { @for answer in &answers { li { (answer) } } }
                        details {
                            summary.linkish { (words.text("home-best")) }
                            p { (best) }
                        }
                    },
                })
                (Note {
                    id: "kind",
                    tint: "sage",
                    mark: "person",
                    heading: words.text("home-kind"),
                    body: html! { p { (week.something_kind(words)) } },
                })
                (Note {
                    id: "numbers",
                    tint: "sand",
                    mark: "phone",
                    heading: words.text("need-help-now"),
                    body: html! { (HelpStrip { words, way: HelpWay::Link }) },
                })
            }
        }
    }
}

/// A slip that somebody has begun is not shown by this press, as by no other from outside it.
fn way_to_slip(frame: &Frame<'_>) -> Markup {
    let words = frame.words;
    html! {
        form method="post" action=(paths::SLIP) autocomplete="off" novalidate {
            input type="hidden" name="step" value=(Step::Start.as_str());
            @for (name, value) in frame.appearance.fields() {
                input type="hidden" name=(name) value=(value);
            }
            div.go {
                button.btn name="go" value={ "change-" (Step::Start.as_str()) } {
                    (words.text("brand")) (Mark("next"))
                }
                a.linkish href=(paths::looking_like(paths::TURN, frame.appearance.apart_from(frame.usual))) {
                    (words.text("turn-title"))
                }
            }
        }
    }
}

impl Page for HomePage {
    fn title(&self, frame: &Frame<'_>) -> String {
        frame.words.text("home-title")
    }

    fn is_home(&self) -> bool {
        true
    }

    fn content(&self, frame: &Frame<'_>) -> Markup {
        let words = frame.words;
        html! {
            div.slip {
                h1 { (words.text("home-title")) }
                (self.notes(words))
                @if self.is_paused { p { strong { (words.text("home-paused")) } } } @else { (way_to_slip(frame)) }
                p.hint { (words.text("home-clears")) }
            }
            form.after method="post" action=(paths::HOME) autocomplete="off" novalidate {
                (LookPicker { frame, names_languages: true })
            }
        }
    }
}
