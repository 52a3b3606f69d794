//! A day with thousands of slips, as after a flood.

use std::collections::BTreeSet;

use ineedtotalk::crypto::random;
use ineedtotalk::domain::{Day, SlipId, Tray, Urgency};
use ineedtotalk::store::slip_lists;
use ineedtotalk::store::slips::{SealedSlip, insert};

use super::{Place, school};
use crate::harness::wait;

const DAY: Day = Day(20_000);
/// More than two answers of the database hold of those that are alike.
const SAME_DAY: usize = 1_203;

#[test]
fn a_day_with_more_slips_than_one_answer_holds_is_listed_whole_and_no_other_day_with_it() {
    let place = Place::make();
    let usual = (0..SAME_DAY).map(|_| slip(DAY, Urgency::SameDay));
    let mut stored: Vec<_> =
        usual.chain([slip(DAY, Urgency::Emergency), slip(DAY, Urgency::Emergency)]).collect();
    let sent: BTreeSet<_> = stored.iter().map(|one| (one.id.to_string(), one.urgency)).collect();
    stored.extend([slip(Day(19_999), Urgency::SameDay), slip(Day(20_001), Urgency::SameDay)]);
    wait(place.write(move |writer| stored.iter().try_for_each(|one| insert(writer, one)))).unwrap();

    let listed = place.db.read(school(), |reader| slip_lists::list_day(reader, DAY));
    let listed = wait(listed).unwrap();

    assert_eq!(listed.len(), sent.len(), "none is left out or listed twice");
    let listed: BTreeSet<_> =
        listed.into_iter().map(|(id, urgency)| (id.to_string(), urgency)).collect();
    assert_eq!(listed, sent);
}

fn slip(day: Day, urgency: Urgency) -> SealedSlip {
    SealedSlip {
        id: SlipId::from_random(random::bytes().unwrap()),
        day,
        urgency,
        tray: Tray::Normal,
        envelope: vec![7; 50],
        name_box: vec![7; 540],
    }
}
