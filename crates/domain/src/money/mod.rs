//! 钱账 — the book of money.
//!
//! Decides: which accounts there are, what a posting must look like, and which accounts each event of the trade
//! moves.
//! By: double entry; debits are positive, credits negative.
//! Always holds: the lines of a posting sum to zero in each currency; a balance is a sum over the book, never a
//! stored total.
//! SQL: `store/src/money.rs`. Use cases: charge, collect, refund, accrue (a claim), sell parts, sell and cancel a
//! contract.
//! Pages: the money of an order, receipts, claims of a station.

mod account;
mod posting;
pub mod standard;

pub use account::{Account, AccountKind, PaymentMethod};
pub use posting::{Line, MoneyRefusal, Posting, PostingFinding, PostingKind, verify_posting};
pub use standard::{
    charge, claim, collect, contract_paid, contract_refund_promised, contract_refunded, contract_sold, contract_used,
    refund, refund_promised,
};
