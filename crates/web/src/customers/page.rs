//! A customer's archive: who it is, where, what they own and what they wanted.

use super::address::AddressForm;
use crate::{Answer, FormErrors, Path, Problem, Shell, Web, show};
use aftercare_app::{
    contracts::{self, ContractView},
    customers::{self, AddressView, CustomerPage as Customer},
};
use aftercare_domain::identity::Action;
use aftercare_kernel::id::CustomerId;
use askama::Template;
use axum::extract::State;

#[derive(Template)]
#[template(path = "customers/page.html")]
pub struct CustomerPage {
    pub shell: Shell,
    pub page: Customer,
    pub contracts: Vec<ContractView>,
    pub address: AddressForm,
    pub errors: FormErrors,
}

impl CustomerPage {
    pub async fn load(web: &Web, shell: Shell, id: CustomerId) -> Result<Self, Problem> {
        let page = customers::page(&web.app, &shell.actor, id).await?;
        let contracts = contracts::of_customer(&web.app, &shell.actor, id).await?;
        Ok(Self { shell, page, contracts, address: AddressForm::default(), errors: FormErrors::none() })
    }

    /// They have a part of the page of their own; in full they stand beside the phone.
    fn addresses_below(&self) -> &[AddressView] {
        &[]
    }

    fn removal(&self, address: &AddressView) -> String {
        format!("/customers/{}/addresses/{}/removal", self.page.customer.id, address.id)
    }
    /// To change a customer is to see it in full.
    fn may_edit(&self) -> bool {
        self.shell.can(Action::EditCustomer) && self.shell.can(Action::Unmask)
    }
}

pub async fn page(State(web): State<Web>, shell: Shell, Path(id): Path<CustomerId>) -> Answer {
    show(&CustomerPage::load(&web, shell, id).await?)
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;
    use crate::page::{Sample, check_samples};
    use aftercare_app::{
        Error,
        customers::{CustomerCase, CustomerDevice, CustomerView},
    };
    use aftercare_domain::{
        customers::{CustomerKind, CustomerRefusal},
        intake::CaseKind,
    };
    use aftercare_kernel::{
        Locale,
        id::{AddressId, CaseId, UnitId},
    };

    pub fn customer_page(shell: &Shell) -> Customer {
        let nil = Default::default();
        let case = |open: bool| CustomerCase {
            id: CaseId::from_uuid(nil),
            number: "SH01-2026-000001".into(),
            kind: CaseKind::Repair,
            open,
            symptom: "黑屏".into(),
            opened_at: shell.now,
            due_at: open.then_some(shell.now),
        };
        Customer {
            customer: CustomerView {
                id: CustomerId::from_uuid(nil),
                kind: CustomerKind::Company,
                name: "华新家电".into(),
                phone: "139****1234".into(),
                phone_2: None,
                email: None,
                language: Locale::ZhCn,
                version: 3,
                masked: true,
            },
            addresses: vec![AddressView {
                id: AddressId::from_uuid(nil),
                division: "310104".into(),
                line: "漕溪北路***".into(),
            }],
            devices: vec![CustomerDevice {
                unit: UnitId::from_uuid(nil),
                serial: "SN0001".into(),
                imei: Some("356998119000014".into()),
                model_code: "HX-P10".into(),
                model: "华新 P10".into(),
                model_en: "Huaxin P10".into(),
                sold_on: Some(aftercare_kernel::Date::constant(2025, 12, 1)),
                replaced: true,
            }],
            cases: vec![case(true), case(false)],
        }
    }

    impl Sample for CustomerPage {
        fn samples(shell: &Shell) -> Vec<Self> {
            let full = customer_page(shell);
            let bare = Customer { addresses: Vec::new(), devices: Vec::new(), cases: Vec::new(), ..full.clone() };
            let refused = Error::refuse(CustomerRefusal::AddressTooLong { most: 200 });
            let page = |page, contracts, errors| {
                let address = AddressForm::default();
                Self { shell: shell.clone(), page, contracts, address, errors }
            };
            let errors = FormErrors::of(refused, shell).expect("an error of the form");
            vec![page(full, crate::contracts::sample::contracts(), errors), page(bare, Vec::new(), FormErrors::none())]
        }
    }

    #[test]
    fn the_customers_page_speaks_every_language() {
        check_samples::<CustomerPage>();
    }
}
