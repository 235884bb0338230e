//! Contracts beside the law: offers read back, cover held no further than its limits, one end to a contract.

use aftercare_domain::contracts::{Begins, ContractKind, CoverLine, Offer, Subject, Used};
use aftercare_kernel::{
    Currency, Date, Money, Percent,
    id::{ActId, ContractId, ContractUseId, CustomerId, OfferId, OrderId, PostingId, QuoteId, UnitId},
};
use aftercare_store::{
    Scope, StoreError, Tx,
    contracts::{self, Holder, NewContract, NewUse},
    money::{self, NewPosting},
};

use crate::{
    brand::{NOW, STATION, TODAY, device_entry, found, hx, id, insert_customer, insert_device, station, supervisor},
    house::*,
};

const LAST: Date = Date::constant(2027, 3, 1);

fn yuan(minor: i64) -> Money {
    Money::from_minor(minor, Currency::CNY)
}

fn offer(code: &str) -> Offer {
    let line = |subject, part_kind: Option<&str>, times, most| CoverLine {
        subject,
        part_kind: part_kind.map(str::to_owned),
        percent: Percent::from_millionths(800_000),
        times,
        most,
        deductible: yuan(500),
    };
    Offer {
        code: code.into(),
        name: "延保一年".into(),
        name_en: "One more year".into(),
        kind: ContractKind::ExtendedWarranty,
        price: yuan(36_500),
        months: 12,
        begins: Begins::AfterWarranty,
        cooling_off_days: 7,
        accidents: true,
        models: vec!["HX-P60".into(), "HX-P70".into()],
        categories: vec![],
        lines: vec![
            line(Subject::Labour, None, None, Some(yuan(10_000))),
            line(Subject::Part, Some("battery"), Some(2), Some(yuan(20_000))),
        ],
    }
}

fn posting(tx: &mut dyn Tx, number: u128, what: &'static str) -> Result<PostingId, StoreError> {
    let (order_id, act_id) = (None, Some(id::<ActId>(900)));
    let row =
        NewPosting { id: id(number), brand_id: hx(), at: NOW, day: TODAY, what, order_id, act_id, lines: Vec::new() };
    money::insert_posting(tx, &row)?;
    Ok(id(number))
}

/// A contract for a customer's phone at the station.
fn sell(tx: &mut dyn Tx) -> Result<ContractId, StoreError> {
    let customer: CustomerId = insert_customer(tx, 50, "王小明", "13900001234")?;
    let unit: UnitId = insert_device(tx, 60, &device_entry("SN0001", None), Some(customer))?;
    let offer = offer("EW-12");
    contracts::insert_offer(tx, hx(), id::<OfferId>(70), &offer)?;
    let new = NewContract {
        id: id(80),
        brand_id: hx(),
        org_path: STATION,
        station_id: station(),
        number: "SH01-2026-000001",
        offer_id: id(70),
        unit_id: unit,
        customer_id: customer,
        price: offer.price,
        sold_on: TODAY,
        starts_on: TODAY,
        last_day: LAST,
        method: "cash",
        sold_posting_id: posting(tx, 90, "contract_sold")?,
        paid_posting_id: posting(tx, 91, "contract_paid")?,
        person_id: supervisor(),
        at: NOW,
        lines: &offer.lines,
    };
    contracts::insert(tx, &new)?;
    Ok(new.id)
}

fn taken(line: i64, times: i64, minor: i64) -> NewUse<'static> {
    NewUse {
        id: id::<ContractUseId>(100),
        brand_id: hx(),
        contract_id: id(80),
        line,
        order_id: id::<OrderId>(1),
        quote_id: id::<QuoteId>(1),
        order_line_id: "1",
        times,
        amount_minor: minor,
        at: NOW,
    }
}

on_both!(an_offer_reads_back_as_it_was_defined_until_it_is_retired, test_options(), async |house: &House| {
    found(&house.store).await;
    let (all, found, again) = house
        .store
        .write("test.offers", |tx| {
            contracts::insert_offer(tx, hx(), id(71), &offer("EW-24"))?;
            contracts::insert_offer(tx, hx(), id(70), &offer("EW-12"))?;
            assert!(contracts::retire_offer(tx, hx(), id(71), NOW)?);
            let again = contracts::retire_offer(tx, hx(), id(71), NOW)?;
            Ok::<_, StoreError>((
                contracts::offers(tx, hx())?,
                contracts::find_offer_by_code(tx, hx(), "EW-12")?,
                again,
            ))
        })
        .await
        .unwrap();
    assert_eq!(all.iter().map(|row| row.entry.code.as_str()).collect::<Vec<_>>(), ["EW-12", "EW-24"]);
    assert_eq!((all[0].entry.clone(), all[0].retired_at), (offer("EW-12"), None));
    assert_eq!((all[1].retired_at, again), (Some(NOW), false));
    assert_eq!(found.map(|row| row.entry), Some(offer("EW-12")));
    let taken = house.store.write("test.twice", |tx| contracts::insert_offer(tx, hx(), id(72), &offer("EW-12"))).await;
    assert_eq!(taken, Err(StoreError::Conflict { constraint: "contract_offer_code_once".into() }));
});

on_both!(cover_is_held_up_to_its_limits_and_given_back, test_options(), async |house: &House| {
    found(&house.store).await;
    let used = house.store.write("test.cover", |tx| {
        sell(tx)?;
        for (line, times, minor, held) in [
            (0, 1, 10_001, false),
            (0, 1, 10_000, true),
            (0, 1, 1, false),
            (1, 3, 1, false),
            (1, 2, 20_000, true),
            (1, 1, 1, false),
            (2, 1, 1, false),
        ] {
            assert_eq!(contracts::hold(tx, &taken(line, times, minor))?, held, "{line} {times} {minor}");
        }
        let contract = contracts::find_by_number(tx, hx(), "SH01-2026-000001")?.unwrap();
        contracts::used(tx, &contract)
    });
    let full = |times, minor| Used { times, paid: yuan(minor) };
    assert_eq!(used.await.unwrap(), [full(1, 10_000), full(2, 20_000)]);
});

on_both!(a_contract_ends_once_and_holds_nothing_after, test_options(), async |house: &House| {
    found(&house.store).await;
    let (ends, held, contract) = house
        .store
        .write("test.cancel", |tx| {
            let contract = sell(tx)?;
            let refund = posting(tx, 92, "contract_refunded")?;
            let ends = [
                contracts::cancel(tx, hx(), contract, TODAY, yuan(100), Some(refund))?,
                contracts::cancel(tx, hx(), contract, TODAY, yuan(100), Some(refund))?,
            ];
            let held = contracts::hold(tx, &taken(0, 1, 1))?;
            Ok::<_, StoreError>((ends, held, contracts::contracts_of(tx, hx(), Holder::Unit(id(60)))?.remove(0)))
        })
        .await
        .unwrap();
    assert_eq!((ends, held), ([true, false], false));
    assert_eq!((contract.cancelled_on, contract.refund), (Some(TODAY), Some(yuan(100))));
    let beyond = house.store.write("test.beyond", |tx| {
        insert_customer(tx, 51, "李雷", "13900001235")?;
        tx.execute(&BEYOND, &[])
    });
    assert_eq!(beyond.await, Err(StoreError::Conflict { constraint: "contract_refund_within_price".into() }));
});

static BEYOND: aftercare_store::Statement =
    aftercare_store::Statement::new("test::BEYOND", "UPDATE contract SET refund_minor = price_minor + 1");

on_both!(
    a_contract_is_found_by_device_and_customer_and_only_in_scope_to_be_changed,
    test_options(),
    async |house: &House| {
        found(&house.store).await;
        let seen = house.store.write("test.seen", |tx| {
            sell(tx)?;
            let number = "SH01-2026-000001";
            let elsewhere = Scope::within(hx(), "/HX/HQ/BJ01/");
            let of_unit = contracts::contracts_of(tx, hx(), Holder::Unit(id(60)))?.len();
            let strange = contracts::contracts_of(tx, id(99), Holder::Unit(id(60)))?.len();
            let of_customer = contracts::contracts_of(tx, hx(), Holder::Customer(id(50)))?.len();
            for holder in [Holder::Unit(id(60)), Holder::Customer(id(50))] {
                for row in contracts::contracts_of(tx, hx(), holder)? {
                    let used = contracts::used_of(tx, hx(), holder)?.remove(&row.id);
                    assert_eq!(used, Some(contracts::used(tx, &row)?), "asked for all at once or for one");
                    let offer = contracts::offers_of(tx, hx(), holder)?.remove(&row.offer_id);
                    assert_eq!(offer, contracts::find_offer(tx, hx(), row.offer_id)?);
                }
                assert!(
                    contracts::used_of(tx, id(99), holder)?.is_empty()
                        && contracts::offers_of(tx, id(99), holder)?.is_empty()
                );
            }
            let here = contracts::find_in_scope(tx, &Scope::within(hx(), STATION), number)?.is_some();
            let there = contracts::find_in_scope(tx, &elsewhere, number)?.is_some();
            insert_device(tx, 61, &device_entry("SN0002", None), None)?;
            let handed_on = contracts::hand_on(tx, id(60), id(61))?;
            let serial = contracts::find_by_number(tx, hx(), number)?.unwrap().serial;
            Ok::<_, StoreError>((of_unit, strange, of_customer, here, there, handed_on, serial))
        });
        assert_eq!(seen.await.unwrap(), (1, 0, 1, true, false, 1, "SN0002".to_owned()));
    }
);

on_both!(contracts_are_listed_newest_first_where_they_were_sold, test_options(), async |house: &House| {
    found(&house.store).await;
    house.store.write("test.sell", |tx| sell(tx).map(drop)).await.unwrap();
    let seen = house.store.read("test.listed", |tx| {
        let whole = Scope::within(hx(), "/HX/");
        let (here, elsewhere) = (Scope::within(hx(), STATION), Scope::within(hx(), "/HX/HQ/BJ01/"));
        let all = contracts::contracts_by_age(tx, &whole, None, None, 10)?;
        let newest = all[0].id;
        let counts = [
            contracts::contracts_by_age(tx, &here, Some(STATION), None, 10)?.len(),
            contracts::contracts_by_age(tx, &elsewhere, None, None, 10)?.len(),
            contracts::contracts_by_age(tx, &elsewhere, Some("/HX/HQ/BJ01/"), None, 10)?.len(),
            contracts::contracts_by_age(tx, &whole, None, Some(newest), 10)?.len(),
        ];
        let used = contracts::used_between(tx, &whole, None, (newest, newest))?;
        let of_station = contracts::used_between(tx, &here, Some(STATION), (newest, newest))?;
        let strange = contracts::used_between(tx, &elsewhere, None, (newest, newest))?;
        assert_eq!((used.get(&newest), strange.len()), (Some(&contracts::used(tx, &all[0])?), 0));
        Ok::<_, StoreError>((all.len(), counts, used == of_station))
    });
    assert_eq!(seen.await.unwrap(), (1, [1, 0, 0, 0], true));
});
