//! The slips a reader can open: how soon, which day, how far. Never a word of them.

use maud::{Markup, html};

use super::leave::AwayLine;
use super::queue_lists::{ListTabs, LookNote, NarrowForm};
use crate::domain::{Day, Need, QueueList, SlipId, SlipState, Tray, Urgency};
use crate::i18n::Words;
use crate::paths;
use crate::views::components::{
    Column, FieldError, PageTurn, StaffErrors, StaffTable, StatePill, UrgencyPill,
};
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
    /// Why somebody has to see to it today; empty on lists that do not say.
    pub needs: Vec<Need>,
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
    pub list: QueueList,
    /// How many there are on lists that are told without opening a slip.
    pub tabs: ListTabs,
    pub narrow: NarrowForm,
    pub errors: Vec<FieldError>,
    /// The list with what narrows it.
    pub address: String,
    /// Of a list that only the seal tells.
    pub looked: Option<LookNote>,
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
    /// Whether this reader has slips to seal anew.
    pub is_reseal_due: bool,
    /// Whether a colleague's new keys wait for somebody to vouch for them.
    pub is_vouch_due: bool,
    /// Colleagues who have yet to seal for this reader's new keys what was sent before.
    pub yet_to_seal: usize,
    /// Readers who are away today.
    pub away: Vec<AwayLine>,
    /// Whether this reader has just agreed to delete a slip.
    pub has_deleted: bool,
    /// What they have looked at in this session, the last first.
    pub visited: Vec<QueueLine>,
}

impl StaffPage for QueuePage {
    fn title(&self, frame: &StaffFrame<'_>) -> String {
        heading(self.list, frame.words)
    }

    fn content(&self, frame: &StaffFrame<'_>) -> Markup {
        let words = frame.words;
        html! {
            h1 { (self.title(frame)) }
            (StaffErrors { words, errors: &self.errors })
            (self.tabs.shown(self.list, words))
            @if self.list == QueueList::Open { (self.figures(words)) }
            (self.notices(words))
            (self.narrow.shown(self.list, &self.errors, words))
            @if self.lines.is_empty() && self.tray().is_none() {
                div.panel { p { (self.nothing(words)) } }
            } @else {
                (self.table(words))
            }
            @match &self.looked {
                Some(note) => (note.shown(&self.address, words)),
                None => (PageTurn {
                    words,
                    address: &self.address,
                    page: self.page,
                    pages: self.pages,
                }),
            }
            (self.visited(words))
        }
    }
}

fn heading(list: QueueList, words: &Words) -> String {
    match list {
        QueueList::Today => words.text("staff-queue-today"),
        QueueList::New => words.text("staff-queue-new"),
        QueueList::Mine => words.text("staff-queue-mine"),
        QueueList::Open => words.text("staff-queue-open"),
        QueueList::Closed => words.text("staff-queue-closed"),
    }
}

impl QueuePage {
    fn notices(&self, words: &Words) -> Markup {
        html! {
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
            @if self.is_reseal_due {
                p.notice.now role="status" {
                    (words.text("staff-reseal-due")) " "
                    a href=(paths::RESEAL) { (words.text("staff-reseal-link")) }
                }
            }
            @if self.yet_to_seal > 0 {
                p.notice.now role="status" {
                    (words.fill("staff-reseal-yet", &[("count", self.yet_to_seal.into())]))
                }
            }
            @if self.is_vouch_due {
                p.notice.now role="status" {
                    (words.text("staff-new-keys-due")) " "
                    a href=(paths::NEW_KEYS) { (words.text("staff-new-keys-link")) }
                }
            }
            @if !self.away.is_empty() {
                p.notice {
                    @for line in &self.away { (line.in_words(words)) " " }
                    a href=(paths::DAYS_AWAY) { (words.text("staff-leave-link")) }
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
        }
    }

    /// What it means that the list is empty.
    fn nothing(&self, words: &Words) -> String {
        let is_part = |note: &LookNote| note.from > 0 || note.next.is_some();
        let is_partial = self.untried > 0 || self.looked.as_ref().is_some_and(is_part);
        if is_partial || self.narrow.is_narrowed() {
            return words.text("staff-queue-none-found");
        }
        match self.list {
            QueueList::Today => words.text("staff-queue-none-today"),
            QueueList::New => words.text("staff-queue-none-new"),
            QueueList::Mine => words.text("staff-queue-none-mine"),
            QueueList::Open => words.text("staff-queue-none"),
            QueueList::Closed => words.text("staff-queue-no-closed"),
        }
    }

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

    fn visited(&self, words: &Words) -> Markup {
        html! {
            @if !self.visited.is_empty() {
                section.panel aria-labelledby="visited" {
                    h2 #visited { (words.text("staff-queue-visited")) }
                    ul.visited {
                        @for line in &self.visited {
                            li {
                                a href=(paths::slip(&line.id)) {
                                    (words.fill("staff-queue-visited-slip", &[("day", (&line.day.in_words()).into())]))
                                }
                                (UrgencyPill { words, urgency: line.urgency })
                                (StatePill { words, state: line.state })
                            }
                        }
                    }
                    p.hint { (words.text("staff-queue-visited-kept")) }
                }
            }
        }
    }

    fn table(&self, words: &Words) -> Markup {
        let columns = Columns { list: self.list, words };
        let mut rows: Vec<_> = self.lines.iter().map(|line| columns.row(line)).collect();
        if let Some(tray) = self.tray() {
            let before = |line: &&QueueLine| line.urgency > tray.urgency;
            let place = self.lines.iter().take_while(before).count();
            rows.insert(place, columns.filled_up(tray_row(tray, words)));
        }
        let in_tray = self.in_tray_of_list().map_or(0, |tray| tray.count);
        html! {
            (StaffTable {
                id: "slips",
                caption: words.fill("staff-queue-caption", &[("count", (self.total + in_tray).into())]),
                columns: columns.heads(),
                rows,
            })
        }
    }

    /// The line of the tray, on the first page of a list that has it.
    fn tray(&self) -> Option<&TrayLine> {
        let is_first = self.page == 1 && self.looked.as_ref().is_none_or(|note| note.from == 0);
        self.in_tray_of_list().filter(|_| is_first)
    }

    fn in_tray_of_list(&self) -> Option<&TrayLine> {
        let has_tray = match self.list {
            QueueList::Today | QueueList::New | QueueList::Open => true,
            QueueList::Mine | QueueList::Closed => false,
        };
        self.in_tray.as_ref().filter(|_| has_tray)
    }
}

/// What a list says of each slip, and nothing of what is in it.
pub(super) struct Columns<'a> {
    pub list: QueueList,
    pub words: &'a Words,
}

impl Columns<'_> {
    pub(super) fn heads(&self) -> Vec<Column> {
        let words = self.words;
        let mut heads = vec![
            Column::named(words.text("staff-queue-column-urgency")),
            Column::named(words.text("staff-queue-column-day")),
            Column::named(words.text("staff-queue-column-state")),
        ];
        match self.list {
            QueueList::Today => heads.push(Column::named(words.text("staff-queue-column-need"))),
            QueueList::Closed => heads.push(Column::named(words.text("staff-queue-column-purge"))),
            QueueList::New | QueueList::Mine | QueueList::Open => {}
        }
        heads.push(Column::hidden(words.text("staff-queue-column-open")));
        heads
    }

    pub(super) fn row(&self, line: &QueueLine) -> Vec<Markup> {
        let (words, day) = (self.words, line.day.in_words());
        let mut cells = vec![
            html! { (UrgencyPill { words, urgency: line.urgency }) },
            html! {
                (day)
                @if line.tray == Tray::Rush { " · " (words.text("staff-queue-rush")) }
            },
            html! { (StatePill { words, state: line.state }) },
        ];
        match self.list {
            QueueList::Today => {
                let needs: Vec<_> = line.needs.iter().map(|need| in_words(*need, words)).collect();
                cells.push(html! { (needs.join(". ")) });
            }
            QueueList::Closed => cells.push(html! { (purge_in_words(line, words)) }),
            QueueList::New | QueueList::Mine | QueueList::Open => {}
        }
        cells.push(html! {
            a.btn.second.small data-row href=(paths::slip(&line.id)) {
                (words.text("staff-queue-look")) span.vh { ": " (day) }
            }
        });
        cells
    }

    /// A row that has no cell of this list alone.
    fn filled_up(&self, mut row: Vec<Markup>) -> Vec<Markup> {
        let missing = self.heads().len().saturating_sub(row.len());
        let last = row.len().saturating_sub(1);
        (0..missing).for_each(|_| row.insert(last, html! {}));
        row
    }
}

fn in_words(need: Need, words: &Words) -> String {
    match need {
        Need::NotAcknowledged => words.text("staff-need-new"),
        Need::AnswerUnread => words.text("staff-need-answer"),
        Need::TaskDue => words.text("staff-need-task"),
        Need::DeletionAsked => words.text("staff-need-deletion"),
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
            a.btn.second.small data-row href=(paths::TRAY) { (words.text("staff-queue-tray-open")) }
        },
    ]
}

fn purge_in_words(line: &QueueLine, words: &Words) -> String {
    match line.is_held {
        true => words.text("staff-queue-held"),
        false => line.purge_on.map(Day::in_words).unwrap_or_default(),
    }
}
