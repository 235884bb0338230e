//! Accounts, named `kind:owner`; the owner is a station's or a brand's code.

use std::fmt;

named! {
    pub enum AccountKind as "account_kind" keyed "money-account" {
        Asset = "asset",
        Liability = "liability",
        Income = "income",
        Expense = "expense",
    }
}

named! {
    /// How a customer pays. Words are those of the `payment` table.
    pub enum PaymentMethod as "method" keyed "money-method" {
        Cash = "cash",
        Card = "card",
        Wechat = "wechat",
        Alipay = "alipay",
        Transfer = "transfer",
    }
}

/// An account's name and kind; the store gives it a row per brand and currency when it is first used.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Account {
    kind: AccountKind,
    name: &'static str,
    owner: String,
}

impl Account {
    fn new(kind: AccountKind, name: &'static str, owner: &str) -> Self {
        Self { kind, name, owner: owner.to_owned() }
    }
    /// Where a payment arrives: the till for cash, else what the payment service owes the station.
    pub fn paid_into(station: &str, method: PaymentMethod) -> Self {
        let name = match method {
            PaymentMethod::Cash => "cash",
            PaymentMethod::Card => "clearing.card",
            PaymentMethod::Wechat => "clearing.wechat",
            PaymentMethod::Alipay => "clearing.alipay",
            PaymentMethod::Transfer => "bank",
        };
        Self::new(AccountKind::Asset, name, station)
    }
    /// What the station's customers owe it.
    pub fn receivable(station: &str) -> Self {
        Self::new(AccountKind::Asset, "receivable", station)
    }
    pub fn revenue(station: &str) -> Self {
        Self::new(AccountKind::Income, "revenue.service", station)
    }
    /// What the brand owes the station for warranty work.
    pub fn payable_to_station(station: &str) -> Self {
        Self::new(AccountKind::Liability, "payable.station", station)
    }
    /// What the brand owes customers for refunds that are promised and not yet paid.
    pub fn payable_to_customers(brand: &str) -> Self {
        Self::new(AccountKind::Liability, "payable.customer", brand)
    }
    pub fn warranty_expense(brand: &str) -> Self {
        Self::new(AccountKind::Expense, "expense.warranty", brand)
    }
    pub fn warranty_parts_expense(brand: &str) -> Self {
        Self::new(AccountKind::Expense, "expense.warranty_parts", brand)
    }
    /// What customers paid the brand for contracts, less what went back to them.
    pub fn contract_revenue(brand: &str) -> Self {
        Self::new(AccountKind::Income, "revenue.contract", brand)
    }
    /// What contracts paid for work.
    pub fn contract_expense(brand: &str) -> Self {
        Self::new(AccountKind::Expense, "expense.contract", brand)
    }
    pub fn refund_expense(brand: &str) -> Self {
        Self::new(AccountKind::Expense, "expense.refund", brand)
    }

    pub const fn kind(&self) -> AccountKind {
        self.kind
    }
    /// `cash:SH01`
    pub fn code(&self) -> String {
        self.to_string()
    }
}

impl fmt::Display for Account {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}", self.name, self.owner)
    }
}
