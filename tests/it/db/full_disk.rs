//! Room is kept for the day when the disk is full. `tests/e2e/faults` fills a disk.

use std::os::unix::fs::MetadataExt;

use ineedtotalk::jobs::run_due;

use crate::harness::{TestApp, wait};

const MEBIBYTE: u64 = 1 << 20;

#[test]
fn room_for_a_full_disk_is_kept_beside_the_file_again_and_again_and_nobody_else_may_read_it() {
    let app = TestApp::build().config(|config| config.database.ballast_mebibytes = 1).spawn();
    let Some(file) = app.database.file() else {
        // A server's disk is its own business.
        wait(run_due(&app.app)).unwrap();
        return;
    };
    let kept = file.with_file_name("slips.sqlite.ballast");
    for _ in 0..2 {
        assert!(!kept.exists());
        wait(run_due(&app.app)).unwrap();
        let about = kept.metadata().unwrap();
        assert_eq!((about.len(), about.mode() & 0o777), (MEBIBYTE, 0o600));
        assert!(about.blocks() * 512 >= MEBIBYTE, "it takes up no room");
        std::fs::remove_file(&kept).unwrap();
    }
}

#[test]
fn where_no_room_is_to_be_kept_none_is_taken() {
    let app = TestApp::build().config(|config| config.database.ballast_mebibytes = 0).spawn();
    wait(run_due(&app.app)).unwrap();
    let Some(file) = app.database.file() else { return };
    assert!(!file.with_file_name("slips.sqlite.ballast").exists());
}
