//! Whoever sets a device up sees whether it is safe to write at. Nobody signs in on it.

use std::process::Command;

use ineedtotalk::domain::{CertificateFingerprint, Role};
use ineedtotalk::paths;

use crate::harness::{Page, TestApp};
use crate::staff::at_desk::AtDesk;

const SHOW: &str = "Show the result";
const FINGERPRINT: &str = "a7:b8:c9:d0:a7:b8:c9:d0:a7:b8:c9:d0:a7:b8:c9:d0:\
                           a7:b8:c9:d0:a7:b8:c9:d0:a7:b8:c9:d0:a7:b8:c9:d0";

fn row(page: &Page, number: usize) -> String {
    page.text_of("tbody tr")[number].clone()
}

#[test]
fn whatever_was_not_answered_is_not_known_and_each_finding_says_what_to_do() {
    let app = TestApp::spawn();
    let mut device = app.pupil();
    let test = device.visit(paths::DEVICE_TEST);
    assert_eq!(test.heading(), "Is this device safe to write at?");
    let (action, fields) = test.form_of(SHOW);
    let asked: Vec<_> =
        fields.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
    let unknown = ["back", "autofill", "spelling", "inspection"].map(|name| (name, "unknown"));
    assert_eq!((action.as_str(), asked.as_slice()), (paths::DEVICE_TEST_RESULT, &unknown[..]));

    let none = device.visit(paths::DEVICE_TEST_RESULT);
    assert!(none.has("Not all of it is known yet.") && none.has("Tuesday 24 November 2026"));
    assert_eq!(none.text_of("tbody .pill"), ["Not known"; 4]);
    assert!(row(&none, 3).contains("Ask whoever runs the filter"), "{}", row(&none, 3));

    let query = "?back=unsafe&autofill=safe&spelling=unsafe&inspection=unsafe";
    let some = device.visit(&format!("{}{query}", paths::DEVICE_TEST_RESULT));
    assert!(some.has("Let no pupil write here yet."), "{}", some.text());
    assert_eq!(some.text_of("tbody .pill"), ["Not safe", "Safe", "Not safe", "Not safe"]);
    for (number, told) in
        [(0, "Load the policies"), (1, "Nothing."), (2, "Switch it off"), (3, "Send the letter")]
    {
        assert!(row(&some, number).contains(told), "{told}: {}", row(&some, number));
    }
    let query = query.replace("=unsafe", "=safe");
    let all = device.visit(&format!("{}{query}", paths::DEVICE_TEST_RESULT));
    assert!(all.has("All four are safe. Pupils can write here."), "{}", all.text());
    let odd = device.visit(&format!("{}?back=%3Cb%3E&back=safe&x=1", paths::DEVICE_TEST_RESULT));
    assert_eq!(odd.text_of("tbody .pill"), ["Not known"; 4]);
    assert!(device.cookies.is_empty(), "it has no state: {:?}", device.cookies);
}

#[test]
fn nothing_that_is_typed_into_the_test_has_a_name_to_be_sent_under_and_its_box_is_a_pupils() {
    let app = TestApp::spawn();
    let mut device = app.pupil();
    let test = device.visit(paths::DEVICE_TEST);
    let boxes = "textarea, input:not([type=radio])";
    assert_eq!(test.attributes(boxes, "id").len(), 6);
    assert_eq!(test.attributes(boxes, "name"), Vec::<String>::new());
    assert_eq!(test.attributes("form", "autocomplete"), ["off"; 2]);

    let pupils = app.pupil().walk_to("words", &[]);
    for name in [
        "autocomplete",
        "autocapitalize",
        "autocorrect",
        "spellcheck",
        "writingsuggestions",
        "translate",
        "data-gramm",
        "data-gramm_editor",
        "data-enable-grammarly",
        "data-ms-editor",
        "data-lt-active",
        "data-1p-ignore",
        "data-lpignore",
        "data-bwignore",
        "dir",
    ] {
        let own = test.attributes("#back-words", name);
        assert_eq!((own.len(), &own), (1, &pupils.attributes("#words", name)), "{name}");
    }
    // What can be seen by script is said by script alone.
    assert_eq!(test.text_of(".notice:not([hidden])"), Vec::<String>::new());
    assert!(test.has("Script is off here, or did not come."), "{}", test.text());
}

#[test]
fn whoever_sets_a_device_up_compares_its_certificate_with_the_one_that_is_named() {
    let app = TestApp::spawn();
    let page = app.pupil().visit(paths::DEVICE_TEST);
    assert!(page.has("was not told its certificate’s fingerprint"), "{}", page.text());
    let named = CertificateFingerprint::parse(FINGERPRINT).unwrap();
    let app =
        TestApp::build().config(|it| it.server.certificate_fingerprints = vec![named]).spawn();
    let page = app.pupil().visit(paths::DEVICE_TEST);
    assert_eq!(page.text_of("p.code"), [FINGERPRINT.to_uppercase()]);

    let mut reed = AtDesk::new(&app, Role::IctAdministrator);
    let kiosks = reed.open(paths::KIOSKS);
    assert!(kiosks.attributes("main a", "href").contains(&paths::DEVICE_TEST.to_owned()));
}

#[test]
fn a_text_that_is_no_fingerprint_keeps_the_service_from_starting() {
    let doctor = Command::new(env!("CARGO_BIN_EXE_ineedtotalk"))
        .arg("doctor")
        .env("INEEDTOTALK_SERVER_PUBLIC_URL", "https://talk.elmwood.example")
        .env("INEEDTOTALK_SERVER_CERTIFICATE_FINGERPRINTS", "a7:b8")
        .output()
        .unwrap();
    let said = String::from_utf8(doctor.stdout).unwrap();
    assert!(said.contains("64 hexadecimal digits"), "{said}");
}
