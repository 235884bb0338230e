//! 服务工单 Orders: the work on one device for a case, as its voucher with what can be done next.
//!
//! Rules: `domain::orders`. Use cases: `app::orders`. Templates: `templates/orders`.
//! Each step has a page of its own at the noun of its change; `step` is the frame, `steps` what is given with each.

mod api;
mod faults;
mod field;
mod list;
mod page;
mod progress;
#[cfg(test)]
pub mod sample;
mod step;
mod step_operations;
mod steps;
mod timeline;
mod typed;
mod words;

use crate::{
    Entry, Web,
    billing::{PayOut, Payment},
    parts::{PartRelease, PartUse, Reservation},
    satisfaction::{FollowUp, Resolution},
};
use aftercare_domain::{identity::Action, orders::Verb};
use axum::{
    Router,
    routing::{MethodRouter, get, post},
};
use utoipa_axum::router::OpenApiRouter;

pub use faults::{code_beside, fault_name};
pub use field::{Choice, Field};
pub use progress::progress_path;
pub use step::{Ground, Knows, Step};
pub use steps::{named_or, sum};
pub use typed::Typed;
pub use words::{
    account_name, customer_of, in_locale, kind_of, masked_name, masked_phone, model_name, place_name, type_name,
    zone_of,
};

pub const NAVIGATION: &[Entry] =
    &[Entry { href: "/orders", key: "shell-orders", icon: "tool", chord: "g o", action: Action::ReadOrder }];

pub fn pages() -> Router<Web> {
    let routes = Router::new()
        .route("/orders", get(list::orders))
        .route("/o/{id}", get(progress::progress))
        .route("/orders/{number}", get(page::voucher))
        .route("/orders/{number}/unmasking", post(page::unmask))
        .route("/orders/{number}/pictures/{file}", get(page::picture));
    FORMS.iter().fold(routes, |routes, (noun, _, form)| routes.route(&format!("/orders/{{number}}/{noun}"), form()))
}

pub fn api() -> OpenApiRouter<Web> {
    OpenApiRouter::new().merge(api::routes()).merge(step_operations::routes())
}

type Form = (&'static str, Option<Verb>, fn() -> MethodRouter<Web>);

const fn form<S: Step>() -> Form {
    (S::NOUN, S::VERB, || get(step::form::<S>).post(step::submit::<S>))
}

/// Every form, at the noun of its change.
const FORMS: &[Form] = &[
    form::<steps::Window>(),
    form::<steps::CustodySlip>(),
    form::<steps::Assignment>(),
    form::<steps::Reassignment>(),
    form::<steps::Departure>(),
    form::<steps::Arrival>(),
    form::<steps::Diagnosis>(),
    form::<steps::Quote>(),
    form::<steps::QuoteApproval>(),
    form::<steps::QuoteRefusal>(),
    form::<Reservation>(),
    form::<PartUse>(),
    form::<PartRelease>(),
    form::<steps::PartsWait>(),
    form::<steps::RepairStart>(),
    form::<steps::RepairRecord>(),
    form::<steps::QualityCheck>(),
    form::<steps::Decision>(),
    form::<steps::Goodwill>(),
    form::<steps::Exchange>(),
    form::<steps::Refund>(),
    form::<steps::Return>(),
    form::<steps::Signature>(),
    form::<steps::Dispatch>(),
    form::<steps::SignOff>(),
    form::<Payment>(),
    form::<PayOut>(),
    form::<FollowUp>(),
    form::<Resolution>(),
    form::<steps::Reopening>(),
    form::<steps::Cancellation>(),
    form::<steps::Archive>(),
];

/// Where the form of a step is, below the order's own address.
pub fn noun(verb: Verb) -> Option<&'static str> {
    FORMS.iter().find(|(_, of, _)| *of == Some(verb)).map(|(noun, ..)| *noun)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_step_of_the_life_cycle_has_its_form() {
        for verb in Verb::ALL {
            assert!(noun(*verb).is_some(), "{verb} has no form");
        }
        let mut nouns: Vec<_> = FORMS.iter().map(|(noun, ..)| noun).collect();
        nouns.sort_unstable();
        nouns.dedup();
        assert_eq!(nouns.len(), FORMS.len());
    }
}
