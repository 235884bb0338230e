//! What is charged, what is paid, and what becomes of parts: where a course leaves the straight way.

use aftercare_app::{
    Error,
    billing::{self, Collected, PaidOut},
    devices, orders,
    parts::{self, DeliveredUnit, Delivery, PartUsed, PartWanted, Transfer},
    satisfaction::{self, CustomersAnswer, Settled},
    settlement::{self, FeeRow},
};
use aftercare_domain::{
    money::PaymentMethod,
    orders::{CheckResult, Mode, Outcome},
    satisfaction::AnswerClass,
};
use aftercare_kernel::{Date, Money};
use aftercare_testkit::{
    PHONE, Staff, WASHER, World, at, defect, labour, on_both_engines, signature, slip, work_done, yuan,
};

fn cash(amount: Money) -> Collected {
    Collected { method: PaymentMethod::Cash, amount, payer: "王小明".to_owned() }
}

fn answer(class: AnswerClass, words: &str) -> CustomersAnswer {
    CustomersAnswer { class, words: words.to_owned() }
}

/// The code of a refusal and the field it is about.
#[track_caller]
fn refused<T: std::fmt::Debug>(outcome: Result<T, Error>) -> (&'static str, Option<&'static str>) {
    match outcome.expect_err("refused") {
        Error::Refusal(refusal) => (refusal.code, refusal.field),
        other => panic!("{other:?}"),
    }
}

#[tokio::test]
async fn a_quotation_that_came_to_nothing_is_not_charged_with_the_next() {
    on_both_engines(async |world: &World| {
        let app = &world.app;
        let (clerk, agent) = (world.actor(Staff::Clerk).await, world.actor(Staff::Agent).await);
        let technician = world.actor(Staff::Technician).await;
        let number = world.washer_on_the_bench("MG0001").await;
        world.agreed(&number, "199.00").await;
        let reason = "客户不修了".to_owned();
        orders::return_unrepaired(app, &technician, at(&number), reason).await.expect("it goes back");
        orders::hand_over(app, &clerk, at(&number), signature()).await.expect("handed over");
        assert_eq!(world.order(&number).await.balance, yuan("0"), "nothing was done, nothing is owed");
        let again = answer(AnswerClass::NotFixedOnce, "还是想修");
        satisfaction::follow_up(app, &agent, at(&number), again).await.expect("called");

        world.taken_in_and_diagnosed(&number).await;
        world.agreed(&number, "100.00").await;
        world.worked_on(&number, Outcome::Fixed).await;
        let early = billing::collect(app, &clerk, at(&number), cash(yuan("100.00"))).await;
        assert_eq!(refused(early).0, "orders-refusal-not-yet", "it may fail its check");
        world.checked(&number).await;
        assert_eq!(world.order(&number).await.balance, yuan("100.00"));
        billing::collect(app, &clerk, at(&number), cash(yuan("100.00"))).await.expect("paid before it is handed over");
        orders::hand_over(app, &clerk, at(&number), signature()).await.expect("handed over");
        let page = world.order(&number).await;
        let charged: i64 =
            page.postings.iter().filter(|p| p.what == "charge" && p.amount_minor > 0).map(|p| p.amount_minor).sum();
        assert_eq!((charged, page.balance), (10_000, yuan("0")), "what was carried out, and nothing of round one");
    })
    .await;
}

#[tokio::test]
async fn work_that_failed_is_neither_paid_nor_charged() {
    on_both_engines(async |world: &World| {
        let app = &world.app;
        let (clerk, technician) = (world.actor(Staff::Clerk).await, world.actor(Staff::Technician).await);
        let number = world.washer_on_the_bench("MG0002").await;
        world.agreed(&number, "199.00").await;
        world.worked_on(&number, Outcome::Unusable).await;
        assert_eq!(world.order(&number).await.balance, yuan("0"));
        orders::return_unrepaired(app, &technician, at(&number), "无法修复".to_owned()).await.expect("it goes back");
        orders::hand_over(app, &clerk, at(&number), signature()).await.expect("handed over");
        let page = world.order(&number).await;
        assert!(page.postings.is_empty() && page.balance.is_zero(), "{:?}", page.postings);
    })
    .await;
}

#[tokio::test]
async fn a_quotation_without_an_answer_ends_with_the_work() {
    on_both_engines(async |world: &World| {
        let technician = world.actor(Staff::Technician).await;
        let number = world.washer_on_the_bench("MG0003").await;
        orders::quote(&world.app, &technician, at(&number), labour("10.00")).await.expect("quoted");
        let reason = "客户不修了".to_owned();
        orders::return_unrepaired(&world.app, &technician, at(&number), reason).await.expect("it goes back");
        assert_eq!(world.order(&number).await.quotes[0].state, "declined");
    })
    .await;
}

#[tokio::test]
async fn the_last_of_many_quotations_can_still_be_approved() {
    let world = World::new().await;
    let technician = world.actor(Staff::Technician).await;
    let number = world.washer_on_the_bench("MG0004").await;
    for _ in 0..51 {
        orders::quote(&world.app, &technician, at(&number), labour("10.00")).await.expect("quoted");
    }
    orders::approve_quote(&world.app, &technician, at(&number), String::new()).await.expect("approved");
    world.finish().await;
}

#[tokio::test]
async fn an_old_part_is_owed_and_goes_back_whatever_lot_the_new_one_came_from() {
    on_both_engines(async |world: &World| {
        let app = &world.app;
        let (clerk, technician) = (world.actor(Staff::Clerk).await, world.actor(Staff::Technician).await);
        let lot = "L2026-03".to_owned();
        let (place, item) = ("SH01-SHELF".to_owned(), "P10-LCD".to_owned());
        let goods = Delivery { place, item, lot: lot.clone(), quantity: 2, opening: false };
        parts::receive(app, &clerk, goods).await.expect("a lot comes in");
        let number = warranty_phone_in_repair(world, "MG0005").await;
        let stock = parts::parts_for_order(app, &technician, number.parse().expect("a number")).await.expect("stock");
        let (shelf, items) = stock.iter().find(|(place, _)| place.kind == "shelf").expect("a shelf");
        let screen = items.iter().find(|item| item.code == "P10-LCD").expect("a screen");
        let wanted = PartWanted { item: screen.id, place: shelf.id, lot, quantity: 1 };
        parts::reserve_part(app, &technician, at(&number), wanted).await.expect("reserved");
        let held = world.order(&number).await.reservations[0].id;
        let long = PartUsed { reservation: held, old_serial: Some("9".repeat(41)), new_serial: None };
        let long = parts::use_part(app, &technician, at(&number), long).await;
        assert_eq!(refused(long), ("parts-refusal-serial-too-long", Some("new_serial")));
        let used = PartUsed { reservation: held, old_serial: None, new_serial: None };
        parts::use_part(app, &technician, at(&number), used).await.expect("used");
        let duty = world.order(&number).await.duties[0].id;

        let places = parts::places(app, &clerk).await.expect("places");
        let defective = places.iter().find(|place| place.kind == "defective").expect("a place").id;
        let back = Transfer { item: screen.id, lot: "L2026-03".to_owned(), quantity: 1, from: defective, to: shelf.id };
        let laundered = parts::transfer(app, &clerk, back, None).await;
        assert_eq!(refused(laundered).0, "parts-refusal-owed-to-the-brand", "what is defective is no good stock");
        parts::return_defective(app, &clerk, duty, None).await.expect("it goes back to the brand");
    })
    .await;
}

/// Taken in under warranty, diagnosed and begun.
async fn warranty_phone_in_repair(world: &World, serial: &str) -> String {
    let app = &world.app;
    let (clerk, supervisor) = (world.actor(Staff::Clerk).await, world.actor(Staff::Supervisor).await);
    let technician = world.actor(Staff::Technician).await;
    let number = world.registered(&clerk, serial).await.order_number.expect("an order");
    orders::take_in(app, &clerk, at(&number), slip()).await.expect("taken in");
    let to = orders::Assignment { technician: technician.person };
    orders::assign(app, &supervisor, at(&number), to).await.expect("assigned");
    orders::diagnose(app, &technician, at(&number), defect()).await.expect("diagnosed");
    orders::start_repair(app, &technician, at(&number)).await.expect("begun");
    number
}

#[tokio::test]
async fn a_held_part_is_let_go_by_who_works_on_the_order_and_saw_it_as_it_is() {
    let world = World::new().await;
    let app = &world.app;
    let technician = world.actor(Staff::Technician).await;
    let number = warranty_phone_in_repair(&world, "MG0006").await;
    let stock = parts::parts_for_order(app, &technician, number.parse().expect("a number")).await.expect("stock");
    let (shelf, items) = stock.iter().find(|(place, _)| place.kind == "shelf").expect("a shelf");
    let screen = items.iter().find(|item| item.code == "P10-LCD").expect("a screen");
    let wanted = PartWanted { item: screen.id, place: shelf.id, lot: String::new(), quantity: 1 };
    parts::reserve_part(app, &technician, at(&number), wanted).await.expect("reserved");
    let page = world.order(&number).await;
    let held = page.reservations[0].id;

    let colleague = world.another_technician().await;
    let stranger = parts::release_part(app, &colleague, at(&number), held).await;
    assert_eq!(refused(stranger).0, "orders-refusal-not-your-order");
    let stale = orders::At { version: Some(page.row.version - 1), ..at(&number) };
    let stale = parts::release_part(app, &technician, stale, held).await;
    assert!(matches!(stale, Err(Error::Stale)), "{stale:?}");
    parts::release_part(app, &technician, at(&number), held).await.expect("let go");
    let twice = parts::release_part(app, &technician, at(&number), held).await;
    assert_eq!(refused(twice).0, "parts-refusal-reservation-done");
    world.finish().await;
}

#[tokio::test]
async fn work_that_the_brand_pays_nothing_for_is_handed_over_all_the_same() {
    on_both_engines(async |world: &World| {
        let (app, manager) = (&world.app, world.actor(Staff::Manager).await);
        let (clerk, technician) = (world.actor(Staff::Clerk).await, world.actor(Staff::Technician).await);
        let fee = |category: &str, mode: &str, minor: i64| FeeRow {
            category: category.to_owned(),
            mode: mode.to_owned(),
            outcome: "no_fault".to_owned(),
            amount_minor: minor,
            currency: "CNY".to_owned(),
        };
        settlement::set_fee(app, &manager, fee("phone", "walk_in", 0)).await.expect("set");
        let number = warranty_phone_in_repair(world, "MG0007").await;
        orders::return_unrepaired(app, &technician, at(&number), "未发现故障".to_owned()).await.expect("it goes back");
        orders::hand_over(app, &clerk, at(&number), signature()).await.expect("the customer gets the device");
        assert_eq!(world.order(&number).await.claim, None, "nothing is claimed");

        for (unfit, field) in [
            (fee("phone", "by_balloon", 100), None),
            (fee("phone", "walk_in", -1), Some("amount")),
            (fee("Telephones and more", "walk_in", 100), Some("category")),
        ] {
            let (code, at_field) = refused(settlement::set_fee(app, &manager, unfit.clone()).await);
            assert!(field.is_none() || at_field == field, "{unfit:?}: {code}");
        }
    })
    .await;
}

#[tokio::test]
async fn what_is_said_with_a_step_is_bounded_and_names_its_field() {
    let world = World::new().await;
    let app = &world.app;
    let (clerk, technician) = (world.actor(Staff::Clerk).await, world.actor(Staff::Technician).await);
    let (supervisor, agent) = (world.actor(Staff::Supervisor).await, world.actor(Staff::Agent).await);
    let long = "长".repeat(2000);
    let number = world.washer_on_the_bench("MG0008").await;
    let mut dear = labour("10.00");
    dear.lines[0].price_minor = i64::MAX / 1000;
    let dear = orders::quote(app, &technician, at(&number), dear).await;
    assert_eq!(refused(dear), ("billing-refusal-price-too-large", Some("price")));
    orders::quote(app, &technician, at(&number), labour("10.00")).await.expect("quoted");
    let how = orders::approve_quote(app, &technician, at(&number), long.clone()).await;
    assert_eq!(refused(how), ("orders-refusal-text-too-long", Some("how")));
    orders::approve_quote(app, &technician, at(&number), String::new()).await.expect("approved");
    orders::start_repair(app, &technician, at(&number)).await.expect("begun");
    let done = orders::WorkDone { hidden_risk: Some(long.clone()), ..work_done() };
    let risk = orders::finish_repair(app, &technician, at(&number), Outcome::Fixed, done).await;
    assert_eq!(refused(risk), ("orders-refusal-text-too-long", Some("hidden_risk")));
    orders::finish_repair(app, &technician, at(&number), Outcome::Fixed, work_done()).await.expect("finished");
    let note = orders::check(app, &supervisor, at(&number), CheckResult::Passed, long.clone()).await;
    assert_eq!(refused(note), ("orders-refusal-text-too-long", Some("note")));
    world.checked(&number).await;
    let payer = Collected { payer: long.clone(), ..cash(yuan("10.00")) };
    let payer = billing::collect(app, &clerk, at(&number), payer).await;
    assert_eq!(refused(payer), ("billing-refusal-text-too-long", Some("payer")));
    orders::hand_over(app, &clerk, at(&number), signature()).await.expect("handed over");
    let unhappy = answer(AnswerClass::BadAttitude, "态度差");
    satisfaction::follow_up(app, &agent, at(&number), unhappy).await.expect("called");
    let words = satisfaction::resolve(app, &supervisor, at(&number), Settled { work_again: false, words: long }).await;
    assert_eq!(refused(words), ("orders-refusal-text-too-long", Some("words")));
    world.finish().await;
}

#[tokio::test]
async fn the_book_of_acts_names_no_customer() {
    on_both_engines(async |world: &World| {
        let app = &world.app;
        let clerk = world.actor(Staff::Clerk).await;
        let number = world.washer_on_the_bench("MG0009").await;
        world.agreed(&number, "10.00").await;
        world.worked_on(&number, Outcome::Fixed).await;
        world.checked(&number).await;
        billing::collect(app, &clerk, at(&number), cash(yuan("10.00"))).await.expect("paid");
        orders::hand_over(app, &clerk, at(&number), signature()).await.expect("handed over");
        let page = world.order(&number).await;
        for act in &page.timeline {
            assert!(!act.payload.to_string().contains("王小明"), "{}: {}", act.verb, act.payload);
        }
        assert_eq!(page.files[0].signer.as_deref(), Some("王小明"), "it stands where it can be erased");
        assert_eq!(page.payments[0].payer, "王小明");
    })
    .await;
}

#[tokio::test]
async fn a_unit_for_exchange_comes_in_as_what_it_is_where_it_can_be_given() {
    let world = World::new().await;
    let clerk = world.actor(Staff::Clerk).await;
    let unit = |place: &str, item: &str, model: &str| DeliveredUnit {
        place: place.to_owned(),
        item: item.to_owned(),
        model: model.to_owned(),
        serial: "SPARE0777".parse().expect("a serial"),
        imei: None,
        made_on: None,
    };
    for (unfit, code) in [
        (unit("SH01-SHELF", "P10-LCD", PHONE), "parts-refusal-does-not-fit"),
        (unit("SH01-SHELF", "P10-UNIT", WASHER), "parts-refusal-does-not-fit"),
        (unit("SH01-CUSTODY", "P10-UNIT", PHONE), "parts-refusal-not-good-stock"),
    ] {
        assert_eq!(refused(parts::receive_unit(&world.app, &clerk, unfit.clone()).await).0, code, "{unfit:?}");
    }
    parts::receive_unit(&world.app, &clerk, unit("SH01-SHELF", "P10-UNIT", PHONE)).await.expect("comes in");
    world.finish().await;
}

#[tokio::test]
async fn a_device_that_was_given_back_takes_no_new_order() {
    on_both_engines(async |world: &World| {
        world.exchanged("MG0011").await;
        let clerk = world.actor(Staff::Clerk).await;
        let again = world.brought(&clerk, Mode::WalkIn, PHONE, "MG0011").await;
        assert_eq!(refused(again).0, "devices-refusal-no-longer-the-customers");
        let page_of = async |serial: &str| {
            let found = devices::find_by_number(&world.app, &clerk, serial.to_owned()).await.expect("an answer");
            devices::page(&world.app, &clerk, found.expect("found").unit).await.expect("a page")
        };
        let chain: Vec<_> = page_of("MG0011").await.exchanges.into_iter().map(|link| link.serial.to_string()).collect();
        let [old, new] = chain.as_slice() else { panic!("{chain:?}") };
        assert!(old == "MG0011" && new != old, "{chain:?}");
        let page = page_of(new).await;
        assert_eq!(page.exchanges.iter().map(|link| link.serial.to_string()).collect::<Vec<_>>(), chain);
        assert_eq!(page.device.exchanged_on, Some(Date::constant(2026, 3, 2)));
    })
    .await;
}

#[tokio::test]
async fn the_days_are_sealed_once_though_two_nodes_seal_at_once() {
    on_both_engines(async |world: &World| {
        let clerk = world.actor(Staff::Clerk).await;
        world.registered_as(&clerk, Mode::WalkIn, WASHER, "MG0010").await;
        world.clock.advance_days(1);
        let seal = || {
            tokio::spawn({
                let app = world.app.clone();
                async move { aftercare_app::audit::seal_finished_days(&app).await }
            })
        };
        let (one, other) = (seal(), seal());
        let sealed = [one.await.expect("no panic"), other.await.expect("no panic")];
        let days: usize = sealed.into_iter().map(|days| days.expect("each node is content")).sum();
        assert_eq!(days, 1, "by one of them");
    })
    .await;
}

#[tokio::test]
async fn a_price_that_was_promised_back_is_paid_out_before_the_order_is_closed() {
    on_both_engines(async |world: &World| {
        let app = &world.app;
        let (clerk, agent) = (world.actor(Staff::Clerk).await, world.actor(Staff::Agent).await);
        let technician = world.actor(Staff::Technician).await;
        let number = world.refund_decided("MG0030").await;
        world.refunded(&number).await;
        assert_eq!(world.order(&number).await.owed_back, yuan("2999.00"));
        let satisfied = || answer(AnswerClass::Satisfied, "");
        let early = satisfaction::follow_up(app, &agent, at(&number), satisfied()).await;
        assert_eq!(refused(early).0, "orders-refusal-not-paid-out");

        let out = |amount: &str, payee: &str| PaidOut {
            method: PaymentMethod::Transfer,
            amount: yuan(amount),
            payee: payee.to_owned(),
        };
        let part = billing::pay_out(app, &clerk, at(&number), out("1000.00", "")).await;
        assert_eq!(refused(part), ("orders-refusal-other-sum-owed", Some("amount")));
        let payee = billing::pay_out(app, &clerk, at(&number), out("2999.00", &"王".repeat(81))).await;
        assert_eq!(refused(payee), ("billing-refusal-text-too-long", Some("payee")));
        let his = billing::pay_out(app, &technician, at(&number), out("2999.00", "")).await;
        assert!(matches!(his, Err(Error::Forbidden(_))), "a technician has no till: {his:?}");
        billing::pay_out(app, &clerk, at(&number), out("2999.00", "王小明")).await.expect("paid out");
        let twice = billing::pay_out(app, &clerk, at(&number), out("2999.00", "王小明")).await;
        assert_eq!(refused(twice).0, "orders-refusal-nothing-to-pay-out");

        let page = world.order(&number).await;
        let [paid] = &page.pay_outs[..] else { panic!("one refund: {:?}", page.pay_outs) };
        assert_eq!((paid.amount_minor, paid.payee.as_str(), page.owed_back), (299_900, "王小明", yuan("0")));
        let of_refund = page.postings.iter().filter(|line| line.what == "refund");
        let lines: Vec<(&str, i64)> = of_refund.map(|line| (line.account.as_str(), line.amount_minor)).collect();
        assert_eq!(lines, [("payable.customer:HX", 299_900), ("bank:SH01", -299_900)]);
        assert!(page.timeline.iter().all(|act| !act.payload.to_string().contains("王小明")), "no name in an act");
        let closed = satisfaction::follow_up(app, &agent, at(&number), satisfied()).await.expect("called");
        assert_eq!(closed.state, "closed");
    })
    .await;
}
