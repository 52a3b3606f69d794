//! A mail server in the test's own process, as well-behaved or as bad as the test wants.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::{Arc, Mutex};
use std::time::Duration;

/// What the server does with whoever connects from now on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Behaviour {
    Accept,
    /// Takes its time over every mail.
    AcceptSlowly,
    /// Hangs up at once, as a server that is being restarted.
    Down,
    /// "451" to every reader.
    PutOff,
    /// "550" to these readers, and takes the mail to the others.
    Refuse(Vec<String>),
    /// Takes the whole mail and hangs up without a word.
    HangUpAfterData,
    /// Never says a word.
    Silent,
    /// Never says a word after the name of this reader.
    SilentTo(String),
    /// A greeting of one byte a second, without an end.
    Dripping,
}

/// A mail as it came over the wire.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mail {
    pub to: String,
    pub raw: String,
}

/// User "talk" and password "pear tree", as AUTH PLAIN says them.
const SIGN_IN: &str = "AHRhbGsAcGVhciB0cmVl";

#[derive(Clone)]
pub struct SmtpSink {
    pub port: u16,
    state: Arc<Mutex<State>>,
}

struct State {
    behaviour: Behaviour,
    tls: Option<Arc<rustls::ServerConfig>>,
    mails: Vec<Mail>,
    /// Taken whole, and nobody was told so.
    unacknowledged: Vec<String>,
    /// Every command of every connection.
    commands: Vec<String>,
}

impl SmtpSink {
    /// Speaks in the clear and offers no STARTTLS.
    pub fn start(behaviour: Behaviour) -> Self {
        Self::start_with(behaviour, None)
    }

    /// Offers STARTTLS, and nothing but it before.
    pub fn start_with_tls(tls: Arc<rustls::ServerConfig>) -> Self {
        Self::start_with(Behaviour::Accept, Some(tls))
    }

    fn start_with(behaviour: Behaviour, tls: Option<Arc<rustls::ServerConfig>>) -> Self {
        let listener = TcpListener::bind(("127.0.0.1", 0)).unwrap();
        let port = listener.local_addr().unwrap().port();
        let state = State {
            behaviour,
            tls,
            mails: Vec::new(),
            unacknowledged: Vec::new(),
            commands: Vec::new(),
        };
        let sink = Self { port, state: Arc::new(Mutex::new(state)) };
        let serving = sink.clone();
        // Ends with the test's process.
        std::thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                let sink = serving.clone();
                std::thread::spawn(move || sink.serve(stream));
            }
        });
        sink
    }

    pub fn behave(&self, behaviour: Behaviour) {
        self.state.lock().unwrap().behaviour = behaviour;
    }

    /// Shows this certificate to whoever connects from now on.
    pub fn present(&self, tls: Arc<rustls::ServerConfig>) {
        self.state.lock().unwrap().tls = Some(tls);
    }

    /// Every mail it took, in the order in which they came.
    pub fn mails(&self) -> Vec<Mail> {
        self.state.lock().unwrap().mails.clone()
    }

    /// Every mail that it took and hung up on, as the bytes that came.
    pub fn unacknowledged(&self) -> Vec<String> {
        self.state.lock().unwrap().unacknowledged.clone()
    }

    /// To whom mail was taken, in alphabetical order, once for each mail.
    pub fn readers(&self) -> Vec<String> {
        let mut readers: Vec<_> = self.mails().into_iter().map(|mail| mail.to).collect();
        readers.sort();
        readers
    }

    pub fn commands(&self) -> Vec<String> {
        self.state.lock().unwrap().commands.clone()
    }

    /// Whoever hangs up in the middle ends the conversation.
    fn serve(&self, stream: TcpStream) {
        let behaviour = self.state.lock().unwrap().behaviour.clone();
        let _ = self.converse(stream, &behaviour);
    }

    fn converse(&self, mut stream: TcpStream, behaviour: &Behaviour) -> std::io::Result<()> {
        stream.set_read_timeout(Some(Duration::from_secs(60)))?;
        match behaviour {
            Behaviour::Down => return Ok(()),
            Behaviour::Silent => return hold(&mut BufReader::new(stream)),
            Behaviour::Dripping => loop {
                stream.write_all(b"2")?;
                std::thread::sleep(Duration::from_secs(1));
            },
            _ => stream.write_all(b"220 sink\r\n")?,
        }
        let mut stream = BufReader::new(stream);
        let tls = self.state.lock().unwrap().tls.clone();
        let after = self.answer_commands(&mut stream, behaviour, tls.is_some())?;
        if let Some(config) = tls.filter(|_| after == After::Tls) {
            let tls = rustls::ServerConnection::new(config).unwrap();
            let mut stream = BufReader::new(rustls::StreamOwned::new(tls, stream.into_inner()));
            self.answer_commands(&mut stream, behaviour, false)?;
        }
        Ok(())
    }

    fn answer_commands<S: Read + Write>(
        &self,
        stream: &mut BufReader<S>,
        behaviour: &Behaviour,
        offers_tls: bool,
    ) -> std::io::Result<After> {
        let mut to = String::new();
        while let Some(line) = read_line(stream)? {
            self.state.lock().unwrap().commands.push(line.clone());
            let verb = line.split([' ', ':']).next().unwrap_or_default().to_ascii_uppercase();
            let answer = match verb.as_str() {
                "EHLO" if offers_tls => "250-sink\r\n250 STARTTLS",
                "EHLO" => "250-sink\r\n250 AUTH PLAIN LOGIN",
                "STARTTLS" if offers_tls => {
                    stream.get_mut().write_all(b"220 go on\r\n")?;
                    return Ok(After::Tls);
                }
                "AUTH" if line == format!("AUTH PLAIN {SIGN_IN}") => "235 welcome",
                "AUTH" => "535 who are you",
                "RCPT" => {
                    to = line.split(['<', '>']).nth(1).unwrap_or_default().to_owned();
                    match behaviour {
                        Behaviour::PutOff => "451 not now",
                        Behaviour::Refuse(readers) if readers.contains(&to) => "550 nobody here",
                        Behaviour::SilentTo(reader) if *reader == to => {
                            hold(stream)?;
                            return Ok(After::Goodbye);
                        }
                        _ => "250 OK",
                    }
                }
                "DATA" => {
                    stream.get_mut().write_all(b"354 go on\r\n")?;
                    let raw = read_mail(stream)?;
                    match behaviour {
                        Behaviour::HangUpAfterData => {
                            self.state.lock().unwrap().unacknowledged.push(raw);
                            return Ok(After::Goodbye);
                        }
                        Behaviour::AcceptSlowly => std::thread::sleep(Duration::from_millis(300)),
                        _ => {}
                    }
                    self.state.lock().unwrap().mails.push(Mail { to: to.clone(), raw });
                    "250 taken"
                }
                "MAIL" | "RSET" | "NOOP" => "250 OK",
                "QUIT" => "221 bye",
                _ => "502 unknown",
            };
            stream.get_mut().write_all(format!("{answer}\r\n").as_bytes())?;
            stream.get_mut().flush()?;
        }
        Ok(After::Goodbye)
    }
}

#[derive(PartialEq, Eq)]
enum After {
    Tls,
    Goodbye,
}

fn read_line<S: Read>(stream: &mut BufReader<S>) -> std::io::Result<Option<String>> {
    let mut line = String::new();
    let length = stream.read_line(&mut line)?;
    Ok((length > 0).then(|| line.trim_end().to_owned()))
}

fn read_mail<S: Read>(stream: &mut BufReader<S>) -> std::io::Result<String> {
    let mut raw = String::new();
    while let Some(line) = read_line(stream)?
        && line != "."
    {
        raw.push_str(line.strip_prefix('.').unwrap_or(&line));
        raw.push_str("\r\n");
    }
    Ok(raw)
}

/// Says nothing until the other side is gone.
fn hold<S: Read>(stream: &mut BufReader<S>) -> std::io::Result<()> {
    while !stream.fill_buf()?.is_empty() {
        let length = stream.buffer().len();
        stream.consume(length);
    }
    Ok(())
}
