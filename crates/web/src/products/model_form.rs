//! A model as it is typed, and what it is made of.

use crate::{
    Problem,
    reading::{Reading, given},
};
use aftercare_app::products::{ModelPartView, ModelView};
use aftercare_domain::products::{ModelEntry, ModelPart};
use aftercare_kernel::{Currency, Money};
use serde::Deserialize;

#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub struct ModelForm {
    pub code: String,
    pub name: String,
    pub name_en: String,
    pub category: String,
    pub regime: String,
    pub price: String,
    /// Ticked: sold no more.
    pub ended: bool,
}

impl From<&ModelView> for ModelForm {
    fn from(model: &ModelView) -> Self {
        Self {
            code: model.code.clone(),
            name: model.name.clone(),
            name_en: model.name_en.clone(),
            category: model.category.clone(),
            regime: model.regime.clone().unwrap_or_default(),
            price: model.price.decimal(),
            ended: !model.active,
        }
    }
}

impl ModelForm {
    pub fn entry(&self, currency: Currency) -> Result<ModelEntry, Problem> {
        let mut reading = Reading::default();
        let entry = ModelEntry {
            code: self.code.trim().to_owned(),
            name: self.name.trim().to_owned(),
            name_en: self.name_en.trim().to_owned(),
            category: self.category.trim().to_owned(),
            regime: given(&self.regime),
            price: reading.amount("price", &self.price, currency).unwrap_or(Money::zero(currency)),
            active: !self.ended,
        };
        reading.done(entry)
    }
}

/// A row each: part kinds and, where the brand promises more than the law, its months.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub struct PartsForm {
    pub part_kind: Vec<String>,
    pub brand_months: Vec<String>,
}

/// Rows that stand empty for further parts.
const FREE_ROWS: usize = 2;

impl From<&[ModelPartView]> for PartsForm {
    fn from(parts: &[ModelPartView]) -> Self {
        let months = |part: &ModelPartView| part.brand_months.map(|months| months.to_string()).unwrap_or_default();
        let free = || std::iter::repeat_n(String::new(), FREE_ROWS);
        Self {
            part_kind: parts.iter().map(|part| part.part_kind.clone()).chain(free()).collect(),
            brand_months: parts.iter().map(months).chain(free()).collect(),
        }
    }
}

impl PartsForm {
    /// A row without a part kind is left out.
    pub fn parts(&self) -> Result<Vec<ModelPart>, Problem> {
        let mut reading = Reading::default();
        let rows = self.part_kind.iter().zip(self.brand_months.iter().map(String::as_str).chain(std::iter::repeat("")));
        let part = |(kind, months): (&String, &str)| {
            let brand_months = reading.optional("brand_months", months, "errors-not-a-whole-number");
            given(kind).map(|part_kind| ModelPart { part_kind, brand_months })
        };
        let parts = rows.filter_map(part).collect();
        reading.done(parts)
    }

    pub fn rows(&self) -> Vec<(&str, &str)> {
        let months = self.brand_months.iter().map(String::as_str).chain(std::iter::repeat(""));
        self.part_kind.iter().map(String::as_str).zip(months).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_row_without_a_part_is_left_out_and_months_are_numbers() {
        let form = |months: &str| PartsForm {
            part_kind: vec!["battery".into(), " ".into()],
            brand_months: vec![months.into(), String::new()],
        };
        let parts = form("18").parts().expect("parts");
        assert_eq!((parts.len(), parts[0].brand_months), (1, Some(18)));
        assert!(form("a year").parts().is_err());
    }

    #[test]
    fn a_model_without_a_price_costs_nothing_and_a_wrong_one_is_refused() {
        let form = |price: &str| ModelForm { price: price.into(), ..ModelForm::default() };
        assert_eq!(form("").entry(Currency::CNY).expect("an entry").price, Money::zero(Currency::CNY));
        assert!(form("cheap").entry(Currency::CNY).is_err());
    }
}
