use super::*;
use crate::domain::Taxonomy;

fn embedded() -> Signposts {
    Signposts::embedded().unwrap()
}

fn codes(list: &[&Signpost]) -> Vec<&'static str> {
    list.iter().map(|one| one.code.as_str()).collect()
}

#[test]
fn everyone_a_kind_of_worry_points_to_is_there_and_nobody_is_there_for_nothing() {
    let (signposts, taxonomy) = (embedded(), Taxonomy::embedded().unwrap());
    let named: Vec<_> =
        taxonomy.categories().flat_map(|kind| kind.signposts.iter().copied()).collect();
    for code in SignpostCode::ALL {
        let entries: Vec<_> = signposts.all.iter().filter(|one| one.code == *code).collect();
        let is_general = entries.iter().all(|one| one.for_any_worry);
        assert!(!entries.is_empty(), "{} helps nowhere", code.as_str());
        assert!(is_general || named.contains(code), "no worry leads to {}", code.as_str());
    }
}

#[test]
fn every_worry_has_help_in_every_nation() {
    let (signposts, taxonomy) = (embedded(), Taxonomy::embedded().unwrap());
    for nation in Nation::ALL {
        for kind in taxonomy.categories() {
            let sorted = signposts.sorted_for(&kind.signposts, nation, Mode::More);
            assert_eq!(codes(&sorted.first), ["999", "Childline"]);
            let all = sorted.first.len() + sorted.fitting.len() + sorted.others.len();
            assert_eq!(all, signposts.in_nation(nation).count(), "{}", kind.code.as_str());
        }
    }
}

#[test]
fn what_fits_comes_first_in_the_order_of_the_worry_and_only_where_it_is() {
    let (signposts, taxonomy) = (embedded(), Taxonomy::embedded().unwrap());
    let harm = taxonomy.categories().find(|kind| kind.code.as_str() == "SF1").unwrap();
    let fitting =
        |nation| codes(&signposts.sorted_for(&harm.signposts, nation, Mode::More).fitting);
    assert_eq!(fitting(Nation::England), ["Shout", "Samaritans", "Papyrus", "NHS 111"]);
    assert_eq!(
        fitting(Nation::Scotland),
        ["Shout", "Samaritans", "Papyrus", "NHS 111", "Breathing Space"]
    );
    assert_eq!(fitting(Nation::NorthernIreland), ["Shout", "Samaritans", "Papyrus", "Lifeline"]);
    let general = signposts.sorted_for(&[], Nation::Wales, Mode::More);
    assert!(general.fitting.is_empty() && codes(&general.others).first() == Some(&"Meic"));
}

#[test]
fn an_edition_with_a_gap_is_refused() {
    let with = |from: &str, to: &str| Signposts::parse(&EMBEDDED.replacen(from, to, 1));
    assert!(with("2026-11-27", "soon").is_err());
    assert!(with("last_checked = \"2026-11-27\"\n", "").is_err());
    let doubled = with("code = \"Meic\"", "code = \"Shout\"");
    assert!(matches!(doubled, Err(SignpostsError::Doubled("Shout"))));
    let nowhere = with("reach = [{ call = \"999\" }]", "reach = []");
    assert!(matches!(nowhere, Err(SignpostsError::NoReach("999"))));
    let lost = with("under = 19", "under = 19\nnations = [\"wales\"]");
    assert!(matches!(lost, Err(SignpostsError::NotEverywhere(Nation::England))));
    assert!(with("code = \"CEOP\"", "code = \"CEO\"").is_err());
}

#[test]
fn in_pictures_nobody_meets_a_line_for_those_who_want_to_die_before_the_end_unless_they_ask() {
    let (signposts, taxonomy) = (embedded(), Taxonomy::embedded().unwrap());
    let worries = taxonomy.tiles().map(|tile| Some(taxonomy.unsure_in(&tile.code))).chain([None]);
    for (worry, nation) in worries.flat_map(|worry| Nation::ALL.map(|nation| (worry, nation))) {
        let named = worry.map_or(&[][..], |worry| worry.signposts.as_slice());
        let sorted = signposts.sorted_for(named, nation, Mode::Pictures);
        let is_for_self_harm: Vec<_> = sorted.others.iter().map(|one| one.for_self_harm).collect();
        assert!(is_for_self_harm.is_sorted(), "{:?}", codes(&sorted.others));
        let asks = worry.is_some_and(|worry| worry.group.as_str() == "tile-hurt");
        assert_eq!(sorted.fitting.iter().any(|one| one.for_self_harm), asks, "{worry:?}");
        assert!(sorted.others.iter().any(|one| one.code == SignpostCode::Papyrus));
    }
}
