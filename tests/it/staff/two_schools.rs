//! Two schools on one service: every id of one, tried by every role of the other. The addresses
//! come from the service's own table, so that a new one cannot be forgotten here.

use ineedtotalk::domain::{CheckItem, Permission, Role};
use ineedtotalk::paths;

use super::at_desk::{AtDesk, Newcomer, phone_with};
use super::kiosks::adds;
use super::leave::away;
use super::passkeys::adds_passkey;
use crate::harness::{Device, Page, TestApp};
use crate::shape::routes::staff_routes_with_an_id;

/// What there is at Ashby.
struct Ashby<'a> {
    app: &'a TestApp,
    head: AtDesk<'a>,
    slip: String,
    /// The link of Ms Young, who has not enrolled.
    link: String,
    /// Mr Newman, who has enrolled and waits to be confirmed.
    newman: Newcomer<'a>,
    /// The id of the kiosk in their library.
    kiosk: String,
    /// And of a look at it that was signed.
    check: String,
    /// The id of the head's passkey.
    passkey: String,
    /// Days on which the head is away.
    leave: String,
}

impl<'a> Ashby<'a> {
    fn new(app: &'a TestApp) -> Self {
        app.browser_at(app.ashby.host).send_slip(&[("danger", "yes")]);
        let mut head = AtDesk::at(app, &app.ashby, Role::Head);
        head.sign_in();
        let slip = head.only_slip();
        let link = head.invites("Ms Young", "technician", "ict");
        head.invites("Mr Hall", "governor", "chair");
        let other = head.invites("Mr Newman", "second deputy", "deputy");
        let browser = app.browser_at(app.ashby.host);
        let newman = Newcomer::enrols_at(app, browser, "Mr Newman", &other);
        let kiosk = adds(&mut head, "Ashby library", &[]);
        let (revoke, _) = kiosk.page.form_of("Take back Ashby library now");
        let kiosk = revoke.split('/').nth_back(1).unwrap().to_owned();
        let check = signed_check(&mut head);
        let page = adds_passkey(&mut head, &mut Device::at(app.ashby.host), "Ashby phone");
        let (remove, _) = page.form_of("Remove : Ashby phone");
        let passkey = remove.split('/').nth_back(1).unwrap().to_owned();
        let page = away(&mut head, "2026-12-01", "2026-12-02");
        let (back, _) = page.form_of("Take it back : Mrs Byrne , Tuesday 1 December 2026");
        let leave = back.split('/').nth_back(1).unwrap().to_owned();
        Self { app, head, slip, link, newman, kiosk, check, passkey, leave }
    }

    /// The address with the id that it takes. Whoever adds one says here what its id is of.
    fn address(&mut self, path: &str) -> String {
        if path.starts_with(paths::ONE_SLIP) {
            return path.replace(paths::ONE_SLIP, &self.slip);
        }
        if path.starts_with(paths::KIOSKS) {
            return path.replace("{id}", &self.kiosk).replace("{check}", &self.check);
        }
        if path.starts_with(paths::PASSKEYS) {
            return path.replace("{id}", &self.passkey);
        }
        let of = match path {
            paths::ENROL => return self.link.clone(),
            paths::TAKE_BACK_LEAVE => return path.replace("{id}", &self.leave),
            paths::CONFIRM_READER => "Mr Newman",
            paths::INVITE_READER_AGAIN => "Mr Hall",
            paths::REMOVE_READER => "Mr Cole",
            paths::BEGIN_NEW_KEYS | paths::VOUCH_NEW_KEYS => "Ms Dunn",
            _ => panic!("{path} takes an id: of what?"),
        };
        let (remove, _) = self.head.open(paths::READERS).form_of(&format!("Remove {of}"));
        let id = remove.split('/').nth_back(1).unwrap();
        path.replace("{id}", id)
    }

    /// Everything that the forms of these addresses ask for, rightly filled in.
    fn filled(&mut self) -> Vec<(&'static str, String)> {
        let (_, confirm) = self.head.open(paths::READERS).form_of("Confirm Mr Newman");
        let seen = confirm.into_iter().find(|(name, _)| name == "seen").unwrap().1;
        let enrol = self.app.browser_at(self.app.ashby.host).visit(&self.link);
        let password = "kettle marble pigeon west".to_owned();
        vec![
            ("seen", seen),
            ("digits", self.newman.digits.clone()),
            ("reason", "dealt-with".to_owned()),
            ("because", "too-close".to_owned()),
            ("colleague", self.app.ashby.person(Role::Chair).id().as_str().to_owned()),
            ("with", self.slip.rsplit('/').next().unwrap().to_owned()),
            ("second-kind", "CD2".to_owned()),
            ("hold-reason", "The police asked for it.".to_owned()),
            ("message", "Are you safe now?".to_owned()),
            ("case-note", "Spoke to both.".to_owned()),
            ("body", "police".to_owned()),
            ("decision", "done".to_owned()),
            ("task", "Ring home".to_owned()),
            ("due", "2027-01-11".to_owned()),
            ("purge-reason", "It names the wrong person.".to_owned()),
            ("password", password.clone()),
            ("again", password),
            ("code", phone_with(&enrol).code_at(self.app.app.clock.now().0)),
            ("factor", enrol.field("factor").unwrap()),
            ("name", "Ashby library".to_owned()),
        ]
    }
}

/// The id of a look at the only kiosk, which this person signs.
fn signed_check(head: &mut AtDesk<'_>) -> String {
    let links = head.open(paths::KIOSKS).attributes("main a", "href");
    let check = links.into_iter().find(|link| link.ends_with("/check")).unwrap();
    let (page, password) = (head.open(&check), head.password.clone());
    let answers = CheckItem::ALL.map(|item| (item.as_str(), "yes"));
    let filled = [&answers[..], &[("password", password.as_str())]].concat();
    let signed = head.press(&page, "sign", &filled);
    let links = signed.attributes("#earlier ~ ul a", "href");
    links[0].rsplit('/').next().unwrap().to_owned()
}

/// Goes to an address with the token of one's own pages.
fn go(
    desk: &mut AtDesk<'_>,
    method: &str,
    address: &str,
    filled: &[(&'static str, String)],
) -> Page {
    if method == "get" {
        return desk.browser.open(address);
    }
    let mut fields = filled.to_vec();
    fields.push(("csrf", desk.token()));
    let answer = desk.browser.post(address, &fields);
    desk.proves(answer)
}

/// To whoever may do such a thing at their own school it is not here; to others it is not for them.
fn expected(role: Role, path: &str) -> u16 {
    let may = if path.starts_with(paths::READERS) {
        role.may(Permission::ManageReaders)
    } else if path.starts_with(paths::KIOSKS) {
        role.may(Permission::EnrolKiosks)
    } else {
        matches!(path, paths::ENROL | paths::REMOVE_PASSKEY) || role.may(Permission::ReadSlips)
    };
    if may { 404 } else { 403 }
}

#[test]
fn every_id_of_one_school_is_nothing_to_every_role_of_the_other() {
    let app = TestApp::build().with_second_school().spawn();
    let mut ashby = Ashby::new(&app);
    let mut routes = staff_routes_with_an_id();
    assert!(routes.len() >= 9, "{routes:?}");
    for role in Role::ALL {
        let mut person = AtDesk::new(&app, role);
        let filled = ashby.filled();
        for (method, path) in &routes {
            let page = go(&mut person, method, &ashby.address(path), &filled);
            assert_eq!(page.status, expected(role, path), "{} {method} {path}", person.name);
            for name in ["Young", "Hall", "Newman", "Cole", "Ashby"] {
                assert!(!page.has(name), "{} reads {name} at {path}", person.name);
            }
        }
    }

    // The same at their own school is done, so nothing above failed for another reason.
    let filled = ashby.filled();
    // Last, because afterwards the slip is taken up again, at another address, and then no longer there for them.
    for path in [paths::SPLIT, paths::LET_READ, paths::HAND_ON] {
        let (last, mut others): (Vec<_>, Vec<_>) =
            routes.into_iter().partition(|(_, other)| other == path);
        others.extend(last);
        routes = others;
    }
    for (method, path) in &routes {
        if path == paths::ASK_PURGE {
            // Held and asked for in the same second, a slip is kept.
            app.app.clock.advance_seconds(1);
        }
        let address = ashby.address(path);
        let cookies = ashby.head.browser.cookies.clone();
        let page = go(&mut ashby.head, method, &address, &filled);
        let done = match (method.as_str(), path.as_str()) {
            // This is no second case: `staff::split` has the story of one.
            (_, paths::PUT_BACK) => 409,
            ("get", _) => 200,
            // The words are on the page that answers, and nowhere else.
            (_, paths::NEW_KIOSK_WORDS) => 200,
            // To agree to a deletion is another reader's than whoever asked for it, and this slip has no
            // name to erase; nor did its pupil ask to hear back.
            (_, paths::CONFIRM_PURGE | paths::ERASE_NAME) => 409,
            (_, paths::ANSWER_PUPIL | paths::ANSWERS_READ) => 409,
            // She has made no new keys: `staff::new_keys` has the story of those that are vouched for.
            (_, paths::VOUCH_NEW_KEYS) => 409,
            // No task of that name is set: `staff::case` has the story of one that is.
            (_, paths::TASK_DONE) => 404,
            _ => 303,
        };
        let to = page.location.as_deref().unwrap_or_default();
        assert_eq!(page.status, done, "{method} {path}: {to} {}", page.text());
        if (method.as_str(), path.as_str()) == ("post", paths::LET_READ) {
            ashby.slip = page.location.unwrap();
        }
        // Whoever enrols gets a session of their own.
        ashby.head.browser.cookies = cookies;
    }
}
