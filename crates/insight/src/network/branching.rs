//! Branch and bound over open and closed sites, as far as it goes.

use super::{
    choice::{Chosen, Costs},
    exchange::improve,
    relaxation::{Fixed, Node},
};

/// Additions that one answer may take: about a second.
const MOST_WORK: u64 = 1_200_000_000;
const ROOT_STEPS: usize = 400;
const NODE_STEPS: usize = 60;

/// The best choice, with a proof when the work allows for one.
pub(super) fn prove(costs: &Costs, p: usize, start: Vec<usize>) -> Chosen {
    let mut search = Search { costs, p, best_cost: costs.total(&start), best: start, work: 0 };
    let mut root = Node::root(costs, &search.best);
    search.bound(&mut root, ROOT_STEPS);
    let bound = search.branch(root);
    let proven = costs.is_closed(bound, search.best_cost);
    let bound = if proven { search.best_cost } else { costs.round(bound).max(0.0) };
    Chosen { cost: search.best_cost, open: search.best, bound, proven }
}

struct Search<'a> {
    costs: &'a Costs,
    p: usize,
    best: Vec<usize>,
    best_cost: f64,
    work: u64,
}

impl Search<'_> {
    fn bound(&mut self, node: &mut Node, steps: usize) {
        let per_step = (self.costs.points * self.costs.points) as u64;
        let affordable = (MOST_WORK.saturating_sub(self.work) / per_step) as usize;
        self.work += node.raise(self.costs, self.p, self.best_cost, steps.min(affordable).max(1));
        self.try_chosen(node);
        node.settle(self.costs, self.p, self.best_cost);
    }

    /// The sites that the relaxation chose may be better than the best known, above all after exchanges.
    fn try_chosen(&mut self, node: &Node) {
        if node.chosen.len() != self.p {
            return;
        }
        let cost = self.costs.total(&node.chosen);
        self.work += (self.p * self.costs.points) as u64;
        if cost < 1.02 * self.best_cost && cost > self.best_cost && self.work < MOST_WORK / 2 {
            let (improved, work) = improve(self.costs, node.chosen.clone(), MOST_WORK / 2 - self.work);
            self.work += work;
            self.keep(improved);
        } else {
            self.keep(node.chosen.clone());
        }
    }

    fn keep(&mut self, open: Vec<usize>) {
        let cost = self.costs.total(&open);
        if cost < self.best_cost {
            (self.best, self.best_cost) = (open, cost);
        }
    }

    /// Depth first; the bound that holds for the whole tree, whether or not it was searched to the end.
    fn branch(&mut self, root: Node) -> f64 {
        let mut pending = vec![root];
        let mut unsearched = f64::INFINITY;
        while let Some(node) = pending.pop() {
            if self.costs.is_closed(node.bound, self.best_cost) {
                continue;
            }
            if self.work >= MOST_WORK {
                unsearched = unsearched.min(node.bound);
                continue;
            }
            let Some(site) = undecided(&node) else {
                self.keep_settled(&node);
                continue;
            };
            let wanted = node.leaning[site] >= 0.5;
            // What is pushed last is searched first.
            let order = if wanted { [Fixed::Closed, Fixed::Open] } else { [Fixed::Open, Fixed::Closed] };
            for state in order {
                pending.extend(self.child(&node, site, state));
            }
        }
        unsearched.min(self.best_cost)
    }

    fn child(&mut self, node: &Node, site: usize, state: Fixed) -> Option<Node> {
        let mut child = node.clone();
        child.fixed[site] = state;
        if child.count(Fixed::Open) > self.p || child.count(Fixed::Closed) > self.costs.points - self.p {
            return None;
        }
        if child.count(Fixed::Open) == self.p || child.count(Fixed::Closed) == self.costs.points - self.p {
            self.keep_settled(&child);
            return None;
        }
        self.bound(&mut child, NODE_STEPS);
        Some(child)
    }

    /// A node in which p sites are open, or so many closed that the rest must be.
    fn keep_settled(&mut self, node: &Node) {
        let mut open = node.list(Fixed::Open);
        if open.len() < self.p {
            open.extend(node.list(Fixed::Free));
        }
        open.truncate(self.p);
        if open.len() == self.p {
            self.keep(open);
        }
    }
}

/// The free site about which the relaxation is least sure; none when p are open or the rest must be.
fn undecided(node: &Node) -> Option<usize> {
    let doubt = |site: &usize| (node.leaning[*site] - 0.5).abs();
    node.list(Fixed::Free).into_iter().min_by(|a, b| doubt(a).total_cmp(&doubt(b)))
}
