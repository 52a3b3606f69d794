//! Slips by the thousand, laid into the database of a service that is stopped. An envelope is bound
//! to its school and day and not to its id, so two a day serve them all.

use std::sync::Arc;
use std::time::Instant;

use ineedtotalk::app::read_pepper;
use ineedtotalk::config::Config;
use ineedtotalk::crypto::envelope::{self, Context, SpareSlots};
use ineedtotalk::crypto::session::{SessionKeys, SessionToken};
use ineedtotalk::crypto::{Pepper, ReaderPrivateKeys, ReaderPublicKeys, SlipKey, random};
use ineedtotalk::db::{Db, DbError, Reader, Writer};
use ineedtotalk::domain::{
    Actor, Day, EntryId, ReaderId, SchoolId, SlipId, SlipState, ThreadId, Tray, Urgency,
};
use ineedtotalk::services::purge_slips::purge_slips;
use ineedtotalk::services::send_slip::begin_thread;
use ineedtotalk::services::slip_index::{Place, Readable, SlipSheet};
use ineedtotalk::store::slips::SealedSlip;
use ineedtotalk::store::threads::SealedWay;
use ineedtotalk::store::{
    sessions, slip_acts, slip_indexes, slip_lists, slips, threads, tombstones,
};

use crate::Fault;
use crate::bare::Sealed;

/// School days over which the slips came.
const DAYS: usize = 190;
/// As long as a sealed name is.
const NAME_BOX_BYTES: usize = 540;
/// As long as a sealed act is.
const ACT_BYTES: usize = 540;
/// Slips in one transaction.
const ROWS_AT_ONCE: usize = 2_000;

/// One slip of so many is not for those who have looked: each day has some of both kinds.
const HIDDEN_EVERY: usize = 20;

/// Two envelopes for each day: one that all on the route open, one that the others do.
struct Days {
    today: Day,
    envelopes: Vec<Vec<u8>>,
    hidden: Vec<Vec<u8>>,
}

/// A slip that was tried, and its key if it opened.
type Tried = (SlipId, Option<SlipKey>);

pub async fn fill(config: &Config, count: usize, seen_by: &[String]) -> Result<(), Fault> {
    let sealed = Sealed::read(config).await?;
    let pepper = read_pepper(&config.secrets.pepper_file)?;
    let mut looked = Vec::new();
    for cookie in seen_by {
        looked.push(session_of(&sealed.db, &pepper, cookie).await?);
    }
    let days = Days::seal(&sealed, &looked)?;
    let mut ids: Vec<[u8; 16]> = (0..count).map(|_| random::bytes()).collect::<Result<_, _>>()?;
    // In the order of the table, which takes them several times as fast.
    ids.sort_unstable();
    for (number, some) in ids.chunks(ROWS_AT_ONCE).enumerate() {
        let begin = number * ROWS_AT_ONCE;
        let slips: Vec<SealedSlip> = (begin..)
            .zip(some)
            .map(|(place, id)| days.slip(place, *id))
            .collect::<Option<_>>()
            .ok_or("no day")?;
        let rows = slips.into_iter().map(|slip| Ok((slip, any_thread()?)));
        let rows: Vec<_> = rows.collect::<Result<_, Fault>>()?;
        let store = move |writer: &mut Writer<'_>| {
            rows.iter().try_for_each(|(slip, (thread, way))| {
                slips::insert(writer, slip)?;
                threads::insert(writer, thread, slip.day, way)
            })
        };
        let stored = sealed.db.write_alone(sealed.school.clone(), Actor::System, sealed.now, store);
        stored.await.map_err(|error: DbError| error)?;
    }
    for (reader, keys) in &looked {
        for place in 0..DAYS.min(count) {
            let known = days.tried(&sealed.school, keys, place, &ids)?;
            note(&sealed, reader, keys, days_before(days.today, place), known).await?;
        }
    }
    println!("stored: {count}");
    Ok(())
}

/// What begins with a slip. Those of these slips begin with none: which is whose shows inside the seals alone.
fn any_thread() -> Result<(ThreadId, SealedWay), Fault> {
    Ok(begin_thread(&SlipKey::generate()?, &[])?)
}

/// Times how long it takes, once a slot has brought another slip, until nothing tells when it came.
pub async fn forget_order(config: &Config) -> Result<(), Fault> {
    let Sealed { db, school, now, .. } = Sealed::read(config).await?;
    // Those that were laid lie as they came, once.
    db.forget_order(now.day()).await?;
    let (thread, way) = any_thread()?;
    let begin =
        move |writer: &mut Writer<'_>| threads::insert(writer, &thread, writer.now.day(), &way);
    db.write::<_, DbError>(school, Actor::Pupil, now, begin).await?;
    let since = Instant::now();
    db.forget_order(now.day()).await?;
    db.checkpoint().await?;
    println!("forgotten s: {:.3}", since.elapsed().as_secs_f64());
    Ok(())
}

/// Closes the slips of the oldest day, each with an act, and times how long it takes to delete them and to erase what
/// they have left on the disk.
pub async fn purge(config: &Config) -> Result<(), Fault> {
    let Sealed { db, school, now, .. } = Sealed::read(config).await?;
    let alike = db.read::<_, DbError>(school.clone(), slip_lists::count_alike).await?;
    let oldest = alike.first().ok_or("no slip")?.day;
    let due =
        db.read::<_, DbError>(school.clone(), move |r| slip_lists::list_day(r, oldest)).await?;
    let closing: Vec<SlipId> = due.into_iter().map(|(slip, _)| slip).collect();
    let count = closing.len();
    db.write_alone(school.clone(), Actor::System, now, move |writer| -> Result<(), DbError> {
        for slip in &closing {
            slips::set_state(writer, slip, SlipState::New, SlipState::Closed, Some(now.day()))?;
            let act = EntryId::from_random(random::bytes().map_err(|_| DbError::Panicked)?);
            slip_acts::insert(writer, &act, slip, &[0; ACT_BYTES])?;
        }
        Ok(())
    })
    .await?;
    let pepper = Arc::new(read_pepper(&config.secrets.pepper_file)?);
    let since = Instant::now();
    let mut purged = 0;
    loop {
        let pepper = Arc::clone(&pepper);
        let delete = move |writer: &mut Writer<'_>| purge_slips(writer, &pepper);
        let look = db.write(school.clone(), Actor::System, now, delete).await?;
        purged += look.purged;
        if !look.is_more_due {
            break;
        }
    }
    if purged != count {
        return Err(format!("{purged} of {count} slips were deleted").into());
    }
    println!("deleted: {purged}");
    println!("deleted s: {:.3}", since.elapsed().as_secs_f64());
    let since = Instant::now();
    db.rewrite_slips().await?;
    db.checkpoint().await?;
    println!("erased s: {:.3}", since.elapsed().as_secs_f64());
    Ok(())
}

impl Days {
    fn seal(sealed: &Sealed, looked: &[(ReaderId, ReaderPrivateKeys)]) -> Result<Self, Fault> {
        let plain = serde_json::to_vec(&sealed.content)?;
        let spare = SpareSlots::new(sealed.suite, 0)?;
        let others = sealed
            .on_route
            .iter()
            .filter(|one| !looked.iter().any(|(reader, _)| *reader == one.summary.id));
        let (all, others) = (sealed.keys(), others.map(|one| one.keys.clone()).collect());
        let today = sealed.now.day();
        let seal_all = |keys: &Vec<ReaderPublicKeys>| -> Result<Vec<Vec<u8>>, Fault> {
            let envelopes = (0..DAYS).map(|place| {
                let day = days_before(today, place);
                let context = Context { school: sealed.school.as_str(), day: day.0 };
                envelope::seal(&plain, keys, sealed.suite, &context, &spare).map(|it| it.envelope)
            });
            Ok(envelopes.collect::<Result<_, _>>()?)
        };
        Ok(Self { today, envelopes: seal_all(&all)?, hidden: seal_all(&others)? })
    }

    fn envelope(&self, place: usize) -> Option<&Vec<u8>> {
        let of_day = if is_hidden(place) { &self.hidden } else { &self.envelopes };
        of_day.get(place % DAYS)
    }

    fn slip(&self, place: usize, id: [u8; 16]) -> Option<SealedSlip> {
        Some(SealedSlip {
            id: SlipId::from_random(id),
            day: days_before(self.today, place % DAYS),
            urgency: if place.is_multiple_of(11) { Urgency::SameDay } else { Urgency::Routine },
            tray: Tray::Normal,
            envelope: self.envelope(place)?.clone(),
            name_box: vec![0; NAME_BOX_BYTES],
        })
    }

    /// What a reader knows who has tried every slip of a day.
    fn tried(
        &self,
        school: &SchoolId,
        keys: &ReaderPrivateKeys,
        day: usize,
        ids: &[[u8; 16]],
    ) -> Result<Vec<Tried>, Fault> {
        let context = Context { school: school.as_str(), day: days_before(self.today, day).0 };
        let key_in = |envelopes: &[Vec<u8>]| -> Result<Option<SlipKey>, Fault> {
            let envelope = envelopes.get(day).ok_or("no day")?;
            Ok(envelope::open(envelope, keys, &context)?.map(|opened| opened.key))
        };
        let (shown, hidden) = (key_in(&self.envelopes)?, key_in(&self.hidden)?);
        let of_day = ids.iter().enumerate().skip(day).step_by(DAYS).map(|(place, id)| {
            let key = if is_hidden(place) { &hidden } else { &shown };
            (SlipId::from_random(*id), key.clone())
        });
        Ok(of_day.collect())
    }
}

fn is_hidden(place: usize) -> bool {
    place % HIDDEN_EVERY == HIDDEN_EVERY - 1
}

fn days_before(today: Day, place: usize) -> Day {
    Day(today.0 - i32::try_from(place).unwrap_or_default())
}

/// Opens a session as the service does.
async fn session_of(
    db: &Db,
    pepper: &Pepper,
    cookie: &str,
) -> Result<(ReaderId, ReaderPrivateKeys), Fault> {
    let token = SessionToken::parse(cookie).ok_or("not a session")?;
    let session = SessionKeys::derive(pepper, &token);
    let row_id = session.row_id;
    let found = db.across_schools(move |connection| sessions::find(connection, &row_id)).await?;
    let row = found.ok_or("no such session")?;
    let plain = session.open(row.reader.as_str(), &row.sealed.ok_or("a locked session")?)?;
    Ok((row.reader, ReaderPrivateKeys::from_bytes(plain.expose())?))
}

/// Adds to the sheet of a day.
async fn note(
    sealed: &Sealed,
    reader: &ReaderId,
    keys: &ReaderPrivateKeys,
    day: Day,
    tried: Vec<Tried>,
) -> Result<(), Fault> {
    let id = reader.clone();
    let read = move |r: &mut Reader<'_>| -> Result<_, DbError> {
        Ok((slip_indexes::find(r, &id, day)?, tombstones::list(r)?))
    };
    let (stored, gone) = sealed.db.read(sealed.school.clone(), read).await?;
    let place = Place { reader, day };
    let mut sheet = match stored {
        Some(stored) => SlipSheet::open(keys, place, &stored)?,
        None => SlipSheet::default(),
    };
    for (slip, key) in tried {
        match key {
            Some(key) => {
                sheet.note_readable(&slip, Readable { key, alike: None, is_resealed: false })
            }
            None => sheet.note_unreadable(&slip),
        }
    }
    let gone = gone.into_iter().find(|(of, _)| *of == day).map_or(0, |(_, count)| count);
    let sheet = sheet.seal(keys, place, gone)?;
    let (id, actor) = (reader.clone(), Actor::Reader(reader.clone()));
    let kept = sealed.db.write(sealed.school.clone(), actor, sealed.now, move |writer| {
        slip_indexes::set_sealed(writer, &id, &sheet.head, &sheet.sealed)
    });
    Ok(kept.await?)
}
