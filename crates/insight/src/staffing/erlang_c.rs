//! A queue in which everybody waits until served.

use serde::{Deserialize, Serialize};

use super::{MOST_LOAD, erlang_b::Blocking};
use crate::input::{self, Answer, InputError};

/// What a number may be off by from rounding before it counts as another: 126 / 0.9 is 140 agents, not 141.
const ROUNDING: f64 = 1e-9;

#[derive(Debug, Clone, Deserialize)]
pub struct ErlangCInput {
    /// Calls in an interval.
    pub calls: f64,
    pub interval_minutes: f64,
    /// Minutes that a call takes, with the work after it.
    pub handle_minutes: f64,
    pub answer_in_minutes: f64,
    /// Share of the calls to be answered in that time, below 1.
    pub service_level: f64,
    /// Share of the paid time in which an agent is not at the phone, below 1.
    pub shrinkage: f64,
    /// Largest share of the time at the phone that may be talk, up to 1.
    pub max_occupancy: f64,
}

#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct ErlangC {
    /// People at the phones.
    pub agents: u64,
    /// People to be paid for, so that so many are at the phones.
    pub rostered: u64,
    pub service_level: f64,
    pub occupancy: f64,
    pub waiting_probability: f64,
    /// Over all calls.
    pub mean_wait_minutes: f64,
}

/// The smallest crew that meets the service level and is not busier than allowed (A. K. Erlang 1917). Every crew larger
/// than the load is looked at, also the small ones that searches from load + 1 pass over.
pub fn erlang_c(asked: &ErlangCInput) -> Answer<ErlangC> {
    check(asked)?;
    let load = asked.calls / asked.interval_minutes * asked.handle_minutes;
    if load > MOST_LOAD {
        return Err(InputError::new("calls", format_args!("mean a load of {load:.0} erlangs; {MOST_LOAD} at most")));
    }
    let patience = asked.answer_in_minutes / asked.handle_minutes;
    let crew = smallest_crew(load, patience, asked.service_level, asked.max_occupancy);
    let agents = crew.lines;
    let waiting = if load > 0.0 { crew.waiting() } else { 0.0 };
    let spare = agents as f64 - load;
    Ok(ErlangC {
        agents,
        // Rounded up as computed: where rounding errs it errs by one person too many.
        rostered: (agents as f64 / (1.0 - asked.shrinkage)).ceil() as u64,
        service_level: if load > 0.0 { level(&crew, load, patience) } else { 1.0 },
        occupancy: if agents > 0 { load / agents as f64 } else { 0.0 },
        waiting_probability: waiting,
        mean_wait_minutes: if load > 0.0 { waiting * asked.handle_minutes / spare } else { 0.0 },
    })
}

fn check(asked: &ErlangCInput) -> Answer<()> {
    input::non_negative("calls", asked.calls)?;
    input::within("interval_minutes", asked.interval_minutes, 1e-3, 1e6)?;
    input::within("handle_minutes", asked.handle_minutes, 1e-3, 1e6)?;
    input::within("answer_in_minutes", asked.answer_in_minutes, 0.0, 1e6)?;
    input::within("service_level", asked.service_level, 0.0, 1.0 - 1e-9)?;
    input::within("shrinkage", asked.shrinkage, 0.0, 0.99)?;
    input::within("max_occupancy", asked.max_occupancy, 0.01, 1.0)
}

/// The smallest crew with more agents than load, so many calls answered within `patience` handling times, and talk for
/// no more than `occupancy` of the time. Nobody when there is nothing to do.
pub(super) fn smallest_crew(load: f64, patience: f64, target: f64, occupancy: f64) -> Blocking {
    if load <= 0.0 {
        return Blocking::until(0.0, 0);
    }
    let by_occupancy = (load / occupancy - ROUNDING).ceil() as u64;
    let mut crew = Blocking::until(load, by_occupancy.max(load.floor() as u64 + 1));
    while level(&crew, load, patience) < target {
        crew.one_more();
    }
    crew
}

fn level(crew: &Blocking, load: f64, patience: f64) -> f64 {
    (1.0 - crew.waiting() * (-(crew.lines as f64 - load) * patience).exp()).max(0.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn asked(calls: f64) -> ErlangCInput {
        ErlangCInput {
            calls,
            interval_minutes: 30.0,
            handle_minutes: 3.0,
            answer_in_minutes: 1.0 / 3.0,
            service_level: 0.8,
            shrinkage: 0.3,
            max_occupancy: 0.85,
        }
    }

    #[test]
    fn a_small_crew_that_suffices_is_not_passed_over() {
        // Load 0.2: one agent answers 80.03 % in 10 handling times; a search from round(load + 1) begins there too,
        // but at load 0.6 it begins with 2.
        let crew = smallest_crew(0.6, 10.0, 0.8, 1.0);
        assert_eq!(crew.lines, 1);
    }

    #[test]
    fn without_calls_nobody_is_needed() {
        let found = erlang_c(&asked(0.0)).expect("an answer");
        assert_eq!((found.agents, found.rostered, found.service_level), (0, 0, 1.0));
    }

    #[test]
    fn occupancy_that_comes_out_even_needs_no_further_agent() {
        let found = erlang_c(&ErlangCInput { handle_minutes: 4.2, max_occupancy: 0.9, ..asked(900.0) });
        assert_eq!(found.expect("an answer").agents, 140);
    }

    #[test]
    fn crews_grow_with_calls() {
        let crews: Vec<u64> =
            (0..400).map(|calls| erlang_c(&asked(f64::from(calls))).expect("an answer").agents).collect();
        assert!(crews.is_sorted() && crews[399] > 40);
    }

    #[test]
    fn every_call_at_once_cannot_be_promised() {
        let all = ErlangCInput { service_level: 1.0, ..asked(10.0) };
        assert_eq!(erlang_c(&all).expect_err("all").field, "service_level");
    }
}
