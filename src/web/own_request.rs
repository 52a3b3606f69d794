//! The service asking itself, over TLS where it speaks TLS; and what whoever asks for it is shown.

use std::io;
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr};
use std::sync::Arc;

use rustls::client::danger::{HandshakeSignatureValid, ServerCertVerified, ServerCertVerifier};
use rustls::crypto::{CryptoProvider, verify_tls12_signature, verify_tls13_signature};
use rustls::pki_types::{CertificateDer, ServerName, UnixTime};
use rustls::{ClientConfig, DigitallySignedStruct, Error, SignatureScheme};
use tokio::io::{AsyncRead, AsyncReadExt, AsyncWrite, AsyncWriteExt};
use tokio::net::TcpStream;
use tokio_rustls::TlsConnector;
use tokio_rustls::client::TlsStream;

use crate::crypto::fingerprint::sha256;
use crate::domain::CertificateFingerprint;

/// Longest answer that is read; what comes after it is of no interest.
const BYTES_MAX: u64 = 64 * 1_024;
const HSTS: &str = "strict-transport-security";

/// Asks the service on this machine. It says nothing that is secret and believes nothing that it is
/// told, so whose certificate it is shown is all the same.
pub struct OwnRequest {
    address: SocketAddr,
    tls: Option<TlsConnector>,
}

impl OwnRequest {
    /// A service that listens on every address is reached on this machine's own.
    pub fn to(listen: SocketAddr, has_tls: bool) -> Result<Self, Error> {
        let ip = match listen.ip() {
            IpAddr::V4(ip) if ip.is_unspecified() => IpAddr::V4(Ipv4Addr::LOCALHOST),
            IpAddr::V6(ip) if ip.is_unspecified() => IpAddr::V6(Ipv6Addr::LOCALHOST),
            ip => ip,
        };
        let tls = match has_tls {
            true => Some(connector()?),
            false => None,
        };
        Ok(Self { address: SocketAddr::new(ip, listen.port()), tls })
    }

    /// The status of the answer, once all of the answer has come.
    pub async fn get(&self, path: &str) -> io::Result<u16> {
        let stream = TcpStream::connect(self.address).await?;
        let answer = match &self.tls {
            None => ask(stream, "localhost", path).await?,
            Some(tls) => {
                let name = ServerName::IpAddress(self.address.ip().into());
                ask(tls.connect(name, stream).await?, "localhost", path).await?
            }
        };
        Ok(answer.status)
    }
}

/// An answer, as far as it matters from where it came.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PublicAnswer {
    pub status: u16,
    /// Whether it tells browsers to come by HTTPS alone from now on.
    pub has_hsts: bool,
    pub has_body: bool,
}

/// The certificate that is shown to whoever asks for this host from here.
pub async fn shown_certificate(host: &str, port: u16) -> io::Result<CertificateFingerprint> {
    let stream = connect(host, port).await?;
    let shown = stream.get_ref().1.peer_certificates().and_then(<[_]>::first);
    let shown = shown.ok_or(io::ErrorKind::InvalidData)?;
    Ok(CertificateFingerprint::of_hash(sha256(shown)))
}

/// What is answered at this host to whoever asks for a page of `named`, which may be another.
pub async fn public_answer(
    host: &str,
    port: u16,
    named: &str,
    path: &str,
) -> io::Result<PublicAnswer> {
    ask(connect(host, port).await?, named, path).await
}

async fn connect(host: &str, port: u16) -> io::Result<TlsStream<TcpStream>> {
    let name = ServerName::try_from(host.to_owned()).map_err(io::Error::other)?;
    let tls = connector().map_err(io::Error::other)?;
    tls.connect(name, TcpStream::connect((host, port)).await?).await
}

async fn ask(
    mut stream: impl AsyncRead + AsyncWrite + Unpin,
    named: &str,
    path: &str,
) -> io::Result<PublicAnswer> {
    let request = format!("GET {path} HTTP/1.1\r\nhost: {named}\r\nconnection: close\r\n\r\n");
    stream.write_all(request.as_bytes()).await?;
    stream.flush().await?;
    let mut answer = Vec::new();
    // A connection that is cut after the answer has still brought it.
    let read = stream.take(BYTES_MAX).read_to_end(&mut answer).await;
    match (read_answer(&answer), read) {
        (Some(answer), _) => Ok(answer),
        (None, Err(error)) => Err(error),
        (None, Ok(_)) => Err(io::ErrorKind::InvalidData.into()),
    }
}

fn read_answer(answer: &[u8]) -> Option<PublicAnswer> {
    let text = String::from_utf8_lossy(answer);
    let (head, body) = text.split_once("\r\n\r\n").unwrap_or((&text, ""));
    let status = head.split(' ').nth(1)?.split("\r\n").next()?.parse().ok()?;
    let headers = head.lines().filter_map(|line| line.split_once(':'));
    let mut hsts = headers.filter(|(name, _)| name.eq_ignore_ascii_case(HSTS));
    // With nought, browsers forget it.
    let lasts = |value: &str| {
        let age = value.split(';').find_map(|part| part.trim().strip_prefix("max-age="));
        age.is_some_and(|age| age.trim_matches('"').parse::<u64>().is_ok_and(|age| age > 0))
    };
    let has_hsts = hsts.next().is_some_and(|(_, value)| lasts(&value.to_ascii_lowercase()));
    // In chunks, nought is how a body ends.
    let has_body = !matches!(body.trim(), "" | "0");
    Some(PublicAnswer { status, has_hsts, has_body })
}

fn connector() -> Result<TlsConnector, Error> {
    let provider = Arc::new(rustls::crypto::ring::default_provider());
    let config = ClientConfig::builder_with_provider(Arc::clone(&provider))
        .with_safe_default_protocol_versions()?
        .dangerous()
        .with_custom_certificate_verifier(Arc::new(AnyOfOurs(provider)))
        .with_no_client_auth();
    Ok(TlsConnector::from(Arc::new(config)))
}

/// Takes any certificate, so long as whoever shows it has its key.
#[derive(Debug)]
struct AnyOfOurs(Arc<CryptoProvider>);

impl ServerCertVerifier for AnyOfOurs {
    fn verify_server_cert(
        &self,
        _: &CertificateDer<'_>,
        _: &[CertificateDer<'_>],
        _: &ServerName<'_>,
        _: &[u8],
        _: UnixTime,
    ) -> Result<ServerCertVerified, Error> {
        Ok(ServerCertVerified::assertion())
    }

    fn verify_tls12_signature(
        &self,
        message: &[u8],
        certificate: &CertificateDer<'_>,
        signed: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, Error> {
        let algorithms = &self.0.signature_verification_algorithms;
        verify_tls12_signature(message, certificate, signed, algorithms)
    }

    fn verify_tls13_signature(
        &self,
        message: &[u8],
        certificate: &CertificateDer<'_>,
        signed: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, Error> {
        let algorithms = &self.0.signature_verification_algorithms;
        verify_tls13_signature(message, certificate, signed, algorithms)
    }

    fn supported_verify_schemes(&self) -> Vec<SignatureScheme> {
        self.0.signature_verification_algorithms.supported_schemes()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn of_an_answer_its_status_is_read_whether_browsers_are_kept_to_https_and_whether_a_page_came()
    {
        let seen = |answer: &str| {
            let answer = read_answer(answer.as_bytes())?;
            Some((answer.status, answer.has_hsts, answer.has_body))
        };
        let hsts = "Strict-Transport-Security: max-age";
        for (answer, expected) in [
            (format!("HTTP/1.1 200 OK\r\n{hsts}=31536000; preload\r\n\r\n<p>"), (200, true, true)),
            (format!("HTTP/1.1 421\r\n{hsts}=\"60\"\r\n\r\n"), (421, true, false)),
            (format!("HTTP/1.1 200 OK\r\n{hsts}=0\r\n\r\n0\r\n\r\n"), (200, false, false)),
            (format!("HTTP/1.1 200 OK\r\nA: b\r\n\r\n{hsts}=60"), (200, false, true)),
        ] {
            assert_eq!(seen(&answer), Some(expected), "{answer}");
        }
        assert_eq!(seen("SSH-2.0-OpenSSH_9.2\r\n"), None);
        assert_eq!(seen(""), None);
    }
}
