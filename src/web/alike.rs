//! Answers that are alike from outside: each as long as the next, to the byte, and each as late. Whoever
//! watches the line of a class in everyone's turn sees of each pupil the same.

use std::time::Duration;

use actix_web::Error;
use actix_web::body::{BoxBody, MessageBody, to_bytes};
use actix_web::dev::{ServiceRequest, ServiceResponse};
use actix_web::http::header::{CACHE_CONTROL, CONTENT_TYPE, HeaderMap, HeaderValue};
use actix_web::http::{Method, StatusCode};
use actix_web::middleware::Next;
use tokio::time::Instant;

/// What an answer with a page takes, its first lines among it; what is larger takes twice as much, and so
/// on. The longest words that a slip may have fit in, shown and carried, in every language offered.
const PAGE_BYTES: usize = 32 * 1024;
/// The same of an answer that leads on.
const REDIRECT_BYTES: usize = 1024;
/// When a press is answered, after it has come. Sealing a slip to eight slots and its commit take a tenth
/// of it; what takes longer, as on a slow disk or in a rush, is answered at twice the time, and so on.
const PRESS: Duration = Duration::from_millis(400);
/// When a look is answered. It asks the database for what it knows already.
const LOOK: Duration = Duration::from_millis(100);
/// A comment around the filling. What follows the document is part of no page.
const FILLING: [&[u8]; 2] = [b"<!--", b"-->"];

/// Makes every answer at an address alike. The answer is whole before it waits, so that one which says
/// that a slip was sent is given, as ever, after the commit.
pub async fn make(
    request: ServiceRequest,
    next: Next<impl MessageBody + 'static>,
) -> Result<ServiceResponse<BoxBody>, Error> {
    let came = Instant::now();
    let every = if *request.method() == Method::POST { PRESS } else { LOOK };
    let (request, response) = next.call(request).await?.into_parts();
    let (mut response, body) = response.into_parts();
    let body = to_bytes(body).await.map_err(|_| broken())?;
    let (status, headers) = (response.status(), response.headers_mut());
    // A proxy that compressed it would undo the filling.
    headers.insert(CACHE_CONTROL, HeaderValue::from_static("no-store, no-transform"));
    if !headers.contains_key(CONTENT_TYPE) {
        headers.insert(CONTENT_TYPE, HeaderValue::from_static("text/html; charset=utf-8"));
    }
    let class = if status.is_redirection() { REDIRECT_BYTES } else { PAGE_BYTES };
    let body = filled(&body, first_lines(status, headers), class);
    tokio::time::sleep_until(came + after(came.elapsed(), every)).await;
    Ok(ServiceResponse::new(request, response.set_body(BoxBody::new(body))))
}

fn broken() -> Error {
    actix_web::error::ErrorInternalServerError("an answer ended early")
}

/// How long after a request it is answered, when the answer was ready after `ready`.
fn after(ready: Duration, every: Duration) -> Duration {
    let mut at = every;
    while at <= ready {
        at += every;
    }
    at
}

/// How long the status and the headers are; those that are added to every answer afterwards are the same
/// each time.
fn first_lines(status: StatusCode, headers: &HeaderMap) -> usize {
    let reason = status.canonical_reason().unwrap_or_default().len();
    let lines = headers.iter().map(|(name, value)| name.as_str().len() + value.len() + 4);
    reason + lines.sum::<usize>()
}

/// The body, filled so that with what stands before it, it takes a multiple of `class`.
fn filled(body: &[u8], before: usize, class: usize) -> Vec<u8> {
    let [begin, end] = FILLING;
    let least = before + body.len() + begin.len() + end.len();
    let gap = least.next_multiple_of(class).saturating_sub(least);
    [body, begin, &b" ".repeat(gap), end].concat()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_answer_that_is_late_waits_for_the_next_time() {
        let after = |ready| after(Duration::from_millis(ready), PRESS).as_millis();
        assert_eq!([0, 50, 399, 400, 401, 1_000].map(after), [400, 400, 400, 800, 800, 1_200]);
    }

    #[test]
    fn status_and_headers_count_with_the_page() {
        let mut headers = HeaderMap::new();
        headers.insert(CACHE_CONTROL, HeaderValue::from_static("no-store"));
        let plain = first_lines(StatusCode::OK, &headers);
        assert_eq!(plain, "OK".len() + "cache-control: no-store\r\n".len());
        assert!(first_lines(StatusCode::UNPROCESSABLE_ENTITY, &headers) > plain);
    }
}

#[cfg(test)]
mod fuzz {
    use super::*;

    #[test]
    fn whatever_comes_first_the_whole_takes_a_multiple_of_its_class() {
        bolero::check!().with_type::<(Vec<u8>, u16)>().for_each(|(body, before)| {
            for class in [REDIRECT_BYTES, PAGE_BYTES] {
                let whole = filled(body, usize::from(*before), class);
                assert!(whole.starts_with(body) && whole.ends_with(b"-->"));
                assert_eq!((whole.len() + usize::from(*before)) % class, 0);
            }
        });
    }
}
