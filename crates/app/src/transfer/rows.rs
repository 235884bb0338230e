//! The rows of a file, one after the other, whatever its form.

use calamine::{Data, DataRef, Reader, Xlsx, open_workbook_from_rs};
use std::{io::Read, ops::ControlFlow};

use super::{
    file::{Encoding, FileSource, Form, FromGb18030, unreadable},
    refusals::{NO_SHEET, refuse},
};
use crate::Error;

/// A row as it stands in the file; `line` as an editor or a spreadsheet counts, from 1.
pub(super) struct RawRow<'a> {
    pub line: i64,
    pub cells: &'a [String],
}

/// What a reader of rows says after each: go on, or enough.
pub(super) type Next = Result<ControlFlow<()>, Error>;

/// Hands every row that is not empty to `look`, the header among them.
pub(super) fn each_row(source: &FileSource, form: Form, look: &mut dyn FnMut(RawRow<'_>) -> Next) -> Result<(), Error> {
    match form {
        Form::Csv { encoding: Encoding::Utf8, delimiter } => each_csv_row(source.open()?, delimiter, look),
        Form::Csv { encoding: Encoding::Gb18030, delimiter } => {
            each_csv_row(FromGb18030::new(source.open()?), delimiter, look)
        }
        Form::Xlsx => each_xlsx_row(source, look),
    }
}

fn each_csv_row(file: impl Read, delimiter: u8, look: &mut dyn FnMut(RawRow<'_>) -> Next) -> Result<(), Error> {
    // The last line gets an end like all the others, so that lines can be counted by their ends.
    let file = OneLineEnd::new(file).chain(&b"\n"[..]);
    let mut reader = csv::ReaderBuilder::new().has_headers(false).flexible(true).delimiter(delimiter).from_reader(file);
    let mut record = csv::StringRecord::new();
    let mut cells: Vec<String> = Vec::new();
    while reader.read_record(&mut record).map_err(unreadable)? {
        let within: usize = record.iter().map(|cell| cell.matches('\n').count()).sum();
        let line = i64::try_from(reader.position().line()).unwrap_or(i64::MAX) - 1 - i64::try_from(within).unwrap_or(0);
        fill(&mut cells, &record);
        if cells.iter().all(String::is_empty) {
            continue;
        }
        if look(RawRow { line, cells: &cells })?.is_break() {
            break;
        }
    }
    Ok(())
}

/// Text whose lines end in CR LF, CR or LF, read with LF alone.
struct OneLineEnd<R> {
    file: R,
    after_cr: bool,
}

impl<R: Read> OneLineEnd<R> {
    fn new(file: R) -> Self {
        Self { file, after_cr: false }
    }
}

impl<R: Read> Read for OneLineEnd<R> {
    fn read(&mut self, out: &mut [u8]) -> std::io::Result<usize> {
        loop {
            let read = self.file.read(out)?;
            let mut kept = 0;
            for at in 0..read {
                let byte = out[at];
                let second_half = self.after_cr && byte == b'\n';
                self.after_cr = byte == b'\r';
                if !second_half {
                    out[kept] = if byte == b'\r' { b'\n' } else { byte };
                    kept += 1;
                }
            }
            if kept > 0 || read == 0 {
                return Ok(kept);
            }
        }
    }
}

/// Trimmed, into strings that are used again for every row.
fn fill(cells: &mut Vec<String>, record: &csv::StringRecord) {
    cells.resize_with(record.len(), String::new);
    for (cell, text) in cells.iter_mut().zip(record) {
        cell.clear();
        cell.push_str(text.trim().trim_start_matches('\u{feff}'));
    }
}

/// The first sheet; its cells come row by row.
fn each_xlsx_row(source: &FileSource, look: &mut dyn FnMut(RawRow<'_>) -> Next) -> Result<(), Error> {
    let mut book: Xlsx<_> = open_workbook_from_rs(source.open()?).map_err(unreadable)?;
    let sheet = book.sheet_names().first().cloned().ok_or_else(|| refuse(NO_SHEET, "file", &[]))?;
    let mut reader = book.worksheet_cells_reader(&sheet).map_err(unreadable)?;
    let mut cells: Vec<String> = Vec::new();
    let mut row = 0;
    while let Some(cell) = reader.next_cell().map_err(unreadable)? {
        let (at_row, column) = cell.get_position();
        if at_row != row {
            if give(row, &mut cells, look)?.is_break() {
                return Ok(());
            }
            row = at_row;
        }
        let column = usize::try_from(column).unwrap_or(usize::MAX);
        if column < MOST_SHEET_COLUMNS {
            cells.resize(cells.len().max(column + 1), String::new());
            cells[column] = cell_text(cell.get_value());
        }
    }
    give(row, &mut cells, look).map(|_| ())
}

/// A spreadsheet may have stray marks far to the right; they belong to no header.
const MOST_SHEET_COLUMNS: usize = 1000;

fn give(row: u32, cells: &mut Vec<String>, look: &mut dyn FnMut(RawRow<'_>) -> Next) -> Next {
    let said = if cells.iter().all(String::is_empty) {
        Ok(ControlFlow::Continue(()))
    } else {
        look(RawRow { line: i64::from(row) + 1, cells })
    };
    cells.clear();
    said
}

/// Numbers without their point when they are whole: a spreadsheet keeps an IMEI as a number.
fn cell_text(value: &DataRef<'_>) -> String {
    match value {
        DataRef::String(text) => text.trim().to_owned(),
        DataRef::SharedString(text) => text.trim().to_owned(),
        DataRef::DateTimeIso(text) => text.chars().take(10).collect(),
        DataRef::DateTime(moment) => {
            let (year, month, day, ..) = moment.to_ymd_hms_milli();
            format!("{year:04}-{month:02}-{day:02}")
        }
        DataRef::Bool(flag) => if *flag { "1" } else { "0" }.to_owned(),
        other => Data::from(other.clone()).to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_row_is_at_the_line_where_it_begins() {
        let text = "a,b\r\n1,2\r\n\r\n\"two\nlines\",3\n\n,\n4,5";
        let mut seen = Vec::new();
        let read = each_csv_row(text.as_bytes(), b',', &mut |row| {
            seen.push((row.line, row.cells.join("|")));
            Ok(ControlFlow::Continue(()))
        });
        assert!(read.is_ok());
        let expected = [(1, "a|b"), (2, "1|2"), (4, "two\nlines|3"), (8, "4|5")];
        assert_eq!(seen, expected.map(|(line, cells)| (line, cells.to_owned())));
    }

    #[test]
    fn every_kind_of_line_end_is_one() {
        let mut text = String::new();
        let read = OneLineEnd::new(&b"a\r\nb\rc\n\r\n"[..]).read_to_string(&mut text);
        assert!(read.is_ok());
        assert_eq!(text, "a\nb\nc\n\n");
    }
}
