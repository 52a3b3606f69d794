//! The last page: thanks, who reads the slip, what happens next, and words to come back with.

use maud::{Markup, html};

use crate::domain::{FollowUpCode, Nation, NextReading, OPENED_AGAIN, SentNote, Signpost, Way};
use crate::i18n::Words;
use crate::paths;
use crate::views::components::{
    AboutLink, CodeWords, HelpStrip, HelpWay, LookPicker, Mark, SignpostList,
};
use crate::views::post::name_and_post;
use crate::views::{Frame, Page};

use super::when;

pub struct SentPage<'a> {
    pub note: &'a SentNote,
    /// Whose words there are for what the readers are.
    pub nation: Nation,
    pub next_reading: NextReading,
    /// Whom else to turn to with such a worry.
    pub signposts: Vec<&'a Signpost>,
    /// Whether the page comes straight after Send. Later somebody else may look at it, to whom it
    /// must not tell what the worry was, nor who reads of it and how soon.
    pub is_first_look: bool,
    pub way_back: ShownWay,
}

/// What the page says of the way back.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ShownWay {
    Nothing,
    Offer {
        /// Words were asked for and could not be made.
        is_busy: bool,
    },
    Words([&'static str; FollowUpCode::WORDS]),
    /// They were shown, and are not shown again.
    Over,
    Declined,
}

impl SentPage<'_> {
    /// What the page's form says of where it came from, as a step's does.
    pub const STEP: &'static str = "sent";

    fn way_back(&self, frame: &Frame<'_>) -> Markup {
        let words = frame.words;
        let refuse = html! {
            button.btn.second name="go" value="code-no" { (words.text("code-no")) }
        };
        html! {
            @match self.way_back {
                ShownWay::Nothing => {}
                ShownWay::Offer { is_busy } => section.note aria-labelledby="way-back" {
                    h2 #way-back { (Mark("reply")) (words.text("code-offer")) }
                    @if is_busy { p.err role="alert" { (words.text("code-busy")) } }
                    p { (words.text("code-offer-text")) }
                    p { (words.text("code-offer-free")) }
                    div.go {
                        button.btn name="go" value="code-yes" { (words.text("code-yes")) }
                        (refuse)
                    }
                },
                ShownWay::Words(code) => section.note.sage aria-labelledby="way-back" data-quiet {
                    h2 #way-back { (Mark("reply")) (words.text("code-heading")) }
                    input type="hidden" name="has-words" value="1";
                    (CodeWords(&code))
                    (how_to_use(words))
                    div.go { (refuse) }
                },
                ShownWay::Over => p.note { (words.text("code-over")) },
                ShownWay::Declined => p.note role="status" { (words.text("code-declined")) },
            }
        }
    }
}

fn how_to_use(words: &Words) -> Markup {
    html! {
        p { strong { (words.text("code-once")) } }
        p { (words.text("code-keep")) }
        p { (words.text("code-how")) " " (words.text("code-lasts")) }
    }
}

impl Page for SentPage<'_> {
    fn title(&self, frame: &Frame<'_>) -> String {
        match self.note.way.is_turn() {
            true => frame.words.text("turn-title"),
            false => frame.words.text("sent-title"),
        }
    }

    fn way(&self) -> Way {
        self.note.way
    }

    fn content(&self, frame: &Frame<'_>) -> Markup {
        let words = frame.words;
        html! {
            form method="post" action=(paths::slip_of(self.note.way)) autocomplete="off" novalidate {
                input type="hidden" name="step" value=(Self::STEP);
                @if let Some(kind) = self.note.way.as_field() {
                    input type="hidden" name=(Way::FIELD) value=(kind);
                }
                // For an answer in this language when nothing is kept any more.
                @for (name, value) in frame.appearance.fields() {
                    input type="hidden" name=(name) value=(value);
                }
                @if !self.is_first_look { input type="hidden" name=(OPENED_AGAIN) value="1"; }
                div.slip {
                    h1.done { (frame.picture("sent")) (words.text("sent-heading")) }
                    p { (words.text("sent-right-thing")) }
                    (self.way_back(frame))
                    (self.what_happens(frame))
                    div.note.sand {
                        @if self.is_first_look && self.note.is_danger {
                            h2 { (words.text("do-now-heading")) }
                            p { strong { (words.text("do-now-call")) } }
                            p { (words.text("do-now-cannot-talk")) }
                        } @else {
                            h2 { (words.text("sent-waiting")) }
                        }
                        (HelpStrip { words, way: HelpWay::Press })
                    }
                    @if self.is_first_look && !self.signposts.is_empty() {
                        h2 { (words.text("sent-others")) }
                        (SignpostList { words, signposts: &self.signposts })
                    }
                    div.go {
                        a.btn href=(paths::LEAVE) data-leave rel="nofollow noreferrer" {
                            (words.text("sent-finish"))
                        }
                        // Whoever opens it again may be the next.
                        @if !self.is_first_look {
                            button.btn.second name="go" value="anew" { (words.text("begun-anew")) }
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
}

impl SentPage<'_> {
    fn what_happens(&self, frame: &Frame<'_>) -> Markup {
        let words = frame.words;
        let readers = self.note.readers.iter();
        let readers = readers.map(|reader| name_and_post(reader, self.nation, words));
        let readers = readers.collect::<Vec<_>>().join("; ");
        html! {
            h2 { (words.text("sent-next")) }
            ol.list {
                @if self.is_first_look && !readers.is_empty() {
                    li { (words.fill("sent-step-read", &[("readers", (&readers).into())])) }
                }
                @if self.is_first_look && self.note.is_told_now {
                    li {
                        (words.text("sent-step-when-urgent"))
                        @if let Some(until) = when::while_nobody_reads(self.next_reading, words) {
                            " " (until)
                        }
                    }
                } @else {
                    li {
                        (when::next_reading(self.next_reading, words)
                            .unwrap_or_else(|| words.text("sent-step-when")))
                    }
                }
                li { (words.text("sent-step-safe")) }
                li { (words.text("sent-step-unseen")) }
            }
        }
    }
}
