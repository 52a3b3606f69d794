//! Pages and their parts. Data in, markup out: nothing here reads a database or a request.

pub mod components;
pub mod kiosk;
pub mod paper;
pub mod post;
pub mod pupil;
mod shell;
pub mod staff;
mod staff_shell;

pub use shell::{Frame, Page, bare_document, pupil_document};
pub use staff_shell::{SignedIn, StaffArea, StaffFrame, StaffPage, staff_document};
