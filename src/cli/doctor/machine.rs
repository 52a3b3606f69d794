//! What `doctor` finds on the computer itself: clock, addresses, disk.

use std::path::Path;

use super::Finding;
use crate::config::{SchoolSection, ServerSection};
use crate::domain::Timestamp;

/// 1 January 2026: this program is no older, so no clock is right that says less.
const BUILT_AFTER: Timestamp = Timestamp(1_767_225_600);
/// Room for many years of slips, and for a backup beside them.
const DISK_MEBIBYTES_MIN: u64 = 512;

pub(super) fn clock(now: Timestamp) -> Finding {
    let words = now.in_words();
    if words.is_empty() {
        return Finding::wrong(
            "the rules of British time cannot be read",
            "install the program again: they are part of it",
        );
    }
    match now >= BUILT_AFTER {
        true => Finding::well(format!("the clock says {words} in London")),
        false => Finding::wrong(
            format!("the clock says {words}, which cannot be right"),
            "set the clock, and let it follow a time server: codes of authenticator apps depend on it",
        ),
    }
}

pub(super) fn addresses(server: &ServerSection) -> Vec<Finding> {
    let mut findings = Vec::new();
    let url = &server.public_url;
    let host = url.split_once("://").map_or("", |(_, rest)| rest);
    let host = host.rsplit_once(':').map_or(host, |(host, _)| host);
    let is_this_computer = matches!(host, "localhost" | "127.0.0.1" | "[::1]");
    findings.push(if url.starts_with("https://") || is_this_computer {
        Finding::well(format!("pupils open {url}"))
    } else {
        Finding::wrong(
            format!("[server] public_url is {url}: what pupils write would cross the network in the clear"),
            "give it a certificate, or put a proxy with one in front, and write https:// here; browsers keep no draft without it",
        )
    });

    let believes_all = server.trusted_proxies.iter().any(|network| network.prefix_len() == 0);
    findings.push(if believes_all {
        Finding::wrong(
            "[server] trusted_proxies names every address: anyone could pretend to be somewhere else",
            "name the proxy's address alone, such as \"127.0.0.1/32\"",
        )
    } else if server.certificate_source().is_some() {
        Finding::well("the service speaks TLS itself, to everyone")
    } else if server.trusted_proxies.is_empty() && !server.listen.ip().is_loopback() {
        Finding::wrong(
            format!("[server] listen is {}, and no proxy with TLS is in front", server.listen),
            "listen on 127.0.0.1 behind a proxy, or name the proxy in trusted_proxies",
        )
    } else if server.trusted_proxies.is_empty() && !is_this_computer {
        Finding::wrong(
            "[server] trusted_proxies is empty: behind the proxy all pupils look like one network, and a busy class like a rush",
            "name the proxy's address, such as trusted_proxies = [\"127.0.0.1/32\"]",
        )
    } else {
        Finding::well("the proxies whose word is taken are named")
    });
    findings
}

/// Whether it is said which networks are the school's. Without that all are treated as if they were.
pub(super) fn networks(section: &SchoolSection) -> Finding {
    let unnamed = section.at.iter().find(|(_, school)| school.networks.is_empty());
    let unnamed = unnamed.map(|(host, _)| format!("[school.at.\"{host}\"]"));
    let unnamed = unnamed.or_else(|| section.networks.is_empty().then(|| "[school]".to_owned()));
    match unnamed {
        None => Finding::well("the school's own networks are named"),
        Some(section) => Finding::wrong(
            format!(
                "{section} networks is empty: whoever sends slips from elsewhere may send as many as a whole class before they count as a rush"
            ),
            "ask your provider under which addresses the school goes out, and name them: networks = [\"203.0.113.0/28\"]",
        ),
    }
}

/// Room on the disk that holds this file, which is part of what.
pub(super) fn disk(file: &Path, what: &str) -> Finding {
    let folder = file.parent().unwrap_or(file);
    let Ok(about) = rustix::fs::statvfs(folder) else {
        return Finding::wrong(
            format!("the folder {} is not there, or may not be entered", folder.display()),
            "make the folder and give it to the service's user",
        );
    };
    let mebibytes = about.f_bavail.saturating_mul(about.f_frsize) / (1_024 * 1_024);
    match mebibytes >= DISK_MEBIBYTES_MIN {
        true => Finding::well(format!("{mebibytes} MiB are free on the disk of the {what}")),
        false => Finding::wrong(
            format!("only {mebibytes} MiB are free on the disk of the {what}"),
            format!(
                "make room: {DISK_MEBIBYTES_MIN} MiB or more; on a full disk no slip is stored"
            ),
        ),
    }
}
