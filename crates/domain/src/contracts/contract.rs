//! A contract that was sold: its days, what its life has come to, and what goes back when it is cancelled.

use super::{Begins, ContractRefusal, CoverLine, Offer, Used};
use aftercare_kernel::{
    Date, Money,
    calendar::{days_after, days_between, months_after},
};

named! {
    /// What a contract has come to on a day. Worked out from its dates and its uses, never stored.
    pub enum Life as "life" keyed "contracts-life" {
        /// Sold, its first day still to come.
        Sold = "sold",
        InForce = "in_force",
        /// Every line has reached its limit.
        UsedUp = "used_up",
        Lapsed = "lapsed",
        Cancelled = "cancelled",
    }
}

/// The terms as they were sold. The first and the last day both count.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Contract {
    pub price: Money,
    pub accidents: bool,
    pub cooling_off_days: u32,
    pub sold_on: Date,
    pub starts_on: Date,
    pub last_day: Date,
    pub cancelled_on: Option<Date>,
    pub lines: Vec<CoverLine>,
}

impl Contract {
    /// Sold today. `warranty_until` is the last day of the warranty of the law; none when the device stands under none.
    pub fn sell(offer: &Offer, today: Date, warranty_until: Option<Date>) -> Self {
        let starts_on = match (offer.begins, warranty_until) {
            (Begins::AfterWarranty, Some(last)) => today.max(days_after(last, 1)),
            _ => today,
        };
        let same_day = months_after(starts_on, offer.months);
        Self {
            price: offer.price,
            accidents: offer.accidents,
            cooling_off_days: offer.cooling_off_days,
            sold_on: today,
            starts_on,
            last_day: same_day.yesterday().unwrap_or(same_day),
            cancelled_on: None,
            lines: offer.lines.clone(),
        }
    }

    /// Whether it covers work on a day; else why not.
    pub fn in_force(&self, on: Date) -> Result<(), ContractRefusal> {
        match self.cancelled_on {
            Some(cancelled) => Err(ContractRefusal::Cancelled { on: cancelled }),
            None if on < self.starts_on => Err(ContractRefusal::NotBegun { from: self.starts_on }),
            None if on > self.last_day => Err(ContractRefusal::Lapsed { on: self.last_day }),
            None => Ok(()),
        }
    }

    /// `used` has a row for each line, in their order.
    pub fn life(&self, used: &[Used], on: Date) -> Life {
        let all_used = self.lines.iter().zip(used).all(|(line, used)| line.is_used_up(used));
        match self.in_force(on) {
            Err(ContractRefusal::Cancelled { .. }) => Life::Cancelled,
            Err(ContractRefusal::Lapsed { .. }) => Life::Lapsed,
            _ if all_used => Life::UsedUp,
            Err(_) => Life::Sold,
            Ok(()) => Life::InForce,
        }
    }

    /// What goes back when it is cancelled on a day: the price by the days that are left, the day itself not among
    /// them, and all of it before the first day or within the days of cooling off; less what it has paid already.
    pub fn pro_rata_refund(&self, used: &[Used], on: Date) -> Result<Money, ContractRefusal> {
        if let Err(over @ (ContractRefusal::Cancelled { .. } | ContractRefusal::Lapsed { .. })) = self.in_force(on) {
            return Err(over);
        }
        let paid = Money::sum(used.iter().map(|used| used.paid), self.price.currency());
        let left = paid.and_then(|paid| self.unspent(on)?.minus(paid)).map_err(|_| ContractRefusal::TooLarge)?;
        Ok(if left.is_negative() { Money::zero(self.price.currency()) } else { left })
    }

    /// Whether a cancellation on a day begins with the whole price: before the first day, or within the days of cooling
    /// off.
    pub fn gives_whole_price(&self, on: Date) -> bool {
        let cooling_off = i64::from(self.cooling_off_days);
        on < self.starts_on || (cooling_off > 0 && days_between(self.sold_on, on) <= cooling_off)
    }

    /// The price of the days to come, to the nearest fen (四舍五入).
    fn unspent(&self, on: Date) -> Result<Money, aftercare_kernel::money::MoneyError> {
        if self.gives_whole_price(on) {
            return Ok(self.price);
        }
        let to_come = u32::try_from(days_between(on, self.last_day)).unwrap_or(0);
        let gone = u32::try_from(days_between(self.starts_on, on)).unwrap_or(0).saturating_add(1);
        let shares = self.price.allocate(&[to_come, gone])?;
        Ok(shares.first().copied().unwrap_or(Money::zero(self.price.currency())))
    }
}
