//! The head and the chair let a colleague in again who has lost everything, with the papers that they keep.

use diesel::prelude::*;
use ineedtotalk::crypto::PaperShare;
use ineedtotalk::crypto::school_recovery::{RecoveryPrivateKey, RecoveryPublicKey};
use ineedtotalk::db::DbError;
use ineedtotalk::db::schema::recovery_copies;
use ineedtotalk::domain::Role;
use ineedtotalk::paths;
use ineedtotalk::store::recovery_papers::{self, StoredPapers};

use super::at_desk::{
    AtDesk, PROVE, QUEUE, SIGN_IN, TODAY, forget_notices, notified, phone_with, urgent_slip, write,
};
use super::retention::audit_events;
use crate::harness::{Browser, Page, Person, TestApp, wait};

const WORDS: &str = "They wait for me at the gate.";
const MAKE: &str = "Make three papers";
const ON_PAPER: &str = "All three are on paper";
const COUNT: &str = "The new papers count";
const NONE: &str = "There are no recovery papers that count.";
const REFUSED: &str = "We could not do that.";
const KIT: &str = "3. Keep your recovery kit";
const NEW: &str = "violet anvil paper drum";
const LEAD: Role = Role::DesignatedSafeguardingLead;

fn types_all(desk: &mut AtDesk<'_>, page: &Page, typed: [&str; 3]) -> Page {
    let [one, two, three] = typed;
    desk.press(page, ON_PAPER, &[("paper-1", one), ("paper-2", two), ("paper-3", three)])
}

/// Prints three papers and types them again.
fn makes_papers(desk: &mut AtDesk<'_>) -> Vec<String> {
    let page = desk.open(paths::RECOVERY_PAPERS);
    let page = desk.press(&page, MAKE, &[]);
    let papers = page.text_of(".code");
    let page = types_all(desk, &page, [&papers[0], &papers[1], &papers[2]]);
    assert!(page.has(COUNT), "{:?}", page.errors());
    papers
}

/// Two papers, typed where nobody is signed in.
struct Typed<'a> {
    email: &'a str,
    papers: [&'a str; 2],
    password: &'a str,
}

impl Typed<'_> {
    fn at(&self, app: &TestApp, browser: &mut Browser) -> Page {
        let form = browser.visit(paths::RECOVER_BY_PAPERS);
        let code = phone_with(&form).code_at(app.app.clock.now().0);
        let [one, other] = self.papers;
        let typed = [("email", self.email), ("paper-1", one), ("paper-2", other), ("code", &code)];
        let twice = [("password", self.password), ("again", self.password)];
        browser.press(&form, "Go on", &[typed.as_slice(), &twice].concat())
    }
}

fn comes_back(app: &TestApp, email: &str, papers: [&str; 2]) -> Page {
    Typed { email, papers, password: NEW }.at(app, &mut app.pupil())
}

/// Whose keys are sealed to papers, of every school.
fn copied(app: &TestApp) -> Vec<String> {
    wait(app.app.db.across_schools(|connection| -> Result<_, DbError> {
        Ok(recovery_copies::table.select(recovery_copies::reader_id).load(connection)?)
    }))
    .unwrap()
}

/// What the account page says of the papers.
fn own_papers(desk: &mut AtDesk<'_>) -> String {
    desk.open(paths::ACCOUNT).text_of("section[aria-labelledby=papers] p").concat()
}

#[test]
fn head_and_chair_let_the_lead_in_again_who_lost_everything_and_her_slips_are_readable() {
    let app = TestApp::spawn();
    urgent_slip(&app, WORDS);
    let (mut lead, mut head) = (AtDesk::new(&app, LEAD), AtDesk::new(&app, Role::Head));
    let slip = lead.only_slip();
    assert!(own_papers(&mut lead).contains("has no recovery papers"));
    let papers = makes_papers(&mut head);
    assert_eq!(notified(&app).len(), 5, "everybody but the head");
    assert!(own_papers(&mut lead).contains("when you next sign in or unlock"));
    lead.sign_out();
    lead.sign_in();
    assert!(own_papers(&mut lead).contains("Any two of them let you in again"));
    assert!(head.open(paths::READERS).has("They help 2 of 6 readers now"));
    forget_notices(&app);

    let (mut home, email) = (app.pupil(), lead.email.clone());
    let typed = [papers[2].to_lowercase().replace(' ', "-"), papers[0].replace(' ', "")];
    let typed = Typed { email: &email, papers: [&typed[0], &typed[1]], password: NEW };
    let form = home.visit(paths::RECOVER_BY_PAPERS);
    let phone = phone_with(&form);
    let code = phone.code_at(app.app.clock.now().0);
    let twice = [("password", NEW), ("again", NEW), ("email", &email), ("code", &code)];
    let both = [("paper-1", typed.papers[0]), ("paper-2", typed.papers[1])];
    let page = home.press(&form, "Go on", &[&twice[..], &both].concat());
    assert_eq!(page.heading(), KIT, "{:?}", page.errors());
    let kit = page.text_of(".code").concat();
    assert_eq!(lead.open(paths::SLIPS).heading(), QUEUE, "nothing has changed yet");
    assert!(notified(&app).is_empty());
    let page = home.press(&page, "I have it on paper", &[("kit", &kit)]);
    assert_eq!(page.heading(), TODAY, "{:?}", page.errors());

    assert_eq!(notified(&app).len(), 6, "everybody, and the lead in case it was not her");
    assert_eq!(audit_events(&app, "reader.recovered-by-papers").len(), 1);
    assert_eq!(lead.open(paths::SLIPS).heading(), SIGN_IN, "the session of before has ended");
    assert_eq!(lead.sign_in().status, 422, "and so has the password");
    lead.password = NEW.to_owned();
    assert_eq!(lead.sign_in().status, 422, "and the phone");
    lead.phone = phone;
    assert_eq!(lead.sign_in().heading(), TODAY);
    assert!(lead.opens(&slip).has(WORDS));
    let old = app.person(LEAD).kit.groups().join(" ");
    for (kit, status) in [(old, 422), (kit, 200)] {
        app.app.clock.advance_seconds(30);
        let (mut browser, code) = (app.pupil(), lead.code());
        let form = browser.visit(paths::RECOVER);
        let typed = [("email", email.as_str()), ("kit", &kit), ("code", &code)];
        let typed = [&typed[..], &[("password", NEW), ("again", NEW)]].concat();
        assert_eq!(browser.press(&form, "Change the password", &typed).status, status, "{kit}");
    }

    // The papers are used up, and the page says so.
    assert!(head.open(paths::RECOVERY_PAPERS).has(NONE));
    assert!(copied(&app).is_empty());
    let page = comes_back(&app, &email, [&papers[0], &papers[1]]);
    assert!(page.errors()[0].starts_with(REFUSED), "{:?}", page.errors());
}

#[test]
fn one_paper_others_and_an_unknown_address_open_nothing_and_are_told_alike() {
    let app = TestApp::spawn();
    let mut head = AtDesk::new(&app, Role::Head);
    let papers = makes_papers(&mut head);
    let others = PaperShare::make_set().unwrap().map(|paper| paper.text().expose().clone());
    let email = head.email.clone();
    // Nobody has signed in as the deputy since.
    let deputy = app.person(Role::Deputy).summary.email.as_str();
    let cases = [
        (email.as_str(), [papers[0].as_str(), papers[0].as_str()]),
        (&email, [&papers[1], &others[0]]),
        (&email, [&others[0], &others[1]]),
        ("nobody@elmwood.example", [&papers[0], &papers[1]]),
        ("nobody", [&papers[0], &papers[1]]),
        (deputy, [&papers[0], &papers[1]]),
    ];
    let mut told = Vec::new();
    for (email, typed) in cases {
        app.app.clock.advance_seconds(60 * 60);
        let page = comes_back(&app, email, typed);
        assert_eq!(page.status, 422);
        assert_eq!(page.field("paper-1").as_deref(), Some(typed[0]), "it need not be typed again");
        assert_eq!(page.field("password").as_deref(), Some(""));
        told.extend(page.errors().first().cloned());
    }
    assert!(told[0].starts_with(REFUSED), "{told:?}");
    assert_eq!((told.len(), told.iter().all(|error| *error == told[0])), (6, true), "{told:?}");
    assert!(audit_events(&app, "reader.recovered-by-papers").is_empty());
    let page = comes_back(&app, &email, [&papers[0], &papers[1]]);
    assert_eq!(page.heading(), KIT, "the papers are good: {:?}", page.errors());
}

#[test]
fn each_paper_has_the_whole_address_at_the_schools_own_host_where_two_are_typed() {
    let app = TestApp::build().with_second_school().spawn();
    for school in [&app.elmwood, &app.ashby] {
        let mut head = AtDesk::at(&app, school, Role::Head);
        head.sign_in();
        let page = head.open(paths::RECOVERY_PAPERS);
        let printed = head.press(&page, MAKE, &[]).text_of(".printed");
        assert_eq!(printed.len(), 3);
        for paper in printed {
            let (_, address) = paper.split_once("https://").unwrap();
            let typed = address.strip_prefix(school.host).unwrap();
            let page = app.browser_at(school.host).visit(typed);
            assert_eq!(page.heading(), "Come back by two recovery papers", "{paper}");
        }
    }
}

#[test]
fn whoever_guesses_at_papers_soon_waits() {
    let app = TestApp::spawn();
    let others = PaperShare::make_set().unwrap().map(|paper| paper.text().expose().clone());
    let (mut stranger, email) = (app.pupil(), app.person(LEAD).summary.email.clone());
    let typed =
        Typed { email: email.as_str(), papers: [&others[0], &others[1]], password: "password1234" };
    let statuses: Vec<_> = (0..7)
        .map(|_| {
            let page = typed.at(&app, &mut stranger);
            assert!(!page.has("easy to guess"), "{}", page.text());
            page.status
        })
        .collect();
    assert_eq!(statuses, [422, 422, 422, 422, 422, 429, 429]);
}

#[test]
fn a_slip_of_typing_names_the_group_and_papers_count_once_all_three_are_typed() {
    let app = TestApp::spawn();
    let mut chair = AtDesk::new(&app, Role::Chair);
    let page = chair.open(paths::RECOVERY_PAPERS);
    let page = chair.press(&page, MAKE, &[]);
    let papers = page.text_of(".code");
    let wrong = |paper: &str| {
        let mut groups: Vec<String> = paper.split(' ').map(str::to_owned).collect();
        let other = if groups[3].starts_with('7') { "8" } else { "7" };
        groups[3].replace_range(..1, other);
        groups.join(" ")
    };
    let page = types_all(&mut chair, &page, [&papers[0], &wrong(&papers[1]), &papers[0]]);
    let errors = page.errors();
    assert_eq!((page.status, page.text_of(".code")), (422, papers.clone()));
    assert!(errors[0].starts_with("Group 4 is not as on the paper."), "{errors:?}");
    assert!(errors[2].starts_with("This is a whole paper, but not this one."), "{errors:?}");
    let page = types_all(&mut chair, &page, [&papers[0], &papers[1], ""]);
    assert!(page.errors()[0].contains("This has 0."), "{:?}", page.errors());
    assert!(chair.open(paths::RECOVERY_PAPERS).has(NONE), "until then there are none");
    assert!(copied(&app).is_empty());
    let page = types_all(&mut chair, &page, [&papers[0], &papers[1], &papers[2]]);
    assert!(page.has(COUNT) && page.has("Mr Price answers for them."), "{}", page.text());

    let email = chair.email.clone();
    let page = comes_back(&app, &email, [&papers[2], &wrong(&papers[1])]);
    assert!(page.errors()[0].starts_with("Group 4"), "{:?}", page.errors());
}

#[test]
fn papers_of_an_older_set_are_refused_and_everybodys_keys_are_sealed_to_the_new() {
    let app = TestApp::spawn();
    let (mut head, mut chair) = (AtDesk::new(&app, Role::Head), AtDesk::new(&app, Role::Chair));
    let old = makes_papers(&mut head);
    let email = head.email.clone();
    let mut home = app.pupil();
    let typed = Typed { email: &email, papers: [&old[0], &old[1]], password: NEW };
    let begun = typed.at(&app, &mut home);
    assert_eq!(begun.heading(), KIT);
    let new = makes_papers(&mut chair);
    let kit = begun.text_of(".code").concat();
    let page = home.press(&begun, "I have it on paper", &[("kit", &kit)]);
    assert_eq!(page.status, 409, "others were made meanwhile");
    assert!(page.has("The papers were used or replaced meanwhile."), "{}", page.text());
    assert_eq!(copied(&app), [app.person(Role::Chair).id().as_str()]);
    let page = head.open(paths::STAFF);
    let page = head.press(&page, "Lock", &[]);
    let password = head.password.clone();
    head.press(&page, "Unlock", &[("password", &password)]);
    assert_eq!(copied(&app).len(), 2, "the head has unlocked the screen");
    for (papers, status) in
        [([&old[0], &old[1]], 422), ([&old[0], &new[1]], 422), ([&new[0], &new[2]], 200)]
    {
        app.app.clock.advance_seconds(60 * 60);
        assert_eq!(comes_back(&app, &email, papers.map(String::as_str)).status, status);
    }
}

#[test]
fn a_row_put_into_the_database_by_hand_is_sealed_nobodys_keys() {
    let app = TestApp::spawn();
    let [one, other, _] = PaperShare::make_set().unwrap();
    let thief = RecoveryPrivateKey::of_papers(&one.join(&other).unwrap(), &app.elmwood.id).public();
    let another = RecoveryPublicKey::from_bytes(&app.ashby.id, &thief.to_bytes()).unwrap();
    let stranger = Person::invited("Mr X", "head", "head", "x@y.example");
    let (head, administrator) = (app.person(Role::Head), app.person(Role::IctAdministrator));
    let cases = [
        // Under a colleague's name, by a stranger, by one who may not, and for another school.
        (head.id(), thief.sign(&stranger.keys)),
        (administrator.id(), thief.sign(&stranger.keys)),
        (administrator.id(), thief.sign(&administrator.keys)),
        (head.id(), another.sign(&head.keys)),
    ];
    let mut lead = AtDesk::new(&app, LEAD);
    for (signed_by, signature) in cases {
        let (signed_by, public_key) = (signed_by.clone(), thief.to_bytes());
        let row = StoredPapers { public_key, signed_by, signature };
        write(&app, move |writer| Ok(recovery_papers::replace(writer, &row)?));
        lead.sign_out();
        assert_eq!(lead.sign_in().status, 200);
        assert!(copied(&app).is_empty());
        assert!(lead.open(paths::RECOVERY_PAPERS).has(NONE));
        assert!(own_papers(&mut lead).contains("has no recovery papers"));
    }
    // The same signed by one who may would have been taken.
    let (signed_by, signature) = (head.id().clone(), thief.sign(&head.keys));
    let row = StoredPapers { public_key: thief.to_bytes(), signed_by, signature };
    write(&app, move |writer| Ok(recovery_papers::replace(writer, &row)?));
    lead.sign_out();
    lead.sign_in();
    assert_eq!(copied(&app).len(), 1);
}

#[test]
fn when_whoever_made_the_papers_leaves_they_still_help_the_others_and_the_leaver_no_more() {
    let app = TestApp::spawn();
    let mut lead = AtDesk::new(&app, LEAD);
    let papers = makes_papers(&mut AtDesk::new(&app, Role::Head));
    AtDesk::new(&app, Role::Deputy);
    assert_eq!(copied(&app).len(), 2);
    let head = app.person(Role::Head);
    lead.removes(head.name());
    assert_eq!(copied(&app), [app.person(Role::Deputy).id().as_str()]);
    let email = app.person(Role::Deputy).summary.email.as_str();
    assert_eq!(comes_back(&app, head.summary.email.as_str(), [&papers[1], &papers[2]]).status, 422);
    assert_eq!(comes_back(&app, email, [&papers[1], &papers[2]]).heading(), KIT);
}

#[test]
fn a_screen_left_open_makes_no_papers_and_they_are_of_one_session_and_one_school() {
    let app = TestApp::build().with_second_school().spawn();
    let (mut head, mut chair) = (AtDesk::new(&app, Role::Head), AtDesk::new(&app, Role::Chair));
    let page = head.open(paths::RECOVERY_PAPERS);
    assert_eq!(head.browser.press(&page, MAKE, &[]).heading(), PROVE);
    let page = head.press(&page, MAKE, &[]);
    let papers = page.text_of(".code");
    let (_, fields) = page.form_of(ON_PAPER);
    let sealed = fields.into_iter().find(|(name, _)| name == "offered").unwrap().1;
    let typed =
        ["paper-1", "paper-2", "paper-3"].into_iter().zip(papers.iter().map(String::as_str));
    let token = chair.token();
    let own = [("csrf", token.as_str()), ("offered", &sealed)];
    let posted: Vec<_> = own.into_iter().chain(typed).collect();
    assert_eq!(chair.posts(paths::KEEP_PAPERS, &posted).status, 409, "they are the head's");
    app.app.clock.advance_seconds(6 * 60);
    let filled: Vec<_> = posted.iter().skip(2).copied().collect();
    let asked = head.browser.press(&page, ON_PAPER, &filled);
    assert_eq!(asked.heading(), PROVE, "six minutes have gone by");
    assert!(copied(&app).is_empty());
    let page = head.press(&page, ON_PAPER, &filled);
    assert!(page.has(COUNT), "{}", page.text());

    let mut ashby = AtDesk::at(&app, &app.ashby, Role::Head);
    ashby.sign_in();
    assert_eq!(copied(&app).len(), 1, "no key of the other school is sealed to them");
    let email = ashby.email.clone();
    let two = [papers[0].as_str(), papers[1].as_str()];
    let mut browser = app.browser_at(app.ashby.host);
    let there = Typed { email: &email, papers: two, password: NEW }.at(&app, &mut browser);
    assert!(there.errors()[0].starts_with(REFUSED), "{:?}", there.errors());
    for role in [Role::IctAdministrator, Role::Deputy, Role::OnlineSafetyOfficer] {
        let mut other = AtDesk::new(&app, role);
        let token = other.token();
        assert_eq!(other.posts(paths::NEW_PAPERS, &[("csrf", &token)]).status, 403, "{role:?}");
    }
    assert_eq!(comes_back(&app, &head.email, two).heading(), KIT);
}
