//! The root over a day's acts: the Merkle tree of RFC 6962, 2.1, computed in one pass.

use super::Digest;
use aftercare_kernel::id::ActId;

/// Leaves and inner nodes are hashed with different first bytes, so that a node can never pass for a leaf.
const LEAF: u8 = 0;
const NODE: u8 = 1;

/// The full subtrees of the leaves so far, largest first, each with the number of its leaves.
#[derive(Debug, Clone, Default)]
pub struct MerkleTree {
    subtrees: Vec<(u64, Digest)>,
}

impl MerkleTree {
    pub fn push(&mut self, act: ActId, hash: &Digest) {
        let mut node = (1, leaf(act, hash));
        while let Some((size, left)) = self.subtrees.pop_if(|(size, _)| *size == node.0) {
            node = (size + node.0, join(&left, &node.1));
        }
        self.subtrees.push(node);
    }
    pub fn leaves(&self) -> u64 {
        self.subtrees.iter().map(|(size, _)| size).sum()
    }
    /// The root of no leaves is the hash of nothing, as in the RFC.
    pub fn root(&self) -> Digest {
        let mut from_the_right = self.subtrees.iter().rev().map(|(_, digest)| *digest);
        let Some(last) = from_the_right.next() else { return Digest::of(&[]) };
        from_the_right.fold(last, |right, left| join(&left, &right))
    }
}

/// The root over acts in the order of their ids.
pub fn root_of<'a>(acts: impl IntoIterator<Item = &'a (ActId, Digest)>) -> Digest {
    let mut tree = MerkleTree::default();
    acts.into_iter().for_each(|(act, hash)| tree.push(*act, hash));
    tree.root()
}

fn leaf(act: ActId, hash: &Digest) -> Digest {
    let mut bytes = vec![LEAF];
    bytes.extend_from_slice(act.uuid().as_bytes());
    bytes.extend_from_slice(hash.bytes());
    Digest::of(&bytes)
}

fn join(left: &Digest, right: &Digest) -> Digest {
    let mut bytes = vec![NODE];
    bytes.extend_from_slice(left.bytes());
    bytes.extend_from_slice(right.bytes());
    Digest::of(&bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn leaves(count: u8) -> Vec<(ActId, Digest)> {
        (0..count).map(|n| (ActId::from_uuid(uuid::Uuid::from_bytes([n; 16])), Digest::of(&[n]))).collect()
    }

    /// The definition of the RFC, word by word: split at the largest power of two below the number of leaves.
    fn by_definition(leaves: &[(ActId, Digest)]) -> Digest {
        match leaves {
            [] => Digest::of(&[]),
            [(act, hash)] => leaf(*act, hash),
            _ => {
                let split = leaves.len().next_power_of_two() / 2;
                join(&by_definition(&leaves[..split]), &by_definition(&leaves[split..]))
            }
        }
    }

    #[test]
    fn one_pass_gives_the_root_of_the_definition() {
        for count in 0..40 {
            let leaves = leaves(count);
            assert_eq!(root_of(&leaves), by_definition(&leaves), "{count} leaves");
        }
    }

    #[test]
    fn no_leaves_hash_to_the_hash_of_nothing() {
        let nothing = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";
        assert_eq!(MerkleTree::default().root().to_string(), nothing);
    }

    #[test]
    fn a_doubled_last_leaf_changes_the_root() {
        let mut three = leaves(3);
        let root = root_of(&three);
        three.push(three[2]);
        assert_ne!(root_of(&three), root);
    }
}
