//! Whatever pupils and staff type, a page shows it as text in its place: no element, attribute or link
//! more than with plain words.

use std::collections::BTreeSet;
use std::panic::AssertUnwindSafe;

use ineedtotalk::domain::{
    ActKind, Answers, Appearance, Away, Body, Case, CloseReason, CodeProblem, Danger, Day, Decided,
    Decision, EmailAddress, HeardHow, Kiosk, KioskCheck, KioskCheckId, KioskId, KioskName,
    KioskTrouble, Language, Mode, Nation, NextReading, PartOfDay, PassedOn, Pastime, PupilAnswer,
    ReaderId, ReaderName, ReaderSummary, ReaderTitle, ReplyTrouble, ReplyVisit, Retention, Roles,
    SlipContent, SlipId, SlipState, StaffMessage, Step, Task, TaskId, Taxonomy, Timestamp, Tray,
    Typed, Urgency, Way,
};
use ineedtotalk::i18n::Words;
use ineedtotalk::media::Media;
use ineedtotalk::views::kiosk::KioskPage;
use ineedtotalk::views::pupil::{KeptPage, Problem, ReplyContent, ReplyPage, StepPage};
use ineedtotalk::views::staff::{
    ActLine, AnswerLine, Asked, CaseFields, CaseView, CloseFields, InviteFields, KeepFields,
    KioskCheckPage, KioskFields, KioskLine, KioskState, KiosksPage, MessageFields, PersonState,
    ReaderLine, ReadersPage, SignedCheckPage, SignedLine, SkimPage, Skimmed, SlipPage, SlipView,
    TogetherView, Told,
};
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

    fn slip(&self, answers: &Answers, reader: &ReaderSummary, typed: &str) -> String {
        let category = self.taxonomy.unclassified();
        let passed_on = PassedOn { how: HeardHow::Told, promised_secrecy: true, by: typed.into() };
        let content = SlipContent {
            taxonomy: self.taxonomy.edition().to_owned(),
            category: category.code.clone(),
            urgency: Urgency::SameDay,
            answers: answers.clone(),
            mode: Mode::Pictures,
            language: Language::Urdu,
            told: typed.to_owned(),
            passed_on: Some(passed_on),
            readers: vec![reader.name_and_title()],
            sealed_to: [(reader.id.clone(), 1)].into(),
            part_of_day: PartOfDay::Morning,
            is_overseen: true,
            handed_on: Vec::new(),
            let_in: Vec::new(),
            thread: None,
            alike: None,
        };
        let (case, acts) = self.case(typed);
        let answer = PupilAnswer { words: typed.to_owned(), ..PupilAnswer::default() };
        let page = SlipPage {
            slip: SlipView {
                id: SlipId::from_random([2; 16]),
                day: Day(20_000),
                urgency: Urgency::SameDay,
                state: SlipState::New,
                tray: Tray::Normal,
                purge_on: None,
                is_held: true,
            },
            told: Some(Told {
                content: &content,
                routed_as: None,
                category: Some(category),
                tile: None,
                hidden_from: vec![reader.name.as_str().to_owned()],
                name: typed,
            }),
            acts: &acts,
            damaged_acts: 0,
            csrf: "token",
            notice: None,
            close: CloseFields { reason: None, note: typed.to_owned() },
            today: Day(20_001),
            retention: Retention { recorded_days: 30, closed_days: 90 },
            asked: Asked::Other(reader.name.as_str().to_owned()),
            keep: KeepFields { hold_reason: typed.to_owned(), purge_reason: typed.to_owned() },
            has_code: true,
            answers: &[AnswerLine { day: Day(20_001), is_new: true, answer: &answer }],
            damaged_answers: 0,
            message: MessageFields { ready: typed.to_owned(), message: typed.to_owned() },
            case,
            together: TogetherView::default(),
            title: reader.title.as_str(),
            errors: &[],
        };
        staff_document(&page, &self.staff_frame(typed)).into_string()
    }

    /// A case in which everything was typed, and acts with what can be typed into them.
    fn case(&self, typed: &str) -> (CaseView, Vec<ActLine>) {
        let text = || typed.to_owned();
        let decided = Decided {
            body: Body::Police,
            decision: Decision::NotDone,
            reference: text(),
            reason: text(),
        };
        let task = Task {
            id: TaskId::from_random([3; 16]),
            what: text(),
            due: Day(20_001),
            is_done: false,
        };
        let acts = vec![
            ActKind::Closed { reason: CloseReason::Recorded, note: text() },
            ActKind::Held { reason: text() },
            ActKind::Answered { message: text() },
            ActKind::Noted { note: text() },
            ActKind::Owned { by: ReaderId::from_random([1; 16]) },
            ActKind::Decided(decided.clone()),
            ActKind::TaskSet(task.clone()),
            ActKind::TaskDone { id: task.id.clone() },
        ];
        let view = CaseView {
            case: Case { decisions: vec![decided], tasks: vec![task], ..Case::default() },
            owner: Some(text()),
            colleagues: vec![(ReaderId::from_random([1; 16]), text())],
            kinds: vec![(text(), text())],
            fields: CaseFields {
                note: text(),
                body: text(),
                decision: text(),
                reference: text(),
                reason: text(),
                task: text(),
                due: text(),
            },
            ..CaseView::default()
        };
        let line = |kind| ActLine { who: text(), at: text(), kind, named: text(), slip: None };
        (view, acts.into_iter().map(line).collect())
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

    fn readers(&self, reader: &ReaderSummary, typed: &str) -> String {
        let line = ReaderLine {
            away_until: Some(Day(20_000)),
            reseals_since: Some(Timestamp(0)),
            reader: reader.clone(),
            state: PersonState::Unconfirmed,
            is_oneself: false,
            seen: "seen".to_owned(),
            digits_error: None,
        };
        let (name, title, email) = (typed.to_owned(), typed.to_owned(), typed.to_owned());
        let invite = InviteFields { name, title, email, roles: Vec::new() };
        let (lines, papers, nation) = (&[line], None, Nation::England);
        let (csrf, errors, notice) = ("token", &[], None);
        let page = ReadersPage { lines, papers, nation, csrf, invite, errors, notice };
        staff_document(&page, &self.staff_frame(typed)).into_string()
    }

    fn kiosks(&self, typed: &str) -> [String; 5] {
        let short: String = typed.chars().take(KioskName::CHARACTERS_MAX).collect();
        let name = KioskName::parse(&short).or_else(|_| KioskName::parse("Library 1")).unwrap();
        let fields = KioskFields { name: typed.to_owned(), ..KioskFields::default() };
        let line = KioskLine {
            kiosk: Kiosk {
                id: KioskId::from_random([3; 16]),
                name: name.clone(),
                appearance: Appearance::default(),
                paused_on: None,
            },
            state: KioskState::Enrolled { on: Day(20_000), by: typed.to_owned() },
            seen_on: None,
            checked: None,
            has_draft: true,
            put_right: Some((fields.clone(), typed.to_owned())),
        };
        let [form, signed] = self.kiosk_checks(&line.kiosk, typed);
        let list = KiosksPage {
            lines: &[line],
            languages: &Language::ALL,
            nation: Nation::England,
            add: fields,
            errors: &[],
            notice: None,
            csrf: "token",
        };
        let list = staff_document(&list, &self.staff_frame(typed)).into_string();
        let unknown = CodeProblem::Unknown { words: vec![typed.to_owned()] };
        let trouble = KioskTrouble::NotACode(unknown);
        let appearance = Appearance::default();
        let [to_be, is_one] =
            [(None, Some(&trouble)), (Some(&name), None)].map(|(name, trouble)| {
                let page = KioskPage { appearance, name, typed, trouble };
                pupil_document(&page, &self.frame()).into_string()
            });
        [list, form, signed, to_be, is_one]
    }

    fn kiosk_checks(&self, kiosk: &Kiosk, typed: &str) -> [String; 2] {
        let mut check = KioskCheck::empty();
        check.lines.iter_mut().for_each(|line| line.note = typed.to_owned());
        let day = Day(20_000);
        let page = KioskCheckPage {
            kiosk,
            check: &check,
            seen: None,
            filled: Some((typed.to_owned(), day)),
            may_sign: true,
            earlier: &[],
            nation: Nation::England,
            device_test: "https://talk.elmwood.example/device-test".to_owned(),
            errors: &[],
            notice: None,
            csrf: "token",
        };
        let form = staff_document(&page, &self.staff_frame(typed)).into_string();
        let signed = SignedLine {
            id: KioskCheckId::from_random([4; 16]),
            signed_on: day,
            signed_by: typed.to_owned(),
            roles: Roles::parse("dsl").unwrap(),
            filled_by: typed.to_owned(),
            filled_on: day,
            check,
        };
        let page = SignedCheckPage { kiosk, signed: &signed, nation: Nation::England };
        [form, staff_document(&page, &self.staff_frame(typed)).into_string()]
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
