//! Figures beside the words of a filter: exact while they are small, and asked for no further than they are shown.

use std::fmt;

/// How many rows there are, or that there are more than anyone counts by eye.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Counted {
    Exactly(usize),
    /// More than 99.
    Many,
}

impl Counted {
    /// So many rows are asked for, and no more.
    pub const ENOUGH: u32 = 100;

    /// `found` of at most `ENOUGH` rows.
    pub(crate) fn of(found: i64) -> Self {
        usize::try_from(found).ok().filter(|_| found < i64::from(Self::ENOUGH)).map_or(Self::Many, Self::Exactly)
    }

    pub fn is_none(self) -> bool {
        self == Self::Exactly(0)
    }
}

impl fmt::Display for Counted {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Exactly(count) => write!(f, "{count}"),
            Self::Many => write!(f, "{}+", Self::ENOUGH - 1),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_figure_is_exact_up_to_ninety_nine() {
        for (found, shown) in [(0, "0"), (1, "1"), (99, "99"), (100, "99+")] {
            assert_eq!(Counted::of(found).to_string(), shown);
        }
        assert!(Counted::of(0).is_none() && !Counted::of(100).is_none());
    }
}
