//! Whatever pupils and staff type, a page shows it as text in its place: no element, attribute or link
//! more than with plain words.

mod case_page;
mod kiosk_pages;
mod reader_pages;

use std::collections::BTreeSet;
use std::panic::AssertUnwindSafe;

use ineedtotalk::domain::{
    Answers, Appearance, Away, CodeProblem, Danger, Day, EmailAddress, Language, Nation,
    NextReading, Pastime, PupilAnswer, ReaderId, ReaderName, ReaderSummary, ReaderTitle,
    ReplyTrouble, ReplyVisit, Roles, SlipId, StaffMessage, Step, Taxonomy, Timestamp, Typed,
    Urgency, Way,
};
use ineedtotalk::i18n::Words;
use ineedtotalk::media::Media;
use ineedtotalk::views::pupil::{KeptPage, Problem, ReplyContent, ReplyPage, StepPage};
use ineedtotalk::views::staff::{SkimPage, Skimmed};
use ineedtotalk::views::{Frame, StaffFrame, pupil_document, staff_document};
use scraper::{Html, Node};

use super::text;

/// Text that has been dangerous somewhere, for guessing to begin from.
const HOSTILE: [&str; 8] = [
    "<script>alert(1)</script>",
    "\"><img src=x onerror=y>",
    "</textarea><a href=//e.example>",
    "' onfocus='x",
    "javascript:x",
    "&lt;b&gt; &amp;#60;",
    "\u{202e}<b>\u{2066}",
    "{{7*7}}<!--",
];

/// Every element with the names of its attributes, in order: all of a page but its text.
fn shape(page: &str) -> Vec<String> {
    let mut found = Vec::new();
    for node in Html::parse_document(page).tree.nodes() {
        match node.value() {
            Node::Element(element) => {
                let names: Vec<_> = element.attrs().map(|(name, _)| name).collect();
                found.push(format!("{} {}", element.name(), names.join(" ")));
            }
            Node::Comment(_) | Node::ProcessingInstruction(_) => found.push("not text".to_owned()),
            Node::Document | Node::Fragment | Node::Doctype(_) | Node::Text(_) => {}
        }
    }
    found
}

struct Everything {
    words: Words,
    taxonomy: Taxonomy,
    media: Media,
}

impl Everything {
    /// Each page that shows what somebody typed, with this typed everywhere.
    fn pages(&self, typed: &str) -> Vec<String> {
        let reader = self.reader(typed);
        let answers = Answers {
            danger: Some(Danger::No),
            words: typed.to_owned(),
            who: typed.to_owned(),
            name: typed.to_owned(),
            hidden_from: BTreeSet::from([ReaderId::from_random([9; 16])]),
            ..Answers::default()
        };
        let mut pages: Vec<_> = [Step::Words, Step::Who, Step::Name, Step::HiddenFrom, Step::Check]
            .into_iter()
            .map(|step| self.step(step, &answers, &reader))
            .collect();
        pages.push(self.kept(typed));
        pages.extend(self.replies(typed));
        pages.push(self.slip(&answers, &reader, typed));
        pages.extend([self.skimmed(typed), self.readers(&reader, typed)]);
        pages.push(self.leaves(&reader, typed));
        pages.extend(self.kiosks(typed));
        pages
    }

    /// What was typed as a name and a title, where it is one.
    fn reader(&self, typed: &str) -> ReaderSummary {
        let short: String = typed.chars().take(80).collect();
        let name = ReaderName::parse(&short).or_else(|_| ReaderName::parse("Mrs Okafor"));
        let title = ReaderTitle::parse(&short).or_else(|_| ReaderTitle::parse("lead"));
        ReaderSummary {
            id: ReaderId::from_random([1; 16]),
            name: name.unwrap(),
            title: title.unwrap(),
            roles: Roles::parse("dsl").unwrap(),
            email: EmailAddress::parse("a@school.example").unwrap(),
        }
    }

    fn frame(&self) -> Frame<'_> {
        Frame {
            words: &self.words,
            languages: &Language::ALL,
            appearance: Appearance::default(),
            usual: Appearance::default(),
            media: &self.media,
            banner: None,
            is_at_kiosk: false,
        }
    }

    fn staff_frame<'a>(&'a self, school: &'a str) -> StaffFrame<'a> {
        StaffFrame { words: &self.words, school, signed_in: None, area: None, banner: None }
    }

    fn step(&self, step: Step, answers: &Answers, reader: &ReaderSummary) -> String {
        let readers = std::slice::from_ref(reader);
        let page = StepPage {
            step,
            answers,
            taxonomy: &self.taxonomy,
            nation: Nation::England,
            readers,
            route: readers,
            away: &Away::default(),
            next_reading: NextReading::Unknown,
            is_carried: true,
            appearance: Appearance::default(),
            way: Way::Usual,
            pastime: &Pastime::default(),
            today: Day(0),
            signposts: &[],
            trouble: None,
        };
        pupil_document(&page, &self.frame()).into_string()
    }

    fn kept(&self, typed: &str) -> String {
        let fields = ["words", "who", "name", "go", "step", "kind", "other"];
        let typed = Typed(fields.map(|name| (name.to_owned(), typed.to_owned())).to_vec());
        let page = KeptPage { problem: Problem::Busy, typed: Some(&typed), way: Way::Usual };
        pupil_document(&page, &self.frame()).into_string()
    }

    fn replies(&self, typed: &str) -> [String; 2] {
        let unknown = CodeProblem::Unknown { words: vec![typed.to_owned()] };
        let visit = ReplyVisit {
            typed: typed.to_owned(),
            answer: PupilAnswer { words: typed.to_owned(), ..PupilAnswer::default() },
            trouble: Some(ReplyTrouble::NotACode(unknown)),
            ..ReplyVisit::default()
        };
        let (title, words) = (typed.to_owned(), typed.to_owned());
        let messages = [StaffMessage { title, words, at: Timestamp(0) }];
        [ReplyContent::Code, ReplyContent::Messages(&messages, Nation::England)].map(|content| {
            pupil_document(&ReplyPage { visit: &visit, content }, &self.frame()).into_string()
        })
    }

    fn skimmed(&self, typed: &str) -> String {
        let skimmed = Skimmed {
            slip: SlipId::from_random([2; 16]),
            urgency: Urgency::SameDay,
            kind: typed.to_owned(),
            may_show_nudes: true,
            words: typed.to_owned(),
            told: typed.to_owned(),
        };
        let page = SkimPage { slips: vec![skimmed], skimmed_at_once: 20, csrf: "t".to_owned() };
        staff_document(&page, &self.staff_frame(typed)).into_string()
    }
}

#[test]
fn nothing_that_is_typed_becomes_more_than_text() {
    let words = Words::british_english().unwrap();
    let everything = AssertUnwindSafe(Everything {
        words,
        taxonomy: Taxonomy::embedded().unwrap(),
        media: Media::built_in(),
    });
    let plain: Vec<_> = everything.pages("plain").iter().map(|page| shape(page)).collect();
    let check = |typed: &str| {
        for (page, plain) in everything.pages(typed).iter().zip(&plain) {
            assert_eq!(&shape(page), plain, "{typed:?}");
        }
    };
    HOSTILE.into_iter().for_each(check);
    bolero::check!().with_type::<(u8, Vec<u8>)>().for_each(|(hostile, bytes)| {
        let typed = format!("{}{}x", text(bytes), HOSTILE[usize::from(*hostile) % HOSTILE.len()]);
        check(&typed);
    });
}

#[test]
fn text_that_is_not_escaped_changes_the_shape_of_a_page() {
    let whole = |typed: &str| shape(&format!("<!DOCTYPE html><p title=\"{typed}\">{typed}</p>"));
    let caught = HOSTILE.iter().filter(|typed| whole(typed) != whole("plain")).count();
    assert!(caught >= 5, "{caught} of the hostile texts are noticed");
}
