//! Amounts in Chinese capital numerals (金额大写), as receipts need them so that no digit can be changed.
//!
//! By 《支付结算办法》 annex 1: one 零 for any run of zeros inside the number, 零 before 分 when 角 is nought,
//! 整 after 元 or 角, none after 分. Where the annex leaves 零 free (a nought just before 万 or 元), it is not written.

use aftercare_kernel::{Currency, Money};

struct Script {
    digits: [char; 10],
    /// Ten thousand and a hundred million.
    ten_thousand: char,
    hundred_million: char,
    minus: char,
}

const SIMPLIFIED: Script = Script {
    digits: ['零', '壹', '贰', '叁', '肆', '伍', '陆', '柒', '捌', '玖'],
    ten_thousand: '万',
    hundred_million: '亿',
    minus: '负',
};
const TRADITIONAL: Script = Script {
    digits: ['零', '壹', '貳', '參', '肆', '伍', '陸', '柒', '捌', '玖'],
    ten_thousand: '萬',
    hundred_million: '億',
    minus: '負',
};

/// `人民币壹仟贰佰叁拾元伍角整`; New Taiwan dollars in traditional characters.
pub fn capitals(amount: Money) -> String {
    let (script, mut text) = script_and_currency(amount.currency());
    if amount.is_negative() {
        text.push(script.minus);
    }
    let minor = amount.minor().unsigned_abs();
    let (yuan, jiao, fen) = (minor / 100, minor / 10 % 10, minor % 10);
    if yuan > 0 || minor == 0 {
        text.push_str(&if yuan == 0 { "零".to_owned() } else { script.number(yuan) });
        text.push('元');
    }
    if jiao > 0 {
        text.push(script.digit(jiao));
        text.push('角');
    } else if fen > 0 && yuan > 0 {
        text.push('零');
    }
    if fen > 0 {
        text.push(script.digit(fen));
        text.push('分');
    } else {
        text.push('整');
    }
    text
}

fn script_and_currency(currency: Currency) -> (Script, String) {
    let (script, name) = match currency {
        Currency::CNY => (SIMPLIFIED, "人民币"),
        Currency::TWD => (TRADITIONAL, "新臺幣"),
        Currency::USD => (SIMPLIFIED, "美元"),
        Currency::EUR => (SIMPLIFIED, "欧元"),
        Currency::GBP => (SIMPLIFIED, "英镑"),
        Currency::HKD => (SIMPLIFIED, "港元"),
    };
    (script, name.to_owned())
}

impl Script {
    fn digit(&self, digit: u64) -> char {
        self.digits[(digit % 10) as usize]
    }

    /// A whole number above nought: read in steps of 亿, then 万, then the four digits.
    fn number(&self, number: u64) -> String {
        match number {
            0..10_000 => self.four_digits(number),
            10_000..100_000_000 => self.split(number, 10_000, self.ten_thousand),
            _ => self.split(number, 100_000_000, self.hundred_million),
        }
    }

    fn split(&self, number: u64, by: u64, unit: char) -> String {
        let mut text = self.number(number / by);
        text.push(unit);
        let rest = number % by;
        if rest > 0 {
            if rest < by / 10 {
                text.push('零');
            }
            text.push_str(&self.number(rest));
        }
        text
    }

    fn four_digits(&self, number: u64) -> String {
        let mut text = String::new();
        let mut nought_before = false;
        for (by, unit) in [(1000, "仟"), (100, "佰"), (10, "拾"), (1, "")] {
            let digit = number / by % 10;
            if digit == 0 {
                nought_before = !text.is_empty();
                continue;
            }
            if nought_before {
                text.push('零');
                nought_before = false;
            }
            text.push(self.digit(digit));
            text.push_str(unit);
        }
        text
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn amounts_read_as_the_annex_writes_them() {
        for (minor, expected) in [
            (0, "人民币零元整"),
            (1, "人民币壹分"),
            (5, "人民币伍分"),
            (10, "人民币壹角整"),
            (50, "人民币伍角整"),
            (53, "人民币伍角叁分"),
            (100, "人民币壹元整"),
            (101, "人民币壹元零壹分"),
            (1_000, "人民币壹拾元整"),
            (1_010, "人民币壹拾元壹角整"),
            (10_000, "人民币壹佰元整"),
            (10_500, "人民币壹佰零伍元整"),
            (11_000, "人民币壹佰壹拾元整"),
            (32_504, "人民币叁佰贰拾伍元零肆分"),
            (100_100, "人民币壹仟零壹元整"),
            (101_000, "人民币壹仟零壹拾元整"),
            (123_050, "人民币壹仟贰佰叁拾元伍角整"),
            (140_950, "人民币壹仟肆佰零玖元伍角整"),
            (168_032, "人民币壹仟陆佰捌拾元叁角贰分"),
            (600_714, "人民币陆仟零柒元壹角肆分"),
            (1_000_000, "人民币壹万元整"),
            (1_000_100, "人民币壹万零壹元整"),
            (1_640_902, "人民币壹万陆仟肆佰零玖元零贰分"),
            (10_700_053, "人民币壹拾万柒仟元伍角叁分"),
            (10_070_000, "人民币壹拾万零柒佰元整"),
            (100_000_000, "人民币壹佰万元整"),
            (1_010_101_010, "人民币壹仟零壹拾万壹仟零壹拾元壹角整"),
            (10_000_000_000, "人民币壹亿元整"),
            (10_000_000_100, "人民币壹亿零壹元整"),
            (10_000_100_000_000, "人民币壹仟亿零壹佰万元整"),
            (1_000_000_000_000_000, "人民币壹拾万亿元整"),
            (i64::MAX, "人民币玖亿贰仟贰佰叁拾叁万柒仟贰佰零叁亿陆仟捌佰伍拾肆万柒仟柒佰伍拾捌元零柒分"),
        ] {
            assert_eq!(capitals(Money::from_minor(minor, Currency::CNY)), expected, "{minor}");
        }
    }

    #[test]
    fn money_given_back_is_marked_negative() {
        assert_eq!(capitals(Money::from_minor(-12_300, Currency::CNY)), "人民币负壹佰贰拾叁元整");
        assert_eq!(capitals(Money::from_minor(-1, Currency::CNY)), "人民币负壹分");
    }

    #[test]
    fn each_currency_bears_its_name_and_script() {
        for (currency, expected) in [
            (Currency::TWD, "新臺幣貳萬參仟陸佰元整"),
            (Currency::USD, "美元贰万叁仟陆佰元整"),
            (Currency::HKD, "港元贰万叁仟陆佰元整"),
        ] {
            assert_eq!(capitals(Money::from_minor(2_360_000, currency)), expected);
        }
    }
}
