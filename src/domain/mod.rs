//! Types that are valid once made, and the rules over them. Nothing here reads a file, a clock, a
//! network or a database.

mod act;
mod actor;
mod answers;
mod appearance;
mod audit;
mod calendar;
mod certificate;
mod case;
mod code_offer;
mod cover;
mod credentials;
mod device_test;
mod draft;
mod follow_up_code;
mod form_fields;
mod guide;
mod hand_on;
mod hints;
mod ids;
mod journey;
mod kiosk;
mod kiosk_check;
mod lane;
mod language;
mod leave;
mod let_read;
mod mode;
mod notice;
mod paper;
mod passed_on;
mod passkey;
mod pastime;
mod press;
mod provider_url;
mod queue;
mod reader;
mod reply;
mod retention;
mod role;
mod routing;
#[cfg(test)]
pub mod sample_readers;
mod school;
mod school_details;
mod search;
mod shown_count;
mod signposts;
mod slip;
mod staff_message;
mod taxonomy;
mod term;
mod text;
mod time;
mod trouble;
mod urgency;
mod usual_titles;
mod way;
mod wording;

pub use act::{ActKind, CloseReason, NoteTooLong, ReasonProblem, SlipAct};
pub use actor::Actor;
pub use answers::{
    About, AnswerProblem, Answers, Danger, Done, DoneBy, Happened, Place, StillHappening, Typed,
    WHO_CHARACTERS_MAX, WORDS_CHARACTERS_MAX,
};
pub use appearance::{Appearance, Look, TextSize};
pub use audit::{AuditEntry, AuditMark, AuditedAct};
pub use calendar::{
    CalendarError, DaySpan, DaysAway, MinuteOfDay, NextReading, ReadingHours, SchoolCalendar,
};
pub use case::{
    Assessment, BegunFrom, Beside, Body, CASES_OF_SLIP_MAX, Case, DECISION_DAYS_MAX, Decided,
    Decision, DecisionProblem, Known, NotSplit, Question, REFERENCE_CHARACTERS_MAX,
    SLIPS_OF_CASE_MAX, SecondCase, TASK_CHARACTERS_MAX, Task, TaskProblem, besides, ever_named,
    in_order, is_untouched, may_split, second_cases,
};
pub use certificate::{CertificateFingerprint, NotAFingerprint};
pub use code_offer::{CodeOffer, OpenThread};
pub use cover::{route_with_cover, who_could_cover, who_must_be_there, who_reads_today};
pub use credentials::{NewPassword, PasswordProblem, TypedPassword};
pub use device_test::{DeviceRisk, DeviceVerdict};
pub use draft::{Draft, OPENED_AGAIN, Pressed, SentNote};
pub use follow_up_code::{CodeProblem, FollowUpCode, KioskCode, Tapped, WordCode, tapped};
pub use form_fields::carried_fields;
pub use guide::{Guide, GuideFile};
pub use hand_on::{HandOnReason, HandedOn};
pub use hints::{Instead, instead_of_the_named, is_named, may_tell_who_wrote};
pub use ids::{
    AlikeId, EntryId, IdError, KioskCheckId, KioskId, LeaveId, NoticeId, PasskeyId, PressId,
    ReaderId, ReplyId, SchoolId, SlipId, TaskId, ThreadId, UnfinishedNoteId,
};
pub use journey::{Position, Step};
pub use kiosk::{Kiosk, KioskName, KioskTrouble};
pub use kiosk_check::{
    CHECKED_AGAIN_DAYS, CheckAnswer, CheckItem, CheckLine, CheckProblem, KioskCheck,
    NOTE_CHARACTERS_MAX, NotACheck, is_check_of_kiosk_due,
};
pub use lane::Lane;
pub use language::Language;
pub use leave::{Away, Leave, LeaveProblem, Rota, all_away_until, away_until};
pub use let_read::NotLetIn;
pub use mode::Mode;
pub use notice::NoticeKind;
pub use paper::{PaperKind, PaperOrder, PrintSize};
pub use passed_on::{HeardHow, PASSED_ON_BY_CHARACTERS_MAX, PassedOn};
pub use passkey::PasskeyName;
pub use pastime::{Pastime, QuizAnswer};
pub use press::{Aside, Press};
pub use provider_url::{ProviderUrl, ProviderUrlError};
pub use queue::{
    CodeState, Need, OwnerSought, QueueList, SlipFilter, asked_today, is_of, is_pressing,
};
pub use reader::{DetailError, EmailAddress, ReaderName, ReaderSummary, ReaderTitle, ToldReader};
pub use reply::{PupilAnswer, QuickAnswer, ReplyPressed, ReplyState, ReplyTrouble, ReplyVisit};
pub use retention::{Retention, asked_to_purge, asked_to_set_aside, is_gap, waits_until};
pub use role::{Permission, Role, Roles, UnknownRole};
pub use routing::{
    DAY_TO_DAY, NoRoute, READERS_MAX, Route, RouteGap, is_overseen, route, route_gaps,
};
pub use school::{Host, HostError, SchoolName, SchoolSummary};
pub use school_details::{OwnHelp, PolicePolicy, SchoolDetails};
pub use search::{SEARCH_CHARACTERS_MAX, SearchProblem, SearchTerm};
pub use shown_count::{Rounding, ShownCount};
pub use signposts::{
    HelpHours, Nation, Reach, Signpost, SignpostCode, Signposts, SignpostsError, SortedHelp,
    is_check_due,
};
pub use slip::{SlipContent, SlipState, Tray, UnknownSlipWord};
pub use staff_message::{MESSAGE_CHARACTERS_MAX, MessageProblem, StaffMessage};
pub use taxonomy::{
    Audience, Category, CategoryCode, FourC, Group, GroupCode, ModeWords, Taxonomy, TaxonomyError,
    Tile,
};
pub use term::{CountedSlip, Soon, TermFigures, TermWeek, term_until};
pub use text::without_towers;
pub use time::{Day, PartOfDay, Timestamp};
pub use trouble::Trouble;
pub use urgency::{UnknownUrgency, Urgency};
pub use usual_titles::usual_title;
pub use way::{Course, Way};
pub use wording::{
    LongSentence, long_sentence, not_for_the_young, sentence_words_max, unfit_for_the_young,
};
