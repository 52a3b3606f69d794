//! What a pupil's form may carry: any fields, in any order, at any step.

use ineedtotalk::domain::{
    ActKind, CloseReason, Draft, Press, Pressed, SlipAct, Step, Taxonomy, Typed, carried_fields,
};

use super::text;

const NAMES: [&str; 17] = [
    "step",
    "go",
    "danger",
    "about",
    "group",
    "kind",
    "place",
    "still",
    "done_by",
    "done",
    "happened",
    "words",
    "who",
    "name",
    "hidden_from[]",
    "named[]",
    "other",
];
const PRESSES: [&str; 15] = [
    "next",
    "back",
    "skip",
    "send",
    "send-instead",
    "change-words",
    "change-danger",
    "change-tell-what",
    "begin-",
    "look-dark",
    "size-xl",
    "mode-pictures",
    "lang-ur",
    "",
    "x",
];

/// Which step, which button, and the fields: a name by number or free, and any value.
type Form = (u8, u8, Vec<(u8, Vec<u8>)>);

fn press(draft: &mut Draft, form: &Form, taxonomy: &Taxonomy) -> (Step, Typed, Pressed) {
    let (step, button, fields) = form;
    let step = Step::ALL[usize::from(*step) % Step::ALL.len()];
    let button = Press::parse(Some(PRESSES[usize::from(*button) % PRESSES.len()]));
    let name = |number: &u8| NAMES[usize::from(*number) % NAMES.len()].to_owned();
    let typed = Typed(fields.iter().map(|(key, value)| (name(key), text(value))).collect());
    let pressed = draft.press(step, button, &typed, taxonomy);
    (step, typed, pressed)
}

/// What of a text can be seen, to compare it before and after.
fn seen(text: &str) -> String {
    text.chars()
        .filter(|c| !c.is_control() && !c.is_whitespace() && *c != '␀')
        .take(30_000)
        .collect()
}

#[test]
fn whatever_is_pressed_the_words_that_came_are_kept_and_the_step_may_be_seen() {
    let taxonomy = Taxonomy::embedded().unwrap();
    bolero::check!().with_type::<Vec<Form>>().for_each(|forms| {
        let mut draft = Draft::default();
        for form in forms.iter().take(8) {
            let before = draft.answers.words.clone();
            let (step, typed, pressed) = press(&mut draft, form, &taxonomy);
            // With something to put right the step stays, also when one before it was never answered.
            assert!(
                draft.trouble.is_some()
                    || draft.step.may_be_seen(&draft.answers, draft.course(), &taxonomy)
            );
            if step == Step::Words {
                let came = typed.first("words").map_or_else(|| seen(&before), seen);
                assert_eq!(seen(&draft.answers.words), came);
            } else if step != Step::Check {
                assert_eq!(draft.answers.words, before, "{step:?} took words away");
            }
            if pressed == Pressed::Send {
                assert!(draft.answers.danger.is_some() && draft.answers.fits().is_ok());
            }
        }
    });
}

#[test]
fn any_draft_reads_back_and_the_fields_of_a_page_carry_it() {
    let taxonomy = Taxonomy::embedded().unwrap();
    bolero::check!().with_type::<Vec<Form>>().for_each(|forms| {
        let mut draft = Draft::default();
        for form in forms.iter().take(8) {
            press(&mut draft, form, &taxonomy);
        }
        let written = serde_json::to_vec(&draft).unwrap();
        assert_eq!(serde_json::from_slice::<Draft>(&written).unwrap(), draft);

        let carried = carried_fields(&draft.answers, draft.appearance, Step::Check).into_iter();
        let carried = Typed(carried.map(|(name, value)| (name.to_owned(), value)).collect());
        let again = Draft::carried(&carried, &taxonomy);
        assert_eq!((&again.answers, again.appearance), (&draft.answers, draft.appearance));
    });
}

#[test]
fn no_answer_at_any_step_lowers_the_urgency_of_its_category() {
    let taxonomy = Taxonomy::embedded().unwrap();
    bolero::check!().with_type::<Vec<Form>>().for_each(|forms| {
        let mut draft = Draft::default();
        for form in forms.iter().take(12) {
            press(&mut draft, form, &taxonomy);
        }
        let answers = &draft.answers;
        assert!(answers.urgency(&taxonomy) >= answers.category(&taxonomy).urgency);
        let mut unasked = answers.clone();
        (unasked.danger, unasked.about, unasked.still) = (None, None, None);
        assert!(answers.urgency(&taxonomy) >= unasked.urgency(&taxonomy));
    });
}

#[test]
fn an_act_reads_back_and_what_is_none_is_refused() {
    bolero::check!().for_each(|bytes: &[u8]| {
        if let Ok(act) = serde_json::from_slice::<SlipAct>(bytes) {
            let written = serde_json::to_vec(&act).unwrap();
            assert_eq!(serde_json::from_slice::<SlipAct>(&written).unwrap(), act);
        }
        let note = text(bytes);
        match ActKind::closed(CloseReason::Recorded, &note) {
            Ok(ActKind::Closed { note: kept, .. }) => {
                assert_eq!(seen(&kept), seen(&note));
                assert!(kept.chars().count() <= ActKind::NOTE_CHARACTERS_MAX);
                assert!(kept.chars().all(|c| !c.is_control() || matches!(c, '\n' | '\t')));
            }
            Ok(other) => panic!("{other:?}"),
            Err(_) => assert!(note.chars().count() > ActKind::NOTE_CHARACTERS_MAX),
        }
        if let Ok(ActKind::Held { reason }) = ActKind::held(&note) {
            assert!(!reason.is_empty() && !reason.contains('\0'));
            assert_eq!(seen(&reason), seen(&note));
        }
    });
}
