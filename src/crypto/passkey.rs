//! Passkeys: a key in somebody's phone, computer or security key that signs a challenge, for one site
//! alone (Web Authentication, level 3). Nobody asks who made the device (attestation `none`), so what it
//! sends is of a fixed layout (§6.1, §6.5.1.1) and is read without a CBOR library; ring checks the rest.

use data_encoding::BASE64URL_NOPAD;
use ring::signature::{
    ECDSA_P256_SHA256_ASN1, ED25519, RSA_PKCS1_2048_8192_SHA256, RsaPublicKeyComponents,
    UnparsedPublicKey,
};
use subtle::ConstantTimeEq;

use super::fingerprint::sha256;
use super::random::{self, NoRandomness};

/// The kinds of signature that a device may offer, best first: ES256, EdDSA, RS256.
pub const ALGORITHMS: [i32; 3] = [-7, -8, -257];

/// What a device is to sign, once: 256 random bits.
#[derive(Clone, PartialEq, Eq)]
pub struct Challenge([u8; 32]);

/// The site that a passkey is of.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Site {
    /// The host's name.
    pub id: String,
    /// What the browser says it is at: scheme, host and port.
    pub origin: String,
}

/// A passkey as it is kept. It tells nothing that would let anybody sign.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Passkey {
    /// By what its device knows it.
    pub credential: Vec<u8>,
    /// The public key, as the device wrote it (COSE).
    key: Vec<u8>,
    /// Whose site it is for.
    pub site: String,
}

/// What a device answered when it was asked to make a passkey.
pub struct Made<'a> {
    pub client_data: &'a [u8],
    pub device_data: &'a [u8],
}

/// What a device answered when it was asked to sign.
pub struct Signed<'a> {
    pub client_data: &'a [u8],
    pub device_data: &'a [u8],
    pub signature: &'a [u8],
}

/// Why an answer is not taken. Whoever sent it is not told which.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum PasskeyError {
    #[error("the answer is not of its layout")]
    Unreadable,
    #[error("the answer is to another question")]
    OtherQuestion,
    #[error("the answer is of another site")]
    OtherSite,
    #[error("the device did not ask who holds it")]
    NotVerified,
    #[error("the key is of a kind that is not taken")]
    OtherKind,
    #[error("the signature is not of this key")]
    WrongSignature,
    /// Two devices have counted apart: one is a copy.
    #[error("the count has not gone on")]
    Copied,
}

/// What the browser adds to the challenge; more may stand beside it.
#[derive(serde::Deserialize)]
#[serde(rename_all = "camelCase")]
struct ClientData {
    r#type: String,
    challenge: String,
    origin: String,
    #[serde(default)]
    cross_origin: bool,
}

/// What the device says, before any key.
struct DeviceData<'a> {
    site: &'a [u8; 32],
    flags: u8,
    count: u32,
    rest: &'a [u8],
}

impl Challenge {
    pub fn generate() -> Result<Self, NoRandomness> {
        Ok(Self(random::bytes()?))
    }

    /// `None` unless `bytes` are 32.
    pub fn from_bytes(bytes: &[u8]) -> Option<Self> {
        bytes.try_into().ok().map(Self)
    }

    pub fn as_bytes(&self) -> &[u8; 32] {
        &self.0
    }

    /// As the page and the browser write it.
    pub fn to_text(&self) -> String {
        BASE64URL_NOPAD.encode(&self.0)
    }
}

impl Made<'_> {
    /// The passkey that was made for this challenge at this site, and how often it has signed.
    pub fn accept(&self, asked: &Challenge, at: &Site) -> Result<(Passkey, u32), PasskeyError> {
        check_client_data(self.client_data, "webauthn.create", asked, at)?;
        let device = DeviceData::read(self.device_data)?;
        device.check(at)?;
        let (credential, key) = device.made_key()?;
        PublicKey::read(key).ok_or(PasskeyError::OtherKind)?;
        let passkey =
            Passkey { credential: credential.to_vec(), key: key.to_vec(), site: at.id.clone() };
        Ok((passkey, device.count))
    }
}

impl Passkey {
    /// Whether it signed this challenge at this site, with a count that has gone on since `count`; gives
    /// the new count. A device that keeps none says 0 for ever.
    pub fn accept(
        &self,
        signed: &Signed<'_>,
        asked: &Challenge,
        at: &Site,
        count: u32,
    ) -> Result<u32, PasskeyError> {
        check_client_data(signed.client_data, "webauthn.get", asked, at)?;
        let device = DeviceData::read(signed.device_data)?;
        if self.site != at.id {
            return Err(PasskeyError::OtherSite);
        }
        device.check(at)?;
        if !self.has_signed(signed) {
            return Err(PasskeyError::WrongSignature);
        }
        match (count, device.count) {
            (0, 0) => Ok(0),
            (before, now) if now > before => Ok(now),
            _ => Err(PasskeyError::Copied),
        }
    }

    pub(super) fn has_signed(&self, signed: &Signed<'_>) -> bool {
        let message = [signed.device_data, &sha256(signed.client_data)].concat();
        PublicKey::read(&self.key).is_some_and(|key| key.has_signed(&message, signed.signature))
    }
}

fn check_client_data(
    json: &[u8],
    of: &str,
    asked: &Challenge,
    at: &Site,
) -> Result<(), PasskeyError> {
    let said: ClientData = serde_json::from_slice(json).map_err(|_| PasskeyError::Unreadable)?;
    let is_challenge: bool = said.challenge.as_bytes().ct_eq(asked.to_text().as_bytes()).into();
    if said.r#type != of || !is_challenge {
        return Err(PasskeyError::OtherQuestion);
    }
    // No page of ours stands in a frame of another site.
    if said.origin != at.origin || said.cross_origin {
        return Err(PasskeyError::OtherSite);
    }
    Ok(())
}

impl<'a> DeviceData<'a> {
    const IS_PRESENT: u8 = 1;
    const IS_VERIFIED: u8 = 1 << 2;
    const MAY_BE_BACKED_UP: u8 = 1 << 3;
    const IS_BACKED_UP: u8 = 1 << 4;
    const HAS_KEY: u8 = 1 << 6;
    /// Longest name of a passkey (§5.1.3).
    const CREDENTIAL_BYTES_MAX: usize = 1_023;

    fn read(bytes: &'a [u8]) -> Result<Self, PasskeyError> {
        let read = || {
            let (site, rest) = bytes.split_first_chunk()?;
            let (flags, rest) = rest.split_first()?;
            let (count, rest) = rest.split_first_chunk()?;
            Some(Self { site, flags: *flags, count: u32::from_be_bytes(*count), rest })
        };
        read().ok_or(PasskeyError::Unreadable)
    }

    fn says(&self, flags: u8) -> bool {
        self.flags & flags == flags
    }

    /// Somebody was there, and the device knew them by finger, face or number.
    fn check(&self, at: &Site) -> Result<(), PasskeyError> {
        if *self.site != sha256(at.id.as_bytes()) {
            return Err(PasskeyError::OtherSite);
        }
        if !self.says(Self::IS_PRESENT | Self::IS_VERIFIED) {
            return Err(PasskeyError::NotVerified);
        }
        if self.says(Self::IS_BACKED_UP) && !self.says(Self::MAY_BE_BACKED_UP) {
            return Err(PasskeyError::Unreadable);
        }
        Ok(())
    }

    /// The name and the public key of a passkey that was made; what an extension adds comes after.
    fn made_key(&self) -> Result<(&'a [u8], &'a [u8]), PasskeyError> {
        let read = || {
            let (_model, rest) = self.rest.split_first_chunk::<16>()?;
            let (length, rest) = rest.split_first_chunk()?;
            let length = usize::from(u16::from_be_bytes(*length));
            let (credential, rest) = rest.split_at_checked(length)?;
            let fits = (1..=Self::CREDENTIAL_BYTES_MAX).contains(&length);
            (fits && self.says(Self::HAS_KEY)).then_some((credential, rest))
        };
        let (credential, rest) = read().ok_or(PasskeyError::Unreadable)?;
        let length = PublicKey::length_of(rest).ok_or(PasskeyError::OtherKind)?;
        Ok((credential, rest.get(..length).ok_or(PasskeyError::OtherKind)?))
    }
}

/// A public key in COSE's canonical form, in which every byte before and between the numbers is fixed.
enum PublicKey<'a> {
    Es256 { x: &'a [u8; 32], y: &'a [u8; 32] },
    EdDsa { x: &'a [u8] },
    Rs256 { modulus: &'a [u8] },
}

impl<'a> PublicKey<'a> {
    /// {1: 2, 3: -7, -1: 1, -2: x, -3: y}
    const ES256: [&'static [u8]; 2] =
        [b"\xa5\x01\x02\x03\x26\x20\x01\x21\x58\x20", b"\x22\x58\x20"];
    /// {1: 1, 3: -8, -1: 6, -2: x}
    const EDDSA: &'static [u8] = b"\xa4\x01\x01\x03\x27\x20\x06\x21\x58\x20";
    /// {1: 3, 3: -257, -1: n, -2: 65537}
    const RS256: [&'static [u8]; 2] =
        [b"\xa4\x01\x03\x03\x39\x01\x00\x20\x59", b"\x21\x43\x01\x00\x01"];
    const RS256_EXPONENT: &'static [u8] = b"\x01\x00\x01";

    /// The key that these bytes begin with, and what follows it.
    fn parse(bytes: &'a [u8]) -> Option<(Self, &'a [u8])> {
        if let Some(rest) = bytes.strip_prefix(Self::ES256[0]) {
            let (x, rest) = rest.split_first_chunk()?;
            let (y, rest) = rest.strip_prefix(Self::ES256[1])?.split_first_chunk()?;
            return Some((Self::Es256 { x, y }, rest));
        }
        if let Some(rest) = bytes.strip_prefix(Self::EDDSA) {
            let (x, rest) = rest.split_at_checked(32)?;
            return Some((Self::EdDsa { x }, rest));
        }
        let (length, rest) = bytes.strip_prefix(Self::RS256[0])?.split_first_chunk()?;
        let (modulus, rest) = rest.split_at_checked(u16::from_be_bytes(*length).into())?;
        Some((Self::Rs256 { modulus }, rest.strip_prefix(Self::RS256[1])?))
    }

    fn read(bytes: &'a [u8]) -> Option<Self> {
        Self::parse(bytes).filter(|(_, rest)| rest.is_empty()).map(|(key, _)| key)
    }

    fn length_of(bytes: &'a [u8]) -> Option<usize> {
        Self::parse(bytes).map(|(_, rest)| bytes.len() - rest.len())
    }

    fn has_signed(&self, message: &[u8], signature: &[u8]) -> bool {
        let checked = match self {
            Self::Es256 { x, y } => {
                let point = [&[4], x.as_slice(), y.as_slice()].concat();
                UnparsedPublicKey::new(&ECDSA_P256_SHA256_ASN1, point).verify(message, signature)
            }
            Self::EdDsa { x } => UnparsedPublicKey::new(&ED25519, x).verify(message, signature),
            Self::Rs256 { modulus } => {
                let key = RsaPublicKeyComponents { n: *modulus, e: Self::RS256_EXPONENT };
                key.verify(&RSA_PKCS1_2048_8192_SHA256, message, signature)
            }
        };
        checked.is_ok()
    }
}
