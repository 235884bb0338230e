//! A spare part or a device in stock as it is typed.

use crate::{
    Problem,
    reading::{Reading, given},
};
use aftercare_app::products::ItemPage;
use aftercare_domain::products::{ItemEntry, ItemKind};
use aftercare_kernel::{Currency, Money};
use serde::Deserialize;

#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub struct ItemForm {
    pub code: String,
    pub name: String,
    pub name_en: String,
    pub kind: String,
    pub part_kind: String,
    pub serialised: bool,
    pub returns_defective: bool,
    pub price: String,
    pub cost: String,
    /// Codes of models, parted by commas or spaces.
    pub fits: String,
}

impl ItemForm {
    pub fn new() -> Self {
        Self { kind: ItemKind::Part.to_string(), returns_defective: true, ..Self::default() }
    }

    pub fn entry(&self, currency: Currency) -> Result<ItemEntry, Problem> {
        let mut reading = Reading::default();
        let nothing = Money::zero(currency);
        let entry = ItemEntry {
            code: self.code.trim().to_owned(),
            name: self.name.trim().to_owned(),
            name_en: self.name_en.trim().to_owned(),
            kind: reading.chosen("kind", &self.kind, ItemKind::Part),
            part_kind: given(&self.part_kind),
            serialised: self.serialised,
            returns_defective: self.returns_defective,
            price: reading.amount("price", &self.price, currency).unwrap_or(nothing),
            cost: reading.amount("cost", &self.cost, currency).unwrap_or(nothing),
        };
        reading.done(entry)
    }

    pub fn models(&self) -> Vec<String> {
        let parted = |c: char| c.is_whitespace() || matches!(c, ',' | '，' | '、' | ';');
        self.fits.split(parted).filter_map(given).collect()
    }
}

impl From<&ItemPage> for ItemForm {
    fn from(ItemPage { item, fits }: &ItemPage) -> Self {
        Self {
            code: item.code.clone(),
            name: item.name.clone(),
            name_en: item.name_en.clone(),
            kind: item.kind.to_string(),
            part_kind: item.part_kind.clone().unwrap_or_default(),
            serialised: item.serialised,
            returns_defective: item.returns_defective,
            price: item.price.decimal(),
            cost: item.cost.decimal(),
            fits: fits.join(", "),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn models_stand_apart_however_they_are_parted() {
        let form = ItemForm { fits: "HX-P10, HX-P11，HX-P12\nHX-P13".into(), ..ItemForm::new() };
        assert_eq!(form.models(), ["HX-P10", "HX-P11", "HX-P12", "HX-P13"]);
        assert!(ItemForm::new().models().is_empty());
    }
}
