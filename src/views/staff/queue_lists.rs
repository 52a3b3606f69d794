//! Which list of slips is shown, what narrows it, and how far it has been looked through.

use maud::{Markup, html};

use crate::domain::{FourC, QueueList, SlipState, Urgency};
use crate::i18n::Words;
use crate::paths;
use crate::views::components::{FieldError, Select, StaffField};

/// How many slips a list has; absent where that is not known without opening more of them.
#[derive(Debug, Clone, Copy, Default)]
pub struct ListTabs {
    pub today: Option<usize>,
    pub new: Option<usize>,
    pub mine: Option<usize>,
    pub open: Option<usize>,
    pub closed: Option<usize>,
}

/// What narrows a list, as it was chosen and typed.
#[derive(Debug, Clone, Default)]
pub struct NarrowForm {
    pub urgency: String,
    pub from: String,
    pub to: String,
    pub state: String,
    pub four_c: String,
    pub owner: String,
    /// Readers by id, each with their name.
    pub owners: Vec<(String, String)>,
}

/// How far a list that only the seal tells has been looked through.
#[derive(Debug, Clone, Copy)]
pub struct LookNote {
    pub from: usize,
    pub to: usize,
    pub total: usize,
    /// Where to look further; absent when all have been looked at.
    pub next: Option<usize>,
    pub damaged: usize,
}

impl ListTabs {
    pub(super) fn shown(&self, current: QueueList, words: &Words) -> Markup {
        let tab = |list| match list {
            QueueList::Today => (words.text("staff-queue-tab-today"), self.today),
            QueueList::New => (words.text("staff-queue-tab-new"), self.new),
            QueueList::Mine => (words.text("staff-queue-tab-mine"), self.mine),
            QueueList::Open => (words.text("staff-queue-tab-open"), self.open),
            QueueList::Closed => (words.text("staff-queue-tab-closed"), self.closed),
        };
        html! {
            nav.lists aria-label=(words.text("staff-queue-lists")) {
                ul {
                    @for list in QueueList::ALL {
                        @let (name, count) = tab(list);
                        li {
                            a href=(paths::slips_of(list)) aria-current=[(list == current).then_some("page")] {
                                (name)
                                @if let Some(count) = count { " (" (count) ")" }
                            }
                        }
                    }
                    li { a href=(paths::SEARCH_SLIPS) { (words.text("staff-search")) } }
                }
            }
        }
    }
}

impl NarrowForm {
    pub fn is_narrowed(&self) -> bool {
        [&self.urgency, &self.from, &self.to, &self.state, &self.four_c, &self.owner]
            .iter()
            .any(|typed| !typed.is_empty())
    }

    /// By address, so that a list can be kept as a link: nothing in it is anybody's words.
    pub(super) fn shown(&self, list: QueueList, errors: &[FieldError], words: &Words) -> Markup {
        html! {
            @if self.is_narrowed() { p { strong { (words.text("staff-queue-narrowed")) } } }
            details.narrowing open[self.is_narrowed()] {
                summary { (words.text("staff-queue-narrow")) }
                form.staff-form method="get" action=(paths::SLIPS) novalidate {
                    input type="hidden" name="list" value=(list.as_str());
                    div.row { (self.outside(list, words)) }
                    div.pair { (self.days(errors, words)) }
                    div.row { (self.inside(words)) }
                    div.go {
                        button.btn type="submit" { (words.text("staff-queue-narrow-button")) }
                        @if self.is_narrowed() {
                            a.btn.second href=(paths::slips_of(list)) {
                                (words.text("staff-queue-narrow-off"))
                            }
                        }
                    }
                }
            }
        }
    }

    /// What stands outside the seal.
    fn outside(&self, list: QueueList, words: &Words) -> Markup {
        let any = || Some(words.text("staff-queue-any"));
        let urgencies = Urgency::ALL.map(|urgency| {
            let said = match urgency {
                Urgency::Emergency => words.text("staff-urgency-emergency"),
                Urgency::Urgent => words.text("staff-urgency-urgent"),
                Urgency::SameDay => words.text("staff-urgency-same-day"),
                Urgency::Routine => words.text("staff-urgency-routine"),
            };
            (urgency.as_str(), said)
        });
        let states = [SlipState::New, SlipState::Acknowledged]
            .map(|state| (state.as_str(), state.in_words().to_owned()));
        let has_states = match list {
            QueueList::Today | QueueList::Mine | QueueList::Open => true,
            QueueList::New | QueueList::Closed => false,
        };
        html! {
            (Select {
                id: "urgency",
                name: "urgency",
                label: words.text("staff-queue-column-urgency"),
                none: any(),
                options: &urgencies,
                chosen: Some(&self.urgency),
                error: None,
            })
            @if has_states {
                (Select {
                    id: "state",
                    name: "state",
                    label: words.text("staff-queue-column-state"),
                    none: any(),
                    options: &states,
                    chosen: Some(&self.state),
                    error: None,
                })
            }
        }
    }

    fn days(&self, errors: &[FieldError], words: &Words) -> Markup {
        let day = |name, label, value| StaffField {
            name,
            label,
            hint: None,
            kind: "date",
            autocomplete: "off",
            value,
            errors,
        };
        html! {
            p { (words.text("staff-queue-days")) }
            (day("from", words.text("staff-queue-from"), &self.from))
            (day("to", words.text("staff-queue-to"), &self.to))
        }
    }

    /// What only the seal tells.
    fn inside(&self, words: &Words) -> Markup {
        let any = || Some(words.text("staff-queue-any"));
        let risks = FourC::RISKS.map(|risk| (risk.as_str(), risk.in_words().to_owned()));
        let mut owners = vec![("nobody", words.text("staff-queue-owner-nobody"))];
        owners.extend(self.owners.iter().map(|(id, name)| (id.as_str(), name.clone())));
        html! {
            (Select {
                id: "risk",
                name: "risk",
                label: words.text("staff-queue-risk"),
                none: any(),
                options: &risks,
                chosen: Some(&self.four_c),
                error: None,
            })
            (Select {
                id: "owner",
                name: "owner",
                label: words.text("staff-queue-owner"),
                none: any(),
                options: &owners,
                chosen: Some(&self.owner),
                error: None,
            })
        }
    }
}

impl LookNote {
    pub(super) fn shown(&self, address: &str, words: &Words) -> Markup {
        html! {
            (self.how_far(words))
            div.go {
                @if let Some(next) = self.next {
                    a.btn href={ (address) "&looked=" (next) } {
                        (words.text("staff-queue-look-further"))
                    }
                }
                @if self.from > 0 {
                    a.btn.second href=(address) { (words.text("staff-queue-look-again")) }
                }
            }
        }
    }

    /// What was looked through is said, so that nobody takes a part for the whole.
    pub(super) fn how_far(&self, words: &Words) -> Markup {
        let Self { from, to, total, next, damaged } = *self;
        html! {
            @if next.is_some() || from > 0 {
                p.notice role="status" {
                    (words.fill("staff-queue-looked", &[
                        ("from", from.min(total).saturating_add(1).min(to).into()),
                        ("to", to.into()),
                        ("total", total.into()),
                    ]))
                }
            }
            @if damaged > 0 {
                p.notice.now role="status" {
                    (words.fill("staff-queue-look-damaged", &[("count", damaged.into())]))
                }
            }
        }
    }
}
