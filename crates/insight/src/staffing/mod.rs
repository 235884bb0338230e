//! How many people a call centre needs (话务排班).

mod agents_needed;
mod erlang_a;
mod erlang_b;
mod erlang_c;
mod forecast;

pub use agents_needed::{AgentsNeeded, AgentsNeededInput, agents_needed};
pub use erlang_a::{ErlangA, ErlangAInput, erlang_a};
pub use erlang_b::{ErlangB, ErlangBInput, erlang_b};
pub use erlang_c::{ErlangC, ErlangCInput, erlang_c};
pub use forecast::{CallForecast, CallForecastInput, CallMethod, forecast};

/// Work arriving per time it takes, in erlangs, and agents: ten times the largest centre there is.
const MOST_LOAD: f64 = 1e6;
const MOST_AGENTS: u64 = 2_000_000;
