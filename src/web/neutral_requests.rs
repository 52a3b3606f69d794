//! Requests from ourselves, every minute. Memory that is used again rather than given back (a
//! thread's stack, what actix keeps for the next request) would hold the address of whoever came
//! last for as long as nobody else comes: at night, at weekends, in the holidays.

use std::time::Duration;

use super::own_request::OwnRequest;
use crate::paths;

const EVERY: Duration = Duration::from_secs(60);
/// Measured: 20 leave nothing of the visitor before, with two workers.
const REQUESTS: usize = 32;
const SECONDS_MAX: u64 = 5;

/// Asks for the page that looks like a clock, again and again, until it is dropped.
pub(super) async fn keep_coming(own: OwnRequest) {
    let mut minutes = tokio::time::interval(EVERY);
    loop {
        minutes.tick().await;
        for _ in 0..REQUESTS {
            let asked = own.get(paths::AWAY);
            // A server too busy to answer is being asked by others.
            let _ = tokio::time::timeout(Duration::from_secs(SECONDS_MAX), asked).await;
        }
    }
}
