//! What a kiosk's home and everyone's turn have besides: the quiz of the week, and something kind to do.

use crate::domain::Day;
use crate::i18n::Words;

/// Weeks until the first quiz comes again.
const WEEKS: i32 = 4;
/// The first of January 1970 was a Thursday; a week begins on Monday.
const DAYS_FROM_MONDAY: i32 = 3;

/// The week whose quiz is asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ThisWeek(i32);

/// What the curriculum asks: something happens, two things to do, and which is best.
pub struct Quiz {
    pub question: String,
    pub answers: [String; 2],
    pub best: String,
}

impl ThisWeek {
    /// The week of this day.
    pub fn of(today: Day) -> Self {
        Self((today.0 + DAYS_FROM_MONDAY).div_euclid(7).rem_euclid(WEEKS))
    }

    pub fn next(self) -> Self {
        Self((self.0 + 1).rem_euclid(WEEKS))
    }

    pub fn quiz(self, words: &Words) -> Quiz {
        let (question, one, two, best) = match self.0 {
            0 => (
                words.text("quiz-photo"),
                words.text("quiz-photo-one"),
                words.text("quiz-photo-two"),
                words.text("quiz-photo-best"),
            ),
            1 => (
                words.text("quiz-password"),
                words.text("quiz-password-one"),
                words.text("quiz-password-two"),
                words.text("quiz-password-best"),
            ),
            2 => (
                words.text("quiz-chat"),
                words.text("quiz-chat-one"),
                words.text("quiz-chat-two"),
                words.text("quiz-chat-best"),
            ),
            _ => (
                words.text("quiz-scary"),
                words.text("quiz-scary-one"),
                words.text("quiz-scary-two"),
                words.text("quiz-scary-best"),
            ),
        };
        Quiz { question, answers: [one, two], best }
    }

    pub fn something_kind(self, words: &Words) -> String {
        match self.0 {
            0 => words.text("kind-well"),
            1 => words.text("kind-sit"),
            2 => words.text("kind-thanks"),
            _ => words.text("kind-hello"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_quiz_lasts_from_monday_to_sunday_and_comes_again_after_four_weeks() {
        // Monday the 23rd of November 2026.
        let weeks: Vec<_> = (0..35).map(|day| ThisWeek::of(Day(20_780 + day)).0).collect();
        assert!(weeks.chunks(7).all(|week| week.iter().all(|day| *day == week[0])), "{weeks:?}");
        let in_turn: Vec<_> = weeks.chunks(7).map(|week| week[0] - weeks[0]).collect();
        let [first, .., last] = in_turn.as_slice() else { panic!("{in_turn:?}") };
        assert_eq!(first, last);
        let different: std::collections::BTreeSet<_> = weeks.iter().collect();
        assert_eq!(different.len(), 4);
    }
}
