//! What a mail looks like, byte by byte. Two notices differ in Message-ID, To and Date only.

use std::time::{Duration, SystemTime};

use data_encoding::HEXLOWER;
use lettre::message::header::{ContentType, HeaderName, HeaderValue};
use lettre::message::{Mailbox, Message, SinglePart};

use super::{Reason, SendFailure};
use crate::crypto::fingerprint;
use crate::domain::{NoticeId, Timestamp};

/// A notice as the mail shows it. What it is about is nowhere in it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Notice {
    /// Random. Every try is the same mail: one that was taken and not acknowledged is taken again,
    /// and can be told to be the one before.
    pub id: NoticeId,
    /// The boundary it belongs to: the mail is dated with it, so that it tells no minute.
    pub dated_at: Timestamp,
    /// Where staff of the school sign in.
    pub sign_in_url: String,
}

/// The same for every notice; a school's name is not in it, nor is what the service is for.
const SUBJECT: &str = "Please sign in";
const TEST_SUBJECT: &str = "Test mail";

fn notice_text(sign_in_url: &str) -> String {
    format!(
        "Please sign in:\r\n\r\n{sign_in_url}\r\n\r\n\
         This message is the same every time. It never says what is waiting.\r\n\
         Nobody reads answers to it.\r\n"
    )
}

fn test_text(sign_in_url: &str) -> String {
    format!(
        "This is the test mail of the service at\r\n\r\n{sign_in_url}\r\n\r\n\
         Mail works. There is nothing to do.\r\n"
    )
}

/// Whom a mail is from and to.
pub(super) struct Ends<'a> {
    pub from: &'a Mailbox,
    pub to: Mailbox,
    /// What the service is called, for the mail's id.
    pub site: &'a str,
}

pub(super) fn notice(ends: Ends<'_>, notice: &Notice) -> Result<Vec<u8>, SendFailure> {
    write(ends, notice, SUBJECT, notice_text(&notice.sign_in_url))
}

pub(super) fn test_mail(ends: Ends<'_>, notice: &Notice) -> Result<Vec<u8>, SendFailure> {
    write(ends, notice, TEST_SUBJECT, test_text(&notice.sign_in_url))
}

fn write(
    Ends { from, to, site }: Ends<'_>,
    notice: &Notice,
    subject: &str,
    text: String,
) -> Result<Vec<u8>, SendFailure> {
    let not_written = SendFailure::Temporary(Reason::NotWritten);
    let seconds = Duration::from_secs(notice.dated_at.0.max(0).unsigned_abs());
    let date = SystemTime::UNIX_EPOCH.checked_add(seconds).ok_or(not_written)?;
    // RFC 3834: keeps "out of office" answers from being sent back.
    let automatic = HeaderName::new_from_ascii_str("Auto-Submitted");
    Message::builder()
        .from(from.clone())
        .to(to)
        .subject(subject)
        .date(date)
        .message_id(Some(format!("<{}@{site}>", mail_id(&notice.id))))
        .raw_header(HeaderValue::new(automatic, "auto-generated".to_owned()))
        .singlepart(SinglePart::builder().header(ContentType::TEXT_PLAIN).body(text))
        .map(|message| message.formatted())
        .map_err(|_| not_written)
}

/// A hash, so that a mail that is kept somewhere names no row of the database.
fn mail_id(notice: &NoticeId) -> String {
    let named = format!("ineedtotalk/mail/id/1/{}", notice.as_str());
    let mut digits = HEXLOWER.encode(&fingerprint::sha256(named.as_bytes()));
    digits.truncate(32);
    digits
}

#[cfg(test)]
mod tests {
    use super::*;

    fn written(to: &str, dated_at: i64) -> String {
        named(NoticeId::from_random([7; 16]), to, dated_at)
    }

    fn named(id: NoticeId, to: &str, dated_at: i64) -> String {
        let from = "talk@school.example".parse().unwrap();
        let ends = Ends { from: &from, to: to.parse().unwrap(), site: "talk.school.example" };
        let sign_in_url = "https://talk.school.example/staff".to_owned();
        let mail = Notice { id, dated_at: Timestamp(dated_at), sign_in_url };
        String::from_utf8(notice(ends, &mail).unwrap()).unwrap()
    }

    #[test]
    fn a_mail_has_these_headers_and_no_others() {
        let text = written("oso@school.example", 1_795_407_300);
        let (head, body) = text.split_once("\r\n\r\n").unwrap();
        let names: Vec<_> =
            head.split("\r\n").filter_map(|line| line.split_once(": ").map(|(n, _)| n)).collect();
        let expected = [
            "From",
            "To",
            "Subject",
            "Date",
            "Message-ID",
            "Auto-Submitted",
            "MIME-Version",
            "Content-Type",
            "Content-Transfer-Encoding",
        ];
        let sorted = |mut names: Vec<_>| {
            names.sort_unstable();
            names
        };
        assert_eq!(sorted(names), sorted(expected.to_vec()), "{head}");
        assert!(head.contains("Date: Mon, 23 Nov 2026 04:15:00 +0000"), "{head}");
        assert!(body.contains("https://talk.school.example/staff"));
    }

    #[test]
    fn each_try_of_a_notice_is_one_mail_and_does_not_say_which_row_it_was() {
        let (one, other) = (NoticeId::from_random([1; 16]), NoticeId::from_random([2; 16]));
        let mail = |id: &NoticeId| named(id.clone(), "a@b.example", 900);
        assert_eq!(mail(&one), mail(&one));
        assert_ne!(mail(&one), mail(&other));
        assert!(!mail(&one).contains(one.as_str()));
    }

    #[test]
    fn two_mails_differ_in_id_recipient_and_date_only() {
        let variable = ["Message-ID: ", "To: ", "Date: "];
        let constant = |text: String| -> Vec<String> {
            let is_constant =
                |line: &&str| !variable.iter().any(|variable| line.starts_with(variable));
            text.split("\r\n").filter(is_constant).map(str::to_owned).collect()
        };
        let (one, other) = (written("a@b.example", 900), written("longer@b.example", 1_800));
        assert_ne!(one, other);
        assert_eq!(constant(one), constant(other));
    }
}
