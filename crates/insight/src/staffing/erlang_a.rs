//! A queue from which callers hang up.

use serde::{Deserialize, Serialize};

use super::{MOST_AGENTS, MOST_LOAD};
use crate::input::{self, Answer, InputError, refuse};

/// Callers in the system that a table of chances may reach.
const MOST_CALLERS: f64 = 5e6;
/// Chances below this, relative to the likeliest, change no digit.
const NEGLIGIBLE: f64 = 1e-20;

#[derive(Debug, Clone, Deserialize)]
pub struct ErlangAInput {
    /// Calls per time.
    pub arrivals: f64,
    /// Calls that one agent handles per time.
    pub service: f64,
    /// One over the mean patience.
    pub abandon: f64,
    pub agents: u64,
    /// Time within which a call should be answered.
    pub answer_in: f64,
}

#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct ErlangA {
    /// Share of the callers that find every agent busy.
    pub waiting_probability: f64,
    /// Share of the callers that hang up.
    pub abandoned: f64,
    /// Callers waiting, on average.
    pub mean_queue: f64,
    /// Share of the agents' time that is talk.
    pub occupancy: f64,
    /// Of all callers, the share answered in time.
    pub service_level_offered: f64,
    /// Of the callers answered, the share answered in time.
    pub service_level_answered: f64,
}

/// C. Palm (1946); W. Whitt, A. Mandelbaum, S. Zeltyn on M/M/n+M: a birth–death process, computed outwards from its
/// likeliest state. Without abandonment (rate 0) it is Erlang C and needs more agents than load.
pub fn erlang_a(asked: &ErlangAInput) -> Answer<ErlangA> {
    check_rates(asked.arrivals, asked.service, asked.abandon, asked.answer_in)?;
    input::within("agents", asked.agents as f64, 1.0, MOST_AGENTS as f64)?;
    let centre = Centre { arrivals: asked.arrivals, service: asked.service, abandon: asked.abandon };
    centre.check_reach(asked.agents)?;
    let chances = centre.chances(asked.agents);
    let mean_queue = chances.waiting.iter().enumerate().map(|(queue, chance)| queue as f64 * chance).sum::<f64>();
    let abandoned = (asked.abandon * mean_queue / asked.arrivals).min(1.0);
    let offered = centre.answered_in(asked.answer_in, asked.agents, &chances);
    Ok(ErlangA {
        waiting_probability: chances.waiting.iter().sum::<f64>().min(1.0),
        abandoned,
        mean_queue,
        occupancy: (asked.arrivals * (1.0 - abandoned) / (asked.agents as f64 * asked.service)).min(1.0),
        service_level_offered: offered,
        service_level_answered: if abandoned < 1.0 { (offered / (1.0 - abandoned)).min(1.0) } else { 0.0 },
    })
}

pub(super) fn check_rates(arrivals: f64, service: f64, abandon: f64, answer_in: f64) -> Answer<()> {
    input::within("arrivals", arrivals, 1e-9, 1e9)?;
    input::within("service", service, 1e-9, 1e9)?;
    input::within("abandon", abandon, 0.0, 1e9)?;
    input::within("answer_in", answer_in, 0.0, 1e9)?;
    if arrivals / service > MOST_LOAD {
        return refuse("arrivals", format_args!("over service should be {MOST_LOAD} erlangs at most"));
    }
    Ok(())
}

pub(super) struct Centre {
    pub arrivals: f64,
    pub service: f64,
    pub abandon: f64,
}

pub(super) struct Chances {
    /// All callers are being served.
    at_once: f64,
    /// All agents are busy and 0, 1, 2, … wait.
    waiting: Vec<f64>,
}

impl Centre {
    /// Refuses a queue that would grow for ever, or nearly so.
    pub fn check_reach(&self, agents: u64) -> Answer<()> {
        let over = self.arrivals - agents as f64 * self.service;
        if self.abandon <= 0.0 && over >= 0.0 {
            return Err(InputError::new("agents", "should be more than the load when nobody hangs up"));
        }
        let callers = if over > 0.0 { over / self.abandon } else { self.arrivals / -over };
        let queue = if self.abandon > 0.0 { callers.min(self.arrivals / self.abandon) } else { callers };
        if queue > MOST_CALLERS / 50.0 {
            return refuse("abandon", "should be higher: hardly anybody hangs up and the queue would be too long");
        }
        Ok(())
    }

    pub fn chances(&self, agents: u64) -> Chances {
        let leaving = |callers: u64| {
            callers.min(agents) as f64 * self.service + callers.saturating_sub(agents) as f64 * self.abandon
        };
        let likeliest = self.likeliest(agents);
        let mut waiting = Vec::new();
        let mut at_once = 0.0;
        let mut keep = |callers: u64, weight: f64| match callers.checked_sub(agents) {
            None => at_once += weight,
            Some(queue) => {
                let queue = queue as usize;
                if waiting.len() <= queue {
                    waiting.resize(queue + 1, 0.0);
                }
                waiting[queue] = weight;
            }
        };
        let (mut callers, mut weight) = (likeliest, 1.0);
        while weight > NEGLIGIBLE && callers < likeliest + MOST_CALLERS as u64 {
            keep(callers, weight);
            callers += 1;
            weight *= self.arrivals / leaving(callers);
        }
        let (mut callers, mut weight) = (likeliest, 1.0);
        while callers > 0 && weight > NEGLIGIBLE {
            weight *= leaving(callers) / self.arrivals;
            callers -= 1;
            keep(callers, weight);
        }
        let all = at_once + waiting.iter().sum::<f64>();
        waiting.iter_mut().for_each(|weight| *weight /= all);
        Chances { at_once: at_once / all, waiting }
    }

    /// The number of callers up to which more come than leave.
    fn likeliest(&self, agents: u64) -> u64 {
        let over = self.arrivals - agents as f64 * self.service;
        if over > 0.0 { agents + (over / self.abandon) as u64 } else { (self.arrivals / self.service) as u64 }
    }

    /// Share of all callers answered within a time.
    ///
    /// With j ahead, 1 − e^−θV of the virtual wait V has a beta distribution with j + 1 and nμ/θ; being answered also
    /// needs a patience longer than V, which turns nμ/θ into nμ/θ + 1 and costs the factor nμ / (nμ + (j+1) θ).
    pub fn answered_in(&self, time: f64, agents: u64, chances: &Chances) -> f64 {
        let busy = agents as f64 * self.service;
        // With hardly any abandonment, the limit for none: the wait is a sum of exponentials.
        if self.abandon <= busy * 1e-9 {
            return self.answered_by_the_patient(time, busy, chances);
        }
        let c = busy / self.abandon + 1.0;
        let gone = -(-self.abandon * time).exp_m1();
        // I_x(j+1, c) = I_x(j, c) − x^j (1−x)^c / (j B(j, c)), from I_x(1, c) = 1 − (1−x)^c.
        let mut step = (-self.abandon * time * c).exp();
        let mut in_time = 1.0 - step;
        let mut sum = chances.at_once;
        for (ahead, chance) in chances.waiting.iter().enumerate() {
            let j = ahead as f64;
            sum += chance * busy / (busy + (j + 1.0) * self.abandon) * in_time;
            step *= gone * (c + j) / (j + 1.0);
            in_time = (in_time - step).max(0.0);
        }
        sum.clamp(0.0, 1.0)
    }

    fn answered_by_the_patient(&self, time: f64, busy: f64, chances: &Chances) -> f64 {
        let mut step = (-busy * time).exp();
        let mut in_time = 1.0 - step;
        let mut sum = chances.at_once;
        for (ahead, chance) in chances.waiting.iter().enumerate() {
            sum += chance * in_time;
            step *= busy * time / (ahead as f64 + 1.0);
            in_time = (in_time - step).max(0.0);
        }
        sum.clamp(0.0, 1.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::numbers::Seeded;

    fn asked(agents: u64, abandon: f64) -> ErlangAInput {
        ErlangAInput { arrivals: 4.5, service: 1.0, abandon, agents, answer_in: 0.4 }
    }

    #[test]
    fn hardly_any_abandonment_is_erlang_c() {
        let none = erlang_a(&asked(6, 0.0)).expect("an answer");
        let hardly = erlang_a(&asked(6, 1e-6)).expect("an answer");
        let crew = super::super::erlang_b::Blocking::until(4.5, 6);
        let level = 1.0 - crew.waiting() * (-1.5f64 * 0.4).exp();
        assert!((none.waiting_probability - crew.waiting()).abs() < 1e-12);
        assert!((none.service_level_offered - level).abs() < 1e-12);
        assert!((hardly.service_level_offered - level).abs() < 1e-5);
    }

    #[test]
    fn who_does_not_wait_is_answered_and_who_leaves_is_not() {
        let found = erlang_a(&ErlangAInput { answer_in: 1e6, ..asked(3, 0.7) }).expect("an answer");
        assert!((found.service_level_offered - (1.0 - found.abandoned)).abs() < 1e-9);
        assert!((found.service_level_answered - 1.0).abs() < 1e-9);
        let at_once = erlang_a(&ErlangAInput { answer_in: 0.0, ..asked(3, 0.7) }).expect("an answer");
        assert!((at_once.service_level_offered - (1.0 - at_once.waiting_probability)).abs() < 1e-12);
    }

    #[test]
    fn a_simulation_comes_to_the_same() {
        let input = asked(4, 0.5);
        let found = erlang_a(&input).expect("an answer");
        let (gone, in_time) = simulate(&input, 400_000);
        assert!((found.abandoned - gone).abs() < 0.006, "{} and {gone}", found.abandoned);
        assert!((found.service_level_offered - in_time).abs() < 0.006, "{} and {in_time}", found.service_level_offered);
    }

    /// First come, first served, by the time each agent is free again.
    fn simulate(asked: &ErlangAInput, calls: u32) -> (f64, f64) {
        let mut dice = Seeded::new(7);
        let mut draw = |rate: f64| -(1.0 - dice.share()).ln() / rate;
        let mut free = vec![0.0f64; asked.agents as usize];
        let (mut now, mut gone, mut in_time) = (0.0, 0.0, 0.0);
        for _ in 0..calls {
            now += draw(asked.arrivals);
            let patience = draw(asked.abandon);
            let handling = draw(asked.service);
            let next = (0..free.len()).fold(0, |first, i| if free[i] < free[first] { i } else { first });
            let wait = (free[next] - now).max(0.0);
            if wait > patience {
                gone += 1.0;
            } else {
                free[next] = now + wait + handling;
                in_time += f64::from(u8::from(wait <= asked.answer_in));
            }
        }
        (gone / f64::from(calls), in_time / f64::from(calls))
    }

    #[test]
    fn a_queue_that_grows_for_ever_is_refused() {
        assert_eq!(erlang_a(&asked(4, 0.0)).expect_err("for ever").field, "agents");
        assert_eq!(erlang_a(&asked(4, 1e-9)).expect_err("nearly so").field, "abandon");
    }

    #[test]
    fn far_too_few_agents_still_give_numbers() {
        let crowd = ErlangAInput { arrivals: 20_000.0, service: 1.0, abandon: 0.5, agents: 100, answer_in: 0.3 };
        let found = erlang_a(&crowd).expect("an answer");
        assert!((found.abandoned - 0.995).abs() < 1e-6 && found.service_level_offered < 1e-3);
    }
}
