//! Whoever runs the service: the files it is deployed with, its certificate, whom to tell.

mod certificate;
mod demo;
mod deploy;
mod device_test;
mod printing;
mod security_txt;
mod server_log;

use std::net::{TcpListener, TcpStream};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::Duration;

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

/// OpenSSL's own server with the certificate `NAME.pem`: it has a page for whoever asks, and knows nothing of
/// the service. It ends with the test.
pub struct StrangeFront {
    pub port: u16,
    process: Child,
}

impl StrangeFront {
    pub fn start(folder: &Path, name: &str) -> Self {
        let port = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
        let process = Command::new("openssl")
            .args(["s_server", "-quiet", "-www", "-accept", &format!("127.0.0.1:{port}")])
            .args(["-cert", &format!("{name}.pem"), "-key", &format!("{name}.key")])
            .current_dir(folder)
            .stdin(Stdio::piped())
            .stdout(Stdio::null())
            .spawn()
            .unwrap();
        while TcpStream::connect(("127.0.0.1", port)).is_err() {
            std::thread::sleep(Duration::from_millis(20));
        }
        Self { port, process }
    }
}

impl Drop for StrangeFront {
    fn drop(&mut self) {
        self.process.kill().unwrap();
        self.process.wait().unwrap();
    }
}
