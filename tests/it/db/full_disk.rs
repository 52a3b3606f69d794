//! Room is kept for the day when the disk is full. `tests/e2e/faults` fills a disk.

use std::os::unix::fs::MetadataExt;

use diesel::connection::SimpleConnection;
use ineedtotalk::db::{DbError, Writer};
use ineedtotalk::domain::{Actor, Day};
use ineedtotalk::jobs::run_due;
use ineedtotalk::store::sent_drafts;

use crate::harness::{START, TestApp, wait};

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

/// What changes much writes some of it before its commit: a slot that begins after a rush.
#[test]
fn a_change_that_finds_no_room_before_its_commit_is_made_again_with_the_room_that_was_kept() {
    let app = TestApp::build().config(|config| config.database.ballast_mebibytes = 1).spawn();
    wait(run_due(&app.app)).unwrap();
    let Some(file) = app.database.file() else { return };
    let mut tries = 0;
    let change = move |writer: &mut Writer<'_>| -> Result<i32, DbError> {
        tries += 1;
        if tries == 1 {
            // The file may be as long as it is, and no longer.
            writer.connection().batch_execute("PRAGMA max_page_count = 1")?;
        }
        for number in 0..2_000_u32 {
            sent_drafts::insert(writer, &number.to_be_bytes().repeat(8), Day(1))?;
        }
        Ok(tries)
    };
    let school = app.elmwood.id.clone();
    assert_eq!(wait(app.app.db.write_alone(school, Actor::System, START, change)), Ok(2));
    assert!(!file.with_file_name("slips.sqlite.ballast").exists(), "it was given back");
}

#[test]
fn where_no_room_is_to_be_kept_none_is_taken() {
    let app = TestApp::build().config(|config| config.database.ballast_mebibytes = 0).spawn();
    wait(run_due(&app.app)).unwrap();
    let Some(file) = app.database.file() else { return };
    assert!(!file.with_file_name("slips.sqlite.ballast").exists());
}
