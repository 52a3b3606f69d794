//! Forms from our own pages. One that comes when its session is locked, or when something of ours fails, is
//! kept for the answer: nobody types anything twice.

use actix_web::dev::Payload;
use actix_web::web::{self, Data};
use actix_web::{FromRequest, HttpRequest};

use super::forms::Arrival;
use super::guard::Guarded;
use super::kept_form::KeptForm;
use super::{WebError, forms, staff_cookie, visit};
use crate::app::App;
use crate::crypto::session::SessionKeys;
use crate::domain::Typed;

/// A form from the own page of someone whom `G` lets in.
pub struct Posted<G> {
    pub by: G,
    pub form: Typed,
}

/// A form of someone who has no session yet, from our own page.
pub struct PostedByAnyone(pub Typed);

/// Whoever has a session, and so a token in each form.
pub trait HasSession {
    fn session(&self) -> &SessionKeys;
}

impl<G> FromRequest for Posted<G>
where
    G: FromRequest<Error = WebError> + HasSession + 'static,
{
    type Error = WebError;
    type Future = Guarded<Self>;

    fn from_request(request: &HttpRequest, payload: &mut Payload) -> Self::Future {
        let is_same_site = visit::is_same_site(request);
        let by = G::from_request(request, payload);
        let body = web::Payload::from_request(request, payload);
        let request = request.clone();
        Box::pin(async move {
            let by = match by.await {
                Ok(by) => by,
                Err(error) if !error.may_be_gone_on_from() => return Err(error),
                // The token is told from the cookie alone.
                Err(error) => {
                    let session = own_session(&request);
                    let form = read_form(body.into_inner()).await;
                    let Some((session, form)) = session.zip(form.ok()) else { return Err(error) };
                    if !is_same_site || !is_from(&session, &form) {
                        return Err(error);
                    }
                    KeptForm::of(&request, &form).put_aside(&request);
                    let is_locked = matches!(error, WebError::UnlockNeeded);
                    return Err(if is_locked { WebError::LockedMeanwhile } else { error });
                }
            };
            let form = read_form(body.into_inner()).await?;
            if !is_same_site || !is_from(by.session(), &form) {
                return Err(WebError::Forged);
            }
            KeptForm::of(&request, &form).put_aside(&request);
            Ok(Self { by, form })
        })
    }
}

impl FromRequest for PostedByAnyone {
    type Error = WebError;
    type Future = Guarded<Self>;

    fn from_request(request: &HttpRequest, payload: &mut Payload) -> Self::Future {
        let is_same_site = visit::is_same_site(request);
        let body = web::Payload::from_request(request, payload);
        Box::pin(async move {
            if !is_same_site {
                return Err(WebError::Forged);
            }
            read_form(body.into_inner()).await.map(Self)
        })
    }
}

async fn read_form(body: Result<web::Payload, actix_web::Error>) -> Result<Typed, WebError> {
    let body = body.map_err(|_| WebError::NotUnderstood)?;
    match forms::read(body).await {
        (form, Arrival::Whole) => Ok(form),
        (_, Arrival::TooLarge | Arrival::TooSlow | Arrival::Broken) => Err(WebError::NotUnderstood),
    }
}

/// The keys of whoever has this cookie, session or none.
pub(super) fn own_session(request: &HttpRequest) -> Option<SessionKeys> {
    let app = request.app_data::<Data<App>>()?;
    staff_cookie::read(request).map(|token| SessionKeys::derive(&app.pepper, &token))
}

fn is_from(session: &SessionKeys, form: &Typed) -> bool {
    session.is_csrf(form.first("csrf").unwrap_or_default())
}
