//! The steps as operations of the API: the same nouns, the same fields, the same use cases as the forms.

use super::{
    step::Step,
    steps::{
        Archive, Arrival, Assignment, Cancellation, CustodySlip, Decision, Departure, Diagnosis, Dispatch, Exchange,
        Goodwill, PartsWait, QualityCheck, Quote, QuoteApproval, QuoteRefusal, Reassignment, Refund, Reopening,
        RepairRecord, RepairStart, Return, SignOff, Signature, Window,
    },
};
use crate::{
    ApiActor, ApiJson, IdempotencyKey, Path, Problem, Web,
    api::Problems,
    billing::{PayOut, Payment},
    extract::IfMatch,
    parts::{PartRelease, PartUse, Reservation},
    satisfaction::{FollowUp, Resolution},
};
use aftercare_app::{
    Actor,
    orders::{At, Stepped},
};
use aftercare_kernel::DocumentNumber;
use axum::{Json, extract::State};
use serde::Serialize;
use utoipa::ToSchema;
use utoipa_axum::{router::OpenApiRouter, routes};

/// The order after a step.
#[derive(Serialize, ToSchema)]
struct StepTaken {
    number: String,
    state: String,
    service_type: String,
    round: i64,
    /// For the `If-Match` of the next step.
    version: i64,
    /// Number of the paper that the step made: custody slip, quotation, receipt, warranty card.
    #[serde(skip_serializing_if = "Option::is_none")]
    paper: Option<String>,
}

impl From<Stepped> for StepTaken {
    fn from(stepped: Stepped) -> Self {
        let Stepped { number, state, service_type, round, version, paper } = stepped;
        Self { number, state, service_type, round, version, paper }
    }
}

type Taken = Result<Json<StepTaken>, Problem>;

async fn take<S: Step>(web: &Web, actor: &Actor, at: At, step: S) -> Taken {
    Ok(Json(step.take(web, actor, at).await?.into()))
}

/// A row per step that something is given with: its first line is the operation's summary.
macro_rules! operations {
    ($($(#[doc = $doc:literal])* $name:ident: $Step:ty, $path:literal;)+) => {
        $(
            $(#[doc = $doc])*
            #[utoipa::path(post, path = $path, tag = "orders", request_body = $Step,
                params(("number" = String, Path), ("Idempotency-Key" = Option<String>, Header), ("If-Match" = Option<String>, Header)),
                responses((status = 200, body = StepTaken), Problems))]
            async fn $name(
                State(web): State<Web>,
                ApiActor(actor): ApiActor,
                Path(number): Path<DocumentNumber>,
                IdempotencyKey(key): IdempotencyKey,
                IfMatch(version): IfMatch,
                ApiJson(step): ApiJson<$Step>,
            ) -> Taken {
                take(&web, &actor, At { number, version, key }, step).await
            }
        )+

        fn routes_with_body() -> OpenApiRouter<Web> {
            OpenApiRouter::new()$(.routes(routes!($name)))+
        }
    };
}

/// A row per step that nothing is given with.
macro_rules! bare_operations {
    ($($(#[doc = $doc:literal])* $name:ident: $Step:ident, $path:literal;)+) => {
        $(
            $(#[doc = $doc])*
            #[utoipa::path(post, path = $path, tag = "orders",
                params(("number" = String, Path), ("Idempotency-Key" = Option<String>, Header), ("If-Match" = Option<String>, Header)),
                responses((status = 200, body = StepTaken), Problems))]
            async fn $name(
                State(web): State<Web>,
                ApiActor(actor): ApiActor,
                Path(number): Path<DocumentNumber>,
                IdempotencyKey(key): IdempotencyKey,
                IfMatch(version): IfMatch,
            ) -> Taken {
                take(&web, &actor, At { number, version, key }, $Step {}).await
            }
        )+

        fn bare_routes() -> OpenApiRouter<Web> {
            OpenApiRouter::new()$(.routes(routes!($name)))+
        }
    };
}

operations! {
    /// Agree on a time in which the technician comes
    schedule: Window, "/orders/{number}/window";
    /// Take the device in against a custody slip
    take_in: CustodySlip, "/orders/{number}/custody-slip";
    /// Give the order to a technician
    assign: Assignment, "/orders/{number}/assignment";
    /// Give work under way to another technician
    hand_on: Reassignment, "/orders/{number}/reassignment";
    /// Write down what was found; the entitlement is decided anew with it
    diagnose: Diagnosis, "/orders/{number}/diagnosis";
    /// Offer a price
    quote: Quote, "/orders/{number}/quote";
    /// The customer agrees to the quotation
    approve_quote: QuoteApproval, "/orders/{number}/quote-approval";
    /// The customer does not agree to the quotation
    decline_quote: QuoteRefusal, "/orders/{number}/quote-refusal";
    /// Hold a part
    reserve_part: Reservation, "/orders/{number}/reservation";
    /// Build a held part in
    use_part: PartUse, "/orders/{number}/part-use";
    /// Let a held part go
    release_part: PartRelease, "/orders/{number}/part-release";
    /// Write the repair record
    finish_repair: RepairRecord, "/orders/{number}/repair-record";
    /// Check the work of somebody else
    check: QualityCheck, "/orders/{number}/quality-check";
    /// Give what the decision did not, with a reason, out of the station's budget of the month
    give_goodwill: Goodwill, "/orders/{number}/goodwill";
    /// Give a new device for the old one, as decided
    exchange: Exchange, "/orders/{number}/exchange";
    /// Promise the price back, as decided
    refund: Refund, "/orders/{number}/refund";
    /// Give the device back as it came
    return_unrepaired: Return, "/orders/{number}/return";
    /// Hand the device over against the customer's signature
    hand_over: Signature, "/orders/{number}/signature";
    /// Send the device back by mail
    send_back: Dispatch, "/orders/{number}/dispatch";
    /// Let the customer sign the voucher at home
    sign_off: SignOff, "/orders/{number}/sign-off";
    /// Take money against a receipt
    collect: Payment, "/orders/{number}/payment";
    /// Pay a promised refund out
    pay_out: PayOut, "/orders/{number}/pay-out";
    /// Write down what the customer said when we called
    follow_up: FollowUp, "/orders/{number}/follow-up";
    /// Settle what a customer was not satisfied with
    resolve: Resolution, "/orders/{number}/resolution";
    /// Begin another round, because the fault is back
    reopen: Reopening, "/orders/{number}/reopening";
    /// Cancel the order
    cancel: Cancellation, "/orders/{number}/cancellation";
}

bare_operations! {
    /// Set out to the customer
    depart: Departure, "/orders/{number}/departure";
    /// Be at the customer's
    arrive: Arrival, "/orders/{number}/arrival";
    /// Decide the entitlement with what is known now
    decide: Decision, "/orders/{number}/decision";
    /// Stand still until parts come
    wait_for_parts: PartsWait, "/orders/{number}/parts-wait";
    /// Begin the repair
    start_repair: RepairStart, "/orders/{number}/repair-start";
    /// Put the papers away
    archive: Archive, "/orders/{number}/archive";
}

pub fn routes() -> OpenApiRouter<Web> {
    routes_with_body().merge(bare_routes())
}
