//! A provider that is away, slow, wrong or wicked: it signs nobody in and keeps nobody out.

use ineedtotalk::paths;

use super::at_desk::{SIGN_IN, TODAY};
use super::sign_in_with::{arrives, elmwood, goes_there, linked_lead, signs_in};
use crate::harness::Provided;

/// Longer than what it shows to everybody is taken to be so still.
const AN_HOUR: i64 = 3_601;

#[test]
fn a_token_that_is_not_of_this_service_question_moment_or_provider_signs_nobody_in() {
    let (app, provider) = elmwood();
    let mut lead = linked_lead(&app, &provider);
    for provided in [
        Provided::OtherNonce,
        Provided::OtherAudience,
        Provided::Expired,
        Provided::SignedBySomebodyElse,
        Provided::NotSigned,
        Provided::NoToken,
    ] {
        provider.provides(provided);
        let sent_to = goes_there(&mut lead.browser, paths::SIGN_IN_WITH);
        let back = provider.lets_in(&sent_to, "okafor-7f3a", app.app.clock.now());
        let page = arrives(&mut lead.browser, &back);
        assert_eq!((page.status, page.heading()), (422, SIGN_IN.to_owned()), "{provided:?}");
        assert!(page.has("Microsoft 365 did not say who you are"), "{provided:?}");
        assert_eq!(lead.open(paths::SIGN_IN_BACK).heading(), SIGN_IN, "{provided:?}");
    }
    provider.provides(Provided::Well);
    let passphrase = lead.password.clone();
    assert_eq!(signs_in(&mut lead, &provider, &passphrase).heading(), TODAY);
}

#[test]
fn while_the_provider_is_away_slow_or_astray_readers_sign_in_as_ever() {
    let (app, provider) = elmwood();
    let mut lead = linked_lead(&app, &provider);
    for (provided, status) in [
        (Provided::Nothing, 503),
        (Provided::Silence, 503),
        (Provided::Redirects, 422),
        (Provided::WithoutTls, 422),
        (Provided::OtherIssuer, 422),
    ] {
        provider.provides(provided);
        app.app.clock.advance_seconds(AN_HOUR);
        let page = lead.browser.open(paths::SIGN_IN_WITH);
        assert_eq!((page.status, page.heading()), (status, SIGN_IN.to_owned()), "{provided:?}");
        assert!(page.has("below with your password and a code."), "{}", page.text());
        assert_eq!(lead.sign_in().heading(), TODAY, "{provided:?}");
        lead.sign_out();
    }
    assert!(
        provider.heard().iter().all(|it| !it.contains("/elsewhere")),
        "no redirect is followed"
    );
}

#[test]
fn keys_without_an_end_are_not_read_and_nobody_comes_back() {
    let (app, provider) = elmwood();
    let mut lead = linked_lead(&app, &provider);
    app.app.clock.advance_seconds(AN_HOUR);
    provider.provides(Provided::GiantKeys);
    let sent_to = goes_there(&mut lead.browser, paths::SIGN_IN_WITH);
    let back = provider.lets_in(&sent_to, "okafor-7f3a", app.app.clock.now());
    assert_eq!(arrives(&mut lead.browser, &back).status, 422);
}

#[test]
fn a_provider_that_signs_with_a_new_key_is_still_known() {
    let (app, provider) = elmwood();
    let mut lead = linked_lead(&app, &provider);
    let passphrase = lead.password.clone();
    provider.takes_a_new_key();
    assert_eq!(signs_in(&mut lead, &provider, &passphrase).heading(), TODAY);
}

#[test]
fn whoever_takes_too_long_at_the_provider_begins_again() {
    let (app, provider) = elmwood();
    let mut lead = linked_lead(&app, &provider);
    let sent_to = goes_there(&mut lead.browser, paths::SIGN_IN_WITH);
    app.app.clock.advance_seconds(10 * 60 + 1);
    let back = provider.lets_in(&sent_to, "okafor-7f3a", app.app.clock.now());
    let page = arrives(&mut lead.browser, &back);
    assert_eq!(page.status, 422);
    assert!(page.has("you came back too late"), "{}", page.text());
}
