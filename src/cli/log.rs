//! What the program logs: events with fixed words, no request, no address, nothing that was typed.

use std::fmt;

use tracing_subscriber::EnvFilter;
use tracing_subscriber::fmt::format::Writer;
use tracing_subscriber::fmt::time::FormatTime;

use crate::clock::Clock;

/// When something happened, to the minute: that a notice has to wait is known as soon as a slip says that
/// someone is in danger, and no line of ours tells the second of it.
struct WholeMinutes;

impl FormatTime for WholeMinutes {
    fn format_time(&self, line: &mut Writer<'_>) -> fmt::Result {
        line.write_str(&Clock::System.now().minute_for_machines())
    }
}

/// Begins logging to standard error, and keeps a panic's message (which may hold anything) out of
/// it: only the place is said.
pub fn begin() {
    let wanted = std::env::var("INEEDTOTALK_LOG").unwrap_or_else(|_| "info".to_owned());
    // Libraries may log addresses: only our own events are let through, however much is wanted.
    let ours = match wanted.as_str() {
        "error" | "warn" | "info" | "debug" => format!("off,ineedtotalk={wanted}"),
        _ => "off,ineedtotalk=info".to_owned(),
    };
    // A second call could only come from a test in the same process; the first one stands.
    let _ = tracing_subscriber::fmt()
        .with_env_filter(EnvFilter::new(ours))
        .with_writer(std::io::stderr)
        .with_ansi(false)
        .with_timer(WholeMinutes)
        // It would be said where nothing can be said, and end in a panic.
        .log_internal_errors(false)
        .try_init();
    // In place of the hook that prints the payload, and a backtrace where RUST_BACKTRACE asks for one.
    std::panic::set_hook(Box::new(|panic| {
        let place = panic.location().map_or("somewhere", |location| location.file());
        let line = panic.location().map_or(0, |location| location.line());
        tracing::error!(file = place, line, "something panicked");
    }));
}

#[cfg(test)]
mod tests {
    use super::*;

    const WORDS: &str = "quince bobsleigh lighthouse";
    const IS_CHILD: &str = "INEEDTOTALK_TEST_PANICS";
    const THIS_TEST: &str =
        "cli::log::tests::a_panic_says_where_and_never_what_however_much_is_asked_for";

    #[test]
    fn a_panic_says_where_and_never_what_however_much_is_asked_for() {
        // This test again, in a process of its own, is what panics.
        if std::env::var_os(IS_CHILD).is_some() {
            begin();
            panic!("{WORDS}");
        }
        let asked = std::process::Command::new(std::env::current_exe().unwrap())
            .args(["--exact", THIS_TEST, "--nocapture"])
            .env(IS_CHILD, "1")
            .env("RUST_BACKTRACE", "full")
            .env("INEEDTOTALK_LOG", "debug")
            .output()
            .unwrap();
        let said = String::from_utf8_lossy(&asked.stderr);
        assert!(!asked.status.success(), "it did not panic");
        assert!(said.contains("something panicked") && said.contains("src/cli/log.rs"), "{said}");
        let all = format!("{said}{}", String::from_utf8_lossy(&asked.stdout));
        assert!(!all.contains(WORDS), "{all}");
        assert!(!all.contains("stack backtrace") && !all.contains("rust_begin_unwind"), "{all}");
        // And when, to the minute.
        let line = said.lines().find(|line| line.contains("something panicked")).unwrap();
        let at = line.split_whitespace().next().unwrap();
        assert!(at.ends_with('Z') && at.len() == "2026-11-24T10:07Z".len(), "{line}");
    }
}
