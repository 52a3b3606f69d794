//! Pages for members of staff. A list never shows a word of a slip.

mod answers;
mod calendar;
mod enrol;
mod guide_files;
mod guides;
mod keeping;
mod kiosks;
mod kit;
mod problem;
mod queue;
mod readers;
mod recover;
mod set_up;
mod sign_in;
mod slip;
mod slip_facts;
mod slip_steps;
mod unlock;
mod waiting;

pub use answers::{AnswerLine, Answers, MessageFields, READY};
pub use calendar::{CalendarPage, CalendarPart};
pub use enrol::EnrolPage;
pub use guide_files::content_of;
pub use guides::{GuidePage, GuideSite, GuidesPage};
pub use keeping::{Asked, KeepFields, Keeping};
pub use kiosks::{KioskFields, KioskLine, KioskState, KioskWordsPage, KiosksPage};
pub use kit::KitPage;
pub use problem::StaffProblemPage;
pub use queue::{QueueCounts, QueueLine, QueuePage};
pub use readers::{InviteFields, PersonState, ReaderLine, ReadersPage};
pub use recover::RecoverPage;
pub use set_up::{CalendarView, RefusedMail, SetUpPage, gap_in_words};
pub use sign_in::SignInPage;
pub use slip::{ActLine, CloseFields, SlipPage, SlipView, Told};
pub use unlock::UnlockPage;
pub use waiting::WaitingPage;
