//! A browser's connection, kept open. It is the least that HTTP needs, so that the load costs little
//! beside what it measures.

use std::io;
use std::time::Duration;

use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;
use tokio::time::Instant;

use crate::Fault;

/// The service hangs up after five seconds of silence; a connection this old is not used again.
const IDLE_MAX: Duration = Duration::from_secs(3);
/// An answer that takes longer is none.
const ANSWER_MAX: Duration = Duration::from_secs(60);

/// Where the service is and what browsers call it.
#[derive(Clone)]
pub struct Site {
    pub port: u16,
    pub host: String,
}

/// What came back.
pub struct Answer {
    pub status: u16,
    /// The cookie it set, as it is to be sent.
    pub cookie: Option<String>,
    pub body: String,
}

pub struct Connection {
    stream: TcpStream,
    used_at: Instant,
}

impl Site {
    pub fn get(&self, path: &str, cookie: Option<&str>) -> Vec<u8> {
        format!("GET {path} HTTP/1.1\r\nHost: {}\r\n{}\r\n", self.host, line_of(cookie))
            .into_bytes()
    }

    pub fn post(&self, fields: &[(&str, &str)], cookie: Option<&str>) -> Vec<u8> {
        let form = form_urlencoded::Serializer::new(String::new()).extend_pairs(fields).finish();
        let (host, cookie, length) = (&self.host, line_of(cookie), form.len());
        format!(
            "POST / HTTP/1.1\r\nHost: {host}\r\nOrigin: https://{host}\r\n{cookie}\
             Content-Type: application/x-www-form-urlencoded\r\nContent-Length: {length}\r\n\r\n{form}"
        )
        .into_bytes()
    }
}

fn line_of(cookie: Option<&str>) -> String {
    cookie.map(|cookie| format!("Cookie: {cookie}\r\n")).unwrap_or_default()
}

impl Connection {
    pub async fn open(site: &Site) -> Result<Self, Fault> {
        let stream = TcpStream::connect(("127.0.0.1", site.port)).await?;
        stream.set_nodelay(true)?;
        Ok(Self { stream, used_at: Instant::now() })
    }

    /// Whether the service may have hung up by now.
    pub fn is_stale(&self) -> bool {
        self.used_at.elapsed() > IDLE_MAX
    }

    pub async fn ask(&mut self, request: &[u8]) -> Result<Answer, Fault> {
        let answer = tokio::time::timeout(ANSWER_MAX, self.ask_at_leisure(request)).await??;
        self.used_at = Instant::now();
        Ok(answer)
    }

    async fn ask_at_leisure(&mut self, request: &[u8]) -> Result<Answer, Fault> {
        self.stream.write_all(request).await?;
        let mut came = Vec::with_capacity(16_384);
        loop {
            if let Some((head, body)) = split_head(&came) {
                let head = Head::read(head)?;
                if body.len() >= head.length {
                    let body = String::from_utf8(body.to_vec())?;
                    return Ok(Answer { status: head.status, cookie: head.cookie, body });
                }
            }
            if self.stream.read_buf(&mut came).await? == 0 {
                return Err(io::Error::from(io::ErrorKind::UnexpectedEof).into());
            }
        }
    }
}

struct Head {
    status: u16,
    length: usize,
    cookie: Option<String>,
}

impl Head {
    fn read(head: &[u8]) -> Result<Self, Fault> {
        let head = std::str::from_utf8(head)?;
        let status = head.split(' ').nth(1).ok_or("an answer without a status")?.parse()?;
        let (mut length, mut cookie) = (None, None);
        for (name, value) in head.lines().filter_map(|line| line.split_once(": ")) {
            if name.eq_ignore_ascii_case("content-length") {
                length = Some(value.parse()?);
            } else if name.eq_ignore_ascii_case("set-cookie") {
                cookie = value.split(';').next().map(str::to_owned);
            }
        }
        Ok(Self { status, length: length.ok_or("an answer without a length")?, cookie })
    }
}

fn split_head(came: &[u8]) -> Option<(&[u8], &[u8])> {
    let end = came.windows(4).position(|four| four == b"\r\n\r\n")?;
    Some((came.get(..end)?, came.get(end + 4..)?))
}
