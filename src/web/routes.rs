//! Every route, by audience. A method that is not here is answered 405.

use actix_web::middleware::from_fn;
use actix_web::web::{self, ServiceConfig, resource};

use super::{
    alike, device_test, health, kiosk, manifest, media, pass_on, pupil, security_txt, staff,
    static_files,
};
use crate::paths;

mod readers;

pub fn all(config: &mut ServiceConfig) {
    slips(config);
    in_class(config);
    kiosks(config);
    paper(config);
    config
        // Pupils: nobody is asked who they are.
        .service(
            resource(paths::SLIP)
                .route(web::get().to(pupil::slip::show))
                .route(web::post().to(pupil::slip::press)),
        )
        .service(resource(paths::LEAVE).route(web::get().to(pupil::leave::leave)))
        .service(resource(paths::AWAY).route(web::get().to(pupil::leave::show_away)))
        .service(
            resource(paths::HELP)
                .route(web::get().to(pupil::help::show_help))
                .route(web::post().to(pupil::help::change_language)),
        )
        .service(
            resource(paths::REPLY)
                .route(web::get().to(pupil::reply::show))
                .route(web::post().to(pupil::reply::press)),
        )
        .configure(about)
        // Staff: who each handler serves is the type of its argument (`guard`).
        .service(resource(paths::STAFF).route(web::get().to(staff::home::show_home)))
        .service(resource(paths::AUDIT_LOG).route(web::get().to(staff::audit_log::show_log)))
        .configure(readers::all)
        .configure(set_up)
        .configure(desk)
        .configure(for_anyone);
}

/// What is there for whoever sits at a desk all day.
fn desk(config: &mut ServiceConfig) {
    config.service(
        resource(paths::SHORTCUTS)
            .route(web::get().to(staff::shortcuts::show_shortcuts))
            .route(web::post().to(staff::shortcuts::submit_shortcuts)),
    );
}

/// The same pages of a slip in a class: everyone's turn, of which nothing outside tells which kind it
/// is, and practice, which sends nothing.
fn in_class(config: &mut ServiceConfig) {
    config
        .service(
            resource(paths::TURN)
                .route(web::get().to(pupil::slip::show))
                .route(web::post().to(pupil::slip::press))
                .wrap(from_fn(alike::make)),
        )
        .service(
            resource(paths::PRACTICE)
                .route(web::get().to(pupil::slip::show))
                .route(web::post().to(pupil::slip::press)),
        );
}

/// What a school is like, and whether pupils may write to it.
fn set_up(config: &mut ServiceConfig) {
    config
        .service(resource(paths::SET_UP).route(web::get().to(staff::set_up::show_set_up)))
        .service(resource(paths::GO_LIVE).route(web::post().to(staff::set_up::submit_go_live)))
        .service(
            resource(paths::CALENDAR)
                .route(web::get().to(staff::calendar::show_calendar))
                .route(web::post().to(staff::calendar::submit_calendar)),
        );
}

/// Computers of the school at which pupils write: the page on such a computer, and those of staff.
fn kiosks(config: &mut ServiceConfig) {
    config
        .service(
            resource(paths::KIOSK)
                .route(web::get().to(kiosk::enrol::show))
                .route(web::post().to(kiosk::enrol::press)),
        )
        .service(
            resource(paths::HOME)
                .route(web::get().to(kiosk::home::show))
                .route(web::post().to(kiosk::home::press)),
        )
        .configure(device)
        .service(resource(paths::KIOSKS).route(web::get().to(staff::kiosks::show_kiosks)))
        .service(resource(paths::ADD_KIOSK).route(web::post().to(staff::kiosks::submit_add)))
        .service(resource(paths::CHANGE_KIOSK).route(web::post().to(staff::kiosks::submit_change)))
        .service(
            resource(paths::NEW_KIOSK_WORDS).route(web::post().to(staff::kiosks::submit_new_words)),
        )
        .service(resource(paths::PAUSE_KIOSK).route(web::post().to(staff::kiosks::submit_pause)))
        .service(resource(paths::RESUME_KIOSK).route(web::post().to(staff::kiosks::submit_resume)))
        .service(
            resource(paths::CHECK_KIOSK)
                .route(web::get().to(staff::kiosk_checks::show_check))
                .route(web::post().to(staff::kiosk_checks::submit_check)),
        )
        .service(
            resource(paths::SIGNED_CHECK)
                .route(web::get().to(staff::kiosk_checks::show_signed_check)),
        )
        .service(resource(paths::REVOKE_KIOSK).route(web::post().to(staff::kiosks::submit_revoke)))
        .service(resource(paths::GUIDES).route(web::get().to(staff::guides::show_guides)))
        .service(resource(paths::GUIDE_FILE).route(web::get().to(staff::guides::save_file)))
        .service(resource(paths::ONE_GUIDE).route(web::get().to(staff::guides::show_guide)));
}

/// Whether a device is safe to write at, for whoever sets it up. Nobody is asked to sign in on it.
fn device(config: &mut ServiceConfig) {
    config
        .service(resource(paths::DEVICE_TEST).route(web::get().to(device_test::show_device_test)))
        .service(resource(paths::DEVICE_TEST_NEXT).route(web::get().to(device_test::show_next)))
        .service(
            resource(paths::DEVICE_TEST_RESULT).route(web::get().to(device_test::show_result)),
        );
}

/// Paper, and what comes back from it: an adult who passes a slip on is not asked to sign in.
fn paper(config: &mut ServiceConfig) {
    config
        .service(resource(paths::PAPER).route(web::get().to(staff::paper::show_paper)))
        .service(resource(paths::PAPER_PAGE).route(web::get().to(staff::paper::show_paper_page)))
        .service(resource(paths::PAPER_PDF).route(web::get().to(staff::paper::show_paper_pdf)))
        .service(
            resource(paths::PASS_ON)
                .route(web::get().to(pass_on::show_pass_on))
                .route(web::post().to(pass_on::submit_pass_on)),
        )
        .service(resource(paths::PASS_ON_DONE).route(web::get().to(pass_on::show_passed_on)));
}

/// What the service is, for pupils and for those around them.
fn about(config: &mut ServiceConfig) {
    config
        .service(resource(paths::ABOUT).route(web::get().to(pupil::about::show_about)))
        .service(resource(paths::ABOUT_PRIVACY).route(web::get().to(pupil::about::show_privacy)))
        .service(resource(paths::ABOUT_PARENTS).route(web::get().to(pupil::about::show_parents)))
        .service(
            resource(paths::ABOUT_ACCESSIBILITY)
                .route(web::get().to(pupil::about::show_accessibility)),
        );
}

/// What pages are made with, whether the service answers, and whom to tell of a weakness.
fn for_anyone(config: &mut ServiceConfig) {
    config
        .service(resource(paths::STATIC_FILE).route(web::get().to(static_files::show_file)))
        .service(resource(paths::MEDIA_FILE).route(web::get().to(media::show_file)))
        .service(resource(paths::ICON).route(web::get().to(static_files::show_icon)))
        .service(resource(paths::MANIFEST).route(web::get().to(manifest::show_manifest)))
        .service(
            resource(paths::SECURITY_TXT).route(web::get().to(security_txt::show_security_txt)),
        )
        .service(resource(paths::HEALTH).route(web::get().to(health::show_health)));
}

/// What readers do with slips that came in a rush.
fn tray(config: &mut ServiceConfig) {
    config
        .service(resource(paths::TRAY).route(web::get().to(staff::tray::show_tray)))
        .service(
            resource(paths::SKIM_TRAY)
                .route(web::get().to(staff::tray::show_skimmed))
                .route(web::post().to(staff::tray::submit_skim)),
        )
        .service(resource(paths::ASK_ASIDE).route(web::post().to(staff::tray::submit_ask)))
        .service(resource(paths::AGREE_ASIDE).route(web::post().to(staff::tray::submit_agree)))
        .service(resource(paths::REFUSE_ASIDE).route(web::post().to(staff::tray::submit_refuse)))
        .service(resource(paths::TAKE_BACK).route(web::post().to(staff::tray::submit_take_back)));
}

/// What readers do with slips.
fn slips(config: &mut ServiceConfig) {
    config
        .configure(tray)
        .service(resource(paths::SLIPS).route(web::get().to(staff::slips::show_queue)))
        .service(
            resource(paths::SEARCH_SLIPS)
                .route(web::get().to(staff::search::show_search))
                .route(web::post().to(staff::search::submit_search)),
        )
        .service(resource(paths::TERM).route(web::get().to(staff::term::show_term)))
        .service(resource(paths::ONE_SLIP).route(web::get().to(staff::slip::show_slip)))
        .service(resource(paths::OPEN_SLIP).route(web::post().to(staff::slip::submit_open)))
        .service(
            resource(paths::HAND_ON)
                .route(web::get().to(staff::hand_on::show_hand_on))
                .route(web::post().to(staff::hand_on::submit_hand_on)),
        )
        .service(resource(paths::HANDED_ON).route(web::get().to(staff::hand_on::show_handed_on)))
        .service(
            resource(paths::ACKNOWLEDGE_SLIP)
                .route(web::post().to(staff::slip::submit_acknowledge)),
        )
        .service(resource(paths::CLOSE_SLIP).route(web::post().to(staff::slip::submit_close)))
        .configure(case)
        .service(resource(paths::HOLD_SLIP).route(web::post().to(staff::keep_slip::submit_hold)))
        .service(resource(paths::LIFT_HOLD).route(web::post().to(staff::keep_slip::submit_lift)))
        .service(
            resource(paths::ERASE_NAME).route(web::post().to(staff::keep_slip::submit_erase_name)),
        )
        .service(resource(paths::ANSWER_PUPIL).route(web::post().to(staff::answers::submit_answer)))
        .service(resource(paths::ANSWERS_READ).route(web::post().to(staff::answers::submit_read)))
        .service(
            resource(paths::ASK_PURGE).route(web::post().to(staff::keep_slip::submit_ask_purge)),
        )
        .service(
            resource(paths::REFUSE_PURGE).route(web::post().to(staff::keep_slip::submit_refuse)),
        )
        .service(
            resource(paths::CONFIRM_PURGE)
                .route(web::post().to(staff::keep_slip::submit_confirm_purge)),
        );
}

/// What readers write down about a slip.
fn case(config: &mut ServiceConfig) {
    config
        .service(resource(paths::NOTE_ON_CASE).route(web::post().to(staff::case::submit_note)))
        .service(
            resource(paths::UNFINISHED_NOTE)
                .route(web::post().to(staff::case::submit_unfinished_note)),
        )
        .service(resource(paths::OWN_CASE).route(web::post().to(staff::case::submit_owner)))
        .service(
            resource(paths::DECIDE_ON_CASE).route(web::post().to(staff::case::submit_decision)),
        )
        .service(resource(paths::SET_TASK).route(web::post().to(staff::case::submit_task)))
        .service(resource(paths::TASK_DONE).route(web::post().to(staff::case::submit_task_done)))
        .service(resource(paths::ASSESS_CASE).route(web::post().to(staff::case::submit_assessment)))
        .service(
            resource(paths::LET_READ)
                .route(web::get().to(staff::let_read::show_let_read))
                .route(web::post().to(staff::let_read::submit_let_read)),
        )
        .service(
            resource(paths::TOGETHER)
                .route(web::get().to(staff::together::show_together))
                .route(web::post().to(staff::together::submit_together)),
        )
        .service(resource(paths::TAKE_APART).route(web::post().to(staff::together::submit_apart)))
        .service(
            resource(paths::SPLIT)
                .route(web::get().to(staff::split::show_split))
                .route(web::post().to(staff::split::submit_split)),
        )
        .service(
            resource(paths::PUT_BACK)
                .route(web::get().to(staff::split::show_put_back))
                .route(web::post().to(staff::split::submit_put_back)),
        );
}
