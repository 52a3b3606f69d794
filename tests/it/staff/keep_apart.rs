//! What a writer in the database alone cannot do, and what is not in the database.

use diesel::prelude::*;
use ineedtotalk::crypto::ReaderPrivateKeys;
use ineedtotalk::db::DbError;
use ineedtotalk::db::schema::{
    invitations, reader_keys, readers, second_factors, sessions, slip_acts, slips,
};
use ineedtotalk::domain::Role;
use ineedtotalk::paths;

use super::at_desk::{AtDesk, Newcomer, urgent_slip, write};
use crate::harness::TestApp;

const WAITING: &str = "Another reader has to confirm you";

#[test]
fn a_role_changed_in_the_database_takes_its_holder_out_of_the_chain() {
    let app = TestApp::spawn();
    let mut technician = AtDesk::new(&app, Role::IctAdministrator);
    assert_eq!(technician.open(paths::STAFF).heading(), "Set-up");
    write(&app, |writer| {
        diesel::update(readers::table.filter(readers::roles.eq("ict")))
            .set(readers::roles.eq("dsl"))
            .execute(writer.connection())
            .map_err(DbError::from)?;
        Ok(())
    });
    assert_eq!(technician.open(paths::SLIPS).heading(), WAITING);
    let sent = urgent_slip(&app, "Help.");
    assert!(
        !sent.readers.iter().any(|reader| reader.name.as_str().contains("Reed")),
        "{:?}",
        sent.readers
    );
}

#[test]
fn keys_put_in_the_place_of_a_readers_are_not_sealed_to() {
    let app = TestApp::spawn();
    // The chain is verified once for as long as nobody touches it.
    let sent = urgent_slip(&app, "Help.");
    assert!(
        sent.readers.iter().any(|reader| reader.name.as_str().contains("Shah")),
        "{:?}",
        sent.readers
    );
    let keys = ReaderPrivateKeys::generate().unwrap().public().to_bytes();
    let deputy = app.person(Role::Deputy).id().clone();
    write(&app, move |writer| {
        let of_deputy = reader_keys::table.filter(reader_keys::reader_id.eq(deputy.as_str()));
        let changed = diesel::update(of_deputy)
            .set(reader_keys::public_keys.eq(&keys))
            .execute(writer.connection())
            .map_err(DbError::from)?;
        assert_eq!(changed, 1);
        Ok(())
    });
    let sent = urgent_slip(&app, "Help.");
    assert!(
        !sent.readers.iter().any(|reader| reader.name.as_str().contains("Shah")),
        "{:?}",
        sent.readers
    );
    assert!(!sent.readers.is_empty(), "the others still read it");
}

#[test]
fn removing_somebody_vouches_for_nobody_who_was_not_vouched_for() {
    let app = TestApp::spawn();
    let mut head = AtDesk::new(&app, Role::Head);
    let link = head.invites("Ms Young", "technician", "ict");
    let mut young = Newcomer::enrols(&app, "Ms Young", &link);
    let deputy = app.person(Role::Deputy).id().clone();
    write(&app, move |writer| {
        // Said to be signed by the deputy, with a signature that is none.
        let changed = diesel::update(reader_keys::table.filter(reader_keys::signature.is_null()))
            .set((
                reader_keys::signed_by.eq(deputy.as_str()),
                reader_keys::signature.eq(vec![7_u8; 64]),
                reader_keys::signed_at.eq(1_i64),
            ))
            .execute(writer.connection())
            .map_err(DbError::from)?;
        assert_eq!(changed, 1);
        Ok(())
    });
    head.removes("Ms Shah");
    assert_eq!(young.desk.open(paths::SLIPS).heading(), WAITING);
}

#[test]
fn a_link_put_into_the_database_invites_nobody() {
    let app = TestApp::spawn();
    let mut lead = AtDesk::new(&app, Role::DesignatedSafeguardingLead);
    let link = lead.invites("Ms Young", "technician", "ict");
    assert_eq!(app.pupil().visit(&link).status, 200, "until it is meddled with");
    let intruders = [7_u8; 32];
    write(&app, move |writer| {
        let hash = ineedtotalk::crypto::fingerprint::sha256(&intruders);
        let made = diesel::update(invitations::table)
            .set(invitations::token_hash.eq(hash.to_vec()))
            .execute(writer.connection())
            .map_err(DbError::from)?;
        assert_eq!(made, 1);
        Ok(())
    });
    let intruders = data_encoding::BASE64URL_NOPAD.encode(&intruders);
    assert_eq!(app.pupil().visit(&paths::enrol(&intruders)).status, 404);

    // Nor does a real link make somebody what they were not invited as.
    let link = lead.invites("Mr Newman", "technician", "ict");
    make_lead(&app, "Mr Newman");
    assert_eq!(app.pupil().visit(&link).status, 404);
}

#[test]
fn a_role_changed_while_somebody_is_confirmed_is_not_signed() {
    let app = TestApp::spawn();
    let mut lead = AtDesk::new(&app, Role::DesignatedSafeguardingLead);
    let link = lead.invites("Ms Young", "technician", "ict");
    let mut young = Newcomer::enrols(&app, "Ms Young", &link);
    let page = lead.open(paths::READERS);
    make_lead(&app, "Ms Young");
    let page = lead.press(&page, "Confirm Ms Young", &[("digits", &young.digits)]);
    assert_eq!(page.status, 409);
    assert_eq!(young.desk.open(paths::SLIPS).heading(), WAITING);
}

#[test]
fn what_was_changed_in_the_database_is_missed_aloud() {
    let app = TestApp::spawn();
    let mut lead = AtDesk::new(&app, Role::DesignatedSafeguardingLead);
    urgent_slip(&app, "Help.");
    let slip = lead.only_slip();
    lead.opens(&slip);
    write(&app, |writer| {
        let acts: Vec<Vec<u8>> = slip_acts::table
            .select(slip_acts::sealed)
            .load(writer.connection())
            .map_err(DbError::from)?;
        diesel::update(slip_acts::table)
            .set(slip_acts::sealed.eq(with_last_bit_turned(&acts[0])))
            .execute(writer.connection())
            .map_err(DbError::from)?;
        Ok(())
    });
    let page = lead.opens(&slip);
    assert!(page.has("One more entry was changed") && page.has("Help."), "{}", page.text());

    let mut deputy = AtDesk::before_signing_in(&app, Role::Deputy);
    write(&app, |writer| {
        let envelopes: Vec<Vec<u8>> = slips::table
            .select(slips::envelope)
            .load(writer.connection())
            .map_err(DbError::from)?;
        diesel::update(slips::table)
            .set(slips::envelope.eq(with_last_bit_turned(&envelopes[0])))
            .execute(writer.connection())
            .map_err(DbError::from)?;
        Ok(())
    });
    assert!(lead.open(&slip).has("cannot be opened by anyone"));
    deputy.sign_in();
    for _ in 0..2 {
        assert!(deputy.open(paths::SLIPS).has("One slip was changed in the database"));
    }
}

#[test]
fn an_emergency_made_to_look_like_nothing_much_is_told_when_it_is_opened() {
    let app = TestApp::spawn();
    let mut lead = AtDesk::new(&app, Role::DesignatedSafeguardingLead);
    urgent_slip(&app, "Help.");
    let slip = lead.only_slip();
    assert!(!lead.opens(&slip).has("was changed in the database"));
    write(&app, |writer| {
        let changed = diesel::update(slips::table).set(slips::urgency.eq("routine"));
        changed.execute(writer.connection()).map_err(DbError::from)?;
        Ok(())
    });
    let page = lead.open(&slip);
    assert!(page.has("How urgent this slip is was changed in the database"), "{}", page.text());
    assert!(page.has("Emergency") && page.has("Help."), "{}", page.text());
}

fn with_last_bit_turned(bytes: &[u8]) -> Vec<u8> {
    let mut changed = bytes.to_vec();
    *changed.last_mut().unwrap() ^= 1;
    changed
}

fn make_lead(app: &TestApp, name: &'static str) {
    write(app, move |writer| {
        let changed = diesel::update(readers::table.filter(readers::name.eq(name)))
            .set(readers::roles.eq("dsl"))
            .execute(writer.connection())
            .map_err(DbError::from)?;
        assert_eq!(changed, 1);
        Ok(())
    });
}

#[test]
fn nothing_that_opens_an_account_is_in_the_database_as_it_is() {
    let app = TestApp::spawn();
    let mut lead = AtDesk::new(&app, Role::DesignatedSafeguardingLead);
    let link = lead.invites("Ms Young", "second deputy", "deputy");
    let token = link.rsplit('/').next().unwrap().to_owned();
    let young = Newcomer::enrols(&app, "Ms Young", &link);
    let cookie = young.desk.browser.cookie("__Host-staff").unwrap().to_owned();

    let rows = write(&app, |writer| {
        type Row = Result<Vec<Vec<u8>>, diesel::result::Error>;
        let connection = writer.connection();
        let factors: Row =
            second_factors::table.select(second_factors::sealed_secret).load(connection);
        let links: Row = invitations::table.select(invitations::token_hash).load(connection);
        let ids: Row = sessions::table.select(sessions::row_id).load(connection);
        let keys: Row = sessions::table
            .filter(sessions::sealed.is_not_null())
            .select(sessions::sealed.assume_not_null())
            .load(connection);
        let mut all = Vec::new();
        for rows in [factors, links, ids, keys] {
            let rows = rows.map_err(DbError::from)?;
            assert!(!rows.is_empty());
            all.extend(rows);
        }
        Ok(all)
    });
    let decoded = |text: &str| data_encoding::BASE64URL_NOPAD.decode(text.as_bytes()).unwrap();
    let private = app.person(Role::Deputy).keys.to_bytes();
    let secrets = [
        young.desk.phone.as_bytes().to_vec(),
        decoded(&token),
        decoded(&cookie),
        private.expose()[1..33].to_vec(),
        young.kit.replace(' ', "").into_bytes(),
    ];
    for secret in secrets {
        let holds = |row: &Vec<u8>| row.windows(secret.len()).any(|part| part == secret);
        assert!(!rows.iter().any(holds));
    }
}
