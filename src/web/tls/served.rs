//! The certificate that is served. A new one in its place is taken up while the service runs.

use std::os::unix::fs::MetadataExt;
use std::path::Path;
use std::sync::{Arc, Mutex, PoisonError, RwLock};
use std::time::Duration;

use rustls::pki_types::CertificateDer;
use rustls::server::{ClientHello, ResolvesServerCert};
use rustls::sign::CertifiedKey;
use tokio::signal::unix::{SignalKind, signal};

use super::{CertificateError, CertificateFiles};

/// How often the files are looked at; a hangup signal has them looked at now.
const EVERY: Duration = Duration::from_secs(10);

/// Serves what its files held when they were last in order.
#[derive(Debug)]
pub(in crate::web) struct ServedCertificate {
    files: CertificateFiles,
    current: RwLock<Arc<CertifiedKey>>,
    seen: Mutex<[Mark; 2]>,
}

/// What changes when a file is written or replaced; nothing for one that is not there.
type Mark = Option<(u64, u64, i64, i64)>;

impl ServedCertificate {
    pub(super) fn open(files: CertificateFiles) -> Result<Self, CertificateError> {
        let seen = Mutex::new(marks(&files));
        let current = RwLock::new(Arc::new(files.read()?));
        Ok(Self { files, current, seen })
    }

    /// Takes up what is new in the files, and says whether anything was. What cannot be used leaves
    /// the certificate before in place, and is not tried again until a file changes.
    pub(super) fn look_again(&self) -> Result<bool, CertificateError> {
        let now = marks(&self.files);
        let mut seen = self.seen.lock().unwrap_or_else(PoisonError::into_inner);
        if *seen == now {
            return Ok(false);
        }
        *seen = now;
        let new = Arc::new(self.files.read()?);
        *self.current.write().unwrap_or_else(PoisonError::into_inner) = new;
        Ok(true)
    }

    /// The one that is served now, without those that vouch for it.
    pub(super) fn certificate(&self) -> Option<CertificateDer<'static>> {
        let current = self.current.read().unwrap_or_else(PoisonError::into_inner);
        current.end_entity_cert().ok().map(|certificate| certificate.clone().into_owned())
    }

    pub(super) async fn keep_fresh(&self) {
        let mut times = tokio::time::interval(EVERY);
        let mut hangup = signal(SignalKind::hangup()).ok();
        loop {
            tokio::select! {
                _ = times.tick() => {}
                Some(()) = async { hangup.as_mut()?.recv().await }, if hangup.is_some() => {}
            }
            match self.look_again() {
                Ok(false) => {}
                Ok(true) => tracing::info!("a new certificate is served"),
                Err(problem) => {
                    tracing::error!(%problem, "the new certificate is not served, the one before is");
                }
            }
        }
    }
}

impl ResolvesServerCert for ServedCertificate {
    fn resolve(&self, _: ClientHello<'_>) -> Option<Arc<CertifiedKey>> {
        Some(Arc::clone(&self.current.read().unwrap_or_else(PoisonError::into_inner)))
    }
}

fn marks(files: &CertificateFiles) -> [Mark; 2] {
    [mark(&files.certificate), mark(&files.key)]
}

fn mark(file: &Path) -> Mark {
    let about = std::fs::metadata(file).ok()?;
    Some((about.ino(), about.size(), about.mtime(), about.mtime_nsec()))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A pair from openssl, under these names.
    fn make(folder: &Path, name: &str) {
        let made = std::process::Command::new("openssl")
            .args("req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes".split(' '))
            .args(["-keyout", &format!("{name}.key"), "-out", &format!("{name}.pem")])
            .args(["-days", "2", "-subj", "/CN=check"])
            .current_dir(folder)
            .output()
            .unwrap();
        assert!(made.status.success(), "{}", String::from_utf8_lossy(&made.stderr));
    }

    #[test]
    fn a_new_pair_is_taken_up_and_half_of_one_leaves_the_old_in_place() {
        let folder = tempfile::tempdir().unwrap();
        make(folder.path(), "served");
        make(folder.path(), "new");
        let path = |name: &str| folder.path().join(name);
        let files = CertificateFiles { certificate: path("served.pem"), key: path("served.key") };
        let served = ServedCertificate::open(files).unwrap();
        let shown = || served.current.read().unwrap().end_entity_cert().unwrap().to_vec();
        let first = shown();
        assert!(!served.look_again().unwrap());

        std::fs::rename(path("new.pem"), path("served.pem")).unwrap();
        assert!(served.look_again().is_err(), "the key is still the old one");
        assert!(!served.look_again().unwrap(), "said once");
        assert_eq!(shown(), first);

        std::fs::rename(path("new.key"), path("served.key")).unwrap();
        assert!(served.look_again().unwrap());
        assert_ne!(shown(), first);

        std::fs::remove_file(path("served.key")).unwrap();
        assert!(served.look_again().is_err());
        assert_ne!(shown(), first, "the last good one stays");
    }
}
