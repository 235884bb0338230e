//! Ruin: strings of neighbouring stops are taken out of neighbouring routes, so that the gaps lie side by side and each
//! route has slack (Christiaens and Vanden Berghe 2020, section 5.2).

use crate::{draft::Draft, luck::Luck};

/// How many visits a ruin takes out on average.
const AVERAGE: f64 = 10.0;
/// The longest string.
const LONGEST: f64 = 10.0;
/// How often some stops within a string are left.
const SPLIT: f64 = 0.5;
/// How often one more stop within a string is *not* left.
const ENOUGH_LEFT: f64 = 0.99;

#[derive(Default)]
pub(crate) struct Ruin {
    places: Vec<usize>,
    ruined: Vec<usize>,
}

impl Ruin {
    /// Around one visit; what was taken is added to the list.
    pub fn around(&mut self, draft: &mut Draft, centre: u32, luck: &mut Luck, taken: &mut Vec<u32>) {
        let served = draft.model.visits() - draft.unserved.len();
        let in_use = draft.routes.iter().filter(|route| route.visits() > 0).count().max(1);
        let longest = LONGEST.min(served as f64 / in_use as f64).max(1.0);
        let most_strings = 4.0 * AVERAGE / (1.0 + longest) - 1.0;
        let strings = (1.0 + luck.unit() * most_strings) as usize;
        self.ruined.clear();
        let model = draft.model;
        for &visit in &model.near[centre as usize] {
            if self.ruined.len() >= strings {
                break;
            }
            let Some((route, at)) = draft.seat(visit) else { continue };
            if self.ruined.contains(&route) {
                continue;
            }
            self.choose_string(draft.routes[route].stops.len(), at, longest, luck);
            draft.remove(route, &self.places, taken);
            self.ruined.push(route);
        }
    }

    fn choose_string(&mut self, stops: usize, at: usize, longest: f64, luck: &mut Luck) {
        let most = longest.min(stops as f64);
        let length = ((1.0 + luck.unit() * most) as usize).clamp(1, stops.min(most.ceil() as usize).max(1));
        let left = if length > 1 && length < stops && luck.chance(SPLIT) { stops_left(stops, length, luck) } else { 0 };
        let span = length + left;
        let first = at.saturating_sub(span - 1);
        let last = at.min(stops - span);
        let begin = first + luck.below(last - first + 1);
        self.places.clear();
        self.places.extend(begin..begin + span);
        if left > 0 {
            let kept = luck.below(length);
            self.places.drain(kept..kept + left);
        }
    }
}

fn stops_left(stops: usize, length: usize, luck: &mut Luck) -> usize {
    let mut left = 1;
    while length + left < stops && !luck.chance(ENOUGH_LEFT) {
        left += 1;
    }
    left
}
