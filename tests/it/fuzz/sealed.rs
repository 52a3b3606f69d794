//! What is read back from the database: whoever can write to it makes nothing open, and nothing stop.

use std::sync::LazyLock;

use ineedtotalk::crypto::envelope::{self, Context, SpareSlots};
use ineedtotalk::crypto::{Cost, ReaderPrivateKeys, Secret, Suite, key_lock};
use ineedtotalk::domain::{Day, ReaderId};
use ineedtotalk::services::slip_index::{Place, SlipSheet};

use super::{Change, changed};

static KEYS: LazyLock<ReaderPrivateKeys> = LazyLock::new(|| ReaderPrivateKeys::generate().unwrap());
static ENVELOPE: LazyLock<Vec<u8>> = LazyLock::new(|| {
    let suite = Suite::from_number(1).unwrap();
    let spare = SpareSlots::new(suite, 0).unwrap();
    envelope::seal(b"They took my bag.", &[KEYS.public()], suite, &CONTEXT, &spare)
        .unwrap()
        .envelope
});
const CONTEXT: Context<'_> = Context { school: "elmwood", day: 20_000 };

fn place(reader: &ReaderId) -> Place<'_> {
    Place { reader, day: Day(CONTEXT.day) }
}

#[test]
fn an_envelope_changed_anyhow_gives_nothing_or_what_was_sealed() {
    bolero::check!().with_type::<Change>().for_each(|change| {
        let changed = changed(&ENVELOPE, change);
        if let Ok(Some(opened)) = envelope::open(&changed, &KEYS, &CONTEXT) {
            assert_eq!(opened.plain.expose(), b"They took my bag.");
            assert_eq!(changed, *ENVELOPE);
        }
    });
}

#[test]
fn bytes_that_are_no_envelope_lock_or_sheet_open_nothing() {
    let reader = ReaderId::from_random([1; 16]);
    bolero::check!().for_each(|bytes: &[u8]| {
        assert!(!matches!(envelope::open(bytes, &KEYS, &CONTEXT), Ok(Some(_))));
        assert!(SlipSheet::open(&KEYS, place(&reader), bytes).is_err());
        assert!(ReaderPrivateKeys::from_bytes(bytes).is_err() || bytes.len() > 32);
    });
}

#[test]
fn a_lock_changed_anyhow_unlocks_nothing_and_asks_for_no_more_memory_than_it_may() {
    let password = Secret::new("heron".to_owned());
    let locked = key_lock::lock(&KEYS, &password, Cost::for_tests()).unwrap();
    // Its head says how dear unlocking is: behind it, so that this stays cheap.
    let head = 1 + 4 + 4 + 4;
    bolero::check!().with_type::<Change>().for_each(|change| {
        let tail = changed(&locked[head..], change);
        let whole = [&locked[..head], &tail].concat();
        match key_lock::unlock(&whole, &password) {
            Ok(_) => assert_eq!(whole, locked),
            Err(_) => assert_ne!(whole, locked),
        }
    });
}

#[test]
fn a_sheet_that_its_own_reader_sealed_reads_back_whatever_is_after_it() {
    let reader = ReaderId::from_random([1; 16]);
    let sealed = SlipSheet::default().seal(&KEYS, place(&reader), 0).unwrap().sealed;
    bolero::check!().with_type::<Change>().for_each(|change| {
        let changed = changed(&sealed, change);
        assert_eq!(SlipSheet::open(&KEYS, place(&reader), &changed).is_ok(), changed == sealed);
    });
}
