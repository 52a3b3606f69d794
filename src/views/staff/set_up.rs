//! The set-up: whom slips reach, who is missing, and opening the form to pupils.

use maud::{Markup, html};

use super::keeping::days;
use crate::domain::{Day, Nation, ReaderSummary, Retention, Role, RouteGap, Timestamp};
use crate::i18n::{Words, post};
use crate::paths;
use crate::views::components::{AsTyped, CsrfField};
use crate::views::post::posts;
use crate::views::{StaffFrame, StaffPage};

/// So long before the last term ends, somebody is asked for the next.
const ENDS_SOON_DAYS: i32 = 28;

pub struct SetUpPage<'a> {
    /// What was done just now.
    pub notice: Option<String>,
    pub readers: &'a [ReaderSummary],
    pub nation: Nation,
    pub gaps: &'a [RouteGap],
    pub is_live: bool,
    pub refused_mail: &'a [RefusedMail],
    pub calendar: CalendarView,
    pub retention: Retention,
    /// Until when no slip is deleted, since the date may be wrong; absent when all is as usual.
    pub purge_waits_until: Option<Timestamp>,
    pub today: Day,
    /// Whether the person who looks may open the form.
    pub may_open: bool,
    pub csrf: &'a str,
}

/// What the school has said of when its readers read.
pub struct CalendarView {
    /// What pupils are told now.
    pub told: String,
    /// The last day of the last term; absent until somebody has entered one.
    pub ends_on: Option<Day>,
    pub today: Day,
}

/// Notices that the mail server will not take for somebody.
pub struct RefusedMail {
    pub name: String,
    pub since: Timestamp,
    /// One of a fixed set of reasons.
    pub reason: String,
}

impl StaffPage for SetUpPage<'_> {
    fn title(&self, frame: &StaffFrame<'_>) -> String {
        frame.words.text("staff-set-up-title")
    }

    fn content(&self, frame: &StaffFrame<'_>) -> Markup {
        let words = frame.words;
        html! {
            h1 { (words.text("staff-set-up-title")) }
            (self.state(words))
            (self.routes(words))
            (self.mail(words))
            (self.when(words))
            (self.keeping(words))
            section.panel aria-labelledby="who" {
                h2 #who { (words.text("staff-set-up-readers")) }
                @if self.readers.is_empty() {
                    p { (words.text("staff-set-up-nobody")) }
                } @else {
                    ul.steps-list {
                        @for reader in self.readers {
                            li { (AsTyped(reader.name.as_str())) ": " (posts(&reader.roles, self.nation, words)) }
                        }
                    }
                }
                p.hint { (words.text("staff-set-up-readers-hint")) }
            }
        }
    }
}

impl SetUpPage<'_> {
    fn state(&self, words: &Words) -> Markup {
        html! {
            @if let Some(notice) = &self.notice { p.notice.good role="status" { (notice) } }
            @if self.is_live && self.gaps.is_empty() {
                p.notice.good role="status" { (words.text("staff-set-up-live")) }
            } @else if self.is_live {
                p.notice.now role="status" { (words.text("staff-set-up-live-with-gaps")) }
            } @else {
                p.notice role="status" { (words.text("staff-set-up-not-live")) }
            }
        }
    }

    fn mail(&self, words: &Words) -> Markup {
        html! {
            @if !self.refused_mail.is_empty() {
                section.panel.now aria-labelledby="mail" {
                    h2 #mail { (words.text("staff-set-up-mail")) }
                    ul.steps-list {
                        @for mail in self.refused_mail {
                            li {
                                (words.fill("staff-set-up-mail-refused", &[
                                    ("name", (&mail.name).into()),
                                    ("since", (&mail.since.in_words()).into()),
                                    ("reason", (&mail.reason).into()),
                                ]))
                            }
                        }
                    }
                    p.hint { (words.text("staff-set-up-mail-hint")) }
                }
            }
        }
    }

    fn when(&self, words: &Words) -> Markup {
        let CalendarView { told, ends_on, today } = &self.calendar;
        let ends_soon = ends_on.filter(|day| day.0 - today.0 < ENDS_SOON_DAYS);
        html! {
            section.panel aria-labelledby="when" {
                h2 #when { (words.text("staff-set-up-calendar")) }
                @if ends_on.is_none() { p { (words.text("staff-set-up-calendar-missing")) } }
                @if let Some(day) = ends_soon {
                    p.notice.now {
                        (words.fill("staff-set-up-calendar-ends", &[("day", (&day.in_words()).into())]))
                    }
                }
                p { (words.text("staff-calendar-now")) " " strong { (told) } }
                @if self.may_open {
                    p { a href=(paths::CALENDAR) { (words.text("staff-set-up-calendar-change")) } }
                }
            }
        }
    }

    fn keeping(&self, words: &Words) -> Markup {
        let Retention { recorded_days, closed_days } = self.retention;
        html! {
            section.panel.now[self.purge_waits_until.is_some()] aria-labelledby="keeping" {
                h2 #keeping { (words.text("staff-set-up-keep")) }
                p {
                    (words.fill("staff-set-up-keep-rules", &[
                        ("recorded", days(recorded_days).into()),
                        ("closed", days(closed_days).into()),
                    ]))
                }
                @if let Some(until) = self.purge_waits_until {
                    p.notice.now {
                        (words.fill("staff-set-up-keep-waits", &[
                            ("until", (&until.in_words()).into()),
                        ]))
                        " "
                        (words.fill("staff-set-up-keep-date", &[
                            ("day", (&self.today.in_words()).into()),
                        ]))
                    }
                }
            }
        }
    }

    fn routes(&self, words: &Words) -> Markup {
        html! {
            section.panel.now[self.is_live && !self.gaps.is_empty()] aria-labelledby="routes" {
                h2 #routes { (words.text("staff-set-up-routes")) }
                @if self.gaps.is_empty() {
                    p { (words.text("staff-set-up-routes-good")) }
                } @else {
                    ul.steps-list { @for gap in self.gaps { li { (gap_in_words(gap, self.nation, words)) } } }
                }
                @if !self.is_live && self.gaps.is_empty() {
                    @if self.may_open {
                        form method="post" action=(paths::GO_LIVE) {
                            (CsrfField(self.csrf))
                            div.go {
                                button.btn type="submit" { (words.text("staff-set-up-go-live")) }
                            }
                        }
                    } @else {
                        p { (words.text("staff-set-up-who-opens")) }
                    }
                }
            }
        }
    }
}

/// What is missing, and what to do about it.
pub fn gap_in_words(gap: &RouteGap, nation: Nation, words: &Words) -> String {
    match gap {
        RouteGap::NoSafeguardingLead => {
            let lead = post(Role::DesignatedSafeguardingLead, nation, words);
            words.fill("staff-gap-no-lead", &[("post", (&lead).into())])
        }
        RouteGap::TooManyReaders => words.text("staff-gap-too-many"),
        RouteGap::OneReaderOnly => words.text("staff-gap-one-reader"),
        RouteGap::NoHead => {
            let head = post(Role::Head, nation, words);
            words.fill("staff-gap-no-head", &[("post", (&head).into())])
        }
        RouteGap::NoChair => {
            let chair = post(Role::Chair, nation, words);
            words.fill("staff-gap-no-chair", &[("post", (&chair).into())])
        }
        RouteGap::HeadIsChair => words.text("staff-gap-head-is-chair"),
        RouteGap::RestsOnOnePerson(name) => {
            words.fill("staff-gap-one-person", &[("name", name.into())])
        }
    }
}
