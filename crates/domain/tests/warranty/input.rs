//! Bad input: each mistake is named by its field, in facts and in regimes.

use crate::kit::{decided, phone, try_decide};
use aftercare_domain::{
    refusal::Refuse,
    warranty::{Facts, FactsError, Promise, RegimeError, Regimes, Remedy},
};
use serde_json::{Value, json};

const REGIME: &str = include_str!("../../../../regimes/cn.mobile.2001.toml");

#[test]
fn a_mistake_in_the_facts_names_its_field_and_what_it_should_be() {
    for (changes, field, code) in [
        (json!({"solt_on": "2026-01-01"}), "solt_on", "unknown-field"),
        (json!({"fault": {"colour": 1}}), "fault.colour", "unknown-field"),
        (json!({"sold_on": "2026-02-30"}), "sold_on", "not-a-date"),
        (json!({"sold_on": "2026-2-3"}), "sold_on", "not-a-date"),
        (json!({"sold_on": "1979-12-31"}), "sold_on", "not-a-date"),
        (json!({"sold_on": 20260302}), "sold_on", "not-a-date"),
        (json!({"price": 3000}), "price", "not-an-amount"),
        (json!({"price": "-1.00"}), "price", "not-an-amount"),
        (json!({"price": "1000000000000.00"}), "price", "not-an-amount"),
        (json!({"currency": "ZZZ"}), "currency", "not-one-of"),
        (json!({"documents": "invoice"}), "documents", "not-a-list"),
        (json!({"documents": ["invoice", "bill"]}), "documents[1]", "not-one-of"),
        (json!({"fault": "broken"}), "fault", "not-an-object"),
        (json!({"fault": {"cause": "magic"}}), "fault.cause", "not-one-of"),
        (json!({"fault": {"capacity_percent": 101}}), "fault.capacity_percent", "out-of-range"),
        (json!({"fault": {"listed": "yes"}}), "fault.listed", "not-yes-or-no"),
        (json!({"repairs": [{"in": "2026-03-04"}]}), "repairs[0].out", "missing"),
        (json!({"repairs": [{"in": "2026-03-04", "out": "2026-03-03"}]}), "repairs[0].out", "too-early"),
        (json!({"repairs": vec![json!({"in": "2026-03-04", "out": "2026-03-04"}); 201]}), "repairs", "too-many"),
        (json!({"open_repair": {"in": "2026-03-04T10:00:00"}}), "open_repair.in", "not-a-date-or-time"),
        (json!({"part": "screen"}), "part", "not-one-of"),
        (json!({"regime": "cn.moon"}), "regime", "not-one-of"),
        (json!({"regime": ""}), "regime", "not-a-text"),
        (json!({"id": "x".repeat(101)}), "id", "too-long"),
        (json!({"regime": null}), "regime", "missing"),
        (json!({"regime": null, "category": "mobile_phone"}), "country", "missing"),
        (json!({"regime": null, "category": "boat", "country": "XX"}), "country", "not-one-of"),
        (
            json!({"regime": null, "category": "boat", "country": "CN", "sold_on": "2013-01-01"}),
            "category",
            "not-one-of",
        ),
        (json!({"sold_on": "2026-07-01", "fault": null}), "sold_on", "too-late"),
        (json!({"sold_on": "2026-07-01", "fault": null, "as_of": "2026-06-30"}), "sold_on", "too-late"),
        (json!({"repairs": [{"in": "2026-03-01", "out": "2026-03-04"}]}), "repairs[0].in", "too-early"),
        (json!({"exchanged_on": "2026-03-01"}), "exchanged_on", "too-early"),
        (json!({"made_on": "2026-03-03"}), "made_on", "too-late"),
        (json!({"fault": null, "open_repair": {"in": "2026-03-01"}}), "open_repair.in", "too-early"),
        (json!({"sold_on": "2001-11-14", "fault": {"found_on": "2001-11-20"}}), "regime", "not-in-force"),
        (json!({"fault": {"found_on": "2026-03-01"}}), "fault.found_on", "too-early"),
        (json!({"as_of": "2026-03-11"}), "as_of", "too-early"),
        (json!({"promises": [{"remedy": "refund"}]}), "promises[0].days", "missing"),
        (
            json!({"promises": [{"remedy": "repair", "waive_deduction": true}]}),
            "promises[0].waive_deduction",
            "contradiction",
        ),
    ] {
        let error = try_decide(&phone(changes.clone())).expect_err("a mistake");
        assert_eq!(
            (error.field.as_str(), error.code()),
            (field, format!("warranty-facts-{code}").as_str()),
            "{changes}"
        );
        assert!(error.to_string().starts_with(field), "{error}");
    }
    assert!(Facts::read(&json!([1, 2])).is_err());
}

#[test]
fn an_error_is_written_with_field_code_and_message() {
    let error = try_decide(&phone(json!({"price": 3000}))).expect_err("a mistake");
    assert_eq!(
        serde_json::to_value(&error).expect("json"),
        json!({
            "field": "price",
            "code": "warranty-facts-not-an-amount",
            "message": "price should be a sum like \"1234.50\", not negative, of at most 12 digits",
        })
    );
    assert!(FactsError::KEYS.contains(&error.code()));
}

#[test]
fn category_country_and_day_choose_the_regime() {
    let facts = phone(json!({"regime": null, "category": "mobile_phone", "country": "CN"}));
    assert_eq!(decided(&facts).regime, "cn.mobile.2001");
}

#[test]
fn null_is_the_same_as_leaving_a_field_out() {
    let with_null = phone(json!({"delivered_on": null, "fault": {"code": null}}));
    assert_eq!(Facts::read(&with_null), Facts::read(&phone(json!({}))));
}

fn load(text: &str) -> Result<Regimes, RegimeError> {
    Regimes::load([("rules.toml", text)])
}

#[test]
fn a_mistake_in_a_regime_names_file_and_key() {
    assert!(load(REGIME).is_ok());
    for (written, instead, key) in [
        ("months = 3\n", "months = \"3\"\n", "parts.headset.months"),
        ("months = 3\n", "months = 0\n", "parts.headset.months"),
        ("months = 3\n", "km = 3\n", "parts.headset.months"),
        ("rate_per_day = \"0.005\"", "rate_per_day = \"5%\"", "refund.same_model.rate_per_day"),
        ("rate_per_day = \"0.005\"", "", "refund.same_model.rate_per_day"),
        ("after_days = 7", "days = 7", "loaner.days"),
        ("role = \"whole\"", "role = \"accessory\"", "parts.main_unit"),
        ("days = 15\nremedies", "days = 7\nremedies", "windows[1].days"),
        ("\"exchange_main_unit\", \"repair\"]\nref", "\"swap\"]\nref", "windows[1].remedies[0]"),
        ("provenance = \"memory\"", "provenance = \"hearsay\"", "sales_since.provenance"),
        ("in_force = \"2001-11-15\"", "in_force = \"2001\"", "in_force"),
        ("utc_offset = \"+08:00\"", "utc_offset = \"China\"", "utc_offset"),
        ("reviewer = \"\"", "reviewer = \"A lawyer\"", "review.signed_on"),
        ("\"misuse\", ", "\"defect\", ", "exclusions.causes[0]"),
    ] {
        assert_eq!(REGIME.matches(written).count(), 1, "{written} stands once");
        let text = REGIME.replace(written, instead);
        match load(&text) {
            Err(RegimeError::Value { file, wrong }) => {
                assert_eq!((file.as_str(), wrong.field.as_str()), ("rules.toml", key))
            }
            other => panic!("{instead}: {other:?}"),
        }
    }
}

const CARS: &str = include_str!("../../../../regimes/cn.car.2021.toml");
const GOODS: &str = include_str!("../../../../regimes/cn.general18.1995.toml");
const EUROPE: &str = include_str!("../../../../regimes/eu.goods.toml");
const ZHEJIANG: &str = include_str!("../../../../regimes/cn.region.zhejiang.toml");

#[test]
fn a_mistake_in_any_kind_of_rule_names_its_key() {
    for (text, written, instead, key) in [
        (CARS, "most_per_1000_km = \"0.005\"", "most_per_1000_km = 0.005", "use_fee.most_per_1000_km"),
        (CARS, "working_days = 10", "working_days = 0", "clocks[0].working_days"),
        (CARS, "what = \"answer\"", "what = \"reply\"", "clocks[0].what"),
        (CARS, "over_repairs = 4", "over_repairs = \"four\"", "after_repairs.same_fault.over_repairs"),
        (CARS, "needs = \"serious_safety\"", "needs = \"luck\"", "windows[1].needs"),
        (CARS, "months = 24\nkm = 50000", "km = 50000", "after_repairs.months"),
        (CARS, "from = [\"delivered_on\", \"sold_on\"]", "from = [\"paid_on\"]", "counting.from[0]"),
        (GOODS, "per_day = \"0.0005\"", "per_day = \"2\"", "products.bicycle.rate.per_day"),
        (GOODS, "rate_per_day = \"unknown\"", "rate_per_day = \"about\"", "refund.same_model.rate_per_day"),
        (GOODS, "parts.frame]\nrole = \"main_part\"", "parts.frame]", "products.bicycle.parts.frame.role"),
        (EUROPE, "contracts_from = \"2026-07-31\"", "contracts_from = \"2026\"", "longer_after_repair.contracts_from"),
        (EUROPE, "members = [", "states = [", "states"),
    ] {
        assert!(text.contains(written), "{written}");
        match load(&text.replacen(written, instead, 1)) {
            Err(RegimeError::Value { wrong, .. }) => assert_eq!(wrong.field, key, "{instead}"),
            other => panic!("{instead}: {other:?}"),
        }
    }
}

#[test]
fn rules_of_a_place_need_the_texts_that_they_stand_over() {
    let with = |overlay: &str| Regimes::load([("phones.toml", REGIME), ("zj.toml", overlay)]);
    let over = ZHEJIANG.lines().find(|line| line.starts_with("over = ")).expect("what it stands over");
    let only_phones = ZHEJIANG.replace(over, "over = [\"cn.mobile.2001\"]");
    let loaded = with(&only_phones).expect("both texts");
    assert_eq!(loaded.overlays().map(|overlay| overlay.area.as_str()).collect::<Vec<_>>(), ["CN-ZJ"]);
    for (text, key) in [
        (ZHEJIANG.to_owned(), "over[1]"),
        (only_phones.replace("after_days = 5", "after_days = 0"), "loaner.after_days"),
        (only_phones.replace("area = \"CN-ZJ\"", ""), "area"),
    ] {
        match with(&text) {
            Err(RegimeError::Value { file, wrong }) => {
                assert_eq!((file.as_str(), wrong.field.as_str()), ("zj.toml", key))
            }
            other => panic!("{key}: {other:?}"),
        }
    }
}

#[test]
fn every_text_that_is_built_in_tells_its_source_and_that_nobody_has_signed() {
    let regimes = Regimes::builtin().expect("regimes");
    assert_eq!((regimes.iter().count(), regimes.overlays().count()), (12, 7));
    for regime in regimes.iter() {
        assert!(!regime.source.authority.is_empty() && regime.review.is_none(), "{}", regime.id);
    }
}

#[test]
fn texts_that_are_no_regimes_are_refused() {
    assert!(matches!(load("id = "), Err(RegimeError::NotToml { .. })));
    assert!(
        matches!(Regimes::load([("a.toml", REGIME), ("b.toml", REGIME)]), Err(RegimeError::Twice { file, .. }) if file == "b.toml")
    );
    assert_eq!(Regimes::load::<&str, &str>([]), Err(RegimeError::None));
}

#[test]
fn a_changed_rule_changes_the_version_and_a_review_is_seen() {
    let version =
        |text: &str| load(text).expect("regimes").get("cn.mobile.2001").expect("phones").rules_version.clone();
    assert_ne!(version(REGIME), version(&REGIME.replace("count = 2", "count = 3")));
    let signed = REGIME
        .replace("reviewer = \"\"", "reviewer = \"A lawyer\"")
        .replace("signed_on = \"\"", "signed_on = \"2026-01-05\"");
    assert!(load(&signed).expect("regimes").get("cn.mobile.2001").expect("phones").review.is_some());
}

#[test]
fn a_promise_worse_than_the_law_is_refused() {
    let regimes = Regimes::builtin().expect("regimes");
    let regime = regimes.get("cn.mobile.2001").expect("phones");
    for (remedy, days, accepted) in [
        (Remedy::Refund, 6, false),
        (Remedy::Refund, 7, true),
        (Remedy::ExchangeMainUnit, 14, false),
        (Remedy::ExchangeMainUnit, 15, true),
        (Remedy::Repair, 365, false), // a year can have 366 days
        (Remedy::Repair, 366, true),
        (Remedy::Loaner, 1, true),
    ] {
        let promise = Promise { remedy, days: Some(days), waive_deduction: false };
        assert_eq!(promise.check(regime).is_ok(), accepted, "{remedy} {days}");
    }
}

#[test]
fn a_field_that_no_contract_names_is_listed_with_the_ones_it_does() {
    let error = Facts::read(&json!({"sold": Value::Null})).expect_err("a mistake");
    assert!(error.to_string().contains("sold_on"), "{error}");
}
