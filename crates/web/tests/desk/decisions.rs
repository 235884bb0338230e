//! Decisions as people and programs meet them: the sheet for the customer, the texts of law, the page to try, replay,
//! a recall, and goodwill.

use aftercare_app::{
    Error, devices,
    orders::{self, Assignment},
    warranty::{self, BudgetWish, Goodwill},
};
use aftercare_domain::{
    devices::{DeviceDraft, DevicePaper},
    orders::{FaultCause, ServiceType},
    warranty::Remedy,
};
use aftercare_testkit::{Staff, World, at, defect, on_both_engines, slip, yuan};
use serde_json::json;

/// A phone on the bench whose fault has this cause; the decision is made with it.
async fn diagnosed(world: &World, serial: &str, cause: FaultCause) -> String {
    let app = &world.app;
    let (clerk, supervisor) = (world.actor(Staff::Clerk).await, world.actor(Staff::Supervisor).await);
    let technician = world.actor(Staff::Technician).await;
    let number = world.registered(&clerk, serial).await.order_number.expect("an order");
    orders::take_in(app, &clerk, at(&number), slip()).await.expect("taken in");
    let to = Assignment { technician: technician.person };
    orders::assign(app, &supervisor, at(&number), to).await.expect("assigned");
    let found = orders::Diagnosis { cause, ..defect() };
    orders::diagnose(app, &technician, at(&number), found).await.expect("diagnosed");
    number
}

async fn decision_of(world: &World, number: &str) -> String {
    world.order(number).await.order.decision.expect("a decision").to_string()
}

#[tokio::test]
async fn the_sheet_opens_for_its_customer_without_signing_in_and_names_nobody() {
    on_both_engines(async |world: &World| {
        let number = diagnosed(world, "SN8000001", FaultCause::Quality).await;
        let id = decision_of(world, &number).await;
        let mut clerk = world.clerk().await;
        let sheet = clerk.get(&format!("/orders/{number}/decision-sheet")).await.ok().shows("第十条").shows("免费修理");
        sheet
            .shows(&format!("/warranty/decisions/{id}"))
            .hides("art 1")
            .hides("number not seen")
            .hides("cn.mobile.2001.");
        let pdf = clerk.get(&format!("/orders/{number}/papers/decision-sheet.pdf")).await.ok();
        assert!(pdf.body.starts_with(b"%PDF"));

        let mut customer = world.stranger();
        let public = customer.get(&format!("/d/{id}")).await.ok().shows("免费修理").shows("••••0001");
        public.hides("王小明").hides("13900001234").hides(&number).hides("SN8000001");
        customer.get(&format!("/d/{id}?lang=en")).await.ok().shows("Article 10").shows("Free repair");
        customer.get("/d/00000000-0000-7000-8000-000000000000").await.status(404);
        customer.get("/d/1").await.status(404);
        customer.get(&format!("/warranty/decisions/{id}")).await.status(303);
    })
    .await;
}

#[tokio::test]
async fn a_kept_decision_is_put_to_the_rules_of_today() {
    on_both_engines(async |world: &World| {
        let number = diagnosed(world, "SN8000002", FaultCause::Quality).await;
        let id = decision_of(world, &number).await;
        let mut clerk = world.clerk().await;
        clerk.get(&format!("/warranty/decisions/{id}")).await.ok().shows("规则未变，结果相同").shows(&number);
        let replay = clerk.get_json(&format!("/api/v1/warranty/decisions/{id}/replay")).await.ok().json();
        assert_eq!((&replay["rules_changed"], &replay["differences"]), (&json!(false), &json!([])));
        let kept = clerk.get_json(&format!("/api/v1/warranty/decisions/{id}?lang=zh-CN")).await.ok().json();
        assert_eq!(kept["public_path"], format!("/d/{id}"));
        assert!(kept["sheet"]["open"].as_array().is_some_and(|open| !open.is_empty()), "{kept}");
    })
    .await;
}

#[tokio::test]
async fn the_texts_of_law_are_open_to_everybody_who_works_here() {
    let world = World::new().await;
    let mut clerk = world.clerk().await;
    clerk.get("/regimes").await.ok().shows("移动电话机商品修理更换退货责任规定").shows("浙江").shows("尚未签字");
    let phones = clerk.get("/regimes/cn.mobile.2001").await.ok().shows("第十一条").shows("每日折旧 0.5%");
    phones.shows("转引").hides("number not seen");
    clerk.get("/regimes/cn.region.zhejiang").await.ok().shows("第二十五条至第三十条");
    clerk.get("/regimes/cn.nothing").await.status(404);
    let laws = clerk.get_json("/api/v1/warranty/regimes").await.ok().json();
    assert!(laws.as_array().is_some_and(|laws| laws.len() > 15), "{laws}");
    let law = clerk.get_json("/api/v1/warranty/regimes/cn.mobile.2001").await.ok().json();
    let rules = law["rules"].as_array().expect("rules");
    assert!(rules.iter().all(|rule| rule["article"] != "" && rule["provenance"].is_string()), "{law}");
    clerk.get_json("/api/v1/warranty/regimes/cn.nothing").await.refused(404, "missing");
    world.finish().await;
}

#[tokio::test]
async fn the_page_to_try_answers_without_script_and_in_parts() {
    let world = World::new().await;
    let mut clerk = world.clerk().await;
    clerk.get("/warranty/try").await.ok().shows("<svg").shows("退货退款").shows("<day-slider");
    let asked = "asked=1&regime=cn.mobile.2001&price=3000&documents=invoice&documents=voucher&listed=true&cause=defect";
    let on = |day: &str| format!("/warranty/try?{asked}&sold_on=2026-02-02&day={day}");
    clerk.get(&on("2026-02-09")).await.ok().shows("更换整机 · 更换主机");
    let late = clerk.get_fragment(&on("2026-02-10")).await.ok().hides("<html").shows("<svg");
    late.hides("更换整机 · 更换主机").shows("data-slider-day=\"2026-02-10\"");
    clerk.get(&on("soon")).await.status(422).shows("value=\"soon\"");
    clerk.get(&format!("/warranty/try?{asked}&sold_on=2026-02-02&day=2026-02-09&region=CN-ZJ")).await.ok();
    clerk.get(&format!("/warranty/try?{asked}&sold_on=2196-02-02&day=2199-01-01")).await.ok();
    clerk.get("/warranty/try?asked=1&regime=cn.car.9999").await.status(422);
    world.finish().await;
}

#[tokio::test]
async fn a_mistake_on_the_page_to_try_is_said_by_the_label_of_its_field_and_marks_it() {
    let world = World::new().await;
    let mut clerk = world.clerk().await;
    let asked = "/warranty/try?asked=1&regime=cn.mobile.2001&sold_on=2026-02-02";
    let marked = |field: &str| format!("aria-invalid=\"true\" aria-describedby=\"{field}-error\"");
    for (typed, field, said) in [
        ("price=-1", "price", "发票价格：金额应如"),
        ("day=1900-01-01", "day", "故障出现的日期：应在 1980-01-01 至 2199-12-31 之间"),
        ("day=9999-12-31", "day", "故障出现的日期：应在 1980-01-01 至 2199-12-31 之间"),
        ("in_1=2026-02-05", "out_1", "缺少“第一次取回”"),
        ("mileage_km=far", "mileage_km", "行驶里程（公里）：应为 0 至"),
    ] {
        let page = clerk.get(&format!("{asked}&{typed}")).await.status(422).shows(said).shows(&marked(field));
        page.hides("found_on").hides("repairs[").hides("mileage_km：").hides("price：");
    }
    world.finish().await;
}

#[tokio::test]
async fn a_day_beyond_the_line_of_time_is_said_to_be_so() {
    let world = World::new().await;
    let mut clerk = world.clerk().await;
    let on = |day: &str| {
        format!("/warranty/try?asked=1&regime=cn.mobile.2001&sold_on=2026-02-02&listed=true&cause=defect&day={day}")
    };
    clerk.get(&on("2030-01-01")).await.ok().hides("不在其中").shows("right-day");
    let beyond = clerk.get(&on("2040-01-01")).await.ok().shows("所问的 2040-01-01 不在其中");
    beyond.hides("class=\"right-day\"").hides("class=\"right-day-name\"");
    world.finish().await;
}

#[tokio::test]
async fn whoever_may_not_try_a_decision_is_not_offered_it() {
    let world = World::new().await;
    let (mut administrator, mut clerk) = (world.administrator().await, world.clerk().await);
    clerk.get("/regimes").await.ok().shows("href=\"/warranty/try\"");
    administrator.get("/regimes").await.ok().hides("/warranty/try");
    administrator.get("/warranty/try").await.status(403);
    world.finish().await;
}

#[tokio::test]
async fn a_text_of_law_counts_in_english_as_english_counts() {
    let world = World::new().await;
    let mut clerk = world.clerk().await;
    let cars = clerk.get("/regimes/cn.car.2021?lang=en").await.ok().shows("up to 60,000 km");
    cars.shows("1 value to be checked").hides("1 values").hides("1 days").hides("1 months").hides("1 times");
    world.finish().await;
}

#[tokio::test]
async fn a_recall_says_what_each_owner_may_ask_for_and_which_serials_nobody_knows() {
    on_both_engines(async |world: &World| {
        diagnosed(world, "SN8000003", FaultCause::Quality).await;
        let mut clerk = world.clerk().await;
        let recall = json!({ "serials": ["SN8000003", "NEVERSEEN1", "SN8000003"] });
        let answer = clerk.post_json("/api/v1/warranty/decisions", &recall).await.ok().json();
        assert_eq!(answer["unknown"], json!(["NEVERSEEN1"]));
        assert_eq!(answer["decisions"].as_array().map(Vec::len), Some(2), "{answer}");
        assert_eq!(answer["decisions"][0]["serial"], "SN8000003");
        assert_eq!(answer["decisions"][0]["decision"]["regime"], "cn.mobile.2001");
        let many = json!({ "serials": vec!["SN8000003"; 501] });
        clerk.post_json("/api/v1/warranty/decisions", &many).await.refused(422, "invalid");
        for unfit in [json!({ "serials": "SN1" }), json!({ "serials": [], "until": 1 }), json!({ "serials": [1] })] {
            clerk.post_json("/api/v1/warranty/decisions", &unfit).await.refused(422, "invalid");
        }
        let unit = world.order(&world_number(world).await).await.order.unit;
        clerk.get(&format!("/devices/{unit}")).await.ok().shows("逐日账").shows("起算日，不计入");
    })
    .await;
}

/// The only order of the world.
async fn world_number(world: &World) -> String {
    let mut supervisor = world.supervisor().await;
    let orders = supervisor.get_json("/api/v1/orders?state=diagnosed").await.ok().json();
    orders["rows"][0]["number"].as_str().expect("a number").to_owned()
}

#[tokio::test]
async fn a_supervisor_gives_goodwill_out_of_the_months_budget_and_not_a_cent_more() {
    on_both_engines(goodwill).await;
}

async fn goodwill(world: &World) {
    let number = diagnosed(world, "SN8000004", FaultCause::Liquid).await;
    let (mut supervisor, mut clerk, mut manager) =
        (world.supervisor().await, world.clerk().await, world.manager().await);
    let path = format!("/api/v1/orders/{number}/goodwill");
    let repair = |cost: &str| json!({ "remedy": "repair", "cost": cost, "reason": "老客户，首次进液" });
    clerk.post_json(&path, &repair("300.00")).await.refused(403, "forbidden");
    supervisor.post_json(&path, &repair("300.00")).await.refused(422, "warranty-refusal-no-budget");

    let budget = |amount: &str| json!({ "station": "SH01", "month": "2026-03", "amount": amount });
    supervisor.put_json("/api/v1/goodwill/budgets", &budget("500.00")).await.refused(403, "forbidden");
    manager.put_json("/api/v1/goodwill/budgets", &budget("500.00")).await.status(204);
    manager.put_json("/api/v1/goodwill/budgets", &budget("-1")).await.status(422);
    supervisor.post_json(&path, &repair("500.01")).await.refused(422, "warranty-refusal-budget-used-up");
    supervisor.post_json(&path, &repair("0")).await.refused(422, "warranty-refusal-cost-unfit");
    let refund = json!({ "remedy": "refund", "cost": "3000.00", "reason": "x" });
    supervisor.post_json(&path, &refund).await.refused(422, "warranty-refusal-more-than-price");
    let silent = json!({ "remedy": "repair", "cost": "1.00" });
    supervisor.post_json(&path, &silent).await.refused(422, "warranty-refusal-reason-missing");

    let form = supervisor.get(&format!("/orders/{number}/goodwill")).await.ok().shows("最高费用");
    drop(form);
    let given = supervisor.post_json(&path, &repair("300.00")).await.ok().json();
    assert_eq!(given["service_type"], "warranty");
    supervisor.post_json(&path, &repair("10.00")).await.refused(422, "warranty-refusal-open-already");
    let exchange = json!({ "remedy": "exchange", "cost": "250.00", "reason": "x" });
    supervisor.post_json(&path, &exchange).await.refused(422, "warranty-refusal-budget-used-up");
    manager
        .put_json("/api/v1/goodwill/budgets", &budget("299.99"))
        .await
        .refused(422, "warranty-refusal-budget-below-used");

    clerk.get(&format!("/orders/{number}")).await.ok().shows("老客户，首次进液").shows("三包（C）");
    clerk.get(&format!("/orders/{number}/decision-sheet")).await.ok().shows("主管特批").shows("商誉让步");
    let technician = world.actor(Staff::Technician).await;
    orders::diagnose(&world.app, &technician, at(&number), orders::Diagnosis { cause: FaultCause::Liquid, ..defect() })
        .await
        .expect("diagnosed again");
    let kept = world.order(&number).await;
    assert!(kept.decision.is_some_and(|decision| decision.has_goodwill()), "what was given stays given");
    orders::start_repair(&world.app, &technician, at(&number)).await.expect("the work is the brand's to bear");

    manager.get("/goodwill?month=2026-03").await.ok().shows("300.00").shows("200.00").shows(&number);
    manager.get("/goodwill?month=2026-3").await.status(422);
    let month = supervisor.get_json("/api/v1/goodwill?month=2026-03").await.ok().json();
    assert_eq!(month["given"][0]["cost"], "300.00");
    assert_eq!(month["budgets"][0]["used"], "300.00");
    let id = decision_of(world, &number).await;
    let replay = clerk.get_json(&format!("/api/v1/warranty/decisions/{id}/replay")).await.ok().json();
    assert_eq!(replay["differences"], json!([]), "goodwill is no matter of the rules");
    let mut other = world.staff(Staff::OtherSupervisor).await;
    let elsewhere = other.get_json("/api/v1/goodwill?month=2026-03").await.ok().json();
    assert_eq!(elsewhere["given"], json!([]), "what another station gives is not theirs to see");
}

#[tokio::test]
async fn a_budget_is_set_at_its_page() {
    let world = World::new().await;
    let mut manager = world.manager().await;
    manager.get("/goodwill?month=2026-03").await.ok().shows("设定额度");
    let set = [("month", "2026-03"), ("station", "SH02"), ("amount", "1,000")];
    let done = manager.post("/goodwill/budgets", &set).await;
    assert_eq!(done.goes_to(), "/goodwill?month=2026-03");
    manager.get("/goodwill?month=2026-03").await.ok().shows("1,000.00");
    let unfit = [("month", "2026-03"), ("station", "SH02"), ("amount", "a lot")];
    manager.post("/goodwill/budgets", &unfit).await.status(422).shows("value=\"a lot\"");
    let nowhere = [("month", "2026-03"), ("station", "XX99"), ("amount", "1")];
    manager.post("/goodwill/budgets", &nowhere).await.status(404);
    world.finish().await;
}

#[tokio::test]
async fn two_supervisors_at_once_do_not_give_the_same_money_twice() {
    on_both_engines(async |world: &World| {
        let (one, other) = (
            diagnosed(world, "SN8000005", FaultCause::Liquid).await,
            diagnosed(world, "SN8000006", FaultCause::Liquid).await,
        );
        let (manager, supervisor) = (world.actor(Staff::Manager).await, world.actor(Staff::Supervisor).await);
        let (station, month, amount) = ("SH01".to_owned(), "2026-03".to_owned(), yuan("500.00"));
        warranty::set_budget(&world.app, &manager, BudgetWish { station, month, amount }).await.expect("set");
        let repair = || Goodwill { remedy: Remedy::Repair, cost: yuan("300.00"), reason: "老客户".to_owned() };
        let (first, second) = tokio::join!(
            warranty::give(&world.app, &supervisor, at(&one), repair()),
            warranty::give(&world.app, &supervisor, at(&other), repair()),
        );
        assert_eq!(usize::from(first.is_ok()) + usize::from(second.is_ok()), 1, "{first:?} {second:?}");
        let refused = first.err().or(second.err()).expect("one is refused");
        assert!(
            matches!(&refused, Error::Refusal(refusal) if refusal.code == "warranty-refusal-budget-used-up"),
            "{refused:?}"
        );
    })
    .await;
}

#[tokio::test]
async fn facts_are_decided_one_by_one_or_as_a_list() {
    let world = World::new().await;
    let mut clerk = world.clerk().await;
    let phone = json!({ "id": "a", "regime": "cn.mobile.2001", "sold_on": "2026-01-01", "fault": { "listed": true, "cause": "defect" } });
    let one = clerk.post_json("/api/v1/warranty/decisions", &phone).await.ok();
    assert_eq!((one.field("/id"), one.field("/as_of")), ("a".into(), "2026-03-02".into()));
    let unfit = json!({ "id": "b", "regime": "cn.mobile.2001", "sold_on": "soon" });
    let list = clerk.post_json("/api/v1/warranty/decisions", &json!([phone, unfit, 3])).await.ok();
    assert_eq!(
        (list.field("/0/id"), list.field("/1/id"), list.field("/1/error/field")),
        ("a".into(), "b".into(), "sold_on".into())
    );
    assert_eq!(list.field("/2/error/field"), "facts");
    let refused = clerk.post_json("/api/v1/warranty/decisions", &unfit).await.refused(422, "warranty-facts-not-a-date");
    assert_eq!(refused.field("/field"), "sold_on");
    clerk.post_json("/api/v1/warranty/decisions", &json!("facts")).await.status(422);
    world.finish().await;
}

#[tokio::test]
async fn a_loaner_and_an_exchange_fall_due_by_the_clock_and_nobody_has_to_think_of_it() {
    on_both_engines(async |world: &World| {
        let number = diagnosed(world, "SN8000011", FaultCause::Quality).await;
        let technician = world.actor(Staff::Technician).await;
        orders::wait_for_parts(&world.app, &technician, at(&number)).await.expect("waiting");
        let day = async |days: i64| {
            world.clock.advance_days(days);
            let looked = warranty::fall_due(&world.app, 10).await.expect("looked at");
            let acts = world.order(&number).await.timeline.iter().filter(|act| act.verb == "fall_due").count();
            (looked, acts)
        };
        assert_eq!(day(0).await, (0, 0), "nothing falls due on the day itself");
        assert_eq!(day(1).await, (1, 0), "the stay is counted from the next day on");
        assert_eq!(day(6).await, (0, 0), "the seventh day is in time");
        assert_eq!(day(1).await, (1, 1), "a loaner after more than seven days");
        assert_eq!(day(0).await, (0, 1), "and only once");
        let told = async |words: &str| {
            world.deliver().await;
            world.supervisor().await.get("/notices").await.ok().shows(words);
        };
        told(&format!("工单 {number} 维修超期，应提供备用机")).await;
        world.supervisor().await.get(&format!("/orders/{number}")).await.ok().shows("期限到期").shows("备用机");
        let offers = async || open_by_decision(world, &number).await;
        assert_eq!(day(8).await, (1, 2), "fifteen days without a remedy count as a refusal");
        told("的法定期限已过").await;
        day(44).await;
        assert!(!offers().await.contains(&"exchange_main_unit".to_owned()), "sixty days of waiting for parts");
        day(1).await;
        assert!(offers().await.contains(&"exchange_main_unit".to_owned()), "then it is exchanged");
        told("依法又有可供客户选择的权利").await;
    })
    .await;
}

#[tokio::test]
async fn an_order_that_is_over_is_looked_at_once_and_lets_the_others_pass() {
    on_both_engines(async |world: &World| {
        for serial in ["SN8000021", "SN8000022"] {
            world.repaired(serial).await;
        }
        let waiting = diagnosed(world, "SN8000023", FaultCause::Quality).await;
        world.clock.advance_days(20);
        let looked = async || warranty::fall_due(&world.app, 1).await.expect("looked at");
        assert_eq!((looked().await, looked().await, looked().await, looked().await), (1, 1, 1, 0));
        assert!(open_by_decision(world, &waiting).await.contains(&"loaner".to_owned()));
    })
    .await;
}

/// The remedies that are open by the decision the order rests on.
async fn open_by_decision(world: &World, number: &str) -> Vec<String> {
    let id = decision_of(world, number).await;
    let mut supervisor = world.supervisor().await;
    let kept = supervisor.get_json(&format!("/api/v1/warranty/decisions/{id}")).await.ok().json();
    let open = kept["decision"]["remedies"].as_array().expect("remedies");
    open.iter().filter_map(|offer| offer["remedy"].as_str()).map(str::to_owned).collect()
}

/// The device as its page knows it, with other papers.
async fn papers_seen(world: &World, number: &str, papers: &[DevicePaper]) {
    let clerk = world.actor(Staff::Clerk).await;
    let unit = world.order(number).await.order.unit;
    let known = devices::page(&world.app, &clerk, unit).await.expect("the device").device;
    let draft = DeviceDraft {
        sold_on: known.sold_on,
        price: known.price,
        papers: papers.iter().copied().collect(),
        ..DeviceDraft::default()
    };
    devices::edit(&world.app, &clerk, unit, known.version, draft).await.expect("put right");
}

#[tokio::test]
async fn papers_that_nobody_asked_for_are_not_papers_that_are_not_there() {
    on_both_engines(async |world: &World| {
        let number = diagnosed(world, "SN8000031", FaultCause::Quality).await;
        let technician = world.actor(Staff::Technician).await;
        let decided_with = async |papers: &[DevicePaper]| {
            papers_seen(world, &number, papers).await;
            assert!(world.order(&number).await.decision_is_stale, "{papers:?}");
            warranty::decide(&world.app, &technician, at(&number)).await.expect("decided anew");
            let order = world.order(&number).await;
            assert!(!order.decision_is_stale);
            order.order.service_type
        };
        assert_eq!(decided_with(&[]).await, ServiceType::Warranty, "as its own page says, until somebody asks");
        assert_eq!(decided_with(&[DevicePaper::NotShown]).await, ServiceType::Paid);
        let both = [DevicePaper::Invoice, DevicePaper::Voucher];
        assert_eq!(decided_with(&both).await, ServiceType::Warranty);

        let mut technician = world.technician().await;
        technician.get(&format!("/orders/{number}")).await.ok().hides("请重新判定");
        papers_seen(world, &number, &[DevicePaper::Invoice]).await;
        technician.get(&format!("/orders/{number}")).await.ok().shows("请重新判定权益");
    })
    .await;
}
