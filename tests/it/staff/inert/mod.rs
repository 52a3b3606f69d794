//! Whatever anybody types is text wherever it comes to be seen. The forms and their fields are those of the
//! pages that the stories visit, so that a new field of theirs cannot be forgotten.

mod corpus;
mod forms;

use ineedtotalk::domain::Role;
use ineedtotalk::store::slips;
use ineedtotalk::{jobs, paths};

use self::corpus::{CORPUS, MARK, all_of_it, as_shown};
use self::forms::{Filler, text_fields};
use super::at_desk::{AtDesk, Newcomer, write};
use super::kiosks::{adds, types};
use super::retention::minute_passes;
use crate::harness::{Behaviour, Page, SmtpSink, TestApp, wait};

/// A name that is allowed, of somebody whom the school trusts.
const NAME: &str = "\"><zq7 onfocus='zq7()'>";
/// As many texts as a pupil has room for in each box.
const AT_ONCE: usize = 2;
/// More pages than any way has.
const PAGES_MAX: usize = 20;

struct Story<'a> {
    app: &'a TestApp,
    lead: AtDesk<'a>,
    filler: Filler,
}

impl<'a> Story<'a> {
    fn new(app: &'a TestApp) -> Self {
        let lead = AtDesk::new(app, Role::DesignatedSafeguardingLead);
        Self { app, lead, filler: Filler::default() }
    }

    /// The page, in which nothing of the corpus is alive.
    fn sees(&mut self, path: &str) -> Page {
        let page = self.lead.open(path);
        self.filler.look(&page);
        page
    }

    fn fills(&mut self, path: &str) {
        // So that no form of the page only comes as far as the one that asks who it is.
        let token = self.lead.token();
        self.lead.posts(paths::INVITE_READER, &[("csrf", &token)]);
        let page = self.sees(path);
        self.filler.fill(&mut self.lead.browser, &page);
    }

    fn presses(&mut self, page: &Page, button: &str, filled: &[(&str, &str)]) -> Page {
        let page = self.lead.press(page, button, filled);
        self.filler.look(&page);
        page
    }

    /// A reader whose name and post are of the corpus, and whom pupils are told of.
    fn trusts_somebody_of_such_a_name(&mut self) {
        let email = "named@elmwood.example";
        let typed = [("name", NAME), ("title", NAME), ("email", email), ("roles", "deputy")];
        let form = self.sees(paths::READERS);
        let page = self.presses(&form, "Invite", &typed);
        let link =
            page.text_of(".code").into_iter().find(|it| it.contains("/staff/enrol/")).unwrap();
        let link = paths::enrol(link.rsplit('/').next().unwrap());
        let mut browser = self.app.pupil();
        let welcome = browser.visit(&link);
        self.filler.fill(&mut browser, &welcome);
        let somebody = Newcomer::enrols_at(self.app, browser, NAME, &link);
        let list = self.sees(paths::READERS);
        let confirm = format!("Confirm {NAME}");
        let page = self.presses(&list, &confirm, &[("digits", &somebody.digits)]);
        assert!(page.has("The reader is confirmed.") && page.has(NAME), "{}", page.text());
        self.asks_them_to_stand_in();
    }

    fn asks_them_to_stand_in(&mut self) {
        let form = self.sees(paths::DAYS_AWAY);
        let names = form.text_of("select[name=cover] option");
        let which = names.iter().position(|name| name.starts_with(NAME)).unwrap();
        let cover = form.attributes("select[name=cover] option", "value")[which].clone();
        let typed = [("first", "2027-03-01"), ("last", "2027-03-05"), ("cover", cover.as_str())];
        let page = self.presses(&form, "Enter the days", &typed);
        assert!(page.text_of("section.panel p").concat().contains(NAME), "{}", page.text());
    }

    /// Writes a slip with this text wherever one can write, and takes the words to come back with.
    fn pupil_writes(&mut self, text: &str) -> Vec<String> {
        let mut pupil = self.app.pupil();
        let mut page = pupil.visit("/");
        for _ in 0..PAGES_MAX {
            self.filler.look(&page);
            if page.has_button("send") {
                break;
            }
            let fields = text_fields(&page);
            let mut filled: Vec<_> = fields.iter().map(|name| (name.as_str(), text)).collect();
            filled.push(("danger", "yes"));
            let again = page.has_button("next").then_some("next");
            page = pupil.press(&page, again.unwrap_or("show"), &filled);
        }
        let sent = pupil.press(&page, "send", &[]);
        self.filler.look(&sent);
        let code = pupil.press(&sent, "code-yes", &[]);
        assert_eq!(code.six_words().len(), 6, "{text:?}: {}", code.text());
        code.six_words()
    }

    /// Each page of a pupil's way with text in every field of it, hidden ones too.
    fn pupil_forges(&mut self, start: &str) {
        let mut pupil = self.app.pupil();
        let mut page = pupil.visit(start);
        for _ in 0..PAGES_MAX {
            self.filler.fill(&mut pupil.clone(), &page);
            if page.has_button("send") || !page.has_button("next") {
                break;
            }
            page = pupil.press(&page, "next", &[("danger", "no"), ("words", "Hello.")]);
        }
    }

    /// The lead works on a slip: every form of its page, as there come to be more, until it is closed and
    /// the lead asks to have it deleted.
    fn works_on(&mut self, slip: &str) {
        self.fills(slip);
        let page = self.sees(slip);
        for text in CORPUS {
            let count = page.text().matches(&as_shown(text)).count();
            assert!(
                count >= 4,
                "a note, a task, a decision, a message: {text:?} is seen {count} times"
            );
        }
        let (half, rest) = CORPUS.split_at(CORPUS.len() / 2);
        let (half, rest) = (half.join("\n"), rest.join("\n"));
        assert!(
            !page.has_button("Close the slip"),
            "one of the reasons to close it was a right one"
        );
        self.fills(slip);
        let page = self.sees(slip);
        // Acts in one second have no order.
        minute_passes(self.app);
        let page = match page.has_button("Lift the hold") {
            true => self.presses(&page, "Lift the hold", &[]),
            false => page,
        };
        minute_passes(self.app);
        let page = self.presses(&page, "Put it on hold", &[("hold-reason", &rest)]);
        minute_passes(self.app);
        let page = self.presses(&page, "Lift the hold", &[]);
        minute_passes(self.app);
        let page = self.presses(&page, "Ask to delete it", &[("purge-reason", &half)]);
        assert!(page.has("You asked to have it deleted now."), "{}", page.text());
        for (text, reason) in [(&rest, "hold"), (&half, "delete")] {
            let acts = page.text_of("#done ~ ol > li");
            let is_there = |act: &String| act.contains(reason) && act.contains(&as_shown(text));
            assert!(acts.iter().any(is_there), "{reason}: {text:?} is not in {acts:?}");
        }
    }
}

/// The program with a mail server and one kiosk; after so many slips of one network, the others are a rush.
fn app_and_mail() -> (TestApp, SmtpSink) {
    let sink = SmtpSink::start(Behaviour::Accept);
    let port = sink.port;
    let app = TestApp::build().limits(80, 1_000);
    (app.config(|config| config.mail.port = Some(port)).spawn(), sink)
}

fn slots_pass(app: &TestApp) {
    app.app.clock.advance_seconds(900);
    wait(jobs::run_due(&app.app)).unwrap();
    write(app, |writer| Ok(slips::move_intake(writer)?));
}

/// Each text as a slip, one of them answered by the lead; and as something that an adult passes on.
fn pupils_and_adults_write(story: &mut Story<'_>) -> Vec<String> {
    let texts = CORPUS.chunks(AT_ONCE).map(|some| some.join("\n"));
    let code = texts.map(|text| story.pupil_writes(&text)).last().unwrap();
    let mut adult = story.app.pupil();
    let form = adult.visit(paths::PASS_ON);
    assert!(form.has(NAME), "{}", form.text());
    story.filler.fill(&mut adult, &form);
    // Everyone's turn has the same pages, each held back until its time: that would take a minute.
    for start in [paths::SLIP, paths::PRACTICE, paths::HELP, paths::REPLY] {
        story.pupil_forges(start);
    }
    for path in [paths::SLIP, paths::ABOUT, paths::ABOUT_PRIVACY, paths::ABOUT_PARENTS] {
        let page = story.app.pupil().visit(path);
        story.filler.look(&page);
    }
    assert!(story.app.pupil().visit(paths::SLIP).has(NAME));
    code
}

/// The lead reads them all, and one from its first page to the wish to have it deleted.
fn readers_read(story: &mut Story<'_>, code: &[String]) {
    slots_pass(story.app);
    story.lead.sign_in();
    let list = story.sees(paths::SLIPS);
    let links = list.attributes("tbody a[href^='/staff/slips/']", "href");
    assert!(links.len() >= CORPUS.len() / AT_ONCE, "{links:?}");
    story.sees(&links[0]);
    let mut told = Vec::new();
    for slip in &links {
        let page = story.lead.opens(slip);
        story.filler.look(&page);
        told.push((slip.clone(), page.text()));
    }
    for text in CORPUS {
        let shown = as_shown(text);
        let whole = |(_, page): &&(String, String)| page.matches(&shown).count() >= 3;
        assert!(told.iter().any(|slip| whole(&slip)), "words, who and name: {text:?}");
    }
    let last = as_shown(CORPUS[CORPUS.len() - 1]);
    let of_code = |(slip, page): &(String, String)| page.contains(&last).then(|| slip.clone());
    let candidates: Vec<_> = told.iter().filter_map(of_code).collect();
    let answerable = |slip: &&String| story.lead.open(slip).has_button("Send to the pupil");
    let slip = candidates.iter().find(answerable).unwrap().clone();

    pupil_answers(story, &slip, code);
    story.works_on(&slip);
    let mut deputy = AtDesk::new(story.app, Role::Deputy);
    let page = deputy.opens(&slip);
    story.filler.look(&page);
    assert!(page.has_button("Delete it now") && page.has(NAME), "{}", page.text());
}

/// The lead writes to a pupil, who answers.
fn pupil_answers(story: &mut Story<'_>, slip: &str, code: &[String]) {
    let page = story.sees(slip);
    story.presses(&page, "Send to the pupil", &[("message", &all_of_it())]);
    let mut pupil = story.app.pupil();
    let asked = pupil.visit(paths::REPLY);
    let page = pupil.press(&asked, "open", &[("code", &code.join(" "))]);
    for text in CORPUS {
        assert!(page.has(&as_shown(text)), "{text:?} is not in {}", page.text());
    }
    story.filler.fill(&mut pupil, &page);
    slots_pass(story.app);
    let page = story.sees(slip);
    assert!(page.has_button("I have read this"), "{}", page.text());
}

/// What a script sends at once, and what two readers do with it.
fn a_rush_is_set_aside(story: &mut Story<'_>) {
    for number in 0..70 {
        let words = format!("{} says the same {number}{number}!", CORPUS[0]);
        let fields = [("step", "check"), ("go", "send"), ("danger", "no"), ("words", &words)];
        let page = story.app.pupil().post(paths::SLIP, &fields);
        story.filler.look(&page);
    }
    slots_pass(story.app);
    story.lead.sign_in();
    story.fills(paths::TRAY);
    let mut deputy = AtDesk::new(story.app, Role::Deputy);
    std::mem::swap(&mut story.lead, &mut deputy);
    let group = |story: &mut Story<'_>| {
        let tray = story.sees(paths::TRAY);
        let links = tray.attributes("tbody a", "href");
        links.into_iter().find(|link| link.contains("alike=")).unwrap()
    };
    for button in ["Ask another reader", "Agree and set"] {
        std::mem::swap(&mut story.lead, &mut deputy);
        let alike = group(story);
        let page = story.sees(&alike);
        let slip = page.attributes("tbody a", "href")[0].clone();
        let opened = story.lead.opens(&slip);
        story.filler.look(&opened);
        story.fills(&alike);
        let page = story.sees(&alike);
        let buttons = page.text_of("button");
        let pressed = buttons.into_iter().find(|it| it.starts_with(button));
        story.presses(&page, &pressed.unwrap_or_else(|| panic!("{}", page.text())), &[]);
    }
    story.fills(paths::TRAY_ASIDE);
    let aside = story.sees(paths::TRAY_ASIDE);
    let links = aside.attributes("tbody a", "href");
    links.iter().for_each(|link| drop(story.sees(link)));
    std::mem::swap(&mut story.lead, &mut deputy);
}

/// Kiosks, what is found at one, and the computer itself.
fn a_kiosk_is_made(story: &mut Story<'_>) {
    let words = adds(&mut story.lead, NAME, &[]).words;
    let mut computer = story.app.pupil();
    let form = computer.visit(paths::KIOSK);
    story.filler.fill(&mut computer, &form);
    let page = types(&mut computer, &words);
    assert!(page.has(NAME), "{}", page.text());
    for path in [paths::KIOSK, paths::SLIP, paths::HOME] {
        let page = computer.visit(path);
        story.filler.fill(&mut computer.clone(), &page);
    }
    story.fills(paths::KIOSKS);
    let list = story.sees(paths::KIOSKS);
    for text in CORPUS {
        assert!(list.has(&as_shown(&one_line(text))), "{text:?}: {}", list.text());
    }
    let links = list.attributes("main a", "href");
    let check = links.into_iter().find(|link| link.ends_with("/check")).unwrap();
    story.fills(&check);
}

/// What is left of the pages of staff.
fn the_rest_of_the_pages(story: &mut Story<'_>) {
    for path in [
        paths::READERS,
        paths::CALENDAR,
        paths::DAYS_AWAY,
        paths::PAPER,
        paths::PAPER_PAGE,
        paths::AUDIT_LOG,
        paths::SET_UP,
        paths::STAFF,
        paths::GUIDES,
        paths::SLIPS,
        paths::SLIPS_CLOSED,
    ] {
        story.fills(path);
    }
    let readers = story.sees(paths::READERS);
    for text in CORPUS {
        assert!(readers.has(&as_shown(&one_line(text))), "{text:?}: {}", readers.text());
    }
    let paper = story.lead.browser.get(paths::PAPER_PDF);
    assert!(paper.headers.iter().all(|(_, value)| !value.contains(MARK)), "{:?}", paper.headers);

    let mut browser = story.app.pupil();
    let form = browser.visit(paths::SIGN_IN);
    story.filler.fill(&mut browser, &form);
    let home = story.sees(paths::STAFF);
    let locked = story.presses(&home, "Lock", &[]);
    story.filler.fill(&mut story.lead.browser, &locked);
}

/// As a name keeps it, which is shown among other words.
fn one_line(typed: &str) -> String {
    let is_kept =
        |c: &char| (!c.is_control() || c.is_whitespace()) && !matches!(c, '\u{202e}' | '\u{2066}');
    typed.chars().filter(is_kept).collect()
}

#[test]
fn what_pupils_and_readers_write_is_text_wherever_it_is_seen_and_is_in_no_mail() {
    let (app, sink) = app_and_mail();
    let mut story = Story::new(&app);
    story.trusts_somebody_of_such_a_name();
    let code = pupils_and_adults_write(&mut story);
    readers_read(&mut story, &code);
    slots_pass(&app);
    let mails = sink.mails();
    assert!(!mails.is_empty());
    for mail in mails {
        assert!(!mail.raw.contains(MARK) && !mail.raw.contains("Bcc:"), "{}", mail.raw);
    }
}

#[test]
fn what_comes_in_a_rush_is_text_in_the_tray() {
    let app = TestApp::build().limits(1, 1_000).spawn();
    a_rush_is_set_aside(&mut Story::new(&app));
}

#[test]
fn what_is_typed_of_a_kiosk_and_at_one_is_text() {
    let app = TestApp::spawn();
    a_kiosk_is_made(&mut Story::new(&app));
}

#[test]
fn what_is_typed_into_the_other_forms_of_staff_is_text() {
    let app = TestApp::spawn();
    the_rest_of_the_pages(&mut Story::new(&app));
}
