//! Why goods cannot be returned without reason.

use aftercare_kernel::Date;

use super::{en, fixed, say, zh};
use crate::warranty::decision::Text;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::warranty) enum NoReturn {
    NotADistanceSale,
    Excepted,
    NotIntact,
    ReceiptUnknown,
    TooLate { noticed: Date, last: Date },
}

impl NoReturn {
    pub fn text(self) -> Text {
        match self {
            NoReturn::NotADistanceSale => fixed(
                "不是网络、电视、电话、邮购等方式的购买，不适用无理由退货。",
                "非網路、電視、電話、郵購等方式之購買，不適用無理由退貨。",
                "Not bought at a distance: there is no return without reason.",
            ),
            NoReturn::Excepted => fixed(
                "该类商品不适用无理由退货。",
                "該類商品不適用無理由退貨。",
                "Goods of this kind are excepted from return without reason.",
            ),
            NoReturn::NotIntact => fixed(
                "商品不完好，不能无理由退货。",
                "商品不完整，不得無理由退貨。",
                "The goods are not intact: they cannot be returned without reason.",
            ),
            NoReturn::ReceiptUnknown => {
                fixed("收到商品的日期不明。", "收到商品的日期不明。", "The day of receipt is not known.")
            }
            NoReturn::TooLate { noticed, last } => say(
                format!("{}提出，期限已于{}届满。", zh(noticed), zh(last)),
                format!("{}提出，期限已於{}屆滿。", zh(noticed), zh(last)),
                format!("Asked for on {}; the time ended on {}.", en(noticed), en(last)),
            ),
        }
    }
}
