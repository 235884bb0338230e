//! The search for sites with a capacity: prices, interchange, and branch and bound as far as it goes.

use super::{
    CapacitatedInput, ROUNDING,
    choice::{Chosen, Costs},
    distance,
    filling::Filling,
    relaxation::Fixed,
    transport::{Split, Transport},
};

/// Additions that one answer may take: about five seconds on a shared core.
const MOST_WORK: u64 = 2_500_000_000;
/// Looks at the ways from a place to some sites, for one split of the jobs.
const MOST_SPLIT: u64 = 30_000_000;
/// Such a look jumps about in a large table and takes as long as so many additions in a row.
const LOOK: u64 = 8;
const ROOT_STEPS: usize = 400;
const NODE_STEPS: usize = 60;
/// Steps of the prices after which the sites chosen are tried.
const STEPS_BETWEEN: usize = 20;
/// Closed places next to an open site that are tried in its stead.
const NEIGHBOURS: usize = 12;

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

pub(super) struct Search<'a> {
    filling: Filling<'a>,
    transport: Transport<'a>,
    best: Vec<usize>,
    best_cost: f64,
    work: u64,
}

impl<'a> Search<'a> {
    pub fn begin(asked: &'a CapacitatedInput) -> Self {
        let n = asked.xy.len();
        let costs = Costs::new(n, |site, point| asked.per_job_km * distance(asked.xy[site], asked.xy[point]));
        let fewest = (asked.jobs.iter().sum::<f64>() / asked.capacity - ROUNDING).ceil().max(0.0) as usize;
        let transport = Transport::new(&asked.jobs, asked.capacity);
        let filling = Filling { asked, costs, fewest };
        Self { filling, transport, best: (0..n).collect(), best_cost: f64::INFINITY, work: 0 }
    }

    pub fn run(mut self) -> Chosen {
        self.keep(self.best.clone());
        let mut root = self.root();
        self.raise(&mut root, ROOT_STEPS, MOST_WORK / 2);
        self.interchange(MOST_WORK * 3 / 4);
        // The better the answer, the better the steps towards a bound for it.
        self.raise(&mut root, ROOT_STEPS, MOST_WORK);
        let bound = self.branch_and_bound(root);
        let proven = self.is_closed(bound);
        let bound = if proven { self.best_cost } else { bound.clamp(0.0, self.best_cost) };
        Chosen { open: self.best, cost: self.best_cost, bound, proven }
    }

    fn root(&mut self) -> Node {
        let n = self.filling.costs.points;
        self.work += 10 * (n * n) as u64;
        Node {
            fixed: vec![Fixed::Free; n],
            prices: self.filling.first_prices(),
            bound: f64::NEG_INFINITY,
            leaning: vec![0.5; n],
            chosen: Vec::new(),
        }
    }

    /// Infinite when the sites cannot take all jobs.
    pub fn cost_of(&mut self, open: &[usize]) -> Split {
        if !self.transport.is_possible(open.len()) {
            return Split { cost: f64::INFINITY, is_least: true, work: 0 };
        }
        let way = |point: usize, site: usize| self.filling.costs.of(point)[open[site]];
        let split = self.transport.least(open.len(), MOST_SPLIT, way);
        self.work += LOOK * split.work;
        Split { cost: split.cost + self.filling.asked.fixed * open.len() as f64, ..split }
    }

    fn rough_cost_of(&mut self, open: &[usize]) -> f64 {
        if !self.transport.is_possible(open.len()) {
            return f64::INFINITY;
        }
        self.work += LOOK * (self.filling.costs.points * open.len().max(1)) as u64;
        let way = |point: usize, site: usize| self.filling.costs.of(point)[open[site]];
        self.transport.rough(open.len(), way) + self.filling.asked.fixed * open.len() as f64
    }

    /// Whether the cost of these sites is known to be the least that they can have.
    fn keep(&mut self, open: Vec<usize>) -> bool {
        let split = self.cost_of(&open);
        if split.cost < self.best_cost - ROUNDING * split.cost.abs() || self.best_cost.is_infinite() {
            (self.best, self.best_cost) = (open, split.cost);
        }
        split.is_least
    }

    /// Closes, exchanges and opens sites one at a time while a rough split of the jobs says that it saves.
    fn interchange(&mut self, most_work: u64) {
        let n = self.filling.costs.points;
        let mut open = self.best.clone();
        let mut cost = self.rough_cost_of(&open);
        let (mut site, mut in_vain) = (0, 0);
        while in_vain < n && self.work < most_work {
            match self.best_change(&open, site, cost) {
                Some((next, less)) => (open, cost, in_vain) = (next, less, 0),
                None => in_vain += 1,
            }
            site = (site + 1) % n;
        }
        self.keep(open);
    }

    /// The change at one place that saves most, if any does.
    fn best_change(&mut self, open: &[usize], site: usize, cost: f64) -> Option<(Vec<usize>, f64)> {
        let changes = match open.iter().position(|&known| known == site) {
            Some(place) => self.without(open, place),
            None => vec![[open, &[site]].concat()],
        };
        let tried = changes.into_iter().map(|next| (self.rough_cost_of(&next), next));
        let (less, next) = tried.min_by(|a, b| a.0.total_cmp(&b.0))?;
        (less < cost - ROUNDING * cost.abs()).then_some((next, less))
    }

    /// The open sites less one, and with each of its closed neighbours in its stead.
    fn without(&self, open: &[usize], place: usize) -> Vec<Vec<usize>> {
        let ways = self.filling.costs.of(open[place]);
        let mut near: Vec<usize> = (0..ways.len()).filter(|site| !open.contains(site)).collect();
        near.sort_unstable_by(|&a, &b| ways[a].total_cmp(&ways[b]));
        let mut closed = open.to_vec();
        closed.swap_remove(place);
        let instead = near.into_iter().take(NEIGHBOURS).map(|site| [closed.as_slice(), &[site]].concat());
        let mut changes: Vec<Vec<usize>> = instead.collect();
        changes.push(closed);
        changes
    }

    fn is_closed(&self, bound: f64) -> bool {
        bound >= self.best_cost - ROUNDING * (1.0 + self.best_cost.abs())
    }

    /// Depth first; the bound that holds for the whole tree, whether or not it was searched to the end.
    fn branch_and_bound(&mut self, root: Node) -> f64 {
        let mut pending = vec![root];
        let mut unsearched = f64::INFINITY;
        while let Some(node) = pending.pop() {
            if self.is_closed(node.bound) {
                continue;
            }
            if self.work > MOST_WORK || !self.branch(&node, &mut pending) {
                unsearched = unsearched.min(node.bound);
            }
        }
        unsearched.min(self.best_cost)
    }

    /// Opens and closes the site about which the prices are least sure; whether what is below is now pending or done.
    fn branch(&mut self, node: &Node, pending: &mut Vec<Node>) -> bool {
        let free = (0..node.fixed.len()).filter(|&site| node.fixed[site] == Fixed::Free);
        let doubt = |site: usize| (node.leaning[site] - 0.5).abs();
        let Some(site) = free.min_by(|&a, &b| doubt(a).total_cmp(&doubt(b))) else {
            return self.keep((0..node.fixed.len()).filter(|&site| node.fixed[site] == Fixed::Open).collect());
        };
        // What is pushed last is searched first.
        let order = if node.leaning[site] >= 0.5 { [Fixed::Closed, Fixed::Open] } else { [Fixed::Open, Fixed::Closed] };
        for state in order {
            let mut child = node.clone();
            child.fixed[site] = state;
            let possible = child.fixed.iter().filter(|fixed| **fixed != Fixed::Closed).count();
            if possible >= self.filling.fewest {
                self.raise(&mut child, NODE_STEPS, MOST_WORK);
                pending.push(child);
            }
        }
        true
    }

    /// Raises the bound by subgradient steps and tries the sites chosen on the way.
    fn raise(&mut self, node: &mut Node, steps: usize, most_work: u64) {
        let mut prices = node.prices.clone();
        let (mut pace, mut since_better) = (1.5, 0);
        for step in 0..steps {
            if self.work > most_work {
                break;
            }
            let relaxed = self.filling.relax(&node.fixed, &prices);
            self.work += relaxed.work;
            node.leaning.iter_mut().for_each(|leaning| *leaning *= 0.9);
            relaxed.chosen.iter().for_each(|&site| node.leaning[site] += 0.1);
            if relaxed.bound > node.bound {
                since_better = 0;
                (node.bound, node.chosen) = (relaxed.bound, relaxed.chosen);
                node.prices.clone_from(&prices);
            } else {
                since_better += 1;
            }
            if since_better > 10 {
                (pace, since_better) = (pace / 2.0, 0);
            }
            if step % STEPS_BETWEEN == 0 && !node.chosen.is_empty() {
                self.keep(node.chosen.clone());
            }
            let length: f64 = relaxed.slack.iter().map(|s| s * s).sum();
            if length <= 1e-18 || self.is_closed(node.bound) || pace < 1e-3 {
                break;
            }
            let stride = pace * (1.01 * self.best_cost - relaxed.bound).max(0.0) / length;
            prices.iter_mut().zip(&relaxed.slack).for_each(|(price, slack)| *price += stride * slack);
        }
        if !node.chosen.is_empty() {
            self.keep(node.chosen.clone());
        }
    }
}
