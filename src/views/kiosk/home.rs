//! Where pupils come to a kiosk: a quiz, something kind to do, numbers that help, and the way to a slip.
//! Whoever stands there tells nothing by it.

use maud::{Markup, html};

use crate::domain::{Day, Step};
use crate::i18n::Words;
use crate::paths;
use crate::views::components::{HelpStrip, HelpWay, LookPicker, Mark, Note};
use crate::views::{Frame, Page};

pub struct HomePage {
    /// Chooses what is asked this week.
    pub today: Day,
    /// Whether staff have paused it: a slip is begun elsewhere.
    pub is_paused: bool,
}

/// What the curriculum asks: something happens, two things to do, and which is best.
struct Quiz {
    question: String,
    answers: [String; 2],
    best: String,
}

/// Weeks until the first quiz comes again.
const WEEKS: i32 = 4;
/// The first of January 1970 was a Thursday; a week begins on Monday.
const DAYS_FROM_MONDAY: i32 = 3;

impl HomePage {
    fn week(&self) -> i32 {
        (self.today.0 + DAYS_FROM_MONDAY).div_euclid(7).rem_euclid(WEEKS)
    }

    fn quiz(&self, words: &Words) -> Quiz {
        let (question, one, two, best) = match self.week() {
            0 => (
                words.text("quiz-photo"),
                words.text("quiz-photo-one"),
                words.text("quiz-photo-two"),
                words.text("quiz-photo-best"),
            ),
            1 => (
                words.text("quiz-password"),
                words.text("quiz-password-one"),
                words.text("quiz-password-two"),
                words.text("quiz-password-best"),
            ),
            2 => (
                words.text("quiz-chat"),
                words.text("quiz-chat-one"),
                words.text("quiz-chat-two"),
                words.text("quiz-chat-best"),
            ),
            _ => (
                words.text("quiz-scary"),
                words.text("quiz-scary-one"),
                words.text("quiz-scary-two"),
                words.text("quiz-scary-best"),
            ),
        };
        Quiz { question, answers: [one, two], best }
    }

    fn something_kind(&self, words: &Words) -> String {
        match self.week() {
            0 => words.text("kind-well"),
            1 => words.text("kind-sit"),
            2 => words.text("kind-thanks"),
            _ => words.text("kind-hello"),
        }
    }

    fn notes(&self, words: &Words) -> Markup {
        let Quiz { question, answers, best } = self.quiz(words);
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
                    body: html! { p { (self.something_kind(words)) } },
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_quiz_lasts_from_monday_to_sunday_and_comes_again_after_four_weeks() {
        // Monday the 23rd of November 2026.
        let weeks: Vec<_> = (0..35)
            .map(|day| HomePage { today: Day(20_780 + day), is_paused: false }.week())
            .collect();
        assert!(weeks.chunks(7).all(|week| week.iter().all(|day| *day == week[0])), "{weeks:?}");
        let in_turn: Vec<_> = weeks.chunks(7).map(|week| week[0] - weeks[0]).collect();
        let [first, .., last] = in_turn.as_slice() else { panic!("{in_turn:?}") };
        assert_eq!(first, last);
        let different: std::collections::BTreeSet<_> = weeks.iter().collect();
        assert_eq!(different.len(), 4);
    }
}
