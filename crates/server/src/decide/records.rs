//! Cuts the input into fact sets, one at a time: JSON Lines, an array, or one object spread over lines.

use std::io::{self, BufRead, BufReader, Read};

/// A fact set is a few kilobytes; what is longer than this is not one.
pub const MOST_BYTES: usize = 1 << 20;

/// One fact set as text, with the line it begins in, counted from 1.
#[derive(Debug, PartialEq, Eq)]
pub struct Record {
    pub line: u64,
    pub text: Result<Vec<u8>, Broken>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Broken {
    TooLong,
    ArrayNotClosed,
    BehindTheArray,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Shape {
    Unknown,
    Lines,
    /// Whether an element came already.
    Array {
        begun: bool,
    },
    ArrayUnclosed,
    ArrayClosed,
    End,
}

pub struct Records<R> {
    input: BufReader<R>,
    shape: Shape,
    line: u64,
}

impl<R: Read> Records<R> {
    pub fn new(input: BufReader<R>) -> Self {
        Self { input, shape: Shape::Unknown, line: 1 }
    }

    /// Whether the next record must be waited for: then what is answered so far should go out.
    pub fn must_wait(&self) -> bool {
        self.input.buffer().is_empty()
    }

    pub fn next(&mut self) -> io::Result<Option<Record>> {
        if self.shape == Shape::Unknown {
            self.shape = self.find_shape()?;
        }
        match self.shape {
            Shape::Lines => self.next_line(),
            Shape::Array { begun } => self.next_element(begun),
            Shape::ArrayUnclosed => Ok(Some(self.end_with(Broken::ArrayNotClosed))),
            Shape::ArrayClosed => {
                let more = self.skip_space()?.is_some();
                Ok(if more { Some(self.end_with(Broken::BehindTheArray)) } else { None })
            }
            Shape::Unknown | Shape::End => Ok(None),
        }
    }

    fn end_with(&mut self, broken: Broken) -> Record {
        self.shape = Shape::End;
        Record { line: self.line, text: Err(broken) }
    }

    fn find_shape(&mut self) -> io::Result<Shape> {
        self.skip_byte_order_mark()?;
        match self.skip_space()? {
            Some(b'[') => {
                self.take()?;
                Ok(Shape::Array { begun: false })
            }
            Some(_) => Ok(Shape::Lines),
            None => Ok(Shape::End),
        }
    }

    fn skip_byte_order_mark(&mut self) -> io::Result<()> {
        let mark = "\u{feff}".as_bytes();
        if self.input.fill_buf()?.starts_with(mark) {
            self.input.consume(mark.len());
        }
        Ok(())
    }

    /// A line, and those behind it while the object it begins is open. An object that begins at the margin is a new
    /// fact set all the same: a line that was cut off takes no other with it.
    fn next_line(&mut self) -> io::Result<Option<Record>> {
        if self.skip_space()?.is_none() {
            return Ok(None);
        }
        let mut record = Collected::from(self.line);
        let mut nesting = Nesting::default();
        while let Some(byte) = self.take()? {
            if byte == b'\n' && (!nesting.is_open() || nesting.in_text || matches!(self.peek()?, Some(b'{') | None)) {
                break;
            }
            nesting.pass(byte);
            record.push(byte);
        }
        Ok(Some(record.done()))
    }

    fn next_element(&mut self, begun: bool) -> io::Result<Option<Record>> {
        self.skip_space()?;
        let mut record = Collected::from(self.line);
        let mut nesting = Nesting::default();
        loop {
            let next = self.take()?;
            match next {
                Some(b',') if nesting.is_outside() => {
                    self.shape = Shape::Array { begun: true };
                    return Ok(Some(record.done()));
                }
                Some(b']') if nesting.is_outside() => {
                    self.shape = Shape::ArrayClosed;
                    return if record.is_empty() && !begun { self.next() } else { Ok(Some(record.done())) };
                }
                Some(byte) => {
                    nesting.pass(byte);
                    record.push(byte);
                }
                None => {
                    self.shape = Shape::ArrayUnclosed;
                    return if record.is_empty() { self.next() } else { Ok(Some(record.done())) };
                }
            }
        }
    }

    fn peek(&mut self) -> io::Result<Option<u8>> {
        Ok(self.input.fill_buf()?.first().copied())
    }

    fn take(&mut self) -> io::Result<Option<u8>> {
        let byte = self.peek()?;
        if let Some(byte) = byte {
            self.input.consume(1);
            self.line += u64::from(byte == b'\n');
        }
        Ok(byte)
    }

    /// The first byte that is no white space; it stays.
    fn skip_space(&mut self) -> io::Result<Option<u8>> {
        while let Some(byte) = self.peek()? {
            if !byte.is_ascii_whitespace() {
                return Ok(Some(byte));
            }
            self.take()?;
        }
        Ok(None)
    }
}

/// How deep in objects, lists and texts the last byte was.
#[derive(Default)]
struct Nesting {
    depth: usize,
    in_text: bool,
    escaped: bool,
}

impl Nesting {
    fn pass(&mut self, byte: u8) {
        if self.in_text {
            let ends = byte == b'"' && !self.escaped;
            self.escaped = byte == b'\\' && !self.escaped;
            self.in_text = !ends;
            return;
        }
        match byte {
            b'"' => self.in_text = true,
            b'{' | b'[' => self.depth += 1,
            b'}' | b']' => self.depth = self.depth.saturating_sub(1),
            _ => {}
        }
    }
    fn is_open(&self) -> bool {
        self.depth > 0
    }
    fn is_outside(&self) -> bool {
        self.depth == 0 && !self.in_text
    }
}

/// A record as it is read; past the limit it is only passed over.
struct Collected {
    line: u64,
    text: Vec<u8>,
    too_long: bool,
}

impl Collected {
    fn from(line: u64) -> Self {
        Self { line, text: Vec::new(), too_long: false }
    }
    fn push(&mut self, byte: u8) {
        if self.text.len() == MOST_BYTES {
            self.too_long = true;
        } else {
            self.text.push(byte);
        }
    }
    fn is_empty(&self) -> bool {
        self.text.iter().all(u8::is_ascii_whitespace)
    }
    fn done(self) -> Record {
        let text = if self.too_long { Err(Broken::TooLong) } else { Ok(self.text) };
        Record { line: self.line, text }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cut(input: &str) -> Vec<Result<String, Broken>> {
        let mut records = Records::new(BufReader::with_capacity(3, input.as_bytes()));
        let mut all = Vec::new();
        while let Some(record) = records.next().expect("memory reads") {
            all.push(record.text.map(|text| String::from_utf8(text).expect("text").trim().to_owned()));
        }
        all
    }

    fn good(texts: &[&str]) -> Vec<Result<String, Broken>> {
        texts.iter().map(|text| Ok((*text).to_owned())).collect()
    }

    #[test]
    fn the_three_shapes_are_told_apart() {
        let table = [
            ("", good(&[])),
            ("  \n\n", good(&[])),
            ("{\"a\":1}", good(&["{\"a\":1}"])),
            ("\u{feff}{}\n{}\r\n\n{}", good(&["{}", "{}", "{}"])),
            ("{\n  \"a\": [\n    {}\n  ]\n}\n", good(&["{\n  \"a\": [\n    {}\n  ]\n}"])),
            (" []", good(&[])),
            ("[{\"a\":\"],}\\\"\"} ,\n {}]\n", good(&["{\"a\":\"],}\\\"\"}", "{}"])),
            ("[{\"a\":[1,2]},3]", good(&["{\"a\":[1,2]}", "3"])),
        ];
        for (input, expected) in table {
            assert_eq!(cut(input), expected, "{input:?}");
        }
    }

    #[test]
    fn a_broken_line_takes_no_other_with_it() {
        let table = [
            ("{\"a\":\n{}\n{}", good(&["{\"a\":", "{}", "{}"])),
            ("{\"a\n{}", good(&["{\"a", "{}"])),
            ("{}}\n{}", good(&["{}}", "{}"])),
            ("x\n{}", good(&["x", "{}"])),
            ("{\n{}", good(&["{", "{}"])),
        ];
        for (input, expected) in table {
            assert_eq!(cut(input), expected, "{input:?}");
        }
    }

    #[test]
    fn an_array_that_does_not_close_or_goes_on_is_said_to() {
        assert_eq!(cut("[{},{}"), [good(&["{}", "{}"]), vec![Err(Broken::ArrayNotClosed)]].concat());
        assert_eq!(cut("["), vec![Err(Broken::ArrayNotClosed)]);
        assert_eq!(cut("[{}] {}"), [good(&["{}"]), vec![Err(Broken::BehindTheArray)]].concat());
        assert_eq!(cut("[{},]"), good(&["{}", ""]));
    }

    #[test]
    fn a_record_is_bounded_and_the_next_is_read() {
        let long = format!("{{\"a\":\"{}\"}}\n{{}}", "x".repeat(MOST_BYTES));
        assert_eq!(cut(&long), [vec![Err(Broken::TooLong)], good(&["{}"])].concat());
    }

    #[test]
    fn lines_are_counted_where_a_record_begins() {
        let mut records = Records::new(BufReader::new("\n{}\n\n{\n}\n{}".as_bytes()));
        let mut lines = Vec::new();
        while let Some(record) = records.next().expect("memory reads") {
            lines.push(record.line);
        }
        assert_eq!(lines, [2, 4, 6]);
    }
}
