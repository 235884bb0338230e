//! Contracts beside the law: offers at their borders, days in force, what is paid of each line, what goes back.

#![allow(clippy::expect_used)]

use aftercare_domain::contracts::{
    Asked, Begins, Contract, ContractKind, ContractRefusal as No, CoverLine, Life, Offer, Subject, Used, check_reason,
};
use aftercare_kernel::{Currency, Date, Money, Percent, calendar::days_after};
use proptest::prelude::*;

const SOLD: Date = Date::constant(2026, 3, 2);
const LAST: Date = Date::constant(2027, 3, 1);

fn yuan(minor: i64) -> Money {
    Money::from_minor(minor, Currency::CNY)
}

fn line(subject: Subject, part_kind: Option<&str>, percent: i64) -> CoverLine {
    CoverLine {
        subject,
        part_kind: part_kind.map(str::to_owned),
        percent: Percent::from_millionths(percent * 10_000),
        times: None,
        most: Some(yuan(100_000)),
        deductible: yuan(0),
    }
}

/// Batteries at half, other parts at 80 % beyond 20 yuan, labour in full, two visits.
fn offer() -> Offer {
    Offer {
        code: "EW-12".into(),
        name: " 延保一年 ".into(),
        name_en: "One more year".into(),
        kind: ContractKind::ExtendedWarranty,
        price: yuan(36_500),
        months: 12,
        begins: Begins::AtSale,
        cooling_off_days: 0,
        accidents: false,
        models: vec!["HX-P10".into()],
        categories: vec![],
        lines: vec![
            line(Subject::Part, Some("battery"), 50),
            CoverLine { deductible: yuan(2_000), ..line(Subject::Part, None, 80) },
            line(Subject::Labour, None, 100),
            CoverLine { times: Some(2), most: None, ..line(Subject::Visit, None, 100) },
        ],
    }
}

fn contract() -> Contract {
    Contract::sell(&offer(), SOLD, None)
}

fn nothing_used() -> Vec<Used> {
    vec![Used { times: 0, paid: yuan(0) }; 4]
}

fn asked(subject: Subject, quantity: i64, minor: i64) -> Asked {
    Asked { subject, part_kind: None, quantity, price: yuan(minor), law_pays: yuan(0), accident: false }
}

fn part(kind: Option<&str>, minor: i64) -> Asked {
    Asked { part_kind: kind.map(str::to_owned), ..asked(Subject::Part, 1, minor) }
}

/// What is paid of one line, in minor units.
fn paid(asked: Asked, used: &[Used], on: Date) -> Result<i64, No> {
    contract().cover(used, &[asked], on).remove(0).map(|share| share.pays.minor())
}

#[test]
fn an_offer_is_checked_at_its_borders() {
    assert_eq!(offer().check().map(|offer| offer.name), Ok("延保一年".into()));
    let most = || "CNY 1000000.00".to_owned();
    let with_line = |change: fn(&mut CoverLine)| {
        let mut lines = vec![line(Subject::Labour, None, 100)];
        change(&mut lines[0]);
        Offer { lines, ..offer() }
    };
    let refused = [
        (Offer { code: "延保".into(), ..offer() }, No::CodeUnfit),
        (Offer { code: String::new(), ..offer() }, No::CodeUnfit),
        (Offer { name: "  ".into(), ..offer() }, No::NameMissing),
        (Offer { name_en: "x".repeat(81), ..offer() }, No::NameTooLong { most: 80 }),
        (Offer { price: yuan(0), ..offer() }, No::PriceUnfit { most: most() }),
        (Offer { price: yuan(100_000_001), ..offer() }, No::PriceUnfit { most: most() }),
        (Offer { months: 0, ..offer() }, No::MonthsUnfit { most: 120 }),
        (Offer { months: 121, ..offer() }, No::MonthsUnfit { most: 120 }),
        (Offer { cooling_off_days: 61, ..offer() }, No::CoolingOffUnfit { most: 60 }),
        (Offer { models: vec![], ..offer() }, No::GoodsMissing),
        (Offer { models: vec!["A,B".into()], ..offer() }, No::GoodsUnfit { most: 100 }),
        (Offer { models: vec!["A".into(); 101], ..offer() }, No::GoodsUnfit { most: 100 }),
        (Offer { lines: vec![], ..offer() }, No::LinesMissing),
        (Offer { lines: vec![line(Subject::Visit, None, 1); 21], ..offer() }, No::TooManyLines { most: 20 }),
        (Offer { lines: vec![line(Subject::Visit, None, 1); 2], ..offer() }, No::LineTwice { subject: Subject::Visit }),
        (with_line(|line| line.part_kind = Some("battery".into())), No::PartKindUnfit),
        (Offer { lines: vec![line(Subject::Part, Some("Battery"), 1)], ..offer() }, No::PartKindUnfit),
        (with_line(|line| line.percent = Percent::from_millionths(0)), No::PercentUnfit),
        (with_line(|line| line.percent = Percent::from_millionths(1_000_001)), No::PercentUnfit),
        (with_line(|line| line.most = None), No::LimitMissing),
        (with_line(|line| line.times = Some(0)), No::LimitUnfit { times: 1000, most: most() }),
        (with_line(|line| line.most = Some(yuan(0))), No::LimitUnfit { times: 1000, most: most() }),
        (with_line(|line| line.deductible = yuan(-1)), No::DeductibleUnfit { most: most() }),
        (
            with_line(|line| line.most = Some(Money::from_minor(1, Currency::USD))),
            No::OtherCurrency { currency: Currency::CNY },
        ),
    ];
    for (offer, expected) in refused {
        assert_eq!(offer.clone().check(), Err(expected), "{offer:?}");
    }
    for taken in [
        Offer { price: yuan(1), months: 1, ..offer() },
        Offer { price: yuan(100_000_000), months: 120, cooling_off_days: 60, ..offer() },
        Offer { models: vec![], categories: vec!["phone".into()], ..offer() },
        with_line(|line| (line.percent, line.times) = (Percent::from_millionths(1), Some(1000))),
    ] {
        assert!(taken.clone().check().is_ok(), "{taken:?}");
    }
}

#[test]
fn a_reason_has_words_and_is_no_book() {
    assert_eq!(check_reason(" 搬家 "), Ok("搬家".into()));
    assert_eq!(check_reason("  "), Err(No::ReasonMissing));
    assert!(check_reason(&"长".repeat(1000)).is_ok());
    assert_eq!(check_reason(&"长".repeat(1001)), Err(No::ReasonTooLong { most: 1000 }));
}

#[test]
fn an_offer_fits_its_models_and_categories() {
    let of_phones = Offer { models: vec![], categories: vec!["phone".into()], ..offer() };
    for (offer, model, category, fits) in [
        (offer(), "HX-P10", "phone", true),
        (offer(), "HX-P11", "phone", false),
        (of_phones.clone(), "HX-P11", "phone", true),
        (of_phones, "HX-W8", "washing_machine", false),
    ] {
        assert_eq!(offer.fits(model, category), fits, "{model} {category}");
    }
}

#[test]
fn the_term_begins_at_the_sale_or_after_the_warranty_and_its_last_day_counts() {
    let day = |text: &str| text.parse::<Date>().expect("a day");
    for (begins, sold, warranty, months, starts, last) in [
        (Begins::AtSale, "2026-03-02", Some("2026-12-01"), 12, "2026-03-02", "2027-03-01"),
        (Begins::AfterWarranty, "2026-03-02", Some("2026-12-01"), 12, "2026-12-02", "2027-12-01"),
        (Begins::AfterWarranty, "2026-03-02", Some("2026-03-01"), 12, "2026-03-02", "2027-03-01"),
        (Begins::AfterWarranty, "2026-03-02", Some("2026-03-02"), 1, "2026-03-03", "2026-04-02"),
        (Begins::AfterWarranty, "2026-03-02", Some("2025-01-01"), 12, "2026-03-02", "2027-03-01"),
        (Begins::AfterWarranty, "2026-03-02", None, 12, "2026-03-02", "2027-03-01"),
        (Begins::AtSale, "2024-02-29", None, 12, "2024-02-29", "2025-02-27"),
        (Begins::AtSale, "2026-01-31", None, 1, "2026-01-31", "2026-02-27"),
    ] {
        let offer = Offer { begins, months, ..offer() };
        let sold = Contract::sell(&offer, day(sold), warranty.map(day));
        assert_eq!((sold.starts_on, sold.last_day), (day(starts), day(last)), "{begins} {months}");
    }
}

#[test]
fn a_contract_is_in_force_from_its_first_day_to_its_last() {
    let later = Contract::sell(&Offer { begins: Begins::AfterWarranty, ..offer() }, SOLD, Some(SOLD));
    let cancelled = Contract { cancelled_on: Some(SOLD), ..contract() };
    let first = days_after(SOLD, 1);
    for (contract, on, life, refused) in [
        (&later, SOLD, Life::Sold, Some(No::NotBegun { from: first })),
        (&later, first, Life::InForce, None),
        (&contract(), SOLD, Life::InForce, None),
        (&contract(), LAST, Life::InForce, None),
        (&contract(), days_after(LAST, 1), Life::Lapsed, Some(No::Lapsed { on: LAST })),
        (&cancelled, SOLD, Life::Cancelled, Some(No::Cancelled { on: SOLD })),
        (&cancelled, days_after(LAST, 1), Life::Cancelled, Some(No::Cancelled { on: SOLD })),
    ] {
        assert_eq!(contract.in_force(on).err(), refused, "{on}");
        assert_eq!(contract.life(&nothing_used(), on), life, "{on}");
    }
}

#[test]
fn a_contract_is_used_up_when_every_line_is() {
    let full = Used { times: 9, paid: yuan(100_000) };
    let twice = Used { times: 2, paid: yuan(10_000) };
    assert_eq!(contract().life(&[full, full, full, twice], SOLD), Life::UsedUp);
    let once = Used { times: 1, ..twice };
    let nearly = Used { paid: yuan(99_999), ..full };
    assert_eq!(contract().life(&[full, full, full, once], SOLD), Life::InForce);
    assert_eq!(contract().life(&[full, nearly, full, twice], SOLD), Life::InForce);
    assert_eq!(contract().life(&[full, full, full, twice], days_after(LAST, 1)), Life::Lapsed);
}

#[test]
fn each_line_pays_its_percentage_beyond_its_deductible() {
    let none = nothing_used();
    for (asked, expected) in [
        (part(Some("battery"), 19_900), Ok(9_950)),
        (part(Some("battery"), 1), Ok(1)),
        (part(Some("screen"), 12_000), Ok(8_000)),
        (part(None, 2_001), Ok(1)),
        (part(None, 2_000), Err(No::BelowDeductible)),
        (part(None, 0), Err(No::NothingToPay)),
        (asked(Subject::Labour, 2, 15_000), Ok(30_000)),
        (asked(Subject::Visit, 1, 5_000), Ok(5_000)),
    ] {
        assert_eq!(paid(asked.clone(), &none, SOLD), expected, "{asked:?}");
    }
}

#[test]
fn limits_hold_at_the_last_fen_and_the_last_visit() {
    let mut used = nothing_used();
    (used[2].paid, used[3].times) = (yuan(99_999), 1);
    assert_eq!(paid(asked(Subject::Labour, 1, 15_000), &used, SOLD), Ok(1));
    assert_eq!(paid(asked(Subject::Visit, 3, 5_000), &used, SOLD), Ok(5_000), "one of three is left");
    (used[2].paid, used[3].times) = (yuan(100_000), 2);
    assert_eq!(paid(asked(Subject::Labour, 1, 1), &used, SOLD), Err(No::UsedUp));
    assert_eq!(paid(asked(Subject::Visit, 1, 5_000), &used, SOLD), Err(No::UsedUp));
    used[0].paid = yuan(100_000);
    assert_eq!(paid(part(Some("battery"), 500), &used, SOLD), Err(No::UsedUp), "not out of the line for any part");
}

#[test]
fn what_one_line_of_a_bill_is_paid_is_gone_for_the_next() {
    let bill = [asked(Subject::Labour, 1, 60_000), asked(Subject::Labour, 1, 60_000), asked(Subject::Labour, 1, 1)];
    let shares: Vec<_> =
        contract().cover(&nothing_used(), &bill, SOLD).into_iter().map(|s| s.map(|s| s.pays)).collect();
    assert_eq!(shares, [Ok(yuan(60_000)), Ok(yuan(40_000)), Err(No::UsedUp)]);
}

#[test]
fn what_the_law_pays_is_never_charged_to_a_contract() {
    let by_law = |law: i64| Asked { law_pays: yuan(law), ..asked(Subject::Labour, 1, 10_000) };
    for (law, expected) in
        [(0, Ok(10_000)), (1, Ok(9_999)), (9_999, Ok(1)), (10_000, Err(No::LawPays)), (20_000, Err(No::LawPays))]
    {
        assert_eq!(paid(by_law(law), &nothing_used(), SOLD), expected, "{law}");
    }
    let lapsed = paid(by_law(10_000), &nothing_used(), days_after(LAST, 1));
    assert_eq!(lapsed, Err(No::LawPays), "the law is asked before the contract is looked at");
}

#[test]
fn a_contract_says_why_it_does_not_pay() {
    let no_labour = Contract { lines: vec![line(Subject::Part, Some("battery"), 50)], ..contract() };
    let one = [Used { times: 0, paid: yuan(0) }];
    let ask = |contract: &Contract, asked: Asked, on| contract.cover(&one, &[asked], on).remove(0).err();
    assert_eq!(ask(&no_labour, asked(Subject::Labour, 1, 100), SOLD), Some(No::NotOfThisKind));
    assert_eq!(ask(&no_labour, part(Some("screen"), 100), SOLD), Some(No::NotOfThisKind));
    assert_eq!(ask(&no_labour, part(None, 100), SOLD), Some(No::NotOfThisKind));
    let fell = Asked { accident: true, ..part(Some("battery"), 100) };
    assert_eq!(ask(&no_labour, fell.clone(), SOLD), Some(No::AccidentNotCovered));
    let careful = Contract { accidents: true, ..no_labour };
    assert_eq!(ask(&careful, fell, SOLD), None);
    let dollars = Asked { price: Money::from_minor(1, Currency::USD), ..part(Some("battery"), 1) };
    assert_eq!(ask(&careful, dollars, SOLD), Some(No::OtherCurrency { currency: Currency::USD }));
    assert_eq!(ask(&careful, asked(Subject::Part, i64::MAX, 2), SOLD), Some(No::TooLarge));
}

#[test]
fn a_refund_is_by_the_days_to_come_less_what_was_paid() {
    let none = nothing_used();
    let some = vec![Used { times: 1, paid: yuan(10_000) }];
    let refund = |used: &[Used], days: u32| contract().pro_rata_refund(used, days_after(SOLD, days)).map(Money::minor);
    for (used, days, expected) in [
        (&none, 0, Ok(36_400)),
        (&none, 1, Ok(36_300)),
        (&none, 363, Ok(100)),
        (&none, 364, Ok(0)),
        (&none, 365, Err(No::Lapsed { on: LAST })),
        (&some, 0, Ok(26_400)),
        (&some, 264, Ok(0)),
        (&some, 263, Ok(100)),
        (&some, 300, Ok(0)),
    ] {
        assert_eq!(refund(used, days), expected, "{days}");
    }
    let cancelled = Contract { cancelled_on: Some(SOLD), ..contract() };
    assert_eq!(cancelled.pro_rata_refund(&none, SOLD), Err(No::Cancelled { on: SOLD }));
}

#[test]
fn within_the_days_of_cooling_off_and_before_the_first_day_the_whole_price_goes_back() {
    let none = nothing_used();
    let cooling = Contract { cooling_off_days: 7, ..contract() };
    let later = Contract::sell(&Offer { begins: Begins::AfterWarranty, ..offer() }, SOLD, Some(days_after(SOLD, 30)));
    for (contract, days, expected) in
        [(&cooling, 7, 36_500), (&cooling, 8, 35_600), (&later, 30, 36_500), (&later, 31, 36_400)]
    {
        let refund = contract.pro_rata_refund(&none, days_after(SOLD, days));
        assert_eq!(refund.map(Money::minor), Ok(expected), "{days}");
    }
    let used = [Used { times: 1, paid: yuan(500) }];
    assert_eq!(cooling.pro_rata_refund(&used, SOLD), Ok(yuan(36_000)), "what it paid is not given twice");
}

fn any_line() -> impl Strategy<Value = CoverLine> {
    let subject = prop::sample::select(Subject::ALL);
    let limits = prop_oneof![
        (1u32..20).prop_map(|times| (Some(times), None)),
        (1i64..200_000).prop_map(|most| (None, Some(yuan(most)))),
        ((1u32..20), (1i64..200_000)).prop_map(|(times, most)| (Some(times), Some(yuan(most)))),
    ];
    (subject, 1i64..=1_000_000, limits, 0i64..5_000).prop_map(|(subject, percent, (times, most), deductible)| {
        CoverLine {
            subject,
            part_kind: None,
            percent: Percent::from_millionths(percent),
            times,
            most,
            deductible: yuan(deductible),
        }
    })
}

fn any_bill() -> impl Strategy<Value = Vec<Asked>> {
    let line = (prop::sample::select(Subject::ALL), 1i64..10, 0i64..100_000, 0i64..200_000);
    prop::collection::vec(line, 0..12).prop_map(|lines| {
        let asked = |(subject, quantity, price, law)| Asked { law_pays: yuan(law), ..asked(subject, quantity, price) };
        lines.into_iter().map(asked).collect()
    })
}

proptest! {
    #[test]
    fn no_line_pays_more_than_its_limits_nor_a_bill_more_than_the_law_leaves(
        lines in prop::collection::vec(any_line(), 1..5), bills in prop::collection::vec(any_bill(), 1..5),
    ) {
        let contract = Contract { lines, ..contract() };
        let mut used = vec![Used { times: 0, paid: yuan(0) }; contract.lines.len()];
        for bill in &bills {
            for (asked, answer) in bill.iter().zip(contract.cover(&used, bill, SOLD)) {
                let Ok(share) = answer else { continue };
                let rest = asked.price.minor() * asked.quantity - asked.law_pays.minor();
                prop_assert!((1..=rest).contains(&share.pays.minor()) && (1..=asked.quantity).contains(&share.times));
                let so_far = &mut used[share.line];
                so_far.times += share.times;
                so_far.paid = so_far.paid.plus(share.pays).expect("a sum");
            }
        }
        for (line, used) in contract.lines.iter().zip(&used) {
            prop_assert!(line.times.is_none_or(|times| used.times <= i64::from(times)));
            prop_assert!(line.most.is_none_or(|most| used.paid.minor() <= most.minor()));
        }
    }

    #[test]
    fn lines_that_the_law_pays_leave_a_contract_as_it_was(bill in any_bill()) {
        let paid_by_law = |asked: &Asked| Asked { law_pays: yuan(asked.price.minor() * asked.quantity), ..asked.clone() };
        let bill: Vec<Asked> = bill.iter().map(paid_by_law).collect();
        prop_assert!(contract().cover(&nothing_used(), &bill, SOLD).iter().all(Result::is_err));
    }

    #[test]
    fn a_refund_never_grows_and_stays_between_nothing_and_the_price(
        price in 1i64..100_000_000, months in 1u32..=24, cooling in 0u32..=60, wait in 0u32..400, paid in 0i64..200_000,
    ) {
        let offer = Offer { price: yuan(price), months, cooling_off_days: cooling, begins: Begins::AfterWarranty, ..offer() };
        let contract = Contract::sell(&offer, SOLD, Some(days_after(SOLD, wait)));
        let used = [Used { times: 1, paid: yuan(paid) }];
        let mut before = price;
        let mut day = SOLD;
        while day <= contract.last_day {
            let refund = contract.pro_rata_refund(&used, day).expect("a sum").minor();
            prop_assert!((0..=before).contains(&refund), "{day}: {refund} after {before}");
            (before, day) = (refund, days_after(day, 1));
        }
        let cooling_off_to_the_end = contract.last_day <= days_after(SOLD, cooling);
        let left = if cooling_off_to_the_end { (price - paid).max(0) } else { 0 };
        prop_assert_eq!(before, left, "on the last day nothing is left but what may still be given back whole");
    }
}
