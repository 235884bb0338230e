//! What is owed and what may be paid.

use super::BillingRefusal;
use aftercare_kernel::Money;

/// What the customer still owes; negative when they paid ahead.
pub fn balance(owed: Money, paid: Money) -> Result<Money, BillingRefusal> {
    owed.minus(paid).map_err(|_| BillingRefusal::OtherCurrency { currency: owed.currency() })
}

/// A payment is of more than nothing and at most what is owed.
pub fn check_payment(amount: Money, balance: Money) -> Result<(), BillingRefusal> {
    if amount.currency() != balance.currency() {
        return Err(BillingRefusal::OtherCurrency { currency: balance.currency() });
    }
    if balance.minor() <= 0 {
        return Err(BillingRefusal::NothingOwed);
    }
    if amount.minor() <= 0 {
        return Err(BillingRefusal::NotPositive);
    }
    if amount.minor() > balance.minor() {
        return Err(BillingRefusal::MoreThanOwed { balance: balance.to_string() });
    }
    Ok(())
}

const LONGEST_PAYER: usize = 80;

/// Who paid, as the receipt names them; empty when nobody said.
pub fn check_payer(payer: &str) -> Result<String, BillingRefusal> {
    let payer = payer.trim();
    if payer.chars().count() > LONGEST_PAYER {
        return Err(BillingRefusal::PayerTooLong { most: LONGEST_PAYER });
    }
    Ok(payer.to_owned())
}

/// Who was paid a refund, for the book; empty when nobody said.
pub fn check_payee(payee: &str) -> Result<String, BillingRefusal> {
    check_payer(payee).map_err(|_| BillingRefusal::PayeeTooLong { most: LONGEST_PAYER })
}

#[cfg(test)]
mod tests {
    use super::*;
    use aftercare_kernel::Currency;

    fn yuan(minor: i64) -> Money {
        Money::from_minor(minor, Currency::CNY)
    }

    #[test]
    fn payments_at_the_borders() {
        let owed = yuan(10_000);
        let table = [
            (yuan(1), owed, Ok(())),
            (yuan(10_000), owed, Ok(())),
            (yuan(10_001), owed, Err(BillingRefusal::MoreThanOwed { balance: "CNY 100.00".into() })),
            (yuan(0), owed, Err(BillingRefusal::NotPositive)),
            (yuan(-5), owed, Err(BillingRefusal::NotPositive)),
            (yuan(1), yuan(0), Err(BillingRefusal::NothingOwed)),
            (Money::from_minor(1, Currency::USD), owed, Err(BillingRefusal::OtherCurrency { currency: Currency::CNY })),
        ];
        for (amount, balance, expected) in table {
            assert_eq!(check_payment(amount, balance), expected, "{amount} of {balance}");
        }
    }

    #[test]
    fn a_payer_has_a_name_that_fits_the_receipt() {
        assert_eq!(check_payer(" 王小明 "), Ok("王小明".into()));
        assert_eq!(check_payer(""), Ok(String::new()));
        assert!(check_payer(&"王".repeat(80)).is_ok());
        assert_eq!(check_payee(&"王".repeat(81)), Err(BillingRefusal::PayeeTooLong { most: 80 }));
        assert_eq!(check_payer(&"王".repeat(81)), Err(BillingRefusal::PayerTooLong { most: 80 }));
    }

    #[test]
    fn a_balance_is_what_is_owed_less_what_is_paid() {
        assert_eq!(balance(yuan(500), yuan(200)), Ok(yuan(300)));
        assert_eq!(balance(yuan(0), yuan(200)), Ok(yuan(-200)));
    }
}
