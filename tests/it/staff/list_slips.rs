//! A list shows what its reader can open, all of it, and no count of anything else.

use diesel::prelude::*;
use ineedtotalk::db::schema::{slip_index_parts, slip_indexes};
use ineedtotalk::db::{DbError, Reader};
use ineedtotalk::domain::{Answers, Danger, Day, Role};
use ineedtotalk::paths;
use ineedtotalk::store::slip_indexes::SheetHead;
use ineedtotalk::store::{slip_indexes as stored_indexes, slips};

use super::at_desk::{AtDesk, send, urgent_slip, write};
use super::retention::{closed, days_pass, is_there};
use crate::harness::{TestApp, is_postgres, wait};

/// A slip that the deputy cannot open.
fn hidden_from_deputy(app: &TestApp, danger: Danger) {
    let deputy = app.person(Role::Deputy).id().clone();
    let hidden_from = [deputy].into();
    send(app, Answers { danger: Some(danger), hidden_from, ..Answers::default() });
}

fn figures(desk: &mut AtDesk<'_>) -> Vec<String> {
    desk.open(paths::SLIPS).text_of(".figures strong")
}

#[test]
fn among_slips_of_one_day_each_reader_finds_and_counts_their_own() {
    let app = TestApp::spawn();
    let mut lead = AtDesk::new(&app, Role::DesignatedSafeguardingLead);
    let mut deputy = AtDesk::new(&app, Role::Deputy);
    for number in 0..60 {
        if number % 3 == 0 {
            hidden_from_deputy(&app, Danger::No);
        } else {
            send(&app, Answers { danger: Some(Danger::No), ..Answers::default() });
        }
    }
    hidden_from_deputy(&app, Danger::Yes);
    write(&app, |writer| Ok(slips::move_intake(writer)?));

    // The first look tries them, the second knows them.
    for _ in 0..2 {
        assert_eq!(figures(&mut lead), ["1", "61", "0"]);
        let page = lead.open(paths::SLIPS);
        assert!(page.has("61 slips") && page.has("Page 1 of 2"), "{}", page.text());
        assert_eq!(lead.open("/staff/slips?page=2").attributes("tbody a", "href").len(), 11);

        assert_eq!(figures(&mut deputy), ["0", "40", "0"]);
        let page = deputy.open(paths::SLIPS);
        assert!(page.has("40 slips") && !page.has("Page 1"), "{}", page.text());
        let links = page.attributes("tbody a", "href");
        assert_eq!(links.len(), 40);
        assert!(links.iter().all(|link| deputy.browser.get(link).status == 200));
    }
}

#[test]
fn a_slip_that_comes_on_the_day_on_which_another_was_deleted_is_found() {
    let app = TestApp::spawn();
    let mut lead = AtDesk::new(&app, Role::DesignatedSafeguardingLead);
    let old = closed(&mut lead, "Recorded.", "recorded");
    lead.open(paths::SLIPS);
    days_pass(&app, 29);
    lead.sign_in();
    let known = lead.open(paths::SLIPS_CLOSED).attributes("tbody a", "href");
    assert_eq!(known, [old.as_str()]);
    days_pass(&app, 1);
    assert!(!is_there(&app, &old));
    // A clock that was wrong: there are as many slips of that day as at the last look, and not the same.
    app.app.clock.advance_seconds(-30 * 24 * 3_600);
    urgent_slip(&app, "They took my bag.");
    app.app.clock.advance_seconds(30 * 24 * 3_600);
    lead.sign_in();
    let slip = lead.only_slip();
    assert!(lead.opens(&slip).has("They took my bag."));
}

#[test]
fn a_sheet_that_was_meddled_with_hides_no_slip() {
    let app = TestApp::spawn();
    let mut deputy = AtDesk::new(&app, Role::Deputy);
    urgent_slip(&app, "Help.");
    let slip = deputy.only_slip();
    // Now the sheet alone tells which of the day's slips is the deputy's.
    hidden_from_deputy(&app, Danger::Yes);
    for (is_count_spoilt, is_sheet_spoilt) in [(true, false), (false, true), (true, true)] {
        assert_eq!(deputy.only_slip(), slip);
        let spoilt = write(&app, move |writer| {
            let mut spoilt = 0;
            if is_count_spoilt {
                spoilt += diesel::update(slip_indexes::table)
                    .set(slip_indexes::sealed_count.eq(vec![7; 44]))
                    .execute(writer.connection())
                    .map_err(DbError::from)?;
            }
            if is_sheet_spoilt {
                spoilt += diesel::update(slip_index_parts::table)
                    .set(slip_index_parts::sealed.eq(vec![7; 126]))
                    .execute(writer.connection())
                    .map_err(DbError::from)?;
            }
            Ok(spoilt)
        });
        assert!(spoilt > 0);
        assert_eq!(deputy.browser.get(&slip).status, 200);
        assert_eq!(deputy.only_slip(), slip);
        assert_eq!(figures(&mut deputy), ["1", "1", "0"]);
    }
}

#[test]
fn a_sheet_from_before_a_slip_came_put_back_does_not_hide_it() {
    let app = TestApp::spawn();
    let mut lead = AtDesk::new(&app, Role::DesignatedSafeguardingLead);
    urgent_slip(&app, "The first.");
    lead.only_slip();
    let old = write(&app, |writer| {
        let count: Vec<u8> = slip_indexes::table
            .select(slip_indexes::sealed_count)
            .first(writer.connection())
            .map_err(DbError::from)?;
        let sheet: Vec<u8> = slip_index_parts::table
            .select(slip_index_parts::sealed)
            .first(writer.connection())
            .map_err(DbError::from)?;
        Ok((count, sheet))
    });
    urgent_slip(&app, "The second.");
    assert_eq!(figures(&mut lead), ["2", "2", "0"]);
    write(&app, move |writer| {
        // It says that it knows of both.
        let (count, sheet) = old.clone();
        let mut changed = diesel::update(slip_indexes::table)
            .set(slip_indexes::sealed_count.eq(count))
            .execute(writer.connection())
            .map_err(DbError::from)?;
        changed += diesel::update(slip_index_parts::table)
            .set(slip_index_parts::sealed.eq(sheet))
            .execute(writer.connection())
            .map_err(DbError::from)?;
        assert_eq!(changed, 2);
        Ok(())
    });
    assert_eq!(figures(&mut lead), ["2", "2", "0"]);
}

/// A day with thousands of slips makes a sheet of several parts; what is deleted makes it shorter.
#[test]
fn a_sheet_of_many_parts_comes_back_whole_and_a_shorter_one_leaves_nothing_of_it() {
    let app = TestApp::spawn();
    let id = app.person(Role::DesignatedSafeguardingLead).id().clone();
    let day = Day(20_000);
    for length in [400_001, 65_536, 65_537, 28] {
        let sheet: Vec<u8> = (0..=u8::MAX).cycle().take(length).collect();
        let (id, kept) = (id.clone(), sheet.clone());
        let parts = write(&app, move |writer| {
            let head = SheetHead { day, tried: 1, gone: 0, sealed_count: vec![7; 44] };
            stored_indexes::set_sealed(writer, &id, &head, &kept)?;
            let parts: Vec<Vec<u8>> = slip_index_parts::table
                .order(slip_index_parts::part)
                .select(slip_index_parts::sealed)
                .load(writer.connection())
                .map_err(DbError::from)?;
            Ok(parts)
        });
        assert!(parts.iter().all(|part| part.len() <= 32 * 1024), "in parts");
        assert_eq!(parts.concat(), sheet, "{length}");
        let id = app.person(Role::DesignatedSafeguardingLead).id().clone();
        let find = move |reader: &mut Reader<'_>| stored_indexes::find(reader, &id, day);
        assert_eq!(wait(app.app.db.read(app.elmwood.id.clone(), find)).unwrap(), Some(sheet));
    }
    let of = id.clone();
    let left = write(&app, move |writer| {
        stored_indexes::delete_day(writer, &of, day)?;
        let left: i64 = slip_index_parts::table
            .count()
            .get_result(writer.connection())
            .map_err(DbError::from)?;
        Ok(left)
    });
    assert_eq!(left, 0);
}

#[test]
fn what_a_reader_found_is_still_there_after_the_update_that_put_sheets_in_parts() {
    let app = TestApp::spawn();
    let mut lead = AtDesk::new(&app, Role::DesignatedSafeguardingLead);
    urgent_slip(&app, "Help.");
    let slip = lead.only_slip();
    let kept = |app: &TestApp| {
        let id = app.person(Role::DesignatedSafeguardingLead).id().clone();
        let find = move |reader: &mut Reader<'_>| -> Result<_, DbError> {
            let heads = stored_indexes::list_heads(reader, &id)?;
            stored_indexes::find(reader, &id, heads[0].day)
        };
        wait(app.app.db.read(app.elmwood.id.clone(), find)).unwrap()
    };
    let before = kept(&app);
    assert!(before.is_some());
    // As the version before left it.
    write(&app, |writer| {
        let bytes = if is_postgres() { "BYTEA" } else { "BLOB" };
        for statement in [
            &format!("ALTER TABLE slip_indexes ADD COLUMN sealed {bytes}"),
            "UPDATE slip_indexes SET sealed = (SELECT sealed FROM slip_index_parts AS parts \
             WHERE parts.reader_id = slip_indexes.reader_id AND parts.day = slip_indexes.day)",
            "DROP TABLE slip_index_parts",
            "DELETE FROM __diesel_schema_migrations WHERE version = '20261130000090'",
        ] {
            diesel::sql_query(statement).execute(writer.connection()).map_err(DbError::from)?;
        }
        Ok(())
    });
    drop(lead);
    let app = app.restart();
    app.app.clock.advance_seconds(60);
    assert_eq!(wait(app.app.db.migrate()).unwrap(), ["20261130000090"]);
    assert_eq!(kept(&app), before);
    assert_eq!(AtDesk::new(&app, Role::DesignatedSafeguardingLead).only_slip(), slip);
}
