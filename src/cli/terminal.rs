//! Speaking with whoever sits at the terminal.

use std::io::{self, BufRead, IsTerminal, Write};

/// Prints a line.
#[expect(clippy::print_stdout, reason = "the command line answers on standard output")]
pub fn say(line: &str) {
    println!("{line}");
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
