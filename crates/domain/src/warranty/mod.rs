//! # Warranty (三包权益)
//!
//! Decides which remedies a consumer may have on a day: repair, exchange, refund, loaner; until when, for how much and
//! by which article; what is not open and why; and what would change it. A decision is the text of law of the day, the
//! rules of the place over it and the brand's promises; the best of them for the consumer holds.
//!
//! - Texts of law: `regimes/*.toml`, data with source, provenance and the reviewer's sign-off. Phones: 移动电话机商品
//!   修理更换退货责任规定 (2001).
//! - Here: `facts` (the question), `regime` (the rules as data), `decision` (the answer), `dates`, `term`, `documents`,
//!   `coverage`, then the rules in the order of the law: `rights`, `after_repairs`, `refund`, `accessories`, `returns`,
//!   `loaner`, `clocks`, `burden`, `promise`; `what_if` puts the question again with one fact changed; `ledger` counts
//!   each day of a term; `over_time` tells when each right is open, `replay` whether the rules of today would decide
//!   otherwise; `goodwill` is what a person gives against the decision.
//! - Stored by `store/src/warranty.rs`, used by `app/src/warranty/`, shown by `web/src/warranty/`; `aftercare decide` and
//!   `POST /api/v1/warranty/decisions` call the same `decide`.

use aftercare_kernel::{BusinessCalendar, Date};

mod accessories;
mod after_repairs;
mod burden;
mod clocks;
mod coverage;
mod dates;
mod decision;
mod documents;
mod facts;
mod fallen_due;
mod findings;
mod goodwill;
mod judgement;
mod ledger;
mod loaner;
mod over_time;
mod promise;
mod reader;
mod refund;
mod regime;
mod replay;
mod returns;
mod rights;
mod situation;
mod term;
mod texts;
mod unknowns;
mod what_if;
mod words;

pub use decision::{Amount, Article, Change, Deadline, Decision, LoanerInfo, Offer, Refused, TermInfo, Text};
pub use facts::{DayOrTime, Facts, Fault, OpenRepair, Repair};
pub use fallen_due::FallenDue;
pub use goodwill::{GIVEN, GOODWILL, Goodwill, GoodwillRefusal, check_budget};
pub use ledger::{DayKind, LedgerDays, TermLedger, day_ledger};
pub use over_time::{MOST_DAYS, OpenDays, known_on, open_days};
pub use promise::Promise;
pub use reader::{FactsError, Wrong};
pub use regime::{
    Clause, MAIN_UNIT, Need, Overlay, Part, Product, Regime, RegimeError, Regimes, Review, SaleDate, Says, Section,
    Source,
};
pub use replay::{Difference, DifferenceKind, differences};
pub use words::{Burden, Cause, Channel, ClockKind, Outcome, Paper, Provenance, Remedy, Role, ServiceType, WaitingOn};

use judgement::judge;

/// Answers one question. `today` counts only when the facts name no day.
pub fn decide(
    regimes: &Regimes,
    facts: &Facts,
    today: Date,
    calendar: &BusinessCalendar,
) -> Result<Decision, FactsError> {
    let judged = judge(regimes.pack(facts, today)?, facts, today, calendar)?;
    let changes = what_if::what_would_change(&judged);
    Ok(judged.decision(changes))
}
