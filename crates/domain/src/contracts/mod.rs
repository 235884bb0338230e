//! 保障合同 — extended warranty, care plans and service contracts that a customer buys for a device.
//!
//! Decides: what an offer may promise, when a contract is in force, what it pays of each line of a bill and why not, and
//! what a customer gets back who cancels.
//! By: the terms that were sold; they stand beside the law, never instead of it: what the law gives is never charged to
//! a contract [capabilities C5].
//! Always holds: no line of cover pays more than its limit; a refund is at most the price, at least nothing, and falls
//! from day to day.
//! SQL: `store/src/contracts`. Use cases: define_offer, retire_offer, sell, cancel; `orders` asks for the cover.
//! Pages: offers; a contract; the device's and the customer's contracts.

mod contract;
mod cover;
mod offer;

pub use contract::{Contract, Life};
pub use cover::{Asked, Share, Used};
pub use offer::{CoverLine, Offer, check_part_kind, check_reason};

use aftercare_kernel::{Currency, Date};

named! {
    /// Words are those of the `contract_offer` table.
    pub enum ContractKind as "kind" keyed "contracts-kind" {
        ExtendedWarranty = "extended_warranty",
        CarePlan = "care_plan",
        ServiceContract = "service_contract",
    }
}

named! {
    /// From when on a contract covers.
    pub enum Begins as "begins" keyed "contracts-begins" {
        AtSale = "at_sale",
        /// The day after the warranty of the law ends, or the sale when that is later.
        AfterWarranty = "after_warranty",
    }
}

named! {
    /// What a line of cover is about.
    pub enum Subject as "subject" keyed "contracts-subject" {
        Part = "part",
        Labour = "labour",
        Visit = "visit",
    }
}

named! {
    /// Where a use of a contract stands: held when the customer agreed to the price, used when the work was handed over.
    pub enum UseState as "use_state" keyed "contracts-use" {
        Held = "held",
        Used = "used",
        Released = "released",
    }
}

refusals! {
    /// Why an offer, a sale, a cover or a cancellation is refused.
    ContractRefusal {
        CodeUnfit => "contracts-refusal-code-unfit" at "code",
        NameMissing => "contracts-refusal-name-missing" at "name",
        NameTooLong { most: usize } => "contracts-refusal-name-too-long" at "name",
        PriceUnfit { most: String } => "contracts-refusal-price-unfit" at "price",
        MonthsUnfit { most: u32 } => "contracts-refusal-months-unfit" at "months",
        CoolingOffUnfit { most: u32 } => "contracts-refusal-cooling-off-unfit" at "cooling_off_days",
        GoodsMissing => "contracts-refusal-goods-missing" at "models",
        GoodsUnfit { most: usize } => "contracts-refusal-goods-unfit" at "models",
        ModelUnknown { code: String } => "contracts-refusal-model-unknown" at "models",
        LinesMissing => "contracts-refusal-lines-missing" at "lines",
        TooManyLines { most: usize } => "contracts-refusal-too-many-lines" at "lines",
        LineTwice { subject: Subject } => "contracts-refusal-line-twice" at "lines",
        PartKindUnfit => "contracts-refusal-part-kind-unfit" at "lines",
        PercentUnfit => "contracts-refusal-percent-unfit" at "lines",
        LimitMissing => "contracts-refusal-limit-missing" at "lines",
        LimitUnfit { times: u32, most: String } => "contracts-refusal-limit-unfit" at "lines",
        DeductibleUnfit { most: String } => "contracts-refusal-deductible-unfit" at "lines",
        OtherCurrency { currency: Currency } => "contracts-refusal-other-currency" at "lines",

        OfferRetired => "contracts-refusal-offer-retired" at "offer",
        GoodsNotCovered => "contracts-refusal-goods-not-covered" at "offer",
        CoveredAlready { number: String } => "contracts-refusal-covered-already" at "offer",
        NoOwner => "contracts-refusal-no-owner" opens "contracts-opens-name-owner",
        NotTheCustomers => "contracts-refusal-not-the-customers",
        WarrantyEndUnknown => "contracts-refusal-warranty-end-unknown" opens "contracts-opens-date-of-sale",
        StationMissing => "contracts-refusal-station-missing" at "station",

        /// The law, or the brand's promise, pays it already.
        LawPays => "contracts-refusal-law-pays",
        NotBegun { from: Date } => "contracts-refusal-not-begun",
        Lapsed { on: Date } => "contracts-refusal-lapsed",
        Cancelled { on: Date } => "contracts-refusal-cancelled",
        NotOfThisKind => "contracts-refusal-not-of-this-kind",
        AccidentNotCovered => "contracts-refusal-accident-not-covered",
        UsedUp => "contracts-refusal-used-up",
        BelowDeductible => "contracts-refusal-below-deductible",
        NothingToPay => "contracts-refusal-nothing-to-pay",
        TooLarge => "contracts-refusal-too-large" at "price",

        /// Between the quotation and the customer's word another order used the cover, or the contract was cancelled.
        CoverGone { number: String } => "contracts-refusal-cover-gone" opens "contracts-opens-quote-anew",
        WorkUnderWay => "contracts-refusal-work-under-way" opens "contracts-opens-finish-work",
        ReasonMissing => "contracts-refusal-reason-missing" at "reason",
        ReasonTooLong { most: usize } => "contracts-refusal-reason-too-long" at "reason",
        /// Nobody gives back a sum that they did not see.
        OtherRefund { refund: String } => "contracts-refusal-other-refund" at "refund",
    }
}
