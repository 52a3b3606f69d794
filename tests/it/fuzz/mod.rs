//! Every parser under any bytes at all: a second each here, and for a minute each in the long checks.

mod answers;
mod control;
mod escape;
mod sealed;
mod settings;
mod tokens;

/// Any bytes as text, the way the service reads what is not UTF-8.
fn text(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}
