//! Counts as they are shown: as they are, or so that no figure tells of one pupil, neither by itself nor
//! together with the others on its page.

use std::iter;

use super::TermFigures;

/// A count as it is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum ShownCount {
    Exactly(usize),
    FewerThan(usize),
    /// The nearest multiple of a step.
    About(usize),
}

/// How counts are told to those who may not see every slip that is counted: what is less than a step only
/// as that, and what is more to the nearest step.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Rounding(usize);

/// What a count may be, for all that is shown; both ends included.
#[derive(Debug, Clone, Copy)]
struct Range {
    least: usize,
    most: usize,
}

/// A small number is told where fewer than three are left that it may be.
const APART_MIN: usize = 2;
/// That figures are shown more coarsely tells something too: with twice, a small number followed from it.
const COARSER: usize = 3;

impl ShownCount {
    /// For whoever may see every slip that is counted.
    pub fn exact(count: usize) -> Self {
        Self::Exactly(count)
    }

    /// How long its bar is.
    pub fn drawn(self) -> usize {
        match self {
            Self::Exactly(count) | Self::About(count) => count,
            Self::FewerThan(_) => 0,
        }
    }
}

impl Rounding {
    /// Fewer than five could be told apart by those who know the school.
    const FIVES: Self = Self(5);

    /// To fives; more coarsely where a small number could be reckoned from figures that stand together.
    pub fn of(figures: &TermFigures) -> Self {
        let TermFigures { weeks, urgency, state, soon } = figures;
        let weeks: Vec<_> = weeks.iter().map(|week| week.counts.to_vec()).collect();
        Self::that_tells_no_small_number(&[counts(urgency), counts(state), counts(soon)], &weeks)
    }

    /// Of tables that each count all slips, as the weeks do, whose own counts are of their parts.
    fn that_tells_no_small_number(tables: &[Vec<usize>], weeks: &[Vec<usize>]) -> Self {
        // With a step above every count, nothing can be reckoned.
        let mut steps = iter::successors(Some(Self::FIVES), |rounding| {
            rounding.0.checked_mul(COARSER).map(Self)
        });
        let found = steps.find(|rounding| !rounding.tells_a_small_number(tables, weeks));
        found.unwrap_or(Self(usize::MAX))
    }

    pub fn step(self) -> usize {
        self.0
    }

    pub fn shown(self, count: usize) -> ShownCount {
        match self.nearest(count) {
            0 => ShownCount::FewerThan(self.0),
            near => ShownCount::About(near),
        }
    }

    /// Nought for less than a step.
    fn nearest(self, count: usize) -> usize {
        if count < self.0 { 0 } else { (count + self.0 / 2) / self.0 * self.0 }
    }

    /// Every count that is shown as this one is.
    fn range(self, count: usize) -> Range {
        let half = self.0 / 2;
        match self.nearest(count) {
            0 => Range { least: 0, most: self.0 - 1 },
            near => Range { least: self.0.max(near - half), most: near + (self.0 - 1 - half) },
        }
    }

    fn tells_a_small_number(self, tables: &[Vec<usize>], weeks: &[Vec<usize>]) -> bool {
        let ranges = |counts: &Vec<usize>| -> Vec<Range> {
            counts.iter().map(|count| self.range(*count)).collect()
        };
        let parts: Vec<_> = weeks.iter().map(ranges).collect();
        let of_week = |(week, parts): (&Vec<usize>, &Vec<Range>)| {
            self.range(week.iter().sum()).and(Range::of_all(parts))
        };
        let mut tables: Vec<_> = tables.iter().map(ranges).collect();
        tables.push(weeks.iter().zip(&parts).map(of_week).collect());
        // All tables count the same slips: from how many those may be, each count follows more closely.
        let all = tables.iter().map(|table| Range::of_all(table)).reduce(Range::and);
        let mut told: Vec<_> = tables.iter().map(|table| Range::within(table, all)).collect();
        let weeks = told.last().cloned().unwrap_or_default();
        told.extend(parts.iter().zip(weeks).map(|(parts, week)| Range::within(parts, Some(week))));
        let is_told = |it: &Range| it.least < self.0 && it.most - it.least < APART_MIN;
        told.iter().flatten().any(is_told)
    }
}

impl Range {
    /// Of counts that have nothing to do with one another, together.
    fn of_all(counts: &[Self]) -> Self {
        let sum = |end: fn(&Self) -> usize| counts.iter().map(end).fold(0, usize::saturating_add);
        Self { least: sum(|it| it.least), most: sum(|it| it.most) }
    }

    /// What both leave.
    fn and(self, other: Self) -> Self {
        Self { least: self.least.max(other.least), most: self.most.min(other.most) }
    }

    /// Each of the counts, where their sum is known so closely.
    fn within(counts: &[Self], sum: Option<Self>) -> Vec<Self> {
        let all = Self::of_all(counts);
        let sum = sum.unwrap_or(all);
        let closer = |count: &Self| {
            let (least_of_others, most_of_others) =
                (all.least - count.least, all.most - count.most);
            count.and(Self {
                least: sum.least.saturating_sub(most_of_others),
                most: sum.most.saturating_sub(least_of_others),
            })
        };
        counts.iter().map(closer).collect()
    }
}

fn counts<T>(table: &[(T, usize)]) -> Vec<usize> {
    table.iter().map(|(_, count)| *count).collect()
}

#[cfg(test)]
mod tests {
    use std::collections::{BTreeSet, HashMap};

    use proptest::prelude::*;

    use super::*;
    use crate::domain::{CountedSlip, Day, DaySpan, FourC, SlipState, Urgency};

    fn rounding(tables: &[&[usize]], weeks: &[&[usize]]) -> Rounding {
        let [tables, weeks] =
            [tables, weeks].map(|it| it.iter().map(|one| one.to_vec()).collect::<Vec<_>>());
        Rounding::that_tells_no_small_number(&tables, &weeks)
    }

    #[test]
    fn others_see_no_small_count_and_none_that_tells_one_by_its_difference() {
        let shown = [0, 1, 4, 5, 7, 8, 12, 13].map(|count| Rounding::FIVES.shown(count));
        let (few, about) = (ShownCount::FewerThan(5), ShownCount::About);
        assert_eq!(shown, [few, few, few, about(5), about(5), about(10), about(10), about(15)]);
        assert_eq!(few.drawn(), 0);
    }

    #[test]
    fn where_figures_together_tell_a_small_one_all_are_shown_more_coarsely() {
        assert_eq!(rounding(&[&[6, 2, 0, 0]], &[&[0, 2, 6, 0, 0]]), Rounding::FIVES);
        // Four times fewer than 5 and once about 5 are no more than 23, and about 25 no fewer.
        assert_eq!(rounding(&[], &[&[4, 4, 4, 4, 7]]), Rounding(15));
        // Four times fewer than 5 are no more than 16, and twice about 10 no fewer.
        assert_eq!(rounding(&[&[4, 4, 4, 4], &[8, 8, 0, 0]], &[&[16]]), Rounding(15));
        assert_eq!(rounding(&[&[0; 4]], &[&[0; 5]]), Rounding::FIVES);
    }

    #[test]
    fn whoever_knows_how_figures_are_rounded_is_left_with_three_of_each_small_number_or_more() {
        // A week of three parts, and a table of two: all there can be up to so many of each.
        const MOST: usize = 17;
        let mut shown_alike: HashMap<_, Vec<[usize; 6]>> = HashMap::new();
        let every = 0..=MOST;
        for week in every.clone().flat_map(|one| every.clone().map(move |two| [one, two])) {
            for three in every.clone() {
                let [one, two] = week;
                let sum = one + two + three;
                for first in sum.saturating_sub(MOST)..=sum.min(MOST) {
                    let rounding = rounding(&[&[first, sum - first]], &[&[one, two, three]]);
                    let figures = [one, two, three, first, sum - first, sum];
                    let shown = figures.map(|count| rounding.shown(count));
                    shown_alike.entry((rounding, shown)).or_default().push(figures);
                }
            }
        }
        let mut looked_at = 0;
        for ((rounding, shown), figures) in shown_alike {
            let is_all_there =
                figures.iter().flatten().all(|count| rounding.range(*count).most <= MOST);
            for place in (0..shown.len()).filter(|place| shown[*place].drawn() == 0 && is_all_there)
            {
                let may_be: BTreeSet<_> = figures.iter().map(|figures| figures[place]).collect();
                assert!(may_be.len() > APART_MIN, "{shown:?}: {may_be:?}");
                looked_at += 1;
            }
        }
        assert!(looked_at > 100, "{looked_at}");
    }

    fn any_slips() -> impl Strategy<Value = Vec<CountedSlip>> {
        let slip = (
            0..60_i32,
            proptest::sample::select(Urgency::ALL.to_vec()),
            proptest::sample::select(SlipState::ALL.to_vec()),
            proptest::sample::select(FourC::RISKS.to_vec()),
            proptest::option::of(0..9_i32),
        );
        let slip = slip.prop_map(|(day, urgency, state, four_c, after)| CountedSlip {
            day: Day(20_000 + day),
            urgency,
            state,
            four_c,
            acknowledged_on: after.map(|days| Day(20_000 + day + days)),
        });
        proptest::collection::vec(slip, 0..80)
    }

    proptest! {
        #[test]
        fn of_any_slips_no_number_from_one_to_four_is_shown_and_more_is_never_shown_as_less(
            slips in any_slips(),
        ) {
            let span = DaySpan::new(Day(20_000), Day(20_060)).unwrap();
            let figures = TermFigures::of(&slips, span, None);
            let rounding = Rounding::of(&figures);
            let weeks = figures.weeks.iter().flat_map(|week| week.counts);
            let mut all: Vec<_> = [counts(&figures.urgency), counts(&figures.state), counts(&figures.soon)].concat();
            all.extend(weeks);
            all.sort_unstable();
            let shown: Vec<_> = all.iter().map(|count| rounding.shown(*count)).collect();
            for (count, shown) in all.iter().zip(&shown) {
                match shown {
                    ShownCount::FewerThan(step) => prop_assert!(count < step && *step >= 5),
                    ShownCount::About(near) => {
                        prop_assert!(*near >= 5 && near.abs_diff(*count) <= rounding.step() / 2);
                    }
                    ShownCount::Exactly(_) => prop_assert!(false, "{shown:?}"),
                }
            }
            prop_assert!(shown.iter().map(|shown| shown.drawn()).is_sorted());
        }
    }
}
