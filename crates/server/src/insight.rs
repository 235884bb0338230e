//! `aftercare insight`: questions in, one answer per line out, in input order. Needs no database.
//!
//! The input may be endless: a line is read, answered, written and forgotten before the next is read.

use std::{
    fs::File,
    io::{self, BufRead, BufReader, BufWriter, Read, Write},
    path::Path,
    process::ExitCode,
};

use aftercare_insight::{MOST_BYTES, answer_line};

use crate::{
    command::InsightArgs,
    failure::{Failure, INPUT_REJECTED},
};

pub fn insight(args: &InsightArgs) -> Result<ExitCode, Failure> {
    let input: Box<dyn Read> = if args.file == Path::new("-") {
        Box::new(io::stdin())
    } else {
        Box::new(File::open(&args.file).map_err(|why| Failure::file("open", &args.file, &why))?)
    };
    match answer_all(BufReader::new(input), io::stdout().lock()) {
        Ok(true) => Ok(ExitCode::SUCCESS),
        Ok(false) => Ok(ExitCode::from(INPUT_REJECTED)),
        // Whoever read the answers has seen enough.
        Err(why) if why.kind() == io::ErrorKind::BrokenPipe => Ok(ExitCode::SUCCESS),
        Err(why) => Err(Failure::file("read or answer", &args.file, &why)),
    }
}

/// True when every question was answered.
fn answer_all(mut input: BufReader<impl Read>, output: impl Write) -> io::Result<bool> {
    let mut output = BufWriter::new(output);
    let (mut line, mut all_answered) = (Vec::new(), true);
    while read_line(&mut input, &mut line)? {
        if line.trim_ascii().is_empty() {
            continue;
        }
        let answer = answer_line(&line);
        all_answered &= !answer.failed;
        output.write_all(answer.text.as_bytes())?;
        output.write_all(b"\n")?;
        // The next question must be waited for: what is answered so far goes out.
        if input.buffer().is_empty() {
            output.flush()?;
        }
    }
    output.flush()?;
    Ok(all_answered)
}

/// One line without more than is needed to see that it is too long; false at the end of the input.
fn read_line(input: &mut impl BufRead, line: &mut Vec<u8>) -> io::Result<bool> {
    line.clear();
    let most = MOST_BYTES as u64 + 1;
    let read = input.by_ref().take(most).read_until(b'\n', line)?;
    if read as u64 == most && !line.ends_with(b"\n") {
        pass_over(input)?;
    }
    Ok(read > 0)
}

/// Leaves the input behind the end of the line.
fn pass_over(input: &mut impl BufRead) -> io::Result<()> {
    loop {
        let waiting = input.fill_buf()?;
        let (passed, ended) = match waiting.iter().position(|byte| *byte == b'\n') {
            Some(at) => (at + 1, true),
            None => (waiting.len(), waiting.is_empty()),
        };
        input.consume(passed);
        if ended {
            return Ok(());
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn answers(input: &str) -> (bool, Vec<String>) {
        let mut output = Vec::new();
        let all =
            answer_all(BufReader::with_capacity(7, input.as_bytes()), &mut output).expect("memory reads and writes");
        (all, String::from_utf8(output).expect("text").lines().map(str::to_owned).collect())
    }

    #[test]
    fn a_line_that_fails_is_answered_in_its_place() {
        let good = r#"{"id":1,"fn":"staffing.erlang_b","in":{"load":0,"lines":2}}"#;
        let (all, lines) = answers(&format!("{good}\n\nnonsense\r\n{good}"));
        assert!(!all);
        assert_eq!(lines.len(), 3);
        assert_eq!(lines[0], r#"{"id":1,"out":{"blocking":0.0}}"#);
        assert!(lines[1].contains(r#""field":"line""#) && lines[2] == lines[0]);
    }

    #[test]
    fn a_line_that_is_too_long_takes_no_other_with_it() {
        let good = r#"{"id":1,"fn":"staffing.erlang_b","in":{"load":0,"lines":2}}"#;
        let (all, lines) = answers(&format!("{}\n{good}\n", "x".repeat(MOST_BYTES + 20)));
        assert!(!all && lines.len() == 2);
        assert!(lines[0].contains("bytes at most") && lines[1].contains("blocking"));
    }

    #[test]
    fn nothing_asked_is_all_answered() {
        assert_eq!(answers("\n \n"), (true, Vec::new()));
    }
}
