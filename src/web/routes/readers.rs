//! Routes of those who read slips: how they sign in, who else reads, and what each keeps of their own.

use actix_web::web::{self, ServiceConfig, resource};

use super::super::staff;
use crate::paths;

pub(super) fn all(config: &mut ServiceConfig) {
    config
        .configure(sign_in)
        .configure(readers)
        .configure(keys)
        .configure(days_away)
        .configure(account);
}

/// Coming in, by whatever somebody still has, and going again.
fn sign_in(config: &mut ServiceConfig) {
    config
        .service(
            resource(paths::SIGN_IN)
                .route(web::get().to(staff::sign_in::show_sign_in))
                .route(web::post().to(staff::sign_in::submit_sign_in)),
        )
        .service(
            resource(paths::RECOVER)
                .route(web::get().to(staff::recover::show_recover))
                .route(web::post().to(staff::recover::submit_recover)),
        )
        .service(
            resource(paths::RECOVER_BY_PAPERS)
                .route(web::get().to(staff::recover_by_papers::show_recovery))
                .route(web::post().to(staff::recover_by_papers::submit_recovery)),
        )
        .service(resource(paths::SIGN_OUT).route(web::post().to(staff::session::submit_sign_out)))
        .service(resource(paths::LOCK).route(web::post().to(staff::session::submit_lock)))
        .service(
            resource(paths::UNLOCK)
                .route(web::get().to(staff::session::show_unlock))
                .route(web::post().to(staff::session::submit_unlock)),
        )
        .service(
            resource(paths::ENROL)
                .route(web::get().to(staff::enrol::show_enrol))
                .route(web::post().to(staff::enrol::submit_enrol)),
        )
        .service(
            resource(paths::ENROL_KIT)
                .route(web::get().to(staff::enrol::show_kit))
                .route(web::post().to(staff::enrol::submit_kit)),
        );
}

/// Who reads, and how somebody comes to.
fn readers(config: &mut ServiceConfig) {
    config
        .service(resource(paths::READERS).route(web::get().to(staff::readers::show_readers)))
        .service(
            resource(paths::INVITE_READER).route(web::post().to(staff::readers::submit_invite)),
        )
        .service(
            resource(paths::CONFIRM_READER).route(web::post().to(staff::readers::submit_confirm)),
        )
        .service(
            resource(paths::REMOVE_READER).route(web::post().to(staff::readers::submit_remove)),
        )
        .service(
            resource(paths::INVITE_READER_AGAIN)
                .route(web::post().to(staff::readers::submit_invite_again)),
        );
}

/// When readers are away, and who stands in for them.
fn days_away(config: &mut ServiceConfig) {
    config
        .service(
            resource(paths::DAYS_AWAY)
                .route(web::get().to(staff::leave::show_leave))
                .route(web::post().to(staff::leave::submit_leave)),
        )
        .service(
            resource(paths::TAKE_BACK_LEAVE)
                .route(web::post().to(staff::leave::submit_take_back_leave)),
        );
}

/// What a member of staff changes of their own account.
fn account(config: &mut ServiceConfig) {
    passkeys(config);
    linked_accounts(config);
    config
        .service(resource(paths::ACCOUNT).route(web::get().to(staff::account::show_account)))
        .service(
            resource(paths::CHANGE_PASSWORD).route(web::post().to(staff::account::submit_password)),
        )
        .service(
            resource(paths::END_OTHERS).route(web::post().to(staff::account::submit_end_others)),
        )
        .service(resource(paths::NEW_KIT).route(web::post().to(staff::account_kit::submit_new_kit)))
        .service(
            resource(paths::KEEP_KIT).route(web::post().to(staff::account_kit::submit_keep_kit)),
        )
        .service(
            resource(paths::NEW_FACTOR)
                .route(web::post().to(staff::account_factor::submit_new_factor)),
        )
        .service(
            resource(paths::KEEP_FACTOR)
                .route(web::post().to(staff::account_factor::submit_keep_factor)),
        )
        .service(
            resource(paths::LOST_PHONE)
                .route(web::get().to(staff::account_factor::show_lost_phone))
                .route(web::post().to(staff::account_factor::submit_lost_phone)),
        );
}

/// A reader's account at another provider, and signing in with it.
fn linked_accounts(config: &mut ServiceConfig) {
    config
        .service(resource(paths::SIGN_IN_WITH).route(web::get().to(staff::provider::show_provider)))
        .service(resource(paths::SIGN_IN_RETURN).route(web::get().to(staff::provider::show_return)))
        .service(
            resource(paths::SIGN_IN_BACK)
                .route(web::get().to(staff::provider::show_back))
                .route(web::post().to(staff::provider::submit_passphrase)),
        )
        .service(
            resource(paths::LINKED_ACCOUNT)
                .route(web::get().to(staff::linked_account::show_linked))
                .route(web::post().to(staff::linked_account::submit_link)),
        )
        .service(resource(paths::LINK_WITH).route(web::get().to(staff::linked_account::show_link)))
        .service(
            resource(paths::UNLINK).route(web::post().to(staff::linked_account::submit_unlink)),
        );
}

/// A reader's passkeys, and signing in with one.
fn passkeys(config: &mut ServiceConfig) {
    config
        .service(resource(paths::PASSKEYS).route(web::get().to(staff::passkeys::show_passkeys)))
        .service(
            resource(paths::ADD_PASSKEY).route(web::post().to(staff::passkeys::submit_add_passkey)),
        )
        .service(
            resource(paths::NEW_PASSKEY)
                .route(web::get().to(staff::passkeys::show_new_passkey))
                .route(web::post().to(staff::passkeys::submit_new_passkey)),
        )
        .service(
            resource(paths::REMOVE_PASSKEY)
                .route(web::post().to(staff::passkeys::submit_remove_passkey)),
        )
        .service(
            resource(paths::PROVE_PASSKEY)
                .route(web::get().to(staff::prove::show_prove))
                .route(web::post().to(staff::prove::submit_passkey)),
        )
        .service(resource(paths::PROVE_CODE).route(web::post().to(staff::prove::submit_code)));
}

/// What readers do when somebody must not, or cannot, use the keys they had.
fn keys(config: &mut ServiceConfig) {
    config
        .service(
            resource(paths::RESEAL)
                .route(web::get().to(staff::reseal::show_reseal))
                .route(web::post().to(staff::reseal::submit_reseal)),
        )
        .service(
            resource(paths::RECOVERY_PAPERS)
                .route(web::get().to(staff::recovery_papers::show_papers)),
        )
        .service(
            resource(paths::NEW_PAPERS)
                .route(web::post().to(staff::recovery_papers::submit_new_papers)),
        )
        .service(
            resource(paths::KEEP_PAPERS)
                .route(web::post().to(staff::recovery_papers::submit_keep_papers)),
        )
        .service(resource(paths::NEW_KEYS).route(web::get().to(staff::new_keys::show_new_keys)))
        .service(
            resource(paths::BEGIN_NEW_KEYS).route(web::post().to(staff::new_keys::submit_begin)),
        )
        .service(
            resource(paths::VOUCH_NEW_KEYS).route(web::post().to(staff::new_keys::submit_vouch)),
        );
}
