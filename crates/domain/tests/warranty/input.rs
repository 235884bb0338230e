//! Bad input: each mistake is named by its field, in facts and in regimes.

use crate::kit::{day, decided, phone, try_decide};
use aftercare_domain::{
    refusal::Refuse,
    warranty::{Facts, FactsError, Promise, RegimeError, Regimes, Remedy, decide},
};
use aftercare_kernel::BusinessCalendar;
use serde_json::{Value, json};

const REGIME: &str = include_str!("../../../../regimes/cn.mobile.2001.toml");

#[test]
fn a_mistake_in_the_facts_names_its_field_and_what_it_should_be() {
    for (changes, field, code) in [
        (json!({"solt_on": "2026-01-01"}), "solt_on", "unknown-field"),
        (json!({"fault": {"colour": 1}}), "fault.colour", "unknown-field"),
        (json!({"": 1}), "\"\"", "unknown-field"),
        (json!({"sold_on": "2026-02-30"}), "sold_on", "not-a-date"),
        (json!({"sold_on": "2026-2-3"}), "sold_on", "not-a-date"),
        (json!({"sold_on": "1979-12-31"}), "sold_on", "day-out-of-range"),
        (json!({"sold_on": 20260302}), "sold_on", "not-a-date"),
        (json!({"sold_on": "20260302"}), "sold_on", "not-a-date"),
        (json!({"sold_on": "2026-03-02T10:00:00"}), "sold_on", "not-a-date"),
        (json!({"sold_on": "2026/03/02"}), "sold_on", "not-a-date"),
        (json!({"sold_on": "2200-01-01"}), "sold_on", "day-out-of-range"),
        (json!({"fault": {"found_on": "9999-12-31"}}), "fault.found_on", "day-out-of-range"),
        (json!({"use_rate": "1.000001"}), "use_rate", "not-a-share"),
        (json!({"use_rate": 1}), "use_rate", "not-a-share"),
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
        (json!({"fault": null, "as_of": "2026-03-01"}), "as_of", "too-early"),
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
fn what_is_as_long_or_as_much_as_may_be_is_read() {
    for changes in [
        json!({"id": "长".repeat(100)}),
        json!({"price": "999999999999.99"}),
        json!({"use_rate": "1"}),
        json!({"fault": {"capacity_percent": 0}}),
        json!({"fault": {"capacity_percent": 100}}),
        json!({"repairs": vec![json!({"in": "2026-03-04", "out": "2026-03-04"}); 200]}),
        json!({"open_repair": {"in": "2026-03-12T10:00:00+08:00"}}),
        json!({"made_on": "1980-01-01"}),
        json!({"as_of": "2199-12-31"}),
    ] {
        assert!(Facts::read(&phone(changes.clone())).is_ok(), "{changes}");
    }
}

#[test]
fn everything_may_happen_on_the_day_of_the_sale() {
    for changes in [
        json!({"fault": {"found_on": "2026-03-02"}, "as_of": "2026-03-02"}),
        json!({"fault": null, "as_of": "2026-03-02"}),
        json!({"fault": null, "open_repair": {"in": "2026-03-02"}}),
        json!({"repairs": [{"in": "2026-03-02", "out": "2026-03-02"}]}),
        json!({"exchanged_on": "2026-03-02"}),
        json!({"made_on": "2026-03-02"}),
        json!({"sold_on": "2026-06-30", "fault": null}), // today
    ] {
        assert!(try_decide(&phone(changes.clone())).is_ok(), "{changes}");
    }
}

#[test]
fn an_error_has_the_values_that_its_sentence_needs() {
    for (changes, fact, params) in [
        (json!({"price": 3000}), "price", vec![("field", "price")]),
        (
            json!({"fault": {"capacity_percent": 101}}),
            "fault",
            vec![("least", "0"), ("most", "100"), ("field", "fault.capacity_percent")],
        ),
        (
            json!({"repairs": [{"in": "2026-03-04", "out": "2026-03-03"}]}),
            "repairs",
            vec![("not_before", "2026-03-04"), ("field", "repairs[0].out")],
        ),
        (json!({"made_on": "2026-03-03"}), "made_on", vec![("not_after", "2026-03-02"), ("field", "made_on")]),
        (json!({"id": "x".repeat(101)}), "id", vec![("most", "100"), ("field", "id")]),
        (
            json!({"made_on": "1900-01-01"}),
            "made_on",
            vec![("least", "1980-01-01"), ("most", "2199-12-31"), ("field", "made_on")],
        ),
    ] {
        let error = try_decide(&phone(changes.clone())).expect_err("a mistake");
        assert_eq!(error.field(), Some(fact), "{changes}");
        let given: Vec<(&str, String)> = params.into_iter().map(|(name, value)| (name, value.to_owned())).collect();
        assert_eq!(error.params(), given, "{changes}");
    }
    let unknown = try_decide(&phone(json!({"solt_on": "2026-01-01"}))).expect_err("a mistake");
    assert_eq!(unknown.field(), Some("facts"), "what is no fact stands in none");
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
fn the_zone_of_a_text_is_read_to_the_minute() {
    let zone = |written: &str| {
        let regimes = load(&REGIME.replace("utc_offset = \"+08:00\"", &format!("utc_offset = \"{written}\"")));
        regimes.map(|regimes| regimes.get("cn.mobile.2001").expect("phones").offset.seconds())
    };
    for (written, minutes) in [
        ("+08:00", 480),
        ("+05:45", 345),
        ("+00:00", 0),
        ("-00:30", -30),
        ("-03:30", -210),
        ("+14:59", 899),
        ("-14:59", -899),
        ("+08:59", 539),
    ] {
        assert_eq!(zone(written), Ok(minutes * 60), "{written}");
    }
    for written in ["+15:00", "-15:00", "+08:60", "+08:-1", "08", "+08:", "China", "+0800"] {
        match zone(written) {
            Err(RegimeError::Value { wrong, .. }) => assert_eq!(wrong.field, "utc_offset", "{written}"),
            other => panic!("{written}: {other:?}"),
        }
    }
}

#[test]
fn a_text_in_a_list_is_neither_empty_nor_endless() {
    let named = |category: &str| load(&REGIME.replace("\"mobile_phone\"", &format!("\"{category}\"")));
    assert!(named(&"x".repeat(200)).is_ok());
    for category in ["", &"x".repeat(201)] {
        match named(category) {
            Err(RegimeError::Value { wrong, .. }) => assert_eq!(wrong.field, "categories[0]"),
            other => panic!("{category}: {other:?}"),
        }
    }
}

#[test]
fn a_sign_off_has_a_name_and_a_day_or_neither() {
    for (reviewer, signed_on, wrong) in [
        ("", "", None),
        ("A lawyer", "2026-01-05", None),
        ("A lawyer", "", Some("review.signed_on")),
        ("", "2026-01-05", Some("review.reviewer")),
    ] {
        let text = REGIME
            .replace("reviewer = \"\"", &format!("reviewer = \"{reviewer}\""))
            .replace("signed_on = \"\"", &format!("signed_on = \"{signed_on}\""));
        let field = match load(&text) {
            Err(RegimeError::Value { wrong, .. }) => Some(wrong.field),
            other => other.map(|_| None).expect("a text or a mistake in a value"),
        };
        assert_eq!(field.as_deref(), wrong, "{reviewer} {signed_on}");
    }
}

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
fn a_decision_is_reviewed_when_every_text_that_spoke_is_signed() {
    let sign = |text: &str| {
        text.replace("reviewer = \"\"", "reviewer = \"A lawyer\"")
            .replace("signed_on = \"\"", "signed_on = \"2026-01-05\"")
    };
    let over = ZHEJIANG.lines().find(|line| line.starts_with("over = ")).expect("what it stands over");
    let zhejiang = ZHEJIANG.replace(over, "over = [\"cn.mobile.2001\"]");
    for (law, place, region, reviewed) in [
        (REGIME.to_owned(), sign(&zhejiang), json!(null), false),
        (sign(REGIME), zhejiang.clone(), json!(null), true),
        (sign(REGIME), zhejiang.clone(), json!("CN-ZJ"), false),
        (REGIME.to_owned(), sign(&zhejiang), json!("CN-ZJ"), false),
        (sign(REGIME), sign(&zhejiang), json!("CN-ZJ"), true),
    ] {
        let regimes = Regimes::load([("phones.toml", &law), ("zj.toml", &place)]).expect("both texts");
        let facts = Facts::read(&phone(json!({"region": region}))).expect("facts");
        let decision = decide(&regimes, &facts, day("2026-06-30"), &BusinessCalendar::china()).expect("a decision");
        assert_eq!(decision.rules_reviewed, reviewed, "{region}");
    }
}

#[test]
fn a_promise_worse_than_the_law_is_refused() {
    let regimes = Regimes::builtin().expect("regimes");
    let regime = regimes.get("cn.mobile.2001").expect("phones");
    for (remedy, days, accepted) in [
        (Remedy::ExchangePart, 365, false), // the charger's year
        (Remedy::ExchangePart, 366, true),
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
    let computers = regimes.get("cn.computer.2002").expect("computers");
    let televisions = regimes.get("cn.general18.1995").expect("goods with rows of a catalogue");
    for (regime, days, accepted) in
        [(computers, 730, false), (computers, 731, true), (televisions, 1095, false), (televisions, 1096, true)]
    {
        let promise = Promise { remedy: Remedy::RepairPart, days: Some(days), waive_deduction: false };
        assert_eq!(promise.check(regime).is_ok(), accepted, "{} {days}", regime.id);
    }
}

#[test]
fn a_field_that_no_contract_names_is_listed_with_the_ones_it_does() {
    let error = Facts::read(&json!({"sold": Value::Null})).expect_err("a mistake");
    assert!(error.to_string().contains("sold_on"), "{error}");
}

#[test]
fn a_name_that_is_not_known_is_answered_with_those_that_are() {
    for (changes, known) in [
        (json!({"part": "screen"}), ["main_unit", "battery"]),
        (json!({"regime": "cn.moon"}), ["cn.mobile.2001", "eu.goods"]),
    ] {
        let said = try_decide(&phone(changes)).expect_err("a mistake").to_string();
        assert!(known.iter().all(|name| said.contains(name)), "{said}");
    }
}
