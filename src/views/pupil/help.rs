//! People to turn to outside the school, as numbers in large text: a kiosk has no links out.

use maud::{Markup, Render, html};

use crate::domain::{Appearance, Draft, OwnHelp, SortedHelp, Step, Way, carried_fields};
use crate::i18n::Words;
use crate::paths;
use crate::views::components::{AboutLink, HelpWay, LanguageForm, Mark, OwnHelpList, SignpostList};
use crate::views::{Frame, Page};

/// Whom to turn to, what fits the pupil's worry before the rest.
pub struct HelpPage<'a> {
    pub help: SortedHelp<'a>,
    /// At or near the school.
    pub own: &'a [OwnHelp],
    /// Whether somebody at the school is what worries them, so that others come first.
    pub is_about_staff: bool,
    pub back: WayBack,
}

/// How a pupil returns from a page beside the slip.
pub enum WayBack {
    /// To this address: the slip is kept, or there is none.
    Link(&'static str),
    /// Only this page has what was typed: fields that bring it back, and where they are sent.
    Form { to: &'static str, fields: Vec<(&'static str, String)> },
}

impl WayBack {
    /// From such a page to those who help.
    pub(super) fn to_help(&self) -> HelpWay {
        match self {
            Self::Link(_) => HelpWay::Link,
            Self::Form { .. } => HelpWay::PressOf(BACK),
        }
    }

    /// For a slip that only the pages themselves carry.
    pub fn carrying(draft: &Draft) -> Self {
        let mut fields = carried_fields(&draft.answers, draft.appearance, Step::Start);
        fields.push(("step", draft.step.as_str().to_owned()));
        let kind = draft.way.as_field();
        fields.extend(kind.map(|kind| (Way::FIELD, kind.to_owned())));
        Self::Form { to: paths::slip_of(draft.way), fields }
    }

    /// For the words that make a computer a kiosk.
    pub fn to_kiosk(appearance: Appearance, typed: &str) -> Self {
        let look = appearance.fields().map(|(name, value)| (name, value.to_owned()));
        let fields = look.chain([("code", typed.to_owned())]).collect();
        Self::Form { to: paths::KIOSK, fields }
    }
}

impl Page for HelpPage<'_> {
    fn title(&self, frame: &Frame<'_>) -> String {
        frame.words.text("help-title")
    }

    fn content(&self, frame: &Frame<'_>) -> Markup {
        let words = frame.words;
        let SortedHelp { first, fitting, others } = &self.help;
        html! {
            div.slip {
                (Back { words, way: &self.back })
                h1 { (words.text("help-heading")) }
                p { (words.text("help-phone")) }
                (SignpostList { words, signposts: first })
                @if !self.is_about_staff { (self.own_help(words)) }
                @if !fitting.is_empty() {
                    h2 { (words.text("help-fitting")) }
                    (SignpostList { words, signposts: fitting })
                }
                h2 {
                    @if fitting.is_empty() { (words.text("help-all")) } @else { (words.text("help-others")) }
                }
                (SignpostList { words, signposts: others })
                @if self.is_about_staff { (self.own_help(words)) }
                // What the page carries would be lost on the way.
                @if matches!(self.back, WayBack::Link(_)) {
                    (AboutLink { words, is_press: false })
                    (LanguageForm { frame, from: LanguageForm::FROM_HELP })
                }
            }
        }
    }
}

impl HelpPage<'_> {
    fn own_help(&self, words: &Words) -> Markup {
        html! {
            @if !self.own.is_empty() {
                h2 { (words.text("help-own")) }
                (OwnHelpList(self.own))
            }
        }
    }
}

/// The id of the form that brings a carried slip back.
const BACK: &str = "back";

/// The first row of a page beside the slip.
pub(super) struct Back<'a> {
    pub words: &'a Words,
    pub way: &'a WayBack,
}

impl Render for Back<'_> {
    fn render(&self) -> Markup {
        let words = self.words;
        html! {
            @match self.way {
                WayBack::Link(to) => div.top {
                    a.btn.second.small href=(to) {
                        (Mark("back")) (words.text("help-go-back"))
                    }
                },
                WayBack::Form { to, fields } => form.top id=(BACK) method="post" action=(to) autocomplete="off" {
                    @for (name, value) in fields {
                        input type="hidden" name=(name) value=(value);
                    }
                    button.btn.second.small name="go" value="show" {
                        (Mark("back")) (words.text("help-go-back"))
                    }
                },
            }
        }
    }
}
