//! Many people at once: no number twice, no place in a chain twice, no part used twice.

use aftercare_app::{
    intake::{self, CustomerChoice, DeviceChoice, NewCase, TypedCustomer, TypedDevice},
    parts::{self, Transfer},
};
use aftercare_domain::{
    customers::CustomerKind,
    intake::{CaseKind, Channel},
    orders::Mode,
};
use aftercare_kernel::Locale;
use aftercare_testkit::{PHONE, Staff, World, on_both_engines};
use std::collections::BTreeSet;

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
