//! What asks for the password and a new code once more, or for a passkey in their place: a handler that takes
//! its form as `PostedAfresh` changes nothing for whoever has not given them in this session within five
//! minutes. The form they sent waits on the page that asks, and is sent on with them.

use actix_web::dev::Payload;
use actix_web::http::StatusCode;
use actix_web::web::Data;
use actix_web::{FromRequest, HttpRequest};

use super::error::AskingPage;
use super::guard::{Guarded, HasSession, Posted, SignedIn, app_of, is_far};
use super::passkey_exchange::{PasskeyAnswer, site_of, to_sign};
use super::{WebError, staff};
use crate::app::App;
use crate::crypto::Secret;
use crate::crypto::passkey::Site;
use crate::domain::Typed;
use crate::i18n::Words;
use crate::services::ServiceError;
use crate::services::sign_in::SignInError;
use crate::services::step_up::{PROVEN_SECONDS, ProvenBy, ask_for_passkey, step_up};
use crate::views::components::{FieldError, PasskeyForm};
use crate::views::staff::StepUpPage;

/// A form from the own page of someone whom `G` lets in, and who proved just now that it is them.
pub struct PostedAfresh<G> {
    pub by: G,
    pub form: Typed,
}

impl<G> FromRequest for PostedAfresh<G>
where
    G: FromRequest<Error = WebError> + HasSession + AsRef<SignedIn> + 'static,
{
    type Error = WebError;
    type Future = Guarded<Self>;

    fn from_request(request: &HttpRequest, payload: &mut Payload) -> Self::Future {
        let (app, action) = (app_of(request), request.path().to_owned());
        let request = request.clone();
        let posted = Posted::<G>::from_request(&request, payload);
        Box::pin(async move {
            let (app, Posted { by, mut form }) = (app?, posted.await?);
            let site = site_of(&app, &request)?;
            let proof = Proof::take(&mut form);
            let asked =
                Asked { app: &app, by: by.as_ref(), site: &site, action: &action, form: &form };
            match proof {
                _ if asked.is_proven() => {}
                Some(proof) => asked.check(proof).await?,
                None => return Err(asked.again(StatusCode::UNPROCESSABLE_ENTITY, &[], None).await),
            }
            Ok(Self { by, form })
        })
    }
}

/// What the page that asks has sent along with the form.
enum Proof {
    Typed { password: Secret<String>, code: String },
    Passkey(PasskeyAnswer),
}

impl Proof {
    /// Takes it out of a form, which is then as it was sent first.
    fn take(form: &mut Typed) -> Option<Self> {
        let (password, code) = (StepUpPage::PASSWORD, StepUpPage::CODE);
        let typed = |name| form.first(name).map(str::to_owned);
        let has_signed = PasskeyForm::SIGNED.iter().all(|name| form.first(name).is_some());
        let found = match typed(password).zip(typed(code)) {
            Some((password, code)) => Some(Self::Typed { password: Secret::new(password), code }),
            None if has_signed => Some(Self::Passkey(PasskeyAnswer::of(form))),
            None => None,
        };
        let is_own =
            |name: &str| name == password || name == code || PasskeyForm::SIGNED.contains(&name);
        form.0.retain(|(name, _)| !is_own(name));
        found
    }

    fn by<'a>(&'a self, site: &'a Site) -> ProvenBy<'a> {
        match self {
            Self::Typed { password, code } => ProvenBy::Typed { password: password.clone(), code },
            Self::Passkey(answer) => ProvenBy::Passkey(answer.at(site)),
        }
    }

    /// What is said where it is none.
    fn refused(&self, words: &Words) -> String {
        match self {
            Self::Typed { .. } => words.text("staff-step-up-refused"),
            Self::Passkey(_) => words.text("staff-step-up-passkey-refused"),
        }
    }
}

/// A form that waits until whoever sent it has proved that it is them.
struct Asked<'a> {
    app: &'a Data<App>,
    by: &'a SignedIn,
    /// Whose passkeys may be used.
    site: &'a Site,
    /// The address that the form is for.
    action: &'a str,
    form: &'a Typed,
}

impl Asked<'_> {
    fn is_proven(&self) -> bool {
        let now = self.app.clock.now();
        self.by.proven_at.is_some_and(|at| !is_far(at, now, PROVEN_SECONDS))
    }

    /// Guesses are counted with those at the locked screen of this session, and slowed alike.
    async fn check(&self, proof: Proof) -> Result<(), WebError> {
        let Self { app, by, .. } = self;
        let (words, attempt) = (&app.words, app.sign_ins.attempt_by_itself(&by.session.row_id));
        if let Some(notice) = staff::wait_notice(app, &attempt) {
            return Err(self.again(StatusCode::TOO_MANY_REQUESTS, &[], Some(notice)).await);
        }
        app.sign_ins.count(&attempt, app.clock.now());
        let locks = app.key_locks();
        let desk = staff::desk(app, &locks, &by.school);
        match step_up(desk, &by.session, &by.reader.id, proof.by(self.site)).await {
            Ok(()) => {
                app.sign_ins.forgive(&attempt);
                Ok(())
            }
            Err(SignInError::Refused) => {
                let message = proof.refused(words);
                let errors = [FieldError { field: StepUpPage::PASSWORD, message }];
                Err(self.again(StatusCode::UNPROCESSABLE_ENTITY, &errors, None).await)
            }
            Err(SignInError::Service(ServiceError::Busy(_))) => {
                app.sign_ins.take_back(&attempt);
                let notice = Some(words.text("staff-sign-in-busy"));
                Err(self.again(StatusCode::SERVICE_UNAVAILABLE, &[], notice).await)
            }
            Err(SignInError::Service(error)) => Err(error.into()),
        }
    }

    /// The page that asks, with all that was typed.
    async fn again(
        &self,
        status: StatusCode,
        errors: &[FieldError],
        notice: Option<String>,
    ) -> WebError {
        let Self { app, by, site, action, form } = self;
        let locks = app.key_locks();
        let desk = staff::desk(app, &locks, &by.school);
        // Where none can be asked for, the password and a code still prove it, and what was typed is not lost.
        let asked = ask_for_passkey(desk, &by.session, &by.reader.id, site).await;
        let asked = asked.unwrap_or_else(|error| {
            tracing::warn!(%error, "no passkey could be asked for");
            None
        });
        let asked = asked.map(|asked| to_sign(site, &asked.challenge, asked.passkeys.iter()));
        let fields = form.0.iter().filter(|(name, _)| name != "csrf").cloned().collect();
        let (asked, csrf) = (asked.as_deref(), by.session.csrf());
        let page = StepUpPage { action, fields, asked, csrf, errors, notice };
        let document = staff::signed_in_document(app, by, None, &page);
        WebError::ProofNeeded(AskingPage { status, document })
    }
}
