//! `ineedtotalk doctor`, asked beside a running service.

use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::process::Command;

use ineedtotalk::backup::{file_of_day, write_key};
use ineedtotalk::clock::Clock;
use ineedtotalk::crypto::RecoveryKit;
use ineedtotalk::domain::{Day, Role};

use super::{TO_NEXT_SLOT, address, advance, run_due, send_ordinary_slip, with_sink};
use crate::harness::{Behaviour, Provided, SmtpSink, TestApp, TestProvider, is_postgres};
use crate::operator::{StrangeFront, make_certificate};
use crate::staff::at_desk::AtDesk;

/// Longer than the name system allows, so nobody is asked for it.
const NO_HOST: &str = "mail-server-whose-name-is-longer-than-sixty-three-characters-in-one";

/// What it says, and its exit code.
pub(super) fn ask(app: &TestApp, changed: &[(&str, &str)], arguments: &[&str]) -> (String, i32) {
    let config = &app.config;
    let pepper = &config.secrets.pepper_file;
    let port = config.mail.port.unwrap().to_string();
    let mut doctor = Command::new(env!("CARGO_BIN_EXE_ineedtotalk"));
    doctor
        .arg("doctor")
        .args(arguments)
        .env("INEEDTOTALK_SERVER_PUBLIC_URL", &config.server.public_url)
        .env("INEEDTOTALK_SERVER_TRUSTED_PROXIES", "127.0.0.1/32")
        .env("INEEDTOTALK_SERVER_SECURITY_CONTACT", "mailto:ict@elmwood.example")
        .env("INEEDTOTALK_SCHOOL_NETWORKS", "203.0.113.0/28")
        .env("INEEDTOTALK_DATABASE_URL", &config.database.url)
        .env("INEEDTOTALK_SECRETS_PEPPER_FILE", pepper)
        .env("INEEDTOTALK_MAIL_HOST", &config.mail.host)
        .env("INEEDTOTALK_MAIL_PORT", port)
        .env("INEEDTOTALK_MAIL_SECURITY", "lan-relay-without-tls")
        .env("INEEDTOTALK_MAIL_FROM", &config.mail.from)
        .env("INEEDTOTALK_BACKUP_FOLDER", app.folder.path())
        .env("INEEDTOTALK_BACKUP_KEY_FILE", app.folder.path().join("backup-key"))
        .envs(changed.iter().copied());
    let output = doctor.output().unwrap();
    (String::from_utf8(output.stdout).unwrap(), output.status.code().unwrap())
}

fn running_service(behaviour: Behaviour) -> (TestApp, SmtpSink) {
    let (app, sink) = with_sink(behaviour);
    set_mode(&app.config.secrets.pepper_file, 0o600);
    let folder = app.folder.path();
    write_key(&folder.join("backup-key"), &RecoveryKit::generate().unwrap()).unwrap();
    std::fs::write(file_of_day(folder, Clock::System.now().day()), b"sealed").unwrap();
    (app, sink)
}

fn set_mode(file: &Path, mode: u32) {
    std::fs::set_permissions(file, std::fs::Permissions::from_mode(mode)).unwrap();
}

#[test]
fn when_all_is_well_it_says_so_and_sends_a_test_mail() {
    let (app, sink) = running_service(Behaviour::Accept);
    let (said, code) = ask(&app, &[], &["--mail-to", "ict@elmwood.example"]);
    // The computer the tests run on may have swap, and the day may be a year after this edition's: both
    // are rightly minded. What is said on which day is tested where the day can be chosen.
    let is_minded = |line: &str| {
        line.contains("swap is on and not encrypted") || line.contains("more than a year ago")
    };
    let wrong: Vec<_> = said.lines().filter(|line| line.contains("WRONG")).collect();
    assert!(wrong.iter().all(|line| is_minded(line)), "{said}");
    assert_eq!(code, i32::from(!wrong.is_empty()), "{said}");
    assert!(said.contains("a crash leaves no core file"), "{said}");
    assert!(said.contains("Elmwood School: every slip reaches somebody"), "{said}");
    assert!(said.contains("Elmwood School: all 0 lines of the log hold"), "{said}");
    assert_eq!(sink.readers(), ["ict@elmwood.example"]);
    assert!(sink.mails()[0].raw.contains("Subject: Test mail\r\n"));
}

#[test]
fn each_thing_that_is_wrong_is_named() {
    let (app, _sink) = running_service(Behaviour::Down);
    let wrong = [
        (("INEEDTOTALK_MAIL_HSOT", "x"), "INEEDTOTALK_MAIL_HSOT names no setting"),
        (("INEEDTOTALK_SERVER_PUBLIC_URL", "http://talk.elmwood.example"), "in the clear"),
        (("INEEDTOTALK_SERVER_TRUSTED_PROXIES", "0.0.0.0/0"), "names every address"),
        (("INEEDTOTALK_SERVER_TRUSTED_PROXIES", ""), "trusted_proxies is empty"),
        (("INEEDTOTALK_SERVER_SECURITY_CONTACT", "ict@elmwood.example"), "security_contact"),
        (("INEEDTOTALK_SYMBOLS_FOLDER", "/nowhere/pictures"), "/nowhere/pictures cannot be read"),
        (("INEEDTOTALK_SECRETS_PEPPER_FILE", "/nowhere/pepper"), "/nowhere/pepper is not there"),
        (
            ("INEEDTOTALK_DATABASE_URL", "sqlite:///nowhere/slips"),
            "/nowhere/slips cannot be opened",
        ),
        (("INEEDTOTALK_DATABASE_URL", "mysql://x"), "[database] url"),
        (("INEEDTOTALK_BACKUP_FOLDER", "/nowhere"), "backups: /nowhere"),
        (("INEEDTOTALK_BACKUP_FOLDER", "/usr"), "backups: there is none in /usr"),
        (("INEEDTOTALK_BACKUP_KEY_FILE", "/nowhere/key"), "backups: /nowhere/key"),
        (
            ("INEEDTOTALK_BACKUP_KEY_FILE", "/etc/passwd"),
            "/etc/passwd does not hold the public half",
        ),
        (("INEEDTOTALK_MAIL_HOST", NO_HOST), "the mail server's name was not found"),
        (("INEEDTOTALK_MAIL_FROM", "nobody"), "[mail] from"),
        (("INEEDTOTALK_MAIL_SECURITY", "tls"), "mail (127.0.0.1): the mail server"),
    ];
    for (changed, expected) in wrong {
        let (said, code) = ask(&app, &[changed], &[]);
        let line = said.lines().find(|line| line.contains(expected));
        assert!(line.is_some_and(|line| line.contains("WRONG")), "{expected:?} in:\n{said}");
        assert_eq!(code, 1);
    }
}

#[test]
fn every_secret_that_others_on_this_computer_may_read_or_change_is_named() {
    let (app, _sink) = running_service(Behaviour::Accept);
    let folder = app.folder.path();
    make_certificate(folder, "own", "talk.elmwood.example", 40);
    let path = |name: &str| folder.join(name).display().to_string();
    let database = app.database.file();
    let mut files = vec![
        (app.config.secrets.pepper_file.clone(), "the pepper file"),
        (folder.join("mail-password"), "the mail password file"),
        (folder.join("own.key"), "the key of the certificate"),
        (folder.join("client-secret"), "the client secret file"),
        (folder.join("backup-key"), "the backup key file"),
    ];
    files.extend(database.map(|file| (file, "the database file")));
    std::fs::write(path("mail-password"), "pear tree").unwrap();
    TestProvider::start().section(folder);
    let settings = [
        ("INEEDTOTALK_MAIL_SECURITY", "starttls".to_owned()),
        ("INEEDTOTALK_MAIL_USER", "talk".to_owned()),
        ("INEEDTOTALK_MAIL_PASSWORD_FILE", path("mail-password")),
        ("INEEDTOTALK_SERVER_TLS_CERTIFICATE", path("own.pem")),
        ("INEEDTOTALK_SERVER_TLS_KEY", path("own.key")),
        ("INEEDTOTALK_SIGN_IN_WITH_NAME", "Microsoft 365".to_owned()),
        ("INEEDTOTALK_SIGN_IN_WITH_ISSUER", "https://id.invalid".to_owned()),
        ("INEEDTOTALK_SIGN_IN_WITH_CLIENT_ID", "talk".to_owned()),
        ("INEEDTOTALK_SIGN_IN_WITH_CLIENT_SECRET_FILE", path("client-secret")),
    ];
    let settings: Vec<_> = settings.iter().map(|(name, value)| (*name, value.as_str())).collect();
    let named = || {
        let (said, _) = ask(&app, &settings, &[]);
        let wrong = said.lines().filter(|line| line.contains("by others on this computer"));
        let wrong: Vec<_> = wrong.map(str::to_owned).collect();
        let of = |(_, what): &(PathBuf, &str)| wrong.iter().any(|line| line.contains(what));
        let found: Vec<_> = files.iter().filter(|file| of(file)).map(|(_, what)| *what).collect();
        assert_eq!(found.len(), wrong.len(), "{said}");
        let well = files.iter().filter(|(_, what)| said.contains(&format!("else may read {what}")));
        (found, well.count())
    };
    let all_have = |mode| files.iter().for_each(|(file, _)| set_mode(file, mode));

    let secrets = files.len() - 2;
    all_have(0o600);
    assert_eq!(named(), (vec![], secrets), "all but the pepper, which says so itself, and the key");
    all_have(0o640);
    assert_eq!(named(), (vec![], secrets), "a group of the service's own");
    all_have(0o644);
    let all: Vec<_> = files.iter().map(|(_, what)| *what).collect();
    let seals_only: Vec<_> = all.iter().copied().filter(|it| !it.contains("backup")).collect();
    assert_eq!(named(), (seals_only, 0), "everybody may seal a backup");
    all_have(0o666);
    assert_eq!(named().0, all);
    all_have(0o600);
    set_mode(&files[1].0, 0o604);
    assert_eq!(named().0, [all[1]]);
}

#[test]
fn a_schools_own_kinds_of_worry_that_no_pupil_should_read_are_named_with_what_to_do() {
    let (app, _sink) = running_service(Behaviour::Accept);
    let file = app.folder.path().join("elmwood.toml");
    let doctor = |words: &str| {
        let change = format!("[[change]]\ncode = \"CD2\"\nwords.short = {words:?}\n");
        std::fs::write(&file, format!("edition = \"elmwood\"\n{change}")).unwrap();
        ask(&app, &[("INEEDTOTALK_TAXONOMY_FILE", file.to_str().unwrap())], &[]).0
    };
    let told = doctor("A nude is going round");
    for part in ["CD2 (short, English)", "“nude”", "say it otherwise", "does not start with it"]
    {
        assert!(told.contains(part), "{told}");
    }
    let told = doctor("A private picture goes round");
    assert!(told.contains("own kinds of worry, pictures and recordings can be used"), "{told}");
}

#[test]
fn the_page_of_the_monthly_check_has_every_finding_and_is_never_written_over() {
    let (app, _sink) = running_service(Behaviour::Accept);
    let folder = app.folder.path();
    let today = Clock::System.now().day();
    let old = Day(today.0 - 3);
    std::fs::rename(file_of_day(folder, today), file_of_day(folder, old)).unwrap();
    let file = folder.join("check.txt");
    let page = ["--page", file.to_str().unwrap()];

    let (said, code) = ask(&app, &[], &page);
    let to_come = file_of_day(folder, Day(today.0 + 3));
    std::fs::rename(file_of_day(folder, old), &to_come).unwrap();
    assert!(ask(&app, &[], &[]).0.contains("which is still to come"), "a wrong date hides no gap");
    std::fs::rename(&to_come, file_of_day(folder, old)).unwrap();

    let written = std::fs::read_to_string(&file).unwrap();
    let words = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
    assert_eq!(code, 1);
    assert!(said.contains(&format!("the latest backup is of {}", old.in_words())), "{said}");
    let findings = said.lines().take_while(|line| !line.is_empty());
    for finding in findings {
        assert!(words(&written).contains(&words(finding)), "{finding:?} is not in:\n{written}");
    }
    assert!(written.contains("School    Elmwood School"), "{written}");
    assert!(words(&written).contains(&today.in_words()), "{written}");
    let (said, code) = ask(&app, &[], &page);
    assert_eq!(code, 2, "{said}");
    assert_eq!(std::fs::read_to_string(&file).unwrap(), written);
}

#[test]
fn it_knows_whose_mail_is_refused_and_what_waits() {
    let (app, sink) = running_service(Behaviour::Accept);
    sink.behave(Behaviour::Refuse(vec![address(&app, Role::OnlineSafetyOfficer)]));
    send_ordinary_slip(&app);
    advance(&app, TO_NEXT_SLOT);
    run_due(&app);
    let (said, code) = ask(&app, &[], &[]);
    assert!(said.contains("a notice to Mrs Okafor was refused"), "{said}");
    assert!(said.contains("the mail server refused the reader's address"), "{said}");
    assert_eq!(code, 1);

    sink.behave(Behaviour::PutOff);
    send_ordinary_slip(&app);
    advance(&app, 900);
    run_due(&app);
    let (said, _) = ask(&app, &[], &[]);
    assert!(said.contains("notices that wait because a try failed: 3"), "{said}");
}

#[test]
fn a_certificate_that_will_not_do_is_named_in_time() {
    let (app, _sink) = running_service(Behaviour::Accept);
    let folder = app.folder.path();
    let (host, elsewhere) = ("talk.elmwood.example", "talk.elsewhere.example");
    for (name, host, days) in
        [("good", host, 40), ("late", host, 10), ("for-others", elsewhere, 40)]
    {
        make_certificate(folder, name, host, days);
    }
    for (certificate, key, expected, is_well) in [
        ("good.pem", "good.key", "the certificate is good until", true),
        ("late.pem", "late.key", "late.pem runs out on", false),
        ("for-others.pem", "for-others.key", "is not for talk.elmwood.example", false),
        ("good.pem", "late.key", "is not that of the certificate", false),
        ("nowhere.pem", "good.key", "cannot be read", false),
    ] {
        let path = |name: &str| folder.join(name).display().to_string();
        let changed = [
            ("INEEDTOTALK_SERVER_TLS_CERTIFICATE", path(certificate)),
            ("INEEDTOTALK_SERVER_TLS_KEY", path(key)),
        ];
        let changed: Vec<_> = changed.iter().map(|(name, value)| (*name, value.as_str())).collect();
        let (said, code) = ask(&app, &changed, &[]);
        let line = said.lines().find(|line| line.contains(expected));
        assert_eq!(line.map(|line| !line.contains("WRONG")), Some(is_well), "{said}");
        assert_eq!(code == 0, !said.contains("WRONG"), "{said}");
    }
}

#[test]
fn the_certificate_that_a_proxy_shows_is_named_until_the_configuration_has_it() {
    let (app, _sink) = running_service(Behaviour::Accept);
    make_certificate(app.folder.path(), "proxy", "localhost", 40);
    let proxy = StrangeFront::start(app.folder.path(), "proxy");
    let fingerprint = Command::new("openssl")
        .args(["x509", "-noout", "-fingerprint", "-sha256", "-in", "proxy.pem"])
        .current_dir(app.folder.path())
        .output()
        .unwrap();
    let fingerprint = String::from_utf8(fingerprint.stdout).unwrap();
    let fingerprint = fingerprint.trim().rsplit('=').next().unwrap();

    let url = format!("https://localhost:{}", proxy.port);
    let at = ("INEEDTOTALK_SERVER_PUBLIC_URL", url.as_str());
    let (said, _) = ask(&app, &[at], &[]);
    let told = format!("certificate_fingerprints = [\"{fingerprint}\"]");
    assert!(said.contains(&told), "{told} in:\n{said}");
    let named = ("INEEDTOTALK_SERVER_CERTIFICATE_FINGERPRINTS", fingerprint);
    let (said, _) = ask(&app, &[at, named], &[]);
    assert!(said.contains(&format!("browsers are shown the certificate {fingerprint}")), "{said}");
    drop(proxy);
    let (said, _) = ask(&app, &[at, named], &[]);
    assert!(said.contains("could not be seen from here"), "{said}");
}

#[test]
fn a_server_log_that_would_hold_rows_is_named() {
    if !is_postgres() {
        return;
    }
    let (app, _sink) = running_service(Behaviour::Accept);
    let (said, _) = ask(&app, &[], &[]);
    assert!(said.contains("PostgreSQL writes nothing of a row into its log"), "{said}");
    app.database.run_beside("ALTER DATABASE {name} SET log_error_verbosity = 'verbose'");
    let (said, code) = ask(&app, &[], &[]);
    assert!(said.contains("WRONG  PostgreSQL's log_error_verbosity is verbose"), "{said}");
    assert_eq!(code, 1);
}

#[test]
fn a_mark_from_last_months_page_shows_whether_the_log_still_holds() {
    let (app, _sink) = running_service(Behaviour::Accept);
    AtDesk::new(&app, Role::Head);
    let mark_in = |said: &str| {
        let line = said.lines().find(|line| line.contains("lines of the log hold")).unwrap();
        line.rsplit(' ').next().unwrap().to_owned()
    };
    let mark = mark_in(&ask(&app, &[], &[]).0);
    app.app.clock.advance_seconds(60);
    AtDesk::new(&app, Role::Chair);
    let (said, _) = ask(&app, &[], &["--log-mark", &mark]);
    assert!(said.contains(&format!("the log is still what it was at {mark}")), "{said}");
    assert_ne!(mark_in(&said), mark);

    let other = "1-0123-4567-89ab-cdef-0123";
    let (said, code) = ask(&app, &[], &["--log-mark", other]);
    let line = said.lines().find(|line| line.contains(&format!("no log was ever at {other}")));
    assert!(line.is_some_and(|line| line.contains("WRONG")), "{said}");
    assert_eq!(code, 1);
    let (_, code) = ask(&app, &[], &["--log-mark", "812"]);
    assert_eq!(code, 2, "no mark at all");
}

#[test]
fn it_says_whether_the_provider_of_accounts_answers_as_itself() {
    let (app, _sink) = running_service(Behaviour::Accept);
    let (provider, folder) = (TestProvider::start(), app.folder.path());
    provider.section(folder);
    let secret = folder.join("client-secret").display().to_string();
    let section = [
        ("INEEDTOTALK_SIGN_IN_WITH_NAME", "Microsoft 365"),
        ("INEEDTOTALK_SIGN_IN_WITH_ISSUER", provider.issuer.as_str()),
        ("INEEDTOTALK_SIGN_IN_WITH_CLIENT_ID", "talk"),
        ("INEEDTOTALK_SIGN_IN_WITH_CLIENT_SECRET_FILE", secret.as_str()),
    ];
    let (said, _) = ask(&app, &section, &[]);
    let line =
        format!("ok     signing in with Microsoft 365: {} answers as itself", provider.issuer);
    assert!(said.contains(&line), "{said}");
    provider.provides(Provided::OtherIssuer);
    let (said, _) = ask(&app, &section, &[]);
    assert!(
        said.contains("WRONG  signing in with Microsoft 365") && said.contains("another issuer")
    );
    std::fs::remove_file(&secret).unwrap();
    let (said, _) = ask(&app, &section, &[]);
    assert!(said.contains("WRONG  [sign_in_with] client_secret_file"), "{said}");
    assert!(
        !ask(&app, &[], &[]).0.contains("signing in with"),
        "nothing is said where none is set"
    );
}
