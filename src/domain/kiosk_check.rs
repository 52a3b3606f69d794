//! What is looked at before pupils write at a kiosk, and again each term.

use super::text::one_line;
use super::{Day, Typed};

/// Days after which somebody looks again: a term, with the holidays beside it.
pub const CHECKED_AGAIN_DAYS: i32 = 120;

/// Most characters of what is noted beside one answer.
pub const NOTE_CHARACTERS_MAX: usize = 200;

/// Something to look at, in the order in which one comes by it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum CheckItem {
    Placement,
    Screen,
    Mirrored,
    Monitoring,
    Inspection,
    Policies,
    Locked,
    SelfTest,
    Back,
    Autofill,
    Spelling,
    Curtain,
    Sound,
    Power,
    Poster,
}

/// What was found.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum CheckAnswer {
    Yes,
    No,
    /// There is nothing of the kind at this kiosk.
    NotHere,
}

/// One item as it was found.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct CheckLine {
    pub item: CheckItem,
    pub answer: Option<CheckAnswer>,
    pub note: String,
}

/// All items of one look at a kiosk.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KioskCheck {
    pub lines: Vec<CheckLine>,
}

/// Why a look cannot be kept or signed as it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CheckProblem {
    NotAnswered,
    /// Something is not as it should be, and nothing says what is done about it.
    NoNote,
    NoteTooLong,
}

/// A text that is no look at a kiosk.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("no look at a kiosk")]
pub struct NotACheck;

impl CheckItem {
    pub const ALL: [Self; 15] = [
        Self::Placement,
        Self::Screen,
        Self::Mirrored,
        Self::Monitoring,
        Self::Inspection,
        Self::Policies,
        Self::Locked,
        Self::SelfTest,
        Self::Back,
        Self::Autofill,
        Self::Spelling,
        Self::Curtain,
        Self::Sound,
        Self::Power,
        Self::Poster,
    ];

    /// Its name in a form.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Placement => "placement",
            Self::Screen => "screen",
            Self::Mirrored => "mirrored",
            Self::Monitoring => "monitoring",
            Self::Inspection => "inspection",
            Self::Policies => "policies",
            Self::Locked => "locked",
            Self::SelfTest => "self-test",
            Self::Back => "back",
            Self::Autofill => "autofill",
            Self::Spelling => "spelling",
            Self::Curtain => "curtain",
            Self::Sound => "sound",
            Self::Power => "power",
            Self::Poster => "poster",
        }
    }

    /// The name of the box for what is noted beside it.
    pub fn note_field(self) -> String {
        format!("note-{}", self.as_str())
    }
}

impl CheckAnswer {
    pub const ALL: [Self; 3] = [Self::Yes, Self::No, Self::NotHere];

    /// Its name in a form.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Yes => "yes",
            Self::No => "no",
            Self::NotHere => "not-here",
        }
    }
}

impl KioskCheck {
    /// Nothing looked at yet.
    pub fn empty() -> Self {
        let line = |item| CheckLine { item, answer: None, note: String::new() };
        Self { lines: CheckItem::ALL.map(line).into() }
    }

    /// What was filled in, right or not: every item is there, and no note is cut.
    pub fn read(form: &Typed) -> Self {
        let line = |item: CheckItem| {
            let answer = form.first(item.as_str()).unwrap_or_default();
            let note = form.first(&item.note_field()).unwrap_or_default();
            CheckLine {
                item,
                answer: CheckAnswer::ALL.into_iter().find(|one| one.as_str() == answer),
                note: one_line(note, usize::MAX).unwrap_or_default(),
            }
        };
        Self { lines: CheckItem::ALL.map(line).into() }
    }

    /// As [`Self::as_text`] wrote it. An item that was not asked then is not answered.
    pub fn of_text(text: &str) -> Result<Self, NotACheck> {
        let lines: Vec<CheckLine> = serde_json::from_str(text).map_err(|_| NotACheck)?;
        Ok(Self { lines })
    }

    /// As a row keeps it.
    pub fn as_text(&self) -> String {
        serde_json::to_string(&self.lines).unwrap_or_default()
    }

    /// What was found of this item.
    pub fn line(&self, item: CheckItem) -> Option<&CheckLine> {
        self.lines.iter().find(|line| line.item == item)
    }

    /// How many items are not as they should be.
    pub fn count_open(&self) -> usize {
        self.lines.iter().filter(|line| line.answer == Some(CheckAnswer::No)).count()
    }

    /// What is wrong with it, to be kept for later.
    pub fn problems(&self) -> Vec<(CheckItem, CheckProblem)> {
        let is_long = |line: &&CheckLine| line.note.chars().count() > NOTE_CHARACTERS_MAX;
        let long = self.lines.iter().filter(is_long);
        long.map(|line| (line.item, CheckProblem::NoteTooLong)).collect()
    }

    /// What is wrong with it, to be signed: whoever signs has looked at everything.
    pub fn problems_to_sign(&self) -> Vec<(CheckItem, CheckProblem)> {
        let of_line = |line: &CheckLine| match line.answer {
            _ if line.note.chars().count() > NOTE_CHARACTERS_MAX => Some(CheckProblem::NoteTooLong),
            None => Some(CheckProblem::NotAnswered),
            Some(CheckAnswer::No) if line.note.is_empty() => Some(CheckProblem::NoNote),
            Some(CheckAnswer::Yes | CheckAnswer::No | CheckAnswer::NotHere) => None,
        };
        self.lines.iter().filter_map(|line| Some((line.item, of_line(line)?))).collect()
    }
}

/// Whether a kiosk that was last signed for on this day is to be looked at again.
pub fn is_check_of_kiosk_due(signed_on: Option<Day>, today: Day) -> bool {
    signed_on.is_none_or(|day| day.plus_days(CHECKED_AGAIN_DAYS) <= today)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(pairs: &[(&str, &str)]) -> KioskCheck {
        let pairs = pairs.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned()));
        KioskCheck::read(&Typed(pairs.collect()))
    }

    #[test]
    fn whoever_signs_has_answered_everything_and_said_what_is_done_about_what_is_wrong() {
        let mut filled: Vec<_> = CheckItem::ALL.map(|item| (item.as_str(), "yes")).into();
        assert_eq!(read(&filled).problems_to_sign(), []);
        filled[2].1 = "no";
        filled[4].1 = "perhaps";
        let check = read(&filled);
        let wrong = [
            (CheckItem::Mirrored, CheckProblem::NoNote),
            (CheckItem::Inspection, CheckProblem::NotAnswered),
        ];
        assert_eq!((check.problems_to_sign(), check.count_open()), (wrong.to_vec(), 1));
        assert_eq!(check.problems(), [], "and can be kept until then");
        filled[4].1 = "not-here";
        filled.push(("note-mirrored", " asked Sam Reed \n to take it out "));
        let check = read(&filled);
        assert_eq!(check.problems_to_sign(), []);
        assert_eq!(check.line(CheckItem::Mirrored).unwrap().note, "asked Sam Reed to take it out");
        let long = "x".repeat(NOTE_CHARACTERS_MAX + 1);
        filled.push(("note-poster", &long));
        let wrong = [(CheckItem::Poster, CheckProblem::NoteTooLong)];
        assert_eq!(read(&filled).problems(), wrong);
        assert_eq!(read(&filled).problems_to_sign(), wrong);
    }

    #[test]
    fn a_look_is_read_from_its_row_as_it_was_written() {
        let check = read(&[("back", "no"), ("note-back", "A “swipe” <b>works</b>")]);
        assert_eq!(KioskCheck::of_text(&check.as_text()), Ok(check));
        for text in ["", "{}", "[{\"item\":\"colour\"}]"] {
            assert_eq!(KioskCheck::of_text(text), Err(NotACheck), "{text}");
        }
    }

    #[test]
    fn a_kiosk_is_looked_at_again_after_a_term() {
        assert!(is_check_of_kiosk_due(None, Day(0)));
        assert!(!is_check_of_kiosk_due(Some(Day(0)), Day(CHECKED_AGAIN_DAYS - 1)));
        assert!(is_check_of_kiosk_due(Some(Day(0)), Day(CHECKED_AGAIN_DAYS)));
    }
}
