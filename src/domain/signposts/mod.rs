//! Whom to turn to outside the school, as versioned data: numbers and addresses, by nation and by
//! the kinds of worry they fit.

use serde::{Deserialize, Deserializer, de};

use super::{Day, Mode};

/// The edition in use.
const EMBEDDED: &str = include_str!("2026-11.toml");

/// Numbers are to be looked at again after so many days.
const CHECKED_DAYS_MAX: i32 = 365;

/// The part of the United Kingdom a school is in: some help is there in one only.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, serde::Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Nation {
    #[default]
    England,
    Wales,
    Scotland,
    NorthernIreland,
}

macro_rules! codes {
    ($($code:ident = $text:literal),+ $(,)?) => {
        /// Who helps, as the taxonomy names them. What each is for is said in the pages' words.
        #[derive(
            Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash,
            serde::Serialize, serde::Deserialize,
        )]
        pub enum SignpostCode { $(#[serde(rename = $text)] $code),+ }

        impl SignpostCode {
            pub const ALL: &'static [Self] = &[$(Self::$code),+];

            /// As data and staff have it.
            pub fn as_str(self) -> &'static str {
                match self { $(Self::$code => $text),+ }
            }
        }
    };
}

codes!(
    Emergency = "999",
    Childline = "Childline",
    Meic = "Meic",
    Shout = "Shout",
    Samaritans = "Samaritans",
    Papyrus = "Papyrus",
    Nhs = "NHS 111",
    BreathingSpace = "Breathing Space",
    Lifeline = "Lifeline",
    Police = "Police",
    ReportRemove = "Report Remove",
    Ceop = "CEOP",
    AbuseInEducation = "Report Abuse in Education",
    Fearless = "Fearless",
    TrueVision = "True Vision",
    ActEarly = "ACT Early",
    Gambling = "Gambling helpline",
    Scam = "7726",
);

/// One way to reach somebody. None is ever a link: a kiosk leads nowhere else.
#[derive(Debug, Clone, PartialEq, Eq, serde::Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Reach {
    Call(String),
    /// A number with a menu.
    Menu {
        call: String,
        press: String,
    },
    Text {
        word: String,
        to: String,
    },
    /// A message that came is sent on to this number.
    Forward(String),
    Site(String),
}

/// When somebody answers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum HelpHours {
    DayAndNight,
    NotAtNight,
    EveningsAndWeekends,
}

/// Somebody who helps.
#[derive(Debug, Clone, PartialEq, Eq, serde::Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Signpost {
    pub code: SignpostCode,
    /// What they call themselves; in no language but their own.
    pub name: String,
    pub reach: Vec<Reach>,
    /// The day on which it was last held against what is published.
    #[serde(deserialize_with = "written_day")]
    pub last_checked: Day,
    /// Absent where it is no telephone that somebody answers, or not known.
    pub hours: Option<HelpHours>,
    /// For people younger than this.
    pub under: Option<u8>,
    /// For people of this age and older.
    pub from: Option<u8>,
    /// Whether they take nothing from somebody without a name.
    #[serde(default)]
    pub asks_for_name: bool,
    /// The nations they help in; empty stands for all.
    #[serde(default)]
    nations: Vec<Nation>,
    /// Whether they help with whatever it is, so that no kind of worry has to name them.
    #[serde(default)]
    pub for_any_worry: bool,
    /// Whether they are for those who may hurt themselves or want to die.
    #[serde(default)]
    for_self_harm: bool,
}

/// An edition that has been checked.
#[derive(Debug, Clone)]
pub struct Signposts {
    edition: String,
    all: Vec<Signpost>,
}

/// The help of one nation, what fits a worry apart from the rest.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct SortedHelp<'a> {
    /// For any worry, in every list: 999 and Childline, in this order.
    pub first: Vec<&'a Signpost>,
    /// In the order in which the kind of worry names them.
    pub fitting: Vec<&'a Signpost>,
    pub others: Vec<&'a Signpost>,
}

/// Why an edition cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum SignpostsError {
    #[error("the places of help cannot be read: {0}")]
    Unreadable(#[from] toml::de::Error),
    #[error("{0} is there twice for one nation")]
    Doubled(&'static str),
    #[error("{0} cannot be reached")]
    NoReach(&'static str),
    #[error("999 or Childline is missing in {0:?}")]
    NotEverywhere(Nation),
}

/// An edition as its file has it.
#[derive(serde::Deserialize)]
#[serde(deny_unknown_fields)]
struct Edition {
    edition: String,
    signpost: Vec<Signpost>,
}

/// Whether it is time to look at a number again that was last checked on this day.
pub fn is_check_due(last_checked: Day, today: Day) -> bool {
    today.0.saturating_sub(last_checked.0) > CHECKED_DAYS_MAX
}

fn written_day<'de, D: Deserializer<'de>>(written: D) -> Result<Day, D::Error> {
    let written = String::deserialize(written)?;
    Day::parse(&written).ok_or_else(|| de::Error::custom(format!("{written:?} is not a day")))
}

impl Nation {
    pub const ALL: [Self; 4] = [Self::England, Self::Wales, Self::Scotland, Self::NorthernIreland];

    /// As the configuration and the words of the pages have it.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::England => "england",
            Self::Wales => "wales",
            Self::Scotland => "scotland",
            Self::NorthernIreland => "northern-ireland",
        }
    }
}

impl SignpostCode {
    /// On every page of a pupil, so that no list has to have them again.
    pub fn is_on_every_page(self) -> bool {
        matches!(self, Self::Emergency | Self::Childline)
    }
}

impl Signpost {
    pub fn is_in(&self, nation: Nation) -> bool {
        self.nations.is_empty() || self.nations.contains(&nation)
    }
}

impl Signposts {
    /// The edition that came with the program.
    pub fn embedded() -> Result<Self, SignpostsError> {
        Self::parse(EMBEDDED)
    }

    /// Reads an edition and refuses one that would leave somebody without help.
    pub fn parse(text: &str) -> Result<Self, SignpostsError> {
        let Edition { edition, signpost: all } = toml::from_str(text)?;
        if let Some(one) = all.iter().find(|one| one.reach.is_empty()) {
            return Err(SignpostsError::NoReach(one.code.as_str()));
        }
        let signposts = Self { edition, all };
        for nation in Nation::ALL {
            let mut codes: Vec<_> = signposts.in_nation(nation).map(|one| one.code).collect();
            let count = codes.iter().filter(|code| code.is_on_every_page()).count();
            if count < 2 {
                return Err(SignpostsError::NotEverywhere(nation));
            }
            codes.sort_unstable();
            if let Some([one, _]) = codes.windows(2).find(|pair| matches!(pair, [a, b] if a == b)) {
                return Err(SignpostsError::Doubled(one.as_str()));
            }
        }
        Ok(signposts)
    }

    /// The edition's name, such as `2026-11`.
    pub fn edition(&self) -> &str {
        &self.edition
    }

    /// Everyone who helps in any nation, in the edition's order.
    pub fn iter(&self) -> impl Iterator<Item = &Signpost> {
        self.all.iter()
    }

    /// Everyone who helps in this nation, in the edition's order.
    pub fn in_nation(&self, nation: Nation) -> impl Iterator<Item = &Signpost> {
        self.all.iter().filter(move |one| one.is_in(nation))
    }

    /// Everyone who helps in this nation, those that these codes name before the others. In
    /// *Pictures*, where the reader may be five, lines for those who want to die come last of the others.
    pub fn sorted_for(&self, named: &[SignpostCode], nation: Nation, mode: Mode) -> SortedHelp<'_> {
        let fitting = self.of_codes(named, nation);
        let mut sorted = SortedHelp { fitting, ..SortedHelp::default() };
        for one in self.in_nation(nation) {
            match one.code.is_on_every_page() {
                true => sorted.first.push(one),
                false if !named.contains(&one.code) => sorted.others.push(one),
                false => {}
            }
        }
        if mode == Mode::Pictures {
            sorted.others.sort_by_key(|one| one.for_self_harm);
        }
        sorted
    }

    /// Those of these codes who help in this nation, in this order, but for those on every page.
    pub fn of_codes(&self, codes: &[SignpostCode], nation: Nation) -> Vec<&Signpost> {
        let codes = codes.iter().filter(|code| !code.is_on_every_page());
        let find = |code: &SignpostCode| self.in_nation(nation).find(|one| one.code == *code);
        codes.filter_map(find).collect()
    }
}

#[cfg(test)]
mod tests;
