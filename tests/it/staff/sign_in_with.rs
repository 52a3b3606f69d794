//! Readers sign in with their account at another provider, and the passphrase that unlocks their slips.

use diesel::prelude::*;
use ineedtotalk::crypto::random;
use ineedtotalk::db::schema::linked_accounts as rows;
use ineedtotalk::db::{DbError, Writer};
use ineedtotalk::domain::{Actor, Answers, Danger, Role};
use ineedtotalk::paths;

use super::at_desk::{AtDesk, SIGN_IN, TODAY, send};
use crate::harness::{Browser, Page, Provided, TestApp, TestProvider, wait};

pub const PASSPHRASE: &str = "Type your passphrase";
pub const LINK: &str = "Sign in with Microsoft 365";
const WORKS: &str = "okafor-7f3a";
/// The only cookie that a browser brings along from another site.
const BROUGHT_ALONG: &str = "__Host-provider";

/// Elmwood, whose staff may sign in with Microsoft 365.
pub fn elmwood() -> (TestApp, TestProvider) {
    let provider = TestProvider::start();
    let build = TestApp::build();
    (with_provider(build, &provider).spawn(), provider)
}

pub fn with_provider(
    build: crate::harness::Builder,
    provider: &TestProvider,
) -> crate::harness::Builder {
    let section = provider.section(build.folder());
    build.config(|config| config.sign_in_with = section)
}

/// Follows the link to the provider; the address there.
pub fn goes_there(browser: &mut Browser, from: &str) -> String {
    let page = browser.open(from);
    assert_eq!(page.status, 303, "{}", page.text());
    page.location.unwrap()
}

/// Arrives at an address by a redirect of the provider: without the cookies that are for our own pages.
pub fn arrives(browser: &mut Browser, path: &str) -> Page {
    let all = std::mem::take(&mut browser.cookies);
    let (brought, ours) = all.into_iter().partition(|(name, _)| name == BROUGHT_ALONG);
    browser.cookies = brought;
    let page = browser.visit(path);
    browser.cookies.extend(ours);
    page
}

/// There and back as the owner of this account.
pub fn comes_back(
    app: &TestApp,
    provider: &TestProvider,
    (browser, from): (&mut Browser, &str),
    subject: &str,
) -> Page {
    let sent_to = goes_there(browser, from);
    let back = provider.lets_in(&sent_to, subject, app.app.clock.now());
    arrives(browser, &back)
}

/// Links this account, from the page of one's own.
pub fn links(desk: &mut AtDesk<'_>, provider: &TestProvider, subject: &str) -> Page {
    let page = comes_back(desk.app, provider, (&mut desk.browser, paths::LINK_WITH), subject);
    assert_eq!(page.heading(), "Back from Microsoft 365", "{}", page.text());
    let page = desk.open(paths::LINKED_ACCOUNT);
    assert!(page.has(&format!("{subject}@elmwood.example")), "{}", page.text());
    desk.press(&page, "Link it", &[])
}

/// Elmwood's lead, who has linked their account, and is signed out.
pub fn linked_lead<'a>(app: &'a TestApp, provider: &TestProvider) -> AtDesk<'a> {
    let mut lead = AtDesk::new(app, Role::DesignatedSafeguardingLead);
    let page = links(&mut lead, provider, WORKS);
    assert!(page.has("The account is linked."), "{}", page.text());
    lead.sign_out();
    app.app.clock.advance_seconds(1);
    lead
}

/// To the provider, back, and with this passphrase.
pub fn signs_in(desk: &mut AtDesk<'_>, provider: &TestProvider, passphrase: &str) -> Page {
    let from = (&mut desk.browser, paths::SIGN_IN_WITH);
    let page = comes_back(desk.app, provider, from, WORKS);
    assert_eq!(page.heading(), PASSPHRASE, "{}", page.text());
    types(desk, &page, passphrase)
}

pub fn types(desk: &mut AtDesk<'_>, page: &Page, passphrase: &str) -> Page {
    desk.browser.press(page, "Sign in", &[("password", passphrase)])
}

#[test]
fn a_reader_signs_in_with_microsoft_365_and_their_passphrase_and_reads_a_slip() {
    let (app, provider) = elmwood();
    let (danger, words) = (Some(Danger::Yes), "They took my bag.".to_owned());
    send(&app, Answers { danger, words, ..Answers::default() });
    let mut lead = linked_lead(&app, &provider);
    let page = lead.open(paths::SIGN_IN);
    assert_eq!(page.text_of("a.btn"), [LINK]);
    assert_eq!(page.attributes("a.btn", "href"), [paths::SIGN_IN_WITH]);

    let passphrase = lead.password.clone();
    assert_eq!(signs_in(&mut lead, &provider, &passphrase).heading(), TODAY);
    assert_eq!(lead.browser.cookie(BROUGHT_ALONG), Some("left"));
    let slip = lead.only_slip();
    assert!(lead.opens(&slip).has("They took my bag."));
    let log = lead.open(paths::AUDIT_LOG);
    assert!(log.has("Signed in with Microsoft 365"), "{}", log.text());
    assert!(log.has("Linked an account to sign in with"), "{}", log.text());
    // The code works as before.
    lead.sign_out();
    assert_eq!(lead.sign_in().heading(), TODAY);
}

#[test]
fn an_account_that_nobody_linked_is_refused_like_a_wrong_passphrase() {
    let (app, provider) = elmwood();
    let mut lead = linked_lead(&app, &provider);
    let wrong = signs_in(&mut lead, &provider, "another passphrase");
    let mut stranger = AtDesk::before_signing_in(&app, Role::DesignatedSafeguardingLead);
    let from = (&mut stranger.browser, paths::SIGN_IN_WITH);
    let page = comes_back(&app, &provider, from, "somebody-else");
    let passphrase = lead.password.clone();
    let unknown = types(&mut stranger, &page, &passphrase);
    assert_eq!(wrong.status, 422);
    assert!(wrong.errors()[0].starts_with("We could not sign you in"), "{:?}", wrong.errors());
    assert_eq!((wrong.status, wrong.source), (unknown.status, unknown.source));
    assert_eq!(stranger.browser.cookie("__Host-staff"), None);
    // The passphrase can be typed again without going there again.
    let page = lead.open(paths::SIGN_IN_BACK);
    assert_eq!(types(&mut lead, &page, &passphrase).heading(), TODAY);
}

#[test]
fn an_account_alone_opens_nothing_and_neither_does_the_passphrase() {
    let (app, provider) = elmwood();
    let mut lead = linked_lead(&app, &provider);
    let passphrase = lead.password.clone();
    let form = lead.open(paths::SIGN_IN_BACK);
    assert_eq!(form.heading(), SIGN_IN, "nobody has come back");
    let page = lead.browser.post(paths::SIGN_IN_BACK, &[("password", passphrase.as_str())]);
    assert_eq!((page.status, page.heading()), (422, SIGN_IN.to_owned()));
    assert_eq!(signs_in(&mut lead, &provider, "").status, 422);
    assert_eq!(lead.open(paths::SLIPS).heading(), SIGN_IN);
    // Nor is it good for later.
    let page = lead.open(paths::SIGN_IN_BACK);
    app.app.clock.advance_seconds(5 * 60 + 1);
    let page = types(&mut lead, &page, &passphrase);
    assert_eq!((page.status, page.heading()), (422, SIGN_IN.to_owned()));
}

#[test]
fn who_comes_back_is_the_one_who_went_and_comes_back_once() {
    let (app, provider) = elmwood();
    let mut lead = linked_lead(&app, &provider);
    let passphrase = lead.password.clone();
    let sent_to = goes_there(&mut lead.browser, paths::SIGN_IN_WITH);
    let back = provider.lets_in(&sent_to, WORKS, app.app.clock.now());

    // The address of the return opens nothing in another browser, nor in one that asked something else.
    let mut thief = app.browser_at(app.elmwood.host);
    assert_eq!(arrives(&mut thief, &back).heading(), SIGN_IN);
    goes_there(&mut thief, paths::SIGN_IN_WITH);
    assert_eq!(arrives(&mut thief, &back).status, 422);
    let told = provider.heard().iter().filter(|it| it.contains("/token")).count();
    assert_eq!(told, 1, "the code never leaves for the provider: only the link's own did");

    assert_eq!(arrives(&mut lead.browser, &back).heading(), PASSPHRASE);
    let brought = lead.browser.cookie(BROUGHT_ALONG).unwrap().to_owned();
    let page = lead.open(paths::SIGN_IN_BACK);
    assert_eq!(types(&mut lead, &page, &passphrase).heading(), TODAY);
    lead.sign_out();
    assert_eq!(arrives(&mut lead.browser, &back).status, 422);
    // Whoever kept the cookie, and knows the passphrase, comes too late by one.
    lead.browser.cookies.retain(|(name, _)| name != BROUGHT_ALONG);
    lead.browser.cookies.push((BROUGHT_ALONG.to_owned(), brought));
    let page = lead.open(paths::SIGN_IN_BACK);
    assert_eq!(page.heading(), PASSPHRASE);
    assert_eq!(types(&mut lead, &page, &passphrase).status, 422);
}

#[test]
fn each_sign_in_is_a_new_session_and_whoever_planted_one_has_nothing() {
    let (app, provider) = elmwood();
    let mut lead = linked_lead(&app, &provider);
    let passphrase = lead.password.clone();
    let planted = data_encoding::BASE64URL_NOPAD.encode(&random::bytes::<32>().unwrap());
    lead.browser.cookies.push(("__Host-staff".to_owned(), planted.clone()));
    assert_eq!(signs_in(&mut lead, &provider, &passphrase).heading(), TODAY);
    assert_ne!(lead.browser.cookie("__Host-staff"), Some(planted.as_str()));
    let mut thief = app.browser_at(app.elmwood.host);
    thief.cookies.push(("__Host-staff".to_owned(), planted));
    assert_eq!(thief.visit(paths::STAFF).heading(), SIGN_IN);
}

#[test]
fn wrong_passphrases_are_slowed_with_wrong_passwords_of_the_same_account() {
    let (app, provider) = elmwood();
    let lead = linked_lead(&app, &provider);
    let mut elsewhere = AtDesk { browser: app.browser_at(app.elmwood.host), ..lead };
    for _ in 0..4 {
        elsewhere.try_to_sign_in("a wrong guess", "000000");
    }
    let page = signs_in(&mut elsewhere, &provider, "a wrong guess");
    assert_eq!(page.status, 422);
    let passphrase = elsewhere.password.clone();
    let page = types(&mut elsewhere, &page, &passphrase);
    assert_eq!(page.status, 429);
    assert!(page.has("Wait") && page.has("Nothing is locked."), "{}", page.text());
    app.app.clock.advance_seconds(60);
    assert_eq!(types(&mut elsewhere, &page, &passphrase).heading(), TODAY);
}

#[test]
fn the_provider_learns_that_somebody_signs_in_and_nothing_else() {
    let (app, provider) = elmwood();
    let slip = Answers { words: "They took my violin.".to_owned(), ..Answers::default() };
    send(&app, slip);
    let mut pupil = app.pupil();
    for path in [paths::SLIP, paths::HELP, paths::ABOUT, paths::REPLY, paths::SIGN_IN] {
        let page = pupil.visit(path);
        let policy = page.headers.iter().find(|(name, _)| name == "content-security-policy");
        assert!(policy.unwrap().1.contains("form-action 'self'"), "{policy:?}");
        assert!(!page.source.contains(&provider.issuer), "{path}");
        assert_eq!(pupil.cookie(BROUGHT_ALONG), None, "{path}");
    }
    assert!(provider.heard().is_empty(), "{:?}", provider.heard());

    let mut lead = linked_lead(&app, &provider);
    let passphrase = lead.password.clone();
    signs_in(&mut lead, &provider, &passphrase);
    let heard = provider.heard().join("\n");
    assert_eq!(
        heard.matches("HTTP/1.1").count(),
        4,
        "two codes, the document and the keys: {heard}"
    );
    for secret in [&passphrase, &lead.email, &lead.name, "violin", app.elmwood.id.as_str()] {
        assert!(!heard.contains(secret), "{secret}: {heard}");
    }
}

#[test]
fn without_a_provider_nothing_of_it_is_there() {
    let app = TestApp::spawn();
    let mut head = AtDesk::new(&app, Role::Head);
    assert!(
        !head
            .open(paths::ACCOUNT)
            .attributes("a", "href")
            .contains(&paths::LINKED_ACCOUNT.to_owned())
    );
    for path in
        [paths::LINKED_ACCOUNT, paths::LINK_WITH, paths::SIGN_IN_WITH, paths::SIGN_IN_RETURN]
    {
        assert_eq!(head.open(path).status, 404, "{path}");
    }
    head.sign_out();
    assert!(!head.open(paths::SIGN_IN).has("Sign in with "));
}

#[test]
fn a_link_that_somebody_moved_in_the_database_is_nobodys() {
    let (app, provider) = elmwood();
    let mut lead = linked_lead(&app, &provider);
    let (chair, school) = (app.person(Role::Chair).id().clone(), app.elmwood.id.clone());
    let moved = app.app.db.write(
        school,
        Actor::System,
        app.app.clock.now(),
        move |writer: &mut Writer<'_>| {
            diesel::update(rows::table)
                .set(rows::reader_id.eq(&chair))
                .execute(writer.connection())
                .map_err(DbError::from)
        },
    );
    assert_eq!(wait(moved).unwrap(), 1);
    let passphrase = app.person(Role::Chair).password;
    assert_eq!(signs_in(&mut lead, &provider, passphrase).status, 422);
}

#[test]
fn what_a_provider_sends_back_instead_of_a_code_signs_nobody_in() {
    let (app, provider) = elmwood();
    let mut lead = linked_lead(&app, &provider);
    provider.provides(Provided::Well);
    for wrong in [
        "",
        "?error=access_denied&state=S",
        "?code=C",
        "?state=S",
        "?code=C&state=",
        "?code=C&code=C&state=S",
        "?code=C&state=S&iss=https://evil.example",
        "?code=C&state=S&state=S",
    ] {
        let sent_to = goes_there(&mut lead.browser, paths::SIGN_IN_WITH);
        let back = provider.lets_in(&sent_to, WORKS, app.app.clock.now());
        let part = |name: &str| {
            back.split(['?', '&']).find_map(|it| it.strip_prefix(name)).unwrap().to_owned()
        };
        let query = wrong
            .replace("=C", &format!("={}", part("code=")))
            .replace("=S", &format!("={}", part("state=")));
        let page = arrives(&mut lead.browser, &format!("{}{query}", paths::SIGN_IN_RETURN));
        assert_eq!((page.status, page.heading()), (422, SIGN_IN.to_owned()), "{wrong}");
        assert!(page.has("Microsoft 365 did not say who you are"), "{wrong}: {}", page.text());
        // It is not there to be tried again.
        assert_eq!(arrives(&mut lead.browser, &back).status, 422, "{wrong}");
    }
}
