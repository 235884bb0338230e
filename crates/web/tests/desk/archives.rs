//! Customers, devices, the catalogue, stock and fees: looked at masked, unmasked on record, put right, found again.

use aftercare_testkit::{PHONE, World, imei};
use serde_json::json;

#[tokio::test]
async fn a_customer_is_masked_until_somebody_asks_and_that_is_written_down() {
    let world = World::new().await;
    let customer = world.customer("王小明", "13900001234").await;
    let page = format!("/customers/{customer}");
    let mut clerk = world.clerk().await;
    clerk.get(&page).await.ok().shows("王**").shows("139****1234").hides("13900001234").hides("王小明");
    let reason = [("reason", "SH01-2026-000001")];
    let full = clerk.post(&format!("{page}/unmaskings"), &reason).await.ok();
    full.shows("王小明").shows("13900001234").shows("漕溪北路 18 号 602 室");
    let seen = clerk.post_json(&format!("/api/v1{page}/unmaskings"), &json!({"reason": "x"})).await.ok();
    assert_eq!((seen.field("/phone"), seen.field("/masked")), ("13900001234".into(), "false".into()));
    world.auditor().await.post(&format!("{page}/unmaskings"), &reason).await.status(403);
    world.clerk().await.get("/customers/0195d0c0-0000-7000-8000-000000000001").await.status(404);
    world.finish().await;
}

#[tokio::test]
async fn a_stale_edit_of_a_customer_is_explained_and_keeps_what_was_typed() {
    let world = World::new().await;
    let customer = world.customer("王小明", "13900001234").await;
    let page = format!("/customers/{customer}");
    let mut clerk = world.clerk().await;
    clerk.get(&page).await.ok();
    let form =
        |name| [("version", "1"), ("kind", "person"), ("name", name), ("phone", "13900001234"), ("language", "zh-CN")];
    assert_eq!(clerk.post(&page, &form("王大明")).await.goes_to(), page);
    clerk.post(&page, &form("王二明")).await.status(409).shows("已被他人修改").shows("value=\"王二明\"");
    let unfit = [("version", "2"), ("kind", "person"), ("name", "王"), ("phone", "12"), ("language", "zh-CN")];
    clerk.post(&page, &unfit).await.status(422).shows("id=\"phone-error\"").shows("value=\"12\"");
    let body = json!({"name": "王三明", "phone": "13900001234", "version": 1});
    clerk.put_json(&format!("/api/v1{page}"), &body).await.refused(409, "stale");
    let body = json!({"name": "王三明", "phone": "13900001234"});
    assert_eq!(
        clerk.put_json(&format!("/api/v1{page}"), &body).await.refused(422, "invalid").field("/field"),
        "version"
    );
    world.finish().await;
}

#[tokio::test]
async fn addresses_come_and_go() {
    let world = World::new().await;
    let customer = world.customer("王小明", "13900001234").await;
    let page = format!("/customers/{customer}");
    let mut clerk = world.clerk().await;
    clerk.get(&page).await.ok();
    let address = [("division_text", "上海市浦东新区"), ("address", "张江路 1 号")];
    assert_eq!(clerk.post(&format!("{page}/addresses"), &address).await.goes_to(), page);
    clerk.get(&page).await.ok().shows("上海市浦东新区");
    let nowhere = [("division_text", "月球"), ("address", "张江路 1 号")];
    clerk.post(&format!("{page}/addresses"), &nowhere).await.status(422).shows("id=\"division_text-error\"");
    let addresses = clerk.get_json(&format!("/api/v1{page}")).await.ok();
    let id = addresses.field("/addresses/1/id");
    clerk.post(&format!("{page}/addresses/{id}/removal"), &[]).await.goes_to();
    clerk.post(&format!("{page}/addresses/{id}/removal"), &[]).await.status(404);
    world.finish().await;
}

#[tokio::test]
async fn customers_are_found_by_phone_its_end_or_a_part_of_the_name() {
    let world = World::new().await;
    let customer = world.customer("王小明", "13900001234").await.to_string();
    let mut agent = world.agent().await;
    for words in ["13900001234", "1234", "小明"] {
        agent.get(&format!("/customers?q={words}")).await.ok().shows(&customer).hides("13900001234</");
    }
    agent.get("/customers?q=nobody").await.ok().shows("没有找到");
    let found = agent.get_json("/api/v1/customers?phone=139-0000-1234").await.ok();
    assert_eq!(found.field("/0/name"), "王**");
    agent.get_json("/api/v1/customers?phone=12ab").await.refused(422, "customers-refusal-phone-unfit");
    agent.get_json("/api/v1/customers").await.refused(422, "invalid");
    world.finish().await;
}

#[tokio::test]
async fn a_device_shows_its_entitlement_and_history_and_its_facts_are_put_right() {
    let world = World::new().await;
    let customer = world.customer("王小明", "13900001234").await;
    let device = world.device(PHONE, "SN0001", "2025-12-01", Some(customer)).await;
    let page = format!("/devices/{device}");
    let mut clerk = world.clerk().await;
    clerk.get(&page).await.ok().shows("SN0001").shows("王**").shows("class=\"sheet\"").shows("售出");
    assert_eq!(clerk.get("/devices?serial=sn0001").await.goes_to(), page);
    clerk.get("/devices?serial=SN9999").await.ok().shows("/cases/new?serial=SN9999");
    let form = |sold_on, imei| [("version", "1"), ("sold_on", sold_on), ("imei", imei), ("papers", "invoice")];
    clerk.post(&page, &form("2030-01-01", "")).await.status(422).shows("id=\"sold_on-error\"").shows("2030-01-01");
    clerk.post(&page, &form("2025-11-01", "356998119000015")).await.status(422).shows("id=\"imei-error\"");
    let whole = imei(7).to_string();
    assert_eq!(clerk.post(&page, &form("2025-11-01", &whole)).await.goes_to(), page);
    clerk.post(&page, &form("2025-10-01", "")).await.status(409).shows("已被他人修改");
    let read = clerk.get_json(&format!("/api/v1{page}")).await.ok();
    assert_eq!((read.field("/sold_on"), read.field("/imei")), ("2025-11-01".into(), whole));
    let entitled = clerk.get_json(&format!("/api/v1{page}/entitlement")).await.ok();
    assert_eq!(entitled.field("/state"), "decided");
    clerk.get("/devices/nothing").await.status(404);
    world.finish().await;
}

#[tokio::test]
async fn the_catalogue_is_written_by_who_keeps_it() {
    let world = World::new().await;
    let mut manager = world.manager().await;
    manager.get("/models").await.ok().shows(PHONE);
    let model = [("code", "HX-P20"), ("name", "华新 P20"), ("category", "phone"), ("price", "3,999.00")];
    let page = manager.post("/models", &model).await.goes_to();
    manager.get(&page).await.ok().shows("HX-P20").shows("¥3,999.00");
    manager.post("/models", &model).await.status(422).shows("id=\"code-error\"").shows("value=\"华新 P20\"");
    let parts = [("part_kind", "battery"), ("brand_months", "18"), ("part_kind", ""), ("brand_months", "")];
    assert_eq!(manager.post(&format!("{page}/parts"), &parts).await.goes_to(), page);
    manager.get(&page).await.ok().shows("battery").shows("18 个月");
    let item = |fits| {
        [("code", "P20-LCD"), ("name", "显示屏"), ("kind", "part"), ("price", "1"), ("cost", "1"), ("fits", fits)]
    };
    manager.post("/items", &item("HX-P20 NO-SUCH")).await.status(422).shows("id=\"fits-error\"");
    let item_page = manager.post("/items", &item("HX-P20, HX-P10")).await.goes_to();
    manager.get(&item_page).await.ok().shows("HX-P10, HX-P20");
    manager.get(&page).await.ok().shows("P20-LCD");
    let mut clerk = world.clerk().await;
    clerk.get("/models").await.ok().hides("id=\"new-model\"");
    clerk.post("/models", &model).await.status(403);
    let body = json!({"code": "HX P30", "name": "P30", "category": "phone", "price": "1.00"});
    manager.post_json("/api/v1/models", &body).await.refused(422, "products-refusal-code-unfit");
    world.finish().await;
}

#[tokio::test]
async fn one_box_finds_everything_and_a_number_leads_there_at_once() {
    let world = World::new().await;
    let mut clerk = world.clerk().await;
    let actor = world.actor(aftercare_testkit::Staff::Clerk).await;
    let registered = world.registered(&actor, "SN0001").await;
    let order = registered.order_number.expect("an order");
    assert_eq!(
        clerk.get(&format!("/search?q={}", registered.number)).await.goes_to(),
        format!("/cases/{}", registered.number)
    );
    assert_eq!(clerk.get(&format!("/search?q={}", order.to_lowercase())).await.goes_to(), format!("/orders/{order}"));
    clerk.get("/search?q=SN00").await.ok().shows("SN0001");
    clerk.get("/search?q=小明").await.ok().shows("王**").hides("王小明");
    clerk.get("/search?q=").await.ok();
    clerk.get("/search?q=SH01-2026-999999").await.ok().shows("没有找到");
    let hits = clerk.get_json("/api/v1/search?q=SN00").await.ok();
    assert_eq!((hits.field("/0/what"), hits.field("/0/serial")), ("device".into(), "SN0001".into()));
    let mut other = world.staff(aftercare_testkit::Staff::OtherClerk).await;
    other.get(&format!("/search?q={order}")).await.ok().shows("没有找到");
    world.finish().await;
}

#[tokio::test]
async fn stock_is_brought_from_the_shelf_to_the_van() {
    let world = World::new().await;
    let mut clerk = world.clerk().await;
    let places = clerk.get_json("/api/v1/places").await.ok().json();
    let find = |kind: &str| {
        let place = places.as_array().and_then(|all| {
            all.iter().find(|place| {
                place["kind"] == kind && place["org_path"].as_str().is_some_and(|p| p.ends_with("/SH01/"))
            })
        });
        place.and_then(|place| place["id"].as_str()).expect("a place").to_owned()
    };
    let (shelf, van) = (find("shelf"), find("van"));
    clerk.get("/stock").await.ok().shows(&shelf);
    let page = clerk.get(&format!("/stock/{shelf}")).await.ok();
    let screen = page.option("P10-LCD");
    let path = format!("/stock/{shelf}/transfers");
    let too_many = [("item", screen.as_str()), ("quantity", "9999"), ("to", van.as_str())];
    clerk.post(&path, &too_many).await.status(422).shows("id=\"quantity-error\"").shows("value=\"9999\"");
    let one = [("item", screen.as_str()), ("quantity", "1"), ("to", van.as_str())];
    clerk.post(&path, &one).await.goes_to();
    clerk.get(&format!("/stock/{van}")).await.ok().shows("P10-LCD");
    clerk.get("/stock/01890a5d-ac96-774b-bcce-b302099a8057").await.status(404);
    let mut agent = world.agent().await;
    agent.get("/stock").await.status(403);
    world.finish().await;
}

#[tokio::test]
async fn a_fee_is_set_by_whoever_keeps_the_policy() {
    let world = World::new().await;
    let (mut manager, mut supervisor) = (world.manager().await, world.supervisor().await);
    let page = "/claims/fees";
    let form = [("category", "mobile_phone"), ("mode", "walk_in"), ("outcome", "no_fault"), ("amount", "12.34")];
    supervisor.get(page).await.ok().hides("设定费用");
    supervisor.post(page, &form).await.status(403);
    manager.get(page).await.ok().shows("设定费用").hides("¥12.34");
    manager.post(page, &form).await.goes_to();
    manager.get(page).await.ok().shows("¥12.34");
    for amount in ["", "a lot", "-1", "1000000.01"] {
        let unfit = [("category", "mobile_phone"), ("mode", "walk_in"), ("outcome", "no_fault"), ("amount", amount)];
        manager.post(page, &unfit).await.status(422).shows("id=\"amount-error\"");
    }
    let unfit = [("category", "Phones!"), ("mode", "walk_in"), ("outcome", "no_fault"), ("amount", "1")];
    manager.post(page, &unfit).await.status(422).shows("id=\"category-error\"").shows("Phones!");
    let by_api = json!({ "category": "*", "mode": "mail_in", "outcome": "refund", "amount": "56.78" });
    supervisor.put_json("/api/v1/fees", &by_api).await.refused(403, "forbidden");
    manager.put_json("/api/v1/fees", &by_api).await.status(204);
    manager.get_json("/api/v1/fees").await.ok().shows("56.78");
    world.finish().await;
}
