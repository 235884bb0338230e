//! Cases are listed, taken over, closed; customers' data is shown when it is needed.

use aftercare_app::{
    Error, customers, devices,
    intake::{self, CaseOrder, CaseQuery, DeviceChoice, NewCase},
};
use aftercare_domain::{
    acts::ChainKind,
    customers::{CustomerDraft, CustomerKind},
    devices::{DeviceDraft, DevicePaper},
    intake::{CaseKind, CaseResult, Channel},
};
use aftercare_kernel::{Locale, PageRequest};

use crate::house::{House, code, number, repair};

fn question() -> NewCase {
    NewCase { kind: CaseKind::Consultation, device: DeviceChoice::Unknown, ..repair("李四", "13900000000", "") }
}

#[tokio::test]
async fn the_register_shows_ones_own_part_of_the_tree_page_by_page() {
    let house = House::new().await;
    let (agent, clerk, beijing) =
        (house.actor("agent").await, house.actor("clerk").await, house.actor("clerk.bj").await);
    let mut numbers = Vec::new();
    for n in 0..5 {
        let case = repair("张三", &format!("1381234567{n}"), &format!("SN-000{n}"));
        numbers.push(house.register(&clerk, case).await.unwrap().number);
    }
    house.register(&agent, NewCase { station: Some("BJ01".into()), ..question() }).await.unwrap();
    let page = |after| CaseQuery { page: PageRequest::new(after, 3), ..CaseQuery::default() };
    let first = intake::list(&house.app, &clerk, page(None)).await.unwrap();
    let second = intake::list(&house.app, &clerk, page(first.next.clone())).await.unwrap();
    let seen: Vec<String> = first.rows.iter().chain(&second.rows).map(|row| row.number.clone()).collect();
    assert_eq!(seen, numbers.iter().rev().cloned().collect::<Vec<_>>());
    assert_eq!((second.next, first.rows[0].customer.as_str()), (None, "张**"));
    assert_eq!(intake::list(&house.app, &beijing, page(None)).await.unwrap().rows.len(), 1);
    assert_eq!(intake::list(&house.app, &agent, page(None)).await.unwrap().rows.len(), 3);
    let questions = CaseQuery { kind: Some(CaseKind::Consultation), ..CaseQuery::default() };
    assert_eq!(intake::list(&house.app, &agent, questions).await.unwrap().rows.len(), 1);
    let elsewhere = CaseQuery { station: Some("BJ01".into()), ..CaseQuery::default() };
    assert_eq!(intake::list(&house.app, &agent, elsewhere.clone()).await.unwrap().rows.len(), 1);
    assert!(matches!(intake::list(&house.app, &clerk, elsewhere).await, Err(Error::Missing("station"))));
    let urgent = |after| CaseQuery { order: CaseOrder::MostUrgentFirst, ..page(after) };
    let first = intake::list(&house.app, &clerk, urgent(None)).await.unwrap();
    let second = intake::list(&house.app, &clerk, urgent(first.next.clone())).await.unwrap();
    let seen: Vec<String> = first.rows.iter().chain(&second.rows).map(|row| row.number.clone()).collect();
    assert_eq!(seen, numbers);
}

#[tokio::test]
async fn a_case_is_taken_over_answered_and_closed() {
    let house = House::new().await;
    let (agent, clerk) = (house.actor("agent").await, house.actor("clerk").await);
    let done = house.register(&agent, question()).await.unwrap();
    let case = || number(&done.number);
    let version = intake::take_over(&house.app, &clerk, case(), 1).await.unwrap();
    assert!(matches!(intake::take_over(&house.app, &agent, case(), 1).await, Err(Error::Stale)));
    let mine = intake::my_work(&house.app, &clerk).await.unwrap();
    assert_eq!((mine.mine_open, mine.mine_overdue, mine.here_open), (1, 0, 1));
    assert_eq!(mine.mine[0].number, done.number);
    let words = "已告知保修期".to_owned();
    intake::add_contact(&house.app, &clerk, case(), Channel::Phone, words.clone(), None).await.unwrap();
    intake::close(&house.app, &clerk, case(), version, CaseResult::SolvedRemotely, words.clone()).await.unwrap();
    let page = intake::page(&house.app, &clerk, case()).await.unwrap();
    assert_eq!((page.case.open, page.case.result, page.contacts.len()), (false, Some(CaseResult::SolvedRemotely), 3));
    let verbs: Vec<&str> = page.timeline.iter().map(|act| act.verb.as_str()).collect();
    assert_eq!(verbs, ["register", "take_over", "add_contact", "close_case"]);
    let again = intake::close(&house.app, &clerk, case(), version + 1, CaseResult::SolvedRemotely, words).await;
    assert_eq!(code(again), "intake-refusal-case-closed");
    assert_eq!(intake::my_work(&house.app, &clerk).await.unwrap().mine_open, 0);
    house.check().await;
}

#[tokio::test]
async fn a_case_with_an_open_order_stays_open() {
    let house = House::new().await;
    let clerk = house.actor("clerk").await;
    let done = house.register(&clerk, repair("张三", "13812345678", "SN-0001")).await.unwrap();
    let closed = intake::close(&house.app, &clerk, number(&done.number), 1, CaseResult::Settled, "好".into()).await;
    assert_eq!(code(closed), "intake-refusal-orders-open");
    house.check().await;
}

#[tokio::test]
async fn a_case_of_another_station_reads_like_none() {
    let house = House::new().await;
    let (clerk, beijing) = (house.actor("clerk").await, house.actor("clerk.bj").await);
    let done = house.register(&clerk, repair("张三", "13812345678", "SN-0001")).await.unwrap();
    let seen = intake::page(&house.app, &beijing, number(&done.number)).await;
    assert!(matches!(seen, Err(Error::Missing("case"))));
    let device = devices::page(&house.app, &beijing, done.unit.unwrap()).await.unwrap();
    assert_eq!((device.cases.len(), device.orders.len()), (1, 1), "every station serves every device");
    assert_eq!(device.owner.map(|owner| owner.masked), Some(true));
}

#[tokio::test]
async fn showing_a_customer_in_full_is_written_down() {
    let house = House::new().await;
    let (clerk, manager) = (house.actor("clerk").await, house.actor("manager").await);
    let customer = house.register(&clerk, repair("张三丰", "13812345678", "SN-0001")).await.unwrap().customer;
    let shown = customers::unmask(&house.app, &clerk, customer, "SH01-2026-000001".into()).await.unwrap();
    assert_eq!((shown.customer.name.as_str(), shown.customer.phone.as_str()), ("张三丰", "13812345678"));
    assert!(matches!(customers::unmask(&house.app, &manager, customer, String::new()).await, Err(Error::Forbidden(_))));
    let brand = clerk.brand;
    let acts = house
        .app
        .store()
        .read("test.acts", move |tx| aftercare_store::acts::timeline(tx, brand, &customer.to_string(), 0, 10));
    let acts = acts.await.unwrap();
    assert_eq!(acts.len(), 1);
    assert_eq!((acts[0].0.act.chain.kind, acts[0].0.act.verb.as_str()), (ChainKind::Customer, "unmask"));
    assert_eq!(acts[0].0.act.person, clerk.person);
    house.check().await;
}

#[tokio::test]
async fn a_stale_edit_of_a_customer_is_turned_away() {
    let house = House::new().await;
    let clerk = house.actor("clerk").await;
    let customer = house.register(&clerk, repair("张三", "13812345678", "SN-0001")).await.unwrap().customer;
    let draft = |name: &str| CustomerDraft {
        kind: CustomerKind::Person,
        name: name.into(),
        phone: "13812345678".into(),
        phone_2: Some("021-62345678".into()),
        email: None,
        language: Locale::ZhCn,
    };
    customers::edit(&house.app, &clerk, customer, 1, draft("张三丰")).await.unwrap();
    assert!(matches!(customers::edit(&house.app, &clerk, customer, 1, draft("李四")).await, Err(Error::Stale)));
    let found = customers::by_phone(&house.app, &clerk, "138-1234-5678").await.unwrap();
    assert_eq!((found.len(), found[0].version), (1, 2));
    house.check().await;
}

#[tokio::test]
async fn facts_of_a_device_are_put_right_by_version() {
    let house = House::new().await;
    let clerk = house.actor("clerk").await;
    let unit = house.register(&clerk, repair("张三", "13812345678", "SN-0001")).await.unwrap().unit.unwrap();
    let sold = "2026-01-05".parse().unwrap();
    let draft = || DeviceDraft { sold_on: Some(sold), papers: [DevicePaper::Invoice].into(), ..DeviceDraft::default() };
    devices::edit(&house.app, &clerk, unit, 1, draft()).await.unwrap();
    assert!(matches!(devices::edit(&house.app, &clerk, unit, 1, draft()).await, Err(Error::Stale)));
    let page = devices::page(&house.app, &clerk, unit).await.unwrap();
    assert_eq!((page.device.sold_on, page.device.papers.as_slice()), (Some(sold), &[DevicePaper::Invoice][..]));
    assert_eq!(page.device.version, 2);
    let unsold = DeviceDraft { sold_on: None, ..draft() };
    let refused = devices::edit(&house.app, &clerk, unit, 2, unsold).await;
    assert_eq!(code(refused), "devices-refusal-invoice-without-date");
    house.check().await;
}
