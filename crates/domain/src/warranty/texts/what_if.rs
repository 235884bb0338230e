//! What would change a decision.

use aftercare_kernel::{Date, Money};
use std::borrow::Cow;

use super::{en, fixed, money_zh, say, zh};
use crate::warranty::{decision::Text, words::Remedy};

/// What another value of a fact would do; the names of the remedies follow the sentence.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::warranty) enum WhatIf {
    FullPapers,
    ProofOfSale,
    ListedFault,
    DefectFound,
    NoSameModel,
    OneMoreFailedRepair,
    FromDay(Date),
}

impl WhatIf {
    pub fn text(self, gains: &[Remedy], loses: &[Remedy], pays: Option<Money>) -> Text {
        let Text { zh_cn, zh_tw, en } = self.condition();
        let change = Change { gains, loses, pays };
        say(change.after(zh_cn, &IN_ZH_CN), change.after(zh_tw, &IN_ZH_TW), change.after(en, &IN_EN))
    }

    fn condition(self) -> Text {
        match self {
            WhatIf::FullPapers => {
                fixed("如出示发货票和三包凭证", "如出示發票和保固憑證", "With the invoice and the warranty voucher")
            }
            WhatIf::ProofOfSale => fixed(
                "如有发货票复印件等购买凭据",
                "如有發票影本等購買憑據",
                "With a copy of the invoice or another proof of sale",
            ),
            WhatIf::ListedFault => {
                fixed("如确认属于所列性能故障", "如確認屬於所列性能故障", "If the fault is a listed performance fault")
            }
            WhatIf::DefectFound => {
                fixed("如检测为质量问题", "如檢測為品質問題", "If the cause turns out to be a defect")
            }
            WhatIf::NoSameModel => {
                fixed("如无同型号同规格商品", "如無同型號同規格商品", "If the same model is not in stock")
            }
            WhatIf::OneMoreFailedRepair => {
                fixed("如再修一次仍不能正常使用", "如再維修一次仍無法正常使用", "After one more repair that fails")
            }
            WhatIf::FromDay(day) => {
                say(format!("自{}起", zh(day)), format!("自{}起", zh(day)), format!("From {}", en(day)))
            }
        }
    }
}

/// What is open besides, what no more, and what a refund pays.
struct Change<'a> {
    gains: &'a [Remedy],
    loses: &'a [Remedy],
    pays: Option<Money>,
}

/// How one language says a change.
struct Language {
    /// Its place in `remedy_names`.
    place: usize,
    gains: &'static str,
    loses: &'static str,
    pays: &'static str,
    colon: &'static str,
    comma: &'static str,
    semicolon: &'static str,
    stop: char,
    money: fn(Money) -> String,
}

const IN_ZH_CN: Language = Language {
    place: 0,
    gains: "可享",
    loses: "不再",
    pays: "退货退还",
    colon: "：",
    comma: "、",
    semicolon: "；",
    stop: '。',
    money: money_zh,
};

const IN_ZH_TW: Language = Language { place: 1, pays: "退款", ..IN_ZH_CN };

const IN_EN: Language = Language {
    place: 2,
    gains: "open besides: ",
    loses: "no longer open: ",
    pays: "a refund pays ",
    colon: ": ",
    comma: ", ",
    semicolon: "; ",
    stop: '.',
    money: |sum| sum.to_string(),
};

impl Change<'_> {
    /// The sentence that begins with the condition.
    fn after(&self, condition: Cow<'static, str>, words: &Language) -> String {
        let mut sentence = condition.into_owned();
        let mut mark = words.colon;
        for (lead, remedies) in [(words.gains, self.gains), (words.loses, self.loses)] {
            if !remedies.is_empty() {
                sentence.push_str(mark);
                sentence.push_str(lead);
                push_names(&mut sentence, remedies, words);
                mark = words.semicolon;
            }
        }
        if let Some(sum) = self.pays {
            sentence.push_str(mark);
            sentence.push_str(words.pays);
            sentence.push_str(&(words.money)(sum));
        }
        sentence.push(words.stop);
        sentence
    }
}

fn push_names(sentence: &mut String, remedies: &[Remedy], words: &Language) {
    for (index, remedy) in remedies.iter().enumerate() {
        if index > 0 {
            sentence.push_str(words.comma);
        }
        sentence.push_str(remedy_names(*remedy)[words.place]);
    }
}

/// zh-CN, zh-TW, en.
fn remedy_names(remedy: Remedy) -> [&'static str; 3] {
    match remedy {
        Remedy::Refund => ["退货", "退款", "refund"],
        Remedy::Exchange => ["换货", "換貨", "exchange"],
        Remedy::ExchangeMainUnit => ["更换主机", "更換主機", "exchange of the main unit"],
        Remedy::ExchangePart => ["更换附件", "更換配件", "exchange of the accessory"],
        Remedy::ReplaceAssembly => ["更换总成", "更換總成", "replacement of the assembly"],
        Remedy::Repair => ["免费修理", "免費維修", "free repair"],
        Remedy::RepairPart => ["免费修理主要部件", "免費維修主要零件", "free repair of the main part"],
        Remedy::PriceReduction => ["减价", "減價", "price reduction"],
        Remedy::ReturnWithoutReason => ["无理由退货", "無理由退貨", "return without reason"],
        Remedy::Loaner => ["备用机", "備用機", "loaner"],
        Remedy::Compensation => ["赔偿", "賠償", "compensation"],
        Remedy::PaidRepair => ["付费修理", "付費維修", "repair at cost"],
    }
}
