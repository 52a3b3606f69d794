//! The mail server is away, slow, or not what it should be.

use std::collections::BTreeSet;
use std::time::{Duration, Instant};

use ineedtotalk::config::{MailSection, MailSecurity};
use ineedtotalk::domain::{EmailAddress, Host, NoticeId, Role, Timestamp};
use ineedtotalk::jobs;
use ineedtotalk::mail::{Mailer, Notice, Reason, SEND_SECONDS_MAX, SendFailure};

use super::{
    HOUR, TO_NEXT_SLOT, address, advance, refused, run_due, send_emergency, send_ordinary_slip,
    waiting, with_sink,
};
use crate::harness::{Behaviour, SmtpSink, wait};

fn mailer(sink: &SmtpSink, security: MailSecurity) -> Mailer {
    let section = MailSection {
        host: "127.0.0.1".to_owned(),
        port: Some(sink.port),
        security,
        user: None,
        password_file: None,
        from: "talk@elmwood.example".to_owned(),
        ca_file: None,
    };
    Mailer::new(&section, &Host::parse("talk.elmwood.example").unwrap()).unwrap()
}

async fn send_one(mailer: &Mailer) -> Result<(), SendFailure> {
    let to = EmailAddress::parse("okafor@elmwood.example").unwrap();
    let sign_in_url = "https://talk.elmwood.example/staff".to_owned();
    let id = NoticeId::from_random([7; 16]);
    mailer.send(&to, &Notice { id, dated_at: Timestamp(900), sign_in_url }).await
}

#[test]
fn a_server_that_is_away_for_hours_loses_nothing() {
    for trouble in [Behaviour::Down, Behaviour::PutOff, Behaviour::HangUpAfterData] {
        let (app, sink) = with_sink(trouble);
        send_ordinary_slip(&app);
        advance(&app, TO_NEXT_SLOT);
        for _ in 0..20 {
            run_due(&app);
            advance(&app, HOUR / 2);
        }
        assert_eq!((sink.mails().len(), waiting(&app)), (0, 3));
        assert!(refused(&app).is_empty());

        sink.behave(Behaviour::Accept);
        advance(&app, HOUR);
        run_due(&app);
        assert_eq!((sink.readers().len(), waiting(&app)), (3, 0));
    }
}

#[test]
fn a_mail_whose_receipt_got_lost_comes_again_as_the_same_mail() {
    let (app, sink) = with_sink(Behaviour::HangUpAfterData);
    send_ordinary_slip(&app);
    advance(&app, TO_NEXT_SLOT);
    run_due(&app);
    let ids = |raws: Vec<String>| -> BTreeSet<String> {
        let id =
            |raw: &str| raw.lines().find(|line| line.starts_with("Message-ID")).map(str::to_owned);
        raws.iter().map(|raw| id(raw).unwrap()).collect()
    };
    let before = ids(sink.unacknowledged());
    assert_eq!(before.len(), 3, "one for each reader");
    sink.behave(Behaviour::Accept);
    advance(&app, 60);
    run_due(&app);
    assert_eq!(ids(sink.mails().into_iter().map(|mail| mail.raw).collect()), before);
    assert_eq!(waiting(&app), 0);
}

#[test]
fn after_three_days_a_notice_is_given_up_and_said_to_be() {
    let (app, sink) = with_sink(Behaviour::PutOff);
    send_ordinary_slip(&app);
    advance(&app, TO_NEXT_SLOT);
    for _ in 0..71 {
        run_due(&app);
        advance(&app, HOUR);
    }
    assert!(refused(&app).is_empty(), "still tried");
    for _ in 0..2 {
        advance(&app, HOUR);
        run_due(&app);
    }
    let told = refused(&app);
    assert_eq!(told.len(), 3);
    assert!(told.iter().all(|notice| notice.refusal == Reason::GivenUp.to_string()));

    sink.behave(Behaviour::Accept);
    advance(&app, HOUR);
    run_due(&app);
    assert!(refused(&app).is_empty(), "mail works again, and they were told to sign in");
}

#[test]
fn a_silent_or_dripping_server_is_left_after_twenty_seconds() {
    let (silent, dripping) =
        (SmtpSink::start(Behaviour::Silent), SmtpSink::start(Behaviour::Dripping));
    let mailers = [&silent, &dripping].map(|sink| mailer(sink, MailSecurity::LanRelayWithoutTls));
    let since = Instant::now();
    let (one, other) = wait(async { tokio::join!(send_one(&mailers[0]), send_one(&mailers[1])) });
    for outcome in [one, other] {
        assert_eq!(outcome, Err(SendFailure::Temporary(Reason::TimedOut)));
    }
    let limit = Duration::from_secs(SEND_SECONDS_MAX);
    assert!(since.elapsed() >= limit && since.elapsed() < limit + Duration::from_secs(3));
}

#[test]
fn a_conversation_that_hangs_holds_up_nobody_elses() {
    let (app, sink) = with_sink(Behaviour::Accept);
    let hanging = address(&app, Role::OnlineSafetyOfficer);
    sink.behave(Behaviour::SilentTo(hanging.clone()));
    send_emergency(&app);
    let service = app.app.clone();
    let running = std::thread::spawn(move || wait(jobs::run_due(&service)));
    let since = Instant::now();
    while sink.readers().len() < 2 {
        assert!(since.elapsed() < Duration::from_secs(5), "told {:?}", sink.readers());
        std::thread::sleep(Duration::from_millis(20));
    }
    running.join().unwrap().unwrap();
    assert_eq!(waiting(&app), 1);

    sink.behave(Behaviour::Accept);
    advance(&app, 60);
    run_due(&app);
    assert_eq!((sink.readers().contains(&hanging), waiting(&app)), (true, 0));
}

#[test]
fn without_starttls_nothing_is_said_in_the_clear() {
    let stripped = SmtpSink::start(Behaviour::Accept);
    let outcome = wait(send_one(&mailer(&stripped, MailSecurity::Starttls)));
    assert_eq!(outcome, Err(SendFailure::Temporary(Reason::StarttlsNotOffered)));
    assert!(stripped.mails().is_empty());
    let said = stripped.commands();
    let gives_away = |line: &String| line.contains('@') || line.starts_with("AUTH");
    assert!(!said.iter().any(gives_away), "{said:?}");

    // The same server is good enough for a school that asks for no TLS.
    assert_eq!(wait(send_one(&mailer(&stripped, MailSecurity::LanRelayWithoutTls))), Ok(()));
    assert!(stripped.commands().iter().any(gives_away));
}

#[test]
fn what_is_wrong_is_named() {
    let closed = std::net::TcpListener::bind(("127.0.0.1", 0)).unwrap();
    let port = closed.local_addr().unwrap().port();
    drop(closed);
    let mut gone = SmtpSink::start(Behaviour::Down);
    let turned_away = wait(send_one(&mailer(&gone, MailSecurity::LanRelayWithoutTls)));
    assert_eq!(turned_away, Err(SendFailure::Temporary(Reason::NotAMailServer)));
    gone.behave(Behaviour::HangUpAfterData);
    let hung_up = wait(send_one(&mailer(&gone, MailSecurity::LanRelayWithoutTls)));
    assert_eq!(hung_up, Err(SendFailure::Temporary(Reason::HungUp)));
    gone.port = port;
    let refused = wait(send_one(&mailer(&gone, MailSecurity::LanRelayWithoutTls)));
    assert_eq!(refused, Err(SendFailure::Temporary(Reason::ConnectionRefused)));
    let plain = SmtpSink::start(Behaviour::Accept);
    let not_tls = wait(send_one(&mailer(&plain, MailSecurity::Tls)));
    assert_eq!(not_tls, Err(SendFailure::Temporary(Reason::TlsFailed)));
}
