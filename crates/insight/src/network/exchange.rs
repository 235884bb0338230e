//! Opening sites one by one, and exchanging an open one for a closed one while that saves.

use std::collections::BinaryHeap;

use super::choice::Costs;
use crate::numbers::Scored;

/// Opens the site that saves most, p times.
///
/// What a site saves shrinks as others open, so one that still saves most after it was worked out anew is the best
/// without a look at the rest (M. Minoux 1978).
pub(super) fn greedy(costs: &Costs, p: usize) -> Vec<usize> {
    let all = |site: usize| costs.of(site).iter().sum::<f64>();
    let cheapest = (0..costs.points).map(|site| (site, all(site))).min_by(|a, b| a.1.total_cmp(&b.1));
    let Some((first, _)) = cheapest else { return Vec::new() };
    let mut served = costs.of(first).to_vec();
    let saved = |site: usize, served: &[f64]| -> Scored {
        let score = costs.of(site).iter().zip(served).map(|(cost, now)| (now - cost).max(0.0)).sum();
        Scored { score, place: site }
    };
    let others = (0..costs.points).filter(|&site| site != first);
    let mut hopes: BinaryHeap<Scored> = others.map(|site| saved(site, &served)).collect();
    let mut open = vec![first];
    while open.len() < p {
        let Some(hope) = hopes.pop() else { break };
        let now = saved(hope.place, &served);
        if hopes.peek().is_some_and(|next| now < *next) {
            hopes.push(now);
            continue;
        }
        served.iter_mut().zip(costs.of(now.place)).for_each(|(served, cost)| *served = served.min(*cost));
        open.push(now.place);
    }
    open
}

/// The cheapest and the second cheapest open site of each point.
struct Served {
    nearest: Vec<usize>,
    first: Vec<f64>,
    second: Vec<f64>,
}

impl Served {
    /// `nearest` is the place in `open`.
    fn by(costs: &Costs, open: &[usize]) -> Self {
        let n = costs.points;
        let mut served = Self { nearest: vec![0; n], first: vec![f64::INFINITY; n], second: vec![f64::INFINITY; n] };
        for (place, &site) in open.iter().enumerate() {
            for (point, &cost) in costs.of(site).iter().enumerate() {
                if cost < served.first[point] {
                    served.second[point] = served.first[point];
                    served.first[point] = cost;
                    served.nearest[point] = place;
                } else if cost < served.second[point] {
                    served.second[point] = cost;
                }
            }
        }
        served
    }

    /// What the best exchange for a new site saves, and whose place it takes.
    ///
    /// R. Whitaker, *A fast algorithm for the greedy interchange for large-scale clustering and median location problems*,
    /// INFOR 21 (1983): one pass over the points tells the loss of closing each open site while the new one opens.
    fn best_exchange(&self, new: &[f64], losses: &mut [f64]) -> (f64, usize) {
        losses.fill(0.0);
        let mut gain = 0.0;
        for (point, &cost) in new.iter().enumerate() {
            let first = self.first[point];
            if cost < first {
                gain += first - cost;
            } else {
                losses[self.nearest[point]] += cost.min(self.second[point]) - first;
            }
        }
        let least = (0..losses.len()).fold(0, |least, place| if losses[place] < losses[least] { place } else { least });
        (gain - losses[least], least)
    }
}

/// Makes the exchange that saves most until none saves (M. B. Teitz, P. Bart 1968) or `most_work` additions are spent;
/// with the additions it took.
pub(super) fn improve(costs: &Costs, mut open: Vec<usize>, most_work: u64) -> (Vec<usize>, u64) {
    let mut losses = vec![0.0; open.len()];
    let per_step = (costs.points * (costs.points + 3 * open.len())) as u64;
    let mut work = 0;
    while work + per_step <= most_work {
        work += per_step;
        let served = Served::by(costs, &open);
        let cost: f64 = served.first.iter().sum();
        let mut is_open = vec![false; costs.points];
        open.iter().for_each(|&site| is_open[site] = true);
        let exchanges = (0..costs.points).filter(|&site| !is_open[site]).map(|site| {
            let (saved, place) = served.best_exchange(costs.of(site), &mut losses);
            (saved, place, site)
        });
        match exchanges.max_by(|a, b| a.0.total_cmp(&b.0)) {
            Some((saved, place, site)) if saved > 1e-12 * (1.0 + cost) => open[place] = site,
            _ => break,
        }
    }
    (open, work)
}
