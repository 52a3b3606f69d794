//! Secrets that come back from outside: cookies, links, codes and the recovery kit.

use ineedtotalk::crypto::RecoveryKit;
use ineedtotalk::crypto::draft::DraftToken;
use ineedtotalk::crypto::fingerprint::sha256;
use ineedtotalk::crypto::kiosk::KioskToken;
use ineedtotalk::crypto::passkey::{Challenge, Made, Site};
use ineedtotalk::crypto::session::SessionToken;
use ineedtotalk::crypto::totp::TotpSecret;
use ineedtotalk::services::invite_reader::token_hash;

use super::text;

#[test]
fn a_cookie_or_link_is_read_whole_and_in_one_spelling_only() {
    bolero::check!().for_each(|bytes: &[u8]| {
        let typed = text(bytes);
        if let Some(token) = DraftToken::parse(&typed) {
            assert_eq!(token.to_cookie().expose(), &typed);
        }
        if let Some(token) = SessionToken::parse(&typed) {
            assert_eq!(token.to_cookie().expose(), &typed);
        }
        if let Some(token) = KioskToken::parse(&typed) {
            assert_eq!(token.to_cookie().expose(), &typed);
        }
        if token_hash(&typed).is_some() {
            assert_eq!(typed.len(), 43);
            assert!(token_hash(&format!("{typed}A")).is_none());
        }
    });
}

#[test]
fn every_cookie_that_was_given_is_read_back_and_none_with_something_after_it() {
    bolero::check!().with_type::<([u8; 32], [u8; 16])>().for_each(|(key, id)| {
        let cookie = data_encoding::BASE64URL_NOPAD.encode(&[id.as_slice(), key].concat());
        assert_eq!(DraftToken::parse(&cookie).unwrap().to_cookie().expose(), &cookie);
        assert!(DraftToken::parse(&format!("{cookie}A")).is_none());
        let cookie = data_encoding::BASE64URL_NOPAD.encode(key);
        assert_eq!(SessionToken::parse(&cookie).unwrap().to_cookie().expose(), &cookie);
        assert!(SessionToken::parse(&format!("{cookie}A")).is_none());
    });
}

#[test]
fn a_kit_is_taken_as_it_was_printed_and_never_with_more_or_less() {
    bolero::check!().for_each(|bytes: &[u8]| {
        if let Ok(kit) = RecoveryKit::parse(&text(bytes)) {
            let printed = kit.groups().concat();
            assert_eq!(
                RecoveryKit::parse(&printed).unwrap().secret().expose(),
                kit.secret().expose()
            );
            for wrong in [&printed[1..], &format!("{printed}0"), &printed.replace('0', "8")] {
                let is_same = *wrong == *printed;
                assert!(is_same || RecoveryKit::parse(wrong).is_err());
            }
        }
    });
}

#[test]
fn a_code_is_six_digits_of_now_and_each_is_taken_once() {
    bolero::check!().with_type::<([u8; 20], u32, Vec<u8>)>().for_each(|(key, now, typed)| {
        let (key, now) = (TotpSecret::from_bytes(key).unwrap(), i64::from(*now));
        let code = key.code_at(now);
        let step = key.verify(&code, now, i64::MIN).unwrap();
        assert!(key.verify(&code, now, step).is_none());
        let typed = text(typed);
        if key.verify(&typed, now, i64::MIN).is_some() {
            assert_eq!(typed.chars().filter(char::is_ascii_digit).count(), 6);
        }
    });
}

#[test]
fn whatever_a_device_says_that_it_made_is_read_as_it_stands_or_not_at_all() {
    let site = Site { id: "a.example".to_owned(), origin: "https://a.example".to_owned() };
    let asked = Challenge::from_bytes(&[7; 32]).unwrap();
    let client_data = format!(
        "{{\"type\":\"webauthn.create\",\"challenge\":\"{}\",\"origin\":\"{}\"}}",
        asked.to_text(),
        site.origin
    );
    let key = [b"\xa4\x01\x01\x03\x27\x20\x06\x21\x58\x20".as_slice(), &[9; 32]].concat();
    bolero::check!().for_each(|bytes: &[u8]| {
        let made = Made { client_data: bytes, device_data: bytes };
        assert!(made.accept(&asked, &site).is_err());
        // A name of any length, before a key.
        for (name, rest) in [(bytes, key.as_slice()), (&[], bytes)] {
            let length = u16::try_from(name.len()).unwrap_or(u16::MAX).to_be_bytes();
            let head = [&sha256(site.id.as_bytes()), [0x45].as_slice(), &[0; 20], &length].concat();
            let device_data = [&head, name, rest].concat();
            let made = Made { client_data: client_data.as_bytes(), device_data: &device_data };
            match made.accept(&asked, &site) {
                Ok((passkey, count)) => {
                    assert_eq!((passkey.credential.as_slice(), count), (name, 0))
                }
                Err(_) => assert!(name.is_empty() || name.len() > 1_023),
            }
        }
    });
}
