//! Recreate: visits are put in one by one where they cost least, in an order that changes, and now and then a route is
//! overlooked so that the next best gets its turn (Christiaens and Vanden Berghe 2020, section 5.3).

use crate::{
    draft::Draft,
    luck::Luck,
    model::{Model, Node},
    route::Fit,
};

/// How often a route is overlooked.
const BLINK: f64 = 0.01;

/// The orders in which visits are put back, and how often each is drawn.
pub(crate) struct Orders {
    /// For each order the rank of every visit.
    ranks: Vec<(usize, Vec<u32>)>,
    chances: usize,
}

const AT_RANDOM: usize = 4;

impl Orders {
    pub fn new(model: &Model) -> Self {
        let node = |visit: usize| &model.nodes[visit];
        let far = |visit: usize| nearest_start(model, node(visit));
        let scarce = |visit: usize| model.tasks[visit].able.len() as f64;
        let demand = |visit: usize| model.tasks[visit].parts.iter().map(|&(_, pieces)| f64::from(pieces)).sum::<f64>();
        let window = |visit: usize| model.last_close(node(visit)).min(2880.0) - node(visit).open;
        let mut ranks = vec![
            (4, rank(model, |visit| -demand(visit) - node(visit).minutes)),
            (2, rank(model, |visit| -far(visit))),
            (1, rank(model, far)),
            (2, rank(model, window)),
            (2, rank(model, |visit| node(visit).open)),
            (2, rank(model, |visit| -model.last_close(node(visit)))),
        ];
        if differs(model, scarce) {
            ranks.push((4, rank(model, scarce)));
        }
        let weight = |visit: usize| model.tasks[visit].weight;
        if differs(model, weight) {
            ranks.push((4, rank(model, |visit| -weight(visit))));
            ranks.push((4, rank(model, |visit| -weight(visit) / (node(visit).minutes + 10.0))));
        }
        let chances = AT_RANDOM + ranks.iter().map(|(chance, _)| chance).sum::<usize>();
        Self { ranks, chances }
    }

    pub fn sort(&self, visits: &mut [u32], luck: &mut Luck) {
        luck.shuffle(visits);
        let mut drawn = luck.below(self.chances);
        for (chance, ranks) in &self.ranks {
            if drawn < *chance {
                visits.sort_by_key(|&visit| ranks[visit as usize]);
                return;
            }
            drawn -= chance;
        }
    }
}

fn rank(model: &Model, key: impl Fn(usize) -> f64) -> Vec<u32> {
    let mut order: Vec<usize> = (0..model.visits()).collect();
    order.sort_by(|&a, &b| key(a).total_cmp(&key(b)));
    let mut ranks = vec![0; order.len()];
    let mut rank = 0;
    for (at, &visit) in order.iter().enumerate() {
        if at > 0 && key(visit) > key(order[at - 1]) {
            rank = at as u32;
        }
        ranks[visit] = rank;
    }
    ranks
}

fn differs(model: &Model, key: impl Fn(usize) -> f64) -> bool {
    (1..model.visits()).any(|visit| key(visit) != key(0))
}

fn nearest_start(model: &Model, node: &Node) -> f64 {
    let starts = model.shifts.iter().map(|shift| model.ways.usual(shift.from, node.place));
    starts.fold(f64::INFINITY, f64::min)
}

/// The route where a visit costs least, with blinks.
pub(crate) fn best_fit(draft: &mut Draft, visit: u32, luck: &mut Luck) -> Option<(usize, Fit)> {
    let model = draft.model;
    let (mut best_route, mut best) = (0, Fit::NONE);
    for &route in &model.tasks[visit as usize].able {
        let fit = draft.fit(visit, route as usize);
        if fit.cost < best.cost && !luck.chance(BLINK) {
            (best_route, best) = (route as usize, fit);
        }
    }
    (!best.is_none()).then_some((best_route, best))
}
