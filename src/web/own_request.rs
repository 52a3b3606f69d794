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

use crate::crypto::fingerprint::sha256;
use crate::domain::CertificateFingerprint;

/// Longest answer that is read; what comes after it is of no interest.
const BYTES_MAX: u64 = 64 * 1_024;

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
        match &self.tls {
            None => ask(stream, path).await,
            Some(tls) => {
                let name = ServerName::IpAddress(self.address.ip().into());
                ask(tls.connect(name, stream).await?, path).await
            }
        }
    }
}

/// The certificate that is shown to whoever asks for this host from here.
pub async fn shown_certificate(host: &str, port: u16) -> io::Result<CertificateFingerprint> {
    let name = ServerName::try_from(host.to_owned()).map_err(io::Error::other)?;
    let tls = connector().map_err(io::Error::other)?;
    let stream = tls.connect(name, TcpStream::connect((host, port)).await?).await?;
    let shown = stream.get_ref().1.peer_certificates().and_then(<[_]>::first);
    let shown = shown.ok_or(io::ErrorKind::InvalidData)?;
    Ok(CertificateFingerprint::of_hash(sha256(shown)))
}

async fn ask(mut stream: impl AsyncRead + AsyncWrite + Unpin, path: &str) -> io::Result<u16> {
    let request = format!("GET {path} HTTP/1.1\r\nhost: localhost\r\nconnection: close\r\n\r\n");
    stream.write_all(request.as_bytes()).await?;
    stream.flush().await?;
    let mut answer = Vec::new();
    // A connection that is cut after the answer has still brought it.
    let read = stream.take(BYTES_MAX).read_to_end(&mut answer).await;
    let status = answer.split(|byte| *byte == b' ').nth(1);
    let status = status.and_then(|digits| std::str::from_utf8(digits).ok()?.parse().ok());
    match (status, read) {
        (Some(status), _) => Ok(status),
        (None, Err(error)) => Err(error),
        (None, Ok(_)) => Err(io::ErrorKind::InvalidData.into()),
    }
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
