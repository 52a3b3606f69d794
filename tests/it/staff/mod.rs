//! What members of staff do, each at their own computer.

pub mod at_desk;
mod audit_log;
mod back_up;
mod calendar;
mod case;
mod enrol;
mod find_me;
mod guides;
mod hear_back;
mod keep_apart;
mod keep_slips;
mod kiosk_checks;
pub mod kiosks;
mod list_slips;
mod paper;
mod pass_on;
mod problems;
mod read_slips;
mod readers;
mod recover;
mod retention;
mod rush_tray;
mod sessions;
mod sign_in;
mod told_how;
mod two_schools;
mod who_may;
