//! The smallest crew, with and without callers who hang up.

use serde::{Deserialize, Serialize};

use super::{
    erlang_a::{Centre, check_rates},
    erlang_c::smallest_crew,
};
use crate::input::{self, Answer};

#[derive(Debug, Clone, Deserialize)]
pub struct AgentsNeededInput {
    /// Calls per time.
    pub arrivals: f64,
    /// Calls that one agent handles per time.
    pub service: f64,
    /// One over the mean patience, above 0.
    pub abandon: f64,
    /// Time within which a call should be answered.
    pub answer_in: f64,
    /// Share of all callers to be answered in that time, below 1.
    pub service_level: f64,
}

#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct AgentsNeeded {
    /// When callers hang up as they do (Erlang A).
    pub with_abandonment: u64,
    /// When everybody waited (Erlang C).
    pub without: u64,
}

/// The smallest crew that answers so many of all callers in time (N. Gans, G. Koole, A. Mandelbaum, *Telephone call
/// centers*, M&SOM 5, 2003). Who hangs up is not answered, yet makes room.
pub fn agents_needed(asked: &AgentsNeededInput) -> Answer<AgentsNeeded> {
    check_rates(asked.arrivals, asked.service, asked.abandon, asked.answer_in)?;
    input::within("abandon", asked.abandon, 1e-9, 1e9)?;
    input::within("service_level", asked.service_level, 0.0, 1.0 - 1e-9)?;
    let load = asked.arrivals / asked.service;
    let without = smallest_crew(load, asked.answer_in * asked.service, asked.service_level, 1.0).lines;
    Ok(AgentsNeeded { with_abandonment: smallest(asked, without)?, without })
}

/// Halves the crews below one that suffices: each further agent raises the level.
fn smallest(asked: &AgentsNeededInput, start: u64) -> Answer<u64> {
    let (mut low, mut high) = (0, start.max(1));
    while !suffices(asked, high)? {
        (low, high) = (high, high + high / 8 + 1);
    }
    while high - low > 1 {
        let middle = low.midpoint(high);
        if suffices(asked, middle)? { high = middle } else { low = middle }
    }
    Ok(high)
}

fn suffices(asked: &AgentsNeededInput, agents: u64) -> Answer<bool> {
    let centre = Centre { arrivals: asked.arrivals, service: asked.service, abandon: asked.abandon };
    centre.check_reach(agents)?;
    let level = centre.answered_in(asked.answer_in, agents, &centre.chances(agents));
    Ok(level >= asked.service_level)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::staffing::{ErlangAInput, erlang_a};

    #[test]
    fn one_agent_less_does_not_suffice() {
        for arrivals in [0.3, 3.0, 17.0, 250.0] {
            let asked = AgentsNeededInput { arrivals, service: 1.0, abandon: 0.4, answer_in: 0.3, service_level: 0.85 };
            let agents = agents_needed(&asked).expect("a crew").with_abandonment;
            let level = |agents: u64| {
                let input = ErlangAInput { arrivals, service: 1.0, abandon: 0.4, agents, answer_in: 0.3 };
                erlang_a(&input).expect("a level").service_level_offered
            };
            assert!(level(agents) >= 0.85 && (agents == 1 || level(agents - 1) < 0.85), "{arrivals}");
        }
    }
}
