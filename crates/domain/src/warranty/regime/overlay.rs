//! Regional rules over a regime: a province's regulations, or what a member state grants beyond the Union's law. The
//! better of both holds for the consumer.

use crate::warranty::decision::Text;

use super::{AfterRepairs, Basis, BurdenRule, ClockRule, LoanerDuty, Review, Source};

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Overlay {
    pub id: String,
    pub rules_version: String,
    /// ISO 3166: `CN-ZJ`, or a country for a member state.
    pub area: String,
    /// The regimes it stands over.
    pub over: Vec<String>,
    pub title: Text,
    pub source: Source,
    pub review: Option<Review>,
    pub raises: Vec<String>,
    pub(in crate::warranty) term: Option<LongerTerm>,
    pub(in crate::warranty) after_repairs: Option<AfterRepairs>,
    pub(in crate::warranty) no_deduction: Option<Basis>,
    pub(in crate::warranty) loaner: Option<LoanerDuty>,
    pub(in crate::warranty) burden: Option<BurdenRule>,
    pub(in crate::warranty) clocks: Vec<ClockRule>,
}

/// The term of the whole product, where it is longer than the regime's.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LongerTerm {
    pub months: u32,
    pub basis: Basis,
}

impl Overlay {
    /// `CN-ZJ` holds in `CN-ZJ`, `FR` in `FR-IDF` and in the country `FR`.
    pub fn holds_in(&self, region: Option<&str>, country: Option<&str>) -> bool {
        let inside = |region: &str| {
            region == self.area || region.strip_prefix(&self.area).is_some_and(|rest| rest.starts_with('-'))
        };
        region.is_some_and(inside) || country == Some(&self.area)
    }

    pub fn stands_over(&self, regime: &str) -> bool {
        self.over.iter().any(|one| one == regime)
    }
}
