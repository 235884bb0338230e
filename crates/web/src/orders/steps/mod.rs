//! What is given with each step, and the use case that takes it.

mod arriving;
mod ending;
mod goodwill;
mod quoting;
mod repairing;

pub use arriving::{Arrival, Assignment, CustodySlip, Departure, Reassignment, Window};
pub use ending::{Archive, Cancellation, Dispatch, Exchange, Refund, Reopening, Return, SignOff, Signature};
pub use goodwill::Goodwill;
pub use quoting::{Quote, QuoteApproval, QuoteRefusal};
pub use repairing::{Decision, Diagnosis, PartsWait, QualityCheck, RepairRecord, RepairStart};

use super::{field::Field, step::Ground, typed::Typed};
use crate::{Problem, Web};
use aftercare_app::{Actor, orders};
use aftercare_kernel::{Currency, Date, DocumentNumber, Money};

/// A step that nothing is given with.
macro_rules! bare_step {
    ($($(#[$doc:meta])* $name:ident: $noun:literal, $verb:expr, $use_case:path;)+) => {$(
        $(#[$doc])*
        #[derive(serde::Deserialize)]
        #[serde(deny_unknown_fields)]
        pub struct $name {}

        impl $crate::orders::step::Step for $name {
            const NOUN: &'static str = $noun;
            const VERB: Option<aftercare_domain::orders::Verb> = Some($verb);

            fn fields(_: &$crate::orders::step::Ground, _: &$crate::orders::typed::Typed) -> Vec<$crate::orders::field::Field> {
                Vec::new()
            }
            async fn take(
                self,
                web: &$crate::Web,
                actor: &aftercare_app::Actor,
                at: aftercare_app::orders::At,
            ) -> Result<aftercare_app::orders::Stepped, $crate::Problem> {
                Ok($use_case(&web.app, actor, at).await?)
            }
        }
    )+};
}

/// A step that only a reason is given with.
macro_rules! step_with_reason {
    ($($(#[$doc:meta])* $name:ident: $noun:literal, $verb:expr, $use_case:path;)+) => {$(
        $(#[$doc])*
        #[derive(serde::Deserialize, utoipa::ToSchema)]
        #[serde(deny_unknown_fields)]
        pub struct $name {
            /// 1 to 1000 characters.
            #[serde(default)]
            reason: String,
        }

        impl $crate::orders::step::Step for $name {
            const NOUN: &'static str = $noun;
            const VERB: Option<aftercare_domain::orders::Verb> = Some($verb);

            fn fields(ground: &$crate::orders::step::Ground, typed: &$crate::orders::typed::Typed) -> Vec<$crate::orders::field::Field> {
                $crate::orders::steps::reason_field(ground, typed)
            }
            async fn take(
                self,
                web: &$crate::Web,
                actor: &aftercare_app::Actor,
                at: aftercare_app::orders::At,
            ) -> Result<aftercare_app::orders::Stepped, $crate::Problem> {
                Ok($use_case(&web.app, actor, at, self.reason).await?)
            }
        }
    )+};
}

use {bare_step, step_with_reason};

fn reason_field(ground: &Ground, typed: &Typed) -> Vec<Field> {
    vec![Field::area("reason", ground.t.t("shell-reason"), typed.text("reason")).required()]
}

/// Who signs or pays is the customer unless somebody is named.
pub fn named_or(given: &str, customer: &str) -> String {
    let name = if given.trim().is_empty() { customer } else { given };
    name.trim().to_owned()
}

/// A civil day of a form or of JSON.
pub fn day(field: &'static str, text: &str) -> Result<Date, Problem> {
    text.trim().parse().map_err(|_| Problem::invalid(field, "errors-not-a-date"))
}

/// A sum in the order's currency.
pub fn sum(field: &'static str, text: &str, currency: Currency) -> Result<Money, Problem> {
    Money::parse_typed(text, currency).map_err(|_| Problem::invalid(field, "errors-not-an-amount"))
}

pub async fn currency_of(web: &Web, actor: &Actor, number: &DocumentNumber) -> Result<Currency, Problem> {
    let order = orders::find_by_number(&web.app, actor, number.clone()).await?;
    order.currency.parse().map_err(|_| Problem::fault("an order's currency"))
}
