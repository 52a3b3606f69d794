//! The slips a reader can open: how soon, which day, how far. Never a word of them.

use maud::{Markup, html};

use crate::domain::{Day, SlipId, SlipState, Tray, Urgency};
use crate::i18n::Words;
use crate::paths;
use crate::views::components::{Column, PageTurn, StaffTable, StatePill, UrgencyPill};
use crate::views::{StaffFrame, StaffPage};

/// What a row shows.
pub struct QueueLine {
    pub id: SlipId,
    pub day: Day,
    pub urgency: Urgency,
    pub state: SlipState,
    pub tray: Tray,
    /// Absent while it is not closed.
    pub purge_on: Option<Day>,
    pub is_held: bool,
}

/// How many slips there are, in the boxes above the list.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct QueueCounts {
    pub emergency_or_urgent: usize,
    pub not_acknowledged: usize,
    pub being_looked_at: usize,
}

/// What came in a rush and nobody has taken on, as one line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TrayLine {
    pub count: usize,
    pub emergencies: usize,
    /// Those that somebody asks to set aside.
    pub asked: usize,
    /// The first day of any.
    pub since: Day,
    /// Of the most urgent.
    pub urgency: Urgency,
}

pub struct QueuePage {
    pub is_closed: bool,
    /// Shown where slips are to be looked at.
    pub in_tray: Option<TrayLine>,
    pub counts: QueueCounts,
    /// Slips whose pupils have answered, and nobody has read it: closed ones too.
    pub unread: Vec<(SlipId, Day)>,
    pub lines: Vec<QueueLine>,
    pub total: usize,
    /// From 1.
    pub page: usize,
    pub pages: usize,
    /// Slips that have not been tried with this reader's key yet.
    pub untried: usize,
    /// Slips that were changed after they were sealed, and open for nobody.
    pub damaged: usize,
    /// Whether somebody's notices are refused by the mail server.
    pub has_refused_mail: bool,
    /// Whether this reader has just agreed to delete a slip.
    pub has_deleted: bool,
}

impl StaffPage for QueuePage {
    fn title(&self, frame: &StaffFrame<'_>) -> String {
        frame.words.text(if self.is_closed { "staff-queue-closed" } else { "staff-queue-open" })
    }

    fn content(&self, frame: &StaffFrame<'_>) -> Markup {
        let words = frame.words;
        html! {
            h1 { (self.title(frame)) }
            @if !self.is_closed { (self.figures(words)) }
            @if self.has_deleted {
                p.notice.good role="status" { (words.text("staff-keep-deleted")) }
            }
            (self.unread(words))
            @if self.has_refused_mail {
                p.notice.now role="status" {
                    (words.text("staff-queue-refused-mail")) " "
                    a href=(paths::SET_UP) { (words.text("staff-queue-refused-mail-link")) }
                }
            }
            @if self.damaged > 0 {
                p.notice.now role="status" {
                    (words.fill("staff-queue-damaged", &[("count", self.damaged.into())]))
                }
            }
            @if self.untried > 0 {
                p.notice role="status" {
                    (words.fill("staff-queue-untried", &[("count", self.untried.into())]))
                }
            }
            @if self.lines.is_empty() && self.tray().is_none() {
                div.panel {
                    p {
                        (words.text(if self.is_closed {
                            "staff-queue-no-closed"
                        } else {
                            "staff-queue-none"
                        }))
                    }
                }
            } @else {
                (self.table(words))
                (self.turn(words))
            }
        }
    }
}

impl QueuePage {
    fn figures(&self, words: &Words) -> Markup {
        let QueueCounts { emergency_or_urgent, not_acknowledged, being_looked_at } = self.counts;
        html! {
            ul.figures {
                li.now[emergency_or_urgent > 0] {
                    span { (words.text("staff-queue-count-urgent")) }
                    strong { (emergency_or_urgent) }
                }
                li {
                    span { (words.text("staff-queue-count-new")) }
                    strong { (not_acknowledged) }
                }
                li {
                    span { (words.text("staff-queue-count-acknowledged")) }
                    strong { (being_looked_at) }
                }
            }
        }
    }

    fn unread(&self, words: &Words) -> Markup {
        html! {
            @if !self.unread.is_empty() {
                div.notice.now role="status" {
                    p {
                        strong {
                            (words.fill("staff-queue-unread", &[("count", self.unread.len().into())]))
                        }
                    }
                    ul {
                        @for (slip, day) in &self.unread {
                            @let day = day.in_words();
                            li {
                                a href=(paths::slip(slip)) {
                                    (words.fill("staff-queue-unread-slip", &[("day", (&day).into())]))
                                }
                            }
                        }
                    }
                }
            }
        }
    }

    fn table(&self, words: &Words) -> Markup {
        let mut rows: Vec<_> = self.lines.iter().map(|line| self.row(line, words)).collect();
        if let Some(tray) = self.tray() {
            let before = |line: &&QueueLine| line.urgency > tray.urgency;
            rows.insert(self.lines.iter().take_while(before).count(), tray_row(tray, words));
        }
        let mut columns = vec![
            Column::named(words.text("staff-queue-column-urgency")),
            Column::named(words.text("staff-queue-column-day")),
            Column::named(words.text("staff-queue-column-state")),
        ];
        if self.is_closed {
            columns.push(Column::named(words.text("staff-queue-column-purge")));
        }
        columns.push(Column::hidden(words.text("staff-queue-column-open")));
        html! {
            (StaffTable {
                id: "slips",
                caption: words.fill("staff-queue-caption", &[("count", self.total.into())]),
                columns,
                rows,
            })
        }
    }

    fn tray(&self) -> Option<&TrayLine> {
        self.in_tray.as_ref().filter(|_| !self.is_closed && self.page == 1)
    }

    fn row(&self, line: &QueueLine, words: &Words) -> Vec<Markup> {
        let day = line.day.in_words();
        let mut cells = vec![
            html! { (UrgencyPill { words, urgency: line.urgency }) },
            html! {
                (day)
                @if line.tray == Tray::Rush { " · " (words.text("staff-queue-rush")) }
            },
            html! { (StatePill { words, state: line.state }) },
        ];
        if self.is_closed {
            cells.push(html! { (purge_in_words(line, words)) });
        }
        cells.push(html! {
            a.btn.second.small href=(paths::slip(&line.id)) {
                (words.text("staff-queue-look")) span.vh { ": " (day) }
            }
        });
        cells
    }

    fn turn(&self, words: &Words) -> Markup {
        let state = if self.is_closed { "closed" } else { "open" };
        let address = format!("{}?state={state}", paths::SLIPS);
        html! { (PageTurn { words, address: &address, page: self.page, pages: self.pages }) }
    }
}

fn tray_row(tray: &TrayLine, words: &Words) -> Vec<Markup> {
    let since = tray.since.in_words();
    vec![
        html! { (UrgencyPill { words, urgency: tray.urgency }) },
        html! {
            strong { (words.fill("staff-queue-tray", &[("count", tray.count.into())])) }
            br;
            (words.fill("staff-queue-tray-since", &[("day", (&since).into())]))
        },
        html! {
            @if tray.emergencies > 0 {
                (words.fill("staff-queue-tray-emergencies", &[("count", tray.emergencies.into())])) " "
            }
            @if tray.asked > 0 {
                (words.fill("staff-queue-tray-asked", &[("count", tray.asked.into())]))
            }
        },
        html! {
            a.btn.second.small href=(paths::TRAY) { (words.text("staff-queue-tray-open")) }
        },
    ]
}

fn purge_in_words(line: &QueueLine, words: &Words) -> String {
    match line.is_held {
        true => words.text("staff-queue-held"),
        false => line.purge_on.map(Day::in_words).unwrap_or_default(),
    }
}
