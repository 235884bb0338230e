//! What the brand offers: a price, a term, and lines of cover, each with its own share and limits.

use super::{Begins, ContractKind, ContractRefusal, Subject};
use aftercare_kernel::{Money, Percent};
use std::collections::BTreeSet;

const LONGEST_NAME: usize = 80;
const LONGEST_CODE: usize = 40;
const LONGEST_REASON: usize = 1000;
const MOST_MONTHS: u32 = 120;
/// More than any statute asks for.
const MOST_COOLING_OFF: u32 = 60;
const MOST_LINES: usize = 20;
const MOST_GOODS: usize = 100;
const MOST_TIMES: u32 = 1000;
/// A million: more than any device that is cared for under a contract.
const MOST_MINOR: i64 = 100_000_000;
const WHOLE: i64 = 1_000_000;

/// An offer as it is defined. It is never changed: what was sold under it stands, another is defined in its place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Offer {
    pub code: String,
    pub name: String,
    pub name_en: String,
    pub kind: ContractKind,
    pub price: Money,
    pub months: u32,
    pub begins: Begins,
    /// Days after the sale within which the whole price goes back; 0: none beyond what the books give.
    pub cooling_off_days: u32,
    /// Whether it covers what the customer did: a fall, water, opening by others.
    pub accidents: bool,
    /// Codes of models, and words of categories: one of them must name the device.
    pub models: Vec<String>,
    pub categories: Vec<String>,
    pub lines: Vec<CoverLine>,
}

/// What is paid of one kind of cost. Of each amount the customer bears the deductible, then the contract pays its
/// percentage of the rest, until the number of times or the sum is reached. One of the two limits is always set.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CoverLine {
    pub subject: Subject,
    /// Of parts, those of one kind; none: any part.
    pub part_kind: Option<String>,
    pub percent: Percent,
    pub times: Option<u32>,
    pub most: Option<Money>,
    pub deductible: Money,
}

impl Offer {
    /// The same with its texts trimmed, if it can be kept.
    pub fn check(self) -> Result<Self, ContractRefusal> {
        let offer = Self {
            code: self.code.trim().to_owned(),
            name: self.name.trim().to_owned(),
            name_en: self.name_en.trim().to_owned(),
            ..self
        };
        check_code(&offer.code)?;
        check_names(&offer.name, &offer.name_en)?;
        let most = Money::from_minor(MOST_MINOR, offer.price.currency());
        if !(1..=MOST_MINOR).contains(&offer.price.minor()) {
            return Err(ContractRefusal::PriceUnfit { most: most.to_string() });
        }
        if !(1..=MOST_MONTHS).contains(&offer.months) {
            return Err(ContractRefusal::MonthsUnfit { most: MOST_MONTHS });
        }
        if offer.cooling_off_days > MOST_COOLING_OFF {
            return Err(ContractRefusal::CoolingOffUnfit { most: MOST_COOLING_OFF });
        }
        check_goods(&offer)?;
        check_lines(&offer.lines, most)?;
        Ok(offer)
    }

    /// Whether the offer is made for a device of this model.
    pub fn fits(&self, model: &str, category: &str) -> bool {
        self.models.iter().any(|code| code == model) || self.categories.iter().any(|word| word == category)
    }
}

fn check_code(code: &str) -> Result<(), ContractRefusal> {
    let known = |b: u8| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'_' | b'.');
    let fits = (1..=LONGEST_CODE).contains(&code.len()) && code.bytes().all(known);
    if fits { Ok(()) } else { Err(ContractRefusal::CodeUnfit) }
}

fn check_names(name: &str, name_en: &str) -> Result<(), ContractRefusal> {
    if name.is_empty() {
        return Err(ContractRefusal::NameMissing);
    }
    let too_long = |text: &str| text.chars().count() > LONGEST_NAME || text.chars().any(char::is_control);
    if too_long(name) || too_long(name_en) {
        return Err(ContractRefusal::NameTooLong { most: LONGEST_NAME });
    }
    Ok(())
}

/// Codes and categories are kept as a list parted by commas.
fn check_goods(offer: &Offer) -> Result<(), ContractRefusal> {
    let mut goods = offer.models.iter().chain(&offer.categories);
    if offer.models.len() + offer.categories.len() > MOST_GOODS
        || goods.any(|word| word.is_empty() || word.len() > LONGEST_CODE || word.contains([',', ' ']))
    {
        return Err(ContractRefusal::GoodsUnfit { most: MOST_GOODS });
    }
    if offer.models.is_empty() && offer.categories.is_empty() {
        return Err(ContractRefusal::GoodsMissing);
    }
    Ok(())
}

fn check_lines(lines: &[CoverLine], most: Money) -> Result<(), ContractRefusal> {
    if lines.is_empty() {
        return Err(ContractRefusal::LinesMissing);
    }
    if lines.len() > MOST_LINES {
        return Err(ContractRefusal::TooManyLines { most: MOST_LINES });
    }
    let mut seen = BTreeSet::new();
    for line in lines {
        line.check(most)?;
        if !seen.insert((line.subject, line.part_kind.as_deref())) {
            return Err(ContractRefusal::LineTwice { subject: line.subject });
        }
    }
    Ok(())
}

impl CoverLine {
    fn check(&self, most: Money) -> Result<(), ContractRefusal> {
        self.check_part_kind()?;
        if !(1..=WHOLE).contains(&self.percent.millionths()) {
            return Err(ContractRefusal::PercentUnfit);
        }
        self.check_limits(most)?;
        let sums = [Some(self.deductible), self.most];
        if sums.into_iter().flatten().any(|sum| sum.currency() != most.currency()) {
            return Err(ContractRefusal::OtherCurrency { currency: most.currency() });
        }
        if !(0..=most.minor()).contains(&self.deductible.minor()) {
            return Err(ContractRefusal::DeductibleUnfit { most: most.to_string() });
        }
        Ok(())
    }

    /// Only a part has a kind.
    fn check_part_kind(&self) -> Result<(), ContractRefusal> {
        match &self.part_kind {
            None => Ok(()),
            Some(kind) if self.subject == Subject::Part => check_part_kind(kind),
            Some(_) => Err(ContractRefusal::PartKindUnfit),
        }
    }

    fn check_limits(&self, most: Money) -> Result<(), ContractRefusal> {
        let times_fit = self.times.is_none_or(|times| (1..=MOST_TIMES).contains(&times));
        let sum_fits = self.most.is_none_or(|sum| (1..=most.minor()).contains(&sum.minor()));
        match (self.times, self.most) {
            (None, None) => Err(ContractRefusal::LimitMissing),
            _ if times_fit && sum_fits => Ok(()),
            _ => Err(ContractRefusal::LimitUnfit { times: MOST_TIMES, most: most.to_string() }),
        }
    }
}

/// The kind of a part is a word of the brand's data: 1 to 40 of a–z, 0–9 and `_`.
pub fn check_part_kind(kind: &str) -> Result<(), ContractRefusal> {
    let known = |b: u8| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'_';
    let fits = (1..=LONGEST_CODE).contains(&kind.len()) && kind.bytes().all(known);
    if fits { Ok(()) } else { Err(ContractRefusal::PartKindUnfit) }
}

/// Why a contract is cancelled, trimmed.
pub fn check_reason(reason: &str) -> Result<String, ContractRefusal> {
    let reason = reason.trim();
    match reason.chars().count() {
        0 => Err(ContractRefusal::ReasonMissing),
        long if long > LONGEST_REASON => Err(ContractRefusal::ReasonTooLong { most: LONGEST_REASON }),
        _ => Ok(reason.to_owned()),
    }
}
