//! The service's own certificate: only a pair that belongs together is served, and it is known until
//! when and for whom it is good.

use ineedtotalk::clock::Clock;
use ineedtotalk::config::ServerSection;
use ineedtotalk::domain::Host;
use ineedtotalk::web::{CertificateFiles, Tls};
use tempfile::TempDir;

use super::make_certificate;
use crate::harness::TestApp;

const HOST: &str = "talk.elmwood.example";

fn folder() -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    make_certificate(folder.path(), "own", HOST, 30);
    make_certificate(folder.path(), "other", HOST, 30);
    std::fs::write(folder.path().join("empty"), "").unwrap();
    folder
}

fn files(folder: &TempDir, certificate: &str, key: &str) -> CertificateFiles {
    let path = |name: &str| folder.path().join(name);
    CertificateFiles { certificate: path(certificate), key: path(key) }
}

#[test]
fn only_a_certificate_with_its_own_key_is_taken() {
    let folder = folder();
    assert!(files(&folder, "own.pem", "own.key").read().is_ok());
    for (certificate, key, told) in [
        ("own.pem", "other.key", "is not that of the certificate"),
        ("own.pem", "empty", "no private key"),
        ("own.pem", "own.pem", "no private key"),
        ("empty", "own.key", "no certificate"),
        ("own.key", "own.key", "no certificate"),
        ("nowhere", "own.key", "nowhere cannot be read"),
    ] {
        let problem = files(&folder, certificate, key).read().unwrap_err().to_string();
        assert!(problem.contains(told), "{certificate}, {key}: {problem}");
    }
}

#[test]
fn it_is_known_until_when_and_for_whom_it_is_good() {
    let folder = folder();
    let own = files(&folder, "own.pem", "own.key");
    let found = own.examine(&Host::parse(HOST).unwrap()).unwrap();
    let days = (found.good_until.0 - Clock::System.now().0) / 86_400;
    assert!((29..=30).contains(&days), "{days}");
    assert!(found.is_for_host);
    let elsewhere = Host::parse("talk.elsewhere.example").unwrap();
    assert!(!own.examine(&elsewhere).unwrap().is_for_host);
}

#[test]
fn without_a_certificate_there_is_no_tls_and_with_a_broken_one_no_start() {
    let folder = folder();
    let host = Host::parse(HOST).unwrap();
    let section = |certificate: &str, key: &str| ServerSection {
        tls_certificate: Some(folder.path().join(certificate)),
        tls_key: Some(folder.path().join(key)),
        ..TestApp::server_section()
    };
    assert!(Tls::open(&TestApp::server_section(), &host).unwrap().is_none());
    assert!(Tls::open(&section("own.pem", "own.key"), &host).unwrap().is_some());
    assert!(Tls::open(&section("own.pem", "other.key"), &host).is_err());
}
