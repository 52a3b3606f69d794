//! Whom to turn to, as large text: a kiosk has no links that lead out.

use maud::{Markup, Render, html};

use crate::domain::{HelpHours, OwnHelp, Reach, Signpost, SignpostCode};
use crate::i18n::Words;

use super::AsTyped;

/// Some of those who help, one below the other.
pub struct SignpostList<'a> {
    pub words: &'a Words,
    pub signposts: &'a [&'a Signpost],
}

/// Those who help at or near the school, as it has named them.
pub struct OwnHelpList<'a>(pub &'a [OwnHelp]);

impl Render for SignpostList<'_> {
    fn render(&self) -> Markup {
        let words = self.words;
        html! {
            ul.numbers {
                @for one in self.signposts {
                    li {
                        p { strong { (one.name) } ": " (help_for(one.code, words)) }
                        @for reach in &one.reach { (how(reach, words)) }
                        @let more = more(one, words);
                        @if !more.is_empty() { p.soft { (more.join(" ")) } }
                    }
                }
            }
        }
    }
}

impl Render for OwnHelpList<'_> {
    fn render(&self) -> Markup {
        html! {
            ul.numbers {
                @for one in self.0 {
                    li {
                        p { strong { (AsTyped(&one.name)) } }
                        @if let Some(place) = &one.place { p { (AsTyped(place)) } }
                        @if let Some(number) = &one.number { p.num { (AsTyped(number)) } }
                    }
                }
            }
        }
    }
}

/// What they help with.
fn help_for(code: SignpostCode, words: &Words) -> String {
    match code {
        SignpostCode::Emergency => words.text("help-emergency"),
        SignpostCode::Childline => words.text("help-childline"),
        SignpostCode::Meic => words.text("help-meic"),
        SignpostCode::Shout => words.text("help-shout"),
        SignpostCode::Samaritans => words.text("help-samaritans"),
        SignpostCode::Papyrus => words.text("help-papyrus"),
        SignpostCode::Nhs => words.text("help-nhs"),
        SignpostCode::BreathingSpace => words.text("help-breathing-space"),
        SignpostCode::Lifeline => words.text("help-lifeline"),
        SignpostCode::Police => words.text("help-police"),
        SignpostCode::ReportRemove => words.text("help-report-remove"),
        SignpostCode::Ceop => words.text("help-ceop"),
        SignpostCode::AbuseInEducation => words.text("help-education"),
        SignpostCode::Fearless => words.text("help-fearless"),
        SignpostCode::TrueVision => words.text("help-true-vision"),
        SignpostCode::ActEarly => words.text("help-act-early"),
        SignpostCode::Gambling => words.text("help-gambling"),
        SignpostCode::Scam => words.text("help-scam"),
    }
}

/// One way to reach them.
fn how(reach: &Reach, words: &Words) -> Markup {
    let said = match reach {
        // By itself a number keeps its order among letters from right to left.
        Reach::Call(alone) | Reach::Site(alone) => {
            return html! { p.num { span dir="ltr" { (alone) } } };
        }
        Reach::Menu { call, press } => {
            words.fill("help-press-in-menu", &[("number", call.into()), ("press", press.into())])
        }
        Reach::Text { word, to } => {
            words.fill("help-text-to", &[("word", word.into()), ("number", to.into())])
        }
        Reach::Forward(number) => words.fill("help-forward-to", &[("number", number.into())]),
    };
    html! { p.num { (said) } }
}

/// When, for whom, and what they ask.
fn more(one: &Signpost, words: &Words) -> Vec<String> {
    let hours = one.hours.map(|hours| match hours {
        HelpHours::DayAndNight => words.text("help-day-and-night"),
        HelpHours::NotAtNight => words.text("help-not-at-night"),
        HelpHours::EveningsAndWeekends => words.text("help-evenings-and-weekends"),
    });
    let age = |age: u8| usize::from(age);
    let under = one.under.map(|it| words.fill("help-under", &[("age", age(it).into())]));
    let from = one.from.map(|it| words.fill("help-from", &[("age", age(it).into())]));
    let name = one.asks_for_name.then(|| words.text("help-asks-for-name"));
    [hours, under, from, name].into_iter().flatten().collect()
}
