//! Every parser under any bytes at all, a second each. `.github/CONTRIBUTING.md` says how to run them
//! guided by coverage, for as long as wanted.

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
