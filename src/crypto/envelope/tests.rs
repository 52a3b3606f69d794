//! What an envelope promises, tried.

use std::collections::BTreeSet;

use super::*;

const SUITES: [Suite; 2] = [Suite::X25519, Suite::XWing];
const ELMWOOD: Context<'static> = Context { school: "elmwood", day: 20_780 };

fn reader() -> ReaderPrivateKeys {
    ReaderPrivateKeys::generate().unwrap()
}

fn spare(suite: Suite) -> SpareSlots {
    SpareSlots::new(suite, 16).unwrap()
}

fn sealed_to(readers: &[&ReaderPrivateKeys], suite: Suite, plain: &[u8]) -> Vec<u8> {
    let public: Vec<_> = readers.iter().map(|reader| reader.public()).collect();
    seal(plain, &public, suite, &ELMWOOD, &spare(suite)).unwrap().envelope
}

#[test]
fn each_reader_on_the_route_opens_it_and_nobody_else_does() {
    for suite in SUITES {
        let (oso, dsl, head) = (reader(), reader(), reader());
        let envelope = sealed_to(&[&oso, &dsl], suite, b"They took my bag.");
        for keys in [&oso, &dsl] {
            let opened = open(&envelope, keys, &ELMWOOD).unwrap().unwrap();
            assert_eq!(opened.plain.expose().as_slice(), b"They took my bag.");
            let again = open_with_key(&envelope, opened.key, &ELMWOOD).unwrap();
            assert_eq!(again.plain.expose().as_slice(), b"They took my bag.");
        }
        assert!(open(&envelope, &head, &ELMWOOD).unwrap().is_none());
    }
}

#[test]
fn eight_readers_fill_the_slots_and_nine_or_none_are_refused() {
    let nine: Vec<_> = (0..9).map(|_| reader()).collect();
    let public: Vec<_> = nine.iter().map(ReaderPrivateKeys::public).collect();
    let store = spare(Suite::X25519);
    let seal_to = |readers: &[ReaderPublicKeys]| {
        seal(b"x", readers, Suite::X25519, &ELMWOOD, &store).map(|it| it.envelope)
    };
    let envelope = seal_to(&public[..8]).unwrap();
    for keys in &nine[..8] {
        assert!(open(&envelope, keys, &ELMWOOD).unwrap().is_some());
    }
    assert_eq!(seal_to(&public), Err(SealError::TooManyReaders));
    assert_eq!(seal_to(&[]), Err(SealError::NoReader));
}

#[test]
fn the_envelope_does_not_show_how_many_readers_there_are_or_which_slot_is_whose() {
    for suite in SUITES {
        let (oso, dsl) = (reader(), reader());
        let lengths: BTreeSet<usize> = [
            sealed_to(&[&oso], suite, b"x").len(),
            sealed_to(&[&oso, &dsl], suite, b"x").len(),
            2 + SLOTS * slot_bytes(suite) + 1_024 + TAG_BYTES,
        ]
        .into();
        assert_eq!(lengths.len(), 1, "{lengths:?}");
    }

    let (oso, suite) = (reader(), Suite::X25519);
    let (public, store) = ([oso.public()], spare(suite));
    let mut places = BTreeSet::new();
    for _ in 0..200 {
        let envelope = seal(b"x", &public, suite, &ELMWOOD, &store).unwrap().envelope;
        let bound = bound_to([VERSION, suite.number()], &ELMWOOD);
        let slots: Vec<&[u8]> =
            Parts::of(&envelope).unwrap().slots.chunks_exact(slot_bytes(suite)).collect();
        assert_eq!(slots.iter().collect::<BTreeSet<_>>().len(), SLOTS, "a slot came twice");
        places.extend(
            slots.iter().position(|slot| oso.open(suite, SLOT_INFO, &bound, slot).is_some()),
        );
    }
    assert_eq!(places.len(), SLOTS, "the reader's slot is found in every place");
}

#[test]
fn a_change_in_any_part_is_refused() {
    for suite in SUITES {
        let keys = reader();
        let envelope = sealed_to(&[&keys], suite, b"They took my bag.");
        assert!(open(&envelope, &keys, &ELMWOOD).unwrap().is_some());
        let slots_end = 2 + SLOTS * slot_bytes(suite);
        let mut places: Vec<usize> = (0..SLOTS)
            .flat_map(|slot| {
                let start = 2 + slot * slot_bytes(suite);
                [start, start + slot_bytes(suite) / 2, start + slot_bytes(suite) - 1]
            })
            .collect();
        places.extend([0, 1, slots_end, slots_end + 3, slots_end + 500, envelope.len() - 1]);
        for place in places {
            let mut changed = envelope.clone();
            changed[place] ^= 1;
            let outcome = open(&changed, &keys, &ELMWOOD);
            assert!(matches!(outcome, Err(_) | Ok(None)), "{suite:?}: byte {place} was changed");
        }
        let mut swapped = envelope.clone();
        let (first, second) = (2, 2 + slot_bytes(suite));
        for offset in 0..slot_bytes(suite) {
            swapped.swap(first + offset, second + offset);
        }
        assert!(!matches!(open(&swapped, &keys, &ELMWOOD), Ok(Some(_))));
        for shorter in [0, 1, 2, slots_end, envelope.len() - 1] {
            let outcome = open(&envelope[..shorter], &keys, &ELMWOOD);
            assert!(matches!(outcome, Err(OpenError::NotAnEnvelope)), "{shorter} bytes");
        }
    }
}

#[test]
fn an_envelope_opens_for_its_own_school_and_day_only() {
    let keys = reader();
    let envelope = sealed_to(&[&keys], Suite::XWing, b"x");
    let elsewhere = Context { school: "other", ..ELMWOOD };
    let later = Context { day: ELMWOOD.day + 1, ..ELMWOOD };
    assert!(open(&envelope, &keys, &elsewhere).unwrap().is_none());
    assert!(open(&envelope, &keys, &later).unwrap().is_none());
    let opened = open(&envelope, &keys, &ELMWOOD).unwrap().unwrap();
    assert!(open_with_key(&envelope, opened.key, &later).is_err());
}

#[test]
fn a_thousand_slips_of_any_length_have_at_most_five_sizes() {
    let (keys, suite) = (reader(), Suite::X25519);
    let (public, store) = ([keys.public()], spare(suite));
    let mut sizes = BTreeSet::new();
    for _ in 0..1_000 {
        let length = usize::from(u16::from_be_bytes(random::bytes().unwrap())) % 16_381;
        let plain = vec![b'x'; length];
        let envelope = seal(&plain, &public, suite, &ELMWOOD, &store).unwrap().envelope;
        sizes.insert(envelope.len());
    }
    assert_eq!(sizes.len(), 5, "{sizes:?}");
}

#[test]
fn the_longest_slip_comes_back_whole_and_a_longer_one_is_refused() {
    let (keys, suite) = (reader(), Suite::XWing);
    let longest = vec![b'w'; PLAIN_BYTES_MAX];
    let envelope = sealed_to(&[&keys], suite, &longest);
    let opened = open(&envelope, &keys, &ELMWOOD).unwrap().unwrap();
    assert_eq!(*opened.plain.expose(), longest);
    let longer = vec![b'w'; PLAIN_BYTES_MAX + 1];
    let refused = seal(&longer, &[keys.public()], suite, &ELMWOOD, &spare(suite));
    assert_eq!(refused.map(|it| it.envelope), Err(SealError::TooLong));
}

#[test]
fn spare_slots_are_made_beforehand_up_to_a_limit_and_given_out_once() {
    let store = SpareSlots::new(Suite::X25519, 2).unwrap();
    assert!(store.add_one().unwrap() && store.add_one().unwrap());
    assert!(!store.add_one().unwrap());
    let taken: BTreeSet<_> = (0..4).map(|_| store.take(Suite::X25519).unwrap()).collect();
    assert_eq!((taken.len(), store.count()), (4, 0));
    // A store of one suite still serves the other, at the price of making the slot now.
    assert_eq!(store.take(Suite::XWing).unwrap().len(), slot_bytes(Suite::XWing));
}
