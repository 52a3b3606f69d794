//! The words, picture and tint of each answer: the same on its question and on the check page.

use crate::domain::{About, Danger, Place, QuickAnswer, StillHappening};
use crate::i18n::Words;
use crate::views::components::Tint;

/// How one answer is shown.
pub(in crate::views) struct Shown {
    pub label: String,
    pub symbol: &'static str,
    pub tint: Tint,
}

pub(in crate::views) fn danger(answer: Danger, words: &Words) -> Shown {
    let (label, symbol, tint) = match answer {
        Danger::Yes => (words.text("danger-yes"), "yes", Tint::Sand),
        Danger::No => (words.text("danger-no"), "no", Tint::Sky),
        Danger::NotSure => (words.text("not-sure"), "unsure", Tint::Sage),
    };
    Shown { label, symbol, tint }
}

pub(in crate::views) fn about(answer: About, words: &Words) -> Shown {
    let (label, symbol, tint) = match answer {
        About::Me => (words.text("about-me"), "me", Tint::Sky),
        About::SomeoneElse => (words.text("about-someone-else"), "someone", Tint::Lilac),
        About::Group => (words.text("about-group"), "group", Tint::Blush),
        About::RatherNotSay => (words.text("rather-not-say"), "quiet", Tint::Sage),
    };
    Shown { label, symbol, tint }
}

pub(in crate::views) fn place(answer: Place, words: &Words) -> Shown {
    let (label, symbol, tint) = match answer {
        Place::Online => (words.text("place-online"), "online", Tint::Lilac),
        Place::Class => (words.text("place-class"), "class", Tint::Sky),
        Place::Outside => (words.text("place-outside"), "outside", Tint::Sage),
        Place::Toilets => (words.text("place-toilets"), "toilets", Tint::Sky),
        Place::Corridor => (words.text("place-corridor"), "corridor", Tint::Blush),
        Place::Lunch => (words.text("place-lunch"), "lunch", Tint::Sand),
        Place::Travel => (words.text("place-travel"), "travel", Tint::Lilac),
        Place::Home => (words.text("place-home"), "home", Tint::Sand),
        Place::Elsewhere => (words.text("place-elsewhere"), "elsewhere", Tint::Blush),
        Place::NotSure => (words.text("not-sure"), "unsure", Tint::Sage),
    };
    Shown { label, symbol, tint }
}

pub(in crate::views) fn still(answer: StillHappening, words: &Words) -> Shown {
    let (label, symbol, tint) = match answer {
        StillHappening::Yes => (words.text("still-yes"), "yes", Tint::Sand),
        StillHappening::No => (words.text("still-no"), "no", Tint::Sky),
        StillHappening::NotSure => (words.text("not-sure"), "unsure", Tint::Sage),
    };
    Shown { label, symbol, tint }
}

pub(in crate::views) fn quick(answer: QuickAnswer, words: &Words) -> Shown {
    let (label, symbol, tint) = match answer {
        QuickAnswer::Yes => (words.text("quick-yes"), "yes", Tint::Sand),
        QuickAnswer::No => (words.text("quick-no"), "no", Tint::Sky),
        QuickAnswer::NotSure => (words.text("not-sure"), "unsure", Tint::Sage),
    };
    Shown { label, symbol, tint }
}
