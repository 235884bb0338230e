//! A depot that supplies stations: who waits how long for given stocks.

use serde::{Deserialize, Serialize};

use crate::{
    input::{self, Answer, InputError},
    numbers::{poisson_pmf, poisson_shortage, poisson_upper},
};

pub(super) const MOST_STATIONS: usize = 1000;
/// Pieces at one place.
pub(super) const MOST_STOCK: u64 = 5000;
/// Pieces on order on average, at one place.
const MOST_PIPELINE: f64 = 2000.0;
/// Steps of the thinning: about a second.
const MOST_WORK: f64 = 1e9;
/// Chances below this change no digit of a shortage.
const NEGLIGIBLE: f64 = 1e-18;

#[derive(Debug, Clone, Deserialize)]
pub struct TwoLevelInput {
    /// Pieces per time at each station.
    pub demand: Vec<f64>,
    /// Time from the depot to each station.
    pub transport: Vec<f64>,
    /// Time from the vendor or repair to the depot.
    pub depot_lead: f64,
    pub depot_stock: u64,
    /// Pieces at each station.
    pub station_stock: Vec<u64>,
}

#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct TwoLevel {
    /// The binomial split of the depot's backorders, without approximation.
    pub exact: AtBothLevels,
    /// C. C. Sherbrooke's VARI-METRIC (1986): a negative binomial with the right mean and variance.
    pub vari_metric: AtBothLevels,
}

#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct AtBothLevels {
    /// Pieces that customers of each station wait for, on average.
    pub station_backorders: Vec<f64>,
    /// Pieces that stations wait for at the depot, on average.
    pub depot_backorders: f64,
}

/// Backorders of a depot and its stations under Poisson demand and one-for-one replenishment.
///
/// Exact: the depot's backorders are split among the stations like draws with chances in proportion to demand (S. C.
/// Graves, *A multi-echelon inventory model for a repairable item with one-for-one replenishment*, Management Science
/// 31, 1985; F. Simon 1971). VARI-METRIC fits two moments of the same and errs by a few per cent.
pub fn two_level(asked: &TwoLevelInput) -> Answer<TwoLevel> {
    check(asked)?;
    let depot = Depot::new(&asked.demand, &asked.transport, asked.depot_lead)?;
    depot.check_work(asked.demand.len())?;
    let depot_backorders = poisson_shortage(asked.depot_stock, depot.pipeline);
    let exact = (0..asked.demand.len()).map(|i| depot.exact(i, asked.depot_stock, asked.station_stock[i])).collect();
    let variance = depot.variance_of_backorders(asked.depot_stock);
    let fitted = |i: usize| {
        let (share, direct) = (depot.shares[i], depot.directs[i]);
        let mean = direct + share * depot_backorders;
        let spread = direct + share * (1.0 - share) * depot_backorders + share * share * variance;
        negative_binomial_shortage(mean, spread, asked.station_stock[i])
    };
    Ok(TwoLevel {
        exact: AtBothLevels { station_backorders: exact, depot_backorders },
        vari_metric: AtBothLevels {
            station_backorders: (0..asked.demand.len()).map(fitted).collect(),
            depot_backorders,
        },
    })
}

fn check(asked: &TwoLevelInput) -> Answer<()> {
    check_network(&asked.demand, &asked.transport, asked.depot_lead)?;
    input::at_most("depot_stock", asked.depot_stock, MOST_STOCK)?;
    input::same_length("station_stock", asked.station_stock.len(), "demand", asked.demand.len())?;
    for (index, &stock) in asked.station_stock.iter().enumerate() {
        input::at_most(&format!("station_stock[{index}]"), stock, MOST_STOCK)?;
    }
    Ok(())
}

pub(super) fn check_network(demand: &[f64], transport: &[f64], depot_lead: f64) -> Answer<()> {
    input::length("demand", demand.len(), 1, MOST_STATIONS)?;
    input::each("demand", demand, input::positive)?;
    input::same_length("transport", transport.len(), "demand", demand.len())?;
    input::each("transport", transport, input::non_negative)?;
    input::non_negative("depot_lead", depot_lead)
}

/// The depot and what it sends to whom.
pub(super) struct Depot {
    /// Pieces on order at the depot, on average.
    pub pipeline: f64,
    /// Each station's share of the demand.
    pub shares: Vec<f64>,
    /// Pieces on the way to each station, on average.
    pub directs: Vec<f64>,
    /// Beyond this many on order at the depot nothing is likely.
    reach: u64,
}

impl Depot {
    pub fn new(demand: &[f64], transport: &[f64], depot_lead: f64) -> Answer<Self> {
        let all: f64 = demand.iter().sum();
        let pipeline = all * depot_lead;
        let directs: Vec<f64> = demand.iter().zip(transport).map(|(d, t)| d * t).collect();
        let bounded = |field: &str, mean: f64| {
            input::within(field, mean, 0.0, MOST_PIPELINE).map_err(|_| {
                InputError::new(field, format_args!("times demand should be {MOST_PIPELINE} pieces at most"))
            })
        };
        bounded("depot_lead", pipeline)?;
        for (index, &direct) in directs.iter().enumerate() {
            bounded(&format!("transport[{index}]"), direct)?;
        }
        Ok(Self { pipeline, shares: demand.iter().map(|d| d / all).collect(), directs, reach: reach(pipeline) })
    }

    /// The chances of each number on order at a station are walked through once for each depot stock.
    pub fn check_work(&self, stations: usize) -> Answer<()> {
        let widest = self.directs.iter().copied().fold(0.0, f64::max);
        let work = stations as f64 * self.reach as f64 * (self.reach as f64 + reach(widest) as f64);
        if work <= MOST_WORK {
            return Ok(());
        }
        input::refuse("demand", "means too many pieces on order for an exact answer")
    }

    /// Pieces short at a station with `stock`.
    fn exact(&self, station: usize, depot_stock: u64, stock: u64) -> f64 {
        let mut orders = Orders::beyond(self, station);
        while orders.depot_stock > depot_stock {
            orders.one_less_at_the_depot();
        }
        let chances = orders.chances();
        chances.iter().enumerate().skip(stock as usize + 1).map(|(n, p)| (n as u64 - stock) as f64 * p).sum()
    }

    fn variance_of_backorders(&self, depot_stock: u64) -> f64 {
        let mean = poisson_shortage(depot_stock, self.pipeline);
        let square: f64 = (depot_stock + 1..=self.reach.max(depot_stock + 1))
            .map(|n| ((n - depot_stock) as f64).powi(2) * poisson_pmf(n, self.pipeline))
            .sum();
        (square - mean * mean).max(0.0)
    }
}

/// The number that a Poisson variable practically never exceeds.
fn reach(mean: f64) -> u64 {
    let mut n = (mean + 8.0 * mean.sqrt()) as u64 + 4;
    while poisson_pmf(n, mean) > NEGLIGIBLE {
        n += 1;
    }
    n
}

/// Chances of 0, 1, 2, … pieces on order at one station, for one depot stock after the other, from a depot that is
/// never short down to an empty one.
///
/// With B backorders at the depot, Bin(B) of them are this station's, and a Poisson number is on the way. Taking one
/// piece off the depot turns b backorders into b + 1, and Bin(b+1) is Bin(b) and perhaps one more: so the chances of the
/// next depot stock follow from those of the last without a sum over b.
pub(super) struct Orders<'a> {
    depot: &'a Depot,
    station: usize,
    pub depot_stock: u64,
    /// Chances on the way.
    direct: Vec<f64>,
    /// Chances of n on order together with the depot having nothing left or being short.
    short: Vec<f64>,
}

impl<'a> Orders<'a> {
    pub fn beyond(depot: &'a Depot, station: usize) -> Self {
        let mean = depot.directs[station];
        let direct: Vec<f64> = (0..=reach(mean)).map(|n| poisson_pmf(n, mean)).collect();
        let short = vec![0.0; direct.len() + depot.reach as usize + 1];
        Self { depot, station, depot_stock: depot.reach + 1, direct, short }
    }

    pub fn one_less_at_the_depot(&mut self) {
        self.depot_stock -= 1;
        let share = self.depot.shares[self.station];
        let just_enough = poisson_pmf(self.depot_stock, self.depot.pipeline);
        for n in (0..self.short.len()).rev() {
            let one_more = if n > 0 { share * self.short[n - 1] } else { 0.0 };
            let on_the_way = self.direct.get(n).copied().unwrap_or(0.0);
            self.short[n] = just_enough * on_the_way + (1.0 - share) * self.short[n] + one_more;
        }
    }

    /// Chances of n on order at the station.
    pub fn chances(&self) -> Vec<f64> {
        let depot_has_some =
            if self.depot_stock == 0 { 0.0 } else { 1.0 - poisson_upper(self.depot_stock, self.depot.pipeline) };
        let mut chances = self.short.clone();
        for (chance, direct) in chances.iter_mut().zip(&self.direct) {
            *chance += depot_has_some * direct;
        }
        chances
    }
}

/// E (X − stock)⁺ of a negative binomial with this mean and variance; Poisson when there is no more spread than that.
fn negative_binomial_shortage(mean: f64, variance: f64, stock: u64) -> f64 {
    if mean <= 0.0 {
        return 0.0;
    }
    if variance <= mean * (1.0 + 1e-9) {
        return poisson_shortage(stock, mean);
    }
    // The chance of a further piece; what is left of it is small when the spread is hardly more than Poisson.
    let further = (variance - mean) / variance;
    let size = mean * (1.0 - further) / further;
    // mean − E min(X, stock): short sums, since stock is bounded.
    let (mut shortage, mut ln) = (mean - stock as f64, size * (-further).ln_1p());
    for n in 0..stock {
        let x = n as f64;
        shortage += (stock - n) as f64 * ln.exp();
        ln += ((size + x) / (x + 1.0) * further).ln();
    }
    shortage.max(0.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_chances_agree_with_the_sum_over_the_depots_backorders() {
        let depot = Depot::new(&[0.3, 0.5], &[2.0, 1.0], 4.0).expect("a depot");
        let mut orders = Orders::beyond(&depot, 0);
        while orders.depot_stock > 2 {
            orders.one_less_at_the_depot();
        }
        let found = orders.chances();
        let share: f64 = 0.3 / 0.8;
        let choose = |b: u64, k: u64| (0..k).fold(1.0, |c, i| c * (b - i) as f64 / (i + 1) as f64);
        for n in 0..8u64 {
            let mut expected = 0.0;
            for on_order in 0..60u64 {
                let b = on_order.saturating_sub(2);
                for k in 0..=b.min(n) {
                    let split = choose(b, k) * share.powi(k as i32) * (1.0 - share).powi((b - k) as i32);
                    expected += poisson_pmf(on_order, 3.2) * split * poisson_pmf(n - k, 0.6);
                }
            }
            assert!((found[n as usize] - expected).abs() < 1e-13, "{n}");
        }
        assert!((found.iter().sum::<f64>() - 1.0).abs() < 1e-12);
    }

    #[test]
    fn an_endless_depot_leaves_only_what_is_on_the_way() {
        let asked = TwoLevelInput {
            demand: vec![0.4],
            transport: vec![3.0],
            depot_lead: 5.0,
            depot_stock: 100,
            station_stock: vec![1],
        };
        let found = two_level(&asked).expect("an answer");
        assert!((found.exact.station_backorders[0] - poisson_shortage(1, 1.2)).abs() < 1e-12);
        assert!((found.vari_metric.station_backorders[0] - poisson_shortage(1, 1.2)).abs() < 1e-9);
    }
}
