//! Ejection: a visit that fits nowhere takes the place of one that was left out less often (the idea of ejection pools,
//! Nagata and Bräysy 2009, with the absence counters of Christiaens and Vanden Berghe 2020).

use crate::{draft::Draft, luck::Luck};

/// How many routes one ejection looks into.
const ROUTES: usize = 4;
/// A visit for which the day has no time is helped by the stops at that time, and so many before and after.
const AROUND: usize = 2;

/// Puts the visit in a route and throws another out, if one can be found that is easier to place. Who must find a new
/// place; None when nothing was done.
pub(crate) fn eject(draft: &mut Draft, visit: u32, absences: &[f64], luck: &mut Luck) -> Option<u32> {
    let model = draft.model;
    let able = &model.tasks[visit as usize].able;
    let mut best: Option<Exchange> = None;
    for _ in 0..ROUTES.min(able.len()) {
        let route = able[luck.below(able.len())] as usize;
        look_into(draft, visit, route, absences, luck, &mut best);
    }
    let Exchange { route, at, gap, .. } = best?;
    Some(draft.exchange(route, at, visit, gap))
}

struct Exchange {
    route: usize,
    at: usize,
    gap: usize,
    absences: f64,
}

fn look_into(draft: &Draft, visit: u32, number: usize, absences: &[f64], luck: &mut Luck, best: &mut Option<Exchange>) {
    let model = draft.model;
    let route = &draft.routes[number];
    let has_time = !route.cheapest_fit_in_time(model, visit).is_none();
    let places = if has_time { 0..route.stops.len() } else { route.stops_about(model, visit, AROUND) };
    let (mut without, mut taken) = (route.clone(), Vec::new());
    for at in places {
        let other = route.stops[at];
        let Some(&its_absences) = absences.get(other as usize) else { continue };
        let most = best.as_ref().map_or(absences[visit as usize], |exchange| exchange.absences);
        if its_absences > most || (its_absences == most && (best.is_none() || luck.chance(0.5))) {
            continue;
        }
        if !route.has_room_without(model, visit, other) {
            continue;
        }
        without.copy_from(route);
        taken.clear();
        without.remove(model, &[at], &mut taken);
        let fit = without.cheapest_fit(model, visit);
        if !fit.is_none() {
            *best = Some(Exchange { route: number, at, gap: fit.gap as usize, absences: its_absences });
        }
    }
}
