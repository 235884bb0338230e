//! The seal of a day: a root over a brand's acts of that day, chained to the day sealed before.
//!
//! Days without acts need no seal; a day is sealed once it is over in the brand's zone.

use super::{Digest, MerkleTree};
use aftercare_kernel::{
    Date, Instant,
    id::{ActId, BrandId},
};

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Seal {
    pub brand: BrandId,
    pub day: Date,
    pub acts: i64,
    pub root: Digest,
    pub previous: Digest,
    pub hash: Digest,
    pub sealed_at: Instant,
}

/// Seals a day over its acts in the order of their ids; `previous` is the hash of the brand's last seal.
pub fn seal_day(brand: BrandId, day: Date, tree: &MerkleTree, previous: Option<Digest>, sealed_at: Instant) -> Seal {
    let acts = i64::try_from(tree.leaves()).unwrap_or(i64::MAX);
    let unhashed = Seal {
        brand,
        day,
        acts,
        root: tree.root(),
        previous: previous.unwrap_or(Digest::NONE),
        hash: Digest::NONE,
        sealed_at,
    };
    Seal { hash: unhashed.expected_hash(), ..unhashed }
}

impl Seal {
    /// The hash that the contents ask for; differs from `hash` when the seal was changed.
    pub fn expected_hash(&self) -> Digest {
        let text = format!(
            "aftercare.seal.1\n{}\n{}\n{}\n{}\n{}\n{}",
            self.brand,
            self.day,
            self.acts,
            self.root,
            self.previous,
            self.sealed_at.micros()
        );
        Digest::of(text.as_bytes())
    }
}

/// What is wrong with a day, at the day where it shows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum SealFinding {
    /// An act was added to the day or taken from it.
    OtherCount { day: Date, sealed: i64, found: i64 },
    /// As many acts as sealed, but not the same ones.
    OtherActs { day: Date },
    /// The seal before is missing or was replaced.
    BrokenLink { day: Date },
    /// The seal itself is not the one that was written.
    Changed { day: Date },
}

/// All findings of a brand's seals in the order of days; `acts_of` gives the acts that are found for a day now.
pub fn verify_seals<E>(
    seals: &[Seal],
    mut acts_of: impl FnMut(Date) -> Result<Vec<(ActId, Digest)>, E>,
) -> Result<Vec<SealFinding>, E> {
    let mut findings = Vec::new();
    let mut previous = Digest::NONE;
    for seal in seals {
        findings.extend(link_findings(seal, previous));
        findings.extend(day_finding(seal, &acts_of(seal.day)?));
        previous = seal.hash;
    }
    Ok(findings)
}

fn link_findings(seal: &Seal, previous: Digest) -> impl Iterator<Item = SealFinding> {
    let broken = (seal.previous != previous).then_some(SealFinding::BrokenLink { day: seal.day });
    let changed = (seal.hash != seal.expected_hash()).then_some(SealFinding::Changed { day: seal.day });
    broken.into_iter().chain(changed)
}

fn day_finding(seal: &Seal, acts: &[(ActId, Digest)]) -> Option<SealFinding> {
    let found = i64::try_from(acts.len()).unwrap_or(i64::MAX);
    if found != seal.acts {
        return Some(SealFinding::OtherCount { day: seal.day, sealed: seal.acts, found });
    }
    (super::root_of(acts) != seal.root).then_some(SealFinding::OtherActs { day: seal.day })
}

#[cfg(test)]
#[path = "seal_tests.rs"]
mod tests;
