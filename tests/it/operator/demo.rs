//! `ineedtotalk demo` with a school's own configuration. `tests/e2e/demo.py` uses it as a newcomer does.

use std::process::Command;

const CONFIG: &str = r#"
[server]
public_url = "https://talk.elmwood.example"
[database]
url = "sqlite:///nowhere/slips.sqlite"
[secrets]
pepper_file = "/nowhere/pepper"
[mail]
host = "192.0.2.25"
from = "talk@elmwood.example"
[taxonomy]
"#;

#[test]
fn whoever_tries_out_a_file_that_is_wrong_is_told_so_and_nothing_is_left_behind() {
    let folder = tempfile::tempdir().unwrap();
    let (own, config) = (folder.path().join("own.toml"), folder.path().join("config.toml"));
    std::fs::write(&own, "edition = \"elmwood\"\nswitch_off = [\"SF1\"]\n").unwrap();
    std::fs::write(&config, format!("{CONFIG}file = {:?}\n", own.display().to_string())).unwrap();

    let demo = Command::new(env!("CARGO_BIN_EXE_ineedtotalk"))
        .arg("--config")
        .arg(&config)
        .args(["demo", "--port", "0"])
        .env("TMPDIR", folder.path())
        .output()
        .unwrap();

    let told = String::from_utf8(demo.stderr).unwrap();
    assert!(told.contains("SF1") && told.contains("may not be switched off"), "{told}");
    assert_eq!(demo.status.code(), Some(2));
    assert_eq!(
        std::fs::read_dir(folder.path()).unwrap().count(),
        2,
        "the file and the configuration"
    );
}
