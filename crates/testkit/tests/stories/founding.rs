//! A brand is put up: its tree, its places, the first goods on its shelves.

use aftercare_app::{
    Error,
    identity::{self, NewBrand, NewNode, NodePlace},
    outbox,
    parts::{self, DeliveredUnit, Delivery},
};
use aftercare_domain::{
    identity::{NodeKind, Ownership},
    things::PlaceKind,
};
use aftercare_kernel::{Currency, PageRequest};
use aftercare_testkit::{PHONE, SPARE_PHONE, Staff, World, on_both_engines};

fn node(parent: &str, code: &str) -> NewNode {
    NewNode {
        parent: parent.to_owned(),
        kind: NodeKind::Dealer,
        ownership: Ownership::Dealer,
        code: code.to_owned(),
        name: "苏州经销商".to_owned(),
        name_en: "Suzhou dealer".to_owned(),
        region: Some("CN-JS".to_owned()),
        division: None,
        address: "苏州市人民路 1 号".to_owned(),
        phone: String::new(),
        hours: None,
    }
}

fn delivery(place: &str, item: &str, quantity: u32) -> Delivery {
    Delivery { place: place.to_owned(), item: item.to_owned(), lot: String::new(), quantity, opening: false }
}

#[track_caller]
fn code_of<T: std::fmt::Debug>(outcome: Result<T, Error>) -> &'static str {
    match outcome.expect_err("refused") {
        Error::Refusal(refusal) => refusal.code,
        Error::Missing(what) => what,
        other => panic!("{other:?}"),
    }
}

#[tokio::test]
async fn a_new_dealer_comes_with_its_places() {
    on_both_engines(async |world| {
        let manager = world.actor(Staff::Manager).await;
        let dealer = identity::add_node(&world.app, &manager, node("EAST", "SZ01")).await.expect("added");
        assert_eq!(dealer.path, "/HX/HQ/EAST/SZ01/");
        let places = parts::places(&world.app, &world.house).await.expect("places");
        let mut kinds: Vec<_> =
            places.iter().filter(|place| place.node_id == dealer.id).map(|p| p.kind.clone()).collect();
        kinds.sort();
        assert_eq!(kinds, ["custody", "defective", "shelf"]);
    })
    .await;
}

#[tokio::test]
async fn the_tree_grows_only_where_and_as_it_may() {
    on_both_engines(async |world| {
        let manager = world.actor(Staff::Manager).await;
        let add = async |parent: &str, code: &str| identity::add_node(&world.app, &manager, node(parent, code)).await;
        assert_eq!(code_of(add("EAST", "SH01").await), "identity-refusal-node-code-taken");
        assert_eq!(code_of(add("EAST", "苏州").await), "identity-refusal-code-unfit");
        assert_eq!(code_of(add("WEST", "CD01").await), "node");
        assert_eq!(code_of(add("HX", "SZ02").await), "node", "the root is above the manager's part of the tree");
        let clerk = world.actor(Staff::Clerk).await;
        let forbidden = identity::add_node(&world.app, &clerk, node("SH01", "SH11")).await;
        assert!(matches!(forbidden, Err(Error::Forbidden(_))), "{forbidden:?}");
        let place = NodePlace {
            node: "SH01".to_owned(),
            kind: PlaceKind::Van,
            code: "SH01-VAN-1".to_owned(),
            name: "x".to_owned(),
            technician: None,
        };
        let twice = identity::add_place(&world.app, &world.house, place).await;
        assert_eq!(code_of(twice), "identity-refusal-place-code-taken");
    })
    .await;
}

#[tokio::test]
async fn a_second_brand_has_a_house_of_its_own() {
    on_both_engines(async |world| {
        let brand = |code: &str, zone: &str| NewBrand {
            code: code.to_owned(),
            name: "云帆".to_owned(),
            name_en: "Yunfan".to_owned(),
            accent: "#224488".to_owned(),
            country: "CN".to_owned(),
            currency: Currency::CNY,
            zone: zone.to_owned(),
            service_phone: "4008100000".to_owned(),
        };
        let zone = "Asia/Shanghai";
        assert_eq!(code_of(identity::found_brand(&world.app, brand("YF", "Asia/Atlantis")).await), "time zone");
        assert_eq!(code_of(identity::found_brand(&world.app, brand("yf", zone)).await), "identity-refusal-code-unfit");
        let other = identity::found_brand(&world.app, brand("YF", zone)).await.expect("founded");
        assert_eq!(identity::nodes(&world.app, &other).await.expect("nodes").len(), 1, "only its own root");
        let missing = identity::add_node(&world.app, &other, node("SH01", "YF01")).await;
        assert_eq!(code_of(missing), "node", "another brand's station is not there");
    })
    .await;
}

#[tokio::test]
async fn goods_come_in_where_they_belong() {
    on_both_engines(async |world| {
        let clerk = world.actor(Staff::Clerk).await;
        let receive = async |goods: Delivery| parts::receive(&world.app, &clerk, goods).await;
        receive(delivery("SH01-SHELF", "P10-LCD", 3)).await.expect("three displays come in");
        let places = parts::places(&world.app, &clerk).await.expect("places");
        let shelf = places.iter().find(|place| place.code == "SH01-SHELF").expect("a shelf");
        let (_, stock) = parts::stock_of(&world.app, &clerk, shelf.id, PageRequest::default()).await.expect("stock");
        let displays = stock.rows.iter().find(|row| row.code == "P10-LCD").expect("displays");
        assert_eq!(displays.quantity, 13);

        assert_eq!(code_of(receive(delivery("SH02-SHELF", "P10-LCD", 1)).await), "place", "another station's shelf");
        assert_eq!(code_of(receive(delivery("SH01-SHELF", "P10-LCD", 0)).await), "things-refusal-nothing-moved");
        assert_eq!(code_of(receive(delivery("SH01-SHELF", "P10-UNIT", 1)).await), "parts-refusal-not-a-part");
        assert_eq!(code_of(receive(delivery("SH01-SHELF", "NO-SUCH", 1)).await), "item");
        let again = DeliveredUnit {
            place: "SH01-SHELF".to_owned(),
            item: "P10-UNIT".to_owned(),
            model: PHONE.to_owned(),
            serial: SPARE_PHONE.parse().expect("a serial"),
            imei: None,
            made_on: None,
        };
        let twice = parts::receive_unit(&world.app, &clerk, again).await;
        assert_eq!(code_of(twice), "devices-refusal-serial-known");
    })
    .await;
}

#[tokio::test]
async fn old_sessions_are_forgotten_and_a_fresh_one_is_not() {
    on_both_engines(async |world| {
        world.clerk().await;
        world.clock.advance_days(6);
        let mut clerk = world.clerk().await;
        assert_eq!(identity::forget_old(&world.app).await.expect("runs"), 0, "kept for a week after its end");
        world.clock.advance_days(2);
        assert!(identity::forget_old(&world.app).await.expect("runs") > 0);
        assert_eq!(identity::forget_old(&world.app).await.expect("runs"), 0, "a second run finds nothing");
        assert!(clerk.get("/account").await.status.is_redirection(), "after twelve hours one signs in again");
    })
    .await;
}

#[tokio::test]
#[should_panic(expected = "messages wait in the outbox")]
async fn a_message_nobody_can_deliver_waits_and_is_noticed_at_the_end() {
    let world = World::new().await;
    world.put_in_outbox("telegram", "{}").await;
    world.repaired("SN0001").await;
    world.deliver().await;
    let technician = world.actor(Staff::Technician).await;
    let notices = outbox::notices(&world.app, &technician, PageRequest::default()).await.expect("notices");
    assert!(!notices.rows.is_empty(), "those behind it pass");
    world.finish().await;
}
