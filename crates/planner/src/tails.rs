//! The rest of two days changes hands, which no string of ten stops can do where days are long (2-opt*, Potvin and Rousseau
//! 1995). What then fits no more is taken out beside the cut and finds a place like everything else.

use crate::{draft::Draft, luck::Luck};

/// A cut is looked for in another day at one of so many visits nearest to the first.
const NEAREST: usize = 30;
/// How many of them are asked.
const ASKED: usize = 4;
/// So many stops before and after a cut may be taken out.
const ABOUT: usize = 4;
/// So many at most in a day.
const MOST_OUT: usize = 8;

/// The stops of a route from a place on.
#[derive(Clone, Copy)]
pub(crate) struct Tail {
    pub route: usize,
    pub at: usize,
}

/// Who makes a visit goes on from it to one nearby and to what follows there, and the other takes over the rest; what was
/// taken out is added to the list. False when they cannot, and the trial is to be taken back.
pub(crate) fn swap_tails(draft: &mut Draft, centre: u32, luck: &mut Luck, taken: &mut Vec<u32>) -> bool {
    let Some((behind, before)) = two_tails(draft, centre, luck) else { return false };
    draft.swap(behind, before) && ease(draft, behind, luck, taken) && ease(draft, before, luck, taken)
}

fn two_tails(draft: &Draft, centre: u32, luck: &mut Luck) -> Option<(Tail, Tail)> {
    let near = &draft.model.near[centre as usize];
    let (route, at) = draft.seat(centre)?;
    (0..ASKED).find_map(|_| {
        let (other, other_at) = draft.seat(near[luck.below(near.len().min(NEAREST))])?;
        (other != route).then_some((Tail { route, at: at + 1 }, Tail { route: other, at: other_at }))
    })
}

/// Takes visits out about a cut until windows, hours and van are kept. False when too many would have to go.
fn ease(draft: &mut Draft, cut: Tail, luck: &mut Luck, taken: &mut Vec<u32>) -> bool {
    let model = draft.model;
    for _ in 0..MOST_OUT {
        let route = &draft.routes[cut.route];
        if route.holds(model) || route.stops.is_empty() {
            break;
        }
        let end = (cut.at + ABOUT).min(route.stops.len());
        let first = cut.at.saturating_sub(ABOUT).min(end - 1);
        draft.take_out(cut.route, &[first + luck.below(end - first)], taken);
    }
    draft.routes[cut.route].holds(model)
}
