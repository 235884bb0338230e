//! Repairs in steps, for tests that break off somewhere in them.

use aftercare_app::{
    Actor,
    billing::{self, Collected, PaidOut},
    identity::{self, NewPerson, SignInAttempt},
    orders::{self, Assignment, Diagnosis, ExchangeFor, OrderPage, PromisedRefund, QuoteDraft, QuotedLine},
};
use aftercare_domain::{
    identity::Role,
    money::PaymentMethod,
    orders::{CheckResult, FaultCause, Mode, Outcome},
};
use aftercare_kernel::Locale;

use crate::{PASSWORD, PHONE, Staff, WASHER, World, at, defect, signature, slip, work_done, yuan};

impl World {
    /// A washing machine, which stands under no regime, taken in at SH01 and diagnosed; gives the order's number.
    pub async fn washer_on_the_bench(&self, serial: &str) -> String {
        let clerk = self.actor(Staff::Clerk).await;
        let registered = self.registered_as(&clerk, Mode::WalkIn, WASHER, serial).await;
        let number = registered.order_number.expect("a repair has an order");
        self.taken_in_and_diagnosed(&number).await;
        number
    }

    /// Taken in, given to the technician, and looked at: worn out.
    pub async fn taken_in_and_diagnosed(&self, number: &str) {
        let (clerk, supervisor) = (self.actor(Staff::Clerk).await, self.actor(Staff::Supervisor).await);
        let technician = self.actor(Staff::Technician).await;
        orders::take_in(&self.app, &clerk, at(number), slip()).await.expect("taken in");
        let to = Assignment { technician: technician.person };
        orders::assign(&self.app, &supervisor, at(number), to).await.expect("assigned");
        let found = "排水泵堵转".to_owned();
        let worn = Diagnosis { fault_code: "pump".to_owned(), listed: false, cause: FaultCause::Wear, found };
        orders::diagnose(&self.app, &technician, at(number), worn).await.expect("diagnosed");
    }

    /// Quoted and agreed by the customer.
    pub async fn agreed(&self, number: &str, price: &str) {
        let technician = self.actor(Staff::Technician).await;
        orders::quote(&self.app, &technician, at(number), labour(price)).await.expect("quoted");
        let how = "当面同意".to_owned();
        orders::approve_quote(&self.app, &technician, at(number), how).await.expect("approved");
    }

    /// Begun and finished, with whatever outcome.
    pub async fn worked_on(&self, number: &str, outcome: Outcome) {
        let technician = self.actor(Staff::Technician).await;
        orders::start_repair(&self.app, &technician, at(number)).await.expect("begun");
        orders::finish_repair(&self.app, &technician, at(number), outcome, work_done()).await.expect("finished");
    }

    /// Passed by the supervisor.
    pub async fn checked(&self, number: &str) {
        let supervisor = self.actor(Staff::Supervisor).await;
        let passed = orders::check(&self.app, &supervisor, at(number), CheckResult::Passed, String::new()).await;
        passed.expect("checked");
    }

    /// Rows of every kind: a free repair that is closed, a paid one handed over, one waiting for its quotation's answer,
    /// a phone that failed twice and was exchanged, one whose price was paid back, and a machine that a contract paid for.
    pub async fn of_every_kind(&self) {
        self.repaired("EK0001").await;
        let paid = self.washer_on_the_bench("EK0002").await;
        self.agreed(&paid, "199.00").await;
        self.worked_on(&paid, Outcome::Fixed).await;
        self.checked(&paid).await;
        let clerk = self.actor(Staff::Clerk).await;
        let cash = Collected { method: PaymentMethod::Cash, amount: yuan("199.00"), payer: "王小明".to_owned() };
        billing::collect(&self.app, &clerk, at(&paid), cash).await.expect("paid");
        orders::hand_over(&self.app, &clerk, at(&paid), signature()).await.expect("handed over");
        let quoted = self.washer_on_the_bench("EK0003").await;
        let technician = self.actor(Staff::Technician).await;
        orders::quote(&self.app, &technician, at(&quoted), labour("10.00")).await.expect("quoted");
        self.exchanged("EK0004").await;
        self.repaired_under_contract("EK0005").await;
        let refunded = self.refund_decided("EK0006").await;
        self.refunded(&refunded).await;
        self.paid_out(&refunded).await;
    }

    /// A phone of two days, taken in and diagnosed: the decision gives the price back.
    pub async fn refund_decided(&self, serial: &str) -> String {
        self.device(PHONE, serial, "2026-02-28", None).await;
        self.exchange_decided(serial).await
    }

    /// The price is promised back, and the device stays.
    pub async fn refunded(&self, number: &str) {
        let supervisor = self.actor(Staff::Supervisor).await;
        let promised = PromisedRefund { amount: yuan("2999.00") };
        orders::refund(&self.app, &supervisor, at(number), promised).await.expect("promised");
    }

    /// All that is owed back goes out of the till.
    pub async fn paid_out(&self, number: &str) {
        let clerk = self.actor(Staff::Clerk).await;
        let amount = self.order(number).await.owed_back;
        let cash = PaidOut { method: PaymentMethod::Cash, amount, payee: "王小明".to_owned() };
        billing::pay_out(&self.app, &clerk, at(number), cash).await.expect("paid out");
    }

    /// A phone whose second repair did not hold either, and another given for it.
    pub async fn exchanged(&self, serial: &str) -> String {
        self.repaired(serial).await;
        self.repaired(serial).await;
        let (clerk, supervisor) = (self.actor(Staff::Clerk).await, self.actor(Staff::Supervisor).await);
        let number = self.exchange_decided(serial).await;
        let spares = orders::replacements(&self.app, &supervisor, number.parse().expect("a number")).await;
        let new_unit = spares.expect("spares are listed").first().expect("a spare").id;
        orders::exchange(&self.app, &supervisor, at(&number), ExchangeFor { new_unit }).await.expect("exchanged");
        orders::hand_over(&self.app, &clerk, at(&number), signature()).await.expect("handed over");
        number
    }

    /// Taken in and diagnosed for the third time: the decision gives an exchange.
    pub async fn exchange_decided(&self, serial: &str) -> String {
        let (clerk, supervisor) = (self.actor(Staff::Clerk).await, self.actor(Staff::Supervisor).await);
        let technician = self.actor(Staff::Technician).await;
        let number = self.registered(&clerk, serial).await.order_number.expect("a repair has an order");
        orders::take_in(&self.app, &clerk, at(&number), slip()).await.expect("taken in");
        let to = Assignment { technician: technician.person };
        orders::assign(&self.app, &supervisor, at(&number), to).await.expect("assigned");
        orders::diagnose(&self.app, &technician, at(&number), defect()).await.expect("diagnosed");
        number
    }

    /// A second technician at SH01.
    pub async fn another_technician(&self) -> Actor {
        let person = NewPerson {
            login: "technician.two".to_owned(),
            name: "唐宁".to_owned(),
            phone: String::new(),
            locale: Locale::ZhCn,
            password: PASSWORD.to_owned(),
            node_code: "SH01".to_owned(),
            roles: vec![Role::Technician],
        };
        identity::add_person(&self.app, &self.house, person).await.expect("a person is added");
        let attempt = SignInAttempt { login: "technician.two".to_owned(), password: PASSWORD.to_owned() };
        let session = identity::sign_in(&self.app, attempt).await.expect("signed in");
        identity::actor_of_session(&self.app, &session.token).await.expect("a session").expect("just opened").0
    }

    /// The order as the supervisor of its station sees it.
    pub async fn order(&self, number: &str) -> OrderPage {
        let supervisor = self.actor(Staff::Supervisor).await;
        orders::page(&self.app, &supervisor, number.parse().expect("a number")).await.expect("the order's page")
    }
}

/// A quotation of one line of labour.
pub fn labour(price: &str) -> QuoteDraft {
    let text = "更换排水泵".to_owned();
    let price_minor = yuan(price).minor();
    let line = QuotedLine { kind: "labour".to_owned(), text, quantity: 1, price_minor, ..QuotedLine::default() };
    QuoteDraft { lines: vec![line] }
}
