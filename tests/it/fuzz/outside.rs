//! What staff and operators type or copy from elsewhere: a date, a time, what is searched for, a mark of the
//! log, a provider's address.

use actix_web::http::Uri;
use ineedtotalk::domain::{
    Day, MinuteOfDay, ProviderUrl, SEARCH_CHARACTERS_MAX, SearchProblem, SearchTerm,
};
use ineedtotalk::services::read_audit_log::MarkOnPaper;

use super::text;

#[test]
fn a_date_and_a_time_are_real_ones_and_go_through_a_form_unchanged() {
    bolero::check!().with_type::<(Vec<u8>, u16, u8, u8)>().for_each(|(bytes, year, month, day)| {
        let date = format!("{:04}-{:02}-{:02}", year % 10_000, month % 14, day % 33);
        for typed in [text(bytes), date] {
            if let Some(day) = Day::parse(&typed) {
                assert_eq!(Day::parse(&day.as_field()), Some(day), "{typed:?}");
                assert!(day.weekday() < 7 && day.in_words().starts_with(&day.weekday_in_words()));
                let (of_month, month) = day.day_and_month();
                assert!((1..=31).contains(&of_month) && (1..=12).contains(&month), "{typed:?}");
            }
        }
        for typed in [text(bytes), format!("{}:{}", month % 26, day % 64)] {
            if let Ok(minute) = MinuteOfDay::parse(&typed) {
                assert!(u16::from(minute) < 24 * 60, "{typed:?}");
                assert_eq!(MinuteOfDay::parse(&minute.as_field()), Ok(minute));
                assert_eq!(MinuteOfDay::parse(&minute.in_words()), Ok(minute));
            }
        }
    });
}

#[test]
fn what_is_searched_for_is_found_where_it_was_written_whatever_it_is() {
    bolero::check!().for_each(|bytes: &[u8]| {
        let typed: String = text(bytes).chars().filter(|c| !c.is_control()).collect();
        match SearchTerm::parse(&typed) {
            Ok(term) => {
                assert!(term.is_in([typed.as_str()]), "{typed:?}");
                assert!(term.is_in(["Before. ", &format!("so: {} ;", typed.to_ascii_uppercase())]));
                assert!(!term.is_in([]));
            }
            Err(SearchProblem::TooLong) => {
                assert!(typed.chars().count() > SEARCH_CHARACTERS_MAX);
            }
            Err(SearchProblem::NoWord) => {
                let mut words = typed.split(|c: char| !c.is_alphanumeric());
                assert!(words.all(|word| word.chars().count() <= 1), "{typed:?}");
            }
        }
    });
}

#[test]
fn a_mark_of_the_log_reads_back_and_has_nothing_but_digits_and_dashes() {
    bolero::check!().with_type::<(Vec<u8>, u32, [u8; 10])>().for_each(|(bytes, lines, digits)| {
        let mut written = (u64::from(*lines) + 1).to_string();
        for pair in digits.chunks(2) {
            written += &format!("-{}", data_encoding::HEXUPPER.encode(pair));
        }
        let mark = MarkOnPaper::parse(&format!(" {written}\n")).unwrap();
        assert_eq!(mark.as_str(), written.to_lowercase());
        // Anything in the place of its digits.
        let mut touched = written.into_bytes();
        let end = touched.len().min(bytes.len());
        touched[..end].copy_from_slice(&bytes[..end]);
        for typed in [text(&touched), text(bytes)] {
            if let Some(mark) = MarkOnPaper::parse(&typed) {
                assert_eq!(MarkOnPaper::parse(mark.as_str()).as_ref(), Some(&mark));
                let is_plain = |c: char| c.is_ascii_hexdigit() || c == '-';
                assert!(mark.as_str().chars().all(is_plain), "{typed:?}");
            }
        }
    });
}

#[test]
fn a_providers_address_is_never_in_the_clear_beyond_this_computer() {
    let beginnings =
        ["", "https://", "http://", "http://127.0.0.1", "http://localhost", "http://[::1]"];
    bolero::check!().with_type::<(u8, Vec<u8>)>().for_each(|(number, bytes)| {
        let beginning = beginnings[usize::from(*number) % beginnings.len()];
        let typed = format!("{beginning}{}", text(bytes));
        let Ok(address) = ProviderUrl::parse(&typed) else { return };
        assert_eq!(address.as_str(), typed);
        assert!(typed.chars().all(|c| c.is_ascii_graphic()), "{typed:?}");
        // As whoever asks it reads it.
        if let Ok(uri) = typed.parse::<Uri>() {
            let is_here = matches!(uri.host(), Some("localhost" | "127.0.0.1" | "[::1]"));
            assert!(address.has_tls() || is_here, "{typed:?}");
            assert!(
                !uri.authority().is_some_and(|place| place.as_str().contains('@')),
                "{typed:?}"
            );
        }
    });
}
