//! Pupils of a school with kinds of worry of its own: in their words and language, with its pictures.

use std::path::{Path, PathBuf};
use std::process::Command;

use ineedtotalk::app::App;
use ineedtotalk::clock::Clock;
use ineedtotalk::crypto::Cost;
use ineedtotalk::domain::{Mode, Role};
use ineedtotalk::paths;

use crate::harness::TestApp;
use crate::staff::at_desk::AtDesk;

const PICTURE: &str = "<svg xmlns=\"http://www.w3.org/2000/svg\"><path d=\"M1 1\"/></svg>";

/// The tile that the school has switched off.
const MONEY_TILE: &str = "Money, or I clicked by mistake";

const OWN: &str = r#"
edition = "elmwood-2026"
switch_off = ["tile-money"]

[[change]]
code = "CD1"
words.more = "Being picked on online"
words_in.cy.more = "Pigo ar rywun ar-lein"

[[add]]
code = "EL1"
group = "money"
four_c = "conduct"
sub_risk = "misuse of the school's own tablets"
urgency = "same-day"
audience = ["online-safety"]
words.more = "Something about the school tablets"
staff_words = "School tablets"
next_steps = ["Ask the computing lead."]
signposts = ["Childline"]
symbol = "our-tablet"

[[add_tile]]
code = "tile-tablet"
words = "Something on my tablet"
symbol = "our-tablet"
urgency = "same-day"
stands_for = ["EL1", "CM2", "CM3"]
signposts = ["Childline"]
"#;

/// The school's file, and its folder of pictures with this one.
fn files(own: &str, picture: &str) -> (tempfile::TempDir, PathBuf, PathBuf) {
    let folder = tempfile::tempdir().unwrap();
    let (file, symbols) = (folder.path().join("elmwood.toml"), folder.path().join("symbols"));
    std::fs::write(&file, own).unwrap();
    std::fs::create_dir(&symbols).unwrap();
    std::fs::write(symbols.join(picture), PICTURE).unwrap();
    (folder, file, symbols)
}

fn elmwood() -> (TestApp, tempfile::TempDir) {
    let (folder, file, symbols) = files(OWN, "our-tablet.svg");
    let app = TestApp::build().config(|config| {
        (config.taxonomy.file, config.symbols.folder) = (Some(file), Some(symbols));
    });
    (app.spawn(), folder)
}

#[test]
fn a_small_child_presses_the_schools_own_tile_with_the_schools_own_picture() {
    let (app, _folder) = elmwood();
    let mut pupil = app.pupil();
    let start = pupil.visit("/?mode=pictures");
    let danger = pupil.press(&start, "next", &[]);
    let kind = pupil.press(&danger, "next", &[("danger", "no")]);
    let tiles = kind.attributes("input[name=group]", "value");
    assert_eq!((tiles.len(), tiles[6].as_str()), (8, "tile-tablet"));
    let pictures = kind.attributes("img.pic[src^='/media/our-tablet.']", "src");
    assert_eq!(pupil.get(&pictures[0]).body, PICTURE.as_bytes());
    let check = pupil.press(&kind, "next", &[("group", "tile-tablet")]);
    assert!(check.has("Something on my tablet"), "{}", check.text());
    pupil.press(&check, "send", &[]);
    let content = app.elmwood.content_of(&app.slips()[0]);
    assert_eq!(content.answers.group.unwrap().as_str(), "tile-tablet");
}

#[test]
fn a_pupil_who_reads_another_language_meets_the_schools_words_in_it_or_marked_as_english() {
    let (app, _folder) = elmwood();
    let english = "label [lang=en-GB][dir=ltr]";
    let new = ["Something about the school tablets"];
    // The check page, and the question of the kind.
    let reads = |language: &str, answers: &[(&str, &str)]| {
        let mut pupil = app.pupil();
        let start = pupil.visit(&format!("/?lang={language}"));
        let check = pupil.walk_on(start, answers);
        let group = pupil.press(&check, "change-kind", &[]);
        (pupil.press(&group, "next", &answers[..1]), check)
    };

    let (unkind, _) = reads("cy", &[("group", "unkind")]);
    assert!(unkind.has("Pigo ar rywun ar-lein"), "{}", unkind.text());
    assert_eq!(unkind.text_of(english), Vec::<String>::new());
    let (unkind, _) = reads("ar", &[("group", "unkind")]);
    assert_eq!(unkind.field("step").as_deref(), Some("kind-within"));
    assert!(!unkind.has("Being picked on online"), "ours stays: {}", unkind.text());
    assert_eq!(unkind.text_of(english), Vec::<String>::new());

    let (money, check) = reads("ar", &[("group", "money"), ("kind", "EL1")]);
    assert_eq!(money.text_of(english), new);
    assert_eq!(check.text_of("dd [lang=en-GB]"), new);
    let (money, _) = reads("en-GB", &[("group", "money")]);
    assert!(money.has(new[0]) && money.text_of(english).is_empty(), "{}", money.text());
}

#[test]
fn the_schools_posters_and_slips_have_its_own_tile_and_none_that_it_has_switched_off() {
    let (app, _folder) = elmwood();
    let usual = TestApp::spawn();
    for kind in ["poster", "slips"] {
        let printed = |app: &TestApp| {
            let mut desk = AtDesk::new(app, Role::IctAdministrator);
            let chosen = format!("kind={kind}&mode={}&lang=en-GB", Mode::Pictures.as_str());
            desk.open(&format!("{}?{chosen}", paths::PAPER_PAGE))
        };
        let (own, usual) = (printed(&app), printed(&usual));
        assert!(own.has("Something on my tablet"), "{}", own.text());
        let pictures = own.attributes("img[src^='/media/our-tablet.']", "src");
        assert!(!pictures.is_empty(), "with its own picture");
        assert!(!own.has(MONEY_TILE) && usual.has(MONEY_TILE), "{}", usual.text());
    }
}

#[test]
fn a_picture_that_is_nowhere_is_named_at_the_start_by_the_review_and_by_nobody_once_it_is_there() {
    let app = TestApp::spawn();
    let (folder, file, symbols) = files(OWN, "home.svg");
    let starts = || {
        let mut config = app.config.clone();
        config.database.url = format!("sqlite://{}/new.sqlite", folder.path().display());
        (config.taxonomy.file, config.symbols.folder) = (Some(file.clone()), Some(symbols.clone()));
        let opened = App::open(&config, Clock::manual(app.app.clock.now()), Cost::for_tests());
        opened.map(|_| ()).map_err(|told| told.to_string())
    };
    let told = starts().unwrap_err();
    assert!(told.contains("`our-tablet`") && told.contains("put our-tablet.svg into"), "{told}");
    assert!(reviewed(&file).unwrap_err().contains("`our-tablet`"));
    std::fs::write(symbols.join("our-tablet.svg"), PICTURE).unwrap();
    assert_eq!(starts(), Ok(()));
    std::fs::write(&file, OWN.replace("our-tablet", "devices")).unwrap();
    assert!(reviewed(&file).unwrap().contains("added     tile-tablet"));
    std::fs::write(&file, OWN.replace("words.more = \"Some", "words.short = \"Sexy")).unwrap();
    let told = reviewed(&file).unwrap_err();
    assert!(told.contains("EL1 (short, English)") && told.contains("say it otherwise"), "{told}");
}

/// What `ineedtotalk taxonomy diff` says of a file, without any configuration.
fn reviewed(file: &Path) -> Result<String, String> {
    let program = Command::new(env!("CARGO_BIN_EXE_ineedtotalk"))
        .args(["taxonomy", "diff"])
        .arg(file)
        .env_remove("INEEDTOTALK_CONFIG")
        .output()
        .unwrap();
    let text = |bytes| String::from_utf8(bytes).unwrap();
    if program.status.success() { Ok(text(program.stdout)) } else { Err(text(program.stderr)) }
}
