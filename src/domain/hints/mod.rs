//! What a pupil wrote, looked at once more before it is sent: does it name somebody who would read it,
//! and may it tell who wrote it? Both are asked or said, never refused, and kept nowhere.

mod folded;
mod named;
mod phrases;
mod recognised;

pub(super) use folded::words_of;
pub use named::{Instead, instead_of_the_named, is_named};
pub use recognised::may_tell_who_wrote;
