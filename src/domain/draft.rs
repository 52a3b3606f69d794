//! A slip that is being written: the answers, where the pupil is, and how the pages look.

use super::form_fields::{self, take};
use super::press::beginning;
use super::{
    AnswerProblem, Answers, Appearance, Aside, CodeOffer, Course, Danger, Day, Mode, Pastime,
    Press, SignpostCode, Step, Taxonomy, Timestamp, ToldReader, Trouble, Typed, Way,
};

/// A slip being written. It lives in memory only, sealed under the pupil's cookie.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Draft {
    pub answers: Answers,
    pub step: Step,
    pub appearance: Appearance,
    pub way: Way,
    /// What was chosen in everyone's turn while there was nothing to tell.
    pub pastime: Pastime,
    /// What the page is to say above the question: why the last press did not go on.
    pub trouble: Option<Trouble>,
    /// Whether somebody has opened it again and not asked to see it: they may not have begun it.
    pub is_hidden: bool,
    /// When it was first kept; absent while it is not, such as one that came whole in one form. Like the rest of
    /// it this is in memory only, sealed under the pupil's cookie.
    pub begun_at: Option<Timestamp>,
    /// Set by Change on the check page: the next Next goes back there.
    returns_to_check: bool,
}

/// The field of a form that shows nothing of the slip, since it was opened again.
pub const OPENED_AGAIN: &str = "opened-again";

/// What is left of a slip once it is sent: what the last page says.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct SentNote {
    /// Whom it was sealed to; empty when only the database still knows that the slip was sent.
    pub readers: Vec<ToldReader>,
    /// Whether its readers are being told now, and not only when its slot ends.
    pub is_told_now: bool,
    /// Until when none of its readers is at work; absent where one of them is.
    pub nobody_until: Option<Day>,
    /// Whether somebody is in danger, so that the page says what to do now.
    pub is_danger: bool,
    /// Whom else to turn to with such a worry.
    pub signposts: Vec<SignpostCode>,
    pub appearance: Appearance,
    pub way: Way,
    /// Whether somebody has opened the page again: they may not have sent it.
    pub is_hidden: bool,
    /// Whether the pupil can have words to come back with, or has them.
    pub way_back: CodeOffer,
}

/// What to do after a press that met no problem.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Pressed {
    Show,
    /// A page beside the slip, which stays where it is.
    Aside(Aside),
    Send,
}

impl Default for Draft {
    fn default() -> Self {
        Self {
            answers: Answers::default(),
            step: Step::Start,
            appearance: Appearance::default(),
            way: Way::default(),
            pastime: Pastime::default(),
            trouble: None,
            is_hidden: false,
            begun_at: None,
            returns_to_check: false,
        }
    }
}

impl Draft {
    /// A new draft whose pages look like this.
    pub fn begin(appearance: Appearance) -> Self {
        Self { appearance, ..Self::default() }
    }

    /// The same, in this way.
    pub fn begin_in(way: Way, appearance: Appearance) -> Self {
        Self { way, ..Self::begin(appearance) }
    }

    /// A new draft with whatever a form carried of one that is gone, or was never kept.
    pub fn carried(typed: &Typed, taxonomy: &Taxonomy) -> Self {
        let mut draft = Self::begin(Appearance::read(|name| typed.first(name)));
        for step in Step::ALL {
            // What is wrong with an answer is said when its own form is taken, or at Send.
            let _ = take(&mut draft.answers, step, typed, taxonomy);
        }
        draft
    }

    /// What is left of it once it is sent, whoever it was sent to.
    pub fn sent_note(
        &self,
        readers: Vec<ToldReader>,
        is_told_now: bool,
        nobody_until: Option<Day>,
        way_back: CodeOffer,
        taxonomy: &Taxonomy,
    ) -> SentNote {
        SentNote {
            readers,
            is_told_now,
            nobody_until,
            is_danger: self.answers.danger == Some(Danger::Yes),
            signposts: self.answers.signposts(taxonomy),
            appearance: self.appearance,
            way: self.way,
            is_hidden: false,
            way_back,
        }
    }

    /// Whether it was begun so long before Send as whoever reads and writes takes. Nothing is refused for
    /// want of it.
    pub fn took_seconds(&self, seconds: i64, now: Timestamp) -> bool {
        self.begun_at.is_some_and(|begun_at| begun_at.plus_seconds(seconds) <= now)
    }

    /// Whether there is something in it that tells of a worry.
    pub fn is_begun(&self) -> bool {
        self.answers != Answers::default()
    }

    /// The mode of words that its way follows.
    pub fn mode(&self) -> Mode {
        self.appearance.mode.unwrap_or_default()
    }

    /// What decides which pages it has, beside the answers.
    pub fn course(&self) -> Course {
        Course { mode: self.mode(), way: self.way }
    }

    /// Takes what the form of step `shown` carried, then does what the button says. Whatever
    /// happens, nothing that was typed is lost: on a problem the step stays, with the words in it
    /// and the trouble to say.
    pub fn press(
        &mut self,
        shown: Step,
        press: Press,
        typed: &Typed,
        taxonomy: &Taxonomy,
    ) -> Pressed {
        self.trouble = None;
        self.is_hidden = typed.first(OPENED_AGAIN).is_some();
        match self.try_press(shown, press, typed, taxonomy) {
            Ok(pressed) => pressed,
            Err(problem) => {
                self.trouble = Some(problem.into());
                Pressed::Show
            }
        }
    }

    /// Takes what a form carried without doing what its button says: the form came broken, or the
    /// handler did.
    pub fn keep_typed(&mut self, shown: Step, typed: &Typed, taxonomy: &Taxonomy, why: Trouble) {
        self.is_hidden = typed.first(OPENED_AGAIN).is_some();
        if !self.is_hidden {
            // A problem with the words themselves is less news than `why`.
            let _ = self.take(shown, typed, taxonomy);
        }
        self.step = shown.or_the_first_gap(&self.answers, self.course(), taxonomy);
        self.trouble = Some(why);
    }

    fn try_press(
        &mut self,
        shown: Step,
        press: Press,
        typed: &Typed,
        taxonomy: &Taxonomy,
    ) -> Result<Pressed, AnswerProblem> {
        // A page that shows nothing of the slip has none of its answers either.
        let taken = match self.is_hidden {
            true => Ok(()),
            false => self.take(shown, typed, taxonomy),
        };
        self.step = shown;
        let mut pressed = Pressed::Show;
        match press {
            Press::Next => {
                taken?;
                self.step = self.after(shown, taxonomy);
            }
            Press::Skip => {
                match taken {
                    // The danger question is the one that is never skipped.
                    Err(AnswerProblem::ChooseOne) => taken?,
                    Err(AnswerProblem::TooLong { .. }) | Ok(()) => {}
                }
                form_fields::skip(&mut self.answers, shown);
                self.step = self.after(shown, taxonomy);
            }
            Press::Back => self.step = shown.previous(&self.answers, self.course(), taxonomy),
            Press::Change(step) => {
                self.returns_to_check |= shown == Step::Check;
                self.step = step;
            }
            Press::Show => self.is_hidden = false,
            Press::Anew => *self = Self::begin_in(self.way.anew(), self.appearance),
            Press::Begin => {
                let beginning = typed.first("go").and_then(beginning);
                self.answers.begin_with(beginning.unwrap_or_default());
            }
            Press::Look(_) | Press::Size(_) | Press::Mode(_) | Press::Language(_) => {
                self.appearance = press.changed(self.appearance).unwrap_or(self.appearance);
            }
            // What is wrong with the words can wait until they are back.
            Press::Aside(aside) => pressed = Pressed::Aside(aside),
            Press::Send | Press::SendInstead | Press::Mean => {
                if press == Press::SendInstead {
                    self.answers.hidden_from.extend(form_fields::named(typed));
                }
                if press == Press::Mean && self.way == Way::Practice {
                    self.way = Way::Usual;
                }
                pressed = self.at_send()?;
            }
            Press::Tell => self.turn_to(Way::Turn, shown),
            Press::TellNothing => {
                self.turn_to(Way::TurnNothing, shown);
                self.step = shown.next(&self.answers, self.course(), taxonomy);
            }
            Press::Idea(is_wanted) => self.pastime.wants_idea = Some(is_wanted),
        }
        self.step = self.step.or_the_first_gap(&self.answers, self.course(), taxonomy);
        if self.step == Step::Check {
            self.returns_to_check = false;
        }
        Ok(pressed)
    }

    /// Takes what the form carried. Words stay with the slip in every way: whoever finds while writing
    /// something kind that there is something to tell has them still.
    fn take(
        &mut self,
        shown: Step,
        typed: &Typed,
        taxonomy: &Taxonomy,
    ) -> Result<(), AnswerProblem> {
        match (self.way, shown) {
            (Way::Turn | Way::TurnNothing, Step::Start) => {
                let chosen = Way::parse_turn(typed.first(Way::FIELD));
                self.way = chosen.ok_or(AnswerProblem::ChooseOne)?;
                Ok(())
            }
            (Way::TurnNothing, Step::Words) | (Way::Usual | Way::Turn | Way::Practice, _) => {
                take(&mut self.answers, shown, typed, taxonomy)
            }
            (Way::TurnNothing, _) => {
                self.pastime.take(shown, typed);
                Ok(())
            }
        }
    }

    /// From one kind of a turn to the other, from whichever page. Whoever tells is asked first whether
    /// somebody is in danger, and then the rest, from wherever they came.
    fn turn_to(&mut self, way: Way, shown: Step) {
        if !self.way.is_turn() {
            return;
        }
        self.way = way;
        self.returns_to_check &= self.answers.danger.is_some();
        self.step = match self.answers.danger {
            Some(_) if shown != Step::Done => shown,
            Some(_) => Step::Check,
            None => Step::Danger,
        };
    }

    /// Send, on a way on which nothing is sent too: there it leads to the last page.
    fn at_send(&mut self) -> Result<Pressed, AnswerProblem> {
        self.step = Step::Check;
        if let Err(problem) = self.answers.fits() {
            self.step = self.step_too_long();
            return Err(problem);
        }
        match (self.way.is_real(), self.answers.danger) {
            (true, Some(_)) => return Ok(Pressed::Send),
            (true, None) => {}
            (false, _) => self.step = Step::Done,
        }
        Ok(Pressed::Show)
    }

    fn after(&self, shown: Step, taxonomy: &Taxonomy) -> Step {
        let next = shown.next(&self.answers, self.course(), taxonomy);
        // A changed answer may open a page that has not been seen: what to do now, or the kinds
        // within another group. Telling with pictures is several pages.
        match next {
            Step::DoNow | Step::KindWithin => next,
            _ if next.is_telling() && !self.way.is_turn() => next,
            _ if self.returns_to_check => Step::Check,
            _ => next,
        }
    }

    fn step_too_long(&self) -> Step {
        if self.answers.words.chars().count() > super::WORDS_CHARACTERS_MAX {
            Step::Words
        } else if self.answers.who.chars().count() > super::WHO_CHARACTERS_MAX {
            Step::Who
        } else {
            Step::Name
        }
    }
}

#[cfg(test)]
mod tests;
