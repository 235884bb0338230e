//! Reading a chain back: is each row what was written, in its place?

use super::{Chain, ChainedAct, Digest};
use aftercare_kernel::id::ActId;

/// What is wrong with a chain, at the act where it shows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ChainFinding {
    /// The row belongs to another chain than the first.
    OtherChain { act: ActId, chain: Chain },
    /// Rows are missing, doubled or out of order before this one.
    OutOfSequence { act: ActId, expected: i64, found: i64 },
    /// The act before is not the one that this one was written after.
    BrokenLink { act: ActId, seq: i64 },
    /// The contents are not those that were hashed.
    Changed { act: ActId, seq: i64 },
}

/// Checks a chain row by row, so that a long one need not be held in memory.
#[derive(Debug, Default)]
pub struct ChainCheck {
    chain: Option<Chain>,
    last: Option<(i64, Digest)>,
    findings: Vec<ChainFinding>,
}

impl ChainCheck {
    pub fn push(&mut self, row: &ChainedAct) {
        let act = row.act.id;
        let chain = self.chain.get_or_insert_with(|| row.act.chain.clone());
        if *chain != row.act.chain {
            self.findings.push(ChainFinding::OtherChain { act, chain: row.act.chain.clone() });
        }
        let (expected, previous) = self.last.map_or((1, Digest::NONE), |(seq, hash)| (seq + 1, hash));
        if row.seq != expected {
            self.findings.push(ChainFinding::OutOfSequence { act, expected, found: row.seq });
        }
        if row.previous != previous {
            self.findings.push(ChainFinding::BrokenLink { act, seq: row.seq });
        }
        if row.hash != row.expected_hash() {
            self.findings.push(ChainFinding::Changed { act, seq: row.seq });
        }
        self.last = Some((row.seq, row.hash));
    }

    pub fn finish(self) -> Vec<ChainFinding> {
        self.findings
    }
}

/// All findings of one chain, its rows in the order of `seq`.
pub fn verify_chain<'a>(rows: impl IntoIterator<Item = &'a ChainedAct>) -> Vec<ChainFinding> {
    let mut check = ChainCheck::default();
    rows.into_iter().for_each(|row| check.push(row));
    check.finish()
}

#[cfg(test)]
#[path = "chain_tests.rs"]
mod tests;
