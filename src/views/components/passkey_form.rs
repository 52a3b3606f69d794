//! A form that a passkey answers: `passkey.js` asks the device when its button is pressed. Without the
//! script the page says what else to do, and shows no button that does nothing.

use maud::{Markup, Render, html};

use super::CsrfField;
use crate::i18n::Words;

pub struct PasskeyForm<'a> {
    pub words: &'a Words,
    pub action: &'a str,
    pub csrf: &'a str,
    /// What the browser asks the device, as JSON with its bytes in base64url.
    pub asked: &'a str,
    /// The fields that take the answer along.
    pub answers: &'a [&'a str],
    /// What is said where no passkey can be used.
    pub off: String,
    pub content: Markup,
    pub button: String,
}

impl PasskeyForm<'_> {
    /// The fields that take along what a passkey has signed.
    pub const SIGNED: [&'static str; 4] = ["credential", "client-data", "device-data", "signature"];
}

impl Render for PasskeyForm<'_> {
    fn render(&self) -> Markup {
        html! {
            p.notice #passkey-off { (self.off) }
            p.notice.now #passkey-failed role="alert" tabindex="-1" hidden {
                (self.words.text("staff-passkey-failed"))
            }
            form.staff-form #passkey method="post" action=(self.action) data-asked=(self.asked)
                novalidate hidden
            {
                (CsrfField(self.csrf))
                @for name in self.answers { input type="hidden" name=(name); }
                (self.content)
                div.go { button.btn type="submit" { (self.button) } }
            }
        }
    }
}
