//! In which way a slip is written: on one's own, in everyone's turn, or for practice. The way decides
//! which pages there are and whether Send sends.

use super::{Mode, Step};

/// How a pupil came to a slip. It is known while the slip is written, and is no part of it.
#[derive(
    Debug, Clone, Copy, Default, PartialEq, Eq, Hash, serde::Serialize, serde::Deserialize,
)]
#[serde(rename_all = "kebab-case")]
pub enum Way {
    #[default]
    Usual,
    /// Everyone's turn, of somebody who has something to tell.
    Turn,
    /// The same, of somebody who has nothing to tell: as many pages that look the same, and nothing sent.
    TurnNothing,
    /// The whole way of a slip in a lesson, and nothing sent.
    Practice,
}

/// What decides which pages there are, beside the answers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Course {
    pub mode: Mode,
    pub way: Way,
}

impl Way {
    pub const ALL: [Self; 4] = [Self::Usual, Self::Turn, Self::TurnNothing, Self::Practice];

    /// The field of a turn's form that says which of both kinds it is.
    pub const FIELD: &'static str = "way";

    /// Its value; both are as long.
    pub fn as_field(self) -> Option<&'static str> {
        match self {
            Self::Turn => Some("tell"),
            Self::TurnNothing => Some("none"),
            Self::Usual | Self::Practice => None,
        }
    }

    /// What the form of a turn says it is.
    pub fn parse_turn(typed: Option<&str>) -> Option<Self> {
        [Self::Turn, Self::TurnNothing].into_iter().find(|way| way.as_field() == typed)
    }

    /// Whether the pages are those of everyone's turn.
    pub fn is_turn(self) -> bool {
        match self {
            Self::Turn | Self::TurnNothing => true,
            Self::Usual | Self::Practice => false,
        }
    }

    /// Whether Send sends.
    pub fn is_real(self) -> bool {
        match self {
            Self::Usual | Self::Turn => true,
            Self::TurnNothing | Self::Practice => false,
        }
    }

    /// The way of one that is begun in its place.
    pub fn anew(self) -> Self {
        match self {
            Self::Turn | Self::TurnNothing => Self::Turn,
            Self::Usual | Self::Practice => self,
        }
    }

    /// The way of a slip that goes on where pages are of the way `here`. What is real stays real: nobody
    /// who means it is led into practice.
    pub fn going_on_at(self, here: Self) -> Self {
        match here {
            Self::Practice if self.is_real() => self,
            Self::Turn | Self::TurnNothing if self.is_turn() => self,
            Self::Usual | Self::Turn | Self::TurnNothing | Self::Practice => here,
        }
    }
}

impl Step {
    /// Whether it is one of a turn's pages. There are as many whatever is answered: what to do now is
    /// shown to everybody, with numbers for those in no danger; the kind within a group, the place and
    /// the names are not asked, since a group is read as soon as its most urgent kind, and words can say
    /// the rest. Those who do not write yet tell with a picture what the others tell in words.
    pub fn is_in_turn(self, mode: Mode) -> bool {
        match self {
            Self::Start
            | Self::Danger
            | Self::DoNow
            | Self::About
            | Self::Kind
            | Self::HiddenFrom
            | Self::Check => true,
            Self::TellWhat => mode == Mode::Pictures,
            Self::Words => mode != Mode::Pictures,
            Self::KindWithin
            | Self::Place
            | Self::Still
            | Self::TellWho
            | Self::TellWhere
            | Self::TellWhen
            | Self::Who
            | Self::Name
            | Self::Done => false,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{Answers, Danger, Taxonomy};

    #[test]
    fn a_turn_has_as_many_pages_and_questions_whatever_is_answered_in_whichever_words() {
        let taxonomy = Taxonomy::embedded().unwrap();
        let groups = taxonomy.groups().map(|group| Some(group.code.clone()));
        for group in groups.chain([None]) {
            for danger in Danger::ALL {
                let answers =
                    Answers { danger: Some(*danger), group: group.clone(), ..Answers::default() };
                for mode in Mode::ALL {
                    for way in [Way::Turn, Way::TurnNothing] {
                        let course = Course { mode, way };
                        let mut way = vec![Step::Start];
                        while way.last() != Some(&Step::Check) {
                            way.push(way.last().unwrap().next(&answers, course, &taxonomy));
                            assert!(way.len() < 20);
                        }
                        assert_eq!(way.len(), 8, "{way:?}");
                        for pair in way.windows(2) {
                            assert_eq!(pair[1].previous(&answers, course, &taxonomy), pair[0]);
                            assert!(pair[1].may_be_seen(&answers, course, &taxonomy));
                        }
                        let asked = way.iter();
                        let asked: Vec<_> = asked
                            .filter_map(|step| step.position(&answers, course, &taxonomy))
                            .collect();
                        assert!(asked.iter().all(|position| position.of == 5), "{asked:?}");
                        assert_eq!(asked.len(), 5);
                    }
                }
            }
        }
    }

    #[test]
    fn nobody_who_tells_in_a_turn_gets_past_the_danger_question_unasked() {
        let taxonomy = Taxonomy::embedded().unwrap();
        for mode in Mode::ALL {
            let course = Course { mode, way: Way::Turn };
            let shown = Step::Check.or_the_first_gap(&Answers::default(), course, &taxonomy);
            assert_eq!(shown, Step::Danger);
        }
    }

    #[test]
    fn what_is_real_stays_real_and_everything_is_real_at_the_address_of_slips() {
        for way in Way::ALL {
            assert_eq!(way.going_on_at(Way::Usual), Way::Usual);
            assert_eq!(way.going_on_at(Way::Practice).is_real(), way.is_real());
            assert!(way.going_on_at(Way::Turn).is_turn());
        }
    }
}
