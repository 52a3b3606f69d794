use super::super::*;
use crate::domain::Urgency;

fn embedded() -> Taxonomy {
    Taxonomy::embedded().unwrap()
}

fn school(text: &str) -> Result<Taxonomy, String> {
    Taxonomy::with_school_file(&format!("edition = \"x\"\n{text}")).map_err(|told| told.to_string())
}

fn refused(text: &str) -> String {
    school(text).map(|_| ()).unwrap_err()
}

const SCHOOL: &str = r#"
edition = "elmwood-2026"
switch_off = ["CD8"]

[[change]]
code = "CD1"
urgency = "urgent"
words.short = "Someone is mean to me online"

[[add]]
code = "EL1"
group = "money"
four_c = "conduct"
sub_risk = "misuse of the school's own tablets"
urgency = "routine"
audience = ["online-safety"]
words.more = "Something about the school tablets"
staff_words = "School tablets"
next_steps = ["Ask the computing lead."]
signposts = ["Childline"]
symbol = "devices"
"#;

#[test]
fn a_school_switches_off_changes_and_adds_and_the_review_shows_it() {
    let school = Taxonomy::with_school_file(SCHOOL).unwrap();
    assert_eq!(school.edition(), "kcsie-2026+elmwood-2026");
    let offered = |code: &str| school.categories().any(|one| one.code.as_str() == code);
    assert!(!offered("CD8") && offered("EL1"));
    let old = embedded().categories().find(|one| one.code.as_str() == "CD8").cloned().unwrap();
    assert!(school.category(&old.code).is_some(), "slips from before still say what they are");

    let lines = school.differences_from(&embedded());
    assert_eq!(
        lines,
        [
            "urgency   CD1  same-day -> urgent",
            "reworded  CD1  short: “Someone is being mean online” -> “Someone is mean to me online”",
            "added     EL1  School tablets (Conduct, routine)",
            "removed   CD8  Worried about too much time online (Conduct, routine)",
            "urgency   unkind (not sure which)  same-day -> urgent",
            "urgency   tile-unkind  same-day -> urgent",
        ]
    );
    assert!(embedded().differences_from(&embedded()).is_empty());
}

#[test]
fn a_school_lowers_no_urgency_and_takes_away_nothing_a_child_needs() {
    for code in ["SF1", "SF2", "ST1", "OT1"] {
        let told = refused(&format!("switch_off = [{code:?}]"));
        assert!(told.contains(code) && told.contains("may not be switched off"), "{told}");
    }
    assert!(refused("switch_off = [\"CM1\"]").contains("online gambling"));
    // One that is like it does not stand for it.
    for code in ["CT2", "CT5", "CN1", "CN2", "CN4", "CD3", "CD5", "CD6"] {
        assert!(refused(&format!("switch_off = [{code:?}]")).contains("policies name"), "{code}");
    }
    assert!(refused("switch_off = [\"ZZ9\"]").contains("ZZ9"));
    let lowered = refused("[[change]]\ncode = \"CT2\"\nurgency = \"routine\"");
    assert!(lowered.contains("CT2") && lowered.contains("emergency"), "{lowered}");
    assert!(refused("[[change]]\ncode = \"CD1\"\ncolour = \"red\"").contains("colour"));
    assert!(refused("colour = \"red\"").contains("colour"));
}

#[test]
fn no_school_mixes_worries_about_staff_with_those_that_others_read() {
    let refused = |text: &str| {
        Taxonomy::with_school_file(&format!("edition = \"x\"\n{text}")).unwrap_err().to_string()
    };
    for (code, stands_for) in
        [("tile-adult", "\"ST1\", \"OT1\""), ("tile-other", "\"OT1\", \"CM2\", \"CM3\", \"ST1\"")]
    {
        let tile = format!(
            "[[change_tile]]\ncode = {code:?}\nurgency = \"emergency\"\nstands_for = [{stands_for}]"
        );
        let told = refused(&tile);
        assert!(told.contains(code) && told.contains("only the head reads"), "{told}");
    }
    let visitor = SCHOOL.replace("group = \"money\"", "group = \"adult\"");
    let told = Taxonomy::with_school_file(&visitor).unwrap_err().to_string();
    assert!(told.contains("adult") && told.contains("only the head reads"), "{told}");
}

#[test]
fn a_school_changes_any_urgency_only_upwards() {
    let urgencies = [Urgency::Routine, Urgency::SameDay, Urgency::Urgent, Urgency::Emergency];
    for category in embedded().categories() {
        for urgency in urgencies {
            let (code, wanted) = (category.code.as_str(), urgency.as_str());
            let text =
                format!("edition = \"x\"\n[[change]]\ncode = {code:?}\nurgency = {wanted:?}\n");
            let changed = Taxonomy::with_school_file(&text);
            assert_eq!(changed.is_ok(), urgency >= category.urgency, "{code} {wanted}");
        }
    }
}

/// A kind of the school's own, with these lines beside what it needs.
fn adding(more: &str) -> String {
    format!(
        "[[add]]\ncode = \"EL1\"\ngroup = \"money\"\nfour_c = \"conduct\"\nsub_risk = \"tablets\"\n\
         urgency = \"urgent\"\naudience = [\"online-safety\"]\nstaff_words = \"School tablets\"\n\
         next_steps = [\"Ask the computing lead.\"]\nsymbol = \"devices\"\n{more}\n"
    )
}

#[test]
fn whoever_is_not_sure_is_read_as_soon_as_the_most_urgent_kind_that_a_school_adds() {
    let helped = adding("words.more = \"Our tablets\"\nsignposts = [\"Childline\"]");
    let unsure =
        |taxonomy: &Taxonomy, group: &str| taxonomy.unsure_in(&GroupCode(group.to_owned())).urgency;
    let ours = embedded();
    let before = unsure(&ours, "money");
    for urgency in Urgency::ALL {
        let added = helped.replace("\"urgent\"", &format!("{:?}", urgency.as_str()));
        let taxonomy = school(&added).unwrap();
        assert_eq!(unsure(&taxonomy, "money"), before.max(urgency), "never lowered");
        assert_eq!(unsure(&taxonomy, "seen"), unsure(&ours, "seen"), "another group stays");
    }
    let lines = school(&helped).unwrap().differences_from(&ours);
    let raised = "urgency   money (not sure which)  same-day -> urgent";
    assert!(lines.iter().any(|line| line == raised), "{lines:?}");
}

const TABLET_TILE: &str = r#"
[[add_tile]]
code = "tile-tablet"
words = "Something on my tablet"
words_in.cy = "Rhywbeth ar fy nhabled"
symbol = "devices"
urgency = "urgent"
stands_for = ["EL1"]
signposts = ["Childline"]
"#;

#[test]
fn a_school_takes_one_of_our_tiles_away_for_its_own_and_no_child_loses_a_way() {
    let kind = adding("words.more = \"Our tablets\"\nsignposts = [\"Childline\"]");
    let told = refused(&format!("{kind}{TABLET_TILE}"));
    assert!(told.contains("9 tiles") && told.contains("8 at most"), "{told}");
    let told = refused(&format!("switch_off = [\"tile-money\"]\n{kind}{TABLET_TILE}"));
    assert!(told.contains("no tile stands for CM2"), "{told}");

    let other = "[[change_tile]]\ncode = \"tile-other\"\nwords = \"Money, or something else\"\n\
                 stands_for = [\"OT1\", \"CM2\", \"CM3\"]\n";
    let text = format!("switch_off = [\"tile-money\"]\n{kind}{other}{TABLET_TILE}");
    let taxonomy = school(&text).unwrap();
    let tiles: Vec<_> = taxonomy.tiles().map(|tile| tile.code.as_str()).collect();
    assert_eq!(tiles.len(), 8);
    assert_eq!(tiles[5..], ["tile-adult", "tile-tablet", "tile-other"], "the last stays the last");
    let gone = embedded().tiles().find(|tile| tile.code.as_str() == "tile-money").cloned();
    assert!(taxonomy.tile(&gone.unwrap().code).is_some(), "slips from before still say it");
    let lines = taxonomy.differences_from(&embedded()).join("\n");
    for line in [
        "added     tile-tablet  Something on my tablet (a tile of Pictures, urgent)",
        "removed   tile-money  Money, or I clicked by mistake (a tile of Pictures, same-day)",
        "reworded  tile-other  stands for: “OT1” -> “OT1, CM2, CM3”",
    ] {
        assert!(lines.contains(line), "{lines}");
    }
}

#[test]
fn a_tile_of_a_schools_is_held_to_what_ours_are() {
    let kind = adding("words.more = \"Our tablets\"\nsignposts = [\"Childline\"]");
    let change = |line: &str| format!("[[change_tile]]\ncode = \"tile-unkind\"\n{line}\n");
    let raised = school(&change("urgency = \"urgent\"")).unwrap();
    let unkind = raised.tiles().find(|tile| tile.code.as_str() == "tile-unkind").unwrap();
    assert_eq!(raised.unsure_in(&unkind.code).urgency, Urgency::Urgent);
    for (text, parts) in [
        (change("urgency = \"routine\""), ["tile-unkind", "same-day"]),
        (change("stands_for = [\"CD1\", \"CT4\", \"SF2\"]"), ["tile-unkind", "make it urgent"]),
        (change("stands_for = [\"CD1\"]"), ["CT4", "no tile"]),
        (change("signposts = []"), ["tile-unkind", "points to nobody"]),
        (change("signposts = [\"Childlin\"]"), ["tile-unkind", "`Childline`"]),
        (change("symbol = \"my tablet\""), ["tile-unkind", "letters, digits and hyphens"]),
        (change("words = \"\""), ["tile-unkind", "no words"]),
        (
            change("words = \"Somebody sent me a nude\""),
            ["tile-unkind (pictures, English)", "nude"],
        ),
        (change("words = \"One two three four five six seven\""), ["7 words", "6 at most"]),
        (change("words_in.cy = \"Lluniau noeth\""), ["tile-unkind (pictures, Welsh)", "noeth"]),
        (change("words_in.en-GB = \"Unkind\""), ["tile-unkind", "go into `words`"]),
        (format!("{kind}{}", TABLET_TILE.replace("tile-tablet", "not-sure")), ["not-sure", "code"]),
        (format!("{kind}{}", TABLET_TILE.replace("[\"EL1\"]", "[]")), ["tile-tablet", "no kind"]),
        (TABLET_TILE.to_owned(), ["EL1", "does not have"]),
        ("[[change_tile]]\ncode = \"tile-x\"".to_owned(), ["tile-x", "does not have"]),
        ("switch_off = [\"tile-hurt\"]".to_owned(), ["no tile stands for CD5", "stays"]),
    ] {
        let told = refused(&text);
        assert!(parts.iter().all(|part| told.contains(part)), "{text}: {told}");
    }
}

#[test]
fn a_schools_words_are_held_to_what_ours_are_and_the_refusal_says_where_and_what_to_do() {
    let helped = "signposts = [\"Childline\"]\n";
    let long = "word ".repeat(16);
    for (line, parts) in [
        (
            "words.short = \"Sexting on our tablets\"".to_owned(),
            ["EL1 (short, English)", "say it otherwise"],
        ),
        ("words.short = \"Porn\"".to_owned(), ["EL1 (short, English)", "“porn”"]),
        (
            format!("words.more = \"{long}\""),
            ["EL1 (more, English)", "15 at most: say it in fewer"],
        ),
        (
            format!("words.more = \"x\"\nwords_in.pl.short = \"{long}\""),
            ["EL1 (short, Polish)", "13"],
        ),
        ("words.short = \" \"".to_owned(), ["EL1 (short, English)", "empty"]),
        ("words.more = \"x\"\nwords_in.xx.more = \"x\"".to_owned(), ["EL1", "`xx`"]),
        ("words.more = \"x\"\nwords_in.en-GB.more = \"x\"".to_owned(), ["EL1", "go into `words`"]),
        ("words_in.cy.more = \"x\"".to_owned(), ["EL1", "words"]),
    ] {
        let told = refused(&adding(&format!("{helped}{line}")));
        assert!(parts.iter().all(|part| told.contains(part)), "{line}: {told}");
    }
    let told = refused(&adding("words.more = \"x\"\nsignposts = [\"Childlin\"]"));
    assert!(told.contains("EL1") && told.contains("`Childlin`") && told.contains("`Childline`"));
    let told = refused(&adding("words.more = \"x\""));
    assert!(told.contains("EL1") && told.contains("signposts"), "{told}");
    let told = refused("[[change]]\ncode = \"CD2\"\nwords.short = \"A nude is shared\"");
    assert!(told.contains("CD2 (short, English)") && told.contains("“nude”"), "{told}");
    let fit =
        "words.more = \"Sexting on our tablets\"\nwords.short = \"Rude things on our tablets\"";
    assert!(school(&adding(&format!("{helped}{fit}"))).is_ok());
}

#[test]
fn no_entry_of_a_schools_has_a_blank_or_points_to_nobody() {
    let whole = adding("words.more = \"x\"\nsignposts = [\"Childline\"]");
    assert!(school(&whole).is_ok());
    let change = |line: &str| format!("[[change]]\ncode = \"CD1\"\n{line}\n");
    for (text, parts) in [
        (change("next_steps = [\"\"]"), ["CD1", "empty line in its `next_steps`"]),
        (change("next_steps = [\"Ask.\", \" \"]"), ["CD1", "or leave it out"]),
        (change("next_steps = []"), ["CD1", "needs `staff_words` and `next_steps`"]),
        (change("signposts = []"), ["CD1", "give it `signposts`"]),
        (change("staff_words = \" \""), ["CD1", "needs `staff_words`"]),
        (change("words_in.cy.short = \" \""), ["CD1 (short, Welsh)", "empty words"]),
        (
            whole.replace("[\"Ask the computing lead.\"]", "[\" \"]"),
            ["EL1", "empty line in its `next_steps`"],
        ),
        (whole.replace("[\"Childline\"]", "[]"), ["EL1", "give it `signposts`"]),
        (whole.replace("\"tablets\"", "\" \""), ["EL1", "empty `sub_risk`"]),
        (whole.replace("\"School tablets\"", "\"\""), ["EL1", "needs `staff_words`"]),
    ] {
        let told = refused(&text);
        assert!(parts.iter().all(|part| told.contains(part)), "{text}: {told}");
    }
    let told = Taxonomy::with_school_file("edition = \" \"").unwrap_err().to_string();
    assert!(told.contains("`edition`") && told.contains("give it a name"), "{told}");
}

#[test]
fn a_page_that_would_have_too_many_kinds_is_refused() {
    let kind = |number: usize| {
        adding("words.short = \"Our tablets\"\nsignposts = [\"Childline\"]")
            .replace("EL1", &format!("EL{number}"))
    };
    let kinds = |count: usize| (1..=count).map(kind).collect::<String>();
    assert!(school(&kinds(1)).is_ok());
    let told = refused(&kinds(2));
    assert!(told.contains("group money has 8 kinds in the mode short"), "{told}");
    assert!(school(&format!("switch_off = [\"CD8\"]\n{}", kinds(2))).is_ok());
}

#[test]
fn words_in_another_language_are_in_the_review() {
    let text = "[[change]]\ncode = \"CD1\"\nwords_in.cy.more = \"Pigo ar-lein\"";
    let lines = school(text).unwrap().differences_from(&embedded());
    assert_eq!(lines, ["reworded  CD1  more in Welsh: ours -> “Pigo ar-lein”"]);
}
