//! What the commands print, and whoever reads it: somebody may have seen enough before the end.

use std::io::{BufRead, BufReader};
use std::process::{Command, Stdio};

fn list_recordings() -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_ineedtotalk"));
    command.args(["own", "recordings"]).stderr(Stdio::piped());
    command
}

#[test]
fn whoever_has_read_enough_of_a_long_list_leaves_it_quietly() {
    let mut running = list_recordings().stdout(Stdio::piped()).spawn().unwrap();
    let mut first = String::new();
    // More than a pipe holds is still to come when the reader leaves.
    BufReader::new(running.stdout.take().unwrap()).read_line(&mut first).unwrap();

    let ended = running.wait_with_output().unwrap();

    assert!(first.starts_with("en-GB/pictures/"), "{first}");
    assert!(ended.status.success(), "{}", ended.status);
    assert_eq!(String::from_utf8_lossy(&ended.stderr), "");
}

#[test]
fn a_list_that_a_full_disk_does_not_take_is_said_to_be_lost() {
    let full = std::fs::OpenOptions::new().write(true).open("/dev/full").unwrap();
    let ended = list_recordings().stdout(full).output().unwrap();
    let told = String::from_utf8_lossy(&ended.stderr);
    assert_eq!(ended.status.code(), Some(2), "{told}");
    assert_eq!(told.lines().count(), 1, "{told}");
    assert!(told.contains("the answer could not be written"), "{told}");
}
