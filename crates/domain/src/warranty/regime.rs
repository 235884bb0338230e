//! A regime: the rules of one text of law (责任规定) as data. See `regimes/*.toml` for the form and `regime/read.rs`
//! for what is checked when one is read.

use aftercare_kernel::{Currency, Date, Percent};
use jiff::tz::Offset;
use std::collections::BTreeMap;

use super::{
    decision::{Article, Text},
    words::{Burden, Cause, Paper, Remedy, Role},
};

mod read;
mod set;

pub use set::{RegimeError, Regimes};

/// The name of the part that facts mean when they name none.
pub const MAIN_UNIT: &str = "main_unit";

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Regime {
    pub id: String,
    /// Edition and digest of the text, so that a stored decision says exactly by which rules it was made.
    pub rules_version: String,
    pub country: String,
    pub categories: Vec<String>,
    pub currency: Currency,
    /// From UTC: the zone whose civil dates count.
    pub offset: Offset,
    pub in_force: Date,
    pub title: Text,
    pub source: Source,
    /// None until the brand's reviewer has signed.
    pub review: Option<Review>,
    pub counting: Counting,
    pub restart: Basis,
    pub parts: BTreeMap<String, Part>,
    /// In rising order of days.
    pub windows: Vec<Window>,
    pub repair: RepairDuty,
    pub paid_repair: Basis,
    pub exchange: ExchangeDuty,
    pub refund: RefundDuty,
    pub accessories: AccessoryDuty,
    pub loaner: After,
    pub documents: DocumentRules,
    pub exclusions: Exclusions,
    pub burden: BurdenRule,
    pub deemed_refusal: After,
    pub sales_since: SalesSince,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Source {
    pub authority: String,
    pub issued: Date,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Review {
    pub reviewer: String,
    pub signed_on: Date,
}

/// Where a value comes from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Basis {
    /// The key in the regime's file: names the value in a decision's flags.
    pub key: String,
    pub article: Article,
}

impl Basis {
    /// `cn.mobile.2001.loaner.secondary` when nobody has read the article itself.
    pub fn doubt(&self, regime: &Regime) -> Option<String> {
        let provenance = self.article.provenance.filter(|p| p.is_unsure())?;
        Some(format!("{}.{}.{provenance}", regime.id, self.key))
    }
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Counting {
    pub extend_by_repair: bool,
    pub roll_off_holidays: bool,
    pub roll_off_weekends: bool,
    pub basis: Basis,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Part {
    pub role: Role,
    /// The term in months.
    pub months: u32,
    /// Codes of the faults that the law's table lists.
    pub faults: Vec<String>,
    /// Codes of faults that the table leaves out by name.
    pub other_faults: Vec<String>,
    /// A battery below this capacity has a listed fault.
    pub faulty_below_capacity_percent: Option<u32>,
    pub basis: Basis,
}

/// A time after the sale in which a listed fault gives a choice of remedies.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Window {
    pub days: u32,
    pub remedies: Vec<Remedy>,
    pub basis: Basis,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RepairDuty {
    /// How long a repair must hold, past the end of the term too.
    pub holds_days: u32,
    pub basis: Basis,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ExchangeDuty {
    pub remedy: Remedy,
    pub failed_repairs: After,
    pub parts_wait: After,
    pub repair_delay: After,
}

/// A number of days or repairs after which something is due. For waits: more than so many.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct After {
    pub count: u32,
    pub basis: Basis,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RefundDuty {
    pub no_same_model: Basis,
    pub same_model: Basis,
    /// Deduction for use, as a share of the price a day.
    pub rate_per_day: Percent,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AccessoryDuty {
    pub exchanges_before_refund: u32,
    pub basis: Basis,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DocumentRules {
    /// All of these: every right.
    pub full: Vec<Paper>,
    /// Any of these proves the day of sale.
    pub proof: Vec<Paper>,
    pub proof_gives: Vec<Remedy>,
    /// No proof: the term starts so many days after manufacture …
    pub factory_date_days: u32,
    /// … and gives only these.
    pub factory_date_gives: Vec<Remedy>,
    pub basis: Basis,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Exclusions {
    pub causes: Vec<Cause>,
    pub basis: Basis,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BurdenRule {
    /// So long after the start the bearer has to prove, then the consumer.
    pub months: u32,
    pub bearer: Burden,
    pub basis: Basis,
}

/// A later law that changes the counting for sales from a day on and leaves a question open.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SalesSince {
    pub from: Date,
    pub flag: String,
    pub basis: Basis,
}

impl Regime {
    /// The product itself. Every regime has one: reading checks it.
    pub fn whole(&self) -> &Part {
        &self.parts[MAIN_UNIT]
    }
    pub fn part(&self, name: Option<&str>) -> Option<&Part> {
        self.parts.get(name.unwrap_or(MAIN_UNIT))
    }
    pub fn covers(&self, category: &str, country: &str) -> bool {
        self.country == country && self.categories.iter().any(|one| one == category)
    }
    /// What a part's owner can be owed here: each of these is either offered or refused.
    pub fn remedies_for(&self, role: Role) -> Vec<Remedy> {
        let mut remedies = match role {
            Role::Whole => self.windows.iter().flat_map(|window| window.remedies.clone()).collect(),
            Role::Accessory => vec![Remedy::Refund, Remedy::ExchangePart],
        };
        remedies.sort_unstable();
        remedies.dedup();
        remedies
    }
}
