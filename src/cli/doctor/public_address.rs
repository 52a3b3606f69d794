//! What `doctor` finds at the address that pupils open, from where it is asked: whether browsers are kept to
//! HTTPS, and whether somebody else's name leads to a page there.

use std::io;
use std::time::Duration;

use tokio::time::timeout;

use super::Finding;
use crate::config::Config;
use crate::paths;
use crate::web::{PublicAnswer, public_answer};

/// Longest wait for what the public address shows or answers.
pub(super) const SECONDS_MAX: Duration = Duration::from_secs(5);
/// No school's: the name is kept for such as have none (RFC 2606).
const ANOTHER_HOST: &str = "another.invalid";

/// Where pupils open the service by HTTPS.
#[derive(Clone, Copy)]
pub(super) struct PublicPlace<'a>(pub(super) &'a str);

impl<'a> PublicPlace<'a> {
    /// Absent where they come without it.
    pub(super) fn of(config: &'a Config) -> Option<Self> {
        config.server.public_url.strip_prefix("https://").map(Self)
    }

    /// Absent where the port is none.
    pub(super) fn host_and_port(self) -> Option<(&'a str, u16)> {
        let (host, port) = self.0.split_once(':').unwrap_or((self.0, "443"));
        Some((host, port.parse().ok()?))
    }
}

/// Nothing where pupils open no `https://` address.
pub(super) async fn examine(config: &Config) -> Vec<Finding> {
    let Some(place) = PublicPlace::of(config) else { return Vec::new() };
    // From many a school's own computer its public address is out of reach: that is no fault.
    let Ok(own) = asked(place, place.0).await else {
        let what = format!("what {} answers could not be seen from here", place.0);
        return vec![Finding::well(what)];
    };
    let another = asked(place, ANOTHER_HOST).await;
    vec![of_own(place.0, own), of_another(place.0, another)]
}

/// Asks for a page that is there for pupils also before the form is open to them.
async fn asked(place: PublicPlace<'_>, named: &str) -> io::Result<PublicAnswer> {
    let (host, port) = place.host_and_port().ok_or(io::ErrorKind::InvalidInput)?;
    timeout(SECONDS_MAX, public_answer(host, port, named, paths::ABOUT)).await?
}

fn of_own(place: &str, answer: PublicAnswer) -> Finding {
    match answer {
        PublicAnswer { status: 200, has_hsts: true, .. } => {
            Finding::well(format!("{place} answers, and keeps browsers to HTTPS"))
        }
        PublicAnswer { status: 200, has_hsts: false, .. } => Finding::wrong(
            format!(
                "{place} does not keep browsers to HTTPS: whoever types the name alone can be led elsewhere"
            ),
            "let the proxy pass on the service's own Strict-Transport-Security",
        ),
        PublicAnswer { status, .. } => Finding::wrong(
            format!("{place} answers {status}: pupils find no page there"),
            "start the service; if it runs, see that the proxy reaches it and passes on the host that was asked for",
        ),
    }
}

/// A proxy may also hang up, or have nothing to say.
fn of_another(place: &str, answer: io::Result<PublicAnswer>) -> Finding {
    match answer {
        Ok(PublicAnswer { status: 200..400, has_body: true, .. }) => Finding::wrong(
            format!("{place} answers for another host too: any name could lead pupils to it"),
            "let the proxy pass on the host that was asked for, or answer for the school's names alone",
        ),
        Ok(PublicAnswer { status: 421, .. }) => {
            Finding::well(format!("{place} answers 421 to whoever asks for another host"))
        }
        Ok(_) | Err(_) => Finding::well(format!("{place} has no page for another host")),
    }
}
