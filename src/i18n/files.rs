//! The files of words, by language and screen.

use crate::domain::Language;

/// The screens of one language, each with its file.
pub type Screens = &'static [(&'static str, &'static str)];

/// The files of a pupil's screens in the folder of one language.
macro_rules! pupil_screens {
    ($tag:literal $(, ($more:literal, $file:literal))* $(,)?) => {
        &[
            ("posts", include_str!(concat!("locales/", $tag, "/posts.ftl"))),
            ("shared", include_str!(concat!("locales/", $tag, "/shared.ftl"))),
            ("start", include_str!(concat!("locales/", $tag, "/start.ftl"))),
            ("questions", include_str!(concat!("locales/", $tag, "/questions.ftl"))),
            ("check", include_str!(concat!("locales/", $tag, "/check.ftl"))),
            ("sent", include_str!(concat!("locales/", $tag, "/sent.ftl"))),
            ("reply", include_str!(concat!("locales/", $tag, "/reply.ftl"))),
            ("kiosk", include_str!(concat!("locales/", $tag, "/kiosk.ftl"))),
            ("turn", include_str!(concat!("locales/", $tag, "/turn.ftl"))),
            ("help", include_str!(concat!("locales/", $tag, "/help.ftl"))),
            ("problems", include_str!(concat!("locales/", $tag, "/problems.ftl"))),
            ("about", include_str!(concat!("locales/", $tag, "/about.ftl"))),
            ("paper", include_str!(concat!("locales/", $tag, "/paper.ftl"))),
            $(($more, include_str!(concat!("locales/", $tag, "/", $file))),)*
        ]
    };
}

/// British English, with what only staff or other adults read.
pub const BRITISH_ENGLISH: Screens = pupil_screens!(
    "en-GB",
    ("adults", "adults.ftl"),
    ("staff", "staff.ftl"),
    ("staff-account", "staff-account.ftl"),
    ("staff-slips", "staff-slips.ftl"),
    ("staff-queue", "staff-queue.ftl"),
    ("staff-desk", "staff-desk.ftl"),
    ("staff-case", "staff-case.ftl"),
    ("staff-tray", "staff-tray.ftl"),
    ("staff-readers", "staff-readers.ftl"),
    ("staff-kiosks", "staff-kiosks.ftl"),
    ("staff-checks", "staff-checks.ftl"),
    ("staff-device-test", "staff-device-test.ftl"),
    ("staff-guides", "staff-guides.ftl"),
    ("staff-calendar", "staff-calendar.ftl"),
    ("staff-hand-on", "staff-hand-on.ftl"),
    ("staff-reseal", "staff-reseal.ftl"),
    ("staff-together", "staff-together.ftl"),
    ("staff-let-read", "staff-let-read.ftl"),
    ("staff-split", "staff-split.ftl"),
    ("staff-new-keys", "staff-new-keys.ftl"),
    ("staff-papers", "staff-papers.ftl"),
    ("staff-log", "staff-log.ftl"),
    ("staff-passkeys", "staff-passkeys.ftl"),
    ("staff-linked", "staff-linked.ftl"),
    ("staff-keeping", "staff-keeping.ftl"),
    ("staff-paper", "staff-paper.ftl"),
    ("staff-pass-on", "staff-pass-on.ftl"),
);

/// A pupil's screens in another language, with the kinds of worry by code.
macro_rules! translated {
    ($tag:literal) => {
        pupil_screens!($tag, ("taxonomy", "taxonomy.ftl"))
    };
}

/// Every language there are files of. Another is a folder in `locales` with each screen of a pupil and
/// `taxonomy.ftl` (the kinds of worry, by code), and a line here. It is offered to pupils once nothing
/// in it is missing.
pub const FILES: &[(Language, Screens)] = &[
    (Language::English, BRITISH_ENGLISH),
    (Language::Welsh, translated!("cy")),
    (Language::Polish, translated!("pl")),
    (Language::Romanian, translated!("ro")),
    (Language::Ukrainian, translated!("uk")),
    (Language::Arabic, translated!("ar")),
    (Language::Urdu, translated!("ur")),
];
