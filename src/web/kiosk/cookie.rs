//! The cookie of a kiosk. It opens nothing; it is taken out of a request before anything else looks at it.

use std::borrow::Cow;

use actix_web::cookie::Cookie;
use actix_web::cookie::time::Duration;
use actix_web::http::header::{COOKIE, HeaderMap, HeaderValue};

use crate::crypto::kiosk::KioskToken;
use crate::web::host_cookie;

const NAME: &str = "__Host-kiosk";
/// As long as browsers keep a cookie at most.
const DAYS: i64 = 400;

/// Takes the token out of the headers: nobody after this finds it among the cookies, and a handler of
/// slips has no way to ask for it.
pub fn take(headers: &mut HeaderMap) -> Option<KioskToken> {
    let has_name = |line: &[u8]| line.windows(NAME.len()).any(|part| part == NAME.as_bytes());
    // Of any other browser no cookie is copied.
    if !headers.get_all(COOKIE).any(|line| has_name(line.as_bytes())) {
        return None;
    }
    let lines = headers.get_all(COOKIE).map(|line| String::from_utf8_lossy(line.as_bytes()));
    let sent: Vec<String> = lines.map(Cow::into_owned).collect();
    let mut token = None;
    let mut others = Vec::new();
    for pair in sent.iter().flat_map(|line| line.split(';')).map(str::trim) {
        match pair.split_once('=') {
            Some((NAME, value)) => token = token.or_else(|| KioskToken::parse(value)),
            Some(_) | None => others.push(pair),
        }
    }
    headers.remove(COOKIE);
    if let Ok(line) = HeaderValue::from_bytes(others.join("; ").as_bytes())
        && !others.is_empty()
    {
        headers.insert(COOKIE, line);
    }
    token
}

/// The cookie of a computer that has become a kiosk. It stays when the browser is closed.
pub(super) fn keep(token: &KioskToken) -> Cookie<'static> {
    let mut cookie = host_cookie::make(NAME, token.to_cookie().expose().clone());
    cookie.set_max_age(Duration::days(DAYS));
    cookie
}

/// The cookie that takes it away.
pub(super) fn forget() -> Cookie<'static> {
    host_cookie::take_away(NAME)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn headers(lines: &[&str]) -> HeaderMap {
        let mut headers = HeaderMap::new();
        for line in lines {
            headers.append(COOKIE, HeaderValue::from_str(line).unwrap());
        }
        headers
    }

    fn left(headers: &HeaderMap) -> Vec<&str> {
        headers.get_all(COOKIE).map(|line| line.to_str().unwrap()).collect()
    }

    #[test]
    fn the_token_is_taken_out_and_the_other_cookies_stay() {
        let token = KioskToken::generate().unwrap().to_cookie();
        let own = format!("{NAME}={}", token.expose());
        for lines in [
            vec![format!("__Host-draft=abc; {own}; __Host-staff=def")],
            vec![format!("__Host-draft=abc; {own}"), "__Host-staff=def".to_owned()],
            vec![format!("{own};__Host-draft=abc;__Host-staff=def")],
        ] {
            let lines: Vec<_> = lines.iter().map(String::as_str).collect();
            let mut headers = headers(&lines);
            let taken = take(&mut headers).unwrap();
            assert_eq!(taken.to_cookie().expose(), token.expose());
            assert_eq!(left(&headers), ["__Host-draft=abc; __Host-staff=def"]);
        }
        let mut alone = headers(&[&own]);
        assert!(take(&mut alone).is_some());
        assert_eq!(left(&alone), Vec::<&str>::new());
    }

    #[test]
    fn what_is_no_token_is_taken_out_too_and_without_one_nothing_is_touched() {
        let mut headers = headers(&["__Host-kiosk=no; a=b"]);
        assert!(take(&mut headers).is_none());
        assert_eq!(left(&headers), ["a=b"]);
        assert!(take(&mut headers).is_none());
        assert_eq!(left(&headers), ["a=b"]);
    }

    #[test]
    fn the_token_is_taken_out_from_among_any_bytes() {
        let token = KioskToken::generate().unwrap().to_cookie();
        let [before, after] = [b"a=\xff; __Host-kiosk=".as_slice(), "; b=é".as_bytes()];
        let line = [before, token.expose().as_bytes(), after].concat();
        let mut headers = HeaderMap::new();
        headers.append(COOKIE, HeaderValue::from_bytes(&line).unwrap());
        assert!(take(&mut headers).is_some());
        let left = headers.get(COOKIE).unwrap().as_bytes();
        assert_eq!(left, "a=\u{fffd}; b=é".as_bytes());
    }
}
