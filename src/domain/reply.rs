//! What goes back and forth after a slip: what staff write to its pupil, and what the pupil answers.

use super::answers::{KEPT_CHARACTERS_MAX, WORDS_CHARACTERS_MAX};
use super::{Appearance, Aside, CodeProblem, Language, Mode, OPENED_AGAIN, Press, Typed, text};

/// Most characters kept of what is typed for a code.
const CODE_CHARACTERS_MAX: usize = 400;

/// An answer that needs no writing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum QuickAnswer {
    Yes,
    No,
    NotSure,
}

/// What a pupil answers.
#[derive(Debug, Clone, Default, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct PupilAnswer {
    pub quick: Option<QuickAnswer>,
    pub words: String,
    #[serde(default)]
    pub mode: Mode,
    #[serde(default)]
    pub language: Language,
}

/// Where a message or an answer is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ReplyState {
    /// By staff, for the pupil.
    ToPupil,
    /// By the pupil, until its slot ends.
    Waiting,
    /// By the pupil, and no reader has said that they read it.
    New,
    Seen,
}

/// Somebody who comes back with a code. It lives in memory only, sealed under their cookie.
#[derive(Debug, Clone, Default, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct ReplyVisit {
    pub appearance: Appearance,
    /// The words of the code, as far as they are typed or tapped.
    pub typed: String,
    /// The letters that were tapped of the next word; absent while nothing is tapped.
    pub tapped: Option<String>,
    /// What the code opens the database with, in hexadecimal; absent until it was found.
    pub keys: Option<String>,
    pub answer: PupilAnswer,
    /// How many answers were sent.
    pub sent: u32,
    /// Whether the last press has sent one.
    pub is_sent: bool,
    pub trouble: Option<ReplyTrouble>,
    /// Whether somebody has opened it again and not asked to see it: they may not know the words.
    pub is_hidden: bool,
}

/// Why a press on the page of the code did not go on.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum ReplyTrouble {
    NotACode(CodeProblem),
    /// Six words of the list, that no slip of the school has.
    NoSlip,
    /// The visit was over before the answer came.
    Ended,
    /// Nothing was chosen and nothing written.
    Empty,
    TooLong {
        count: usize,
        max: usize,
    },
    /// The form did not come whole; what was read of it is kept.
    Garbled,
    /// It was longer than is read, and its end is gone.
    CutShort,
    /// More than can be taken just now.
    Busy,
    Fault,
    /// Nobody is left who could read the answer.
    NobodyLeft,
    /// As many answers came with these six words as are ever taken.
    NoMoreAnswers,
}

/// What to do after a press that met no problem.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ReplyPressed {
    Show,
    /// Look for the slip of this code.
    Open,
    Answer {
        /// How many were sent when the form was shown. Pressed twice, Send is for the same one.
        number: u32,
    },
    /// To a page beside it, from which they come back.
    Aside(Aside),
}

impl QuickAnswer {
    pub const ALL: [Self; 3] = [Self::Yes, Self::No, Self::NotSure];

    /// As a form sends it.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Yes => "yes",
            Self::No => "no",
            Self::NotSure => "not-sure",
        }
    }

    pub fn parse(typed: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|answer| answer.as_str() == typed)
    }
}

impl PupilAnswer {
    pub fn is_empty(&self) -> bool {
        self.quick.is_none() && self.words.is_empty()
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("no such state of a reply")]
pub struct UnknownReplyState;

impl ReplyState {
    const ALL: [Self; 4] = [Self::ToPupil, Self::Waiting, Self::New, Self::Seen];

    /// As the column keeps it.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::ToPupil => "to-pupil",
            Self::Waiting => "waiting",
            Self::New => "new",
            Self::Seen => "seen",
        }
    }
}

impl TryFrom<String> for ReplyState {
    type Error = UnknownReplyState;

    fn try_from(text: String) -> Result<Self, UnknownReplyState> {
        Self::ALL.into_iter().find(|state| state.as_str() == text).ok_or(UnknownReplyState)
    }
}

impl ReplyVisit {
    /// The field with the number of the answer that a form is for.
    pub const NUMBER: &'static str = "number";

    /// A visit whose pages look like this.
    pub fn begin(appearance: Appearance) -> Self {
        Self { appearance, ..Self::default() }
    }

    /// Takes what a form carried, then does what the button says. Nothing that was typed is lost.
    pub fn press(&mut self, typed: &Typed) -> ReplyPressed {
        self.keep_typed(typed, None);
        let go = typed.first("go").unwrap_or_default();
        self.is_sent &= go == "show";
        self.is_hidden &= go != "show";
        if let Some(tapped) = go.strip_prefix("tap-") {
            self.tap(tapped);
            return ReplyPressed::Show;
        }
        let press = Press::parse(Some(go));
        if let Some(appearance) = press.changed(self.appearance) {
            self.appearance = appearance;
            return ReplyPressed::Show;
        }
        if let Some(aside) = press.aside() {
            return ReplyPressed::Aside(aside);
        }
        match go {
            "show" => ReplyPressed::Show,
            "anew" => {
                *self = Self::begin(self.appearance);
                ReplyPressed::Show
            }
            "answer" if self.keys.is_some() => match self.answer_problem() {
                Some(problem) => {
                    self.trouble = Some(problem);
                    ReplyPressed::Show
                }
                None => ReplyPressed::Answer { number: self.number(typed) },
            },
            "answer" => {
                self.trouble = Some(ReplyTrouble::Ended);
                ReplyPressed::Show
            }
            // Enter in a box, too.
            _ if self.keys.is_none() => ReplyPressed::Open,
            _ => ReplyPressed::Show,
        }
    }

    /// Takes what a form carried and does nothing else.
    pub fn keep_typed(&mut self, typed: &Typed, trouble: Option<ReplyTrouble>) {
        if let Some(code) = typed.first("code") {
            // Where the page asks for words, what others have opened is over.
            self.keys = None;
            self.typed = code.chars().take(CODE_CHARACTERS_MAX).collect();
        }
        self.is_hidden = typed.first(OPENED_AGAIN).is_some();
        if self.keys.is_none() && !self.is_hidden {
            // Only what the page of the code carries itself: whoever opens it next gets an empty one.
            self.answer = PupilAnswer::default();
        }
        if let Some(words) = typed.first("words") {
            self.answer.words = text::lines(words, KEPT_CHARACTERS_MAX);
        }
        self.answer.quick = typed.first("quick").and_then(QuickAnswer::parse).or(self.answer.quick);
        self.trouble = trouble;
    }

    /// The code was found: from now on its words are not needed.
    pub fn open(&mut self, keys: String) {
        self.keys = Some(keys);
        (self.typed, self.tapped) = (String::new(), None);
    }

    /// What the code has opened could not be kept: its words are in their box again.
    pub fn shut(&mut self, typed: &Typed) {
        if self.keys.take().is_some() {
            let code = typed.first("code").unwrap_or_default();
            self.typed = code.chars().take(CODE_CHARACTERS_MAX).collect();
        }
    }

    /// The answer of this number is stored, and what was written is no longer kept.
    pub fn sent(&mut self, number: u32) {
        (self.answer, self.is_sent) = (PupilAnswer::default(), true);
        self.sent = self.sent.max(number.saturating_add(1));
    }

    /// Of the answer in this form; of the next one, where it does not say.
    fn number(&self, typed: &Typed) -> u32 {
        let said = typed.first(Self::NUMBER).and_then(|number| number.parse().ok());
        said.unwrap_or(self.sent).min(self.sent)
    }

    /// `a` is a letter more of the next word, `word-abacus` the word; `begin` shows the letters,
    /// `back` takes the last of what was tapped away.
    fn tap(&mut self, tapped: &str) {
        if let Some(word) = tapped.strip_prefix("word-") {
            let separator = if self.typed.trim().is_empty() { "" } else { " " };
            self.typed = format!("{}{separator}{word}", self.typed.trim_end());
            self.tapped = Some(String::new());
            return;
        }
        let mut letters = self.tapped.take().unwrap_or_default();
        match tapped {
            "begin" => letters.clear(),
            "back" if letters.is_empty() => {
                let kept = self.typed.trim_end().rsplit_once(|c: char| !c.is_alphabetic());
                self.typed = kept.map_or(String::new(), |(kept, _)| kept.to_owned());
            }
            "back" => {
                letters.pop();
            }
            letter => letters.extend(letter.chars().filter(char::is_ascii_lowercase).take(1)),
        }
        self.tapped = Some(letters);
    }

    fn answer_problem(&self) -> Option<ReplyTrouble> {
        let count = self.answer.words.chars().count();
        if self.answer.is_empty() {
            return Some(ReplyTrouble::Empty);
        }
        let max = WORDS_CHARACTERS_MAX;
        (count > max).then_some(ReplyTrouble::TooLong { count, max })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::Look;

    fn typed(fields: &[(&str, &str)]) -> Typed {
        Typed(fields.iter().map(|(k, v)| ((*k).to_owned(), (*v).to_owned())).collect())
    }

    fn opened() -> ReplyVisit {
        ReplyVisit { keys: Some("00".to_owned()), ..ReplyVisit::default() }
    }

    #[test]
    fn enter_looks_for_the_code_and_what_was_typed_stays() {
        let mut visit = ReplyVisit::default();
        for go in ["open", "", "nonsense"] {
            let fields = [("code", "abac teap"), ("words", "I am ok"), ("go", go)];
            assert_eq!(visit.press(&typed(&fields)), ReplyPressed::Open);
            assert_eq!(
                (visit.typed.as_str(), visit.answer.words.as_str()),
                ("abac teap", "I am ok")
            );
        }
    }

    #[test]
    fn words_can_be_tapped_and_taken_back() {
        let mut visit = ReplyVisit::default();
        for go in ["tap-begin", "tap-a", "tap-b", "tap-word-abacus", "tap-t"] {
            assert_eq!(visit.press(&typed(&[("go", go)])), ReplyPressed::Show);
        }
        assert_eq!((visit.typed.as_str(), visit.tapped.as_deref()), ("abacus", Some("t")));
        visit.press(&typed(&[("go", "tap-word-teapot")]));
        assert_eq!(visit.typed, "abacus teapot");
        visit.press(&typed(&[("go", "tap-back")]));
        assert_eq!(visit.typed, "abacus");
        visit.press(&typed(&[("go", "tap-<script>")]));
        assert_eq!(visit.tapped.as_deref(), Some("s"));
    }

    #[test]
    fn an_answer_needs_a_choice_or_words_and_not_too_many() {
        let mut visit = opened();
        assert_eq!(visit.press(&typed(&[("go", "answer")])), ReplyPressed::Show);
        assert_eq!(visit.trouble, Some(ReplyTrouble::Empty));
        let long = "x".repeat(WORDS_CHARACTERS_MAX + 1);
        visit.press(&typed(&[("go", "answer"), ("words", &long)]));
        assert!(matches!(visit.trouble, Some(ReplyTrouble::TooLong { .. })));
        assert_eq!(visit.answer.words.len(), long.len(), "and is kept to be shortened");
        let fields = [("go", "answer"), ("words", ""), ("quick", "yes")];
        assert_eq!(visit.press(&typed(&fields)), ReplyPressed::Answer { number: 0 });
        assert_eq!((visit.answer.quick, visit.trouble), (Some(QuickAnswer::Yes), None));
    }

    #[test]
    fn a_second_press_of_the_same_form_is_for_the_same_answer() {
        let mut visit = opened();
        let press = |visit: &mut ReplyVisit, number| {
            visit.press(&typed(&[("go", "answer"), ("words", "Yes"), ("number", number)]))
        };
        assert_eq!(press(&mut visit, "0"), ReplyPressed::Answer { number: 0 });
        visit.sent(0);
        assert_eq!(press(&mut visit, "0"), ReplyPressed::Answer { number: 0 });
        visit.sent(0);
        assert_eq!(press(&mut visit, "1"), ReplyPressed::Answer { number: 1 });
        // No form is for one that comes later.
        for nonsense in ["9", "-1", "x"] {
            assert_eq!(press(&mut visit, nonsense), ReplyPressed::Answer { number: 1 });
        }
    }

    #[test]
    fn an_answer_that_comes_after_the_visit_is_over_is_kept() {
        let mut visit = ReplyVisit::default();
        let fields = [("go", "answer"), ("words", "I am ok")];
        assert_eq!(visit.press(&typed(&fields)), ReplyPressed::Show);
        assert_eq!(
            (visit.trouble, visit.answer.words.as_str()),
            (Some(ReplyTrouble::Ended), "I am ok")
        );
    }

    #[test]
    fn the_look_changes_and_nothing_that_was_written_goes() {
        let mut visit = opened();
        let fields = [("go", "look-dark"), ("words", "Half a sent")];
        assert_eq!(visit.press(&typed(&fields)), ReplyPressed::Show);
        assert_eq!(visit.appearance.look, Some(Look::Dark));
        assert_eq!(visit.answer.words, "Half a sent");
    }
}
