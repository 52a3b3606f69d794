//! Tokens that another implementation signed (OpenSSL, by Python's `cryptography`), and those that a wrong
//! or wicked provider might send.

use data_encoding::BASE64URL_NOPAD;
use ring::hmac;
use ring::rand::SystemRandom;
use ring::signature::{ECDSA_P256_SHA256_FIXED_SIGNING, EcdsaKeyPair, KeyPair};
use serde_json::{Value, json};

use super::id_token::{Expected, IdTokenError, Identity, KeySet};
use crate::domain::Timestamp;

const KEYS: &str = "{\"keys\":[{\"kty\":\"RSA\",\"kid\":\"r1\",\"use\":\"sig\",\"n\":\"obGxaK8FeXRHkntGmD536YJhoYKWU3q4GcMv_oDuwFf1o3\
    h9WOLp9AqbUwrnqeVc9tiJhGVU8jZsEXypfBYnEJ0HgbbZniainKxgm1pGW13WfIrTdekaGEkVqZC64zH4Icli5TpOuaHvqz\
    hpgAs77YfCm8LLwyc0G2n9nn42G7eNu465NevGSwxrX6wM7l2IjXC8XrOLleQS3Oo9_YbtId8sHZxGpmwQ-sHatHetVpzzAD\
    SkW6HBuQ41Yr99GeQwDsT320IkW6JKKRmg2NRQ7YOt2FuihwROoYJiJ7g8bpsvCscmx2ME42hO6UAn7nHDXwUmFsYge1LHOK\
    nppVb6OQ\",\"e\":\"AQAB\"},{\"kty\":\"EC\",\"kid\":\"e1\",\"crv\":\"P-256\",\"x\":\"BMRff6M4eiIUKI4zMUV9C5w0t0JoaD9D\
    U0tT4QSte70\",\"y\":\"6raW36e_Te2U0g4SLbtgMnexKvGi95hwMvBiIikmnrw\"}]}";
const SIGNED_WITH_RSA: &str = "eyJhbGciOiJSUzI1NiIsImtpZCI6InIxIiwidHlwIjoiSldUIn0.eyJpc3MiOiJodHRwczovL2lkLmV4YW1wbGUiLCJzdWIi\
    OiIyNDgyODk3NjEwMDEiLCJhdWQiOiJ0YWxrIiwiZXhwIjoxNzk1NTE1NDIwLCJpYXQiOjE3OTU1MTQ4MjAsIm5vbmNlIjoi\
    bi0wUzYiLCJlbWFpbCI6Im9rYWZvckBlbG13b29kLmV4YW1wbGUifQ.XEpGSJW73JTJ9yb_HwbEi6XrunLwQzNqXa2J54ZTB\
    723_2qBw0yKOcARyUm31cqjwseu7k7knrarrzN0iiQmThsqpqOjVw3z20l9qz93sBt7pt173gYsm6_Lp8PCvoUWm2DdTPU-M\
    ysd2jO1-NybJ7rfSch17m0fJd9J3CqFQ4l1kwL71QMYqlO-v_75rOT88bDp0BovGZWFjPYAqADkpKGZt2dJtHl1WpuIvnbyh\
    AUhsEUMaHPeaJCo3aLN2Fdf6VPERyXZCtqFifLcrDOjmZbS1aab611BU7m5P3mX2tpfMQAEFmdfBZ9nmBHcs57m4Rdminnuw\
    sZNB8hX37CiZg";
const SIGNED_WITH_P256: &str = "eyJhbGciOiJFUzI1NiIsImtpZCI6ImUxIn0.eyJpc3MiOiJodHRwczovL2lkLmV4YW1wbGUiLCJzdWIiOiIyNDgyODk3NjEw\
    MDEiLCJhdWQiOiJ0YWxrIiwiZXhwIjoxNzk1NTE1NDIwLCJpYXQiOjE3OTU1MTQ4MjAsIm5vbmNlIjoibi0wUzYiLCJlbWFp\
    bCI6Im9rYWZvckBlbG13b29kLmV4YW1wbGUifQ.grOe4GlUlGPU-VX1CMhByVdwLzI1kF8T7FoLQlQZ33a3d_q3P68cvp5fK\
    p8o4oOIU2SO2Om-21kGxoVVc1DhDw";
const NOW: i64 = 1_795_514_820;
const EXPECTED: Expected<'_> = Expected {
    issuer: "https://id.example",
    client_id: "talk",
    nonce: "n-0S6",
    now: Timestamp(NOW),
};

/// What is in both tokens.
fn claims() -> Value {
    json!({
        "iss": "https://id.example", "sub": "248289761001", "aud": "talk", "exp": NOW + 600,
        "iat": NOW, "nonce": "n-0S6", "email": "okafor@elmwood.example"
    })
}

fn base64(text: &str) -> String {
    BASE64URL_NOPAD.encode(text.as_bytes())
}

/// A provider with a key of its own, which signs whatever it is given.
struct Signer(EcdsaKeyPair);

impl Signer {
    fn new() -> Self {
        let (kind, random) = (&ECDSA_P256_SHA256_FIXED_SIGNING, SystemRandom::new());
        let document = EcdsaKeyPair::generate_pkcs8(kind, &random).unwrap();
        Self(EcdsaKeyPair::from_pkcs8(kind, document.as_ref(), &random).unwrap())
    }

    fn key(&self, kid: &str) -> Value {
        let (x, y) = self.0.public_key().as_ref()[1..].split_at(32);
        let [x, y] = [x, y].map(|part| BASE64URL_NOPAD.encode(part));
        json!({ "kty": "EC", "crv": "P-256", "kid": kid, "x": x, "y": y })
    }

    fn keys(&self) -> KeySet {
        KeySet::parse(json!({ "keys": [self.key("k")] }).to_string().as_bytes()).unwrap()
    }

    fn sign(&self, header: &str, payload: &str) -> String {
        let message = format!("{}.{}", base64(header), base64(payload));
        let signed = self.0.sign(&SystemRandom::new(), message.as_bytes()).unwrap();
        format!("{message}.{}", BASE64URL_NOPAD.encode(signed.as_ref()))
    }

    /// With these claims in the place of the right ones.
    fn says(&self, wrong: Value) -> Result<Identity, IdTokenError> {
        let mut said = claims();
        for (name, value) in wrong.as_object().unwrap() {
            said[name] = value.clone();
        }
        self.keys().accept(&self.sign(r#"{"alg":"ES256","kid":"k"}"#, &said.to_string()), &EXPECTED)
    }
}

#[test]
fn tokens_of_both_kinds_that_another_implementation_signed_are_taken() {
    let keys = KeySet::parse(KEYS.as_bytes()).unwrap();
    for token in [SIGNED_WITH_RSA, SIGNED_WITH_P256] {
        let identity = keys.accept(token, &EXPECTED).unwrap();
        assert_eq!(identity.subject, "248289761001");
        assert_eq!(identity.email.as_deref(), Some("okafor@elmwood.example"));
    }
}

#[test]
fn a_token_that_was_touched_anywhere_is_refused() {
    let keys = KeySet::parse(KEYS.as_bytes()).unwrap();
    for token in [SIGNED_WITH_RSA, SIGNED_WITH_P256] {
        for index in 0..token.len() {
            let mut touched = token.as_bytes().to_vec();
            touched[index] = if touched[index] == b'A' { b'B' } else { b'A' };
            let touched = String::from_utf8(touched).unwrap();
            assert!(keys.accept(&touched, &EXPECTED).is_err(), "{index}: {touched}");
            assert!(keys.accept(&token[..index], &EXPECTED).is_err(), "{index}");
        }
        assert!(keys.accept(&format!("{token}.AA"), &EXPECTED).is_err());
        assert!(keys.accept(&format!("{token}="), &EXPECTED).is_err());
    }
}

#[test]
fn a_token_that_nobody_signed_or_everybody_could_have_is_refused() {
    let keys = KeySet::parse(KEYS.as_bytes()).unwrap();
    let payload = base64(&claims().to_string());
    for header in [r#"{"alg":"none"}"#, r#"{"alg":"None","kid":"r1"}"#, r#"{"alg":"","kid":"r1"}"#]
    {
        let token = format!("{}.{payload}.", base64(header));
        assert_eq!(keys.accept(&token, &EXPECTED), Err(IdTokenError::OtherKind), "{header}");
    }
    // HMAC under the modulus, which anybody can fetch.
    let shown: Value = serde_json::from_str(KEYS).unwrap();
    let modulus = shown["keys"][0]["n"].as_str().unwrap();
    let message = format!("{}.{payload}", base64(r#"{"alg":"HS256","kid":"r1"}"#));
    for secret in [modulus.as_bytes().to_vec(), BASE64URL_NOPAD.decode(modulus.as_bytes()).unwrap()]
    {
        let tag = hmac::sign(&hmac::Key::new(hmac::HMAC_SHA256, &secret), message.as_bytes());
        let token = format!("{message}.{}", BASE64URL_NOPAD.encode(tag.as_ref()));
        assert_eq!(keys.accept(&token, &EXPECTED), Err(IdTokenError::OtherKind));
    }
    // A signature of nothing but zeros.
    let zeros = BASE64URL_NOPAD.encode(&[0; 64]);
    let token = format!("{}.{payload}.{zeros}", base64(r#"{"alg":"ES256","kid":"e1"}"#));
    assert_eq!(keys.accept(&token, &EXPECTED), Err(IdTokenError::WrongSignature));
}

#[test]
fn what_a_right_key_signed_of_other_things_is_refused() {
    let signer = Signer::new();
    assert!(signer.says(json!({})).is_ok());
    assert!(signer.says(json!({ "aud": ["talk"], "azp": "talk", "email": null })).is_ok());
    assert!(signer.says(json!({ "exp": NOW - 59, "iat": NOW + 60, "nbf": NOW + 60 })).is_ok());
    for (wrong, why) in [
        (json!({ "iss": "https://id.example/" }), IdTokenError::OtherIssuer),
        (json!({ "iss": "https://evil.example" }), IdTokenError::OtherIssuer),
        (json!({ "aud": "another" }), IdTokenError::OtherAudience),
        (json!({ "aud": [] }), IdTokenError::OtherAudience),
        (json!({ "aud": ["talk", "another"], "azp": "talk" }), IdTokenError::OtherAudience),
        (json!({ "azp": "another" }), IdTokenError::OtherAudience),
        (json!({ "exp": NOW - 60 }), IdTokenError::NotOfNow),
        (json!({ "iat": NOW - 601 }), IdTokenError::NotOfNow),
        (json!({ "iat": NOW + 61 }), IdTokenError::NotOfNow),
        (json!({ "nbf": NOW + 61 }), IdTokenError::NotOfNow),
        (json!({ "nonce": "n-0S7" }), IdTokenError::OtherQuestion),
        (json!({ "nonce": "" }), IdTokenError::OtherQuestion),
        (json!({ "nonce": null }), IdTokenError::Unreadable),
        (json!({ "exp": "soon" }), IdTokenError::Unreadable),
        (json!({ "sub": "" }), IdTokenError::Unreadable),
        (json!({ "sub": "a\nb" }), IdTokenError::Unreadable),
        (json!({ "sub": "a".repeat(256) }), IdTokenError::Unreadable),
        (json!({ "sub": 248289761001_i64 }), IdTokenError::Unreadable),
    ] {
        assert_eq!(signer.says(wrong.clone()), Err(why), "{wrong}");
    }
}

#[test]
fn what_stands_twice_in_a_token_or_asks_for_more_than_is_known_is_refused() {
    let signer = Signer::new();
    let whole = claims().to_string();
    let twice = |more: &str| format!("{{{more},{}", &whole[1..]);
    let header = r#"{"alg":"ES256","kid":"k"}"#;
    for (header, payload) in [
        (header, twice(r#""sub":"another""#)),
        (header, twice(r#""s\u0075b":"another""#)),
        (header, twice(r#""nonce":"n-0S6""#)),
        (r#"{"alg":"ES256","alg":"ES256","kid":"k"}"#, whole.clone()),
        (r#"{"alg":"ES256","kid":"k","crit":["b64"],"b64":false}"#, whole.clone()),
        (r#"{"kid":"k"}"#, whole.clone()),
    ] {
        let token = signer.sign(header, &payload);
        assert!(signer.keys().accept(&token, &EXPECTED).is_err(), "{header} {payload}");
    }
    let whole = signer.sign(header, &whole);
    assert!(signer.keys().accept(&whole, &EXPECTED).is_ok());
}

#[test]
fn only_a_key_that_the_provider_shows_for_signing_and_of_that_name_is_asked() {
    let (signer, other) = (Signer::new(), Signer::new());
    let taken = |keys: &[Value], header: &str| {
        let keys = KeySet::parse(json!({ "keys": keys }).to_string().as_bytes()).unwrap();
        keys.accept(&signer.sign(header, &claims().to_string()), &EXPECTED).map(|_| ())
    };
    let (named, nameless) = (r#"{"alg":"ES256","kid":"k"}"#, r#"{"alg":"ES256"}"#);
    let (ours, theirs) = (signer.key("k"), other.key("other"));
    assert_eq!(taken(&[theirs.clone(), ours.clone()], named), Ok(()));
    assert_eq!(taken(&[json!({ "kty": "OKP" }), json!(7), ours.clone()], nameless), Ok(()));
    let unknown = Err(IdTokenError::UnknownKey);
    assert_eq!(taken(std::slice::from_ref(&theirs), named), unknown);
    assert_eq!(taken(&[theirs, ours.clone()], nameless), unknown, "which of the two?");
    assert_eq!(taken(&[ours.clone(), ours.clone()], named), unknown, "two of one name");
    assert_eq!(taken(&[other.key("k")], named), Err(IdTokenError::WrongSignature));
    for (part, wrong) in [("use", "enc"), ("alg", "ES384"), ("crv", "P-384"), ("kty", "RSA")] {
        let mut key = ours.clone();
        key[part] = json!(wrong);
        assert_eq!(taken(&[key], named), unknown, "{part}");
    }
    let many = vec![ours; 65];
    assert!(KeySet::parse(json!({ "keys": many }).to_string().as_bytes()).is_err());
    assert!(KeySet::parse(b"<html>").is_err());
}

mod fuzz {
    use super::*;

    #[test]
    fn keys_of_any_bytes_let_nobody_in() {
        bolero::check!().with_type::<(Vec<u8>, [Vec<u8>; 2])>().for_each(|(bytes, parts)| {
            let [one, other] = parts.each_ref().map(|part| BASE64URL_NOPAD.encode(part));
            let rsa = json!({ "kty": "RSA", "kid": "r1", "n": one, "e": other });
            let point = json!({ "kty": "EC", "kid": "e1", "crv": "P-256", "x": one, "y": other });
            let shown = json!({ "keys": [rsa, point] }).to_string();
            assert!(KeySet::parse(shown.as_bytes()).is_ok());
            for keys in [shown.as_bytes(), bytes] {
                let Ok(keys) = KeySet::parse(keys) else { continue };
                for token in [SIGNED_WITH_RSA, SIGNED_WITH_P256] {
                    assert!(keys.accept(token, &EXPECTED).is_err());
                }
            }
        });
    }

    #[test]
    fn a_token_changed_anyhow_is_refused_and_so_is_any_text() {
        let keys = KeySet::parse(KEYS.as_bytes()).unwrap();
        bolero::check!().with_type::<(u16, u16, Vec<u8>)>().for_each(|(from, length, bytes)| {
            let put_in = String::from_utf8_lossy(bytes);
            assert!(keys.accept(&put_in, &EXPECTED).is_err());
            for token in [SIGNED_WITH_RSA, SIGNED_WITH_P256] {
                let from = usize::from(*from) % (token.len() + 1);
                let until = (from + usize::from(*length) % 80).min(token.len());
                let changed = [&token[..from], &put_in, &token[until..]].concat();
                let taken = keys.accept(&changed, &EXPECTED);
                assert_eq!(taken.is_ok(), changed == token, "{changed}");
            }
        });
    }

    #[test]
    fn whatever_a_provider_signs_only_a_token_of_now_is_taken() {
        let signer = Signer::new();
        let keys = signer.keys();
        bolero::check!().with_type::<(Vec<u8>, [i16; 3], [i64; 3], u8)>().for_each(
            |(bytes, near, far, which)| {
                let any = String::from_utf8_lossy(bytes);
                let header = r#"{"alg":"ES256","kid":"k"}"#;
                assert!(keys.accept(&signer.sign(header, &any), &EXPECTED).is_err());
                assert!(keys.accept(&signer.sign(&any, &claims().to_string()), &EXPECTED).is_err());

                // Minutes around now, or any time at all.
                let is_far = |place: u8| which >> place & 1 == 1;
                let time = |place: usize, bit| match is_far(bit) {
                    true => far[place],
                    false => NOW + i64::from(near[place]) / 32,
                };
                let (expires, made, begins) = (time(0, 0), time(1, 1), time(2, 2));
                let said = signer.says(json!({ "exp": expires, "iat": made, "nbf": begins }));
                let is_of_now = expires > NOW - 60
                    && (NOW - 600..=NOW + 60).contains(&made)
                    && begins <= NOW + 60;
                assert_eq!(said.is_ok(), is_of_now, "{expires} {made} {begins}");
            },
        );
    }
}
