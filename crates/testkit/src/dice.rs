//! Dice that fall the same way in each run.

use std::sync::Mutex;

use aftercare_kernel::Dice;
use rand::{Rng, SeedableRng};
use rand_chacha::ChaCha12Rng;

#[derive(Debug)]
pub struct SeededDice(Mutex<ChaCha12Rng>);

impl SeededDice {
    pub fn new(seed: u64) -> Self {
        Self(Mutex::new(ChaCha12Rng::seed_from_u64(seed)))
    }
}

impl Dice for SeededDice {
    fn fill(&self, bytes: &mut [u8]) {
        self.0.lock().expect("no test panics while it draws").fill_bytes(bytes);
    }
}
