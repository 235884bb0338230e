//! How an order is called and coloured on pages.

use aftercare_app::{
    Actor,
    identity::NodeRow,
    orders::{OrderHead, OrderPage},
};
use aftercare_domain::{
    customers::{CustomerKind, mask_address, mask_name},
    orders::StateName,
};
use aftercare_kernel::{Locale, Phone};
use jiff::tz::TimeZone;

/// The name in the reader's language, when there is one.
pub fn in_locale<'a>(locale: Locale, name: &'a str, name_en: &'a str) -> &'a str {
    if locale == Locale::En && !name_en.is_empty() { name_en } else { name }
}

pub fn model_name(head: &OrderHead, locale: Locale) -> &str {
    in_locale(locale, &head.model, &head.model_en)
}

/// 王**: the name in full is shown on asking only.
pub fn masked_name(head: &OrderHead) -> String {
    mask_name(&head.customer, CustomerKind::Person)
}

pub fn masked_phone(phone: &str) -> String {
    phone.parse::<Phone>().map(|phone| phone.masked()).unwrap_or_default()
}

/// Where the station is: its days and hours are the order's.
pub fn zone_of(station: &NodeRow, actor: &Actor) -> TimeZone {
    TimeZone::get(&station.zone).unwrap_or_else(|_| actor.zone.clone())
}

/// Who the customer is, as far as it is shown.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct CustomerShown {
    pub name: String,
    pub phone: String,
    pub address: String,
    pub in_full: bool,
}

pub fn customer_of(order: &OrderPage) -> CustomerShown {
    CustomerShown {
        name: masked_name(&order.head),
        phone: masked_phone(&order.head.phone),
        address: mask_address(&order.row.address),
        in_full: false,
    }
}

/// What a person sees first of a state: green waits for the customer, amber and red for us.
pub fn tone(state: StateName) -> &'static str {
    use StateName as S;
    match state {
        S::Registered | S::Scheduled | S::TakenIn | S::Assigned | S::Approved => "blue",
        S::OnTheWay | S::OnSite | S::Diagnosed | S::InRepair | S::Repaired => "purple",
        S::Quoted | S::WaitingParts => "amber",
        S::Ready | S::Exchanged | S::Refunded | S::HandedOver => "green",
        S::Escalated | S::Reopened => "red",
        S::Closed | S::Cancelled | S::Archived => "grey",
    }
}
