//! What the service is called from outside.

use ipnet::IpNet;

use crate::config::Config;
use crate::domain::{
    Appearance, CertificateFingerprint, Host, HostError, Nation, Retention, SchoolDetails,
};

/// Fixed when the service starts.
#[derive(Debug, Clone)]
pub struct Site {
    /// Without a slash at the end.
    pub public_url: String,
    /// The host in `public_url`; also how the service calls itself to mail servers.
    pub host: Host,
    /// Hosts that are answered beside those of the schools.
    pub hosts: Vec<Host>,
    pub trusted_proxies: Vec<IpNet>,
    /// By which browsers reach the service, where a proxy has the certificate.
    pub certificate_fingerprints: Vec<CertificateFingerprint>,
    pub slot_seconds: i64,
    /// Sent sooner after it was begun, a slip was not written by hand.
    pub writing_seconds_min: i64,
    pub retention: Retention,
    /// How long backups keep what is gone from the database, where there are any.
    pub backup_days: Option<usize>,
    /// Whom somebody who finds a weakness should tell.
    pub security_contact: Option<String>,
    /// How pupils' pages are until somebody chooses otherwise.
    pub appearance: Appearance,
    /// What schools are said to be that have no entry of their own.
    pub school: SchoolDetails,
    /// Schools with a host of their own that are something else.
    pub schools_at: Vec<(Host, SchoolDetails)>,
    /// The networks of schools that have no entry of their own, and of those that have one. Where none is
    /// named, nobody knows which are the school's.
    pub networks: Vec<IpNet>,
    pub networks_at: Vec<(Host, Vec<IpNet>)>,
    /// Words across the top of every page; only the demonstration has any.
    pub banner: Option<String>,
}

impl Site {
    pub fn from_config(config: &Config) -> Result<Self, HostError> {
        let public_url = config.server.public_url.clone();
        let host = Host::parse(public_url.split_once("://").map_or("", |(_, rest)| rest))?;
        let further = config.server.hosts.iter().map(|host| Host::parse(host));
        let hosts = std::iter::once(Ok(host.clone())).chain(further).collect::<Result<_, _>>()?;
        let backups = Some(&config.backup).filter(|backup| backup.folder.is_some());
        let own = config.school.at.iter();
        let own = own.map(|(host, school)| Ok((Host::parse(host)?, school.details())));
        let own_networks = config.school.at.iter();
        let own_networks =
            own_networks.map(|(host, school)| Ok((Host::parse(host)?, school.networks.clone())));
        Ok(Self {
            public_url,
            host,
            hosts,
            trusted_proxies: config.server.trusted_proxies.clone(),
            certificate_fingerprints: config.server.certificate_fingerprints.clone(),
            slot_seconds: config.timing.slot_seconds,
            writing_seconds_min: config.limits.writing_seconds_min.into(),
            retention: Retention {
                recorded_days: config.retention.recorded_days,
                closed_days: config.retention.closed_days,
            },
            backup_days: backups.and_then(|backup| usize::try_from(backup.keep_days).ok()),
            security_contact: config.server.security_contact.clone(),
            appearance: Appearance {
                mode: Some(config.pupils.mode),
                language: Some(config.pupils.language),
                ..Appearance::default()
            },
            school: config.school.details(),
            schools_at: own.collect::<Result<_, _>>()?,
            networks: config.school.networks.clone(),
            networks_at: own_networks.collect::<Result<_, _>>()?,
            banner: None,
        })
    }

    /// What the school at this host has told of itself.
    pub fn school_at(&self, host: Option<&Host>) -> &SchoolDetails {
        let own = self.schools_at.iter().find(|(at, _)| Some(at) == host);
        own.map_or(&self.school, |(_, school)| school)
    }

    /// The networks of the school at this host; none when nobody has said which they are.
    pub fn networks_at(&self, host: Option<&Host>) -> &[IpNet] {
        let own = self.networks_at.iter().find(|(at, _)| Some(at) == host);
        own.map_or(&self.networks, |(_, networks)| networks)
    }

    /// The nation of the school at this host.
    pub fn nation_at(&self, host: Option<&Host>) -> Nation {
        self.school_at(host).nation
    }

    /// Where a path of this school's is: on its own host where it has one.
    pub fn url_of(&self, host: Option<&Host>, path: &str) -> String {
        url_of(&self.public_url, host, path)
    }
}

/// The same before there is a site: what the command line prints.
pub fn url_of(public_url: &str, host: Option<&Host>, path: &str) -> String {
    let Some(host) = host else { return format!("{public_url}{path}") };
    let (scheme, place) = public_url.split_once("://").unwrap_or(("https", ""));
    let port = place.rsplit_once(':').map(|(_, port)| port).filter(|port| {
        !port.is_empty() && port.chars().all(|character| character.is_ascii_digit())
    });
    let port = port.map(|port| format!(":{port}")).unwrap_or_default();
    format!("{scheme}://{}{port}{path}", host.as_str())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_school_with_a_host_of_its_own_is_named_by_it() {
        let host = Host::parse("oakfield.example").unwrap();
        let public = "https://talk.example:8443";
        assert_eq!(url_of(public, None, "/staff"), "https://talk.example:8443/staff");
        assert_eq!(url_of(public, Some(&host), "/staff"), "https://oakfield.example:8443/staff");
        assert_eq!(url_of("https://talk.example", Some(&host), "/"), "https://oakfield.example/");
    }
}
