//! What a pupil who has nothing to tell chooses meanwhile, in everyone's turn. It is in memory only, as
//! long as the pages are open, and no adult reads it.

use std::collections::BTreeSet;

use super::form_fields::ticked;
use super::{About, Happened, Place, ReaderId, Step, Typed};

/// The answers to the other things of a turn.
#[derive(Debug, Clone, Default, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Pastime {
    /// Which answer of the quiz.
    pub quiz: Option<QuizAnswer>,
    /// Who needs a kind word.
    pub who: Option<About>,
    /// Where they like to be.
    pub place: Option<Place>,
    /// When they had fun; instead of writing, for those who do not write yet.
    pub fun: Option<Happened>,
    /// Who could help them one day.
    pub helpers: BTreeSet<ReaderId>,
    /// Whether they want a kind idea on the last page; absent until it is said.
    pub wants_idea: Option<bool>,
}

/// An answer to the quiz of the week.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum QuizAnswer {
    One,
    Two,
    NotSure,
}

impl QuizAnswer {
    pub const ALL: [Self; 3] = [Self::One, Self::Two, Self::NotSure];

    pub fn as_str(self) -> &'static str {
        match self {
            Self::One => "one",
            Self::Two => "two",
            Self::NotSure => "not-sure",
        }
    }

    fn parse(typed: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|answer| answer.as_str() == typed)
    }
}

impl Pastime {
    /// The field under which a page asks for one thing. No answer of a slip has it: a form of the one
    /// kind, pressed late, says nothing in the other.
    pub const PICKED: &'static str = "picked";
    /// The same for boxes.
    pub const PICKED_MANY: &'static str = "picked[]";

    /// Takes what the form of this step carried. A field that is missing changes nothing.
    pub(super) fn take(&mut self, shown: Step, typed: &Typed) {
        let picked = typed.first(Self::PICKED).unwrap_or_default();
        match shown {
            Step::Danger => self.quiz = QuizAnswer::parse(picked).or(self.quiz),
            Step::About => self.who = About::parse(picked).or(self.who),
            Step::Kind => self.place = Place::parse(picked).or(self.place),
            Step::TellWhat => self.fun = Happened::parse(picked).or(self.fun),
            // Boxes: none ticked is an answer too.
            Step::HiddenFrom => self.helpers = ticked(typed, Self::PICKED_MANY),
            Step::Start
            | Step::DoNow
            | Step::KindWithin
            | Step::Place
            | Step::Still
            | Step::TellWho
            | Step::TellWhere
            | Step::TellWhen
            | Step::Words
            | Step::Who
            | Step::Name
            | Step::Check
            | Step::Done => {}
        }
    }
}
