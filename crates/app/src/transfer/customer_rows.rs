//! A row of a list of customers.

use aftercare_domain::customers::{CustomerDraft, CustomerKind, check_address};
use aftercare_kernel::Locale;

use super::{
    piece::{Frame, Row, Taken},
    refusals::UNKNOWN_WORD,
};
use crate::customers::AddressDraft;

/// The customer, or nothing and the row's rejections.
pub(super) fn read(row: &mut Row<'_>, frame: &mut Frame) -> Option<Taken> {
    let text = |row: &Row<'_>, field: &str| row.cell(field).map(str::to_owned);
    let draft = CustomerDraft {
        name: row.needed("name"),
        phone: row.needed("phone"),
        phone_2: text(row, "phone_2"),
        email: text(row, "email"),
        kind: row.read("kind", UNKNOWN_WORD, kind).unwrap_or(CustomerKind::Person),
        language: row.read("language", UNKNOWN_WORD, language).unwrap_or_default(),
    };
    let address = address(row);
    let entry = draft.check().map_err(|refusal| row.refuse(&refusal)).ok()?;
    row.once(&mut frame.seen, "phone", "customer", &format!("{} {}", entry.phone.e164(), entry.name));
    row.is_good().then_some(Taken::Customer { entry, address })
}

fn address(row: &mut Row<'_>) -> Option<AddressDraft> {
    let (division, line) = (row.cell("division").unwrap_or_default(), row.cell("address")?);
    match check_address(division, line) {
        Ok((division, line)) => Some(AddressDraft { division, line }),
        Err(refusal) => {
            row.refuse(&refusal);
            None
        }
    }
}

fn kind(text: &str) -> Option<CustomerKind> {
    match text {
        "个人" | "個人" => Some(CustomerKind::Person),
        "公司" | "企业" | "企業" | "单位" | "單位" => Some(CustomerKind::Company),
        "经销商" | "經銷商" => Some(CustomerKind::Dealer),
        "大客户" | "大客戶" => Some(CustomerKind::KeyAccount),
        word => word.to_lowercase().parse().ok(),
    }
}

fn language(text: &str) -> Option<Locale> {
    Locale::ALL.into_iter().find(|locale| locale.tag().eq_ignore_ascii_case(text))
}
