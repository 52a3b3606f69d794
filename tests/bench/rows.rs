//! Slips by the thousand, laid into the database of a service that is stopped. An envelope is bound
//! to its school and day and not to its id, so one a day serves them all.

use ineedtotalk::app::read_pepper;
use ineedtotalk::config::Config;
use ineedtotalk::crypto::envelope::{self, Context, SpareSlots};
use ineedtotalk::crypto::session::{SessionKeys, SessionToken};
use ineedtotalk::crypto::{Pepper, ReaderPrivateKeys, SlipKey, random};
use ineedtotalk::db::{Db, DbError};
use ineedtotalk::domain::{Actor, Day, ReaderId, SchoolId, SlipId, Timestamp, Tray, Urgency};
use ineedtotalk::services::slip_index::SlipIndex;
use ineedtotalk::store::slips::SealedSlip;
use ineedtotalk::store::{sessions, slip_indexes, slips};

use crate::Fault;
use crate::bare::Sealed;

/// School days over which the slips came.
const DAYS: usize = 190;
/// Slips in one transaction.
const ROWS_AT_ONCE: usize = 2_000;

/// The envelope of each day.
struct Days {
    today: Day,
    envelopes: Vec<Vec<u8>>,
}

pub async fn fill(config: &Config, count: usize, seen_by: &[String]) -> Result<(), Fault> {
    let sealed = Sealed::read(config).await?;
    let days = Days::seal(&sealed)?;
    let mut ids: Vec<[u8; 16]> = (0..count).map(|_| random::bytes()).collect::<Result<_, _>>()?;
    // In the order of the table, which takes them several times as fast.
    ids.sort_unstable();
    for (number, some) in ids.chunks(ROWS_AT_ONCE).enumerate() {
        let begin = number * ROWS_AT_ONCE;
        let rows: Vec<SealedSlip> = (begin..)
            .zip(some)
            .map(|(place, id)| days.slip(place, *id))
            .collect::<Option<_>>()
            .ok_or("no day")?;
        let stored =
            sealed.db.write(sealed.school.clone(), Actor::System, sealed.now, move |writer| {
                rows.iter().try_for_each(|slip| slips::insert(writer, slip))
            });
        stored.await.map_err(|error: DbError| error)?;
    }
    let pepper = read_pepper(&config.secrets.pepper_file)?;
    for cookie in seen_by {
        let (reader, keys) = session_of(&sealed.db, &pepper, cookie).await?;
        let index = days.seen(&sealed.school, &keys, &ids)?.seal(&keys, &reader)?;
        keep(&sealed.db, &sealed.school, sealed.now, reader, index).await?;
    }
    println!("stored: {count}");
    Ok(())
}

impl Days {
    fn seal(sealed: &Sealed) -> Result<Self, Fault> {
        let plain = serde_json::to_vec(&sealed.content)?;
        let (keys, spare) = (sealed.keys(), SpareSlots::new(sealed.suite, 0)?);
        let today = sealed.now.day();
        let envelopes = (0..DAYS).map(|place| {
            let day = days_before(today, place);
            let context = Context { school: sealed.school.as_str(), day: day.0 };
            envelope::seal(&plain, &keys, sealed.suite, &context, &spare)
        });
        let envelopes = envelopes.collect::<Result<_, _>>()?;
        Ok(Self { today, envelopes })
    }

    fn slip(&self, place: usize, id: [u8; 16]) -> Option<SealedSlip> {
        let day = place % DAYS;
        Some(SealedSlip {
            id: SlipId::from_random(id),
            day: days_before(self.today, day),
            urgency: if place.is_multiple_of(10) { Urgency::SameDay } else { Urgency::Routine },
            tray: Tray::Normal,
            envelope: self.envelopes.get(day)?.clone(),
        })
    }

    /// What a reader knows who has tried them all.
    fn seen(
        &self,
        school: &SchoolId,
        keys: &ReaderPrivateKeys,
        ids: &[[u8; 16]],
    ) -> Result<SlipIndex, Fault> {
        let opened = self.envelopes.iter().enumerate().map(|(place, envelope)| {
            let day = days_before(self.today, place);
            let context = Context { school: school.as_str(), day: day.0 };
            envelope::open(envelope, keys, &context)
        });
        let opened: Vec<_> = opened.collect::<Result<_, _>>()?;
        let mut index = SlipIndex::default();
        for (id, opened) in ids.iter().zip(opened.iter().cycle()) {
            let id = SlipId::from_random(*id);
            match opened {
                Some(opened) => index.note_readable(&id, SlipKey::from_bytes(opened.key.bytes())?),
                None => index.note_unreadable(&id),
            }
        }
        Ok(index)
    }
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

async fn keep(
    db: &Db,
    school: &SchoolId,
    now: Timestamp,
    reader: ReaderId,
    index: Vec<u8>,
) -> Result<(), Fault> {
    let actor = Actor::Reader(reader.clone());
    let kept = db.write(school.clone(), actor, now, move |writer| {
        slip_indexes::set_sealed(writer, &reader, &index)
    });
    Ok(kept.await?)
}
