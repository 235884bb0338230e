//! The rows of a file, one after the other, whatever its form.

use calamine::{Data, DataRef, Reader, Xlsx, open_workbook_from_rs};
use std::ops::ControlFlow;

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

fn each_csv_row(
    file: impl std::io::Read,
    delimiter: u8,
    look: &mut dyn FnMut(RawRow<'_>) -> Next,
) -> Result<(), Error> {
    let mut reader = csv::ReaderBuilder::new().has_headers(false).flexible(true).delimiter(delimiter).from_reader(file);
    let mut record = csv::StringRecord::new();
    let mut cells: Vec<String> = Vec::new();
    while reader.read_record(&mut record).map_err(unreadable)? {
        let line = record.position().map_or(0, csv::Position::line);
        fill(&mut cells, &record);
        if cells.iter().all(String::is_empty) {
            continue;
        }
        let line = i64::try_from(line).unwrap_or(i64::MAX);
        if look(RawRow { line, cells: &cells })?.is_break() {
            break;
        }
    }
    Ok(())
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
