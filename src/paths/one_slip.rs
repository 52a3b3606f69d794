//! What is done with one slip.

use super::{
    ACKNOWLEDGE_SLIP, ANSWER_PUPIL, ANSWERS_READ, ASK_PURGE, ASSESS_CASE, CLOSE_SLIP,
    CONFIRM_PURGE, DECIDE_ON_CASE, ERASE_NAME, HAND_ON, HOLD_SLIP, LET_READ, LIFT_HOLD,
    NOTE_ON_CASE, ONE_SLIP, OPEN_SLIP, OWN_CASE, PUT_BACK, REFUSE_PURGE, SET_TASK, SPLIT,
    TAKE_APART, TASK_DONE, TOGETHER, UNFINISHED_NOTE,
};
use crate::domain::SlipId;

pub fn slip(id: &SlipId) -> String {
    ONE_SLIP.replace("{id}", id.as_str())
}

pub fn hand_on(id: &SlipId) -> String {
    HAND_ON.replace("{id}", id.as_str())
}

pub fn open_slip(id: &SlipId) -> String {
    OPEN_SLIP.replace("{id}", id.as_str())
}

pub fn acknowledge_slip(id: &SlipId) -> String {
    ACKNOWLEDGE_SLIP.replace("{id}", id.as_str())
}

pub fn close_slip(id: &SlipId) -> String {
    CLOSE_SLIP.replace("{id}", id.as_str())
}

pub fn note_on_case(id: &SlipId) -> String {
    NOTE_ON_CASE.replace("{id}", id.as_str())
}

pub fn unfinished_note(id: &SlipId) -> String {
    UNFINISHED_NOTE.replace("{id}", id.as_str())
}

pub fn own_case(id: &SlipId) -> String {
    OWN_CASE.replace("{id}", id.as_str())
}

pub fn decide_on_case(id: &SlipId) -> String {
    DECIDE_ON_CASE.replace("{id}", id.as_str())
}

pub fn set_task(id: &SlipId) -> String {
    SET_TASK.replace("{id}", id.as_str())
}

pub fn task_done(id: &SlipId) -> String {
    TASK_DONE.replace("{id}", id.as_str())
}

pub fn assess_case(id: &SlipId) -> String {
    ASSESS_CASE.replace("{id}", id.as_str())
}

pub fn let_read(id: &SlipId) -> String {
    LET_READ.replace("{id}", id.as_str())
}

pub fn together(id: &SlipId) -> String {
    TOGETHER.replace("{id}", id.as_str())
}

pub fn take_apart(id: &SlipId) -> String {
    TAKE_APART.replace("{id}", id.as_str())
}

pub fn split(id: &SlipId) -> String {
    SPLIT.replace("{id}", id.as_str())
}

pub fn put_back(id: &SlipId) -> String {
    PUT_BACK.replace("{id}", id.as_str())
}

pub fn hold_slip(id: &SlipId) -> String {
    HOLD_SLIP.replace("{id}", id.as_str())
}

pub fn lift_hold(id: &SlipId) -> String {
    LIFT_HOLD.replace("{id}", id.as_str())
}

pub fn ask_purge(id: &SlipId) -> String {
    ASK_PURGE.replace("{id}", id.as_str())
}

pub fn erase_name(id: &SlipId) -> String {
    ERASE_NAME.replace("{id}", id.as_str())
}

pub fn answer_pupil(id: &SlipId) -> String {
    ANSWER_PUPIL.replace("{id}", id.as_str())
}

pub fn answers_read(id: &SlipId) -> String {
    ANSWERS_READ.replace("{id}", id.as_str())
}

pub fn refuse_purge(id: &SlipId) -> String {
    REFUSE_PURGE.replace("{id}", id.as_str())
}

pub fn confirm_purge(id: &SlipId) -> String {
    CONFIRM_PURGE.replace("{id}", id.as_str())
}
