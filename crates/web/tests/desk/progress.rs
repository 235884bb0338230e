//! What the code on a paper opens: how far the work is, for its customer and for nobody else to learn from.

use aftercare_app::{
    billing::{self, Collected},
    orders::{self, Assignment, TakenIn, Visit},
};
use aftercare_domain::{
    money::PaymentMethod,
    orders::{Mode, Outcome},
};
use aftercare_testkit::{
    Answer, Client, PHONE, Staff, WASHER, World, at, labour, on_both_engines, signature, slip, yuan,
};

/// Where the codes on the papers of this order lead.
async fn code(world: &World, number: &str) -> String {
    format!("/o/{}", world.order(number).await.order.id)
}

async fn registered(world: &World, mode: Mode, model: &str, serial: &str) -> String {
    let clerk = world.actor(Staff::Clerk).await;
    world.registered_as(&clerk, mode, model, serial).await.order_number.expect("an order")
}

/// The page of the order, on which nobody who works on it or owns it is named.
async fn told(customer: &mut Client, code: &str) -> Answer {
    let page = customer.get(code).await.ok().shows("上海徐汇维修站").shows("上海市 上海徐汇维修站");
    let page = page.shows("tel:02155550000").shows("4008200000").shows("••••");
    let page = page.hides("王小明").hides("王**").hides("13900001234").hides("139****1234").hides("漕溪北路");
    page.hides("手机黑屏").hides("田野").hides("柯岚").hides("/orders").hides("href=\"/\"")
}

#[tokio::test]
async fn the_code_on_a_paper_tells_how_far_the_work_is_and_names_nobody() {
    on_both_engines(a_paid_repair_as_its_customer_sees_it).await;
}

async fn a_paid_repair_as_its_customer_sees_it(world: &World) {
    let number = registered(world, Mode::WalkIn, WASHER, "SNW9000001").await;
    let (app, code, mut customer) = (&world.app, code(world, &number).await, world.stranger());
    let first = told(&mut customer, &code).await.shows("已登记").shows(&number).shows("••••0001").hides("SNW9000001");
    assert_eq!(first.header("cache-control").as_deref(), Some("private, no-store"));
    first.shows("noindex").hides("承诺日期").hides("待支付");

    world.taken_in_and_diagnosed(&number).await;
    told(&mut customer, &code).await.shows("正在检测").shows("2026-03-09");
    let technician = world.actor(Staff::Technician).await;
    orders::quote(app, &technician, at(&number), labour("199.00")).await.expect("quoted");
    told(&mut customer, &code).await.shows("等待您答复报价").hides("199.00");
    orders::approve_quote(app, &technician, at(&number), "当面同意".to_owned()).await.expect("approved");
    told(&mut customer, &code).await.shows("报价已同意").shows("¥199.00");
    world.worked_on(&number, Outcome::Fixed).await;
    told(&mut customer, &code).await.shows("已修好，正在复检");
    world.checked(&number).await;
    told(&mut customer, &code).await.shows("可以取机").hides("2026-03-09");
    let clerk = world.actor(Staff::Clerk).await;
    let cash = Collected { method: PaymentMethod::Cash, amount: yuan("199.00"), payer: "王小明".to_owned() };
    billing::collect(app, &clerk, at(&number), cash).await.expect("paid");
    told(&mut customer, &code).await.hides("199.00");
    orders::hand_over(app, &clerk, at(&number), signature()).await.expect("handed over");
    told(&mut customer, &code).await.shows("已交机").hides("199.00");
    customer.get(&format!("{code}?lang=en")).await.ok().shows("Handed over").shows("Shanghai Xuhui");
}

#[tokio::test]
async fn a_visit_is_told_with_its_hours() {
    let world = World::new().await;
    let number = registered(&world, Mode::OnSite, WASHER, "SNW9000002").await;
    let (code, mut customer) = (code(&world, &number).await, world.stranger());
    let dispatcher = world.actor(Staff::Dispatcher).await;
    let from = world.clock.peek().plus_seconds(24 * 3600);
    let visit = Visit { from, to: from.plus_seconds(2 * 3600) };
    orders::schedule(&world.app, &dispatcher, at(&number), visit).await.expect("a window");
    told(&mut customer, &code).await.shows("已预约上门").shows("上门时间").shows(" – ");
    let technician = world.actor(Staff::Technician).await;
    let to = Assignment { technician: technician.person };
    orders::assign(&world.app, &dispatcher, at(&number), to).await.expect("assigned");
    told(&mut customer, &code).await.shows("已预约上门").shows("上门时间");
    orders::depart(&world.app, &technician, at(&number)).await.expect("on the way");
    told(&mut customer, &code).await.shows("技术员已出发").shows("上门时间");
    world.finish().await;
}

#[tokio::test]
async fn what_goes_back_by_mail_is_told_with_its_waybill() {
    let world = World::new().await;
    let number = registered(&world, Mode::MailIn, PHONE, "SN9000003").await;
    let (app, code, mut customer) = (&world.app, code(&world, &number).await, world.stranger());
    let clerk = world.actor(Staff::Clerk).await;
    let by_mail = TakenIn { waybill: Some("SF1234567890".to_owned()), ..slip() };
    orders::take_in(app, &clerk, at(&number), by_mail).await.expect("taken in");
    told(&mut customer, &code).await.shows("已收机").hides("SF1234567890");
    let technician = world.actor(Staff::Technician).await;
    orders::return_unrepaired(app, &technician, at(&number), "客户不修了".to_owned()).await.expect("goes back");
    told(&mut customer, &code).await.shows("即将寄回");
    orders::send_back(app, &clerk, at(&number), "SF0987654321".to_owned()).await.expect("sent back");
    told(&mut customer, &code).await.shows("已寄回").shows("SF0987654321");
    world.finish().await;
}

#[tokio::test]
async fn a_price_that_goes_back_is_told_until_it_is_paid_out() {
    let world = World::new().await;
    let number = world.refund_decided("SN9000004").await;
    world.refunded(&number).await;
    let (code, mut customer) = (code(&world, &number).await, world.stranger());
    told(&mut customer, &code).await.shows("即将退款").shows("待退还给您").shows("¥2,999.00");
    world.paid_out(&number).await;
    told(&mut customer, &code).await.shows("已退款").hides("2,999.00");
    world.finish().await;
}

#[tokio::test]
async fn people_of_the_house_are_led_on_to_the_order_and_others_see_what_its_customer_sees() {
    let world = World::new().await;
    let number = registered(&world, Mode::WalkIn, PHONE, "SN9000005").await;
    let code = code(&world, &number).await;
    let mut clerk = world.clerk().await;
    let led_on = clerk.get(&code).await.status(303);
    assert_eq!(led_on.goes_to(), format!("/orders/{number}"));
    let mut elsewhere = world.staff(Staff::OtherClerk).await;
    told(&mut elsewhere, &code).await.shows("已登记");
    world.finish().await;
}

#[tokio::test]
async fn a_code_with_nothing_behind_it_says_so_to_a_customer() {
    let world = World::new().await;
    let (mut customer, mut clerk) = (world.stranger(), world.clerk().await);
    let unknown = "00000000-0000-7000-8000-000000000000";
    for path in [format!("/o/{unknown}"), "/o/1".into(), "/o/".into(), format!("/d/{unknown}"), "/d/1".into()] {
        for reader in [&mut customer, &mut clerk] {
            let page = reader.get(&path).await.status(404).shows("没有找到这个二维码对应的内容");
            page.hides("管辖").hides("href=\"/\"").hides("请求编号");
        }
    }
    customer.get("/o/1?lang=en").await.status(404).shows("There is nothing behind this code").hides("organisation");
    world.finish().await;
}
