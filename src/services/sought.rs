//! What a reader looks for in slips that are sealed, and whether an opened one is it. What pupils and staff
//! wrote counts only where this reader has opened the slip before, which its other readers were told of.

use super::read_answers::SlipAnswers;
use super::read_slip::opened_at;
use crate::domain::{
    Case, Category, CategoryCode, CodeState, Day, FourC, Need, OwnerSought, Place, QueueList,
    ReaderId, SearchTerm, SlipAct, SlipContent, SlipState, Taxonomy, Tray, asked_today, is_of,
    is_pressing,
};
use crate::store::slip_lists::SlipLine;

/// Each that is given has to hold.
#[derive(Clone, Default)]
pub struct Sought {
    /// Absent where it is looked for in all of them.
    pub list: Option<QueueList>,
    pub owner: Option<OwnerSought>,
    pub four_c: Option<FourC>,
    pub kind: Option<CategoryCode>,
    pub place: Option<Place>,
    pub code: Option<CodeState>,
    pub term: Option<SearchTerm>,
}

/// Who looks, and when.
pub(super) struct Looker<'a> {
    pub reader: &'a ReaderId,
    pub today: Day,
    pub taxonomy: &'a Taxonomy,
}

/// A slip that was opened to be looked at, as far as what is sought needs it.
pub(super) struct OpenedSlip<'a> {
    pub line: &'a SlipLine,
    pub acts: &'a [SlipAct],
    /// What was done with the other slips of its case.
    pub beside: &'a [Vec<SlipAct>],
    pub content: Option<&'a SlipContent>,
    pub answers: Option<&'a SlipAnswers>,
    pub has_unread: bool,
}

impl Sought {
    /// Whether anything is sought that stands inside the seal.
    pub fn is_sealed(&self) -> bool {
        self.list.is_some_and(QueueList::is_sealed)
            || self.owner.is_some()
            || self.needs_content()
            || self.code.is_some()
    }

    pub(super) fn needs_content(&self) -> bool {
        self.four_c.is_some() || self.kind.is_some() || self.place.is_some() || self.term.is_some()
    }

    pub(super) fn needs_answers(&self) -> bool {
        self.code.is_some() || self.term.is_some()
    }

    /// Why it has to be seen to today, if it is what is sought; nothing to say of other lists.
    pub(super) fn found(&self, by: &Looker<'_>, slip: &OpenedSlip<'_>) -> Option<Vec<Need>> {
        let needs = match self.list {
            Some(QueueList::Today) => needs(by, slip),
            Some(QueueList::New | QueueList::Mine | QueueList::Open | QueueList::Closed) | None => {
                Vec::new()
            }
        };
        let is_listed = match self.list {
            Some(QueueList::Today) => !needs.is_empty(),
            Some(QueueList::Mine) => is_of(&slip.of_case(), by.reader),
            Some(QueueList::New | QueueList::Open | QueueList::Closed) | None => true,
        };
        (is_listed && self.has_owner(slip) && self.has_code(slip) && self.has_content(by, slip))
            .then_some(needs)
    }

    fn has_owner(&self, slip: &OpenedSlip<'_>) -> bool {
        let Some(sought) = &self.owner else { return true };
        match (sought, slip.case().owner) {
            (OwnerSought::Nobody, owner) => owner.is_none(),
            (OwnerSought::Reader(sought), owner) => owner.as_ref() == Some(sought),
        }
    }

    fn has_code(&self, slip: &OpenedSlip<'_>) -> bool {
        let Some(sought) = self.code else { return true };
        slip.answers.is_some_and(|answers| {
            let has_unread = answers.answers.iter().any(|answer| answer.is_new);
            CodeState::of(answers.has_code, has_unread, slip.acts) == Some(sought)
        })
    }

    fn has_content(&self, by: &Looker<'_>, slip: &OpenedSlip<'_>) -> bool {
        if !self.needs_content() {
            return true;
        }
        let Some(content) = slip.content else { return false };
        let has_opened = opened_at(slip.acts, by.reader).is_some();
        let kind = kind_of(content, &slip.case(), by.taxonomy);
        // Of some kinds even the name is for whoever has opened the slip.
        let named = Some(kind).filter(|kind| has_opened || !kind.is_sensitive);
        self.four_c.is_none_or(|sought| kind.four_c == sought)
            && self.kind.as_ref().is_none_or(|sought| named.is_some_and(|it| it.code == *sought))
            && self.place.is_none_or(|sought| content.answers.place == Some(sought))
            && self.term.as_ref().is_none_or(|term| {
                let named = named.into_iter().flat_map(|it| [&*it.staff_words, &*it.sub_risk]);
                let written = if has_opened { written(content, slip) } else { Vec::new() };
                term.is_in(named.chain(written))
            })
    }
}

impl OpenedSlip<'_> {
    fn of_case(&self) -> Vec<&[SlipAct]> {
        std::iter::once(self.acts).chain(self.beside.iter().map(Vec::as_slice)).collect()
    }

    fn case(&self) -> Case {
        Case::of_slips(&self.of_case())
    }
}

fn needs(by: &Looker<'_>, slip: &OpenedSlip<'_>) -> Vec<Need> {
    let SlipLine { day, urgency, state, tray, .. } = *slip.line;
    // The rush tray is one line of its own.
    let is_in_tray = (state, tray) == (SlipState::New, Tray::Rush);
    let presses = !is_in_tray && is_pressing(day, urgency, state, by.today);
    let mut needs = Vec::new();
    needs.extend(presses.then_some(Need::NotAcknowledged));
    needs.extend(slip.has_unread.then_some(Need::AnswerUnread));
    needs.extend(asked_today(slip.acts, state, by.reader, by.today));
    needs
}

/// The kind as staff find it to be, or as it came.
pub(super) fn kind_of<'a>(
    content: &SlipContent,
    case: &Case,
    taxonomy: &'a Taxonomy,
) -> &'a Category {
    case.kind_found(taxonomy).unwrap_or_else(|| content.kind(taxonomy))
}

/// What the pupil and staff wrote.
fn written<'a>(content: &'a SlipContent, slip: &OpenedSlip<'a>) -> Vec<&'a str> {
    let mut texts = vec![&*content.answers.words, &*content.answers.who, &*content.told];
    texts.extend(slip.acts.iter().flat_map(|act| act.kind.texts()));
    let answers = slip.answers.into_iter().flat_map(|answers| &answers.answers);
    texts.extend(answers.map(|read| read.answer.words.as_str()));
    texts
}
