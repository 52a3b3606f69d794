//! A member of staff at their computer, with their phone beside them.

use data_encoding::BASE32_NOPAD;
use diesel::prelude::*;
use ineedtotalk::crypto::totp::TotpSecret;
use ineedtotalk::db::schema::outbox;
use ineedtotalk::db::{DbError, Writer};
use ineedtotalk::domain::{Actor, Answers, Danger, Language, Mode, Role, Tray};
use ineedtotalk::paths;
use ineedtotalk::rate_limit::Manner;
use ineedtotalk::services::ServiceError;
use ineedtotalk::services::send_slip::{OutgoingSlip, SentSlip, send_slip};

use crate::harness::{Browser, Page, SchoolStory, TestApp, wait};

/// Every open slip, and what a reader sees first.
pub const QUEUE: &str = "Slips to look at";
pub const TODAY: &str = "Needs someone today";
pub const SIGN_IN: &str = "Sign in to read slips";
/// What asks for the password and a new code before the more serious things.
pub const PROVE: &str = "Show that it is you";

pub struct AtDesk<'a> {
    pub app: &'a TestApp,
    pub browser: Browser,
    pub name: String,
    pub email: String,
    pub password: String,
    pub phone: TotpSecret,
}

impl<'a> AtDesk<'a> {
    /// Signed in.
    pub fn new(app: &'a TestApp, role: Role) -> Self {
        let mut desk = Self::before_signing_in(app, role);
        let page = desk.sign_in();
        assert_eq!(page.status, 200, "{:?}", page.errors());
        desk
    }

    pub fn before_signing_in(app: &'a TestApp, role: Role) -> Self {
        Self::at(app, &app.elmwood, role)
    }

    /// Of this school, before signing in.
    pub fn at(app: &'a TestApp, school: &SchoolStory, role: Role) -> Self {
        let person = school.person(role);
        Self {
            app,
            browser: app.browser_at(school.host),
            name: person.name().to_owned(),
            email: person.summary.email.as_str().to_owned(),
            password: person.password.to_owned(),
            phone: TotpSecret::from_bytes(person.second_factor.as_bytes()).unwrap(),
        }
    }

    /// Opens a page and goes where it leads.
    pub fn open(&mut self, path: &str) -> Page {
        self.browser.visit(path)
    }

    /// Presses a button and goes where that leads, past the page that asks for a proof where there is one.
    pub fn press(&mut self, page: &Page, button: &str, filled: &[(&str, &str)]) -> Page {
        let answer = self.browser.press(page, button, filled);
        let answer = self.proves(answer);
        self.browser.follow(answer)
    }

    /// Sends a form, whether or not a page holds it, and proves who they are where that is asked for.
    pub fn posts(&mut self, path: &str, fields: &[(&str, &str)]) -> Page {
        let answer = self.browser.post(path, fields);
        self.proves(answer)
    }

    /// Types the password and a code that was not used yet on the page that asks for them.
    pub fn proves(&mut self, page: Page) -> Page {
        if page.heading() != PROVE {
            return page;
        }
        self.app.app.clock.advance_seconds(30);
        let (password, code) = (self.password.clone(), self.code());
        self.proves_with(&page, &password, &code)
    }

    /// The same with these, to the first answer.
    pub fn proves_with(&mut self, page: &Page, password: &str, code: &str) -> Page {
        let typed = [("step-up-password", password), ("step-up-code", code)];
        self.browser.press_only(page, "Go on", &typed)
    }

    /// The code on the phone now.
    pub fn code(&self) -> String {
        self.phone.code_at(self.app.app.clock.now().0)
    }

    /// Waits for a code that was not used yet and signs in with it.
    pub fn sign_in(&mut self) -> Page {
        self.app.app.clock.advance_seconds(30);
        let (password, code) = (self.password.clone(), self.code());
        self.try_to_sign_in(&password, &code)
    }

    pub fn try_to_sign_in(&mut self, password: &str, code: &str) -> Page {
        let email = self.email.clone();
        let form = self.open(paths::SIGN_IN);
        let typed = [("email", email.as_str()), ("password", password), ("code", code)];
        self.press(&form, "Sign in", &typed)
    }

    pub fn sign_out(&mut self) -> Page {
        let page = self.open(paths::STAFF);
        let button = format!("Sign out {}", self.name);
        self.press(&page, &button, &[])
    }

    /// Invites somebody and returns the link that the page shows.
    pub fn invites(&mut self, name: &str, title: &str, roles: &str) -> String {
        let email = email_of(name);
        let mut typed = vec![("name", name), ("title", title), ("email", email.as_str())];
        typed.extend(roles.split(',').map(|role| ("roles", role)));
        let form = self.open(paths::READERS);
        let page = self.press(&form, "Invite", &typed);
        assert_eq!(page.status, 200, "{:?}", page.errors());
        let section = section_of(&page, name).unwrap();
        let link = section.split("/staff/enrol/").nth(1).unwrap();
        paths::enrol(link.split('<').next().unwrap())
    }

    /// Types the digits that the newcomer reads out.
    pub fn confirms(&mut self, name: &str, digits: &str) -> Page {
        let page = self.open(paths::READERS);
        self.press(&page, &format!("Confirm {name}"), &[("digits", digits)])
    }

    pub fn removes(&mut self, name: &str) -> Page {
        let page = self.open(paths::READERS);
        self.press(&page, &format!("Remove {name}"), &[])
    }

    /// The only slip on the list.
    pub fn only_slip(&mut self) -> String {
        let links = self.open(paths::SLIPS).attributes("tbody a", "href");
        assert_eq!(links.len(), 1, "{} sees {links:?}", self.name);
        links[0].clone()
    }

    /// Opens the seal of a slip, and reads what is said before one that may be about nudes.
    pub fn opens(&mut self, slip: &str) -> Page {
        let cover = self.open(slip);
        let page = self.press(&cover, "Open the slip", &[]);
        let button = "I have read this. Open the slip";
        if page.has_button(button) { self.press(&page, button, &[]) } else { page }
    }

    /// The token of this session's forms.
    pub fn token(&mut self) -> String {
        self.open(paths::STAFF).field("csrf").unwrap()
    }
}

/// Someone who has gone through the pages of a one-time link, and the digits on their last page.
pub struct Newcomer<'a> {
    pub desk: AtDesk<'a>,
    pub kit: String,
    pub digits: String,
}

impl<'a> Newcomer<'a> {
    pub fn enrols(app: &'a TestApp, name: &str, link: &str) -> Self {
        Self::enrols_at(app, app.pupil(), name, link)
    }

    pub fn enrols_at(app: &'a TestApp, mut browser: Browser, name: &str, link: &str) -> Self {
        let page = browser.visit(link);
        assert_eq!(page.heading(), format!("Welcome, {name}"));
        let phone = phone_with(&page);
        let password = format!("lantern gravel oboe {}", name.len());
        let code = phone.code_at(app.app.clock.now().0);
        let typed = [("password", password.as_str()), ("again", &password), ("code", &code)];
        let page = browser.press(&page, "Go on", &typed);
        assert_eq!(page.heading(), "3. Keep your recovery kit", "{:?}", page.errors());
        let kit = page.text_of(".code").concat();
        let page = browser.press(&page, "I have it on paper", &[("kit", &kit.to_lowercase())]);
        assert_eq!(page.status, 200, "{:?}", page.errors());
        let (name, email) = (name.to_owned(), email_of(name));
        let digits = page.text_of(".code").concat();
        Self { desk: AtDesk { app, browser, name, email, password, phone }, kit, digits }
    }
}

/// The authenticator app, with the key that the page shows as text.
pub fn phone_with(page: &Page) -> TotpSecret {
    let key = page.text_of("p.code").concat().replace(' ', "");
    TotpSecret::from_bytes(&BASE32_NOPAD.decode(key.as_bytes()).unwrap()).unwrap()
}

pub fn email_of(name: &str) -> String {
    format!("{}@elmwood.example", name.to_lowercase().replace(' ', "."))
}

/// What the page of readers says of one person.
pub fn section_of<'p>(page: &'p Page, name: &str) -> Option<&'p str> {
    page.source.split("<section").find(|section| section.contains(&format!("<bdi>{name}</bdi>, ")))
}

/// A slip of a pupil in danger, which its readers see at once.
pub fn urgent_slip(app: &TestApp, words: &str) -> SentSlip {
    let words = words.to_owned();
    send(app, Answers { danger: Some(Danger::Yes), words, ..Answers::default() })
}

pub fn send(app: &TestApp, answers: Answers) -> SentSlip {
    let draft_hash = ineedtotalk::crypto::random::bytes().unwrap();
    let outgoing = OutgoingSlip {
        draft_hash,
        answers,
        mode: Mode::More,
        language: Language::English,
        sentences: String::new(),
        passed_on: None,
        manner: Manner::ByHand,
        alike: None,
        tray: Tray::Normal,
    };
    wait(send_slip(&app.app.db, &app.app.sealing(), &app.elmwood.id, app.app.clock.now(), outgoing))
        .unwrap()
}

/// Changes Elmwood's rows as a job or the command line does.
pub fn write<T: Send + 'static>(
    app: &TestApp,
    change: impl FnMut(&mut Writer<'_>) -> Result<T, ServiceError> + Send + 'static,
) -> T {
    let now = app.app.clock.now();
    wait(app.app.db.write(app.elmwood.id.clone(), Actor::System, now, change)).unwrap()
}

/// Whom a notice waits for.
pub fn notified(app: &TestApp) -> Vec<String> {
    wait(app.app.db.across_schools(|connection| -> Result<_, DbError> {
        Ok(outbox::table.select(outbox::reader_id).distinct().load(connection)?)
    }))
    .unwrap()
}

pub fn forget_notices(app: &TestApp) {
    write(app, |writer| {
        diesel::delete(outbox::table).execute(writer.connection()).map_err(DbError::from)?;
        Ok(())
    });
}
