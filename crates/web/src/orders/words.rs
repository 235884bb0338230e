//! How an order is called and coloured on pages.

use aftercare_app::{
    Actor,
    identity::NodeRow,
    orders::{OrderHead, OrderPage},
};
use aftercare_domain::{
    customers::{CustomerKind, mask_address, mask_name},
    orders::{ServiceType, StateName},
    things::PlaceKind,
};
use aftercare_i18n::{Texts, has_key};
use aftercare_kernel::{Locale, Phone};
use jiff::tz::TimeZone;

/// The name in the reader's language, when there is one.
pub fn in_locale<'a>(locale: Locale, name: &'a str, name_en: &'a str) -> &'a str {
    if locale == Locale::En && !name_en.is_empty() { name_en } else { name }
}

pub fn model_name(head: &OrderHead, locale: Locale) -> &str {
    in_locale(locale, &head.model, &head.model_en)
}

/// 王**: a person's name in full is shown on asking only.
pub fn masked_name(head: &OrderHead) -> String {
    mask_name(&head.customer, kind_of(&head.customer_kind))
}

/// Whoever is of no kind we know is masked like a person.
pub fn kind_of(stored: &str) -> CustomerKind {
    stored.parse().unwrap_or(CustomerKind::Person)
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

/// Where a thing is. Places are named by the house in its own language, so in English their kind goes before the name;
/// of those that a brand has one of, the kind says it all.
pub fn place_name(t: &Texts, kind: &str, name: &str) -> String {
    if t.locale != Locale::En {
        return name.to_owned();
    }
    let words = named(t, "things-place", kind);
    match kind.parse::<PlaceKind>() {
        Ok(PlaceKind::Shelf | PlaceKind::Defective | PlaceKind::Van | PlaceKind::Custody) => {
            format!("{words} · {name}")
        }
        Ok(_) => words,
        Err(_) => name.to_owned(),
    }
}

/// `expense.warranty:CY` → 保修服务费支出 · CY
pub fn account_name(t: &Texts, account: &str) -> String {
    match account.split_once(':') {
        Some((name, owner)) => format!("{} · {owner}", named(t, "money-ledger", name)),
        None => account.to_owned(),
    }
}

pub(super) fn named(t: &Texts, prefix: &str, word: &str) -> String {
    let key = format!("{prefix}-{}", word.replace(['_', '.'], "-"));
    if has_key(t.locale, &key) { t.t(&key) } else { word.to_owned() }
}

/// Who bears the work, once that is decided.
pub fn type_name(t: &Texts, service_type: ServiceType, decided: bool) -> String {
    if decided { t.t(&service_type.key()) } else { t.t("orders-type-undecided") }
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

#[cfg(test)]
mod tests {
    use super::*;
    use aftercare_domain::money::{Account, PaymentMethod};

    #[test]
    fn a_persons_name_is_masked_a_companys_is_not_and_who_is_neither_is_a_person() {
        for (kind, shown) in [("person", "澄**"), ("company", "澄远酒店"), ("key_account", "澄远酒店"), ("", "澄**")]
        {
            assert_eq!(mask_name("澄远酒店", kind_of(kind)), shown, "{kind}");
        }
    }

    #[test]
    fn an_english_reader_is_told_what_kind_of_place_it_is() {
        let (en, zh) = (Texts::new(Locale::En), Texts::new(Locale::ZhCn));
        for (kind, name, english) in [
            ("shelf", "徐汇 良品库", "Good stock · 徐汇 良品库"),
            ("van", "唐欣峰 服务车", "Van · 唐欣峰 服务车"),
            ("customers", "澄远 客户处", "Customers"),
            ("cellar", "地下室", "地下室"),
        ] {
            assert_eq!(place_name(&en, kind, name), english);
            assert_eq!(place_name(&zh, kind, name), name);
        }
    }

    #[test]
    fn a_type_that_nobody_has_decided_is_not_called_paid() {
        let (en, zh) = (Texts::new(Locale::En), Texts::new(Locale::ZhCn));
        for (decided, english, chinese) in [(true, "Paid (A)", "收费（A）"), (false, "Not decided yet", "尚未判定")]
        {
            assert_eq!(type_name(&en, ServiceType::Paid, decided), english);
            assert_eq!(type_name(&zh, ServiceType::Paid, decided), chinese);
        }
    }

    #[test]
    fn accounts_are_called_by_name_and_owner() {
        let paid_into = PaymentMethod::ALL.iter().map(|method| Account::paid_into("SH01", *method));
        let others =
            [Account::receivable, Account::revenue, Account::payable_to_station, Account::payable_to_customers];
        let expenses = [Account::warranty_expense, Account::warranty_parts_expense, Account::refund_expense];
        let accounts: Vec<Account> =
            paid_into.chain(others.into_iter().chain(expenses).map(|new| new("SH01"))).collect();
        for t in Locale::ALL.map(Texts::new) {
            for account in &accounts {
                let said = account_name(&t, &account.code());
                assert!(said.ends_with(" · SH01") && !said.contains('.') && !said.contains('_'), "{said}");
            }
        }
    }
}
