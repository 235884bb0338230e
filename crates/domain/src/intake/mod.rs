//! 受理 — what customers want from us, through any channel.
//!
//! Decides: what a case must hold to be registered, which kinds need a device or an order, which station gets it,
//! who owns it and when it may be closed.
//! By: the repair-call register (叫修登记簿) [capabilities A3, A6, A8, A10].
//! Always holds: an open case has one owner and one next deadline.
//! SQL: `store/src/intake.rs`. Use cases: register, add_contact, close.
//! Pages: case register, new case, case.

mod case;
mod registration;
mod routing;

pub use case::{Case, CaseResult, CaseState};
pub use registration::{CaseKind, Channel, Registration, check_summary};
pub use routing::{Candidate, Choice, ChosenBecause, choose_station};

refusals! {
    /// Why a step of a case is refused.
    IntakeRefusal {
        SymptomMissing => "intake-refusal-symptom-missing" at "symptom",
        SymptomTooLong { most: usize } => "intake-refusal-symptom-too-long" at "symptom",
        SummaryUnfit { most: usize } => "intake-refusal-summary-unfit" at "summary",
        DeviceMissing { kind: CaseKind } => "intake-refusal-device-missing" at "device",
        AddressMissing => "intake-refusal-address-missing" at "address",
        NoStation => "intake-refusal-no-station" at "station" opens "intake-opens-choose-station",
        CaseClosed => "intake-refusal-case-closed" opens "intake-opens-new-case",
        OrdersOpen { count: i64 } => "intake-refusal-orders-open" opens "intake-opens-finish-orders",
        ResultMissing => "intake-refusal-result-missing" at "result",
    }
}
