//! Whether a device is safe to write at. Nobody is asked to sign in on it, nothing that is typed is sent, and
//! nothing is kept: the answers are in the address of the last page.

use actix_web::http::StatusCode;
use actix_web::web::{Data, Query};
use actix_web::{HttpRequest, HttpResponse};

use super::school::School;
use super::staff;
use super::tls::OwnCertificate;
use crate::app::App;
use crate::domain::{CertificateFingerprint, DeviceRisk, DeviceVerdict, Typed};
use crate::views::staff::{DeviceNextPage, DeviceResultPage, DeviceTestPage};

/// `GET /device-test`.
pub async fn show_device_test(
    app: Data<App>,
    School(school): School,
    request: HttpRequest,
) -> HttpResponse {
    let fingerprints = fingerprints(&app, &request);
    let page = DeviceTestPage { fingerprints: &fingerprints };
    staff::bare_page(&app, &school, StatusCode::OK, &page)
}

/// `GET /device-test/next`: the page to go back from.
pub async fn show_next(app: Data<App>, School(school): School) -> HttpResponse {
    staff::bare_page(&app, &school, StatusCode::OK, &DeviceNextPage)
}

/// `GET /device-test/result`. What is no answer leaves it unknown.
pub async fn show_result(
    app: Data<App>,
    School(school): School,
    query: Option<Query<Vec<(String, String)>>>,
) -> HttpResponse {
    let answers = Typed(query.map(Query::into_inner).unwrap_or_default());
    let verdicts = DeviceRisk::ALL.map(|risk| (risk, DeviceVerdict::read(risk, &answers)));
    let page = DeviceResultPage { verdicts, today: app.clock.now().day() };
    staff::bare_page(&app, &school, StatusCode::OK, &page)
}

/// Of the certificate that is served now, and of those that a proxy in front is said to serve.
fn fingerprints(app: &App, request: &HttpRequest) -> Vec<CertificateFingerprint> {
    let own = request.app_data::<Data<OwnCertificate>>().and_then(|own| own.fingerprint());
    let told = app.site.certificate_fingerprints.iter().copied();
    let mut all: Vec<_> = own.into_iter().chain(told).collect();
    all.dedup();
    all
}
