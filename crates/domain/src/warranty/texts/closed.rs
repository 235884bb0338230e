//! Why a remedy is not open.

use aftercare_kernel::Date;

use super::{NoReturn, en, fixed, say, zh};
use crate::warranty::{decision::Text, words::Cause};

#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::warranty) enum WhyNot {
    NoFaultFound,
    FaultNotTold,
    ExceptedFault,
    Excluded(Cause),
    VoucherMismatch,
    NoPapers,
    SaleDayUnknown,
    OutOfTerm { found: Date, end: Date },
    WindowOver { days: u32, last: Date },
    NotListed,
    ListedUnknown,
    CapacityGood { percent: u32, limit: u32 },
    PapersTooFew,
    FactoryDateOnly,
    TooFewRepairs { done: u32, needed: u32 },
    WaitNotOver { taken_in: Date, limit: u32, from: Date },
    StockUnknown,
    TooFewExchanges { done: u32, needed: u32 },
    LoanerNotYet { from: Date },
    NoFreeRepair,
    OverMileage { km: u32, limit: u32 },
    NotAMainAssembly,
    NotSeriousSafety,
    SameFaultTooFew { done: u32, limit: u32 },
    TotalDaysTooFew { days: u32, limit: u32 },
    MinorDefect,
    NoRuleForFaults,
    NoReturn(NoReturn),
}

impl WhyNot {
    pub fn text(&self) -> Text {
        match self {
            WhyNot::NoFaultFound => fixed("经检测未发现故障。", "經檢測未發現故障。", "Tested: no fault was found."),
            WhyNot::FaultNotTold => fixed("尚未说明故障。", "尚未說明故障。", "No fault has been told yet."),
            WhyNot::Excluded(cause) => excluded(*cause),
            WhyNot::VoucherMismatch => fixed(
                "三包凭证与商品不符或者被涂改。",
                "保固憑證與商品不符或遭塗改。",
                "The warranty voucher was altered or does not match the product.",
            ),
            WhyNot::NoPapers => fixed(
                "没有发货票、三包凭证，也不能以出厂日期推算有效期。",
                "沒有發票、保固憑證，也無法以出廠日期推算保固期。",
                "There is neither invoice nor voucher, nor a date of manufacture to count the term from.",
            ),
            WhyNot::SaleDayUnknown => fixed("售出日期不明。", "售出日期不明。", "The day of sale is not known."),
            WhyNot::NotListed => fixed(
                "不属于性能故障表所列的故障。",
                "不屬於性能故障表所列的故障。",
                "The fault is not one that the table of performance faults lists.",
            ),
            WhyNot::ListedUnknown => fixed(
                "尚未确认是否属于性能故障表所列的故障。",
                "尚未確認是否屬於性能故障表所列的故障。",
                "It has not been said whether the table of performance faults lists this fault.",
            ),
            WhyNot::PapersTooFew => fixed(
                "发货票和三包凭证不齐全，凭现有凭据只能修理、换货。",
                "發票和保固憑證不齊全，憑現有憑據只能維修、換貨。",
                "Without both invoice and voucher the papers at hand give repair and exchange only.",
            ),
            WhyNot::FactoryDateOnly => fixed(
                "没有购买凭据，有效期以出厂日期推算，只能免费修理。",
                "沒有購買憑據，保固期以出廠日期推算，只能免費維修。",
                "Without proof of sale the term is counted from the date of manufacture and gives repair only.",
            ),
            WhyNot::StockUnknown => fixed(
                "应当换货；是否可以退货取决于有无同型号商品，尚未说明。",
                "應換貨；是否可以退款取決於有無同型號商品，尚未說明。",
                "An exchange is open; a refund depends on whether the same model is in stock, which has not been said.",
            ),
            WhyNot::NoFreeRepair => fixed(
                "不属于免费修理，不提供备用机。",
                "不屬於免費維修，不提供備用機。",
                "No free repair is open, so no loaner is due.",
            ),
            WhyNot::OutOfTerm { found, end } => say(
                format!("故障出现于{}，三包有效期已于{}届满。", zh(*found), zh(*end)),
                format!("故障出現於{}，保固期已於{}屆滿。", zh(*found), zh(*end)),
                format!("The fault showed on {}; the warranty term ended on {}.", en(*found), en(*end)),
            ),
            WhyNot::WindowOver { days, last } => say(
                format!("{days}日的期限已于{}届满。", zh(*last)),
                format!("{days}日的期限已於{}屆滿。", zh(*last)),
                format!("The first {days} days ended on {}.", en(*last)),
            ),
            WhyNot::CapacityGood { percent, limit } => say(
                format!("电池容量为{percent}%，不低于{limit}%，不属于性能故障。"),
                format!("電池容量為{percent}%，不低於{limit}%，不屬於性能故障。"),
                format!("The battery's capacity is {percent} %, not below {limit} %: no listed fault."),
            ),
            WhyNot::TooFewRepairs { done, needed } => say(
                format!("已修理{done}次，满{needed}次仍不能正常使用方可主张。"),
                format!("已維修{done}次，滿{needed}次仍無法正常使用方可主張。"),
                if *needed == 1 {
                    "It follows after a failed repair; none is finished so far.".to_owned()
                } else {
                    format!("It follows after {needed} failed repairs; finished so far: {done}.")
                },
            ),
            WhyNot::WaitNotOver { taken_in, limit, from } => say(
                format!("{}送修，超过{limit}日未修好（自{}起）方可主张。", zh(*taken_in), zh(*from)),
                format!("{}送修，超過{limit}日未修復（自{}起）方可主張。", zh(*taken_in), zh(*from)),
                format!(
                    "In repair since {}; it follows after more than {limit} days, from {}.",
                    en(*taken_in),
                    en(*from)
                ),
            ),
            WhyNot::TooFewExchanges { done, needed } => say(
                format!("附件更换{done}次，满{needed}次仍不能正常使用方可退货。"),
                format!("配件更換{done}次，滿{needed}次仍無法正常使用方可退款。"),
                format!("A refund follows after {needed} exchanges of the accessory; so far: {done}."),
            ),
            WhyNot::LoanerNotYet { from } => say(
                format!("到{}仍未修好，方须提供备用品。", zh(*from)),
                format!("到{}仍未修復，方須提供備用品。", zh(*from)),
                format!("A loaner is due from {}, if the repair is not done by then.", en(*from)),
            ),
            WhyNot::NoReturn(why) => why.text(),
            WhyNot::OverMileage { km, limit } => say(
                format!("行驶里程{km}公里，超过{limit}公里。"),
                format!("行駛里程{km}公里，超過{limit}公里。"),
                format!("Driven {km} km, beyond {limit} km."),
            ),
            WhyNot::NotAMainAssembly => fixed(
                "不是须更换发动机、变速器、动力蓄电池、驱动电机或者其主要零件的故障。",
                "不是須更換引擎、變速箱、動力電池、驅動馬達或其主要零件的故障。",
                "No main assembly (engine, gearbox, traction battery, drive motor) has to be replaced.",
            ),
            WhyNot::NotSeriousSafety => fixed(
                "不属于所列的严重安全性能故障。",
                "不屬於所列的嚴重安全性能故障。",
                "The fault is none of the serious safety faults that the law lists.",
            ),
            WhyNot::SameFaultTooFew { done, limit } => say(
                format!("同一故障已修理{done}次，累计超过{limit}次方可更换、退货。"),
                format!("同一故障已維修{done}次，累計超過{limit}次方可換貨、退款。"),
                format!("Repaired {done} times for the same fault; exchange or refund follow after more than {limit}."),
            ),
            WhyNot::TotalDaysTooFew { days, limit } => say(
                format!("修理累计{days}日，超过{limit}日方可更换、退货。"),
                format!("維修累計{days}日，超過{limit}日方可換貨、退款。"),
                format!("In repair for {days} days in total; exchange or refund follow after more than {limit}."),
            ),
            WhyNot::MinorDefect => {
                fixed("瑕疵轻微，不能退货。", "瑕疵輕微，不得退款。", "A minor defect gives no refund.")
            }
            WhyNot::NoRuleForFaults => fixed(
                "本法规不规定故障的免费权益，以合同、品牌承诺或者其他法律为准。",
                "本法規未規定故障的免費權益，以契約、品牌承諾或其他法律為準。",
                "This law gives no free remedy for faults; the contract, the brand's promises or other laws do.",
            ),
            WhyNot::ExceptedFault => fixed(
                "网络、卡内数据或者使用者造成的问题，不属于性能故障。",
                "網路、卡內資料或使用者造成的問題，不屬於性能故障。",
                "Trouble of the network, of data on the card or by the user is no performance fault.",
            ),
        }
    }
}

fn excluded(cause: Cause) -> Text {
    let (zh_cn, zh_tw, en) = match cause {
        Cause::Misuse => {
            ("未按说明书要求使用、保管造成", "未依說明書使用、保管造成", "not using or keeping it as the manual says")
        }
        Cause::Liquid => ("进液造成", "進液造成", "liquid that got in"),
        Cause::OpenedByOther => (
            "由非承担三包的修理者拆动造成",
            "遭非授權維修者拆動造成",
            "a repairer who is not responsible having opened it",
        ),
        Cause::Modification => ("自行改装造成", "自行改裝造成", "a modification"),
        Cause::ForceMajeure => ("不可抗力造成", "不可抗力造成", "force majeure"),
        Cause::Cosmetic => ("外观损伤", "外觀損傷", "damage to the looks only"),
        Cause::Wear => ("正常磨损", "正常磨損", "ordinary wear"),
        Cause::Defect => ("质量问题", "品質問題", "a defect"),
        Cause::NoFault => ("无故障", "無故障", "no fault"),
    };
    say(
        format!("故障原因：{zh_cn}，不属于免费三包范围。"),
        format!("故障原因：{zh_tw}，不屬於免費保固範圍。"),
        format!("The cause is {en}: the free warranty does not cover it."),
    )
}
