//! Who has to prove whether the fault was there from the start.

use aftercare_kernel::calendar::months_after;

use super::{findings::Findings, regime::BurdenRule, situation::Situation, words::Burden};

/// For some months the one who sold has to prove, then the consumer (消费者权益保护法 23(3), Directive 2019/771 art. 11). The
/// rule of the place, which names the goods more exactly, is asked before the regime's; either is enough. None where the
/// start is unknown or the regime says nothing of it.
pub(super) fn burden_of_proof<'a>(s: &Situation<'a>, f: &mut Findings<'a>) -> Option<Burden> {
    let of_the_place = s.pack.overlay.and_then(|overlay| overlay.burden.as_ref());
    let rules = || of_the_place.into_iter().chain(&s.rules().burden);
    rules().next()?;
    s.sold.or(s.start)?;
    if let Some(rule) = rules().find(|rule| names_the_goods(s, rule) && still(s, rule)) {
        flag(s, rule, f);
        return Some(rule.bearer);
    }
    for rule in rules() {
        flag(s, rule, f);
    }
    Some(Burden::Consumer)
}

/// The list of durable goods ends with 'and the like' (等): what it does not name is for a person to judge.
fn names_the_goods(s: &Situation<'_>, rule: &BurdenRule) -> bool {
    rule.categories.is_empty() || s.facts.category.as_ref().is_some_and(|category| rule.categories.contains(category))
}

fn still(s: &Situation<'_>, rule: &BurdenRule) -> bool {
    match rule.months {
        None => s.in_term(),
        Some(months) => {
            let start = s.sold.or(s.start);
            start.is_some_and(|start| s.fault_day <= months_after(start, months))
        }
    }
}

/// Where the cause is unknown, proof decides: a rule that nobody has read, or that might not name these goods, is said.
fn flag<'a>(s: &Situation<'a>, rule: &'a BurdenRule, f: &mut Findings<'a>) {
    if s.facts.cause().is_none() {
        f.flag_doubt(&rule.basis);
    }
    if !names_the_goods(s, rule) && still(s, rule) {
        f.flag(format!("{}.categories.review", rule.basis.key));
    }
}
