//! What is asked of a provider when somebody signs in with its account: each time something new, so that
//! an answer to another question, or to another browser, is none (RFC 6749 §10.12, RFC 7636).

use data_encoding::BASE64URL_NOPAD;
use subtle::ConstantTimeEq;
use zeroize::{Zeroize, ZeroizeOnDrop};

use super::fingerprint::sha256;
use super::random::{self, NoRandomness};

/// Three times 256 random bits. The browser that asks keeps them, sealed.
#[derive(Clone, serde::Serialize, serde::Deserialize, Zeroize, ZeroizeOnDrop)]
pub struct SignInRequest {
    /// Comes back with the browser.
    state: String,
    /// Comes back in what the provider signs.
    nonce: String,
    /// Shown to the provider at the end, whose hash it saw at the beginning.
    verifier: String,
}

impl SignInRequest {
    pub fn generate() -> Result<Self, NoRandomness> {
        let text = || Ok(BASE64URL_NOPAD.encode(&random::bytes::<32>()?));
        Ok(Self { state: text()?, nonce: text()?, verifier: text()? })
    }

    pub fn state(&self) -> &str {
        &self.state
    }

    pub fn nonce(&self) -> &str {
        &self.nonce
    }

    pub fn verifier(&self) -> &str {
        &self.verifier
    }

    /// What the provider is shown of the verifier beforehand (S256).
    pub fn challenge(&self) -> String {
        BASE64URL_NOPAD.encode(&sha256(self.verifier.as_bytes()))
    }

    /// Whether a browser came back from this question.
    pub fn is_answered_by(&self, state: &str) -> bool {
        self.state.as_bytes().ct_eq(state.as_bytes()).into()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_challenge_is_that_of_the_standard() {
        let request = SignInRequest {
            state: String::new(),
            nonce: String::new(),
            // RFC 7636, appendix B.
            verifier: "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk".to_owned(),
        };
        assert_eq!(request.challenge(), "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM");
    }

    #[test]
    fn no_two_questions_are_alike_and_none_is_answered_by_another() {
        let (one, other) = (SignInRequest::generate().unwrap(), SignInRequest::generate().unwrap());
        assert!(one.is_answered_by(one.state()) && !one.is_answered_by(other.state()));
        assert!(!one.is_answered_by("") && !one.is_answered_by(&one.state()[..42]));
        let parts = [&one, &other].map(|it| [it.state(), it.nonce(), it.verifier()]).concat();
        for (index, part) in parts.iter().enumerate() {
            assert_eq!(part.len(), 43);
            assert!(!parts[..index].contains(part));
        }
    }
}
