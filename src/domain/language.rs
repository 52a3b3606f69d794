//! The languages of a pupil's pages.

/// A language that the pages can be in, once its words are complete (`i18n`).
#[derive(
    Debug,
    Clone,
    Copy,
    Default,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    Hash,
    serde::Serialize,
    serde::Deserialize,
)]
pub enum Language {
    #[default]
    #[serde(rename = "en-GB")]
    English,
    #[serde(rename = "cy")]
    Welsh,
    #[serde(rename = "pl")]
    Polish,
    #[serde(rename = "ro")]
    Romanian,
    #[serde(rename = "uk")]
    Ukrainian,
    #[serde(rename = "ar")]
    Arabic,
    #[serde(rename = "ur")]
    Urdu,
}

impl Language {
    /// In the order in which they are offered.
    pub const ALL: [Self; 7] = [
        Self::English,
        Self::Welsh,
        Self::Polish,
        Self::Romanian,
        Self::Ukrainian,
        Self::Arabic,
        Self::Urdu,
    ];

    /// Its tag: the `lang` of a page, the folder of its words, and what links and buttons (after
    /// `lang-`) have.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::English => "en-GB",
            Self::Welsh => "cy",
            Self::Polish => "pl",
            Self::Romanian => "ro",
            Self::Ukrainian => "uk",
            Self::Arabic => "ar",
            Self::Urdu => "ur",
        }
    }

    pub fn parse(typed: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|language| language.as_str() == typed)
    }

    /// As those who speak it call it.
    pub fn own_name(self) -> &'static str {
        match self {
            Self::English => "English",
            Self::Welsh => "Cymraeg",
            Self::Polish => "Polski",
            Self::Romanian => "Română",
            Self::Ukrainian => "Українська",
            Self::Arabic => "العربية",
            Self::Urdu => "اردو",
        }
    }

    /// As staff read it.
    pub fn in_english(self) -> &'static str {
        match self {
            Self::English => "English",
            Self::Welsh => "Welsh",
            Self::Polish => "Polish",
            Self::Romanian => "Romanian",
            Self::Ukrainian => "Ukrainian",
            Self::Arabic => "Arabic",
            Self::Urdu => "Urdu",
        }
    }

    pub fn is_right_to_left(self) -> bool {
        match self {
            Self::Arabic | Self::Urdu => true,
            Self::English | Self::Welsh | Self::Polish | Self::Romanian | Self::Ukrainian => false,
        }
    }

    /// As it stands behind a word, with a space after it.
    pub fn comma(self) -> char {
        match self {
            Self::Arabic | Self::Urdu => '،',
            Self::English | Self::Welsh | Self::Polish | Self::Romanian | Self::Ukrainian => ',',
        }
    }

    /// Whether it has Pictures and All words of its own; elsewhere those modes show Short words and
    /// More words.
    pub fn has_every_mode(self) -> bool {
        match self {
            Self::English | Self::Welsh => true,
            Self::Polish | Self::Romanian | Self::Ukrainian | Self::Arabic | Self::Urdu => false,
        }
    }

    /// The forms that a noun takes behind a whole number, as messages choose by them; the last is for
    /// every other number too (the cardinals of Unicode's CLDR).
    pub fn plurals(self) -> &'static [&'static str] {
        match self {
            Self::English | Self::Urdu => &["one", "other"],
            Self::Welsh | Self::Arabic => &["zero", "one", "two", "few", "many", "other"],
            Self::Polish | Self::Ukrainian => &["one", "few", "many"],
            Self::Romanian => &["one", "few", "other"],
        }
    }
}
