//! One step of a slip, whichever it is.

use maud::{Markup, html};

use crate::domain::{
    Answers, Appearance, Away, Course, Danger, Day, Mode, Nation, NextReading, Pastime, Position,
    ReaderSummary, Signpost, Step, Taxonomy, Trouble, Way, carried_fields,
};
use crate::i18n::Words;
use crate::views::components::{ErrorBox, Question, Second, ThisWeek};
use crate::views::post::name_and_post;
use crate::views::{Frame, Page};

use super::{
    check, danger, done, hidden_from, kind, other_things, start, tell, tiles, turn, writing,
};

/// A step with what has been answered so far.
pub struct StepPage<'a> {
    pub step: Step,
    pub answers: &'a Answers,
    pub taxonomy: &'a Taxonomy,
    /// Whose words there are for what the readers are.
    pub nation: Nation,
    /// Everyone at the school who holds a key.
    pub readers: &'a [ReaderSummary],
    /// Whom the answers lead to; empty when everyone has been left out.
    pub route: &'a [ReaderSummary],
    /// Those who are away today.
    pub away: &'a Away,
    pub next_reading: NextReading,
    /// Whether no draft could be kept, so that the form has to carry every answer.
    pub is_carried: bool,
    pub appearance: Appearance,
    pub way: Way,
    /// What was chosen while there was nothing to tell.
    pub pastime: &'a Pastime,
    /// Chooses the quiz.
    pub today: Day,
    /// Whom else to turn to, on the last page of a way on which nothing is sent.
    pub signposts: &'a [&'a Signpost],
    /// What kept the step from being left.
    pub trouble: Option<Trouble>,
}

impl Page for StepPage<'_> {
    fn title(&self, frame: &Frame<'_>) -> String {
        let words = frame.words;
        let title = match (self.progress(words), self.step) {
            // On every page of a turn the same.
            _ if self.way.is_turn() => words.text("turn-title"),
            (Some((_, progress)), _) => progress,
            (None, Step::DoNow) => words.text("do-now-title"),
            (None, Step::Check) => words.text("check-title"),
            (None, Step::Done) => words.text("sent-title"),
            (None, Step::Start) => words.text("start-title"),
            (None, _) => words.text("beside-title"),
        };
        match self.trouble {
            Some(_) => words.fill("check-this", &[("title", (&title).into())]),
            None => title,
        }
    }

    fn way(&self) -> Way {
        self.way
    }

    fn content(&self, frame: &Frame<'_>) -> Markup {
        match (self.way, self.step) {
            (Way::Turn | Way::TurnNothing, Step::Start) => return turn::start(self, frame),
            (Way::TurnNothing, _) => return other_things::content(self, frame),
            (Way::Turn, Step::DoNow) if self.answers.danger != Some(Danger::Yes) => {
                return turn::numbers(self, frame);
            }
            (Way::Usual | Way::Turn | Way::Practice, _) => {}
        }
        match self.step {
            Step::Start => start::content(self, frame),
            Step::Danger => danger::question(self, frame),
            Step::DoNow => danger::what_to_do_now(self, frame),
            Step::About => tiles::about(self, frame),
            Step::Kind => kind::group(self, frame),
            Step::KindWithin => kind::within(self, frame),
            Step::Place => tiles::place(self, frame),
            Step::Still => tiles::still(self, frame),
            Step::TellWho => tell::who(self, frame),
            Step::TellWhat => tell::what(self, frame),
            Step::TellWhere => tell::place(self, frame),
            Step::TellWhen => tell::when(self, frame),
            Step::Words => writing::words(self, frame),
            Step::Who => writing::who(self, frame),
            Step::Name => writing::name(self, frame),
            Step::HiddenFrom => hidden_from::content(self, frame),
            Step::Check => check::content(self, frame),
            Step::Done => done::content(self, frame),
        }
    }
}

impl StepPage<'_> {
    fn mode(&self) -> Mode {
        self.appearance.mode.unwrap_or_default()
    }

    fn course(&self) -> Course {
        Course { mode: self.mode(), way: self.way }
    }

    pub(super) fn week(&self) -> ThisWeek {
        ThisWeek::of(self.today)
    }

    /// The button beside Next. A turn has one on each page, and either kind leads to the other.
    pub(super) fn second(&self) -> Option<Second> {
        match (self.way, self.step) {
            (Way::TurnNothing, _) => Some(Second::Tell),
            (Way::Turn, Step::Danger | Step::DoNow | Step::Check) => Some(Second::Nothing),
            (Way::Usual | Way::Practice, Step::Danger) => None,
            (Way::Usual | Way::Turn | Way::Practice, _) => Some(Second::Skip),
        }
    }

    /// The same on the pages that have one in a turn alone.
    pub(super) fn second_in_turn(&self) -> Option<Second> {
        self.second().filter(|_| self.way.is_turn())
    }

    /// Where the page stands among the questions, or among those of telling with pictures, and how
    /// that is said.
    fn progress(&self, words: &Words) -> Option<(Position, String)> {
        if let Some(position) = self.step.told(self.course()) {
            let Position { number, of } = position;
            let said = words.fill("tell-of", &[("number", number.into()), ("of", of.into())]);
            return Some((position, said));
        }
        let position = self.step.position(self.answers, self.course(), self.taxonomy)?;
        let Position { number, of } = position;
        let said = words.fill("question-of", &[("number", number.into()), ("of", of.into())]);
        Some((position, said))
    }

    /// How many questions these answers lead over.
    pub(super) fn questions(&self) -> usize {
        Step::Danger
            .position(self.answers, self.course(), self.taxonomy)
            .map_or(0, |position| position.of)
    }

    /// The answers that the form repeats: all of them where it is the only place that has them, and
    /// before Send, so that a restart in between loses nothing.
    pub(super) fn carried(&self) -> Vec<(&'static str, String)> {
        let is_to_be_sent = matches!(self.step, Step::Check | Step::Done);
        match (self.is_carried || is_to_be_sent, self.step) {
            (true, _) => carried_fields(self.answers, self.appearance, self.step),
            // A link to the first page says how it is to look, and there is no draft yet.
            (false, Step::Start) => carried_fields(&Answers::default(), self.appearance, self.step),
            (false, _) => Vec::new(),
        }
    }

    /// The words for what is wrong, if something is.
    pub(super) fn error(&self, frame: &Frame<'_>) -> Option<String> {
        let words = frame.words;
        self.trouble.map(|trouble| match trouble {
            Trouble::ChooseOne => words.text("choose-one"),
            Trouble::TooLong { count, max } => {
                words.fill("words-too-long", &[("count", count.into()), ("max", max.into())])
            }
            Trouble::CutShort => words.text("trouble-cut-short"),
            Trouble::Garbled => words.text("trouble-garbled"),
            Trouble::TooMany => words.text("trouble-too-many"),
            Trouble::Busy => words.text("trouble-busy"),
            Trouble::Fault => words.text("trouble-fault"),
            Trouble::Cleared if self.answers.has_typed() => {
                words.text("trouble-cleared-words-kept")
            }
            Trouble::Cleared => words.text("problem-cleared-text"),
            Trouble::NobodyLeft => words.text("trouble-nobody-left"),
        })
    }

    /// The box above the page for what is wrong, with a way to the field of this id.
    pub(super) fn error_box(&self, frame: &Frame<'_>, field: &str) -> Markup {
        let error = self.error(frame);
        html! {
            @if let Some(message) = &error { (ErrorBox { words: frame.words, message, field }) }
        }
    }

    /// The whole step around a question whose first field has this id.
    pub(super) fn question(
        &self,
        frame: &Frame<'_>,
        field: &str,
        content: Markup,
        notes: Option<Markup>,
    ) -> Markup {
        let error = self.error_box(frame, field);
        html! {
            (Question {
                frame,
                step: self.step,
                way: self.way,
                progress: self.progress(frame.words),
                carried: &self.carried(),
                error,
                content,
                notes,
                second: self.second(),
            })
        }
    }
}

/// "Mrs Okafor, safeguarding lead", for each.
pub(super) fn names_and_posts(
    readers: &[ReaderSummary],
    nation: Nation,
    words: &Words,
) -> Vec<String> {
    readers.iter().map(|reader| name_and_post(&reader.into(), nation, words)).collect()
}
