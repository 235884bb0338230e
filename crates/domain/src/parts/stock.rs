//! Reserving and using what lies at a place.

use super::PartsRefusal;
use crate::{products::ItemKind, things::PlaceKind};
use serde::{Deserialize, Serialize};

named! {
    /// Words are those of the `reservation` table.
    pub enum ReservationState as "reservation_state" keyed "parts-reservation" {
        Held = "held",
        Used = "used",
        Released = "released",
    }
}

/// What lies at a place of an item and lot; `reserved` of it is held for orders.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct StockLevel {
    pub quantity: i64,
    pub reserved: i64,
}

/// No repair takes more of one part.
const MOST_AT_ONCE: i64 = 1000;

impl StockLevel {
    pub const fn free(&self) -> i64 {
        self.quantity - self.reserved
    }

    /// Holds a quantity for an order.
    pub fn reserve(self, wanted: i64) -> Result<Self, PartsRefusal> {
        check_quantity(wanted)?;
        if wanted > self.free() {
            return Err(PartsRefusal::NotEnough { free: self.free().max(0), wanted });
        }
        Ok(Self { reserved: self.reserved + wanted, ..self })
    }

    /// Lets go of what was held and is not needed.
    pub fn release(self, held: i64) -> Result<Self, PartsRefusal> {
        check_quantity(held)?;
        if held > self.reserved {
            return Err(PartsRefusal::MoreThanReserved { reserved: self.reserved });
        }
        Ok(Self { reserved: self.reserved - held, ..self })
    }

    /// What was held goes out.
    pub fn take_reserved(self, used: i64) -> Result<Self, PartsRefusal> {
        let released = self.release(used)?;
        if used > released.quantity {
            return Err(PartsRefusal::NotEnough { free: released.quantity.max(0), wanted: used });
        }
        Ok(Self { quantity: released.quantity - used, ..released })
    }
}

/// What is known of an item for an order.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PartFacts {
    pub kind: ItemKind,
    pub serialised: bool,
    pub fits_model: bool,
    pub place: PlaceKind,
}

/// Whether an order may draw the item from the place.
pub fn check_part(part: PartFacts) -> Result<(), PartsRefusal> {
    match part {
        PartFacts { kind: ItemKind::Device, .. } => Err(PartsRefusal::NotAPart),
        PartFacts { fits_model: false, .. } => Err(PartsRefusal::DoesNotFit),
        PartFacts { place, .. } if !place.is_good_stock() => Err(PartsRefusal::NotGoodStock),
        PartFacts { .. } => Ok(()),
    }
}

/// The serials of a part that was changed, as the repair card names them.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Serials {
    pub new: Option<String>,
    pub old: Option<String>,
}

const LONGEST_SERIAL: usize = 40;

/// Trimmed; a serialised part that was changed has both.
pub fn check_serials(serialised: bool, new: Option<&str>, old: Option<&str>) -> Result<Serials, PartsRefusal> {
    let given = |serial: Option<&str>| serial.map(str::trim).filter(|s| !s.is_empty()).map(str::to_owned);
    let serials = Serials { new: given(new), old: given(old) };
    if [&serials.new, &serials.old].into_iter().flatten().any(|serial| serial.chars().count() > LONGEST_SERIAL) {
        return Err(PartsRefusal::SerialTooLong { most: LONGEST_SERIAL });
    }
    match (serialised, &serials.new, &serials.old) {
        (true, None, _) => Err(PartsRefusal::SerialMissing),
        (true, _, None) => Err(PartsRefusal::OldSerialMissing),
        (true, Some(new), Some(old)) if new == old => Err(PartsRefusal::SerialsAlike),
        _ => Ok(serials),
    }
}

/// What remains held when some of a reservation is used; nothing left means it is used up.
pub fn use_reserved(state: ReservationState, held: i64, used: i64) -> Result<i64, PartsRefusal> {
    check_quantity(used)?;
    if state != ReservationState::Held {
        return Err(PartsRefusal::ReservationDone);
    }
    if used > held {
        return Err(PartsRefusal::MoreThanReserved { reserved: held });
    }
    Ok(held - used)
}

fn check_quantity(quantity: i64) -> Result<(), PartsRefusal> {
    if (1..=MOST_AT_ONCE).contains(&quantity) {
        Ok(())
    } else {
        Err(PartsRefusal::QuantityUnfit { most: MOST_AT_ONCE })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn reserving_at_the_border() {
        let level = StockLevel { quantity: 5, reserved: 2 };
        assert_eq!(level.reserve(3), Ok(StockLevel { quantity: 5, reserved: 5 }));
        assert_eq!(level.reserve(4), Err(PartsRefusal::NotEnough { free: 3, wanted: 4 }));
        for quantity in [0, -1, 1001, i64::MAX] {
            assert_eq!(level.reserve(quantity), Err(PartsRefusal::QuantityUnfit { most: 1000 }));
        }
    }

    #[test]
    fn only_good_parts_that_fit_are_drawn() {
        let good = PartFacts { kind: ItemKind::Part, serialised: false, fits_model: true, place: PlaceKind::Van };
        assert_eq!(check_part(good), Ok(()));
        assert_eq!(check_part(PartFacts { kind: ItemKind::Device, ..good }), Err(PartsRefusal::NotAPart));
        assert_eq!(check_part(PartFacts { fits_model: false, ..good }), Err(PartsRefusal::DoesNotFit));
        for place in PlaceKind::ALL.iter().copied().filter(|p| !matches!(p, PlaceKind::Shelf | PlaceKind::Van)) {
            assert_eq!(check_part(PartFacts { place, ..good }), Err(PartsRefusal::NotGoodStock), "{place}");
        }
    }

    #[test]
    fn a_serialised_part_needs_both_serials() {
        let table = [
            (false, None, None, Ok(())),
            (true, None, Some("B"), Err(PartsRefusal::SerialMissing)),
            (true, Some("A"), Some(" "), Err(PartsRefusal::OldSerialMissing)),
            (true, Some("A"), Some(" A"), Err(PartsRefusal::SerialsAlike)),
            (true, Some("A"), Some("B"), Ok(())),
        ];
        for (serialised, new, old, expected) in table {
            assert_eq!(check_serials(serialised, new, old).map(|_| ()), expected, "{new:?} {old:?}");
        }
        let kept = check_serials(false, Some(" A1 "), Some(" ")).expect("nothing is asked of other parts");
        assert_eq!(kept, Serials { new: Some("A1".into()), old: None });
        let long = check_serials(false, None, Some(&"9".repeat(41)));
        assert_eq!(long, Err(PartsRefusal::SerialTooLong { most: 40 }));
    }

    #[test]
    fn a_reservation_is_used_up_once() {
        assert_eq!(use_reserved(ReservationState::Held, 3, 2), Ok(1));
        assert_eq!(use_reserved(ReservationState::Held, 3, 4), Err(PartsRefusal::MoreThanReserved { reserved: 3 }));
        assert_eq!(use_reserved(ReservationState::Used, 3, 1), Err(PartsRefusal::ReservationDone));
        assert_eq!(use_reserved(ReservationState::Released, 3, 1), Err(PartsRefusal::ReservationDone));
    }

    proptest! {
        #[test]
        fn stock_never_falls_below_what_is_reserved(start in 0i64..50, steps in prop::collection::vec((0u8..3, -2i64..20), 0..60)) {
            let mut level = StockLevel { quantity: start, reserved: 0 };
            let mut taken = 0;
            for (kind, quantity) in steps {
                let next = match kind {
                    0 => level.reserve(quantity),
                    1 => level.release(quantity),
                    _ => level.take_reserved(quantity).inspect(|_| taken += quantity),
                };
                level = next.unwrap_or(level);
                prop_assert!(level.reserved >= 0 && level.reserved <= level.quantity);
                prop_assert_eq!(level.quantity + taken, start);
            }
        }
    }
}
