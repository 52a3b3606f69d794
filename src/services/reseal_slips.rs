//! Somebody who could open slips must not any more. Whoever else can open one seals it anew without them, some at
//! each press: the keys for it are there only while a reader asks. What it takes to tell whether a slip is done is
//! inside it, so it can be left at any time, and two who do it at once skip what the other has done.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::ServiceError;
use super::list_slips::{Part, View, list_own_slips};
use super::open_slot::is_all_visible;
use super::read_slip::{ReaderAtWork, content_of, find_one, open_sheet};
use super::renew_keys::list_renewed;
use super::seal_anew::seal_anew;
use super::send_slip::Sealing;
use super::slip_index::Readable;
use super::trusted_readers::{TrustedReader, sealed_to};
use super::try_slips::{Tried, keep_sheets};
use crate::crypto::{SlipKey, traces};
use crate::db::{Db, DbError, Reader, Writer};
use crate::domain::{
    Actor, Day, Permission, ReaderId, ReaderSummary, SlipContent, SlipFilter, SlipId, Timestamp,
};
use crate::store::{reseals, slip_indexes, slips};

/// Slips sealed anew at one press: two seconds of work on a small machine.
const AT_ONCE_MAX: usize = 100;
/// Slips that are in memory at a time.
const OPENED_AT_ONCE: usize = 50;

/// How far a reader has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Progress {
    /// Slips that are as they should be.
    pub done: usize,
    /// All that this reader can open.
    pub total: usize,
}

/// It is due for each of these who may read slips.
pub(super) fn set_due<'a>(
    writer: &mut Writer<'_>,
    readers: impl IntoIterator<Item = &'a ReaderSummary>,
) -> Result<(), ServiceError> {
    for reader in readers.into_iter().filter(|reader| reader.roles.may(Permission::ReadSlips)) {
        reseals::set_due(writer, &reader.id)?;
    }
    Ok(())
}

/// How far this reader has come; `None` when nothing is due for them.
pub async fn reseal_progress(
    db: &Db,
    sealing: &Sealing,
    who: &ReaderAtWork,
) -> Result<Option<Progress>, ServiceError> {
    if find_due_at(db, who).await?.is_none() {
        return Ok(None);
    }
    let readers = Arc::new(Here::find(db, sealing, who).await?);
    let looked = look(db, who, &readers, usize::MAX).await?;
    Ok(Some(Progress { done: looked.total - looked.due.len(), total: looked.total }))
}

/// Seals anew the next slips of this reader that have to be, and says so once none is left.
pub async fn reseal_some(
    db: &Db,
    sealing: &Sealing,
    who: &ReaderAtWork,
    now: Timestamp,
) -> Result<(), ServiceError> {
    let Some(due_at) = find_due_at(db, who).await? else { return Ok(()) };
    let (part, filter) = (Part::ToLookAt, SlipFilter::default());
    // Tries what has come.
    let view = View { part, filter, page: 1, lines_a_page: 1 };
    let untried = list_own_slips(db, who, now, view).await?.untried;
    let readers = Arc::new(Here::find(db, sealing, who).await?);
    let looked = look(db, who, &readers, AT_ONCE_MAX).await?;
    let mut is_done = untried == 0 && looked.due.len() < AT_ONCE_MAX;
    let mut news = BTreeMap::<Day, Vec<Tried>>::new();
    for slip in &looked.due {
        match reseal(db, sealing, who, &readers, slip, now).await {
            Ok(Some((day, tried))) => news.entry(day).or_default().push(tried),
            // A colleague did it; or it was changed in the database, and says so to whoever opens it.
            Ok(None) | Err(ServiceError::NotFound | ServiceError::Damaged) => {}
            // Somebody does something with it just now.
            Err(ServiceError::Changed) => is_done = false,
            Err(error) => return Err(error),
        }
    }
    let days: BTreeSet<Day> = news.keys().copied().collect();
    keep_sheets(db, who, now, &days, news).await?;
    if !is_done {
        return Ok(());
    }
    let (id, slot_seconds) = (who.id.clone(), sealing.slot_seconds);
    db.write(who.school.clone(), Actor::System, now, move |writer| {
        // What was on its way then is sealed as it was then.
        match is_all_visible(writer, due_at, now, slot_seconds)? {
            true => Ok(reseals::set_done(writer, &id, due_at)?),
            false => Ok(()),
        }
    })
    .await
}

async fn find_due_at(db: &Db, who: &ReaderAtWork) -> Result<Option<Timestamp>, ServiceError> {
    let id = who.id.clone();
    Ok(db.read(who.school.clone(), move |reader| reseals::find(reader, &id)).await?)
}

/// What a look at a reader's slips has told.
#[derive(Default)]
struct Looked {
    /// Those that have to be sealed anew, as many as were wanted.
    due: Vec<SlipId>,
    /// All, where they were not too many.
    total: usize,
}

/// Opens the slips on the reader's sheets until so many are found. Nobody is told of it, and nothing is kept.
async fn look(
    db: &Db,
    who: &ReaderAtWork,
    readers: &Arc<Here>,
    wanted: usize,
) -> Result<Looked, ServiceError> {
    let id = who.id.clone();
    let heads = move |reader: &mut Reader<'_>| slip_indexes::list_heads(reader, &id);
    let heads = db.read(who.school.clone(), heads).await?;
    let mut looked = Looked::default();
    for day in heads.into_iter().map(|head| head.day) {
        let id = who.id.clone();
        let find = move |reader: &mut Reader<'_>| slip_indexes::find(reader, &id, day);
        let sheet = db.read(who.school.clone(), find).await?;
        let known: Vec<_> = open_sheet(who, day, sheet.as_deref()).readable().collect();
        for some in known.chunks(OPENED_AT_ONCE) {
            looked.add(open_some(db, who, readers, some.to_vec()).await?);
            if looked.due.len() >= wanted {
                looked.due.truncate(wanted);
                return Ok(looked);
            }
        }
    }
    Ok(looked)
}

impl Looked {
    fn add(&mut self, some: Self) {
        self.due.extend(some.due);
        self.total += some.total;
    }
}

async fn open_some(
    db: &Db,
    who: &ReaderAtWork,
    readers: &Arc<Here>,
    known: Vec<(SlipId, SlipKey)>,
) -> Result<Looked, ServiceError> {
    let ids: Vec<SlipId> = known.iter().map(|(slip, _)| slip.clone()).collect();
    let find = move |reader: &mut Reader<'_>| slips::list_envelopes(reader, &ids);
    let envelopes = db.read(who.school.clone(), find).await?;
    let (who, readers) = (who.clone(), Arc::clone(readers));
    let opened = traces::leaving_none_elsewhere(move || {
        let mut looked = Looked { due: Vec::new(), total: envelopes.len() };
        for (slip, day, envelope) in envelopes {
            let Some((_, key)) = known.iter().find(|(id, _)| *id == slip) else { continue };
            let content = content_of(&who.school, day, key, &envelope);
            if content.is_ok_and(|content| readers_now(&content, &who.id, &readers).is_some()) {
                looked.due.push(slip);
            }
        }
        looked
    });
    opened.await.map_err(|_| ServiceError::Damaged)
}

/// The readers there are.
pub(super) struct Here {
    pub(super) trusted: Vec<TrustedReader>,
    /// Those who have their keys in the place of others, with two who vouched for that.
    renewed: BTreeSet<ReaderId>,
}

impl Here {
    pub(super) async fn find(
        db: &Db,
        sealing: &Sealing,
        who: &ReaderAtWork,
    ) -> Result<Self, ServiceError> {
        let trusted = sealing.trusted(db, &who.school).await?;
        let find = move |reader: &mut Reader<'_>| -> Result<_, DbError> {
            let renewed = list_renewed(reader, &trusted)?;
            Ok(Self { trusted: trusted.clone(), renewed })
        };
        Ok(db.read(who.school.clone(), find).await?)
    }

    /// Whoever is at work, with the keys that others seal to.
    pub(super) fn own(&self, who: &ReaderAtWork) -> Result<&TrustedReader, ServiceError> {
        let own = self.trusted.iter().find(|one| one.summary.id == who.id);
        own.ok_or(ServiceError::Changed)
    }

    /// To whom this was sealed of those who are readers still, with their keys of now.
    pub(super) fn of(&self, content: &SlipContent) -> Vec<&TrustedReader> {
        let SlipContent { sealed_to: was, readers: named, .. } = content;
        let was_one = |one: &&TrustedReader| match was.get(&one.summary.id) {
            // Other keys under the same account are another's until two have vouched for them.
            Some(mark) => *mark == one.keys.mark() || self.renewed.contains(&one.summary.id),
            None => was.is_empty() && named.contains(&one.summary.name_and_title()),
        };
        self.trusted.iter().filter(was_one).collect()
    }
}

/// To whom a slip is sealed anew: those to whom it was sealed and who are readers still, with their keys of
/// now. `None` where it is as it should be.
fn readers_now<'a>(
    content: &SlipContent,
    by: &ReaderId,
    here: &'a Here,
) -> Option<Vec<&'a TrustedReader>> {
    let (was, now) = (&content.sealed_to, here.of(content));
    let is_due = match was.is_empty() {
        true => is_due_by_names(content, &now, here),
        false => sealed_to(now.iter().copied()) != *was,
    };
    // Nobody locks themself out.
    let is_among_them = now.iter().any(|one| one.summary.id == *by);
    (is_due && is_among_them).then_some(now)
}

/// Of a slip from before, which only names its readers: of two with the same name and title nobody can tell
/// which it was.
fn is_due_by_names(content: &SlipContent, now: &[&TrustedReader], here: &Here) -> bool {
    let names: BTreeSet<_> = now.iter().map(|one| one.summary.name_and_title()).collect();
    let has_left = names.len() < content.readers.len();
    let has_other_keys = now.iter().any(|one| here.renewed.contains(&one.summary.id));
    let was_sealed_anew = content.thread.is_some();
    names.len() == now.len() && (has_left || (has_other_keys && !was_sealed_anew))
}

/// Seals one slip anew, and gives what this reader notes of it; nothing when somebody has done it before.
async fn reseal(
    db: &Db,
    sealing: &Sealing,
    who: &ReaderAtWork,
    readers: &Here,
    slip: &SlipId,
    now: Timestamp,
) -> Result<Option<(Day, Tried)>, ServiceError> {
    let found = find_one(db, who, slip).await?;
    let content = found.content(&who.school)?;
    let Some(to) = readers_now(&content, &who.id, readers) else { return Ok(None) };
    let (day, alike) = (found.line.day, content.alike.clone());
    let anew = seal_anew(sealing, &who.school, &found, content, &to).await?;
    let found = Readable { key: anew.key().clone(), alike, is_resealed: true };
    let tried = (anew.id().clone(), Some(found));
    let replace = move |writer: &mut Writer<'_>| anew.take_its_place(writer);
    db.write(who.school.clone(), Actor::SomeReader, now, replace).await?;
    Ok(Some((day, tried)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::crypto::ReaderPrivateKeys;
    use crate::domain::{
        Answers, EmailAddress, Language, Mode, PartOfDay, ReaderName, ReaderTitle, Roles, Taxonomy,
        Urgency,
    };

    fn reader(number: u8, name: &str) -> TrustedReader {
        let summary = ReaderSummary {
            id: ReaderId::from_random([number; 16]),
            name: ReaderName::parse(name).unwrap(),
            title: ReaderTitle::parse("deputy").unwrap(),
            roles: Roles::parse("deputy").unwrap(),
            email: EmailAddress::parse("someone@elmwood.example").unwrap(),
        };
        TrustedReader { summary, keys: ReaderPrivateKeys::generate().unwrap().public() }
    }

    fn content(to: &[&TrustedReader]) -> SlipContent {
        let taxonomy = Taxonomy::embedded().unwrap();
        SlipContent {
            taxonomy: taxonomy.edition().to_owned(),
            category: taxonomy.unclassified().code.clone(),
            urgency: Urgency::Routine,
            answers: Answers::default(),
            mode: Mode::More,
            language: Language::English,
            told: String::new(),
            passed_on: None,
            readers: to.iter().map(|reader| reader.summary.name_and_title()).collect(),
            sealed_to: sealed_to(to.iter().copied()),
            part_of_day: PartOfDay::Morning,
            is_overseen: false,
            handed_on: Vec::new(),
            let_in: Vec::new(),
            thread: None,
            alike: None,
            begun_from: None,
        }
    }

    /// The same from before slips said to which keys they are sealed.
    fn from_before(to: &[&TrustedReader]) -> SlipContent {
        SlipContent { sealed_to: Default::default(), ..content(to) }
    }

    fn here(trusted: &[TrustedReader], renewed: &[&TrustedReader]) -> Here {
        let renewed = renewed.iter().map(|one| one.summary.id.clone()).collect();
        Here { trusted: trusted.to_vec(), renewed }
    }

    fn names(found: Option<Vec<&TrustedReader>>) -> Option<Vec<&str>> {
        Some(found?.into_iter().map(|one| one.summary.name.as_str()).collect())
    }

    #[test]
    fn a_slip_goes_to_those_of_its_readers_who_are_here_and_to_nobody_else() {
        let [ann, ben, cat, dan] = [(1, "Ann"), (2, "Ben"), (3, "Cat"), (4, "Dan")]
            .map(|(number, name)| reader(number, name));
        let here = here(&[ann.clone(), ben.clone(), dan], &[]);
        for slip in [content, from_before] {
            let of = |to: &[&TrustedReader], by: &TrustedReader| {
                let now = slip(to);
                names(readers_now(&now, &by.summary.id, &here)).map(|names| names.join(" "))
            };
            assert_eq!(of(&[&ann, &ben, &cat], &ann).as_deref(), Some("Ann Ben"));
            assert_eq!(of(&[&ann, &ben], &ann), None, "nobody has gone");
            assert_eq!(of(&[&ben, &cat], &ann), None, "nobody seals what is not theirs");
        }
    }

    #[test]
    fn other_keys_of_a_reader_are_sealed_to_in_the_place_of_those_before() {
        let (ann, ben) = (reader(1, "Ann"), reader(2, "Ben"));
        let now = [ann.clone(), reader(2, "Ben")];
        let vouched = here(&now, &[&ben]);
        let by = &ann.summary.id;
        for slip in [content(&[&ann, &ben]), from_before(&[&ann, &ben])] {
            let found = readers_now(&slip, by, &vouched).unwrap();
            assert_eq!(sealed_to(found.iter().copied()), sealed_to(&now));
        }
        assert_eq!(names(readers_now(&content(&[&now[0], &now[1]]), by, &vouched)), None);
        // Nobody vouched for them, so they are somebody else's.
        let slip = content(&[&ann, &ben]);
        assert_eq!(names(readers_now(&slip, by, &here(&now, &[]))), Some(vec!["Ann"]));
    }

    #[test]
    fn of_two_with_one_name_an_old_slip_goes_to_neither_by_guessing() {
        let [ann, ben, cat, dan] = [(1, "Ann"), (2, "Ben"), (3, "Cat"), (4, "Dan")]
            .map(|(number, name)| reader(number, name));
        let here = here(&[ann.clone(), ben.clone(), reader(5, "Ben")], &[]);
        let slip = from_before(&[&ann, &ben, &cat, &dan]);
        assert_eq!(names(readers_now(&slip, &ann.summary.id, &here)), None);
    }
}
