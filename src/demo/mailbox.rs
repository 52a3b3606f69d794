//! The demonstration's mail server: it takes every mail, keeps the latest in memory as raw bytes
//! and sends none on.

use std::collections::VecDeque;
use std::io;
use std::net::Ipv4Addr;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use tokio::io::{AsyncBufReadExt, AsyncReadExt, AsyncWriteExt, BufReader};
use tokio::net::{TcpListener, TcpStream};
use tokio::time::timeout;

/// Mails kept; the oldest goes first.
const MAILS_MAX: usize = 200;
/// Longest mail taken.
const MAIL_BYTES_MAX: usize = 64 * 1_024;
/// Longest line taken.
const LINE_BYTES_MAX: u64 = 4 * 1_024;
/// Longest silence of whoever connected.
const SILENCE_MAX: Duration = Duration::from_secs(30);

/// A mail as it came over the wire.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RawMail {
    pub to: String,
    pub bytes: Vec<u8>,
}

/// A mail server on this computer. Clones show the same mails; it ends with the program.
#[derive(Clone)]
pub struct Mailbox {
    port: u16,
    mails: Arc<Mutex<VecDeque<RawMail>>>,
}

impl Mailbox {
    /// Listens on a port of 127.0.0.1 that the system chooses. Must be called within a Tokio
    /// runtime.
    pub async fn start() -> io::Result<Self> {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).await?;
        let mailbox = Self { port: listener.local_addr()?.port(), mails: Arc::default() };
        let receiver = mailbox.clone();
        tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                let receiver = receiver.clone();
                tokio::spawn(async move {
                    // Whoever hangs up in the middle has sent nothing.
                    let _ = receiver.converse(stream).await;
                });
            }
        });
        Ok(mailbox)
    }

    /// Where it listens.
    pub fn port(&self) -> u16 {
        self.port
    }

    /// Every mail kept, the latest first.
    pub fn messages(&self) -> Vec<RawMail> {
        self.mails().iter().rev().cloned().collect()
    }

    /// RFC 5321, as much of it as one careful sender needs.
    async fn converse(&self, stream: TcpStream) -> io::Result<()> {
        let mut stream = BufReader::new(stream);
        say(&mut stream, "220 The demonstration's mailbox").await?;
        let mut readers: Vec<String> = Vec::new();
        loop {
            let line = read_line(&mut stream).await?;
            let command = line.trim_end().to_ascii_uppercase();
            let answer = if command.starts_with("EHLO") || command.starts_with("HELO") {
                "250 Good day"
            } else if command.starts_with("MAIL FROM:") || command == "RSET" {
                readers.clear();
                "250 OK"
            } else if command.starts_with("RCPT TO:") {
                readers.push(address_in(&line));
                "250 OK"
            } else if command == "DATA" && readers.is_empty() {
                "503 Say RCPT first"
            } else if command == "DATA" {
                say(&mut stream, "354 Go on, and end with a dot").await?;
                match read_mail(&mut stream).await? {
                    Some(bytes) => {
                        self.keep(std::mem::take(&mut readers), &bytes);
                        "250 Taken"
                    }
                    None => "552 Too long",
                }
            } else if command == "NOOP" {
                "250 OK"
            } else if command == "QUIT" {
                return say(&mut stream, "221 Goodbye").await;
            } else {
                "502 Not known here"
            };
            say(&mut stream, answer).await?;
        }
    }

    fn keep(&self, readers: Vec<String>, bytes: &[u8]) {
        let mut mails = self.mails();
        for to in readers {
            if mails.len() >= MAILS_MAX {
                mails.pop_front();
            }
            mails.push_back(RawMail { to, bytes: bytes.to_vec() });
        }
    }

    fn mails(&self) -> MutexGuard<'_, VecDeque<RawMail>> {
        self.mails.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

async fn say(stream: &mut BufReader<TcpStream>, line: &str) -> io::Result<()> {
    stream.write_all(format!("{line}\r\n").as_bytes()).await
}

async fn read_line(stream: &mut BufReader<TcpStream>) -> io::Result<String> {
    let mut line = Vec::new();
    let mut bounded = stream.take(LINE_BYTES_MAX);
    timeout(SILENCE_MAX, bounded.read_until(b'\n', &mut line)).await??;
    match line.ends_with(b"\n") {
        true => Ok(String::from_utf8_lossy(&line).into_owned()),
        false => Err(io::ErrorKind::UnexpectedEof.into()),
    }
}

/// Reads up to the line with a dot alone, and takes off the dots that were added for the way.
/// `None` for a mail that is too long.
async fn read_mail(stream: &mut BufReader<TcpStream>) -> io::Result<Option<Vec<u8>>> {
    let mut mail = Vec::new();
    loop {
        let line = read_line(stream).await?;
        if line.trim_end_matches(['\r', '\n']) == "." {
            return Ok((mail.len() <= MAIL_BYTES_MAX).then_some(mail));
        }
        if mail.len() <= MAIL_BYTES_MAX {
            mail.extend_from_slice(line.strip_prefix('.').unwrap_or(&line).as_bytes());
        }
    }
}

/// What stands between the angle brackets.
fn address_in(line: &str) -> String {
    let after = line.split_once('<').map_or(line, |(_, after)| after);
    after.split_once('>').map_or(after, |(address, _)| address).trim().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::{MailSection, MailSecurity};
    use crate::domain::{EmailAddress, Host, NoticeId, Timestamp};
    use crate::mail::{Mailer, Notice};

    #[tokio::test]
    async fn a_mail_arrives_as_it_was_sent_and_the_oldest_goes_first() {
        let mailbox = Mailbox::start().await.unwrap();
        let section = MailSection {
            host: "127.0.0.1".to_owned(),
            port: Some(mailbox.port()),
            security: MailSecurity::LanRelayWithoutTls,
            user: None,
            password_file: None,
            from: "talk@elmwood.example".to_owned(),
            ca_file: None,
        };
        let mailer = Mailer::new(&section, &Host::parse("localhost").unwrap()).unwrap();
        let to = EmailAddress::parse("oso@elmwood.example").unwrap();
        let sign_in_url = "http://localhost:8083/staff".to_owned();
        let id = NoticeId::from_random([7; 16]);
        let notice = Notice { id, dated_at: Timestamp(900), sign_in_url };
        mailer.send(&to, &notice).await.unwrap();

        let [mail] = mailbox.messages().try_into().unwrap();
        let text = String::from_utf8(mail.bytes).unwrap();
        assert_eq!(mail.to, "oso@elmwood.example");
        assert!(text.contains("Subject: Please sign in\r\n"), "{text}");
        assert!(text.trim_end().ends_with("answers to it."), "{text}");

        for number in 0..MAILS_MAX {
            mailbox.keep(vec![format!("{number}@x")], b"");
        }
        let mails = mailbox.messages();
        assert_eq!((mails.len(), mails[0].to.as_str()), (MAILS_MAX, "199@x"));
    }
}
