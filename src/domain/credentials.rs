//! What a member of staff proves themselves with.

use zeroize::Zeroizing;

/// A password typed twice alike and of a length that is taken; how strong it is is not known yet.
pub struct TypedPassword(Zeroizing<String>);

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

impl TypedPassword {
    /// Takes a password typed twice.
    pub fn parse(typed: &str, again: &str) -> Result<Self, PasswordProblem> {
        match typed.chars().count() {
            count if count < NewPassword::CHARACTERS_MIN => Err(PasswordProblem::TooShort),
            count if count > NewPassword::CHARACTERS_MAX => Err(PasswordProblem::TooLong),
            _ if typed != again => Err(PasswordProblem::NotTheSame),
            _ => Ok(Self(Zeroizing::new(typed.to_owned()))),
        }
    }

    /// Refuses what is easily guessed. `about` is what the person is known by (name, address,
    /// school), which must not carry the password. zxcvbn brings the lists of common passwords, and
    /// takes up to a third of a second over one made to be slow: never for a stranger, and never on
    /// a thread that answers.
    pub fn strong(self, about: &[&str]) -> Result<NewPassword, PasswordProblem> {
        if zxcvbn::zxcvbn(&self.0, about).score() < zxcvbn::Score::Three {
            return Err(PasswordProblem::EasyToGuess);
        }
        Ok(NewPassword(self.0))
    }
}

impl NewPassword {
    /// Policy §6: a least and a most length, "to prevent 'easy' passwords or mistakes".
    pub const CHARACTERS_MIN: usize = 12;
    pub const CHARACTERS_MAX: usize = 128;

    pub fn as_str(&self) -> &str {
        &self.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn problem(typed: &str) -> Option<PasswordProblem> {
        let typed = TypedPassword::parse(typed, typed);
        typed.and_then(|typed| typed.strong(&["Okafor", "Elmwood"])).err()
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
        assert_eq!(problem(typed), None);
        let told = TypedPassword::parse(typed, "lantern gravel oboe").err();
        assert_eq!(told, Some(PasswordProblem::NotTheSame));
    }
}
