//! What the pages about the service say, to pupils, to parents and to people named in a slip.

use ineedtotalk::config::SchoolSection;
use ineedtotalk::domain::Mode;

use super::START;
use crate::harness::TestApp;

const PAGES: [&str; 4] = ["/about", "/about/privacy", "/about/parents", "/about/accessibility"];
const WORDS: &str = "They took my bag.";

#[test]
fn the_privacy_notice_says_what_is_set_and_a_pupil_comes_back_to_their_words() {
    let app = TestApp::build().config(|config| {
        (config.retention.recorded_days, config.retention.closed_days) = (45, 120);
        config.backup.folder = Some("/var/backups/ineedtotalk".into());
        config.backup.keep_days = 21;
        config.school.data_protection = Some("Mrs Jones, dpo@elmwood.example".to_owned());
    });
    let app = app.spawn();
    let mut pupil = app.pupil();
    let check = pupil.walk_to_check(&[("words", WORDS)]);
    let about = pupil.press(&check, "about", &[]);
    assert_eq!((about.path.as_str(), about.heading().as_str()), ("/about", "What this is"));

    let privacy = pupil.visit("/about/privacy");

    for said in [
        "We delete it at most 120 days later.",
        "45 days after it was closed as recorded",
        "that is 120 days",
        "up to 21 days more",
        "Elmwood School decides how slips are used",
        "Mrs Jones, dpo@elmwood.example",
    ] {
        assert!(privacy.has(said), "{said}: {}", privacy.text());
    }
    let check = pupil.visit(&about.attributes(".top a", "href").concat());
    assert!(check.has(WORDS), "{}", check.text());
}

#[test]
fn what_a_school_has_not_told_is_not_said() {
    let app = TestApp::spawn();
    for path in PAGES {
        let page = app.pupil().visit(path);
        for left_out in ["Questions and requests", "website", "days more"] {
            assert!(!page.has(left_out), "{path}: {}", page.text());
        }
    }
}

#[test]
fn each_school_is_named_on_its_own_pages_and_only_there() {
    let app = TestApp::build().with_second_school().config(|config| {
        config.school.website = Some("www.elmwood.example".to_owned());
        let ashby =
            SchoolSection { website: Some("www.ashby.example".to_owned()), ..Default::default() };
        config.school.at.insert("talk.ashby.example".to_owned(), ashby);
    });
    let app = app.spawn();
    for (host, own, other) in [
        (app.elmwood.host, ["Elmwood School", "www.elmwood.example"], ["Ashby", "www.ashby"]),
        (app.ashby.host, ["Ashby Academy", "www.ashby.example"], ["Elmwood", "www.elmwood"]),
    ] {
        for path in &PAGES[1..] {
            let page = app.browser_at(host).visit(path);
            assert!(own.iter().all(|it| page.has(it)), "{path}: {}", page.text());
            assert!(!other.iter().any(|it| page.has(it)), "{path}: {}", page.text());
        }
        assert!(app.browser_at(host).visit("/about").has(own[0]));
    }
}

#[test]
fn parents_and_pupils_see_who_reads_and_every_mode_says_it_in_its_own_words() {
    let app = TestApp::spawn();
    let parents = app.pupil().visit("/about/parents");
    let reader = app.elmwood.people.iter().find(|one| one.name() == "Mrs Okafor").unwrap();
    assert!(parents.has(reader.name()) && parents.has(reader.summary.title.as_str()));
    let said = Mode::ALL.map(|mode| {
        let mut pupil = app.pupil();
        let start = pupil.visit(&format!("/?mode={}", mode.as_str()));
        let about = pupil.press(&start, "about", &[]);
        assert!(about.has(reader.name()), "{mode:?}: {}", about.text());
        let privacy = pupil.visit("/about/privacy");
        assert_eq!(pupil.visit("/").heading(), START);
        (about.text_of(".slip > p").concat(), privacy.text_of(".list li").concat())
    });
    let different: std::collections::BTreeSet<_> = said.iter().collect();
    assert_eq!(different.len(), 4);
}

#[test]
fn with_no_room_for_another_draft_the_first_of_them_brings_every_word_back() {
    let app = TestApp::spawn();
    super::no_room::fill(&app);
    let mut pupil = app.pupil();
    let start = pupil.visit("/");
    let check = pupil.walk_on(start, &[("words", WORDS)]);
    let about = pupil.press(&check, "about", &[]);
    assert_eq!(about.heading(), "What this is");
    let leads: Vec<_> = about.attributes("main a", "href");
    assert_eq!(leads, Vec::<String>::new(), "a link would leave the words behind");
    let help = pupil.press(&about, "help", &[]);
    assert!(pupil.press(&help, "show", &[]).has(WORDS));
    assert!(pupil.press(&about, "show", &[]).has(WORDS));
}
