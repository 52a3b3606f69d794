//! Urgency and state as a word in a pill. Each has a shape as well as a colour.

use maud::{Markup, Render, html};

use crate::domain::{SlipState, Urgency};
use crate::i18n::Words;

/// How soon a slip must be read: a diamond for now, a square for soon, a disc for later.
pub struct UrgencyPill<'a> {
    pub words: &'a Words,
    pub urgency: Urgency,
}

/// What has been done with a slip: a square while nobody has, a disc when someone is, none after.
pub struct StatePill<'a> {
    pub words: &'a Words,
    pub state: SlipState,
}

impl Render for UrgencyPill<'_> {
    fn render(&self) -> Markup {
        let (class, name) = match self.urgency {
            Urgency::Emergency => ("now", self.words.text("staff-urgency-emergency")),
            Urgency::Urgent => ("now", self.words.text("staff-urgency-urgent")),
            Urgency::SameDay => ("soon", self.words.text("staff-urgency-same-day")),
            Urgency::Routine => ("later", self.words.text("staff-urgency-routine")),
        };
        html! { span.pill.(class) { (name) } }
    }
}

impl Render for StatePill<'_> {
    fn render(&self) -> Markup {
        let (class, name) = match self.state {
            SlipState::New => ("soon", self.words.text("staff-state-new")),
            SlipState::Acknowledged => ("later", self.words.text("staff-state-acknowledged")),
            SlipState::Closed => ("plain", self.words.text("staff-state-closed")),
            SlipState::AsideAsked => ("soon", self.words.text("staff-state-aside-asked")),
            SlipState::Aside => ("plain", self.words.text("staff-state-aside")),
        };
        html! { span.pill.(class) { (name) } }
    }
}
