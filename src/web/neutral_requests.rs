//! Requests from ourselves, every minute. Memory that is used again rather than given back (a
//! thread's stack, what actix keeps for the next request) would hold the address of whoever came
//! last for as long as nobody else comes: at night, at weekends, in the holidays.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr};
use std::time::Duration;

use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;

const EVERY: Duration = Duration::from_secs(60);
/// Measured: 20 leave nothing of the visitor before, with two workers.
const REQUESTS: usize = 32;
const SECONDS_MAX: u64 = 5;

/// Asks for the page that looks like a clock, again and again, until it is dropped.
pub(super) async fn keep_coming(address: SocketAddr) {
    let mut minutes = tokio::time::interval(EVERY);
    loop {
        minutes.tick().await;
        for _ in 0..REQUESTS {
            let asked = tokio::time::timeout(Duration::from_secs(SECONDS_MAX), ask(address));
            // A server too busy to answer is being asked by others.
            let _ = asked.await;
        }
    }
}

async fn ask(address: SocketAddr) -> std::io::Result<()> {
    let mut stream = TcpStream::connect(on_this_machine(address)).await?;
    stream.write_all(b"GET /away HTTP/1.1\r\nhost: localhost\r\nconnection: close\r\n\r\n").await?;
    stream.read_to_end(&mut Vec::new()).await?;
    Ok(())
}

/// A service that listens on every address is reached on this machine's own.
pub fn on_this_machine(listen: SocketAddr) -> SocketAddr {
    let ip = match listen.ip() {
        IpAddr::V4(ip) if ip.is_unspecified() => IpAddr::V4(Ipv4Addr::LOCALHOST),
        IpAddr::V6(ip) if ip.is_unspecified() => IpAddr::V6(Ipv6Addr::LOCALHOST),
        ip => ip,
    };
    SocketAddr::new(ip, listen.port())
}
