//! Cases are registered in one piece, listed, taken over; keys are claimed once.

use aftercare_domain::acts::{Act, Chain, ChainKind, ChainedAct};
use aftercare_kernel::{
    Currency, Phone,
    id::{CaseId, CustomerId, UnitId},
};
use aftercare_store::{
    Scope, StoreError, Tx,
    customers::NewCustomer,
    devices::NewDevice,
    documents,
    idempotency::{self, StoredAnswer},
    intake::{
        self, CaseFilter, NewContact,
        registration::{self, Asked, NewCase, NewMessage, NewParties, NewRegistration},
    },
    orders::{self, OrderRow},
};

use crate::{brand::*, house::*};

fn asked<'a>(phone: &'a Phone, serial: &'a str) -> Asked<'a> {
    Asked {
        node_code: "SH01",
        customer_id: None,
        phone: Some(phone),
        name: Some("张三"),
        unit_id: None,
        serial: Some(serial),
        imei: None,
        model_code: Some("HX-P60"),
    }
}

/// A repair with a new customer and a new device; ids begin at `number`.
fn register(tx: &mut dyn Tx, number: u128, path: &str, code: &str, due: i64) -> Result<CaseId, StoreError> {
    let (case, customer, unit): (CaseId, CustomerId, UnitId) = (id(number), id(number + 1), id(number + 2));
    let entry = customer_entry("张三", &format!("138{:08}", number));
    let device = device_entry(&format!("SN-{number}"), None);
    let first = first_move(number + 3, unit);
    let numbers = registration::draw_numbers(tx, hx(), code, 2026, 2)?;
    let act = Act {
        id: id(number + 4),
        brand: hx(),
        chain: Chain::new(ChainKind::Case, case),
        order: None,
        at: NOW,
        day: TODAY,
        person: supervisor(),
        position: None,
        verb: "register".into(),
        payload: "{}".into(),
    };
    let order = OrderRow {
        id: id(number + 5),
        brand_id: hx(),
        org_path: path.into(),
        station_id: if code == "SH01" { station() } else { id(4) },
        number: numbers[1].to_string(),
        case_id: case,
        customer_id: customer,
        unit_id: unit,
        model_id: model(),
        mode: "walk_in".into(),
        service_type: "paid".into(),
        state: "registered".into(),
        state_data: r#"{"state":"registered"}"#.into(),
        round: 1,
        technician_id: None,
        decision_id: None,
        address: String::new(),
        symptom: "黑屏".into(),
        currency: "CNY".into(),
        opened_at: NOW,
        ended_at: None,
        version: 1,
    };
    registration::write_parties(
        tx,
        hx(),
        &NewParties {
            customer: Some(NewCustomer { id: customer, brand_id: hx(), entry: &entry, address: None, created_at: NOW }),
            address: None,
            device: Some(NewDevice {
                unit_id: unit,
                brand_id: hx(),
                model_id: model(),
                customer_id: Some(customer),
                entry: &device,
                currency: Currency::CNY,
                first: &first,
            }),
        },
    )?;
    registration::write_registration(
        tx,
        &NewRegistration {
            case: NewCase {
                id: case,
                brand_id: hx(),
                org_path: path,
                number: &numbers[0],
                kind: "repair",
                channel: "phone",
                customer_id: customer,
                unit_id: Some(unit),
                symptom: "黑屏",
                owner_id: supervisor(),
                due_what: "answer",
                due_at: NOW.plus_seconds(due),
                opened_at: NOW,
            },
            order: Some((order, &numbers[1])),
            contact: NewContact {
                id: id(number + 6),
                brand_id: hx(),
                case_id: case,
                channel: "phone",
                at: NOW,
                person_id: supervisor(),
                summary: "黑屏",
            },
            act: &ChainedAct::append(act, None),
            message: Some(NewMessage {
                id: id(number + 7),
                kind: "notice",
                dedupe: &number.to_string(),
                payload: "{}",
            }),
        },
    )?;
    Ok(case)
}

on_both!(a_registration_asks_once_what_it_must_know, test_options(), async |house: &House| {
    found(&house.store).await;
    let grounds = house.store.write("test.ground", |tx| {
        let scope = Scope::within(hx(), "/HX/");
        let phone: Phone = "13812345678".parse().unwrap();
        let before = registration::ground(tx, &scope, &asked(&phone, "SN-0001"))?.unwrap();
        let customer = insert_customer(tx, 100, "张三", "13812345678")?;
        let unit = insert_device(tx, 200, &device_entry("SN-0001", None), None)?;
        let after = registration::ground(tx, &scope, &asked(&phone, "SN-0001"))?.unwrap();
        let elsewhere = registration::ground(tx, &Scope::within(hx(), "/HX/HQ/BJ01/"), &asked(&phone, "SN-0001"))?;
        assert_eq!(elsewhere, None, "a station out of scope reads like none");
        assert_eq!((before.node.code.as_str(), before.currency, before.model), ("SH01", Currency::CNY, Some(model())));
        assert_eq!((before.source, before.customers), (Some(source()), Some(at_customers())));
        assert_eq!((before.supervisor, before.answer_clock), (Some(supervisor()), None));
        assert_eq!((before.customer_of_that_name, before.unit_by_serial, before.customers_with_phone), (None, None, 0));
        assert_eq!((after.customer_of_that_name, after.unit_by_serial), (Some(customer), Some(unit)));
        Ok::<_, StoreError>(after.customers_with_phone)
    });
    assert_eq!(grounds.await.unwrap(), 1);
});

on_both!(a_registered_case_is_whole, test_options(), async |house: &House| {
    found(&house.store).await;
    let outcome = house.store.write("test.register", |tx| {
        let case = register(tx, 1000, STATION, "SH01", 3600)?;
        let scope = Scope::within(hx(), STATION);
        let row = intake::find_case_by_number(tx, &scope, "SH01-2026-000001")?.unwrap();
        let elsewhere = intake::find_case_by_number(tx, &Scope::within(hx(), "/HX/HQ/BJ01/"), &row.number)?;
        assert_eq!((row.id, elsewhere), (case, None), "another station's case reads like none");
        assert_eq!(documents::broken_series(tx)?, []);
        assert_eq!(intake::findings(tx, 10)?, []);
        assert_eq!(intake::contacts(tx, hx(), case)?.len(), 1);
        assert_eq!(intake::open_orders_of_case(tx, case)?, 1);
        Ok::<_, StoreError>((
            row.number,
            row.station,
            row.owner,
            orders::orders_of_case(tx, hx(), case)?[0].number.clone(),
        ))
    });
    let (number, station, owner, order) = outcome.await.unwrap();
    assert_eq!((number.as_str(), order.as_str()), ("SH01-2026-000001", "SH01-2026-000002"));
    assert_eq!((station.as_str(), owner.as_deref()), ("SH01", Some("主任")));
});

on_both!(a_second_call_about_the_same_is_seen, test_options(), async |house: &House| {
    found(&house.store).await;
    let outcome = house.store.write("test.duplicates", |tx| {
        register(tx, 1000, STATION, "SH01", 3600)?;
        let phone: Phone = "13800001000".parse().unwrap();
        let long_ago = NOW.plus_seconds(-60);
        Ok::<_, StoreError>([
            registration::duplicates_by_unit(tx, hx(), id(1002), long_ago)?.len(),
            registration::duplicates_by_unit(tx, hx(), id(1002), NOW.plus_seconds(1))?.len(),
            registration::duplicates_by_phone(tx, hx(), &phone, "repair", long_ago)?.len(),
            registration::duplicates_by_phone(tx, hx(), &phone, "complaint", long_ago)?.len(),
        ])
    });
    assert_eq!(outcome.await.unwrap(), [1, 0, 1, 0]);
});

on_both!(the_register_is_narrowed_and_comes_in_pages, test_options(), async |house: &House| {
    found(&house.store).await;
    house
        .store
        .write("test.many", |tx| {
            for n in 0..6 {
                let (path, code) = if n % 2 == 0 { (STATION, "SH01") } else { ("/HX/HQ/BJ01/", "BJ01") };
                register(tx, 1000 + n * 100, path, code, 3600 - i64::try_from(n).unwrap())?;
            }
            assert!(orders::close_case(tx, id(1000), NOW, "settled")?);
            Ok::<_, StoreError>(())
        })
        .await
        .unwrap();
    let pages = house.store.read("test.lists", |tx| {
        let (all, here) = (Scope::within(hx(), "/HX/"), Scope::within(hx(), STATION));
        let none = CaseFilter::default();
        let ids = |rows: Vec<intake::CaseListRow>| rows.into_iter().map(|row| row.id).collect::<Vec<_>>();
        let newest = ids(intake::cases_by_age(tx, &all, None, &none, None, 2)?);
        let next = ids(intake::cases_by_age(tx, &all, None, &none, newest.last().copied(), 10)?);
        let at_node = ids(intake::cases_by_age(tx, &here, Some(STATION), &none, None, 10)?);
        let open = CaseFilter { state: Some("open".into()), ..none.clone() };
        let open_here = ids(intake::cases_by_age(tx, &here, Some(STATION), &open, None, 10)?);
        let other_kind = CaseFilter { kind: Some("complaint".into()), ..none.clone() };
        assert_eq!(intake::cases_by_age(tx, &all, None, &other_kind, None, 10)?, []);
        let urgent = intake::cases_by_due(tx, &all, &none, None, 2)?;
        let last = urgent.last().and_then(|row| row.due_at.map(|due| (due, row.id)));
        let later = ids(intake::cases_by_due(tx, &all, &none, last, 10)?);
        let mine = CaseFilter { owner: Some(supervisor()), due_before: Some(NOW.plus_seconds(3597)), ..none };
        let mine = ids(intake::cases_by_due(tx, &all, &mine, None, 10)?);
        Ok::<_, StoreError>((newest, next, at_node, open_here, ids(urgent), later, mine))
    });
    let (newest, next, at_node, open_here, urgent, later, mine) = pages.await.unwrap();
    let cases = |numbers: &[u128]| numbers.iter().map(|n| id::<CaseId>(*n)).collect::<Vec<_>>();
    assert_eq!(newest, cases(&[1500, 1400]));
    assert_eq!(next, cases(&[1300, 1200, 1100, 1000]));
    assert_eq!(at_node, cases(&[1400, 1200, 1000]));
    assert_eq!(open_here, cases(&[1400, 1200]));
    assert_eq!(urgent, cases(&[1500, 1400]));
    assert_eq!(later, cases(&[1300, 1200, 1100]));
    assert_eq!(mine, cases(&[1500, 1400]));
});

on_both!(figures_are_of_the_part_of_the_tree_and_end_where_nobody_counts_on, test_options(), async |house: &House| {
    found(&house.store).await;
    let outcome = house.store.write("test.figures", |tx| {
        for n in 0..6 {
            let (path, code) = if n % 2 == 0 { (STATION, "SH01") } else { ("/HX/HQ/BJ01/", "BJ01") };
            register(tx, 1000 + n * 100, path, code, 3600)?;
        }
        for n in [1000, 1100, 1200] {
            assert!(orders::close_case(tx, id(n), NOW, "settled")?);
        }
        let (all, here) = (Scope::within(hx(), "/HX/"), Scope::within(hx(), STATION));
        let (below, foreign) = (Scope::within(hx(), "/HX/HQ/"), Scope::within(id(99), "/HX/"));
        let late = NOW.plus_seconds(7200);
        let mut figures = |scope: &Scope, now, most| {
            let (open, closed) = intake::count_cases(tx, scope, now, most).unwrap();
            let by_state = orders::count_by_state(tx, scope, most).unwrap();
            let of = |state: &str| by_state.iter().find(|(name, _)| name == state).map(|(_, count)| *count);
            assert_eq!((by_state.len(), of("closed")), (aftercare_domain::orders::StateName::ALL.len(), Some(0)));
            (open.open, open.overdue, closed, of("registered").unwrap())
        };
        assert_eq!(figures(&all, NOW, 10), (3, 0, 3, 6));
        assert_eq!(figures(&all, late, 10), (3, 3, 3, 6));
        assert_eq!(figures(&here, late, 10), (1, 1, 2, 3));
        assert_eq!(figures(&all, late, 2), (2, 2, 2, 2));
        assert_eq!(figures(&below, late, 10), (3, 3, 3, 6), "node by node as in the whole brand");
        assert_eq!(figures(&foreign, late, 10), (0, 0, 0, 0));
        Ok::<_, StoreError>(())
    });
    outcome.await.unwrap();
});

on_both!(a_case_is_taken_over_by_version_and_only_while_it_is_open, test_options(), async |house: &House| {
    found(&house.store).await;
    let outcome = house.store.write("test.take_over", |tx| {
        let case = register(tx, 1000, STATION, "SH01", 3600)?;
        let taken = intake::take_over(tx, hx(), case, 1, id(77))?;
        let stale = intake::take_over(tx, hx(), case, 1, id(78))?;
        let count = intake::count_own(tx, hx(), id(77), NOW.plus_seconds(7200))?;
        let here = intake::count_in_scope(tx, &Scope::within(hx(), STATION), NOW)?;
        assert_eq!((here.open, here.overdue), (1, 0));
        let stale = stale || intake::close_seen(tx, hx(), case, 1, NOW, "settled")?;
        assert!(intake::close_seen(tx, hx(), case, 2, NOW, "settled")?, "who saw it as it is closes it");
        let closed = intake::take_over(tx, hx(), case, 3, id(79))?;
        let found = intake::findings(tx, 10)?.into_iter().map(|(rule, _)| rule).collect::<Vec<_>>();
        Ok::<_, StoreError>((taken, stale, closed, count.open, count.overdue, found))
    });
    let expected = (true, false, false, 1, 1, vec!["closed_case_has_no_open_order"]);
    assert_eq!(outcome.await.unwrap(), expected);
});

on_both!(stations_tell_their_open_work, test_options(), async |house: &House| {
    found(&house.store).await;
    let outcome = house.store.write("test.candidates", |tx| {
        register(tx, 1000, STATION, "SH01", 3600)?;
        register(tx, 1100, STATION, "SH01", 3600)?;
        registration::candidates(tx, &Scope::within(hx(), "/HX/"))
    });
    let open: Vec<(String, i64)> = outcome.await.unwrap().into_iter().map(|row| (row.code, row.open_orders)).collect();
    assert_eq!(open, [("BJ01".to_owned(), 0), ("SH01".to_owned(), 2)]);
});

on_both!(a_key_keeps_its_answer_once_a_person, test_options(), async |house: &House| {
    found(&house.store).await;
    let outcome = house.store.write("test.keys", |tx| {
        let stored = StoredAnswer { request: "hash".to_owned(), answer: "{}".to_owned() };
        idempotency::keep(tx, supervisor(), "k1", &stored, NOW)?;
        let others = idempotency::find(tx, id(11), "k1")?;
        idempotency::keep(tx, id(11), "k1", &stored, NOW)?;
        let found = idempotency::find(tx, supervisor(), "k1")?;
        let forgotten = idempotency::forget_before(tx, NOW.plus_seconds(1))?;
        Ok::<_, StoreError>((others, found == Some(stored), forgotten))
    });
    assert_eq!(outcome.await.unwrap(), (None, true, 2));
});
