//! Do the moves explain where everything is said to be? The rules behind `aftercare check`.

use super::PlaceKind;
use aftercare_kernel::id::{ItemId, MoveId, PlaceId, UnitId};
use std::collections::{BTreeMap, btree_map::Entry};

/// What is wrong with a unit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum UnitFinding {
    /// A move starts at a place where the unit was not.
    MovedFromElsewhere { unit: UnitId, by: MoveId, said: PlaceId, was_at: PlaceId },
    /// The row says another place than the last move.
    OtherPlace { unit: UnitId, by_moves: PlaceId, by_row: PlaceId },
    /// The row names a place, but no move ever brought it there.
    NeverMoved { unit: UnitId, by_row: PlaceId },
    /// Moves of a unit that has no row.
    NoRow { unit: UnitId },
}

/// Follows each unit through its moves.
#[derive(Debug, Default)]
pub struct UnitCheck {
    at: BTreeMap<UnitId, PlaceId>,
    findings: Vec<UnitFinding>,
}

impl UnitCheck {
    /// Moves in the order of their ids.
    pub fn moved(&mut self, unit: UnitId, by: MoveId, from: PlaceId, to: PlaceId) {
        match self.at.entry(unit) {
            Entry::Vacant(first) => {
                first.insert(to);
            }
            Entry::Occupied(mut known) => {
                let was_at = known.insert(to);
                if was_at != from {
                    self.findings.push(UnitFinding::MovedFromElsewhere { unit, by, said: from, was_at });
                }
            }
        }
    }

    /// Each row of the units, once; what remains without a row is found by `finish`.
    pub fn row(&mut self, unit: UnitId, by_row: PlaceId) {
        match self.at.remove(&unit) {
            None => self.findings.push(UnitFinding::NeverMoved { unit, by_row }),
            Some(by_moves) if by_moves != by_row => {
                self.findings.push(UnitFinding::OtherPlace { unit, by_moves, by_row });
            }
            Some(_) => {}
        }
    }

    pub fn finish(mut self) -> Vec<UnitFinding> {
        self.findings.extend(self.at.into_keys().map(|unit| UnitFinding::NoRow { unit }));
        self.findings
    }
}

/// Where a quantity lies.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct StockKey {
    pub place: PlaceId,
    pub item: ItemId,
    pub lot: String,
}

/// A row of the rolling balance.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StockRow {
    pub place: PlaceId,
    pub kind: PlaceKind,
    pub item: ItemId,
    pub lot: String,
    pub quantity: i64,
    pub reserved: i64,
}

/// What is wrong with a quantity.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum StockFinding {
    /// The balance is not the sum of the moves.
    OtherQuantity {
        key: StockKey,
        by_moves: i64,
        by_row: i64,
    },
    BelowZero {
        key: StockKey,
        quantity: i64,
    },
    /// The row holds another quantity for orders than their open reservations.
    OtherReserved {
        key: StockKey,
        by_reservations: i64,
        by_row: i64,
    },
    ReservedBeyondStock {
        key: StockKey,
        quantity: i64,
        reserved: i64,
    },
}

/// Adds up moves and open reservations and compares them with the rolling balances.
#[derive(Debug, Default)]
pub struct StockCheck {
    quantities: BTreeMap<StockKey, i64>,
    reserved: BTreeMap<StockKey, i64>,
    findings: Vec<StockFinding>,
}

impl StockCheck {
    pub fn moved(&mut self, item: ItemId, lot: &str, quantity: i64, from: PlaceId, to: PlaceId) {
        self.add(StockKey { place: from, item, lot: lot.to_owned() }, -quantity);
        self.add(StockKey { place: to, item, lot: lot.to_owned() }, quantity);
    }

    pub fn reserved(&mut self, place: PlaceId, item: ItemId, lot: &str, quantity: i64) {
        *self.reserved.entry(StockKey { place, item, lot: lot.to_owned() }).or_default() += quantity;
    }

    /// Each row of the balances, once; moves without a row are found by `finish`.
    pub fn row(&mut self, row: &StockRow) {
        let key = StockKey { place: row.place, item: row.item, lot: row.lot.clone() };
        let by_moves = self.quantities.remove(&key).unwrap_or(0);
        let by_reservations = self.reserved.remove(&key).unwrap_or(0);
        self.compare(&key, row, by_moves, by_reservations);
    }

    fn add(&mut self, key: StockKey, quantity: i64) {
        *self.quantities.entry(key).or_default() += quantity;
    }

    fn compare(&mut self, key: &StockKey, row: &StockRow, by_moves: i64, by_reservations: i64) {
        let key = || key.clone();
        let bounded = !row.kind.may_go_below_zero();
        let (quantity, reserved) = (row.quantity, row.reserved);
        if quantity != by_moves {
            self.findings.push(StockFinding::OtherQuantity { key: key(), by_moves, by_row: quantity });
        }
        if bounded && quantity < 0 {
            self.findings.push(StockFinding::BelowZero { key: key(), quantity });
        }
        if reserved != by_reservations {
            self.findings.push(StockFinding::OtherReserved { key: key(), by_reservations, by_row: reserved });
        }
        if bounded && reserved > quantity.max(0) {
            self.findings.push(StockFinding::ReservedBeyondStock { key: key(), quantity, reserved });
        }
    }

    pub fn finish(mut self) -> Vec<StockFinding> {
        let unexplained = self.quantities.into_iter().filter(|(_, quantity)| *quantity != 0);
        self.findings.extend(unexplained.map(|(key, by_moves)| StockFinding::OtherQuantity {
            key,
            by_moves,
            by_row: 0,
        }));
        let unheld = self.reserved.into_iter().filter(|(_, quantity)| *quantity != 0);
        self.findings.extend(unheld.map(|(key, by_reservations)| StockFinding::OtherReserved {
            key,
            by_reservations,
            by_row: 0,
        }));
        self.findings
    }
}

#[cfg(test)]
#[path = "check_tests.rs"]
mod tests;
