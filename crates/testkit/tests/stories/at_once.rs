//! Many people at once: no number twice, no place in a chain twice, no part used twice.

use aftercare_app::{
    Error,
    billing::{self, Collected},
    intake::{self, CustomerChoice, DeviceChoice, NewCase, TypedCustomer, TypedDevice},
    orders::{self, ExchangeFor},
    parts::{self, PartUsed, PartWanted, Transfer},
    satisfaction::{self, CustomersAnswer},
};
use aftercare_domain::{
    customers::CustomerKind,
    intake::{CaseKind, Channel},
    money::PaymentMethod,
    orders::{Mode, Outcome},
    satisfaction::AnswerClass,
};
use aftercare_kernel::Locale;
use aftercare_testkit::{PHONE, Staff, World, at, labour, on_both_engines, signature, yuan};
use std::{collections::BTreeSet, fmt::Debug, future::Future};

fn case(number: usize) -> NewCase {
    NewCase {
        kind: CaseKind::Repair,
        channel: Channel::WalkIn,
        mode: Some(Mode::WalkIn),
        symptom: "黑屏".to_owned(),
        customer: CustomerChoice::Typed(TypedCustomer {
            kind: CustomerKind::Person,
            name: "李雷".to_owned(),
            phone: format!("139{number:08}"),
            phone_2: None,
            email: None,
            language: Locale::ZhCn,
        }),
        device: DeviceChoice::Typed(TypedDevice {
            model_code: PHONE.to_owned(),
            serial: format!("AT{number:06}"),
            ..TypedDevice::default()
        }),
        address: None,
        station: Some("SH01".to_owned()),
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn registrations_at_once_draw_every_number_once_and_leave_no_gap() {
    on_both_engines(async |world: &World| {
        let agent = world.actor(Staff::Agent).await;
        let tasks: Vec<_> = (0..40)
            .map(|number| {
                let (app, agent) = (world.app.clone(), agent.clone());
                tokio::spawn(async move { intake::register(&app, &agent, case(number), None).await })
            })
            .collect();
        let mut numbers = BTreeSet::new();
        for task in tasks {
            let registered = task.await.expect("no panic").expect("registered");
            numbers.insert(registered.number);
            numbers.extend(registered.order_number);
        }
        assert_eq!(numbers.len(), 80, "a number for each case and each order");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn transfers_at_once_write_one_chain_and_never_move_more_than_is_there() {
    on_both_engines(async |world: &World| {
        let clerk = world.actor(Staff::Clerk).await;
        let places = parts::places(&world.app, &clerk).await.expect("places");
        let place = |kind: &str| places.iter().find(|place| place.kind == kind).expect("a place").id;
        let (shelf, van) = (place("shelf"), place("van"));
        let (_, stock) = parts::stock_of(&world.app, &clerk, shelf, Default::default()).await.expect("stock");
        let screen = stock.rows.iter().find(|row| row.code == "P10-LCD").expect("screens").clone();
        let one = Transfer { item: screen.item_id, lot: screen.lot.clone(), quantity: 1, from: shelf, to: van };
        let tasks: Vec<_> = (0..screen.quantity + 5)
            .map(|_| {
                let (app, clerk, one) = (world.app.clone(), clerk.clone(), one.clone());
                tokio::spawn(async move { parts::transfer(&app, &clerk, one, None).await.is_ok() })
            })
            .collect();
        let mut moved = 0;
        for task in tasks {
            moved += i64::from(task.await.expect("no panic"));
        }
        assert_eq!(moved, screen.quantity, "all that was there, and not one more");
    })
    .await;
}

/// Two people do the same at the same moment: one of them does it, the other is told why not.
async fn one_of_two<T: Debug + Send + 'static, F>(what: &str, both: [F; 2])
where
    F: Future<Output = Result<T, Error>> + Send + 'static,
{
    let [one, other] = both.map(tokio::spawn);
    let outcomes = [one.await.expect("no panic"), other.await.expect("no panic")];
    let told = |outcome: &Result<T, Error>| matches!(outcome, Err(Error::Refusal(_) | Error::Stale));
    assert_eq!(outcomes.iter().filter(|outcome| outcome.is_ok()).count(), 1, "{what}: {outcomes:?}");
    assert_eq!(outcomes.iter().filter(|outcome| told(outcome)).count(), 1, "{what}: {outcomes:?}");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn of_two_at_one_order_one_is_first_at_every_step_that_counts() {
    on_both_engines(async |world: &World| {
        let app = &world.app;
        let (clerk, agent) = (world.actor(Staff::Clerk).await, world.actor(Staff::Agent).await);
        let technician = world.actor(Staff::Technician).await;
        let number = world.washer_on_the_bench("AO0001").await;
        orders::quote(app, &technician, at(&number), labour("199.00")).await.expect("quoted");
        let twice = || {
            let (app, technician, number) = (app.clone(), technician.clone(), number.clone());
            async move { orders::approve_quote(&app, &technician, at(&number), String::new()).await }
        };
        one_of_two("a quotation is answered", [twice(), twice()]).await;

        let reservation = hold_a_pump(world, &number).await;
        orders::start_repair(app, &technician, at(&number)).await.expect("begun");
        let twice = || {
            let (app, technician, number) = (app.clone(), technician.clone(), number.clone());
            let used = PartUsed { reservation, old_serial: None, new_serial: None };
            async move { parts::use_part(&app, &technician, at(&number), used).await }
        };
        one_of_two("a held part is used", [twice(), twice()]).await;
        let done = aftercare_testkit::work_done();
        orders::finish_repair(app, &technician, at(&number), Outcome::Fixed, done).await.expect("finished");
        world.checked(&number).await;

        let twice = || {
            let (app, clerk, number) = (app.clone(), clerk.clone(), number.clone());
            let paid = Collected { method: PaymentMethod::Cash, amount: yuan("199.00"), payer: "王小明".to_owned() };
            async move { billing::collect(&app, &clerk, at(&number), paid).await }
        };
        one_of_two("what is owed is paid", [twice(), twice()]).await;
        let twice = || {
            let (app, clerk, number) = (app.clone(), clerk.clone(), number.clone());
            async move { orders::hand_over(&app, &clerk, at(&number), signature()).await }
        };
        one_of_two("the device is handed over", [twice(), twice()]).await;
        let twice = || {
            let (app, agent, number) = (app.clone(), agent.clone(), number.clone());
            let satisfied = CustomersAnswer { class: AnswerClass::Satisfied, words: String::new() };
            async move { satisfaction::follow_up(&app, &agent, at(&number), satisfied).await }
        };
        one_of_two("the customer is called", [twice(), twice()]).await;
        assert_eq!(world.order(&number).await.payments.len(), 1);
    })
    .await;
}

async fn hold_a_pump(world: &World, number: &str) -> aftercare_kernel::id::ReservationId {
    let technician = world.actor(Staff::Technician).await;
    let order = number.parse().expect("a number");
    let stock = parts::parts_for_order(&world.app, &technician, order).await.expect("stock");
    let (shelf, items) = stock.iter().find(|(place, _)| place.kind == "shelf").expect("a shelf");
    let pump = items.iter().find(|item| item.code == "W8-PUMP").expect("a pump");
    let wanted = PartWanted { item: pump.id, place: shelf.id, lot: String::new(), quantity: 1 };
    parts::reserve_part(&world.app, &technician, at(number), wanted).await.expect("reserved");
    world.order(number).await.reservations[0].id
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn one_unit_is_not_given_to_two_customers_at_once() {
    on_both_engines(async |world: &World| {
        let supervisor = world.actor(Staff::Supervisor).await;
        let mut numbers = Vec::new();
        for serial in ["AO0002", "AO0003"] {
            world.repaired(serial).await;
            world.repaired(serial).await;
            numbers.push(world.exchange_decided(serial).await);
        }
        let order = numbers[0].parse().expect("a number");
        let spares = orders::replacements(&world.app, &supervisor, order).await.expect("spares");
        let new_unit = spares.first().expect("a spare").id;
        let give = |number: &String| {
            let (app, supervisor, number) = (world.app.clone(), supervisor.clone(), number.clone());
            async move { orders::exchange(&app, &supervisor, at(&number), ExchangeFor { new_unit }).await }
        };
        one_of_two("a unit is given", [give(&numbers[0]), give(&numbers[1])]).await;
    })
    .await;
}
