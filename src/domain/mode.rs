//! How many words a pupil meets. Chosen by the class's link or by the pupil, and never by age: no page
//! names one by it.

/// The four modes of words.
#[derive(
    Debug, Clone, Copy, Default, PartialEq, Eq, Hash, serde::Serialize, serde::Deserialize,
)]
#[serde(rename_all = "kebab-case")]
pub enum Mode {
    /// For those who do not read yet: eight pictures, and four pages from start to Send, one more for a
    /// worry about an adult at school.
    Pictures,
    /// Short sentences of easy words.
    Short,
    #[default]
    More,
    /// Everything that there is to say, and every kind of worry.
    All,
}

impl Mode {
    pub const ALL: [Self; 4] = [Self::Pictures, Self::Short, Self::More, Self::All];

    /// As links, forms and buttons (after `mode-`) have it.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Pictures => "pictures",
            Self::Short => "short",
            Self::More => "more",
            Self::All => "all",
        }
    }

    pub fn parse(typed: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|mode| mode.as_str() == typed)
    }

    /// Whether its pages wear the look for early readers: large tiles, and letters as they are taught.
    pub fn is_early(self) -> bool {
        match self {
            Self::Pictures | Self::Short => true,
            Self::More | Self::All => false,
        }
    }

    /// Most choices on a page, of which one may be "I am not sure".
    pub fn choices_max(self) -> usize {
        match self {
            Self::Pictures | Self::Short => 8,
            Self::More => 10,
            Self::All => 12,
        }
    }
}
