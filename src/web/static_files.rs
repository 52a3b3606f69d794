//! The static files: compressed when the program was built, named by their content, kept by
//! browsers for good.

use actix_web::http::header;
use actix_web::web::Path;
use actix_web::{HttpRequest, HttpResponse};

/// One file in the forms it can be sent in.
struct StaticFile {
    name: &'static str,
    content_type: &'static str,
    plain: &'static [u8],
    brotli: Option<&'static [u8]>,
    gzip: Option<&'static [u8]>,
}

static FILES: &[StaticFile] = include!(concat!(env!("OUT_DIR"), "/static_table.rs"));

/// What lies at this address, as it is.
pub(super) fn plain(path: &str) -> Option<&'static [u8]> {
    let file = FILES.iter().find(|file| path.strip_prefix("/static/") == Some(file.name));
    file.map(|file| file.plain)
}

/// The name changes with the content, so it is never asked for twice.
pub(super) const FOR_GOOD: &str = "public, max-age=31536000, immutable";
/// The icon's name stays, so it is asked for again each day.
const A_DAY: &str = "public, max-age=86400";

/// `GET /static/{file}`.
pub async fn show_file(request: HttpRequest, name: Path<String>) -> HttpResponse {
    match FILES.iter().find(|file| file.name == name.as_str()) {
        Some(file) => file.answer(&request, FOR_GOOD),
        None => {
            HttpResponse::NotFound().insert_header((header::CACHE_CONTROL, "no-store")).finish()
        }
    }
}

/// `GET /icon.svg`: what a browser shows beside the title, on the page after leaving too.
pub async fn show_icon(request: HttpRequest) -> HttpResponse {
    let is_icon = |file: &&StaticFile| file.name.starts_with("icon.");
    match FILES.iter().find(is_icon) {
        Some(file) => file.answer(&request, A_DAY),
        None => HttpResponse::NotFound().finish(),
    }
}

impl StaticFile {
    fn answer(&self, request: &HttpRequest, cache_control: &str) -> HttpResponse {
        let (encoding, bytes) = self.form_for(request);
        let mut answer = HttpResponse::Ok();
        answer
            .insert_header((header::CONTENT_TYPE, self.content_type))
            .insert_header((header::CACHE_CONTROL, cache_control))
            .insert_header((header::VARY, "accept-encoding"));
        if let Some(encoding) = encoding {
            answer.insert_header((header::CONTENT_ENCODING, encoding));
        }
        answer.body(bytes)
    }

    /// The smallest form that the browser takes.
    fn form_for(&self, request: &HttpRequest) -> (Option<&'static str>, &'static [u8]) {
        let accepted = |coding: &str| {
            let values = request.headers().get_all(header::ACCEPT_ENCODING);
            values.filter_map(|value| value.to_str().ok()).any(|value| accepts(value, coding))
        };
        match (self.brotli, self.gzip) {
            (Some(bytes), _) if accepted("br") => (Some("br"), bytes),
            (_, Some(bytes)) if accepted("gzip") => (Some("gzip"), bytes),
            _ => (None, self.plain),
        }
    }
}

/// Whether an `Accept-Encoding` names this coding and does not refuse it with `q=0`.
fn accepts(header: &str, coding: &str) -> bool {
    header.split(',').any(|part| {
        let mut pieces = part.split(';').map(str::trim);
        let is_named = pieces.next().is_some_and(|name| name.eq_ignore_ascii_case(coding));
        let is_refused = pieces
            .filter_map(|piece| piece.to_ascii_lowercase().strip_prefix("q=").map(str::to_owned))
            .any(|quality| quality.parse::<f32>().is_ok_and(|quality| quality <= 0.0));
        is_named && !is_refused
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::paths::files;
    use actix_web::test::TestRequest;

    fn sent(path: &str, accept: &str) -> HttpResponse {
        let name = path.strip_prefix("/static/").unwrap();
        let file = FILES.iter().find(|file| file.name == name).unwrap();
        let request =
            TestRequest::get().insert_header((header::ACCEPT_ENCODING, accept)).to_http_request();
        file.answer(&request, FOR_GOOD)
    }

    #[test]
    fn the_smallest_form_a_browser_takes_is_sent() {
        for (accept, encoding) in [
            ("gzip, deflate, br", Some("br")),
            ("gzip;q=1.0, br;q=0", Some("gzip")),
            ("identity", None),
            ("x-br", None),
        ] {
            let answer = sent(files::APP_CSS, accept);
            let header = answer.headers().get(header::CONTENT_ENCODING);
            assert_eq!(header.map(|value| value.to_str().unwrap()), encoding, "{accept}");
        }
    }

    #[test]
    fn a_name_changes_with_the_content_and_a_style_sheet_names_the_font_by_it() {
        let css = FILES.iter().find(|file| files::APP_CSS.ends_with(file.name)).unwrap();
        let text = std::str::from_utf8(css.plain).unwrap();
        assert!(text.contains(files::TALK_LATIN_WOFF2));
        assert!(!text.contains("/static/talk-latin.woff2"));
    }

    #[test]
    fn a_first_visit_stays_within_its_budget() {
        let smallest = |path: &str| {
            let file = FILES.iter().find(|file| path.ends_with(file.name)).unwrap();
            file.brotli.or(file.gzip).map_or(file.plain.len(), <[u8]>::len)
        };
        let plain = |path: &str| FILES.iter().find(|file| path.ends_with(file.name)).unwrap().plain;
        let first_visit: usize = [files::APP_CSS, files::TALK_JS, files::SYM_SVG, files::ICON_SVG]
            .into_iter()
            .chain([files::TALK_LATIN_WOFF2])
            .map(smallest)
            .sum();
        assert!(first_visit <= 36 * 1024, "{first_visit} bytes beside the page itself");
        assert!(plain(files::TALK_JS).len() <= 6 * 1024);
        // The most that any page has: everyone's turn at a kiosk.
        let script: usize = [files::KIOSK_JS, files::TURN_JS].into_iter().map(smallest).sum();
        assert!(script <= 4 * 1024, "{script} bytes of script");
    }
}

#[cfg(test)]
mod fuzz {
    use super::*;

    #[test]
    fn any_accept_encoding_is_read_and_a_refused_coding_is_never_sent() {
        bolero::check!().with_type::<(u8, String)>().for_each(|(place, other)| {
            let other = other.replace([',', ';'], "");
            for coding in ["br", "gzip"] {
                let refused = format!("{coding};q=0");
                let both = if place % 2 == 0 { [&other, &refused] } else { [&refused, &other] };
                let header = both.map(String::as_str).join(",");
                assert_eq!(accepts(&header, coding), other.trim().eq_ignore_ascii_case(coding));
            }
        });
    }
}
