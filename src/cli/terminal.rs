//! Speaking with whoever sits at the terminal.

use std::io::{self, BufRead, ErrorKind, IsTerminal, Write};
use std::sync::atomic::{AtomicBool, Ordering};

use crate::backup::Progress;

/// Whether somebody waits for an answer that could not be written.
static IS_ANSWER_LOST: AtomicBool = AtomicBool::new(false);

/// Prints a line. Whoever has read enough and left, as `head` does, is told no more; the work goes on.
pub fn say(line: &str) {
    put(&format!("{line}\n"));
}

/// Says something that is not the answer itself, which may be going into a file.
pub fn note(line: &str) {
    put_beside(&format!("{line}\n"));
}

/// Whether a part of the answer is nowhere, as on a full disk.
pub fn is_answer_lost() -> bool {
    IS_ANSWER_LOST.load(Ordering::Relaxed)
}

fn put(text: &str) {
    let mut output = io::stdout().lock();
    let written = output.write_all(text.as_bytes()).and_then(|()| output.flush());
    match written {
        Ok(()) => {}
        Err(error) if error.kind() == ErrorKind::BrokenPipe => {}
        Err(error) => {
            if !IS_ANSWER_LOST.swap(true, Ordering::Relaxed) {
                note(&format!("ineedtotalk: the answer could not be written: {error}"));
            }
        }
    }
}

/// Where notes cannot be written there is nobody to tell.
fn put_beside(text: &str) {
    let _ = io::stderr().lock().write_all(text.as_bytes());
}

/// Asks until `read` takes the answer. Without a terminal there is nobody to ask: the option that
/// was left out is named.
pub fn ask<T, E: std::fmt::Display>(
    question: &str,
    option: &str,
    read: impl Fn(&str) -> Result<T, E>,
) -> io::Result<T> {
    let nobody =
        || io::Error::new(io::ErrorKind::NotFound, format!("say {option} (nobody is here to ask)"));
    if !io::stdin().is_terminal() {
        return Err(nobody());
    }
    loop {
        put(&format!("{question} "));
        let mut answer = String::new();
        if io::stdin().lock().read_line(&mut answer)? == 0 {
            return Err(nobody());
        }
        match read(answer.trim()) {
            Ok(value) => return Ok(value),
            Err(problem) => say(&format!("  {problem}")),
        }
    }
}

/// Says how far long work has come: on a terminal in one line that changes, elsewhere a line for each
/// tenth.
pub struct ProgressLine {
    what: &'static str,
    last_said: Option<u64>,
    is_terminal: bool,
}

impl ProgressLine {
    pub fn begin(what: &'static str) -> Self {
        Self { what, last_said: None, is_terminal: io::stderr().is_terminal() }
    }

    pub fn say(&mut self, Progress { done, total }: Progress) {
        let step = if self.is_terminal { 1 } else { 10 };
        let percent = (done * 100).checked_div(total).unwrap_or(100) / step * step;
        if self.last_said == Some(percent) {
            return;
        }
        self.last_said = Some(percent);
        let line = format!("{}: {percent} % ({done} of {total} rows)", self.what);
        match (self.is_terminal, done == total) {
            (true, false) => put_beside(&format!("\r{line}")),
            (true, true) => note(&format!("\r{line}")),
            (false, _) => note(&line),
        }
    }
}
