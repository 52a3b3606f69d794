//! Every address, once. Routes, views and mail use these, so no link is typed twice.

mod pictures;

pub use pictures::{code_picture, media_file, symbol};

use crate::domain::{
    AlikeId, Appearance, Aside, Guide, GuideFile, KioskCheckId, KioskId, LeaveId, PasskeyId,
    QueueList, ReaderId, SlipId, Way,
};

mod one_slip;

pub use one_slip::{
    acknowledge_slip, answer_pupil, answers_read, ask_purge, assess_case, close_slip,
    confirm_purge, decide_on_case, erase_name, hand_on, hold_slip, let_read, lift_hold,
    note_on_case, open_slip, own_case, put_back, refuse_purge, set_task, slip, split, take_apart,
    task_done, together, unfinished_note,
};

/// The names of the static files, which change with their content; made by `.build`.
pub mod files {
    include!(concat!(env!("OUT_DIR"), "/static_names.rs"));
}

// Pupils. The whole of a slip happens at one address, so that no history tells how far it went.
pub const SLIP: &str = "/";
/// The same in everyone's turn, and for practice in a lesson.
pub const TURN: &str = "/turn";
pub const PRACTICE: &str = "/practice";
pub const LEAVE: &str = "/leave";
pub const AWAY: &str = "/away";
pub const HELP: &str = "/help";
/// Where a pupil comes back with the words of their code.
pub const REPLY: &str = "/reply";
pub const ABOUT: &str = "/about";
pub const ABOUT_PRIVACY: &str = "/about/privacy";
pub const ABOUT_PARENTS: &str = "/about/parents";
pub const ABOUT_ACCESSIBILITY: &str = "/about/accessibility";

// Kiosks.
/// Where a computer of the school is made a kiosk, and unmade.
pub const KIOSK: &str = "/kiosk";
/// Where a kiosk's pupils begin, when they have changed how it looks; `/` until then.
pub const HOME: &str = "/home";
/// Where somebody sees whether a device is safe to write at: the test, the page to go back from, what came
/// of it.
pub const DEVICE_TEST: &str = "/device-test";
pub const DEVICE_TEST_NEXT: &str = "/device-test/next";
pub const DEVICE_TEST_RESULT: &str = "/device-test/result";

// Adults who pass on what a pupil told them.
pub const PASS_ON: &str = "/pass-on";
pub const PASS_ON_DONE: &str = "/pass-on/done";

// Machines.
pub const ICON: &str = "/icon.svg";
/// What a device is told that keeps the pages on its home screen.
pub const MANIFEST: &str = "/manifest.webmanifest";
pub const HEALTH: &str = "/health";
pub const SECURITY_TXT: &str = "/.well-known/security.txt";
pub const STATIC_FILE: &str = "/static/{file}";
pub const MEDIA_FILE: &str = "/media/{file}";

// Staff.
pub const STAFF: &str = "/staff";
pub const SIGN_IN: &str = "/staff/sign-in";
pub const RECOVER: &str = "/staff/recover";
pub const RECOVER_BY_PAPERS: &str = "/staff/recovery";
pub const SIGN_OUT: &str = "/staff/sign-out";
pub const UNLOCK: &str = "/staff/unlock";
pub const LOCK: &str = "/staff/lock";
/// Signing in with an account of another provider: there, back from it, and the passphrase.
pub const SIGN_IN_WITH: &str = "/staff/sign-in/with";
pub const SIGN_IN_RETURN: &str = "/staff/sign-in/return";
pub const SIGN_IN_BACK: &str = "/staff/sign-in/back";
/// The account that one has linked.
pub const LINKED_ACCOUNT: &str = "/staff/account/linked";
pub const LINK_WITH: &str = "/staff/account/linked/with";
pub const UNLINK: &str = "/staff/account/linked/remove";
/// One's passkeys, and one that is being made.
pub const PASSKEYS: &str = "/staff/passkeys";
pub const ADD_PASSKEY: &str = "/staff/passkeys/add";
pub const NEW_PASSKEY: &str = "/staff/passkeys/new";
pub const REMOVE_PASSKEY: &str = "/staff/passkeys/{id}/remove";
/// After the password: a passkey, or the code instead.
pub const PROVE_PASSKEY: &str = "/staff/sign-in/passkey";
pub const PROVE_CODE: &str = "/staff/sign-in/code";
/// One's own account.
pub const ACCOUNT: &str = "/staff/account";
pub const CHANGE_PASSWORD: &str = "/staff/account/password";
pub const END_OTHERS: &str = "/staff/account/end-others";
pub const NEW_KIT: &str = "/staff/account/kit";
pub const KEEP_KIT: &str = "/staff/account/keep-kit";
pub const NEW_FACTOR: &str = "/staff/account/factor";
pub const KEEP_FACTOR: &str = "/staff/account/keep-factor";
pub const LOST_PHONE: &str = "/staff/lost-phone";
pub const ENROL: &str = "/staff/enrol/{token}";
pub const ENROL_KIT: &str = "/staff/enrol-kit";
/// The term in numbers; and for others, without small ones.
pub const TERM: &str = "/staff/term";
pub const TERM_FOR_OTHERS: &str = "/staff/term?for=others";
/// The keys of these pages.
pub const SHORTCUTS: &str = "/staff/shortcuts";
pub const SLIPS: &str = "/staff/slips";
pub const SLIPS_TODAY: &str = "/staff/slips?list=today";
pub const SLIPS_NEW: &str = "/staff/slips?list=new";
pub const SLIPS_MINE: &str = "/staff/slips?list=mine";
pub const SLIPS_CLOSED: &str = "/staff/slips?state=closed";
/// Where a reader looks for words in slips: sent in the body, so that no address has them.
pub const SEARCH_SLIPS: &str = "/staff/search";
pub const ONE_SLIP: &str = "/staff/slips/{id}";
pub const OPEN_SLIP: &str = "/staff/slips/{id}/open";
pub const HAND_ON: &str = "/staff/slips/{id}/hand-on";
pub const HANDED_ON: &str = "/staff/handed-on";
pub const ACKNOWLEDGE_SLIP: &str = "/staff/slips/{id}/acknowledge";
pub const CLOSE_SLIP: &str = "/staff/slips/{id}/close";
pub const NOTE_ON_CASE: &str = "/staff/slips/{id}/note";
/// A note that is not added yet.
pub const UNFINISHED_NOTE: &str = "/staff/slips/{id}/unfinished-note";
pub const OWN_CASE: &str = "/staff/slips/{id}/own";
pub const DECIDE_ON_CASE: &str = "/staff/slips/{id}/decide";
pub const SET_TASK: &str = "/staff/slips/{id}/task";
pub const TASK_DONE: &str = "/staff/slips/{id}/task-done";
pub const ASSESS_CASE: &str = "/staff/slips/{id}/assess";
pub const LET_READ: &str = "/staff/slips/{id}/let-read";
pub const TOGETHER: &str = "/staff/slips/{id}/together";
pub const TAKE_APART: &str = "/staff/slips/{id}/apart";
/// Where a slip that tells of two things becomes two cases, and where the second goes again.
pub const SPLIT: &str = "/staff/slips/{id}/split";
pub const PUT_BACK: &str = "/staff/slips/{id}/put-back";
pub const HOLD_SLIP: &str = "/staff/slips/{id}/hold";
pub const LIFT_HOLD: &str = "/staff/slips/{id}/lift-hold";
pub const ASK_PURGE: &str = "/staff/slips/{id}/ask-purge";
pub const ERASE_NAME: &str = "/staff/slips/{id}/erase-name";
pub const ANSWER_PUPIL: &str = "/staff/slips/{id}/answer";
pub const ANSWERS_READ: &str = "/staff/slips/{id}/answers-read";
pub const REFUSE_PURGE: &str = "/staff/slips/{id}/refuse-purge";
pub const CONFIRM_PURGE: &str = "/staff/slips/{id}/confirm-purge";
/// The closed slips, after one was deleted.
pub const SLIPS_AFTER_PURGE: &str = "/staff/slips?state=closed&done=deleted";
/// What came in a rush, and beside it what was set aside.
pub const TRAY: &str = "/staff/tray";
pub const TRAY_ASIDE: &str = "/staff/tray?part=aside";
pub const SKIM_TRAY: &str = "/staff/tray/skim";
pub const ASK_ASIDE: &str = "/staff/tray/ask-aside";
pub const AGREE_ASIDE: &str = "/staff/tray/agree-aside";
pub const REFUSE_ASIDE: &str = "/staff/tray/refuse-aside";
pub const TAKE_BACK: &str = "/staff/tray/take-back";
pub const AUDIT_LOG: &str = "/staff/log";
pub const READERS: &str = "/staff/readers";
/// Where a reader seals anew what somebody else must not be able to open any more.
pub const RESEAL: &str = "/staff/readers/reseal";
/// Where readers vouch for the new keys of a colleague.
pub const NEW_KEYS: &str = "/staff/new-keys";
pub const BEGIN_NEW_KEYS: &str = "/staff/new-keys/{id}/begin";
pub const VOUCH_NEW_KEYS: &str = "/staff/new-keys/{id}/vouch";
pub const RECOVERY_PAPERS: &str = "/staff/recovery-papers";
pub const NEW_PAPERS: &str = "/staff/recovery-papers/new";
pub const KEEP_PAPERS: &str = "/staff/recovery-papers/keep";
pub const INVITE_READER: &str = "/staff/readers/invite";
pub const CONFIRM_READER: &str = "/staff/readers/{id}/confirm";
pub const REMOVE_READER: &str = "/staff/readers/{id}/remove";
pub const INVITE_READER_AGAIN: &str = "/staff/readers/{id}/invite-again";
/// Readers' days away.
pub const DAYS_AWAY: &str = "/staff/leave";
pub const TAKE_BACK_LEAVE: &str = "/staff/leave/{id}/take-back";
pub const SET_UP: &str = "/staff/set-up";
pub const GO_LIVE: &str = "/staff/go-live";
pub const CALENDAR: &str = "/staff/calendar";
pub const KIOSKS: &str = "/staff/kiosks";
pub const ADD_KIOSK: &str = "/staff/kiosks/add";
pub const CHANGE_KIOSK: &str = "/staff/kiosks/{id}/change";
pub const NEW_KIOSK_WORDS: &str = "/staff/kiosks/{id}/new-words";
pub const PAUSE_KIOSK: &str = "/staff/kiosks/{id}/pause";
pub const RESUME_KIOSK: &str = "/staff/kiosks/{id}/resume";
pub const CHECK_KIOSK: &str = "/staff/kiosks/{id}/check";
pub const SIGNED_CHECK: &str = "/staff/kiosks/{id}/checks/{check}";
pub const REVOKE_KIOSK: &str = "/staff/kiosks/{id}/revoke";
pub const GUIDES: &str = "/staff/guides";
pub const ONE_GUIDE: &str = "/staff/guides/{guide}";
pub const GUIDE_FILE: &str = "/staff/guides/files/{file}";
pub const PAPER: &str = "/staff/paper";
/// A poster or slips as a page to print.
pub const PAPER_PAGE: &str = "/staff/paper/page";
pub const PAPER_PDF: &str = "/staff/paper/pdf";

// The demonstration.
pub const DEMO: &str = "/demo";
pub const DEMO_MAILBOX: &str = "/demo/mailbox";

/// A page, after something was done there, which it then says. What was done names nobody.
pub fn done(page: &str, what: &str) -> String {
    format!("{page}?done={what}")
}

/// Where a slip of this way is written.
pub fn slip_of(way: Way) -> &'static str {
    match way {
        Way::Usual => SLIP,
        Way::Turn | Way::TurnNothing => TURN,
        Way::Practice => PRACTICE,
    }
}

/// The way of a slip that is begun at this address.
pub fn way_at(path: &str) -> Way {
    match path {
        TURN => Way::Turn,
        PRACTICE => Way::Practice,
        _ => Way::Usual,
    }
}

/// A page beside the slip.
pub fn aside(aside: Aside) -> &'static str {
    match aside {
        Aside::Help => HELP,
        Aside::About => ABOUT,
    }
}

/// The one-time link of an invitation.
pub fn enrol(token: &str) -> String {
    ENROL.replace("{token}", token)
}

/// One of a reader's lists.
pub fn slips_of(list: QueueList) -> &'static str {
    match list {
        QueueList::Today => SLIPS_TODAY,
        QueueList::New => SLIPS_NEW,
        QueueList::Mine => SLIPS_MINE,
        QueueList::Open => SLIPS,
        QueueList::Closed => SLIPS_CLOSED,
    }
}

/// The slips of a rush that say nearly the same.
pub fn tray_group(id: &AlikeId, is_aside: bool) -> String {
    let part = if is_aside { "&part=aside" } else { "" };
    format!("{TRAY}?alike={id}{part}")
}

/// These slips of a rush on one page.
pub fn skimmed(slips: &[SlipId]) -> String {
    let ids: Vec<_> = slips.iter().map(SlipId::as_str).collect();
    format!("{SKIM_TRAY}?slips={}", ids.join("."))
}

pub fn take_back_leave(id: &LeaveId) -> String {
    TAKE_BACK_LEAVE.replace("{id}", id.as_str())
}

pub fn confirm_reader(id: &ReaderId) -> String {
    CONFIRM_READER.replace("{id}", id.as_str())
}

pub fn begin_new_keys(id: &ReaderId) -> String {
    BEGIN_NEW_KEYS.replace("{id}", id.as_str())
}

pub fn vouch_new_keys(id: &ReaderId) -> String {
    VOUCH_NEW_KEYS.replace("{id}", id.as_str())
}

pub fn remove_reader(id: &ReaderId) -> String {
    REMOVE_READER.replace("{id}", id.as_str())
}

pub fn invite_reader_again(id: &ReaderId) -> String {
    INVITE_READER_AGAIN.replace("{id}", id.as_str())
}

pub fn remove_passkey(id: &PasskeyId) -> String {
    REMOVE_PASSKEY.replace("{id}", id.as_str())
}

pub fn guide(guide: Guide) -> String {
    ONE_GUIDE.replace("{guide}", guide.as_str())
}

pub fn guide_file(file: GuideFile) -> String {
    GUIDE_FILE.replace("{file}", file.as_str())
}

pub fn change_kiosk(id: &KioskId) -> String {
    CHANGE_KIOSK.replace("{id}", id.as_str())
}

pub fn new_kiosk_words(id: &KioskId) -> String {
    NEW_KIOSK_WORDS.replace("{id}", id.as_str())
}

pub fn pause_kiosk(id: &KioskId) -> String {
    PAUSE_KIOSK.replace("{id}", id.as_str())
}

pub fn resume_kiosk(id: &KioskId) -> String {
    RESUME_KIOSK.replace("{id}", id.as_str())
}

pub fn check_kiosk(id: &KioskId) -> String {
    CHECK_KIOSK.replace("{id}", id.as_str())
}

/// A look at a kiosk that a reader has signed.
pub fn signed_check(id: &KioskId, check: &KioskCheckId) -> String {
    SIGNED_CHECK.replace("{id}", id.as_str()).replace("{check}", check.as_str())
}

pub fn revoke_kiosk(id: &KioskId) -> String {
    REVOKE_KIOSK.replace("{id}", id.as_str())
}

/// A page beside the slip that looks and reads as was chosen.
pub fn looking_like(path: &str, appearance: Appearance) -> String {
    let chosen = appearance.as_text();
    match chosen.is_empty() {
        true => path.to_owned(),
        false => format!("{path}?{chosen}"),
    }
}
