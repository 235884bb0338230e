//! The holiday table of mainland China, read while compiling: a line that does not read stops the build.

use jiff::civil::Date;

use super::Special;

/// A stretch of days that the ordinary week does not foresee; both ends inclusive.
#[derive(Clone, Copy)]
pub(super) struct Line {
    pub from: Date,
    pub to: Date,
    pub kind: Special,
}

const TEXT: &[u8] = include_bytes!("../../data/holidays-cn.txt");

pub(super) static CHINA: [Line; count_lines(TEXT)] = read_lines(TEXT);

/// Lines that say something: neither empty nor a comment.
const fn count_lines(text: &[u8]) -> usize {
    let (mut at, mut lines) = (0, 0);
    while at < text.len() {
        if is_line(text, at) {
            lines += 1;
        }
        at = next_line(text, at);
    }
    lines
}

const fn read_lines<const N: usize>(text: &[u8]) -> [Line; N] {
    let blank = Line { from: Date::MIN, to: Date::MIN, kind: Special::Holiday };
    let mut lines = [blank; N];
    let (mut at, mut count) = (0, 0);
    while at < text.len() {
        if is_line(text, at) {
            lines[count] = read_line(text, at);
            count += 1;
        }
        at = next_line(text, at);
    }
    lines
}

const fn is_line(text: &[u8], at: usize) -> bool {
    text[at] != b'#' && text[at] != b'\n'
}

const fn next_line(text: &[u8], mut at: usize) -> usize {
    while at < text.len() && text[at] != b'\n' {
        at += 1;
    }
    at + 1
}

/// `2025-01-28 2025-02-04 holiday 春节`: from, to, what, and the name for the reader.
const fn read_line(text: &[u8], at: usize) -> Line {
    assert!(text[at + 10] == b' ' && text[at + 21] == b' ', "a holiday line reads FROM TO KIND NAME");
    let kind = match text[at + 22] {
        b'h' => Special::Holiday,
        b'w' => Special::WorkingWeekend,
        _ => panic!("a holiday line's kind is holiday or working"),
    };
    Line { from: read_date(text, at), to: read_date(text, at + 11), kind }
}

const fn read_date(text: &[u8], at: usize) -> Date {
    assert!(text[at + 4] == b'-' && text[at + 7] == b'-', "a holiday's date reads 2025-01-28");
    let year = number(text, at) * 100 + number(text, at + 2);
    Date::constant(year, number(text, at + 5) as i8, number(text, at + 8) as i8)
}

/// Two digits.
const fn number(text: &[u8], at: usize) -> i16 {
    assert!(text[at].is_ascii_digit() && text[at + 1].is_ascii_digit(), "a holiday's date is made of digits");
    (text[at] - b'0') as i16 * 10 + (text[at + 1] - b'0') as i16
}
