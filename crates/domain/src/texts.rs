//! The keys of all texts that the rules speak in: refusals, what opens a step, and the names of enums.

use crate::{
    acts, billing, contracts, customers, deadlines, devices, identity, intake, money, orders, parts, products,
    satisfaction, settlement, things, warranty,
};

/// Every key, sorted; a test of the catalogue asks for each in each language.
pub fn catalogue_keys() -> Vec<String> {
    let mut keys: Vec<String> = refusal_keys().into_iter().map(str::to_owned).chain(name_keys()).collect();
    keys.sort_unstable();
    keys.dedup();
    keys
}

fn refusal_keys() -> Vec<&'static str> {
    let areas: [&[&'static str]; 16] = [
        &["refusal-unknown-value"],
        things::ThingsRefusal::KEYS,
        money::MoneyRefusal::KEYS,
        identity::IdentityRefusal::KEYS,
        deadlines::DeadlineRefusal::KEYS,
        customers::CustomerRefusal::KEYS,
        products::ProductRefusal::KEYS,
        devices::DeviceRefusal::KEYS,
        intake::IntakeRefusal::KEYS,
        orders::OrderRefusal::KEYS,
        parts::PartsRefusal::KEYS,
        billing::BillingRefusal::KEYS,
        settlement::SettlementRefusal::KEYS,
        satisfaction::SatisfactionRefusal::KEYS,
        warranty::GoodwillRefusal::KEYS,
        contracts::ContractRefusal::KEYS,
    ];
    areas.concat()
}

fn name_keys() -> Vec<String> {
    macro_rules! names_of {
        ($($name:path),+ $(,)?) => {{
            let mut keys = Vec::new();
            $(keys.extend(<$name>::ALL.iter().map(|value| value.key()));)+
            keys
        }};
    }
    names_of![
        acts::ChainKind,
        things::PlaceKind,
        things::MoveReason,
        money::AccountKind,
        money::PaymentMethod,
        money::PostingKind,
        identity::Role,
        identity::Action,
        identity::TokenScope,
        identity::NodeKind,
        identity::Ownership,
        deadlines::ClockWhat,
        deadlines::ClockUnit,
        deadlines::Colour,
        customers::CustomerKind,
        products::ItemKind,
        devices::DevicePaper,
        contracts::ContractKind,
        contracts::Begins,
        contracts::Subject,
        contracts::UseState,
        contracts::Life,
        intake::CaseKind,
        intake::Channel,
        intake::CaseResult,
        orders::Mode,
        orders::ServiceType,
        orders::StateName,
        orders::Verb,
        orders::Outcome,
        orders::Book,
        orders::Offer,
        orders::Need,
        orders::Ask,
        orders::FaultCause,
        orders::OrderEnd,
        orders::Progress,
        orders::CheckResult,
        parts::ReservationState,
        parts::DutyState,
        billing::LineKind,
        billing::Payer,
        billing::QuoteState,
        settlement::FeeOutcome,
        satisfaction::AnswerClass,
        satisfaction::FollowUpState,
        warranty::Section,
        warranty::Need,
        warranty::SaleDate,
        warranty::DayKind,
        warranty::DifferenceKind,
    ]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_are_keys_of_a_fluent_catalogue_and_begin_with_their_area() {
        for key in catalogue_keys() {
            let fits = key.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-');
            assert!(fits && key.contains('-'), "{key}");
        }
    }

    #[test]
    fn no_two_enums_share_a_key() {
        let mut keys = name_keys();
        let all = keys.len();
        keys.sort_unstable();
        keys.dedup();
        assert_eq!(keys.len(), all);
    }
}
