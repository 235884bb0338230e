//! 事账 — the book of acts.
//!
//! Decides: how an act is hashed and chained to the one before it, how a day is sealed, and whether rows that
//! were read back are still the rows that were written.
//! By: our own promise that nothing is changed or deleted; hash tree as in RFC 6962, 2.1.
//! Always holds: a changed, swapped or missing row of a chain is found by the chain; a missing end of a chain,
//! which a chain alone cannot see, is found by the seal of its day.
//! SQL: `store/src/acts.rs`. Use cases: every use case writes here; `app/src/acts` seals the day and checks.
//! Pages: the timeline of a case and of an order, the audit page.

mod act;
mod chain;
mod digest;
mod merkle;
mod seal;

pub use act::{Act, Chain, ChainKind, ChainedAct, payload};
pub use chain::{ChainCheck, ChainFinding, verify_chain};
pub use digest::{Digest, NotADigest};
pub use merkle::{MerkleTree, root_of};
pub use seal::{Seal, SealFinding, seal_day, verify_seals};
