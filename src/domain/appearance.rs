//! How a pupil's pages look. It is chosen on any page and lives in the draft alone.

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

/// How a pupil's pages look. Nothing chosen: the browser's own setting is followed.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Appearance {
    pub look: Option<Look>,
    pub size: Option<TextSize>,
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
