//! Drafts through lost answers, double presses and floods.

use super::room::{BYTES_MAX, DRAFTS_MAX, KEYS_MAX, KEYS_MAX_OF_LONG, SENT_SECONDS_MAX};
use super::*;
use crate::domain::{CodeOffer, Way};

const NOW: Timestamp = Timestamp(1_700_000_000);

fn draft(words: &str) -> Draft {
    let mut draft = Draft::default();
    draft.answers.words = words.to_owned();
    draft
}

fn note() -> SentNote {
    let appearance = Appearance::default();
    let (is_told_now, is_danger, is_hidden) = (false, false, false);
    let (readers, signposts, way_back) = (vec![], vec![], CodeOffer::None);
    let way = Way::Usual;
    let nobody_until = None;
    SentNote {
        readers,
        is_told_now,
        nobody_until,
        is_danger,
        signposts,
        appearance,
        way,
        is_hidden,
        way_back,
    }
}

fn words(kept: Option<Kept>) -> Option<String> {
    match kept {
        Some(Kept::Writing(draft)) => Some(draft.answers.words),
        Some(Kept::Sent(_) | Kept::Replying(_)) | None => None,
    }
}

#[test]
fn the_key_before_is_good_until_the_new_one_is_used() {
    let drafts = Drafts::default();
    let first = drafts.keep(None, &draft("one"), NOW).unwrap();
    let second = drafts.keep(Some(&first), &draft("two"), NOW).unwrap();
    assert_eq!(words(drafts.open(&first, NOW)).as_deref(), Some("one"));
    assert_eq!(words(drafts.open(&second, NOW)).as_deref(), Some("two"));
    assert_eq!(words(drafts.open(&first, NOW)), None);
}

#[test]
fn two_presses_of_one_button_leave_both_answers_good() {
    let drafts = Drafts::default();
    let first = drafts.keep(None, &draft("one"), NOW).unwrap();
    let pressed = drafts.keep(Some(&first), &draft("two"), NOW).unwrap();
    let again = drafts.keep(Some(&first), &draft("two"), NOW).unwrap();
    assert_eq!(words(drafts.open(&pressed, NOW)).as_deref(), Some("two"));
    assert_eq!(words(drafts.open(&again, NOW)).as_deref(), Some("two"));
}

#[test]
fn after_sending_no_key_opens_the_words() {
    let drafts = Drafts::default();
    let first = drafts.keep(None, &draft("one"), NOW).unwrap();
    let sender = drafts.keep(Some(&first), &draft("two"), NOW).unwrap();
    let after = drafts.mark_sent(&sender, &note(), NOW).unwrap();
    for token in [&sender, &after, &first] {
        assert!(matches!(drafts.open(token, NOW), Some(Kept::Sent(_))));
    }
}

#[test]
fn two_presses_of_send_leave_both_answers_good() {
    let drafts = Drafts::default();
    let sender = drafts.keep(None, &draft("one"), NOW).unwrap();
    let pressed = drafts.mark_sent(&sender, &note(), NOW).unwrap();
    let again = drafts.mark_sent(&sender, &note(), NOW).unwrap();
    for token in [&again, &pressed, &sender, &again] {
        assert!(matches!(drafts.open(token, NOW), Some(Kept::Sent(_))));
    }
}

#[test]
fn a_press_that_was_under_way_while_the_slip_was_sent_brings_no_words_back() {
    let drafts = Drafts::default();
    let sender = drafts.keep(None, &draft("one"), NOW).unwrap();
    drafts.mark_sent(&sender, &note(), NOW).unwrap();
    let late = drafts.keep(Some(&sender), &draft("two"), NOW).unwrap();
    for token in [&late, &sender] {
        assert!(matches!(drafts.open(token, NOW), Some(Kept::Sent(_))));
    }
}

#[test]
fn a_draft_left_alone_for_half_an_hour_is_gone() {
    let drafts = Drafts::default();
    let token = drafts.keep(None, &draft("one"), NOW).unwrap();
    assert!(drafts.open(&token, NOW.plus_seconds(IDLE_SECONDS_MAX)).is_some());
    drafts.sweep(NOW.plus_seconds(2 * IDLE_SECONDS_MAX + 1));
    assert_eq!(drafts.count(), 0);
}

#[test]
fn whoever_comes_next_does_not_see_for_long_that_a_slip_was_sent() {
    let drafts = Drafts::default();
    let sender = drafts.keep(None, &draft("one"), NOW).unwrap();
    let after = drafts.mark_sent(&sender, &note(), NOW).unwrap();
    for seconds in [60, SENT_SECONDS_MAX] {
        assert!(drafts.open(&after, NOW.plus_seconds(seconds)).is_some());
    }
    assert!(drafts.open(&after, NOW.plus_seconds(SENT_SECONDS_MAX + 1)).is_none());
    assert_eq!(drafts.count(), 0);
}

#[test]
fn someone_elses_cookie_neither_opens_nor_ends_a_draft() {
    let drafts = Drafts::default();
    let token = drafts.keep(None, &draft("one"), NOW).unwrap();
    let guessed = token.fresh_key().unwrap();
    assert!(drafts.open(&guessed, NOW).is_none());
    drafts.end(&guessed, NOW);
    assert!(drafts.open(&token, NOW).is_some());
    drafts.end(&token, NOW);
    assert_eq!(drafts.count(), 0);
}

#[test]
fn the_second_look_is_not_the_first_unless_send_was_pressed_twice() {
    let drafts = Drafts::default();
    let token = drafts.keep(None, &draft("one"), NOW).unwrap();
    let is_first = || drafts.look(&token, NOW).unwrap().is_first_look;
    assert_eq!([is_first(), is_first()], [true, false]);
    drafts.press_again(&token, NOW.plus_seconds(PRESSED_AGAIN_SECONDS_MAX));
    assert_eq!([is_first(), is_first()], [true, false]);
    let next = drafts.keep(Some(&token), &draft("two"), NOW).unwrap();
    assert!(drafts.look(&next, NOW).unwrap().is_first_look);
    // Later it may be somebody else who presses.
    let sent = drafts.mark_sent(&token, &note(), NOW).unwrap();
    assert_eq!([&sent, &sent].map(|it| drafts.look(it, NOW).unwrap().is_first_look), [true, false]);
    drafts.press_again(&sent, NOW.plus_seconds(PRESSED_AGAIN_SECONDS_MAX + 1));
    assert!(!drafts.look(&sent, NOW).unwrap().is_first_look);
}

#[test]
fn the_page_a_pupil_comes_from_is_the_one_whose_cookie_was_used_last() {
    let drafts = Drafts::default();
    let slip = drafts.keep(None, &draft("one"), NOW).unwrap();
    let visit = drafts.keep_visit(None, &ReplyVisit::default(), NOW).unwrap();
    let last = || drafts.last_used([&slip, &visit], NOW).map(DraftToken::id_hash);
    assert_eq!(last(), Some(visit.id_hash()), "begun last");
    assert!(drafts.look(&slip, NOW).is_some());
    assert_eq!(last(), Some(slip.id_hash()), "and then looked at again");
}

#[test]
fn a_flood_of_drafts_that_never_come_back_puts_nobody_out() {
    let drafts = Drafts::default();
    let writing = drafts.keep(None, &draft("help"), NOW).unwrap();
    assert!(drafts.open(&writing, NOW).is_some());
    for _ in 0..DRAFTS_MAX + 10 {
        drafts.keep(None, &draft("x"), NOW.plus_seconds(1)).unwrap();
    }
    assert!(drafts.count() <= DRAFTS_MAX);
    assert!(drafts.open(&writing, NOW.plus_seconds(2)).is_some());
    assert!(drafts.keep(None, &draft("me too"), NOW.plus_seconds(2)).is_ok());
}

#[test]
fn drafts_take_no_more_memory_than_they_may() {
    let drafts = Drafts::default();
    let long = draft(&"x".repeat(60_000));
    for _ in 0..2 * BYTES_MAX / 60_000 {
        drafts.keep(None, &long, NOW).unwrap();
    }
    assert!(drafts.count() * 60_000 <= BYTES_MAX, "{}", drafts.count());
    // However often one button is pressed.
    let token = drafts.keep(None, &long, NOW).unwrap();
    let mut given = Vec::new();
    for _ in 0..2 * KEYS_MAX {
        assert!(drafts.open(&token, NOW).is_some());
        given.push(drafts.keep(Some(&token), &long, NOW).unwrap());
    }
    let good = given.iter().filter(|token| drafts.look(token, NOW).is_some());
    assert_eq!(good.count(), KEYS_MAX_OF_LONG - 1);
}

#[test]
fn however_many_answers_get_lost_the_key_that_was_used_last_opens_the_words() {
    for (before, after) in [("one", "two"), (&"x".repeat(20_000), &"y".repeat(20_000))] {
        let drafts = Drafts::default();
        let used = drafts.keep(None, &draft(before), NOW).unwrap();
        for _ in 0..5 * KEYS_MAX {
            assert_eq!(words(drafts.open(&used, NOW)).as_deref(), Some(before));
            drafts.keep(Some(&used), &draft(after), NOW).unwrap();
        }
        // Whoever gives up and looks sees what the press had made of it.
        let shown = drafts.look(&used, NOW).unwrap();
        assert_eq!(words(Some(shown.kept)).as_deref(), Some(after));
        assert_eq!(words(drafts.open(&used, NOW)).as_deref(), Some(after));
    }
}

#[test]
fn of_two_answers_to_one_press_either_may_come_last() {
    let drafts = Drafts::default();
    let first = drafts.keep(None, &draft("one"), NOW).unwrap();
    let pressed = drafts.keep(Some(&first), &draft("two"), NOW).unwrap();
    let again = drafts.keep(Some(&first), &draft("two"), NOW).unwrap();
    for token in [&again, &pressed, &again] {
        assert_eq!(words(drafts.open(token, NOW)).as_deref(), Some("two"));
    }
    assert_eq!(words(drafts.open(&first, NOW)), None);
}

#[test]
fn a_press_that_arrives_late_sends_the_slip_for_whichever_page_is_on_the_screen() {
    let drafts = Drafts::default();
    let late = drafts.keep(None, &draft("one"), NOW).unwrap();
    let told_busy = drafts.keep(Some(&late), &draft("one"), NOW).unwrap();
    assert!(drafts.look(&told_busy, NOW).is_some());
    let after = drafts.mark_sent(&late, &note(), NOW).unwrap();
    for token in [&told_busy, &late, &after] {
        assert!(matches!(drafts.open(token, NOW), Some(Kept::Sent(_))));
    }
}

#[test]
fn when_everyone_there_has_words_and_came_back_nobody_is_put_out_for_one_more() {
    let drafts = Drafts::default();
    let long = draft(&"x".repeat(60_000));
    let mut first = None;
    let full = loop {
        match drafts.keep(None, &long, NOW) {
            Ok(token) => {
                assert!(drafts.open(&token, NOW).is_some());
                first.get_or_insert(token);
            }
            Err(full) => break full,
        }
    };
    assert!(matches!(full, DraftError::Full));
    assert!(drafts.open(&first.unwrap(), NOW).is_some());
    assert!(drafts.keep(None, &long, NOW.plus_seconds(IDLE_SECONDS_MAX + 1)).is_ok());
}
