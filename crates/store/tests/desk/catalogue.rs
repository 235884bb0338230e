//! Models, their parts, the items that fit.

use aftercare_domain::products::{ItemEntry, ItemKind, ModelPart};
use aftercare_kernel::{
    Currency, Money,
    id::{ItemId, ModelId},
};
use aftercare_store::{StoreError, products, search};
use std::collections::BTreeSet;

use crate::{
    brand::{found, hx, id, model, model_entry},
    house::*,
};

fn item(code: &str) -> ItemEntry {
    ItemEntry {
        code: code.into(),
        name: "电池".into(),
        name_en: "Battery".into(),
        kind: ItemKind::Part,
        part_kind: Some("battery".into()),
        serialised: false,
        returns_defective: true,
        price: Money::from_minor(19_900, Currency::CNY),
        cost: Money::from_minor(8_000, Currency::CNY),
    }
}

on_both!(an_item_fits_the_models_it_was_last_said_to_fit, test_options(), async |house: &House| {
    found(&house.store).await;
    let fits = house.store.write("test.fits", |tx| {
        let (other, battery): (ModelId, ItemId) = (id(31), id(40));
        products::insert_model(tx, hx(), other, &model_entry("HX-P70"))?;
        products::insert_item(tx, hx(), battery, &item("BAT-1"), &BTreeSet::from([model(), other]))?;
        let both = products::models_of_item(tx, hx(), battery)?.len();
        assert!(products::update_item(tx, hx(), battery, &item("BAT-2"), &BTreeSet::from([other]))?);
        let left = products::items_for_model(tx, hx(), model())?.len();
        let kept = products::items_for_model(tx, hx(), other)?;
        assert!(!products::update_item(tx, hx(), id(99), &item("BAT-3"), &BTreeSet::new())?);
        Ok::<_, StoreError>((both, left, kept[0].entry == item("BAT-2")))
    });
    assert_eq!(fits.await.unwrap(), (2, 0, true));
});

on_both!(models_are_found_by_code_and_by_name_and_come_in_pages, test_options(), async |house: &House| {
    found(&house.store).await;
    let found_again = house.store.write("test.models", |tx| {
        products::insert_model(tx, hx(), id(31), &model_entry("HX-P70"))?;
        let mut renamed = model_entry("HX-P70");
        renamed.name = "华新 极光".into();
        assert!(products::update_model(tx, hx(), id(31), &renamed)?);
        let parts = [ModelPart { part_kind: "battery".into(), brand_months: Some(24) }];
        products::set_model_parts(tx, id(31), &parts)?;
        products::set_model_parts(tx, id(31), &parts)?;
        Ok::<_, StoreError>((
            products::find_model_by_code(tx, hx(), "HX-P70")?.map(|row| row.entry == renamed),
            products::models(tx, hx(), "HX-P60", 10)?.len(),
            search::models_with_term(tx, hx(), "极光", 10)?.len(),
            search::models_with_term(tx, hx(), "手机", 10)?.len(),
            search::models_by_code_start(tx, hx(), "HX-", 10)?.len(),
            products::parts_of_model(tx, id(31))? == parts,
        ))
    });
    assert_eq!(found_again.await.unwrap(), (Some(true), 1, 1, 1, 2, true));
});

on_both!(a_code_names_one_model, test_options(), async |house: &House| {
    found(&house.store).await;
    let twice = house.store.write("test.twice", |tx| products::insert_model(tx, hx(), id(31), &model_entry("HX-P60")));
    assert_eq!(twice.await, Err(StoreError::Conflict { constraint: "model_code_once".to_owned() }));
});
