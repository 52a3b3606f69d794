//! A reader looks through their slips for what only the seal tells. The slips are opened for this one look,
//! with the keys on the reader's own sheets; nobody is told of any of them, and nothing is kept.

use std::sync::Arc;

use super::ServiceError;
use super::find_beside::find_beside;
use super::list_slips::{Order, Part};
use super::own_slips::{Own, Stored};
use super::read_answers::{SlipAnswers, find_answers};
use super::read_slip::{ReaderAtWork, content_of, open_acts, thread_of};
use super::sealed_slips::{Keyed, keyed};
use super::sought::{Looker, OpenedSlip, Sought};
use crate::crypto::{SlipKey, traces};
use crate::db::{Db, Reader};
use crate::domain::{
    Beside, Day, EntryId, Need, QueueList, SchoolId, SlipAct, SlipFilter, Taxonomy, ThreadId,
};
use crate::store::slip_lists::SlipLine;
use crate::store::{slip_acts, slips, threads};

/// Slips that one look goes through at most.
const LOOKED_AT_MAX: usize = 500;
/// It ends sooner once it has found so many: a page.
const FOUND_MAX: usize = 50;
/// Slips that are in memory at a time.
const OPENED_AT_ONCE: usize = 50;

/// One look.
pub struct Look {
    pub sought: Sought,
    pub filter: SlipFilter,
    /// How many of them were looked through before.
    pub from: usize,
    pub today: Day,
}

/// What it found.
#[derive(Default)]
pub struct Looked {
    pub lines: Vec<(SlipLine, Vec<Need>)>,
    /// How many have been looked through by now, with those of the looks before.
    pub to: usize,
    /// How many there are to look through.
    pub total: usize,
    /// Slips that cannot be read, so that nobody knows whether they are what is sought.
    pub damaged: usize,
}

impl Looked {
    /// Where the next look begins; absent after the last.
    pub fn next(&self) -> Option<usize> {
        (self.to < self.total).then_some(self.to)
    }
}

/// Looks at the slips that come next. After `list_own_slips`, which tries what has come.
pub async fn look_through(
    db: &Db,
    who: &ReaderAtWork,
    taxonomy: &Arc<Taxonomy>,
    look: Look,
) -> Result<Looked, ServiceError> {
    let look = Arc::new(look);
    let (looking, by) = (Arc::clone(&look), who.clone());
    let window =
        db.read(who.school.clone(), move |reader| Window::find(reader, &by, &looking)).await?;
    let mut looked = Looked { to: window.from, total: window.total, ..Looked::default() };
    for some in window.lines.chunks(OPENED_AT_ONCE) {
        let (some, unread, looking) = (some.to_vec(), window.unread.clone(), Arc::clone(&look));
        let by = who.clone();
        let sealed = db
            .read(who.school.clone(), move |reader| {
                some.into_iter()
                    .map(|slip| {
                        StillSealed::find(reader, &by.school, &looking.sought, &unread, slip)
                    })
                    .collect::<Result<Vec<_>, ServiceError>>()
            })
            .await?;
        let mut with_acts = Vec::with_capacity(sealed.len());
        for slip in sealed {
            with_acts.push(slip.with_acts(db, who).await?);
        }
        let (by, taxonomy, looking) = (who.clone(), Arc::clone(taxonomy), Arc::clone(&look));
        let room = FOUND_MAX - looked.lines.len();
        let opened = traces::leaving_none_elsewhere(move || {
            open_all(&by, &taxonomy, &looking, with_acts, room)
        });
        let opened = opened.await.map_err(|_| ServiceError::Damaged)?;
        looked.lines.extend(opened.lines);
        looked.to += opened.to;
        looked.damaged += opened.damaged;
        if looked.lines.len() == FOUND_MAX {
            return Ok(looked);
        }
    }
    looked.to += window.keyless;
    looked.damaged += window.keyless;
    Ok(looked)
}

/// Where a list finds its slips.
fn parts(list: Option<QueueList>) -> &'static [Part] {
    match list {
        Some(QueueList::Today) => &[Part::ToLookAt, Part::Closed, Part::RushTray],
        Some(QueueList::Mine) => &[Part::ToLookAt, Part::RushTray],
        Some(QueueList::New | QueueList::Open) => &[Part::ToLookAt],
        Some(QueueList::Closed) => &[Part::Closed],
        None => &[Part::ToLookAt, Part::RushTray, Part::Closed, Part::Aside],
    }
}

fn order(list: Option<QueueList>, today: Day) -> Order {
    match list {
        Some(QueueList::Today) => Order::Pressing(today),
        Some(QueueList::New | QueueList::Mine | QueueList::Open) => Order::Urgent,
        Some(QueueList::Closed) | None => Order::Newest,
    }
}

/// The slips of one look, with what opens each.
struct Window {
    lines: Vec<Keyed>,
    /// Those whose key is not on the reader's sheet, which was changed.
    keyless: usize,
    from: usize,
    total: usize,
    /// Threads with an answer that nobody has read.
    unread: Arc<Vec<ThreadId>>,
}

impl Window {
    fn find(
        reader: &mut Reader<'_>,
        who: &ReaderAtWork,
        look: &Look,
    ) -> Result<Self, ServiceError> {
        let list = look.sought.list;
        let stored = Stored::read(reader, who)?;
        let own = Own::count(reader, who, &stored, |alike| {
            parts(list).iter().any(|part| part.has(alike))
                && look.filter.takes(alike.day, alike.urgency, alike.state)
        })?;
        let mut alike = own.alike.clone();
        order(list, look.today).sort(&mut alike);
        let total = alike.iter().map(|alike| alike.count).sum();
        let from = look.from.min(total);
        let lines = own.list(reader, who, &alike, from, LOOKED_AT_MAX)?;
        let listed = lines.len();
        let lines = keyed(reader, who, lines)?;
        let keyless = listed - lines.len();
        let unread = match list {
            Some(QueueList::Today) => threads::list_unread(reader)?,
            Some(QueueList::New | QueueList::Mine | QueueList::Open | QueueList::Closed) | None => {
                Vec::new()
            }
        };
        let unread = Arc::new(unread.into_iter().map(|(thread, _)| thread).collect());
        Ok(Self { lines, keyless, from, total, unread })
    }
}

/// A slip with what has to be opened of it.
struct StillSealed {
    line: SlipLine,
    key: SlipKey,
    thread: ThreadId,
    acts: Vec<(EntryId, Vec<u8>)>,
    envelope: Option<Vec<u8>>,
    answers: Option<SlipAnswers>,
    has_unread: bool,
}

impl StillSealed {
    fn find(
        reader: &mut Reader<'_>,
        school: &SchoolId,
        sought: &Sought,
        unread: &[ThreadId],
        Keyed { line, key, is_resealed }: Keyed,
    ) -> Result<Self, ServiceError> {
        let acts = slip_acts::list(reader, &line.id)?;
        let envelope = match sought.needs_content() || is_resealed {
            true => slips::list_envelopes(reader, std::slice::from_ref(&line.id))?.pop(),
            false => None,
        };
        let envelope = envelope.map(|(_, _, envelope)| envelope);
        let thread = match &envelope {
            Some(envelope) if is_resealed => thread_of(school, line.day, &key, envelope),
            Some(_) | None => key.thread(),
        };
        let answers = match sought.needs_answers() {
            true => Some(find_answers(reader, &thread)?),
            false => None,
        };
        let thread = thread.id();
        let has_unread = !unread.is_empty() && unread.contains(&thread);
        Ok(Self { line, key, thread, acts, envelope, answers, has_unread })
    }

    /// With what was done with it, and with the others of its case where it has any.
    async fn with_acts(self, db: &Db, who: &ReaderAtWork) -> Result<WithActs, ServiceError> {
        let acts = open_acts(&self.key, &self.acts);
        let named = Beside { day: self.line.day, thread: self.thread.clone() };
        let others = find_beside(db, who, &named, &acts).await?;
        let beside = others.together.into_iter().map(|slip| slip.acts).collect();
        Ok(WithActs { slip: self, acts, beside })
    }
}

/// A slip of which the acts are opened, and the rest is not.
struct WithActs {
    slip: StillSealed,
    acts: Vec<SlipAct>,
    /// What was done with the other slips of its case.
    beside: Vec<Vec<SlipAct>>,
}

/// Opens one after the other until so many are found.
fn open_all(
    who: &ReaderAtWork,
    taxonomy: &Taxonomy,
    look: &Look,
    slips: Vec<WithActs>,
    room: usize,
) -> Looked {
    let by = Looker { reader: &who.id, today: look.today, taxonomy };
    let mut looked = Looked::default();
    for WithActs { slip, acts, beside } in slips {
        if looked.lines.len() == room {
            break;
        }
        looked.to += 1;
        let StillSealed { line, key, envelope, answers, has_unread, .. } = slip;
        let content = envelope.map(|envelope| content_of(&who.school, line.day, &key, &envelope));
        looked.damaged += usize::from(matches!(content, Some(Err(_))));
        let content = content.and_then(Result::ok);
        let opened = OpenedSlip {
            line: &line,
            acts: &acts,
            beside: &beside,
            content: content.as_ref(),
            answers: answers.as_ref(),
            has_unread,
        };
        if let Some(needs) = look.sought.found(&by, &opened) {
            looked.lines.push((line, needs));
        }
    }
    looked
}
