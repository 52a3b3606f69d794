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

/// Envelopes to each group of readers that a statistic is taken over: fewer of the suite that takes longer.
fn how_many(suite: Suite) -> usize {
    match suite {
        Suite::X25519 => 300,
        Suite::XWing => 100,
    }
}
/// Far beyond chance, so that a right envelope fails in less than one run of a million.
const DEVIATIONS_MAX: f64 = 7.5;
/// Of 7 degrees of freedom, and of 255.
const PLACES_MAX: f64 = 45.0;
const BYTES_MAX: f64 = 390.0;

/// Of each envelope, its slots in their order.
type Slots = Vec<Vec<Vec<u8>>>;

fn sample(readers: &[&ReaderPrivateKeys], suite: Suite) -> Slots {
    let (public, store): (Vec<_>, _) =
        (readers.iter().map(|reader| reader.public()).collect(), spare(suite));
    let slots_of = |envelope: Vec<u8>| {
        let parts = Parts::of(&envelope).unwrap();
        parts.slots.chunks_exact(slot_bytes(suite)).map(<[u8]>::to_vec).collect()
    };
    (0..how_many(suite))
        .map(|_| slots_of(seal(b"x", &public, suite, &ELMWOOD, &store).unwrap().envelope))
        .collect()
}

/// In each envelope, the place of the slot that this reader opens.
fn places_of(reader: &ReaderPrivateKeys, suite: Suite, sample: &Slots) -> Vec<usize> {
    let bound = bound_to([VERSION, suite.number()], &ELMWOOD);
    let is_mine = |slot: &Vec<u8>| reader.open(suite, SLOT_INFO, &bound, slot).is_some();
    sample.iter().filter_map(|slots| slots.iter().position(is_mine)).collect()
}

fn count(many: usize) -> f64 {
    f64::from(u32::try_from(many).unwrap())
}

/// The chi-square of these places against every place alike.
fn unevenness(places: &[usize]) -> f64 {
    let expected = count(places.len()) / count(SLOTS);
    let seen = (0..SLOTS).map(|place| count(places.iter().filter(|it| **it == place).count()));
    seen.map(|seen| (seen - expected).powi(2) / expected).sum()
}

/// The chi-square of how often each byte comes in the one and in the other.
fn unlikeness(one: &[Vec<u8>], other: &[Vec<u8>]) -> f64 {
    let histogram = |all: &[Vec<u8>]| {
        let mut counts = [0_usize; 256];
        all.iter().flatten().for_each(|byte| counts[usize::from(*byte)] += 1);
        (counts, count(counts.iter().sum()))
    };
    let ((ones, all_ones), (others, all_others)) = (histogram(one), histogram(other));
    let ratio = (all_others / all_ones).sqrt();
    let of_byte = |(one, other): (usize, usize)| {
        let (one, other) = (count(one), count(other));
        let sum = one + other;
        if sum == 0.0 { 0.0 } else { (one * ratio - other / ratio).powi(2) / sum }
    };
    ones.into_iter().zip(others).map(of_byte).sum()
}

/// How many standard deviations the two are apart in the bit in which they differ most.
fn furthest_bit(one: &[Vec<u8>], other: &[Vec<u8>]) -> f64 {
    let ones = |all: &[Vec<u8>]| {
        let mut counts = vec![0_u32; all[0].len() * 8];
        for bytes in all {
            for (counts, byte) in counts.chunks_exact_mut(8).zip(bytes) {
                (0..8).zip(counts).for_each(|(bit, count)| *count += u32::from(byte >> bit & 1));
            }
        }
        counts
    };
    let (many, more) = (count(one.len()), count(other.len()));
    let apart = |(one, other): (u32, u32)| {
        let (one, other) = (f64::from(one), f64::from(other));
        let both = (one + other) / (many + more);
        let deviation = (both * (1.0 - both) * (1.0 / many + 1.0 / more)).sqrt();
        if deviation == 0.0 { 0.0 } else { (one / many - other / more).abs() / deviation }
    };
    ones(one).into_iter().zip(ones(other)).map(apart).fold(0.0, f64::max)
}

/// The slots of an envelope as one piece, which is what a thief has of it.
fn whole(sample: &Slots) -> Vec<Vec<u8>> {
    sample.iter().map(|slots| slots.concat()).collect()
}

/// The slots at these places, and all the others that are not.
fn parted(sample: &Slots, places: &[usize]) -> (Vec<Vec<u8>>, Vec<Vec<u8>>) {
    let slots = sample.iter().zip(places).flat_map(|(slots, mine)| {
        slots.iter().enumerate().map(move |(place, slot)| (place == *mine, slot.clone()))
    });
    let (mine, others): (Vec<_>, Vec<_>) = slots.partition(|(is_mine, _)| *is_mine);
    let only = |these: Vec<(bool, Vec<u8>)>| these.into_iter().map(|(_, slot)| slot).collect();
    (only(mine), only(others))
}

#[test]
fn hundreds_of_envelopes_around_a_reader_are_like_those_that_go_to_them_too() {
    for suite in SUITES {
        let (oso, dsl, deputy) = (reader(), reader(), reader());
        let (to_all, around) =
            (sample(&[&oso, &dsl, &deputy], suite), sample(&[&dsl, &deputy], suite));
        assert!(places_of(&oso, suite, &around).is_empty());
        let lengths: BTreeSet<_> =
            whole(&to_all).iter().chain(&whole(&around)).map(Vec::len).collect();
        assert_eq!(lengths.len(), 1, "{lengths:?}");
        let (one, other) = (whole(&to_all), whole(&around));
        assert!(furthest_bit(&one, &other) < DEVIATIONS_MAX, "{suite:?}");
        assert!(unlikeness(&one, &other) < BYTES_MAX, "{suite:?}");

        // A place tells no reader, whoever else there is, and neither does anything in the slot.
        for (reader, sample) in [(&oso, &to_all), (&dsl, &to_all), (&dsl, &around)] {
            let places = places_of(reader, suite, sample);
            assert_eq!(places.len(), how_many(suite));
            assert!(unevenness(&places) < PLACES_MAX, "{suite:?}: {places:?}");
        }
        let alone = sample(&[&oso], suite);
        let (mine, spare) = parted(&alone, &places_of(&oso, suite, &alone));
        assert_eq!(spare.len(), how_many(suite) * (SLOTS - 1));
        assert!(furthest_bit(&mine, &spare) < DEVIATIONS_MAX, "{suite:?}");
        assert!(unlikeness(&mine, &spare) < BYTES_MAX, "{suite:?}");
    }
}

#[test]
fn slots_in_order_or_spare_ones_of_another_make_are_told_from_right_ones() {
    let (oso, suite) = (reader(), Suite::X25519);
    let right = sample(&[&oso], suite);
    let places = places_of(&oso, suite, &right);
    let changed = |change: &dyn Fn(&mut Vec<Vec<u8>>, usize)| {
        let mut planted = right.clone();
        planted.iter_mut().zip(&places).for_each(|(slots, mine)| change(slots, *mine));
        let places = places_of(&oso, suite, &planted);
        let (mine, spare) = parted(&planted, &places);
        (unevenness(&places), furthest_bit(&mine, &spare), unlikeness(&mine, &spare))
    };
    let (places, ..) = changed(&|slots, mine| slots.swap(0, mine));
    assert!(places > PLACES_MAX, "the reader's slot always first: {places}");
    let spare = |slots: &mut Vec<Vec<u8>>, mine: usize, change: &dyn Fn(&mut Vec<u8>)| {
        slots
            .iter_mut()
            .enumerate()
            .filter(|(place, _)| *place != mine)
            .for_each(|(_, it)| change(it));
    };
    let (_, bits, bytes) = changed(&|slots, mine| spare(slots, mine, &|slot| slot.fill(0)));
    assert!(bits > DEVIATIONS_MAX && bytes > BYTES_MAX, "zeros: {bits}, {bytes}");
    // A public key of X25519 has its last bit unset: random bytes are not one.
    let (_, bits, _) = changed(&|slots, mine| {
        spare(slots, mine, &|slot| slot[31] = u8::from_be_bytes(random::bytes().unwrap()));
    });
    assert!(bits > DEVIATIONS_MAX, "random bytes for a key: {bits}");
}
