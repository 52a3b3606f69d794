//! The pages of a pupil.

mod about;
pub(in crate::views) mod answer_words;
mod away;
mod begun;
mod check;
mod danger;
mod done;
mod help;
mod hidden_from;
mod kept;
mod kind;
mod other_things;
mod reply;
mod sent;
mod start;
mod step;
mod tell;
mod tiles;
mod turn;
mod when;
mod writing;

pub use about::{AboutPage, AccessibilityPage, ParentsPage, PrivacyPage};
pub use away::AwayPage;
pub use begun::BegunPage;
pub use help::{HelpPage, WayBack};
pub use kept::{KeptPage, Problem};
pub use reply::{ReplyContent, ReplyPage};
pub use sent::{SentPage, ShownWay};
pub use step::StepPage;
pub use tell::told;
pub use when::told_when;

#[cfg(test)]
mod tests;
