//! Handlers for pupils. Nobody is asked who they are.

mod draft_cookie;
pub mod help;
pub mod leave;
pub mod slip;
