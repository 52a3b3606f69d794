//! The test vectors of Web Authentication, level 3, §16: a key of each kind, made and used by somebody
//! else's device and browser. Those of two kinds are of devices that did not ask who held them.

use data_encoding::HEXLOWER;

use super::passkey::{Challenge, Made, Passkey, PasskeyError, Signed, Site};

const SITE: &str = "bfabc37432958b063360d3ad6461c9c4735ae7f8edd46592a5e0f01452b2e4b5";
/// §16.7: asked to make a key, and what came.
const MAKE: &str = "c1184a5fddf8045e13dc47f54b61f5a656b666b59018f16d870e9256e9952012";
const MADE: &str = "4d00000000876ca4f52071c3e9b25509ef2cdf7ed60020\
    c9a6f5b3462d02873fea0c56862234f99f081728084e511bb7760201a89054a5\
    a50102032620012158201cf27f25da591208a4239c2e324f104f585525479a29edeedd830f48e77aeae5\
    22582059e4b7da6c0106e206ce390c93ab98a15a5ec3887e57f0cc2bece803b920c423";
const MADE_BY: &str = "{\"type\":\"webauthn.create\",\"challenge\":\"wRhKX934BF4T3Ef1S2H1pla2ZrWQGPFthw6SVumVIBI\",\"origin\":\"https://example.org\",\"crossOrigin\":false,\"extraData\":\"clientDataJSON may be extended with additional fields in the future, such as this: 9a8bNYjKCgWrBXU-fCl1ag\"}";
/// §16.7: asked to sign with it, and what came.
const SIGN: &str = "b1106fa46a57bef1781511c0557dc898a03413d5f0f17d244630c194c7e1adb5";
const SIGNED: &str = "0d00000000";
const SIGNED_BY: &str = "{\"type\":\"webauthn.get\",\"challenge\":\"sRBvpGpXvvF4FRHAVX3ImKA0E9Xw8X0kRjDBlMfhrbU\",\"origin\":\"https://example.org\",\"crossOrigin\":false,\"extraData\":\"clientDataJSON may be extended with additional fields in the future, such as this: AZMwyMxIbD8-uguFNp6r8Q\"}";
const SIGNATURE: &str = "30450220694969d3ee928de6f02ef23a9c644d7d779916451734a94b432542f498a1ebe9\
    0221008b0819c824218a97152cd099c55bfb1477b29d900a49a64018314f9bfccda163";

fn hex(digits: &str) -> Vec<u8> {
    HEXLOWER.decode(digits.as_bytes()).unwrap()
}

fn challenge(digits: &str) -> Challenge {
    Challenge::from_bytes(&hex(digits)).unwrap()
}

fn example_org() -> Site {
    Site { id: "example.org".to_owned(), origin: "https://example.org".to_owned() }
}

fn make(client_data: &str, device_data: &[u8], at: &Site) -> Result<(Passkey, u32), PasskeyError> {
    let made = Made { client_data: client_data.as_bytes(), device_data };
    made.accept(&challenge(MAKE), at)
}

fn known() -> Passkey {
    make(MADE_BY, &hex(&[SITE, MADE].concat()), &example_org()).unwrap().0
}

/// Signing as §16.7 does, but for what the caller puts in its place.
struct Signing {
    client_data: String,
    device_data: Vec<u8>,
    signature: Vec<u8>,
    site: Site,
    count: u32,
}

impl Signing {
    fn of_the_vector() -> Self {
        Self {
            client_data: SIGNED_BY.to_owned(),
            device_data: hex(&[SITE, SIGNED].concat()),
            signature: hex(SIGNATURE),
            site: example_org(),
            count: 0,
        }
    }

    fn checked(&self) -> Result<u32, PasskeyError> {
        let Self { client_data, device_data, signature, .. } = self;
        let signed = Signed { client_data: client_data.as_bytes(), device_data, signature };
        known().accept(&signed, &challenge(SIGN), &self.site, self.count)
    }

    fn with(change: impl FnOnce(&mut Self)) -> Result<u32, PasskeyError> {
        let mut signing = Self::of_the_vector();
        change(&mut signing);
        signing.checked()
    }
}

#[test]
fn a_passkey_of_somebody_elses_device_is_made_and_signs() {
    assert_eq!(HEXLOWER.encode(&known().credential), MADE[46..110]);
    assert_eq!(Signing::of_the_vector().checked(), Ok(0));
    let kept = serde_json::to_vec(&known()).unwrap();
    assert_eq!(serde_json::from_slice::<Passkey>(&kept).unwrap(), known());
}

#[test]
fn an_answer_to_something_else_is_not_taken() {
    use PasskeyError::{Copied, NotVerified, OtherQuestion, OtherSite, Unreadable, WrongSignature};
    let instead = |from: &'static str, to: &'static str| {
        Signing::with(move |it| {
            assert!(it.client_data.contains(from));
            it.client_data = it.client_data.replacen(from, to, 1);
        })
    };
    assert_eq!(instead("webauthn.get", "webauthn.create"), Err(OtherQuestion));
    assert_eq!(instead("\"sRBv", "\"sRBw"), Err(OtherQuestion));
    assert_eq!(instead("https://example.org", "https://example.com"), Err(OtherSite));
    assert_eq!(instead("https://example.org", "http://example.org"), Err(OtherSite));
    assert_eq!(instead("\"crossOrigin\":false", "\"crossOrigin\":true"), Err(OtherSite));
    assert_eq!(instead("{", "["), Err(Unreadable));
    // Not signed as it stands, and so by nobody.
    assert_eq!(instead("extraData", "extradata"), Err(WrongSignature));

    let mut elsewhere = example_org();
    elsewhere.id = "elsewhere.example.org".to_owned();
    assert_eq!(Signing::with(|it| it.site = elsewhere), Err(OtherSite));
    assert_eq!(Signing::with(|it| it.device_data[0] ^= 1), Err(OtherSite));
    for flags in [0x01, 0x04, 0x09] {
        assert_eq!(Signing::with(|it| it.device_data[32] = flags), Err(NotVerified));
    }
    assert_eq!(Signing::with(|it| it.device_data[32] = 0x15), Err(Unreadable));
    assert_eq!(Signing::with(|it| it.device_data[32] = 0x05), Err(WrongSignature));
    assert_eq!(Signing::with(|it| it.device_data.truncate(36)), Err(Unreadable));
    assert_eq!(Signing::with(|it| it.signature[8] ^= 1), Err(WrongSignature));
    assert_eq!(Signing::with(|it| it.count = 1), Err(Copied));
}

#[test]
fn a_passkey_that_was_kept_for_another_site_is_not_taken() {
    let mut kept = serde_json::to_value(known()).unwrap();
    kept["site"] = "elsewhere.example.org".into();
    let kept: Passkey = serde_json::from_value(kept).unwrap();
    let Signing { client_data, device_data, signature, site, .. } = Signing::of_the_vector();
    let signed = Signed {
        client_data: client_data.as_bytes(),
        device_data: &device_data,
        signature: &signature,
    };
    let refused = kept.accept(&signed, &challenge(SIGN), &site, 0);
    assert_eq!(refused, Err(PasskeyError::OtherSite));
}

#[test]
fn what_is_not_a_passkey_is_not_made() {
    let whole = hex(&[SITE, MADE].concat());
    let (site, mut other) = (example_org(), example_org());
    other.origin = "https://example.org:8443".to_owned();
    assert_eq!(make(MADE_BY, &whole, &other).err(), Some(PasskeyError::OtherSite));
    assert_eq!(make(SIGNED_BY, &whole, &site).err(), Some(PasskeyError::OtherQuestion));
    for length in 0..whole.len() {
        assert!(make(MADE_BY, &whole[..length], &site).is_err(), "{length} bytes of it");
    }
    let changed = |at: usize, to: u8| {
        let mut bytes = whole.clone();
        bytes[at] = to;
        make(MADE_BY, &bytes, &site).err()
    };
    assert_eq!(changed(32, 0x49), Some(PasskeyError::NotVerified));
    assert_eq!(changed(32, 0x0d), Some(PasskeyError::Unreadable), "no key in it");
    assert_eq!(changed(53, 4), Some(PasskeyError::Unreadable), "a name of over a thousand bytes");
    // The algorithm, in the key's fifth byte: ES384 is not taken.
    assert_eq!(changed(55 + 32 + 4, 0x38), Some(PasskeyError::OtherKind));
    // What an extension adds is no part of the key.
    let extended = [whole.as_slice(), b"\xa1"].concat();
    assert_eq!(make(MADE_BY, &extended, &site).unwrap().0, known());
}

/// The key and the signature of a vector whose device did not ask who held it: the signature is looked at
/// alone, as a passkey that was kept would, and the whole answer is refused.
fn signs_without_verifying(
    key: &[u8],
    asked: &str,
    flags: &str,
    client_data: &str,
    signature: &[u8],
) {
    let device_data = hex(&[SITE, flags].concat());
    let passkey: Passkey = serde_json::from_value(serde_json::json!({
        "credential": [1], "key": key, "site": "example.org",
    }))
    .unwrap();
    let signed =
        Signed { client_data: client_data.as_bytes(), device_data: &device_data, signature };
    assert!(passkey.has_signed(&signed));
    let refused = passkey.accept(&signed, &challenge(asked), &example_org(), 0);
    assert_eq!(refused, Err(PasskeyError::NotVerified));
    let mut other = signature.to_vec();
    *other.last_mut().unwrap() ^= 1;
    assert!(!passkey.has_signed(&Signed { signature: &other, ..signed }));
}

#[test]
fn the_key_of_an_eddsa_device_is_understood() {
    let key =
        "a401010327200621582044e06ddd331c36a8dc667bab52bcae63486c916aa5e339e6acebaa84934bf832";
    let signature = "f5c59c7e46c34f6f8cc197101ddf9934fa2595f68eb1913a637e8419eb9ba4cf\
        dfc48f85393bc0d40b011f0d6fecb097d6607525713223a0dc0d453993dae00b";
    signs_without_verifying(
        &hex(key),
        "895957e01c633a698348a2d8a31a54b7db27e8c1c43b2080d79ae2190267bfd2",
        "0100000000",
        "{\"type\":\"webauthn.get\",\"challenge\":\"iVlX4BxjOmmDSKLYoxpUt9sn6MHEOyCA15riGQJnv9I\",\"origin\":\"https://example.org\",\"crossOrigin\":false}",
        &hex(signature),
    );
}

#[test]
fn the_key_of_an_rsa_device_is_understood() {
    // Two Mersenne primes multiplied, which is mostly ones and noughts.
    let modulus = format!("03{}7{}8{}1", "f".repeat(319), "f".repeat(230), "0".repeat(318));
    let key = format!("a4010303390100205901b4{modulus}2143010001");
    let signature = "01063d52d7c39b4d432fc7063c5d93e582bdcb16889cd71f888d67d880ea730a428498d3bc8e1ee1\
        1f2b1ecbe6c292b118c55ffaaddefa8cad0a54dd137c51f1eec673f1bb6c4d1789d6826a222b22d0\
        f585fc901fdc933212e579d199b89d672aa44891333e6a1355536025e82b25590256c3538229b557\
        37083b2f6b9377e49e2472f11952f79fdd0da180b5ffd901b4049a8f081bb40711bef76c62aed943\
        571f2d0575304cb549d68d8892f95086a30f93716aee818f8dc06e96c0d5e0ed4cfa9fd8773d9046\
        4b68cf140f7986666ff9c9e3302acd0535d60d769f465e2ab57ef8aabc89fccfef7ba32a64154a8b\
        3d26be2298f470b8cc5377dbe3dfd4b0b45f8f01e63bde6cfc76b62771f9b70aa27cf40152cad93a\
        a5acd784fd4b90f676e2ea828d0bf2400aebbaae4153e5838f537f88b6228346782a93a899be66ec\
        77de45b3efcf311da6321c92e6b0cd11bfe653bf3e98cee8e341f02d67dbb6f9c98d9e8178090cfb\
        5b70fbc6d541599ac794ae2f1d4de1286ec8de8c2daf7b1d15c8438e90d924df5c19045220a4c843\
        8c1b979bbe016cf3d0eeec23c3999d4882cc645b776de930756612cdc6dd398160ff02a6";
    signs_without_verifying(
        &hex(&key),
        "295f59f5fa8fe62c5aca9e27626c78c8da376ae6d8cd2dd29aebad601e1bc4c5",
        "1900000000",
        "{\"type\":\"webauthn.get\",\"challenge\":\"KV9Z9fqP5ixayp4nYmx4yNo3aubYzS3SmuutYB4bxMU\",\"origin\":\"https://example.org\",\"crossOrigin\":false}",
        &hex(signature),
    );
}
