//! What `doctor` finds about the mail server: it goes as far as signing in, and further only when
//! asked for a test mail.

use super::Finding;
use crate::app::Site;
use crate::config::{Config, MailSecurity};
use crate::crypto::random;
use crate::domain::{EmailAddress, NoticeId, Timestamp};
use crate::mail::{Mailer, Notice, Reason, SendFailure};
use crate::paths;

pub(super) async fn examine(
    config: &Config,
    mail_to: Option<EmailAddress>,
    now: Timestamp,
) -> Vec<Finding> {
    let Ok(site) = Site::from_config(config) else {
        let what = "[server] public_url or hosts: not a host name";
        return vec![Finding::wrong(what, "write the names that browsers ask for")];
    };
    let mailer = match Mailer::new(&config.mail, &site.host) {
        Ok(mailer) => mailer,
        Err(problem) => {
            let what_to_do = "put the setting right, and run as the service's user";
            return vec![Finding::wrong(problem.to_string(), what_to_do)];
        }
    };
    let server = &config.mail.host;
    let way = match config.mail.security {
        MailSecurity::Starttls | MailSecurity::Tls => "with TLS",
        MailSecurity::LanRelayWithoutTls => "in the clear, as [mail] security says",
    };
    let checked = mailer.check().await;
    let mut findings = vec![finding(checked, server, &format!("{server} answers {way}"))];
    if let (Ok(()), Some(to)) = (checked, mail_to) {
        let sign_in_url = format!("{}{}", site.public_url, paths::STAFF);
        let sent = match random::bytes().map(NoticeId::from_random) {
            Ok(id) => mailer.send_test(&to, &Notice { id, dated_at: now, sign_in_url }).await,
            Err(_) => Err(SendFailure::Temporary(Reason::NotWritten)),
        };
        let well =
            format!("{server} took a test mail; see that it arrives, and not among the junk");
        findings.push(finding(sent, server, &well));
    }
    findings
}

fn finding(outcome: Result<(), SendFailure>, server: &str, well: &str) -> Finding {
    match outcome {
        Ok(()) => Finding::well(format!("mail: {well}")),
        Err(failure) => {
            let reason = failure.reason();
            Finding::wrong(format!("mail ({server}): {reason}"), reason.what_to_do())
        }
    }
}
