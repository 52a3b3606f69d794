//! Who reads a slip while some of its readers are away. Nobody ever does whom the pupil left out, or whom the
//! slip names, or who would not be given such a slip if they were asked for it.

use std::collections::BTreeSet;

use super::routing::{DAY_TO_DAY, all_on_route, rungs};
use super::{
    Answers, Away, Category, NoRoute, READERS_MAX, ReaderId, ReaderSummary, Route, Taxonomy,
    is_named, route,
};

/// The readers of a slip with these answers while some are away: those who read such a slip, and with them
/// whoever stands in for one of them. Where none of its readers is at work and nobody was asked to stand in,
/// whoever is next reads it too. Whoever is away reads it all the same when they look.
pub fn route_with_cover(
    answers: &Answers,
    category: &Category,
    readers: &[ReaderSummary],
    left_out: &BTreeSet<ReaderId>,
    away: &Away,
) -> Result<Route, NoRoute> {
    let found = route(category, readers, left_out)?.readers;
    let may = |reader: &ReaderSummary| {
        may_stand_in(category, reader)
            && !left_out.contains(&reader.id)
            && !away.has(&reader.id)
            && !is_named(reader, answers)
    };
    let mut cover: Vec<_> = asked_to_cover(category, readers, &found, away);
    cover.retain(|reader| may(reader) && !found.contains(reader));
    let (gone, mut at_work): (Vec<_>, Vec<_>) =
        found.into_iter().partition(|reader| away.has(&reader.id));
    if at_work.is_empty() && cover.is_empty() {
        let able: Vec<_> = readers.iter().filter(|reader| may(reader)).cloned().collect();
        cover = all_on_route(category, &able, left_out);
    }
    // The envelope has room for so many: whoever is there comes first.
    at_work.extend(cover);
    at_work.extend(gone);
    at_work.truncate(READERS_MAX);
    Ok(Route { readers: at_work })
}

/// Those of whom one has to be at work, or some kind of slip would wait for somebody who is away; empty where
/// all is well. A slip that goes to one person goes to whoever is next while that one is away; any other has
/// readers of its own, of whom one is there, or stands in.
pub fn who_must_be_there(
    taxonomy: &Taxonomy,
    readers: &[ReaderSummary],
    away: &Away,
) -> Vec<ReaderSummary> {
    let is_there = |reader: &ReaderSummary| !away.has(&reader.id);
    for category in taxonomy.categories() {
        let mut needed = all_on_route(category, readers, &BTreeSet::new());
        let cover = asked_to_cover(category, readers, &needed, away);
        if let [only] = needed.as_slice() {
            let without = BTreeSet::from([only.id.clone()]);
            let next = all_on_route(category, readers, &without).into_iter();
            needed.extend(next.filter(|reader| may_stand_in(category, reader)));
        }
        if !needed.is_empty() && !needed.iter().chain(&cover).any(is_there) {
            return needed;
        }
    }
    Vec::new()
}

/// Who reads slips from day to day, and on this day in the place of somebody who is away.
pub fn who_reads_today(
    taxonomy: &Taxonomy,
    readers: &[ReaderSummary],
    away: &Away,
) -> Vec<ReaderSummary> {
    // Each first page of a pupil asks, and nearly every day everybody is there.
    let standing_in = match away.is_empty() {
        true => BTreeSet::new(),
        false => who_stands_in(taxonomy, readers, away),
    };
    let reads = |reader: &&ReaderSummary| {
        reader.roles.has_any(&DAY_TO_DAY) || standing_in.contains(&reader.id)
    };
    readers.iter().filter(reads).cloned().collect()
}

/// Those who read some kind of slip about pupils today, and on other days do not.
fn who_stands_in(
    taxonomy: &Taxonomy,
    readers: &[ReaderSummary],
    away: &Away,
) -> BTreeSet<ReaderId> {
    let (nobody, answers) = (BTreeSet::new(), Answers::default());
    let about_pupils = taxonomy.categories().filter(|category| !category.is_about_staff);
    let standing_in = about_pupils.flat_map(|category| {
        let usual = all_on_route(category, readers, &nobody);
        let found = route_with_cover(&answers, category, readers, &nobody, away);
        let found = found.map(|route| route.readers).unwrap_or_default().into_iter();
        found.filter(move |reader| !usual.contains(reader)).map(|reader| reader.id)
    });
    standing_in.collect()
}

/// Who may be asked to stand in for somebody: those who could be given every kind of slip that they read. For
/// a person who reads only what others are left out of, it is whoever could be given that.
pub fn who_could_cover(
    taxonomy: &Taxonomy,
    readers: &[ReaderSummary],
    reader: &ReaderId,
) -> Vec<ReaderSummary> {
    let others = || readers.iter().filter(|other| other.id != *reader);
    let reads = |category: &Category, left_out: &BTreeSet<ReaderId>| {
        all_on_route(category, readers, left_out).iter().any(|found| found.id == *reader)
    };
    let nobody = BTreeSet::new();
    let mut read: Vec<_> = taxonomy
        .categories()
        .filter(|category| reads(category, &nobody))
        .map(|category| (category, nobody.clone()))
        .collect();
    if read.is_empty() {
        let without = others().map(|other| BTreeSet::from([other.id.clone()]));
        let asked = without.flat_map(|left_out| {
            taxonomy.categories().map(move |category| (category, left_out.clone()))
        });
        read = asked.filter(|(category, left_out)| reads(category, left_out)).collect();
    }
    let could = |other: &&ReaderSummary| {
        read.iter().all(|(category, left_out)| {
            !left_out.contains(&other.id) && could_be_given(category, readers, other)
        })
    };
    others().filter(|other| !read.is_empty() && could(other)).cloned().collect()
}

/// Those who were asked to stand in for one of these, and could be given such a slip.
fn asked_to_cover(
    category: &Category,
    readers: &[ReaderSummary],
    on_route: &[ReaderSummary],
    away: &Away,
) -> Vec<ReaderSummary> {
    let asked: BTreeSet<_> =
        on_route.iter().filter_map(|reader| away.cover_of(&reader.id)).collect();
    let is_asked = |reader: &&ReaderSummary| {
        asked.contains(&reader.id) && could_be_given(category, readers, reader)
    };
    readers.iter().filter(is_asked).cloned().collect()
}

fn could_be_given(category: &Category, readers: &[ReaderSummary], reader: &ReaderSummary) -> bool {
    let all = rungs(category, readers, &BTreeSet::new());
    may_stand_in(category, reader) && all.iter().flatten().any(|found| found.id == reader.id)
}

/// What is about staff goes around those who read the slips of every day, also for a few days.
fn may_stand_in(category: &Category, reader: &ReaderSummary) -> bool {
    !(category.is_about_staff && reader.roles.has_any(&DAY_TO_DAY))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::sample_readers::{elmwood, oakfield, reader};
    use crate::domain::{Day, DaySpan, Leave, LeaveId};
    use proptest::prelude::*;

    /// Away on day 10, each by their number with whoever stands in.
    fn away(of: &[(u8, Option<u8>)]) -> Away {
        let id = |number| ReaderId::from_random([number; 16]);
        let leave = |(number, cover): &(u8, Option<u8>)| Leave {
            id: LeaveId::from_random([*number; 16]),
            reader: id(*number),
            cover: cover.map(id),
            days: DaySpan::new(Day(10), Day(10)).unwrap(),
        };
        Away::on(&of.iter().map(leave).collect::<Vec<_>>(), Day(10))
    }

    fn covered(
        code: &str,
        readers: &[ReaderSummary],
        hidden: &[u8],
        away: &Away,
        words: &str,
    ) -> Vec<String> {
        let taxonomy = Taxonomy::embedded().unwrap();
        let category = taxonomy.categories().find(|c| c.code.as_str() == code).unwrap();
        let hidden = hidden.iter().map(|number| ReaderId::from_random([*number; 16])).collect();
        let answers = Answers { words: words.to_owned(), ..Answers::default() };
        let found = route_with_cover(&answers, category, readers, &hidden, away);
        let found = found.map(|route| route.readers).unwrap_or_default();
        found.iter().map(|reader| reader.name.as_str().to_owned()).collect()
    }

    #[test]
    fn whoever_stands_in_reads_with_the_others_and_who_is_away_comes_last() {
        let readers = elmwood();
        let with = |of: &[_]| covered("CD1", &readers, &[], &away(of), "");
        assert_eq!(with(&[]), ["Mrs Okafor", "Mr Lewis", "Ms Shah"]);
        assert_eq!(with(&[(2, None)]), ["Mrs Okafor", "Ms Shah", "Mr Lewis"]);
        let all = ["Mrs Okafor", "Ms Shah", "Dr Hughes", "Mr Lewis"];
        assert_eq!(with(&[(2, Some(4))]), all);
        assert_eq!(with(&[(2, Some(3))]), ["Mrs Okafor", "Ms Shah", "Mr Lewis"], "reads it anyway");
        assert_eq!(with(&[(2, Some(6))]).len(), 3, "an administrator reads nothing");
    }

    #[test]
    fn whoever_is_next_reads_what_would_reach_nobody_at_work() {
        let readers = elmwood();
        let staff = |hidden: &[u8], of: &[_]| covered("ST1", &readers, hidden, &away(of), "");
        assert_eq!(staff(&[], &[]), ["Dr Hughes"]);
        assert_eq!(staff(&[], &[(4, None)]), ["Mr Price", "Dr Hughes"]);
        assert_eq!(staff(&[], &[(4, Some(2))]), ["Mr Price", "Dr Hughes"], "never the lead");
        assert_eq!(staff(&[], &[(4, None), (5, None)]), ["Dr Hughes"], "it waits");
        let all_gone = [(1, None), (2, Some(3)), (3, None)];
        let with_head = ["Dr Hughes", "Mrs Okafor", "Mr Lewis", "Ms Shah"];
        assert_eq!(covered("CD1", &readers, &[], &away(&all_gone), ""), with_head);
    }

    #[test]
    fn nobody_stands_in_whom_the_pupil_left_out_or_the_slip_names() {
        let readers = elmwood();
        let head_covers = away(&[(2, Some(4))]);
        let with = |hidden: &[u8], words| covered("CD1", &readers, hidden, &head_covers, words);
        assert!(with(&[], "They took it.").contains(&"Dr Hughes".to_owned()));
        assert!(!with(&[4], "They took it.").contains(&"Dr Hughes".to_owned()));
        assert!(!with(&[], "Dr Hughes took it.").contains(&"Dr Hughes".to_owned()));
        let head_away = away(&[(4, None)]);
        assert_eq!(covered("ST1", &readers, &[], &head_away, "Mr Price saw it"), ["Dr Hughes"]);
        assert_eq!(covered("ST1", &readers, &[4], &away(&[(5, Some(4))]), ""), ["Mr Price"]);
    }

    #[test]
    fn where_the_head_is_the_lead_nothing_about_staff_comes_to_them_for_the_chair() {
        let chair_away = away(&[(3, Some(1))]);
        assert_eq!(covered("ST1", &oakfield(), &[], &chair_away, ""), ["Mrs Dean"]);
        let taxonomy = Taxonomy::embedded().unwrap();
        let needed = who_must_be_there(&taxonomy, &oakfield(), &chair_away);
        assert_eq!(needed.len(), 1, "{needed:?}");
    }

    #[test]
    fn one_who_reads_each_kind_of_slip_has_to_be_there_or_to_be_covered() {
        let (taxonomy, readers) = (Taxonomy::embedded().unwrap(), elmwood());
        let needed = |of: &[_]| -> Vec<String> {
            let needed = who_must_be_there(&taxonomy, &readers, &away(of));
            needed.iter().map(|reader| reader.name.as_str().to_owned()).collect()
        };
        for one in 1..6 {
            assert!(needed(&[(one, None)]).is_empty(), "{one}");
        }
        assert_eq!(needed(&[(2, None), (3, None)]), ["Mr Lewis", "Ms Shah"], "a lead or a deputy");
        assert!(needed(&[(2, Some(4)), (3, None)]).is_empty(), "the head stands in");
        assert_eq!(needed(&[(4, None), (5, None)]), ["Dr Hughes", "Mr Price"], "about staff");
    }

    proptest! {
        #[test]
        fn cover_only_ever_adds_readers_and_never_one_who_must_not_read_it(
            roles in proptest::collection::vec(
                proptest::sample::select(vec!["oso", "dsl", "deputy", "head", "chair", "ict",
                    "head,dsl", "deputy,oso", "chair,deputy"]), 1..9),
            gone in proptest::collection::btree_map(
                0u8..9, proptest::option::of(0u8..9), 0..7),
            hidden in proptest::collection::btree_set(0u8..9, 0..4),
            kind in 0usize..27,
        ) {
            let taxonomy = Taxonomy::embedded().unwrap();
            let numbered = (0u8..).zip(&roles);
            let names = ["Mr Ash", "Mr Birch", "Mr Cedar", "Mr Date", "Mr Elm", "Mr Fig",
                "Mr Gorse", "Mr Hazel", "Mr Ivy"];
            let readers: Vec<_> = numbered
                .map(|(number, roles)| reader(number, names[usize::from(number)], roles))
                .collect();
            let away = away(&gone.into_iter().collect::<Vec<_>>());
            let left_out: BTreeSet<_> =
                hidden.iter().map(|number| ReaderId::from_random([*number; 16])).collect();
            let Some(category) = taxonomy.categories().nth(kind) else { return Ok(()) };
            let answers = Answers { words: "Mr Birch and Mr Elm".to_owned(), ..Answers::default() };
            let usual = route(category, &readers, &left_out);
            let found = route_with_cover(&answers, category, &readers, &left_out, &away);
            prop_assert_eq!(usual.is_ok(), found.is_ok());
            let (Ok(usual), Ok(found)) = (usual, found) else { return Ok(()) };
            prop_assert!(!found.readers.is_empty() && found.readers.len() <= READERS_MAX);
            let added = found.readers.iter().filter(|one| !usual.readers.contains(one));
            for one in added {
                prop_assert!(!left_out.contains(&one.id) && !away.has(&one.id));
                prop_assert!(!is_named(one, &answers));
                prop_assert!(!one.roles.has_any(&DAY_TO_DAY) || !category.is_about_staff);
                prop_assert!(one.roles.may(crate::domain::Permission::ReadSlips));
            }
            let cut = found.readers.len() == READERS_MAX;
            prop_assert!(cut || usual.readers.iter().all(|one| found.readers.contains(one)));
        }
    }
}
