//! A school, found by the host name its pupils open.

use super::reader::DetailError;
use super::text::one_line;
use super::{Day, NextReading, SchoolCalendar, SchoolId, Timestamp};

/// The school's name as pupils read it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SchoolName(String);

impl SchoolName {
    pub const CHARACTERS_MAX: usize = 120;

    pub fn parse(typed: &str) -> Result<Self, DetailError> {
        one_line(typed, Self::CHARACTERS_MAX).map(Self)
    }

    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl TryFrom<String> for SchoolName {
    type Error = DetailError;

    fn try_from(text: String) -> Result<Self, DetailError> {
        Self::parse(&text)
    }
}

/// A host name in its normal form: lower case, no port, no final dot.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Host(String);

#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("this is not a host name")]
pub struct HostError;

impl Host {
    /// Reads a `Host` header or a configured name; a port after it is left out.
    pub fn parse(typed: &str) -> Result<Self, HostError> {
        let typed = typed.trim().to_ascii_lowercase();
        let name = match typed.strip_prefix('[') {
            Some(rest) => rest.split_once(']').map(|(address, _)| address).ok_or(HostError)?,
            None => typed.split_once(':').map_or(typed.as_str(), |(name, _)| name),
        };
        let name = name.strip_suffix('.').unwrap_or(name);
        let is_plain = |c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '-' | ':');
        if name.is_empty() || name.len() > 253 || !name.chars().all(is_plain) {
            return Err(HostError);
        }
        Ok(Self(name.to_owned()))
    }

    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl TryFrom<String> for Host {
    type Error = HostError;

    fn try_from(text: String) -> Result<Self, HostError> {
        Self::parse(&text)
    }
}

/// A school as every request needs it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SchoolSummary {
    pub id: SchoolId,
    pub name: SchoolName,
    /// Absent: this school answers whatever host the configuration allows.
    pub host: Option<Host>,
    /// Whether its form has been opened to pupils.
    pub is_live: bool,
    /// When its readers read; absent until somebody has entered it.
    pub calendar: Option<SchoolCalendar>,
}

impl SchoolSummary {
    /// When slips are read next, as far as it is known.
    pub fn next_reading(&self, now: Timestamp) -> NextReading {
        self.next_reading_after(now, None)
    }

    /// The same where nobody is there until some day is over.
    pub fn next_reading_after(&self, now: Timestamp, nobody_until: Option<Day>) -> NextReading {
        self.calendar
            .as_ref()
            .map_or(NextReading::Unknown, |calendar| calendar.next_reading_after(now, nobody_until))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_host_is_the_same_with_and_without_its_port() {
        assert_eq!(Host::parse("Talk.Elm.sch.uk:8443"), Host::parse("talk.elm.sch.uk."));
        assert_eq!(Host::parse("[::1]:80").unwrap().as_str(), "::1");
    }

    #[test]
    fn what_is_not_a_host_is_refused() {
        for typed in ["", "a b", "evil/path", "x\r\ny", "[::1"] {
            assert_eq!(Host::parse(typed), Err(HostError), "{typed:?}");
        }
    }
}
