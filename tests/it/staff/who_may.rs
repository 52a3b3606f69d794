//! Who may do what: every address of staff, tried by everyone. The addresses are those of the route table and
//! whom each serves is the argument of its handler, so that a new one cannot be forgotten.

use ineedtotalk::domain::{Answers, Danger, Permission, Role};
use ineedtotalk::paths;

use super::at_desk::{AtDesk, Newcomer, send};
use crate::harness::{Browser, Page, TestApp};
use crate::shape::routes::{StaffRoute, staff_routes};

const NO_ID: &str = "00000000000000000000000000000000";

/// What somebody needs to be served.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Needs {
    Nothing,
    /// A session, locked or before enrolling is done.
    SomeSession,
    OpenSession,
    May(Permission),
}

fn needs(route: &StaffRoute) -> Needs {
    let Some(guard) = &route.guard else { return Needs::Nothing };
    match guard.as_str() {
        "SessionHolder" | "Enrolling" | "Proving" => Needs::SomeSession,
        "SignedIn" => Needs::OpenSession,
        "SlipReader" => Needs::May(Permission::ReadSlips),
        "ReaderManager" => Needs::May(Permission::ManageReaders),
        "PaperMaker" => Needs::May(Permission::MakePapers),
        "ServiceViewer" => Needs::May(Permission::SeeService),
        "KioskKeeper" => Needs::May(Permission::EnrolKiosks),
        other => panic!("{other}: whom does it let in?"),
    }
}

/// The routes that need a permission, and which.
pub fn guarded() -> Vec<(StaffRoute, Permission)> {
    let routes = staff_routes().into_iter();
    let guarded = routes.filter_map(|route| match needs(&route) {
        Needs::May(permission) => Some((route, permission)),
        Needs::Nothing | Needs::SomeSession | Needs::OpenSession => None,
    });
    let guarded: Vec<_> = guarded.collect();
    assert!(guarded.len() > 50, "{}", guarded.len());
    guarded
}

/// With an id that nothing has, in the place of each.
pub fn address(route: &StaffRoute, id: &str) -> String {
    let mut parts = route.address.split('/').collect::<Vec<_>>();
    for part in &mut parts {
        if part.starts_with('{') {
            *part = id;
        }
    }
    parts.join("/")
}

/// What somebody is told: a page, a file, or where to go.
struct Told {
    status: u16,
    location: Option<String>,
    content: Vec<u8>,
}

/// The same of somebody who proves who they are where that is asked for.
fn ask_of(person: &mut AtDesk<'_>, method: &str, address: &str, token: &str) -> Told {
    if method == "get" {
        return ask(&mut person.browser, method, address, token);
    }
    let Page { status, location, source, .. } = person.posts(address, &[("csrf", token)]);
    Told { status, location, content: source.into_bytes() }
}

fn ask(browser: &mut Browser, method: &str, address: &str, token: &str) -> Told {
    if method == "get" {
        let answer = browser.get(address);
        let location = answer.header("location").map(str::to_owned);
        return Told { status: answer.status, location, content: answer.body };
    }
    let Page { status, location, source, .. } = browser.post(address, &[("csrf", token)]);
    Told { status, location, content: source.into_bytes() }
}

#[test]
fn every_address_of_staff_serves_whom_the_permission_table_says_and_nobody_else() {
    let app = TestApp::spawn();
    for role in Role::ALL {
        let mut person = AtDesk::new(&app, role);
        let token = person.token();
        for (route, permission) in guarded() {
            let StaffRoute { method, address: of, .. } = &route;
            let status = ask_of(&mut person, method, &address(&route, NO_ID), &token).status;
            let is_served = !matches!(status, 401 | 403 | 405 | 500..);
            assert_eq!(is_served, role.may(permission), "{role:?} {method} {of}: {status}");
            let has_id = of.contains('{');
            assert!(!is_served || !has_id || status == 404, "{role:?} {method} {of}: {status}");
            // With no token of one's own page nothing is done for anybody.
            if *method == "post" {
                let forged = ask(&mut person.browser, method, &address(&route, NO_ID), "").status;
                assert_eq!(forged, 403, "{role:?} {method} {of}");
            }
        }
    }
}

#[test]
fn who_is_not_signed_in_or_locked_or_not_confirmed_is_led_to_where_that_ends() {
    let app = TestApp::spawn();
    let mut head = AtDesk::new(&app, Role::Head);
    let link = head.invites("Ms Young", "second deputy", "dsl");
    let young = Newcomer::enrols(&app, "Ms Young", &link);
    let mut locked = AtDesk::new(&app, Role::DesignatedSafeguardingLead);
    let page = locked.open(paths::STAFF);
    locked.press(&page, "Lock", &[]);

    let mut visitors = [
        (app.pupil(), paths::SIGN_IN),
        (locked.browser, paths::UNLOCK),
        (young.desk.browser, paths::STAFF),
    ];
    for (browser, leads_to) in &mut visitors {
        for (route, _) in guarded() {
            let answer = ask(browser, route.method, &address(&route, NO_ID), "");
            let found = (answer.status, answer.location.as_deref());
            assert_eq!(found, (303, Some(*leads_to)), "{} {}", route.method, route.address);
        }
    }
}

#[test]
fn a_slip_around_a_reader_is_to_them_as_one_that_is_not_there_at_every_address() {
    let app = TestApp::spawn();
    let hidden_from = [app.person(Role::OnlineSafetyOfficer).id().clone()].into();
    let (danger, words) = (Some(Danger::Yes), "It is about Mrs Okafor.".to_owned());
    send(&app, Answers { danger, words, hidden_from, ..Answers::default() });
    let id = app.slips()[0].id.clone();
    let mut officer = AtDesk::new(&app, Role::OnlineSafetyOfficer);
    let mut lead = AtDesk::new(&app, Role::DesignatedSafeguardingLead);
    let (token, of_lead) = (officer.token(), lead.token());
    let mut tried = 0;
    for (route, _) in guarded() {
        if !route.address.starts_with(paths::ONE_SLIP) {
            continue;
        }
        let (there, nowhere) = (address(&route, &id), address(&route, NO_ID));
        let around = ask_of(&mut officer, route.method, &there, &token);
        let none = ask_of(&mut officer, route.method, &nowhere, &token);
        assert_eq!((around.status, around.content), (404, none.content), "{there}");
        // To one of its readers it is there; of its tasks there is none that could be done.
        let status = ask_of(&mut lead, route.method, &there, &of_lead).status;
        assert!(status != 404 || route.address == paths::TASK_DONE, "{there}");
        tried += 1;
    }
    assert!(tried > 15, "{tried}");
}
