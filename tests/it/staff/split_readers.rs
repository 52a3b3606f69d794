//! Who reads which case of a slip that tells of two things, and who takes a second one back.

use ineedtotalk::domain::{Answers, Danger, Role};
use ineedtotalk::paths;

use super::at_desk::{AtDesk, forget_notices, notified, send};
use super::case::{kind, slip_about};
use super::hear_back::rows;
use super::reseal::seals_all;
use super::retention::{minute_passes, tombstones};
use super::split::{WORDS, desk, lead_and_deputy, leads_to, links, splits, two_cases};
use crate::harness::{Page, TestApp};

const PUT_BACK: &str = "Put it back";
const NEVER: &str = "Only whoever began a second case puts it back";

fn hands_on(reader: &mut AtDesk<'_>, slip: &str, because: &str) {
    let page = reader.open(&format!("{slip}/hand-on"));
    let page = reader.press(&page, "Hand it on and lock me out", &[("because", because)]);
    assert_eq!(page.heading(), "You handed it on", "{}", page.text());
}

fn asks_to_put_back(reader: &mut AtDesk<'_>, slip: &str) -> Page {
    let page = reader.open(&format!("{slip}/put-back"));
    assert_eq!(page.heading(), "Put the second case back?", "{}", page.text());
    page
}

#[test]
fn a_second_case_about_an_adult_at_school_goes_to_the_head_and_its_beginner_alone() {
    let app = TestApp::spawn();
    slip_about(&app, "CD1", "He calls me names, and one of the teachers laughs along.");
    let (mut lead, mut deputy) = lead_and_deputy(&app);
    let mut head = desk(&app, Role::Head);
    let first = lead.only_slip();
    let page = lead.opens(&first);
    lead.press(&page, "I am looking into it", &[]);
    deputy.opens(&first);
    forget_notices(&app);
    let form = lead.open(&format!("{first}/split"));
    assert!(
        form.has("goes to Dr Hughes, head teacher; Mr Lewis, safeguarding lead."),
        "{}",
        form.text()
    );
    let second = splits(&mut lead, &first, "ST1");
    assert!(lead.open(&second).has("Not acknowledged"), "nobody has taken that one on");
    assert_eq!(lead.open(&format!("{second}/put-back")).status, 409, "the head was told of it");
    assert!(!head.open(paths::AUDIT_LOG).has("Began a second case"), "no line tells of it");
    assert_eq!(notified(&app), [app.person(Role::Head).id().as_str()]);
    assert_eq!(links(&mut deputy), [first.as_str()]);
    assert_eq!(deputy.open(&second).status, 404);
    let page = deputy.open(&first);
    for words in ["second case", "Case 2", &second] {
        assert!(!page.source.contains(words), "{words}: {}", page.text());
    }
    // Nor by way of how many there may be.
    for code in ["CD2", "CD5"] {
        splits(&mut lead, &first, code);
    }
    let page = deputy.open(&format!("{first}/split"));
    assert!(page.has_button("Begin the second case"), "{}", page.text());

    assert_eq!(head.only_slip(), second);
    assert!(head.opens(&second).has("one of the teachers laughs along"));
}

#[test]
fn a_second_case_about_a_head_whom_the_words_name_goes_to_the_chair() {
    let app = TestApp::spawn();
    slip_about(&app, "CD1", "They call me names, and Dr Hughes pushed me.");
    let mut lead = desk(&app, Role::DesignatedSafeguardingLead);
    let first = lead.only_slip();
    lead.opens(&first);
    let form = lead.open(&format!("{first}/split"));
    assert!(form.has("goes to Mr Price, chair of governors; Mr Lewis"), "{}", form.text());
    forget_notices(&app);
    let second = splits(&mut lead, &first, "ST1");
    assert_eq!(notified(&app), [app.person(Role::Chair).id().as_str()]);
    assert!(links(&mut desk(&app, Role::Head)).is_empty());
    assert_eq!(desk(&app, Role::Chair).only_slip(), second);
}

#[test]
fn a_head_who_can_open_two_second_cases_and_not_the_first_hands_both_on() {
    let app = TestApp::spawn();
    slip_about(&app, "CD1", "Two of the teachers laugh along.");
    let (mut lead, mut head) =
        (desk(&app, Role::DesignatedSafeguardingLead), desk(&app, Role::Head));
    let first = lead.only_slip();
    lead.opens(&first);
    let begun = [(), ()].map(|()| splits(&mut lead, &first, "ST1"));
    let both = links(&mut head);
    assert!(both.len() == 2 && both.iter().all(|slip| begun.contains(slip)));
    hands_on(&mut head, &both[0], "about-staff");
    assert!(links(&mut head).is_empty(), "the words are the same");
    assert_eq!(links(&mut desk(&app, Role::Chair)).len(), 2);
    assert_eq!(links(&mut lead), [first.as_str()], "who began them is no reader of such a slip");
}

#[test]
fn whoever_opens_one_case_is_warned_of_the_pictures_that_another_is_about() {
    let app = TestApp::spawn();
    let (mut lead, mut deputy) = lead_and_deputy(&app);
    slip_about(&app, "CD1", WORDS);
    let first = lead.only_slip();
    lead.opens(&first);
    let [second, _] = ["CM1", "CD2"].map(|code| splits(&mut lead, &first, code));
    assert_eq!(links(&mut deputy).len(), 3);
    for slip in [&first, &second] {
        let cover = deputy.open(slip);
        let page = deputy.press(&cover, "Open the slip", &[]);
        assert!(page.has("Do not view, copy or forward") && !page.has(WORDS), "{}", page.text());
        assert!(deputy.opens(slip).has("Do not view, copy or forward"));
    }
}

#[test]
fn whoever_the_pupil_left_out_and_whoever_comes_later_learns_nothing_of_the_second() {
    let app = TestApp::spawn();
    let hidden_from = [app.person(Role::Deputy), app.person(Role::Head)];
    let hidden_from = hidden_from.map(|one| one.id().clone()).into();
    let (danger, kind, words) = (Some(Danger::Yes), kind(&app, "CD1"), WORDS.to_owned());
    send(&app, Answers { danger, kind, words, hidden_from, ..Answers::default() });
    let (mut lead, mut deputy) = lead_and_deputy(&app);
    let first = lead.only_slip();
    lead.opens(&first);
    forget_notices(&app);
    let second = splits(&mut lead, &first, "CD2");
    let readers: Vec<_> = app.slips().iter().map(|slip| app.elmwood.who_can_open(slip)).collect();
    assert_eq!(readers, [["Mrs Okafor", "Mr Lewis"]; 2]);
    assert_eq!(notified(&app), [app.person(Role::OnlineSafetyOfficer).id().as_str()]);
    assert!(links(&mut deputy).is_empty());
    assert_eq!(deputy.open(&second).status, 404);
    let log = desk(&app, Role::Head).open(paths::AUDIT_LOG);
    assert!(!log.has("Began a second case"), "the slip is hidden from the head");

    // Who is let in to the first sees that alone.
    let chair = app.person(Role::Chair).id().as_str().to_owned();
    let page = lead.open(&format!("{first}/let-read"));
    let page = lead.press(&page, "Let them read it", &[("colleague", &chair)]);
    let first = page.path.clone();
    assert!(leads_to(&page, &second), "whoever can open both finds both");
    let page = lead.open(&second);
    assert!(leads_to(&page, &first));
    let mut chair = desk(&app, Role::Chair);
    assert_eq!(chair.only_slip(), first);
    let page = chair.opens(&first);
    for words in ["second case", "Case 2", &second] {
        assert!(!page.source.contains(words), "{words}: {}", page.text());
    }
    assert!(page.has("Mr Lewis let a colleague read it"));
}

#[test]
fn whoever_hands_one_case_on_hands_all_on_and_whom_they_are_about_keeps_none() {
    let app = TestApp::spawn();
    for begins_with_first in [true, false] {
        let (mut lead, mut deputy) = lead_and_deputy(&app);
        let mut head = desk(&app, Role::Head);
        let before = links(&mut head);
        let [first, second] = two_cases(&app, &mut lead);
        deputy.opens(&first);
        forget_notices(&app);
        hands_on(&mut lead, if begins_with_first { &first } else { &second }, "about-staff");
        for reader in [&mut lead, &mut deputy] {
            assert!(links(reader).is_empty(), "the words are the same");
            assert_eq!([&first, &second].map(|slip| reader.open(slip).status), [404, 404]);
        }
        assert_eq!(notified(&app), [app.person(Role::Head).id().as_str()], "once");
        let mut both = links(&mut head);
        both.retain(|slip| !before.contains(slip));
        assert_eq!(both.len(), 2);
        both.iter().for_each(|slip| drop(head.opens(slip)));
        for (one, other) in [(&both[0], &both[1]), (&both[1], &both[0])] {
            assert!(leads_to(&head.open(one), other));
        }
    }
}

#[test]
fn handing_on_and_sealing_anew_lead_from_one_case_to_the_other_whoever_can_open_both() {
    let app = TestApp::spawn();
    let (mut lead, mut deputy) = lead_and_deputy(&app);
    let [first, second] = two_cases(&app, &mut lead);
    hands_on(&mut lead, &second, "too-close");
    let theirs = links(&mut deputy);
    assert!(theirs.len() == 2 && !theirs.contains(&first) && !theirs.contains(&second));
    theirs.iter().for_each(|slip| drop(deputy.opens(slip)));
    for (one, other) in [(&theirs[0], &theirs[1]), (&theirs[1], &theirs[0])] {
        let page = deputy.open(one);
        assert!(leads_to(&page, other) && page.has(WORDS), "{}", page.text());
    }

    lead.removes("Mrs Okafor");
    seals_all(&mut deputy);
    let both = links(&mut deputy);
    assert!(both.len() == 2 && !both.iter().any(|slip| theirs.contains(slip)), "{both:?}");
    for (one, other) in [(&both[0], &both[1]), (&both[1], &both[0])] {
        assert!(leads_to(&deputy.open(one), other));
    }
    assert!(app.slips().iter().all(|slip| !app.elmwood.who_can_open(slip).contains(&"Mrs Okafor")));
}

#[test]
fn a_second_case_that_nobody_else_opened_is_put_back_by_its_beginner_and_any_other_is_not() {
    let app = TestApp::spawn();
    let (mut lead, mut deputy) = lead_and_deputy(&app);
    // Of a day with a slip that is not theirs, only their sheet tells which are.
    slip_about(&app, "ST1", "Sir shouts.");
    let [first, second] = two_cases(&app, &mut lead);
    assert_eq!(links(&mut deputy).len(), 2);
    let form = asks_to_put_back(&mut lead, &second);
    for press in ["once", "twice"] {
        let page = lead.press(&form, PUT_BACK, &[]);
        assert_eq!(page.path, first, "{press}: {}", page.text());
        assert!(page.has("Mr Lewis put a second case of it back") && page.has(WORDS), "{press}");
        assert!(!page.has("Case 2") && page.has("This tells of two things"));
    }
    assert_eq!((app.slips().len(), rows(&app).len()), (2, 2));
    assert!(tombstones(&app).is_empty(), "no slip was deleted");
    assert_eq!(deputy.open(&second).status, 404);

    // Whoever did not begin it takes nothing away, and nothing goes that a colleague has looked at.
    let second = splits(&mut lead, &first, "CD2");
    minute_passes(&app);
    let form = asks_to_put_back(&mut lead, &second);
    assert!(links(&mut deputy).contains(&second));
    assert!(!deputy.opens(&second).has("Put this case back"));
    let token = deputy.token();
    let forged = [("csrf", token.as_str())];
    let refused = deputy.browser.post(&format!("{second}/put-back"), &forged);
    assert_eq!(refused.status, 409);
    assert!(refused.has(NEVER), "{}", refused.text());
    let refused = lead.press(&form, PUT_BACK, &[]);
    assert_eq!(refused.status, 409);
    assert!(refused.has(NEVER) && !refused.has("Put this case back"), "{}", refused.text());
    assert!(deputy.open(&second).has(WORDS));
    assert_eq!(lead.open(&format!("{first}/put-back")).status, 409, "nor is a first");
}
