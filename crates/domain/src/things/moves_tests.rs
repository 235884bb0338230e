use super::*;
use uuid::Uuid;

fn place(n: u128, kind: PlaceKind) -> Place {
    Place { id: aftercare_kernel::id::PlaceId::from_uuid(Uuid::from_u128(n)), kind }
}

fn part(quantity: i64) -> Thing {
    Thing::Quantity { item: ItemId::from_uuid(Uuid::from_u128(5)), lot: String::new(), quantity }
}

fn used() -> Move {
    Move {
        id: MoveId::from_uuid(Uuid::from_u128(1)),
        at: Instant::from_micros(0),
        thing: part(1),
        from: place(1, PlaceKind::Shelf),
        to: place(2, PlaceKind::Custody),
        reason: MoveReason::PartUsed,
        order: Some(OrderId::from_uuid(Uuid::from_u128(9))),
    }
}

#[test]
fn a_move_that_can_have_happened_is_taken() {
    assert_eq!(used().check(), Ok(used()));
}

#[test]
fn quantities_at_the_borders() {
    let check = |quantity| Move { thing: part(quantity), ..used() }.check().err();
    assert_eq!(check(0), Some(ThingsRefusal::NothingMoved));
    assert_eq!(check(-1), Some(ThingsRefusal::NothingMoved));
    assert_eq!(check(1_000_000), None);
    assert_eq!(check(1_000_001), Some(ThingsRefusal::TooMany { most: 1_000_000 }));
}

#[test]
fn a_move_goes_somewhere_else() {
    let here = place(1, PlaceKind::Custody);
    assert_eq!(Move { to: here, ..used() }.check(), Err(ThingsRefusal::SamePlace));
}

#[test]
fn work_on_an_order_names_it() {
    let reason = MoveReason::PartUsed;
    assert_eq!(Move { order: None, ..used() }.check(), Err(ThingsRefusal::OrderMissing { reason }));
    let transfer = Move { to: place(2, PlaceKind::Van), reason: MoveReason::Transfer, order: None, ..used() };
    assert!(transfer.check().is_ok());
}

#[test]
fn a_reason_leads_only_between_its_places() {
    use PlaceKind as P;
    let table = [
        (MoveReason::TakenIn, P::Customers, P::Custody, true),
        (MoveReason::TakenIn, P::Custody, P::Customers, false),
        (MoveReason::HandedBack, P::Custody, P::Customers, true),
        (MoveReason::ExchangedOut, P::Shelf, P::Customers, true),
        (MoveReason::ExchangedOut, P::Defective, P::Customers, false),
        (MoveReason::ExchangedIn, P::Custody, P::Defective, true),
        (MoveReason::ExchangedIn, P::Custody, P::Shelf, false),
        (MoveReason::PartUsed, P::Van, P::Customers, true),
        (MoveReason::PartUsed, P::Defective, P::Custody, false),
        (MoveReason::DefectiveRemoved, P::Custody, P::Defective, true),
        (MoveReason::DefectiveReturned, P::Defective, P::Vendor, true),
        (MoveReason::DefectiveReturned, P::Shelf, P::Vendor, false),
        (MoveReason::Transfer, P::Shelf, P::Van, true),
        (MoveReason::Transfer, P::Shelf, P::Customers, false),
        (MoveReason::Counted, P::Shelf, P::Source, true),
        (MoveReason::Scrapped, P::Defective, P::Scrap, true),
        (MoveReason::Scrapped, P::Scrap, P::Shelf, false),
        (MoveReason::Opening, P::Source, P::Shelf, true),
        (MoveReason::Opening, P::Shelf, P::Source, false),
    ];
    for (reason, from, to, open) in table {
        let checked = Move { from: place(1, from), to: place(2, to), reason, ..used() }.check();
        let expected = if open { None } else { Some(ThingsRefusal::NotThatWay { reason, from, to }) };
        assert_eq!(checked.err(), expected, "{reason}: {from} → {to}");
    }
}

#[test]
fn nothing_comes_back_from_scrap_or_into_a_source_but_by_counting() {
    for reason in MoveReason::ALL {
        for other in PlaceKind::ALL {
            let goes =
                |from, to| Move { from: place(1, from), to: place(2, to), reason: *reason, ..used() }.check().is_ok();
            assert!(!goes(PlaceKind::Scrap, *other), "{reason} out of scrap");
            assert!(!goes(*other, PlaceKind::Source) || *reason == MoveReason::Counted, "{reason} into a source");
        }
    }
}
