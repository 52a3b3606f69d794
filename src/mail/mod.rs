//! Handing notices to the school's mail server. A notice carries no content: every mail to every
//! reader reads the same.

mod failure;
mod mailer;
mod message;

pub use failure::{Reason, SendFailure};
pub use mailer::{Mailer, MailerError, SEND_SECONDS_MAX};
pub use message::Notice;
