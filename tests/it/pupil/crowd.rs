//! A whole year group sends at once, on bad connections, pressing twice.

use std::collections::BTreeMap;
use std::sync::Barrier;

use super::SENT;
use crate::harness::{Browser, Page, TestApp};

const SENDERS: usize = 64;

#[test]
fn of_64_slips_sent_at_once_none_is_lost_and_none_is_stored_twice() {
    let app = TestApp::build().limits(1_000, 1_000).spawn();
    let writing = std::thread::scope(|scope| {
        let writers: Vec<_> = (0..SENDERS)
            .map(|number| (app.pupil(), number))
            .map(|(pupil, number)| scope.spawn(move || write_one(pupil, number)))
            .collect();
        writers.into_iter().map(|writer| writer.join().unwrap()).collect::<Vec<_>>()
    });
    let all_are_ready = Barrier::new(SENDERS);
    std::thread::scope(|scope| {
        for (number, (pupil, check)) in writing.into_iter().enumerate() {
            let all_are_ready = &all_are_ready;
            scope.spawn(move || {
                all_are_ready.wait();
                send_one(pupil, number, &check);
            });
        }
    });

    let mut found = BTreeMap::new();
    for slip in app.slips() {
        *found.entry(app.elmwood.content_of(&slip).answers.words).or_insert(0) += 1;
    }
    let expected: BTreeMap<_, _> = (0..SENDERS).map(|number| (words_of(number), 1)).collect();
    assert_eq!(found, expected);
}

/// The check page, as its source: a page cannot change threads.
fn write_one(mut pupil: Browser, number: usize) -> (Browser, String) {
    let check = pupil.walk_to_check(&[("words", &words_of(number))]);
    (pupil, check.source)
}

fn send_one(mut pupil: Browser, number: usize, check: &str) {
    let page = Page::from_source("/", check);
    if number.is_multiple_of(10) {
        // The second press is under way before the first is answered.
        let mut again = pupil.clone();
        std::thread::scope(|scope| {
            scope.spawn(move || {
                let page = Page::from_source("/", check);
                assert_eq!(again.press(&page, "send", &[]).heading(), SENT);
            });
            assert_eq!(pupil.press(&page, "send", &[]).heading(), SENT);
        });
        return;
    }
    if number.is_multiple_of(7) {
        pupil.press_and_hang_up(&page, "send", &[]);
    }
    assert_eq!(pupil.press(&page, "send", &[]).heading(), SENT);
}

fn words_of(number: usize) -> String {
    format!("This is slip number {number}.")
}
