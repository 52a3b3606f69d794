//! What holds for the pages of everyone's turn and of practice.

use super::*;

/// The pages of a turn that have a twin, in both kinds of words.
fn twins() -> impl Iterator<Item = (School, Step, [String; 2])> {
    Mode::ALL.into_iter().flat_map(|mode| {
        let steps = Step::ALL.into_iter().filter(move |step| step.is_in_turn(mode));
        steps.filter(|step| *step != Step::Start).map(move |step| {
            let school = School::in_mode(mode);
            let both = [Way::Turn, Way::TurnNothing].map(|way| school.step_in(way, step, None));
            (school, step, both)
        })
    })
}

/// What somebody sees who is too far away to read: which parts there are, one after the other.
fn from_afar(page: &Html) -> Vec<String> {
    let parts = "main h1, main fieldset, main textarea, main .top button, main .go button, \
                 main .note, main dl, main .change, main details, main .help, main .steps b";
    let told = all(page, parts).into_iter().map(|part| {
        let class = part.attr("class").unwrap_or_default();
        format!("{} {class}", part.value().name())
    });
    told.collect()
}

#[test]
fn from_afar_a_page_of_a_turn_tells_not_which_kind_it_is() {
    for (_, step, both) in twins() {
        let [telling, other] = both.map(|text| Html::parse_document(&text));
        // What to do now has its heading alone in another place; a note more says who might be told.
        if step == Step::Check {
            let count = |page| all(page, "main .change").len();
            assert_eq!(count(&telling), count(&other), "{step:?}");
            assert_eq!(
                all(&telling, "main .go button").len(),
                all(&other, "main .go button").len()
            );
            continue;
        }
        assert_eq!(from_afar(&telling), from_afar(&other), "{step:?}");
    }
}

#[test]
fn headings_and_tiles_of_both_kinds_are_about_as_many_and_as_long() {
    for (school, step, both) in twins() {
        let [telling, other] = both.map(|text| Html::parse_document(&text));
        let heading = |page: &Html| all(page, "h1")[0].text().collect::<String>().len();
        let longer = heading(&telling).max(heading(&other));
        assert!(longer <= 50, "{step:?} in {:?}", school.words.mode());
        let tiles = |page: &Html| all(page, ".choice").len();
        assert!(tiles(&telling).abs_diff(tiles(&other)) <= 2, "{step:?}");
    }
}

#[test]
fn from_each_page_with_nothing_to_tell_one_press_leads_to_telling_and_no_field_is_a_slips() {
    for (_, step, [_, other]) in twins() {
        let page = Html::parse_document(&other);
        assert_eq!(all(&page, "button[value=tell]").len(), 1, "{step:?}");
        assert_eq!(all(&page, "input[name=way]")[0].attr("value"), Some("none"));
        for name in ["danger", "about", "group", "hidden_from[]", "done"] {
            let asked = all(&page, &format!("input:not([type=hidden])[name='{name}']"));
            assert!(asked.is_empty(), "{step:?} asks for {name}");
        }
    }
}

#[test]
fn every_page_of_a_turn_and_of_practice_has_one_heading_help_leave_and_a_form_to_its_own_address() {
    for mode in Mode::ALL {
        let school = School::in_mode(mode);
        for way in [Way::Turn, Way::TurnNothing, Way::Practice] {
            for step in Step::ALL {
                let is_there = way == Way::Practice || step.is_in_turn(mode) || step == Step::Done;
                if !is_there || (way, step) == (Way::Turn, Step::Done) {
                    continue;
                }
                let text = school.step_in(way, step, None);
                let page = Html::parse_document(&text);
                let name = format!("{way:?} {step:?} {mode:?}");
                assert_eq!(all(&page, "h1").len(), 1, "{name}");
                assert!(text.contains(">999<") && text.contains(">0800 1111<"), "{name}");
                let action = all(&page, "main form")[0].attr("action");
                assert_eq!(action, Some(paths::slip_of(way)), "{name}");
                let is_said = text.contains("Practice. Nothing here is sent.");
                assert_eq!(is_said, way == Way::Practice, "{name}");
                assert_eq!(text.contains(paths::files::TURN_JS), way.is_turn(), "{name}");
                let ids = all(&page, "[id]");
                let mut ids: Vec<_> = ids.iter().filter_map(|it| it.attr("id")).collect();
                ids.sort_unstable();
                assert!(ids.windows(2).all(|pair| pair[0] != pair[1]), "{name}: {ids:?}");
            }
        }
    }
}

#[test]
fn whoever_is_in_danger_is_told_what_to_do_now_in_a_turn_and_in_practice() {
    for mode in Mode::ALL {
        let school = School::in_mode(mode);
        for (way, step) in
            [(Way::Turn, Step::DoNow), (Way::Practice, Step::DoNow), (Way::Practice, Step::Done)]
        {
            let text = school.step_in(way, step, None);
            assert!(text.contains("Tell an adult near you now"), "{way:?} {step:?} {mode:?}");
        }
    }
}

#[test]
fn every_picture_that_a_page_names_is_in_the_sprite() {
    let school = School::elmwood();
    let sprite = include_str!("../../../../static/sym.svg");
    let of_taxonomy = school
        .taxonomy
        .categories()
        .map(|category| category.symbol.clone())
        .chain(school.taxonomy.tiles().map(|tile| tile.symbol.clone()))
        .chain(school.taxonomy.groups().map(|group| group.symbol.clone()));
    let in_class = twins().flat_map(|(_, _, both)| both);
    let of_pages = school.pages().into_values().chain(in_class).flat_map(|text| {
        let marker = format!("{}#", paths::files::SYM_SVG);
        let names = text.split(&marker).skip(1).map(|rest| rest.split('"').next().unwrap().into());
        names.collect::<Vec<String>>()
    });
    for name in of_taxonomy.chain(of_pages) {
        assert!(sprite.contains(&format!("id=\"{name}\"")), "no picture {name}");
    }
}
