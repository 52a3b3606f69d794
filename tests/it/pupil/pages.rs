//! What holds for every page, those of failures among them. The harness holds each answer of every
//! test to the headers; here are the pages nobody comes to by pressing.

use crate::harness::{Answer, TestApp};

#[test]
fn every_failure_is_a_page_of_ours_with_help_and_leave() {
    let app = TestApp::spawn();
    let host = app.elmwood.host;
    let requests = [
        (404, format!("GET /nothing-here HTTP/1.1\r\nHost: {host}")),
        (404, format!("GET /static/nothing.css HTTP/1.1\r\nHost: {host}")),
        (404, format!("GET //etc/passwd HTTP/1.1\r\nHost: {host}")),
        (405, format!("DELETE / HTTP/1.1\r\nHost: {host}")),
        (405, format!("PUT /help HTTP/1.1\r\nHost: {host}\r\nContent-Length: 0")),
        (405, format!("POST /leave HTTP/1.1\r\nHost: {host}\r\nContent-Length: 0")),
        (421, "GET / HTTP/1.1\r\nHost: elsewhere.example".to_owned()),
        (421, "GET / HTTP/1.1\r\nHost: not a host".to_owned()),
    ];
    for (status, head) in requests {
        let request = format!("{head}\r\nConnection: close\r\n\r\n");
        let answer = app.pupil().send_raw(request.as_bytes()).unwrap();
        assert_eq!(answer.status, status, "{head}");
        assert_eq!(answer.header("content-type"), Some("text/html; charset=utf-8"), "{head}");
        assert_eq!(answer.header("cache-control"), Some("no-store"), "{head}");
        let page = String::from_utf8(answer.body).unwrap();
        for needed in ["999", "0800 1111", "href=\"/leave\"", "</html>"] {
            assert!(page.contains(needed), "{head}: no {needed} in {page}");
        }
    }
}

#[test]
fn a_method_that_an_address_has_not_is_answered_with_those_it_has() {
    let app = TestApp::spawn();
    let (post, both) = ("POST", "GET, HEAD, POST");
    let addresses = [("/", both), ("/help", both), ("/staff/sign-in", both), ("/staff/lock", post)];
    for (path, methods) in addresses {
        let host = app.elmwood.host;
        let request = format!("PATCH {path} HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n");
        let answer = app.pupil().send_raw(request.as_bytes()).unwrap();
        assert_eq!((answer.status, answer.header("allow")), (405, Some(methods)), "{path}");
    }
}

#[test]
fn a_monitor_that_asks_by_head_gets_the_answer_without_its_page() {
    let app = TestApp::spawn();
    for (status, path) in [(200, "/"), (200, "/help"), (200, "/health"), (404, "/nothing-here")] {
        let ask = |method: &str| {
            let host = app.elmwood.host;
            let head = format!("{method} {path} HTTP/1.1\r\nHost: {host}\r\nConnection: close");
            app.pupil().send_raw(format!("{head}\r\n\r\n").as_bytes()).unwrap()
        };
        let (head, get) = (ask("HEAD"), ask("GET"));
        assert_eq!((head.status, get.status), (status, status), "{path}");
        assert!(head.body.is_empty() && !get.body.is_empty(), "{path}");
    }
}

#[test]
fn what_is_not_http_is_closed_and_harms_nobody() {
    let app = TestApp::spawn();
    for bytes in [&b"\x16\x03\x01\x02\x00\x01\x00"[..], b"GET / HTTP/9.9\r\n\r\n", b"\r\n\r\n\0"] {
        app.pupil().send_bytes(bytes);
    }
    assert_eq!(app.pupil().visit("/").status, 200);
}

#[test]
fn the_only_cookie_is_the_drafts_and_the_first_page_needs_none() {
    let app = TestApp::spawn();
    let mut pupil = app.pupil();
    for path in ["/", "/help", "/away", "/icon.svg", "/health"] {
        assert_eq!(pupil.get(path).cookies().count(), 0, "{path}");
    }
    let start = pupil.visit("/");
    pupil.press(&start, "next", &[]);
    let names: Vec<_> = pupil.cookies.iter().map(|(name, _)| name.as_str()).collect();
    assert_eq!(names, ["__Host-draft"]);
}

#[test]
fn the_cookie_changes_with_every_step() {
    let app = TestApp::spawn();
    let mut pupil = app.pupil();
    let mut seen = std::collections::BTreeSet::new();
    let mut page = pupil.visit("/");
    for _ in 0..5 {
        page = pupil.press(&page, "next", &[("danger", "no")]);
        assert!(seen.insert(pupil.cookie("__Host-draft").unwrap().to_owned()));
    }
}

#[test]
fn the_address_and_the_title_tell_nobody_how_far_it_went() {
    let app = TestApp::spawn();
    let mut pupil = app.pupil();
    let mut page = pupil.visit("/");
    for _ in 0..9 {
        page = pupil.press(&page, "next", &[("danger", "no"), ("words", "secret words")]);
        assert_eq!(page.path, "/");
        let title = page.text_of("title").concat();
        assert!(!title.contains("secret") && !title.to_lowercase().contains("bully"), "{title}");
    }
}

#[test]
fn help_and_the_clock_are_there_without_a_school() {
    let app = TestApp::spawn();
    let mut anyone = app.browser_at("unknown.example");
    let help = anyone.visit("/help");
    assert_eq!(help.status, 200);
    assert!(help.has("999") && help.has("0800 1111") && help.has("116 123"));
    assert_eq!(anyone.visit("/away").status, 200);
}

fn answer_with(header: &str) -> Option<Answer> {
    let app = TestApp::spawn();
    let request =
        format!("GET /help HTTP/1.1\r\nHost: {}\r\nConnection: close\r\n\r\n", app.elmwood.host);
    let whole = app.pupil().send_bytes(request.as_bytes());
    Answer::from_bytes(&[b"HTTP/1.1 200 OK\r\n", header.as_bytes(), b"\r\n", &whole[17..]].concat())
}

#[test]
fn the_harness_takes_an_answer_as_it_should_be() {
    assert_eq!(answer_with("X-Other: 1").unwrap().status, 200);
}

#[test]
#[should_panic(expected = "__Host-other")]
fn the_harness_sees_another_cookie() {
    answer_with("Set-Cookie: __Host-other=1; HttpOnly; Secure; SameSite=Strict; Path=/");
}

#[test]
#[should_panic(expected = "Max-Age")]
fn the_harness_sees_a_cookie_that_lasts() {
    answer_with("Set-Cookie: __Host-draft=1; HttpOnly; Secure; SameSite=Strict; Path=/; Max-Age=9");
}

#[test]
#[should_panic(expected = "nginx")]
fn the_harness_sees_a_server_that_names_itself() {
    answer_with("Server: nginx");
}
