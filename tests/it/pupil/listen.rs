//! Pupils who listen: what is read aloud, and a school's own pictures and voices in the place of
//! ours.

use std::collections::BTreeSet;
use std::path::Path;

use ineedtotalk::app::App;
use ineedtotalk::clock::Clock;
use ineedtotalk::crypto::Cost;
use ineedtotalk::domain::{Language, Mode, Step};
use ineedtotalk::media::{mark, sentences};

use super::turn;
use crate::harness::{Answer, Browser, Page, TestApp};

const PICTURE: &[u8] = b"<svg xmlns=\"http://www.w3.org/2000/svg\"><script>alert(1)</script></svg>";
const RECORDING: &[u8] = b"\xff\xf3 a teacher's voice";
/// Everything on a slip that is read; `static/talk.js` has the same with what it leaves out.
const READ: &str =
    ".slip h1, .slip h2, .slip p:not(.long), .slip li, .choice label > span:last-child";

/// The marks in a sheet's first line.
fn marks(sheet: &Answer) -> BTreeSet<String> {
    let line = sheet.body.split(|byte| *byte == b'\n').next().unwrap();
    let line = std::str::from_utf8(line).unwrap();
    line.split(' ').map(|part| part.split_once(':').unwrap().0.to_owned()).collect()
}

fn sheet_of(page: &Page, pupil: &mut Browser) -> Answer {
    let addresses = page.attributes("button#listen[type=button][hidden]", "data-sound");
    assert_eq!(addresses.len(), 1, "{}", page.source);
    pupil.get(&addresses[0])
}

fn with_folder(section: &str, files: &[(&str, &[u8])]) -> (TestApp, tempfile::TempDir) {
    let folder = tempfile::tempdir().unwrap();
    for (name, bytes) in files {
        let path = folder.path().join(name);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, bytes).unwrap();
    }
    let path = Some(folder.path().to_owned());
    let app = TestApp::build().config(|config| match section {
        "symbols" => config.symbols.folder = path,
        _ => config.voices.folder = path,
    });
    (app.spawn(), folder)
}

/// How a sentence begins that says how many questions there are, which nobody can record.
const HOW_MANY: [&str; 2] = ["We ask", "Rydyn ni'n gofyn"];

/// A question, in a language and mode; in *Pictures* most are asked from the check page only.
fn question(app: &TestApp, language: Language, mode: Mode, step: Step) -> Option<Page> {
    let mut pupil = app.pupil();
    let start = pupil.visit(&format!("/?lang={}&mode={}", language.as_str(), mode.as_str()));
    if step == Step::Start {
        return Some(start);
    }
    pupil.press(&start, "next", &[]);
    let is_pictures = mode == Mode::Pictures;
    let answers = [
        ("danger", if step == Step::DoNow { "yes" } else { "no" }),
        ("group", if is_pictures { "tile-unkind" } else { "unkind" }),
        ("kind", "CD1"),
    ];
    match step {
        Step::KindWithin if is_pictures => None,
        Step::Danger | Step::DoNow | Step::Kind | Step::Check => {
            Some(pupil.walk_to(step.as_str(), &answers))
        }
        step if is_pictures && step.is_telling() => {
            let check = pupil.walk_to("check", &answers);
            let mut page = pupil.press(&check, "change-tell-who", &[]);
            while page.field("step").as_deref() != Some(step.as_str()) {
                page = pupil.press(&page, "next", &[]);
            }
            Some(page)
        }
        _ if is_pictures => {
            let check = pupil.walk_to("check", &answers);
            Some(pupil.press(&check, &format!("change-{}", step.as_str()), &[]))
        }
        _ => Some(pupil.walk_to(step.as_str(), &answers)),
    }
}

/// What a page reads aloud and its recordings leave out; names are not ours to record.
fn unheard(app: &TestApp, page: &Page) -> (usize, BTreeSet<String>) {
    let marks = marks(&sheet_of(page, &mut app.pupil()));
    let names = app.elmwood.people.iter();
    let names: Vec<_> = names.flat_map(|one| [one.name(), one.summary.title.as_str()]).collect();
    let is_ours = |sentence: &String| {
        sentence != ":"
            && !HOW_MANY.iter().any(|begun| sentence.starts_with(begun))
            && !names.iter().any(|name| sentence.contains(name))
    };
    let read = page.pieces_of(READ);
    let ours: Vec<_> = read.iter().flat_map(|text| sentences(text)).filter(is_ours).collect();
    let heard = ours.len();
    (heard, ours.into_iter().filter(|sentence| !marks.contains(&mark(sentence))).collect())
}

#[test]
fn every_sentence_of_ours_on_a_question_has_a_recording() {
    let app = TestApp::spawn();
    for language in [Language::English, Language::Welsh] {
        for mode in Mode::ALL {
            // This way asks for the place, so that telling with pictures does not; the last page is that
            // of everyone's turn and of practice.
            let steps = Step::ALL.into_iter();
            let steps = steps.filter(|step| !matches!(step, Step::TellWhere | Step::Done));
            let pages = steps.filter_map(|step| question(&app, language, mode, step));
            let (counts, missing): (Vec<_>, Vec<_>) =
                pages.map(|page| unheard(&app, &page)).unzip();
            assert!(counts.iter().sum::<usize>() > 60, "{language:?} {mode:?}: {counts:?}");
            let missing: BTreeSet<_> = missing.into_iter().flatten().collect();
            assert_eq!(missing, BTreeSet::new(), "{language:?} {mode:?}");
        }
    }
}

#[test]
fn every_sentence_of_ours_in_everyones_turn_has_a_recording_for_both_kinds() {
    let app = TestApp::spawn();
    for language in [Language::English, Language::Welsh] {
        for mode in Mode::ALL {
            let link = format!("/turn?lang={}&mode={}", language.as_str(), mode.as_str());
            for kind in ["tell", "none"] {
                let mut pupil = app.pupil();
                let start = pupil.visit(&link);
                let first = pupil.press(&start, "next", &[("way", kind)]);
                let mut pages = turn::walk(&mut pupil, first);
                pages.push(start);
                let missing = pages.iter().map(|page| unheard(&app, page).1);
                let missing: BTreeSet<_> = missing.flatten().collect();
                assert_eq!(missing, BTreeSet::new(), "{language:?} {mode:?} {kind}");
            }
        }
    }
}

#[test]
fn a_language_without_recordings_shows_no_button_that_would_play_some() {
    let app = TestApp::spawn();
    for language in [Language::Polish, Language::Arabic] {
        let start = app.pupil().visit(&format!("/?lang={}", language.as_str()));
        let buttons = "button#listen[type=button][hidden]";
        assert_eq!(start.attributes(buttons, "id"), ["listen"]);
        assert!(start.attributes(buttons, "data-sound").is_empty(), "{}", start.source);
    }
}

#[test]
fn one_file_has_every_recording_so_that_asking_for_it_tells_no_question() {
    let app = TestApp::spawn();
    let mut pupil = app.pupil();
    let addresses: BTreeSet<_> = ["start", "danger", "about", "words", "check"]
        .into_iter()
        .flat_map(|step| app.pupil().walk_to(step, &[]).attributes("#listen", "data-sound"))
        .collect();
    assert_eq!(addresses.len(), 1, "{addresses:?}");

    let sheet = pupil.get(addresses.first().unwrap());

    assert_eq!(sheet.status, 200);
    assert_eq!(sheet.header("content-type"), Some("application/octet-stream"));
    assert_eq!(sheet.header("cache-control"), Some("public, max-age=31536000, immutable"));
    assert_eq!(pupil.get("/media/en-GB-more.000000000000.voice").status, 404);
}

#[test]
fn a_school_s_own_recording_is_in_the_file_that_pages_ask_for() {
    let (app, _folder) = with_folder("voices", &[("en-GB/more/danger-yes.mp3", RECORDING)]);
    let mut pupil = app.pupil();
    let page = pupil.walk_to("danger", &[]);
    let own = sheet_of(&page, &mut pupil);
    let plain = TestApp::spawn();
    let ours = sheet_of(&plain.pupil().walk_to("danger", &[]), &mut plain.pupil());

    let has = |sheet: &Answer| sheet.body.windows(RECORDING.len()).any(|part| part == RECORDING);
    assert!(has(&own) && !has(&ours));
    assert_eq!(marks(&own), marks(&ours));
}

#[test]
fn a_school_s_own_picture_stands_in_the_place_of_ours_on_every_page() {
    let (app, _folder) = with_folder("symbols", &[("home.svg", PICTURE), ("slip.svg", PICTURE)]);
    let mut pupil = app.pupil();
    let page = pupil.walk_to("place", &[]);
    for picture in ["img.pic[alt=''][src^='/media/home.']", ".brand img.pic[src^='/media/slip.']"] {
        assert_eq!(page.attributes(picture, "src").len(), 1, "{}", page.source);
    }
    assert!(!page.source.contains("#home\"") && page.source.contains("#online\""));

    let picture = pupil.get(&page.attributes("img.pic[src*=home]", "src")[0]);

    assert_eq!(picture.body, PICTURE);
    assert_eq!(picture.header("content-type"), Some("image/svg+xml"));
    // Opened by itself, what is written in it runs no more than it does in a page.
    let policy = picture.header("content-security-policy").unwrap();
    assert!(policy.contains("script-src 'self';"), "{policy}");
}

#[test]
fn a_file_that_cannot_be_used_keeps_the_service_from_starting_and_is_named() {
    let app = TestApp::spawn();
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("hoem.png"), b"\x89PNG\r\n\x1a\n").unwrap();
    let told = |symbols: Option<&Path>, voices: Option<&Path>| {
        let mut config = app.config.clone();
        config.database.url = format!("sqlite://{}/new.sqlite", folder.path().display());
        config.symbols.folder = symbols.map(Path::to_owned);
        config.voices.folder = voices.map(Path::to_owned);
        App::open(&config, Clock::manual(app.app.clock.now()), Cost::for_tests())
            .map(|_| ())
            .unwrap_err()
            .to_string()
    };
    let of_picture = told(Some(folder.path()), None);
    assert!(of_picture.contains("hoem.png"), "{of_picture}");
    assert!(of_picture.contains("`ineedtotalk own pictures`"), "{of_picture}");
    let of_recording = told(None, Some(folder.path()));
    assert!(of_recording.contains("a recording's name ends in mp3"), "{of_recording}");
}
