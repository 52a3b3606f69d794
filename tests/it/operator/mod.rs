//! Whoever runs the service: the files it is deployed with, its certificate, whom to tell.

mod certificate;
mod demo;
mod deploy;
mod device_test;
mod printing;
mod security_txt;
mod server_log;

use std::path::Path;
use std::process::Command;

/// A certificate for this host, good for so many days, as `NAME.pem` and `NAME.key`.
pub fn make_certificate(folder: &Path, name: &str, host: &str, days: u32) {
    let made = Command::new("openssl")
        .args("req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes".split(' '))
        .args(["-keyout", &format!("{name}.key"), "-out", &format!("{name}.pem")])
        .args(["-days", &days.to_string(), "-subj", "/CN=check"])
        .args(["-addext", &format!("subjectAltName=DNS:{host}")])
        .current_dir(folder)
        .output()
        .unwrap();
    assert!(made.status.success(), "{}", String::from_utf8_lossy(&made.stderr));
}
