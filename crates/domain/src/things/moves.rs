//! A thing goes from a place to a place, for a reason.

use super::{Place, PlaceKind};
use aftercare_kernel::{
    Instant,
    id::{ItemId, MoveId, OrderId, UnitId},
};

refusals! {
    /// Why a move is refused.
    ThingsRefusal {
        NothingMoved => "things-refusal-nothing-moved" at "quantity",
        TooMany { most: i64 } => "things-refusal-too-many" at "quantity",
        SamePlace => "things-refusal-same-place" at "to",
        LotTooLong => "things-refusal-lot-too-long" at "lot",
        /// The reason does not lead from such a place to such a place.
        NotThatWay { reason: MoveReason, from: PlaceKind, to: PlaceKind } => "things-refusal-not-that-way" at "to",
        OrderMissing { reason: MoveReason } => "things-refusal-order-missing" at "order",
        /// The unit is not where the move starts.
        NotThere => "things-refusal-not-there" at "from",
        NotEnough { there: i64, wanted: i64 } => "things-refusal-not-enough" at "quantity" opens "things-opens-more-stock",
    }
}

named! {
    /// Why a thing moves; each reason leads between certain kinds of places only.
    pub enum MoveReason as "reason" keyed "things-reason" {
        Opening = "opening",
        Delivery = "delivery",
        Sale = "sale",
        TakenIn = "taken_in",
        HandedBack = "handed_back",
        ExchangedOut = "exchanged_out",
        ExchangedIn = "exchanged_in",
        RefundedIn = "refunded_in",
        PartUsed = "part_used",
        DefectiveRemoved = "defective_removed",
        DefectiveReturned = "defective_returned",
        Transfer = "transfer",
        Counted = "counted",
        Scrapped = "scrapped",
    }
}

const STOCK: &[PlaceKind] = &[PlaceKind::Shelf, PlaceKind::Van];
const STORED: &[PlaceKind] = &[PlaceKind::Shelf, PlaceKind::Van, PlaceKind::Defective, PlaceKind::Transit];
const COUNTED: &[PlaceKind] = &[PlaceKind::Shelf, PlaceKind::Van, PlaceKind::Defective, PlaceKind::Source];
const DEVICE: &[PlaceKind] = &[PlaceKind::Customers, PlaceKind::Custody];

impl MoveReason {
    /// From which kinds of places to which.
    const fn ways(self) -> (&'static [PlaceKind], &'static [PlaceKind]) {
        use PlaceKind::{Custody, Customers, Defective, Scrap, Shelf, Source, Transit, Vendor};
        match self {
            MoveReason::Opening | MoveReason::Delivery => {
                (&[Source, Vendor], &[Shelf, Defective, PlaceKind::Van, Transit, Customers, Custody])
            }
            MoveReason::Sale => (&[Source, Shelf], &[Customers]),
            MoveReason::TakenIn => (&[Customers], &[Custody]),
            MoveReason::HandedBack => (&[Custody], &[Customers]),
            MoveReason::ExchangedOut => (STOCK, DEVICE),
            MoveReason::ExchangedIn | MoveReason::RefundedIn => (DEVICE, &[Defective]),
            MoveReason::PartUsed => (STOCK, DEVICE),
            MoveReason::DefectiveRemoved => (DEVICE, &[Defective]),
            MoveReason::DefectiveReturned => (&[Defective, Transit], &[Transit, Vendor]),
            MoveReason::Transfer => (STORED, STORED),
            MoveReason::Counted => (COUNTED, COUNTED),
            MoveReason::Scrapped => (&[Shelf, Defective, PlaceKind::Van, Custody], &[Scrap]),
        }
    }
    /// Whether such a move is part of the work on an order.
    pub const fn belongs_to_an_order(self) -> bool {
        matches!(
            self,
            MoveReason::TakenIn
                | MoveReason::HandedBack
                | MoveReason::ExchangedOut
                | MoveReason::ExchangedIn
                | MoveReason::RefundedIn
                | MoveReason::PartUsed
                | MoveReason::DefectiveRemoved
        )
    }
}

/// What moves: one serialised unit, or a quantity of an item. `lot` is empty when lots are not told apart.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Thing {
    Unit { unit: UnitId, item: Option<ItemId> },
    Quantity { item: ItemId, lot: String, quantity: i64 },
}

impl Thing {
    pub const fn quantity(&self) -> i64 {
        match self {
            Thing::Unit { .. } => 1,
            Thing::Quantity { quantity, .. } => *quantity,
        }
    }
}

/// One entry of the book of things.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Move {
    pub id: MoveId,
    pub at: Instant,
    pub thing: Thing,
    pub from: Place,
    pub to: Place,
    pub reason: MoveReason,
    pub order: Option<OrderId>,
}

/// More than any station ever holds; keeps sums far from the edge of an integer.
const MOST_AT_ONCE: i64 = 1_000_000;
const LONGEST_LOT: usize = 40;

impl Move {
    /// Refuses what cannot have happened: a move to the same place, of nothing, or between places that the reason
    /// does not join.
    pub fn check(self) -> Result<Move, ThingsRefusal> {
        check_thing(&self.thing)?;
        if self.from.id == self.to.id {
            return Err(ThingsRefusal::SamePlace);
        }
        let (from, to) = self.reason.ways();
        if !from.contains(&self.from.kind) || !to.contains(&self.to.kind) {
            return Err(ThingsRefusal::NotThatWay { reason: self.reason, from: self.from.kind, to: self.to.kind });
        }
        if self.reason.belongs_to_an_order() && self.order.is_none() {
            return Err(ThingsRefusal::OrderMissing { reason: self.reason });
        }
        Ok(self)
    }
}

fn check_thing(thing: &Thing) -> Result<(), ThingsRefusal> {
    match thing {
        Thing::Quantity { quantity, .. } if *quantity <= 0 => Err(ThingsRefusal::NothingMoved),
        Thing::Quantity { quantity, .. } if *quantity > MOST_AT_ONCE => {
            Err(ThingsRefusal::TooMany { most: MOST_AT_ONCE })
        }
        Thing::Quantity { lot, .. } if lot.chars().count() > LONGEST_LOT => Err(ThingsRefusal::LotTooLong),
        Thing::Quantity { .. } | Thing::Unit { .. } => Ok(()),
    }
}

#[cfg(test)]
#[path = "moves_tests.rs"]
mod tests;
