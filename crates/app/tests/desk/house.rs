//! A small brand on SQLite for one test.

use std::{
    sync::{
        Arc,
        atomic::{AtomicI64, AtomicU64, Ordering},
    },
    time::Duration,
};

use aftercare_app::{
    Actor, App, Error, PasswordCost, audit,
    customers::AddressDraft,
    identity::{self, NewBrand, NewNode, NewPerson, SignInAttempt},
    intake::{self, CustomerChoice, DeviceChoice, NewCase, Registered, TypedCustomer, TypedDevice},
    outbox, products,
};
use aftercare_domain::{
    customers::CustomerKind,
    identity::{NodeKind, Ownership, Role},
    intake::{CaseKind, Channel},
    orders::Mode,
    products::ModelEntry,
    warranty::Regimes,
};
use aftercare_kernel::{Clock, Currency, Dice, DocumentNumber, Instant, Locale, Money};
use aftercare_store::{Durability, Store, StoreOptions};
use tempfile::TempDir;

const PASSWORD: &str = "sample-house-2026";
/// 2026-03-02 09:00 in Shanghai, a Monday.
const START: i64 = 1_772_413_200_000_000;

pub struct House {
    pub app: App,
    pub operator: Actor,
    pub clock: Arc<Ticking>,
    directory: TempDir,
}

/// A millisecond for every question.
pub struct Ticking(AtomicI64);

impl Ticking {
    pub fn advance_days(&self, days: i64) {
        self.0.fetch_add(days * 86_400_000_000, Ordering::SeqCst);
    }
}

impl Clock for Ticking {
    fn now(&self) -> Instant {
        Instant::from_micros(self.0.fetch_add(1_000, Ordering::SeqCst))
    }
}

/// Never the same bytes twice; that is all a test asks of chance.
struct Counting(AtomicU64);

impl Dice for Counting {
    fn fill(&self, bytes: &mut [u8]) {
        for chunk in bytes.chunks_mut(8) {
            let drawn = self.0.fetch_add(0x9e37_79b9_7f4a_7c15, Ordering::SeqCst);
            let mixed = (drawn ^ (drawn >> 29)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
            chunk.copy_from_slice(&mixed.to_be_bytes()[..chunk.len()]);
        }
    }
}

impl House {
    pub async fn new() -> Self {
        let directory = tempfile::tempdir().unwrap();
        let url = format!("sqlite:{}", directory.path().join("house.db").display());
        let patience = Duration::from_mins(2);
        let (create, migrate, durability) = (true, true, Durability::Off);
        let options = StoreOptions { create, migrate, durability, patience, ..StoreOptions::default() };
        let store = Store::open(&url, &options).await.unwrap();
        let clock = Arc::new(Ticking(AtomicI64::new(START)));
        let cheapest = PasswordCost { memory_kib: 8, passes: 1 };
        let regimes = Regimes::builtin().unwrap();
        let app = App::new(store, clock.clone(), Arc::new(Counting(AtomicU64::new(1))), regimes, cheapest);
        let operator = identity::found_brand(&app, hx()).await.unwrap();
        let house = Self { app, operator, clock, directory };
        house.furnish().await;
        house
    }

    async fn furnish(&self) {
        for (parent, kind, code, region) in [
            ("HX", NodeKind::Hq, "HQ", None),
            ("HQ", NodeKind::Station, "SH01", Some("CN-SH")),
            ("HQ", NodeKind::Station, "BJ01", Some("CN-BJ")),
        ] {
            identity::add_node(&self.app, &self.operator, node(parent, kind, code, region)).await.unwrap();
        }
        for (login, node, role) in [
            ("agent", "HQ", Role::Agent),
            ("clerk", "SH01", Role::Clerk),
            ("supervisor", "SH01", Role::Supervisor),
            ("clerk.bj", "BJ01", Role::Clerk),
            ("manager", "HQ", Role::Manager),
            ("finance", "HQ", Role::Finance),
        ] {
            identity::add_person(&self.app, &self.operator, person(login, node, role)).await.unwrap();
        }
        products::create_model(&self.app, &self.operator, model("HX-P60")).await.unwrap();
    }

    /// A further station, which stands in a division.
    pub async fn station(&self, code: &str, region: &str, division: &str) {
        let node = node("HQ", NodeKind::Station, code, Some(region));
        let division = Some(division.to_owned());
        identity::add_node(&self.app, &self.operator, NewNode { division, ..node }).await.unwrap();
    }

    pub async fn actor(&self, login: &str) -> Actor {
        let attempt = SignInAttempt { login: login.to_owned(), password: PASSWORD.to_owned() };
        let session = identity::sign_in(&self.app, attempt).await.unwrap();
        identity::actor_of_session(&self.app, &session.token).await.unwrap().unwrap().0
    }

    pub async fn register(&self, actor: &Actor, case: NewCase) -> Result<Registered, Error> {
        intake::register(&self.app, actor, case, None).await
    }

    pub fn path(&self, name: &str) -> std::path::PathBuf {
        self.directory.path().join(name)
    }

    /// Everything in order in the books, and every message delivered.
    pub async fn check(&self) {
        while outbox::deliver_due(&self.app, 100).await.unwrap() > 0 {}
        assert_eq!(audit::check(&self.app).await.unwrap(), []);
        assert_eq!(outbox::waiting(&self.app).await.unwrap(), 0);
    }
}

fn hx() -> NewBrand {
    NewBrand {
        code: "HX".to_owned(),
        name: "华新".to_owned(),
        name_en: "Huaxin".to_owned(),
        accent: "#0b6e4f".to_owned(),
        country: "CN".to_owned(),
        currency: Currency::CNY,
        zone: "Asia/Shanghai".to_owned(),
        service_phone: "4008200000".to_owned(),
    }
}

fn node(parent: &str, kind: NodeKind, code: &str, region: Option<&str>) -> NewNode {
    NewNode {
        parent: parent.to_owned(),
        kind,
        ownership: Ownership::Own,
        code: code.to_owned(),
        name: code.to_owned(),
        name_en: code.to_owned(),
        region: region.map(str::to_owned),
        division: None,
        address: String::new(),
        phone: String::new(),
        hours: None,
    }
}

fn person(login: &str, node: &str, role: Role) -> NewPerson {
    NewPerson {
        login: login.to_owned(),
        name: login.to_owned(),
        phone: String::new(),
        locale: Locale::ZhCn,
        password: PASSWORD.to_owned(),
        node_code: node.to_owned(),
        roles: vec![role],
    }
}

pub fn model(code: &str) -> ModelEntry {
    ModelEntry {
        code: code.to_owned(),
        name: "华新 极光手机".to_owned(),
        name_en: "HX Aurora".to_owned(),
        category: "mobile_phone".to_owned(),
        regime: Some("cn.mobile.2001".to_owned()),
        price: Money::from_minor(299_900, Currency::CNY),
        active: true,
    }
}

pub fn caller(name: &str, phone: &str) -> CustomerChoice {
    CustomerChoice::Typed(TypedCustomer {
        kind: CustomerKind::Person,
        name: name.to_owned(),
        phone: phone.to_owned(),
        phone_2: None,
        email: None,
        language: Locale::ZhCn,
    })
}

pub fn phone_with(serial: &str) -> DeviceChoice {
    let typed = TypedDevice { model_code: "HX-P60".to_owned(), serial: serial.to_owned(), ..TypedDevice::default() };
    DeviceChoice::Typed(typed)
}

/// A repair at the counter of SH01.
pub fn repair(name: &str, phone: &str, serial: &str) -> NewCase {
    NewCase {
        kind: CaseKind::Repair,
        channel: Channel::WalkIn,
        mode: Some(Mode::WalkIn),
        symptom: "手机黑屏无法开机".to_owned(),
        customer: caller(name, phone),
        device: phone_with(serial),
        address: None,
        station: Some("SH01".to_owned()),
    }
}

pub fn at(division: &str, line: &str) -> AddressDraft {
    AddressDraft { division: division.to_owned(), line: line.to_owned() }
}

pub fn number(text: &str) -> DocumentNumber {
    text.parse().unwrap()
}

/// The code of a refusal.
pub fn code<T: std::fmt::Debug>(outcome: Result<T, Error>) -> &'static str {
    match outcome {
        Err(Error::Refusal(refusal)) => refusal.code,
        other => panic!("not refused: {other:?}"),
    }
}
