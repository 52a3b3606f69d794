//! Guides: how to set a computer up for pupils, where to stand it, and letters to copy.

use maud::{Markup, Render, html};

use crate::domain::{Guide, GuideFile, Way};
use crate::i18n::Words;
use crate::paths;
use crate::views::components::{AsTyped, SquareCode};
use crate::views::{StaffFrame, StaffPage};

/// What of a school stands in its guides.
pub struct GuideSite {
    /// Where pupils begin.
    pub address: String,
    /// The name under which browsers look for it.
    pub host: String,
    /// Where a device is tested.
    pub device_test: String,
    /// Where a class has everyone's turn, and where it practises.
    pub turn: String,
    pub practice: String,
}

/// Every guide, with what it is for.
pub struct GuidesPage;

pub struct GuidePage<'a> {
    pub guide: Guide,
    pub site: &'a GuideSite,
}

/// What a guide is made of, one after the other. Texts are named by their keys.
enum Part {
    Text(&'static str),
    Steps(&'static [&'static str]),
    /// Lines to copy word for word.
    Command(&'static [&'static str]),
    /// A text of the school's own, to print or to copy: its beginning, its points, its end.
    Letter {
        before: &'static [&'static str],
        points: &'static [&'static str],
        after: &'static [&'static str],
    },
    File(GuideFile),
    /// Where pupils begin.
    Address,
    /// Where a device is tested.
    Test,
    /// Where a class begins, with a square code of it.
    InClass(Way),
}

impl StaffPage for GuidesPage {
    fn title(&self, frame: &StaffFrame<'_>) -> String {
        frame.words.text("staff-guides-title")
    }

    fn content(&self, frame: &StaffFrame<'_>) -> Markup {
        let words = frame.words;
        html! {
            h1 { (words.text("staff-guides-title")) }
            p { (words.text("staff-guides-text")) }
            @for guide in Guide::ALL {
                div.panel {
                    p { (words.text(hint_of(guide))) }
                    div.go {
                        a.btn.second href=(paths::guide(guide)) { (words.text(title_of(guide))) }
                    }
                }
            }
        }
    }
}

impl StaffPage for GuidePage<'_> {
    fn title(&self, frame: &StaffFrame<'_>) -> String {
        frame.words.text(title_of(self.guide))
    }

    fn content(&self, frame: &StaffFrame<'_>) -> Markup {
        let words = frame.words;
        html! {
            h1 { (words.text(title_of(self.guide))) }
            @for part in parts_of(self.guide) {
                (Shown { part, site: self.site, school: frame.school, words })
            }
            div.go { a.btn.second href=(paths::GUIDES) { (words.text("staff-guides-back")) } }
        }
    }
}

struct Shown<'a> {
    part: &'a Part,
    site: &'a GuideSite,
    school: &'a str,
    words: &'a Words,
}

impl Shown<'_> {
    /// A text with what it may name of the school.
    fn text(&self, key: &'static str) -> String {
        let names = [("address", (&self.site.address).into()), ("school", self.school.into())];
        self.words.fill(key, &names)
    }
}

impl Render for Shown<'_> {
    fn render(&self) -> Markup {
        let words = self.words;
        match self.part {
            Part::Text(key) => html! { p { (self.text(key)) } },
            Part::Steps(keys) => html! {
                ol.steps-list { @for key in *keys { li { (self.text(key)) } } }
            },
            Part::Command(lines) => html! {
                @for line in *lines {
                    pre tabindex="0" translate="no" { (line.replace("ADDRESS", &self.site.address)) }
                }
            },
            Part::Letter { before, points, after } => html! {
                div.panel {
                    @for key in *before { p { (self.text(key)) } }
                    ul.steps-list { @for key in *points { li { (self.text(key)) } } }
                    @for key in *after { p { (self.text(key)) } }
                }
            },
            Part::File(file) => {
                let name = file.as_str();
                html! {
                    details {
                        summary { (AsTyped(name)) }
                        pre tabindex="0" translate="no" { (super::content_of(*file, self.site)) }
                    }
                    div.go {
                        a.btn.second href=(paths::guide_file(*file)) download {
                            (words.fill("staff-guides-save", &[("file", name.into())]))
                        }
                    }
                }
            }
            Part::InClass(way) => {
                let (address, title) = match way {
                    Way::Practice => (&self.site.practice, "staff-guide-lesson-practice"),
                    Way::Usual | Way::Turn | Way::TurnNothing => {
                        (&self.site.turn, "staff-guide-lesson-turn")
                    }
                };
                let label = words.fill("staff-guide-lesson-code", &[("address", address.into())]);
                html! {
                    h2 { (words.text(title)) }
                    (SquareCode { text: address, label })
                    p.code translate="no" { (address) }
                }
            }
            Part::Address => html! { p.code translate="no" { (self.site.address) } },
            Part::Test => html! {
                p { (words.text("staff-guides-test")) }
                p.code translate="no" { (self.site.device_test) }
            },
        }
    }
}

fn title_of(guide: Guide) -> &'static str {
    match guide {
        Guide::Browser => "staff-guide-browser",
        Guide::Windows => "staff-guide-windows",
        Guide::Chromebook => "staff-guide-chromebook",
        Guide::Ipad => "staff-guide-ipad",
        Guide::Lesson => "staff-guide-lesson",
        Guide::Placement => "staff-guide-placement",
        Guide::Monitoring => "staff-guide-monitoring",
        Guide::Agreement => "staff-guide-agreement",
    }
}

fn hint_of(guide: Guide) -> &'static str {
    match guide {
        Guide::Browser => "staff-guide-browser-hint",
        Guide::Windows => "staff-guide-windows-hint",
        Guide::Chromebook => "staff-guide-chromebook-hint",
        Guide::Ipad => "staff-guide-ipad-hint",
        Guide::Lesson => "staff-guide-lesson-hint",
        Guide::Placement => "staff-guide-placement-hint",
        Guide::Monitoring => "staff-guide-monitoring-hint",
        Guide::Agreement => "staff-guide-agreement-hint",
    }
}

fn parts_of(guide: Guide) -> &'static [Part] {
    match guide {
        Guide::Browser => &BROWSER,
        Guide::Windows => &WINDOWS,
        Guide::Chromebook => &CHROMEBOOK,
        Guide::Ipad => &IPAD,
        Guide::Lesson => &LESSON,
        Guide::Placement => &PLACEMENT,
        Guide::Monitoring => &MONITORING,
        Guide::Agreement => &AGREEMENT,
    }
}

const BROWSER: [Part; 8] = [
    Part::Text("staff-guide-browser-why"),
    Part::Steps(&[
        "staff-guide-browser-1",
        "staff-guide-browser-2",
        "staff-guide-browser-3",
        "staff-guide-browser-4",
        "staff-guide-browser-5",
        "staff-guide-browser-6",
    ]),
    Part::File(GuideFile::BrowserPolicies),
    Part::Command(&[
        "chromium --kiosk --no-first-run --noerrdialogs --disable-pinch --overscroll-history-navigation=0 ADDRESS",
        "msedge.exe --kiosk ADDRESS --edge-kiosk-type=fullscreen --no-first-run",
    ]),
    Part::Address,
    Part::Test,
    Part::Text("staff-guide-browser-cookie"),
    Part::Text("staff-guide-browser-idle"),
];

const WINDOWS: [Part; 6] = [
    Part::Text("staff-guide-windows-why"),
    Part::Steps(&[
        "staff-guide-windows-1",
        "staff-guide-windows-2",
        "staff-guide-windows-3",
        "staff-guide-windows-4",
        "staff-guide-windows-5",
        "staff-guide-windows-6",
    ]),
    Part::File(GuideFile::AssignedAccess),
    Part::Address,
    Part::Test,
    Part::Text("staff-guides-not-tried"),
];

const CHROMEBOOK: [Part; 5] = [
    Part::Text("staff-guide-chromebook-why"),
    Part::Steps(&[
        "staff-guide-chromebook-1",
        "staff-guide-chromebook-2",
        "staff-guide-chromebook-3",
        "staff-guide-chromebook-4",
        "staff-guide-chromebook-5",
    ]),
    Part::Address,
    Part::Test,
    Part::Text("staff-guides-not-tried"),
];

const IPAD: [Part; 5] = [
    Part::Text("staff-guide-ipad-why"),
    Part::Steps(&[
        "staff-guide-ipad-1",
        "staff-guide-ipad-2",
        "staff-guide-ipad-3",
        "staff-guide-ipad-4",
        "staff-guide-ipad-5",
        "staff-guide-ipad-6",
        "staff-guide-ipad-7",
    ]),
    Part::Address,
    Part::Test,
    Part::Text("staff-guides-not-tried"),
];

const LESSON: [Part; 6] = [
    Part::Text("staff-guide-lesson-why"),
    Part::InClass(Way::Turn),
    Part::Steps(&[
        "staff-guide-lesson-turn-1",
        "staff-guide-lesson-turn-2",
        "staff-guide-lesson-turn-3",
        "staff-guide-lesson-turn-4",
        "staff-guide-lesson-turn-5",
        "staff-guide-lesson-turn-6",
    ]),
    Part::Text("staff-guide-lesson-turn-limits"),
    Part::InClass(Way::Practice),
    Part::Steps(&[
        "staff-guide-lesson-practice-1",
        "staff-guide-lesson-practice-2",
        "staff-guide-lesson-practice-3",
    ]),
];

const PLACEMENT: [Part; 3] = [
    Part::Text("staff-guide-placement-why"),
    Part::Steps(&[
        "staff-guide-placement-1",
        "staff-guide-placement-2",
        "staff-guide-placement-3",
        "staff-guide-placement-4",
        "staff-guide-placement-5",
        "staff-guide-placement-6",
        "staff-guide-placement-7",
        "staff-guide-placement-8",
    ]),
    Part::Text("staff-guide-placement-check"),
];

const MONITORING: [Part; 4] = [
    Part::Text("staff-guide-monitoring-why"),
    Part::Letter {
        before: &["staff-guide-monitoring-1", "staff-guide-monitoring-2"],
        points: &[
            "staff-guide-monitoring-3",
            "staff-guide-monitoring-4",
            "staff-guide-monitoring-5",
            "staff-guide-monitoring-6",
        ],
        after: &["staff-guide-monitoring-7", "staff-guide-monitoring-8"],
    },
    Part::Text("staff-guide-monitoring-see"),
    Part::Test,
];

const AGREEMENT: [Part; 2] = [
    Part::Text("staff-guide-agreement-why"),
    Part::Letter {
        before: &[],
        points: &[
            "staff-guide-agreement-1",
            "staff-guide-agreement-2",
            "staff-guide-agreement-3",
            "staff-guide-agreement-4",
        ],
        after: &[],
    },
];
