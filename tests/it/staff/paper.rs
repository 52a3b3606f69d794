//! Posters and slips on paper: for whoever is signed in, with the form's own words.

use ineedtotalk::domain::{Language, Mode, PaperKind, PaperOrder, PrintSize, Role};
use ineedtotalk::paths;

use super::at_desk::{AtDesk, SIGN_IN};
use crate::harness::{Page, TestApp};

fn address(path: &str, order: PaperOrder) -> String {
    let PaperOrder { kind, size, mode, language } = order;
    let (kind, size) = (kind.as_str(), size.as_str());
    format!("{path}?kind={kind}&mode={}&lang={}&size={size}", mode.as_str(), language.as_str())
}

fn slips(mode: Mode, language: Language) -> PaperOrder {
    PaperOrder { kind: PaperKind::Slips, size: PrintSize::Usual, mode, language }
}

/// The bytes of a PDF, by whoever sits there.
fn downloaded(desk: &mut AtDesk<'_>, order: PaperOrder) -> Vec<u8> {
    let answer = desk.browser.get(&address(paths::PAPER_PDF, order));
    assert_eq!((answer.status, answer.header("content-type")), (200, Some("application/pdf")));
    let named = answer.header("content-disposition").unwrap_or_default();
    assert!(named.starts_with("attachment") && named.contains(&order.file_name()), "{named}");
    answer.body
}

fn has(bytes: &[u8], text: &str) -> bool {
    bytes.windows(text.len()).any(|window| window == text.as_bytes())
}

#[test]
fn whoever_is_signed_in_downloads_a_poster_and_slips_and_nobody_else_does() {
    let app = TestApp::spawn();
    for role in [Role::IctAdministrator, Role::DesignatedSafeguardingLead] {
        let mut desk = AtDesk::new(&app, role);
        let form = desk.open(paths::PAPER);
        assert_eq!(form.heading(), "Posters and slips");
        assert!(form.has_button("Download a PDF") && form.has_button("Open as a page to print"));
        for kind in PaperKind::ALL {
            let bytes =
                downloaded(&mut desk, PaperOrder { kind, ..slips(Mode::Short, Language::Polish) });
            assert!(bytes.starts_with(b"%PDF-1.7"));
            assert!(has(&bytes, "<pdfuaid:part>1</pdfuaid:part>"), "it says that it is PDF/UA");
            assert!(has(&bytes, "/Lang(pl)") || has(&bytes, "/Lang (pl)"), "and in which language");
        }
    }
    for path in [paths::PAPER, paths::PAPER_PAGE, paths::PAPER_PDF] {
        assert_eq!(app.pupil().visit(path).heading(), SIGN_IN, "{path}");
    }
}

#[test]
fn paper_has_the_questions_kinds_readers_and_numbers_of_the_form_in_every_mode_and_language() {
    let app = TestApp::spawn();
    let mut desk = AtDesk::new(&app, Role::IctAdministrator);
    for language in Language::ALL {
        for mode in Mode::ALL {
            let page = desk.open(&address(paths::PAPER_PAGE, slips(mode, language)));
            let paper = page.text();
            let link = format!("/?mode={}&lang={}", mode.as_str(), language.as_str());
            let start = app.pupil().visit(&link);
            let readers = start.text_of(".notes li");
            assert!(!readers.is_empty());
            for reader in readers {
                assert!(paper.contains(&reader), "{language:?} {mode:?}: {reader}");
            }
            let mut pupil = app.pupil();
            let kinds = kinds_of(&mut pupil, &link);
            assert!(kinds.len() >= 7, "{kinds:?}");
            let not_sure = pupil_says_not_sure(&kinds);
            for kind in kinds.iter().filter(|kind| Some(*kind) != not_sure.as_ref()) {
                assert!(paper.contains(kind), "{language:?} {mode:?}: {kind}");
            }
            assert!(paper.contains("999") && paper.contains("0800 1111"));
            assert!(
                paper.contains("talk.elmwood.example") || paper.contains("localhost"),
                "{paper}"
            );
        }
    }
}

/// What the form offers where it asks for the kind of worry.
fn kinds_of(pupil: &mut crate::harness::Browser, link: &str) -> Vec<String> {
    let start = pupil.visit(link);
    let danger = pupil.press(&start, "next", &[]);
    let mut page = pupil.press(&danger, "next", &[("danger", "no")]);
    if page.field("step").as_deref() == Some("about") {
        page = pupil.press(&page, "next", &[]);
    }
    assert_eq!(page.field("step").as_deref(), Some("kind"));
    labels(&page)
}

fn labels(page: &Page) -> Vec<String> {
    page.text_of(".choice label")
}

/// In *More words* and *All words* the last tile is "I am not sure", which on paper is no tick at all.
fn pupil_says_not_sure(kinds: &[String]) -> Option<String> {
    (kinds.len() > 8).then(|| kinds.last().cloned()).flatten()
}

#[test]
fn a_slip_stands_four_times_on_a_sheet_and_is_read_out_once() {
    let app = TestApp::spawn();
    let mut desk = AtDesk::new(&app, Role::Deputy);
    let order = slips(Mode::More, Language::English);
    let page = desk.open(&address(paths::PAPER_PAGE, order));
    assert_eq!(page.text_of(".sheet").len(), 2, "a front and a back");
    assert_eq!(page.text_of(".face").len(), 8);
    assert_eq!(page.text_of(".face[aria-hidden='true']").len(), 6);
    assert_eq!(page.attributes(".face:not([aria-hidden]) svg.qr", "aria-label").len(), 1);
    let large = PaperOrder { size: PrintSize::Large, ..order };
    assert_eq!(desk.open(&address(paths::PAPER_PAGE, large)).text_of(".face").len(), 2);
}

#[test]
fn the_other_schools_paper_names_its_own_readers() {
    let app = TestApp::build().with_second_school().spawn();
    let mut head = AtDesk::at(&app, &app.ashby, Role::Head);
    head.sign_in();
    let page = head.open(&address(paths::PAPER_PAGE, slips(Mode::All, Language::English)));
    assert!(page.has("Mr Cole") && page.has("talk.ashby.example"), "{}", page.text());
    assert!(!page.has("Mrs Okafor") && !page.has("talk.elmwood.example"));
}
