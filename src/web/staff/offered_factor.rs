//! A second factor that a page offers: its key comes back with the form, sealed, and counts once a code of it is
//! typed.

use data_encoding::BASE64URL_NOPAD;

use crate::app::App;
use crate::crypto::Secret;
use crate::crypto::totp::TotpSecret;
use crate::domain::Typed;
use crate::services::enrol_reader::ProvenFactor;
use crate::views::components::{FactorOffer, FieldError};
use crate::web::WebError;

/// What the pepper's seal on a second factor that is being set up is for.
const PURPOSE: &str = "second-factor-offered";

pub(super) struct OfferedFactor {
    secret: TotpSecret,
    /// Whether a page has shown it.
    is_known: bool,
}

/// As a page has it.
pub(super) struct FactorOnPage {
    uri: Secret<String>,
    text: Secret<String>,
    sealed: String,
}

impl OfferedFactor {
    pub fn generate() -> Result<Self, WebError> {
        Ok(Self { secret: TotpSecret::generate()?, is_known: false })
    }

    /// The one that the page had offered, or another where the form has none of ours: then no code is one of
    /// it. `bound` is for whom it was offered.
    pub fn of_form(app: &App, bound: &[u8], form: &Typed) -> Result<Self, WebError> {
        let sealed = form.first("factor").unwrap_or_default();
        match open(app, bound, sealed) {
            Some(secret) => Ok(Self { secret, is_known: true }),
            None => Self::generate(),
        }
    }

    /// The factor, if the code in the form is one of it now.
    pub fn proven(&self, app: &App, form: &Typed) -> Result<ProvenFactor, FieldError> {
        let code = form.first("code").filter(|_| self.is_known).unwrap_or_default();
        match self.secret.verify(code, app.clock.now().0, 0) {
            Some(step) => Ok(ProvenFactor { secret: self.secret.clone(), step }),
            None => Err(FieldError {
                field: "code",
                message: app.words.text("staff-enrol-factor-wrong"),
            }),
        }
    }

    /// For a page; the app calls it by the school and the account.
    pub fn on_page(
        &self,
        app: &App,
        bound: &[u8],
        school: &str,
        account: &str,
    ) -> Result<FactorOnPage, WebError> {
        let sealed = app.pepper.seal(PURPOSE, bound, self.secret.as_bytes())?;
        Ok(FactorOnPage {
            uri: self.secret.uri(school, account),
            text: self.secret.base32(),
            sealed: BASE64URL_NOPAD.encode(&sealed),
        })
    }
}

impl FactorOnPage {
    pub fn offer<'a>(&'a self, errors: &'a [FieldError]) -> FactorOffer<'a> {
        FactorOffer {
            uri: self.uri.expose(),
            text: self.text.expose(),
            sealed: &self.sealed,
            errors,
        }
    }
}

fn open(app: &App, bound: &[u8], sealed: &str) -> Option<TotpSecret> {
    let sealed = BASE64URL_NOPAD.decode(sealed.as_bytes()).ok()?;
    let secret = app.pepper.open(PURPOSE, bound, &sealed).ok()?;
    TotpSecret::from_bytes(secret.expose())
}
