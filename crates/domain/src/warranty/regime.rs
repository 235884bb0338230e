//! A regime: the rules of one text of law as data. See `regimes/*.toml` for the form and `regime/read.rs` for what is
//! checked when one is read. The rules themselves are in `rules.rs`, regional rules over a regime in `overlay.rs`.

use aftercare_kernel::{Currency, Date};
use jiff::tz::Offset;
use std::collections::BTreeMap;

use super::decision::Text;
use super::words::{Remedy, Role};

mod builtin;
mod clauses;
mod overlay;
mod read;
mod read_parts;
mod read_rules;
mod rules;
mod set;

pub use clauses::{Clause, Says, Section};
pub use overlay::Overlay;
pub(super) use rules::{
    AccessoryDuty, After, AfterRepairs, Basis, BurdenRule, ClockRule, DocumentRules, LoanerDuty, RefundDuty, Returns,
    Rules, Span, Window,
};
pub use rules::{Need, Part, Product, SaleDate};
pub(super) use set::Pack;
pub use set::{RegimeError, Regimes};

/// The name of the part that facts mean when they name none.
pub const MAIN_UNIT: &str = "main_unit";

/// Stands for every category of goods in `categories`.
const ANY: &str = "any";

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Regime {
    pub id: String,
    /// Edition and digest of the text, so that a stored decision says exactly by which rules it was made.
    pub rules_version: String,
    /// ISO 3166-1; `EU` for the Union, whose `members` are countries.
    pub country: String,
    pub members: Vec<String>,
    pub categories: Vec<String>,
    pub currency: Currency,
    /// From UTC: the zone whose civil dates count.
    pub offset: Offset,
    pub in_force: Date,
    /// The first day on which the text no longer applies to a sale.
    pub ended: Option<Date>,
    pub title: Text,
    pub source: Source,
    /// None until the brand's reviewer has signed.
    pub review: Option<Review>,
    /// Flags of every decision under these rules: what a person still has to look up.
    pub raises: Vec<String>,
    /// The regime whose return without reason stands beside this one.
    pub beside: Option<String>,
    pub parts: BTreeMap<String, Part>,
    /// What differs by category: rows of the law's catalogue.
    pub products: BTreeMap<String, Product>,
    pub(super) rules: Rules,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Source {
    pub authority: String,
    /// None where only the year, or not even that, is known.
    pub issued: Option<Date>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Review {
    pub reviewer: String,
    pub signed_on: Date,
}

impl Regime {
    /// The product itself as the regime has it for every category. Every regime has one: reading checks it.
    pub fn whole(&self) -> &Part {
        &self.parts[MAIN_UNIT]
    }

    /// A part by its name, the category's own row of the catalogue first.
    pub fn part(&self, category: Option<&str>, name: Option<&str>) -> Option<&Part> {
        let name = name.unwrap_or(MAIN_UNIT);
        let own = category.and_then(|category| self.products.get(category)).and_then(|row| row.parts.get(name));
        own.or_else(|| self.parts.get(name))
    }

    /// The names that `part` may have for a category.
    pub(super) fn part_names(&self, category: Option<&str>) -> Vec<String> {
        let row = category.and_then(|category| self.products.get(category));
        let own = row.into_iter().flat_map(|row| row.parts.keys());
        let mut names: Vec<String> = self.parts.keys().chain(own).cloned().collect();
        names.sort_unstable();
        names.dedup();
        names
    }

    /// Whether it is the law of a country, or of a union that the country is in.
    pub fn is_of(&self, country: &str) -> bool {
        self.country == country || self.members.iter().any(|one| one == country)
    }

    pub fn covers(&self, category: &str, country: &str) -> bool {
        self.is_of(country) && (self.covers_anything() || self.categories.iter().any(|one| one == category))
    }

    /// A general law, which yields to a text for the category itself.
    pub fn covers_anything(&self) -> bool {
        self.categories.iter().any(|one| one == ANY)
    }

    /// Whether the text applies to a sale on that day.
    pub fn applies_on(&self, sold: Date) -> bool {
        self.in_force <= sold && self.ended.is_none_or(|ended| sold < ended)
    }

    /// What a part's owner can be owed here by the windows and the term: each of these is either offered or refused.
    pub fn remedies_for(&self, role: Role) -> Vec<Remedy> {
        let mut remedies: Vec<Remedy> = match role {
            Role::Accessory => vec![Remedy::Refund, Remedy::ExchangePart],
            Role::Whole | Role::Assembly | Role::MainPart => self.remedies_of_the_whole(),
        };
        if role == Role::MainPart {
            remedies.push(Remedy::RepairPart);
        }
        remedies.sort_unstable();
        remedies.dedup();
        remedies
    }

    pub(super) fn starts_anew_after_exchange(&self) -> bool {
        self.rules.restart.is_some()
    }

    /// Whether a window or a failed repair gives the remedy.
    pub(super) fn gives(&self, remedy: Remedy) -> bool {
        let after = self.rules.after_repairs.iter().any(|duty| duty.remedies.contains(&remedy));
        after || self.rules.windows.iter().any(|window| window.remedies.contains(&remedy))
    }

    fn remedies_of_the_whole(&self) -> Vec<Remedy> {
        let windows = self.rules.windows.iter().flat_map(|window| window.remedies.clone());
        let in_term = self.rules.repair.iter().flat_map(|repair| repair.remedies.clone());
        let after = self.rules.after_repairs.iter().flat_map(|duty| duty.remedies.clone());
        let all: Vec<Remedy> = windows.chain(in_term).chain(after).collect();
        if all.is_empty() { vec![Remedy::Repair] } else { all }
    }
}
