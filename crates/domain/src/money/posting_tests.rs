use super::super::*;
use aftercare_kernel::{Currency, Money, id::PostingId};
use proptest::prelude::*;
use uuid::Uuid;

fn yuan(minor: i64) -> Money {
    Money::from_minor(minor, Currency::CNY)
}

fn line(amount: Money) -> Line {
    Line { account: Account::receivable("SH01"), amount }
}

fn codes(posting: &Posting) -> Vec<(String, i64)> {
    posting.lines().iter().map(|line| (line.account.code(), line.amount.minor())).collect()
}

#[test]
fn each_event_moves_its_accounts() {
    let pairs = |debit: &str, credit: &str| vec![(debit.to_owned(), 500), (credit.to_owned(), -500)];
    let amount = yuan(500);
    let table = [
        (charge("SH01", amount), pairs("receivable:SH01", "revenue.service:SH01")),
        (collect("SH01", PaymentMethod::Cash, amount), pairs("cash:SH01", "receivable:SH01")),
        (collect("SH01", PaymentMethod::Wechat, amount), pairs("clearing.wechat:SH01", "receivable:SH01")),
        (refund_promised("HX", amount), pairs("expense.refund:HX", "payable.customer:HX")),
        (refund("HX", "SH01", PaymentMethod::Transfer, amount), pairs("payable.customer:HX", "bank:SH01")),
        (contract_sold("HX", "SH01", amount), pairs("receivable:SH01", "revenue.contract:HX")),
        (contract_paid("SH01", PaymentMethod::Card, amount), pairs("clearing.card:SH01", "receivable:SH01")),
        (contract_used("HX", "SH01", amount), pairs("expense.contract:HX", "payable.station:SH01")),
        (contract_refund_promised("HX", amount), pairs("revenue.contract:HX", "payable.customer:HX")),
        (contract_refunded("HX", "SH01", PaymentMethod::Cash, amount), pairs("revenue.contract:HX", "cash:SH01")),
    ];
    for (posting, expected) in table {
        assert_eq!(codes(&posting.expect("a posting")), expected);
    }
}

#[test]
fn a_claim_books_fee_and_parts_and_leaves_out_what_is_nothing() {
    let both = claim("HX", "SH01", yuan(500), yuan(70)).expect("a posting");
    let expected = [("expense.warranty:HX", 500), ("expense.warranty_parts:HX", 70), ("payable.station:SH01", -570)];
    assert_eq!(codes(&both), expected.map(|(code, minor)| (code.to_owned(), minor)));
    assert_eq!(codes(&claim("HX", "SH01", yuan(500), yuan(0)).expect("a posting")).len(), 2);
    assert_eq!(claim("HX", "SH01", yuan(0), yuan(0)), Err(MoneyRefusal::NotPositive));
    assert_eq!(claim("HX", "SH01", yuan(5), yuan(-1)), Err(MoneyRefusal::NotPositive));
    assert_eq!(claim("HX", "SH01", yuan(i64::MAX), yuan(1)), Err(MoneyRefusal::TooLarge));
}

#[test]
fn nothing_and_less_than_nothing_is_not_posted() {
    for minor in [0, -1, i64::MIN] {
        assert_eq!(charge("SH01", yuan(minor)), Err(MoneyRefusal::NotPositive), "{minor}");
    }
}

#[test]
fn a_posting_balances_in_each_currency() {
    let dollars = |minor| Money::from_minor(minor, Currency::USD);
    let new = |lines| Posting::new(PostingKind::Charge, lines);
    assert_eq!(new(vec![]), Err(MoneyRefusal::NoLines));
    let of_nothing = new(vec![line(yuan(1)), line(yuan(-1)), line(yuan(0))]);
    assert_eq!(of_nothing, Err(MoneyRefusal::LineOfNothing { account: "receivable:SH01".into() }));
    let off = new(vec![line(yuan(100)), line(yuan(-99))]);
    assert_eq!(off, Err(MoneyRefusal::Unbalanced { currency: Currency::CNY, off_by: "0.01".into() }));
    let mixed = new(vec![line(yuan(100)), line(dollars(-100))]);
    assert_eq!(mixed, Err(MoneyRefusal::Unbalanced { currency: Currency::CNY, off_by: "1.00".into() }));
    assert!(new(vec![line(yuan(5)), line(dollars(7)), line(dollars(-7)), line(yuan(-5))]).is_ok());
    assert_eq!(new(vec![line(yuan(1)); 1001]), Err(MoneyRefusal::TooManyLines));
}

#[test]
fn a_posting_that_was_bent_is_found() {
    let posting = PostingId::from_uuid(Uuid::from_u128(1));
    assert_eq!(verify_posting(posting, &[yuan(5), yuan(-5)]), []);
    assert_eq!(verify_posting(posting, &[]), [PostingFinding::NoLines { posting }]);
    let bent = verify_posting(posting, &[yuan(i64::MAX), yuan(i64::MAX)]);
    let off_by_minor = i128::from(i64::MAX) * 2;
    assert_eq!(bent, [PostingFinding::Unbalanced { posting, currency: Currency::CNY, off_by_minor }]);
}

proptest! {
    #[test]
    fn what_is_taken_sums_to_zero(minors in prop::collection::vec(-1000i64..1000, 0..8)) {
        let lines: Vec<Line> = minors.iter().map(|minor| line(yuan(*minor))).collect();
        let fits = !minors.is_empty() && minors.iter().sum::<i64>() == 0 && !minors.contains(&0);
        prop_assert_eq!(Posting::new(PostingKind::Charge, lines).is_ok(), fits);
    }

    #[test]
    fn any_changed_amount_is_found(amount in 1i64..1_000_000, off in prop_oneof![-1000i64..0, 1i64..1000]) {
        let posting = charge("SH01", yuan(amount)).expect("a posting");
        let mut amounts: Vec<Money> = posting.lines().iter().map(|line| line.amount).collect();
        amounts[0] = yuan(amount + off);
        prop_assert_eq!(verify_posting(PostingId::from_uuid(Uuid::from_u128(1)), &amounts).len(), 1);
    }
}
