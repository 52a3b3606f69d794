//! A person's phone or security key with the browser before it: it makes a passkey and signs with it as
//! Web Authentication says, or as somebody else's would.

use data_encoding::BASE64URL_NOPAD;
use ring::digest::{SHA256, digest};
use ring::rand::SystemRandom;
use ring::signature::{ECDSA_P256_SHA256_ASN1_SIGNING, EcdsaKeyPair, KeyPair};
use serde_json::{Value, json};

use super::page::Page;

/// What a form takes along of a device's answer.
pub type Answered = Vec<(&'static str, String)>;

/// Somebody was there, and the device knew them.
const PRESENT_AND_VERIFIED: u8 = 0x05;
const PRESENT: u8 = 0x01;
const WITH_KEY: u8 = 0x40;
/// An ES256 key in COSE, around its two numbers.
const KEY_START: &[u8] = b"\xa5\x01\x02\x03\x26\x20\x01\x21\x58\x20";
const KEY_MIDDLE: &[u8] = b"\x22\x58\x20";

pub struct Device {
    keys: EcdsaKeyPair,
    pub credential: Vec<u8>,
    /// How often it has signed; a device that keeps no count says 0 for ever.
    pub count: Option<u32>,
    /// Whether it asks who holds it.
    pub verifies: bool,
    /// Where its browser is.
    pub origin: String,
    /// Whose site it takes the page to be, where that is not what the page says.
    pub site: Option<String>,
}

impl Device {
    /// One that is used at this host.
    pub fn at(host: &str) -> Self {
        let random = SystemRandom::new();
        let algorithm = &ECDSA_P256_SHA256_ASN1_SIGNING;
        let pkcs8 = EcdsaKeyPair::generate_pkcs8(algorithm, &random).unwrap();
        let credential: [u8; 32] = ineedtotalk::crypto::random::bytes().unwrap();
        Self {
            keys: EcdsaKeyPair::from_pkcs8(algorithm, pkcs8.as_ref(), &random).unwrap(),
            credential: credential.to_vec(),
            count: Some(0),
            verifies: true,
            origin: format!("https://{host}"),
            site: None,
        }
    }

    /// Makes the passkey that the page asks for.
    pub fn makes(&mut self, page: &Page) -> Answered {
        let asked = asked_on(page);
        let kinds = asked["pubKeyCredParams"].as_array().unwrap();
        assert!(kinds.iter().any(|kind| kind["alg"] == -7), "{kinds:?}");
        assert_eq!(asked["authenticatorSelection"]["userVerification"], "required");
        self.made_for(&asked["challenge"], &asked["rp"]["id"])
    }

    /// Makes one out of what a page asks to be signed, as a browser does that its owner has told to.
    pub fn makes_of_what_is_to_be_signed(&mut self, page: &Page) -> Answered {
        let asked = asked_on(page);
        self.made_for(&asked["challenge"], &asked["rpId"])
    }

    fn made_for(&self, challenge: &Value, site: &Value) -> Answered {
        let key = self.keys.public_key().as_ref();
        let (x, y) = key[1..].split_at(32);
        let length = u16::try_from(self.credential.len()).unwrap().to_be_bytes();
        let made = [&[0; 16], length.as_slice(), &self.credential].concat();
        let key = [KEY_START, x, KEY_MIDDLE, y].concat();
        let device_data = [self.data(site, WITH_KEY), made, key].concat();
        vec![
            ("client-data", encoded(&self.client_data("webauthn.create", challenge))),
            ("device-data", encoded(&device_data)),
        ]
    }

    /// Signs what the page asks for.
    pub fn signs(&mut self, page: &Page) -> Answered {
        let asked = asked_on(page);
        assert_eq!(asked["userVerification"], "required");
        self.count = self.count.map(|count| count + 1);
        let client_data = self.client_data("webauthn.get", &asked["challenge"]);
        let device_data = self.data(&asked["rpId"], 0);
        let hash = digest(&SHA256, &client_data);
        let message = [device_data.as_slice(), hash.as_ref()].concat();
        let signature = self.keys.sign(&SystemRandom::new(), &message).unwrap();
        vec![
            ("credential", encoded(&self.credential)),
            ("client-data", encoded(&client_data)),
            ("device-data", encoded(&device_data)),
            ("signature", encoded(signature.as_ref())),
        ]
    }

    fn client_data(&self, of: &str, challenge: &Value) -> Vec<u8> {
        let origin = &self.origin;
        let said = json!({
            "type": of, "challenge": challenge, "origin": origin, "crossOrigin": false,
        });
        serde_json::to_vec(&said).unwrap()
    }

    fn data(&self, site: &Value, more: u8) -> Vec<u8> {
        let site = self.site.as_deref().or(site.as_str()).unwrap();
        let flags = if self.verifies { PRESENT_AND_VERIFIED } else { PRESENT } | more;
        let count = self.count.unwrap_or(0).to_be_bytes();
        [digest(&SHA256, site.as_bytes()).as_ref(), &[flags], &count].concat()
    }
}

/// Whether the page asks for one of these passkeys.
pub fn asks_for(page: &Page, device: &Device) -> bool {
    let asked = asked_on(page);
    let known = asked["allowCredentials"].as_array().unwrap();
    known.iter().any(|one| one["id"] == encoded(&device.credential))
}

fn asked_on(page: &Page) -> Value {
    let asked = page.attributes("form#passkey", "data-asked");
    assert_eq!(asked.len(), 1, "the page asks for no passkey: {}", page.text());
    serde_json::from_str(&asked[0]).unwrap()
}

fn encoded(bytes: &[u8]) -> String {
    BASE64URL_NOPAD.encode(bytes)
}
