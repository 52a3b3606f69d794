//! What came in a rush: slips that say nearly the same are one line, which opens. Some by chance are read on
//! one page, and what two readers agree on is set aside.

use maud::{Markup, html};

use super::case::nudes_notice;
use super::keeping::days;
use super::slip::quoted;
use crate::domain::{AlikeId, Day, Retention, SlipId, SlipState, Urgency};
use crate::i18n::Words;
use crate::paths;
use crate::views::components::{
    AsTyped, Column, CsrfField, PageTurn, StaffTable, StatePill, UrgencyPill,
};
use crate::views::{StaffFrame, StaffPage};

/// Slips that say nearly the same, or one of them.
pub struct TrayRow {
    /// Absent for one slip, which its link leads to.
    pub group: Option<AlikeId>,
    pub slip: SlipId,
    pub count: usize,
    pub emergencies: usize,
    pub asked: usize,
    /// Of the most urgent.
    pub urgency: Urgency,
    pub day: Day,
    pub state: SlipState,
    /// Of what was set aside.
    pub purge_on: Option<Day>,
}

pub struct TrayPage {
    /// What was set aside, in the place of what waits.
    pub is_aside: bool,
    /// The slips of this group alone.
    pub group: Option<AlikeId>,
    pub rows: Vec<TrayRow>,
    /// Slips on all pages, and of these those that nobody asks to set aside.
    pub total: usize,
    pub waiting: usize,
    pub page: usize,
    pub pages: usize,
    /// Slips that have not been tried with this reader's key yet.
    pub untried: usize,
    /// Those who ask to set some aside; empty when nobody does.
    pub asked_by: Vec<String>,
    /// Whether nobody but this reader asks.
    pub is_asked_by_self: bool,
    pub skimmed_at_once: usize,
    pub notices: Vec<String>,
    pub csrf: String,
}

impl StaffPage for TrayPage {
    fn title(&self, frame: &StaffFrame<'_>) -> String {
        match (&self.group, self.is_aside) {
            (Some(_), _) => {
                frame.words.fill("staff-tray-alike-title", &[("count", self.total.into())])
            }
            (None, true) => frame.words.text("staff-tray-aside-title"),
            (None, false) => frame.words.text("staff-tray-title"),
        }
    }

    fn content(&self, frame: &StaffFrame<'_>) -> Markup {
        let words = frame.words;
        html! {
            h1 { (self.title(frame)) }
            @for notice in &self.notices { p.notice role="status" { (notice) } }
            @if self.untried > 0 {
                p.notice role="status" {
                    (words.fill("staff-queue-untried", &[("count", self.untried.into())]))
                }
            }
            p {
                (match self.is_aside {
                    true => words.text("staff-tray-aside-text"),
                    false => words.text("staff-tray-text"),
                })
            }
            @if self.group.is_some() || self.is_aside {
                p { a href=(paths::TRAY) { (words.text("staff-tray-back")) } }
            } @else {
                p { a href=(paths::TRAY_ASIDE) { (words.text("staff-tray-to-aside")) } }
            }
            @if self.rows.is_empty() {
                div.panel {
                    p {
                        (match self.is_aside {
                            true => words.text("staff-tray-aside-none"),
                            false => words.text("staff-tray-none"),
                        })
                    }
                }
            } @else {
                @if self.group.is_none() && !self.is_aside { (self.skim(words)) }
                (self.table(words))
                (self.turn(words))
                @if self.is_aside { (self.take_back(words)) } @else { (self.set_aside(words)) }
            }
        }
    }
}

impl TrayPage {
    fn skim(&self, words: &Words) -> Markup {
        let count = self.skimmed_at_once;
        let button = words.fill("staff-skim-button", &[("count", count.into())]);
        html! {
            section.panel aria-labelledby="skimming" {
                h2 #skimming { (words.text("staff-skim-heading")) }
                p { (words.fill("staff-skim-text", &[("count", count.into())])) }
                (self.form(paths::SKIM_TRAY, "btn", button))
            }
        }
    }

    fn table(&self, words: &Words) -> Markup {
        let mut columns = vec![
            Column::named(words.text("staff-queue-column-urgency")),
            Column::named(words.text("staff-tray-column-alike")),
            Column::named(words.text("staff-queue-column-day")),
            Column::named(words.text("staff-queue-column-state")),
        ];
        if self.is_aside {
            columns.push(Column::named(words.text("staff-queue-column-purge")));
        }
        columns.push(Column::hidden(words.text("staff-queue-column-open")));
        html! {
            (StaffTable {
                id: "tray",
                caption: words.fill("staff-tray-caption", &[("count", self.total.into())]),
                columns,
                rows: self.rows.iter().map(|row| self.row(row, words)).collect(),
            })
        }
    }

    fn row(&self, row: &TrayRow, words: &Words) -> Vec<Markup> {
        let day = row.day.in_words();
        let alike = words.fill("staff-tray-alike", &[("count", row.count.into())]);
        let state = html! {
            // Of several, what all are or some are asked to be.
            @if row.count < 2 || row.asked == 0 {
                (StatePill { words, state: row.state })
            } @else {
                (words.fill("staff-tray-some-asked", &[("count", row.asked.into())]))
            }
            @if row.count > 1 && row.emergencies > 0 {
                " " (words.fill("staff-tray-emergencies", &[("count", row.emergencies.into())]))
            }
        };
        let link = match &row.group {
            Some(group) => paths::tray_group(group, self.is_aside),
            None => paths::slip(&row.slip),
        };
        let mut cells = vec![
            html! { (UrgencyPill { words, urgency: row.urgency }) },
            html! { (alike) },
            html! { (day) },
            state,
        ];
        if self.is_aside {
            cells.push(html! { (row.purge_on.map(Day::in_words).unwrap_or_default()) });
        }
        cells.push(html! {
            a.btn.second.small href=(link) {
                (match row.group {
                    Some(_) => words.text("staff-tray-open-group"),
                    None => words.text("staff-queue-look"),
                })
                span.vh { ": " (alike) ", " (day) }
            }
        });
        cells
    }

    fn turn(&self, words: &Words) -> Markup {
        let address = match &self.group {
            Some(group) => paths::tray_group(group, self.is_aside),
            None if self.is_aside => paths::TRAY_ASIDE.to_owned(),
            None => format!("{}?part=rush", paths::TRAY),
        };
        html! { (PageTurn { words, address: &address, page: self.page, pages: self.pages }) }
    }

    fn set_aside(&self, words: &Words) -> Markup {
        let (waiting, asked) = (self.waiting, self.total.saturating_sub(self.waiting));
        let who = self.asked_by.join(", ");
        let agree = words.fill("staff-aside-agree-button", &[("count", asked.into())]);
        let refuse = words.fill("staff-aside-refuse-button", &[("count", asked.into())]);
        let ask = words.fill("staff-aside-ask-button", &[("count", waiting.into())]);
        html! {
            section.panel aria-labelledby="setting-aside" {
                h2 #setting-aside { (words.text("staff-aside-heading")) }
                p {
                    (match self.group {
                        Some(_) => words.fill("staff-aside-text-group", &[
                            ("days", days(Retention::ASIDE_DAYS).into()),
                        ]),
                        None => words.fill("staff-aside-text-tray", &[
                            ("days", days(Retention::ASIDE_DAYS).into()),
                            ("count", self.skimmed_at_once.min(self.total).into()),
                        ]),
                    })
                }
                @if asked > 0 {
                    @if self.is_asked_by_self {
                        p.notice {
                            (words.fill("staff-aside-asked-own", &[("count", asked.into())]))
                        }
                    } @else {
                        p.notice.now {
                            (words.fill("staff-aside-asked-by", &[
                                ("who", (&who).into()),
                                ("count", asked.into()),
                            ]))
                        }
                        (self.form(paths::AGREE_ASIDE, "btn danger", agree))
                    }
                    (self.form(paths::REFUSE_ASIDE, "btn second", refuse))
                }
                @if waiting > 0 {
                    (self.form(paths::ASK_ASIDE, "btn second", ask))
                }
            }
        }
    }

    fn take_back(&self, words: &Words) -> Markup {
        let button = words.fill("staff-aside-take-back-button", &[("count", self.total.into())]);
        html! { div.panel { (self.form(paths::TAKE_BACK, "btn second", button)) } }
    }

    fn form(&self, action: &str, class: &str, button: String) -> Markup {
        html! {
            form method="post" action=(action) {
                (CsrfField(&self.csrf))
                @if let Some(group) = &self.group {
                    input type="hidden" name="alike" value=(group.as_str());
                }
                div.go { button class=(class) type="submit" { (button) } }
            }
        }
    }
}

/// What is shown of a slip among others.
pub struct Skimmed {
    pub slip: SlipId,
    pub urgency: Urgency,
    /// What kind of worry that is.
    pub kind: String,
    /// Whether there may be pictures that nobody is to look at.
    pub may_show_nudes: bool,
    /// What was typed, and what was told with pictures.
    pub words: String,
    pub told: String,
}

/// Some slips of a rush, opened.
pub struct SkimPage {
    pub slips: Vec<Skimmed>,
    pub skimmed_at_once: usize,
    pub csrf: String,
}

impl SkimPage {
    /// Most that is shown of a text: the page has twenty of them.
    const CHARACTERS_MAX: usize = 500;

    fn slip(&self, number: usize, skimmed: &Skimmed, words: &Words) -> Markup {
        let shown: String = skimmed.words.chars().take(Self::CHARACTERS_MAX).collect();
        let id = format!("slip-{number}");
        html! {
            section.panel aria-labelledby=(id) {
                h2 id=(id) { (words.fill("staff-skim-slip", &[("number", number.into())])) }
                p { (UrgencyPill { words, urgency: skimmed.urgency }) " " (skimmed.kind) }
                @if skimmed.may_show_nudes { (nudes_notice(words)) }
                @if !skimmed.told.is_empty() { p { (AsTyped(&skimmed.told)) } }
                @if shown.is_empty() && skimmed.told.is_empty() {
                    p { (words.text("staff-slip-no-words")) }
                }
                @if !shown.is_empty() { (quoted(&shown)) }
                @if shown.len() < skimmed.words.len() { p.hint { (words.text("staff-skim-cut")) } }
                p {
                    a href=(paths::slip(&skimmed.slip)) {
                        (words.text("staff-skim-whole"))
                        span.vh { ": " (words.fill("staff-skim-slip", &[("number", number.into())])) }
                    }
                }
            }
        }
    }
}

impl StaffPage for SkimPage {
    fn title(&self, frame: &StaffFrame<'_>) -> String {
        frame.words.text("staff-skim-title")
    }

    fn content(&self, frame: &StaffFrame<'_>) -> Markup {
        let words = frame.words;
        let more = words.fill("staff-skim-more", &[("count", self.skimmed_at_once.into())]);
        html! {
            h1 { (self.title(frame)) }
            p { a href=(paths::TRAY) { (words.text("staff-tray-back")) } }
            @if self.slips.is_empty() {
                div.panel { p { (words.text("staff-skim-none")) } }
            } @else {
                @for (number, skimmed) in (1..).zip(&self.slips) {
                    (self.slip(number, skimmed, words))
                }
                form method="post" action=(paths::SKIM_TRAY) {
                    (CsrfField(&self.csrf))
                    div.go { button.btn type="submit" { (more) } }
                }
            }
        }
    }
}
