//! What one visitor does, and how it is known to have worked.

use crate::Fault;
use crate::client::{Answer, Site};

/// The pupil's words: about as long as most that are sent.
pub const WORDS: &str = "Some older pupils in the year group chat keep sharing a picture of me that I \
    never said they could have. They say they will send it to everyone if I tell. It has been going on \
    since half term and I do not want to come in on Mondays any more.";

/// What the page after Send says, and no other.
const IS_SENT: &str = "Your slip is sent";

/// The check page's form, from which a slip can be made whose draft is gone.
pub const SLIP: &[(&str, &str)] = &[
    ("step", "check"),
    ("go", "send"),
    ("danger", "no"),
    ("about", "me"),
    ("place", "online"),
    ("still", "no"),
    ("words", WORDS),
];

/// Every page a pupil presses on the way there.
const WAY: &[&[(&str, &str)]] = &[
    &[("step", "start"), ("go", "next")],
    &[("step", "danger"), ("go", "next"), ("danger", "no")],
    &[("step", "about"), ("go", "next"), ("about", "me")],
    &[("step", "kind"), ("go", "skip")],
    &[("step", "place"), ("go", "next"), ("place", "online")],
    &[("step", "still"), ("go", "next"), ("still", "no")],
    &[("step", "words"), ("go", "next"), ("words", WORDS)],
    &[("step", "who"), ("go", "skip")],
    &[("step", "hidden-from"), ("go", "next")],
    &[("step", "check"), ("go", "send")],
];

/// What somebody comes for.
#[derive(Clone)]
pub enum Visit {
    /// Presses Send, and waits for the page that says "sent".
    Send,
    /// Opens the first page and goes all the way to the last.
    Journey,
    Page {
        path: String,
        session: Option<String>,
    },
}

impl Visit {
    /// Does it; the bytes of the last page.
    pub async fn make(&self, site: &Site) -> Result<usize, Fault> {
        match self {
            Self::Send => {
                let cookie = press_send(site).await?;
                let page = site.ask(&site.get("/", Some(&cookie))).await?;
                sent(page)
            }
            Self::Journey => journey(site).await,
            Self::Page { path, session } => {
                let cookie = session.as_ref().map(|session| format!("__Host-staff={session}"));
                let page = site.ask(&site.get(path, cookie.as_deref())).await?;
                if page.status != 200 {
                    return Err(format!("{path} answered {}", page.status).into());
                }
                Ok(page.body.len())
            }
        }
    }
}

/// Sends a slip, up to the answer that it is stored; the cookie with which the last page is seen.
pub async fn press_send(site: &Site) -> Result<String, Fault> {
    redirected(site.ask(&site.post(SLIP, None)).await?)
}

async fn journey(site: &Site) -> Result<usize, Fault> {
    let mut page = site.ask(&site.get("/", None)).await?;
    let mut cookie: Option<String> = None;
    for pressed in WAY {
        let answer = site.ask(&site.post(pressed, cookie.as_deref())).await?;
        let newest = redirected(answer)?;
        page = site.ask(&site.get("/", Some(&newest))).await?;
        if page.status != 200 {
            return Err(format!("after {pressed:?} came {}", page.status).into());
        }
        cookie = Some(newest);
    }
    sent(page)
}

fn redirected(answer: Answer) -> Result<String, Fault> {
    match (answer.status, answer.cookie) {
        (303, Some(cookie)) => Ok(cookie),
        (status, _) => Err(format!("a press was answered {status}: {}", answer.body).into()),
    }
}

fn sent(page: Answer) -> Result<usize, Fault> {
    if page.status == 200 && page.body.contains(IS_SENT) {
        return Ok(page.body.len());
    }
    Err(format!("a slip was not sent: {} {}", page.status, page.body).into())
}
