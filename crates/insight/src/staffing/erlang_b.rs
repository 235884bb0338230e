//! Lines without a queue.

use serde::{Deserialize, Serialize};

use super::{MOST_AGENTS, MOST_LOAD};
use crate::input::{self, Answer};

#[derive(Debug, Clone, Deserialize)]
pub struct ErlangBInput {
    /// Erlangs: calls per time × time per call.
    pub load: f64,
    pub lines: u64,
}

#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct ErlangB {
    /// Share of the calls that find every line taken.
    pub blocking: f64,
}

/// A. K. Erlang (1917), by the recursion B(n) = a B(n−1) / (n + a B(n−1)), which loses no digits.
pub fn erlang_b(asked: &ErlangBInput) -> Answer<ErlangB> {
    input::within("load", asked.load, 0.0, MOST_LOAD)?;
    input::at_most("lines", asked.lines, MOST_AGENTS)?;
    Ok(ErlangB { blocking: Blocking::until(asked.load, asked.lines).share })
}

/// Blocking for one number of lines after the other.
#[derive(Clone, Copy)]
pub(super) struct Blocking {
    load: f64,
    pub lines: u64,
    pub share: f64,
}

impl Blocking {
    pub fn until(load: f64, lines: u64) -> Self {
        let mut blocking = Self { load, lines: 0, share: 1.0 };
        while blocking.lines < lines {
            blocking.one_more();
        }
        blocking
    }

    pub fn one_more(&mut self) {
        self.lines += 1;
        let offered = self.load * self.share;
        self.share = offered / (self.lines as f64 + offered);
    }

    /// Erlang C: the chance of having to wait when callers do. Only with more agents than load.
    pub fn waiting(&self) -> f64 {
        let agents = self.lines as f64;
        (agents * self.share / (agents - self.load * (1.0 - self.share))).min(1.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn blocking_agrees_with_its_definition() {
        let (load, lines) = (3.5, 6);
        let term = |k: u64| (1..=k).fold(1.0, |product, i| product * load / i as f64);
        let expected = term(lines) / (0..=lines).map(term).sum::<f64>();
        let found = erlang_b(&ErlangBInput { load, lines }).expect("an answer");
        assert!((found.blocking - expected).abs() < 1e-15);
    }

    #[test]
    fn without_lines_all_is_blocked() {
        assert_eq!(erlang_b(&ErlangBInput { load: 2.0, lines: 0 }).expect("an answer").blocking, 1.0);
    }
}
