//! A quotation before paid work.

use super::{BillingRefusal, Line, totals};
use aftercare_kernel::{Currency, Date, Money, calendar::days_after};

named! {
    /// Words are those of the `quote` table.
    pub enum QuoteState as "quote_state" keyed "billing-quote" {
        Open = "open",
        Approved = "approved",
        Declined = "declined",
        /// A later quotation took its place.
        Replaced = "replaced",
    }
}

const DAYS_VALID: u32 = 7;

/// The last day on which a quotation made today can be approved.
pub fn valid_until(today: Date) -> Date {
    days_after(today, DAYS_VALID)
}

/// What the customer is asked to approve.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Quote {
    pub total: Money,
    pub valid_until: Date,
    pub state: QuoteState,
}

impl Quote {
    /// The customer's part of the lines, to be answered within a week.
    pub fn make(lines: &[Line], currency: Currency, today: Date) -> Result<Self, BillingRefusal> {
        if lines.is_empty() {
            return Err(BillingRefusal::NoLines);
        }
        let total = totals(lines, currency)?.customer;
        Ok(Self { total, valid_until: valid_until(today), state: QuoteState::Open })
    }
    /// Without what somebody else pays of it.
    pub fn less(self, covered: Money) -> Result<Self, BillingRefusal> {
        let total = self.total.minus(covered).map_err(|_| BillingRefusal::TooLarge)?;
        Ok(Self { total, ..self })
    }
    pub fn is_in_force(&self, today: Date) -> bool {
        self.state == QuoteState::Open && today <= self.valid_until
    }
    pub fn approve(self, today: Date) -> Result<Self, BillingRefusal> {
        self.check_open()?;
        if today > self.valid_until {
            return Err(BillingRefusal::QuoteExpired { valid_until: self.valid_until });
        }
        Ok(Self { state: QuoteState::Approved, ..self })
    }
    /// One that ran out may still be declined.
    pub fn decline(self) -> Result<Self, BillingRefusal> {
        self.check_open()?;
        Ok(Self { state: QuoteState::Declined, ..self })
    }
    /// A new quotation takes its place.
    pub fn replace(self) -> Result<Self, BillingRefusal> {
        self.check_open()?;
        Ok(Self { state: QuoteState::Replaced, ..self })
    }
    fn check_open(&self) -> Result<(), BillingRefusal> {
        match self.state {
            QuoteState::Open => Ok(()),
            state => Err(BillingRefusal::QuoteAnswered { state }),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn quote() -> Quote {
        let made = Date::constant(2026, 3, 2);
        Quote { total: Money::zero(Currency::CNY), valid_until: valid_until(made), state: QuoteState::Open }
    }

    #[test]
    fn a_quotation_holds_through_its_seventh_day() {
        let last = Date::constant(2026, 3, 9);
        assert_eq!(quote().approve(last).map(|q| q.state), Ok(QuoteState::Approved));
        let late = Date::constant(2026, 3, 10);
        assert_eq!(quote().approve(late), Err(BillingRefusal::QuoteExpired { valid_until: last }));
        assert!(quote().is_in_force(last) && !quote().is_in_force(late));
        assert_eq!(quote().decline().map(|q| q.state), Ok(QuoteState::Declined));
    }

    #[test]
    fn a_quotation_is_answered_once() {
        let today = Date::constant(2026, 3, 3);
        for state in [QuoteState::Approved, QuoteState::Declined, QuoteState::Replaced] {
            let answered = Quote { state, ..quote() };
            let refusal = Err(BillingRefusal::QuoteAnswered { state });
            assert_eq!(answered.approve(today), refusal);
            assert_eq!(answered.decline(), refusal);
            assert_eq!(answered.replace(), refusal);
        }
    }

    #[test]
    fn what_somebody_else_pays_is_not_asked_of_the_customer() {
        let quote = Quote { total: Money::from_minor(500, Currency::CNY), ..quote() };
        assert_eq!(quote.less(Money::from_minor(200, Currency::CNY)).map(|q| q.total.minor()), Ok(300));
        assert_eq!(quote.less(Money::from_minor(1, Currency::USD)), Err(BillingRefusal::TooLarge));
    }

    #[test]
    fn a_quotation_of_nothing_is_none() {
        let today = Date::constant(2026, 3, 3);
        assert_eq!(Quote::make(&[], Currency::CNY, today), Err(BillingRefusal::NoLines));
    }
}
