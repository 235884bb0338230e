//! The first plan: cheapest insertion with regret. Who has the fewest technicians to choose from, or the most to lose by
//! waiting, goes first (regret insertion after Potvin and Rousseau 1993).

use crate::{draft::Draft, route::Fit};

/// How many visits at the head of the queue are compared by regret.
const COMPARED: usize = 24;

pub(crate) fn construct(draft: &mut Draft) {
    let mut queue = std::mem::take(&mut draft.unserved);
    let tasks = &draft.model.tasks;
    queue.sort_by(|&a, &b| {
        let (a, b) = (&tasks[a as usize], &tasks[b as usize]);
        b.weight.total_cmp(&a.weight).then(a.able.len().cmp(&b.able.len()))
    });
    queue.reverse();
    while !queue.is_empty() {
        let first = queue.len().saturating_sub(COMPARED);
        let Some(chosen) = most_regretted(draft, &queue[first..]) else { break };
        let visit = queue.remove(first + chosen.at);
        if chosen.fit.is_none() {
            draft.unserved.push(visit);
        } else {
            draft.insert(visit, chosen.route, chosen.fit.gap as usize);
        }
    }
}

struct Chosen {
    at: usize,
    route: usize,
    fit: Fit,
}

fn most_regretted(draft: &mut Draft, visits: &[u32]) -> Option<Chosen> {
    let mut most = f64::NEG_INFINITY;
    let mut chosen = None;
    for (at, &visit) in visits.iter().enumerate() {
        let (route, fit, second) = two_best(draft, visit);
        let regret = if fit.is_none() { f64::INFINITY } else { second.min(1e9) - fit.cost };
        if regret > most {
            most = regret;
            chosen = Some(Chosen { at, route, fit });
        }
    }
    chosen
}

fn two_best(draft: &mut Draft, visit: u32) -> (usize, Fit, f64) {
    let model = draft.model;
    let (mut route, mut best, mut second) = (0, Fit::NONE, f64::INFINITY);
    for &other in &model.tasks[visit as usize].able {
        let fit = draft.fit(visit, other as usize);
        if fit.cost < best.cost {
            second = best.cost;
            (route, best) = (other as usize, fit);
        } else {
            second = second.min(fit.cost);
        }
    }
    (route, best, second)
}
