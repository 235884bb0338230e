//! One balanced entry of the book.

use super::Account;
use aftercare_kernel::{Currency, Money, id::PostingId};
use std::collections::BTreeMap;

refusals! {
    /// Why a posting is refused.
    MoneyRefusal {
        NoLines => "money-refusal-no-lines",
        TooManyLines => "money-refusal-too-many-lines",
        LineOfNothing { account: String } => "money-refusal-line-of-nothing",
        Unbalanced { currency: Currency, off_by: String } => "money-refusal-unbalanced",
        TooLarge => "money-refusal-too-large" at "amount",
        /// A charge, payment, refund or claim is of more than nothing.
        NotPositive => "money-refusal-not-positive" at "amount",
    }
}

named! {
    /// What a posting is for.
    pub enum PostingKind as "what" keyed "money-posting" {
        Charge = "charge",
        Payment = "payment",
        RefundPromised = "refund_promised",
        Refund = "refund",
        Claim = "claim",
        ContractSold = "contract_sold",
        ContractPaid = "contract_paid",
        /// Work that a contract pays instead of the customer.
        ContractUsed = "contract_used",
        ContractRefunded = "contract_refunded",
        /// The price of a device goes back, and with it the days to come of its contract.
        ContractRefundPromised = "contract_refund_promised",
    }
}

/// A debit (positive) or credit (negative) of one account.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line {
    pub account: Account,
    pub amount: Money,
}

/// Can only be made balanced.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Posting {
    what: PostingKind,
    lines: Vec<Line>,
}

const MOST_LINES: usize = 1000;

impl Posting {
    /// Refuses no lines, lines of nothing, and lines that do not sum to zero in each currency.
    pub fn new(what: PostingKind, lines: Vec<Line>) -> Result<Self, MoneyRefusal> {
        if lines.is_empty() {
            return Err(MoneyRefusal::NoLines);
        }
        if lines.len() > MOST_LINES {
            return Err(MoneyRefusal::TooManyLines);
        }
        if let Some(line) = lines.iter().find(|line| line.amount.is_zero()) {
            return Err(MoneyRefusal::LineOfNothing { account: line.account.code() });
        }
        match sums(lines.iter().map(|line| line.amount)).into_iter().find(|(_, sum)| *sum != 0) {
            Some((currency, sum)) => Err(MoneyRefusal::Unbalanced { currency, off_by: in_major_units(sum) }),
            None => Ok(Self { what, lines }),
        }
    }
    pub const fn what(&self) -> PostingKind {
        self.what
    }
    pub fn lines(&self) -> &[Line] {
        &self.lines
    }
}

/// What is wrong with a posting that was read back.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PostingFinding {
    NoLines { posting: PostingId },
    Unbalanced { posting: PostingId, currency: Currency, off_by_minor: i128 },
}

/// The rule behind `aftercare check`: every posting has lines, and they sum to zero.
pub fn verify_posting(posting: PostingId, amounts: &[Money]) -> Vec<PostingFinding> {
    if amounts.is_empty() {
        return vec![PostingFinding::NoLines { posting }];
    }
    sums(amounts.iter().copied())
        .into_iter()
        .filter(|(_, sum)| *sum != 0)
        .map(|(currency, off_by_minor)| PostingFinding::Unbalanced { posting, currency, off_by_minor })
        .collect()
}

/// In 128 bits, so that a thousand of the largest amounts still add up.
fn sums(amounts: impl Iterator<Item = Money>) -> BTreeMap<Currency, i128> {
    let mut sums = BTreeMap::new();
    for amount in amounts {
        *sums.entry(amount.currency()).or_default() += i128::from(amount.minor());
    }
    sums
}

fn in_major_units(minor: i128) -> String {
    let sign = if minor < 0 { "-" } else { "" };
    let minor = minor.unsigned_abs();
    format!("{sign}{}.{:02}", minor / 100, minor % 100)
}

#[cfg(test)]
#[path = "posting_tests.rs"]
mod tests;
