//! Speaking with whoever sits at the terminal.

use std::io::{self, BufRead, IsTerminal, Write};

use crate::backup::Progress;

/// Prints a line.
#[expect(clippy::print_stdout, reason = "the command line answers on standard output")]
pub fn say(line: &str) {
    println!("{line}");
}

/// Says something that is not the answer itself, which may be going into a file.
#[expect(clippy::print_stderr, reason = "notes go where they do not end up in the file")]
pub fn note(line: &str) {
    eprintln!("{line}");
}

/// Asks until `read` takes the answer. Without a terminal there is nobody to ask: the option that
/// was left out is named.
#[expect(clippy::print_stdout, reason = "a question is asked on standard output")]
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
        print!("{question} ");
        io::stdout().flush()?;
        let mut answer = String::new();
        if io::stdin().lock().read_line(&mut answer)? == 0 {
            return Err(nobody());
        }
        match read(answer.trim()) {
            Ok(value) => return Ok(value),
            Err(problem) => println!("  {problem}"),
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

    #[expect(clippy::print_stderr, reason = "what was asked for goes to standard output alone")]
    pub fn say(&mut self, Progress { done, total }: Progress) {
        let step = if self.is_terminal { 1 } else { 10 };
        let percent = (done * 100).checked_div(total).unwrap_or(100) / step * step;
        if self.last_said == Some(percent) {
            return;
        }
        self.last_said = Some(percent);
        let line = format!("{}: {percent} % ({done} of {total} rows)", self.what);
        match (self.is_terminal, done == total) {
            (true, false) => eprint!("\r{line}"),
            (true, true) => eprintln!("\r{line}"),
            (false, _) => eprintln!("{line}"),
        }
    }
}
