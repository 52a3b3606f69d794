//! Why a mail did not go, in a fixed vocabulary that whoever looks after the mail server
//! understands. What a server answers is never repeated: it may hold an address.

use std::error::Error as StdError;
use std::io;

use lettre::transport::smtp;
use rustls::CertificateError;

/// What went wrong between here and the mail server.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Reason {
    #[error("the mail server's name was not found")]
    NameNotFound,
    #[error("the mail server refuses connections on this port")]
    ConnectionRefused,
    #[error("the mail server cannot be reached")]
    Unreachable,
    #[error("the mail server did not answer in time")]
    TimedOut,
    #[error("the mail server hung up")]
    HungUp,
    #[error("what answers on this port does not speak SMTP, or turns us away")]
    NotAMailServer,
    #[error("the mail server does not offer STARTTLS")]
    StarttlsNotOffered,
    #[error("the mail server's certificate is not trusted")]
    CertificateNotTrusted,
    #[error("the mail server's certificate is for another name")]
    CertificateForAnotherName,
    #[error("the mail server's certificate has expired or is not valid yet")]
    CertificateOutOfDate,
    #[error("the mail server and we could not agree on TLS")]
    TlsFailed,
    #[error("the mail server refused the user or the password")]
    SignInRefused,
    #[error("the mail server wants a user and a password")]
    SignInWanted,
    #[error("the mail server offers no way to sign in that we know")]
    SignInNotOffered,
    #[error("the mail server refused the sender's address")]
    SenderRefused,
    #[error("the mail server refused the reader's address")]
    AddressRefused,
    #[error("the mail server refused the mail")]
    MailRefused,
    #[error("the mail server put us off")]
    PutOff,
    #[error("the mail server did not take it for three days")]
    GivenUp,
    #[error("the mail could not be written")]
    NotWritten,
}

impl Reason {
    /// What to look at first.
    pub fn what_to_do(self) -> &'static str {
        match self {
            Self::NameNotFound => "check [mail] host, and that this computer's DNS works",
            Self::ConnectionRefused => "check [mail] host and port, and the mail server's firewall",
            Self::Unreachable | Self::TimedOut => {
                "check that a firewall lets this computer reach [mail] host and port"
            }
            Self::HungUp | Self::NotAMailServer => {
                "check [mail] port and security: 587 is for starttls, 465 for tls; the server's log says more"
            }
            Self::StarttlsNotOffered => {
                "turn STARTTLS on at the mail server, or use [mail] security = \"tls\" on port 465"
            }
            Self::CertificateNotTrusted => {
                "if a private authority signed the certificate, name its PEM file in [mail] ca_file"
            }
            Self::CertificateForAnotherName => {
                "write in [mail] host the name that the certificate is for"
            }
            Self::CertificateOutOfDate => {
                "renew the mail server's certificate, and check the clocks of both computers"
            }
            Self::TlsFailed => "the mail server must speak TLS 1.2 or 1.3; check [mail] security",
            Self::SignInRefused | Self::SignInWanted => {
                "check [mail] user and the password in password_file"
            }
            Self::SignInNotOffered => {
                "the mail server must offer AUTH PLAIN or LOGIN; or leave out [mail] user"
            }
            Self::SenderRefused => {
                "check [mail] from: the user must be allowed to send from this address"
            }
            Self::AddressRefused => {
                "check the reader's address, and that the mail server accepts mail for it"
            }
            Self::MailRefused => {
                "look in the mail server's log; a filter may have to let the sender through"
            }
            Self::PutOff => "it is tried again; if it lasts, look in the mail server's log",
            Self::GivenUp => "put the mail server right, then send a test mail",
            Self::NotWritten => "start the service again; if it happens again, tell us",
        }
    }
}

/// What becomes of a notice that did not go.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum SendFailure {
    /// Another try may work: the server or the way to it has to change, not the reader's address.
    #[error("{0}")]
    Temporary(Reason),
    /// This mail to this reader will never be taken.
    #[error("{0}")]
    Permanent(Reason),
}

impl SendFailure {
    pub fn reason(self) -> Reason {
        match self {
            Self::Temporary(reason) | Self::Permanent(reason) => reason,
        }
    }
}

/// How far the conversation with the mail server had come.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Stage {
    Greeting,
    StartingTls,
    SigningIn,
    NamingSender,
    NamingReader,
    HandingOver,
}

/// What an error at this stage means. Only a refusal of the reader's address or of the mail itself
/// is for ever: everything else is the server's set-up, and is mended while the notice waits.
pub(super) fn failure(stage: Stage, error: &smtp::Error) -> SendFailure {
    let code = error.status().map(u16::from);
    if matches!(code, Some(530 | 538)) {
        return SendFailure::Temporary(Reason::SignInWanted);
    }
    if error.is_permanent() {
        return match stage {
            Stage::Greeting => SendFailure::Temporary(Reason::NotAMailServer),
            Stage::StartingTls => SendFailure::Temporary(Reason::StarttlsNotOffered),
            Stage::SigningIn => SendFailure::Temporary(Reason::SignInRefused),
            Stage::NamingSender => SendFailure::Temporary(Reason::SenderRefused),
            Stage::NamingReader => SendFailure::Permanent(Reason::AddressRefused),
            Stage::HandingOver => SendFailure::Permanent(Reason::MailRefused),
        };
    }
    if error.is_transient() {
        return SendFailure::Temporary(Reason::PutOff);
    }
    if stage == Stage::SigningIn && error.is_client() {
        return SendFailure::Temporary(Reason::SignInNotOffered);
    }
    let otherwise = match (error.is_response(), stage) {
        (true, Stage::Greeting) => Reason::NotAMailServer,
        // lettre calls an answer that ends before it began a wrong answer.
        (true, _) => Reason::HungUp,
        (false, _) => Reason::Unreachable,
    };
    SendFailure::Temporary(of_connection(error).unwrap_or(otherwise))
}

/// What the network or TLS says, somewhere among the causes.
fn of_connection(error: &smtp::Error) -> Option<Reason> {
    let mut cause = error.source();
    while let Some(error) = cause {
        if let Some(error) = error.downcast_ref::<io::Error>() {
            let inner = error.get_ref().and_then(|inner| inner.downcast_ref::<rustls::Error>());
            return Some(inner.map_or_else(|| of_io(error.kind()), of_tls));
        }
        cause = error.source();
    }
    None
}

fn of_io(kind: io::ErrorKind) -> Reason {
    match kind {
        io::ErrorKind::ConnectionRefused => Reason::ConnectionRefused,
        io::ErrorKind::TimedOut => Reason::TimedOut,
        io::ErrorKind::ConnectionReset
        | io::ErrorKind::ConnectionAborted
        | io::ErrorKind::BrokenPipe
        | io::ErrorKind::UnexpectedEof => Reason::HungUp,
        _ => Reason::Unreachable,
    }
}

fn of_tls(error: &rustls::Error) -> Reason {
    match error {
        rustls::Error::InvalidCertificate(error) => match error {
            CertificateError::NotValidForName | CertificateError::NotValidForNameContext { .. } => {
                Reason::CertificateForAnotherName
            }
            CertificateError::Expired
            | CertificateError::ExpiredContext { .. }
            | CertificateError::NotValidYet
            | CertificateError::NotValidYetContext { .. } => Reason::CertificateOutOfDate,
            _ => Reason::CertificateNotTrusted,
        },
        _ => Reason::TlsFailed,
    }
}
