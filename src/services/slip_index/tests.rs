use super::*;

const DAY: Day = Day(20_000);

fn key() -> SlipKey {
    SlipKey::from_bytes(&[5; 32]).unwrap()
}

fn found() -> Readable {
    let alike = Some(AlikeId::from_random([6; 16]));
    Readable { key: key(), alike, is_resealed: false }
}

#[test]
fn a_sheet_opens_for_its_reader_on_its_day_as_it_was() {
    let keys = ReaderPrivateKeys::generate().unwrap();
    let reader = ReaderId::from_random([1; 16]);
    let place = Place { reader: &reader, day: DAY };
    let [mine, theirs, new] = [7, 8, 9].map(|byte| SlipId::from_random([byte; 16]));
    let mut sheet = SlipSheet::default();
    sheet.note_readable(&mine, found());
    sheet.note_unreadable(&theirs);

    let SealedSheet { head, sealed } = sheet.seal(&keys, place, 3).unwrap();
    let again = SlipSheet::open(&keys, place, &sealed).unwrap();
    assert_eq!(again.key_of(&mine).map(|key| *key.bytes()), Some([5; 32]));
    assert_eq!(again.group_of(&mine), Some(AlikeId::from_random([6; 16])));
    assert!(again.group_of(&theirs).is_none() && again.group_of(&new).is_none());
    assert!(again.is_readable(&mine) && !again.is_readable(&theirs));
    assert!(again.has_tried(&theirs) && again.key_of(&theirs).is_none());
    assert!(!again.has_tried(&new));
    assert_eq!((head.day, head.tried, head.gone), (DAY, 2, 3));
    assert_eq!(count_readable(&keys, &reader, &head), Ok(1));

    let (other, stranger) =
        (ReaderPrivateKeys::generate().unwrap(), ReaderId::from_random([2; 16]));
    assert!(SlipSheet::open(&other, place, &sealed).is_err());
    assert!(SlipSheet::open(&keys, Place { reader: &reader, day: Day(20_001) }, &sealed).is_err());
    assert!(SlipSheet::open(&keys, Place { reader: &stranger, day: DAY }, &sealed).is_err());
    assert!(count_readable(&other, &reader, &head).is_err());
    let forged = [(Day(20_001), 2, 3), (DAY, 3, 3), (DAY, 2, 4)];
    for (day, tried, gone) in forged {
        let sealed_count = head.sealed_count.clone();
        let head = SheetHead { day, tried, gone, sealed_count };
        assert!(count_readable(&keys, &reader, &head).is_err());
    }
}

#[test]
fn a_sheet_from_before_there_were_groups_opens_and_tells_of_none() {
    let keys = ReaderPrivateKeys::generate().unwrap();
    let reader = ReaderId::from_random([1; 16]);
    let place = Place { reader: &reader, day: DAY };
    let [mine, theirs] = [7, 8].map(|byte| SlipId::from_random([byte; 16]));
    let mine_before = [mine.to_bytes().as_slice(), &[1], key().bytes()].concat();
    let theirs_before = [theirs.to_bytes().as_slice(), &[0; 1 + SLIP_KEY_BYTES]].concat();
    let before = [mine_before, theirs_before].concat();
    let sealed = keys.seal_own(PURPOSE_BEFORE, &place.as_bytes(), &before).unwrap();
    let sheet = SlipSheet::open(&keys, place, &sealed).unwrap();
    assert_eq!(sheet.key_of(&mine).map(|key| *key.bytes()), Some([5; 32]));
    assert!(sheet.group_of(&mine).is_none());
    assert!(sheet.has_tried(&theirs) && !sheet.is_readable(&theirs));
    let cut = keys.seal_own(PURPOSE_BEFORE, &place.as_bytes(), &before[1..]).unwrap();
    assert!(SlipSheet::open(&keys, place, &cut).is_err());
}

#[test]
fn a_sheet_forgets_what_is_gone() {
    let [here, gone] = [7, 8].map(|byte| SlipId::from_random([byte; 16]));
    let mut sheet = SlipSheet::default();
    sheet.note_unreadable(&here);
    sheet.note_unreadable(&gone);
    sheet.keep(|slip| *slip == here);
    assert!(sheet.has_tried(&here) && !sheet.has_tried(&gone));
}

#[test]
fn what_is_new_comes_between_what_was_kept_in_its_place_and_once() {
    let keys = ReaderPrivateKeys::generate().unwrap();
    let reader = ReaderId::from_random([1; 16]);
    let place = Place { reader: &reader, day: DAY };
    let slips = [0, 3, 4, 7, 9, 255].map(|byte| SlipId::from_random([byte; 16]));
    for kept in 0..64_u32 {
        let is_kept = |place: usize| kept & (1 << place) != 0;
        let mut sheet = SlipSheet::default();
        for (place, slip) in slips.iter().enumerate() {
            if is_kept(place) {
                sheet.note_unreadable(slip);
            }
        }
        let sealed = sheet.seal(&keys, place, 0).unwrap().sealed;
        let mut sheet = SlipSheet::open(&keys, place, &sealed).unwrap();
        // One is tried again, by a look at the same time, and opens.
        for (place, slip) in slips.iter().enumerate() {
            if !is_kept(place) || place == 3 {
                sheet.note_readable(slip, found());
            }
        }
        assert_eq!(sheet.count(), slips.len());
        let SealedSheet { head, sealed } = sheet.seal(&keys, place, 0).unwrap();
        let sheet = SlipSheet::open(&keys, place, &sealed).unwrap();
        assert_eq!((head.tried, sheet.count()), (6, 6));
        for (place, slip) in slips.iter().enumerate() {
            assert!(sheet.has_tried(slip));
            assert_eq!(sheet.is_readable(slip), !is_kept(place) || place == 3);
        }
    }
}

#[test]
fn how_long_a_sheet_is_tells_nobody_what_its_reader_can_open() {
    let keys = ReaderPrivateKeys::generate().unwrap();
    let reader = ReaderId::from_random([1; 16]);
    let slip = SlipId::from_random([7; 16]);
    let (mut mine, mut not_mine) = (SlipSheet::default(), SlipSheet::default());
    mine.note_readable(&slip, found());
    not_mine.note_unreadable(&slip);
    let lengths = |sheet: &SlipSheet| {
        let SealedSheet { head, sealed } =
            sheet.seal(&keys, Place { reader: &reader, day: DAY }, 0).unwrap();
        (head.tried, head.sealed_count.len(), sealed.len())
    };
    assert_eq!(lengths(&mine), lengths(&not_mine));
}
