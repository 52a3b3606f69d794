//! What somebody is at the school, as this nation calls it: for pupils in their language and mode, for
//! staff in English.

use crate::domain::{Language, Mode, Nation, Role, Roles, ToldReader, usual_title};
use crate::i18n::{Words, post};

/// What a role is called in this nation, for a list or a label: with a large letter at its beginning.
pub fn post_alone(role: Role, nation: Nation, words: &Words) -> String {
    with_large_letter(&post(role, nation, words))
}

/// "Headteacher and designated safeguarding lead": everything that somebody is, for staff.
pub fn posts(roles: &Roles, nation: Nation, words: &Words) -> String {
    let posts: Vec<_> = roles.iter().map(|role| post(role, nation, words)).collect();
    with_large_letter(&posts.join(" and "))
}

/// "Mrs Okafor, safeguarding lead": how pupils are told who reads.
pub fn name_and_post(reader: &ToldReader, nation: Nation, words: &Words) -> String {
    let comma = words.language().comma();
    format!("{}{comma} {}", reader.name, post_of(reader, nation, words))
}

/// The same without the name. Staff write in English: whoever reads another language is told the post
/// beside a title that only this school has.
pub(in crate::views) fn post_of(reader: &ToldReader, nation: Nation, words: &Words) -> String {
    let ToldReader { title, role, .. } = reader;
    match (usual_title(title), words.language(), role) {
        (Some(_), _, _) | (None, Language::English, _) | (None, _, None) => {
            title_in_words(title, nation, words)
        }
        (None, _, Some(role)) => format!("{title} ({})", post(*role, nation, words)),
    }
}

/// A title alone, of somebody whose posts are not known: what is usual in the pupil's words, what is not
/// as it was typed.
pub(in crate::views) fn title_in_words(title: &str, nation: Nation, words: &Words) -> String {
    match usual_title(title) {
        // Whoever typed it knows best, and a pupil of this mode can read it.
        Some((_, language)) if language == words.language() && !is_plain(words.mode()) => {
            title.to_owned()
        }
        Some((role, _)) => post(role, nation, words),
        None => title.to_owned(),
    }
}

/// Whether the mode has simpler words than staff have.
fn is_plain(mode: Mode) -> bool {
    match mode {
        Mode::Pictures | Mode::Short => true,
        Mode::More | Mode::All => false,
    }
}

fn with_large_letter(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::i18n::Languages;

    fn reader(name: &str, title: &str, role: Role) -> ToldReader {
        ToldReader { name: name.to_owned(), title: title.to_owned(), role: Some(role) }
    }

    fn told(reader: &ToldReader, nation: Nation, language: Language, mode: Mode) -> String {
        let languages = Languages::read().unwrap();
        name_and_post(reader, nation, languages.words(language, mode))
    }

    #[test]
    fn a_pupil_is_told_who_reads_in_their_own_language_and_words() {
        let lead = reader("Mrs Shah", "Safeguarding lead", Role::DesignatedSafeguardingLead);
        for (nation, language, mode, expected) in [
            (Nation::England, Language::English, Mode::More, "Mrs Shah, Safeguarding lead"),
            (
                Nation::England,
                Language::English,
                Mode::Short,
                "Mrs Shah, someone who keeps children safe",
            ),
            (
                Nation::Wales,
                Language::Welsh,
                Mode::More,
                "Mrs Shah, person diogelu dynodedig (DSP)",
            ),
            (
                Nation::Scotland,
                Language::Romanian,
                Mode::All,
                "Mrs Shah, coordonator pentru protecția copiilor",
            ),
            (Nation::England, Language::Arabic, Mode::Short, "Mrs Shah، شخص يحافظ على سلامة الأطفال"),
            (
                Nation::England,
                Language::Urdu,
                Mode::More,
                "Mrs Shah، بچوں کے تحفظ کے مرکزی ذمہ دار",
            ),
            (
                Nation::NorthernIreland,
                Language::Polish,
                Mode::Short,
                "Mrs Shah, ktoś, kto dba o bezpieczeństwo dzieci",
            ),
        ] {
            assert_eq!(told(&lead, nation, language, mode), expected);
        }
        let welsh =
            reader("Mrs Shah", "Person diogelu dynodedig", Role::DesignatedSafeguardingLead);
        let in_english = told(&welsh, Nation::Wales, Language::English, Mode::More);
        assert_eq!(in_english, "Mrs Shah, designated safeguarding person (DSP)");
        let in_welsh = told(&welsh, Nation::Wales, Language::Welsh, Mode::More);
        assert_eq!(in_welsh, "Mrs Shah, Person diogelu dynodedig");
    }

    #[test]
    fn a_title_that_only_this_school_has_stays_as_it_was_typed() {
        let year_head = reader("Mr Khan", "Head of Year 8", Role::Deputy);
        let told = |language, mode| told(&year_head, Nation::England, language, mode);
        assert_eq!(told(Language::English, Mode::Short), "Mr Khan, Head of Year 8");
        assert_eq!(
            told(Language::Polish, Mode::More),
            "Mr Khan, Head of Year 8 (zastępca głównej osoby do spraw ochrony dzieci)"
        );
    }

    #[test]
    fn every_post_has_words_in_every_nation_language_and_mode() {
        let languages = Languages::read().unwrap();
        for words in languages.in_every_mode() {
            for nation in Nation::ALL {
                for role in Role::ALL {
                    let said = post(role, nation, words);
                    assert!(!said.is_empty() && !said.starts_with("post-"), "{said}");
                    assert!(!said.contains("{"), "{said}");
                }
            }
        }
    }

    #[test]
    fn staff_read_what_their_nation_calls_a_post() {
        let words = Words::british_english().unwrap();
        let head = Roles::parse("head,dsl").unwrap();
        let said = Nation::ALL.map(|nation| posts(&head, nation, &words));
        assert_eq!(
            said,
            [
                "Designated safeguarding lead and headteacher",
                "Designated safeguarding person (DSP) and headteacher",
                "Child protection coordinator and headteacher",
                "Designated teacher for child protection and principal",
            ]
        );
    }
}
