//! The three courses of the main job, told through the use cases.

use aftercare_app::{
    Actor, Error,
    billing::{self, Collected},
    customers::AddressDraft,
    intake::{self, CustomerChoice, DeviceChoice, NewCase, Registered, TypedCustomer, TypedDevice},
    orders::{
        self, Assignment, At, Diagnosis, ExchangeFor, QuoteDraft, QuotedLine, Signed, SignedPicture, TakenIn, Visit,
        WorkDone,
    },
    parts::{self, PartUsed, PartWanted},
    satisfaction::{self, CustomersAnswer},
    warranty,
};
use aftercare_domain::{
    customers::CustomerKind,
    devices::DevicePaper,
    intake::{CaseKind, Channel},
    money::PaymentMethod,
    orders::{CheckResult, FaultCause, Mode, Outcome},
    satisfaction::AnswerClass,
    warranty::Remedy,
};
use aftercare_kernel::{Date, DocumentNumber, Locale};
use aftercare_testkit::{PHONE, SPARE_PHONE, Staff, WASHER, World, on_both_engines, yuan};

/// One pixel: a signature that is a picture.
const DOT: &[u8] = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x01\0\0\0\x01\x08\x06\0\0\0\x1f\x15\xc4\x89";

fn day(text: &str) -> Date {
    text.parse().expect("a day")
}

fn at(number: &str) -> At {
    At { number: number.parse::<DocumentNumber>().expect("a number"), version: None, key: None }
}

fn signed() -> Signed {
    Signed { picture: SignedPicture::from_png(DOT.to_vec()).expect("a picture"), name: "王小明".to_owned() }
}

fn customer() -> CustomerChoice {
    CustomerChoice::Typed(TypedCustomer {
        kind: CustomerKind::Person,
        name: "王小明".to_owned(),
        phone: "13900001234".to_owned(),
        phone_2: None,
        email: None,
        language: Locale::ZhCn,
    })
}

fn device(model: &str, serial: &str, sold_on: Option<&str>) -> DeviceChoice {
    DeviceChoice::Typed(TypedDevice {
        model_code: model.to_owned(),
        serial: serial.to_owned(),
        sold_on: sold_on.map(day),
        price: sold_on.map(|_| yuan("2999.00")),
        papers: sold_on.map(|_| [DevicePaper::Invoice, DevicePaper::Voucher].into_iter().collect()).unwrap_or_default(),
        ..TypedDevice::default()
    })
}

async fn register(world: &World, actor: &Actor, mode: Mode, device: DeviceChoice, symptom: &str) -> Registered {
    let case = NewCase {
        kind: CaseKind::Repair,
        channel: Channel::WalkIn,
        mode: Some(mode),
        symptom: symptom.to_owned(),
        customer: customer(),
        device,
        address: Some(AddressDraft { division: "310104".to_owned(), line: "漕溪北路 1 号".to_owned() }),
        station: Some("SH01".to_owned()),
    };
    intake::register(&world.app, actor, case, None).await.expect("the case is registered")
}

fn slip(promised_on: &str, waybill: Option<&str>) -> TakenIn {
    TakenIn {
        appearance: "边框轻微划痕".to_owned(),
        accessories: "充电器".to_owned(),
        data_note: "已备份".to_owned(),
        promised_on: day(promised_on),
        waybill: waybill.map(str::to_owned),
    }
}

fn defect() -> Diagnosis {
    Diagnosis {
        fault_code: "no_display".to_owned(),
        listed: true,
        cause: FaultCause::Quality,
        found: "显示屏排线断".to_owned(),
    }
}

fn work_done() -> WorkDone {
    WorkDone {
        work: "更换显示屏总成".to_owned(), method: "更换".to_owned(), minutes: 40, ..WorkDone::default()
    }
}

fn answer(class: AnswerClass, words: &str) -> CustomersAnswer {
    CustomersAnswer { class, words: words.to_owned() }
}

async fn state_of(world: &World, actor: &Actor, number: &str) -> (String, String) {
    let page = orders::page(&world.app, actor, number.parse().expect("a number")).await.expect("the order's page");
    (page.row.state, page.row.service_type)
}

#[tokio::test]
async fn a_walk_in_phone_is_repaired_free_and_the_customer_is_satisfied() {
    on_both_engines(walk_in_warranty_repair).await;
}

async fn walk_in_warranty_repair(world: &World) {
    let app = &world.app;
    let (clerk, supervisor) = (world.actor(Staff::Clerk).await, world.actor(Staff::Supervisor).await);
    let (technician, agent) = (world.actor(Staff::Technician).await, world.actor(Staff::Agent).await);
    let registered =
        register(world, &agent, Mode::WalkIn, device(PHONE, "SN1000001", Some("2025-12-01")), "手机黑屏无法开机").await;
    let number = registered.order_number.expect("a repair has an order");
    warranty::decide(app, &clerk, at(&number)).await.expect("the entitlement is decided");
    assert_eq!(state_of(world, &clerk, &number).await, ("registered".into(), "warranty".into()));

    let taken = orders::take_in(app, &clerk, at(&number), slip("2026-03-08", None)).await.expect("taken in");
    assert!(taken.paper.is_some_and(|slip| slip.starts_with("SH01-2026-")));
    let to = Assignment { technician: technician.person };
    orders::assign(app, &supervisor, at(&number), to).await.expect("assigned");
    orders::diagnose(app, &technician, at(&number), defect()).await.expect("diagnosed");
    orders::start_repair(app, &technician, at(&number)).await.expect("begun");

    let stock = parts::parts_for_order(app, &technician, number.parse().expect("number")).await.expect("stock");
    let (shelf, items) = stock.iter().find(|(place, _)| place.kind == "shelf").expect("a shelf");
    let screen = items.iter().find(|item| item.code == "P10-LCD").expect("a screen");
    let wanted = PartWanted { item: screen.id, place: shelf.id, lot: String::new(), quantity: 1 };
    parts::reserve_part(app, &technician, at(&number), wanted).await.expect("reserved");
    let page = orders::page(app, &technician, number.parse().expect("number")).await.expect("page");
    let used = PartUsed { reservation: page.reservations[0].id, old_serial: None, new_serial: None };
    parts::use_part(app, &technician, at(&number), used).await.expect("used");
    orders::finish_repair(app, &technician, at(&number), Outcome::Fixed, work_done()).await.expect("finished");
    world.clock.advance_days(3);
    orders::check(app, &supervisor, at(&number), CheckResult::Passed, String::new()).await.expect("checked");
    orders::hand_over(app, &clerk, at(&number), signed()).await.expect("handed over");

    let page = orders::page(app, &supervisor, number.parse().expect("number")).await.expect("page");
    assert!(page.slips.iter().all(|slip| slip.voided_at.is_some()), "the slip is void");
    assert_eq!(page.duties.len(), 1, "the old screen is owed");
    let claim = page.claim.expect("a claim");
    assert_eq!((claim.fee_minor, claim.parts_minor), (8_000, 41_000));
    assert_eq!(page.balance, yuan("0"), "free for the customer");

    world.clock.advance_days(1);
    satisfaction::follow_up(app, &agent, at(&number), answer(AnswerClass::Satisfied, "")).await.expect("called");
    orders::archive(app, &agent, at(&number)).await.expect("archived");
    assert_eq!(state_of(world, &clerk, &number).await.0, "archived");
    parts::return_defective(app, &clerk, page.duties[0].id, None).await.expect("the old screen goes back");
}

#[tokio::test]
async fn an_on_site_repair_is_paid_on_the_spot_and_done_again_when_it_did_not_hold() {
    on_both_engines(on_site_paid_repair).await;
}

async fn on_site_paid_repair(world: &World) {
    let app = &world.app;
    let (dispatcher, agent) = (world.actor(Staff::Dispatcher).await, world.actor(Staff::Agent).await);
    let technician = world.actor(Staff::Technician).await;
    let registered = register(world, &agent, Mode::OnSite, device(WASHER, "SNW00001", None), "洗衣机不排水").await;
    let number = registered.order_number.expect("an order");
    visit_and_repair(world, &dispatcher, &technician, &number, "199.00").await;

    let page = orders::page(app, &technician, number.parse().expect("number")).await.expect("page");
    assert_eq!(page.balance, yuan("0"), "paid on the spot");
    let borne: i64 = page.lines.iter().filter(|l| l.payer == "customer").map(|l| l.price_minor * l.quantity).sum();
    assert_eq!(borne, yuan("199.00").minor(), "the lines sum to what was quoted");
    let paid = page.payments.first().expect("a receipt");
    assert!(paid.number.starts_with("SH01-2026-"), "the receipt has a number");

    world.clock.advance_days(2);
    let not_fixed = answer(AnswerClass::NotFixedOnce, "还是不排水");
    satisfaction::follow_up(app, &agent, at(&number), not_fixed).await.expect("called");
    assert_eq!(state_of(world, &agent, &number).await.0, "reopened");
    visit_and_repair(world, &dispatcher, &technician, &number, "0.00").await;
    world.clock.advance_days(2);
    satisfaction::follow_up(app, &agent, at(&number), answer(AnswerClass::Satisfied, "")).await.expect("called");
    assert_eq!(state_of(world, &agent, &number).await.0, "closed");
}

/// Window, way, diagnosis, quotation, part from the van, payment where something is owed, signature.
async fn visit_and_repair(world: &World, dispatcher: &Actor, technician: &Actor, number: &str, price: &str) {
    let app = &world.app;
    let from = app.now().plus_seconds(3600);
    orders::schedule(app, dispatcher, at(number), Visit { from, to: from.plus_seconds(7200) }).await.expect("agreed");
    let to = Assignment { technician: technician.person };
    orders::assign(app, dispatcher, at(number), to).await.expect("assigned");
    orders::depart(app, technician, at(number)).await.expect("departs");
    orders::arrive(app, technician, at(number)).await.expect("arrives");
    let wear = Diagnosis {
        fault_code: "pump".to_owned(),
        listed: false,
        cause: FaultCause::Wear,
        found: "排水泵堵转".to_owned(),
    };
    orders::diagnose(app, technician, at(number), wear).await.expect("diagnosed");
    let line = QuotedLine {
        kind: "labour".to_owned(),
        text: "上门更换排水泵".to_owned(),
        quantity: 1,
        price_minor: yuan(price).minor(),
        ..QuotedLine::default()
    };
    orders::quote(app, technician, at(number), QuoteDraft { lines: vec![line] }).await.expect("quoted");
    orders::approve_quote(app, technician, at(number), "当面同意".to_owned()).await.expect("approved");
    orders::start_repair(app, technician, at(number)).await.expect("begun");
    let stock = parts::parts_for_order(app, technician, number.parse().expect("number")).await.expect("stock");
    let (van, items) = stock.iter().find(|(place, _)| place.kind == "van").expect("a van");
    let pump = items.iter().find(|item| item.code == "W8-PUMP").expect("a pump");
    let wanted = PartWanted { item: pump.id, place: van.id, lot: String::new(), quantity: 1 };
    parts::reserve_part(app, technician, at(number), wanted).await.expect("reserved");
    let page = orders::page(app, technician, number.parse().expect("number")).await.expect("page");
    let held = page.reservations.iter().find(|r| r.state == "held").expect("held");
    let used = PartUsed { reservation: held.id, old_serial: None, new_serial: None };
    parts::use_part(app, technician, at(number), used).await.expect("used");
    orders::finish_repair(app, technician, at(number), Outcome::Fixed, work_done()).await.expect("finished");
    let page = orders::page(app, technician, number.parse().expect("number")).await.expect("page");
    if !page.balance.is_zero() {
        let paid = Collected { method: PaymentMethod::Wechat, amount: page.balance, payer: "王小明".to_owned() };
        billing::collect(app, technician, at(number), paid).await.expect("paid");
    }
    orders::sign_off(app, technician, at(number), signed()).await.expect("signed off");
}

#[tokio::test]
async fn a_mailed_phone_that_failed_twice_is_exchanged_and_a_new_term_runs() {
    on_both_engines(mail_in_exchange).await;
}

async fn mail_in_exchange(world: &World) {
    let app = &world.app;
    let (clerk, supervisor) = (world.actor(Staff::Clerk).await, world.actor(Staff::Supervisor).await);
    let agent = world.actor(Staff::Agent).await;
    for _ in 0..2 {
        repaired_once(world, "SN3000001").await;
        world.clock.advance_days(20);
    }
    let registered = register(world, &agent, Mode::MailIn, device(PHONE, "SN3000001", None), "又黑屏了").await;
    let number = registered.order_number.expect("an order");
    orders::take_in(app, &clerk, at(&number), slip("2026-05-20", Some("SF1234567890"))).await.expect("taken in");
    let technician = world.actor(Staff::Technician).await;
    orders::assign(app, &supervisor, at(&number), Assignment { technician: technician.person })
        .await
        .expect("assigned");
    orders::diagnose(app, &technician, at(&number), defect()).await.expect("diagnosed");

    let page = orders::page(app, &supervisor, number.parse().expect("number")).await.expect("page");
    let decision = page.decision.expect("a decision");
    assert!(decision.offers(Remedy::ExchangeMainUnit).is_some(), "two repairs failed: {:?}", decision.remedies);
    let spare = orders::replacements(app, &supervisor, number.parse().expect("number")).await.expect("spares");
    assert_eq!(spare[0].serial, SPARE_PHONE);
    let exchanged = orders::exchange(app, &supervisor, at(&number), ExchangeFor { new_unit: spare[0].id })
        .await
        .expect("exchanged");
    assert!(exchanged.paper.is_some(), "a warranty card is drawn");
    let back = orders::send_back(app, &clerk, at(&number), "SF0987654321".to_owned()).await.expect("sent back");
    assert_eq!(back.state, "handed_over");
    world.clock.advance_days(2);
    satisfaction::follow_up(app, &agent, at(&number), answer(AnswerClass::Satisfied, "")).await.expect("called");
    assert_eq!(state_of(world, &agent, &number).await.0, "closed");

    let again = register(world, &agent, Mode::WalkIn, device(PHONE, SPARE_PHONE, None), "新机咨询").await;
    let again = again.order_number.expect("an order");
    warranty::decide(app, &clerk, at(&again)).await.expect("decided");
    let page = orders::page(app, &clerk, again.parse().expect("number")).await.expect("page");
    let term = page.decision.expect("a decision").term;
    assert_eq!(term.start, Some(day("2026-04-11")), "the term starts anew with the exchange");
}

async fn repaired_once(world: &World, serial: &str) {
    let app = &world.app;
    let (clerk, supervisor) = (world.actor(Staff::Clerk).await, world.actor(Staff::Supervisor).await);
    let (technician, agent) = (world.actor(Staff::Technician).await, world.actor(Staff::Agent).await);
    let registered = register(world, &agent, Mode::WalkIn, device(PHONE, serial, Some("2025-12-01")), "黑屏").await;
    let number = registered.order_number.expect("an order");
    orders::take_in(app, &clerk, at(&number), slip("2026-04-30", None)).await.expect("taken in");
    orders::assign(app, &supervisor, at(&number), Assignment { technician: technician.person })
        .await
        .expect("assigned");
    orders::diagnose(app, &technician, at(&number), defect()).await.expect("diagnosed");
    orders::start_repair(app, &technician, at(&number)).await.expect("begun");
    orders::finish_repair(app, &technician, at(&number), Outcome::Fixed, work_done()).await.expect("finished");
    orders::check(app, &supervisor, at(&number), CheckResult::Passed, String::new()).await.expect("checked");
    orders::hand_over(app, &clerk, at(&number), signed()).await.expect("handed over");
    satisfaction::follow_up(app, &agent, at(&number), answer(AnswerClass::Satisfied, "")).await.expect("called");
}

#[tokio::test]
async fn a_step_that_is_not_open_says_why_and_what_would_open_it() {
    let world = World::new().await;
    let (clerk, technician) = (world.actor(Staff::Clerk).await, world.actor(Staff::Technician).await);
    let registered = register(&world, &clerk, Mode::WalkIn, device(PHONE, "SN1000002", None), "黑屏").await;
    let number = registered.order_number.expect("an order");
    let refused = orders::diagnose(&world.app, &technician, at(&number), defect()).await.expect_err("not yet");
    let Error::Refusal(refusal) = refused else { panic!("{refused:?}") };
    assert!(refusal.code.starts_with("orders-refusal-"), "{refusal:?}");
    assert!(refusal.opens.is_some(), "{refusal:?}");
    let stranger = world.actor(Staff::OtherClerk).await;
    let hidden =
        orders::take_in(&world.app, &stranger, at(&number), slip("2026-03-08", None)).await.expect_err("out of scope");
    assert!(matches!(hidden, Error::Missing("order")), "{hidden:?}");
    let stale = At { version: Some(99), ..at(&number) };
    let stale = orders::take_in(&world.app, &clerk, stale, slip("2026-03-08", None)).await.expect_err("stale");
    assert!(matches!(stale, Error::Stale), "{stale:?}");
    world.finish().await;
}

#[tokio::test]
async fn the_same_step_sent_twice_with_its_key_is_done_once() {
    let world = World::new().await;
    let clerk = world.actor(Staff::Clerk).await;
    let registered = register(&world, &clerk, Mode::WalkIn, device(PHONE, "SN1000003", None), "黑屏").await;
    let number = registered.order_number.expect("an order");
    let keyed = || At { key: Some("tap-1".to_owned()), ..at(&number) };
    let first = orders::take_in(&world.app, &clerk, keyed(), slip("2026-03-08", None)).await.expect("taken in");
    let second = orders::take_in(&world.app, &clerk, keyed(), slip("2026-03-08", None)).await.expect("the same answer");
    assert_eq!(first, second);
    let page = orders::page(&world.app, &clerk, number.parse().expect("number")).await.expect("page");
    assert_eq!(page.slips.len(), 1);
    world.finish().await;
}
