//! Before they change who can read slips, or delete one, a reader types their password and a new code
//! once more, or uses a passkey, and what they had typed is done next.

use ineedtotalk::domain::Role;
use ineedtotalk::paths;

use super::at_desk::{AtDesk, PROVE, section_of};
use super::keep_slips::ASK;
use super::passkeys::{adds_passkey, fields, phone};
use super::retention::closed;
use crate::harness::{Answered, Device, Page, TestApp, asks_for};

const REFUSED: &str = "That did not work. Check the password";
/// What the lead has typed, and must not lose.
const YOUNG: [(&str, &str); 4] = [
    ("name", "Ms Young"),
    ("title", "second <deputy> & \"more\""),
    ("email", "young@elmwood.example"),
    ("roles", "deputy"),
];

fn lead(app: &TestApp) -> AtDesk<'_> {
    AtDesk::new(app, Role::DesignatedSafeguardingLead)
}

/// Sends the invitation; the page that asks comes back.
fn invites(desk: &mut AtDesk<'_>) -> Page {
    let form = desk.open(paths::READERS);
    desk.browser.press(&form, "Invite", &YOUNG)
}

/// A code that the phone shows now and that was not used.
fn new_code(desk: &AtDesk<'_>) -> String {
    desk.app.app.clock.advance_seconds(30);
    desk.code()
}

fn is_invited(desk: &mut AtDesk<'_>) -> bool {
    section_of(&desk.open(paths::READERS), "Ms Young").is_some()
}

/// The page asks, and holds everything that was typed, and nothing was done.
fn asks_and_keeps(desk: &mut AtDesk<'_>, page: &Page) {
    assert_eq!((page.heading().as_str(), page.status), (PROVE, 422), "{}", page.text());
    let (action, fields) = page.form_of("Go on");
    assert_eq!(action, paths::INVITE_READER);
    for (name, typed) in YOUNG {
        let kept =
            fields.iter().any(|(key, value)| (key.as_str(), value.as_str()) == (name, typed));
        assert!(kept, "{name} in {fields:?}");
    }
    let proof = fields.iter().filter(|(name, _)| name.starts_with("step-up"));
    assert!(proof.clone().count() == 2 && proof.clone().all(|(_, value)| value.is_empty()));
    assert!(!is_invited(desk));
}

#[test]
fn whoever_proves_that_it_is_them_has_done_what_they_had_typed() {
    let app = TestApp::spawn();
    let mut lead = lead(&app);
    let page = invites(&mut lead);
    asks_and_keeps(&mut lead, &page);
    let (password, code) = (lead.password.clone(), new_code(&lead));
    let page = lead.proves_with(&page, &password, &code);
    let page = lead.browser.follow(page);
    assert!(page.has("The invitation is made."), "{}", page.text());
    let young = section_of(&page, "Ms Young").unwrap();
    assert!(young.contains("second &lt;deputy&gt; &amp; &quot;more&quot;"), "{young}");

    // For five minutes it is not asked again.
    app.app.clock.advance_seconds(4 * 60);
    let page = lead.open(paths::READERS);
    let page = lead.browser.press(&page, "Make a new link : Ms Young", &[]);
    assert!(page.has("The invitation is made."), "{}", page.text());
}

#[test]
fn a_wrong_password_or_a_wrong_or_used_code_does_nothing_and_loses_nothing() {
    let app = TestApp::spawn();
    let mut lead = lead(&app);
    let (password, used) = (lead.password.clone(), lead.code());
    let page = invites(&mut lead);
    let code = new_code(&lead);
    let wrong = if code == "123456" { "654321" } else { "123456" };
    // The second is the code that they signed in with.
    for (password, code) in
        [("another password", code.as_str()), (&password, &used), (&password, wrong), ("", "")]
    {
        let page = lead.proves_with(&page, password, code);
        assert!(page.errors()[0].starts_with(REFUSED), "{:?}", page.errors());
        asks_and_keeps(&mut lead, &page);
    }
    let done = lead.proves_with(&page, &password, &code);
    assert_eq!(done.status, 303, "nothing above used the code up");

    // It is used up now, also for somebody who comes back later in the same half minute.
    let page = lead.open(paths::STAFF);
    lead.press(&page, "Lock", &[]);
    let page = lead.open(paths::UNLOCK);
    lead.press(&page, "Unlock", &[("password", &password)]);
    let form = lead.open(paths::READERS);
    let page = lead.browser.press(&form, "Remove Ms Shah", &[]);
    assert_eq!(page.heading(), PROVE, "a screen that was locked proves nothing");
    let page = lead.proves_with(&page, &password, &code);
    assert!(page.errors()[0].starts_with(REFUSED), "{:?}", page.errors());
    assert!(section_of(&lead.open(paths::READERS), "Ms Shah").is_some());
}

#[test]
fn after_six_minutes_and_in_another_session_of_the_same_person_it_is_asked_again() {
    let app = TestApp::spawn();
    let mut lead = lead(&app);
    let mut at_home = AtDesk::new(&app, Role::DesignatedSafeguardingLead);
    // Proved with a form that has to be put right: the proof holds all the same.
    let form = lead.open(paths::READERS);
    let page = lead.press(&form, "Invite", &[]);
    assert!(page.errors().join(" ").contains("Type a name"), "{:?}", page.errors());

    let page = invites(&mut at_home);
    asks_and_keeps(&mut at_home, &page);
    app.app.clock.advance_seconds(6 * 60);
    let page = invites(&mut lead);
    asks_and_keeps(&mut lead, &page);
    app.app.clock.advance_seconds(-12 * 60);
    let page = invites(&mut lead);
    asks_and_keeps(&mut lead, &page);
}

#[test]
fn guesses_on_the_page_that_asks_are_slowed_and_the_form_is_still_there() {
    let app = TestApp::spawn();
    let mut lead = lead(&app);
    let mut page = invites(&mut lead);
    for _ in 0..8 {
        page = lead.proves_with(&page, "a wrong guess", "000000");
        app.app.clock.advance_seconds(1);
    }
    let (password, code) = (lead.password.clone(), new_code(&lead));
    app.app.clock.advance_seconds(-29);
    let page = lead.proves_with(&page, &password, &code);
    assert_eq!(page.status, 429);
    assert!(page.has("Wait") && page.has("Nothing is locked."), "{}", page.text());
    app.app.clock.advance_seconds(60);
    let code = lead.code();
    let done = lead.proves_with(&page, &password, &code);
    assert_eq!(done.status, 303, "{}", done.text());
    assert!(is_invited(&mut lead));
}

#[test]
fn a_reason_of_several_lines_waits_while_the_reader_proves_that_it_is_them() {
    let app = TestApp::spawn();
    let mut lead = lead(&app);
    let slip = closed(&mut lead, "Sent in a test.", "nothing-to-act");
    app.app.clock.advance_seconds(60);
    let page = lead.open(&slip);
    let reason = "A class tried it out.\r\nNobody is in it.";
    let page = lead.browser.press(&page, ASK, &[("purge-reason", reason)]);
    assert_eq!(page.heading(), PROVE);
    let page = lead.proves(page);
    let page = lead.browser.follow(page);
    assert!(page.has("You asked to have it deleted now."), "{}", page.text());
    assert!(page.source.contains("tried it out.\nNobody"), "{}", page.text());

    let mut deputy = AtDesk::new(&app, Role::Deputy);
    let page = deputy.opens(&slip);
    let page = deputy.browser.press(&page, "Delete it now", &[]);
    assert_eq!(page.heading(), PROVE, "whoever agrees proves it too");
    assert_eq!(deputy.browser.get(&slip).status, 200);
}

#[test]
fn a_proof_sent_from_elsewhere_or_by_somebody_who_may_not_is_not_looked_at() {
    let app = TestApp::spawn();
    let mut lead = lead(&app);
    let page = invites(&mut lead);
    let (password, code) = (lead.password.clone(), new_code(&lead));
    let proof = [("step-up-password", password.as_str()), ("step-up-code", code.as_str())];
    let forged = [&YOUNG[..], &proof, &[("csrf", "00")]].concat();
    assert_eq!(lead.browser.post(paths::INVITE_READER, &forged).status, 403);
    let mut deputy = AtDesk::new(&app, Role::Deputy);
    let token = deputy.token();
    let (password, code) = (deputy.password.clone(), new_code(&deputy));
    let proof = [("step-up-password", password.as_str()), ("step-up-code", code.as_str())];
    let own = [&YOUNG[..], &proof, &[("csrf", token.as_str())]].concat();
    assert_eq!(deputy.browser.post(paths::INVITE_READER, &own).status, 403);
    asks_and_keeps(&mut lead, &page);
}

const PASSKEY_REFUSED: &str = "That did not work. Try the passkey again";

/// The lead with a phone, six minutes after they added its passkey.
fn lead_with_phone(app: &TestApp) -> (AtDesk<'_>, Device) {
    let (mut lead, mut device) = (lead(app), phone(app));
    adds_passkey(&mut lead, &mut device, "My phone");
    app.app.clock.advance_seconds(6 * 60);
    (lead, device)
}

fn sends(desk: &mut AtDesk<'_>, page: &Page, answered: &Answered) -> Page {
    desk.browser.press(page, "Use the passkey", &fields(answered))
}

#[test]
fn a_passkey_proves_it_with_one_press_and_what_was_typed_is_done() {
    let app = TestApp::spawn();
    let (mut lead, mut device) = lead_with_phone(&app);
    let page = invites(&mut lead);
    asks_and_keeps(&mut lead, &page);
    assert!(asks_for(&page, &device));
    let shown = page.text_of("#passkey-off").concat();
    assert!(shown.contains("Type your password"), "without a script: {shown}");
    assert_eq!(page.attributes("form#passkey", "hidden").len(), 1, "no button that does nothing");
    let answered = device.signs(&page);
    let done = sends(&mut lead, &page, &answered);
    assert!(done.has("The invitation is made."), "{}", done.text());
    // It holds for five minutes, like a code.
    app.app.clock.advance_seconds(4 * 60);
    let page = lead.open(paths::READERS);
    let page = lead.browser.press(&page, "Make a new link : Ms Young", &[]);
    assert!(page.has("The invitation is made."), "{}", page.text());
    app.app.clock.advance_seconds(2 * 60);
    let page = lead.open(paths::READERS);
    let page = lead.browser.press(&page, "Make a new link : Ms Young", &[]);
    assert_eq!(page.heading(), PROVE);

    // Whoever has a passkey may type all the same.
    assert_eq!(lead.proves(page).status, 303);
}

#[test]
fn whoever_has_no_passkey_for_this_address_is_asked_for_none() {
    let app = TestApp::spawn();
    let (mut lead, _) = lead_with_phone(&app);
    let mut head = AtDesk::new(&app, Role::Head);
    let page = invites(&mut head);
    assert_eq!((page.heading().as_str(), page.status), (PROVE, 422));
    let of_passkeys = "form#passkey, #passkey-off, script[src*=passkey]";
    assert!(page.text_of(of_passkeys).is_empty(), "{}", page.source);
    let page = invites(&mut lead);
    assert_eq!(page.text_of("form#passkey").len(), 1);
    assert_eq!(page.attributes("script[src*=passkey]", "src").len(), 1);
}

#[test]
fn an_answer_of_a_passkey_that_is_not_the_one_asked_for_does_nothing_and_loses_nothing() {
    let app = TestApp::spawn();
    let (mut lead, mut device) = lead_with_phone(&app);
    let mut at_home = AtDesk::new(&app, Role::DesignatedSafeguardingLead);
    let (mut head, mut of_head) = (AtDesk::new(&app, Role::Head), phone(&app));
    adds_passkey(&mut head, &mut of_head, "Head’s phone");

    let page = invites(&mut lead);
    let before = device.signs(&page);
    let page = invites(&mut lead);
    let elsewhere = invites(&mut at_home);
    let of_other_session = device.signs(&elsewhere);
    device.verifies = false;
    let unverified = device.signs(&page);
    device.verifies = true;
    let of_other_person = of_head.signs(&page);
    let nothing = before.iter().map(|(name, _)| (*name, String::new())).collect();
    let cases = [
        ("asked before", before),
        ("another session", of_other_session),
        ("nobody was asked who they are", unverified),
        ("another person", of_other_person),
        ("empty", nothing),
    ];
    let mut page = page;
    for (case, answered) in cases {
        page = sends(&mut lead, &page, &answered);
        assert!(page.errors()[0].starts_with(PASSKEY_REFUSED), "{case}: {:?}", page.errors());
        asks_and_keeps(&mut lead, &page);
        app.app.clock.advance_seconds(60);
    }
    // Nor one that comes too late, nor the same one twice.
    let late = device.signs(&page);
    app.app.clock.advance_seconds(6 * 60);
    let page = sends(&mut lead, &page, &late);
    assert!(page.errors()[0].starts_with(PASSKEY_REFUSED), "{:?}", page.errors());
    app.app.clock.advance_seconds(2 * 60);
    let answered = device.signs(&page);
    let done = sends(&mut lead, &page, &answered);
    assert!(done.has("The invitation is made."), "{}", done.text());
    app.app.clock.advance_seconds(6 * 60);
    let form = lead.open(paths::READERS);
    let page = lead.browser.press(&form, "Remove Ms Shah", &[]);
    let page = sends(&mut lead, &page, &answered);
    assert!(page.errors()[0].starts_with(PASSKEY_REFUSED), "{:?}", page.errors());
    assert!(section_of(&lead.open(paths::READERS), "Ms Shah").is_some());
}
