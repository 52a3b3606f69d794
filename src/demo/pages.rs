//! What the demonstration shows beside the service.

use maud::{Markup, html};

use super::{DemoPerson, RawMail};
use crate::domain::Timestamp;
use crate::paths;
use crate::views::{StaffFrame, StaffPage};

/// Where to begin, and whom to sign in as.
pub(super) struct DemoPage<'a> {
    pub people: &'a [DemoPerson],
    pub now: Timestamp,
}

impl StaffPage for DemoPage<'_> {
    fn title(&self, _frame: &StaffFrame<'_>) -> String {
        "Demonstration".to_owned()
    }

    fn content(&self, _frame: &StaffFrame<'_>) -> Markup {
        html! {
            h1 { "A school to try things out" }
            p {
                "Elmwood School is made up. Everything here works as at a real school, and is "
                "gone when the program stops."
            }
            ol.list {
                li { "Be a pupil: " a href=(paths::SLIP) { "send a slip" } "." }
                li {
                    "See the mail that leaves at the end of each ten seconds: "
                    a href=(paths::DEMO_MAILBOX) { "the mailbox" } "."
                }
                li {
                    "Make this browser a kiosk, as one in a library is: sign in as Sam Reed, add one under "
                    a href=(paths::KIOSKS) { "Kiosks" } ", and type its eight words "
                    a href=(paths::KIOSK) { "where a computer becomes one" }
                    ". The same page ends it. "
                    a href=(paths::DEVICE_TEST) { "Test this device" } " as its staff would."
                }
                li { "Be a member of staff: " a href=(paths::SIGN_IN) { "sign in" } " as one of these." }
            }
            section.scroller tabindex="0" aria-labelledby="who" {
                h2 #who { "Who may sign in" }
                table aria-labelledby="who" {
                    thead {
                        tr {
                            th scope="col" { "Name" }
                            th scope="col" { "Email" }
                            th scope="col" { "Password" }
                            th scope="col" { "Code now" }
                            th scope="col" { "Reads" }
                        }
                    }
                    tbody {
                        @for person in self.people {
                            tr {
                                th scope="row" { (person.summary.name_and_title()) }
                                td { (person.summary.email.as_str()) }
                                td { (person.password) }
                                td.num { (person.factor.code_at(self.now.0)) }
                                td { (person.reads) }
                            }
                        }
                    }
                }
            }
            p {
                "A code is good once, and changes every 30 seconds: "
                a href=(paths::DEMO) { "show the codes again" } "."
            }
        }
    }
}

/// Every mail, byte for byte.
pub(super) struct MailboxPage {
    /// The latest first.
    pub mails: Vec<RawMail>,
}

impl StaffPage for MailboxPage {
    fn title(&self, _frame: &StaffFrame<'_>) -> String {
        "Mailbox".to_owned()
    }

    fn content(&self, _frame: &StaffFrame<'_>) -> Markup {
        html! {
            h1 { "Mailbox" }
            p {
                "What the mail server was given, byte for byte, the latest first. A notice says "
                "nothing of the slip, and every one reads the same."
            }
            p {
                a href=(paths::DEMO_MAILBOX) { "Look again" } " · "
                a href=(paths::DEMO) { "Back to the demonstration" }
            }
            @if self.mails.is_empty() {
                p { "No mail yet. " a href=(paths::SLIP) { "Send a slip" } " and wait ten seconds." }
            }
            @for mail in &self.mails {
                section.panel {
                    h2 { "To " (mail.to) }
                    pre tabindex="0" { (String::from_utf8_lossy(&mail.bytes)) }
                }
            }
        }
    }
}
