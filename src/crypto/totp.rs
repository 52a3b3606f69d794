//! The second factor: a six-digit code that changes every 30 seconds (RFC 6238).

use data_encoding::BASE32_NOPAD;
use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};
use ring::hmac;
use subtle::ConstantTimeEq;

use super::random::{self, NoRandomness};
use super::secret::Secret;

const STEP_SECONDS: i64 = 30;
const DIGITS: usize = 6;
/// Steps that a code may be early or late: clocks differ and people type slowly.
const STEPS_OFF_MAX: i64 = 1;

/// The key that an authenticator app shares with the service.
#[derive(Clone)]
pub struct TotpSecret(Secret<[u8; Self::BYTES]>);

impl TotpSecret {
    const BYTES: usize = 20;

    pub fn generate() -> Result<Self, NoRandomness> {
        Ok(Self(Secret::new(random::bytes()?)))
    }

    /// `None` unless `bytes` are 20.
    pub fn from_bytes(bytes: &[u8]) -> Option<Self> {
        bytes.try_into().ok().map(|key| Self(Secret::new(key)))
    }

    /// To be sealed before it is stored.
    pub fn as_bytes(&self) -> &[u8] {
        self.0.expose()
    }

    /// For typing into an authenticator app where a picture cannot be read.
    pub fn base32(&self) -> Secret<String> {
        Secret::new(BASE32_NOPAD.encode(self.as_bytes()))
    }

    /// For the picture that an authenticator app reads.
    pub fn uri(&self, issuer: &str, account: &str) -> Secret<String> {
        let issuer = utf8_percent_encode(issuer, NON_ALPHANUMERIC);
        let account = utf8_percent_encode(account, NON_ALPHANUMERIC);
        let key = self.base32();
        Secret::new(format!(
            "otpauth://totp/{issuer}:{account}?secret={}&issuer={issuer}",
            key.expose()
        ))
    }

    /// The step whose code was typed, or `None`. A step at or before `last_step` has been used and
    /// is refused. The caller keeps the step that comes back as the next `last_step`.
    pub fn verify(&self, typed: &str, now_seconds: i64, last_step: i64) -> Option<i64> {
        let typed: String = typed.chars().filter(|c| !c.is_whitespace()).collect();
        let now = now_seconds.div_euclid(STEP_SECONDS);
        let mut found = None;
        for step in now - STEPS_OFF_MAX..=now + STEPS_OFF_MAX {
            let is_equal: bool = self.code_of_step(step).as_bytes().ct_eq(typed.as_bytes()).into();
            if is_equal && step > last_step {
                found = Some(step);
            }
        }
        found
    }

    /// The code that an app shows now, for the demonstration and the tests.
    pub fn code_at(&self, now_seconds: i64) -> String {
        self.code_of_step(now_seconds.div_euclid(STEP_SECONDS))
    }

    fn code_of_step(&self, step: i64) -> String {
        let number = self.truncated(step) % 1_000_000;
        format!("{number:0DIGITS$}")
    }

    /// RFC 4226 §5.3: 31 bits of the HMAC, from where its last half-byte says.
    fn truncated(&self, step: i64) -> u32 {
        let key = hmac::Key::new(hmac::HMAC_SHA1_FOR_LEGACY_USE_ONLY, self.as_bytes());
        let tag = hmac::sign(&key, &step.to_be_bytes());
        let tag = tag.as_ref();
        let start = tag.last().map_or(0, |last| usize::from(last & 0x0f));
        tag.get(start..)
            .and_then(<[u8]>::first_chunk)
            .map_or(0, |bytes| u32::from_be_bytes(*bytes) & 0x7fff_ffff)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of_rfc_6238() -> TotpSecret {
        TotpSecret::from_bytes(b"12345678901234567890").unwrap()
    }

    #[test]
    fn the_codes_are_those_of_rfc_6238() {
        // Appendix B gives eight digits; six are the last six of them.
        let expected = [
            (59, "94287082"),
            (1_111_111_109, "07081804"),
            (1_111_111_111, "14050471"),
            (1_234_567_890, "89005924"),
            (2_000_000_000, "69279037"),
            (20_000_000_000, "65353130"),
        ];
        for (now, code) in expected {
            assert_eq!(of_rfc_6238().code_at(now), code[2..], "at {now}");
        }
    }

    #[test]
    fn a_code_is_taken_once_and_one_step_early_or_late() {
        let (key, now) = (of_rfc_6238(), 1_111_111_109);
        let step = now / 30;
        for off in [-1, 0, 1] {
            let code = key.code_at(now + off * 30);
            assert_eq!(key.verify(&code, now, 0), Some(step + off));
        }
        for off in [-2, 2] {
            assert_eq!(key.verify(&key.code_at(now + off * 30), now, 0), None, "{off} steps off");
        }
        let code = key.code_at(now);
        assert_eq!(key.verify(&code, now, step), None, "used again");
        assert_eq!(key.verify(&key.code_at(now - 30), now, step), None, "older than the last");
        let spaced = format!("{} {}", &code[..3], &code[3..]);
        assert_eq!(key.verify(&spaced, now, step - 1), Some(step));
        for wrong in ["", "000000", "0708180", "07081", "abcdef"] {
            assert_eq!(key.verify(wrong, now, 0), None, "{wrong:?}");
        }
    }

    #[test]
    fn an_authenticator_app_is_told_whose_key_it_is() {
        let uri = of_rfc_6238().uri("Elmwood School", "ms.okafor@elmwood.example");
        let expected = "otpauth://totp/Elmwood%20School:ms%2Eokafor%40elmwood%2Eexample\
            ?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ&issuer=Elmwood%20School";
        assert_eq!(uri.expose(), expected);
    }
}
