//! Which list of slips an address names, and what narrows it.

use crate::domain::{Day, FourC, OwnerSought, QueueList, ReaderId, SlipFilter, SlipState, Urgency};
use crate::i18n::Words;
use crate::paths;
use crate::services::sought::Sought;
use crate::views::components::FieldError;
use crate::views::staff::NarrowForm;

#[derive(Default, serde::Deserialize)]
pub struct QueueQuery {
    list: Option<String>,
    state: Option<String>,
    urgency: Option<String>,
    from: Option<String>,
    to: Option<String>,
    risk: Option<String>,
    owner: Option<String>,
    pub(super) page: Option<usize>,
    pub(super) looked: Option<usize>,
    pub(super) done: Option<String>,
}

/// What is asked for. What an address says that nothing is called is left out.
pub(super) struct Asked {
    pub list: QueueList,
    pub filter: SlipFilter,
    pub sought: Sought,
    pub form: NarrowForm,
    pub errors: Vec<FieldError>,
}

impl Asked {
    pub(super) fn of(query: &QueueQuery, words: &Words) -> Self {
        let typed = |field: &Option<String>| field.clone().unwrap_or_default().trim().to_owned();
        let list = list_of(query);
        let mut errors = Vec::new();
        let mut day = |field, typed: &str| {
            let day = Day::parse(typed);
            if day.is_none() && !typed.is_empty() {
                let message = words.text("staff-queue-no-day");
                errors.push(FieldError { field, message });
            }
            day
        };
        let (typed_from, typed_to) = (typed(&query.from), typed(&query.to));
        let (from, to) = (day("from", &typed_from), day("to", &typed_to));
        if from.zip(to).is_some_and(|(from, to)| from > to) {
            let message = words.text("staff-queue-days-turned");
            errors.push(FieldError { field: "to", message });
        }
        let urgency = Urgency::try_from(typed(&query.urgency)).ok();
        let state = state_of(query, list);
        let four_c = FourC::parse(&typed(&query.risk));
        let owner = owner_of(&typed(&query.owner));
        let form = NarrowForm {
            urgency: urgency.map(Urgency::as_str).unwrap_or_default().to_owned(),
            from: typed_from,
            to: typed_to,
            state: state.map(SlipState::as_str).unwrap_or_default().to_owned(),
            four_c: four_c.map(FourC::as_str).unwrap_or_default().to_owned(),
            owner: match &owner {
                Some(OwnerSought::Nobody) => NOBODY.to_owned(),
                Some(OwnerSought::Reader(id)) => id.as_str().to_owned(),
                None => String::new(),
            },
            owners: Vec::new(),
        };
        let state = if list == QueueList::New { Some(SlipState::New) } else { state };
        // Days that are wrong narrow nothing, so that nothing is left out by mistake.
        let days = if errors.is_empty() { (from, to) } else { (None, None) };
        let filter = SlipFilter { urgency, from: days.0, to: days.1, state };
        let sought = Sought { list: Some(list), owner, four_c, ..Sought::default() };
        Self { list, filter, sought, form, errors }
    }

    /// The list with what narrows it, to be kept as a link or turned to its other pages.
    pub(super) fn address(&self) -> String {
        let days = [self.filter.from, self.filter.to].map(|day| day.map(Day::as_field));
        let [from, to] = days.map(Option::unwrap_or_default);
        let form = &self.form;
        let chosen = [
            ("urgency", &form.urgency),
            ("state", &form.state),
            ("from", &from),
            ("to", &to),
            ("risk", &form.four_c),
            ("owner", &form.owner),
        ];
        let mut address = format!("{}?list={}", paths::SLIPS, self.list.as_str());
        for (name, value) in chosen.into_iter().filter(|(_, value)| !value.is_empty()) {
            address.push_str(&format!("&{name}={value}"));
        }
        address
    }
}

/// An owner whom nobody is.
const NOBODY: &str = "nobody";

/// With no list named, that of all slips in this state.
fn list_of(query: &QueueQuery) -> QueueList {
    let named = query.list.as_deref().and_then(QueueList::parse);
    let is_closed = query.state.as_deref() == Some(SlipState::Closed.as_str());
    named.unwrap_or(if is_closed { QueueList::Closed } else { QueueList::Open })
}

fn state_of(query: &QueueQuery, list: QueueList) -> Option<SlipState> {
    let named = SlipState::try_from(query.state.clone().unwrap_or_default()).ok();
    let is_choice = |state: &SlipState| match state {
        SlipState::New | SlipState::Acknowledged => true,
        SlipState::Closed | SlipState::AsideAsked | SlipState::Aside => false,
    };
    match list {
        QueueList::Today | QueueList::Mine | QueueList::Open => named.filter(is_choice),
        QueueList::New | QueueList::Closed => None,
    }
}

fn owner_of(typed: &str) -> Option<OwnerSought> {
    match typed {
        NOBODY => Some(OwnerSought::Nobody),
        id => ReaderId::parse(id).ok().map(OwnerSought::Reader),
    }
}
