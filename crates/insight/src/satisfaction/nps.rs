//! The net promoter score.

use serde::{Deserialize, Serialize};

use super::MOST_ANSWERS;
use crate::{
    input::{self, Answer, refuse},
    numbers::Z_95,
};

#[derive(Debug, Clone, Deserialize)]
pub struct NpsInput {
    /// Answered 9 or 10.
    pub promoters: u64,
    /// Answered 7 or 8.
    pub passives: u64,
    /// Answered 0 to 6.
    pub detractors: u64,
}

#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Nps {
    /// From −100 to 100.
    pub nps: f64,
    /// Standard error in the same points.
    pub se: f64,
    /// 95 % bounds.
    pub low: f64,
    pub high: f64,
}

/// Each answer counts 100, 0 or −100; the variance is over n (B. Rocks, *Interval estimation for the Net Promoter
/// Score*, The American Statistician 70, 2016).
pub fn nps(asked: &NpsInput) -> Answer<Nps> {
    let counts = [("promoters", asked.promoters), ("passives", asked.passives), ("detractors", asked.detractors)];
    for (field, count) in counts {
        input::at_most(field, count, MOST_ANSWERS)?;
    }
    let [promoters, passives, detractors] = counts.map(|(_, count)| count as f64);
    let n = promoters + passives + detractors;
    if n == 0.0 {
        return refuse("promoters", "should be 1 or more together with passives and detractors: nobody answered");
    }
    let score = (promoters - detractors) / n;
    let variance = ((promoters + detractors) / n - score * score).max(0.0);
    let (nps, se) = (100.0 * score, 100.0 * (variance / n).sqrt());
    Ok(Nps { nps, se, low: (nps - Z_95 * se).max(-100.0), high: (nps + Z_95 * se).min(100.0) })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bounds_stay_on_the_scale() {
        let found = nps(&NpsInput { promoters: 9, passives: 0, detractors: 1 }).expect("a score");
        assert_eq!(found.nps, 80.0);
        assert!(found.high == 100.0 && found.low > 0.0);
        let all = nps(&NpsInput { promoters: 4, passives: 0, detractors: 0 }).expect("a score");
        assert_eq!((all.nps, all.se, all.low, all.high), (100.0, 0.0, 100.0, 100.0));
    }

    #[test]
    fn without_answers_there_is_no_score() {
        let error = nps(&NpsInput { promoters: 0, passives: 0, detractors: 0 }).expect_err("none");
        assert_eq!(error.field, "promoters");
    }
}
