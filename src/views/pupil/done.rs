//! The last page of a way on which nothing is sent: of everyone's turn, for whoever had nothing to tell,
//! and of practice, where whatever was meant can still be sent with one press.

use maud::{Markup, html};

use crate::domain::{Danger, Way};
use crate::i18n::Words;
use crate::paths;
use crate::views::Frame;
use crate::views::components::{
    AboutLink, HelpStrip, HelpWay, LookPicker, Mark, Second, SecondButton, SignpostList,
};

use super::StepPage;

pub(super) fn content(page: &StepPage<'_>, frame: &Frame<'_>) -> Markup {
    let words = frame.words;
    let is_turn = page.way.is_turn();
    let (heading, text) = match is_turn {
        true => (words.text("turn-done"), words.text("turn-done-text")),
        false => (words.text("practice-done"), words.text("practice-done-text")),
    };
    html! {
        form method="post" action=(paths::slip_of(page.way)) autocomplete="off" novalidate {
            input type="hidden" name="step" value=(page.step.as_str());
            @if let Some(kind) = page.way.as_field() {
                input type="hidden" name=(Way::FIELD) value=(kind);
            }
            // Where the page is the only place that has it, and after a restart.
            @for (name, value) in page.carried() { input type="hidden" name=(name) value=(value); }
            div.slip {
                h1.done { (frame.picture("sent")) (heading) }
                (page.error_box(frame, "go"))
                p { (text) }
                @if is_turn { (idea(page, words)) } @else { (meant(words)) }
                @if is_turn { (what_happens(words)) }
                (help(page, words))
                @if !page.signposts.is_empty() {
                    h2 { (words.text("sent-others")) }
                    (SignpostList { words, signposts: page.signposts })
                }
                div.go {
                    a.btn href=(paths::LEAVE) data-leave rel="nofollow noreferrer" {
                        (words.text("sent-finish"))
                    }
                    @if is_turn { (SecondButton { second: Second::Tell, words }) } @else {
                        button.btn.second name="go" value="anew" { (words.text("practice-again")) }
                    }
                }
            }
            div.after {
                (LookPicker { frame, names_languages: false })
                (AboutLink { words, is_press: true })
            }
        }
    }
}

/// Stands where those who told are offered words to come back with, and takes as many presses.
fn idea(page: &StepPage<'_>, words: &Words) -> Markup {
    html! {
        @match page.pastime.wants_idea {
            None => section.note aria-labelledby="way-back" {
                h2 #way-back { (Mark("reply")) (words.text("turn-idea")) }
                p { (words.text("turn-idea-text")) }
                p { (words.text("turn-idea-free")) }
                div.go {
                    button.btn name="go" value="idea-yes" { (words.text("turn-idea-yes")) }
                    button.btn.second name="go" value="idea-no" { (words.text("turn-idea-no")) }
                }
            },
            Some(true) => section.note.sage aria-labelledby="way-back" {
                h2 #way-back { (Mark("reply")) (words.text("home-kind")) }
                p { strong { (page.week().next().something_kind(words)) } }
            },
            Some(false) => p.note role="status" { (words.text("turn-idea-declined")) },
        }
    }
}

fn meant(words: &Words) -> Markup {
    html! {
        section.note.sage aria-labelledby="meant" {
            h2 #meant { (Mark("reply")) (words.text("practice-real")) }
            p { (words.text("practice-real-text")) }
            div.go {
                button.btn #go name="go" value="mean" { (words.text("practice-send")) (Mark("next")) }
            }
        }
    }
}

fn what_happens(words: &Words) -> Markup {
    html! {
        h2 { (words.text("sent-next")) }
        ol.list {
            li { (words.text("turn-next-same")) }
            li { (words.text("turn-next-any-day")) }
            li { (words.text("turn-worry")) }
        }
    }
}

/// As after Send: whoever said danger is told what to do now.
fn help(page: &StepPage<'_>, words: &Words) -> Markup {
    html! {
        div.note.sand {
            @if page.answers.danger == Some(Danger::Yes) {
                h2 { (words.text("do-now-heading")) }
                p { strong { (words.text("do-now-call")) } }
                p { (words.text("do-now-cannot-talk")) }
            } @else {
                h2 { (words.text("sent-waiting")) }
            }
            (HelpStrip { words, way: HelpWay::Press })
        }
    }
}
