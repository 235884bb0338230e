//! Chance that comes out the same for a seed.

use rand::{Rng, SeedableRng};
use rand_chacha::ChaCha12Rng;

/// Draws for the stories of the sample. The ids in the books are drawn elsewhere, so that another story does not
/// change how its neighbours come out.
pub struct Luck(ChaCha12Rng);

impl Luck {
    pub fn new(seed: u64) -> Self {
        Self(ChaCha12Rng::seed_from_u64(seed))
    }

    /// 0 to `count` - 1; 0 when there is nothing to choose from.
    pub fn below(&mut self, count: u64) -> u64 {
        self.0.next_u64().checked_rem(count).unwrap_or(0)
    }

    /// `from` to `to`, both included.
    pub fn between(&mut self, from: i64, to: i64) -> i64 {
        let span = u64::try_from(to - from + 1).unwrap_or(0);
        from + i64::try_from(self.below(span)).unwrap_or(0)
    }

    pub fn percent(&mut self, chance: u64) -> bool {
        self.below(100) < chance
    }

    /// An index into a list of this length.
    pub fn index(&mut self, length: usize) -> usize {
        usize::try_from(self.below(length as u64)).unwrap_or(0)
    }

    /// One of a list that is not empty.
    pub fn pick<'a, T>(&mut self, list: &'a [T]) -> &'a T {
        &list[self.index(list.len())]
    }

    /// An index, by weights.
    pub fn weighted(&mut self, weights: impl Iterator<Item = u64> + Clone) -> usize {
        let mut rest = self.below(weights.clone().sum());
        for (index, weight) in weights.enumerate() {
            if rest < weight {
                return index;
            }
            rest -= weight;
        }
        0
    }

    /// One character of a text.
    pub fn letter(&mut self, text: &str) -> char {
        text.chars().nth(self.index(text.chars().count())).unwrap_or('一')
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_seed_draws_the_same_row_within_its_bounds() {
        let row = |seed| {
            let mut luck = Luck::new(seed);
            (0..50).map(|_| luck.between(-3, 3)).collect::<Vec<_>>()
        };
        assert_eq!(row(1), row(1));
        assert_ne!(row(1), row(2));
        assert!(row(1).iter().all(|n| (-3..=3).contains(n)));
        assert_eq!(Luck::new(1).below(0), 0);
    }

    #[test]
    fn weights_of_nothing_are_never_drawn() {
        let mut luck = Luck::new(5);
        let drawn: Vec<usize> = (0..200).map(|_| luck.weighted([0, 3, 0, 1].into_iter())).collect();
        assert!(drawn.iter().all(|index| [1, 3].contains(index)));
        assert!(drawn.contains(&1) && drawn.contains(&3));
    }
}
