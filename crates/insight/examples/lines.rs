//! Answers lines of questions from stdin, like `aftercare insight`, without the rest of the house:
//! `cargo run --release -p aftercare-insight --example lines < questions.jsonl`.

use std::io::{self, BufRead, Write};

fn main() -> io::Result<()> {
    let mut output = io::BufWriter::new(io::stdout().lock());
    for line in io::stdin().lock().split(b'\n') {
        let line = line?;
        if !line.trim_ascii().is_empty() {
            writeln!(output, "{}", aftercare_insight::answer_line(&line).text)?;
        }
    }
    output.flush()
}
