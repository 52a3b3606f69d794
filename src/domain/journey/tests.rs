//! Every way reaches the check page, and Back undoes Next.

use super::*;
use crate::domain::DoneBy;
use proptest::prelude::*;

/// Whatever may decide which pages there are, answered or not, alike or not.
fn any_answers() -> impl Strategy<Value = Answers> {
    let taxonomy = Taxonomy::embedded().unwrap();
    let groups = taxonomy.groups().map(|group| &group.code);
    let tiles = taxonomy.tiles().map(|tile| &tile.code);
    let groups: Vec<_> = groups.chain(tiles).cloned().collect();
    let kinds: Vec<_> = taxonomy.categories().map(|kind| kind.code.clone()).collect();
    let danger = proptest::option::of(proptest::sample::select(Danger::ALL));
    let group = proptest::option::of(proptest::sample::select(groups));
    let kind = proptest::option::of(proptest::sample::select(kinds));
    let done_by = proptest::option::of(proptest::sample::select(DoneBy::ALL));
    (danger, group, kind, done_by).prop_map(|(danger, group, kind, done_by)| Answers {
        danger,
        group,
        kind,
        done_by,
        ..Answers::default()
    })
}

fn usual(mode: Mode) -> Course {
    Course { mode, way: Way::Usual }
}

fn any_course() -> impl Strategy<Value = Course> {
    let (modes, ways) = (Mode::ALL.to_vec(), Way::ALL.to_vec());
    let course = (proptest::sample::select(modes), proptest::sample::select(ways));
    course.prop_map(|(mode, way)| Course { mode, way })
}

proptest! {
    #[test]
    fn from_any_answers_next_reaches_the_check_without_a_loop(answers in any_answers(), course in any_course()) {
        let taxonomy = Taxonomy::embedded().unwrap();
        let mut step = Step::Start;
        for _ in 0..Step::ALL.len() {
            step = step.next(&answers, course, &taxonomy);
        }
        prop_assert_eq!(step, Step::Check);
    }

    #[test]
    fn from_any_page_that_may_be_seen_back_reaches_the_start(answers in any_answers(), course in any_course()) {
        let taxonomy = Taxonomy::embedded().unwrap();
        for mut step in Step::ALL {
            if step.may_be_seen(&answers, course, &taxonomy) {
                for _ in 0..Step::ALL.len() {
                    step = step.previous(&answers, course, &taxonomy);
                }
                prop_assert_eq!(step, Step::Start);
            }
        }
    }

    #[test]
    fn back_undoes_next(answers in any_answers(), course in any_course()) {
        let taxonomy = Taxonomy::embedded().unwrap();
        for step in Step::ALL {
            if step != Step::Check && step.is_on_the_way(&answers, course, &taxonomy) {
                let next = step.next(&answers, course, &taxonomy);
                prop_assert_eq!(next.previous(&answers, course, &taxonomy), step);
            }
        }
    }

    #[test]
    fn the_number_of_questions_never_grows_on_the_way(answers in any_answers(), course in any_course()) {
        let taxonomy = Taxonomy::embedded().unwrap();
        let first = Answers { group: None, kind: None, done_by: None, ..answers.clone() };
        let mut said = Step::Danger.position(&first, course, &taxonomy).unwrap().of;
        for step in Step::ALL.into_iter().filter(|step| *step > Step::Kind) {
            if let Some(position) = step.position(&answers, course, &taxonomy) {
                prop_assert!(position.of <= said);
                said = position.of;
            }
        }
    }

    #[test]
    fn a_step_that_may_not_be_seen_gives_way_to_one_that_may(answers in any_answers(), course in any_course()) {
        let taxonomy = Taxonomy::embedded().unwrap();
        for step in Step::ALL {
            let shown = step.or_the_first_gap(&answers, course, &taxonomy);
            prop_assert!(shown.may_be_seen(&answers, course, &taxonomy));
        }
    }

    #[test]
    fn whoever_tells_something_sees_nothing_behind_the_danger_question_unasked(answers in any_answers(), course in any_course()) {
        let taxonomy = Taxonomy::embedded().unwrap();
        let unasked = Answers { danger: None, ..answers };
        let seen = |step: &Step| step.may_be_seen(&unasked, course, &taxonomy);
        let seen: Vec<_> = Step::ALL.into_iter().filter(seen).collect();
        prop_assert_eq!(seen == [Step::Start, Step::Danger], course.way != Way::TurnNothing);
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
        assert_eq!(step.previous(&answers, usual(mode), &taxonomy), begun_from);
        for number in 1..=pages {
            assert_eq!(step.told(usual(mode)), Some(Position { number, of: pages }));
            assert!(step.is_telling() && step.may_be_seen(&answers, usual(mode), &taxonomy));
            let next = step.next(&answers, usual(mode), &taxonomy);
            if next.is_telling() {
                assert_eq!(next.previous(&answers, usual(mode), &taxonomy), step);
            }
            step = next;
        }
        assert_eq!(step, begun_from);
    }
}

#[test]
fn nobody_gets_past_the_danger_question_unasked() {
    let taxonomy = Taxonomy::embedded().unwrap();
    let shown = Step::Check.or_the_first_gap(&Answers::default(), usual(Mode::More), &taxonomy);
    assert_eq!(shown, Step::Danger);
}

#[test]
fn questions_are_counted_from_one_and_pages_that_ask_nothing_are_not() {
    let taxonomy = Taxonomy::embedded().unwrap();
    let answers = Answers { danger: Some(Danger::Yes), ..Answers::default() };
    let position = |step: Step| step.position(&answers, usual(Mode::More), &taxonomy);
    assert_eq!(position(Step::Danger), Some(Position { number: 1, of: 10 }));
    assert_eq!(position(Step::Kind), Some(Position { number: 3, of: 10 }));
    assert_eq!(position(Step::DoNow), None);
    assert_eq!(position(Step::HiddenFrom), Some(Position { number: 9, of: 9 }));
}
