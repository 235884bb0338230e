//! Names, phones and addresses that belong to nobody.

use aftercare_app::customers::AddressDraft;
use aftercare_domain::customers::{CustomerDraft, CustomerKind};
use aftercare_kernel::Locale;

use super::{
    luck::Luck,
    tables::{NameTable, StationRow},
};

/// A surname and one or two characters.
pub fn person_name(names: &NameTable, luck: &mut Luck) -> String {
    let mut name = luck.letter(&names.surnames).to_string();
    if luck.percent(70) {
        name.push(luck.letter(&names.given_first));
    }
    name.push(luck.letter(&names.given_second));
    name
}

/// 154 0001 and four digits: no such numbers are given out.
pub fn staff_phone(number: usize) -> String {
    format!("1540001{number:04}")
}

/// From 154 0002 0000 on, each its own.
fn customer_phone(number: usize) -> String {
    format!("154{:08}", 20_000 + number)
}

/// The customer of a number: nine of ten are people.
pub fn customer(number: usize, names: &NameTable, luck: &mut Luck) -> CustomerDraft {
    let kind = match luck.below(100) {
        0..=4 => CustomerKind::Company,
        5 => CustomerKind::KeyAccount,
        6..=7 => CustomerKind::Dealer,
        _ => CustomerKind::Person,
    };
    let name = match kind {
        CustomerKind::Person => person_name(names, luck),
        CustomerKind::Dealer => format!("示例{:03}号门店", number % 1000),
        _ => format!("示例{:03}号{}", number % 1000, luck.pick(&names.companies)),
    };
    CustomerDraft {
        kind,
        name,
        phone: customer_phone(number),
        phone_2: luck.percent(6).then(|| format!("154{:08}", 50_000 + number)),
        email: luck.percent(12).then(|| format!("customer{number}@example.com")),
        language: if luck.percent(3) { Locale::En } else { Locale::ZhCn },
    }
}

/// Somewhere in the districts around a station.
pub fn address(station: &StationRow, names: &NameTable, luck: &mut Luck) -> AddressDraft {
    let number = luck.between(1, 399);
    let line = if luck.percent(65) {
        let (house, floor, door) = (luck.between(1, 28), luck.between(1, 24), luck.between(1, 4));
        format!(
            "{} {number} 号{} {house} 幢 {floor:02}{door:02} 室",
            luck.pick(&names.streets),
            luck.pick(&names.communities)
        )
    } else {
        format!("{} {number} 号 {} 楼", luck.pick(&names.streets), luck.between(1, 12))
    };
    AddressDraft { division: luck.pick(&station.districts).clone(), line }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::seed::tables::Tables;
    use std::collections::BTreeSet;

    #[test]
    fn every_customer_passes_the_rules_and_has_a_phone_of_their_own() {
        let tables = Tables::read().expect("the tables read");
        let mut luck = Luck::new(9);
        let phones: BTreeSet<String> = (0..4000)
            .map(|number| customer(number, &tables.names, &mut luck).check().expect("a customer").phone.to_string())
            .collect();
        assert_eq!(phones.len(), 4000);
        assert!(phones.iter().all(|phone| phone.starts_with("1540")));
    }
}
