//! Chance: the machine's for real work, a seeded one for sample data that must come out the same each time.

use std::sync::{Mutex, PoisonError};

use aftercare_kernel::Dice;
use rand::{Rng, SeedableRng};
use rand_chacha::ChaCha12Rng;

/// The operating system's random numbers.
#[derive(Debug, Clone, Copy, Default)]
pub struct SystemDice;

impl Dice for SystemDice {
    /// Ends the program when the system has no random numbers: a guessable token is worse than none.
    #[allow(clippy::disallowed_methods, clippy::expect_used, reason = "the one place that asks the machine for chance")]
    fn fill(&self, bytes: &mut [u8]) {
        getrandom::fill(bytes).expect("the operating system gives random numbers");
    }
}

/// The same seed gives the same sample brand. Not for anything that must not be guessed.
#[derive(Debug)]
pub struct SeededDice(Mutex<ChaCha12Rng>);

impl SeededDice {
    pub fn new(seed: u64) -> Self {
        Self(Mutex::new(ChaCha12Rng::seed_from_u64(seed)))
    }
}

impl Dice for SeededDice {
    fn fill(&self, bytes: &mut [u8]) {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).fill_bytes(bytes);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn draw(dice: &dyn Dice) -> [u8; 16] {
        let mut bytes = [0; 16];
        dice.fill(&mut bytes);
        bytes
    }

    #[test]
    fn a_seed_gives_the_same_row_again_and_another_seed_another() {
        let row = |seed| {
            let dice = SeededDice::new(seed);
            [draw(&dice), draw(&dice)]
        };
        assert_eq!(row(7), row(7));
        assert_ne!(row(7), row(8));
        assert_ne!(row(7)[0], row(7)[1]);
    }

    #[test]
    fn the_machine_never_draws_alike_twice() {
        assert_ne!(draw(&SystemDice), draw(&SystemDice));
    }
}
