use super::*;
use proptest::prelude::*;
use uuid::Uuid;

fn place(n: u128) -> PlaceId {
    PlaceId::from_uuid(Uuid::from_u128(n))
}

fn unit(n: u128) -> UnitId {
    UnitId::from_uuid(Uuid::from_u128(n))
}

fn item() -> ItemId {
    ItemId::from_uuid(Uuid::from_u128(50))
}

fn by(n: u128) -> MoveId {
    MoveId::from_uuid(Uuid::from_u128(n))
}

fn row(at: u128, quantity: i64, reserved: i64) -> StockRow {
    StockRow { place: place(at), kind: PlaceKind::Shelf, item: item(), lot: String::new(), quantity, reserved }
}

fn key(at: u128) -> StockKey {
    StockKey { place: place(at), item: item(), lot: String::new() }
}

#[test]
fn units_where_their_moves_left_them_have_no_findings() {
    let mut check = UnitCheck::default();
    check.moved(unit(1), by(1), place(1), place(2));
    check.moved(unit(1), by(2), place(2), place(3));
    check.row(unit(1), place(3));
    assert_eq!(check.finish(), []);
}

#[test]
fn a_unit_that_is_elsewhere_is_found() {
    let mut check = UnitCheck::default();
    check.moved(unit(1), by(1), place(1), place(2));
    check.moved(unit(1), by(2), place(9), place(3));
    check.moved(unit(2), by(3), place(1), place(2));
    check.moved(unit(4), by(4), place(1), place(2));
    check.row(unit(1), place(3));
    check.row(unit(2), place(7));
    check.row(unit(3), place(1));
    let expected = [
        UnitFinding::MovedFromElsewhere { unit: unit(1), by: by(2), said: place(9), was_at: place(2) },
        UnitFinding::OtherPlace { unit: unit(2), by_moves: place(2), by_row: place(7) },
        UnitFinding::NeverMoved { unit: unit(3), by_row: place(1) },
        UnitFinding::NoRow { unit: unit(4) },
    ];
    assert_eq!(check.finish(), expected);
}

#[test]
fn quantities_that_their_moves_explain_have_no_findings() {
    let mut check = StockCheck::default();
    check.moved(item(), "", 10, place(1), place(2));
    check.moved(item(), "", 3, place(2), place(3));
    check.reserved(place(2), item(), "", 4);
    check.row(&StockRow { kind: PlaceKind::Source, ..row(1, -10, 0) });
    check.row(&row(2, 7, 4));
    check.row(&row(3, 3, 0));
    assert_eq!(check.finish(), []);
}

#[test]
fn quantities_that_do_not_add_up_are_found() {
    let mut check = StockCheck::default();
    check.moved(item(), "", 10, place(1), place(2));
    check.reserved(place(2), item(), "", 1);
    check.row(&row(1, -10, 0));
    check.row(&row(2, 9, 10));
    check.moved(item(), "", 2, place(4), place(5));
    let expected = [
        StockFinding::BelowZero { key: key(1), quantity: -10 },
        StockFinding::OtherQuantity { key: key(2), by_moves: 10, by_row: 9 },
        StockFinding::OtherReserved { key: key(2), by_reservations: 1, by_row: 10 },
        StockFinding::ReservedBeyondStock { key: key(2), quantity: 9, reserved: 10 },
        StockFinding::OtherQuantity { key: key(4), by_moves: -2, by_row: 0 },
        StockFinding::OtherQuantity { key: key(5), by_moves: 2, by_row: 0 },
    ];
    assert_eq!(check.finish(), expected);
}

proptest! {
    #[test]
    fn any_balance_that_is_off_by_anything_is_found(
        moves in prop::collection::vec((1u128..5, 1u128..5, 1i64..9), 1..30),
        at in 1u128..5,
        off in prop_oneof![-9i64..0, 1i64..9],
    ) {
        let (mut right, mut wrong) = (StockCheck::default(), StockCheck::default());
        let mut sums = [0i64; 5];
        for (from, to, quantity) in moves.into_iter().filter(|(from, to, _)| from != to) {
            right.moved(item(), "", quantity, place(from), place(to));
            wrong.moved(item(), "", quantity, place(from), place(to));
            sums[from as usize] -= quantity;
            sums[to as usize] += quantity;
        }
        prop_assert_eq!(sums.iter().sum::<i64>(), 0);
        for n in 1..5u128 {
            let as_moved = StockRow { kind: PlaceKind::Source, ..row(n, sums[n as usize], 0) };
            right.row(&as_moved);
            let quantity = as_moved.quantity + if n == at { off } else { 0 };
            wrong.row(&StockRow { quantity, ..as_moved });
        }
        prop_assert_eq!(right.finish(), vec![]);
        prop_assert_eq!(wrong.finish().len(), 1);
    }
}
