//! A piece of a file, checked: rows to be taken, rows rejected. What the reading thread hands to the writing one.

use aftercare_domain::{
    Refuse,
    customers::CustomerEntry,
    devices::DeviceEntry,
    products::{ItemEntry, ModelEntry},
};
use aftercare_kernel::{
    Currency, Date,
    id::{ItemId, ModelId},
};
use aftercare_store::transfer::RejectRow;
use sha2::{Digest, Sha256};
use std::collections::{BTreeSet, HashMap, HashSet};

use super::{
    fields::Columns,
    refusals::{REPEATED, TOO_MANY_CELLS},
    rows::RawRow,
};
use crate::customers::AddressDraft;

/// Rows in one transaction: enough to make the commit cheap, few enough that others wait less than a blink.
pub const PIECE: usize = 2000;
/// What a report shows of a cell.
const MOST_SHOWN: usize = 200;

/// A row that is in order in itself.
#[derive(Debug, Clone)]
pub(super) enum Taken {
    Device { model: ModelId, currency: Currency, entry: DeviceEntry },
    Customer { entry: CustomerEntry, address: Option<AddressDraft> },
    Model { id: ModelId, entry: ModelEntry },
    Item { id: ItemId, entry: ItemEntry, fits: BTreeSet<ModelId> },
}

/// Rows `from + 1` to `to` of the file, counted without header and empty rows.
#[derive(Debug, Clone, Default)]
pub(super) struct Piece {
    pub from: i64,
    pub to: i64,
    pub rows: Vec<(i64, Taken)>,
    pub rejects: Vec<RejectRow>,
}

/// What all rows are checked against.
pub(super) struct Frame {
    pub today: Date,
    pub currency: Currency,
    pub models: HashMap<String, (ModelId, Currency)>,
    pub seen: Seen,
}

/// What has stood in the file already. Kept as short hashes: a million serials take 30 MiB.
#[derive(Default)]
pub(super) struct Seen(HashSet<[u8; 16]>);

impl Seen {
    /// False when it was there before.
    pub fn first_time(&mut self, kind: &str, text: &str) -> bool {
        let mut hash = Sha256::new();
        hash.update(kind.as_bytes());
        hash.update([0]);
        hash.update(text.as_bytes());
        let mut short = [0; 16];
        short.copy_from_slice(&hash.finalize()[..16]);
        self.0.insert(short)
    }
}

/// A row under examination: its cells by field, and what is wrong with them.
pub(super) struct Row<'a> {
    pub line: i64,
    cells: &'a [String],
    columns: &'a Columns,
    pub rejects: Vec<RejectRow>,
}

impl<'a> Row<'a> {
    pub fn new(raw: &RawRow<'a>, columns: &'a Columns) -> Self {
        let mut row = Self { line: raw.line, cells: raw.cells, columns, rejects: Vec::new() };
        if raw.cells.iter().skip(columns.width).any(|cell| !cell.is_empty()) {
            row.reject_whole(TOO_MANY_CELLS, &raw.cells.len().to_string());
        }
        row
    }

    pub fn cell(&self, field: &str) -> Option<&'a str> {
        self.columns.cell(self.cells, field)
    }

    /// The cell, or nothing and a rejection.
    pub fn needed(&mut self, field: &'static str) -> String {
        let text = self.cell(field).unwrap_or_default().to_owned();
        if text.is_empty() {
            self.reject(super::refusals::MISSING, field);
        }
        text
    }

    /// The cell read by `read`; a cell that is not empty and does not read is rejected.
    pub fn read<T>(&mut self, field: &'static str, code: &'static str, read: impl Fn(&str) -> Option<T>) -> Option<T> {
        let text = self.cell(field)?;
        let value = read(text);
        if value.is_none() {
            self.reject(code, field);
        }
        value
    }

    pub fn reject(&mut self, code: &str, field: &str) {
        let shown = self.cell(field).unwrap_or_default().chars().filter(|c| *c != '\0');
        let value = shown.take(MOST_SHOWN).collect();
        self.push(code, self.columns.header(field), value);
    }

    fn reject_whole(&mut self, code: &str, value: &str) {
        self.push(code, String::new(), value.to_owned());
    }

    /// One rejection a column: the first says enough.
    fn push(&mut self, code: &str, column: String, value: String) {
        if !self.rejects.iter().any(|reject| reject.column == column) {
            self.rejects.push(RejectRow { line: self.line, column, code: code.to_owned(), value });
        }
    }

    /// A rule of an area said no; `field` is that area's name of the field.
    pub fn refuse(&mut self, refusal: &impl Refuse) {
        match refusal.field() {
            Some(field) => self.reject(refusal.code(), field),
            None => self.reject_whole(refusal.code(), ""),
        }
    }

    /// Rejects what stood in an earlier row.
    pub fn once(&mut self, seen: &mut Seen, field: &'static str, kind: &str, text: &str) {
        if !seen.first_time(kind, text) {
            self.reject(REPEATED, field);
        }
    }

    pub fn is_good(&self) -> bool {
        self.rejects.is_empty()
    }
}
