//! Identifiers. All are 128 random bits, so that none tells when its row was made.

use std::fmt;

/// Why a text is not an identifier.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("an id is 32 hexadecimal digits")]
pub struct IdError;

/// Digits of an id. They are kept in place: a long list of slips has an id in each line.
const DIGITS: usize = 32;

fn digits_of(bytes: [u8; DIGITS / 2]) -> [u8; DIGITS] {
    let mut digits = [b'0'; DIGITS];
    for (pair, byte) in digits.as_chunks_mut::<2>().0.iter_mut().zip(bytes) {
        *pair = [byte >> 4, byte & 0x0f].map(|half| match half {
            0..=9 => b'0' + half,
            _ => b'a' + half - 10,
        });
    }
    digits
}

macro_rules! id {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord, serde::Serialize, serde::Deserialize)]
        #[serde(try_from = "String", into = "String")]
        pub struct $name([u8; DIGITS]);

        impl $name {
            /// From 16 bytes of the operating system's randomness.
            pub fn from_random(bytes: [u8; 16]) -> Self {
                Self(digits_of(bytes))
            }

            /// The 16 bytes that these digits are of.
            pub fn to_bytes(&self) -> [u8; 16] {
                u128::from_str_radix(self.as_str(), 16).unwrap_or_default().to_be_bytes()
            }

            /// Reads an id from outside: a URL, a form, a row.
            pub fn parse(typed: &str) -> Result<Self, IdError> {
                let digits: [u8; DIGITS] = typed.as_bytes().try_into().map_err(|_| IdError)?;
                let is_hex = digits.iter().all(|b| matches!(b, b'0'..=b'9' | b'a'..=b'f'));
                if is_hex { Ok(Self(digits)) } else { Err(IdError) }
            }

            /// The 32 lower-case hexadecimal digits.
            pub fn as_str(&self) -> &str {
                // Nothing but these digits ever gets in.
                std::str::from_utf8(&self.0).unwrap_or_default()
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
                id.as_str().to_owned()
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(self.as_str())
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
id!(/// What goes back and forth after a slip. It comes from the slip's own key, so that nobody else can
    /// tell whose it is.
    ThreadId);
id!(/// A message to a pupil, or an answer of theirs.
    ReplyId);
id!(/// One press of a button: sent twice, it is the same one.
    PressId);
id!(/// A notice waiting in the outbox.
    NoticeId);
id!(/// A passkey of a reader.
    PasskeyId);
id!(/// A kiosk. Nothing of a pupil's ever has one.
    KioskId);
id!(/// Days on which a reader is away.
    LeaveId);
id!(/// A look at a kiosk, filled in or signed.
    KioskCheckId);
id!(/// Slips of a rush whose words are nearly the same. It stands inside their seals only.
    AlikeId);
id!(/// Something that is to be done about a slip.
    TaskId);
id!(/// A note that a reader has begun. It comes from the slip's key and the reader, so that nobody else can
    /// tell whose it is.
    UnfinishedNoteId);
id!(/// A line of a log: an act on a slip, an entry of the audit log.
    EntryId);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_id_reads_back_as_it_was_written() {
        let id = SlipId::from_random([0xab; 16]);
        assert_eq!(id.to_bytes(), [0xab; 16]);
        assert_eq!(SlipId::parse(id.as_str()), Ok(id));
    }

    #[test]
    fn what_is_not_an_id_is_refused() {
        for typed in ["", "ab", "../../etc", "ABABABABABABABABABABABABABABABAB", "0'; --"] {
            assert_eq!(SlipId::parse(typed), Err(IdError), "{typed:?}");
        }
    }
}
