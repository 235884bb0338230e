//! Where things can be.

use aftercare_kernel::id::PlaceId;

named! {
    /// The kinds of places. Words are those of the `place` table.
    pub enum PlaceKind as "place_kind" keyed "things-place" {
        /// Suppliers and opening counts: where things come from.
        Source = "source",
        /// A station's good stock.
        Shelf = "shelf",
        /// A station's defective stock, owed to the brand.
        Defective = "defective",
        /// A technician's van.
        Van = "van",
        Transit = "transit",
        /// With the customers of a brand.
        Customers = "customers",
        /// A customer's device in a station's keeping, against a custody slip.
        Custody = "custody",
        /// Back at the maker or supplier.
        Vendor = "vendor",
        Scrap = "scrap",
    }
}

impl PlaceKind {
    /// Only where things come from may the count go below zero.
    pub const fn may_go_below_zero(self) -> bool {
        matches!(self, PlaceKind::Source)
    }
    /// Stock that an order may draw on.
    pub const fn is_good_stock(self) -> bool {
        matches!(self, PlaceKind::Shelf | PlaceKind::Van)
    }
    /// Where stock of ours is kept, good or not.
    pub const fn keeps_stock(self) -> bool {
        self.is_good_stock() || matches!(self, PlaceKind::Defective | PlaceKind::Transit)
    }
    /// Whether stock may be carried over. A defective part is owed to the brand from its station: it never becomes good
    /// stock again.
    pub const fn passes_stock_to(self, to: PlaceKind) -> bool {
        !matches!(self, PlaceKind::Defective) || matches!(to, PlaceKind::Defective)
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Place {
    pub id: PlaceId,
    pub kind: PlaceKind,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_defective_part_is_carried_among_defective_stock_only() {
        use PlaceKind::{Customers, Defective, Shelf, Transit, Van};
        assert!([Shelf, Van, Defective, Transit].iter().all(|kind| kind.keeps_stock()) && !Customers.keeps_stock());
        for (from, to, passes) in [
            (Shelf, Van, true),
            (Van, Defective, true),
            (Defective, Defective, true),
            (Defective, Shelf, false),
            (Defective, Van, false),
            (Defective, Transit, false),
        ] {
            assert_eq!(from.passes_stock_to(to), passes, "{from} → {to}");
        }
    }
}
