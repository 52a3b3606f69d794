//! Who is asking, as the type of a handler's argument. A handler that names one of these serves
//! nobody else; one that names `Posted<…>` (see `posted`) serves only forms that came from that person's
//! own page.

use std::future::Future;
use std::ops::Deref;
use std::pin::Pin;
use std::sync::Arc;

use actix_web::dev::Payload;
use actix_web::web::Data;
use actix_web::{FromRequest, HttpRequest};

pub use super::posted::{HasSession, Posted, PostedByAnyone};
use super::school::School;
use super::visited_cookie::Visited;
use super::{WebError, shortcuts_cookie, staff_cookie};
use crate::app::App;
use crate::crypto::session::SessionKeys;
use crate::crypto::{Pepper, ReaderPrivateKeys, ReaderPublicKeys, Secret};
use crate::domain::{Actor, Permission, ReaderSummary, Role, SchoolId, SchoolSummary, Timestamp};
use crate::services::ServiceError;
use crate::services::key_holder::KeyHolder;
use crate::services::read_slip::ReaderAtWork;
use crate::services::sign_out::{lock_session, sign_out, use_session};
use crate::services::sweep_sessions::{IDLE_SECONDS_MAX, SESSION_SECONDS_MAX};
use crate::services::trusted_readers::trusted_readers;
use crate::store::sessions::{SessionState, StoredSession};
use crate::store::{readers, sessions};

/// A session in use is said to be so at most this often: else every page would be a write.
const USED_SECONDS: i64 = 30;

/// What a guard makes of a request.
pub(super) type Guarded<T> = Pin<Box<dyn Future<Output = Result<T, WebError>>>>;

/// A member of staff whose session is open, confirmed by another reader or not.
pub struct SignedIn {
    pub school: SchoolSummary,
    pub reader: ReaderSummary,
    pub keys: ReaderPrivateKeys,
    pub session: SessionKeys,
    pub started_at: Timestamp,
    /// Whether the chain of readers leads to them: without that they may do nothing.
    pub is_confirmed: bool,
    /// When they last proved in this session that it is them; absent until they have.
    pub proven_at: Option<Timestamp>,
    /// Whether the keys of these pages work in their browser.
    pub has_shortcuts: bool,
    /// What they have looked at in this session.
    pub visited: Visited,
    /// The keys of those who learn what readers do with slips.
    heads: Vec<ReaderPublicKeys>,
    pepper: Arc<Pepper>,
}

impl SignedIn {
    /// Whether they are confirmed and one of their roles may.
    pub fn may(&self, permission: Permission) -> bool {
        self.is_confirmed && self.reader.roles.may(permission)
    }

    fn who_may(self, permission: Permission) -> Result<Self, WebError> {
        if !self.is_confirmed {
            return Err(WebError::ConfirmationNeeded);
        }
        if self.may(permission) { Ok(self) } else { Err(WebError::NotAllowed) }
    }

    pub fn actor(&self) -> Actor {
        Actor::Reader(self.reader.id.clone())
    }

    pub fn key_holder(&self) -> KeyHolder<'_> {
        KeyHolder { reader: &self.reader.id, session: &self.session, keys: &self.keys }
    }

    pub fn at_work(&self) -> ReaderAtWork {
        ReaderAtWork {
            id: self.reader.id.clone(),
            school: self.school.id.clone(),
            keys: self.keys.clone(),
            heads: self.heads.clone(),
            pepper: self.pepper.clone(),
        }
    }
}

/// Someone who may open the slips that are routed to them.
pub struct SlipReader(SignedIn);

/// Someone who may invite, confirm and remove readers, and open the school's form.
pub struct ReaderManager(SignedIn);

/// Someone who may print the school's recovery papers.
pub struct PaperMaker(SignedIn);

/// Someone who may see whether the service works.
pub struct ServiceViewer(SignedIn);

/// Someone who may make a computer of the school a kiosk.
pub struct KioskKeeper(SignedIn);

/// Someone with a session, locked or not.
pub struct SessionHolder {
    pub school: SchoolSummary,
    pub reader: ReaderSummary,
    pub session: SessionKeys,
    pub is_locked: bool,
}

macro_rules! guards {
    ($($guard:ident => $permission:ident),+) => {$(
        impl Deref for $guard {
            type Target = SignedIn;

            fn deref(&self) -> &SignedIn {
                &self.0
            }
        }

        impl AsRef<SignedIn> for $guard {
            fn as_ref(&self) -> &SignedIn {
                &self.0
            }
        }

        impl HasSession for $guard {
            fn session(&self) -> &SessionKeys {
                &self.0.session
            }
        }

        impl FromRequest for $guard {
            type Error = WebError;
            type Future = Guarded<Self>;

            fn from_request(request: &HttpRequest, payload: &mut Payload) -> Self::Future {
                let signed_in = SignedIn::from_request(request, payload);
                Box::pin(async move {
                    signed_in.await?.who_may(Permission::$permission).map(Self)
                })
            }
        }
    )+};
}

guards!(
    SlipReader => ReadSlips,
    ReaderManager => ManageReaders,
    PaperMaker => MakePapers,
    ServiceViewer => SeeService,
    KioskKeeper => EnrolKiosks
);

impl AsRef<Self> for SignedIn {
    fn as_ref(&self) -> &Self {
        self
    }
}

impl HasSession for SignedIn {
    fn session(&self) -> &SessionKeys {
        &self.session
    }
}

impl HasSession for SessionHolder {
    fn session(&self) -> &SessionKeys {
        &self.session
    }
}

impl FromRequest for SignedIn {
    type Error = WebError;
    type Future = Guarded<Self>;

    fn from_request(request: &HttpRequest, payload: &mut Payload) -> Self::Future {
        let (app, found) = (app_of(request), Found::of(request, payload));
        Box::pin(async move {
            let (app, found) = (app?, found.await?);
            found.open(&app).await
        })
    }
}

impl FromRequest for SessionHolder {
    type Error = WebError;
    type Future = Guarded<Self>;

    fn from_request(request: &HttpRequest, payload: &mut Payload) -> Self::Future {
        let (app, found) = (app_of(request), Found::of(request, payload));
        Box::pin(async move {
            let (app, found) = (app?, found.await?);
            if found.row.state != SessionState::Open {
                return Err(WebError::SignInNeeded);
            }
            let is_locked = found.row.sealed.is_none() || found.is_idle(app.clock.now());
            let reader = find_reader(&app, &found).await?;
            let Found { school, session, .. } = found;
            Ok(Self { school, reader, session, is_locked })
        })
    }
}

/// The session of a request's cookie, at the school of its host.
pub(super) struct Found {
    pub school: SchoolSummary,
    pub session: SessionKeys,
    pub row: StoredSession,
    has_shortcuts: bool,
    visited: Visited,
}

impl Found {
    pub fn of(request: &HttpRequest, payload: &mut Payload) -> Guarded<Self> {
        let app = app_of(request);
        let token = staff_cookie::read(request);
        let school = School::from_request(request, payload);
        let request = request.clone();
        Box::pin(async move {
            let (app, School(school)) = (app?, school.await?);
            let token = token.ok_or(WebError::SignInNeeded)?;
            let session = SessionKeys::derive(&app.pepper, &token);
            let row_id = session.row_id;
            let row = app
                .db
                .across_schools(move |connection| sessions::find(connection, &row_id))
                .await?
                .filter(|row| row.school == school.id)
                .ok_or(WebError::SignInNeeded)?;
            let has_shortcuts = shortcuts_cookie::are_on(&request);
            let visited = Visited::read(&request, &session, &row.reader);
            let found = Self { school, session, row, has_shortcuts, visited };
            let now = app.clock.now();
            if is_far(found.row.started_at, now, SESSION_SECONDS_MAX) {
                found.change(&app, sign_out).await?;
                return Err(WebError::SignInNeeded);
            }
            Ok(found)
        })
    }

    fn is_idle(&self, now: Timestamp) -> bool {
        is_far(self.row.used_at, now, IDLE_SECONDS_MAX)
    }

    /// Opens the session, or locks it when nobody has used it for too long.
    async fn open(self, app: &App) -> Result<SignedIn, WebError> {
        if self.row.state != SessionState::Open {
            return Err(WebError::SignInNeeded);
        }
        let now = app.clock.now();
        let sealed = self.row.sealed.as_deref().ok_or(WebError::UnlockNeeded)?;
        if self.is_idle(now) {
            self.change(app, lock_session).await?;
            return Err(WebError::UnlockNeeded);
        }
        let keys = self
            .session
            .open(self.row.reader.as_str(), sealed)
            .map_err(|_| WebError::SignInNeeded)?;
        let keys = read_keys(&keys)?;
        if is_far(self.row.used_at, now, USED_SECONDS) {
            self.change(app, use_session).await?;
        }
        let (pepper, id) = (app.pepper.clone(), self.row.reader.clone());
        let (stored, trusted) = app
            .db
            .read(self.school.id.clone(), move |reader| -> Result<_, WebError> {
                Ok((readers::find(reader, &id)?, trusted_readers(reader, &pepper)?))
            })
            .await?;
        let reader = stored.ok_or(WebError::SignInNeeded)?.summary;
        // The key is part of it: somebody else's keys under a reader's name vouch for nothing.
        let is_confirmed =
            trusted.iter().any(|one| one.summary == reader && one.keys == keys.public());
        let heads = trusted.into_iter().filter(|one| one.summary.roles.has(Role::Head));
        let heads = heads.map(|one| one.keys).collect();
        let Self { school, session, row, has_shortcuts, visited } = self;
        let StoredSession { started_at, proven_at, .. } = row;
        Ok(SignedIn {
            school,
            reader,
            keys,
            session,
            started_at,
            is_confirmed,
            proven_at,
            has_shortcuts,
            visited,
            heads,
            pepper: app.pepper.clone(),
        })
    }

    pub async fn change(
        &self,
        app: &App,
        change: impl Fn(&mut crate::db::Writer<'_>, &[u8]) -> Result<(), ServiceError> + Send + 'static,
    ) -> Result<(), WebError> {
        let (school, row_id): (SchoolId, _) = (self.school.id.clone(), self.session.row_id);
        let actor = Actor::Reader(self.row.reader.clone());
        let changed =
            app.db.write(school, actor, app.clock.now(), move |writer| change(writer, &row_id));
        Ok(changed.await?)
    }
}

/// Whether so many seconds lie between them, either way: before a clock was put right, it may have
/// been ahead.
pub(super) fn is_far(then: Timestamp, now: Timestamp, seconds: i64) -> bool {
    now.0.abs_diff(then.0) > seconds.unsigned_abs()
}

fn read_keys(bytes: &Secret<Vec<u8>>) -> Result<ReaderPrivateKeys, WebError> {
    ReaderPrivateKeys::from_bytes(bytes.expose()).map_err(|_| WebError::SignInNeeded)
}

pub(super) async fn find_reader(app: &App, found: &Found) -> Result<ReaderSummary, WebError> {
    let id = found.row.reader.clone();
    let stored =
        app.db.read(found.school.id.clone(), move |reader| readers::find(reader, &id)).await?;
    Ok(stored.ok_or(WebError::SignInNeeded)?.summary)
}

pub(super) fn app_of(request: &HttpRequest) -> Result<Data<App>, WebError> {
    request.app_data::<Data<App>>().cloned().ok_or(WebError::Internal)
}
