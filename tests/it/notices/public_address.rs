//! `doctor` looks at the address that pupils open, as it is answered.

use ineedtotalk::config::ServerSection;
use ineedtotalk::domain::Host;
use ineedtotalk::web::Tls;

use super::doctor::ask;
use crate::harness::{Running, TestApp};
use crate::operator::{StrangeFront, make_certificate};

/// The school's service under these names, and this computer's own certificate.
fn service(hosts: &[&str]) -> TestApp {
    let hosts = hosts.iter().map(|host| (*host).to_owned()).collect();
    let app = TestApp::build().config(|config| config.server.hosts = hosts).spawn();
    make_certificate(app.folder.path(), "public", "localhost", 40);
    app
}

/// The same service where it speaks TLS itself.
fn over_tls(app: &TestApp) -> Running {
    let path = |name: &str| Some(app.folder.path().join(name));
    let (tls_certificate, tls_key) = (path("public.pem"), path("public.key"));
    let section = ServerSection { tls_certificate, tls_key, ..TestApp::server_section() };
    let tls = Tls::open(&section, &Host::parse("localhost").unwrap()).unwrap();
    Running::start(app.app.clone(), tls)
}

/// The line of `doctor` about what pupils open at this port, which says this.
fn line(app: &TestApp, port: u16, said: &str) -> String {
    let url = format!("https://localhost:{port}");
    let (all, _) = ask(app, &[("INEEDTOTALK_SERVER_PUBLIC_URL", &url)], &[]);
    let found = all.lines().find(|line| line.contains(said));
    found.unwrap_or_else(|| panic!("{said:?} in:\n{all}")).to_owned()
}

#[test]
fn an_address_at_which_pupils_find_no_page_is_named_with_what_it_answers() {
    let app = service(&[]);
    let front = over_tls(&app);
    let none = line(&app, front.port, "answers 421: pupils find no page there");
    assert!(none.contains("WRONG"), "{none}");
}

#[test]
fn an_address_that_answers_for_every_host_or_lets_browsers_come_without_https_is_named() {
    let app = service(&["localhost"]);
    // It has a page for whoever asks, and none of the service's headers.
    let front = StrangeFront::start(app.folder.path(), "public");
    let without_https = line(&app, front.port, "does not keep browsers to HTTPS");
    let for_others = line(&app, front.port, "answers for another host too");
    assert!(without_https.contains("WRONG"), "{without_https}");
    assert!(for_others.contains("WRONG"), "{for_others}");
}
