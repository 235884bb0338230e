//! What is kept of a customer.

use super::CustomerRefusal;
use aftercare_kernel::{Locale, Phone};

named! {
    /// Words are those of the `customer` table.
    pub enum CustomerKind as "kind" keyed "customers-kind" {
        Person = "person",
        Company = "company",
        Dealer = "dealer",
        KeyAccount = "key_account",
    }
}

/// As typed or imported.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CustomerDraft {
    pub kind: CustomerKind,
    pub name: String,
    pub phone: String,
    pub phone_2: Option<String>,
    pub email: Option<String>,
    pub language: Locale,
}

/// As kept: trimmed, phones in E.164.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CustomerEntry {
    pub kind: CustomerKind,
    pub name: String,
    pub phone: Phone,
    pub phone_2: Option<Phone>,
    pub email: Option<String>,
    pub language: Locale,
}

const LONGEST_NAME: usize = 80;
const LONGEST_EMAIL: usize = 254;
const LONGEST_ADDRESS: usize = 200;

impl CustomerDraft {
    pub fn check(self) -> Result<CustomerEntry, CustomerRefusal> {
        let name = check_name(&self.name)?;
        let phone: Phone = self.phone.parse().map_err(|_| CustomerRefusal::PhoneUnfit)?;
        let phone_2 = check_second_phone(self.phone_2.as_deref(), &phone)?;
        let email = check_email(self.email.as_deref())?;
        Ok(CustomerEntry { kind: self.kind, name, phone, phone_2, email, language: self.language })
    }

    /// Everything that [`check`](Self::check) would refuse, one after the other.
    pub fn wrong(&self) -> Vec<CustomerRefusal> {
        let phone = self.phone.parse::<Phone>().map_err(|_| CustomerRefusal::PhoneUnfit);
        let second = phone.as_ref().ok().and_then(|phone| check_second_phone(self.phone_2.as_deref(), phone).err());
        let email = check_email(self.email.as_deref()).err();
        [check_name(&self.name).err(), phone.err(), second, email].into_iter().flatten().collect()
    }
}

/// 1 to 80 characters without control characters, at least one of them a letter or digit of any script.
pub fn check_name(name: &str) -> Result<String, CustomerRefusal> {
    let name = name.trim();
    if name.is_empty() {
        return Err(CustomerRefusal::NameMissing);
    }
    if name.chars().count() > LONGEST_NAME {
        return Err(CustomerRefusal::NameTooLong { most: LONGEST_NAME });
    }
    if name.chars().any(char::is_control) || !name.chars().any(char::is_alphanumeric) {
        return Err(CustomerRefusal::NameUnfit);
    }
    Ok(name.to_owned())
}

fn check_second_phone(given: Option<&str>, first: &Phone) -> Result<Option<Phone>, CustomerRefusal> {
    let Some(text) = given.map(str::trim).filter(|text| !text.is_empty()) else { return Ok(None) };
    let phone: Phone = text.parse().map_err(|_| CustomerRefusal::SecondPhoneUnfit)?;
    if phone == *first { Err(CustomerRefusal::PhonesAlike) } else { Ok(Some(phone)) }
}

/// One `@` with something before it and a dotted name after it; the rest is for the mail server to say.
fn check_email(given: Option<&str>) -> Result<Option<String>, CustomerRefusal> {
    let Some(text) = given.map(str::trim).filter(|text| !text.is_empty()) else { return Ok(None) };
    let shaped = text.split_once('@').is_some_and(|(local, host)| {
        let dotted = host.split('.').count() > 1 && host.split('.').all(|label| !label.is_empty());
        !local.is_empty() && !host.contains('@') && dotted
    });
    let clean = !text.chars().any(|c| c.is_whitespace() || c.is_control());
    if shaped && clean && text.len() <= LONGEST_EMAIL {
        Ok(Some(text.to_owned()))
    } else {
        Err(CustomerRefusal::EmailUnfit)
    }
}

/// `division` is the code of an administrative division, 2 to 9 digits, or empty outside China; `line` is the rest.
pub fn check_address(division: &str, line: &str) -> Result<(String, String), CustomerRefusal> {
    let (division, line) = (division.trim(), line.trim());
    let fits = division.is_empty() || (2..=9).contains(&division.len()) && division.bytes().all(|b| b.is_ascii_digit());
    if !fits {
        return Err(CustomerRefusal::DivisionUnfit);
    }
    if line.chars().count() > LONGEST_ADDRESS || line.chars().any(char::is_control) {
        return Err(CustomerRefusal::AddressTooLong { most: LONGEST_ADDRESS });
    }
    Ok((division.to_owned(), line.to_owned()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn draft() -> CustomerDraft {
        CustomerDraft {
            kind: CustomerKind::Person,
            name: " 欧阳丽 ".into(),
            phone: "13800138000".into(),
            phone_2: None,
            email: None,
            language: Locale::ZhCn,
        }
    }

    #[test]
    fn names_at_the_borders() {
        let table = [
            ("".to_owned(), Err(CustomerRefusal::NameMissing)),
            ("  ".into(), Err(CustomerRefusal::NameMissing)),
            ("李".into(), Ok("李".to_owned())),
            ("吉".repeat(80), Ok("吉".repeat(80))),
            ("吉".repeat(81), Err(CustomerRefusal::NameTooLong { most: 80 })),
            ("王\u{7}".into(), Err(CustomerRefusal::NameUnfit)),
            ("--".into(), Err(CustomerRefusal::NameUnfit)),
            ("𠮷野".into(), Ok("𠮷野".into())),
        ];
        for (name, expected) in table {
            assert_eq!(check_name(&name), expected, "{name:?}");
        }
    }

    #[test]
    fn an_entry_is_trimmed_and_its_phones_are_international() {
        let entry = draft().check().expect("an entry");
        assert_eq!((entry.name.as_str(), entry.phone.e164()), ("欧阳丽", "+8613800138000"));
    }

    #[test]
    fn each_unfit_field_is_named() {
        use crate::Refuse;
        let with = |change: fn(&mut CustomerDraft)| {
            let mut draft = draft();
            change(&mut draft);
            draft.check().expect_err("refused").field()
        };
        assert_eq!(with(|d| d.phone = "12".into()), Some("phone"));
        assert_eq!(with(|d| d.phone_2 = Some("abc".into())), Some("phone_2"));
        assert_eq!(with(|d| d.phone_2 = Some("138 0013 8000".into())), Some("phone_2"));
        for email in ["x", "@a.cn", "a@b", "a@b..cn", "a b@c.cn", "a@b@c.cn"] {
            let mut draft = draft();
            draft.email = Some(email.into());
            assert_eq!(draft.check(), Err(CustomerRefusal::EmailUnfit), "{email}");
        }
    }

    #[test]
    fn everything_that_is_wrong_is_named_at_once() {
        let wrong = CustomerDraft { name: " ".into(), phone: "12".into(), email: Some("x".into()), ..draft() }.wrong();
        let expected = [CustomerRefusal::NameMissing, CustomerRefusal::PhoneUnfit, CustomerRefusal::EmailUnfit];
        assert_eq!(wrong, expected);
        assert_eq!(
            CustomerDraft { phone_2: Some("13800138000".into()), ..draft() }.wrong(),
            [CustomerRefusal::PhonesAlike]
        );
        assert!(draft().wrong().is_empty());
    }

    #[test]
    fn addresses_at_the_borders() {
        assert_eq!(check_address("310115", " 张江路 1 号 "), Ok(("310115".into(), "张江路 1 号".into())));
        assert_eq!(check_address("3101x", "路"), Err(CustomerRefusal::DivisionUnfit));
        assert_eq!(check_address("", &"路".repeat(201)), Err(CustomerRefusal::AddressTooLong { most: 200 }));
    }
}
