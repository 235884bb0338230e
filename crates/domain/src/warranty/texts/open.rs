//! Why a remedy is open.

use aftercare_kernel::{Date, Money};

use super::{en, fixed, money_zh, percent, say, sum_en, sum_zh, zh};
use crate::warranty::decision::{Amount, Text};

#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::warranty) enum Why {
    InWindow {
        found: Date,
        days: u32,
        last: Date,
    },
    InTerm {
        end: Date,
    },
    RepairMustHold {
        out: Date,
        days: u32,
        last: Date,
    },
    FailedRepairs {
        done: u32,
    },
    PartsWait {
        taken_in: Date,
        days: u32,
        limit: u32,
    },
    RepairDelay {
        taken_in: Date,
        days: u32,
        limit: u32,
    },
    DelayWithoutReason {
        taken_in: Date,
        days: u32,
        limit: u32,
    },
    FullPrice {
        price: Option<Money>,
    },
    LessUse {
        amount: Option<Amount>,
    },
    WithoutDeduction {
        price: Option<Money>,
    },
    AccessoryExchange {
        end: Date,
    },
    AccessoryRefund {
        exchanges: u32,
    },
    Promised {
        days: u32,
        last: Date,
    },
    LoanerDue {
        taken_in: Date,
        days: u32,
        from: Date,
    },
    PaidStaysOpen,
    NoTermSet,
    MainPart {
        end: Date,
    },
    SameFault {
        done: u32,
        limit: u32,
    },
    AssemblyReplaced {
        done: u32,
    },
    TotalDays {
        days: u32,
        limit: u32,
    },
    DeductionForbidden {
        price: Option<Money>,
    },
    ReturnWithoutReason {
        last: Date,
        money_days: u32,
    },
    /// The reason, and the fee for the distance driven.
    WithFee {
        reason: Box<Why>,
        amount: Amount,
        km: u32,
    },
    /// Written in the text of rules itself.
    Told(Text),
}

impl Why {
    /// With the arithmetic of a fee by distance, where there is one.
    pub fn with_fee(self, amount: Option<Amount>) -> Self {
        match amount.and_then(|amount| Some((amount, amount.km?))) {
            Some((amount, km)) => Why::WithFee { reason: Box::new(self), amount, km },
            None => self,
        }
    }

    pub fn text(&self) -> Text {
        match self {
            Why::InWindow { found, days, last } => say(
                format!("故障出现于{}，在{days}日内（至{}）。", zh(*found), zh(*last)),
                format!("故障出現於{}，在{days}日內（至{}）。", zh(*found), zh(*last)),
                format!("The fault showed on {}, within the first {days} days (until {}).", en(*found), en(*last)),
            ),
            Why::InTerm { end } => say(
                format!("在有效期内（至{}），免费。", zh(*end)),
                format!("在保固期內（至{}），免費。", zh(*end)),
                format!("Within the term (until {}): free of charge.", en(*end)),
            ),
            Why::RepairMustHold { out, days, last } => say(
                format!("{}修好，应保证正常使用{days}日（至{}），期间再出故障免费修理。", zh(*out), zh(*last)),
                format!("{}修復，應保證正常使用{days}日（至{}），期間再故障免費修理。", zh(*out), zh(*last)),
                format!(
                    "The repair of {} must hold {days} days (until {}): repaired again free of charge.",
                    en(*out),
                    en(*last)
                ),
            ),
            Why::FailedRepairs { done } => say(
                format!("已修理{done}次，仍不能正常使用。"),
                format!("已修理{done}次，仍無法正常使用。"),
                format!("Repaired {done} times and still not in working order."),
            ),
            Why::PartsWait { taken_in, days, limit } => say(
                format!("{}送修，因生产者未供应零配件已{days}日未修好，超过{limit}日。", zh(*taken_in)),
                format!("{}送修，因製造商未供應零件已{days}日未修復，超過{limit}日。", zh(*taken_in)),
                format!("In repair since {}, {days} days without the maker's parts: more than {limit}.", en(*taken_in)),
            ),
            Why::RepairDelay { taken_in, days, limit } => say(
                format!("{}送修，因修理者自身原因已{days}日未修好，超过{limit}日。", zh(*taken_in)),
                format!("{}送修，因維修者自身原因已{days}日未修復，超過{limit}日。", zh(*taken_in)),
                format!(
                    "In repair since {}, {days} days by the repairer's own fault: more than {limit}.",
                    en(*taken_in)
                ),
            ),
            Why::DelayWithoutReason { taken_in, days, limit } => say(
                format!("{}送修，无正当理由{days}日未修好，超过{limit}日。", zh(*taken_in)),
                format!("{}送修，無正當理由{days}日未修復，超過{limit}日。", zh(*taken_in)),
                format!("In repair since {}, {days} days without good reason: more than {limit}.", en(*taken_in)),
            ),
            Why::FullPrice { price } => say(
                format!("应当换货而无同型号同规格商品，按发货票价款全额退货{}。", sum_zh(*price)),
                format!("應換貨而無同型號同規格商品，按發票價款全額退款{}。", sum_zh(*price)),
                format!(
                    "An exchange is due and the same model is not in stock: the full price is paid back{}.",
                    sum_en(*price)
                ),
            ),
            Why::LessUse { amount } => less_use(*amount),
            Why::WithoutDeduction { price } => say(
                format!("品牌承诺退货不收折旧费，全额退货{}。", sum_zh(*price)),
                format!("品牌承諾退貨不收折舊費，全額退款{}。", sum_zh(*price)),
                format!(
                    "The brand promises refunds without deduction for use: the full price is paid back{}.",
                    sum_en(*price)
                ),
            ),
            Why::AccessoryExchange { end } => say(
                format!("附件在三包有效期内（至{}）出现性能故障，免费更换。", zh(*end)),
                format!("配件在保固期內（至{}）出現性能故障，免費更換。", zh(*end)),
                format!(
                    "A listed fault of the accessory within its term (until {}): exchanged free of charge.",
                    en(*end)
                ),
            ),
            Why::AccessoryRefund { exchanges } => say(
                format!("附件已更换{exchanges}次，仍不能正常使用，应当退货。"),
                format!("配件已更換{exchanges}次，仍無法正常使用，應退款。"),
                format!("The accessory was exchanged {exchanges} times and still fails: its price is paid back."),
            ),
            Why::Promised { days, last } => say(
                format!("品牌承诺售出之日起{days}日内（至{}）。", zh(*last)),
                format!("品牌承諾售出之日起{days}日內（至{}）。", zh(*last)),
                format!("The brand promises this for {days} days from the sale (until {}).", en(*last)),
            ),
            Why::LoanerDue { taken_in, days, from } => say(
                format!("{}送修，{days}日内未修好，自{}起免费提供备用品，直至修好。", zh(*taken_in), zh(*from)),
                format!("{}送修，{days}日內未修復，自{}起免費提供備用品，直至修復。", zh(*taken_in), zh(*from)),
                format!(
                    "In repair since {}, not done in {days} days: a loaner free of charge from {} until it is.",
                    en(*taken_in),
                    en(*from)
                ),
            ),
            Why::NoTermSet => fixed(
                "法律未规定期限，质量问题由经营者负责。",
                "法律未規定期限，品質問題由經營者負責。",
                "The law sets no term: who sold it answers for the defect.",
            ),
            Why::MainPart { end } => say(
                format!("主要部件在有效期内（至{}），免费修理或者更换新件，含工时费。", zh(*end)),
                format!("主要零件在保固期內（至{}），免費維修或更換新品，含工資。", zh(*end)),
                format!(
                    "The main part is within its own term (until {}): repaired or replaced, labour included.",
                    en(*end)
                ),
            ),
            Why::SameFault { done, limit } => say(
                format!("同一故障已修理{done}次，超过{limit}次。"),
                format!("同一故障已維修{done}次，超過{limit}次。"),
                format!("Repaired {done} times for the same fault: more than {limit}."),
            ),
            Why::AssemblyReplaced { done } => say(
                format!("总成已更换{done}次，仍不能正常使用。"),
                format!("總成已更換{done}次，仍無法正常使用。"),
                format!("The assembly was replaced {done} times and still does not work."),
            ),
            Why::TotalDays { days, limit } => say(
                format!("修理累计{days}日，超过{limit}日。"),
                format!("維修累計{days}日，超過{limit}日。"),
                format!("In repair for {days} days in total: more than {limit}."),
            ),
            Why::DeductionForbidden { price } => say(
                format!("当地法规规定退货不得收取折旧费，全额退货{}。", sum_zh(*price)),
                format!("當地法規規定退貨不得收取折舊費，全額退款{}。", sum_zh(*price)),
                format!("The rules of the place forbid a deduction: the full price is paid back{}.", sum_en(*price)),
            ),
            Why::ReturnWithoutReason { last, money_days } => say(
                format!("收到商品之日起无理由退货期限内（至{}），退回商品后{money_days}日内退还价款。", zh(*last)),
                format!("收到商品後無理由退貨期限內（至{}），退回商品後{money_days}日內退還價款。", zh(*last)),
                format!(
                    "Within the time for return without reason (until {}); the money is due within {money_days} days.",
                    en(*last)
                ),
            ),
            Why::WithFee { reason, amount, km } => with_fee(&reason.text(), *amount, *km),
            Why::Told(text) => text.clone(),
            Why::PaidStaysOpen => fixed(
                "没有可用的免费权益，可以付费修理。",
                "沒有可用的免費權益，可以付費維修。",
                "No free remedy is open; repair at cost stays open.",
            ),
        }
    }
}

fn with_fee(reason: &Text, amount: Amount, km: u32) -> Text {
    let Amount { price, deduction, rate, .. } = amount;
    let (price_zh, deduction_zh, rate) = (money_zh(price), money_zh(deduction), percent(rate));
    say(
        format!("{}使用补偿系数{rate}：{price_zh}×{km}公里÷1000×{rate}＝{deduction_zh}。", reason.zh_cn),
        format!("{}使用補償係數{rate}：{price_zh}×{km}公里÷1000×{rate}＝{deduction_zh}。", reason.zh_tw),
        format!("{} Fee for use: {price} × {km} km ÷ 1000 × {rate} = {deduction}.", reason.en),
    )
}

fn less_use(amount: Option<Amount>) -> Text {
    let Some(amount) = amount else {
        return fixed(
            "符合换货条件而要求退货，退还价款并扣除折旧费；价款或者折旧率不明，尚不能计算。",
            "符合換貨條件而要求退款，退還價款並扣除折舊費；價款或折舊率不明，尚不能計算。",
            "An exchange is due but a refund is wanted: the price less a deduction for use; price or rate is not known.",
        );
    };
    let Amount { price, pays, deduction, days, rate, .. } = amount;
    let (price_zh, deduction_zh, pays_zh, rate) = (money_zh(price), money_zh(deduction), money_zh(pays), percent(rate));
    say(
        format!("符合换货条件而要求退货：{price_zh}×{rate}×{days}日＝折旧费{deduction_zh}，退还{pays_zh}。"),
        format!("符合換貨條件而要求退款：{price_zh}×{rate}×{days}日＝折舊費{deduction_zh}，退還{pays_zh}。"),
        format!(
            "An exchange is due but a refund is wanted: {price} × {rate} × {days} days of use = {deduction} deducted, {pays} paid back."
        ),
    )
}
