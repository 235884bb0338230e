//! 客户 — who wants something from us.
//!
//! Decides: what a customer's entry must hold, and how much of it is shown to whom does not need it.
//! By: PIPL art. 6 (least data): names, phones and addresses are masked until they are needed, each unmasking is an
//! act.
//! SQL: `store/src/customers.rs`. Use cases: register (with a case), edit, unmask, import.
//! Pages: customer, the left half of a new case.

mod entry;
mod masking;

pub use entry::{CustomerDraft, CustomerEntry, CustomerKind, check_address, check_name};
pub use masking::{mask_address, mask_email, mask_name};

refusals! {
    /// Why a customer's entry is refused.
    CustomerRefusal {
        NameMissing => "customers-refusal-name-missing" at "name",
        NameTooLong { most: usize } => "customers-refusal-name-too-long" at "name",
        NameUnfit => "customers-refusal-name-unfit" at "name",
        PhoneUnfit => "customers-refusal-phone-unfit" at "phone",
        SecondPhoneUnfit => "customers-refusal-phone-unfit" at "phone_2",
        PhonesAlike => "customers-refusal-phones-alike" at "phone_2",
        EmailUnfit => "customers-refusal-email-unfit" at "email",
        AddressTooLong { most: usize } => "customers-refusal-address-too-long" at "address",
        DivisionUnfit => "customers-refusal-division-unfit" at "division",
    }
}
