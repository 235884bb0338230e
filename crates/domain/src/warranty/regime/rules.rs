//! The rules of a regime, each with the article it comes from. A rule that a text of law does not have is None.

use aftercare_kernel::{Date, Percent};
use std::collections::BTreeMap;

use crate::warranty::{
    decision::{Article, Text},
    words::{Burden, Cause, ClockKind, Paper, Remedy, Role},
};

/// Where a value comes from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Basis {
    /// Regime and key of the value in its file: names it in a decision's flags.
    pub key: String,
    pub article: Article,
    /// `cn.mobile.2001.loaner.secondary` when nobody has read the article itself.
    pub doubt: Option<String>,
}

impl Basis {
    pub fn new(key: String, article: Article) -> Self {
        let unsure = article.provenance.filter(|provenance| provenance.is_unsure());
        let doubt = unsure.map(|provenance| format!("{key}.{provenance}"));
        Self { key, article, doubt }
    }
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rules {
    pub counting: Counting,
    pub restart: Option<Basis>,
    /// In rising order of days among those with the same need.
    pub windows: Vec<Window>,
    pub repair: Option<RepairDuty>,
    pub paid_repair: Basis,
    pub after_repairs: Option<AfterRepairs>,
    pub refund: Option<RefundDuty>,
    pub use_fee: Option<UseFee>,
    pub use_deduction: Option<UseDeduction>,
    pub compensation: Option<Compensation>,
    pub accessories: Option<AccessoryDuty>,
    pub main_parts: Option<Basis>,
    pub assemblies: Vec<String>,
    pub serious_faults: Vec<String>,
    pub loaner: Option<LoanerDuty>,
    /// None: rights do not hang on papers.
    pub documents: Option<DocumentRules>,
    pub exclusions: Option<Exclusions>,
    pub burden: Option<BurdenRule>,
    pub clocks: Vec<ClockRule>,
    pub returns: Option<Returns>,
    pub sales_since: Option<SalesSince>,
    pub longer_after_repair: Option<LongerAfterRepair>,
}

impl Rules {
    /// A text of law on other things: what follows from a fault is left to promises and other texts.
    pub fn gives_nothing_for_faults(&self) -> bool {
        self.repair.is_none() && self.windows.is_empty() && self.after_repairs.is_none()
    }
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Counting {
    /// The day that terms count from: the first of these that is known.
    pub from: Vec<SaleDate>,
    pub extend_by_repair: bool,
    /// Days in repair are 24 hours from the hour the thing came in, and a rest counts as a day.
    pub days_of_24_hours: bool,
    pub roll_off_holidays: bool,
    pub roll_off_weekends: bool,
    pub basis: Basis,
}

named! {
    /// A day of the sale that a term can count from.
    pub enum SaleDate as "from" keyed "warranty-sale-date" {
        Sold = "sold_on",
        Delivered = "delivered_on",
        Installed = "installed_on",
        Contract = "contract_on",
    }
}

/// How long something holds: so long and so far, whichever ends first.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Span {
    pub months: u32,
    pub km: Option<u32>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Part {
    pub role: Role,
    /// None: the law sets no term.
    pub term: Option<Span>,
    /// Codes of the faults that the law's table lists.
    pub faults: Vec<String>,
    /// Codes of faults that the table leaves out by name.
    pub other_faults: Vec<String>,
    /// A battery below this capacity has a listed fault.
    pub faulty_below_capacity_percent: Option<u32>,
    pub basis: Basis,
}

/// A row of the law's catalogue: what differs for one category.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Product {
    pub parts: BTreeMap<String, Part>,
    pub rate: Option<DailyRate>,
}

/// Deduction for use, as a share of the price a day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DailyRate {
    pub per_day: Percent,
    pub basis: Basis,
}

named! {
    /// What a fault must be for a rule to apply.
    pub enum Need as "needs" keyed "warranty-need" {
        /// In the law's table of performance faults.
        Listed = "listed",
        /// Any defect.
        Defect = "defect",
        /// A main assembly has to be replaced.
        Assembly = "assembly",
        /// One of the serious safety faults.
        SeriousSafety = "serious_safety",
    }
}

/// A time after the sale in which a fault gives a choice of remedies.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Window {
    pub days: u32,
    pub km: Option<u32>,
    pub needs: Need,
    pub remedies: Vec<Remedy>,
    pub basis: Basis,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RepairDuty {
    /// What the consumer may choose from in the term.
    pub remedies: Vec<Remedy>,
    /// How long a repair must hold, past the end of the term too.
    pub holds_days: Option<u32>,
    pub basis: Basis,
}

/// What follows from repairs that fail or take too long.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AfterRepairs {
    pub remedies: Vec<Remedy>,
    pub needs: Need,
    /// Where it holds for less than the term.
    pub within: Option<Span>,
    /// Causes for which nothing is paid back.
    pub no_refund_for: Vec<Cause>,
    pub failed_repairs: Option<After>,
    pub serious_repairs: Option<After>,
    pub same_fault: Option<After>,
    pub assembly_replaced: Option<After>,
    pub total_days: Option<After>,
    pub parts_wait: Option<After>,
    pub repair_delay: Option<After>,
    pub delay_without_reason: Option<After>,
}

/// A number of days or repairs after which something is due. For days: more than so many.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct After {
    pub count: u32,
    pub basis: Basis,
}

/// Money instead of an exchange, as the stock allows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RefundDuty {
    pub no_same_model: Basis,
    pub same_model: Basis,
    /// None: the law's own rate was not seen, or the category's row has it.
    pub rate_per_day: Option<Percent>,
}

/// price × km ÷ 1000 × share, for whoever hands a car back.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UseFee {
    /// The most that may be agreed, of the price per 1000 km.
    pub most_per_1000_km: Percent,
    pub basis: Basis,
}

/// A deduction whose amount the law leaves open, barred for some months.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UseDeduction {
    pub barred_months: u32,
    /// Categories to which the bar does not apply.
    pub except: Vec<String>,
    pub basis: Basis,
}

/// What else is owed when one of these remedies is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Compensation {
    pub with: Vec<Remedy>,
    pub why: Text,
    pub basis: Basis,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AccessoryDuty {
    pub exchanges_before_refund: u32,
    pub basis: Basis,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LoanerDuty {
    pub after_days: u32,
    pub basis: Basis,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DocumentRules {
    /// All of these: every right.
    pub full: Vec<Paper>,
    /// Any of these proves the day of sale.
    pub proof: Vec<Paper>,
    /// None: as much as the full papers give.
    pub proof_gives: Option<Vec<Remedy>>,
    pub factory_date: Option<FactoryDate>,
    pub basis: Basis,
}

/// No proof of the sale: the term starts so many days after manufacture and gives only these.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FactoryDate {
    pub days: u32,
    pub gives: Vec<Remedy>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Exclusions {
    pub causes: Vec<Cause>,
    pub basis: Basis,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BurdenRule {
    /// So long after the start the bearer has to prove, then the consumer. None: for the whole term.
    pub months: Option<u32>,
    pub bearer: Burden,
    /// The categories that the law names; empty: all.
    pub categories: Vec<String>,
    pub basis: Basis,
}

/// A day by which something has to be done, counted from the day of the question.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ClockRule {
    pub what: ClockKind,
    pub days: u32,
    pub working_days: bool,
    /// Runs when one of these is open; empty: any free remedy.
    pub when: Vec<Remedy>,
    pub basis: Basis,
}

/// Return without reason (无理由退货) of what was bought at a distance.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Returns {
    pub days: u32,
    /// The money comes back within so many days.
    pub money_days: u32,
    /// Goods that cannot be returned.
    pub except: Vec<String>,
    pub basis: Basis,
}

/// A later law that changes the counting for sales from a day on and leaves a question open.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SalesSince {
    pub from: Date,
    pub flag: String,
    pub basis: Basis,
}

/// A repair as remedy lengthens the term once.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LongerAfterRepair {
    pub months: u32,
    pub contracts_from: Date,
    pub basis: Basis,
}
