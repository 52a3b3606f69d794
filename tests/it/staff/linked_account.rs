//! A reader links their account at another provider, and takes it away.

use ineedtotalk::domain::Role;
use ineedtotalk::paths;

use super::at_desk::{AtDesk, PROVE, TODAY};
use super::sign_in_with::{
    PASSPHRASE, comes_back, elmwood, linked_lead, links, signs_in, types, with_provider,
};
use crate::harness::{TestApp, TestProvider, count_notices};

const NONE: &str = "You have linked no account yet.";

fn lead(app: &TestApp) -> AtDesk<'_> {
    AtDesk::new(app, Role::DesignatedSafeguardingLead)
}

#[test]
fn a_reader_links_their_account_sees_which_it_is_and_takes_it_away() {
    let (app, provider) = elmwood();
    let mut lead = lead(&app);
    let page = lead.open(paths::ACCOUNT);
    assert!(page.attributes("main a", "href").contains(&paths::LINKED_ACCOUNT.to_owned()));
    let page = lead.open(paths::LINKED_ACCOUNT);
    assert!(page.has(NONE), "{}", page.text());
    assert_eq!(page.attributes("#link", "href"), [paths::LINK_WITH]);

    let told = count_notices(&app.app.db);
    let page = links(&mut lead, &provider, "okafor-7f3a");
    assert!(page.has("The account is linked."), "{}", page.text());
    let linked = "Linked on Tuesday 24 November 2026: okafor-7f3a@elmwood.example";
    assert!(page.has(linked), "{}", page.text());
    assert!(lead.open(paths::ACCOUNT).has("You linked an account to sign in with"));
    assert!(count_notices(&app.app.db) > told, "its owner is told by mail");

    let page = lead.open(paths::LINKED_ACCOUNT);
    let page = lead.press(&page, "Unlink it", &[]);
    assert!(page.has("The account is not linked any more.") && page.has(NONE), "{}", page.text());
    assert!(lead.open(paths::ACCOUNT).has("You unlinked the account to sign in with"));
    lead.sign_out();
    let passphrase = lead.password.clone();
    assert_eq!(signs_in(&mut lead, &provider, &passphrase).status, 422);
}

#[test]
fn a_screen_that_was_left_open_is_not_enough_to_link_or_unlink() {
    let (app, provider) = elmwood();
    let mut lead = lead(&app);
    let from = (&mut lead.browser, paths::LINK_WITH);
    comes_back(&app, &provider, from, "pupil-at-the-screen");
    let page = lead.open(paths::LINKED_ACCOUNT);
    let asked = lead.browser.press(&page, "Link it", &[]);
    assert_eq!(asked.heading(), PROVE);
    let mut again = AtDesk::new(&app, Role::DesignatedSafeguardingLead);
    assert!(again.open(paths::LINKED_ACCOUNT).has(NONE), "nothing is linked");

    links(&mut lead, &provider, "okafor-7f3a");
    app.app.clock.advance_seconds(6 * 60);
    let page = lead.open(paths::LINKED_ACCOUNT);
    assert_eq!(lead.browser.press(&page, "Unlink it", &[]).heading(), PROVE);
    assert!(lead.open(paths::LINKED_ACCOUNT).has("Linked on"));
}

#[test]
fn what_came_back_in_one_session_links_nothing_in_another_and_signs_nobody_in() {
    let (app, provider) = elmwood();
    let (mut lead, mut head) = (lead(&app), AtDesk::new(&app, Role::Head));
    let from = (&mut lead.browser, paths::LINK_WITH);
    comes_back(&app, &provider, from, "okafor-7f3a");
    let brought = lead.browser.cookie("__Host-provider").unwrap().to_owned();
    head.browser.cookies.push(("__Host-provider".to_owned(), brought));
    assert!(head.open(paths::LINKED_ACCOUNT).has(NONE));
    let fields = [("csrf", head.token())];
    let page = head.posts(paths::LINKED_ACCOUNT, &fields.each_ref().map(|(k, v)| (*k, v.as_str())));
    assert_eq!(page.status, 422);
    assert!(page.errors()[0].starts_with("Too long ago"), "{:?}", page.errors());
    // Nor is going there to sign in a way to link, or to link a way to sign in.
    let password = lead.password.clone();
    let page = lead.browser.post(paths::SIGN_IN_BACK, &[("password", password.as_str())]);
    assert_eq!(page.status, 422);
    let from = (&mut lead.browser, paths::SIGN_IN_WITH);
    assert_eq!(comes_back(&app, &provider, from, "okafor-7f3a").heading(), PASSPHRASE);
    assert!(lead.open(paths::LINKED_ACCOUNT).has(NONE));
}

#[test]
fn an_account_is_one_readers_alone_and_another_may_take_its_place() {
    let (app, provider) = elmwood();
    let mut lead = linked_lead(&app, &provider);
    let mut head = AtDesk::new(&app, Role::Head);
    let page = links(&mut head, &provider, "okafor-7f3a");
    assert_eq!(page.status, 422);
    assert!(page.errors()[0].contains("linked to somebody else"), "{:?}", page.errors());

    lead.sign_in();
    links(&mut lead, &provider, "okafor-new");
    lead.sign_out();
    let passphrase = lead.password.clone();
    assert_eq!(signs_in(&mut lead, &provider, &passphrase).status, 422, "the old one is gone");
    let from = (&mut lead.browser, paths::SIGN_IN_WITH);
    app.app.clock.advance_seconds(1);
    let page = comes_back(&app, &provider, from, "okafor-new");
    assert_eq!(types(&mut lead, &page, &passphrase).heading(), TODAY);
    // The one that is free now may be the head's.
    assert_eq!(links(&mut head, &provider, "okafor-7f3a").status, 200);
}

#[test]
fn an_account_that_is_linked_at_one_school_is_nobodys_at_another() {
    let provider = TestProvider::start();
    let app = with_provider(TestApp::build().with_second_school(), &provider).spawn();
    let lead = linked_lead(&app, &provider);
    let mut at_ashby = AtDesk { browser: app.browser_at(app.ashby.host), ..lead };
    let passphrase = at_ashby.password.clone();
    assert_eq!(signs_in(&mut at_ashby, &provider, &passphrase).status, 422);
}

#[test]
fn whoever_left_is_not_let_in_by_their_account() {
    let (app, provider) = elmwood();
    let mut lead = linked_lead(&app, &provider);
    let (passphrase, name) = (lead.password.clone(), lead.name.clone());
    let from = (&mut lead.browser, paths::SIGN_IN_WITH);
    let page = comes_back(&app, &provider, from, "okafor-7f3a");
    let mut head = AtDesk::new(&app, Role::Head);
    head.removes(&name);
    assert_eq!(types(&mut lead, &page, &passphrase).status, 422);
}
