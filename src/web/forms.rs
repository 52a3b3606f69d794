//! A form's body, read so that nothing a child typed is lost: whatever came is kept, however it
//! came.

use std::time::Duration;

use actix_web::web::Payload;
use futures_util::StreamExt;

use crate::domain::Typed;
use zeroize::Zeroizing;

/// Most bytes of a form; five times what the longest slip takes.
const BYTES_MAX: usize = 64 * 1024;
/// Longest time for a whole body (actix itself has none).
const BODY_SECONDS_MAX: u64 = 20;

/// How a body came.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Arrival {
    Whole,
    /// Longer than is read.
    TooLarge,
    /// Slower than is waited for.
    TooSlow,
    /// Cut off, or not as HTTP has it.
    Broken,
}

/// Reads a form. The fields are those that came, also when the body did not come whole. The first
/// of doubled fields wins, and bytes that are no UTF-8 are shown as such.
pub async fn read(payload: Payload) -> (Typed, Arrival) {
    let mut body = Zeroizing::new(Vec::new());
    let arrival =
        tokio::time::timeout(Duration::from_secs(BODY_SECONDS_MAX), fill(&mut body, payload))
            .await
            .unwrap_or(Arrival::TooSlow);
    let fields = form_urlencoded::parse(&body)
        .map(|(name, value)| (name.into_owned(), value.into_owned()))
        .collect();
    (Typed(fields), arrival)
}

async fn fill(body: &mut Vec<u8>, mut payload: Payload) -> Arrival {
    while let Some(chunk) = payload.next().await {
        let Ok(chunk) = chunk else { return Arrival::Broken };
        let room = BYTES_MAX.saturating_sub(body.len());
        let taken = chunk.get(..chunk.len().min(room)).unwrap_or_default();
        body.extend_from_slice(taken);
        if taken.len() < chunk.len() {
            return Arrival::TooLarge;
        }
    }
    Arrival::Whole
}
