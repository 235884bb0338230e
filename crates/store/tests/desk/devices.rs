//! Devices are brought into the books, found by what is printed on them, exchanged.

use aftercare_domain::devices::DeviceDraft;
use aftercare_kernel::{Currency, id::UnitId};
use aftercare_store::{StoreError, devices, search, things};

use crate::{
    brand::{TODAY, device_entry, first_move, found, hx, id, insert_customer, insert_device, model},
    house::*,
};

const IMEI: &str = "490154203237518";
const IMEI_2: &str = "356938035643809";

on_both!(a_device_is_found_by_serial_and_by_either_imei, test_options(), async |house: &House| {
    found(&house.store).await;
    let hits = house.store.write("test.find", |tx| {
        let mut entry = device_entry("SN-0001", Some(IMEI));
        entry.imei_2 = IMEI_2.parse().ok();
        let unit = insert_device(tx, 200, &entry, None)?;
        let (first, second) = (IMEI.parse().unwrap(), IMEI_2.parse().unwrap());
        let row = devices::find(tx, hx(), unit)?.unwrap();
        assert_eq!((row.place_kind.as_str(), row.version, row.price), ("customers", 1, None));
        assert_eq!(things::findings(tx, 10)?, [], "the first move is written with the unit");
        Ok::<_, StoreError>([
            devices::unit_by_serial(tx, hx(), &"sn-0001".parse().unwrap())? == Some(unit),
            devices::unit_by_imei(tx, hx(), &first)? == Some(unit),
            devices::unit_by_imei(tx, hx(), &second)? == Some(unit),
            search::devices_by_imei(tx, hx(), IMEI_2, 10)?.len() == 1,
            search::devices_by_imei(tx, hx(), &IMEI[..8], 10)?.len() == 1,
            search::devices_by_serial_start(tx, hx(), "SN-", 10)?.len() == 1,
            search::devices_by_serial_start(tx, hx(), "SM-", 10)?.is_empty(),
        ])
    });
    assert_eq!(hits.await.unwrap(), [true; 7]);
});

on_both!(a_serial_names_one_device, test_options(), async |house: &House| {
    found(&house.store).await;
    let twice = house.store.write("test.twice", |tx| {
        insert_device(tx, 200, &device_entry("SN-0001", None), None)?;
        insert_device(tx, 201, &device_entry("SN-0001", None), None)
    });
    assert_eq!(twice.await, Err(StoreError::Conflict { constraint: "unit_serial_once".to_owned() }));
});

on_both!(facts_are_put_right_by_version, test_options(), async |house: &House| {
    found(&house.store).await;
    let outcome = house.store.write("test.edit", |tx| {
        let unit = insert_device(tx, 200, &device_entry("SN-0001", None), None)?;
        let draft = DeviceDraft {
            serial: "SN-0001".into(),
            imei: Some(IMEI.into()),
            sold_on: Some(TODAY),
            ..DeviceDraft::default()
        };
        let entry = draft.check(TODAY).unwrap();
        let changed = devices::update(tx, hx(), unit, 1, &entry, Currency::CNY)?;
        let stale = devices::update(tx, hx(), unit, 1, &entry, Currency::CNY)?;
        let row = devices::find(tx, hx(), unit)?.unwrap();
        Ok::<_, StoreError>((changed, stale, row.sold_on, row.imei.map(|imei| imei.to_string()), row.version))
    });
    assert_eq!(outcome.await.unwrap(), (true, false, Some(TODAY), Some(IMEI.to_owned()), 2));
});

on_both!(a_device_without_owner_gets_its_first_and_keeps_it, test_options(), async |house: &House| {
    found(&house.store).await;
    let owner = house.store.write("test.owner", |tx| {
        let (first, second) =
            (insert_customer(tx, 100, "张三", "13812345678")?, insert_customer(tx, 101, "李四", "13812345679")?);
        let unit = insert_device(tx, 200, &device_entry("SN-0001", None), None)?;
        devices::set_first_owner(tx, hx(), unit, first)?;
        devices::set_first_owner(tx, hx(), unit, second)?;
        Ok::<_, StoreError>(devices::find(tx, hx(), unit)?.unwrap().customer_id == Some(first))
    });
    assert!(owner.await.unwrap());
});

on_both!(many_devices_go_in_at_once, test_options(), async |house: &House| {
    found(&house.store).await;
    let count = house.store.write("test.many", |tx| {
        let entries: Vec<_> = (0..500).map(|n| device_entry(&format!("SN-{n:04}"), None)).collect();
        let moves: Vec<_> = (0..500).map(|n| first_move(1000 + n, id::<UnitId>(1000 + n))).collect();
        let new: Vec<_> = entries
            .iter()
            .zip(&moves)
            .zip(1000..)
            .map(|((entry, first), number)| devices::NewDevice {
                unit_id: id(number),
                brand_id: hx(),
                model_id: model(),
                customer_id: None,
                entry,
                currency: Currency::CNY,
                first,
            })
            .collect();
        devices::insert_many(tx, &new)?;
        let found = search::devices_by_serial_start(tx, hx(), "SN-", 1000)?;
        let last = devices::find(tx, hx(), id(1499))?.map(|row| row.serial.to_string());
        Ok::<_, StoreError>((found.len(), last))
    });
    assert_eq!(count.await.unwrap(), (500, Some("SN-0499".to_owned())));
});
