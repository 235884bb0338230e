//! The three courses of the main job as programs see them: JSON in, JSON out, through the router.

use aftercare_app::{identity, orders, parts};
use aftercare_domain::identity::Role;
use aftercare_testkit::{Client, PHONE, SPARE_PHONE, Staff, WASHER, World, on_both_engines};
use serde_json::{Value, json};

/// A signature as the screen sends it.
const SIGNATURE: &str = "data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==";

/// The people of SH01 and the agent at headquarters.
struct People {
    agent: Client,
    dispatcher: Client,
    clerk: Client,
    technician: Client,
    supervisor: Client,
}

impl People {
    async fn of(world: &World) -> Self {
        Self {
            agent: world.agent().await,
            dispatcher: world.dispatcher().await,
            clerk: world.clerk().await,
            technician: world.technician().await,
            supervisor: world.supervisor().await,
        }
    }
}

async fn step(client: &mut Client, number: &str, noun: &str, body: Value) -> Value {
    client.post_json(&format!("/api/v1/orders/{number}/{noun}"), &body).await.ok().json()
}

async fn order(client: &mut Client, number: &str) -> Value {
    client.get_json(&format!("/api/v1/orders/{number}")).await.ok().json()
}

async fn register(client: &mut Client, mode: &str, device: Value, symptom: &str) -> String {
    let case = json!({
        "kind": "repair", "channel": "phone", "mode": mode, "symptom": symptom,
        "customer": { "name": "王小明", "phone": "13900001234" },
        "device": device,
        "address": { "division": "310104", "line": "漕溪北路 1 号" },
        "station": "SH01",
    });
    client.post_json("/api/v1/cases", &case).await.status(201).field("/order")
}

fn phone(serial: &str) -> Value {
    json!({ "model": PHONE, "serial": serial, "sold_on": "2025-12-01", "price": "2999.00", "papers": ["invoice", "voucher"] })
}

fn slip(promised_on: &str, waybill: Option<&str>) -> Value {
    json!({ "appearance": "边框轻微划痕", "accessories": "充电器", "data_note": "已备份", "promised_on": promised_on, "waybill": waybill })
}

fn defect() -> Value {
    json!({ "fault_code": "no_display", "listed": true, "cause": "quality", "found": "显示屏排线断" })
}

fn fixed() -> Value {
    json!({ "outcome": "fixed", "work": "更换显示屏总成", "method": "更换", "minutes": 40 })
}

async fn technician_of(world: &World) -> Value {
    let supervisor = world.actor(Staff::Supervisor).await;
    let found = identity::colleagues(&world.app, &supervisor, supervisor.org_path.clone(), Role::Technician).await;
    json!({ "technician": found.expect("colleagues")[0].person })
}

/// Holds one of the item at the kind of place, and builds it in.
async fn use_one(world: &World, technician: &mut Client, number: &str, kind: &str, code: &str) {
    let actor = world.actor(Staff::Technician).await;
    let stock = parts::parts_for_order(&world.app, &actor, number.parse().expect("a number")).await.expect("stock");
    let (place, items) = stock.into_iter().find(|(place, _)| place.kind == kind).expect("a place");
    let item = items.into_iter().find(|item| item.code == code).expect("an item");
    step(technician, number, "reservation", json!({ "item": item.id, "place": place.id, "quantity": 1 })).await;
    let page = order(technician, number).await;
    let held = page["reservations"].as_array().expect("a list").iter().find(|held| held["state"] == "held");
    step(technician, number, "part-use", json!({ "reservation": held.expect("held")["id"] })).await;
}

#[tokio::test]
async fn a_program_carries_a_walk_in_warranty_repair_to_the_archive() {
    on_both_engines(async |world: &World| {
        let mut people = People::of(world).await;
        let number = register(&mut people.agent, "walk_in", phone("SN1000001"), "手机黑屏无法开机").await;
        step(&mut people.clerk, &number, "decision", json!({})).await;
        let taken = step(&mut people.clerk, &number, "custody-slip", slip("2026-03-08", None)).await;
        assert_eq!((&taken["state"], &taken["service_type"]), (&json!("taken_in"), &json!("warranty")));
        step(&mut people.supervisor, &number, "assignment", technician_of(world).await).await;
        step(&mut people.technician, &number, "diagnosis", defect()).await;
        step(&mut people.technician, &number, "repair-start", json!({})).await;
        use_one(world, &mut people.technician, &number, "shelf", "P10-LCD").await;
        step(&mut people.technician, &number, "repair-record", fixed()).await;
        world.clock.advance_days(3);
        step(&mut people.supervisor, &number, "quality-check", json!({ "result": "passed" })).await;
        step(&mut people.clerk, &number, "signature", json!({ "signature": SIGNATURE, "name": "王小明" })).await;
        world.clock.advance_days(1);
        let closed = step(&mut people.agent, &number, "follow-up", json!({ "class": "satisfied" })).await;
        assert_eq!(closed["state"], "closed");
        step(&mut people.agent, &number, "archive", json!({})).await;
        let page = order(&mut people.clerk, &number).await;
        assert_eq!(page["state"], "archived");
        assert!(page["customer"]["phone"].as_str().is_some_and(|phone| phone.contains("****")), "{}", page["customer"]);
    })
    .await;
}

#[tokio::test]
async fn a_program_carries_a_paid_visit_through_a_second_round() {
    on_both_engines(async |world: &World| {
        let mut people = People::of(world).await;
        let washer = json!({ "model": WASHER, "serial": "SNW00001" });
        let number = register(&mut people.agent, "on_site", washer, "洗衣机不排水").await;
        visit(world, &mut people, &number, "199.00").await;
        world.clock.advance_days(2);
        let again = json!({ "class": "not_fixed_once", "words": "还是不排水" });
        let reopened = step(&mut people.agent, &number, "follow-up", again).await;
        assert_eq!((&reopened["state"], &reopened["round"]), (&json!("reopened"), &json!(2)));
        visit(world, &mut people, &number, "0.00").await;
        world.clock.advance_days(2);
        let closed = step(&mut people.agent, &number, "follow-up", json!({ "class": "satisfied" })).await;
        assert_eq!(closed["state"], "closed");
        assert_eq!(order(&mut people.clerk, &number).await["receipts"].as_array().map(Vec::len), Some(1));
    })
    .await;
}

async fn visit(world: &World, people: &mut People, number: &str, price: &str) {
    let from = world.app.now().plus_seconds(3600);
    let window = json!({ "from": from.to_string(), "to": from.plus_seconds(7200).to_string() });
    step(&mut people.dispatcher, number, "window", window).await;
    step(&mut people.dispatcher, number, "assignment", technician_of(world).await).await;
    step(&mut people.technician, number, "departure", json!({})).await;
    step(&mut people.technician, number, "arrival", json!({})).await;
    let wear = json!({ "fault_code": "pump", "listed": false, "cause": "wear", "found": "排水泵堵转" });
    step(&mut people.technician, number, "diagnosis", wear).await;
    let line = json!({ "kind": "labour", "text": "上门更换排水泵", "quantity": 1, "price": price });
    step(&mut people.technician, number, "quote", json!({ "lines": [line] })).await;
    step(&mut people.technician, number, "quote-approval", json!({ "how": "当面同意" })).await;
    step(&mut people.technician, number, "repair-start", json!({})).await;
    use_one(world, &mut people.technician, number, "van", "W8-PUMP").await;
    step(&mut people.technician, number, "repair-record", fixed()).await;
    let balance = order(&mut people.technician, number).await["balance"]["amount"].clone();
    assert_eq!(balance, price);
    if price != "0.00" {
        let more = json!({ "method": "cash", "amount": "200.00" });
        let path = format!("/api/v1/orders/{number}/payment");
        people.technician.post_json(&path, &more).await.refused(422, "billing-refusal-more-than-owed");
        step(&mut people.technician, number, "payment", json!({ "method": "wechat", "amount": price })).await;
    }
    step(&mut people.technician, number, "sign-off", json!({ "signature": SIGNATURE })).await;
}

#[tokio::test]
async fn a_program_carries_a_mailed_phone_to_its_exchange() {
    on_both_engines(async |world: &World| {
        let mut people = People::of(world).await;
        for _ in 0..2 {
            repaired_once(world, &mut people, "SN3000001").await;
            world.clock.advance_days(20);
        }
        let number = register(&mut people.agent, "mail_in", phone("SN3000001"), "又黑屏了").await;
        step(&mut people.clerk, &number, "custody-slip", slip("2026-05-20", Some("SF1234567890"))).await;
        step(&mut people.supervisor, &number, "assignment", technician_of(world).await).await;
        step(&mut people.technician, &number, "diagnosis", defect()).await;
        let page = order(&mut people.supervisor, &number).await;
        let remedies = page["decision"]["remedies"].as_array().expect("a decision");
        assert!(remedies.iter().any(|offer| offer["remedy"] == "exchange_main_unit"), "{remedies:?}");
        let supervisor = world.actor(Staff::Supervisor).await;
        let spare =
            orders::replacements(&world.app, &supervisor, number.parse().expect("a number")).await.expect("spares");
        assert_eq!(spare[0].serial, SPARE_PHONE);
        let exchanged = step(&mut people.supervisor, &number, "exchange", json!({ "new_unit": spare[0].id })).await;
        assert!(exchanged["paper"].is_string(), "a warranty card is drawn: {exchanged}");
        step(&mut people.clerk, &number, "dispatch", json!({ "waybill": "SF0987654321" })).await;
        world.clock.advance_days(2);
        let closed = step(&mut people.agent, &number, "follow-up", json!({ "class": "satisfied" })).await;
        assert_eq!(closed["state"], "closed");
    })
    .await;
}

async fn repaired_once(world: &World, people: &mut People, serial: &str) {
    let number = register(&mut people.agent, "walk_in", phone(serial), "黑屏").await;
    step(&mut people.clerk, &number, "custody-slip", slip("2026-04-30", None)).await;
    step(&mut people.supervisor, &number, "assignment", technician_of(world).await).await;
    step(&mut people.technician, &number, "diagnosis", defect()).await;
    step(&mut people.technician, &number, "repair-start", json!({})).await;
    step(&mut people.technician, &number, "repair-record", fixed()).await;
    step(&mut people.supervisor, &number, "quality-check", json!({ "result": "passed" })).await;
    step(&mut people.clerk, &number, "signature", json!({ "signature": SIGNATURE })).await;
    step(&mut people.agent, &number, "follow-up", json!({ "class": "satisfied" })).await;
}
