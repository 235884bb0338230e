//! A paid repair in steps, for tests that break off somewhere in it.

use aftercare_app::{
    Actor,
    identity::{self, NewPerson, SignInAttempt},
    orders::{self, Assignment, Diagnosis, OrderPage, QuoteDraft, QuotedLine},
};
use aftercare_domain::{
    identity::Role,
    orders::{CheckResult, FaultCause, Mode, Outcome},
};
use aftercare_kernel::Locale;

use crate::{PASSWORD, Staff, WASHER, World, at, slip, work_done, yuan};

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
    QuoteDraft {
        lines: vec![QuotedLine { kind: "labour".to_owned(), text, quantity: 1, price_minor: yuan(price).minor() }],
    }
}
