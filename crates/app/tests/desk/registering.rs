//! A case is registered.

use aftercare_app::{
    Error, customers, devices, identity,
    intake::{self, CustomerChoice, DeviceChoice, NewCase, Routed, TypedDevice},
    outbox,
};
use aftercare_domain::{
    deadlines::ClockWhat,
    intake::{CaseKind, Channel},
    orders::{Mode, ServiceType, StateName},
};

use aftercare_kernel::{Date, PageRequest};

use crate::house::{House, at, caller, code, number, phone_with, repair};

#[tokio::test]
async fn a_repair_brings_customer_device_case_and_order_into_the_books() {
    let house = House::new().await;
    let clerk = house.actor("clerk").await;
    let done = house.register(&clerk, repair("张三丰", "13812345678", "SN-0001")).await.unwrap();
    assert_eq!(done.number, "SH01-2026-000001");
    assert_eq!(done.order_number.as_deref(), Some("SH01-2026-000002"));
    assert_eq!((done.due_what, done.duplicates.len(), done.routed), (ClockWhat::Answer, 0, None));
    let page = intake::page(&house.app, &clerk, number(&done.number)).await.unwrap();
    assert_eq!((page.customer.name.as_str(), page.customer.phone.as_str()), ("张**", "138****5678"));
    assert_eq!(page.device.as_ref().map(|d| (d.serial.as_str(), d.owner)), Some(("SN-0001", Some(done.customer))));
    assert_eq!(page.case.due.map(|due| due.due.seconds_since(page.case.opened_at)), Some(4 * 3600));
    let order = &page.orders[0];
    assert_eq!((order.state, order.mode, order.service_type), (StateName::Registered, Mode::WalkIn, ServiceType::Paid));
    assert_eq!((page.contacts.len(), page.timeline[0].verb.as_str()), (1, "register"));
    house.check().await;
}

#[tokio::test]
async fn the_stations_supervisor_owns_it_and_hears_of_it() {
    let house = House::new().await;
    let (agent, supervisor) = (house.actor("agent").await, house.actor("supervisor").await);
    let done = house.register(&agent, repair("张三", "13812345678", "SN-0001")).await.unwrap();
    assert_eq!(done.owner, supervisor.person);
    house.check().await;
    let notices = outbox::notices(&house.app, &supervisor, PageRequest::default()).await.unwrap().rows;
    assert_eq!(notices.len(), 1);
    assert_eq!(notices[0].link, format!("/cases/{}", done.number));
    assert_eq!(outbox::notices(&house.app, &agent, PageRequest::default()).await.unwrap().rows, []);
}

#[tokio::test]
async fn older_notices_are_on_the_next_page() {
    let house = House::new().await;
    let (agent, supervisor) = (house.actor("agent").await, house.actor("supervisor").await);
    let mut links = Vec::new();
    for serial in ["SN-0001", "SN-0002", "SN-0003"] {
        let done = house.register(&agent, repair("张三", "13812345678", serial)).await.unwrap();
        links.insert(0, format!("/cases/{}", done.number));
    }
    house.check().await;
    let (mut seen, mut after) = (Vec::new(), None);
    for rows in [2, 1] {
        let page = outbox::notices(&house.app, &supervisor, PageRequest::new(after, 2)).await.unwrap();
        assert_eq!(page.rows.len(), rows);
        seen.extend(page.rows.into_iter().map(|notice| notice.link));
        after = page.next;
    }
    assert_eq!((seen, after), (links, None));
}

#[tokio::test]
async fn a_question_needs_no_device_and_stays_with_who_took_it() {
    let house = House::new().await;
    let agent = house.actor("agent").await;
    let question = NewCase {
        kind: CaseKind::Consultation,
        channel: Channel::Phone,
        mode: None,
        device: DeviceChoice::Unknown,
        station: None,
        ..repair("李四", "13812345678", "")
    };
    let done = house.register(&agent, question).await.unwrap();
    assert_eq!((done.number.as_str(), done.order, done.owner), ("HQ-2026-000001", None, agent.person));
    house.check().await;
}

#[tokio::test]
async fn who_and_what_is_known_is_found_and_not_made_again() {
    let house = House::new().await;
    let clerk = house.actor("clerk").await;
    let first = house.register(&clerk, repair("张三", "138 1234 5678", "sn-0001")).await.unwrap();
    let second = house.register(&clerk, repair("张三", "+8613812345678", "SN-0001")).await.unwrap();
    assert_eq!((second.customer, second.unit), (first.customer, first.unit));
    let other_name = house.register(&clerk, repair("张四", "13812345678", "SN-0002")).await.unwrap();
    assert_ne!(other_name.customer, first.customer, "a family shares a phone");
    let known = NewCase {
        customer: CustomerChoice::Known(first.customer),
        device: DeviceChoice::known(first.unit.unwrap()),
        address: Some(at("310115", "张江路 1 号")),
        ..repair("", "", "")
    };
    house.register(&clerk, known.clone()).await.unwrap();
    house.register(&clerk, known).await.unwrap();
    let page = customers::page(&house.app, &clerk, first.customer).await.unwrap();
    assert_eq!((page.addresses.len(), page.devices.len(), page.cases.len()), (1, 1, 4));
    house.check().await;
}

#[tokio::test]
async fn a_day_of_sale_that_nobody_knew_is_filled_in_and_a_known_one_stays() {
    let house = House::new().await;
    let clerk = house.actor("clerk").await;
    let unit = house.register(&clerk, repair("张三", "13812345678", "SN-0001")).await.unwrap().unit.unwrap();
    let sold = |year: i16| {
        let device = DeviceChoice::Known { unit, sold_on: Some(Date::constant(year, 1, 2)) };
        NewCase { device, ..repair("张三", "13812345678", "") }
    };
    assert_eq!(code(house.register(&clerk, sold(2999)).await), "devices-refusal-sold-in-future");
    for year in [2025, 2024] {
        house.register(&clerk, sold(year)).await.unwrap();
        let page = devices::page(&house.app, &clerk, unit).await.unwrap();
        assert_eq!(page.device.sold_on, Some(Date::constant(2025, 1, 2)), "{year}");
    }
    house.check().await;
}

#[tokio::test]
async fn open_cases_about_the_same_are_said() {
    let house = House::new().await;
    let clerk = house.actor("clerk").await;
    let first = house.register(&clerk, repair("张三", "13812345678", "SN-0001")).await.unwrap();
    let same_unit = house.register(&clerk, repair("李四", "13900000000", "SN-0001")).await.unwrap();
    let same_phone = house.register(&clerk, repair("张三", "13812345678", "SN-0002")).await.unwrap();
    let stranger = house.register(&clerk, repair("王五", "13700000000", "SN-0003")).await.unwrap();
    let numbers = |done: &intake::Registered| done.duplicates.iter().map(|d| d.number.clone()).collect::<Vec<_>>();
    assert_eq!(numbers(&same_unit), [first.number.as_str()]);
    assert_eq!(numbers(&same_phone), [first.number.as_str()]);
    assert_eq!(numbers(&stranger), [""; 0]);
    house.clock.advance_days(31);
    let later = house.register(&clerk, repair("张三", "13812345678", "SN-0001")).await.unwrap();
    assert_eq!(numbers(&later), [""; 0], "a month later it is another matter");
    house.check().await;
}

#[tokio::test]
async fn without_a_chosen_station_the_nearest_with_least_work_gets_it() {
    let house = House::new().await;
    let agent = house.actor("agent").await;
    let unrouted = |serial: &str, division: &str| NewCase {
        station: None,
        address: Some(at(division, "某路 1 号")),
        ..repair("张三", "13812345678", serial)
    };
    let near = house.register(&agent, unrouted("SN-0001", "310115")).await.unwrap();
    assert_eq!((near.station.as_str(), near.routed), ("SH01", Some(Routed::SameProvince)));
    let idle = house.register(&agent, unrouted("SN-0002", "440106")).await.unwrap();
    assert_eq!((idle.station.as_str(), idle.routed), ("BJ01", Some(Routed::Elsewhere)), "SH01 has one order already");
    let clerk = house.actor("clerk").await;
    let own = house.register(&clerk, unrouted("SN-0003", "110105")).await.unwrap();
    assert_eq!(own.station, "SH01", "a station's clerk gives it to the own station");
    house.check().await;
}

#[tokio::test]
async fn of_two_stations_in_a_city_the_one_in_the_customers_district_gets_it_however_busy() {
    let house = House::new().await;
    for (code, division) in [("SH02", "310115"), ("SH03", "上海市徐汇区")] {
        house.station(code, "CN-SH", division).await;
    }
    let agent = house.actor("agent").await;
    let from = |serial: &str, division: &str| NewCase {
        station: None,
        address: Some(at(division, "某路 1 号")),
        ..repair("张三", "13812345678", serial)
    };
    for (serial, division, station, routed) in [
        ("SN-0001", "310115", "SH02", Routed::SameDistrict),
        ("SN-0002", "310115", "SH02", Routed::SameDistrict),
        ("SN-0003", "310104", "SH03", Routed::SameDistrict),
        ("SN-0004", "310112", "SH03", Routed::SameCity),
    ] {
        let case = house.register(&agent, from(serial, division)).await.unwrap();
        assert_eq!((case.station.as_str(), case.routed), (station, Some(routed)), "{serial}");
    }
    house.check().await;
}

#[tokio::test]
async fn what_is_missing_or_wrong_is_named_and_nothing_is_left_behind() {
    let house = House::new().await;
    let clerk = house.actor("clerk").await;
    let good = || repair("张三", "13812345678", "SN-0001");
    let typed = |device: TypedDevice| DeviceChoice::Typed(device);
    let refused = [
        (NewCase { symptom: "  ".into(), ..good() }, "intake-refusal-symptom-missing"),
        (NewCase { device: DeviceChoice::Unknown, ..good() }, "intake-refusal-device-missing"),
        (NewCase { mode: Some(Mode::OnSite), ..good() }, "intake-refusal-address-missing"),
        (NewCase { customer: caller("", "13812345678"), ..good() }, "customers-refusal-name-missing"),
        (NewCase { customer: caller("张三", "12"), ..good() }, "customers-refusal-phone-unfit"),
        (NewCase { device: phone_with("!"), ..good() }, "devices-refusal-serial-unfit"),
        (
            NewCase { device: typed(TypedDevice { imei: Some("123".into()), ..TypedDevice::default() }), ..good() },
            "devices-refusal-imei-unfit",
        ),
    ];
    for (case, expected) in refused {
        assert_eq!(code(house.register(&clerk, case).await), expected);
    }
    let unknown_model =
        typed(TypedDevice { model_code: "NO".into(), serial: "SN-0001".into(), ..TypedDevice::default() });
    for (case, missing) in [
        (NewCase { device: unknown_model, ..good() }, "model"),
        (NewCase { station: Some("BJ01".into()), ..good() }, "station"),
        (NewCase { station: Some("XX99".into()), ..good() }, "station"),
    ] {
        assert!(matches!(house.register(&clerk, case).await, Err(Error::Missing(what)) if what == missing));
    }
    let agent = house.actor("agent").await;
    let at_head_office = NewCase { station: Some("HQ".into()), ..good() };
    assert_eq!(code(house.register(&agent, at_head_office).await), "intake-refusal-no-station");
    let manager = house.actor("manager").await;
    assert!(matches!(house.register(&manager, good()).await, Err(Error::Forbidden(_))));
    let done = house.register(&clerk, good()).await.unwrap();
    assert_eq!(done.number, "SH01-2026-000001", "refused cases took no number");
    house.check().await;
}

#[tokio::test]
async fn a_phone_without_serial_goes_by_its_imei() {
    let house = House::new().await;
    let clerk = house.actor("clerk").await;
    let imei = "490154203237518";
    let by_imei = |serial: &str| {
        let device = TypedDevice {
            model_code: "HX-P60".into(),
            serial: serial.into(),
            imei: Some(imei.into()),
            ..TypedDevice::default()
        };
        NewCase { device: DeviceChoice::Typed(device), ..repair("张三", "13812345678", "") }
    };
    let first = house.register(&clerk, by_imei("")).await.unwrap();
    let again = house.register(&clerk, by_imei("")).await.unwrap();
    assert_eq!(first.unit, again.unit);
    let found = devices::find_by_number(&house.app, &clerk, imei.to_owned()).await.unwrap();
    assert_eq!(found.map(|device| device.unit), first.unit);
    assert_eq!(code(house.register(&clerk, by_imei("SN-0009")).await), "devices-refusal-imei-known");
    house.check().await;
}

#[tokio::test]
async fn the_answer_is_due_by_the_brands_own_clock() {
    let house = House::new().await;
    let clerk = house.actor("clerk").await;
    let clock = aftercare_domain::deadlines::ClockPolicy::new(
        ClockWhat::Answer,
        2,
        aftercare_domain::deadlines::ClockUnit::Hours,
    );
    aftercare_app::deadlines::set_clock(&house.app, &house.operator, clock.unwrap()).await.unwrap();
    let done = house.register(&clerk, repair("张三", "13812345678", "SN-0001")).await.unwrap();
    let page = intake::page(&house.app, &clerk, number(&done.number)).await.unwrap();
    assert_eq!(done.due_at.seconds_since(page.case.opened_at), 2 * 3600);
    assert!(identity::brands(&house.app).await.unwrap().len() == 1);
}
