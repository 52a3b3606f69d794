//! What the program logs: events with fixed words, no request, no address, nothing that was typed.

use tracing_subscriber::EnvFilter;

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
        .try_init();
    std::panic::set_hook(Box::new(|panic| {
        let place = panic.location().map_or("somewhere", |location| location.file());
        let line = panic.location().map_or(0, |location| location.line());
        tracing::error!(file = place, line, "something panicked");
    }));
}
