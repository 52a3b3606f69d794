//! `doctor` looks at the address that pupils open, as it is answered.

use std::net::TcpListener;
use std::process::{Command, Stdio};
use std::thread::JoinHandle;

use actix_web::dev::ServerHandle;
use ineedtotalk::config::ServerSection;
use ineedtotalk::domain::Host;
use ineedtotalk::web::{Server, Tls};

use super::doctor::ask;
use crate::harness::{TestApp, wait};
use crate::operator::make_certificate;

/// The school's service under these names, and this computer's own certificate.
fn service(hosts: &[&str]) -> TestApp {
    let hosts = hosts.iter().map(|host| (*host).to_owned()).collect();
    let app = TestApp::build().config(|config| config.server.hosts = hosts).spawn();
    make_certificate(app.folder.path(), "public", "localhost", 40);
    app
}

/// The same service where it speaks TLS itself.
struct OverTls {
    port: u16,
    handle: ServerHandle,
    thread: JoinHandle<()>,
}

impl OverTls {
    fn of(app: &TestApp) -> Self {
        let path = |name: &str| Some(app.folder.path().join(name));
        let (tls_certificate, tls_key) = (path("public.pem"), path("public.key"));
        let section = ServerSection { tls_certificate, tls_key, ..TestApp::server_section() };
        let tls = Tls::open(&section, &Host::parse("localhost").unwrap()).unwrap();
        let (sender, bound) = std::sync::mpsc::channel();
        let served = app.app.clone();
        let thread = std::thread::spawn(move || {
            actix_web::rt::System::new().block_on(async move {
                let server = Server::bind(served, ([127, 0, 0, 1], 0).into(), tls).unwrap();
                sender.send((server.address.port(), server.handle())).unwrap();
                server.run().await.unwrap();
            });
        });
        let (port, handle) = bound.recv().unwrap();
        Self { port, handle, thread }
    }

    fn stop(self) {
        wait(self.handle.stop(false));
        self.thread.join().unwrap();
    }
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
    let front = OverTls::of(&app);
    let none = line(&app, front.port, "answers 421: pupils find no page there");
    assert!(none.contains("WRONG"), "{none}");
    front.stop();
}

#[test]
fn an_address_that_answers_for_every_host_or_lets_browsers_come_without_https_is_named() {
    let app = service(&["localhost"]);
    let port = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
    // It has a page for whoever asks, and none of the service's headers.
    let mut proxy = Command::new("openssl")
        .args(["s_server", "-quiet", "-www", "-cert", "public.pem", "-key", "public.key"])
        .args(["-accept", &format!("127.0.0.1:{port}")])
        .current_dir(app.folder.path())
        .stdin(Stdio::piped())
        .stdout(Stdio::null())
        .spawn()
        .unwrap();
    while std::net::TcpStream::connect(("127.0.0.1", port)).is_err() {
        std::thread::sleep(std::time::Duration::from_millis(20));
    }
    let without_https = line(&app, port, "does not keep browsers to HTTPS");
    let for_others = line(&app, port, "answers for another host too");
    proxy.kill().unwrap();
    proxy.wait().unwrap();
    assert!(without_https.contains("WRONG"), "{without_https}");
    assert!(for_others.contains("WRONG"), "{for_others}");
}
