//! How a pupil's pages look and read. It is chosen on any page and lives in the draft alone.

use super::{Language, Mode};

/// The colours of the pages.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Look {
    Light,
    Cream,
    Dark,
    Strong,
}

/// The size of the text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum TextSize {
    Usual,
    Bigger,
    Biggest,
}

/// How a pupil's pages look and read. Nothing chosen: colours and size follow the browser's own
/// setting, words and language the school's.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Appearance {
    pub look: Option<Look>,
    pub size: Option<TextSize>,
    pub mode: Option<Mode>,
    pub language: Option<Language>,
}

impl Appearance {
    /// What forms and links say of it, by the names of the fields in [`Appearance::fields`].
    pub fn read<'a>(chosen: impl Fn(&str) -> Option<&'a str>) -> Self {
        Self {
            look: chosen("look").and_then(Look::parse),
            size: chosen("size").and_then(TextSize::parse),
            mode: chosen("mode").and_then(Mode::parse),
            language: chosen("lang").and_then(Language::parse),
        }
    }

    /// Whatever is chosen, as a form carries it and a link names it.
    pub fn fields(self) -> impl Iterator<Item = (&'static str, &'static str)> {
        let all = [
            ("look", self.look.map(Look::as_str)),
            ("size", self.size.map(TextSize::as_str)),
            ("mode", self.mode.map(Mode::as_str)),
            ("lang", self.language.map(Language::as_str)),
        ];
        all.into_iter().filter_map(|(name, value)| Some((name, value?)))
    }

    /// The same as one text, as a link has it behind its `?`. Nothing chosen: nothing.
    pub fn as_text(self) -> String {
        let chosen: Vec<_> = self.fields().map(|(name, value)| format!("{name}={value}")).collect();
        chosen.join("&")
    }

    /// Reads what [`Appearance::as_text`] wrote.
    pub fn of_text(text: &str) -> Self {
        Self::read(|wanted| {
            let fields = text.split('&').filter_map(|field| field.split_once('='));
            fields.into_iter().find(|(name, _)| *name == wanted).map(|(_, value)| value)
        })
    }

    /// What is chosen here and is not as it would be at this school anyway.
    pub fn apart_from(self, school: Self) -> Self {
        Self {
            look: self.look.filter(|_| self.look != school.look),
            size: self.size.filter(|_| self.size != school.size),
            mode: self.mode.filter(|_| self.mode != school.mode),
            language: self.language.filter(|_| self.language != school.language),
        }
    }

    /// The same, with the school's choice where nothing is chosen here.
    pub fn or(self, school: Self) -> Self {
        Self {
            look: self.look.or(school.look),
            size: self.size.or(school.size),
            mode: self.mode.or(school.mode),
            language: self.language.or(school.language),
        }
    }
}

impl Look {
    pub const ALL: [Self; 4] = [Self::Light, Self::Cream, Self::Dark, Self::Strong];

    /// The value of `data-look`, and of the button's name after `look-`.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Light => "light",
            Self::Cream => "cream",
            Self::Dark => "dark",
            Self::Strong => "strong",
        }
    }

    pub fn parse(typed: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|look| look.as_str() == typed)
    }
}

impl TextSize {
    pub const ALL: [Self; 3] = [Self::Usual, Self::Bigger, Self::Biggest];

    /// The value of `data-size`, and of the button's name after `size-`.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Usual => "usual",
            Self::Bigger => "l",
            Self::Biggest => "xl",
        }
    }

    pub fn parse(typed: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|size| size.as_str() == typed)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_link_says_reads_back_and_the_school_fills_the_rest() {
        let chosen = Appearance {
            size: Some(TextSize::Bigger),
            mode: Some(Mode::Pictures),
            language: Some(Language::Arabic),
            ..Appearance::default()
        };
        let fields: Vec<_> = chosen.fields().collect();
        assert_eq!(fields, [("size", "l"), ("mode", "pictures"), ("lang", "ar")]);
        let find = |name: &str| fields.iter().find(|(key, _)| *key == name).map(|(_, it)| *it);
        assert_eq!(Appearance::read(find), chosen);
        assert_eq!(chosen.as_text(), "size=l&mode=pictures&lang=ar");
        for appearance in [chosen, Appearance::default()] {
            assert_eq!(Appearance::of_text(&appearance.as_text()), appearance);
        }
        let school = Appearance {
            look: Some(Look::Cream),
            mode: Some(Mode::Short),
            ..Appearance::default()
        };
        let both = chosen.or(school);
        assert_eq!((both.look, both.mode), (Some(Look::Cream), Some(Mode::Pictures)));
        let own: Vec<_> = both.apart_from(school).fields().collect();
        assert_eq!(own, fields, "what the school has chosen needs no saying");
    }
}
