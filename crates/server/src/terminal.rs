//! What a person at the command line reads: answers on stdout, the rest on stderr.

use std::io::{self, Write};

/// A line of the answer. A reader that went away (`| head`) is no failure.
pub fn say(line: &str) {
    let mut out = io::stdout().lock();
    let _ = writeln!(out, "{line}").and_then(|()| out.flush());
}

/// A line beside the answer: what went wrong, how far it is.
pub fn complain(line: &str) {
    let _ = writeln!(io::stderr().lock(), "{line}");
}

/// Replaces the current line, for progress. Only for a person: a file gets no such lines.
pub fn progress(text: &str) {
    let mut err = io::stderr().lock();
    let _ = write!(err, "\r\x1b[2K{text}").and_then(|()| err.flush());
}

/// Whether somebody watches stderr.
pub fn is_watched() -> bool {
    io::IsTerminal::is_terminal(&io::stderr())
}
