//! Serial numbers and IMEIs of devices that there never were.

use aftercare_app::Error;
use aftercare_kernel::{Date, Imei, Serial};

/// Reporting body 00 marks numbers for tests (GSMA TS.06).
const TEST_TYPE_CODE: &str = "004402";

/// `P602603` and five digits: the model, the year and month of make, a number.
pub fn serial(model: &str, made_on: Date, number: usize) -> Result<Serial, Error> {
    let short: String = model.trim_start_matches("CY-").to_owned();
    let text = format!("{short}{:02}{:02}{number:05}", made_on.year() % 100, made_on.month());
    text.parse().map_err(|why| Error::Fault(format!("sample serial {text}: {why}")))
}

/// The IMEI of a number below a million of the model's type.
pub fn imei(model: usize, number: usize) -> Result<Imei, Error> {
    let digits = format!("{TEST_TYPE_CODE}{:02}{number:06}", model % 100);
    let text = format!("{digits}{}", check_digit(&digits));
    text.parse().map_err(|why| Error::Fault(format!("sample IMEI {text}: {why}")))
}

/// By Luhn: each second digit from the right is doubled.
fn check_digit(digits: &str) -> u32 {
    let weigh = |(index, digit): (usize, u32)| if index % 2 == 0 { digit * 2 / 10 + digit * 2 % 10 } else { digit };
    let sum: u32 = digits.chars().rev().filter_map(|c| c.to_digit(10)).enumerate().map(weigh).sum();
    (10 - sum % 10) % 10
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_number_makes_a_valid_imei_of_the_test_range() {
        for number in (0..1_000_000).step_by(997) {
            let imei = imei(number % 100, number).expect("an IMEI");
            assert!(imei.as_str().starts_with("00"), "{imei}");
        }
    }

    #[test]
    fn a_serial_tells_model_and_month_of_make() {
        let serial = serial("CY-P60", Date::constant(2026, 3, 9), 42).expect("a serial");
        assert_eq!(serial.as_str(), "P60260300042");
    }
}
