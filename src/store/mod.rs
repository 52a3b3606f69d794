//! Queries, one file for each kind of thing stored. Reads take a `Reader`; changes, a `Writer`.

pub mod audit_log;
pub mod invitations;
pub mod job_runs;
pub mod kiosk_checks;
pub mod kiosk_codes;
pub mod kiosks;
pub mod new_keys;
pub mod outbox;
pub mod passkeys;
pub mod reader_keys;
pub mod readers;
pub mod replies;
pub mod reseals;
pub mod rush_budgets;
pub mod schools;
pub mod second_factors;
pub mod sent_drafts;
pub mod sessions;
pub mod slip_acts;
pub mod slip_indexes;
pub mod slip_lists;
pub mod slips;
pub mod threads;
pub mod tombstones;
pub mod vouches;
pub mod unfinished_notes;
