//! nginx and HAProxy in front of the service.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr};
use std::path::PathBuf;

use super::super::CommandError;
use super::template::{fill, name_of, open, plain};
use crate::app::{OpenError, Site};
use crate::config::Config;

const NGINX: &str = include_str!("nginx.conf");
const HAPROXY: &str = include_str!("haproxy.cfg");
const AWAY: &str = include_str!("away.html");

/// What every proxy needs to know.
pub(super) struct Front {
    pub port: u16,
    pub hosts: Vec<String>,
    pub upstream: SocketAddr,
    /// The page for when the service is away.
    pub away: &'static str,
}

impl Front {
    pub(super) fn of(config: &Config) -> Result<Self, CommandError> {
        let server = &config.server;
        let refused = |what: &str| Err(CommandError::Refused(what.to_owned()));
        if server.certificate_source().is_some() {
            return refused(
                "the service speaks TLS itself and needs no proxy; to use one, take the certificate out of [server]",
            );
        }
        if server.trusted_proxies.is_empty() {
            return refused(
                "[server] trusted_proxies is empty: behind the proxy all pupils would look like one network; name the proxy there first, such as trusted_proxies = [\"127.0.0.1/32\"]",
            );
        }
        let Some(place) = server.public_url.strip_prefix("https://") else {
            return refused(
                "[server] public_url: with a proxy pupils open https://…; write that there first",
            );
        };
        let port = place.rsplit_once(':').and_then(|(_, port)| port.parse().ok()).unwrap_or(443);
        let site = Site::from_config(config).map_err(OpenError::from)?;
        let hosts: Result<_, _> = site.hosts.iter().map(|host| plain(host.as_str())).collect();
        Ok(Self { port, hosts: hosts?, upstream: upstream(server.listen), away: AWAY.trim_end() })
    }
}

/// Where a proxy on the same machine finds the service.
fn upstream(listen: SocketAddr) -> SocketAddr {
    let ip = match listen.ip() {
        IpAddr::V4(ip) if ip.is_unspecified() => IpAddr::V4(Ipv4Addr::LOCALHOST),
        IpAddr::V6(ip) if ip.is_unspecified() => IpAddr::V6(Ipv6Addr::LOCALHOST),
        ip => ip,
    };
    SocketAddr::new(ip, listen.port())
}

pub(super) fn nginx(
    config: &Config,
    certificate: Option<PathBuf>,
    key: Option<PathBuf>,
) -> Result<String, CommandError> {
    let front = Front::of(config)?;
    Ok(fill(
        NGINX,
        &[
            ("PORT", &front.port.to_string()),
            ("HOSTS", &front.hosts.join(" ")),
            ("CERTIFICATE", &file_or_open(certificate, "the certificate")?),
            ("KEY", &file_or_open(key, "the key of the certificate")?),
            ("UPSTREAM", &front.upstream.to_string()),
            ("AWAY", front.away),
        ],
    ))
}

pub(super) fn haproxy(
    config: &Config,
    certificate: Option<PathBuf>,
) -> Result<String, CommandError> {
    let front = Front::of(config)?;
    Ok(fill(
        HAPROXY,
        &[
            ("PORT", &front.port.to_string()),
            ("CERTIFICATE", &file_or_open(certificate, "the certificate with its key")?),
            ("UPSTREAM", &front.upstream.to_string()),
            ("AWAY", front.away),
        ],
    ))
}

fn file_or_open(file: Option<PathBuf>, what: &str) -> Result<String, CommandError> {
    match file {
        Some(file) => name_of(&file),
        None => Ok(format!("/{}", open(what))),
    }
}
