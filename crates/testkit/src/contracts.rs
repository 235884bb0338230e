//! Contracts beside the law, for tests that need some.

use aftercare_app::{
    contracts::{self, Cancellation, ContractPage, CoverLine, Offer, Sale},
    orders,
};
use aftercare_domain::{
    contracts::{Begins, ContractKind, Subject},
    money::PaymentMethod,
    orders::Outcome,
};
use aftercare_kernel::{Percent, id::UnitId};

use crate::{Staff, WASHER, World, at, signature, yuan};

/// For a washing machine: 80 % of labour up to 300 yuan, parts beyond 50, one visit.
pub fn washer_plan(code: &str) -> Offer {
    let line = |subject, percent: i64| CoverLine {
        subject,
        part_kind: None,
        percent: Percent::from_millionths(percent * 10_000),
        times: None,
        most: Some(yuan("300.00")),
        deductible: yuan("0.00"),
    };
    Offer {
        code: code.to_owned(),
        name: "洗衣机延保一年".to_owned(),
        name_en: "Washer, one more year".to_owned(),
        kind: ContractKind::ExtendedWarranty,
        price: yuan("365.00"),
        months: 12,
        begins: Begins::AtSale,
        cooling_off_days: 0,
        accidents: false,
        models: vec![WASHER.to_owned()],
        categories: Vec::new(),
        lines: vec![
            line(Subject::Labour, 80),
            CoverLine { deductible: yuan("50.00"), ..line(Subject::Part, 100) },
            CoverLine { times: Some(1), most: None, ..line(Subject::Visit, 100) },
        ],
    }
}

impl World {
    /// Headquarters define the offer.
    pub async fn offered(&self, offer: Offer) {
        let manager = self.actor(Staff::Manager).await;
        contracts::define_offer(&self.app, &manager, offer).await.expect("the offer is defined");
    }

    /// The counter of SH01 sells a contract for cash; gives its number.
    pub async fn contract(&self, unit: UnitId, offer: &str) -> String {
        let clerk = self.actor(Staff::Clerk).await;
        let sale = Sale { unit, offer: offer.to_owned(), method: PaymentMethod::Cash, station: None };
        contracts::sell(&self.app, &clerk, sale, None).await.expect("the contract is sold").number
    }

    /// The contract as the counter of SH01 sees it.
    pub async fn contract_page(&self, number: &str) -> ContractPage {
        let clerk = self.actor(Staff::Clerk).await;
        contracts::page(&self.app, &clerk, number.parse().expect("a number")).await.expect("the contract's page")
    }

    /// Given back on the day, for what the page says.
    pub async fn contract_cancelled(&self, number: &str) {
        let clerk = self.actor(Staff::Clerk).await;
        let refund = self.contract_page(number).await.refund_today.expect("it can be cancelled");
        let (number, reason) = (number.parse().expect("a number"), "搬家".to_owned());
        let wish = Cancellation { number, refund, method: PaymentMethod::Cash, reason };
        contracts::cancel(&self.app, &clerk, wish, None).await.expect("cancelled");
    }

    /// A washing machine repaired for 199 yuan, of which a contract pays 159.20; another contract of it given back.
    pub async fn repaired_under_contract(&self, serial: &str) -> String {
        self.offered(washer_plan("EW-W8")).await;
        self.offered(Offer { kind: ContractKind::ServiceContract, ..washer_plan("SC-W8") }).await;
        let number = self.washer_on_the_bench(serial).await;
        let unit = self.order(&number).await.order.unit;
        let contract = self.contract(unit, "EW-W8").await;
        let given_back = self.contract(unit, "SC-W8").await;
        self.agreed(&number, "199.00").await;
        self.worked_on(&number, Outcome::Fixed).await;
        self.checked(&number).await;
        let clerk = self.actor(Staff::Clerk).await;
        orders::hand_over(&self.app, &clerk, at(&number), signature()).await.expect("handed over");
        self.contract_cancelled(&given_back).await;
        contract
    }
}
