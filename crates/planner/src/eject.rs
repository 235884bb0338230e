//! Ejection: a visit that fits nowhere takes the place of one that was left out less often (the idea of ejection pools,
//! Nagata and Bräysy 2009, with the absence counters of Christiaens and Vanden Berghe 2020).

use crate::{draft::Draft, luck::Luck};

/// How many routes one ejection looks into.
const ROUTES: usize = 4;

/// Puts the visit in a route and throws another out, if one can be found that is easier to place. What must find a new
/// place; empty when nothing was done.
pub(crate) fn eject(draft: &mut Draft, visit: u32, absences: &[f64], luck: &mut Luck) -> Vec<u32> {
    let model = draft.model;
    let able = &model.tasks[visit as usize].able;
    let mut best: Option<Exchange> = None;
    for _ in 0..ROUTES.min(able.len()) {
        let route = able[luck.below(able.len())] as usize;
        look_into(draft, visit, route, absences, luck, &mut best);
    }
    let Some(exchange) = best else { return Vec::new() };
    let mut thrown = Vec::with_capacity(1);
    draft.remove(exchange.route, &[exchange.at], &mut thrown);
    let fit = draft.fit(visit, exchange.route);
    if fit.is_none() {
        draft.unserved.push(visit);
    } else {
        draft.insert(visit, exchange.route, fit.gap as usize);
    }
    thrown
}

struct Exchange {
    route: usize,
    at: usize,
    absences: f64,
}

fn look_into(draft: &Draft, visit: u32, number: usize, absences: &[f64], luck: &mut Luck, best: &mut Option<Exchange>) {
    let model = draft.model;
    let mut without = draft.routes[number].clone();
    for at in 0..draft.routes[number].stops.len() {
        let other = draft.routes[number].stops[at];
        let Some(&its_absences) = absences.get(other as usize) else { continue };
        let most = best.as_ref().map_or(absences[visit as usize], |exchange| exchange.absences);
        if its_absences > most || (its_absences == most && (best.is_none() || luck.chance(0.5))) {
            continue;
        }
        without.copy_from(&draft.routes[number]);
        without.remove(model, &[at], &mut Vec::new());
        if !without.cheapest_fit(model, visit).is_none() {
            *best = Some(Exchange { route: number, at, absences: its_absences });
        }
    }
}
