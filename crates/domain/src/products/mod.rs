//! 产品 — what the brand has sold.
//!
//! Decides: what an entry of the catalogue must hold: models, their part kinds, the items that fit them.
//! By: the field's catalogue [capabilities C1]; a part kind may have a warranty term of its own under the regime.
//! SQL: `store/src/products.rs`. Use cases: edit_catalogue, import.
//! Pages: found while typing a new case; the catalogue.

refusals! {
    /// Why an entry of the catalogue is refused.
    ProductRefusal {
        CodeUnfit => "products-refusal-code-unfit" at "code",
        NameMissing => "products-refusal-name-missing" at "name",
        NameTooLong { most: usize } => "products-refusal-name-too-long" at "name",
        CategoryUnfit => "products-refusal-category-unfit" at "category",
        PartKindUnfit => "products-refusal-part-kind-unfit" at "part_kind",
        PriceNegative => "products-refusal-price-negative" at "price",
        CostNegative => "products-refusal-cost-negative" at "cost",
        MonthsUnfit { most: u32 } => "products-refusal-months-unfit" at "brand_months",
    }
}

named! {
    /// Words are those of the `item` table.
    pub enum ItemKind as "kind" keyed "products-item" {
        Part = "part",
        /// A device kept in stock for exchange.
        Device = "device",
    }
}

use aftercare_kernel::Money;

/// A model as typed or imported. `category` and `regime` are words of the brand's data, such as `phone`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ModelEntry {
    pub code: String,
    pub name: String,
    pub name_en: String,
    pub category: String,
    pub regime: Option<String>,
    pub price: Money,
    pub active: bool,
}

/// A spare part or a device in stock. `part_kind` says whose warranty term counts for it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ItemEntry {
    pub code: String,
    pub name: String,
    pub name_en: String,
    pub kind: ItemKind,
    pub part_kind: Option<String>,
    pub serialised: bool,
    /// Whether the removed part is owed to the brand after a warranty use.
    pub returns_defective: bool,
    pub price: Money,
    pub cost: Money,
}

/// A part that a model is made of; `brand_months` is a promise better than the regime's term.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ModelPart {
    pub part_kind: String,
    pub brand_months: Option<u32>,
}

const LONGEST_NAME: usize = 120;
const MOST_MONTHS: u32 = 240;

impl ModelEntry {
    pub fn check(self) -> Result<Self, ProductRefusal> {
        check_code(&self.code)?;
        check_name(&self.name)?;
        check_word(&self.category, ProductRefusal::CategoryUnfit)?;
        if self.price.is_negative() {
            return Err(ProductRefusal::PriceNegative);
        }
        Ok(self)
    }
}

impl ItemEntry {
    pub fn check(self) -> Result<Self, ProductRefusal> {
        check_code(&self.code)?;
        check_name(&self.name)?;
        if let Some(part_kind) = &self.part_kind {
            check_word(part_kind, ProductRefusal::PartKindUnfit)?;
        }
        if self.price.is_negative() {
            return Err(ProductRefusal::PriceNegative);
        }
        if self.cost.is_negative() {
            return Err(ProductRefusal::CostNegative);
        }
        Ok(self)
    }
}

impl ModelPart {
    pub fn check(self) -> Result<Self, ProductRefusal> {
        check_word(&self.part_kind, ProductRefusal::PartKindUnfit)?;
        if self.brand_months.is_some_and(|months| !(1..=MOST_MONTHS).contains(&months)) {
            return Err(ProductRefusal::MonthsUnfit { most: MOST_MONTHS });
        }
        Ok(self)
    }
}

/// 1 to 40 of letters, digits and `-` `_` `.` `/` `+`, beginning with a letter or digit.
fn check_code(code: &str) -> Result<(), ProductRefusal> {
    let known = |b: u8| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'_' | b'.' | b'/' | b'+');
    let begins = code.starts_with(|c: char| c.is_ascii_alphanumeric());
    if begins && code.len() <= 40 && code.bytes().all(known) { Ok(()) } else { Err(ProductRefusal::CodeUnfit) }
}

fn check_name(name: &str) -> Result<(), ProductRefusal> {
    if name.trim().is_empty() {
        return Err(ProductRefusal::NameMissing);
    }
    if name.chars().count() > LONGEST_NAME || name.chars().any(char::is_control) {
        return Err(ProductRefusal::NameTooLong { most: LONGEST_NAME });
    }
    Ok(())
}

/// A word of data: 1 to 40 of a–z, 0–9 and `_`.
fn check_word(word: &str, otherwise: ProductRefusal) -> Result<(), ProductRefusal> {
    let known = |b: u8| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'_';
    if (1..=40).contains(&word.len()) && word.bytes().all(known) { Ok(()) } else { Err(otherwise) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use aftercare_kernel::Currency;

    fn model() -> ModelEntry {
        ModelEntry {
            code: "HX-P60".into(),
            name: "华新 P60".into(),
            name_en: "HX P60".into(),
            category: "phone".into(),
            regime: None,
            price: Money::from_minor(299_900, Currency::CNY),
            active: true,
        }
    }

    #[test]
    fn codes_at_the_borders() {
        for (code, fits) in
            [("A", true), ("HX-P60/128+", true), ("", false), ("-A", false), ("A B", false), ("型号", false)]
        {
            let result = ModelEntry { code: code.into(), ..model() }.check();
            assert_eq!(result.is_ok(), fits, "{code}");
        }
        assert!(ModelEntry { code: "A".repeat(40), ..model() }.check().is_ok());
        assert_eq!(ModelEntry { code: "A".repeat(41), ..model() }.check(), Err(ProductRefusal::CodeUnfit));
    }

    #[test]
    fn nothing_costs_less_than_nothing() {
        let price = Money::from_minor(-1, Currency::CNY);
        assert_eq!(ModelEntry { price, ..model() }.check(), Err(ProductRefusal::PriceNegative));
    }

    #[test]
    fn a_brands_term_is_one_month_to_twenty_years() {
        for (months, fits) in [(Some(0), false), (Some(1), true), (Some(240), true), (Some(241), false), (None, true)] {
            let part = ModelPart { part_kind: "battery".into(), brand_months: months };
            assert_eq!(part.check().is_ok(), fits, "{months:?}");
        }
    }
}
