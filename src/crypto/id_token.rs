//! What a provider says of who signed in: an ID token, checked as OpenID Connect Core 1.0 §3.1.3.7 has it.
//! Two kinds of signature are taken, RS256 and ES256, and neither `none` nor one that a key which
//! everybody knows could have made.

use data_encoding::BASE64URL_NOPAD;
use ring::signature::{
    ECDSA_P256_SHA256_FIXED, RSA_PKCS1_2048_8192_SHA256, RsaPublicKeyComponents, UnparsedPublicKey,
};
use serde_json::Value;
use subtle::ConstantTimeEq;

use crate::domain::Timestamp;

/// More than any provider signs with at once.
const KEYS_MAX: usize = 64;
/// A provider's clock may go wrong by this much.
const CLOCKS_APART_SECONDS: i64 = 60;
/// A token is made when somebody comes back, not before.
const AGE_SECONDS_MAX: i64 = 10 * 60;
/// Longest name of an account (§2).
const SUBJECT_CHARACTERS_MAX: usize = 255;

/// The keys that a provider signs with (RFC 7517).
pub struct KeySet(Vec<ProviderKey>);

/// One of them. Of another kind, it is left alone.
#[derive(serde::Deserialize)]
struct ProviderKey {
    kty: String,
    kid: Option<String>,
    r#use: Option<String>,
    alg: Option<String>,
    crv: Option<String>,
    n: Option<String>,
    e: Option<String>,
    x: Option<String>,
    y: Option<String>,
}

/// What a token has to say.
#[derive(Clone, Copy)]
pub struct Expected<'a> {
    pub issuer: &'a str,
    pub client_id: &'a str,
    pub nonce: &'a str,
    pub now: Timestamp,
}

/// Whose account it is: for this issuer, one name for ever, and never given to another (§8).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Identity {
    pub subject: String,
    /// For people to read. It can be given to somebody else, so nothing is found by it.
    pub email: Option<String>,
}

/// Why a token is not taken. Whoever sent it is not told which.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum IdTokenError {
    #[error("the provider's keys are not of their layout")]
    NoKeys,
    #[error("the token is not of its layout")]
    Unreadable,
    #[error("the token is signed in a way that is not taken")]
    OtherKind,
    #[error("the token is signed with a key that the provider does not show")]
    UnknownKey,
    #[error("the token's signature is wrong")]
    WrongSignature,
    #[error("the token is of another issuer")]
    OtherIssuer,
    #[error("the token is for another service")]
    OtherAudience,
    #[error("the token is not of now")]
    NotOfNow,
    #[error("the token answers another question")]
    OtherQuestion,
}

#[derive(serde::Deserialize)]
struct Header {
    alg: String,
    kid: Option<String>,
    crit: Option<Value>,
}

/// A claim that stands twice in it is refused by serde.
#[derive(serde::Deserialize)]
struct Claims {
    iss: String,
    sub: String,
    aud: Audience,
    azp: Option<String>,
    exp: i64,
    iat: i64,
    nbf: Option<i64>,
    nonce: String,
    email: Option<String>,
}

#[derive(serde::Deserialize)]
#[serde(untagged)]
enum Audience {
    One(String),
    Several(Vec<String>),
}

/// The kinds of signature that are taken.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Algorithm {
    Rs256,
    Es256,
}

impl KeySet {
    pub fn parse(json: &[u8]) -> Result<Self, IdTokenError> {
        #[derive(serde::Deserialize)]
        struct Written {
            keys: Vec<Value>,
        }
        let Written { keys } = serde_json::from_slice(json).map_err(|_| IdTokenError::NoKeys)?;
        if keys.len() > KEYS_MAX {
            return Err(IdTokenError::NoKeys);
        }
        Ok(Self(keys.into_iter().filter_map(|key| serde_json::from_value(key).ok()).collect()))
    }

    /// Whom the token names, if all of it is as expected.
    pub fn accept(&self, token: &str, expected: &Expected<'_>) -> Result<Identity, IdTokenError> {
        let payload = self.signed(token)?;
        let claims: Claims =
            serde_json::from_slice(&payload).map_err(|_| IdTokenError::Unreadable)?;
        claims.check(expected)?;
        Ok(Identity { subject: claims.sub, email: claims.email })
    }

    /// What one of these keys has signed.
    fn signed(&self, token: &str) -> Result<Vec<u8>, IdTokenError> {
        let (message, signature) = token.rsplit_once('.').ok_or(IdTokenError::Unreadable)?;
        let (header, payload) = message.split_once('.').ok_or(IdTokenError::Unreadable)?;
        let header: Header =
            serde_json::from_slice(&bytes_of(header)?).map_err(|_| IdTokenError::Unreadable)?;
        if header.crit.is_some() {
            return Err(IdTokenError::OtherKind);
        }
        let algorithm = Algorithm::named(&header.alg).ok_or(IdTokenError::OtherKind)?;
        let key = self.find(algorithm, header.kid.as_deref()).ok_or(IdTokenError::UnknownKey)?;
        match key.has_signed(algorithm, message.as_bytes(), &bytes_of(signature)?) {
            true => bytes_of(payload),
            false => Err(IdTokenError::WrongSignature),
        }
    }

    /// The key of that name; without a name, the only one of its kind.
    fn find(&self, algorithm: Algorithm, kid: Option<&str>) -> Option<&ProviderKey> {
        let mut found = self
            .0
            .iter()
            .filter(|key| key.is_for(algorithm) && (kid.is_none() || key.kid.as_deref() == kid));
        let key = found.next()?;
        found.next().is_none().then_some(key)
    }
}

impl Algorithm {
    fn named(name: &str) -> Option<Self> {
        match name {
            "RS256" => Some(Self::Rs256),
            "ES256" => Some(Self::Es256),
            _ => None,
        }
    }
}

impl ProviderKey {
    fn is_for(&self, algorithm: Algorithm) -> bool {
        let is_of_kind = match algorithm {
            Algorithm::Rs256 => self.kty == "RSA",
            Algorithm::Es256 => self.kty == "EC" && self.crv.as_deref() == Some("P-256"),
        };
        let is_to_sign = self.r#use.as_deref().is_none_or(|it| it == "sig");
        let is_named = self.alg.as_deref().is_none_or(|it| Algorithm::named(it) == Some(algorithm));
        is_of_kind && is_to_sign && is_named
    }

    fn has_signed(&self, algorithm: Algorithm, message: &[u8], signature: &[u8]) -> bool {
        let part = |part: &Option<String>| bytes_of(part.as_deref()?).ok();
        match algorithm {
            Algorithm::Rs256 => part(&self.n).zip(part(&self.e)).is_some_and(|(n, e)| {
                let key = RsaPublicKeyComponents { n: &n, e: &e };
                key.verify(&RSA_PKCS1_2048_8192_SHA256, message, signature).is_ok()
            }),
            Algorithm::Es256 => part(&self.x).zip(part(&self.y)).is_some_and(|(x, y)| {
                // A point that is written out (SEC 1 §2.3.3); ring refuses one that is on no curve.
                let point = [&[4_u8][..], &x, &y].concat();
                let key = UnparsedPublicKey::new(&ECDSA_P256_SHA256_FIXED, point);
                key.verify(message, signature).is_ok()
            }),
        }
    }
}

impl Claims {
    fn check(&self, expected: &Expected<'_>) -> Result<(), IdTokenError> {
        if self.iss != expected.issuer {
            return Err(IdTokenError::OtherIssuer);
        }
        // A token for several services is not one that only this service was given.
        let is_for_us = match &self.aud {
            Audience::One(of) => of == expected.client_id,
            Audience::Several(all) => matches!(&all[..], [of] if of == expected.client_id),
        };
        if !is_for_us || self.azp.as_deref().is_some_and(|of| of != expected.client_id) {
            return Err(IdTokenError::OtherAudience);
        }
        let (now, apart) = (expected.now.0, CLOCKS_APART_SECONDS);
        let is_made_now = self.iat <= now.saturating_add(apart)
            && self.iat >= now.saturating_sub(AGE_SECONDS_MAX);
        let has_begun = self.nbf.is_none_or(|at| at <= now.saturating_add(apart));
        if self.exp <= now.saturating_sub(apart) || !is_made_now || !has_begun {
            return Err(IdTokenError::NotOfNow);
        }
        let is_nonce: bool = self.nonce.as_bytes().ct_eq(expected.nonce.as_bytes()).into();
        if !is_nonce {
            return Err(IdTokenError::OtherQuestion);
        }
        let is_name = self.sub.chars().all(|it| it.is_ascii_graphic() || it == ' ');
        match is_name && !self.sub.is_empty() && self.sub.len() <= SUBJECT_CHARACTERS_MAX {
            true => Ok(()),
            false => Err(IdTokenError::Unreadable),
        }
    }
}

fn bytes_of(text: &str) -> Result<Vec<u8>, IdTokenError> {
    BASE64URL_NOPAD.decode(text.as_bytes()).map_err(|_| IdTokenError::Unreadable)
}
