//! Handlers for pupils. Nobody is asked who they are.

pub mod about;
pub mod appearance;
mod draft_cookie;
pub mod help;
pub mod leave;
pub mod reply;
mod send;
mod sent;
pub mod slip;
mod status;
mod step;
