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
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Place {
    pub id: PlaceId,
    pub kind: PlaceKind,
}
