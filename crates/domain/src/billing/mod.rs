//! 收费 — what an order costs, and who pays it.
//!
//! Decides: who pays a line, what the lines sum to, how long a quotation holds, what may be paid.
//! By: warranty work is free for the customer (phones 2001, art. 10); misuse and opening by others are not covered
//! and stay open as paid repair; small sums are collected on the spot against a receipt [capabilities E9].
//! Always holds: a payment is never more than what is owed.
//! SQL: `store/src/billing.rs`. Use cases: quote, approve_quote, charge, collect.
//! Pages: the money of an order; receipt.

mod lines;
mod payment;
mod quote;

pub use lines::{Line, LineKind, Payer, Totals, check_line, payer_of, totals};
pub use payment::{balance, check_payee, check_payer, check_payment};
pub use quote::{Quote, QuoteState, valid_until};

refusals! {
    /// Why something about money is refused.
    BillingRefusal {
        QuantityUnfit { most: i64 } => "billing-refusal-quantity-unfit" at "quantity",
        PriceNegative => "billing-refusal-price-negative" at "price",
        TextMissing => "billing-refusal-text-missing" at "text",
        TextTooLong { most: usize } => "billing-refusal-text-too-long" at "text",
        OtherCurrency { currency: aftercare_kernel::Currency } => "billing-refusal-other-currency" at "currency",
        TooLarge => "billing-refusal-too-large" at "amount",
        NoLines => "billing-refusal-no-lines" at "lines" opens "billing-opens-add-lines",
        TooManyLines { most: usize } => "billing-refusal-too-many-lines" at "lines",
        QuoteExpired { valid_until: aftercare_kernel::Date } => "billing-refusal-quote-expired" opens "billing-opens-new-quote",
        QuoteAnswered { state: QuoteState } => "billing-refusal-quote-answered" opens "billing-opens-new-quote",
        NotPositive => "billing-refusal-not-positive" at "amount",
        MoreThanOwed { balance: String } => "billing-refusal-more-than-owed" at "amount",
        NothingOwed => "billing-refusal-nothing-owed",
        PayerTooLong { most: usize } => "billing-refusal-text-too-long" at "payer",
        PayeeTooLong { most: usize } => "billing-refusal-text-too-long" at "payee",
        PriceTooLarge { most: String } => "billing-refusal-price-too-large" at "price",
    }
}
