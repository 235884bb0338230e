//! Accessories: exchanged in their own terms, and after enough exchanges paid back (phones art. 14).

use super::{
    coverage::Listed,
    findings::Findings,
    refund::full_price,
    situation::Situation,
    texts::{Why, WhyNot},
    words::Remedy,
};

pub(super) fn in_term(s: &Situation<'_>, listed: &Listed, f: &mut Findings<'_>) {
    match listed.against() {
        Some(why) => refuse_both(s, &why, f),
        None => {
            exchange(s, f);
            refund_after_exchanges(s, f);
        }
    }
}

fn refuse_both(s: &Situation<'_>, why: &WhyNot, f: &mut Findings<'_>) {
    for remedy in s.regime.remedies_for(s.part.role) {
        f.refuse(remedy, &s.regime.accessories.basis, why);
    }
}

fn exchange(s: &Situation<'_>, f: &mut Findings<'_>) {
    if let Some(term) = &s.term {
        let why = Why::AccessoryExchange { end: term.end };
        f.offer(Remedy::ExchangePart, &s.regime.accessories.basis, s.until(term.end), None, why);
    }
}

/// The invoice's price when bought alone, today's price of the accessory when it came with the phone.
fn refund_after_exchanges(s: &Situation<'_>, f: &mut Findings<'_>) {
    let rule = &s.regime.accessories;
    let (done, needed) = (s.facts.part_exchanges.unwrap_or(0), rule.exchanges_before_refund);
    if s.facts.part_exchanges.is_none() && s.facts.wants == Some(Remedy::Refund) {
        f.flag("part_exchanges.unknown");
    }
    if done < needed {
        f.refuse(Remedy::Refund, &rule.basis, &WhyNot::TooFewExchanges { done, needed });
        return;
    }
    let bought_alone = s.facts.sold_separately.unwrap_or(false);
    let price = if bought_alone { s.price() } else { s.standalone_price() };
    f.offer(Remedy::Refund, &rule.basis, None, price.map(full_price), Why::AccessoryRefund { exchanges: done });
}
