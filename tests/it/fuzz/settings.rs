//! What an operator writes and a person is called: files, variables, names, addresses, hosts.

use ineedtotalk::config::{Config, SETTINGS};
use ineedtotalk::db::DatabaseUrl;
use ineedtotalk::domain::{EmailAddress, Host, ReaderName, SchoolName};

use super::text;

const WHOLE: &str = r#"
[server]
public_url = "https://talk.school.example"
[database]
url = "sqlite:///tmp/slips.sqlite"
[secrets]
pepper_file = "/tmp/pepper"
[mail]
host = "mail.school.example"
from = "talk@school.example"
"#;

#[test]
fn any_configuration_is_sound_or_refused_in_words() {
    bolero::check!().for_each(|bytes: &[u8]| {
        for written in [text(bytes), format!("{WHOLE}{}", text(bytes))] {
            match Config::from_text(&written) {
                Ok(config) => {
                    assert!(config.server.public_url.starts_with("http"));
                    assert!((1..=86_400).contains(&config.timing.slot_seconds));
                    assert!(config.limits.normal_burst > 0 && config.limits.rush_per_second > 0);
                }
                Err(error) => assert!(!error.to_string().is_empty()),
            }
        }
    });
}

#[test]
fn any_variable_is_a_setting_or_refused_by_its_name() {
    bolero::check!().with_type::<(u8, Vec<u8>)>().for_each(|(number, value)| {
        let setting = SETTINGS[usize::from(*number) % SETTINGS.len()];
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("config.toml");
        std::fs::write(&file, WHOLE).unwrap();
        let variable = (setting.variable(), text(value));
        if let Err(error) = Config::load(Some(&file), [variable].into_iter()) {
            assert!(!error.to_string().is_empty());
        }
    });
}

#[test]
fn any_database_url_is_one_of_two_kinds_and_shows_no_password() {
    bolero::check!().for_each(|bytes: &[u8]| {
        let rest = text(bytes);
        let _ = DatabaseUrl::parse(&rest);
        let url = DatabaseUrl::parse(&format!("postgres://{rest}")).unwrap();
        assert_eq!(format!("{url:?}"), "PostgreSQL");
        let file = DatabaseUrl::parse(&format!("sqlite://{rest}"));
        assert_eq!(file.is_err(), rest.is_empty() || rest.ends_with('/'));
    });
}

#[test]
fn a_host_reads_back_as_itself_and_has_nothing_that_ends_a_header() {
    bolero::check!().for_each(|bytes: &[u8]| {
        if let Ok(host) = Host::parse(&text(bytes)) {
            let kept = host.as_str();
            assert!(!kept.is_empty() && kept.len() <= 253);
            assert!(kept.chars().all(|c| c.is_ascii_alphanumeric() || ".-:".contains(c)));
            if !kept.contains(':') && !kept.ends_with('.') {
                assert_eq!(Host::parse(kept), Ok(host.clone()));
            }
        }
    });
}

#[test]
fn an_address_that_is_taken_puts_nothing_into_a_mail_but_itself() {
    bolero::check!().for_each(|bytes: &[u8]| {
        if let Ok(address) = EmailAddress::parse(&text(bytes)) {
            let kept = address.as_str();
            assert_eq!(EmailAddress::parse(kept).as_ref(), Ok(&address));
            assert_eq!(kept.matches('@').count(), 1);
            assert!(kept.chars().all(|c| c.is_ascii_graphic() && !",;<>()".contains(c)));
        }
    });
}

#[test]
fn a_name_is_one_line_that_reads_back_as_itself() {
    bolero::check!().for_each(|bytes: &[u8]| {
        let typed = text(bytes);
        for kept in [
            ReaderName::parse(&typed).map(|name| name.as_str().to_owned()),
            SchoolName::parse(&typed).map(|name| name.as_str().to_owned()),
        ]
        .into_iter()
        .flatten()
        {
            assert!(
                !kept.chars().any(|c| c.is_control() || ('\u{202a}'..='\u{202e}').contains(&c))
            );
            assert_eq!(SchoolName::parse(&kept).unwrap().as_str(), kept);
        }
    });
}
