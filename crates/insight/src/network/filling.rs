//! The Lagrangian relaxation of sites with a capacity: each place pays a price for a job, and each site fills up with
//! the jobs that earn most (J. E. Beasley 1988).

use super::{CapacitatedInput, choice::Costs, relaxation::Fixed};

/// What sites, jobs and ways cost, at which the relaxation looks.
pub(super) struct Filling<'a> {
    pub asked: &'a CapacitatedInput,
    /// Cost of a job of one place at another; the same both ways.
    pub costs: Costs,
    /// Sites that the jobs need at least.
    pub fewest: usize,
}

/// What a set of prices says.
pub(super) struct Relaxed {
    /// No choice costs less.
    pub bound: f64,
    pub chosen: Vec<usize>,
    /// What of each place's jobs nobody took, or, below zero, too many did.
    pub slack: Vec<f64>,
    /// Additions that it took.
    pub work: u64,
}

/// One site at some prices.
struct Filled {
    /// What it costs less what it earns.
    value: f64,
    taken: Vec<(usize, f64)>,
}

impl Filling<'_> {
    /// For each place what a job there costs at the best site that stands there and serves the places around it. Near
    /// enough to the prices sought to begin with.
    pub fn first_prices(&self) -> Vec<f64> {
        (0..self.costs.points).map(|site| self.cheapest_job(site)).collect()
    }

    fn cheapest_job(&self, site: usize) -> f64 {
        let ways = self.costs.of(site);
        let mut points: Vec<usize> = (0..ways.len()).collect();
        points.sort_by(|&a, &b| ways[a].total_cmp(&ways[b]));
        let (mut left, mut cost) = (self.asked.capacity, self.asked.fixed);
        let farthest = points.last().map_or(0.0, |&point| ways[point]);
        let mut cheapest = self.asked.fixed / self.asked.capacity + farthest;
        for point in points {
            let jobs = self.asked.jobs[point].min(left);
            left -= jobs;
            cost += jobs * ways[point];
            let served = self.asked.capacity - left;
            if served > 0.0 {
                cheapest = cheapest.min(cost / served);
            }
            if left <= 0.0 {
                break;
            }
        }
        cheapest
    }

    /// Sites that earn more than they cost are chosen, and as many more as the jobs need.
    pub fn relax(&self, fixed: &[Fixed], prices: &[f64]) -> Relaxed {
        let filled: Vec<Filled> = (0..fixed.len()).map(|site| self.fill(site, fixed[site], prices)).collect();
        let mut sites: Vec<usize> = (0..fixed.len()).filter(|&site| fixed[site] == Fixed::Free).collect();
        sites.sort_by(|&a, &b| filled[a].value.total_cmp(&filled[b].value));
        let mut chosen: Vec<usize> = (0..fixed.len()).filter(|&site| fixed[site] == Fixed::Open).collect();
        for site in sites {
            if filled[site].value < 0.0 || chosen.len() < self.fewest {
                chosen.push(site);
            }
        }
        let mut slack = self.asked.jobs.clone();
        let mut bound: f64 = prices.iter().zip(&self.asked.jobs).map(|(price, jobs)| price * jobs).sum();
        for &site in &chosen {
            bound += filled[site].value;
            filled[site].taken.iter().for_each(|&(point, jobs)| slack[point] -= jobs);
        }
        let looked_at = (fixed.len() * fixed.len()) as u64;
        let taken: usize = filled.iter().map(|filled| filled.taken.len()).sum();
        Relaxed { bound, chosen, slack, work: looked_at + 20 * taken as u64 }
    }

    fn fill(&self, site: usize, fixed: Fixed, prices: &[f64]) -> Filled {
        let mut filled = Filled { value: self.asked.fixed, taken: Vec::new() };
        if fixed == Fixed::Closed {
            return filled;
        }
        let gains = self.costs.of(site).iter().zip(prices).map(|(cost, price)| cost - price).enumerate();
        let mut points: Vec<(usize, f64)> = gains.filter(|(_, gain)| *gain < 0.0).collect();
        points.sort_unstable_by(|a, b| a.1.total_cmp(&b.1));
        let mut left = self.asked.capacity;
        for (point, gain) in points {
            let jobs = self.asked.jobs[point].min(left);
            if jobs > 0.0 {
                left -= jobs;
                filled.value += jobs * gain;
                filled.taken.push((point, jobs));
            }
        }
        filled
    }
}
