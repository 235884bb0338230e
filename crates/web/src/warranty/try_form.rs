//! What is typed on the page to try, and the question that it makes.

use crate::{Problem, reading::given};
use aftercare_domain::warranty::{Facts, Regimes};
use aftercare_kernel::{Currency, Date, Money};
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value, json};

/// Every field as it was typed.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize, Serialize)]
#[serde(default)]
pub struct TryForm {
    pub regime: String,
    pub region: String,
    pub category: String,
    pub part: String,
    pub sold_on: String,
    pub delivered_on: String,
    pub exchanged_on: String,
    pub price: String,
    pub mileage_km: String,
    pub channel: String,
    pub documents: Vec<String>,
    pub listed: String,
    pub cause: String,
    pub same_model_in_stock: String,
    pub in_1: String,
    pub out_1: String,
    pub in_2: String,
    pub out_2: String,
    /// The day that is asked about; the slider moves it.
    pub day: String,
    /// Nothing was asked yet: the page opens with an example.
    pub asked: String,
}

/// How far before today the example was bought.
const EXAMPLE_DAYS: i64 = 10;

impl TryForm {
    /// A phone with its papers, and a fault that the law lists, shortly after it was bought.
    pub fn example(today: Date) -> Self {
        let sold = today.saturating_sub(jiff::Span::new().days(EXAMPLE_DAYS));
        Self {
            regime: "cn.mobile.2001".into(),
            sold_on: sold.to_string(),
            price: "2999.00".into(),
            documents: vec!["invoice".into(), "voucher".into()],
            listed: "true".into(),
            cause: "defect".into(),
            day: today.to_string(),
            asked: "1".into(),
            ..Self::default()
        }
    }

    /// The facts as the contract has them. What was left empty is unknown.
    pub fn facts(&self, regimes: &Regimes, today: Date) -> Result<Facts, Problem> {
        let mut facts = Map::new();
        let mut text = |name: &str, value: &str| {
            if let Some(value) = given(value) {
                facts.insert(name.to_owned(), json!(value));
            }
        };
        text("regime", &self.regime);
        text("region", &self.region);
        text("category", &self.category);
        text("part", &self.part);
        text("sold_on", &self.sold_on);
        text("delivered_on", &self.delivered_on);
        text("exchanged_on", &self.exchanged_on);
        text("price", &decimal(&self.price));
        text("channel", &self.channel);
        text("as_of", given(&self.day).as_deref().unwrap_or(&today.to_string()));
        self.add_the_rest(&mut facts, regimes, today);
        Facts::read(&Value::Object(facts)).map_err(|wrong| Problem::App(wrong.into()))
    }

    fn add_the_rest(&self, facts: &mut Map<String, Value>, regimes: &Regimes, today: Date) {
        if let Some(regime) = regimes.get(self.regime.trim()) {
            facts.insert("currency".to_owned(), json!(regime.currency));
        }
        facts.insert("documents".to_owned(), json!(self.documents));
        let day = given(&self.day).unwrap_or_else(|| today.to_string());
        let mut fault = Map::from_iter([("found_on".to_owned(), json!(day))]);
        fault.extend(yes_no(&self.listed).map(|yes| ("listed".to_owned(), json!(yes))));
        fault.extend(given(&self.cause).map(|cause| ("cause".to_owned(), json!(cause))));
        facts.insert("fault".to_owned(), Value::Object(fault));
        if let Some(yes) = yes_no(&self.same_model_in_stock) {
            facts.insert("same_model_in_stock".to_owned(), json!(yes));
        }
        if let Some(km) = given(&self.mileage_km) {
            facts.insert("mileage_km".to_owned(), km.parse::<u64>().map_or_else(|_| json!(km), |km| json!(km)));
        }
        let repairs = self.repairs();
        let repairs = repairs.map(|(_, from, to)| json!({ "in": from, "out": to, "outcome": "recurred" }));
        facts.insert("repairs".to_owned(), repairs.collect());
    }

    /// Each repair of which anything was typed, with its place on the form.
    fn repairs(&self) -> impl Iterator<Item = (usize, Option<String>, Option<String>)> {
        let rows = [(&self.in_1, &self.out_1), (&self.in_2, &self.out_2)].map(|(from, to)| (given(from), given(to)));
        let rows = rows.into_iter().enumerate().map(|(row, (from, to))| (row, from, to));
        rows.filter(|(_, from, to)| from.is_some() || to.is_some())
    }

    /// Where on the form the repair stands that the question counts so: a row that was left empty is not counted.
    pub fn row_of_repair(&self, index: usize) -> Option<usize> {
        self.repairs().nth(index).map(|(row, ..)| row)
    }
}

/// As the question has it; what is no amount goes on as it was typed, to be refused by name.
fn decimal(typed: &str) -> String {
    Money::parse_typed(typed, Currency::default()).map_or_else(|_| typed.to_owned(), Money::decimal)
}

fn yes_no(text: &str) -> Option<bool> {
    match text {
        "true" => Some(true),
        "false" => Some(false),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const TODAY: Date = Date::constant(2026, 3, 2);

    fn regimes() -> Regimes {
        Regimes::builtin().expect("the regimes built in")
    }

    #[test]
    fn what_is_typed_makes_the_question_of_the_contract() {
        let form = TryForm { in_1: "2026-02-25".into(), out_1: "2026-02-27".into(), ..TryForm::example(TODAY) };
        let facts = form.facts(&regimes(), TODAY).expect("facts");
        assert_eq!((facts.as_of, facts.found_on()), (Some(TODAY), Some(TODAY)));
        assert_eq!(facts.repairs.len(), 1);
        assert_eq!(facts.price.map(|price| price.minor()), Some(299_900));
        let unknown = TryForm { listed: String::new(), ..form };
        assert_eq!(unknown.facts(&regimes(), TODAY).expect("facts").fault.and_then(|fault| fault.listed), None);
    }

    #[test]
    fn a_field_that_does_not_read_is_named() {
        for (form, field) in [
            (TryForm { sold_on: "soon".into(), ..TryForm::example(TODAY) }, "sold_on"),
            (TryForm { price: "-1".into(), ..TryForm::example(TODAY) }, "price"),
            (TryForm { price: "12,5".into(), ..TryForm::example(TODAY) }, "price"),
            (TryForm { mileage_km: "far".into(), ..TryForm::example(TODAY) }, "mileage_km"),
            (TryForm { out_1: "2026-03-01".into(), ..TryForm::example(TODAY) }, "repairs"),
        ] {
            let Err(Problem::App(aftercare_app::Error::Refusal(refusal))) = form.facts(&regimes(), TODAY) else {
                panic!("{field} reads")
            };
            assert_eq!(refusal.field, Some(field));
        }
    }
}
