//! The recovery kit: a secret on paper that opens a reader's keys when the password is forgotten.

use super::random::{self, NoRandomness};
use super::secret::Secret;

/// Crockford's base 32: no I, L, O or U, which are misread.
pub(super) const ALPHABET: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";
/// 160 bits.
const SECRET_CHARACTERS: usize = 32;
/// The secret and the character that checks it.
const CHARACTERS: usize = SECRET_CHARACTERS + 1;

/// 160 random bits in characters that survive paper, handwriting and re-typing.
pub struct RecoveryKit(Secret<String>);

/// What is wrong with a kit as typed. It never says which characters are right.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum RecoveryKitError {
    #[error("a recovery kit has {CHARACTERS} characters, and this has {0}")]
    WrongLength(usize),
    #[error("{0:?} is never part of a recovery kit")]
    UnknownCharacter(char),
    #[error("a character is not the one on the paper")]
    Mistyped,
}

impl RecoveryKit {
    pub fn generate() -> Result<Self, NoRandomness> {
        let drawn = Secret::new(random::bytes::<SECRET_CHARACTERS>()?);
        // 256 is a multiple of 32, so each character is as likely as the next.
        let mut values: Vec<u8> = drawn.expose().iter().map(|byte| byte % 32).collect();
        values.push(check_value(&values));
        Ok(Self::of_values(Secret::new(values)))
    }

    /// Reads a kit as it is typed: any case, spaces and dashes anywhere, O for 0, I or L for 1.
    pub fn parse(typed: &str) -> Result<Self, RecoveryKitError> {
        let mut values = Secret::new(Vec::with_capacity(CHARACTERS));
        for character in typed.chars().filter(|c| !c.is_whitespace() && !is_dash(*c)) {
            let value = value_of(character).ok_or(RecoveryKitError::UnknownCharacter(character))?;
            // Room for one kit only: more would move it and leave a copy behind.
            if values.expose().len() < CHARACTERS {
                values.expose_mut().push(value);
            } else {
                let length = typed.chars().filter(|c| value_of(*c).is_some()).count();
                return Err(RecoveryKitError::WrongLength(length));
            }
        }
        match values.expose().as_slice() {
            [secret @ .., check] if secret.len() == SECRET_CHARACTERS => {
                if check_value(secret) == *check {
                    Ok(Self::of_values(values))
                } else {
                    Err(RecoveryKitError::Mistyped)
                }
            }
            other => Err(RecoveryKitError::WrongLength(other.len())),
        }
    }

    /// As it is printed: seven groups of four and one of five.
    pub fn groups(&self) -> Vec<&str> {
        let text = self.0.expose();
        let last = SECRET_CHARACTERS - 4;
        let mut groups: Vec<&str> =
            (0..last).step_by(4).filter_map(|start| text.get(start..start + 4)).collect();
        groups.extend(text.get(last..));
        groups
    }

    /// The secret that locks and unlocks a reader's keys.
    pub fn secret(&self) -> &Secret<String> {
        &self.0
    }

    fn of_values(values: Secret<Vec<u8>>) -> Self {
        let mut text = Secret::new(String::with_capacity(CHARACTERS));
        for value in values.expose() {
            let character = ALPHABET.get(usize::from(*value)).copied().unwrap_or(b'0');
            text.expose_mut().push(char::from(character));
        }
        Self(text)
    }
}

pub(super) fn is_dash(character: char) -> bool {
    matches!(character, '-' | '_' | '.' | '\u{2010}'..='\u{2015}' | '\u{2212}')
}

pub(super) fn value_of(character: char) -> Option<u8> {
    let read = match character.to_ascii_uppercase() {
        'O' => '0',
        'I' | 'L' => '1',
        other => other,
    };
    let place = ALPHABET.iter().position(|known| char::from(*known) == read)?;
    u8::try_from(place).ok()
}

/// The values as one polynomial over GF(32): one wrong character or two neighbours swapped, the
/// check itself among them, never goes unnoticed.
pub(super) fn check_value(values: &[u8]) -> u8 {
    values.iter().fold(0, |sum, value| doubled(sum ^ value))
}

/// Times x, modulo x⁵ + x² + 1.
fn doubled(value: u8) -> u8 {
    let shifted = value << 1;
    if shifted & 32 == 0 { shifted } else { shifted ^ 0b10_0101 }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn printed() -> String {
        RecoveryKit::generate().unwrap().groups().join("-")
    }

    #[test]
    fn a_kit_is_read_however_it_is_typed() {
        for _ in 0..50 {
            let printed = printed();
            let kit = RecoveryKit::parse(&printed).unwrap();
            assert_eq!(kit.groups().join("-"), printed);
            let sloppy = printed.to_lowercase().replace('-', "  ").replace('0', "o");
            let sloppy = format!(" {}\n", sloppy.replace('1', "l"));
            let again = RecoveryKit::parse(&sloppy).unwrap();
            assert_eq!(again.secret().expose(), kit.secret().expose());
            let dashed = printed.replace('-', "\u{2013}").replace('1', "I");
            assert!(RecoveryKit::parse(&dashed).is_ok());
        }
    }

    #[test]
    fn one_wrong_character_or_two_swapped_ones_are_noticed() {
        let plain: Vec<char> = printed().replace('-', "").chars().collect();
        for place in 0..CHARACTERS {
            let mut wrong = plain.clone();
            wrong[place] = if wrong[place] == '7' { '8' } else { '7' };
            let typed: String = wrong.iter().collect();
            assert_eq!(parse_error(&typed), RecoveryKitError::Mistyped, "place {place}");
        }
        for place in 0..CHARACTERS - 1 {
            let mut swapped = plain.clone();
            swapped.swap(place, place + 1);
            if swapped != plain {
                let typed: String = swapped.iter().collect();
                assert_eq!(parse_error(&typed), RecoveryKitError::Mistyped, "place {place}");
            }
        }
    }

    #[test]
    fn what_is_wrong_is_said() {
        assert_eq!(parse_error(""), RecoveryKitError::WrongLength(0));
        assert_eq!(parse_error("ABCD-EFGH"), RecoveryKitError::WrongLength(8));
        assert_eq!(parse_error(&format!("{}7", printed())), RecoveryKitError::WrongLength(34));
        assert_eq!(parse_error("ABCU"), RecoveryKitError::UnknownCharacter('U'));
    }

    #[test]
    fn it_is_printed_in_groups_that_can_be_read_aloud() {
        let kit = RecoveryKit::generate().unwrap();
        let lengths: Vec<usize> = kit.groups().iter().map(|group| group.len()).collect();
        assert_eq!(lengths, [4, 4, 4, 4, 4, 4, 4, 5]);
    }

    fn parse_error(typed: &str) -> RecoveryKitError {
        RecoveryKit::parse(typed).err().expect("it was accepted")
    }
}
