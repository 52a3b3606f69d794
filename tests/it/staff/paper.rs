//! Posters and slips on paper: for whoever is signed in, with the form's own words.

use ineedtotalk::domain::{Language, Mode, PaperKind, PaperOrder, PrintSize, Role};
use ineedtotalk::paths;

use super::at_desk::{AtDesk, SIGN_IN};
use crate::harness::{Page, TestApp};

/// Seven by five dots.
const PNG: &str = "89504e470d0a1a0a0000000d494844520000000700000005080200000006f8618f0000001149444154789c63\
    f8cff01f1331d0481400fc3645bb857c8f8b0000000049454e44ae426082";
/// Six by four.
const WEBP: &str = "524946461a000000574542505650384c0d0000002f05c00000e87f010ad0ff020000";
/// It says that it has six million dots.
const HUGE_PNG: &str = "89504e470d0a1a0a0000000d4948445200000bb8000007d00802000000dd70856d0000000049444154\
    35af061e";

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
        assert!(!form.has("own pictures"), "the school has none");
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

fn dots(file: &str) -> Vec<u8> {
    data_encoding::HEXLOWER.decode(file.as_bytes()).unwrap()
}

#[test]
fn a_schools_own_pictures_are_on_its_paper_and_staff_are_told_which_a_pdf_cannot_have() {
    let folder = tempfile::tempdir().unwrap();
    let mut damaged = dots(PNG);
    damaged[45] ^= 0xff;
    for (name, bytes) in [
        ("unkind.png", dots(PNG)),
        ("messages.webp", dots(WEBP)),
        ("eye.svg", b"<svg xmlns=\"http://www.w3.org/2000/svg\"/>".to_vec()),
        ("money.png", dots(HUGE_PNG)),
        ("hurt.png", damaged),
    ] {
        std::fs::write(folder.path().join(name), bytes).unwrap();
    }
    let symbols = Some(folder.path().to_owned());
    let app = TestApp::build().config(|config| config.symbols.folder = symbols).spawn();
    let mut desk = AtDesk::new(&app, Role::Deputy);
    let slips = slips(Mode::More, Language::English);
    for order in [slips, PaperOrder { kind: PaperKind::Poster, ..slips }] {
        let bytes = downloaded(&mut desk, order);
        for size in [["/Width 7", "/Height 5"], ["/Width 6", "/Height 4"]] {
            assert!(size.iter().all(|side| has(&bytes, side)), "{size:?}");
        }
        // Each once in the file, however often it is drawn; and no sheet fails by a damaged one.
        let images = bytes.windows(14).filter(|window| window == b"/Subtype/Image");
        assert_eq!(images.count(), 2);
    }
    let form = desk.open(paths::PAPER);
    assert!(form.has("in their place, or none: eye, money."), "{}", form.text());
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
