//! What a member of staff proves themselves with.

use zeroize::Zeroizing;

/// A password strong enough to lock a reader's key.
pub struct NewPassword(Zeroizing<String>);

/// Why a password is not taken, in words that say what to do.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum PasswordProblem {
    #[error(
        "Use at least {} characters. Four or five words you will remember do well",
        NewPassword::CHARACTERS_MIN
    )]
    TooShort,
    #[error("Use at most {} characters", NewPassword::CHARACTERS_MAX)]
    TooLong,
    #[error(
        "This password is easy to guess. Choose words that do not belong together, and leave out names, dates and patterns"
    )]
    EasyToGuess,
    #[error("The two passwords are not the same. Type the same one twice")]
    NotTheSame,
}

impl NewPassword {
    /// Policy §6: a least and a most length, "to prevent 'easy' passwords or mistakes".
    pub const CHARACTERS_MIN: usize = 12;
    pub const CHARACTERS_MAX: usize = 128;

    /// Takes a password typed twice. `about` is what the person is known by (name, address,
    /// school), which must not carry the password. zxcvbn brings the lists of common passwords.
    pub fn parse(typed: &str, again: &str, about: &[&str]) -> Result<Self, PasswordProblem> {
        match typed.chars().count() {
            count if count < Self::CHARACTERS_MIN => return Err(PasswordProblem::TooShort),
            count if count > Self::CHARACTERS_MAX => return Err(PasswordProblem::TooLong),
            _ => {}
        }
        if zxcvbn::zxcvbn(typed, about).score() < zxcvbn::Score::Three {
            return Err(PasswordProblem::EasyToGuess);
        }
        if typed != again {
            return Err(PasswordProblem::NotTheSame);
        }
        Ok(Self(Zeroizing::new(typed.to_owned())))
    }

    pub fn as_str(&self) -> &str {
        &self.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn problem(typed: &str) -> Option<PasswordProblem> {
        NewPassword::parse(typed, typed, &["Okafor", "Elmwood"]).err()
    }

    #[test]
    fn short_long_and_common_passwords_are_refused_with_what_to_do() {
        assert_eq!(problem("kT4!mno"), Some(PasswordProblem::TooShort));
        assert_eq!(problem(&"x".repeat(129)), Some(PasswordProblem::TooLong));
        for common in ["password1234", "qwertyuiop12", "elmwoodokafor", "aaaaaaaaaaaa"] {
            assert_eq!(problem(common), Some(PasswordProblem::EasyToGuess), "{common}");
        }
    }

    #[test]
    fn words_that_do_not_belong_together_are_taken_when_typed_twice_alike() {
        let typed = "lantern gravel oboe thirty";
        assert!(NewPassword::parse(typed, typed, &[]).is_ok());
        let told = NewPassword::parse(typed, "lantern gravel oboe", &[]).err();
        assert_eq!(told, Some(PasswordProblem::NotTheSame));
    }
}
