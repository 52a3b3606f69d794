//! Identifiers. All are 128 random bits, so that none tells when its row was made.

use std::fmt;

/// Why a text is not an identifier.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("an id is 32 hexadecimal digits")]
pub struct IdError;

macro_rules! id {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord, serde::Serialize, serde::Deserialize)]
        #[serde(try_from = "String", into = "String")]
        pub struct $name(String);

        impl $name {
            /// From 16 bytes of the operating system's randomness.
            pub fn from_random(bytes: [u8; 16]) -> Self {
                Self(format!("{:032x}", u128::from_be_bytes(bytes)))
            }

            /// Reads an id from outside: a URL, a form, a row.
            pub fn parse(typed: &str) -> Result<Self, IdError> {
                let is_hex = typed.bytes().all(|b| matches!(b, b'0'..=b'9' | b'a'..=b'f'));
                if typed.len() == 32 && is_hex { Ok(Self(typed.to_owned())) } else { Err(IdError) }
            }

            /// The 32 lower-case hexadecimal digits.
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl TryFrom<String> for $name {
            type Error = IdError;

            fn try_from(text: String) -> Result<Self, IdError> {
                Self::parse(&text)
            }
        }

        impl From<$name> for String {
            fn from(id: $name) -> Self {
                id.0
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&self.0)
            }
        }
    };
}

id!(/// A school.
    SchoolId);
id!(/// A member of staff with an account.
    ReaderId);
id!(/// A slip.
    SlipId);
id!(/// A notice waiting in the outbox.
    NoticeId);
id!(/// A line of a log: an act on a slip, an entry of the audit log.
    EntryId);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_id_reads_back_as_it_was_written() {
        let id = SlipId::from_random([0xab; 16]);
        assert_eq!(SlipId::parse(id.as_str()), Ok(id));
    }

    #[test]
    fn what_is_not_an_id_is_refused() {
        for typed in ["", "ab", "../../etc", "ABABABABABABABABABABABABABABABAB", "0'; --"] {
            assert_eq!(SlipId::parse(typed), Err(IdError), "{typed:?}");
        }
    }
}
