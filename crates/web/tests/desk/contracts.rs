//! Contracts beside the law: offered, sold, paying their part of a repair, given back; as people and programs do it.

use aftercare_app::{
    Error,
    billing::{self, Collected},
    contracts::{self, CoverLine, Offer, Sale},
    devices::{Entitlement, entitlement},
    orders::{self, ExchangeFor, QuoteDraft, QuotedLine},
};
use aftercare_domain::{
    contracts::{Begins, Life},
    money::PaymentMethod,
    orders::{FaultCause, Mode, Outcome},
};
use aftercare_kernel::{calendar::days_after, id::UnitId};
use aftercare_testkit::{PHONE, Staff, WASHER, World, at, labour, on_both_engines, signature, washer_plan, yuan};
use axum::http::Method;
use serde_json::{Value, json};
use std::fmt::Debug;

fn refused<T: Debug>(answer: Result<T, Error>, code: &str) {
    match answer {
        Err(Error::Refusal(refusal)) => assert_eq!(refusal.code, code),
        other => panic!("{code} was not refused: {other:?}"),
    }
}

async fn unit_of(world: &World, number: &str) -> UnitId {
    world.order(number).await.order.unit
}

/// Account and minor units of each line of the book that this posting kind wrote for the order.
async fn booked(world: &World, number: &str, what: &str) -> Vec<(String, i64)> {
    let lines = world.order(number).await.postings.into_iter().filter(|line| line.what == what);
    lines.map(|line| (line.account, line.amount_minor)).collect()
}

#[tokio::test]
async fn a_contract_pays_its_part_of_a_repair_and_the_customer_the_rest() {
    on_both_engines(async |world: &World| {
        world.offered(washer_plan("EW-W8")).await;
        let number = world.washer_on_the_bench("CT0001").await;
        let contract = world.contract(unit_of(world, &number).await, "EW-W8").await;
        world.agreed(&number, "199.00").await;
        let order = world.order(&number).await;
        assert_eq!((order.quotes[0].total_minor, order.balance), (3_980, yuan("39.80")));
        assert_eq!(order.covered[0].state, "held");
        assert!(order.lines.iter().any(|line| line.id == order.covered[0].order_line_id && line.price_minor == 19_900));

        world.worked_on(&number, Outcome::Fixed).await;
        world.checked(&number).await;
        let clerk = world.actor(Staff::Clerk).await;
        let cash = Collected { method: PaymentMethod::Cash, amount: yuan("39.80"), payer: String::new() };
        billing::collect(&world.app, &clerk, at(&number), cash).await.expect("the rest is paid");
        orders::hand_over(&world.app, &clerk, at(&number), signature()).await.expect("handed over");
        let by_contract = [("expense.contract:HX".to_owned(), 15_920), ("payable.station:SH01".to_owned(), -15_920)];
        assert_eq!(booked(world, &number, "contract_used").await, by_contract);
        assert_eq!(booked(world, &number, "charge").await[0], ("receivable:SH01".to_owned(), 3_980));
        let page = world.contract_page(&contract).await;
        assert_eq!((page.contract.life, page.contract.used), (Life::InForce, yuan("159.20")));
        assert_eq!(page.uses[0].state, "used");
        assert_eq!(page.refund_today, Ok(yuan("204.80")), "364.00 for the days to come less 159.20");
    })
    .await;
}

#[tokio::test]
async fn a_limit_is_never_exceeded_however_many_orders_come() {
    on_both_engines(async |world: &World| {
        world.offered(washer_plan("EW-W8")).await;
        let clerk = world.actor(Staff::Clerk).await;
        let first = world.registered_as(&clerk, Mode::WalkIn, WASHER, "CT0002").await.order_number.expect("an order");
        let contract = world.contract(unit_of(world, &first).await, "EW-W8").await;
        orders::cancel(&world.app, &clerk, at(&first), "只买延保".to_owned()).await.expect("cancelled");
        for (total, paid) in [(4_000, "160.00"), (6_000, "300.00"), (20_000, "300.00")] {
            let number = world.washer_on_the_bench("CT0002").await;
            world.agreed(&number, "200.00").await;
            assert_eq!(world.order(&number).await.quotes[0].total_minor, total);
            world.worked_on(&number, Outcome::Fixed).await;
            world.checked(&number).await;
            orders::hand_over(&world.app, &clerk, at(&number), signature()).await.expect("handed over");
            assert_eq!(world.contract_page(&contract).await.contract.used, yuan(paid));
        }
    })
    .await;
}

#[tokio::test]
async fn cover_goes_back_when_nothing_comes_of_the_work() {
    on_both_engines(async |world: &World| {
        world.offered(washer_plan("EW-W8")).await;
        let number = world.washer_on_the_bench("CT0003").await;
        let contract = world.contract(unit_of(world, &number).await, "EW-W8").await;
        world.agreed(&number, "199.00").await;
        let clerk = world.actor(Staff::Clerk).await;
        let supervisor = world.actor(Staff::Supervisor).await;
        let wish = contracts::Cancellation {
            number: contract.parse().expect("a number"),
            refund: world.contract_page(&contract).await.refund_today.expect("a sum"),
            method: PaymentMethod::Cash,
            reason: "搬家".to_owned(),
        };
        let early = contracts::cancel(&world.app, &clerk, wish, None).await;
        refused(early, "contracts-refusal-work-under-way");

        let reason = "客户不修了".to_owned();
        orders::return_unrepaired(&world.app, &supervisor, at(&number), reason).await.expect("as it came");
        orders::hand_over(&world.app, &clerk, at(&number), signature()).await.expect("handed over");
        let page = world.contract_page(&contract).await;
        assert_eq!((page.contract.used, page.uses[0].state.as_str()), (yuan("0.00"), "released"));
        assert!(booked(world, &number, "contract_used").await.is_empty());
        world.contract_cancelled(&contract).await;
        let page = world.contract_page(&contract).await;
        assert_eq!((page.contract.life, page.contract.refund), (Life::Cancelled, Some(yuan("364.00"))));
    })
    .await;
}

#[tokio::test]
async fn a_quotation_does_not_stand_on_a_contract_that_was_given_back() {
    on_both_engines(async |world: &World| {
        world.offered(washer_plan("EW-W8")).await;
        let number = world.washer_on_the_bench("CT0004").await;
        let contract = world.contract(unit_of(world, &number).await, "EW-W8").await;
        let technician = world.actor(Staff::Technician).await;
        orders::quote(&world.app, &technician, at(&number), labour("100.00")).await.expect("quoted");
        world.contract_cancelled(&contract).await;
        let agreed = orders::approve_quote(&world.app, &technician, at(&number), String::new()).await;
        refused(agreed, "contracts-refusal-cover-gone");
        world.agreed(&number, "100.00").await;
        assert_eq!(world.order(&number).await.balance, yuan("100.00"), "without a contract the customer pays it all");
    })
    .await;
}

#[tokio::test]
async fn parts_and_visits_have_their_own_lines_and_misuse_has_none() {
    on_both_engines(async |world: &World| {
        let pump = CoverLine { part_kind: Some("pump".to_owned()), ..washer_plan("").lines[1].clone() };
        let plan = washer_plan("EW-W8");
        let visit = plan.lines[2].clone();
        world.offered(Offer { lines: vec![pump, visit], ..plan }).await;
        let number = world.washer_on_the_bench("CT0005").await;
        world.contract(unit_of(world, &number).await, "EW-W8").await;
        let technician = world.actor(Staff::Technician).await;
        let line = |kind: &str, part_kind: Option<&str>, price: &str| QuotedLine {
            kind: kind.to_owned(),
            text: kind.to_owned(),
            quantity: 1,
            price_minor: yuan(price).minor(),
            part_kind: part_kind.map(str::to_owned),
            covered: None,
        };
        let lines = vec![
            line("labour", None, "100.00"),
            line("part", Some("pump"), "150.00"),
            line("part", Some("drum"), "150.00"),
            line("travel", None, "50.00"),
            line("travel", None, "50.00"),
        ];
        let draft = || QuoteDraft { lines: lines.clone() };
        orders::quote(&world.app, &technician, at(&number), draft()).await.expect("quoted");
        let quoted: Vec<QuotedLine> = serde_json::from_str(&world.order(&number).await.quotes[0].lines).expect("lines");
        let covered = |line: &QuotedLine| line.covered.as_ref().map(|covered| covered.minor);
        let expected = [None, Some(10_000), None, Some(5_000), None];
        assert_eq!(quoted.iter().map(covered).collect::<Vec<_>>(), expected, "one pump beyond 50, one visit");
        let unfit = QuoteDraft { lines: vec![line("part", Some("No Kind"), "1.00")] };
        refused(orders::quote(&world.app, &technician, at(&number), unfit).await, "contracts-refusal-part-kind-unfit");

        let misuse = orders::Diagnosis {
            fault_code: "pump".to_owned(),
            listed: false,
            cause: FaultCause::Misuse,
            found: "异物".to_owned(),
        };
        let other = world.washer_on_the_bench("CT0006").await;
        world.contract(unit_of(world, &other).await, "EW-W8").await;
        orders::diagnose(&world.app, &technician, at(&other), misuse).await.expect("diagnosed again");
        orders::quote(&world.app, &technician, at(&other), draft()).await.expect("quoted");
        assert_eq!(world.order(&other).await.quotes[0].total_minor, 50_000, "no accidents under this offer");
    })
    .await;
}

/// Covers a phone wholly: labour, parts, and what the customer did.
fn phone_plan(code: &str, begins: Begins) -> Offer {
    Offer { models: vec![PHONE.to_owned()], begins, accidents: true, ..washer_plan(code) }
}

#[tokio::test]
async fn what_the_law_gives_is_never_charged_to_a_contract() {
    on_both_engines(async |world: &World| {
        world.offered(phone_plan("EW-P10", Begins::AtSale)).await;
        let first = world.repaired("CT0007").await;
        let contract = world.contract(unit_of(world, &first).await, "EW-P10").await;
        let again = world.repaired("CT0007").await;
        let page = world.contract_page(&contract).await;
        assert_eq!((page.uses, page.contract.used), (Vec::new(), yuan("0.00")), "the repair was free by law");
        assert!(world.order(&again).await.claim.is_some(), "the brand pays it as warranty work");
    })
    .await;
}

#[tokio::test]
async fn an_extended_warranty_begins_the_day_after_the_warranty_of_the_law() {
    on_both_engines(async |world: &World| {
        world.offered(phone_plan("EW-P10", Begins::AfterWarranty)).await;
        let number = world.repaired("CT0008").await;
        let unit = unit_of(world, &number).await;
        let clerk = world.actor(Staff::Clerk).await;
        let Ok(Entitlement::Decided { decision, .. }) = entitlement(&world.app, &clerk, unit).await else {
            panic!("a phone stands under the law")
        };
        let contract = world.contract(unit, "EW-P10").await;
        let page = world.contract_page(&contract).await;
        assert_eq!(page.contract.starts_on, days_after(decision.term.end.expect("a last day"), 1));
        assert_eq!((page.contract.life, page.refund_today), (Life::Sold, Ok(yuan("365.00"))));
    })
    .await;
}

#[tokio::test]
async fn a_device_given_in_exchange_takes_the_contract_over() {
    on_both_engines(async |world: &World| {
        world.offered(phone_plan("EW-P10", Begins::AtSale)).await;
        world.repaired("CT0009").await;
        let second = world.repaired("CT0009").await;
        let contract = world.contract(unit_of(world, &second).await, "EW-P10").await;
        let number = world.exchange_decided("CT0009").await;
        let (clerk, supervisor) = (world.actor(Staff::Clerk).await, world.actor(Staff::Supervisor).await);
        let spares = orders::replacements(&world.app, &supervisor, number.parse().expect("a number")).await;
        let new_unit = spares.expect("spares")[0].id;
        orders::exchange(&world.app, &supervisor, at(&number), ExchangeFor { new_unit }).await.expect("exchanged");
        orders::hand_over(&world.app, &clerk, at(&number), signature()).await.expect("handed over");
        assert_eq!(world.contract_page(&contract).await.contract.unit, new_unit);
    })
    .await;
}

#[tokio::test]
async fn a_contract_ends_with_its_device_when_the_price_goes_back() {
    on_both_engines(async |world: &World| {
        world.offered(phone_plan("EW-P10", Begins::AtSale)).await;
        let number = world.refund_decided("CT0020").await;
        let contract = world.contract(unit_of(world, &number).await, "EW-P10").await;
        world.clock.advance_days(1);
        let days_to_come = world.contract_page(&contract).await.refund_today.expect("a sum");
        assert_eq!(days_to_come, yuan("363.00"), "of 365 days two are gone");
        world.refunded(&number).await;

        let page = world.contract_page(&contract).await;
        assert_eq!((page.contract.life, page.contract.refund), (Life::Cancelled, Some(days_to_come)));
        let promised = [("revenue.contract:HX".to_owned(), 36_300), ("payable.customer:HX".to_owned(), -36_300)];
        assert_eq!(booked(world, &number, "contract_refund_promised").await, promised);
        assert_eq!(world.order(&number).await.owed_back, yuan("3362.00"), "the price and the days to come");
        let mut clerk = world.clerk().await;
        clerk.get(&format!("/orders/{number}")).await.ok().shows(&contract).shows("另退 ¥363.00");
        world.paid_out(&number).await;
        assert_eq!(world.order(&number).await.owed_back, yuan("0.00"));
    })
    .await;
}

#[tokio::test]
async fn a_sale_is_refused_where_it_does_not_fit_and_made_once_however_often_it_is_sent() {
    on_both_engines(async |world: &World| {
        world.offered(washer_plan("EW-W8")).await;
        world.offered(phone_plan("EW-P10", Begins::AfterWarranty)).await;
        let owner = world.customer("李雷", "13900004321").await;
        let washer = world.device(WASHER, "CT0010", "2026-01-10", Some(owner)).await;
        let nobodys = world.device(WASHER, "CT0011", "2026-01-10", None).await;
        let (app, clerk) = (&world.app, world.actor(Staff::Clerk).await);
        let agent = world.actor(Staff::Agent).await;
        let sale = |unit, offer: &str, station: Option<&str>| {
            let (offer, station) = (offer.to_owned(), station.map(str::to_owned));
            Sale { unit, offer, method: PaymentMethod::Wechat, station }
        };
        let sell =
            async |actor, sale, key: Option<&str>| contracts::sell(app, actor, sale, key.map(str::to_owned)).await;
        refused(sell(&clerk, sale(washer, "EW-P10", None), None).await, "contracts-refusal-goods-not-covered");
        refused(sell(&clerk, sale(nobodys, "EW-W8", None), None).await, "contracts-refusal-no-owner");
        refused(sell(&agent, sale(washer, "EW-W8", None), None).await, "contracts-refusal-station-missing");
        refused(sell(&clerk, sale(washer, "EW-W8", Some("SH02")), None).await, "contracts-refusal-station-missing");
        assert!(matches!(sell(&clerk, sale(washer, "XX", None), None).await, Err(Error::Missing("offer"))));

        let sold = sell(&agent, sale(washer, "EW-W8", Some("SH01")), Some("k1")).await.expect("sold");
        let again = sell(&agent, sale(washer, "EW-W8", Some("SH01")), Some("k1")).await.expect("the same answer");
        assert_eq!(sold, again);
        refused(sell(&agent, sale(washer, "EW-W8", Some("SH02")), Some("k1")).await, "errors-repeated");
        refused(sell(&clerk, sale(washer, "EW-W8", None), None).await, "contracts-refusal-covered-already");
        let of_device = contracts::of_device(app, &clerk, washer).await.expect("contracts");
        assert_eq!((of_device.contracts.len(), of_device.offers.len()), (1, 1));

        let manager = world.actor(Staff::Manager).await;
        contracts::retire_offer(app, &manager, "EW-W8".to_owned()).await.expect("retired");
        world.contract_cancelled(&sold.number).await;
        refused(sell(&clerk, sale(washer, "EW-W8", None), None).await, "contracts-refusal-offer-retired");
        let twice = contracts::define_offer(app, &manager, washer_plan("EW-W8")).await;
        refused(twice, "contracts-refusal-offer-code-taken");
        let technician = world.actor(Staff::Technician).await;
        assert!(matches!(sell(&technician, sale(washer, "EW-W8", None), None).await, Err(Error::Forbidden(_))));
    })
    .await;
}

fn offer_to_define() -> Value {
    json!({
        "code": "CARE-W8", "name": "安心保障", "kind": "care_plan", "price": "120.00", "months": 24, "begins": "at_sale",
        "cooling_off_days": 7, "accidents": true, "categories": ["washing_machine"],
        "lines": [
            { "subject": "labour", "share": "1", "most": "500.00" },
            { "subject": "part", "part_kind": "pump", "share": "0.5", "times": 2, "deductible": "20.00" },
        ],
    })
}

#[tokio::test]
async fn a_program_defines_sells_and_cancels() {
    on_both_engines(async |world: &World| {
        let (mut manager, mut clerk) = (world.manager().await, world.clerk().await);
        clerk.post_json("/api/v1/offers", &offer_to_define()).await.refused(403, "forbidden");
        manager.post_json("/api/v1/offers", &offer_to_define()).await.status(201);
        let mut unfit = offer_to_define();
        unfit["lines"][0]["share"] = json!("half");
        manager.post_json("/api/v1/offers", &unfit).await.status(422);
        unfit["lines"][0] = json!({ "subject": "labour", "share": "1" });
        manager.post_json("/api/v1/offers", &unfit).await.refused(422, "contracts-refusal-limit-missing");
        let offers = clerk.get_json("/api/v1/offers").await.ok().json();
        assert_eq!((&offers[0]["lines"][1]["share"], &offers[0]["retired"]), (&json!("0.5"), &json!(false)));

        let owner = world.customer("韩梅梅", "13900004322").await;
        let unit = world.device(WASHER, "CT0012", "2026-01-10", Some(owner)).await;
        let path = format!("/api/v1/devices/{unit}/contracts");
        let sale = json!({ "offer": "CARE-W8", "method": "wechat" });
        clerk.post_json(&path, &json!({ "offer": "NONE", "method": "cash" })).await.status(422);
        clerk.post_json(&path, &json!({ "offer": "CARE-W8", "method": "barter" })).await.status(422);
        let key = [("Idempotency-Key", "sale-1")];
        let sold = clerk.send_json(Method::POST, &path, &sale, &key).await.status(201).json();
        let again = clerk.send_json(Method::POST, &path, &sale, &key).await.status(201).json();
        assert_eq!(sold, again);
        let number = sold["number"].as_str().expect("a number");
        let listed = clerk.get_json(&path).await.ok().json();
        assert_eq!((listed[0]["number"].as_str(), &listed[0]["life"]), (Some(number), &json!("in_force")));
        let of_owner = clerk.get_json(&format!("/api/v1/customers/{owner}/contracts")).await.ok().json();
        assert_eq!(of_owner, listed);

        let contract = format!("/api/v1/contracts/{number}");
        let page = clerk.get_json(&contract).await.ok().json();
        assert_eq!(page["refund_today"]["amount"], "120.00", "within the days of cooling off");
        let cancellation = format!("{contract}/cancellation");
        let wish = |refund: &str| json!({ "refund": refund, "method": "wechat", "reason": "买错了" });
        let mut other = world.staff(Staff::OtherClerk).await;
        other.get_json(&contract).await.ok();
        other.post_json(&cancellation, &wish("120.00")).await.refused(404, "missing");
        clerk.post_json(&cancellation, &wish("119.99")).await.refused(422, "contracts-refusal-other-refund");
        clerk
            .post_json(&cancellation, &json!({ "refund": "120.00", "method": "wechat", "reason": " " }))
            .await
            .status(422);
        clerk.post_json(&cancellation, &wish("120.00")).await.ok();
        clerk.post_json(&cancellation, &wish("120.00")).await.refused(409, "contracts-refusal-cancelled");
        let page = clerk.get_json(&contract).await.ok().json();
        assert_eq!((&page["life"], &page["refund"]["amount"]), (&json!("cancelled"), &json!("120.00")));
        let listed = clerk.get_json("/api/v1/contracts?limit=1").await.ok().json();
        assert_eq!((&listed["rows"][0]["number"], &listed["next"]), (&json!(number), &Value::Null));
        assert_eq!(other.get_json("/api/v1/contracts").await.ok().json()["rows"], json!([]), "sold at another station");
        clerk.get_json("/api/v1/contracts?station=SH02").await.refused(404, "missing");
        let found = clerk.get_json(&format!("/api/v1/search?q={number}")).await.ok().json();
        assert_eq!((&found[0]["what"], &found[0]["number"]), (&json!("contract"), &json!(number)));
        manager.post_json("/api/v1/offers/CARE-W8/retirement", &json!({})).await.status(204);
        manager.post_json("/api/v1/offers/NONE/retirement", &json!({})).await.status(404);
    })
    .await;
}

#[tokio::test]
async fn offers_are_defined_and_contracts_sold_and_given_back_at_their_pages() {
    let world = World::new().await;
    let (mut manager, mut clerk) = (world.manager().await, world.clerk().await);
    manager.get("/offers").await.ok().shows("还没有保障方案").shows("设立方案");
    let mut offer = vec![
        ("code", "EW-W8"),
        ("name", "洗衣机延保"),
        ("kind", "extended_warranty"),
        ("price", "365"),
        ("months", "12"),
        ("begins", "at_sale"),
        ("models", "HX-W8"),
    ];
    manager.post("/offers", &offer).await.status(422).shows("value=\"EW-W8\"").shows("请至少写一项保障");
    for (subject, percent, times, most) in [("labour", "80", "", "300"), ("visit", "100", "2", ""), ("", "", "", "")] {
        let blank = [("part_kind", ""), ("deductible", "")];
        offer.extend(
            [("subject", subject), ("percent", percent), ("times", times), ("most", most)].into_iter().chain(blank),
        );
    }
    assert_eq!(manager.post("/offers", &offer).await.goes_to(), "/offers");
    manager.get("/offers").await.ok().shows("洗衣机延保").shows("80 %").shows("2 次").shows("停售");
    clerk.get("/offers").await.ok().shows("洗衣机延保").hides("设立方案");

    let number = world.washer_on_the_bench("CT0013").await;
    let unit = unit_of(&world, &number).await;
    clerk.get(&format!("/devices/{unit}")).await.ok().shows("出售保障合同").shows("没有保障合同");
    let form = format!("/devices/{unit}/contracts");
    clerk.get(&form).await.ok().shows("洗衣机延保").shows("SH01");
    clerk.post(&form, &[("offer", ""), ("method", "cash")]).await.status(422);
    let sale = [("offer", "EW-W8"), ("method", "cash"), ("station", "SH01"), ("idempotency_key", "s1")];
    let page = clerk.post(&form, &sale).await.goes_to();
    clerk.get(&page).await.ok().shows("生效中").shows("364.00").shows("洗衣机延保");
    clerk.get(&format!("/devices/{unit}")).await.ok().shows("生效中").hides("没有保障合同");
    let paper = clerk.get(&format!("{page}/contract.pdf")).await.ok();
    assert!(paper.body.starts_with(b"%PDF-"), "the customer takes it along");
    clerk.get("/contracts").await.ok().shows(&page).shows("洗衣机延保");
    manager.get("/contracts?station=SH01").await.ok().shows(&page);
    manager.get("/contracts?station=SH02").await.ok().hides(&page).shows("没有保障合同");
    let sold = page.trim_start_matches("/contracts/");
    assert_eq!(clerk.get(&format!("/search?q={sold}")).await.goes_to(), page, "a number leads to its paper");
    let customer = world.order(&number).await.order.customer;
    clerk.get(&format!("/customers/{customer}")).await.ok().shows("洗衣机延保");

    world.agreed(&number, "100.00").await;
    clerk.get(&format!("/orders/{number}")).await.ok().shows("支付 ¥80.00").shows("¥20.00");
    world.worked_on(&number, Outcome::Fixed).await;
    world.checked(&number).await;
    let counter = world.actor(Staff::Clerk).await;
    orders::hand_over(&world.app, &counter, at(&number), signature()).await.expect("handed over");

    let mut technician = world.technician().await;
    technician.get(&page).await.ok().hides("/cancellation");
    technician.get(&form).await.status(403);
    let cancellation = format!("{page}/cancellation");
    let wish = |refund| [("refund", refund), ("method", "cash"), ("reason", "搬家"), ("idempotency_key", "c1")];
    clerk.post(&cancellation, &wish("364.00")).await.status(422).shows("284.00");
    assert_eq!(clerk.post(&cancellation, &wish("284.00")).await.goes_to(), page);
    clerk.get(&page).await.ok().shows("已退保").shows("284.00").hides("/cancellation");
    manager.post("/offers/EW-W8/retirement", &[]).await.goes_to();
    manager.get("/offers").await.ok().shows("已停售");
    world.finish().await;
}
