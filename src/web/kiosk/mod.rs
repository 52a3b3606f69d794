//! Kiosks: how a computer becomes one, and what a request from one is told by. Which kiosk it is stays in
//! this folder: pupils' pages learn how they look and in which lane a slip is counted, and no more.

mod cookie;
pub mod enrol;
pub mod home;
mod seat;

pub use cookie::take;
pub use seat::{
    SlipLane, answered, is_answered, is_one, is_paused, look_of, recognise, usual_look,
};
