//! A mail server with STARTTLS and a sign-in: only one whose certificate is trusted gets anything.

use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::Arc;

use ineedtotalk::config::{MailSection, MailSecurity};
use ineedtotalk::domain::{EmailAddress, Host, NoticeId, Timestamp};
use ineedtotalk::mail::{Mailer, Notice, Reason, SendFailure};
use rustls::pki_types::pem::PemObject;
use rustls::pki_types::{CertificateDer, PrivateKeyDer};
use tempfile::TempDir;

use super::{HOUR, TO_NEXT_SLOT, advance, run_due, send_ordinary_slip, waiting};
use crate::harness::{SmtpSink, TestApp, wait};

/// A private authority and two certificates it gave to `localhost`: "leaf", and "past", which was good
/// for a day of the year 2020.
struct Authority(TempDir);

/// What `openssl ca` asks for; of the two commands only this one takes any dates.
const SETTINGS: &str = "[ca]\ndefault_ca=it\n[it]\ndatabase=index\nserial=ca.srl\nnew_certs_dir=.\n\
    default_md=sha256\npolicy=any\n[any]\ncommonName=supplied\n";

impl Authority {
    fn make() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let key = "-newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes";
        let extensions = "subjectAltName=DNS:localhost\nbasicConstraints=CA:FALSE\n";
        for (name, text) in [("extensions", extensions), ("settings", SETTINGS), ("index", "")] {
            std::fs::write(folder.path().join(name), text).unwrap();
        }
        for arguments in [
            format!("req -x509 {key} -keyout ca.key -out ca.pem -days 2 -subj /CN=authority"),
            format!("req {key} -keyout leaf.key -out leaf.csr -subj /CN=server"),
            "x509 -req -in leaf.csr -CA ca.pem -CAkey ca.key -CAcreateserial -out leaf.pem -days 2 \
             -extfile extensions"
                .to_owned(),
            "ca -batch -config settings -rand_serial -in leaf.csr -cert ca.pem -keyfile ca.key \
             -startdate 20200101000000Z -enddate 20200102000000Z -extfile extensions -out past.pem"
                .to_owned(),
        ] {
            let made = Command::new("openssl")
                .args(arguments.split_whitespace())
                .current_dir(folder.path())
                .output()
                .unwrap();
            assert!(made.status.success(), "{}", String::from_utf8_lossy(&made.stderr));
        }
        Self(folder)
    }

    fn file(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    fn server(&self, certificate: &str) -> Arc<rustls::ServerConfig> {
        let certificate = CertificateDer::from_pem_file(self.file(certificate)).unwrap();
        let key = PrivateKeyDer::from_pem_file(self.file("leaf.key")).unwrap();
        let provider = Arc::new(rustls::crypto::ring::default_provider());
        let config = rustls::ServerConfig::builder_with_provider(provider)
            .with_safe_default_protocol_versions()
            .unwrap()
            .with_no_client_auth()
            .with_single_cert(vec![certificate], key)
            .unwrap();
        Arc::new(config)
    }
}

fn send(
    sink: &SmtpSink,
    host: &str,
    ca_file: Option<&Path>,
    password_file: &Path,
) -> Result<(), SendFailure> {
    let section = MailSection {
        host: host.to_owned(),
        port: Some(sink.port),
        security: MailSecurity::Starttls,
        user: Some("talk".to_owned()),
        password_file: Some(password_file.to_owned()),
        from: "talk@elmwood.example".to_owned(),
        ca_file: ca_file.map(Path::to_owned),
    };
    let mailer = Mailer::new(&section, &Host::parse("talk.elmwood.example").unwrap()).unwrap();
    let to = EmailAddress::parse("okafor@elmwood.example").unwrap();
    let sign_in_url = "https://talk.elmwood.example/staff".to_owned();
    let id = NoticeId::from_random([7; 16]);
    let notice = Notice { id, dated_at: Timestamp(900), sign_in_url };
    wait(async { mailer.send(&to, &notice).await })
}

#[test]
fn a_trusted_server_gets_the_mail_and_any_other_not_even_the_password() {
    let authority = Authority::make();
    let sink = SmtpSink::start_with_tls(authority.server("leaf.pem"));
    let (ca, password) = (authority.file("ca.pem"), authority.file("password"));
    std::fs::write(&password, "pear tree\n").unwrap();
    let temporary = |reason| Err(SendFailure::Temporary(reason));

    let unknown = send(&sink, "localhost", None, &password);
    assert_eq!(unknown, temporary(Reason::CertificateNotTrusted));
    let elsewhere = send(&sink, "127.0.0.1", Some(&ca), &password);
    assert_eq!(elsewhere, temporary(Reason::CertificateForAnotherName));
    let said = sink.commands();
    assert!(!said.iter().any(|line| line.starts_with("AUTH") || line.contains('@')), "{said:?}");

    assert_eq!(send(&sink, "localhost", Some(&ca), &password), Ok(()));
    assert_eq!(sink.readers(), ["okafor@elmwood.example"]);

    std::fs::write(&password, "plum tree\n").unwrap();
    let refused = send(&sink, "localhost", Some(&ca), &password);
    assert_eq!(refused, temporary(Reason::SignInRefused));
    assert_eq!(sink.mails().len(), 1);
}

#[test]
fn a_server_whose_certificate_has_run_out_gets_nothing_and_the_notices_wait_for_its_renewal() {
    let authority = Authority::make();
    let password = authority.file("password");
    std::fs::write(&password, "pear tree\n").unwrap();
    let sink = SmtpSink::start_with_tls(authority.server("past.pem"));
    let app = TestApp::build()
        .config(|config| {
            config.mail.host = "localhost".to_owned();
            config.mail.port = Some(sink.port);
            config.mail.security = MailSecurity::Starttls;
            config.mail.user = Some("talk".to_owned());
            config.mail.password_file = Some(password.clone());
            config.mail.ca_file = Some(authority.file("ca.pem"));
        })
        .spawn();
    run_due(&app);
    let out_of_date = send(&sink, "localhost", Some(&authority.file("ca.pem")), &password);
    assert_eq!(out_of_date, Err(SendFailure::Temporary(Reason::CertificateOutOfDate)));
    send_ordinary_slip(&app);
    advance(&app, TO_NEXT_SLOT);
    run_due(&app);
    let said = sink.commands();
    assert!(!said.iter().any(|line| line.starts_with("AUTH") || line.contains('@')), "{said:?}");
    assert_eq!((sink.mails().len(), waiting(&app)), (0, 3));

    sink.present(authority.server("leaf.pem"));
    advance(&app, HOUR);
    run_due(&app);
    assert_eq!((sink.readers().len(), waiting(&app)), (3, 0));
}
