//! What people do with the service. Every change to a row happens in one function here, which also
//! writes the audit entry and enqueues the notices, in the same transaction.

pub mod acknowledge_slip;
pub mod add_kiosk;
pub mod add_school;
pub mod answer_pupil;
pub mod check_kiosk;
pub mod close_slip;
pub mod confirm_reader;
pub mod enrol_kiosk;
pub mod enrol_reader;
mod error;
pub mod hand_on;
pub mod forget_sent_drafts;
pub mod give_code;
pub mod go_live;
pub mod invite_reader;
pub mod keep_slip;
pub mod key_locks;
pub mod list_slips;
mod log_act;
pub mod note_restore;
pub mod open_slot;
pub mod open_thread;
pub mod purge_slips;
pub mod read_answers;
pub mod read_audit_log;
pub mod read_slip;
pub mod recover_account;
pub mod remove_reader;
pub mod rush_tray;
pub mod send_answer;
pub mod send_slip;
pub mod set_aside;
pub mod set_calendar;
pub mod settle_notice;
pub mod sign_in;
pub mod sign_out;
pub mod skim_tray;
pub mod slip_index;
pub mod sweep_sessions;
pub mod trusted_readers;
mod try_slips;
pub mod unlock_session;
pub mod work_on_case;

pub use error::ServiceError;
