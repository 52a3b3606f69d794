//! An address of the provider whose accounts staff may sign in with.

/// `https`, or plain `http` on this computer alone, where a test's provider is.
#[derive(Debug, Clone, PartialEq, Eq, serde::Deserialize)]
#[serde(try_from = "String")]
pub struct ProviderUrl(String);

/// Why it is none.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("write an address that begins with https:// and has no user name and no # in it")]
pub struct ProviderUrlError;

/// More than any provider writes.
const CHARACTERS_MAX: usize = 2_000;
const THIS_COMPUTER: [&str; 3] = ["localhost", "127.0.0.1", "[::1]"];

impl ProviderUrl {
    pub fn parse(text: &str) -> Result<Self, ProviderUrlError> {
        let is_plain = text.chars().all(|it| it.is_ascii_graphic() && !"\"#<>\\".contains(it));
        let (scheme, rest) = text.split_once("://").ok_or(ProviderUrlError)?;
        let place = rest.split(['/', '?']).next().unwrap_or_default();
        let is_allowed = match scheme {
            "https" => !place.is_empty(),
            "http" => THIS_COMPUTER.contains(&host_of(place)),
            _ => false,
        };
        match is_plain && is_allowed && !place.contains('@') && text.len() <= CHARACTERS_MAX {
            true => Ok(Self(text.to_owned())),
            false => Err(ProviderUrlError),
        }
    }

    pub fn as_str(&self) -> &str {
        &self.0
    }

    pub fn has_tls(&self) -> bool {
        self.0.starts_with("https://")
    }
}

impl TryFrom<String> for ProviderUrl {
    type Error = ProviderUrlError;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        Self::parse(&text)
    }
}

/// A colon in brackets is part of the address.
fn host_of(place: &str) -> &str {
    let port =
        place.rsplit_once(':').filter(|(_, port)| port.chars().all(|it| it.is_ascii_digit()));
    port.map_or(place, |(host, _)| host)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_way_to_a_provider_is_never_in_the_clear_beyond_this_computer() {
        for good in [
            "https://accounts.google.com",
            "https://login.microsoftonline.com/8e8f/v2.0",
            "https://id.school.example:8443/realms/staff?p=a",
            "http://127.0.0.1:9000",
            "http://localhost/",
            "http://[::1]:9000/token",
        ] {
            assert_eq!(ProviderUrl::parse(good).unwrap().as_str(), good);
        }
        for bad in [
            "",
            "accounts.google.com",
            "http://accounts.google.com",
            "http://127.0.0.1.evil.example/",
            "http://127.0.0.1:80@evil.example/",
            "http://evil.example/127.0.0.1",
            "http://evil.example?localhost",
            "https://",
            "https:///token",
            "https://user@id.example/",
            "https://id.example/#top",
            "https://id.example/a b",
            "https://id.example\\@evil.example/",
            "ftp://id.example/",
            "file:///etc/passwd",
        ] {
            assert!(ProviderUrl::parse(bad).is_err(), "{bad}");
        }
    }
}
