//! The Lagrangian relaxation of opening p sites: each point pays a price for being served, and sites are chosen by what
//! they earn (G. Cornuéjols, M. L. Fisher, G. L. Nemhauser, *Location of bank accounts*, Management Science 23, 1977).

use super::choice::Costs;

/// What is settled of a site.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Fixed {
    Free,
    Open,
    Closed,
}

/// A part of the search: what is settled, and the prices that gave its bound.
#[derive(Clone)]
pub(super) struct Node {
    pub fixed: Vec<Fixed>,
    pub prices: Vec<f64>,
    pub bound: f64,
    /// How often each site was chosen lately, between 0 and 1.
    pub leaning: Vec<f64>,
    /// Sites chosen at the best prices.
    pub chosen: Vec<usize>,
    /// What each site earned at the best prices; negative is good.
    earned: Vec<f64>,
}

impl Node {
    /// Begins with prices between the cheapest and the next cheapest way to serve each point.
    pub fn root(costs: &Costs, open: &[usize]) -> Self {
        let cheapest = |point: usize| open.iter().map(|&site| costs.of(site)[point]).fold(f64::INFINITY, f64::min);
        Self {
            fixed: vec![Fixed::Free; costs.points],
            prices: (0..costs.points).map(cheapest).collect(),
            bound: f64::NEG_INFINITY,
            leaning: vec![0.5; costs.points],
            chosen: Vec::new(),
            earned: Vec::new(),
        }
    }

    /// Raises the bound by subgradient steps; the arithmetic spent.
    pub fn raise(&mut self, costs: &Costs, p: usize, cost: f64, steps: usize) -> u64 {
        let mut prices = self.prices.clone();
        let (mut pace, mut since_better, mut work) = (1.5, 0, 0);
        for _ in 0..steps {
            let earned = earn(costs, &prices, &self.fixed);
            work += (costs.points * costs.points) as u64;
            let chosen = choose(&earned, &self.fixed, p);
            let bound = prices.iter().sum::<f64>() + chosen.iter().map(|&site| earned[site]).sum::<f64>();
            self.lean(&chosen);
            let slack = slack(costs, &prices, &chosen);
            if bound > self.bound {
                since_better = if bound > self.bound + 1e-6 * bound.abs() { 0 } else { since_better + 1 };
                (self.bound, self.chosen, self.earned) = (bound, chosen, earned);
                self.prices.clone_from(&prices);
            } else {
                since_better += 1;
            }
            let length: f64 = slack.iter().map(|s| s * s).sum();
            if since_better > 12 {
                (pace, since_better) = (pace / 2.0, 0);
                prices.clone_from(&self.prices);
            }
            if length < 0.5 || costs.is_closed(self.bound, cost) || pace < 1e-3 {
                break;
            }
            let step = pace * (1.02 * cost - bound).max(1e-9 * cost) / length;
            prices.iter_mut().zip(&slack).for_each(|(price, slack)| *price = (*price + step * slack).max(0.0));
        }
        work
    }

    fn lean(&mut self, chosen: &[usize]) {
        self.leaning.iter_mut().for_each(|leaning| *leaning *= 0.9);
        chosen.iter().for_each(|&site| self.leaning[site] += 0.1);
    }

    /// Settles sites whose other choice would cost more than is known to be possible.
    pub fn settle(&mut self, costs: &Costs, p: usize, cost: f64) {
        let free = |site: &usize| self.fixed[*site] == Fixed::Free;
        let is_chosen = |site: usize| self.chosen.contains(&site);
        let last_in =
            self.chosen.iter().copied().filter(free).map(|site| self.earned[site]).fold(f64::NEG_INFINITY, f64::max);
        let others = (0..costs.points).filter(free).filter(|&site| !is_chosen(site));
        let first_out = others.map(|site| self.earned[site]).fold(f64::INFINITY, f64::min);
        if self.chosen.len() != p {
            return;
        }
        for site in 0..costs.points {
            if self.fixed[site] != Fixed::Free {
                continue;
            }
            if is_chosen(site) {
                if costs.is_closed(self.bound - self.earned[site] + first_out, cost) {
                    self.fixed[site] = Fixed::Open;
                }
            } else if costs.is_closed(self.bound - last_in + self.earned[site], cost) {
                self.fixed[site] = Fixed::Closed;
            }
        }
    }

    pub fn count(&self, state: Fixed) -> usize {
        self.fixed.iter().filter(|fixed| **fixed == state).count()
    }

    pub fn list(&self, state: Fixed) -> Vec<usize> {
        (0..self.fixed.len()).filter(|&site| self.fixed[site] == state).collect()
    }
}

/// Σ min(0, cost − price) for each site that is not closed.
fn earn(costs: &Costs, prices: &[f64], fixed: &[Fixed]) -> Vec<f64> {
    let one = |site: usize| if fixed[site] == Fixed::Closed { 0.0 } else { savings(costs.of(site), prices) };
    (0..costs.points).map(one).collect()
}

/// In eight sums side by side, which the compiler can keep in vector registers.
fn savings(costs: &[f64], prices: &[f64]) -> f64 {
    let mut sums = [0.0; 8];
    let (costs, prices) = (costs.chunks_exact(8), prices.chunks_exact(8));
    let rest: f64 = costs.remainder().iter().zip(prices.remainder()).map(|(c, p)| (c - p).min(0.0)).sum();
    for (cost, price) in costs.zip(prices) {
        for (sum, (cost, price)) in sums.iter_mut().zip(cost.iter().zip(price)) {
            *sum += (cost - price).min(0.0);
        }
    }
    sums.iter().sum::<f64>() + rest
}

/// The open ones and the best of the free ones, p in all.
fn choose(earned: &[f64], fixed: &[Fixed], p: usize) -> Vec<usize> {
    let mut chosen: Vec<usize> = (0..fixed.len()).filter(|&site| fixed[site] == Fixed::Open).collect();
    let mut free: Vec<usize> = (0..fixed.len()).filter(|&site| fixed[site] == Fixed::Free).collect();
    let more = p.saturating_sub(chosen.len()).min(free.len());
    if more > 0 && more < free.len() {
        free.select_nth_unstable_by(more - 1, |&a, &b| earned[a].total_cmp(&earned[b]));
    }
    chosen.extend(&free[..more]);
    chosen
}

/// One for each point, less the chosen sites that would serve it at its price.
fn slack(costs: &Costs, prices: &[f64], chosen: &[usize]) -> Vec<f64> {
    let mut slack = vec![1.0; costs.points];
    for &site in chosen {
        for ((slack, cost), price) in slack.iter_mut().zip(costs.of(site)).zip(prices) {
            if cost < price {
                *slack -= 1.0;
            }
        }
    }
    slack
}
