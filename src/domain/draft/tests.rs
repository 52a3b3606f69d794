//! A draft keeps what was typed, whatever is pressed.

use super::*;
use crate::domain::{
    About, Danger, Done, DoneBy, Happened, Language, Look, ReaderId, TextSize,
    WORDS_CHARACTERS_MAX, carried_fields,
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
        let told = draft.press(Step::Words, press, &typed(&[("words", "new words")]), &taxonomy);
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
fn a_beginning_goes_behind_what_was_typed_and_nothing_is_lost() {
    let taxonomy = Taxonomy::embedded().unwrap();
    let mut draft = at_check();
    for (words, begun) in [("They hid it.", "They hid it.\nI feel "), ("", "I feel ")] {
        let typed = typed(&[("words", words), ("go", "begin-I feel")]);
        let press = Press::parse(typed.first("go"));
        assert_eq!(draft.press(Step::Words, press, &typed, &taxonomy), Pressed::Show);
        assert_eq!((draft.step, draft.answers.words.as_str()), (Step::Words, begun));
    }
    let long = "a".repeat(WORDS_CHARACTERS_MAX + 1);
    let typed = typed(&[("words", &long), ("go", "begin-I feel")]);
    draft.press(Step::Words, Press::Begin, &typed, &taxonomy);
    assert_eq!(draft.answers.words, long);
}

#[test]
fn what_is_told_with_pictures_is_kept_until_its_question_is_skipped() {
    let taxonomy = Taxonomy::embedded().unwrap();
    let mut draft = Draft { answers: at_check().answers, ..Draft::default() };
    draft.press(Step::Words, Press::Change(Step::TellWho), &typed(&[]), &taxonomy);
    let friend = typed(&[("done_by", "friend")]);
    draft.press(Step::TellWho, Press::Next, &friend, &taxonomy);
    draft.press(Step::TellWhat, Press::Next, &typed(&[("done", "took")]), &taxonomy);
    draft.press(Step::TellWhen, Press::Skip, &typed(&[("happened", "today")]), &taxonomy);
    assert_eq!((draft.step, draft.answers.done_by), (Step::Words, Some(DoneBy::Friend)));
    assert_eq!((draft.answers.done, draft.answers.happened), (Some(Done::Took), None));

    draft.press(Step::Check, Press::Change(Step::TellWho), &typed(&[]), &taxonomy);
    draft.press(Step::TellWho, Press::Skip, &friend, &taxonomy);
    assert_eq!((draft.step, draft.answers.done_by), (Step::TellWhat, None));
    draft.press(Step::TellWhat, Press::Next, &typed(&[]), &taxonomy);
    draft.press(Step::TellWhen, Press::Next, &typed(&[]), &taxonomy);
    assert_eq!(draft.step, Step::Check);
}

#[test]
fn another_group_forgets_the_kind_and_asks_for_it_also_from_the_check() {
    let taxonomy = Taxonomy::embedded().unwrap();
    let mut draft = at_check();
    let kind = taxonomy.categories().find(|c| c.code.as_str() == "CD1").unwrap();
    (draft.answers.group, draft.answers.kind) = (Some(kind.group.clone()), Some(kind.code.clone()));
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
fn only_sending_it_to_somebody_else_leaves_out_whom_the_words_name() {
    let taxonomy = Taxonomy::embedded().unwrap();
    let reader = ReaderId::from_random([1; 16]);
    let named = typed(&[("named[]", reader.as_str()), ("named[]", "nobody")]);
    for (press, hidden_from) in
        [(Press::Send, BTreeSet::new()), (Press::SendInstead, BTreeSet::from([reader.clone()]))]
    {
        let mut draft = at_check();
        assert_eq!(draft.press(Step::Check, press, &named, &taxonomy), Pressed::Send);
        assert_eq!(draft.answers.hidden_from, hidden_from);
    }
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
    before.answers.done_by = Some(DoneBy::Friend);
    (before.answers.done, before.answers.happened) = (Some(Done::Secret), Some(Happened::Often));
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

#[test]
fn send_sends_nothing_in_practice_or_with_nothing_to_tell_and_goes_to_the_last_page() {
    let taxonomy = Taxonomy::embedded().unwrap();
    for way in Way::ALL {
        for press in [Press::Send, Press::SendInstead] {
            let mut draft = Draft { way, ..at_check() };
            let told = draft.press(Step::Check, press, &typed(&[]), &taxonomy);
            let is_sent = matches!(way, Way::Usual | Way::Turn);
            assert_eq!(told == Pressed::Send, is_sent, "{way:?}");
            assert_eq!(draft.step == Step::Done, !is_sent, "{way:?}");
            assert_eq!(draft.answers, at_check().answers, "nothing is lost");
        }
    }
}

#[test]
fn what_was_practised_and_meant_is_sent_with_one_press() {
    let taxonomy = Taxonomy::embedded().unwrap();
    let mut draft = Draft { way: Way::Practice, step: Step::Done, ..at_check() };
    let told = draft.press(Step::Done, Press::Mean, &typed(&[]), &taxonomy);
    assert_eq!((told, draft.way, draft.step), (Pressed::Send, Way::Usual, Step::Check));
}

#[test]
fn no_answer_of_whoever_has_nothing_to_tell_is_an_answer_of_a_slip() {
    let taxonomy = Taxonomy::embedded().unwrap();
    for step in Step::ALL {
        let mut draft = Draft { way: Way::TurnNothing, ..Draft::default() };
        let fields = [
            ("danger", "yes"),
            ("about", "me"),
            ("group", "unkind"),
            ("picked", "two"),
            ("way", "none"),
            ("words", "You were kind."),
        ];
        draft.press(step, Press::Next, &typed(&fields), &taxonomy);
        let words = std::mem::take(&mut draft.answers.words);
        assert_eq!(draft.answers, Answers::default(), "{step:?}");
        assert_eq!(
            words.is_empty(),
            step != Step::Words,
            "words are kept for whoever tells after all"
        );
    }
}

#[test]
fn whoever_finds_while_changing_an_answer_that_there_is_something_to_tell_is_asked_everything() {
    let taxonomy = Taxonomy::embedded().unwrap();
    let mut draft = Draft { way: Way::TurnNothing, step: Step::Check, ..Draft::default() };
    draft.press(Step::Check, Press::Change(Step::About), &typed(&[]), &taxonomy);
    draft.press(Step::About, Press::Tell, &typed(&[]), &taxonomy);
    assert_eq!((draft.way, draft.step), (Way::Turn, Step::Danger));
    draft.press(Step::Danger, Press::Next, &typed(&[("danger", "no")]), &taxonomy);
    draft.press(Step::DoNow, Press::Next, &typed(&[]), &taxonomy);
    assert_eq!(draft.step, Step::About);
}
