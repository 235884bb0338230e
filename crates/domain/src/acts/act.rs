//! One entry of the book: who did what to which subject, when, with what words.

use super::Digest;
use aftercare_kernel::{
    Date, Instant,
    id::{ActId, BrandId, OrderId, PersonId, PositionId},
};
use serde::{Deserialize, Serialize};

named! {
    /// What a chain is about. The history of each subject is chained on its own, so that no row is hot for all writers.
    pub enum ChainKind as "chain_kind" keyed "acts-chain" {
        Case = "case",
        Customer = "customer",
        Device = "device",
        Person = "person",
        Place = "place",
        Import = "import",
        /// The brand's catalogue, policies and tariffs.
        Brand = "brand",
    }
}

/// A subject whose history must not be bent. `id` is the subject's id as text.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Chain {
    pub kind: ChainKind,
    pub id: String,
}

impl Chain {
    pub fn new(kind: ChainKind, id: impl ToString) -> Self {
        Self { kind, id: id.to_string() }
    }
}

/// `day` is the civil day in the brand's zone: the day whose seal covers the act.
/// `payload` is JSON text, kept letter by letter: what is hashed is what is stored.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Act {
    pub id: ActId,
    pub brand: BrandId,
    pub chain: Chain,
    pub order: Option<OrderId>,
    pub at: Instant,
    pub day: Date,
    pub person: PersonId,
    pub position: Option<PositionId>,
    pub verb: String,
    pub payload: String,
}

/// An act in its place: after the one whose hash is `previous`. `seq` counts from 1 without gaps.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ChainedAct {
    pub act: Act,
    pub seq: i64,
    pub previous: Digest,
    pub hash: Digest,
}

impl ChainedAct {
    /// Puts an act behind the last of its chain; `last` is that one's number and hash.
    pub fn append(act: Act, last: Option<(i64, Digest)>) -> Self {
        let (seq, previous) = last.map_or((1, Digest::NONE), |(seq, hash)| (seq.saturating_add(1), hash));
        let hash = hash_of(&act, seq, &previous);
        Self { act, seq, previous, hash }
    }

    /// The hash that the contents ask for; differs from `hash` when a row was changed.
    pub fn expected_hash(&self) -> Digest {
        hash_of(&self.act, self.seq, &self.previous)
    }
}

/// The payload of an act from any value that serialises.
pub fn payload<T: Serialize>(value: &T) -> Result<String, serde_json::Error> {
    serde_json::to_string(value)
}

fn hash_of(act: &Act, seq: i64, previous: &Digest) -> Digest {
    Digest::of(&canonical_bytes(act, seq, previous))
}

/// Each field with its length before it, so that no two acts share bytes by moving a border between fields.
/// The first field is the version of this form.
fn canonical_bytes(act: &Act, seq: i64, previous: &Digest) -> Vec<u8> {
    let optional = |id: Option<String>| id.unwrap_or_default();
    let fields = [
        "aftercare.act.1".to_owned(),
        previous.to_string(),
        act.brand.to_string(),
        act.chain.kind.name().to_owned(),
        act.chain.id.clone(),
        seq.to_string(),
        act.id.to_string(),
        optional(act.order.map(|id| id.to_string())),
        act.at.micros().to_string(),
        act.day.to_string(),
        act.person.to_string(),
        optional(act.position.map(|id| id.to_string())),
        act.verb.clone(),
    ];
    let mut bytes = Vec::with_capacity(512 + act.payload.len());
    for field in fields.iter().map(String::as_str).chain([act.payload.as_str()]) {
        bytes.extend_from_slice(&(field.len() as u64).to_be_bytes());
        bytes.extend_from_slice(field.as_bytes());
    }
    bytes
}
