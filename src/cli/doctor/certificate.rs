//! What `doctor` finds about the service's own certificate, and whom it names for weaknesses.

use tokio::time::timeout;

use super::Finding;
use super::public_address::{PublicPlace, SECONDS_MAX};
use crate::app::Site;
use crate::config::{CertificateSource, Config};
use crate::domain::Timestamp;
use crate::web::{CertificateFiles, shown_certificate};

/// Authorities renew a month before the end: what is closer to it was not renewed.
const DAYS_LEFT_MIN: i64 = 14;
const SECONDS_PER_DAY: i64 = 86_400;

pub(super) async fn examine(config: &Config, now: Timestamp) -> Vec<Finding> {
    let mut findings = Vec::new();
    match config.server.certificate_source() {
        None => {}
        Some(CertificateSource::Files { certificate, key }) => {
            let files =
                CertificateFiles { certificate: certificate.to_owned(), key: key.to_owned() };
            findings.push(of_files(&files, config, now));
        }
        Some(CertificateSource::Acme { cache, .. }) => findings.push(of_cache(cache)),
    }
    findings.extend(shown(config).await);
    findings.push(match &config.server.security_contact {
        Some(contact) => {
            Finding::well(format!("whoever finds a weakness is told to ask {contact}"))
        }
        None => Finding::wrong(
            "[server] security_contact is empty: whoever finds a weakness cannot know whom to tell",
            "name somebody, such as security_contact = \"mailto:ict@school.example\"",
        ),
    });
    findings
}

fn of_files(files: &CertificateFiles, config: &Config, now: Timestamp) -> Finding {
    let name = files.certificate.display();
    // What is wrong with the host itself is said with the mail server.
    let Ok(site) = Site::from_config(config) else {
        return Finding::wrong("[server] public_url names no host", "write what browsers ask for");
    };
    let found = match files.examine(&site.host) {
        Ok(found) => found,
        Err(problem) => {
            return Finding::wrong(
                format!("the certificate: {problem}"),
                "put the right files in place; a running service takes them up by itself and serves the ones before until then",
            );
        }
    };
    let days_left = (found.good_until.0 - now.0).div_euclid(SECONDS_PER_DAY);
    let until = found.good_until.in_words();
    if !found.is_for_host {
        let host = site.host.as_str();
        return Finding::wrong(
            format!("the certificate {name} is not for {host}: browsers warn pupils off"),
            format!("get one that names {host}"),
        );
    }
    if days_left < 0 {
        return Finding::wrong(
            format!("the certificate {name} ran out on {until}: browsers warn pupils off"),
            "renew it now, and have it renewed by itself",
        );
    }
    match days_left >= DAYS_LEFT_MIN {
        true => Finding::well(format!(
            "the certificate is good until {until}; its SHA-256 fingerprint is {}",
            found.fingerprint.in_pairs()
        )),
        false => Finding::wrong(
            format!("the certificate {name} runs out on {until}, in {days_left} days"),
            "renew it, and see why it was not renewed by itself",
        ),
    }
}

/// What browsers are shown where the certificate is a proxy's, or an authority's from one day to the next.
async fn shown(config: &Config) -> Option<Finding> {
    let has_files =
        matches!(config.server.certificate_source(), Some(CertificateSource::Files { .. }));
    let place = PublicPlace::of(config).filter(|_| !has_files)?;
    let (host, port) = place.host_and_port()?;
    let (place, looked) = (place.0, shown_certificate(host, port));
    // From many a school's own computer its public address is out of reach: that is no fault.
    let Ok(Ok(shown)) = timeout(SECONDS_MAX, looked).await else {
        return Some(Finding::well(format!(
            "which certificate {place} shows could not be seen from here; /device-test tells staff another way"
        )));
    };
    let (told, digits) = (&config.server.certificate_fingerprints, shown.in_pairs());
    Some(match told.contains(&shown) {
        true => Finding::well(format!("browsers are shown the certificate {digits} (SHA-256)")),
        false => Finding::wrong(
            format!(
                "{place} shows the certificate {digits} (SHA-256), which [server] certificate_fingerprints does not have: staff cannot compare it on a device"
            ),
            format!(
                "if no filter opens connections on the way from here, write certificate_fingerprints = [\"{digits}\"], anew after each renewal"
            ),
        ),
    })
}

fn of_cache(cache: &std::path::Path) -> Finding {
    let name = cache.display();
    match std::fs::read_dir(cache).is_ok_and(|mut files| files.next().is_some()) {
        true => Finding::well(format!("what the ACME authority gave is in {name}")),
        false => Finding::wrong(
            format!("nothing from an ACME authority is in {name} yet"),
            "start the service on port 443 of a host that the whole internet reaches, and look at its log",
        ),
    }
}
