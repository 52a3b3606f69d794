//! A slip that is being written: the answers, where the pupil is, and how the pages look.

use super::form_fields::take;
use super::{
    AnswerProblem, Answers, Appearance, Aside, CodeOffer, Danger, Mode, Press, SignpostCode, Step,
    Taxonomy, Trouble, Typed,
};

/// A slip being written. It lives in memory only, sealed under the pupil's cookie.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Draft {
    pub answers: Answers,
    pub step: Step,
    pub appearance: Appearance,
    /// What the page is to say above the question: why the last press did not go on.
    pub trouble: Option<Trouble>,
    /// Set by Change on the check page: the next Next goes back there.
    returns_to_check: bool,
}

/// What is left of a slip once it is sent: what the last page says.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct SentNote {
    /// Names and titles, as `SlipContent::readers`; empty when only the database still knows that
    /// the slip was sent.
    pub readers: Vec<String>,
    /// Whether its readers are being told now, and not only when its slot ends.
    pub is_told_now: bool,
    /// Whether somebody is in danger, so that the page says what to do now.
    pub is_danger: bool,
    /// Whom else to turn to with such a worry.
    pub signposts: Vec<SignpostCode>,
    pub appearance: Appearance,
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
            trouble: None,
            returns_to_check: false,
        }
    }
}

impl Draft {
    /// A new draft whose pages look like this.
    pub fn begin(appearance: Appearance) -> Self {
        Self { appearance, ..Self::default() }
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
        readers: Vec<String>,
        is_told_now: bool,
        way_back: CodeOffer,
        taxonomy: &Taxonomy,
    ) -> SentNote {
        SentNote {
            readers,
            is_told_now,
            is_danger: self.answers.danger == Some(Danger::Yes),
            signposts: self.answers.category(taxonomy).signposts.clone(),
            appearance: self.appearance,
            way_back,
        }
    }

    /// The mode of words that its way follows.
    pub fn mode(&self) -> Mode {
        self.appearance.mode.unwrap_or_default()
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
        // A problem with the words themselves is less news than `why`.
        let _ = take(&mut self.answers, shown, typed, taxonomy);
        self.step = shown.or_the_first_gap(&self.answers, self.mode(), taxonomy);
        self.trouble = Some(why);
    }

    fn try_press(
        &mut self,
        shown: Step,
        press: Press,
        typed: &Typed,
        taxonomy: &Taxonomy,
    ) -> Result<Pressed, AnswerProblem> {
        let taken = take(&mut self.answers, shown, typed, taxonomy);
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
                self.step = self.after(shown, taxonomy);
            }
            Press::Back => self.step = shown.previous(&self.answers, self.mode(), taxonomy),
            Press::Change(step) => {
                self.returns_to_check = true;
                self.step = step;
            }
            Press::Show => {}
            Press::Look(_) | Press::Size(_) | Press::Mode(_) | Press::Language(_) => {
                self.appearance = press.changed(self.appearance).unwrap_or(self.appearance);
            }
            // What is wrong with the words can wait until they are back.
            Press::Aside(aside) => pressed = Pressed::Aside(aside),
            Press::Send => {
                self.step = Step::Check;
                if self.answers.danger.is_some() {
                    pressed = Pressed::Send;
                }
                if let Err(problem) = self.answers.fits() {
                    self.step = self.step_too_long();
                    return Err(problem);
                }
            }
        }
        self.step = self.step.or_the_first_gap(&self.answers, self.mode(), taxonomy);
        if self.step == Step::Check {
            self.returns_to_check = false;
        }
        Ok(pressed)
    }

    fn after(&self, shown: Step, taxonomy: &Taxonomy) -> Step {
        let next = shown.next(&self.answers, self.mode(), taxonomy);
        // A changed answer may open a page that has not been seen: what to do now, or the kinds
        // within another group.
        match next {
            Step::DoNow | Step::KindWithin => next,
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
mod tests {
    use super::*;
    use crate::domain::{
        About, Danger, Language, Look, ReaderId, TextSize, WORDS_CHARACTERS_MAX, carried_fields,
    };
    use std::collections::BTreeSet;

    fn typed(fields: &[(&str, &str)]) -> Typed {
        Typed(fields.iter().map(|(k, v)| ((*k).to_owned(), (*v).to_owned())).collect())
    }

    fn at_check() -> Draft {
        let mut draft = Draft { step: Step::Check, ..Draft::default() };
        draft.answers.danger = Some(Danger::No);
        draft.answers.words = "They took my phone".to_owned();
        draft
    }

    #[test]
    fn back_and_a_change_of_look_words_or_language_keep_what_was_typed() {
        let taxonomy = Taxonomy::embedded().unwrap();
        for press in [
            Press::Back,
            Press::Look(Look::Dark),
            Press::Size(TextSize::Biggest),
            Press::Mode(Mode::Pictures),
            Press::Language(Language::Welsh),
        ] {
            let mut draft = Draft { step: Step::Words, ..at_check() };
            let told =
                draft.press(Step::Words, press, &typed(&[("words", "new words")]), &taxonomy);
            assert_eq!((told, draft.trouble), (Pressed::Show, None));
            assert_eq!(draft.answers.words, "new words");
        }
    }

    #[test]
    fn whoever_asks_for_help_stays_at_their_step_with_every_word() {
        let taxonomy = Taxonomy::embedded().unwrap();
        let mut draft = Draft { step: Step::Words, ..at_check() };
        let long = "é".repeat(WORDS_CHARACTERS_MAX + 1);
        let told = draft.press(
            Step::Words,
            Press::parse(Some("help")),
            &typed(&[("words", &long)]),
            &taxonomy,
        );
        assert_eq!((told, draft.step), (Pressed::Aside(Aside::Help), Step::Words));
        assert_eq!((draft.trouble, draft.answers.words.len()), (None, long.len()));
    }

    #[test]
    fn change_goes_to_one_question_and_comes_back_to_the_check() {
        let taxonomy = Taxonomy::embedded().unwrap();
        let mut draft = at_check();
        draft.press(Step::Check, Press::Change(Step::About), &typed(&[]), &taxonomy);
        assert_eq!(draft.step, Step::About);
        draft.press(Step::About, Press::Next, &typed(&[("about", "me")]), &taxonomy);
        assert_eq!((draft.step, draft.answers.about), (Step::Check, Some(About::Me)));
    }

    #[test]
    fn another_group_forgets_the_kind_and_asks_for_it_also_from_the_check() {
        let taxonomy = Taxonomy::embedded().unwrap();
        let mut draft = at_check();
        let kind = taxonomy.categories().find(|c| c.code.as_str() == "CD1").unwrap();
        (draft.answers.group, draft.answers.kind) =
            (Some(kind.group.clone()), Some(kind.code.clone()));
        draft.press(Step::Check, Press::Change(Step::Kind), &typed(&[]), &taxonomy);
        draft.press(Step::Kind, Press::Next, &typed(&[("group", "money")]), &taxonomy);
        assert_eq!((draft.step, draft.answers.kind.clone()), (Step::KindWithin, None));
        let chosen = typed(&[("kind", "CM3")]);
        draft.press(Step::KindWithin, Press::Next, &chosen, &taxonomy);
        assert_eq!(draft.step, Step::Check);
    }

    #[test]
    fn a_group_of_one_kind_asks_no_second_question() {
        let taxonomy = Taxonomy::embedded().unwrap();
        let mut draft = Draft { answers: at_check().answers, ..Draft::default() };
        draft.press(Step::Kind, Press::Next, &typed(&[("group", "adult")]), &taxonomy);
        assert_eq!(draft.step, Step::Place);
        assert!(draft.answers.category(&taxonomy).is_about_staff);
    }

    #[test]
    fn words_that_are_too_long_stay_in_the_box_and_are_not_sent() {
        let taxonomy = Taxonomy::embedded().unwrap();
        let mut draft = at_check();
        let long = "é".repeat(WORDS_CHARACTERS_MAX + 1);
        draft.press(Step::Words, Press::Next, &typed(&[("words", &long)]), &taxonomy);
        assert!(matches!(draft.trouble, Some(Trouble::TooLong { .. })));
        let told = draft.press(Step::Check, Press::Send, &typed(&[]), &taxonomy);
        assert_eq!(told, Pressed::Show);
        assert!(matches!(draft.trouble, Some(Trouble::TooLong { .. })));
        assert_eq!((draft.step, draft.answers.words.len()), (Step::Words, long.len()));
    }

    #[test]
    fn a_form_whose_draft_is_gone_keeps_its_words_and_asks_the_danger_question() {
        let taxonomy = Taxonomy::embedded().unwrap();
        let typed = typed(&[("words", "help me")]);
        let mut draft = Draft::carried(&typed, &taxonomy);
        let told = draft.press(Step::Words, Press::Next, &typed, &taxonomy);
        assert_eq!((told, draft.trouble), (Pressed::Show, None));
        assert_eq!((draft.step, draft.answers.words.as_str()), (Step::Danger, "help me"));
    }

    #[test]
    fn nothing_is_sent_before_the_danger_question_is_answered() {
        let taxonomy = Taxonomy::embedded().unwrap();
        let mut draft = Draft::default();
        let told = draft.press(Step::Check, Press::Send, &typed(&[]), &taxonomy);
        assert_eq!(told, Pressed::Show);
        assert_eq!(draft.step, Step::Danger);
    }

    #[test]
    fn a_check_page_whose_draft_is_gone_still_sends_every_answer() {
        let taxonomy = Taxonomy::embedded().unwrap();
        let mut before = at_check();
        before.answers.hidden_from = BTreeSet::from([ReaderId::from_random([1; 16])]);
        let kind = taxonomy.categories().find(|c| c.code.as_str() == "CD1").unwrap();
        before.answers.group = Some(kind.group.clone());
        before.answers.kind = Some(kind.code.clone());
        before.appearance = Appearance {
            look: Some(Look::Dark),
            size: Some(TextSize::Biggest),
            mode: Some(Mode::All),
            language: Some(Language::Urdu),
        };
        let carried = carried_fields(&before.answers, before.appearance, Step::Check);
        let carried = Typed(carried.into_iter().map(|(k, v)| (k.to_owned(), v)).collect());

        let mut draft = Draft::carried(&carried, &taxonomy);
        assert_eq!(draft.press(Step::Check, Press::Send, &carried, &taxonomy), Pressed::Send);
        assert_eq!((draft.answers, draft.appearance), (before.answers, before.appearance));
    }

    #[test]
    fn the_form_of_a_step_that_carries_the_others_asks_for_its_own_answer_itself() {
        let taxonomy = Taxonomy::embedded().unwrap();
        let before = at_check();
        let mut fields = carried_fields(&before.answers, before.appearance, Step::Words);
        assert!(fields.iter().all(|(name, _)| *name != "words"));
        fields.push(("words", "They took my bag".to_owned()));
        let typed = Typed(fields.into_iter().map(|(k, v)| (k.to_owned(), v)).collect());
        let mut draft = Draft::carried(&typed, &taxonomy);
        draft.press(Step::Words, Press::Next, &typed, &taxonomy);
        assert_eq!((draft.step, draft.answers.words.as_str()), (Step::Who, "They took my bag"));
        assert_eq!(draft.answers.danger, Some(Danger::No));
    }

    #[test]
    fn a_form_that_came_broken_keeps_what_it_carried() {
        let taxonomy = Taxonomy::embedded().unwrap();
        let mut draft = at_check();
        let carried = typed(&[("words", "half a sent")]);
        draft.keep_typed(Step::Words, &carried, &taxonomy, Trouble::Garbled);
        assert_eq!((draft.step, draft.trouble), (Step::Words, Some(Trouble::Garbled)));
        assert_eq!(draft.answers.words, "half a sent");
    }
}
