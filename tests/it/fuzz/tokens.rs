//! Secrets that come back from outside: cookies, links, codes and the recovery kit.

use ineedtotalk::crypto::RecoveryKit;
use ineedtotalk::crypto::draft::DraftToken;
use ineedtotalk::crypto::kiosk::KioskToken;
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
