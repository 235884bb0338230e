//! How far a run over several zones is, told as if it were one.

use std::sync::Mutex;

use crate::{budget::Budget, plan::Plan};

pub(crate) struct Tally<'a> {
    tell: &'a (dyn Fn(f64, f64, f64) + Sync),
    /// Share of the whole budget that was used before this pass.
    before: f64,
    zones: Mutex<Vec<Standing>>,
}

/// Where a zone stands.
#[derive(Clone, Copy)]
pub(crate) struct Standing {
    /// Of the whole budget.
    pub share: f64,
    /// Of its share.
    pub used: f64,
    pub unserved_weight: f64,
    pub cost: f64,
}

impl<'a> Tally<'a> {
    /// None when nobody wants to know.
    pub fn begin(budget: &Budget<'a>, before: f64, zones: Vec<Standing>) -> Option<Self> {
        Some(Self { tell: budget.progress?, before, zones: Mutex::new(zones) })
    }

    pub fn tell(&self, zone: usize, used: f64, unserved_weight: f64, cost: f64) {
        let Ok(mut zones) = self.zones.lock() else { return };
        zones[zone] = Standing { used, unserved_weight, cost, ..zones[zone] };
        let sum = |of: fn(&Standing) -> f64| zones.iter().map(of).sum::<f64>();
        (self.tell)(
            self.before + sum(|zone| zone.share * zone.used),
            sum(|zone| zone.unserved_weight),
            sum(|zone| zone.cost),
        );
    }
}

impl Standing {
    /// A zone that was not begun in this pass is as the pass before left it.
    pub fn not_begun(share: f64, technicians: &[usize], unserved_weight: f64, before: &Plan) -> Self {
        let days = before.days.iter().filter(|day| technicians.binary_search(&day.technician).is_ok());
        Self { share, used: 0.0, unserved_weight, cost: days.map(|day| day.travel + day.overtime).sum() }
    }
}
