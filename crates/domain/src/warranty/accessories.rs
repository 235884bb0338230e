//! Accessories: exchanged in their own terms, and after enough exchanges paid back (phones art. 14).

use super::{
    coverage::Listed,
    findings::Findings,
    refund::full_price,
    regime::AccessoryDuty,
    situation::Situation,
    texts::{Why, WhyNot},
    words::Remedy,
};

pub(super) fn in_term<'a>(s: &Situation<'a>, listed: &Listed, f: &mut Findings<'a>) {
    let Some(rule) = &s.rules().accessories else {
        return;
    };
    match listed.against() {
        Some(why) => refuse_both(s, rule, &why, f),
        None => {
            exchange(s, rule, f);
            refund_after_exchanges(s, rule, f);
        }
    }
}

fn refuse_both<'a>(s: &Situation<'a>, rule: &'a AccessoryDuty, why: &WhyNot, f: &mut Findings<'a>) {
    for remedy in s.remedies() {
        f.refuse(remedy, &rule.basis, why);
    }
}

fn exchange<'a>(s: &Situation<'a>, rule: &'a AccessoryDuty, f: &mut Findings<'a>) {
    if let Some(term) = &s.term {
        let why = Why::AccessoryExchange { end: term.end };
        f.offer(Remedy::ExchangePart, &rule.basis, s.until(term.end), None, why);
    }
}

/// The invoice's price when bought alone, today's price of the accessory when it came with the phone.
fn refund_after_exchanges<'a>(s: &Situation<'a>, rule: &'a AccessoryDuty, f: &mut Findings<'a>) {
    let (done, needed) = (s.facts.part_exchanges.unwrap_or(0), rule.exchanges_before_refund);
    if s.facts.part_exchanges.is_none() && s.facts.wants == Some(Remedy::Refund) {
        f.flag("part_exchanges.unknown");
    }
    if done < needed {
        f.refuse(Remedy::Refund, &rule.basis, &WhyNot::TooFewExchanges { done, needed });
        return;
    }
    let amount = s.refund_price().map(full_price);
    f.offer(Remedy::Refund, &rule.basis, None, amount, Why::AccessoryRefund { exchanges: done });
}
