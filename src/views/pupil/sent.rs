//! The last page: thanks, who reads the slip, and what happens next.

use maud::{Markup, html};

use crate::domain::{NextReading, SentNote, Signpost};
use crate::paths;
use crate::views::components::{AboutLink, HelpStrip, HelpWay, LookPicker, SignpostList};
use crate::views::{Frame, Page};

use super::when;

pub struct SentPage<'a> {
    pub note: &'a SentNote,
    pub next_reading: NextReading,
    /// Whom else to turn to with such a worry.
    pub signposts: Vec<&'a Signpost>,
    /// Whether the page comes straight after Send. Later somebody else may look at it, to whom it
    /// must not tell what the worry was.
    pub is_first_look: bool,
}

impl SentPage<'_> {
    /// What the page's form says of where it came from, as a step's does.
    pub const STEP: &'static str = "sent";
}

impl Page for SentPage<'_> {
    fn title(&self, frame: &Frame<'_>) -> String {
        frame.words.text("sent-title")
    }

    fn content(&self, frame: &Frame<'_>) -> Markup {
        let words = frame.words;
        let readers = self.note.readers.join("; ");
        html! {
            div.slip {
                h1.done { (frame.picture("sent")) (words.text("sent-heading")) }
                p { (words.text("sent-right-thing")) }
                h2 { (words.text("sent-next")) }
                ol.list {
                    @if !readers.is_empty() {
                        li { (words.fill("sent-step-read", &[("readers", (&readers).into())])) }
                    }
                    @if self.note.is_told_now {
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
                div.note.sand {
                    @if self.is_first_look && self.note.is_danger {
                        h2 { (words.text("do-now-heading")) }
                        p { strong { (words.text("do-now-call")) } }
                        p { (words.text("do-now-cannot-talk")) }
                    } @else {
                        h2 { (words.text("sent-waiting")) }
                    }
                    (HelpStrip { words, way: HelpWay::Link })
                }
                @if self.is_first_look && !self.signposts.is_empty() {
                    h2 { (words.text("sent-others")) }
                    (SignpostList { words, signposts: &self.signposts })
                }
                div.go {
                    a.btn href=(paths::LEAVE) data-leave rel="nofollow noreferrer" {
                        (words.text("sent-finish"))
                    }
                }
            }
            form.after method="post" action=(paths::SLIP) autocomplete="off" novalidate {
                input type="hidden" name="step" value=(Self::STEP);
                (LookPicker(frame))
                (AboutLink { words, is_press: false })
            }
        }
    }
}
