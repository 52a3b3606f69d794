//! What members of staff do, each at their own computer.

mod at_desk;
mod back_up;
mod calendar;
mod enrol;
mod keep_apart;
mod read_slips;
mod readers;
mod recover;
mod sessions;
mod sign_in;
