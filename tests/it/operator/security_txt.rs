//! Whom somebody who finds a weakness is told to tell.

use crate::harness::TestApp;

const PATH: &str = "/.well-known/security.txt";

#[test]
fn it_names_the_contact_for_less_than_a_year() {
    let app = TestApp::build()
        .config(|config| {
            config.server.security_contact = Some("mailto:ict@elmwood.example".to_owned());
        })
        .spawn();
    let answer = app.pupil().get(PATH);
    assert_eq!(answer.status, 200);
    assert_eq!(answer.header("content-type"), Some("text/plain; charset=utf-8"));
    assert_eq!(
        String::from_utf8_lossy(&answer.body),
        "Contact: mailto:ict@elmwood.example\n\
         Expires: 2027-09-20T00:00:00Z\n\
         Preferred-Languages: en\n\
         Canonical: https://talk.elmwood.example/.well-known/security.txt\n"
    );
    app.app.clock.advance_seconds(86_400);
    assert!(String::from_utf8_lossy(&app.pupil().get(PATH).body).contains("2027-09-21"));
}

#[test]
fn each_school_has_its_own_address_for_it() {
    let app = TestApp::build()
        .with_second_school()
        .config(|config| config.server.security_contact = Some("tel:+441632960000".to_owned()))
        .spawn();
    let text = app.browser_at(app.ashby.host).get(PATH).body;
    let canonical = format!("Canonical: https://{}{PATH}", app.ashby.host);
    assert!(String::from_utf8_lossy(&text).contains(&canonical));
}

#[test]
fn without_a_contact_it_is_not_there() {
    let app = TestApp::spawn();
    let page = app.pupil().open(PATH);
    assert_eq!(page.status, 404);
    assert!(page.has("999") && page.has("0800 1111"), "{}", page.text());
}
