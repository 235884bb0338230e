//! Orders through their pages and through the API, step by step.

use aftercare_domain::orders::Outcome;
use aftercare_testkit::{Answer, Client, Staff, WASHER, World, on_both_engines};
use base64::{Engine as _, engine::general_purpose::STANDARD};
use serde_json::{Value, json};

/// Opens the form of a step, fills it in and sends it; the step is taken.
async fn step(client: &mut Client, number: &str, noun: &str, fields: &[(&str, &str)]) {
    let path = format!("/orders/{number}/{noun}");
    let form = client.get(&path).await.ok();
    let (version, key) = (form.hidden("version"), form.hidden("idempotency_key"));
    let fields = [&[("version", version.as_str()), ("idempotency_key", key.as_str())], fields].concat();
    let sent = client.post(&path, &fields).await;
    assert_eq!(sent.status.as_u16(), 303, "{path}: {}", sent.text());
    assert_eq!(sent.goes_to(), format!("/orders/{number}"));
}

/// One pixel, drawn on the screen.
const SIGNATURE: &str =
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==";

fn signature() -> String {
    format!("data:image/png;base64,{SIGNATURE}")
}

async fn new_order(world: &World, serial: &str) -> String {
    let clerk = world.actor(Staff::Clerk).await;
    world.registered(&clerk, serial).await.order_number.expect("a repair has an order")
}

#[tokio::test]
async fn a_walk_in_warranty_repair_goes_through_its_pages() {
    on_both_engines(walk_in_by_pages).await;
}

async fn walk_in_by_pages(world: &World) {
    let number = new_order(world, "SN5000001").await;
    let (mut clerk, mut supervisor) = (world.clerk().await, world.supervisor().await);
    let (mut technician, mut agent) = (world.technician().await, world.agent().await);
    let page = format!("/orders/{number}");
    clerk.get(&page).await.ok().shows("已登记").shows("收机").hides("王小明").hides("13900001234");

    step(&mut clerk, &number, "decision", &[]).await;
    clerk.get(&page).await.ok().shows("免费修理").shows("三包（C）");
    clerk.get(&format!("{page}/decision-sheet")).await.ok().shows("个月").shows("可能改变结果的情况");
    let slip = [("appearance", "边框轻微划痕"), ("accessories", "充电器"), ("promised_on", "2026-03-08")];
    step(&mut clerk, &number, "custody-slip", &slip).await;
    let form = supervisor.get(&format!("{page}/assignment")).await.ok();
    let technician_id = form.option("田野");
    step(&mut supervisor, &number, "assignment", &[("technician", &technician_id)]).await;
    let offered = r#"<option value="liquid">进液</option>"#;
    technician.get(&format!("{page}/diagnosis")).await.ok().shows(offered).hides("wm.no_drain");
    let found = [("fault_code", "no_display"), ("listed", "true"), ("cause", "quality"), ("found", "显示屏排线断")];
    step(&mut technician, &number, "diagnosis", &found).await;
    technician.get(&page).await.ok().shows(r#"无显示 <small class="code text-secondary">no_display</small>"#);
    step(&mut technician, &number, "repair-start", &[]).await;
    let form = technician.get(&format!("{page}/reservation")).await.ok();
    let screen = form.option("P10-LCD");
    step(&mut technician, &number, "reservation", &[("part", &screen), ("quantity", "1")]).await;
    technician.get(&page).await.ok().shows(&format!(r#"<a class="btn btn-primary" href="{page}/part-use""#));
    let form = technician.get(&format!("{page}/part-use")).await.ok();
    let held = form.option("P10-LCD");
    technician
        .get(&format!("{page}/part-use?reservation={held}"))
        .await
        .ok()
        .shows(&format!("value=\"{held}\" selected"));
    step(&mut technician, &number, "part-use", &[("reservation", &held)]).await;
    let record = [("outcome", "fixed"), ("work", "更换显示屏总成"), ("minutes", "40")];
    step(&mut technician, &number, "repair-record", &record).await;
    technician
        .get(&format!("{page}/quality-check"))
        .await
        .ok()
        .shows("您的角色不能办理“质量检查”")
        .hides("name=\"result\"");
    step(&mut supervisor, &number, "quality-check", &[("result", "passed")]).await;
    step(&mut clerk, &number, "signature", &[("signature", &signature())]).await;

    let shown = supervisor
        .get(&page)
        .await
        .ok()
        .shows("已交机")
        .shows("作废")
        .shows("结算申请")
        .shows("待返还")
        .hides("王小明");
    let (_, picture) =
        shown.text().split_once("/pictures/").map(|(a, b)| (a.to_owned(), b.to_owned())).expect("a signature");
    let picture = picture.split('"').next().unwrap_or_default().to_owned();
    let png = clerk.get(&format!("{page}/pictures/{picture}")).await.ok();
    let drawn = STANDARD.decode(SIGNATURE).expect("base64");
    assert_eq!((png.header("content-type").as_deref(), &png.body[..]), (Some("image/png"), &drawn[..]));

    agent.get("/follow-ups").await.ok().shows(&number).hides("王小明");
    step(&mut agent, &number, "follow-up", &[("class", "satisfied")]).await;
    step(&mut agent, &number, "archive", &[]).await;
    agent.get("/orders?state=archived").await.ok().shows(&number);
    send_back_what_is_owed(&mut clerk).await;
}

async fn send_back_what_is_owed(clerk: &mut Client) {
    let owed = clerk.get("/defective-parts").await.ok().shows("P10-LCD");
    let text = owed.text();
    let (_, rest) = text.split_once("/defective-parts/").expect("a duty");
    let duty = rest.split('/').next().unwrap_or_default();
    clerk.post(&format!("/defective-parts/{duty}/return"), &[]).await.goes_to();
    clerk.get("/defective-parts").await.ok().shows("没有待返还的旧件");
}

#[tokio::test]
async fn an_on_site_paid_repair_goes_through_the_api() {
    on_both_engines(on_site_by_api).await;
}

async fn taken(client: &mut Client, number: &str, noun: &str, body: Value) -> Answer {
    client.post_json(&format!("/api/v1/orders/{number}/{noun}"), &body).await.ok()
}

async fn on_site_by_api(world: &World) {
    let number = on_site_order(world).await;
    let (mut dispatcher, mut technician) = (world.dispatcher().await, world.technician().await);
    let window = json!({ "from": "2026-03-02T14:00:00+08:00", "to": "2026-03-02T16:00" });
    taken(&mut dispatcher, &number, "window", window).await;
    let me = technician.get_json("/api/v1/me").await.ok().field("/person");
    taken(&mut dispatcher, &number, "assignment", json!({ "technician": me })).await;
    technician.get_json("/api/v1/my/orders").await.ok().shows(&number);
    technician.get(&format!("/orders/{number}")).await.ok().shows("上海市徐汇区***");
    taken(&mut technician, &number, "departure", json!(null)).await;
    taken(&mut technician, &number, "arrival", json!(null)).await;
    let found = json!({ "fault_code": "pump", "listed": false, "cause": "wear", "found": "排水泵堵转" });
    taken(&mut technician, &number, "diagnosis", found).await;
    let lines = json!({ "lines": [{ "kind": "labour", "text": "上门更换排水泵", "quantity": 1, "price": "199.00" }] });
    let quoted = taken(&mut technician, &number, "quote", lines).await;
    assert!(quoted.field("/paper").starts_with("SH01-2026-"));
    taken(&mut technician, &number, "quote-approval", json!({ "how": "当面" })).await;
    taken(&mut technician, &number, "repair-start", json!(null)).await;
    taken(
        &mut technician,
        &number,
        "repair-record",
        json!({ "outcome": "fixed", "work": "更换排水泵", "minutes": 45 }),
    )
    .await;
    let order = technician.get_json(&format!("/api/v1/orders/{number}")).await.ok();
    assert_eq!((order.field("/balance/amount"), order.field("/state")), ("199.00".into(), "repaired".into()));
    let paid = taken(&mut technician, &number, "payment", json!({ "method": "wechat", "amount": "199.00" })).await;
    let receipt = paid.field("/paper");
    taken(&mut technician, &number, "sign-off", json!({ "signature": signature() })).await;

    let order = technician.get_json(&format!("/api/v1/orders/{number}")).await.ok().hides("王小明");
    assert_eq!((order.field("/state"), order.field("/receipts/0")), ("handed_over".into(), receipt));
    let mut agent = world.agent().await;
    agent.get_json("/api/v1/follow-ups").await.ok().shows(&number);
    taken(&mut agent, &number, "follow-up", json!({ "class": "not_fixed_once", "words": "还是不排水" })).await;
    let order = agent.get_json(&format!("/api/v1/orders/{number}")).await.ok();
    assert_eq!((order.field("/state"), order.field("/round")), ("reopened".into(), "2".into()));
    technician
        .get(&format!("/orders/{number}"))
        .await
        .ok()
        .shows("重新打开")
        .shows("¥199.00")
        .shows("王**")
        .hides("王小明");
}

async fn on_site_order(world: &World) -> String {
    use aftercare_app::{
        customers::AddressDraft,
        intake::{self, CustomerChoice, DeviceChoice, NewCase, TypedDevice},
    };
    use aftercare_domain::{
        intake::{CaseKind, Channel},
        orders::Mode,
    };
    let agent = world.actor(Staff::Agent).await;
    let customer = world.customer("王小明", "13900001234").await;
    let case = NewCase {
        kind: CaseKind::Repair,
        channel: Channel::Phone,
        mode: Some(Mode::OnSite),
        symptom: "洗衣机不排水".to_owned(),
        customer: CustomerChoice::Known(customer),
        device: DeviceChoice::Typed(TypedDevice {
            model_code: WASHER.to_owned(),
            serial: "SNW5000001".to_owned(),
            ..TypedDevice::default()
        }),
        address: Some(AddressDraft { division: "310104".to_owned(), line: "漕溪北路 1 号".to_owned() }),
        station: Some("SH01".to_owned()),
    };
    let registered = intake::register(&world.app, &agent, case, None).await.expect("registered");
    registered.order_number.expect("an order")
}

#[tokio::test]
async fn a_form_that_does_not_fit_comes_back_with_what_was_typed() {
    let world = World::new().await;
    let number = new_order(&world, "SN5000002").await;
    let mut clerk = world.clerk().await;
    let path = format!("/orders/{number}/custody-slip");
    clerk.get(&path).await.ok();
    let typed =
        [("version", "1"), ("accessories", "<b>充电器</b>"), ("promised_on", "2020-01-01"), ("appearance", "完好")];
    let again = clerk.post(&path, &typed).await.status(422);
    again.shows("承诺日期不能早于今天").shows("&#60;b&#62;充电器").shows("id=\"promised_on-error\"").hides("<b>充电器");
    let typed = [("version", "1"), ("promised_on", "2026-03-08")];
    clerk.post(&path, &typed).await.status(422).shows("请填写机器外观");
    clerk.post(&path, &[("version", "1"), ("appearance", "完好")]).await.status(422).shows("id=\"promised_on-error\"");
    let empty = clerk.post(&path, &[("version", "1")]).await.status(422);
    empty.shows("id=\"promised_on-error\"").shows("id=\"appearance-error\"").hides("id=\"accessories-error\"");
    world.finish().await;
}

#[tokio::test]
async fn a_stale_form_says_so_and_keeps_what_was_typed() {
    let world = World::new().await;
    let number = new_order(&world, "SN5000003").await;
    let mut clerk = world.clerk().await;
    let slip = [("appearance", "边框划痕"), ("promised_on", "2026-03-08"), ("version", "9")];
    clerk.get("/orders").await.ok();
    let stale = clerk.post(&format!("/orders/{number}/custody-slip"), &slip).await.status(409);
    assert_eq!(stale.shows("已被他人修改").shows("边框划痕").hidden("version"), "1");
    let body = json!({ "appearance": "划痕", "promised_on": "2026-03-08" });
    let path = format!("/api/v1/orders/{number}/custody-slip");
    let seen = |version: &'static str| [("If-Match", version)];
    clerk.send_json(axum::http::Method::POST, &path, &body, &seen("\"9\"")).await.refused(409, "stale");
    clerk.send_json(axum::http::Method::POST, &path, &body, &seen("old")).await.refused(422, "invalid");
    clerk.send_json(axum::http::Method::POST, &path, &body, &seen("\"1\"")).await.ok();
    world.finish().await;
}

#[tokio::test]
async fn what_was_typed_for_a_step_that_closed_meanwhile_is_there_to_be_copied() {
    let world = World::new().await;
    let number = new_order(&world, "SN5000013").await;
    let (mut clerk, mut colleague) = (world.clerk().await, world.supervisor().await);
    let path = format!("/orders/{number}/custody-slip");
    clerk.get(&path).await.ok();
    step(&mut colleague, &number, "cancellation", &[("reason", "客户不修了")]).await;
    let slip = [("appearance", "边框划痕，<b>左下角</b>有磕碰"), ("promised_on", "2026-03-08"), ("version", "1")];
    let closed = clerk.post(&path, &slip).await.status(409);
    closed
        .shows("边框划痕，&#60;b&#62;左下角")
        .shows("请在离开本页前复制")
        .shows("2026-03-08")
        .hides("<form class=\"card");
    clerk.get(&path).await.ok().hides("请在离开本页前复制");
    world.finish().await;
}

/// A phone with a fault that the law lists, whose repair has begun.
async fn on_the_bench(world: &World, serial: &str) -> String {
    let number = new_order(world, serial).await;
    let (mut clerk, mut supervisor) = (world.clerk().await, world.supervisor().await);
    let mut technician = world.technician().await;
    let slip = json!({ "appearance": "完好", "promised_on": "2026-03-08" });
    taken(&mut clerk, &number, "custody-slip", slip).await;
    let me = technician.get_json("/api/v1/me").await.ok().field("/person");
    taken(&mut supervisor, &number, "assignment", json!({ "technician": me })).await;
    let found = json!({ "fault_code": "no_display", "listed": true, "cause": "quality", "found": "主板不通电" });
    taken(&mut technician, &number, "diagnosis", found).await;
    taken(&mut technician, &number, "repair-start", json!(null)).await;
    number
}

#[tokio::test]
async fn parts_that_are_all_taken_are_not_offered_but_named() {
    let world = World::new().await;
    let (first, second) = (on_the_bench(&world, "SN5000014").await, on_the_bench(&world, "SN5000015").await);
    let mut technician = world.technician().await;
    let form = technician.get(&format!("/orders/{first}/reservation")).await.ok().hides("暂时没有可用的");
    let board = form.option("P10-BOARD");
    step(&mut technician, &first, "reservation", &[("part", &board), ("quantity", "4")]).await;
    let form = technician.get(&format!("/orders/{second}/reservation")).await.ok().shows("暂时没有可用的：P10-BOARD");
    form.hides(&format!("value=\"{board}\"")).hides("可用 0").shows("P10-LCD");
    let path = format!("/orders/{second}/reservation");
    technician.post(&path, &[("part", board.as_str()), ("quantity", "1")]).await.status(422).shows(&board);
    world.finish().await;
}

#[tokio::test]
async fn a_quotation_begins_with_one_line_and_more_are_added_without_losing_any() {
    let world = World::new().await;
    let number = world.washer_on_the_bench("SNW5000003").await;
    let mut technician = world.technician().await;
    let path = format!("/orders/{number}/quote");
    let form = technician.get(&path).await.ok().shows("name=\"text_1\"").hides("name=\"text_2\"").shows("再加一行");
    let version = form.hidden("version");
    let first = [("version", version.as_str()), ("kind_1", "labour"), ("text_1", "检测"), ("quantity_1", "1")];
    let more = [&first[..], &[("price_1", "30"), ("more", "1")]].concat();
    let form = technician.post(&path, &more).await.ok().shows("value=\"检测\"").shows("name=\"text_2\"");
    form.hides("name=\"text_3\"").hides("is-invalid");
    let second = [("price_1", "30"), ("kind_2", "part"), ("text_2", "排水泵"), ("quantity_2", "1"), ("price_2", "90")];
    let ambiguous = [&first[..], &second[..4], &[("price_2", "9,0")]].concat();
    technician.post(&path, &ambiguous).await.status(422).shows("id=\"price_2-error\"").shows("value=\"9,0\"");
    technician.post(&path, &[&first[..], &second[..]].concat()).await.goes_to();
    technician.get(&format!("/orders/{number}")).await.ok().shows("排水泵").shows("¥120.00");
    world.finish().await;
}

#[tokio::test]
async fn what_is_owed_is_seen_and_collected_before_the_device_is_handed_over() {
    let world = World::new().await;
    let number = world.washer_on_the_bench("SNW5000004").await;
    world.agreed(&number, "199.00").await;
    world.worked_on(&number, Outcome::Fixed).await;
    world.checked(&number).await;
    let (mut clerk, page) = (world.clerk().await, format!("/orders/{number}"));
    clerk.get(&page).await.ok().shows("¥199.00").shows("待收").shows(&format!("btn-primary\" href=\"{page}/payment\""));
    clerk.get(&format!("{page}/payment")).await.ok().shows("value=\"199.00\"");
    step(&mut clerk, &number, "payment", &[("method", "wechat"), ("amount", "199.00")]).await;
    let paid = clerk.get(&page).await.ok().shows("¥0.00").shows("/papers/receipt/").hides("待收");
    paid.hides(&format!("href=\"{page}/payment\"")).shows(&format!("href=\"{page}/signature\""));
    step(&mut clerk, &number, "signature", &[("signature", &signature())]).await;
    world.finish().await;
}

#[tokio::test]
async fn an_exchanged_order_that_is_reopened_is_about_the_new_device() {
    let world = World::new().await;
    let number = world.exchanged("SN5000016").await;
    let (mut clerk, mut agent) = (world.clerk().await, world.agent().await);
    step(&mut agent, &number, "follow-up", &[("class", "not_fixed_once"), ("words", "换的新机也黑屏")]).await;
    let new = world.order(&number).await.head.serial;
    assert_ne!(new, "SN5000016");
    let path = format!("/orders/{number}");
    let page =
        clerk.get(&path).await.ok().shows("重新打开").shows(&new).shows(&format!("href=\"{path}/custody-slip\""));
    page.hides(&format!("href=\"{path}/exchange\"")).hides(&format!("href=\"{path}/signature\""));
    step(&mut clerk, &number, "custody-slip", &[("appearance", "完好"), ("promised_on", "2026-03-08")]).await;
    clerk.get(&path).await.ok().shows(&new).shows("收机");
    world.finish().await;
}

#[tokio::test]
async fn a_form_sent_twice_is_taken_once() {
    let world = World::new().await;
    let number = new_order(&world, "SN5000004").await;
    let mut clerk = world.clerk().await;
    let slip =
        [("appearance", "边框划痕"), ("promised_on", "2026-03-08"), ("version", "1"), ("idempotency_key", "tap-1")];
    let path = format!("/orders/{number}/custody-slip");
    clerk.get(&path).await.ok();
    for _ in 0..2 {
        clerk.post(&path, &slip).await.goes_to();
    }
    let order = clerk.get_json(&format!("/api/v1/orders/{number}")).await.ok().json();
    assert_eq!(order["slips"].as_array().map(Vec::len), Some(1));
    world.finish().await;
}

#[tokio::test]
async fn a_refused_step_says_why_and_what_opens_it() {
    let world = World::new().await;
    let number = new_order(&world, "SN5000005").await;
    let (mut clerk, mut technician) = (world.clerk().await, world.technician().await);
    technician
        .get(&format!("/orders/{number}/diagnosis"))
        .await
        .ok()
        .shows("还不能办理“诊断”")
        .shows("先办理“收机”")
        .hides("<textarea");
    let found = json!({ "fault_code": "x", "listed": true, "cause": "quality", "found": "x" });
    let refused = technician.post_json(&format!("/api/v1/orders/{number}/diagnosis"), &found).await.status(409);
    assert_eq!(
        (refused.field("/code"), refused.field("/opens").contains("收机")),
        ("orders-refusal-not-yet".into(), true)
    );
    let order = clerk.get_json(&format!("/api/v1/orders/{number}")).await.ok().json();
    let steps = order["steps"].as_array().expect("steps");
    let of = |noun: &str| steps.iter().find(|step| step["noun"] == noun).expect("a step").clone();
    assert_eq!((of("custody-slip")["open"].clone(), of("diagnosis")["open"].clone()), (json!(true), json!(false)));
    assert!(of("diagnosis")["opens"].as_str().is_some_and(|opens| opens.contains("收机")));
    world.finish().await;
}

#[tokio::test]
async fn another_stations_order_is_not_found() {
    let world = World::new().await;
    let number = new_order(&world, "SN5000006").await;
    let mut stranger = world.staff(Staff::OtherClerk).await;
    for path in ["", "/custody-slip", "/decision-sheet", "/papers/voucher.pdf"] {
        stranger.get(&format!("/orders/{number}{path}")).await.status(404);
    }
    stranger.get("/orders").await.ok();
    stranger.post(&format!("/orders/{number}/unmasking"), &[]).await.status(404);
    stranger.get_json(&format!("/api/v1/orders/{number}")).await.refused(404, "missing");
    stranger
        .post_json(&format!("/api/v1/orders/{number}/cancellation"), &json!({ "reason": "x" }))
        .await
        .refused(404, "missing");
    world.finish().await;
}

#[tokio::test]
async fn an_unmasked_customer_is_shown_once_and_written_down() {
    let world = World::new().await;
    let number = new_order(&world, "SN5000007").await;
    let mut clerk = world.clerk().await;
    clerk.get(&format!("/orders/{number}")).await.ok().hides("王小明");
    clerk.post(&format!("/orders/{number}/unmasking"), &[]).await.ok().shows("王小明").shows("上海市徐汇区漕溪北路");
    clerk.get(&format!("/orders/{number}")).await.ok().hides("王小明");
    let mut finance = world.finance().await;
    finance.get(&format!("/orders/{number}")).await.ok().hides("/unmasking");
    finance.post(&format!("/orders/{number}/unmasking"), &[]).await.status(403);
    world.finish().await;
}

#[tokio::test]
async fn papers_that_exist_are_printed_and_others_are_not_there() {
    let world = World::new().await;
    let (fresh, repaired) = (new_order(&world, "SN5000008").await, world.repaired("SN5000009").await);
    let mut clerk = world.clerk().await;
    for paper in ["voucher", "custody-slip", "repair-card", "decision-sheet", "service-record"] {
        for lang in ["zh-CN", "zh-TW", "en"] {
            let pdf = clerk.get(&format!("/orders/{repaired}/papers/{paper}.pdf?lang={lang}")).await.ok();
            assert!(pdf.body.starts_with(b"%PDF-"), "{paper}");
            assert_eq!(pdf.header("content-type").as_deref(), Some("application/pdf"));
            let how = pdf.header("content-disposition").expect("a name to keep it under");
            assert!(
                how.starts_with("inline; filename=\"SH01-2026-") && how.ends_with(&format!("-{paper}.pdf\"")),
                "{how}"
            );
        }
    }
    clerk.get(&format!("/orders/{fresh}/papers/voucher.pdf")).await.ok();
    for missing in
        ["custody-slip.pdf", "warranty-card.pdf", "decision-sheet.pdf", "nonsense.pdf", "receipt/SH01-2026-000001.pdf"]
    {
        clerk.get(&format!("/orders/{fresh}/papers/{missing}")).await.status(404);
    }
    world.finish().await;
}

#[tokio::test]
async fn lists_keep_to_their_filters_and_refuse_what_is_none() {
    let world = World::new().await;
    let number = new_order(&world, "SN5000010").await;
    let (mut clerk, mut technician, mut supervisor) =
        (world.clerk().await, world.technician().await, world.supervisor().await);
    let one = "已登记 <span class=\"tab-count\">1</span>";
    clerk.get("/orders").await.ok().shows(&number).shows(one);
    clerk.get_fragment("/orders").await.ok().shows(&number).hides("tab-count");
    world.staff(Staff::OtherClerk).await.get("/orders").await.ok().hides("tab-count");
    clerk.get("/orders?state=closed").await.ok().hides(&number).shows("这个状态下没有工单");
    clerk.get("/orders?state=lost").await.status(422);
    technician.get("/orders").await.ok().shows("我的工单").hides(&number);
    clerk.get_json("/api/v1/orders?state=registered&limit=1").await.ok().shows(&number);
    clerk.get_json("/api/v1/orders").await.refused(422, "invalid");
    supervisor.get("/claims?month=2026-3").await.status(422);
    supervisor.get("/claims?month=2026-03").await.ok().shows("本月没有结算申请");
    supervisor.get("/claims/fees").await.ok().shows("¥80.00");
    clerk.get("/claims").await.status(403);
    world.finish().await;
}

#[tokio::test]
async fn a_promised_refund_is_paid_out_at_its_page() {
    let world = World::new().await;
    let number = world.refund_decided("RF0001").await;
    world.refunded(&number).await;
    let (mut clerk, mut agent) = (world.clerk().await, world.agent().await);
    let (order, form) = (format!("/orders/{number}"), format!("/orders/{number}/pay-out"));
    clerk.get(&order).await.ok().shows("待退").shows("支付退款").shows(&form);
    clerk.get(&form).await.ok().shows("2999.00").shows("应退客户 ¥2,999.00");
    let paid = |amount: &'static str| [("amount", amount), ("method", "cash"), ("payee", "")];
    clerk.post(&form, &paid("3000.00")).await.status(422).shows("须一次付清").shows("3000.00");
    agent.get(&order).await.ok();
    agent.post(&form, &paid("2999.00")).await.status(403);
    assert_eq!(clerk.post(&form, &paid("2999.00")).await.goes_to(), order);
    let page = clerk.get(&order).await.ok();
    page.shows("已付退款").hides("待退").hides("王小明");
    let told = clerk.get_json(&format!("/api/v1{order}")).await.ok().json();
    assert_eq!(told["owed_back"]["amount"], "0.00");
    world.finish().await;
}
