//! Who should not see the slip. For a worry about an adult at school the same boxes ask whom it is
//! about.

use maud::{Markup, html};

use crate::domain::ReaderId;
use crate::views::Frame;
use crate::views::components::{Choice, Choices, Tint};
use crate::views::post::post_of;

use super::StepPage;

pub(super) fn content(page: &StepPage<'_>, frame: &Frame<'_>) -> Markup {
    let words = frame.words;
    let (question, hint) = if page.answers.is_about_staff(page.taxonomy) {
        (words.text("hidden-question-staff"), words.text("hidden-hint-staff"))
    } else {
        (words.text("hidden-question"), words.text("hidden-hint"))
    };
    let is_chosen = |id: &_| page.answers.hidden_from.contains(id);
    boxes(page, frame, "hidden_from[]", [&question, &hint], is_chosen)
}

/// A box for each reader.
pub(super) fn boxes(
    page: &StepPage<'_>,
    frame: &Frame<'_>,
    name: &str,
    [question, hint]: [&str; 2],
    is_chosen: impl Fn(&ReaderId) -> bool,
) -> Markup {
    let choices = page.readers.iter().enumerate().map(|(index, reader)| Choice {
        value: reader.id.as_str(),
        label: reader.name.as_str().to_owned().into(),
        detail: Some(post_of(&reader.into(), page.nation, frame.words)),
        symbol: "adult-at-school",
        tint: Tint::at(index),
        is_chosen: is_chosen(&reader.id),
    });
    let choices = Choices { name, is_many: true, media: frame.media, choices: choices.collect() };
    let content = html! {
        fieldset aria-describedby="hint" {
            legend { h1 { (question) } }
            p.hint #hint { (hint) }
            (choices)
        }
    };
    page.question(frame, Choices::FIRST, content, None)
}
