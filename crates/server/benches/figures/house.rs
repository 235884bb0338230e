//! A house to measure: the small brand of the testkit in a fresh database, served by the real binary.

use std::{
    io::{BufRead, BufReader, BufWriter, Write},
    net::SocketAddr,
    path::{Path, PathBuf},
    process::{Child, Command, Stdio},
    sync::Arc,
    time::{Duration, Instant},
};

use aftercare_app::{
    App, PasswordCost,
    identity::{self, NewNode},
};
use aftercare_domain::{
    identity::{NodeKind, Ownership, TokenScope},
    warranty::Regimes,
};
use aftercare_kernel::{Clock, Instant as Moment};
use aftercare_store::{Store, StoreOptions};
use aftercare_testkit::{PASSWORD, PHONE, SeededDice, Staff, found, stock};
use tempfile::TempDir;

use crate::client::Connection;

/// As many stations as the sample brand has; each has its own series of numbers.
const STATIONS: usize = 12;
const BINARY: &str = env!("CARGO_BIN_EXE_aftercare");
/// How long a server may take to say that it is ready.
const PATIENCE: Duration = Duration::from_secs(60);

#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Engine {
    Sqlite,
    Postgres,
}

pub struct House {
    folder: TempDir,
    database: String,
    rights: Rights,
}

/// The headers by which an agent is known: as a program, and in a browser.
#[derive(Clone)]
pub struct Rights {
    pub token: String,
    pub cookie: String,
}

struct WallClock;

impl Clock for WallClock {
    fn now(&self) -> Moment {
        let since = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH).expect("a clock after 1970");
        Moment::from_micros(i64::try_from(since.as_micros()).expect("a time"))
    }
}

impl House {
    pub fn found(engine: Engine) -> Self {
        let folder =
            tempfile::Builder::new().prefix("figures").tempdir_in(env!("CARGO_TARGET_TMPDIR")).expect("a folder");
        let database = match engine {
            Engine::Sqlite => format!("sqlite:{}", folder.path().join("figures.db").display()),
            Engine::Postgres => postgres().expect("PostgreSQL"),
        };
        let rights = runtime().block_on(found_brand(&database));
        Self { folder, database, rights }
    }

    pub fn on_postgres() -> Option<Self> {
        postgres().map(|_| Self::found(Engine::Postgres))
    }

    /// The sample brand, made by the binary as `make run` makes it.
    pub fn seeded() -> Self {
        let folder =
            tempfile::Builder::new().prefix("figures").tempdir_in(env!("CARGO_TARGET_TMPDIR")).expect("a folder");
        let database = format!("sqlite:{}", folder.path().join("figures.db").display());
        let output = Command::new(BINARY).args(["seed", "--database", &database]).output().expect("the binary runs");
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        let said = String::from_utf8(output.stdout).expect("text");
        let agent = said.lines().find(|line| line.starts_with("agent\t")).expect("an agent can sign in");
        let mut fields = agent.split('\t').skip(1).map(str::to_owned);
        let (login, password) = (fields.next().expect("a login"), fields.next().expect("a password"));
        let rights = runtime().block_on(async { rights_of(&open(&database).await, &login, &password).await });
        Self { folder, database, rights }
    }

    /// What PostgreSQL's own upkeep does within a minute: plans made for empty tables are made anew. SQLite keeps no counts.
    pub fn count_anew(&self) {
        if self.database.starts_with("sqlite:") {
            return;
        }
        runtime().block_on(async {
            let app = open(&self.database).await;
            app.store().analyze().await.expect("the tables are counted");
            app.store().clone().close().await;
        });
    }

    pub fn rights(&self) -> Rights {
        self.rights.clone()
    }

    /// Starts the binary on a free port of loopback, and waits until it is ready.
    pub fn serve(&self) -> Server {
        let began = Instant::now();
        let mut child = Command::new(BINARY)
            .args(["serve", "--database", &self.database, "--listen", "127.0.0.1:0"])
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .expect("the server starts");
        let mut said = BufReader::new(child.stdout.take().expect("a pipe"));
        let address = loop {
            let mut line = String::new();
            let read = said.read_line(&mut line).expect("a line");
            assert!(read > 0 && began.elapsed() < PATIENCE, "the server did not start");
            if let Some((_, address)) = line.trim().rsplit_once("http://") {
                break address.parse().expect("an address");
            }
        };
        let ready = Connection::open(address).get("/readyz", "Accept: */*").status;
        assert_eq!(ready, 200);
        Server { address, started_in: began.elapsed(), child }
    }

    pub fn devices_file(&self, rows: usize) -> PathBuf {
        let file = self.folder.path().join("devices.csv");
        let mut out = BufWriter::new(std::fs::File::create(&file).expect("a file"));
        writeln!(out, "serial,imei,model,sold_on,invoice_number,price").expect("a row");
        for row in 0..rows {
            let day = 1 + row % 28;
            writeln!(
                out,
                "{},{},{PHONE},2025-{:02}-{day:02},INV{row:08},2999.00",
                serial(row),
                imei(row),
                1 + row % 12
            )
            .expect("a row");
        }
        out.flush().expect("the rows");
        file
    }

    pub fn customers_file(&self, rows: usize) -> PathBuf {
        let file = self.folder.path().join("customers.csv");
        let mut out = BufWriter::new(std::fs::File::create(&file).expect("a file"));
        writeln!(out, "name,phone").expect("a row");
        for row in 0..rows {
            writeln!(out, "{},{}", name(row), phone(row)).expect("a row");
        }
        out.flush().expect("the rows");
        file
    }

    /// Runs `aftercare import` over a file.
    pub fn import(&self, kind: &str, file: &Path) -> Duration {
        let began = Instant::now();
        let output = Command::new(BINARY)
            .args(["import", kind, "--database", &self.database])
            .arg(file)
            .output()
            .expect("the binary runs");
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        began.elapsed()
    }
}

pub struct Server {
    pub address: SocketAddr,
    pub started_in: Duration,
    child: Child,
}

impl Server {
    /// User and system time so far.
    pub fn cpu_seconds(&self) -> f64 {
        let stat = std::fs::read_to_string(format!("/proc/{}/stat", self.child.id())).expect("the process");
        let fields: Vec<&str> = stat.rsplit(')').next().expect("fields").split_whitespace().collect();
        let ticks: f64 = [11, 12].iter().map(|at| fields[*at].parse::<f64>().expect("ticks")).sum();
        ticks / 100.0
    }

    pub fn resident_mib(&self) -> f64 {
        let status = std::fs::read_to_string(format!("/proc/{}/status", self.child.id())).expect("the process");
        let line = status.lines().find(|line| line.starts_with("VmRSS:")).expect("its size");
        line.split_whitespace().nth(1).and_then(|kib| kib.parse::<f64>().ok()).expect("KiB") / 1024.0
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// A case as a desk sends it: a new customer, a new phone under the law, at the counter of one of the stations.
pub fn case_body(number: usize) -> String {
    serde_json::json!({
        "kind": "repair",
        "channel": "phone",
        "mode": "walk_in",
        "symptom": "手机黑屏无法开机，充电没有反应",
        "customer": { "name": name(number), "phone": phone(number) },
        "device": {
            "model": PHONE, "serial": format!("B{number:09}"), "sold_on": "2025-11-02",
            "price": "2999.00", "papers": ["invoice", "voucher"],
        },
        "station": format!("SH{:02}", 1 + number % STATIONS),
    })
    .to_string()
}

pub fn serial(row: usize) -> String {
    format!("D{row:09}")
}

/// A test type code, the row, and the check digit of Luhn.
pub fn imei(row: usize) -> String {
    let body = format!("35000000{:06}", row % 1_000_000);
    let body = if row < 1_000_000 { body } else { format!("35000001{:06}", row % 1_000_000) };
    let sum: u32 = body.chars().rev().enumerate().map(|(place, digit)| luhn(place, digit)).sum();
    format!("{body}{}", (10 - sum % 10) % 10)
}

fn luhn(place: usize, digit: char) -> u32 {
    let digit = digit.to_digit(10).expect("a digit");
    match place % 2 {
        0 => digit * 2 / 10 + digit * 2 % 10,
        _ => digit,
    }
}

pub fn phone(row: usize) -> String {
    format!("139{:08}", row % 100_000_000)
}

const FAMILY: &str = "王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹";
const GIVEN: &str =
    "伟芳娜敏静丽强磊军洋勇艳杰娟涛明超秀霞平刚桂英华玉兰红玲文辉建国志海云峰春雪梅飞宇欣浩然子轩雨桐佳琪思远晨曦";

/// Family name and two characters: as many names as a big city has, not as many as rows.
pub fn name(row: usize) -> String {
    let pick = |from: &str, at: usize| from.chars().nth(at % from.chars().count()).expect("a character");
    [pick(FAMILY, row * 7), pick(GIVEN, row / 3), pick(GIVEN, row / 100 + row * 13)].into_iter().collect()
}

fn postgres() -> Option<String> {
    std::env::var("AFTERCARE_TEST_POSTGRES").ok()
}

fn runtime() -> tokio::runtime::Runtime {
    tokio::runtime::Builder::new_multi_thread().enable_all().build().expect("a runtime")
}

async fn open(database: &str) -> App {
    let options = StoreOptions { create: true, migrate: true, ..StoreOptions::default() };
    let store = Store::open(database, &options).await.expect("the database opens");
    let regimes = Regimes::builtin().expect("the regimes read");
    App::new(store, Arc::new(WallClock), Arc::new(SeededDice::new(seed())), regimes, PasswordCost::default())
}

/// Another seed for each run, so that ids never meet those of a database that is there.
fn seed() -> u64 {
    u64::from(std::process::id()) << 32 | u64::try_from(WallClock.now().micros() & 0xffff_ffff).unwrap_or(0)
}

async fn found_brand(database: &str) -> Rights {
    let app = open(database).await;
    let house = found(&app).await;
    stock(&app, &house).await;
    for number in 3..=STATIONS {
        identity::add_node(&app, &house, station(number)).await.expect("a station is added");
    }
    let rights = rights_of(&app, Staff::Agent.login(), PASSWORD).await;
    app.store().clone().close().await;
    rights
}

fn station(number: usize) -> NewNode {
    NewNode {
        parent: "EAST".to_owned(),
        kind: NodeKind::Station,
        ownership: Ownership::Own,
        code: format!("SH{number:02}"),
        name: format!("上海第{number}维修站"),
        name_en: format!("Shanghai {number}"),
        region: Some("CN-SH".to_owned()),
        division: None,
        address: "上海市".to_owned(),
        phone: "02155550000".to_owned(),
        hours: None,
    }
}

async fn rights_of(app: &App, login: &str, password: &str) -> Rights {
    let attempt = identity::SignInAttempt { login: login.to_owned(), password: password.to_owned() };
    let session = identity::sign_in(app, attempt).await.expect("signs in");
    let actor = identity::actor_of_session(app, &session.token).await.expect("a session").expect("somebody").0;
    let token = identity::make_token(app, &actor, "figures".to_owned(), TokenScope::ALL.to_vec(), None).await;
    Rights {
        token: format!("Authorization: Bearer {}", token.expect("a token").secret),
        cookie: format!("Cookie: aftercare_session={}", session.token),
    }
}
