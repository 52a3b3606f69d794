use super::*;
use crate::domain::Urgency;

fn embedded() -> Taxonomy {
    Taxonomy::embedded().unwrap()
}

#[test]
fn the_embedded_edition_has_27_categories_and_few_choices_on_a_page() {
    let taxonomy = embedded();
    assert_eq!(taxonomy.categories().count(), 27);
    assert_eq!(taxonomy.tiles().count(), 8);
    for mode in [Mode::Short, Mode::More, Mode::All] {
        // In Short words "Something else" and "not sure" are one tile.
        let not_sure = usize::from(mode != Mode::Short);
        assert!(taxonomy.offered_groups(mode).count() + not_sure <= mode.choices_max());
        for group in taxonomy.offered_groups(mode) {
            let kinds = taxonomy.offered(&group.code, mode).count();
            assert!(kinds < mode.choices_max(), "{}", group.code.as_str());
        }
    }
}

#[test]
fn every_category_but_those_for_older_pupils_is_offered_and_each_leads_to_staff() {
    let taxonomy = embedded();
    for category in taxonomy.categories() {
        for mode in [Mode::Short, Mode::More, Mode::All] {
            assert!(category.words.of(mode).is_some(), "{}", category.code.as_str());
        }
        assert!(!category.next_steps.is_empty() && !category.staff_words.is_empty());
    }
    let in_pictures = taxonomy.categories().filter(|one| one.words.of(Mode::Pictures).is_some());
    assert_eq!(in_pictures.count(), 12);
}

#[test]
fn an_edition_that_loses_a_sub_risk_of_the_policies_is_refused() {
    assert_eq!(embedded().sub_risks().count(), 26);
    for sub_risk in embedded().sub_risks() {
        let without = EMBEDDED.replacen(&format!("{sub_risk:?}"), "LIST", 1).replace(sub_risk, "x");
        let without = without.replace("LIST", &format!("{sub_risk:?}"));
        let told = Taxonomy::parse(&without).unwrap_err().to_string();
        assert!(told.contains(sub_risk), "{sub_risk}: {told}");
    }
}

#[test]
fn whoever_is_unsure_reaches_only_those_who_would_read_it_whichever_it_is() {
    let taxonomy = embedded();
    let groups = taxonomy.groups().map(|group| {
        let kinds: Vec<_> = taxonomy.in_group(&group.code).collect();
        (&group.code, group.unsure_urgency, kinds)
    });
    let tiles = taxonomy.tiles().map(|tile| {
        let kinds = tile.stands_for.iter().map(|code| taxonomy.category(code).unwrap()).collect();
        (&tile.code, tile.urgency, kinds)
    });
    for (code, urgency, kinds) in groups.chain(tiles) {
        let unsure = taxonomy.unsure_in(code);
        let by_safeguarding_alone = unsure.audience == [Audience::Safeguarding];
        for kind in &kinds {
            let reads_it = |audience: &Audience| kind.audience.contains(audience);
            assert!(
                by_safeguarding_alone || unsure.audience.iter().all(reads_it),
                "{} of {}",
                kind.code.as_str(),
                code.as_str()
            );
        }
        assert!(unsure.urgency >= urgency && unsure.urgency >= taxonomy.unclassified().urgency);
        assert_eq!(unsure.is_about_staff, kinds.iter().all(|kind| kind.is_about_staff));
    }
    let sexual = taxonomy.groups().find(|group| group.code.as_str() == "sexual").unwrap();
    assert_eq!(taxonomy.unsure_in(&sexual.code).audience, [Audience::Safeguarding]);
}

#[test]
fn a_small_child_is_pointed_to_what_the_tile_asks_for_and_to_nobody_for_grown_up_worries() {
    let taxonomy = embedded();
    for tile in taxonomy.tiles() {
        let codes = || tile.signposts.iter().map(|one| one.as_str());
        assert_eq!(codes().next(), Some("Childline"), "{}", tile.words);
        let for_self_harm = ["Samaritans", "Shout", "Papyrus", "NHS 111", "Lifeline"];
        let says_so = tile.words.contains("hurt myself");
        assert_eq!(codes().any(|code| for_self_harm.contains(&code)), says_so, "{}", tile.words);
        assert!(!codes().any(|code| ["Fearless", "Police", "ACT Early"].contains(&code)));
        assert_eq!(taxonomy.unsure_in(&tile.code).signposts, tile.signposts);
    }
    for group in taxonomy.groups() {
        assert_eq!(taxonomy.unsure_in(&group.code).signposts, group.signposts);
    }
}

#[test]
fn whatever_a_small_child_means_by_a_tile_is_read_as_soon_as_it_has_to_be() {
    let taxonomy = embedded();
    for tile in taxonomy.tiles() {
        for kind in tile.stands_for.iter().map(|code| taxonomy.category(code).unwrap()) {
            let names = (&tile.words, &kind.staff_words);
            assert!(taxonomy.unsure_in(&tile.code).urgency >= kind.urgency, "{names:?}");
        }
    }
    let tile = |code: &str| taxonomy.tiles().find(|tile| tile.code.as_str() == code).unwrap();
    assert_eq!(tile("tile-unkind").urgency, Urgency::SameDay, "chosen most, so not all urgent");
}

#[test]
fn where_a_school_raises_a_kind_whoever_chose_its_tile_or_was_not_sure_is_read_as_soon() {
    let school = |code: &str, urgency: &str| {
        let change = format!("[[change]]\ncode = {code:?}\nurgency = {urgency:?}\n");
        Taxonomy::with_school_file(&format!("edition = \"x\"\n{change}")).unwrap()
    };
    let unsure = |taxonomy: &Taxonomy, choice: &str| {
        taxonomy.unsure_in(&GroupCode(choice.to_owned())).urgency
    };
    let raised = school("CT4", "emergency");
    assert_eq!(unsure(&raised, "tile-unkind"), Urgency::Emergency);
    assert_eq!(unsure(&raised, "unkind"), Urgency::Emergency);
    assert_eq!(unsure(&raised, "seen"), unsure(&embedded(), "seen"), "another group stays");
    // Said, and not raised.
    let as_it_was = school("CD6", "urgent");
    assert_eq!(unsure(&as_it_was, "unkind"), Urgency::SameDay);
}

#[test]
fn an_edition_with_a_gap_is_refused() {
    let with = |from: &str, to: &str| Taxonomy::parse(&EMBEDDED.replace(from, to));
    let unclassified = with("unclassified = \"OT1\"", "unclassified = \"XX\"");
    assert!(matches!(unclassified, Err(TaxonomyError::NoUnclassified(_))));
    let doubled = with("code = \"CN2\"", "code = \"CN1\"");
    assert!(matches!(doubled, Err(TaxonomyError::Doubled(_))));
    let lost = with("group = \"money\"", "group = \"nowhere\"");
    assert!(matches!(lost, Err(TaxonomyError::NoSuchGroup(_))));
    for choice in ["unkind", "tile-saw"] {
        let (before, after) = EMBEDDED.split_once(&format!("code = {choice:?}")).unwrap();
        let after = after.replacen("signposts = [\"Childline\"]", "signposts = []", 1);
        let told = Taxonomy::parse(&format!("{before}code = {choice:?}{after}")).unwrap_err();
        assert!(matches!(&told, TaxonomyError::NoSignposts(code) if code == choice), "{told}");
    }
    let below = with("stands_for = [\"CD1\", \"CT4\"]", "stands_for = [\"CD1\", \"CD2\"]");
    let told = below.unwrap_err().to_string();
    assert!(
        told.contains("tile-unkind") && told.contains("CD2") && told.contains("make it urgent")
    );
    let tile = with("stands_for = [\"CT1\"]", "stands_for = [\"CT9\"]");
    assert!(matches!(tile, Err(TaxonomyError::NoSuchCategory(_))));
}
