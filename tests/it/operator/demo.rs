//! `ineedtotalk demo` with a school's own configuration. `tests/e2e/demo.py` uses it as a newcomer does.

use std::io::{BufRead, BufReader};
use std::process::{Child, Command, Stdio};
use std::sync::Arc;
use std::sync::atomic::AtomicU16;

use ineedtotalk::paths;

use crate::harness::{Browser, Page};
use crate::staff::kiosks::types;

const CONFIG: &str = r#"
[server]
public_url = "https://talk.elmwood.example"
[database]
url = "sqlite:///nowhere/slips.sqlite"
[secrets]
pepper_file = "/nowhere/pepper"
[mail]
host = "192.0.2.25"
from = "talk@elmwood.example"
[taxonomy]
"#;

#[test]
fn whoever_tries_out_a_file_that_is_wrong_is_told_so_and_nothing_is_left_behind() {
    let folder = tempfile::tempdir().unwrap();
    let (own, config) = (folder.path().join("own.toml"), folder.path().join("config.toml"));
    std::fs::write(&own, "edition = \"elmwood\"\nswitch_off = [\"SF1\"]\n").unwrap();
    std::fs::write(&config, format!("{CONFIG}file = {:?}\n", own.display().to_string())).unwrap();

    let demo = Command::new(env!("CARGO_BIN_EXE_ineedtotalk"))
        .arg("--config")
        .arg(&config)
        .args(["demo", "--port", "0"])
        .env("TMPDIR", folder.path())
        .output()
        .unwrap();

    let told = String::from_utf8(demo.stderr).unwrap();
    assert!(told.contains("SF1") && told.contains("may not be switched off"), "{told}");
    assert_eq!(demo.status.code(), Some(2));
    assert_eq!(
        std::fs::read_dir(folder.path()).unwrap().count(),
        2,
        "the file and the configuration"
    );
}

/// The program, ended with the test, whatever comes of it.
struct Demo(Child);

impl Drop for Demo {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

/// The text of each cell in the row of this person.
fn row_of(page: &Page, name: &str) -> Vec<String> {
    let rows = page.text_of("tbody tr").into_iter().zip(0..);
    let (_, at) = rows.into_iter().find(|(row, _)| row.starts_with(name)).unwrap();
    page.text_of(&format!("tbody tr:nth-child({}) td", at + 1))
}

#[test]
fn whoever_tries_it_out_makes_their_browser_a_kiosk_by_the_links_of_the_first_page() {
    let demo = Command::new(env!("CARGO_BIN_EXE_ineedtotalk"))
        .args(["demo", "--port", "0"])
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let mut demo = Demo(demo);
    let lines = BufReader::new(demo.0.stdout.take().unwrap()).lines();
    let begins = lines.map_while(Result::ok).find(|line| line.contains("Start here:")).unwrap();
    let port = begins.rsplit(':').next().unwrap().trim_end_matches("/demo").parse().unwrap();
    let mut browser = Browser::new(&format!("localhost:{port}"), Arc::new(AtomicU16::new(port)));

    let first = browser.visit(paths::DEMO);
    let links = first.attributes("main ol a", "href");
    for link in [paths::KIOSKS, paths::KIOSK, paths::DEVICE_TEST] {
        assert!(links.contains(&link.to_owned()), "{link}: {links:?}");
    }
    assert!(first.has("sign in as Sam Reed"), "{}", first.text());
    let [email, password, code, _] = row_of(&first, "Sam Reed").try_into().unwrap();
    let form = browser.visit(paths::KIOSKS);
    let typed = [("email", email.as_str()), ("password", &password), ("code", &code)];
    browser.press(&form, "Sign in", &typed);
    let kiosks = browser.visit(paths::KIOSKS);
    let shown = browser.press(&kiosks, "Add it and show its words", &[("name", "Library 1")]);
    let words = shown.text_of(".code-words li").join(" ");
    assert_eq!(types(&mut browser, &words).heading(), "This is Library 1");
    assert_eq!(browser.visit(paths::SLIP).heading(), "Hello");
    let tested = browser.visit(paths::DEVICE_TEST).heading();
    assert_eq!(tested, "Is this device safe to write at?");

    rustix::process::kill_process(
        rustix::process::Pid::from_child(&demo.0),
        rustix::process::Signal::INT,
    )
    .unwrap();
    assert!(demo.0.wait().unwrap().success());
}
