//! One person's browser: it keeps its cookies, and follows where it is sent when asked to.

use std::io::{Read, Write};
use std::net::TcpStream;
use std::sync::Arc;
use std::sync::atomic::{AtomicU16, Ordering};
use std::time::Duration;

use super::answer::Answer;
use super::page::Page;

/// Most redirects in a row before a page.
const REDIRECTS_MAX: usize = 5;
const ANSWER_SECONDS_MAX: u64 = 60;

#[derive(Clone)]
pub struct Browser {
    host: String,
    port: Arc<AtomicU16>,
    agent: ureq::Agent,
    /// Kept here, because to a library a `Secure` cookie is not for plain HTTP.
    pub cookies: Vec<(String, String)>,
}

impl Browser {
    pub fn new(host: &str, port: Arc<AtomicU16>) -> Self {
        let config = ureq::Agent::config_builder()
            .http_status_as_error(false)
            .max_redirects(0)
            // Kept open, a connection that the service has just closed would be a failed request.
            .max_idle_connections(0)
            .timeout_global(Some(Duration::from_secs(ANSWER_SECONDS_MAX)))
            .build();
        Self { host: host.to_owned(), port, agent: config.new_agent(), cookies: Vec::new() }
    }

    /// One request, whatever comes back.
    pub fn get(&mut self, path: &str) -> Answer {
        let request = self.agent.get(self.address(path)).header("host", &self.host);
        let answer = match self.cookie_header() {
            Some(cookies) => request.header("cookie", cookies).call(),
            None => request.call(),
        };
        self.keep_cookies(Answer::from_ureq(answer.unwrap()))
    }

    /// The page at an address, or the redirect it answers with.
    pub fn open(&mut self, path: &str) -> Page {
        let answer = self.get(path);
        Page::new(path, answer)
    }

    /// A form, whether or not a page holds it.
    pub fn post<K: AsRef<str>, V: AsRef<str>>(&mut self, path: &str, fields: &[(K, V)]) -> Page {
        let request = self.agent.post(self.address(path)).header("host", &self.host);
        let request = match self.cookie_header() {
            Some(cookies) => request.header("cookie", cookies),
            None => request,
        };
        let answer = request.send_form(fields.iter().map(|(k, v)| (k.as_ref(), v.as_ref())));
        let answer = self.keep_cookies(Answer::from_ureq(answer.unwrap()));
        Page::new(path, answer)
    }

    /// A form, with what a browser says of where it came from.
    pub fn post_with(
        &mut self,
        path: &str,
        fields: &[(&str, &str)],
        (name, value): (&str, &str),
    ) -> Page {
        let request = self.agent.post(self.address(path)).header("host", &self.host);
        let cookies = self.cookie_header().unwrap_or_default();
        let request = request.header("cookie", cookies).header(name, value);
        let answer = request.send_form(fields.iter().copied()).unwrap();
        let answer = self.keep_cookies(Answer::from_ureq(answer));
        Page::new(path, answer)
    }

    /// The page at the end of the redirects.
    pub fn follow(&mut self, mut page: Page) -> Page {
        for _ in 0..REDIRECTS_MAX {
            let Some(location) = page.location.clone() else { return page };
            page = self.open(&location);
        }
        panic!("{} leads round in circles", page.path);
    }

    /// Opens an address and goes where it leads.
    pub fn visit(&mut self, path: &str) -> Page {
        let page = self.open(path);
        self.follow(page)
    }

    /// Fills in the form that holds this button, presses it, and goes where that leads.
    pub fn press(&mut self, page: &Page, button: &str, filled: &[(&str, &str)]) -> Page {
        let answer = self.press_only(page, button, filled);
        self.follow(answer)
    }

    /// The same, to the first answer.
    pub fn press_only(&mut self, page: &Page, button: &str, filled: &[(&str, &str)]) -> Page {
        let (action, fields) = filled_in(page, button, filled);
        self.post(&action, &fields)
    }

    /// Sends the form and hears nothing: the connection is gone before the answer.
    pub fn press_and_hang_up(&self, page: &Page, button: &str, filled: &[(&str, &str)]) {
        let (action, fields) = filled_in(page, button, filled);
        let body: String =
            form_urlencoded::Serializer::new(String::new()).extend_pairs(&fields).finish();
        let mut connection = self.connect();
        connection.write_all(&self.post_bytes(&action, body.len(), body.as_bytes())).unwrap();
        // Long enough for the service to have read it; the answer finds nobody.
        std::thread::sleep(Duration::from_millis(20));
    }

    /// A POST whose body is these bytes, said to be `length` long; the connection is closed after
    /// them. `None` when no answer came.
    pub fn post_raw(&mut self, path: &str, length: usize, body: &[u8]) -> Option<Answer> {
        let request = self.post_bytes(path, length, body);
        let answer = self.send_raw(&request)?;
        Some(self.keep_cookies(answer))
    }

    /// A request as it goes over the wire. `None` when no answer came.
    pub fn send_raw(&self, request: &[u8]) -> Option<Answer> {
        Answer::from_bytes(&self.send_bytes(request))
    }

    /// Any bytes at all, and whatever bytes come back.
    pub fn send_bytes(&self, bytes: &[u8]) -> Vec<u8> {
        let mut connection = self.connect();
        connection.write_all(bytes).unwrap();
        connection.shutdown(std::net::Shutdown::Write).unwrap();
        let mut answer = Vec::new();
        // A connection that is reset has still said what it had to say before.
        let _ = connection.read_to_end(&mut answer);
        answer
    }

    pub fn cookie(&self, name: &str) -> Option<&str> {
        self.cookies.iter().find(|(key, _)| key == name).map(|(_, value)| value.as_str())
    }

    fn post_bytes(&self, path: &str, length: usize, body: &[u8]) -> Vec<u8> {
        let cookies =
            self.cookie_header().map_or(String::new(), |cookies| format!("Cookie: {cookies}\r\n"));
        let head = format!(
            "POST {path} HTTP/1.1\r\nHost: {}\r\nConnection: close\r\n{cookies}Content-Length: {length}\r\n\
             Content-Type: application/x-www-form-urlencoded\r\n\r\n",
            self.host
        );
        [head.as_bytes(), body].concat()
    }

    fn connect(&self) -> TcpStream {
        let connection = TcpStream::connect(("127.0.0.1", self.port.load(Ordering::SeqCst)));
        let connection = connection.unwrap();
        connection.set_read_timeout(Some(Duration::from_secs(ANSWER_SECONDS_MAX))).unwrap();
        connection
    }

    fn address(&self, path: &str) -> String {
        format!("http://127.0.0.1:{}{path}", self.port.load(Ordering::SeqCst))
    }

    fn cookie_header(&self) -> Option<String> {
        let pairs: Vec<_> =
            self.cookies.iter().map(|(name, value)| format!("{name}={value}")).collect();
        (!pairs.is_empty()).then(|| pairs.join("; "))
    }

    fn keep_cookies(&mut self, answer: Answer) -> Answer {
        for (name, value) in answer.cookies() {
            self.cookies.retain(|(key, _)| key != name);
            if !value.is_empty() {
                self.cookies.push((name.to_owned(), value.to_owned()));
            }
        }
        answer
    }
}

/// The form's own values, with those that are filled in put in their place.
fn filled_in(
    page: &Page,
    button: &str,
    filled: &[(&str, &str)],
) -> (String, Vec<(String, String)>) {
    let (action, mut fields) = page.form_of(button);
    fields.retain(|(name, _)| !filled.iter().any(|(key, _)| key == name));
    fields.extend(filled.iter().map(|(key, value)| ((*key).to_owned(), (*value).to_owned())));
    (action, fields)
}
