//! Which network a request came from. The answer feeds the rate limit and nothing else: it is never
//! written down.

use std::net::{IpAddr, Ipv4Addr};

use actix_web::HttpRequest;
use ipnet::IpNet;

use crate::crypto::Secret;

/// What is asked of an address.
pub struct Network {
    pub key: Secret<Vec<u8>>,
    pub is_at_school: bool,
}

/// The bytes that tell one network from another: a whole IPv4 address, the first 56 bits of an IPv6
/// one. `X-Forwarded-For` counts only as far as trusted proxies wrote it: from the right, the first
/// address that is not one of theirs. Where nobody has said which networks are the school's, any may be.
pub fn of(request: &HttpRequest, trusted: &[IpNet], of_school: &[IpNet]) -> Network {
    let peer = request.peer_addr().map(|peer| peer.ip());
    let forwarded = request
        .headers()
        .get_all("x-forwarded-for")
        .filter_map(|value| value.to_str().ok())
        .collect::<Vec<_>>()
        .join(",");
    let address = client(peer, &forwarded, trusted);
    Network { key: Secret::new(prefix(address)), is_at_school: is_at_school(address, of_school) }
}

fn is_at_school(address: IpAddr, of_school: &[IpNet]) -> bool {
    of_school.is_empty() || of_school.iter().any(|network| network.contains(&address))
}

fn client(peer: Option<IpAddr>, forwarded: &str, trusted: &[IpNet]) -> IpAddr {
    let is_trusted = |address: IpAddr| trusted.iter().any(|net| net.contains(&address));
    let mut nearest = peer.map_or(IpAddr::V4(Ipv4Addr::UNSPECIFIED), canonical);
    for hop in forwarded.rsplit(',') {
        if !is_trusted(nearest) {
            break;
        }
        let Ok(address) = hop.trim().parse::<IpAddr>() else { break };
        nearest = canonical(address);
    }
    nearest
}

fn canonical(address: IpAddr) -> IpAddr {
    address.to_canonical()
}

fn prefix(address: IpAddr) -> Vec<u8> {
    match address {
        IpAddr::V4(address) => address.octets().to_vec(),
        IpAddr::V6(address) => address.octets().into_iter().take(7).collect(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(peer: &str, forwarded: &str) -> String {
        let trusted: Vec<IpNet> =
            vec!["127.0.0.1/32".parse().unwrap(), "10.0.0.0/8".parse().unwrap()];
        client(Some(peer.parse().unwrap()), forwarded, &trusted).to_string()
    }

    #[test]
    fn a_forwarded_address_is_believed_only_from_a_trusted_proxy() {
        assert_eq!(found("203.0.113.9", "198.51.100.1"), "203.0.113.9");
        assert_eq!(found("127.0.0.1", "198.51.100.1"), "198.51.100.1");
        assert_eq!(found("::ffff:127.0.0.1", "198.51.100.1"), "198.51.100.1");
    }

    #[test]
    fn what_a_pupil_wrote_into_the_header_is_left_of_what_the_proxy_wrote() {
        assert_eq!(found("127.0.0.1", "1.1.1.1, 198.51.100.1"), "198.51.100.1");
        assert_eq!(found("127.0.0.1", "1.1.1.1, 198.51.100.1, 10.0.0.7"), "198.51.100.1");
        assert_eq!(found("127.0.0.1", "198.51.100.1, junk"), "127.0.0.1");
        assert_eq!(found("127.0.0.1", ""), "127.0.0.1");
    }

    #[test]
    fn a_household_with_ipv6_is_one_network() {
        let one = prefix("2001:db8:1:2200::1".parse().unwrap());
        assert_eq!(one, prefix("2001:db8:1:22ff:1::9".parse().unwrap()));
        assert_ne!(one, prefix("2001:db8:1:2300::1".parse().unwrap()));
    }

    #[test]
    fn only_who_comes_from_elsewhere_than_the_networks_that_are_named_is_outside() {
        let named: Vec<IpNet> =
            ["203.0.113.0/28", "2001:db8:1::/48"].map(|net| net.parse().unwrap()).to_vec();
        let found = |address: &str, named: &[IpNet]| is_at_school(address.parse().unwrap(), named);
        for at_school in ["203.0.113.9", "2001:db8:1:22::7"] {
            assert!(found(at_school, &named));
        }
        for outside in ["203.0.113.16", "2001:db8:2::7"] {
            assert!(!found(outside, &named));
            assert!(found(outside, &[]), "nobody has said");
        }
    }
}

#[cfg(test)]
mod fuzz {
    use super::*;

    #[test]
    fn whatever_is_forwarded_only_a_trusted_proxy_changes_where_it_came_from() {
        let trusted: Vec<IpNet> = vec!["127.0.0.1/32".parse().unwrap()];
        bolero::check!().with_type::<(u32, String)>().for_each(|(peer, header)| {
            let peer = canonical(IpAddr::V4(Ipv4Addr::from_bits(*peer)));
            if !trusted[0].contains(&peer) {
                assert_eq!(client(Some(peer), header, &trusted), peer);
            }
            let behind = "127.0.0.1".parse().unwrap();
            let last = format!("{header}, {peer}");
            if peer != behind {
                assert_eq!(client(Some(behind), &last, &trusted), peer);
            }
        });
    }
}
