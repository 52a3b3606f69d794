//! Pupils: what they see, what becomes of their words, and who reads them.

mod about;
mod come_back;
mod crowd;
mod help;
mod hints;
mod keep_words;
mod kiosk;
mod kiosk_screens;
mod languages;
mod listen;
mod lost_answers;
mod modes;
mod no_room;
mod no_room_to_answer;
mod own_kinds;
mod pages;
mod practice;
mod route_slip;
mod rush;
mod schools;
mod send_slip;
mod tell;
mod trouble;
mod turn;
mod wait_for_slot;

/// The heading of the last page.
const SENT: &str = "Thank you. Your slip is sent.";
const CHECK: &str = "Check your slip";
const START: &str = "Tell us about a worry";
