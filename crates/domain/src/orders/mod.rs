//! 服务工单 — the work on one device for a case.
//!
//! Decides: which step an order can take from where, by whom, on what conditions; what each step writes; what is
//! true of an order in each of its states; which clock runs in each.
//! By: the field's life of an order [capabilities E1–E9]; goods taken in against a slip that is void when they are
//! back (E4); a quotation before paid work (E9); a callback before an order is closed (A7).
//! The one table is `STEPS`; `docs/life-cycle.md` is generated from it.
//! SQL: `store/src/orders.rs`. Use cases: one per verb, in `app/src/orders`.
//! Pages: order (as its voucher), my work.

mod diagram;
mod facts;
mod names;
mod order;
mod owner;
mod progress;
mod record;
mod refusals;
mod state;
mod steps;
mod transitions;

pub use diagram::{life_cycle_diagram, life_cycle_page, life_cycle_table};
pub use facts::{Actor, DecisionGist, Offer, OrderFacts, Turn};
pub use names::{Book, Mode, Outcome, ServiceType, StateName, Verb};
pub use order::{Order, StepView};
pub use owner::Responsible;
pub use progress::{Progress, Promise};
pub use record::{check_remark, check_work_details, check_work_record};
pub use refusals::OrderRefusal;
pub use state::{BadState, Custody, FaultCause, Finding, HandedHow, Job, OrderEnd, OrderState, Window, WorkOn};
pub use steps::{Ask, Need, STEPS, Step, first_step_towards};
pub use transitions::{Answer, CheckResult, Resolution, SlipDraft};

#[cfg(test)]
mod tests;
