//! Pictures and recordings that may be a school's own, under names that change with their content.

use std::sync::Arc;

use actix_web::HttpResponse;
use actix_web::http::header;
use actix_web::web::{Bytes, Data, Path};

use super::static_files::FOR_GOOD;
use crate::app::App;
use crate::media::{Media, MediaFile};

/// A file on its way out: it is sent from where it lies.
struct Sent {
    media: Arc<Media>,
    name: String,
}

/// `GET /media/{file}`.
pub async fn show_file(app: Data<App>, name: Path<String>) -> HttpResponse {
    let name = name.into_inner();
    let Some(content_type) = app.media.file(&name).map(|file| file.content_type) else {
        return HttpResponse::NotFound()
            .insert_header((header::CACHE_CONTROL, "no-store"))
            .finish();
    };
    HttpResponse::Ok()
        .insert_header((header::CONTENT_TYPE, content_type))
        .insert_header((header::CACHE_CONTROL, FOR_GOOD))
        .body(Bytes::from_owner(Sent { media: Arc::clone(&app.media), name }))
}

impl AsRef<[u8]> for Sent {
    fn as_ref(&self) -> &[u8] {
        self.media.file(&self.name).map_or(&[], MediaFile::bytes)
    }
}
