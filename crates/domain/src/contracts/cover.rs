//! What a contract pays of a bill, line by line, and why not.

use super::{Contract, ContractRefusal, CoverLine, Subject};
use aftercare_kernel::{
    Date, Money,
    money::{MoneyError, Rounding},
};

/// A line of a bill that a contract is asked about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Asked {
    pub subject: Subject,
    pub part_kind: Option<String>,
    pub quantity: i64,
    /// For one.
    pub price: Money,
    /// What the decision under the law, or the brand's promise, pays of the line. It goes first.
    pub law_pays: Money,
    /// The customer's own doing caused it.
    pub accident: bool,
}

/// How often, and how much, a line of cover has paid.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Used {
    pub times: i64,
    pub paid: Money,
}

/// What a contract pays of a line, out of which of its own lines.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Share {
    pub line: usize,
    pub times: i64,
    pub pays: Money,
}

impl Contract {
    /// An answer for each line asked about, in their order. What an earlier line is paid is gone for the later ones.
    pub fn cover(&self, used: &[Used], asked: &[Asked], on: Date) -> Vec<Result<Share, ContractRefusal>> {
        let mut used = used.to_vec();
        asked.iter().map(|asked| self.cover_one(&mut used, asked, on)).collect()
    }

    fn cover_one(&self, used: &mut [Used], asked: &Asked, on: Date) -> Result<Share, ContractRefusal> {
        let rest = rest_of(asked)?;
        self.in_force(on)?;
        if asked.accident && !self.accidents {
            return Err(ContractRefusal::AccidentNotCovered);
        }
        let (index, line) = self.line_for(asked).ok_or(ContractRefusal::NotOfThisKind)?;
        let so_far = used.get_mut(index).ok_or(ContractRefusal::NotOfThisKind)?;
        let (times, pays) = line.pays(so_far, asked, rest)?;
        so_far.times = so_far.times.saturating_add(times);
        so_far.paid = so_far.paid.plus(pays).map_err(unfit(asked))?;
        Ok(Share { line: index, times, pays })
    }

    /// The line for the very part goes before the one for any part, used up or not.
    fn line_for(&self, asked: &Asked) -> Option<(usize, &CoverLine)> {
        let of_subject = || self.lines.iter().enumerate().filter(|(_, line)| line.subject == asked.subject);
        let very = || of_subject().find(|(_, line)| line.part_kind.is_some() && line.part_kind == asked.part_kind);
        very().or_else(|| of_subject().find(|(_, line)| line.part_kind.is_none()))
    }
}

/// The law first: only what it leaves to the customer is a matter of the contract.
fn rest_of(asked: &Asked) -> Result<Money, ContractRefusal> {
    let rest = asked.price.times(asked.quantity).and_then(|amount| amount.minus(asked.law_pays));
    match rest.map_err(unfit(asked))? {
        rest if rest.minor() > 0 => Ok(rest),
        _ if asked.law_pays.is_zero() => Err(ContractRefusal::NothingToPay),
        _ => Err(ContractRefusal::LawPays),
    }
}

fn unfit(asked: &Asked) -> impl FnOnce(MoneyError) -> ContractRefusal {
    let currency = asked.price.currency();
    move |error| match error {
        MoneyError::CurrencyMismatch => ContractRefusal::OtherCurrency { currency },
        _ => ContractRefusal::TooLarge,
    }
}

impl CoverLine {
    pub(super) fn is_used_up(&self, used: &Used) -> bool {
        let no_times = self.times.is_some_and(|times| used.times >= i64::from(times));
        no_times || self.most.is_some_and(|most| used.paid.minor() >= most.minor())
    }

    /// How often and how much it pays of what is left of a line.
    fn pays(&self, used: &Used, asked: &Asked, rest: Money) -> Result<(i64, Money), ContractRefusal> {
        if self.is_used_up(used) {
            return Err(ContractRefusal::UsedUp);
        }
        let times = self.times.map_or(asked.quantity, |most| asked.quantity.min(i64::from(most) - used.times));
        let share = self.share_of(asked, rest, times).map_err(unfit(asked))?;
        let left = self.most.map(|most| most.minus(used.paid)).transpose().map_err(unfit(asked))?;
        let pays = left.filter(|left| left.minor() < share.minor()).unwrap_or(share);
        if pays.minor() > 0 { Ok((times, pays)) } else { Err(ContractRefusal::BelowDeductible) }
    }

    /// Of so many pieces: the deductible off, then the percentage, to the nearest fen.
    fn share_of(&self, asked: &Asked, rest: Money, times: i64) -> Result<Money, MoneyError> {
        let of_pieces = asked.price.times(times)?;
        let amount = if of_pieces.minor() < rest.minor() { of_pieces } else { rest };
        let over = amount.minus(self.deductible)?;
        if over.minor() <= 0 {
            return Ok(Money::zero(amount.currency()));
        }
        over.percent(self.percent, Rounding::HalfUp)
    }
}
