//! Who gets a slip: category, answers, readers and exclusions in, readers out. By person, not by
//! role: one person may hold several posts.

use std::collections::BTreeSet;

use super::{Audience, Category, ReaderId, ReaderSummary, Role, Taxonomy};

/// Who reads the slips of every day: what is said of staff goes around them.
pub const DAY_TO_DAY: [Role; 3] =
    [Role::OnlineSafetyOfficer, Role::DesignatedSafeguardingLead, Role::Deputy];

/// Most readers of one slip: an envelope has as many slots.
pub const READERS_MAX: usize = 8;

/// The readers of one slip, in the order in which they are named to the pupil. Never empty.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Route {
    pub readers: Vec<ReaderSummary>,
}

/// Nobody is left who may read the slip: the pupil is shown help outside the school.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("no reader is left for this slip")]
pub struct NoRoute;

/// What keeps a school from opening its form.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum RouteGap {
    /// Nobody holds the post of safeguarding lead.
    NoSafeguardingLead,
    /// Ordinary slips would reach one person only.
    OneReaderOnly,
    /// Nobody is head, so a slip about staff has no first reader.
    NoHead,
    /// Nobody is chair, so a slip about the head has no reader.
    NoChair,
    /// The head is the chair: a slip about them would come back to them.
    HeadIsChair,
    /// Some slip would reach more than `READERS_MAX`.
    TooManyReaders,
    /// Were this person left out, some slip would reach nobody.
    RestsOnOnePerson(String),
}

/// The readers of a slip of this category, none of whom is in `hidden_from`.
///
/// A slip about a member of staff goes to the head alone; to the chair alone if the head is the
/// one it is about, or is also DSL or online safety officer (KCSIE Part 4). Any other goes to its
/// audience, with the safeguarding leads where that is one person; when exclusions empty it, to the
/// safeguarding leads, then the head, then the chair.
pub fn route(
    category: &Category,
    readers: &[ReaderSummary],
    hidden_from: &BTreeSet<ReaderId>,
) -> Result<Route, NoRoute> {
    let mut found = all_on_route(category, readers, hidden_from);
    // A school whose form is open has fewer (`route_gaps`); no slip is held up by one too many.
    found.truncate(READERS_MAX);
    if found.is_empty() { Err(NoRoute) } else { Ok(Route { readers: found }) }
}

/// Whether a head of the school learns that its readers did something with such a slip: not where it is
/// about a member of staff, and not where a head is left out.
pub fn is_overseen(
    category: &Category,
    readers: &[ReaderSummary],
    hidden_from: &BTreeSet<ReaderId>,
) -> bool {
    let is_left_out =
        |reader: &ReaderSummary| reader.roles.has(Role::Head) && hidden_from.contains(&reader.id);
    !category.is_about_staff && !readers.iter().any(is_left_out)
}

/// Without regard to how many slots an envelope has.
pub(super) fn all_on_route(
    category: &Category,
    readers: &[ReaderSummary],
    hidden_from: &BTreeSet<ReaderId>,
) -> Vec<ReaderSummary> {
    let rungs = rungs(category, readers, hidden_from);
    rungs.into_iter().find(|found| !found.is_empty()).unwrap_or_default()
}

/// Who reads such a slip, and behind them whoever is next where that is nobody.
pub(super) fn rungs(
    category: &Category,
    readers: &[ReaderSummary],
    hidden_from: &BTreeSet<ReaderId>,
) -> Vec<Vec<ReaderSummary>> {
    let holding = |roles: &[Role]| -> Vec<ReaderSummary> {
        readers
            .iter()
            .filter(|reader| reader.roles.has_any(roles) && !hidden_from.contains(&reader.id))
            .cloned()
            .collect()
    };
    if category.is_about_staff {
        let apart = |found: Vec<ReaderSummary>| -> Vec<ReaderSummary> {
            found.into_iter().filter(|reader| !reader.roles.has_any(&DAY_TO_DAY)).collect()
        };
        // The last: a head who is also DSL still beats nobody, when the chair is left out.
        vec![apart(holding(&[Role::Head])), holding(&[Role::Chair]), holding(&[Role::Head])]
    } else {
        let safeguarding = [Role::DesignatedSafeguardingLead, Role::Deputy];
        let has_officer = readers.iter().any(|r| r.roles.has(Role::OnlineSafetyOfficer));
        let mut posts = Vec::new();
        for audience in &category.audience {
            match audience {
                Audience::OnlineSafety if has_officer => posts.push(Role::OnlineSafetyOfficer),
                Audience::OnlineSafety | Audience::Safeguarding => posts.extend(safeguarding),
                Audience::Head => posts.push(Role::Head),
                Audience::Chair => posts.push(Role::Chair),
                // Told of a filter or an account later, by a reader; never shown a slip.
                Audience::Ict => {}
            }
        }
        let audience = match holding(&posts) {
            // One person may be ill, or away: nobody is the only reader if it can be helped.
            found if found.len() == 1 => {
                posts.extend(safeguarding);
                holding(&posts)
            }
            found => found,
        };
        vec![audience, holding(&safeguarding), holding(&[Role::Head]), holding(&[Role::Chair])]
    }
}

/// Everything that keeps these readers from being enough; empty when the form may be opened.
pub fn route_gaps(taxonomy: &Taxonomy, readers: &[ReaderSummary]) -> Vec<RouteGap> {
    let with = |role: Role| readers.iter().filter(move |reader| reader.roles.has(role));
    let mut gaps = BTreeSet::new();

    if with(Role::DesignatedSafeguardingLead).next().is_none() {
        gaps.insert(RouteGap::NoSafeguardingLead);
    }
    if with(Role::Head).next().is_none() {
        gaps.insert(RouteGap::NoHead);
    }
    if with(Role::Chair).next().is_none() {
        gaps.insert(RouteGap::NoChair);
    }
    if with(Role::Head).any(|head| head.roles.has(Role::Chair)) {
        gaps.insert(RouteGap::HeadIsChair);
    }
    let nobody = BTreeSet::new();
    for category in taxonomy.categories() {
        let reached = all_on_route(category, readers, &nobody).len();
        if reached > READERS_MAX {
            gaps.insert(RouteGap::TooManyReaders);
        }
        if reached == 1 && !category.is_about_staff {
            gaps.insert(RouteGap::OneReaderOnly);
        }
        for reader in readers {
            let without = BTreeSet::from([reader.id.clone()]);
            if reached > 0 && route(category, readers, &without).is_err() {
                gaps.insert(RouteGap::RestsOnOnePerson(reader.name.as_str().to_owned()));
            }
        }
    }
    gaps.into_iter().collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::sample_readers::{elmwood, oakfield, reader};
    use proptest::prelude::*;

    fn names(found: &Result<Route, NoRoute>) -> Vec<&str> {
        found.as_ref().map_or(vec![], |r| r.readers.iter().map(|x| x.name.as_str()).collect())
    }

    fn routed(code: &str, readers: &[ReaderSummary], hidden: &[usize]) -> Vec<String> {
        let taxonomy = Taxonomy::embedded().unwrap();
        let category = taxonomy.categories().find(|c| c.code.as_str() == code).unwrap();
        let hidden = hidden.iter().map(|index| readers[*index].id.clone()).collect();
        names(&route(category, readers, &hidden)).into_iter().map(str::to_owned).collect()
    }

    #[test]
    fn online_bullying_reaches_the_officer_the_dsl_and_the_deputy() {
        assert_eq!(routed("CD1", &elmwood(), &[]), ["Mrs Okafor", "Mr Lewis", "Ms Shah"]);
    }

    #[test]
    fn what_is_for_the_officer_alone_reaches_the_safeguarding_leads_too() {
        assert_eq!(routed("CN6", &elmwood(), &[]), ["Mrs Okafor", "Mr Lewis", "Ms Shah"]);
    }

    #[test]
    fn without_an_officer_the_safeguarding_leads_stand_in() {
        assert_eq!(routed("CN6", &oakfield(), &[]), ["Mrs Reed", "Mr Cole"]);
    }

    #[test]
    fn a_slip_about_staff_reaches_the_head_alone() {
        assert_eq!(routed("ST1", &elmwood(), &[]), ["Dr Hughes"]);
    }

    #[test]
    fn a_slip_about_the_head_reaches_the_chair_alone() {
        assert_eq!(routed("ST1", &elmwood(), &[3]), ["Mr Price"]);
    }

    #[test]
    fn where_the_head_is_the_dsl_a_slip_about_staff_reaches_the_chair() {
        assert_eq!(routed("ST1", &oakfield(), &[]), ["Mrs Dean"]);
    }

    #[test]
    fn exclusions_that_empty_the_audience_fall_to_the_head_then_the_chair() {
        assert_eq!(routed("CN6", &elmwood(), &[0]), ["Mr Lewis", "Ms Shah"]);
        assert_eq!(routed("CD1", &elmwood(), &[0, 1, 2]), ["Dr Hughes"]);
        assert_eq!(routed("CD1", &elmwood(), &[0, 1, 2, 3]), ["Mr Price"]);
        assert!(routed("CD1", &elmwood(), &[0, 1, 2, 3, 4]).is_empty());
    }

    #[test]
    fn a_complete_school_has_no_gaps() {
        let taxonomy = Taxonomy::embedded().unwrap();
        assert_eq!(route_gaps(&taxonomy, &elmwood()), []);
        assert_eq!(route_gaps(&taxonomy, &oakfield()), []);
    }

    #[test]
    fn more_readers_than_an_envelope_has_slots_are_a_gap_and_never_hold_up_a_slip() {
        let taxonomy = Taxonomy::embedded().unwrap();
        let mut readers = elmwood();
        readers.extend((10..17).map(|number| reader(number, "Deputy", "deputy")));
        assert_eq!(route_gaps(&taxonomy, &readers), [RouteGap::TooManyReaders]);
        assert_eq!(routed("CD1", &readers, &[]).len(), READERS_MAX);
    }

    #[test]
    fn each_missing_person_is_named_as_a_gap() {
        let taxonomy = Taxonomy::embedded().unwrap();
        let without = |index: usize| {
            let mut readers = elmwood();
            readers.remove(index);
            route_gaps(&taxonomy, &readers)
        };
        assert!(without(1).contains(&RouteGap::NoSafeguardingLead));
        assert!(without(3).contains(&RouteGap::NoHead));
        assert!(without(4).contains(&RouteGap::NoChair));
        let alone = [reader(1, "Mrs Reed", "dsl,head,chair")];
        let gaps = route_gaps(&taxonomy, &alone);
        assert!(gaps.contains(&RouteGap::OneReaderOnly) && gaps.contains(&RouteGap::HeadIsChair));
    }

    proptest! {
        #[test]
        fn nobody_excluded_and_no_ict_administrator_ever_reads_it(
            roles in proptest::collection::vec(
                proptest::sample::select(vec!["oso", "dsl", "deputy", "head", "chair", "ict",
                    "head,dsl", "deputy,oso", "chair,deputy"]), 0..7),
            hidden in proptest::collection::btree_set(0usize..7, 0..7),
        ) {
            let taxonomy = Taxonomy::embedded().unwrap();
            let readers: Vec<_> = roles.iter().enumerate()
                .map(|(i, r)| reader(u8::try_from(i).unwrap() + 1, "Someone", r)).collect();
            let hidden: BTreeSet<_> =
                hidden.iter().filter_map(|i| readers.get(*i)).map(|r| r.id.clone()).collect();
            for category in taxonomy.categories() {
                if let Ok(found) = route(category, &readers, &hidden) {
                    prop_assert!(!found.readers.is_empty());
                    for reader in &found.readers {
                        prop_assert!(!hidden.contains(&reader.id));
                        prop_assert!(reader.roles.may(crate::domain::Permission::ReadSlips));
                        let leads = [Role::DesignatedSafeguardingLead, Role::OnlineSafetyOfficer];
                        let is_head = reader.roles.has(Role::Head);
                        let is_lead = category.is_about_staff && reader.roles.has_any(&leads);
                        let has_chair = readers.iter()
                            .any(|r| r.roles.has(Role::Chair) && !hidden.contains(&r.id));
                        prop_assert!(!is_lead || (is_head && !has_chair) || reader.roles.has(Role::Chair));
                    }
                }
            }
        }
    }
}
