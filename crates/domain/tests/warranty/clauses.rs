//! A text of law told rule by rule: what stands in the file is what is said, by its article and in the order of the law.

use crate::kit::{REGIMES, day};
use aftercare_domain::warranty::{
    Burden, Cause, Clause, ClockKind, MAIN_UNIT, Need, Paper, Provenance, Remedy, Role, SaleDate, Says, Section, Text,
};
use aftercare_kernel::Percent;

fn told(id: &str) -> Vec<Clause> {
    let regime = REGIMES.get(id).map(|regime| regime.clauses());
    let overlay = || REGIMES.overlays().find(|overlay| overlay.id == id).map(|overlay| overlay.clauses());
    regime.or_else(overlay).expect("a text of law")
}

fn clause(key: &str) -> Clause {
    let ids = REGIMES.iter().map(|regime| &regime.id).chain(REGIMES.overlays().map(|overlay| &overlay.id));
    let of = |id: &str| told(id).into_iter().find(|clause| clause.key == key);
    ids.filter_map(|id| of(id)).next().unwrap_or_else(|| panic!("no rule {key}"))
}

fn share(text: &str) -> Percent {
    Percent::parse_share(text).expect("a share")
}

fn names(names: &[&str]) -> Vec<String> {
    names.iter().map(|name| (*name).to_owned()).collect()
}

/// The rule says exactly this, empty lists left out.
fn assert_says(key: &str, expected: &[Says]) {
    let said: Vec<Says> = clause(key).says.into_iter().filter(|says| !says.is_silent()).collect();
    assert_eq!(said, expected, "{key}");
}

#[test]
fn how_a_text_counts_is_told() {
    use SaleDate::{Delivered, Installed, Sold};
    let phones = [Says::From(vec![Sold, Delivered, Installed]), Says::RepairDaysLengthen, Says::MovesOffHolidays];
    assert_says("cn.mobile.2001.counting", &phones);
    let cars = [Says::From(vec![Delivered, Sold]), Says::DaysOf24Hours, Says::MovesOffHolidays];
    assert_says("cn.car.2021.counting", &cars);
    let europe = [Says::From(vec![Delivered, SaleDate::Contract, Sold])];
    assert_says("eu.goods.counting", &europe);
}

#[test]
fn a_term_is_told_in_months_and_kilometres_with_the_faults_that_the_table_lists() {
    let battery = [
        Says::Role(Role::Accessory),
        Says::Months(6),
        Says::CapacityBelow(80),
        Says::Faults(names(&["phone_dead_after_charging"])),
    ];
    assert_says("cn.mobile.2001.parts.battery", &battery);
    assert_says("cn.car.2021.parts.engine", &[Says::Role(Role::Assembly), Says::Months(36), Says::Km(60_000)]);
    assert_says("cn.consumer-law.parts.main_unit", &[Says::Role(Role::Whole), Says::NoTerm]);
    assert_says("cn.region.beijing.term", &[Says::Months(6)]);
    assert_eq!(clause("cn.region.beijing.term").section, Section::Term);
    let phone = clause("cn.mobile.2001.parts.main_unit");
    assert!(phone.says.contains(&Says::NotFaults(names(&["network", "sim_data", "customer_damage"]))), "{phone:?}");
    assert_eq!(phone.about, [MAIN_UNIT]);
}

#[test]
fn a_row_of_the_catalogue_names_its_goods_its_part_and_its_rate() {
    let frame = clause("cn.general18.1995.products.bicycle.parts.frame");
    assert_eq!((frame.section, frame.about), (Section::Term, names(&["bicycle", "frame"])));
    let rate = clause("cn.general18.1995.products.bicycle.rate");
    assert_eq!((rate.section, rate.about), (Section::Rate, names(&["bicycle"])));
    assert_says("cn.general18.1995.products.bicycle.rate", &[Says::PerDay(share("0.0005"))]);
    assert_says("cn.general18.1995.refund.same_model", &[Says::RateUnknown]);
    assert_says("cn.mobile.2001.refund.same_model", &[Says::PerDay(share("0.005"))]);
}

#[test]
fn the_windows_and_the_repair_are_told_with_what_they_need_and_give() {
    let week = vec![Remedy::Refund, Remedy::Exchange, Remedy::Repair];
    let phones = [Says::Days(7), Says::Needs(Need::Listed), Says::Gives(week)];
    assert_says("cn.mobile.2001.windows[0]", &phones);
    let serious = vec![Remedy::Exchange, Remedy::Refund];
    let cars = [Says::Days(60), Says::Km(3000), Says::Needs(Need::SeriousSafety), Says::Gives(serious)];
    assert_says("cn.car.2021.windows[1]", &cars);
    assert_says("cn.mobile.2001.repair", &[Says::Gives(vec![Remedy::Repair]), Says::HoldsDays(30)]);
    assert_says("eu.goods.repair", &[Says::Gives(vec![Remedy::Exchange, Remedy::Repair])]);
}

#[test]
fn what_follows_from_repairs_is_told_by_times_or_days_and_within_its_own_term() {
    let exchange = || Says::Gives(vec![Remedy::ExchangeMainUnit]);
    assert_says("cn.mobile.2001.after_repairs.failed_repairs", &[Says::Times(2), exchange()]);
    assert_says("cn.mobile.2001.after_repairs.parts_wait", &[Says::MoreThanDays(60), exchange()]);
    assert_says("cn.mobile.2001.after_repairs.repair_delay", &[Says::MoreThanDays(30), exchange()]);
    let the_car_back = || Says::Gives(vec![Remedy::Exchange, Remedy::Refund]);
    let within = |first| [first, Says::Months(24), Says::Km(50_000), the_car_back()];
    assert_says("cn.car.2021.after_repairs.serious_repairs", &within(Says::Times(2)));
    assert_says("cn.car.2021.after_repairs.assembly_replaced", &within(Says::Times(2)));
    assert_says("cn.car.2021.after_repairs.total_days", &within(Says::MoreThanDays(30)));
    assert_says("cn.car.2021.after_repairs.same_fault", &within(Says::MoreThanTimes(4)));
    let shandong = Says::Gives(vec![Remedy::Exchange, Remedy::ExchangeMainUnit, Remedy::Refund]);
    assert_says("cn.region.shandong.after_repairs.delay_without_reason", &[Says::MoreThanDays(30), shandong]);
}

#[test]
fn what_is_deducted_or_paid_besides_is_told() {
    assert_says("cn.car.2021.use_fee", &[Says::Per1000Km(share("0.005"))]);
    let vehicles = names(&["car", "household_car", "motorcycle"]);
    assert_says("uk.cra2015.use_deduction", &[Says::Months(6), Says::Except(vehicles)]);
    let besides = clause("cn.car.2021.compensation");
    let [Says::When(with), Says::Words(Text { en, .. })] = besides.says.as_slice() else { panic!("{besides:?}") };
    assert_eq!((with.as_slice(), en.starts_with("With the refund of a car")), ([Remedy::Refund].as_slice(), true));
    assert_eq!(clause("cn.region.zhejiang.no_deduction").section, Section::NoDeduction);
    assert_says("cn.mobile.2001.accessories", &[Says::Times(2)]);
}

#[test]
fn the_duties_around_a_repair_are_told() {
    assert_says("cn.mobile.2001.loaner", &[Says::MoreThanDays(7)]);
    assert_says("cn.region.zhejiang.loaner", &[Says::MoreThanDays(5)]);
    let papers = clause("cn.mobile.2001.documents").says;
    assert_eq!(papers[0], Says::FullPapers(vec![Paper::Invoice, Paper::Voucher]));
    assert!(papers.contains(&Says::FactoryDate(90, vec![Remedy::Repair])), "{papers:?}");
    assert!(papers.iter().any(|says| matches!(says, Says::ProofGives(gives) if !gives.contains(&Remedy::Refund))));
    let excluded = clause("uk.cra2015.exclusions").says;
    assert!(matches!(&excluded[..], [Says::Causes(causes)] if !causes.contains(&Cause::Cosmetic)), "{excluded:?}");
    assert_says("cn.mobile.2001.burden", &[Says::Bearer(Burden::Seller), Says::Months(6)]);
    assert_says("cn.region.zhejiang.burden", &[Says::Bearer(Burden::Operator), Says::WholeTerm]);
}

#[test]
fn the_days_by_which_something_has_to_be_done_are_told() {
    assert_says("cn.mobile.2001.clocks[0]", &[Says::Clock(ClockKind::DeemedRefusal), Says::Days(15)]);
    let when = Says::When(vec![Remedy::Exchange, Remedy::Refund]);
    assert_says("cn.car.2021.clocks[0]", &[Says::Clock(ClockKind::Answer), Says::WorkingDays(10), when]);
    let repair = Says::When(vec![Remedy::Repair]);
    assert_says("cn.region.zhejiang.clocks[0]", &[Says::Clock(ClockKind::RepairDue), Says::Days(5), repair]);
    assert_says("tw.consumer.return_without_reason", &[Says::Days(7), Says::MoneyDays(15)]);
    assert_says("cn.mobile.2001.sales_since", &[Says::Since(day("2024-07-01"))]);
    assert_says("eu.goods.longer_after_repair", &[Says::Months(12), Says::Since(day("2026-07-31"))]);
}

#[test]
fn the_rules_are_told_in_the_order_of_the_law_each_with_its_article() {
    let mut sections: Vec<Section> = told("cn.mobile.2001").iter().map(|clause| clause.section).collect();
    assert!(sections.is_sorted());
    sections.dedup();
    let expected = [
        Section::Counting,
        Section::Restart,
        Section::Term,
        Section::Windows,
        Section::Repair,
        Section::FailedRepairs,
        Section::PartsWait,
        Section::RepairDelay,
        Section::NoSameModel,
        Section::SameModel,
        Section::Accessories,
        Section::Loaner,
        Section::Documents,
        Section::Exclusions,
        Section::Burden,
        Section::Clocks,
        Section::SalesSince,
        Section::PaidRepair,
    ];
    assert_eq!(sections, expected);
    assert_eq!(clause("cn.computer.2002.main_parts").section, Section::MainParts);
    let burden = clause("cn.mobile.2001.burden").article;
    assert_eq!((&*burden.regime, &*burden.reference), ("cn.consumer-law", "art 23(3)"), "another law says it");
    assert_eq!(burden.provenance, Some(Provenance::Secondary));
    let zhejiang: Vec<Section> = told("cn.region.zhejiang").iter().map(|clause| clause.section).collect();
    let of_the_place = [
        Section::FailedRepairs,
        Section::TotalDays,
        Section::NoDeduction,
        Section::Loaner,
        Section::Burden,
        Section::Clocks,
    ];
    assert_eq!(zhejiang, of_the_place);
}

#[test]
fn only_an_empty_list_says_nothing() {
    for silent in [
        Says::Faults(vec![]),
        Says::NotFaults(vec![]),
        Says::Categories(vec![]),
        Says::Except(vec![]),
        Says::When(vec![]),
    ] {
        assert!(silent.is_silent(), "{silent:?}");
    }
    let tv = || names(&["colour_tv"]);
    for said in [
        Says::Faults(tv()),
        Says::NotFaults(tv()),
        Says::Categories(tv()),
        Says::Except(tv()),
        Says::When(vec![Remedy::Repair]),
        Says::Days(7),
        Says::NoTerm,
        Says::Causes(vec![]),
    ] {
        assert!(!said.is_silent(), "{said:?}");
    }
    let named = clause("cn.general18.1995.burden").says;
    assert!(named.iter().any(|says| matches!(says, Says::Categories(list) if list.contains(&"colour_tv".to_owned()))));
}
