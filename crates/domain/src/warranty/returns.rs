//! Return without reason (七日无理由退货) of what was bought at a distance (消费者权益保护法 25; 消費者保護法 19).

use aftercare_kernel::Date;

use super::{
    findings::Findings,
    refund::full_price,
    regime::Returns,
    situation::Situation,
    term::last_day,
    texts::{NoReturn, Why, WhyNot},
    words::{Channel, Remedy},
};

/// Open for so many days after receipt, whatever the fault; the day of receipt is not counted.
pub(super) fn without_reason<'a>(s: &Situation<'a>, f: &mut Findings<'a>) {
    let Some(rule) = s.pack.returns else {
        return;
    };
    match last_day_to_return(s, rule) {
        Err(why) => f.refuse(Remedy::ReturnWithoutReason, &rule.basis, &WhyNot::NoReturn(why)),
        Ok(last) => {
            if s.facts.goods_intact.is_none() {
                f.flag("goods_intact.unknown");
            }
            if s.price().is_none() {
                f.flag("price.unknown");
            }
            let why = Why::ReturnWithoutReason { last, money_days: rule.money_days };
            let amount = s.price().map(full_price);
            f.offer(Remedy::ReturnWithoutReason, &rule.basis, s.until(last), amount, why);
        }
    }
}

fn last_day_to_return(s: &Situation<'_>, rule: &Returns) -> Result<Date, NoReturn> {
    let excepted = s.facts.category.as_ref().is_some_and(|category| rule.except.contains(category));
    match (s.facts.channel, s.facts.goods_intact) {
        (None | Some(Channel::Shop), _) => return Err(NoReturn::NotADistanceSale),
        _ if excepted => return Err(NoReturn::Excepted),
        (_, Some(false)) => return Err(NoReturn::NotIntact),
        _ => {}
    }
    let received = s.facts.delivered_on.ok_or(NoReturn::ReceiptUnknown)?;
    let last = last_day(received, rule.days, s.rules(), s.calendar);
    let noticed = s.facts.noticed_on.unwrap_or(s.day);
    if noticed > last { Err(NoReturn::TooLate { noticed, last }) } else { Ok(last) }
}
