//! What a use case answers when it does not do what was asked: three kinds, told apart at the edge.

use std::collections::BTreeMap;

use aftercare_domain::{identity::Action, refusal::Refusal};
use aftercare_store::StoreError;

/// `Refusal` is said to the person in words, `Missing` and `Forbidden` say no more than that, `Fault` is logged and never shown.
#[derive(Debug, Clone, thiserror::Error)]
pub enum Error {
    #[error("refused: {}", .0.code)]
    Refusal(Refusal),
    /// Not there, or not there for this actor: the two read alike.
    #[error("no such {0}")]
    Missing(&'static str),
    #[error("not allowed: {0:?}")]
    Forbidden(Action),
    /// Somebody changed the row since it was shown.
    #[error("changed meanwhile")]
    Stale,
    /// Who asks is not known (any more): sign in again.
    #[error("not signed in")]
    Unauthenticated,
    /// More work is queued than can be kept up with; ask again shortly.
    #[error("busy")]
    Busy,
    /// No room left on the disk: nothing was saved.
    #[error("disk full")]
    DiskFull,
    #[error("fault: {0}")]
    Fault(String),
}

impl From<StoreError> for Error {
    fn from(error: StoreError) -> Self {
        match error {
            StoreError::Busy | StoreError::RetriesExhausted { .. } => Error::Busy,
            StoreError::DiskFull => Error::DiskFull,
            StoreError::UnfitText => unfit_text(),
            StoreError::Conflict { ref constraint } => match named_constraint(constraint) {
                Some(answer) => answer,
                None => Error::Fault(error.to_string()),
            },
            other => Error::Fault(other.to_string()),
        }
    }
}

/// Which of the texts it was, the store cannot say.
fn unfit_text() -> Error {
    let (code, field) = ("errors-unfit-character", Some("text"));
    Error::Refusal(Refusal { code, field, params: BTreeMap::new(), article: None, opens: None })
}

/// Constraints that stand for something a person can do about it.
fn named_constraint(constraint: &str) -> Option<Error> {
    let refusal = |code: &'static str, field: &'static str| {
        Some(Error::Refusal(Refusal { code, field: Some(field), params: BTreeMap::new(), article: None, opens: None }))
    };
    match constraint {
        "unit_serial_once" => refusal("devices-refusal-serial-known", "serial"),
        "unit_imei_once" => refusal("devices-refusal-imei-known", "imei"),
        "person_login_once" => refusal("identity-refusal-login-taken", "login"),
        "brand_code_once" | "org_node_code_once" | "org_node_path_once" => {
            refusal("identity-refusal-node-code-taken", "code")
        }
        "place_code_once" => refusal("identity-refusal-place-code-taken", "code"),
        "model_code_once" => refusal("products-refusal-model-code-taken", "code"),
        "item_code_once" => refusal("products-refusal-item-code-taken", "code"),
        "contract_offer_code_once" => refusal("contracts-refusal-offer-code-taken", "code"),
        "goodwill_once" => refusal("warranty-refusal-given-already", "remedy"),
        "claim_order_once" => refusal("settlement-refusal-claimed-already", "order"),
        "follow_up_round_once" => refusal("satisfaction-refusal-planned-already", "order"),
        _ => None,
    }
}

impl Error {
    /// A refusal of an area's enum, as it leaves a use case.
    pub fn refuse(refusal: impl Into<Refusal>) -> Self {
        Error::Refusal(refusal.into())
    }
}

/// One line per area: a blanket `impl` over `Refuse` would claim the store's errors too.
macro_rules! refusals_of_areas {
    ($($refusal:ty),+ $(,)?) => {$(
        impl From<$refusal> for Error {
            fn from(refusal: $refusal) -> Self {
                Error::Refusal(refusal.into())
            }
        }
    )+};
}
refusals_of_areas!(
    aftercare_domain::UnknownName,
    aftercare_domain::warranty::FactsError,
    aftercare_domain::warranty::GoodwillRefusal,
    aftercare_domain::things::ThingsRefusal,
    aftercare_domain::money::MoneyRefusal,
    aftercare_domain::identity::IdentityRefusal,
    aftercare_domain::deadlines::DeadlineRefusal,
    aftercare_domain::customers::CustomerRefusal,
    aftercare_domain::products::ProductRefusal,
    aftercare_domain::devices::DeviceRefusal,
    aftercare_domain::contracts::ContractRefusal,
    aftercare_domain::intake::IntakeRefusal,
    aftercare_domain::orders::OrderRefusal,
    aftercare_domain::parts::PartsRefusal,
    aftercare_domain::billing::BillingRefusal,
    aftercare_domain::settlement::SettlementRefusal,
    aftercare_domain::satisfaction::SatisfactionRefusal,
);
