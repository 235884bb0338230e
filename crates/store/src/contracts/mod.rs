//! Contracts beside the law: what is offered, what was sold, and what was used of it.

pub mod contract;
pub mod offer;
pub mod usage;

pub use contract::{
    ContractRow, Holder, LivingContract, NewContract, UsedOf, cancel, contracts_by_age, contracts_of, find_by_number,
    find_in_scope, hand_on, insert, living_of_unit, used, used_between, used_of,
};
pub use offer::{OfferRow, find_offer, find_offer_by_code, insert_offer, offers, offers_of, retire_offer};
pub use usage::{
    NewUse, UseRow, findings, give_back, held_of_order, hold, insert_use, settle_use, uses_of_contract, uses_of_order,
};
