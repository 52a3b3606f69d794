//! Readers are invited, confirmed and removed, and the form is opened.

use ineedtotalk::db::DbError;
use ineedtotalk::domain::{Nation, Role};
use ineedtotalk::paths;
use ineedtotalk::store::outbox;

use super::at_desk::{AtDesk, Newcomer, QUEUE, SIGN_IN, section_of, urgent_slip};
use crate::harness::{TestApp, wait};

const WAITING: &str = "Another reader has to confirm you";

fn lead(app: &TestApp) -> AtDesk<'_> {
    AtDesk::new(app, Role::DesignatedSafeguardingLead)
}

#[test]
fn a_newcomer_reads_nothing_until_somebody_types_their_digits() {
    let app = TestApp::spawn();
    let mut lead = lead(&app);
    let link = lead.invites("Ms Young", "second deputy", "deputy");
    let mut young = Newcomer::enrols(&app, "Ms Young", &link);
    assert_eq!(young.desk.open(paths::SLIPS).heading(), WAITING);
    let sent = urgent_slip(&app, "Before she is confirmed.");
    assert!(
        !sent.readers.iter().any(|reader| reader.name.as_str().contains("Young")),
        "{:?}",
        sent.readers
    );

    let page = lead.confirms("Ms Young", "1234 5678 9012 3456 7890");
    assert_eq!(page.status, 422);
    assert!(page.text_of("p.err")[0].contains("These are not the digits"));
    assert!(!page.source.contains(&young.digits), "the page must not show what to type");
    assert_eq!(young.desk.open(paths::SLIPS).heading(), WAITING);

    let page = lead.confirms("Ms Young", &young.digits.replace(' ', "-"));
    assert!(page.has("The reader is confirmed."), "{}", page.text());
    assert!(young.desk.open(paths::SLIPS).has("There is no slip to look at."));
    let sent = urgent_slip(&app, "After.");
    assert!(
        sent.readers.iter().any(|reader| reader.name.as_str().contains("Young")),
        "{:?}",
        sent.readers
    );
    assert_eq!(young.desk.open(paths::SLIPS).attributes("tbody a", "href").len(), 1);
}

#[test]
fn staff_read_what_their_nation_calls_a_post_and_it_stands_where_no_title_was_typed() {
    let app = TestApp::build().config(|config| config.school.nation = Nation::NorthernIreland);
    let app = app.spawn();
    let mut lead = lead(&app);
    let page = lead.open(paths::READERS);
    for post in ["Principal", "Designated teacher for child protection", "ICT administrator"] {
        assert!(page.text_of("label.tick").contains(&post.to_owned()), "{post}");
    }
    assert!(section_of(&page, "Mr Price").unwrap().contains("Chair of the board of governors"));
    lead.invites("Ms Young", "", "deputy");
    let page = lead.open(paths::READERS);
    let heading = "h2[id^=person-] bdi:last-child";
    let shown = page.text_of(heading);
    let expected = "deputy designated teacher for child protection".to_owned();
    assert!(shown.contains(&expected), "{shown:?}");
}

#[test]
fn the_others_are_told_of_each_change() {
    let app = TestApp::spawn();
    let mut lead = lead(&app);
    let queued = || {
        let later = app.app.clock.now().plus_seconds(86_400);
        let due = app.app.db.read(app.elmwood.id.clone(), move |reader| -> Result<_, DbError> {
            outbox::list_due(reader, later, 100)
        });
        wait(due).unwrap().len()
    };
    assert_eq!(queued(), 0);
    let link = lead.invites("Ms Young", "second deputy", "deputy");
    let young = Newcomer::enrols(&app, "Ms Young", &link);
    lead.confirms("Ms Young", &young.digits);
    assert_eq!(queued(), 6, "everyone but who confirmed, the newcomer among them");

    app.app.clock.advance_seconds(3_600);
    lead.open(paths::STAFF);
    let password = lead.password.clone();
    let page = lead.open(paths::UNLOCK);
    lead.press(&page, "Unlock", &[("password", &password)]);
    lead.removes("Ms Young");
    assert_eq!(queued(), 10, "five more, and the leaver's is gone");
}

#[test]
fn a_removed_reader_is_out_at_once_and_slips_reach_the_others() {
    let app = TestApp::spawn();
    let (mut lead, mut deputy) = (lead(&app), AtDesk::new(&app, Role::Deputy));
    assert_eq!(deputy.open(paths::SLIPS).heading(), QUEUE);

    let page = lead.removes("Ms Shah");
    assert!(section_of(&page, "Ms Shah").is_none());
    assert_eq!(deputy.open(paths::SLIPS).heading(), SIGN_IN);
    assert_eq!(deputy.sign_in().status, 422);
    let sent = urgent_slip(&app, "Later.");
    assert!(!sent.readers.iter().any(|reader| reader.name.as_str().contains("Shah")));
    // The name is free again, for another account with other keys.
    lead.invites("Ms Shah", "deputy", "deputy");
}

#[test]
fn whoever_was_sealed_to_a_moment_ago_opens_nothing_sent_after_they_are_removed() {
    let app = TestApp::spawn();
    let mut lead = lead(&app);
    for words in ["Before.", "Also before."] {
        urgent_slip(&app, words);
    }
    let before = app.slips();
    let opens = |slip| app.elmwood.who_can_open(slip).contains(&"Ms Shah");
    assert!(before.iter().all(opens));

    lead.removes("Ms Shah");
    urgent_slip(&app, "After.");
    let after: Vec<_> =
        app.slips().into_iter().filter(|slip| before.iter().all(|old| old.id != slip.id)).collect();
    assert_eq!(after.len(), 1);
    assert!(!opens(&after[0]));
    assert!(app.elmwood.who_can_open(&after[0]).contains(&"Mr Lewis"));
}

#[test]
fn what_a_leaver_did_keeps_their_name() {
    let app = TestApp::spawn();
    let (mut lead, mut deputy) = (lead(&app), AtDesk::new(&app, Role::Deputy));
    urgent_slip(&app, "Help.");
    let slip = deputy.only_slip();
    deputy.opens(&slip);
    lead.removes("Ms Shah");
    assert!(lead.open(&slip).has("Ms Shah opened it"));
}

#[test]
fn the_reader_the_chain_began_with_can_leave_and_everyone_stays_confirmed() {
    let app = TestApp::spawn();
    // Mrs Okafor vouched for everyone.
    assert_eq!(app.elmwood.people[0].name(), "Mrs Okafor");
    let mut head = AtDesk::new(&app, Role::Head);
    let page = head.removes("Mrs Okafor");
    assert!(page.has("The account is removed."), "{}", page.text());

    let mut lead = lead(&app);
    assert_eq!(lead.open(paths::SLIPS).heading(), QUEUE);
    let sent = urgent_slip(&app, "After she left.");
    assert!(
        sent.readers.iter().any(|reader| reader.name.as_str().contains("Lewis")),
        "{:?}",
        sent.readers
    );
    let link = lead.invites("Ms Young", "online safety officer", "oso");
    let mut young = Newcomer::enrols(&app, "Ms Young", &link);
    lead.confirms("Ms Young", &young.digits);
    assert_eq!(young.desk.open(paths::SLIPS).heading(), QUEUE);
}

#[test]
fn whoever_was_confirmed_by_the_leaver_stays_confirmed_when_they_remove_them() {
    let app = TestApp::spawn();
    let mut lead = lead(&app);
    let link = lead.invites("Ms Young", "second safeguarding lead", "dsl");
    let mut young = Newcomer::enrols(&app, "Ms Young", &link);
    lead.confirms("Ms Young", &young.digits);

    young.desk.removes("Mr Lewis");
    assert_eq!(young.desk.open(paths::SLIPS).heading(), QUEUE);
    let sent = urgent_slip(&app, "After he left.");
    assert!(
        sent.readers.iter().any(|reader| reader.name.as_str().contains("Young")),
        "{:?}",
        sent.readers
    );
    let mut deputy = AtDesk::new(&app, Role::Deputy);
    assert_eq!(deputy.open(paths::SLIPS).heading(), QUEUE);
}

#[test]
fn nobody_removes_themself_and_only_managers_manage() {
    let app = TestApp::spawn();
    let (mut lead, mut head) = (lead(&app), AtDesk::new(&app, Role::Head));
    let page = head.open(paths::READERS);
    assert!(!page.has_button("Remove Dr Hughes") && page.has_button("Remove Mr Lewis"));
    let (own, _) = page.form_of("Remove Mr Lewis");
    let token = lead.token();
    let page = lead.posts(&own, &[("csrf", &token)]);
    assert_eq!(page.status, 409);
    assert!(page.has("Nobody can remove their own account."), "{}", page.text());

    for role in [Role::OnlineSafetyOfficer, Role::Deputy, Role::Chair, Role::IctAdministrator] {
        let mut person = AtDesk::new(&app, role);
        assert_eq!(person.browser.open(paths::READERS).status, 403, "{role:?}");
        let token = person.token();
        let (remove, _) = head.open(paths::READERS).form_of("Remove Mr Lewis");
        assert_eq!(person.browser.post(&remove, &[("csrf", &token)]).status, 403, "{role:?}");
    }
    assert_eq!(lead.open(paths::SLIPS).heading(), QUEUE, "nobody removed him");
}

#[test]
fn an_invitation_that_is_not_whole_comes_back_with_what_was_typed() {
    let app = TestApp::spawn();
    let mut lead = lead(&app);
    let form = lead.open(paths::READERS);
    let typed = [("name", ""), ("title", "head"), ("email", "not an address")];
    let page = lead.press(&form, "Invite", &typed);
    assert_eq!(page.status, 422);
    let errors = page.errors().join(" ");
    for expected in ["Type a name", "Type an email address", "Choose at least one role"] {
        assert!(errors.contains(expected), "{errors}");
    }
    assert_eq!(page.field("email").as_deref(), Some("not an address"));

    let taken = [
        ("name", "Other"),
        ("title", "head"),
        ("email", "SHAH@elmwood.example"),
        ("roles", "head"),
    ];
    let page = lead.press(&form, "Invite", &taken);
    assert!(page.errors()[0].contains("is here already"), "{:?}", page.errors());
}

#[test]
fn the_form_opens_only_when_every_slip_reaches_somebody() {
    let app = TestApp::build().not_live().spawn();
    let (mut lead, mut head) = (lead(&app), AtDesk::new(&app, Role::Head));
    head.removes("Mr Price");
    let page = lead.open(paths::SET_UP);
    assert!(page.has("Nobody is the chair of governors."), "{}", page.text());
    assert!(!page.has_button("Open the form to pupils"));
    let token = lead.token();
    let page = lead.browser.post(paths::GO_LIVE, &[("csrf", &token)]);
    assert_eq!(page.status, 422);
    assert!(page.has("The form is not open yet"));

    let link = lead.invites("Mr Quinn", "chair of governors", "chair");
    let mut quinn = Newcomer::enrols(&app, "Mr Quinn", &link);
    lead.confirms("Mr Quinn", &quinn.digits);
    let page = quinn.desk.open(paths::SET_UP);
    assert!(page.has("can open the form") && !page.has_button("Open the form to pupils"));
    let page = lead.open(paths::SET_UP);
    let page = lead.press(&page, "Open the form to pupils", &[]);
    assert!(page.has("The form is open"), "{}", page.text());
    assert_eq!(app.pupil().visit("/").heading(), "Tell us about a worry");

    // Whoever leaves a gap behind: both are said on one page.
    let page = head.removes("Mr Quinn");
    assert!(page.has("The account is removed."), "{}", page.text());
    assert!(page.has("Nobody is the chair of governors."), "{}", page.text());
}
