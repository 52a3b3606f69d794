//! A school's own file of kinds of worry: whatever is in it, no child has less help than without it.

use ineedtotalk::domain::{Mode, Taxonomy, Urgency};

use super::{Change, changed, text};

const FILE: &str = r#"
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

/// No kind has sunk, those that are never taken away are there, and each points to somebody.
fn protects(own: &Taxonomy, embedded: &Taxonomy) {
    for kind in embedded.categories() {
        let still = own.category(&kind.code).expect("slips from before name it");
        assert!(still.urgency >= kind.urgency, "{:?} sank", kind.code);
        let is_offered = own.categories().any(|one| one.code == kind.code);
        assert!(is_offered || !embedded.is_always_offered(&kind.code), "{:?} is gone", kind.code);
    }
    for kind in own.categories() {
        assert!(!kind.signposts.is_empty() && !kind.audience.is_empty(), "{:?}", kind.code);
    }
    for mode in Mode::ALL {
        assert!(own.offered_groups(mode).count() > 0, "{mode:?}");
    }
}

fn read(file: &str, embedded: &Taxonomy) -> bool {
    match Taxonomy::with_school_file(file) {
        Ok(own) => {
            protects(&own, embedded);
            true
        }
        Err(problem) => {
            assert!(!problem.to_string().is_empty());
            false
        }
    }
}

#[test]
fn any_file_is_one_that_protects_as_much_or_refused_in_words() {
    let embedded = Taxonomy::embedded().unwrap();
    assert!(read(FILE, &embedded));
    bolero::check!().with_type::<(Vec<u8>, Change)>().for_each(|(bytes, change)| {
        read(&text(bytes), &embedded);
        read(&text(&changed(FILE.as_bytes(), change)), &embedded);
    });
}

#[test]
fn whichever_kind_a_school_changes_or_switches_off_nothing_sinks() {
    let embedded = Taxonomy::embedded().unwrap();
    let kinds: Vec<_> = embedded.categories().collect();
    bolero::check!().with_type::<(u8, u8, u8, Vec<u8>)>().for_each(|(kind, urgency, off, words)| {
        let [kind, off] = [kind, off].map(|number| kinds[usize::from(*number) % kinds.len()]);
        let wanted = Urgency::ALL[usize::from(*urgency) % Urgency::ALL.len()];
        let [code, urgency, words] = [kind.code.as_str(), wanted.as_str(), &text(words)]
            .map(|value| toml::Value::String(value.to_owned()).to_string());
        let change = format!(
            "edition = \"own\"\n[[change]]\ncode = {code}\nurgency = {urgency}\nwords.all = {words}\n"
        );
        let is_read = read(&change, &embedded);
        assert!(!is_read || wanted >= kind.urgency, "{change}");
        read(&format!("edition = \"own\"\nswitch_off = [\"{}\"]\n", off.code.as_str()), &embedded);
    });
}
