//! What a pupil chooses a kind of worry by: a school's own words in their language, else ours, form by
//! form; and where nobody has translated it, the English ones, marked as such.

use super::Words;
use super::messages::{forms_of, said_in};
use crate::domain::{Category, Group, Language, Mode, ModeWords, Tile};

/// Words on a page, which may be in another language than the page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Phrase {
    pub text: String,
    /// English, because nobody has translated it.
    pub is_left_in_english: bool,
}

impl From<String> for Phrase {
    fn from(text: String) -> Self {
        Self { text, is_left_in_english: false }
    }
}

impl Words {
    /// The words of a kind of worry in this mode, or the nearest.
    pub fn of_kind(&self, kind: &Category) -> Phrase {
        let own = kind.words_in.get(&self.language());
        self.of_choice(kind.code.as_str(), &kind.words, own)
    }

    /// The same of a group.
    pub fn of_group(&self, group: &Group) -> Phrase {
        self.of_choice(group.code.as_str(), &group.words, None)
    }

    /// The same of a tile of *Pictures*, in whatever mode it is shown.
    pub fn of_tile(&self, tile: &Tile) -> Phrase {
        let own = tile.words_in.get(&self.language()).map(|words| ModeWords::same(words));
        self.of_choice(tile.code.as_str(), &ModeWords::same(&tile.words), own.as_ref())
    }

    /// English is in the taxonomy itself; of other languages, our words are in their files by code, and
    /// a school's in its own.
    fn of_choice(&self, code: &str, english: &ModeWords, own: Option<&ModeWords>) -> Phrase {
        let ours = |form| self.choices.contains(code).then(|| self.said_in_form(code, form))?;
        let own_of = |form: Mode| own?.of(form).map(str::to_owned);
        let translated =
            forms_of(self.mode()).iter().find_map(|&form| own_of(form).or_else(|| ours(form)));
        let nearest = || own.map(|own| own.nearest(self.mode())).filter(|words| !words.is_empty());
        let translated = translated.or_else(|| nearest().map(str::to_owned));
        match translated {
            Some(text) => text.into(),
            None => Phrase {
                text: english.nearest(self.mode()).to_owned(),
                is_left_in_english: self.language() != Language::English,
            },
        }
    }

    fn said_in_form(&self, code: &str, form: Mode) -> Option<String> {
        said_in(self.messages.messages(), code, form, &[])
    }
}

#[cfg(test)]
mod tests {
    use crate::domain::Taxonomy;
    use crate::i18n::Languages;

    use super::*;

    const SCHOOL: &str = r#"
edition = "elmwood-2026"

[[change]]
code = "CD1"
words.short = "Someone picks on me online"
words.more = "Being picked on online"
words_in.cy.more = "Pigo ar rywun ar-lein"

[[add]]
code = "EL1"
group = "money"
four_c = "conduct"
sub_risk = "misuse of the school's own tablets"
urgency = "routine"
audience = ["online-safety"]
words.short = "Something about our tablets"
words.more = "Something about the school tablets"
words_in.cy.more = "Rhywbeth am dabledi'r ysgol"
staff_words = "School tablets"
next_steps = ["Ask the computing lead."]
signposts = ["Childline"]
symbol = "devices"

[[change_tile]]
code = "tile-stranger"
words = "Somebody new talked to me"
words_in.cy = "Siaradodd rhywun newydd"
"#;

    /// What pupils of this language and mode read for the three, and whether it is left in English.
    fn read_in(language: Language, mode: Mode) -> [(String, bool); 3] {
        let (languages, school) =
            (Languages::read().unwrap(), Taxonomy::with_school_file(SCHOOL).unwrap());
        let words = languages.words(language, mode);
        let kind = |code: &str| {
            let mut kinds = school.categories();
            words.of_kind(kinds.find(|kind| kind.code.as_str() == code).unwrap())
        };
        let tile = school.tiles().find(|tile| tile.code.as_str() == "tile-stranger").unwrap();
        [kind("CD1"), kind("EL1"), words.of_tile(tile)]
            .map(|phrase| (phrase.text, phrase.is_left_in_english))
    }

    #[test]
    fn a_schools_words_reach_a_pupil_in_the_language_it_wrote_them_in() {
        let said = |language, mode| read_in(language, mode).map(|(text, _)| text);
        let english = said(Language::English, Mode::More);
        assert_eq!(english[..2], ["Being picked on online", "Something about the school tablets"]);
        assert!(read_in(Language::English, Mode::More).iter().all(|(_, is_left)| !is_left));
        for mode in [Mode::More, Mode::All] {
            let welsh = said(Language::Welsh, mode);
            assert_eq!(welsh[1], "Rhywbeth am dabledi'r ysgol");
            assert_eq!(welsh[2], "Siaradodd rhywun newydd");
        }
        assert_eq!(said(Language::Welsh, Mode::More)[0], "Pigo ar rywun ar-lein");
    }

    #[test]
    fn where_a_school_wrote_none_our_translation_stays_and_what_is_new_is_marked_as_english() {
        let welsh = read_in(Language::Welsh, Mode::Short);
        assert_eq!(welsh[0].0, "Mae rhywun yn gas ar-lein", "ours, in fewer words");
        assert_eq!(welsh[1].0, "Rhywbeth am dabledi'r ysgol", "its own, if in more words");
        let polish = read_in(Language::Polish, Mode::Short);
        assert!(!polish[0].1 && polish[0].0 != "Someone picks on me online");
        assert_eq!(polish[1], ("Something about our tablets".to_owned(), true));
        assert!(!polish[2].1 && polish[2].0 != "Somebody new talked to me");
    }

    #[test]
    fn a_kind_that_a_school_calls_like_one_of_our_messages_does_not_show_that_message() {
        let school = SCHOOL.replace("EL1", "back").replace("words_in.cy.more = \"Rhyw", "# \"");
        let school = Taxonomy::with_school_file(&school).unwrap();
        let kind = school.categories().find(|kind| kind.code.as_str() == "back").unwrap();
        let languages = Languages::read().unwrap();
        for language in languages.offered() {
            let said = languages.words(*language, Mode::More).of_kind(kind);
            assert_eq!(said.text, "Something about the school tablets");
        }
    }
}
