//! Customers are written, found, rewritten.

use aftercare_kernel::Phone;
use aftercare_store::{
    Scope, StoreError,
    customers::{self, AddressRow},
    search,
};

use crate::{
    brand::{STATION, customer_entry, device_entry, found, hx, id, insert_customer, insert_device},
    house::*,
};

on_both!(a_customer_is_found_by_phone_name_and_last_digits, test_options(), async |house: &House| {
    found(&house.store).await;
    let hits = house.store.write("test.find", |tx| {
        insert_customer(tx, 100, "欧阳修文", "13812345678")?;
        insert_customer(tx, 101, "欧阳静", "13812349999")?;
        insert_customer(tx, 102, "修文", "021-62345678")?;
        let named = |terms: &[&str]| terms.iter().map(|t| (*t).to_owned()).collect::<Vec<_>>();
        let mut names = Vec::new();
        for terms in [named(&["欧阳"]), named(&["欧阳", "修文"]), named(&["欧阳", "阳修", "修文"]), named(&["没有"])]
        {
            let hits = search::customers_with_terms(tx, hx(), search::CUSTOMER_NAME, &terms, 20)?;
            names.push(hits.into_iter().map(|hit| hit.name).collect::<Vec<_>>());
        }
        let last = |digits: &str| named(&[digits]);
        for digits in ["5678", "62345678"] {
            let hits = search::customers_with_terms(tx, hx(), search::CUSTOMER_PHONE, &last(digits), 20)?;
            names.push(hits.into_iter().map(|hit| hit.name).collect::<Vec<_>>());
        }
        let start = search::customers_by_phone_start(tx, hx(), "+861381", 20)?;
        names.push(start.into_iter().map(|hit| hit.name).collect::<Vec<_>>());
        let phone: Phone = "138 1234 5678".parse().unwrap();
        names.push(customers::by_phone(tx, hx(), &phone, 20)?.into_iter().map(|row| row.name).collect());
        Ok::<_, StoreError>(names)
    });
    let expected: [&[&str]; 8] = [
        &["欧阳静", "欧阳修文"],
        &["欧阳修文"],
        &["欧阳修文"],
        &[],
        &["修文", "欧阳修文"],
        &["修文"],
        &["欧阳修文", "欧阳静"],
        &["欧阳修文"],
    ];
    assert_eq!(hits.await.unwrap(), expected);
});

on_both!(an_edit_of_an_older_version_changes_nothing, test_options(), async |house: &House| {
    found(&house.store).await;
    let outcome = house.store.write("test.edit", |tx| {
        let id = insert_customer(tx, 100, "张三", "13812345678")?;
        let first = customers::update(tx, hx(), id, 1, &customer_entry("张三丰", "13812340000"))?;
        let stale = customers::update(tx, hx(), id, 1, &customer_entry("李四", "13812341111"))?;
        let row = customers::find(tx, hx(), id)?.unwrap();
        let old = search::customers_with_terms(tx, hx(), search::CUSTOMER_PHONE, &["5678".into()], 20)?;
        let new = search::customers_with_terms(tx, hx(), search::CUSTOMER_NAME, &["三丰".into()], 20)?;
        Ok::<_, StoreError>((first, stale, row.name, row.version, old.len(), new.len()))
    });
    assert_eq!(outcome.await.unwrap(), (true, false, "张三丰".to_owned(), 2, 0, 1));
});

on_both!(another_brand_sees_no_customer, test_options(), async |house: &House| {
    found(&house.store).await;
    let outcome = house.store.write("test.brands", |tx| {
        let customer = insert_customer(tx, 100, "张三", "13812345678")?;
        let other = id(999);
        let by_name = search::customers_with_terms(tx, other, search::CUSTOMER_NAME, &["张三".into()], 20)?;
        Ok::<_, StoreError>((customers::find(tx, other, customer)?, by_name))
    });
    assert_eq!(outcome.await.unwrap(), (None, Vec::new()));
});

on_both!(a_page_of_a_customer_has_addresses_and_devices, test_options(), async |house: &House| {
    found(&house.store).await;
    let outcome = house.store.write("test.page", |tx| {
        let customer = insert_customer(tx, 100, "张三", "13812345678")?;
        let address = AddressRow { id: id(110), division: "310115".into(), line: "张江路 1 号".into() };
        customers::insert_address(tx, hx(), customer, &address)?;
        let moved = AddressRow { line: "张江路 2 号".into(), ..address.clone() };
        assert!(customers::update_address(tx, hx(), customer, &moved)?);
        assert!(!customers::update_address(tx, hx(), id(999), &moved)?, "another customer's address");
        insert_device(tx, 200, &device_entry("SN-0001", None), Some(customer))?;
        let addresses = customers::addresses(tx, hx(), customer)?;
        let devices = customers::devices_of(tx, hx(), customer, 10)?;
        let cases = customers::cases_of(tx, &Scope::within(hx(), STATION), customer, 10)?;
        assert!(customers::delete_address(tx, hx(), customer, moved.id)?);
        Ok::<_, StoreError>((addresses == [moved], devices[0].serial.clone(), cases.len()))
    });
    assert_eq!(outcome.await.unwrap(), (true, "SN-0001".to_owned(), 0));
});
