//! Cases from the desk and from programs: registered at paper speed, found again, taken over, closed; and what is refused.

use aftercare_app::{Error, orders};
use aftercare_domain::orders::Mode;
use aftercare_testkit::{Answer, Client, PHONE, Staff, World, at, imei, on_both_engines, slip};
use axum::http::Method;
use serde_json::{Value, json};

const SYMPTOM: &str = "手机黑屏无法开机";

/// The sheet as a clerk types it for a phone that nobody has seen yet.
fn sheet<'a>(key: &'a str, serial: &'a str) -> Vec<(&'a str, &'a str)> {
    vec![
        ("idempotency_key", key),
        ("phone", "13900001234"),
        ("name", "王小明"),
        ("customer_kind", "person"),
        ("serial", serial),
        ("model_code", PHONE),
        ("sold_on", "2025-12-01"),
        ("kind", "repair"),
        ("channel", "walk_in"),
        ("mode", "walk_in"),
        ("symptom", SYMPTOM),
    ]
}

fn with<'a>(mut sheet: Vec<(&'a str, &'a str)>, field: &'a str, value: &'a str) -> Vec<(&'a str, &'a str)> {
    sheet.retain(|(name, _)| *name != field);
    sheet.push((field, value));
    sheet
}

/// The number in `/cases/SH01-2026-000001?…`.
fn number(address: &str) -> String {
    let path = address.split('?').next().unwrap_or_default();
    path.rsplit('/').next().unwrap_or_default().to_owned()
}

async fn register(clerk: &mut Client, key: &str, serial: &str) -> String {
    clerk.get("/cases/new").await.ok();
    number(&clerk.post("/cases", &sheet(key, serial)).await.goes_to())
}

#[tokio::test]
async fn who_bears_the_work_is_said_once_it_is_decided() {
    let world = World::new().await;
    let mut clerk = world.clerk().await;
    clerk.get("/cases/new").await.ok();
    let address = clerk.post("/cases", &sheet("k1", "SN0001")).await.goes_to();
    let case = clerk.get(&address).await.ok().shows("尚未判定").hides("收费（A）");
    let text = case.text();
    let order = text.split("\"/orders/").nth(1).and_then(|rest| rest.split('"').next()).expect("its order");
    let order = format!("/orders/{order}");
    for page in ["/orders", &order] {
        clerk.get(page).await.ok().shows("尚未判定").hides("收费（A）");
    }
    for (language, words) in [("en", "Not decided yet"), ("zh-TW", "尚未判定")] {
        clerk.get(&format!("/orders?state=registered&lang={language}")).await.ok().shows(words);
    }
    world.finish().await;
}

#[tokio::test]
async fn an_address_that_asks_for_what_is_not_there_names_it_and_the_way_out() {
    let world = World::new().await;
    let mut clerk = world.clerk().await;
    for (address, said, way_out) in [
        ("/cases?state=zzz&kind=repair", "状态：不能识别", "href=\"/cases?kind=repair\""),
        ("/cases?limit=abc", "每页行数：", "href=\"/cases\""),
        ("/orders?state=zzz", "状态：不能识别", "href=\"/orders\""),
        ("/claims?month=2026-13", "月份：", "href=\"/claims\""),
    ] {
        clerk.get(address).await.status(422).shows(said).shows(way_out);
    }
    world.finish().await;
}

#[tokio::test]
async fn a_case_is_registered_by_typing_and_its_page_says_what_is_next() {
    let world = World::new().await;
    let mut clerk = world.clerk().await;
    clerk
        .get("/cases/new")
        .await
        .ok()
        .shows("name=\"phone\"")
        .shows("name=\"serial\"")
        .shows("data-draft=\"case-new\"");
    let address = clerk.post("/cases", &sheet("k1", "SN0001")).await.goes_to();
    let page = clerk.get(&address).await.ok();
    page.shows(SYMPTOM).shows("王**").shows("139****1234").hides("13900001234").shows("SN0001").shows("<time-left");
    clerk.get("/cases").await.ok().shows(&number(&address)).shows("王**");
    clerk.get("/").await.ok().shows(&number(&address));
    world.finish().await;
}

#[tokio::test]
async fn the_same_sheet_sent_twice_is_one_case() {
    let world = World::new().await;
    let mut clerk = world.clerk().await;
    let first = register(&mut clerk, "k1", "SN0001").await;
    let second = number(&clerk.post("/cases", &sheet("k1", "SN0001")).await.goes_to());
    assert_eq!(first, second);
    let listed = clerk.get_json("/api/v1/cases").await.ok().json();
    assert_eq!(listed["rows"].as_array().map(Vec::len), Some(1));
    let other = clerk.post("/cases", &with(sheet("k1", "SN0001"), "symptom", "别的")).await;
    other.status(422).shows("value=\"13900001234\"");
    world.finish().await;
}

#[tokio::test]
async fn what_is_wrong_is_said_at_its_field_and_nothing_typed_is_lost() {
    let world = World::new().await;
    let mut clerk = world.clerk().await;
    clerk.get("/cases/new").await.ok();
    let wrong_imei = "356998119000015";
    for (field, value, at) in [
        ("phone", "12ab", "phone-error"),
        ("name", " ", "name-error"),
        ("serial", "SN 0/\u{e9}", "serial-error"),
        ("serial", wrong_imei, "serial-error"),
        ("imei", wrong_imei, "imei-error"),
        ("model_code", "NO-SUCH", "model_code-error"),
        ("sold_on", "2030-01-01", "sold_on-error"),
        ("sold_on", "yesterday", "sold_on-error"),
        ("serial", "", "serial-error"),
        ("symptom", " ", "symptom-error"),
        ("kind", "dance", "kind-error"),
        ("mode", "on_site", "address-error"),
        ("division_text", "月球", "division_text-error"),
        ("station", "BJ99", "station-error"),
        ("customer_id", "someone", "phone-error"),
        ("customer_id", "0195d0c0-0000-7000-8000-000000000001", "phone-error"),
        ("unit_id", "0195d0c0-0000-7000-8000-000000000001", "serial-error"),
    ] {
        let answer = clerk.post("/cases", &with(sheet("k", "SN0001"), field, value)).await.status(422);
        let answer = answer.shows(&format!("id=\"{at}\"")).shows("aria-invalid=\"true\"");
        if field != "phone" {
            answer.clone().shows("value=\"13900001234\"");
        }
        if field != "symptom" {
            answer.shows(SYMPTOM);
        }
    }
    let wrong = [
        ("phone", "12ab"),
        ("name", " "),
        ("imei", wrong_imei),
        ("model_code", "NO-SUCH"),
        ("sold_on", "2030-01-01"),
        ("price", "free"),
        ("symptom", " "),
        ("division_text", "月球"),
        ("station", "BJ99"),
    ];
    let much = wrong.into_iter().fold(sheet("k", "SN0001"), |sheet, (field, value)| with(sheet, field, value));
    let mut answer = clerk.post("/cases", &much).await.status(422);
    for (field, _) in wrong {
        answer = answer.shows(&format!("id=\"{field}-error\""));
    }
    assert_eq!(clerk.get_json("/api/v1/cases").await.ok().json()["rows"], json!([]));
    world.finish().await;
}

#[tokio::test]
async fn who_and_what_was_found_need_not_be_typed_again() {
    let world = World::new().await;
    let customer = world.customer("王小明", "13900001234").await;
    let device = world.device(PHONE, "SN0001", "2025-12-01", Some(customer)).await;
    let mut agent = world.agent().await;
    agent.get_fragment("/customers/options?q=13900001234").await.ok().shows(&customer.to_string()).hides("13900001234");
    agent.get_fragment("/customers/options?q=小明").await.ok().shows(&customer.to_string());
    let card = agent.get_fragment(&format!("/customers/{customer}/card")).await.ok().shows("上海市徐汇区");
    let owned = format!("/devices/options?q=&customer_id={customer}");
    agent.get_fragment(&owned).await.ok().shows(&device.to_string()).shows("SN0001");
    agent.get_fragment("/devices/options?q=SN0001&customer_id=").await.ok().shows(&device.to_string());
    let device_card = agent.get_fragment(&format!("/devices/{device}/card")).await.ok().shows("三包期内");
    let offer = format!("data-offer=\"{{&#34;customer_id&#34;:&#34;{customer}&#34;");
    device_card.shows(&offer).shows("139****1234").hides("13900001234").shows("&#34;sold_on&#34;:&#34;2025-12-01&#34;");
    agent.get_fragment("/models/options?q=").await.ok().shows(PHONE);
    agent.get_fragment("/divisions/options?q=浦东").await.ok().shows("310115");

    let (_, rest) = card
        .text()
        .split_once("name=\"address_id\" value=\"")
        .map(|(a, b)| (a.to_owned(), b.to_owned()))
        .expect("an address");
    let address = rest.split('"').next().expect("an id").to_owned();
    let (customer, device) = (customer.to_string(), device.to_string());
    agent.get("/cases/new").await.ok();
    let found = [
        ("idempotency_key", "k1"),
        ("customer_id", &customer),
        ("phone", "139****1234"),
        ("name", "王**"),
        ("unit_id", &device),
        ("serial", "SN0001"),
        ("kind", "repair"),
        ("channel", "phone"),
        ("mode", "on_site"),
        ("symptom", SYMPTOM),
        ("address_id", &address),
    ];
    let goes_to = agent.post("/cases", &found).await.goes_to();
    agent.get(&goes_to).await.ok().shows("与客户同省");
    let alike = agent.post("/cases", &with(found.to_vec(), "idempotency_key", "k2")).await.goes_to();
    agent.get(&alike).await.ok().shows("可能与下列未结来件重复").shows(&number(&goes_to));
    world.finish().await;
}

#[tokio::test]
async fn where_a_case_goes_is_said_only_when_it_goes_elsewhere() {
    let world = World::new().await;
    let mut clerk = world.clerk().await;
    clerk.get("/cases/new").await.ok();
    let at_home = clerk.post("/cases", &sheet("k1", "SN0001")).await.goes_to();
    assert!(!at_home.contains("station="), "{at_home}");
    let said = |number: &str| format!("/cases/{number}?station=same_city");
    let mut supervisor = world.supervisor().await;
    let case = json!({
        "kind": "consultation", "channel": "phone", "symptom": "怎样重置",
        "customer": {"name": "王小明", "phone": "13900001234"}, "station": "SH01",
    });
    let number = world.agent().await.post_json("/api/v1/cases", &case).await.status(201).field("/number");
    supervisor.get(&said(&number)).await.ok().shows("data-said-once");
    let version = supervisor.get_json(&format!("/api/v1/cases/{number}")).await.ok().field("/version");
    let closure = [("version", version.as_str()), ("result", "solved_remotely"), ("words", "已重置")];
    supervisor.post(&format!("/cases/{number}/closure"), &closure).await.goes_to();
    supervisor.get(&said(&number)).await.ok().hides("data-said-once");
    world.finish().await;
}

#[tokio::test]
async fn a_sheet_for_a_known_device_is_not_filled_up_from_another() {
    let world = World::new().await;
    let mut clerk = world.clerk().await;
    clerk.get("/cases/new?serial=SN0001").await.ok().shows("data-draft=\"case-new:SN0001\"");
    let wrong = with(with(sheet("k", "SN0001"), "symptom", " "), "begun_for", "SN0001");
    clerk.post("/cases", &wrong).await.status(422).shows("data-draft=\"case-new:SN0001\"");
    world.finish().await;
}

#[tokio::test]
async fn a_devices_page_begins_a_case_with_its_owner_and_the_day_of_sale_can_be_filled_in() {
    let world = World::new().await;
    let customer = world.customer("王小明", "13900001234").await;
    world.device(PHONE, "SN0001", "2025-12-01", Some(customer)).await;
    let mut clerk = world.clerk().await;
    let sheet_of_known = clerk.get("/cases/new?serial=SN0001&model=X").await.ok().shows(&customer.to_string());
    sheet_of_known.shows("value=\"王**\"").shows("value=\"2025-12-01\"").hides("13900001234");
    clerk.get("/cases/new?serial=SN9999").await.ok().shows("value=\"SN9999\"").hides("value=\"王**\"");

    let unsold = with(sheet("k1", "SN0002"), "sold_on", "");
    let goes_to = clerk.post("/cases", &unsold).await.goes_to();
    let unit = clerk.get_json(&format!("/api/v1/cases/{}", number(&goes_to))).await.ok().field("/device/id");
    clerk
        .get_fragment(&format!("/devices/{unit}/card"))
        .await
        .ok()
        .shows("未登记")
        .shows("&#34;sold_on&#34;:&#34;&#34;");
    let later = with(with(sheet("k2", ""), "unit_id", &unit), "sold_on", "2030-01-01");
    clerk.post("/cases", &later).await.status(422).shows("id=\"sold_on-error\"");
    clerk.post("/cases", &with(later, "sold_on", "2025-11-05")).await.goes_to();
    clerk.get_fragment(&format!("/devices/{unit}/card")).await.ok().shows("2025-11-05").hides("未登记");
    world.finish().await;
}

#[tokio::test]
async fn another_stations_case_is_not_there() {
    let world = World::new().await;
    let mut clerk = world.clerk().await;
    let number = register(&mut clerk, "k1", "SN0001").await;
    let mut other = world.staff(Staff::OtherClerk).await;
    let page = format!("/cases/{number}");
    other.get(&page).await.status(404);
    other.get_json(&format!("/api/v1/cases/{number}")).await.refused(404, "missing");
    other.get("/cases?station=SH01").await.status(404);
    other.post(&format!("{page}/owner"), &[("version", "1")]).await.status(404);
    for unknown in ["/cases/SH01-2026-999999", "/cases/nonsense", "/cases/SH01-2026-000000"] {
        clerk.get(unknown).await.status(404);
    }
    world.finish().await;
}

#[tokio::test]
async fn a_case_is_contacted_about_taken_over_and_closed_once() {
    let world = World::new().await;
    let mut agent = world.agent().await;
    let question = json!({
        "kind": "consultation", "channel": "phone", "symptom": "怎样重置",
        "customer": {"name": "王小明", "phone": "13900001234"}, "station": "SH01",
    });
    let number = agent.post_json("/api/v1/cases", &question).await.status(201).field("/number");
    let (page, path) = (format!("/cases/{number}"), format!("/api/v1/cases/{number}"));
    agent.get(&page).await.ok();

    let contact = [("channel", "phone"), ("summary", "请按住电源键"), ("idempotency_key", "c1")];
    for _ in 0..2 {
        assert_eq!(agent.post(&format!("{page}/contacts"), &contact).await.goes_to(), page);
    }
    assert_eq!(agent.get_json(&path).await.ok().json()["contacts"].as_array().map(Vec::len), Some(2));
    let empty = [("channel", "phone"), ("summary", " ")];
    agent.post(&format!("{page}/contacts"), &empty).await.status(422).shows("id=\"summary-error\"");

    let mut supervisor = world.supervisor().await;
    supervisor.get(&page).await.ok().shows("由我负责");
    let version = supervisor.get_json(&path).await.ok().field("/version");
    supervisor.post(&format!("{page}/owner"), &[("version", &version)]).await.goes_to();
    supervisor.post(&format!("{page}/owner"), &[("version", &version)]).await.status(409);
    let closure = |version: &str| vec![("version".to_owned(), version.to_owned())];
    let stale = closure(&version);
    let stale: Vec<(&str, &str)> = stale.iter().map(|(a, b)| (a.as_str(), b.as_str())).collect();
    let words = [("result", "solved_remotely"), ("words", "已重置")];
    let answer = supervisor.post(&format!("{page}/closure"), &[&stale[..], &words[..]].concat()).await;
    answer.status(409).shows("已重置");
    let version = supervisor.get_json(&path).await.ok().field("/version");
    let now = [&[("version", version.as_str())][..], &words[..]].concat();
    supervisor.post(&format!("{page}/closure"), &now).await.goes_to();
    supervisor.get(&page).await.ok().shows("远程解决").hides("由我负责");
    world.finish().await;
}

#[tokio::test]
async fn a_case_with_an_open_order_is_not_closed() {
    let world = World::new().await;
    let mut clerk = world.clerk().await;
    let number = register(&mut clerk, "k1", "SN0001").await;
    let closure = json!({"version": 1, "result": "cancelled", "words": "客户不修了"});
    let refused = clerk.post_json(&format!("/api/v1/cases/{number}/closure"), &closure).await;
    let refused = refused.refused(409, "intake-refusal-orders-open");
    assert_eq!(refused.field("/params/count"), "1");
    world.finish().await;
}

fn program(serial: &str) -> Value {
    json!({
        "kind": "repair", "channel": "web", "mode": "walk_in", "symptom": SYMPTOM,
        "customer": {"name": "王小明", "phone": "139 0000 1234"},
        "device": {"model": PHONE, "serial": serial, "imei": imei(7).to_string(), "sold_on": "2025-12-01",
            "price": "2999.00", "papers": ["invoice"]},
        "address": {"division": "310104", "line": "漕溪北路 18 号"},
    })
}

async fn send(client: &mut Client, body: &Value, key: &str) -> Answer {
    client.send_json(Method::POST, "/api/v1/cases", body, &[("Idempotency-Key", key)]).await
}

#[tokio::test]
async fn a_program_registers_once_with_a_key_and_reads_what_it_wrote() {
    let world = World::new().await;
    let mut agent = world.agent().await;
    let first = send(&mut agent, &program("SN0001"), "k1").await.status(201);
    assert_eq!((first.field("/due_what"), first.field("/routed")), ("answer".into(), "same_province".into()));
    let again = send(&mut agent, &program("SN0001"), "k1").await.status(201);
    assert_eq!(first.json(), again.json());
    send(&mut agent, &program("SN0002"), "k1").await.refused(422, "errors-repeated");
    let case = agent.get_json(&format!("/api/v1/cases/{}", first.field("/number"))).await.ok();
    assert_eq!((case.field("/customer/name"), case.field("/device/serial")), ("王**".into(), "SN0001".into()));
    assert_eq!(case.field("/timeline/0/verb"), "register");
    let work = agent.get_json("/api/v1/my-work").await.ok();
    assert_eq!(work.field("/here_open"), "1");
    world.finish().await;
}

#[tokio::test]
async fn a_programs_mistake_names_its_field() {
    let world = World::new().await;
    let mut agent = world.agent().await;
    let bent = |pointer: &str, value: Value| {
        let mut body = program("SN0001");
        *body.pointer_mut(pointer).expect("a field of the body") = value;
        body
    };
    for (body, field, code) in [
        (bent("/kind", json!("dance")), "kind", "errors-not-understood"),
        (bent("/symptom", json!(7)), "symptom", "errors-wrong-type"),
        (bent("/customer/phone", json!("12ab")), "phone", "customers-refusal-phone-unfit"),
        (bent("/device/imei", json!("356998119000015")), "imei", "devices-refusal-imei-unfit"),
        (bent("/device/sold_on", json!("2030-01-01")), "sold_on", "devices-refusal-sold-in-future"),
        (bent("/device/sold_on", json!("2025-02-30")), "device.sold_on", "errors-not-understood"),
        (bent("/device/price", json!("free")), "price", "errors-not-an-amount"),
        (bent("/device/model", json!("NO-SUCH")), "model_code", "intake-no-such-model"),
        (bent("/address/division", json!("31x")), "division", "customers-refusal-division-unfit"),
        (bent("/symptom", json!("黑".repeat(1001))), "symptom", "intake-refusal-symptom-too-long"),
    ] {
        let refused = send(&mut agent, &body, "k").await.status(422);
        assert_eq!((refused.field("/field"), refused.field("/fields/0/code")), (field.into(), code.into()), "{body}");
    }
    agent.get_json("/api/v1/cases?due=never").await.refused(422, "invalid");
    agent.get_json("/api/v1/cases?after=nothing").await.refused(404, "missing");
    world.finish().await;
}

#[tokio::test]
async fn the_register_is_narrowed_by_its_address_and_pages_by_key() {
    let world = World::new().await;
    let mut agent = world.agent().await;
    for serial in ["SN0001", "SN0002", "SN0003"] {
        let mut body = program(serial);
        body["device"]["imei"] = Value::Null;
        send(&mut agent, &body, serial).await.status(201);
    }
    let page = agent.get_json("/api/v1/cases?limit=2&state=open").await.ok();
    let next = page.field("/next");
    assert_eq!(page.json()["rows"].as_array().map(Vec::len), Some(2));
    let rest = agent.get_json(&format!("/api/v1/cases?limit=2&state=open&after={next}")).await.ok().json();
    assert_eq!((rest["rows"].as_array().map(Vec::len), &rest["next"]), (Some(1), &Value::Null));

    let count = async |agent: &mut Client, query: &str| {
        let rows = agent.get_json(&format!("/api/v1/cases?{query}")).await.ok().json();
        rows["rows"].as_array().map(Vec::len).unwrap_or_default()
    };
    for (query, expected) in [
        ("kind=repair&channel=web", 3),
        ("kind=complaint", 0),
        ("state=closed", 0),
        ("owner=me", 0),
        ("due=overdue", 0),
        ("due=today", 3),
        ("sort=due", 3),
    ] {
        assert_eq!(count(&mut agent, query).await, expected, "{query}");
    }
    world.clock.advance_days(1);
    let mut agent = world.agent().await;
    assert_eq!(count(&mut agent, "due=overdue&sort=due").await, 3);
    agent.get("/cases?due=overdue").await.ok().shows("level=\"red\"").shows("逾期");
    agent.get("/cases").await.ok().shows("处理中 · 3<").shows("已结案 · 0<").shows("已逾期 · 3<");
    for station in ["SH01", "SH02"] {
        let open = count(&mut agent, &format!("state=open&station={station}")).await;
        agent.get(&format!("/cases?station={station}")).await.ok().shows(&format!("处理中 · {open}<"));
    }
    agent.get("/cases?kind=repair").await.ok().hides("处理中 ·").hides("已逾期 ·");
    agent.get_fragment("/cases?due=overdue").await.ok().shows("level=\"red\"").hides("<html");
    agent.get_fragment("/").await.ok().hides("<html").shows("class=\"tiles\"");
    world.finish().await;
}

#[tokio::test]
async fn who_may_not_register_is_told_and_who_reads_no_cases_has_a_first_page() {
    let world = World::new().await;
    world.technician().await.get("/cases/new").await.status(403);
    let mut administrator = world.administrator().await;
    administrator.get("/").await.ok().shows("您的角色不处理来件");
    administrator.get("/cases").await.status(403);
    world.stranger().get("/cases/new").await.status(303);
    for mut reader in [world.auditor().await, world.finance().await] {
        reader.get("/cases/new").await.status(403);
        for page in ["/", "/cases"] {
            reader.get(page).await.ok().hides("Alt+N");
        }
    }
    for page in ["/", "/cases"] {
        world.clerk().await.get(page).await.ok().shows("Alt+N");
    }
    world.finish().await;
}

#[tokio::test]
async fn a_device_that_lies_at_a_station_is_not_registered_for_another_repair() {
    on_both_engines(async |world: &World| {
        let clerk = world.actor(Staff::Clerk).await;
        let number = world.registered(&clerk, "IN0077").await.order_number.expect("an order");
        world.registered(&clerk, "IN0077").await;
        orders::take_in(&world.app, &clerk, at(&number), slip()).await.expect("taken in");
        match world.brought(&clerk, Mode::WalkIn, PHONE, "IN0077").await {
            Err(Error::Refusal(refusal)) => {
                assert_eq!(refusal.code, "devices-refusal-in-our-keeping");
                assert!(refusal.params.values().any(|value| value == &number), "{refusal:?}");
            }
            other => panic!("{other:?}"),
        }
    })
    .await;
}
