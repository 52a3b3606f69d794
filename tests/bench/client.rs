//! A browser: a connection for each request, as the service ends it with its answer. It is the least
//! that HTTP needs, so that the load costs little beside what it measures.

use std::io;
use std::time::Duration;

use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;

use crate::Fault;

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

    pub async fn ask(&self, request: &[u8]) -> Result<Answer, Fault> {
        tokio::time::timeout(ANSWER_MAX, self.ask_at_leisure(request)).await?
    }

    async fn ask_at_leisure(&self, request: &[u8]) -> Result<Answer, Fault> {
        let mut stream = TcpStream::connect(("127.0.0.1", self.port)).await?;
        stream.set_nodelay(true)?;
        stream.write_all(request).await?;
        let mut came = Vec::with_capacity(16_384);
        loop {
            if let Some((head, body)) = split_head(&came) {
                let head = Head::read(head)?;
                if body.len() >= head.length {
                    let body = String::from_utf8(body.to_vec())?;
                    return Ok(Answer { status: head.status, cookie: head.cookie, body });
                }
            }
            if stream.read_buf(&mut came).await? == 0 {
                return Err(io::Error::from(io::ErrorKind::UnexpectedEof).into());
            }
        }
    }
}

fn line_of(cookie: Option<&str>) -> String {
    cookie.map(|cookie| format!("Cookie: {cookie}\r\n")).unwrap_or_default()
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
