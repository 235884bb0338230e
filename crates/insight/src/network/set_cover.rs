//! The fewest sites that reach everybody.

use serde::{Deserialize, Serialize};

use super::{MOST_POINTS, Place, check_places, is_within};
use crate::input::{self, Answer};

/// Steps that one answer may take: about a second.
const MOST_WORK: u64 = 600_000_000;
const ROOT_STEPS: usize = 300;
const NODE_STEPS: usize = 25;

#[derive(Debug, Clone, Deserialize)]
pub struct SetCoverInput {
    /// Places to be reached, each also a possible site.
    pub xy: Vec<Place>,
    /// Distance up to which a site serves.
    pub radius: f64,
}

#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct SetCover {
    /// Number of open sites.
    pub stations: usize,
    /// Places of the open sites in `xy`, from 0.
    pub open: Vec<usize>,
    /// Whether fewer cannot reach everybody.
    pub proven: bool,
    /// Fewer than this cannot reach everybody.
    pub bound: usize,
}

/// C. Toregas et al. (1971), by a greedy start, Lagrangian bounds (A. Caprara, M. Fischetti, P. Toth 1999) and branching
/// on the place with the fewest sites left.
pub fn set_cover(asked: &SetCoverInput) -> Answer<SetCover> {
    check_places(&asked.xy, MOST_POINTS)?;
    input::within("radius", asked.radius, 0.0, 1e10)?;
    let reach = reach(asked);
    let mut search = Search { best: greedy(&reach), reach, work: 0 };
    let bound = search.run();
    let mut open = search.best;
    open.sort_unstable();
    let bound = bound.min(open.len());
    Ok(SetCover { stations: open.len(), proven: bound == open.len(), open, bound })
}

/// For each place the places within the radius; the same whether read as site or as demand.
fn reach(asked: &SetCoverInput) -> Vec<Vec<usize>> {
    let within = |a: usize| (0..asked.xy.len()).filter(move |&b| is_within(asked.xy[a], asked.xy[b], asked.radius));
    (0..asked.xy.len()).map(|a| within(a).collect()).collect()
}

/// Opens the site that reaches most of the rest, then closes those that are not needed.
fn greedy(reach: &[Vec<usize>]) -> Vec<usize> {
    let mut covered = vec![0usize; reach.len()];
    let mut open = Vec::new();
    while covered.contains(&0) {
        let fresh = |site: &usize| reach[*site].iter().filter(|&&place| covered[place] == 0).count();
        // Of equals the first, so that the answer does not depend on the search.
        let Some(site) = (0..reach.len()).rev().max_by_key(fresh) else { break };
        reach[site].iter().for_each(|&place| covered[place] += 1);
        open.push(site);
    }
    open.retain(|&site| {
        let needed = reach[site].iter().any(|&place| covered[place] == 1);
        if !needed {
            reach[site].iter().for_each(|&place| covered[place] -= 1);
        }
        needed
    });
    open
}

struct Search {
    reach: Vec<Vec<usize>>,
    best: Vec<usize>,
    work: u64,
}

#[derive(Clone)]
struct Node {
    open: Vec<usize>,
    closed: Vec<bool>,
    covered: Vec<bool>,
    prices: Vec<f64>,
    bound: usize,
}

impl Search {
    /// The number of sites below which nothing is possible.
    fn run(&mut self) -> usize {
        let n = self.reach.len();
        let prices = (0..n).map(|place| 1.0 / self.reach[place].len() as f64).collect();
        let mut root = Node { open: Vec::new(), closed: vec![false; n], covered: vec![false; n], prices, bound: 0 };
        self.bound(&mut root, ROOT_STEPS);
        let mut pending = vec![root];
        let mut unsearched = usize::MAX;
        while let Some(node) = pending.pop() {
            if node.bound >= self.best.len() {
                continue;
            }
            if self.work > MOST_WORK {
                unsearched = unsearched.min(node.bound);
                continue;
            }
            self.branch(&node, &mut pending);
        }
        unsearched.min(self.best.len())
    }

    /// Opens in turn each site that reaches the place with the fewest; a site that was tried stays closed afterwards.
    fn branch(&mut self, node: &Node, pending: &mut Vec<Node>) {
        let sites = |place: usize| self.reach[place].iter().copied().filter(|&site| !node.closed[site]);
        let open_places = (0..self.reach.len()).filter(|&place| !node.covered[place]);
        let Some(place) = open_places.min_by_key(|&place| sites(place).count()) else {
            self.best.clone_from(&node.open);
            return;
        };
        let fresh = |site: usize| self.reach[site].iter().filter(|&&place| !node.covered[place]).count();
        let mut candidates: Vec<usize> = sites(place).collect();
        candidates.sort_by_key(|&site| std::cmp::Reverse(fresh(site)));
        let mut closed = node.closed.clone();
        let mut children = Vec::with_capacity(candidates.len());
        for site in candidates {
            let mut child = Node { closed: closed.clone(), ..node.clone() };
            child.open.push(site);
            child.closed[site] = true;
            self.reach[site].iter().for_each(|&place| child.covered[place] = true);
            self.bound(&mut child, NODE_STEPS);
            closed[site] = true;
            if child.bound < self.best.len() {
                children.push(child);
            }
        }
        // What is pushed last is searched first.
        pending.extend(children.into_iter().rev());
    }

    /// Raises the prices of places that no earning site reaches and lowers those that several do.
    fn bound(&mut self, node: &mut Node, steps: usize) {
        let mut prices: Vec<f64> =
            node.prices.iter().zip(&node.covered).map(|(price, covered)| if *covered { 0.0 } else { *price }).collect();
        let (mut best, mut pace, mut since_better) = (f64::NEG_INFINITY, 1.0, 0);
        for _ in 0..steps {
            // Without work left the bound of the node above holds here too.
            if self.work > MOST_WORK {
                break;
            }
            let (bound, slack) = self.relax(node, &prices);
            if bound > best {
                since_better = 0;
                best = bound;
                node.prices.clone_from(&prices);
            } else {
                since_better += 1;
            }
            if since_better > 8 {
                (pace, since_better) = (pace / 2.0, 0);
            }
            let length: f64 = slack.iter().map(|s| s * s).sum();
            let gap = self.best.len() as f64 - node.open.len() as f64 - bound;
            if length < 0.5 || gap <= 1e-9 || node.open.len() + whole(best) >= self.best.len() {
                break;
            }
            let step = pace * gap / length;
            prices.iter_mut().zip(&slack).for_each(|(price, slack)| *price = (*price + step * slack).max(0.0));
        }
        node.bound = node.bound.max(node.open.len() + whole(best));
    }

    fn relax(&mut self, node: &Node, prices: &[f64]) -> (f64, Vec<f64>) {
        let mut slack: Vec<f64> = node.covered.iter().map(|covered| if *covered { 0.0 } else { 1.0 }).collect();
        let mut bound: f64 = prices.iter().sum();
        for (site, reach) in self.reach.iter().enumerate() {
            self.work += reach.len() as u64;
            if node.closed[site] {
                continue;
            }
            let earned = 1.0 - reach.iter().map(|&place| prices[place]).sum::<f64>();
            if earned < 0.0 {
                bound += earned;
                reach.iter().filter(|&&place| !node.covered[place]).for_each(|&place| slack[place] -= 1.0);
            }
        }
        (bound, slack)
    }
}

/// Sites come whole, so a bound of 3.2 is one of 4.
fn whole(bound: f64) -> usize {
    (bound - 1e-6).ceil().max(0.0) as usize
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(xy: Vec<Place>, radius: f64) -> SetCover {
        set_cover(&SetCoverInput { xy, radius }).expect("an answer")
    }

    #[test]
    fn a_row_of_places_is_covered_from_every_third() {
        let row: Vec<Place> = (0..12).map(|i| (f64::from(i), 0.0)).collect();
        let cover = found(row, 1.0);
        assert_eq!((cover.stations, cover.proven), (4, true));
        assert_eq!(cover.open, [1, 4, 7, 10]);
    }

    #[test]
    fn places_out_of_reach_need_a_site_each() {
        assert_eq!(found(vec![(0.0, 0.0), (5.0, 0.0), (0.0, 5.0)], 0.0).stations, 3);
    }

    #[test]
    fn small_cases_agree_with_trying_all() {
        let mut dice = crate::numbers::Seeded::new(5);
        for _ in 0..60 {
            let xy: Vec<Place> = (0..11).map(|_| (10.0 * dice.share(), 10.0 * dice.share())).collect();
            let radius = 1.0 + 3.0 * dice.share();
            let reaches = |set: u32| {
                (0..11)
                    .all(|place| (0..11).any(|site| set & (1 << site) != 0 && is_within(xy[site], xy[place], radius)))
            };
            let fewest = (0u32..1 << 11).filter(|&set| reaches(set)).map(u32::count_ones).min();
            let cover = found(xy.clone(), radius);
            assert_eq!((Some(cover.stations as u32), cover.proven), (fewest, true));
        }
    }
}
