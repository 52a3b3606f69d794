//! What every page of a pupil has around it: the bar with Leave, and nothing that stays behind.

use maud::{DOCTYPE, Markup, html};

use crate::domain::{Appearance, Language, Way};
use crate::i18n::Words;
use crate::media::Media;
use crate::paths;

use super::components::{Mark, Picture};
use super::kiosk::{Cleared, Curtain};

/// What a page is shown in, and what all pages of one request share.
#[derive(Clone, Copy)]
pub struct Frame<'a> {
    pub words: &'a Words,
    /// The languages a pupil can choose.
    pub languages: &'a [Language],
    pub appearance: Appearance,
    /// How this school's pages look and read until somebody chooses.
    pub usual: Appearance,
    /// Pictures and recordings.
    pub media: &'a Media,
    /// Words across the top of every page: that this is a demonstration.
    pub banner: Option<&'a str>,
    /// Whether a kiosk shows the page: others come after.
    pub is_at_kiosk: bool,
}

impl<'a> Frame<'a> {
    /// The picture of this name, the school's own where it has one.
    pub fn picture(&self, name: &'a str) -> Picture<'a> {
        Picture { name, media: self.media }
    }

    /// Where the recordings of these words are.
    pub fn sound(&self) -> Option<String> {
        self.media.sound(self.words.language().as_str(), self.words.mode().as_str())
    }
}

/// A page of a pupil.
pub trait Page {
    /// Shown in the tab and kept by the browser's history, so it tells nothing of the slip.
    fn title(&self, frame: &Frame<'_>) -> String;
    fn content(&self, frame: &Frame<'_>) -> Markup;

    /// Whether it is where a kiosk's pupils begin: there is nothing to draw a curtain over.
    fn is_home(&self) -> bool {
        false
    }

    /// In which way the slip is written that it is a page of.
    fn way(&self) -> Way {
        Way::Usual
    }

    /// Whether paper may have it: it says nothing of anybody's slip.
    fn may_be_printed(&self) -> bool {
        false
    }
}

/// The whole document of a pupil's page. Leave is the second stop of the Tab key on each.
pub fn pupil_document(page: &impl Page, frame: &Frame<'_>) -> Markup {
    let words = frame.words;
    let is_practice = page.way() == Way::Practice;
    let is_kept_off_paper = frame.is_at_kiosk || !page.may_be_printed();
    html! {
        (DOCTYPE)
        html lang=(words.language().as_str())
            dir=[words.language().is_right_to_left().then_some("rtl")]
            data-band=[words.mode().is_early().then_some("early")]
            data-look=[frame.appearance.look.map(|look| look.as_str())]
            data-size=[frame.appearance.size.map(|size| size.as_str())]
            data-practice[is_practice]
        {
            head {
                (head(&title_of(page, frame), font_of(words)))
                @if frame.is_at_kiosk {
                    link rel="manifest" href=(paths::MANIFEST);
                    // With the other behind it.
                    script src=(paths::files::KIOSK_JS) defer {}
                } @else {
                    script src=(paths::files::TALK_JS) defer {}
                }
                @if page.way().is_turn() { script src=(paths::files::TURN_JS) defer {} }
            }
            body data-print=[is_kept_off_paper.then(|| words.text("printing-is-off"))] {
                a.skip href="#main" { (words.text("skip-to-content")) }
                (banner(frame.banner))
                @if is_practice { aside.practice { p { (words.text("practice-banner")) } } }
                header.bar {
                    div {
                        p.brand { (frame.picture("slip")) span { (words.text("brand")) } }
                        a.leave href=(paths::LEAVE) data-leave rel="nofollow noreferrer" {
                            (Mark("leave"))
                            (words.text("leave")) span.vh { " " (words.text("leave-this-page")) }
                        }
                    }
                }
                main #main .page tabindex="-1" {
                    (offline(page, words))
                    (page.content(frame))
                }
                @if frame.is_at_kiosk && !page.is_home() { (Curtain(words)) }
                @if frame.is_at_kiosk { (Cleared(words)) }
            }
        }
    }
}

/// For a press that would find no network: `static/talk.js` shows it, at a kiosk `static/kiosk.js`.
fn offline(page: &impl Page, words: &Words) -> Markup {
    let text = match page.is_home() {
        true => words.text("home-offline"),
        false => words.text("offline"),
    };
    html! { p #offline .errors role="alert" tabindex="-1" hidden { (text) } }
}

/// Everyone's turn has one title on every page, and practice says in each that it is.
fn title_of(page: &impl Page, frame: &Frame<'_>) -> String {
    let title = page.title(frame);
    match page.way() {
        Way::Practice => frame.words.fill("practice-of", &[("title", (&title).into())]),
        Way::Usual | Way::Turn | Way::TurnNothing => title,
    }
}

/// A page that looks like nothing in particular: no bar, no name, no way back.
pub fn bare_document(page: &impl Page, frame: &Frame<'_>) -> Markup {
    html! {
        (DOCTYPE)
        html lang=(frame.words.language().as_str())
            dir=[frame.words.language().is_right_to_left().then_some("rtl")]
        {
            head { (head(&page.title(frame), font_of(frame.words))) }
            body { main.clock { (page.content(frame)) } }
        }
    }
}

/// The letters that a page in these words is set in, if they are ours; `static/app.css` has the same.
fn font_of(words: &Words) -> Option<&'static str> {
    match words.language() {
        Language::Ukrainian | Language::Arabic | Language::Urdu => None,
        Language::English | Language::Welsh | Language::Polish | Language::Romanian => {
            match words.mode().is_early() {
                true => Some(paths::files::ANDIKA_LATIN_400_WOFF2),
                false => Some(paths::files::TALK_LATIN_WOFF2),
            }
        }
    }
}

pub(super) fn head(title: &str, font: Option<&str>) -> Markup {
    html! {
        meta charset="utf-8";
        meta name="viewport" content="width=device-width, initial-scale=1";
        meta name="robots" content="noindex";
        // A translation service would be sent what the page says.
        meta name="google" content="notranslate";
        title { (title) }
        link rel="icon" href=(paths::ICON) type="image/svg+xml";
        @if let Some(font) = font {
            link rel="preload" href=(font) as="font" type="font/woff2" crossorigin;
        }
        link rel="stylesheet" href=(paths::files::APP_CSS);
    }
}

pub(super) fn banner(text: Option<&str>) -> Markup {
    html! { @if let Some(text) = text { aside.banner lang="en-GB" dir="ltr" { p { (text) } } } }
}
