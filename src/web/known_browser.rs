//! The browser somebody has signed in with before. It waits for its own mistakes only: a pupil who
//! guesses from the school's network cannot keep its readers from the slips.

use actix_web::HttpRequest;
use actix_web::cookie::Cookie;
use actix_web::cookie::time::Duration;
use data_encoding::BASE64URL_NOPAD;

use super::{WebError, host_cookie, visit};
use crate::app::App;
use crate::crypto::random;
use crate::domain::SchoolId;
use crate::sign_in_throttle::Attempt;

const NAME: &str = "__Host-known";
/// What the pepper's tag in the cookie is for.
const TAG_PURPOSE: &str = "known-browser";
const NUMBER_BYTES: usize = 16;
/// It outlasts the window, or a new day would begin as somebody unknown. It opens nothing.
const DAYS: i64 = 90;

/// An attempt on this account, from a browser that is known for it or from a network.
pub fn attempt(app: &App, request: &HttpRequest, school: &SchoolId, email: &str) -> Attempt {
    match read(app, request, school, email) {
        Some(number) => app.sign_ins.attempt_by_itself(&number),
        None => {
            let network = visit::network(request);
            app.sign_ins.attempt(school.as_str(), email, network.expose())
        }
    }
}

/// The cookie by which this browser is known for this account: a random number and its tag.
pub fn keep(app: &App, school: &SchoolId, email: &str) -> Result<Cookie<'static>, WebError> {
    let number: [u8; NUMBER_BYTES] = random::bytes()?;
    let tag = app.pepper.tag(TAG_PURPOSE, &tagged(school, email, &number));
    let value = BASE64URL_NOPAD.encode(&[number.as_slice(), &tag].concat());
    let mut cookie = host_cookie::make(NAME, value);
    cookie.set_max_age(Duration::days(DAYS));
    Ok(cookie)
}

fn read(app: &App, request: &HttpRequest, school: &SchoolId, email: &str) -> Option<Vec<u8>> {
    let value = BASE64URL_NOPAD.decode(request.cookie(NAME)?.value().as_bytes()).ok()?;
    let (number, tag) = value.split_at_checked(NUMBER_BYTES)?;
    let is_ours = app.pepper.has_tag(TAG_PURPOSE, &tagged(school, email, number), tag);
    is_ours.then(|| number.to_vec())
}

/// As long as it is, the number cannot be taken for a part of the address.
fn tagged(school: &SchoolId, email: &str, number: &[u8]) -> Vec<u8> {
    let account = [school.as_str(), "\n", &email.trim().to_lowercase(), "\n"].concat();
    [account.as_bytes(), number].concat()
}
