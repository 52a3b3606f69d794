//! What holds for every page of a pupil.

use std::collections::{BTreeMap, BTreeSet};

use scraper::{Html, Selector};

mod in_class;

use super::*;
use crate::domain::{
    Answers, Appearance, Away, CodeOffer, Danger, Day, EmailAddress, FollowUpCode, Language, Look,
    Mode, Nation, NextReading, OwnHelp, Pastime, ReaderId, ReaderName, ReaderSummary, ReaderTitle,
    ReplyVisit, Retention, Roles, SchoolDetails, SentNote, SignpostCode, Signposts, StaffMessage,
    Step, Taxonomy, TextSize, Timestamp, ToldReader, Typed, Way, carried_fields,
};
use crate::i18n::Words;
use crate::media::Media;
use crate::paths;
use crate::views::{Frame, Page, bare_document, pupil_document};

/// Most bytes of a page: it is sent as it is, because compressing it would betray its secrets.
const PAGE_BYTES_MAX: usize = 8 * 1024;

fn reader(number: u8, name: &str, title: &str, roles: &str) -> ReaderSummary {
    ReaderSummary {
        id: ReaderId::from_random([number; 16]),
        name: ReaderName::parse(name).unwrap(),
        title: ReaderTitle::parse(title).unwrap(),
        roles: Roles::parse(roles).unwrap(),
        email: EmailAddress::parse(&format!("r{number}@elmwood.example")).unwrap(),
    }
}

struct School {
    words: Words,
    taxonomy: Taxonomy,
    signposts: Signposts,
    own_help: Vec<OwnHelp>,
    readers: Vec<ReaderSummary>,
    media: Media,
}

impl School {
    fn elmwood() -> Self {
        Self::in_mode(Mode::More)
    }

    fn in_mode(mode: Mode) -> Self {
        Self {
            words: Words::british_english().unwrap().in_mode(mode),
            media: Media::built_in(),
            taxonomy: Taxonomy::embedded().unwrap(),
            signposts: Signposts::embedded().unwrap(),
            own_help: vec![OwnHelp {
                name: "School nurse".to_owned(),
                place: Some("Room 12, Tuesdays at lunch".to_owned()),
                number: Some("01234 567890".to_owned()),
                last_checked: None,
            }],
            readers: vec![
                reader(1, "Mr Lewis", "online safety officer", "oso,deputy"),
                reader(2, "Mrs Okafor", "safeguarding lead", "dsl"),
                reader(3, "Ms Byrne", "head teacher", "head"),
                reader(4, "Dr Shah", "chair of governors", "chair"),
            ],
        }
    }

    fn frame(&self) -> Frame<'_> {
        let appearance = Appearance {
            look: Some(Look::Cream),
            size: Some(TextSize::Biggest),
            mode: Some(self.words.mode()),
            ..Appearance::default()
        };
        Frame {
            words: &self.words,
            languages: &Language::ALL,
            appearance,
            usual: Appearance::default(),
            media: &self.media,
            banner: None,
            is_at_kiosk: false,
        }
    }

    fn answers(&self) -> Answers {
        let group = self.taxonomy.groups().next().unwrap().code.clone();
        let kind = self.taxonomy.in_group(&group).next().unwrap().code.clone();
        Answers {
            danger: Some(Danger::Yes),
            group: Some(group),
            kind: Some(kind),
            words: "They took my <bag> & laughed.".to_owned(),
            who: "Robin".to_owned(),
            hidden_from: BTreeSet::from([self.readers[2].id.clone()]),
            ..Answers::default()
        }
    }

    fn step(&self, step: Step, trouble: Option<crate::domain::Trouble>) -> String {
        self.step_in(Way::Usual, step, trouble)
    }

    fn step_in(&self, way: Way, step: Step, trouble: Option<crate::domain::Trouble>) -> String {
        let (pastime, signposts) =
            (Pastime::default(), self.signposts.of_codes(&[], Nation::Wales));
        let answers = self.answers();
        let page = StepPage {
            step,
            answers: &answers,
            taxonomy: &self.taxonomy,
            nation: Nation::Scotland,
            readers: &self.readers,
            route: &self.readers[..2],
            away: &Away::default(),
            next_reading: NextReading::Unknown,
            is_carried: false,
            appearance: self.frame().appearance,
            way,
            pastime: &pastime,
            today: Day(20_780),
            signposts: &signposts,
            trouble,
        };
        self.document(&page)
    }

    fn document(&self, page: &impl Page) -> String {
        pupil_document(page, &self.frame()).into_string()
    }

    /// With a worry that some fit, and a place of the school's own.
    fn help(&self, nation: Nation, back: WayBack) -> String {
        let answers = self.answers();
        self.document(&HelpPage {
            help: self.signposts.sorted_for(&answers.signposts(&self.taxonomy), nation, Mode::More),
            own: &self.own_help,
            is_about_staff: false,
            back,
        })
    }

    /// The pages about the service, everything that a school can say of itself among them.
    fn about(&self) -> [(String, String); 4] {
        let details = SchoolDetails {
            website: Some("www.elmwood.example".to_owned()),
            data_protection: Some("Mrs Jones, dpo@elmwood.example".to_owned()),
            ..SchoolDetails::default()
        };
        let (school, details, readers) = ("Elmwood School", &details, &self.readers[..]);
        let next_reading = NextReading::Unknown;
        let nation = Nation::Scotland;
        let back = WayBack::Link("/");
        let first = AboutPage { school, readers, nation, next_reading, back };
        let retention = Retention::default();
        let privacy = PrivacyPage { school, details, retention, backup_days: Some(31) };
        let parents = ParentsPage { school, details, readers, nation };
        [
            ("about".to_owned(), self.document(&first)),
            ("privacy".to_owned(), self.document(&privacy)),
            ("parents".to_owned(), self.document(&parents)),
            ("access".to_owned(), self.document(&AccessibilityPage { school, details })),
        ]
    }

    /// Every page of a pupil but the clock, by a name for the test's messages.
    fn pages(&self) -> BTreeMap<String, String> {
        let mut pages: BTreeMap<_, _> = Step::ALL
            .into_iter()
            .filter(|step| *step != Step::Done)
            .map(|step| (step.as_str().to_owned(), self.step(step, None)))
            .collect();
        let note = SentNote {
            is_hidden: false,
            readers: self.readers.iter().map(ToldReader::from).collect(),
            is_told_now: true,
            nobody_until: None,
            is_danger: true,
            signposts: SignpostCode::ALL.to_vec(),
            appearance: Appearance::default(),
            way: Way::Usual,
            way_back: CodeOffer::None,
        };
        let longest = ["wellington"; FollowUpCode::WORDS];
        for (name, way_back) in [
            ("sent", ShownWay::Offer { is_busy: true }),
            ("sent with a code", ShownWay::Words(longest)),
        ] {
            let next_reading = NextReading::Unknown;
            let signposts = self.signposts.of_codes(&note.signposts, Nation::Scotland);
            let is_first_look = true;
            let nation = Nation::Scotland;
            let page =
                SentPage { note: &note, nation, next_reading, signposts, is_first_look, way_back };
            pages.insert(name.to_owned(), self.document(&page));
        }
        let messages = [message(), message()];
        let visit = ReplyVisit { tapped: Some("s".to_owned()), ..ReplyVisit::default() };
        for (name, content) in [
            ("code", ReplyContent::Code),
            ("messages", ReplyContent::Messages(&messages, Nation::Scotland)),
            ("hidden messages", ReplyContent::Hidden),
        ] {
            pages.insert(name.to_owned(), self.document(&ReplyPage { visit: &visit, content }));
        }
        pages.insert("help".to_owned(), self.help(Nation::Scotland, WayBack::Link("/")));
        pages.extend(self.about());
        for problem in Problem::ALL {
            let page = self.document(&KeptPage { problem, typed: None, way: Way::Usual });
            pages.insert(format!("{problem:?}"), page);
        }
        pages
    }
}

fn message() -> StaffMessage {
    StaffMessage::new("safeguarding lead", "Are you safe now?", Timestamp(1_782_862_200)).unwrap()
}

fn all<'a>(page: &'a Html, selector: &str) -> Vec<scraper::ElementRef<'a>> {
    page.select(&Selector::parse(selector).unwrap()).collect()
}

#[test]
fn every_page_is_small_and_has_one_heading_help_and_leave_as_the_second_stop() {
    let pages = Mode::ALL.into_iter().flat_map(|mode| {
        let named = move |(name, text)| (format!("{name} in {}", mode.as_str()), text);
        School::in_mode(mode).pages().into_iter().map(named)
    });
    for (name, text) in pages {
        let page = Html::parse_document(&text);
        assert!(text.len() <= PAGE_BYTES_MAX, "{name} has {} bytes", text.len());
        assert_eq!(all(&page, "h1").len(), 1, "{name}");
        assert!(text.contains(">999<") && text.contains(">0800 1111<"), "{name}");
        let stops = all(&page, "a[href], button:not([tabindex]), summary, input, textarea");
        assert_eq!(stops[0].attr("href"), Some("#main"), "{name}");
        assert_eq!(stops[1].attr("href"), Some(paths::LEAVE), "{name}");
        assert!(!text.contains(" style=") && !text.contains(" onclick="), "{name}");
        let mut ids: Vec<_> = all(&page, "[id]").iter().filter_map(|it| it.attr("id")).collect();
        ids.sort_unstable();
        assert!(ids.windows(2).all(|pair| pair[0] != pair[1]), "{name} has an id twice: {ids:?}");
    }
}

#[test]
fn titles_differ_and_tell_nothing_of_the_slip() {
    let school = School::elmwood();
    let titles: Vec<_> = school
        .pages()
        .values()
        .map(|text| all(&Html::parse_document(text), "title")[0].inner_html())
        .collect();
    // The last page has one title with a code, without and when it is over, and so has the way back.
    let different: BTreeSet<_> = titles.iter().collect();
    assert_eq!(different.len() + 4, titles.len(), "{titles:?}");
    let told: Vec<_> = school
        .taxonomy
        .categories()
        .map(|category| category.words.nearest(Mode::More))
        .chain(school.taxonomy.groups().map(|group| group.words.nearest(Mode::More)))
        .collect();
    for title in &titles {
        assert!(told.iter().all(|words| !title.contains(words)), "{title}");
    }
}

#[test]
fn enter_in_any_form_presses_a_hidden_next_and_the_look_is_after_it() {
    let school = School::elmwood();
    for step in Step::ALL.into_iter().filter(|step| *step != Step::Done) {
        let page = Html::parse_document(&school.step(step, None));
        let buttons = all(&page, "form button");
        let default = if step == Step::Check { "send" } else { "next" };
        assert_eq!(buttons[0].attr("value"), Some(default), "{step:?}");
        assert_eq!(buttons[0].attr("tabindex"), Some("-1"), "{step:?}");
        let place = |value| buttons.iter().position(|it| it.attr("value") == Some(value));
        assert!(place("size-xl") > Some(1) && place("help") > Some(0), "{step:?}");
        assert_eq!(all(&page, "form[autocomplete=off] input[name=step]").len(), 1, "{step:?}");
    }
}

#[test]
fn words_are_in_their_box_escaped_and_closed_to_autofill_and_cloud_spelling() {
    let text = School::elmwood().step(Step::Words, None);
    let page = Html::parse_document(&text);
    let box_ = all(&page, "textarea")[0];
    assert!(text.contains("They took my &lt;bag&gt; &amp; laughed."));
    for (attribute, value) in [
        ("autocomplete", "off"),
        ("autocorrect", "off"),
        ("spellcheck", "false"),
        ("writingsuggestions", "false"),
        ("translate", "no"),
        ("data-gramm", "false"),
        ("data-gramm_editor", "false"),
        ("data-1p-ignore", ""),
    ] {
        assert_eq!(box_.attr(attribute), Some(value), "{attribute}");
    }
}

#[test]
fn a_question_sent_back_says_what_to_do_and_its_title_says_so_first() {
    let trouble = Some(crate::domain::Trouble::ChooseOne);
    let page = Html::parse_document(&School::elmwood().step(Step::Danger, trouble));
    assert!(all(&page, "title")[0].inner_html().starts_with("Check this: Question 1 of "));
    assert_eq!(all(&page, "#errors[role=alert] a[href='#c1']").len(), 1);
    assert_eq!(all(&page, "fieldset[aria-describedby=wrong] #wrong").len(), 1);
}

#[test]
fn a_problem_page_gives_back_every_field_that_was_sent() {
    let school = School::elmwood();
    let fields = [
        ("step", "words"),
        ("go", "skip"),
        ("words", "\nmy words </textarea>"),
        ("hidden_from[]", "a"),
        ("hidden_from[]", "b"),
        ("evil", "x"),
    ];
    let typed = Typed(fields.map(|(k, v)| (k.to_owned(), v.to_owned())).to_vec());
    for problem in Problem::ALL {
        let text = school.document(&KeptPage { problem, typed: Some(&typed), way: Way::Usual });
        let page = Html::parse_document(&text);
        assert_eq!(all(&page, "textarea")[0].text().collect::<String>(), "\nmy words </textarea>");
        assert_eq!(all(&page, "input[name='hidden_from[]']").len(), 2);
        assert_eq!(all(&page, "input[name=step]")[0].attr("value"), Some("words"));
        assert_eq!(all(&page, "button[name=go]")[0].attr("value"), Some("skip"));
        assert!(!text.contains("evil"));
    }
}

#[test]
fn everyone_who_helps_in_a_nation_is_on_its_help_page_once_with_words_and_without_a_link() {
    for (mode, nation) in Mode::ALL.into_iter().zip(Nation::ALL) {
        let school = School::in_mode(mode);
        let text = school.help(nation, WayBack::Link("/"));
        let page = Html::parse_document(&text);
        let shown = all(&page, ".numbers li p:first-child");
        let shown: Vec<String> = shown.iter().map(|it| it.text().collect()).collect();
        for one in school.signposts.in_nation(nation) {
            let start = format!("{}: ", one.name);
            let found: Vec<_> = shown.iter().filter(|it| it.starts_with(&start)).collect();
            assert!(matches!(found[..], [it] if it.len() > start.len()), "{nation:?} {found:?}");
        }
        assert_eq!(shown.len(), school.signposts.in_nation(nation).count() + 1);
        let leads: Vec<_> = all(&page, "main a").iter().filter_map(|it| it.attr("href")).collect();
        assert_eq!(leads, [paths::SLIP, paths::ABOUT], "no link leads out");
        assert!(text.contains("Room 12") && !text.contains("tel:"));
    }
}

#[test]
fn paper_gets_the_pages_about_the_service_and_no_other() {
    let school = School::elmwood();
    let about = school.about().map(|(name, _)| name);
    for (name, text) in school.pages() {
        let is_off = text.contains("data-print=");
        assert_eq!(is_off, !about.contains(&name), "{name}");
    }
}

#[test]
fn the_check_page_carries_every_answer_for_the_day_its_draft_is_gone() {
    let school = School::elmwood();
    let page = Html::parse_document(&school.step(Step::Check, None));
    for (name, value) in carried_fields(&school.answers(), school.frame().appearance, Step::Check) {
        let fields = all(&page, &format!("form input[type=hidden][name='{name}']"));
        assert_eq!(fields[0].attr("value"), Some(value.as_str()), "{name}");
    }
}

#[test]
fn the_page_after_leaving_shows_the_time_and_nothing_else() {
    let school = School::elmwood();
    let text = bare_document(&AwayPage { now: Timestamp(1_782_862_200) }, &school.frame());
    let page = Html::parse_document(&text.into_string());
    assert_eq!(all(&page, "title")[0].inner_html(), "Clock");
    let shown: String = all(&page, "body")[0].text().collect();
    assert_eq!(shown, "00:30Wednesday 1 July 2026");
    assert!(all(&page, "a, form, script, button").is_empty());
}
