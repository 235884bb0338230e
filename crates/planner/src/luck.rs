//! Chance that comes out the same for the same seed.

use rand_chacha::{
    ChaCha8Rng,
    rand_core::{Rng, SeedableRng},
};

pub(crate) struct Luck(ChaCha8Rng);

impl Luck {
    pub fn new(seed: u64) -> Self {
        Self(ChaCha8Rng::seed_from_u64(seed))
    }

    /// One of 0..end; 0 when there is none.
    pub fn below(&mut self, end: usize) -> usize {
        // The bias of this product is below end / 2^32, and no law hangs on it.
        ((u64::from(self.0.next_u32()) * end as u64) >> 32) as usize
    }

    /// Evenly in 0 < x <= 1, so that its logarithm is finite.
    pub fn unit(&mut self) -> f64 {
        (f64::from(self.0.next_u32()) + 1.0) / 4_294_967_296.0
    }

    pub fn chance(&mut self, probability: f64) -> bool {
        self.unit() <= probability
    }

    pub fn shuffle<T>(&mut self, items: &mut [T]) {
        for last in (1..items.len()).rev() {
            let other = self.below(last + 1);
            items.swap(last, other);
        }
    }
}
