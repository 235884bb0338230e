//! Where to put the pieces there are.

use std::collections::BinaryHeap;

use serde::{Deserialize, Serialize};

use super::two_level::{Depot, MOST_STOCK, Orders, check_network};
use crate::{
    input::{self, Answer},
    numbers::Scored,
};

/// A split is better only when it saves more than rounding can.
const ROUNDING: f64 = 1e-12;

#[derive(Debug, Clone, Deserialize)]
pub struct AllocateInput {
    /// Pieces per time at each station.
    pub demand: Vec<f64>,
    /// Time from the depot to each station.
    pub transport: Vec<f64>,
    /// Time from the vendor or repair to the depot.
    pub depot_lead: f64,
    /// Pieces to place.
    pub total: u64,
}

#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Allocation {
    pub depot_stock: u64,
    pub station_stock: Vec<u64>,
    /// Pieces that customers wait for, on average, all stations together.
    pub backorders: f64,
}

/// The split with the fewest backorders, by the exact method of [`two_level`](super::two_level).
///
/// For a given depot stock the stations do not touch each other and each further piece there saves less than the one
/// before, so giving each piece to where it saves most is best (B. Fox, *Discrete optimization via marginal analysis*,
/// Management Science 13, 1966); every depot stock is tried.
pub fn allocate(asked: &AllocateInput) -> Answer<Allocation> {
    check_network(&asked.demand, &asked.transport, asked.depot_lead)?;
    input::at_most("total", asked.total, MOST_STOCK)?;
    let depot = Depot::new(&asked.demand, &asked.transport, asked.depot_lead)?;
    depot.check_work(asked.demand.len())?;
    let mut stations: Vec<Orders> = (0..asked.demand.len()).map(|i| Orders::beyond(&depot, i)).collect();
    let mut best: Option<Allocation> = None;
    // Beyond its reach a fuller depot changes nothing: those pieces are better at a station.
    let fullest = stations[0].depot_stock.min(asked.total);
    for depot_stock in (0..=fullest).rev() {
        for station in &mut stations {
            while station.depot_stock > depot_stock {
                station.one_less_at_the_depot();
            }
        }
        let found = give_out(&stations, depot_stock, asked.total - depot_stock);
        if best.as_ref().is_none_or(|best| found.backorders < best.backorders - ROUNDING) {
            best = Some(found);
        }
    }
    best.ok_or_else(|| input::InputError::new("total", "leaves nothing to place"))
}

fn give_out(stations: &[Orders], depot_stock: u64, pieces: u64) -> Allocation {
    let tails: Vec<Vec<f64>> = stations.iter().map(|station| tails(&station.chances())).collect();
    // The mean is the sum of the tails: nobody has a piece yet.
    let mut backorders: f64 = tails.iter().map(|tail| tail.iter().sum::<f64>()).sum();
    // A further piece saves the chance that it is missed while it is not there.
    let gain = |station: usize, stock: u64| Scored {
        score: tails[station].get(stock as usize).copied().unwrap_or(0.0),
        place: station,
    };
    let mut gains: BinaryHeap<Scored> = (0..stations.len()).map(|station| gain(station, 0)).collect();
    let mut station_stock = vec![0; stations.len()];
    for _ in 0..pieces {
        let Some(Scored { score: saved, place: station }) = gains.pop() else { break };
        station_stock[station] += 1;
        backorders -= saved;
        gains.push(gain(station, station_stock[station]));
    }
    Allocation { depot_stock, station_stock, backorders: backorders.max(0.0) }
}

/// Entry n is the chance of more than n on order.
fn tails(chances: &[f64]) -> Vec<f64> {
    let mut tails = vec![0.0; chances.len()];
    let mut sum = 0.0;
    for n in (0..chances.len()).rev() {
        tails[n] = sum;
        sum += chances[n];
    }
    tails
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::stock::{TwoLevelInput, two_level};

    #[test]
    fn no_other_split_leaves_fewer_waiting() {
        let asked = AllocateInput { demand: vec![0.4, 0.9], transport: vec![3.0, 1.0], depot_lead: 2.0, total: 6 };
        let found = allocate(&asked).expect("a split");
        let backorders = |depot_stock: u64, station_stock: Vec<u64>| {
            let (demand, transport) = (asked.demand.clone(), asked.transport.clone());
            let input = TwoLevelInput { demand, transport, depot_lead: 2.0, depot_stock, station_stock };
            two_level(&input).expect("backorders").exact.station_backorders.iter().sum::<f64>()
        };
        for depot in 0..=6 {
            for first in 0..=6 - depot {
                assert!(backorders(depot, vec![first, 6 - depot - first]) >= found.backorders - 1e-10);
            }
        }
        assert!((backorders(found.depot_stock, found.station_stock.clone()) - found.backorders).abs() < 1e-10);
    }

    #[test]
    fn every_piece_is_placed() {
        let asked = AllocateInput { demand: vec![0.01; 3], transport: vec![0.0; 3], depot_lead: 0.1, total: 40 };
        let found = allocate(&asked).expect("a split");
        assert_eq!(found.depot_stock + found.station_stock.iter().sum::<u64>(), 40);
    }
}
