//! The way through a slip, as a pure function of the answers and the mode of words: which steps
//! there are, which comes next, which one may be seen.

use super::{Answers, Course, Danger, Mode, Taxonomy, Way};

/// A page of the pupil's way, in its order.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize,
)]
#[serde(rename_all = "kebab-case")]
pub enum Step {
    /// What this is, who reads it, what it cannot promise.
    Start,
    /// Is someone in danger right now?
    Danger,
    /// What to do now; only when the answer was yes.
    DoNow,
    About,
    /// What kind of worry: the groups.
    Kind,
    /// What kind of worry within the group; only where the group has several.
    KindWithin,
    Place,
    Still,
    /// Telling with pictures, begun by a press on the writing page, or in *Pictures* on the check page:
    /// who did it.
    TellWho,
    TellWhat,
    /// The question of [`Step::Place`] again, for those whose way does not ask it.
    TellWhere,
    TellWhen,
    Words,
    Who,
    /// Does the pupil want somebody to come and find them? Then they write their name.
    Name,
    HiddenFrom,
    Check,
    /// The end of a way on which nothing is sent.
    Done,
}

/// Where a question stands among the others.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Position {
    /// From 1.
    pub number: usize,
    pub of: usize,
}

impl Step {
    pub const ALL: [Self; 18] = [
        Self::Start,
        Self::Danger,
        Self::DoNow,
        Self::About,
        Self::Kind,
        Self::KindWithin,
        Self::Place,
        Self::Still,
        Self::TellWho,
        Self::TellWhat,
        Self::TellWhere,
        Self::TellWhen,
        Self::Words,
        Self::Who,
        Self::Name,
        Self::HiddenFrom,
        Self::Check,
        Self::Done,
    ];

    /// As a form's hidden field and a draft have it.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Start => "start",
            Self::Danger => "danger",
            Self::DoNow => "do-now",
            Self::About => "about",
            Self::Kind => "kind",
            Self::KindWithin => "kind-within",
            Self::Place => "place",
            Self::Still => "still",
            Self::TellWho => "tell-who",
            Self::TellWhat => "tell-what",
            Self::TellWhere => "tell-where",
            Self::TellWhen => "tell-when",
            Self::Words => "words",
            Self::Who => "who",
            Self::Name => "name",
            Self::HiddenFrom => "hidden-from",
            Self::Check => "check",
            Self::Done => "done",
        }
    }

    pub fn parse(typed: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|step| step.as_str() == typed)
    }

    /// Whether Next leads over this step at all. In *Pictures* it does so over the fewest: the others
    /// are reached from the check page, and lead back to it.
    pub fn is_on_the_way(self, answers: &Answers, course: Course, taxonomy: &Taxonomy) -> bool {
        let Course { mode, way } = course;
        if way.is_turn() {
            return self.is_in_turn(mode);
        }
        match self {
            Self::About
            | Self::KindWithin
            | Self::Place
            | Self::Still
            | Self::Words
            | Self::Who
            | Self::Name
                if mode == Mode::Pictures =>
            {
                false
            }
            // Whom a worry about an adult at school is about decides who reads it.
            Self::HiddenFrom if mode == Mode::Pictures => answers.is_about_staff(taxonomy),
            Self::TellWho | Self::TellWhat | Self::TellWhere | Self::TellWhen | Self::Done => false,
            Self::DoNow => answers.danger == Some(Danger::Yes),
            Self::KindWithin => {
                let group = answers.group.as_ref().and_then(|code| taxonomy.group(code));
                group.is_some_and(|group| taxonomy.offered(&group.code, mode).count() > 1)
            }
            Self::Start
            | Self::Danger
            | Self::About
            | Self::Kind
            | Self::Place
            | Self::Still
            | Self::Words
            | Self::Who
            | Self::Name
            | Self::HiddenFrom
            | Self::Check => true,
        }
    }

    /// Whether the step is on the way, or beside it and reached from another page.
    fn is_there(self, answers: &Answers, course: Course, taxonomy: &Taxonomy) -> bool {
        if self == Self::Done {
            return !course.way.is_real();
        }
        if course.way.is_turn() {
            return self.is_on_the_way(answers, course, taxonomy);
        }
        let is_beside =
            course.mode == Mode::Pictures && self != Self::KindWithin && self != Self::DoNow;
        is_beside || self.is_telling() || self.is_on_the_way(answers, course, taxonomy)
    }

    /// Whether it is one of the pages on which a pupil tells with pictures.
    pub fn is_telling(self) -> bool {
        (Self::TellWho..=Self::TellWhen).contains(&self)
    }

    /// Those pages, in their order.
    fn telling(course: Course) -> impl Iterator<Item = Self> {
        let Course { mode, way } = course;
        let has_room = move |step: &Self| *step != Self::TellWhere || mode == Mode::Pictures;
        // In a turn what they did is a question like the others.
        let has_room = move |step: &Self| has_room(step) && !way.is_turn();
        Self::ALL.into_iter().filter(|step| step.is_telling()).filter(has_room)
    }

    /// Where this page stands among those on which a pupil tells with pictures, if it is one.
    pub fn told(self, course: Course) -> Option<Position> {
        let number = Self::telling(course).position(|step| step == self)? + 1;
        Some(Position { number, of: Self::telling(course).count() })
    }

    /// The step after this one; the last is followed by itself, and the last of telling with pictures by
    /// the page from which it is begun.
    pub fn next(self, answers: &Answers, course: Course, taxonomy: &Taxonomy) -> Self {
        let told = Self::telling(course).find(|step| self.is_telling() && *step > self);
        if let Some(step) = told {
            return step;
        }
        let mut way = Self::ALL.into_iter();
        way.find(|step| *step > self && step.is_on_the_way(answers, course, taxonomy))
            .unwrap_or(Self::Check)
    }

    /// The step before this one; the first is preceded by itself, and one beside the way by the page
    /// from which it is reached.
    pub fn previous(self, answers: &Answers, course: Course, taxonomy: &Taxonomy) -> Self {
        if self.is_telling() && !course.way.is_turn() {
            let before = Self::telling(course).filter(|step| *step < self).last();
            return before.unwrap_or_else(|| Self::TellWhen.next(answers, course, taxonomy));
        }
        if !self.is_on_the_way(answers, course, taxonomy) {
            return Self::Check;
        }
        let mut way = Self::ALL.into_iter().rev();
        way.find(|step| *step < self && step.is_on_the_way(answers, course, taxonomy))
            .unwrap_or(Self::Start)
    }

    /// Whether the step may be seen: the answers lead to it, and the one question that must be answered
    /// has been, by whoever tells something.
    pub fn may_be_seen(self, answers: &Answers, course: Course, taxonomy: &Taxonomy) -> bool {
        let may_pass = answers.danger.is_some() || course.way == Way::TurnNothing;
        match self {
            Self::Start | Self::Danger => true,
            _ => may_pass && self.is_there(answers, course, taxonomy),
        }
    }

    /// The step to show instead of one that may not be seen.
    pub fn or_the_first_gap(self, answers: &Answers, course: Course, taxonomy: &Taxonomy) -> Self {
        if self.may_be_seen(answers, course, taxonomy) {
            self
        } else if answers.danger.is_none() && course.way != Way::TurnNothing {
            Self::Danger
        } else {
            self.next(answers, course, taxonomy)
        }
    }

    /// "Question 3 of 9"; absent for pages that ask nothing. Until the group is chosen, the question
    /// within it counts: the way may turn out shorter than was said, never longer.
    pub fn position(
        self,
        answers: &Answers,
        course: Course,
        taxonomy: &Taxonomy,
    ) -> Option<Position> {
        let course @ Course { mode, way } = course;
        let is_question = |step: &Step| match step {
            Self::Start
            | Self::DoNow
            | Self::TellWho
            | Self::TellWhere
            | Self::TellWhen
            | Self::Check
            | Self::Done => false,
            Self::TellWhat => way.is_turn(),
            Self::Danger
            | Self::About
            | Self::Kind
            | Self::KindWithin
            | Self::Place
            | Self::Still
            | Self::Words
            | Self::Who
            | Self::Name => true,
            // By pictures one tile alone leads to it, and the others are not to look longer for that.
            Self::HiddenFrom => mode != Mode::Pictures || way.is_turn(),
        };
        let is_still_open = |step: Self| {
            let is_asked = mode != Mode::Pictures && self <= Self::Kind && !way.is_turn();
            step == Self::KindWithin && is_asked && answers.group.is_none()
        };
        let may_come =
            |step: &Self| step.is_on_the_way(answers, course, taxonomy) || is_still_open(*step);
        let questions: Vec<_> =
            Self::ALL.into_iter().filter(|step| is_question(step) && may_come(step)).collect();
        let index = questions.iter().position(|step| *step == self)?;
        Some(Position { number: index + 1, of: questions.len() })
    }
}

#[cfg(test)]
mod tests;
