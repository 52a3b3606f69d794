//! The demonstration: a made-up school on this computer, with staff, a kiosk's form and a mailbox.
//! Nothing of it can be switched on in `serve`.

mod handlers;
mod mailbox;
mod pages;
mod people;
mod school;

pub use handlers::{Demonstration, routes};
pub use mailbox::{Mailbox, RawMail};
pub use people::DemoPerson;
pub use school::{DemoError, open_school};

/// Across the top of every page.
pub const BANNER: &str =
    "This is a demonstration on this computer. Nobody reads slips that are sent here.";
