//! The sample brand: its books hold, everything is there, and a seed gives the same brand again.

use std::{collections::BTreeSet, sync::Arc};

use crate::common::Site;
use aftercare_app::{Actor, App, PasswordCost, audit, identity, orders, outbox, products};
use aftercare_domain::{orders::StateName, satisfaction::AnswerClass, warranty::Regimes};
use aftercare_kernel::{DocumentNumber, Instant, PageRequest};
use aftercare_server::{
    chance::SeededDice,
    clock::SteppingClock,
    seed::{self, EASY, PASSWORD, Seeded, Size},
};
use aftercare_testkit::{Database, Engine, engines};

/// A Wednesday afternoon, when everybody is at work.
const NOW: &str = "2026-03-25T15:10:00+08:00";
/// Hashing is not what these tests are about.
const CHEAPEST: PasswordCost = PasswordCost { memory_kib: 8, passes: 1 };

struct Sample {
    database: Database,
    app: App,
    seeded: Seeded,
}

impl Sample {
    async fn make(engine: Engine, number: u64, now: &str) -> Self {
        let database = Database::open(engine).await;
        let clock = Arc::new(SteppingClock::starting_at(Instant::from_micros(0)));
        let regimes = Regimes::builtin().expect("the regimes read");
        let dice = Arc::new(SeededDice::new(number));
        let app = App::new(database.store.clone(), clock.clone(), dice, regimes, CHEAPEST);
        let now = Instant::from_timestamp(now.parse().expect("an instant"));
        let seeded = seed::seed(&app, &clock, number, Size::SMALL, now, &|_| {}).await.expect("the sample is made");
        Self { database, app, seeded }
    }

    async fn house(&self) -> Actor {
        let brands = identity::brands(&self.app).await.expect("brands");
        identity::house(brands.first().expect("a brand")).expect("the house")
    }

    /// The id of the newest act hangs on all dice thrown and all the time passed before.
    async fn newest_act(&self) -> Option<String> {
        audit::newest_act(&self.app, &self.house().await).await.expect("asked")
    }

    async fn findings(&self) -> Vec<String> {
        let findings = audit::check(&self.app).await.expect("the check runs");
        findings.iter().map(|finding| format!("{} {}", finding.rule, finding.row)).collect()
    }

    async fn numbers_in(&self, house: &Actor, state: StateName) -> Vec<DocumentNumber> {
        let page = orders::in_state(&self.app, house, state, PageRequest::new(None, 200)).await.expect("a list");
        page.rows.iter().map(|row| row.number.parse().expect("a number")).collect()
    }
}

#[tokio::test]
async fn the_books_of_the_sample_hold_on_both_engines() {
    for engine in engines() {
        let sample = Sample::make(engine, 1, NOW).await;
        assert_eq!(sample.findings().await, Vec::<String>::new(), "{engine}");
        assert_eq!(outbox::waiting(&sample.app).await.expect("counted"), 0, "{engine}");
        sample.database.remove().await;
    }
}

#[tokio::test]
async fn every_state_and_every_answer_is_there() {
    let sample = Sample::make(Engine::Sqlite, 2, NOW).await;
    let (house, mut answers) = (sample.house().await, BTreeSet::new());
    for state in StateName::ALL {
        let numbers = sample.numbers_in(&house, *state).await;
        assert!(!numbers.is_empty(), "no order is {state}");
        for number in numbers {
            let page = orders::page(&sample.app, &house, number).await.expect("a page");
            answers.extend(page.follow_ups.into_iter().filter_map(|call| call.class));
        }
    }
    let all: BTreeSet<String> = AnswerClass::ALL.iter().map(|class| class.name().to_owned()).collect();
    assert_eq!(answers, all);
    sample.database.remove().await;
}

#[tokio::test]
async fn a_seed_gives_the_same_brand_again_and_another_seed_another() {
    let first = Sample::make(Engine::Sqlite, 3, NOW).await;
    let again = Sample::make(Engine::Sqlite, 3, NOW).await;
    let other = Sample::make(Engine::Sqlite, 4, NOW).await;
    assert_eq!(first.seeded, again.seeded);
    assert_eq!(first.newest_act().await, again.newest_act().await);
    assert_ne!(first.newest_act().await, other.newest_act().await);
    for sample in [first, again, other] {
        sample.database.remove().await;
    }
}

#[tokio::test]
async fn the_sample_is_made_at_any_hour() {
    for (number, now) in [(5, "2026-03-25T03:30:00+08:00"), (6, "2026-02-17T00:05:00+08:00")] {
        let sample = Sample::make(Engine::Sqlite, number, now).await;
        assert_eq!(sample.findings().await, Vec::<String>::new(), "{now}");
        sample.database.remove().await;
    }
}

#[tokio::test]
async fn there_are_sixty_models_and_people_for_each_role_who_can_sign_in() {
    let sample = Sample::make(Engine::Sqlite, 7, NOW).await;
    let house = sample.house().await;
    let models = products::models(&sample.app, &house, PageRequest::new(None, 200)).await.expect("models");
    assert_eq!(models.rows.len(), 60);
    let first: Vec<&str> = sample.seeded.logins.iter().map(|login| login.login.as_str()).take(EASY.len()).collect();
    assert_eq!(first, EASY, "one of each role comes first");
    for login in EASY {
        let attempt = identity::SignInAttempt { login: login.to_owned(), password: PASSWORD.to_owned() };
        identity::sign_in(&sample.app, attempt).await.unwrap_or_else(|why| panic!("{login}: {why}"));
    }
    sample.database.remove().await;
}

#[test]
fn the_command_prints_a_line_for_each_login_and_fills_a_database_once() {
    let site = Site::empty();
    let printed = site.run(&["seed", "--small"]).expect_code(0).stdout();
    let first = printed.lines().next().expect("a line");
    assert_eq!(first.split('\t').collect::<Vec<_>>(), ["agent", "agent", PASSWORD]);
    assert!(printed.lines().all(|line| line.split('\t').count() == 3), "{printed}");
    site.run(&["check"]).expect_code(0);
    site.run(&["seed", "--small"]).expect_code(1).complains("there is a brand");
}
