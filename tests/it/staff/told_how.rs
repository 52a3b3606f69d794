//! What a reader is told of how the pupil was asked, and of a school's own kinds of worry.

use ineedtotalk::app::read_taxonomy;
use ineedtotalk::domain::Role;

use super::at_desk::AtDesk;
use crate::harness::TestApp;

#[test]
fn a_reader_sees_that_a_pupil_chose_by_pictures_and_that_it_is_theirs_to_classify() {
    let app = TestApp::spawn();
    let mut pupil = app.pupil();
    pupil.visit("/?mode=pictures");
    let start = pupil.visit("/?mode=pictures");
    let check = pupil.walk_on(start, &[("group", "tile-hurt")]);
    pupil.press(&check, "send", &[]);

    let mut lead = AtDesk::new(&app, Role::DesignatedSafeguardingLead);
    let slip = lead.only_slip();
    let page = lead.opens(&slip);
    let facts = page.text_of("dl.facts").join(" ");
    assert!(facts.contains("“I get hurt, or hurt myself”, chosen by picture."), "{facts}");
    assert!(
        facts.contains("Please classify it.") && facts.contains("Words the pupil saw Pictures")
    );
}

#[test]
fn a_reader_sees_what_was_told_by_pictures_apart_from_the_words_that_were_typed() {
    let app = TestApp::spawn();
    let mut pupil = app.pupil();
    let answers = [("danger", "yes"), ("done_by", "friend")];
    let when = pupil.walk_to("tell-when", &answers);
    let check = pupil.walk_on(when, &[("happened", "today"), ("words", "please help")]);
    pupil.press(&check, "send", &[]);

    let mut lead = AtDesk::new(&app, Role::DesignatedSafeguardingLead);
    let slip = lead.only_slip();
    let page = lead.opens(&slip);
    let quoted = page.text_of("blockquote.told");
    assert_eq!(quoted, ["A friend did it. It happened today.", "please help"]);
    assert!(page.has("What happened, in sentences they chose by pictures"), "{}", page.text());
    assert!(!page.has("In English:"), "{}", page.text());
}

#[test]
fn the_head_who_reads_that_an_adult_at_school_did_it_is_reminded_of_that_first() {
    let app = TestApp::spawn();
    let chosen = [("danger", "yes"), ("group", "unkind"), ("kind", "CD1")];
    let answers = [&chosen[..], &[("done_by", "adult-at-school")]].concat();
    let mut pupil = app.pupil();
    let what = pupil.walk_to("tell-what", &answers);
    let check = pupil.walk_on(what, &[]);
    pupil.press(&check, "send", &[]);

    let mut head = AtDesk::new(&app, Role::Head);
    let slip = head.only_slip();
    let page = head.opens(&slip);
    let steps = page.text_of("section[aria-labelledby=steps] li");
    assert_eq!(steps[..2], ["Decide with the LADO.", "Keep it in its own log."]);
    assert_eq!(steps[3], "Follow the behaviour policy.", "then those of what the pupil chose");
    assert!(page.has("The pupil says that an adult at school did it. First:"), "{}", page.text());
    assert!(page.has("Report Abuse in Education, Childline"), "{}", page.text());
}

#[test]
fn a_slip_that_came_as_its_own_kind_has_the_steps_of_that_kind_alone() {
    let app = TestApp::spawn();
    for (group, kind) in [("adult", "ST1"), ("hurt", "SF2")] {
        app.pupil().send_slip(&[("danger", "yes"), ("group", group), ("kind", kind)]);
    }
    for (role, first) in [
        (Role::Head, "Decide with the LADO."),
        (Role::DesignatedSafeguardingLead, "Refer to children's services."),
    ] {
        let mut reader = AtDesk::new(&app, role);
        let slip = reader.only_slip();
        let page = reader.opens(&slip);
        assert_eq!(page.text_of("section[aria-labelledby=steps] li")[0], first);
        assert!(!page.has("an adult at school did it"), "{}", page.text());
    }
}

#[test]
fn a_schools_own_file_is_what_its_pupils_choose_from_and_a_wrong_one_is_refused_in_words() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("elmwood.toml");
    let own = "edition = \"elmwood\"\nswitch_off = [\"CD8\"]\n\
               [[change]]\ncode = \"CD1\"\nwords.more = \"Being picked on online\"\n";
    std::fs::write(&file, own).unwrap();
    let named = file.clone();
    let app = TestApp::build().config(|config| config.taxonomy.file = Some(named)).spawn();
    let mut pupil = app.pupil();
    let kinds = pupil.walk_to("kind-within", &[("group", "unkind")]);
    assert!(kinds.has("Being picked on online"), "{}", kinds.text());
    let kinds = pupil.press(&kinds, "back", &[]);
    let kinds = pupil.press(&kinds, "next", &[("group", "money")]);
    assert!(!kinds.has("gaming or scrolling"), "{}", kinds.text());

    std::fs::write(&file, "edition = \"elmwood\"\nswitch_off = [\"SF1\"]\n").unwrap();
    let told = read_taxonomy(&app.config).unwrap_err().to_string();
    for part in ["[taxonomy] file", "elmwood.toml", "SF1", "may not be switched off"] {
        assert!(told.contains(part), "{told}");
    }
}
