//! A form that could not be taken, kept for whoever sent it: sealed while their screen is locked, because
//! somebody else may be sitting there, and on the page that says what failed.

use actix_web::{HttpMessage, HttpRequest};
use data_encoding::BASE64URL_NOPAD;

use crate::crypto::Secret;
use crate::crypto::session::SessionKeys;
use crate::domain::{ReaderId, Typed};
use crate::views::staff::StepUpPage;

/// Most bytes of a form that is kept: sealed and written as text, it has to fit into another form.
const BYTES_MAX: usize = 40_000;

/// What is typed anew each time, and the token, which each page has of its own.
const NEVER_KEPT: [&str; 10] = [
    "csrf",
    "password",
    "again",
    "kit",
    "old",
    "paper-1",
    "paper-2",
    "paper-3",
    StepUpPage::PASSWORD,
    StepUpPage::CODE,
];

#[derive(Clone, serde::Serialize, serde::Deserialize)]
pub struct KeptForm {
    /// Where it was sent.
    pub path: String,
    pub fields: Vec<(String, String)>,
}

impl KeptForm {
    pub fn of(request: &HttpRequest, form: &Typed) -> Self {
        let is_kept = |(name, _): &&(String, String)| !NEVER_KEPT.contains(&name.as_str());
        let fields = form.0.iter().filter(is_kept).cloned().collect();
        Self { path: request.path().to_owned(), fields }
    }

    /// For whoever answers this request when it fails. It goes with the request.
    pub fn put_aside(self, request: &HttpRequest) {
        request.extensions_mut().insert(self);
    }

    pub fn put_aside_of(request: &HttpRequest) -> Option<Self> {
        request.extensions().get::<Self>().cloned()
    }

    /// As text that only this session opens; the server does so once the password is typed. `None` if it is too
    /// much.
    pub fn seal(&self, session: &SessionKeys, reader: &ReaderId) -> Option<String> {
        let plain = Secret::new(serde_json::to_vec(self).ok()?);
        if plain.expose().len() > BYTES_MAX {
            return None;
        }
        let sealed = session.seal(&place(reader), plain.expose()).ok()?;
        Some(BASE64URL_NOPAD.encode(&sealed))
    }

    /// `None` for anything that this session has not sealed.
    pub fn open(session: &SessionKeys, reader: &ReaderId, sealed: &str) -> Option<Self> {
        let sealed = BASE64URL_NOPAD.decode(sealed.as_bytes()).ok()?;
        let plain = session.open(&place(reader), &sealed).ok()?;
        serde_json::from_slice(plain.expose()).ok()
    }
}

/// Apart from the reader's keys, which the same key seals.
fn place(reader: &ReaderId) -> String {
    format!("kept-form/{}", reader.as_str())
}
