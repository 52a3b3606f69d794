//! The way through a slip, as a pure function of the answers and the mode of words: which steps
//! there are, which comes next, which one may be seen.

use super::{Answers, Danger, Mode, Taxonomy};

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
}

/// Where a question stands among the others.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Position {
    /// From 1.
    pub number: usize,
    pub of: usize,
}

impl Step {
    pub const ALL: [Self; 17] = [
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
        }
    }

    pub fn parse(typed: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|step| step.as_str() == typed)
    }

    /// Whether Next leads over this step at all. In *Pictures* it does so over the fewest: the others
    /// are reached from the check page, and lead back to it.
    pub fn is_on_the_way(self, answers: &Answers, mode: Mode, taxonomy: &Taxonomy) -> bool {
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
            Self::TellWho | Self::TellWhat | Self::TellWhere | Self::TellWhen => false,
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
    fn is_there(self, answers: &Answers, mode: Mode, taxonomy: &Taxonomy) -> bool {
        let is_beside = mode == Mode::Pictures && self != Self::KindWithin && self != Self::DoNow;
        is_beside || self.is_telling() || self.is_on_the_way(answers, mode, taxonomy)
    }

    /// Whether it is one of the pages on which a pupil tells with pictures.
    pub fn is_telling(self) -> bool {
        (Self::TellWho..=Self::TellWhen).contains(&self)
    }

    /// Those pages, in their order.
    fn telling(mode: Mode) -> impl Iterator<Item = Self> {
        let has_room = move |step: &Self| *step != Self::TellWhere || mode == Mode::Pictures;
        Self::ALL.into_iter().filter(|step| step.is_telling()).filter(has_room)
    }

    /// Where this page stands among those on which a pupil tells with pictures, if it is one.
    pub fn told(self, mode: Mode) -> Option<Position> {
        let number = Self::telling(mode).position(|step| step == self)? + 1;
        Some(Position { number, of: Self::telling(mode).count() })
    }

    /// The step after this one; the last is followed by itself, and the last of telling with pictures by
    /// the page from which it is begun.
    pub fn next(self, answers: &Answers, mode: Mode, taxonomy: &Taxonomy) -> Self {
        let told = Self::telling(mode).find(|step| self.is_telling() && *step > self);
        if let Some(step) = told {
            return step;
        }
        let mut way = Self::ALL.into_iter();
        way.find(|step| *step > self && step.is_on_the_way(answers, mode, taxonomy))
            .unwrap_or(Self::Check)
    }

    /// The step before this one; the first is preceded by itself, and one beside the way by the page
    /// from which it is reached.
    pub fn previous(self, answers: &Answers, mode: Mode, taxonomy: &Taxonomy) -> Self {
        if self.is_telling() {
            let before = Self::telling(mode).filter(|step| *step < self).last();
            return before.unwrap_or_else(|| Self::TellWhen.next(answers, mode, taxonomy));
        }
        if !self.is_on_the_way(answers, mode, taxonomy) {
            return Self::Check;
        }
        let mut way = Self::ALL.into_iter().rev();
        way.find(|step| *step < self && step.is_on_the_way(answers, mode, taxonomy))
            .unwrap_or(Self::Start)
    }

    /// Whether the step may be seen: the answers lead to it, and the one question that must be answered
    /// has been.
    pub fn may_be_seen(self, answers: &Answers, mode: Mode, taxonomy: &Taxonomy) -> bool {
        match self {
            Self::Start | Self::Danger => true,
            _ => answers.danger.is_some() && self.is_there(answers, mode, taxonomy),
        }
    }

    /// The step to show instead of one that may not be seen.
    pub fn or_the_first_gap(self, answers: &Answers, mode: Mode, taxonomy: &Taxonomy) -> Self {
        if self.may_be_seen(answers, mode, taxonomy) {
            self
        } else if answers.danger.is_none() {
            Self::Danger
        } else {
            self.next(answers, mode, taxonomy)
        }
    }

    /// "Question 3 of 9"; absent for pages that ask nothing. Until the group is chosen, the question
    /// within it counts: the way may turn out shorter than was said, never longer.
    pub fn position(self, answers: &Answers, mode: Mode, taxonomy: &Taxonomy) -> Option<Position> {
        let is_question = |step: &Step| match step {
            Self::Start
            | Self::DoNow
            | Self::TellWho
            | Self::TellWhat
            | Self::TellWhere
            | Self::TellWhen
            | Self::Check => false,
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
            Self::HiddenFrom => mode != Mode::Pictures,
        };
        let is_still_open = |step: Self| {
            let is_asked = mode != Mode::Pictures && self <= Self::Kind;
            step == Self::KindWithin && is_asked && answers.group.is_none()
        };
        let may_come =
            |step: &Self| step.is_on_the_way(answers, mode, taxonomy) || is_still_open(*step);
        let questions: Vec<_> =
            Self::ALL.into_iter().filter(|step| is_question(step) && may_come(step)).collect();
        let index = questions.iter().position(|step| *step == self)?;
        Some(Position { number: index + 1, of: questions.len() })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn any_answers() -> impl Strategy<Value = Answers> {
        let taxonomy = Taxonomy::embedded().unwrap();
        let groups: Vec<_> = taxonomy.groups().map(|group| group.code.clone()).collect();
        let danger = proptest::option::of(proptest::sample::select(Danger::ALL));
        let group = proptest::option::of(proptest::sample::select(groups));
        (danger, group).prop_map(|(danger, group)| Answers { danger, group, ..Answers::default() })
    }

    fn any_mode() -> impl Strategy<Value = Mode> {
        proptest::sample::select(Mode::ALL.to_vec())
    }

    proptest! {
        #[test]
        fn from_any_answers_next_reaches_the_check_without_a_loop(answers in any_answers(), mode in any_mode()) {
            let taxonomy = Taxonomy::embedded().unwrap();
            let mut step = Step::Start;
            for _ in 0..Step::ALL.len() {
                step = step.next(&answers, mode, &taxonomy);
            }
            prop_assert_eq!(step, Step::Check);
        }

        #[test]
        fn back_undoes_next(answers in any_answers(), mode in any_mode()) {
            let taxonomy = Taxonomy::embedded().unwrap();
            for step in Step::ALL {
                if step != Step::Check && step.is_on_the_way(&answers, mode, &taxonomy) {
                    let next = step.next(&answers, mode, &taxonomy);
                    prop_assert_eq!(next.previous(&answers, mode, &taxonomy), step);
                }
            }
        }

        #[test]
        fn the_number_of_questions_never_grows_on_the_way(answers in any_answers(), mode in any_mode()) {
            let taxonomy = Taxonomy::embedded().unwrap();
            let first = Answers { group: None, ..answers.clone() };
            let mut said = Step::Danger.position(&first, mode, &taxonomy).unwrap().of;
            for step in Step::ALL.into_iter().filter(|step| *step > Step::Kind) {
                if let Some(position) = step.position(&answers, mode, &taxonomy) {
                    prop_assert!(position.of <= said);
                    said = position.of;
                }
            }
        }

        #[test]
        fn a_step_that_may_not_be_seen_gives_way_to_one_that_may(answers in any_answers(), mode in any_mode()) {
            let taxonomy = Taxonomy::embedded().unwrap();
            for step in Step::ALL {
                let shown = step.or_the_first_gap(&answers, mode, &taxonomy);
                prop_assert!(shown.may_be_seen(&answers, mode, &taxonomy));
            }
        }
    }

    #[test]
    fn telling_with_pictures_leads_back_to_the_page_from_which_it_is_begun() {
        let taxonomy = Taxonomy::embedded().unwrap();
        let answers = Answers { danger: Some(Danger::No), ..Answers::default() };
        for (mode, pages, begun_from) in [
            (Mode::Pictures, 4, Step::Check),
            (Mode::Short, 3, Step::Words),
            (Mode::More, 3, Step::Words),
            (Mode::All, 3, Step::Words),
        ] {
            let mut step = Step::TellWho;
            assert_eq!(step.previous(&answers, mode, &taxonomy), begun_from);
            for number in 1..=pages {
                assert_eq!(step.told(mode), Some(Position { number, of: pages }));
                assert!(step.is_telling() && step.may_be_seen(&answers, mode, &taxonomy));
                let next = step.next(&answers, mode, &taxonomy);
                if next.is_telling() {
                    assert_eq!(next.previous(&answers, mode, &taxonomy), step);
                }
                step = next;
            }
            assert_eq!(step, begun_from);
        }
    }

    #[test]
    fn nobody_gets_past_the_danger_question_unasked() {
        let taxonomy = Taxonomy::embedded().unwrap();
        let shown = Step::Check.or_the_first_gap(&Answers::default(), Mode::More, &taxonomy);
        assert_eq!(shown, Step::Danger);
    }

    #[test]
    fn questions_are_counted_from_one_and_pages_that_ask_nothing_are_not() {
        let taxonomy = Taxonomy::embedded().unwrap();
        let answers = Answers { danger: Some(Danger::Yes), ..Answers::default() };
        let position = |step: Step| step.position(&answers, Mode::More, &taxonomy);
        assert_eq!(position(Step::Danger), Some(Position { number: 1, of: 10 }));
        assert_eq!(position(Step::Kind), Some(Position { number: 3, of: 10 }));
        assert_eq!(position(Step::DoNow), None);
        assert_eq!(position(Step::HiddenFrom), Some(Position { number: 9, of: 9 }));
    }
}
