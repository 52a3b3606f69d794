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
    (fields_of(&body), arrival)
}

fn fields_of(body: &[u8]) -> Typed {
    let fields = form_urlencoded::parse(body);
    Typed(fields.map(|(name, value)| (name.into_owned(), value.into_owned())).collect())
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

#[cfg(test)]
mod fuzz {
    use super::*;

    #[test]
    fn every_field_that_a_browser_sends_is_read_back_and_any_bytes_are_fields() {
        bolero::check!().with_type::<(Vec<(String, String)>, Vec<u8>)>().for_each(
            |(fields, bytes)| {
                let mut body = form_urlencoded::Serializer::new(String::new());
                let body = body.extend_pairs(fields).finish();
                assert_eq!(fields_of(body.as_bytes()).0, *fields);

                let read: usize = fields_of(bytes).0.iter().map(|(k, v)| k.len() + v.len()).sum();
                assert!(read <= 3 * bytes.len(), "a byte that is no UTF-8 takes three");
            },
        );
    }
}
