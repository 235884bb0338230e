//! Lines of labour, parts and travel.

use super::BillingRefusal;
use crate::orders::{FaultCause, ServiceType};
use aftercare_kernel::{Currency, Money};

named! {
    /// Words are those of the `order_line` table.
    pub enum LineKind as "line_kind" keyed "billing-line" {
        Labour = "labour",
        Part = "part",
        Travel = "travel",
    }
}

named! {
    pub enum Payer as "payer" keyed "billing-payer" {
        Customer = "customer",
        Brand = "brand",
    }
}

/// What a piece of work or a part costs; `price` is for one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line {
    pub kind: LineKind,
    pub text: String,
    pub quantity: i64,
    pub price: Money,
    pub payer: Payer,
}

/// What the customer and the brand bear.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Totals {
    pub customer: Money,
    pub brand: Money,
}

const MOST_OF_A_LINE: i64 = 1000;
const LONGEST_TEXT: usize = 200;
/// Ten million: more than any device costs, and far enough from the edge of an integer for the sums of a station.
const MOST_MINOR: i64 = 1_000_000_000;
const MOST_LINES: usize = 100;

/// The brand bears warranty, contract and internal work, unless the customer's own doing caused the fault.
pub const fn payer_of(service_type: ServiceType, cause: FaultCause) -> Payer {
    match (service_type, cause) {
        (ServiceType::Paid, _) => Payer::Customer,
        (ServiceType::Warranty, cause) if cause.is_customers_doing() => Payer::Customer,
        (ServiceType::Warranty | ServiceType::Contract | ServiceType::Internal, _) => Payer::Brand,
    }
}

/// The same with its text trimmed. A line costs at least nothing, in the order's currency.
pub fn check_line(line: Line, currency: Currency) -> Result<Line, BillingRefusal> {
    let text = line.text.trim().to_owned();
    if text.is_empty() {
        return Err(BillingRefusal::TextMissing);
    }
    if text.chars().count() > LONGEST_TEXT {
        return Err(BillingRefusal::TextTooLong { most: LONGEST_TEXT });
    }
    if !(1..=MOST_OF_A_LINE).contains(&line.quantity) {
        return Err(BillingRefusal::QuantityUnfit { most: MOST_OF_A_LINE });
    }
    if line.price.is_negative() {
        return Err(BillingRefusal::PriceNegative);
    }
    if line.price.currency() != currency {
        return Err(BillingRefusal::OtherCurrency { currency });
    }
    if line.price.minor() > MOST_MINOR {
        return Err(BillingRefusal::PriceTooLarge { most: Money::from_minor(MOST_MINOR, currency).to_string() });
    }
    Ok(Line { text, ..line })
}

/// What each payer bears of the lines.
pub fn totals(lines: &[Line], currency: Currency) -> Result<Totals, BillingRefusal> {
    if lines.len() > MOST_LINES {
        return Err(BillingRefusal::TooManyLines { most: MOST_LINES });
    }
    let sum = |payer: Payer| {
        lines.iter().filter(|line| line.payer == payer).try_fold(Money::zero(currency), |sum, line| {
            let amount = line.price.times(line.quantity).map_err(|_| BillingRefusal::TooLarge)?;
            sum.plus(amount).map_err(|_| BillingRefusal::OtherCurrency { currency })
        })
    };
    Ok(Totals { customer: sum(Payer::Customer)?, brand: sum(Payer::Brand)? })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn line(quantity: i64, minor: i64, payer: Payer) -> Line {
        let price = Money::from_minor(minor, Currency::CNY);
        Line { kind: LineKind::Part, text: " 电池 ".into(), quantity, price, payer }
    }

    #[test]
    fn who_pays_hangs_on_type_and_cause() {
        let table = [
            (ServiceType::Warranty, FaultCause::Quality, Payer::Brand),
            (ServiceType::Warranty, FaultCause::NoFault, Payer::Brand),
            (ServiceType::Warranty, FaultCause::Misuse, Payer::Customer),
            (ServiceType::Warranty, FaultCause::Liquid, Payer::Customer),
            (ServiceType::Warranty, FaultCause::Unauthorised, Payer::Customer),
            (ServiceType::Paid, FaultCause::Quality, Payer::Customer),
            (ServiceType::Contract, FaultCause::Wear, Payer::Brand),
            (ServiceType::Internal, FaultCause::Misuse, Payer::Brand),
        ];
        for (service_type, cause, payer) in table {
            assert_eq!(payer_of(service_type, cause), payer, "{service_type} {cause}");
        }
    }

    #[test]
    fn each_payer_bears_their_own_lines() {
        let lines = [line(2, 1_500, Payer::Customer), line(1, 9_900, Payer::Brand), line(1, 1, Payer::Customer)];
        let totals = totals(&lines, Currency::CNY).expect("totals");
        assert_eq!((totals.customer.minor(), totals.brand.minor()), (3_001, 9_900));
    }

    #[test]
    fn unfit_lines_are_refused() {
        let cny = Currency::CNY;
        assert_eq!(check_line(line(1, 0, Payer::Brand), cny).map(|l| l.text), Ok("电池".into()));
        for quantity in [0, -1, 1001] {
            let refused = check_line(line(quantity, 1, Payer::Brand), cny);
            assert_eq!(refused, Err(BillingRefusal::QuantityUnfit { most: 1000 }));
        }
        assert_eq!(check_line(line(1, -1, Payer::Brand), cny), Err(BillingRefusal::PriceNegative));
        assert!(check_line(line(1, 1_000_000_000, Payer::Brand), cny).is_ok());
        let dear = check_line(line(1, 1_000_000_001, Payer::Brand), cny);
        assert_eq!(dear, Err(BillingRefusal::PriceTooLarge { most: "CNY 10000000.00".into() }));
        let other = check_line(line(1, 1, Payer::Brand), Currency::TWD);
        assert_eq!(other, Err(BillingRefusal::OtherCurrency { currency: Currency::TWD }));
        assert_eq!(totals(&vec![line(1, 1, Payer::Brand); 101], cny), Err(BillingRefusal::TooManyLines { most: 100 }));
        assert_eq!(totals(&[line(1000, i64::MAX / 2, Payer::Brand)], cny), Err(BillingRefusal::TooLarge));
    }
}
