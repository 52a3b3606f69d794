//! A member of staff, as others see them.

use super::text::one_line;
use super::{ReaderId, Role, Roles};

/// What is wrong with a detail of a person.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum DetailError {
    #[error("this is empty")]
    Empty,
    #[error("this is longer than {max} characters")]
    TooLong { max: usize },
    #[error("this is not an email address")]
    NotAnAddress,
}

macro_rules! detail {
    ($(#[$doc:meta])* $name:ident, $max:literal) => {
        $(#[$doc])*
        #[derive(Debug, Clone, PartialEq, Eq)]
        pub struct $name(String);

        impl $name {
            pub const CHARACTERS_MAX: usize = $max;

            /// Trims, folds white space, and leaves out what is not to be read.
            pub fn parse(typed: &str) -> Result<Self, DetailError> {
                one_line(typed, Self::CHARACTERS_MAX).map(Self)
            }

            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl TryFrom<String> for $name {
            type Error = DetailError;

            fn try_from(text: String) -> Result<Self, DetailError> {
                Self::parse(&text)
            }
        }
    };
}

detail!(
    /// A person's name as pupils know it: "Mrs Okafor".
    ReaderName,
    80
);
detail!(
    /// What the person is, in a pupil's words: "safeguarding lead".
    ReaderTitle,
    80
);

/// Where a reader's notices go, and what they sign in with. Kept in lower case.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EmailAddress(String);

impl EmailAddress {
    pub const CHARACTERS_MAX: usize = 254;

    /// Enough of RFC 5321 to catch a slip of the finger; the mail server has the last word.
    pub fn parse(typed: &str) -> Result<Self, DetailError> {
        let address = one_line(typed, Self::CHARACTERS_MAX)?.to_lowercase();
        let Some((local, domain)) = address.rsplit_once('@') else {
            return Err(DetailError::NotAnAddress);
        };
        let is_plain = |c: char| c.is_ascii_graphic() && !"\"(),:;<>[\\]@".contains(c);
        let has_labels = domain.split('.').all(|label| !label.is_empty());
        let are_plain = local.chars().chain(domain.chars()).all(is_plain);
        if local.is_empty() || !has_labels || !are_plain {
            return Err(DetailError::NotAnAddress);
        }
        Ok(Self(address))
    }

    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl TryFrom<String> for EmailAddress {
    type Error = DetailError;

    fn try_from(text: String) -> Result<Self, DetailError> {
        Self::parse(&text)
    }
}

/// A member of staff with an account.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReaderSummary {
    pub id: ReaderId,
    pub name: ReaderName,
    pub title: ReaderTitle,
    pub roles: Roles,
    pub email: EmailAddress,
}

/// A reader as the pupil is told of them, which may be said again in another language.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct ToldReader {
    pub name: String,
    pub title: String,
    /// What they are in the first place; absent for whoever only maintains.
    pub role: Option<Role>,
}

impl From<&ReaderSummary> for ToldReader {
    fn from(reader: &ReaderSummary) -> Self {
        Self {
            name: reader.name.as_str().to_owned(),
            title: reader.title.as_str().to_owned(),
            role: reader.roles.main(),
        }
    }
}

impl ReaderSummary {
    /// "Mrs Okafor, safeguarding lead": how adults are told who reads.
    pub fn name_and_title(&self) -> String {
        format!("{}, {}", self.name.as_str(), self.title.as_str())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_with_a_line_break_or_no_domain_is_refused() {
        for typed in
            ["", "head", "head@", "@school", "a@b\r\nBcc: c@d", "a b@c.d", "a@b..c", "a@@b.c"]
        {
            assert!(EmailAddress::parse(typed).is_err(), "{typed:?}");
        }
        assert_eq!(EmailAddress::parse(" Head@Elm.SCH.uk ").unwrap().as_str(), "head@elm.sch.uk");
    }

    #[test]
    fn a_name_is_one_line() {
        assert_eq!(ReaderName::parse(" Mrs \n Okafor\u{0} ").unwrap().as_str(), "Mrs Okafor");
    }
}
