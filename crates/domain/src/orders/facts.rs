//! What a step is judged by, beside the order itself.

use crate::identity::Role;
use aftercare_kernel::{
    Date, Instant, Money,
    id::{DecisionId, PersonId},
};
use std::collections::BTreeSet;

named! {
    /// What an entitlement decision opens for the order.
    pub enum Offer as "offer" keyed "orders-offer" {
        Repair = "repair",
        Exchange = "exchange",
        Refund = "refund",
    }
}

/// The part of a decision that steps ask about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DecisionGist {
    pub id: DecisionId,
    pub offers: BTreeSet<Offer>,
}

/// What the books and rows beside the order say at this moment.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OrderFacts {
    /// The last decision kept for the order.
    pub decision: Option<DecisionGist>,
    /// The order's quotation is open and has not run out.
    pub quote_in_force: bool,
    /// Parts reserved for the order, neither used nor released.
    pub parts_held: i64,
    /// What the customer still owes for what is charged or approved; negative is a deposit.
    pub balance: Money,
    /// What was promised back to the customer and is not yet paid out.
    pub owed_back: Money,
}

#[derive(Debug, Clone, Copy)]
pub struct Actor<'a> {
    pub person: PersonId,
    pub roles: &'a [Role],
}

/// Who takes a step, when, and in view of what. `today` is the station's day.
#[derive(Debug, Clone, Copy)]
pub struct Turn<'a> {
    pub now: Instant,
    pub today: Date,
    pub actor: Actor<'a>,
    pub facts: &'a OrderFacts,
}
