//! What `doctor` finds about the provider whose accounts staff may sign in with, where there is one.

use super::Finding;
use crate::config::Config;
use crate::domain::Timestamp;
use crate::open_id::{Provider, ProviderTrouble};

pub(super) async fn examine(config: &Config, now: Timestamp) -> Option<Finding> {
    let section = config.sign_in_with.provider()?;
    let issuer = section.issuer.as_str();
    let provider = match Provider::new(section) {
        Ok(provider) => provider,
        Err(problem) => {
            let what_to_do = "put the setting right, and run as the service's user";
            return Some(Finding::wrong(problem.to_string(), what_to_do));
        }
    };
    let name = provider.name();
    Some(match provider.check(now).await {
        Ok(()) => Finding::well(format!("signing in with {name}: {issuer} answers as itself")),
        Err(trouble) => {
            Finding::wrong(format!("signing in with {name} ({issuer}): {trouble}"), advice(trouble))
        }
    })
}

fn advice(trouble: ProviderTrouble) -> &'static str {
    match trouble {
        ProviderTrouble::OtherIssuer => {
            "write [sign_in_with] issuer as its document does, to the letter; at Microsoft with the school's own tenant id, not `common`"
        }
        ProviderTrouble::NotReached | ProviderTrouble::Busy => {
            "let this computer reach it by HTTPS; meanwhile staff sign in with password and code"
        }
        ProviderTrouble::Unreadable
        | ProviderTrouble::WithoutTls
        | ProviderTrouble::Refused
        | ProviderTrouble::Token(_) => {
            "see that [sign_in_with] issuer is the provider's own; meanwhile staff sign in with password and code"
        }
    }
}
