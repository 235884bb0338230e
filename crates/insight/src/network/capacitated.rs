//! Sites that take so many jobs each, at a cost for each site and each kilometre.

use serde::{Deserialize, Serialize};

use super::{Place, ROUNDING, check_places, check_weights, distance, relaxation::Fixed, transport::Transport};
use crate::input::{self, Answer, refuse};

/// The exact split of the jobs makes this the hardest of the tasks.
const MOST_PLACES: usize = 200;
/// Steps that one answer may take: about two seconds.
const MOST_WORK: u64 = 1_000_000_000;
const ROOT_STEPS: usize = 400;
const NODE_STEPS: usize = 60;

#[derive(Debug, Clone, Deserialize)]
pub struct CapacitatedInput {
    /// Places of demand, each also a possible site.
    pub xy: Vec<Place>,
    /// Jobs at each place; a place may be served by several sites.
    pub jobs: Vec<f64>,
    /// Jobs that a site takes.
    pub capacity: f64,
    /// Cost of a site.
    pub fixed: f64,
    /// Cost of a job per km.
    pub per_job_km: f64,
}

#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Capacitated {
    /// Of sites and ways together.
    pub cost: f64,
    /// Places of the open sites in `xy`, from 0.
    pub open: Vec<usize>,
    /// Whether no choice costs less.
    pub proven: bool,
    /// No choice costs less than this.
    pub bound: f64,
}

/// Capacitated facility location with splittable demand: exact transport costs within branch and bound on a Lagrangian
/// relaxation of the demand (C. A. C. Feldman et al. 1966; J. E. Beasley, *An algorithm for solving large capacitated
/// warehouse location problems*, EJOR 33, 1988).
pub fn capacitated(asked: &CapacitatedInput) -> Answer<Capacitated> {
    check(asked)?;
    let mut search = Search::begin(asked);
    let bound = search.run();
    let (mut open, cost) = (search.best, search.best_cost);
    open.sort_unstable();
    let proven = bound >= cost - ROUNDING * (1.0 + cost);
    Ok(Capacitated { cost, open, proven, bound: if proven { cost } else { bound.max(0.0) } })
}

fn check(asked: &CapacitatedInput) -> Answer<()> {
    check_places(&asked.xy, MOST_PLACES)?;
    check_weights("jobs", &asked.jobs, asked.xy.len())?;
    input::within("capacity", asked.capacity, 1e-6, 1e9)?;
    input::within("fixed", asked.fixed, 0.0, 1e9)?;
    input::within("per_job_km", asked.per_job_km, 0.0, 1e6)?;
    if asked.jobs.iter().sum::<f64>() > asked.capacity * asked.xy.len() as f64 {
        return refuse("capacity", "should suffice for all jobs when every place is open");
    }
    Ok(())
}

#[derive(Clone)]
struct Node {
    fixed: Vec<Fixed>,
    /// Price of a job at each place.
    prices: Vec<f64>,
    bound: f64,
    /// How often each site was chosen lately, between 0 and 1.
    leaning: Vec<f64>,
    chosen: Vec<usize>,
}

struct Search<'a> {
    asked: &'a CapacitatedInput,
    /// Cost of a job of each point at each site: row by row for the sites.
    costs: Vec<Vec<f64>>,
    /// Sites that the jobs need at least.
    fewest: usize,
    best: Vec<usize>,
    best_cost: f64,
    work: u64,
}

impl<'a> Search<'a> {
    fn begin(asked: &'a CapacitatedInput) -> Self {
        let n = asked.xy.len();
        let row =
            |site: usize| (0..n).map(|point| asked.per_job_km * distance(asked.xy[site], asked.xy[point])).collect();
        let fewest = (asked.jobs.iter().sum::<f64>() / asked.capacity - ROUNDING).ceil() as usize;
        let costs = (0..n).map(row).collect();
        let mut search = Self { asked, costs, fewest, best: Vec::new(), best_cost: f64::INFINITY, work: 0 };
        search.keep((0..n).collect());
        search.close_while_it_saves();
        search
    }

    fn cost_of(&mut self, open: &[usize]) -> f64 {
        let n = self.asked.xy.len();
        self.work += (n * n * open.len().max(1)) as u64;
        let transport = Transport { jobs: &self.asked.jobs, capacity: self.asked.capacity };
        let ways = transport.least(open.len(), |point, site| self.costs[open[site]][point]);
        ways.map_or(f64::INFINITY, |ways| ways + self.asked.fixed * open.len() as f64)
    }

    fn keep(&mut self, open: Vec<usize>) -> bool {
        let cost = self.cost_of(&open);
        let better = cost < self.best_cost - ROUNDING * cost.abs();
        if better || self.best_cost.is_infinite() {
            (self.best, self.best_cost) = (open, cost);
        }
        better
    }

    /// From all sites open, closes the one that saves most while any does. Only for few places: each try is a transport.
    fn close_while_it_saves(&mut self) {
        while self.best.len() > self.fewest && self.work < MOST_WORK / 10 {
            let known = self.best.clone();
            let mut better = false;
            for site in &known {
                better |= self.keep(known.iter().copied().filter(|other| other != site).collect());
            }
            if !better {
                break;
            }
        }
    }

    /// Exchanges an open site for a closed one while that saves.
    fn exchange(&mut self) {
        let mut better = true;
        while better && self.work < MOST_WORK / 3 {
            better = false;
            let known = self.best.clone();
            for place in 0..known.len() {
                for site in (0..self.asked.xy.len()).filter(|site| !known.contains(site)) {
                    if self.work > MOST_WORK / 3 {
                        return;
                    }
                    let mut open = known.clone();
                    open[place] = site;
                    better |= self.keep(open);
                }
            }
        }
    }

    fn run(&mut self) -> f64 {
        let n = self.asked.xy.len();
        let mut root = Node {
            fixed: vec![Fixed::Free; n],
            prices: self.first_prices(),
            bound: f64::NEG_INFINITY,
            leaning: vec![0.5; n],
            chosen: Vec::new(),
        };
        self.raise(&mut root, ROOT_STEPS);
        self.exchange();
        let mut pending = vec![root];
        let mut unsearched = f64::INFINITY;
        while let Some(node) = pending.pop() {
            if self.is_closed(node.bound) {
                continue;
            }
            if self.work > MOST_WORK {
                unsearched = unsearched.min(node.bound);
                continue;
            }
            self.branch(&node, &mut pending);
        }
        unsearched.min(self.best_cost)
    }

    /// A job's share of a full site and its way to the nearest open one.
    fn first_prices(&self) -> Vec<f64> {
        let share = self.asked.fixed / self.asked.capacity;
        let way = |point: usize| self.best.iter().map(|&site| self.costs[site][point]).fold(f64::INFINITY, f64::min);
        (0..self.asked.xy.len()).map(|point| share + way(point)).collect()
    }

    fn is_closed(&self, bound: f64) -> bool {
        bound >= self.best_cost - ROUNDING * (1.0 + self.best_cost.abs())
    }

    fn branch(&mut self, node: &Node, pending: &mut Vec<Node>) {
        let free = (0..node.fixed.len()).filter(|&site| node.fixed[site] == Fixed::Free);
        let doubt = |site: usize| (node.leaning[site] - 0.5).abs();
        let Some(site) = free.min_by(|&a, &b| doubt(a).total_cmp(&doubt(b))) else {
            self.keep((0..node.fixed.len()).filter(|&site| node.fixed[site] == Fixed::Open).collect());
            return;
        };
        let order = if node.leaning[site] >= 0.5 { [Fixed::Closed, Fixed::Open] } else { [Fixed::Open, Fixed::Closed] };
        for state in order {
            let mut child = node.clone();
            child.fixed[site] = state;
            let possible = child.fixed.iter().filter(|fixed| **fixed != Fixed::Closed).count();
            if possible >= self.fewest {
                self.raise(&mut child, NODE_STEPS);
                pending.push(child);
            }
        }
    }

    /// Raises the bound by subgradient steps and tries the sites chosen on the way.
    fn raise(&mut self, node: &mut Node, steps: usize) {
        let n = self.asked.xy.len();
        let mut prices = node.prices.clone();
        let (mut pace, mut since_better) = (1.5, 0);
        for _ in 0..steps {
            self.work += 8 * (n * n) as u64;
            let (bound, chosen, slack) = self.relax(&node.fixed, &prices);
            node.leaning.iter_mut().for_each(|leaning| *leaning *= 0.9);
            chosen.iter().for_each(|&site| node.leaning[site] += 0.1);
            if bound > node.bound {
                since_better = 0;
                (node.bound, node.chosen) = (bound, chosen);
                node.prices.clone_from(&prices);
            } else {
                since_better += 1;
            }
            if since_better > 10 {
                (pace, since_better) = (pace / 2.0, 0);
            }
            let length: f64 = slack.iter().map(|s| s * s).sum();
            if length <= 1e-18 || self.is_closed(node.bound) || pace < 1e-3 {
                break;
            }
            let step = pace * (1.01 * self.best_cost - bound).max(0.0) / length;
            prices.iter_mut().zip(&slack).for_each(|(price, slack)| *price += step * slack);
        }
        if !node.chosen.is_empty() {
            self.keep(node.chosen.clone());
        }
    }

    /// Each site fills up with the jobs that earn most; those that earn more than they cost are chosen, and as many more
    /// as the jobs need. The slack is what of each place's jobs nobody or too many took.
    fn relax(&self, fixed: &[Fixed], prices: &[f64]) -> (f64, Vec<usize>, Vec<f64>) {
        let earned: Vec<(f64, Vec<(usize, f64)>)> = (0..fixed.len())
            .map(
                |site| if fixed[site] == Fixed::Closed { (f64::INFINITY, Vec::new()) } else { self.fill(site, prices) },
            )
            .collect();
        let mut sites: Vec<usize> = (0..fixed.len()).filter(|&site| fixed[site] == Fixed::Free).collect();
        sites.sort_by(|&a, &b| earned[a].0.total_cmp(&earned[b].0));
        let mut chosen: Vec<usize> = (0..fixed.len()).filter(|&site| fixed[site] == Fixed::Open).collect();
        for site in sites {
            if earned[site].0 < 0.0 || chosen.len() < self.fewest {
                chosen.push(site);
            }
        }
        let mut slack = self.asked.jobs.clone();
        let mut bound: f64 = prices.iter().zip(&self.asked.jobs).map(|(price, jobs)| price * jobs).sum();
        for &site in &chosen {
            bound += earned[site].0;
            earned[site].1.iter().for_each(|&(point, jobs)| slack[point] -= jobs);
        }
        (bound, chosen, slack)
    }

    /// What a site costs less what it earns, and the jobs it takes.
    fn fill(&self, site: usize, prices: &[f64]) -> (f64, Vec<(usize, f64)>) {
        let gain = |point: usize| self.costs[site][point] - prices[point];
        let mut points: Vec<usize> = (0..prices.len()).filter(|&point| gain(point) < 0.0).collect();
        points.sort_by(|&a, &b| gain(a).total_cmp(&gain(b)));
        let (mut left, mut value, mut taken) = (self.asked.capacity, self.asked.fixed, Vec::new());
        for point in points {
            let jobs = self.asked.jobs[point].min(left);
            if jobs <= 0.0 {
                continue;
            }
            left -= jobs;
            value += jobs * gain(point);
            taken.push((point, jobs));
        }
        (value, taken)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn small_cases_are_proven_and_agree_with_trying_all() {
        let mut dice = crate::numbers::Seeded::new(9);
        for round in 0..25 {
            let n = 7 + round % 3;
            let asked = CapacitatedInput {
                xy: (0..n).map(|_| (20.0 * dice.share(), 20.0 * dice.share())).collect(),
                jobs: (0..n).map(|_| 1.0 + 9.0 * dice.share()).collect(),
                capacity: 12.0 + 10.0 * dice.share(),
                fixed: 100.0 * dice.share(),
                per_job_km: 1.0,
            };
            let mut all = Search::begin(&asked);
            let sets = (1u32..1 << n).map(|set| (0..n).filter(|&site| set & (1 << site) != 0).collect::<Vec<_>>());
            let least = sets.map(|open| all.cost_of(&open)).fold(f64::INFINITY, f64::min);
            let found = capacitated(&asked).expect("an answer");
            assert!(found.proven && (found.cost - least).abs() < 1e-6, "{round}: {} and {least}", found.cost);
        }
    }

    #[test]
    fn too_little_room_is_refused() {
        let asked =
            CapacitatedInput { xy: vec![(0.0, 0.0)], jobs: vec![5.0], capacity: 4.0, fixed: 1.0, per_job_km: 1.0 };
        assert_eq!(capacitated(&asked).expect_err("too little").field, "capacity");
    }

    #[test]
    fn nothing_to_do_needs_no_site() {
        let asked =
            CapacitatedInput { xy: vec![(0.0, 0.0)], jobs: vec![0.0], capacity: 4.0, fixed: 3.0, per_job_km: 1.0 };
        let found = capacitated(&asked).expect("an answer");
        assert_eq!((found.cost, found.open.len(), found.proven), (0.0, 0, true));
    }
}
