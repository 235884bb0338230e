//! A house that runs in the test: a database, a brand, a clock, and people to ask.

use std::{sync::Arc, thread};

use aftercare_app::{
    Actor, App, PasswordCost, audit,
    identity::{self, SignInAttempt},
    outbox,
};
use aftercare_domain::{identity::TokenScope, warranty::Regimes};
use aftercare_kernel::id::{BrandId, OutboxId};
use aftercare_store::Tx;
use aftercare_web::{Settings, Web};
use axum::Router;

use crate::{
    brand::{self, PASSWORD, Staff},
    catalogue,
    client::Client,
    clock::FixedClock,
    database::{Database, Engine, engines},
    dice::SeededDice,
};

/// A Monday morning; the week has no holiday.
const START: &str = "2026-03-02T09:00:00+08:00";
/// Hashing is not what these tests are about.
const CHEAPEST: PasswordCost = PasswordCost { memory_kib: 8, passes: 1 };
/// So many messages are delivered before a test is called endless.
const MOST_MESSAGES: usize = 10_000;

pub struct World {
    pub app: App,
    pub clock: Arc<FixedClock>,
    pub router: Router,
    /// The house itself, for what no person does.
    pub house: Actor,
    database: Option<Database>,
}

/// Tells the story on SQLite, and on PostgreSQL when there is one; then finishes the world.
pub async fn on_both_engines(story: impl AsyncFn(&World)) {
    for engine in engines() {
        let world = World::on(engine).await;
        story(&world).await;
        world.finish().await;
    }
}

impl World {
    /// On SQLite, with the small brand founded.
    pub async fn new() -> Self {
        Self::on(Engine::Sqlite).await
    }

    pub async fn on(engine: Engine) -> Self {
        let database = Database::open(engine).await;
        let clock = Arc::new(FixedClock::at(START));
        let regimes = Regimes::builtin().expect("the regimes built in read");
        let dice = Arc::new(SeededDice::new(20_260_302));
        let app = App::new(database.store.clone(), clock.clone(), dice, regimes, CHEAPEST);
        let house = brand::found(&app).await;
        catalogue::stock(&app, &house).await;
        let settings = Settings { secure_cookies: false, sign_ins_per_minute: 10_000, ..Settings::default() };
        let router = aftercare_web::router(Web::new(app.clone(), settings));
        Self { app, clock, router, house, database: Some(database) }
    }

    pub fn brand(&self) -> BrandId {
        self.house.brand
    }

    pub fn engine(&self) -> Engine {
        self.app.store().engine()
    }

    /// Somebody who is not signed in.
    pub fn stranger(&self) -> Client {
        Client::stranger(self.router.clone())
    }

    /// One of the staff, signed in at the page, with an API token that may do all the person may.
    pub async fn staff(&self, staff: Staff) -> Client {
        let mut client = self.stranger();
        let answer = client.sign_in(staff.login(), PASSWORD).await;
        assert!(
            answer.status.is_redirection(),
            "{} does not sign in: {}\n{}",
            staff.login(),
            answer.status,
            answer.text()
        );
        let actor = self.actor(staff).await;
        let scopes = TokenScope::ALL.to_vec();
        let token = identity::make_token(&self.app, &actor, "testkit".to_owned(), scopes, None).await;
        client.with_token(token.expect("a token is made").secret)
    }

    /// One of the staff as a use case sees them.
    pub async fn actor(&self, staff: Staff) -> Actor {
        let attempt = SignInAttempt { login: staff.login().to_owned(), password: PASSWORD.to_owned() };
        let session = identity::sign_in(&self.app, attempt).await.expect("the staff sign in");
        let found = identity::actor_of_session(&self.app, &session.token).await.expect("a session is read");
        found.expect("the session just opened is there").0
    }

    pub async fn agent(&self) -> Client {
        self.staff(Staff::Agent).await
    }
    pub async fn dispatcher(&self) -> Client {
        self.staff(Staff::Dispatcher).await
    }
    pub async fn clerk(&self) -> Client {
        self.staff(Staff::Clerk).await
    }
    pub async fn technician(&self) -> Client {
        self.staff(Staff::Technician).await
    }
    pub async fn supervisor(&self) -> Client {
        self.staff(Staff::Supervisor).await
    }
    pub async fn manager(&self) -> Client {
        self.staff(Staff::Manager).await
    }
    pub async fn finance(&self) -> Client {
        self.staff(Staff::Finance).await
    }
    pub async fn auditor(&self) -> Client {
        self.staff(Staff::Auditor).await
    }
    pub async fn administrator(&self) -> Client {
        self.staff(Staff::Administrator).await
    }

    /// Lets everything leave the house that is due.
    pub async fn deliver(&self) {
        let mut all = 0;
        loop {
            let delivered = outbox::deliver_due(&self.app, 100).await.expect("the outbox is delivered");
            all += delivered;
            assert!(all < MOST_MESSAGES, "the outbox fills itself");
            if delivered == 0 {
                return;
            }
        }
    }

    /// Puts a message in the outbox as some use case of another version might.
    pub async fn put_in_outbox(&self, kind: &'static str, payload: &'static str) {
        let (brand, now) = (self.brand(), self.clock.peek());
        let id = OutboxId::new(now, &SeededDice::new(1));
        let put = move |tx: &mut dyn Tx| aftercare_store::outbox::enqueue(tx, id, brand, kind, kind, payload, now);
        self.app.store().write("testkit.put_in_outbox", put).await.expect("the message is put");
    }

    /// What `aftercare check` says, a line per finding.
    pub async fn findings(&self) -> Vec<String> {
        let findings = audit::check(&self.app).await.expect("the check runs");
        findings.iter().map(|finding| format!("{}: {}", finding.rule, finding.row)).collect()
    }

    /// Goes to the next day and seals the days that are over.
    pub async fn seal(&self) {
        self.clock.advance_days(1);
        audit::seal_finished_days(&self.app).await.expect("the days are sealed");
    }

    /// The end of every story: nothing is left to deliver, every day is sealed, the books hold.
    pub async fn finish(mut self) {
        self.deliver().await;
        assert_eq!(outbox::waiting(&self.app).await.expect("the outbox is counted"), 0, "messages wait in the outbox");
        self.seal().await;
        assert_eq!(self.findings().await, Vec::<String>::new(), "the books do not hold on {}", self.engine());
        self.remove().await;
    }

    /// Leaves without the checks, for a test that has bent the books itself.
    pub async fn abandon(mut self) {
        self.remove().await;
    }

    async fn remove(&mut self) {
        if let Some(database) = self.database.take() {
            database.remove().await;
        }
    }
}

impl Drop for World {
    fn drop(&mut self) {
        if self.database.is_some() && !thread::panicking() {
            panic!("a World was dropped without finish(): its books were not checked");
        }
    }
}
