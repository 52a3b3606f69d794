//! The words, picture and tint of each answer: the same on its question and on the check page.

use crate::domain::{About, Danger, Done, DoneBy, Happened, Place, QuickAnswer, StillHappening};
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

/// Of those who did it; the label is the sentence that is told.
pub(in crate::views) fn done_by(answer: DoneBy, words: &Words) -> Shown {
    let (label, symbol, tint) = match answer {
        DoneBy::InMyClass => (words.text("done-by-class"), "class", Tint::Sky),
        DoneBy::Friend => (words.text("done-by-friend"), "friends", Tint::Sand),
        DoneBy::OtherPupil => (words.text("done-by-pupil"), "child", Tint::Lilac),
        DoneBy::Group => (words.text("done-by-group"), "group", Tint::Blush),
        DoneBy::AdultAtSchool => (words.text("done-by-adult"), "adult-at-school", Tint::Sage),
        DoneBy::AtHome => (words.text("done-by-home"), "adult-at-home", Tint::Sand),
        DoneBy::Stranger => (words.text("done-by-stranger"), "stranger", Tint::Lilac),
        DoneBy::NotSure => (words.text("done-by-not-sure"), "unsure", Tint::Sage),
    };
    Shown { label, symbol, tint }
}

/// Of what was done, to the pupil or to somebody else.
pub(in crate::views) fn done(answer: Done, is_to_pupil: bool, words: &Words) -> Shown {
    let (label, symbol, tint) = match (answer, is_to_pupil) {
        (Done::Hurt, true) => (words.text("done-hurt"), "hit", Tint::Blush),
        (Done::Hurt, false) => (words.text("done-hurt-other"), "hit", Tint::Blush),
        (Done::Unkind, _) => (words.text("done-unkind"), "shouted", Tint::Sand),
        (Done::LeftOut, true) => (words.text("done-left-out"), "left-me-out", Tint::Lilac),
        (Done::LeftOut, false) => (words.text("done-left-out-other"), "left-me-out", Tint::Lilac),
        (Done::Took, _) => (words.text("done-took"), "took", Tint::Sky),
        (Done::Picture, _) => (words.text("done-picture"), "filmed", Tint::Sand),
        (Done::Secret, _) => (words.text("done-secret"), "secret", Tint::Lilac),
        (Done::WouldNotStop, _) => {
            (words.text("done-would-not-stop"), "would-not-stop", Tint::Blush)
        }
        (Done::Threatened, true) => (words.text("done-threatened"), "threatened", Tint::Sky),
        (Done::Threatened, false) => (words.text("done-threatened-other"), "threatened", Tint::Sky),
        (Done::MadeDoIt, true) => (words.text("done-made-do-it"), "made-me", Tint::Sand),
        (Done::MadeDoIt, false) => (words.text("done-made-do-it-other"), "made-me", Tint::Sand),
        (Done::Followed, true) => (words.text("done-followed"), "followed", Tint::Lilac),
        (Done::Followed, false) => (words.text("done-followed-other"), "followed", Tint::Lilac),
        (Done::AskedForMoney, _) => (words.text("done-asked-money"), "asked-for-money", Tint::Sky),
        (Done::NotSure, _) => (words.text("done-not-sure"), "unsure", Tint::Sage),
    };
    Shown { label, symbol, tint }
}

pub(in crate::views) fn happened(answer: Happened, words: &Words) -> Shown {
    let (label, symbol, tint) = match answer {
        Happened::Today => (words.text("happened-today"), "today", Tint::Sand),
        Happened::Yesterday => (words.text("happened-yesterday"), "yesterday", Tint::Sky),
        Happened::ThisWeek => (words.text("happened-this-week"), "this-week", Tint::Lilac),
        Happened::LongAgo => (words.text("happened-long-ago"), "long-ago", Tint::Blush),
        Happened::Once => (words.text("happened-once"), "once", Tint::Sky),
        Happened::Often => (words.text("happened-often"), "lots", Tint::Sand),
        Happened::AtNight => (words.text("happened-at-night"), "night", Tint::Lilac),
        Happened::NotSure => (words.text("happened-not-sure"), "unsure", Tint::Sage),
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
