//! Which slips somebody has looked at in this session, in a cookie that is sealed under it. No row tells it, and
//! no address or history: who has the database does not learn who reads what, nor does whoever has the
//! browser. Always of one length, so that it does not tell how many there were.

use actix_web::HttpRequest;
use actix_web::cookie::Cookie;
use data_encoding::BASE64URL_NOPAD;

use super::host_cookie;
use crate::crypto::NoRandomness;
use crate::crypto::session::SessionKeys;
use crate::domain::{ReaderId, SlipId};

const NAME: &str = "__Host-visited";
/// More is a list of its own.
const SLIPS_MAX: usize = 10;
const ID_BYTES: usize = 16;
/// In the place of an id: nothing.
const NONE: [u8; ID_BYTES] = [0; ID_BYTES];

/// The slips that a reader has looked at, the last first.
#[derive(Clone, Default)]
pub struct Visited(Vec<SlipId>);

impl Visited {
    /// Those of this session; none where anything is wrong with the cookie.
    pub fn read(request: &HttpRequest, session: &SessionKeys, reader: &ReaderId) -> Self {
        let opened = request.cookie(NAME).and_then(|cookie| {
            let sealed = BASE64URL_NOPAD.decode(cookie.value().as_bytes()).ok()?;
            session.open(&place(reader), &sealed).ok()
        });
        let Some(plain) = opened else { return Self::default() };
        let (ids, _) = plain.expose().as_chunks::<ID_BYTES>();
        let ids = ids.iter().filter(|id| **id != NONE).map(|id| SlipId::from_random(*id));
        Self(ids.take(SLIPS_MAX).collect())
    }

    pub fn slips(&self) -> &[SlipId] {
        &self.0
    }

    /// With this one as the last.
    pub fn with(&self, slip: &SlipId) -> Self {
        let before = self.0.iter().filter(|id| *id != slip).cloned();
        Self(std::iter::once(slip.clone()).chain(before).take(SLIPS_MAX).collect())
    }

    pub fn keep(
        &self,
        session: &SessionKeys,
        reader: &ReaderId,
    ) -> Result<Cookie<'static>, NoRandomness> {
        let mut plain: Vec<u8> = self.0.iter().flat_map(SlipId::to_bytes).collect();
        plain.resize(SLIPS_MAX * ID_BYTES, 0);
        let sealed = session.seal(&place(reader), &plain)?;
        Ok(host_cookie::make(NAME, BASE64URL_NOPAD.encode(&sealed)))
    }
}

/// Apart from whatever else the session seals.
fn place(reader: &ReaderId) -> String {
    format!("visited/{}", reader.as_str())
}

/// The cookie that takes it away.
pub fn forget() -> Cookie<'static> {
    host_cookie::take_away(NAME)
}
