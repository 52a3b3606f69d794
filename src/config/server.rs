//! What the `[server]` section may not say.

use super::{ConfigError, ServerSection};

/// How a contact for weaknesses begins: RFC 9116 asks for a URI.
const CONTACT_SCHEMES: [&str; 3] = ["mailto:", "https://", "tel:"];

/// The settings that go together or exclude one another.
pub(super) fn check(server: &ServerSection) -> Result<(), ConfigError> {
    let url = &server.public_url;
    if !(url.starts_with("https://") || url.starts_with("http://")) || url.ends_with('/') {
        return Err(unsound(
            "public_url",
            "write the address that pupils open, such as https://talk.school.example, without a slash at the end",
        ));
    }
    if server.tls_certificate.is_some() != server.tls_key.is_some() {
        return Err(unsound("tls_certificate", "a tls_certificate and a tls_key go together"));
    }
    if server.acme_contact.is_some() != server.acme_cache.is_some() {
        return Err(unsound("acme_contact", "an acme_contact and an acme_cache go together"));
    }
    if let Some(directory) = &server.acme_directory {
        if server.acme_contact.is_none() {
            return Err(unsound("acme_directory", "an acme_directory goes with an acme_contact"));
        }
        if !directory.starts_with("https://") {
            return Err(unsound("acme_directory", "an authority is asked by https:// alone"));
        }
    }
    if server.tls_certificate.is_some() && server.acme_contact.is_some() {
        return Err(unsound(
            "acme_contact",
            "a certificate comes from tls_certificate or from ACME, not from both",
        ));
    }
    if server.acme_contact.is_some() && !cfg!(feature = "acme") {
        return Err(unsound(
            "acme_contact",
            "this program was built without ACME; build it with `--features acme`, or name a certificate in tls_certificate and tls_key",
        ));
    }
    if server.certificate_source().is_some() && !url.starts_with("https://") {
        return Err(unsound("public_url", "a service with a certificate is opened with https://"));
    }
    let is_contact = |contact: &String| {
        let is_uri = CONTACT_SCHEMES.iter().any(|scheme| contact.starts_with(scheme));
        is_uri && contact.chars().all(|character| character.is_ascii_graphic())
    };
    if server.security_contact.as_ref().is_some_and(|contact| !is_contact(contact)) {
        return Err(unsound(
            "security_contact",
            "write it as mailto:ict@school.example, https://… or tel:…",
        ));
    }
    Ok(())
}

fn unsound(key: &'static str, what: &str) -> ConfigError {
    ConfigError::Unsound { section: "server", key, what: what.to_owned() }
}

#[cfg(test)]
mod tests {
    use crate::config::{CertificateSource, Config};

    fn load(server: &str) -> Result<Config, String> {
        let text = format!(
            r#"
            [server]
            {server}
            [database]
            url = "sqlite:///tmp/slips.sqlite"
            [secrets]
            pepper_file = "/tmp/pepper"
            [mail]
            host = "mail.school.example"
            from = "talk@school.example"
            "#
        );
        Config::from_text(&text).map_err(|error| error.to_string())
    }

    const URL: &str = "public_url = \"https://talk.school.example\"\n";

    #[test]
    fn a_certificate_comes_with_its_key_and_from_one_place() {
        let config = load(&format!("{URL}tls_certificate = \"/c.pem\"\ntls_key = \"/k.pem\""));
        let config = config.unwrap();
        let source = config.server.certificate_source();
        assert!(matches!(source, Some(CertificateSource::Files { .. })), "{source:?}");
        assert_eq!(load(URL).unwrap().server.certificate_source(), None);

        for (server, expected) in [
            (format!("{URL}tls_certificate = \"/c.pem\""), "go together"),
            (format!("{URL}acme_contact = \"mailto:a@b.example\""), "go together"),
            (format!("{URL}acme_directory = \"https://ca.example/dir\""), "goes with"),
            (
                format!(
                    "{URL}acme_contact = \"mailto:a@b.example\"\nacme_cache = \"/var/acme\"\nacme_directory = \"http://ca.example/dir\""
                ),
                "https:// alone",
            ),
            (
                "public_url = \"http://talk.school.example\"\ntls_certificate = \"/c\"\ntls_key = \"/k\""
                    .to_owned(),
                "https://",
            ),
        ] {
            let told = load(&server).unwrap_err();
            assert!(told.contains(expected), "{told}");
        }
    }

    #[test]
    fn acme_is_refused_by_a_program_that_cannot() {
        let acme =
            format!("{URL}acme_contact = \"mailto:a@b.example\"\nacme_cache = \"/var/acme\"");
        assert_eq!(load(&acme).is_ok(), cfg!(feature = "acme"));
    }

    #[test]
    fn a_security_contact_is_a_uri() {
        assert!(load(&format!("{URL}security_contact = \"mailto:ict@school.example\"")).is_ok());
        for contact in ["ict@school.example", "http://x.example", "mailto:a\\nContact: b"] {
            assert!(load(&format!("{URL}security_contact = \"{contact}\"")).is_err(), "{contact}");
        }
    }
}
