//! `ineedtotalk deploy`: files with the school's own values. `tests/e2e/deploy.py` has the programs
//! they are for read them.

use std::path::PathBuf;
use std::process::Command;

use tempfile::TempDir;

const CONFIG: &str = r#"
[server]
public_url = "https://talk.elmwood.example:8443"
trusted_proxies = ["127.0.0.1/32"]
hosts = ["slips.elmwood.example"]
listen = "0.0.0.0:8181"
[database]
url = "postgres://talker@127.0.0.1/slips"
[secrets]
pepper_file = "/srv/secrets/pepper"
[mail]
host = "192.0.2.25"
from = "talk@elmwood.example"
"#;

struct School(TempDir);

impl School {
    fn with(config: &str) -> Self {
        let folder = tempfile::tempdir().unwrap();
        std::fs::write(folder.path().join("config.toml"), config).unwrap();
        Self(folder)
    }

    fn config_file(&self) -> PathBuf {
        self.0.path().join("config.toml")
    }

    /// The file, the notes beside it, and the exit code.
    fn deploy(&self, arguments: &str) -> (String, String, i32) {
        let printed = Command::new(env!("CARGO_BIN_EXE_ineedtotalk"))
            .arg("--config")
            .arg(self.config_file())
            .arg("deploy")
            .args(arguments.split(' '))
            .output()
            .unwrap();
        let text = |bytes| String::from_utf8(bytes).unwrap();
        (text(printed.stdout), text(printed.stderr), printed.status.code().unwrap())
    }

    fn file(&self, arguments: &str) -> String {
        let (file, notes, code) = self.deploy(arguments);
        assert_eq!(code, 0, "{notes}");
        file
    }
}

#[test]
fn every_file_has_the_schools_values_in_it() {
    let school = School::with(CONFIG);
    let config_file = school.config_file().display().to_string();
    for (arguments, values) in [
        (
            "nginx --certificate /c.pem --key /k.pem",
            &[
                "listen 8443 ssl;",
                "server_name talk.elmwood.example slips.elmwood.example;",
                "proxy_pass http://127.0.0.1:8181;",
                "ssl_certificate     /c.pem;",
                "ssl_certificate_key /k.pem;",
            ][..],
        ),
        (
            "haproxy --certificate /c.pem",
            &["bind :8443 ssl crt /c.pem ", "server one 127.0.0.1:8181"],
        ),
        (
            "caddy --certificate /c.pem --key /k.pem",
            &["\":8443\"", "\"127.0.0.1:8181\"", "\"talk.elmwood.example\"", "\"/c.pem\""],
        ),
        (
            "systemd",
            &[
                "LoadCredential=pepper:/srv/secrets/pepper",
                "IPAddressAllow=localhost 127.0.0.1/32 192.0.2.25",
                &format!("LoadCredential=config:{config_file}"),
            ],
        ),
        ("postgres", &["\\set role 'talker'", "\\set database 'slips'"]),
    ] {
        let (file, notes, _) = school.deploy(arguments);
        for value in values {
            assert!(file.contains(value), "{value:?} is not in:\n{file}");
        }
        assert_eq!(notes, "", "{arguments}");
        let is_name = |word: &str| word.chars().all(|letter| letter.is_ascii_uppercase());
        let names: Vec<_> =
            file.split('@').skip(1).step_by(2).filter(|word| is_name(word)).collect();
        assert_eq!(names, [""; 0], "{file}");
    }
}

#[test]
fn every_proxys_file_keeps_quiet_and_helps_while_the_service_is_away() {
    let school = School::with(CONFIG);
    for proxy in ["nginx", "haproxy", "caddy"] {
        let file = school.file(proxy);
        for said in ["999", "0800 1111", "User-Agent", "Referer", "Accept-Language"] {
            assert!(file.contains(said), "{said} is not in {proxy}'s:\n{file}");
        }
    }
    let systemd = school.file("systemd");
    for line in ["LimitCORE=0", "MemorySwapMax=0", "NoNewPrivileges=yes", "IPAddressDeny=any"] {
        assert!(systemd.lines().any(|found| found == line), "{line} is not in:\n{systemd}");
    }
}

#[test]
fn what_nobody_has_said_is_marked_and_named() {
    let school = School::with(&CONFIG.replace("192.0.2.25", "mail.elmwood.example"));
    for (arguments, question) in [
        ("nginx", "the key of the certificate"),
        ("haproxy", "the certificate with its key"),
        ("systemd", "the addresses of the mail server and the name server"),
    ] {
        let (file, notes, code) = school.deploy(arguments);
        assert!(file.contains(&format!("FILL-IN-{}", question.replace(' ', "-"))), "{file}");
        assert!(notes.contains(&format!("Still to be filled in: {question}")), "{notes}");
        assert_eq!(code, 0);
    }
}

#[test]
fn what_the_configuration_should_say_first_is_asked_for() {
    for (was, now, arguments, told) in [
        ("[\"127.0.0.1/32\"]", "[]", "nginx", "trusted_proxies"),
        ("https://", "http://", "haproxy", "public_url"),
        ("postgres://talker@127.0.0.1/slips", "sqlite:///var/lib/s", "postgres", "SQLite"),
        ("talker@", "", "postgres", "names no role"),
        ("talker@", "o'brien@", "postgres", "cannot be written"),
        (
            "hosts =",
            "tls_certificate = \"/c\"\ntls_key = \"/k\"\nhosts =",
            "caddy",
            "needs no proxy",
        ),
    ] {
        let (file, notes, code) = School::with(&CONFIG.replace(was, now)).deploy(arguments);
        assert!(notes.contains(told), "{told:?} is not in: {notes}");
        assert_eq!((file.as_str(), code), ("", 2), "{arguments}");
    }
}

#[test]
fn the_unit_follows_where_the_service_writes_and_listens() {
    let sqlite = |url: &str| CONFIG.replace("postgres://talker@127.0.0.1/slips", url);
    let below = School::with(&sqlite("sqlite:///var/lib/slips/a.sqlite")).file("systemd");
    assert!(below.contains("DynamicUser=yes\nStateDirectory=slips\n"), "{below}");

    let elsewhere = School::with(&sqlite("sqlite:///srv/slips/a.sqlite")).file("systemd");
    assert!(elsewhere.contains("User=FILL-IN-"), "{elsewhere}");
    assert!(elsewhere.contains("ReadWritePaths=/srv/slips\n"), "{elsewhere}");

    let own = CONFIG
        .replace("0.0.0.0:8181", "0.0.0.0:443")
        .replace("hosts =", "tls_certificate = \"/c\"\ntls_key = \"/k\"\nhosts =");
    let own = School::with(&own).file("systemd");
    assert!(own.contains("AmbientCapabilities=CAP_NET_BIND_SERVICE\n"), "{own}");
    assert!(!own.contains("IPAddressDeny"), "{own}");
}

#[test]
fn the_unit_hands_over_the_secret_of_a_provider_and_leaves_its_addresses_to_the_firewall() {
    let unit = School::with(CONFIG).file("systemd");
    assert!(unit.contains("IPAddressDeny=any") && !unit.contains("CLIENT_SECRET"), "{unit}");
    let provider = r#"
[sign_in_with]
name = "Google"
issuer = "https://accounts.google.com"
client_id = "talk"
client_secret_file = "/srv/secrets/client-secret"
"#;
    let unit = School::with(&[CONFIG, provider].concat()).file("systemd");
    for line in [
        "LoadCredential=client-secret:/srv/secrets/client-secret",
        "Environment=INEEDTOTALK_SIGN_IN_WITH_CLIENT_SECRET_FILE=%d/client-secret",
        "# firewall's to say: the proxy, the mail server and the provider, by HTTPS.",
    ] {
        assert!(unit.lines().any(|found| found == line), "{line}: {unit}");
    }
    assert!(!unit.contains("IPAddressDeny"), "{unit}");
}
