//! The postings of the trade, each named by its event.

use super::{Account, Line, MoneyRefusal, PaymentMethod, Posting, PostingKind};
use aftercare_kernel::Money;

/// Work done is charged: the customer owes the station.
pub fn charge(station: &str, amount: Money) -> Result<Posting, MoneyRefusal> {
    between(PostingKind::Charge, Account::receivable(station), Account::revenue(station), amount)
}

/// A customer pays; before the charge this leaves the receivable in credit, which is a deposit.
pub fn collect(station: &str, method: PaymentMethod, amount: Money) -> Result<Posting, MoneyRefusal> {
    between(PostingKind::Payment, Account::paid_into(station, method), Account::receivable(station), amount)
}

/// A remedy gives the price back: the brand owes the customer.
pub fn refund_promised(brand: &str, amount: Money) -> Result<Posting, MoneyRefusal> {
    between(PostingKind::RefundPromised, Account::refund_expense(brand), Account::payable_to_customers(brand), amount)
}

/// A promised refund leaves the station's till or account.
pub fn refund(brand: &str, station: &str, method: PaymentMethod, amount: Money) -> Result<Posting, MoneyRefusal> {
    between(PostingKind::Refund, Account::payable_to_customers(brand), Account::paid_into(station, method), amount)
}

/// Warranty work accrues: the brand owes the station its fee and the parts it used. One of the two may be nothing.
pub fn claim(brand: &str, station: &str, fee: Money, parts: Money) -> Result<Posting, MoneyRefusal> {
    let total = fee.plus(parts).map_err(|_| MoneyRefusal::TooLarge)?;
    if fee.is_negative() || parts.is_negative() || total.is_zero() {
        return Err(MoneyRefusal::NotPositive);
    }
    let mut lines = vec![
        Line { account: Account::warranty_expense(brand), amount: fee },
        Line { account: Account::warranty_parts_expense(brand), amount: parts },
        Line { account: Account::payable_to_station(station), amount: credit(total)? },
    ];
    lines.retain(|line| !line.amount.is_zero());
    Posting::new(PostingKind::Claim, lines)
}

/// A contract is sold at a station's counter for the brand: the customer owes its price.
pub fn contract_sold(brand: &str, station: &str, price: Money) -> Result<Posting, MoneyRefusal> {
    between(PostingKind::ContractSold, Account::receivable(station), Account::contract_revenue(brand), price)
}

/// The price of a contract comes in.
pub fn contract_paid(station: &str, method: PaymentMethod, price: Money) -> Result<Posting, MoneyRefusal> {
    between(PostingKind::ContractPaid, Account::paid_into(station, method), Account::receivable(station), price)
}

/// A contract pays for work: the brand owes the station what the customer does not.
pub fn contract_used(brand: &str, station: &str, amount: Money) -> Result<Posting, MoneyRefusal> {
    between(PostingKind::ContractUsed, Account::contract_expense(brand), Account::payable_to_station(station), amount)
}

/// A contract is cancelled, and the rest of its price leaves the station's till or account.
pub fn contract_refunded(
    brand: &str,
    station: &str,
    method: PaymentMethod,
    amount: Money,
) -> Result<Posting, MoneyRefusal> {
    between(
        PostingKind::ContractRefunded,
        Account::contract_revenue(brand),
        Account::paid_into(station, method),
        amount,
    )
}

/// A contract ends with its device: the rest of its price is owed to the customer together with the device's.
pub fn contract_refund_promised(brand: &str, amount: Money) -> Result<Posting, MoneyRefusal> {
    let (revenue, payable) = (Account::contract_revenue(brand), Account::payable_to_customers(brand));
    between(PostingKind::ContractRefundPromised, revenue, payable, amount)
}

fn between(what: PostingKind, debit: Account, credited: Account, amount: Money) -> Result<Posting, MoneyRefusal> {
    if amount.is_zero() || amount.is_negative() {
        return Err(MoneyRefusal::NotPositive);
    }
    let lines = vec![Line { account: debit, amount }, Line { account: credited, amount: credit(amount)? }];
    Posting::new(what, lines)
}

fn credit(amount: Money) -> Result<Money, MoneyRefusal> {
    amount.negated().map_err(|_| MoneyRefusal::TooLarge)
}
