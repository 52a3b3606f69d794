//! `[school]`: what pupils and their parents are told of a school. What is left out is not said.

use std::collections::BTreeMap;

use ipnet::IpNet;

use super::ConfigError;
use crate::domain::{Day, Host, Nation, OwnHelp, PolicePolicy, SchoolDetails};

/// Most characters of a line that pupils read.
const LINE_CHARACTERS_MAX: usize = 200;
/// More places than anybody reads.
const HELP_MAX: usize = 12;

/// The section, and each entry in its `at`.
#[derive(Debug, Clone, Default, serde::Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct SchoolSection {
    /// Whose numbers the help page has.
    pub nation: Nation,
    /// As pages for parents name it.
    pub website: Option<String>,
    /// Whom to ask about data in slips, and how: in the privacy notice.
    pub data_protection: Option<String>,
    /// The addresses that its computers have as the service sees them. With none named, pupils are
    /// taken to be at school wherever they are.
    pub networks: Vec<IpNet>,
    /// What its policy has it do about illegal material: `consider` or `report`.
    pub police: PolicePolicy,
    /// `[[school.help]]`: who helps at or near the school.
    pub help: Vec<OwnHelpSection>,
    /// `[school.at."talk.ashby.example"]`: the same for a school with a host of its own, which then
    /// takes nothing from the section above.
    pub at: BTreeMap<String, SchoolSection>,
}

/// One who helps at or near the school.
#[derive(Debug, Clone, serde::Deserialize)]
#[serde(deny_unknown_fields)]
pub struct OwnHelpSection {
    pub name: String,
    /// Where and when they are found.
    pub place: Option<String>,
    pub number: Option<String>,
    /// `2026-11-27`: the day on which somebody last made sure of it.
    pub last_checked: Option<String>,
}

impl SchoolSection {
    /// What it says of the school, without what it says of others.
    pub fn details(&self) -> SchoolDetails {
        let own = |help: &OwnHelpSection| OwnHelp {
            name: help.name.clone(),
            place: help.place.clone(),
            number: help.number.clone(),
            last_checked: help.last_checked.as_deref().and_then(Day::parse),
        };
        SchoolDetails {
            nation: self.nation,
            website: self.website.clone(),
            data_protection: self.data_protection.clone(),
            own_help: self.help.iter().map(own).collect(),
            police: self.police,
        }
    }
}

impl SchoolSection {
    /// The nation of the school at this host.
    pub fn nation_at(&self, host: Option<&Host>) -> Nation {
        let own = host.and_then(|host| self.at.get(host.as_str()));
        own.map_or(self.nation, |school| school.nation)
    }
}

pub(super) fn check(section: &SchoolSection) -> Result<(), ConfigError> {
    check_one(section)?;
    for (host, school) in &section.at {
        if Host::parse(host).is_err() {
            return Err(unsound("at", &format!("{host:?} is not a host name")));
        }
        if !school.at.is_empty() {
            return Err(unsound("at", "a school in `at` has no further schools in it"));
        }
        check_one(school)?;
    }
    Ok(())
}

fn check_one(school: &SchoolSection) -> Result<(), ConfigError> {
    if school.networks.iter().any(|network| network.prefix_len() == 0) {
        return Err(unsound("networks", "leave it out rather than name every address"));
    }
    for (key, line) in [("website", &school.website), ("data_protection", &school.data_protection)]
    {
        line.iter().try_for_each(|line| check_line(key, line))?;
    }
    if school.help.len() > HELP_MAX {
        return Err(unsound("help", &format!("name {HELP_MAX} at most: nobody reads more")));
    }
    for help in &school.help {
        if help.place.is_none() && help.number.is_none() {
            return Err(unsound("help", "say where each is, or a number"));
        }
        if help.last_checked.as_deref().is_some_and(|day| Day::parse(day).is_none()) {
            return Err(unsound("help", "write last_checked as in \"2026-11-27\""));
        }
        let lines = [Some(&help.name), help.place.as_ref(), help.number.as_ref()];
        lines.into_iter().flatten().try_for_each(|line| check_line("help", line))?;
    }
    Ok(())
}

fn check_line(key: &'static str, line: &str) -> Result<(), ConfigError> {
    let is_line = !line.trim().is_empty() && !line.chars().any(char::is_control);
    match is_line && line.chars().count() <= LINE_CHARACTERS_MAX {
        true => Ok(()),
        false => {
            Err(unsound(key, &format!("write one line of 1 to {LINE_CHARACTERS_MAX} letters")))
        }
    }
}

fn unsound(key: &'static str, what: &str) -> ConfigError {
    ConfigError::Unsound { section: "school", key, what: what.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Result<SchoolSection, String> {
        let section: SchoolSection = toml::from_str(text).map_err(|error| error.to_string())?;
        check(&section).map_err(|error| error.to_string())?;
        Ok(section)
    }

    #[test]
    fn a_school_says_what_it_wants_and_another_at_its_host_says_its_own() {
        let text = "nation = \"wales\"\n[[help]]\nname = \"Nurse\"\nplace = \"Room 12\"\n\
                    [at.\"ashby.example\"]\nnation = \"scotland\"";
        let section = read(text).unwrap();
        assert_eq!(section.details().nation, Nation::Wales);
        assert_eq!(section.details().own_help[0].place.as_deref(), Some("Room 12"));
        let ashby = section.at["ashby.example"].details();
        assert_eq!((ashby.nation, ashby.own_help.len()), (Nation::Scotland, 0));
        let nation = |host| section.nation_at(Host::parse(host).ok().as_ref());
        assert_eq!(nation("ashby.example"), Nation::Scotland);
        assert_eq!(nation("other.example"), Nation::Wales);
        assert_eq!(SchoolSection::default().details(), SchoolDetails::default());
    }

    #[test]
    fn what_no_pupil_could_use_is_refused() {
        for text in [
            "nation = \"france\"",
            "[[help]]\nname = \"Nurse\"",
            "website = \"\"",
            "data_protection = \"a\\nb\"",
            "[[help]]\nname = \" \"\nnumber = \"1\"",
            "[[help]]\nname = \"Nurse\"\nplace = \"a\\nb\"",
            "[[help]]\nname = \"Nurse\"\nplace = \"Room 12\"\nlast_checked = \"soon\"",
            "[at.\"a b\"]\nnation = \"wales\"",
            "[at.\"a.example\".at.\"b.example\"]\nnation = \"wales\"",
        ] {
            assert!(read(text).is_err(), "{text}");
        }
        let many = "[[help]]\nname = \"Nurse\"\nnumber = \"1\"\n".repeat(HELP_MAX + 1);
        assert!(read(&many).is_err());
    }
}
