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

use crate::harness::{SmtpSink, wait};

/// A private authority and a certificate it gave to `localhost`.
struct Authority(TempDir);

impl Authority {
    fn make() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let key = "-newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes";
        let extensions = "subjectAltName=DNS:localhost\nbasicConstraints=CA:FALSE\n";
        std::fs::write(folder.path().join("extensions"), extensions).unwrap();
        for arguments in [
            format!("req -x509 {key} -keyout ca.key -out ca.pem -days 2 -subj /CN=authority"),
            format!("req {key} -keyout leaf.key -out leaf.csr -subj /CN=server"),
            "x509 -req -in leaf.csr -CA ca.pem -CAkey ca.key -CAcreateserial -out leaf.pem -days 2 \
             -extfile extensions"
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

    fn server(&self) -> Arc<rustls::ServerConfig> {
        let certificate = CertificateDer::from_pem_file(self.file("leaf.pem")).unwrap();
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
    let sink = SmtpSink::start_with_tls(authority.server());
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
