//! Shares of the satisfied.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use super::{FIRMEST, MOST};
use crate::{
    input::{self, Answer, refuse},
    numbers::{beta_quantile, highest, ln_beta},
    satisfaction::MOST_ANSWERS,
};

/// Tails that the search for a quantile works out, roughly.
const TAILS_OF_A_QUANTILE: f64 = 20.0;

#[derive(Debug, Clone, Deserialize)]
pub struct Station {
    pub id: String,
    pub satisfied: u64,
    /// Answers.
    pub n: u64,
}

#[derive(Debug, Clone, Deserialize)]
pub struct StationsInput {
    pub stations: Vec<Station>,
}

#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Stations {
    /// The stations' shares follow a beta distribution with a and b.
    pub a: f64,
    pub b: f64,
    /// What is known of the spread between stations.
    pub spread: Spread,
    /// Share of each station, drawn towards all, in the order of the input.
    pub posterior_mean: Vec<f64>,
    /// The share that a station has with 95 % certainty at least.
    pub low_5: Vec<f64>,
    /// Ids by `low_5`, best first; equal ones by id.
    pub order: Vec<String>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Spread {
    Learned,
    /// The stations differ no more than chance lets them: all get about the same share.
    NoMoreThanChance,
    /// Everybody is satisfied or nobody is, so there is nothing to learn; a = b = ½ is taken.
    Unknown,
}

/// Empirical Bayes: a and b by the marginal likelihood of the beta-binomial (G. Casella, *An introduction to empirical
/// Bayes data analysis*, The American Statistician 39, 1985), then ranked by a cautious quantile.
pub fn stations(asked: &StationsInput) -> Answer<Stations> {
    check(&asked.stations)?;
    let (a, b, spread) = prior(&asked.stations);
    let posterior = |station: &Station| (a + station.satisfied as f64, b + (station.n - station.satisfied) as f64);
    let low_5: Vec<f64> = asked
        .stations
        .iter()
        .map(|station| {
            let (a, b) = posterior(station);
            beta_quantile(a, b, 0.05)
        })
        .collect();
    let posterior_mean = asked.stations.iter().map(posterior).map(|(a, b)| a / (a + b)).collect();
    let mut places: Vec<usize> = (0..low_5.len()).collect();
    let id = |place: usize| &asked.stations[place].id;
    places.sort_by(|&x, &y| low_5[y].total_cmp(&low_5[x]).then_with(|| id(x).cmp(id(y))));
    Ok(Stations {
        a,
        b,
        spread,
        posterior_mean,
        low_5,
        order: places.into_iter().map(|place| id(place).clone()).collect(),
    })
}

fn check(stations: &[Station]) -> Answer<()> {
    input::length("stations", stations.len(), 1, MOST)?;
    let mut ids = BTreeSet::new();
    for (index, station) in stations.iter().enumerate() {
        if !ids.insert(&station.id) {
            return refuse(format!("stations[{index}].id"), "stands twice");
        }
        input::at_most(&format!("stations[{index}].n"), station.n, MOST_ANSWERS)?;
        if station.satisfied > station.n {
            return refuse(format!("stations[{index}].satisfied"), "should not be more than n");
        }
    }
    input::workable("stations", stations.iter().map(|station| station.n as f64), TAILS_OF_A_QUANTILE)
}

fn prior(stations: &[Station]) -> (f64, f64, Spread) {
    let answers: u64 = stations.iter().map(|station| station.n).sum();
    let satisfied: u64 = stations.iter().map(|station| station.satisfied).sum();
    if satisfied == 0 || satisfied == answers {
        return (0.5, 0.5, Spread::Unknown);
    }
    let share = satisfied as f64 / answers as f64;
    let loglik = |at: &[f64; 2]| -> f64 {
        let Some((a, b)) = shapes(at) else { return f64::NAN };
        let all = stations.iter().map(|s| ln_beta(a + s.satisfied as f64, b + (s.n - s.satisfied) as f64));
        all.sum::<f64>() - stations.len() as f64 * ln_beta(a, b)
    };
    let logit = (share / (1.0 - share)).ln();
    let starts = [1.0f64, 20.0, 1000.0].map(|firmness| highest([logit, firmness.ln()], 0.5, loglik));
    let best = starts.into_iter().reduce(|best, next| if next.value > best.value { next } else { best });
    let firm = [logit, FIRMEST.ln()];
    let at = best.filter(|peak| peak.value > loglik(&firm) + 1e-6).map_or(firm, |peak| peak.at);
    let (a, b) = shapes(&at).unwrap_or((share * FIRMEST, (1.0 - share) * FIRMEST));
    (a, b, if at == firm { Spread::NoMoreThanChance } else { Spread::Learned })
}

/// From the logit of the mean and the logarithm of a + b; none outside of what is searched.
fn shapes(at: &[f64; 2]) -> Option<(f64, f64)> {
    let inside = at[0].abs() < 20.0 && (-7.0..=FIRMEST.ln() + 1e-9).contains(&at[1]);
    let (mean, firmness) = (1.0 / (1.0 + (-at[0]).exp()), at[1].exp());
    inside.then(|| (mean * firmness, firmness / (1.0 + at[0].exp())))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn list(rows: &[(&str, u64, u64)]) -> StationsInput {
        let station = |&(id, satisfied, n): &(&str, u64, u64)| Station { id: id.to_owned(), satisfied, n };
        StationsInput { stations: rows.iter().map(station).collect() }
    }

    #[test]
    fn a_small_station_with_perfect_answers_does_not_lead() {
        let rows = [("small", 2, 2), ("good", 480, 500), ("fair", 420, 500), ("poor", 300, 500), ("weak", 260, 400)];
        let found = stations(&list(&rows)).expect("a ranking");
        assert_eq!(found.order[0], "good");
        assert!(found.posterior_mean[0] < 1.0 && found.spread == Spread::Learned);
    }

    #[test]
    fn stations_that_differ_by_chance_alone_are_not_told_apart() {
        let found = stations(&list(&[("a", 45, 50), ("b", 46, 50), ("c", 44, 50), ("d", 45, 50)])).expect("a ranking");
        assert_eq!(found.spread, Spread::NoMoreThanChance);
        assert!((found.posterior_mean[1] - found.posterior_mean[2]).abs() < 1e-4);
    }

    #[test]
    fn when_all_are_satisfied_more_answers_rank_higher() {
        let found = stations(&list(&[("few", 3, 3), ("many", 90, 90), ("none", 0, 0)])).expect("a ranking");
        assert_eq!((found.spread, found.order[0].as_str()), (Spread::Unknown, "many"));
    }

    #[test]
    fn a_station_may_stand_once() {
        let error = stations(&list(&[("a", 1, 2), ("a", 1, 2)])).expect_err("twice");
        assert_eq!(error.field, "stations[1].id");
    }
}
