//! The binary as an operator runs it: a folder of its own, a database in it, processes started and ended.

use std::{
    io::{BufRead, BufReader, Read, Write},
    path::{Path, PathBuf},
    process::{Child, ChildStdout, Command, Output, Stdio},
    sync::Arc,
    time::Duration,
};

use aftercare_app::{Actor, App, PasswordCost, identity};
use aftercare_domain::{identity::TokenScope, warranty::Regimes};
use aftercare_server::{chance::SystemDice, clock::SystemClock};
use aftercare_store::{Statement, Store, StoreError, StoreOptions};
use aftercare_testkit::PASSWORD;
use tempfile::TempDir;

/// A folder with (or soon with) a database.
pub struct Site {
    folder: TempDir,
    elsewhere: Option<String>,
}

impl Site {
    pub fn empty() -> Self {
        Self { folder: tempfile::tempdir().expect("a temporary folder"), elsewhere: None }
    }

    /// A folder for a database that is elsewhere.
    pub fn beside(url: &str, schema: &str) -> Self {
        let site = Self { folder: tempfile::tempdir().expect("a temporary folder"), elsewhere: Some(url.to_owned()) };
        std::fs::write(site.path("elsewhere.toml"), format!("database_schema = \"{schema}\"")).expect("written");
        site
    }

    /// With a schema and nothing in it.
    pub fn migrated() -> Self {
        let site = Self::empty();
        site.run(&["migrate", "--create"]).expect_code(0);
        site
    }

    /// With the small brand of the testkit.
    pub async fn founded() -> Self {
        let site = Self::migrated();
        site.inside(async |app| {
            let house = aftercare_testkit::found(app).await;
            aftercare_testkit::stock(app, &house).await;
        })
        .await;
        site
    }

    pub fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }
    pub fn database(&self) -> PathBuf {
        self.path("aftercare.db")
    }
    pub fn url(&self) -> String {
        if let Some(url) = &self.elsewhere {
            return url.clone();
        }
        format!("sqlite:{}", self.database().display())
    }

    pub fn command(&self, args: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_aftercare"));
        command.args(args).current_dir(self.folder.path());
        if args.first() != Some(&"decide") {
            command.args(["--database", &self.url()]);
        }
        if self.elsewhere.is_some() {
            command.args(["--config", "elsewhere.toml"]);
        }
        command
    }

    pub fn run(&self, args: &[&str]) -> Ran {
        self.run_with_input(args, "")
    }

    pub fn run_with_input(&self, args: &[&str], input: &str) -> Ran {
        let mut command = self.command(args);
        command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
        let mut child = command.spawn().expect("the binary starts");
        let mut stdin = child.stdin.take().expect("a pipe");
        let input = input.to_owned();
        // Beside the reading: neither side may wait for the other with a full pipe.
        let writer = std::thread::spawn(move || stdin.write_all(input.as_bytes()));
        let output = child.wait_with_output().expect("the binary ends");
        // A binary that refuses its arguments does not read.
        let _ = writer.join().expect("the writer ends");
        Ran { name: args.join(" "), output }
    }

    pub fn serve(&self, args: &[&str]) -> Server {
        Server::start(self.command(&[&["serve", "--listen", "127.0.0.1:0"], args].concat()))
    }

    /// Works on the database by the use cases themselves, as a program beside the binary.
    pub async fn inside<T>(&self, work: impl AsyncFnOnce(&App) -> T) -> T {
        let store = Store::open(&self.url(), &StoreOptions::default()).await.expect("the database opens");
        let regimes = Regimes::builtin().expect("the regimes read");
        let cost = PasswordCost { memory_kib: 8, passes: 1 };
        let app = App::new(store.clone(), Arc::new(SystemClock), Arc::new(SystemDice), regimes, cost);
        let done = work(&app).await;
        store.close().await;
        done
    }

    /// Changes rows behind the program's back.
    pub async fn sql(&self, sql: &'static str) {
        let store = Store::open(&self.url(), &StoreOptions::default()).await.expect("the database opens");
        let statement: &'static Statement = Box::leak(Box::new(Statement::new("test", sql)));
        let done: Result<u64, StoreError> = store.write("test", move |tx| tx.execute(statement, &[])).await;
        done.expect("the statement runs");
        store.close().await;
    }

    /// A token of one of the staff that may do all the person may.
    pub async fn token(&self, login: &str) -> String {
        self.inside(async |app| {
            let actor = sign_in(app, login, PASSWORD).await.expect("signs in");
            let made = identity::make_token(app, &actor, "test".to_owned(), TokenScope::ALL.to_vec(), None).await;
            made.expect("a token is made").secret
        })
        .await
    }
}

pub async fn sign_in(app: &App, login: &str, password: &str) -> Result<Actor, aftercare_app::Error> {
    let attempt = identity::SignInAttempt { login: login.to_owned(), password: password.to_owned() };
    let session = identity::sign_in(app, attempt).await?;
    let found = identity::actor_of_session(app, &session.token).await?;
    found.map(|(actor, _)| actor).ok_or(aftercare_app::Error::Unauthenticated)
}

/// What a command left.
pub struct Ran {
    name: String,
    output: Output,
}

impl Ran {
    #[track_caller]
    pub fn expect_code(self, code: i32) -> Self {
        assert_eq!(self.output.status.code(), Some(code), "{}\n{}{}", self.name, self.stdout(), self.stderr());
        self
    }
    /// Somewhere on stderr.
    #[track_caller]
    pub fn complains(self, words: &str) -> Self {
        assert!(self.stderr().contains(words), "{}: no {words:?} in\n{}", self.name, self.stderr());
        self
    }
    pub fn stdout(&self) -> String {
        String::from_utf8_lossy(&self.output.stdout).into_owned()
    }
    pub fn stderr(&self) -> String {
        String::from_utf8_lossy(&self.output.stderr).into_owned()
    }
}

/// A server that runs until it is stopped, killed or dropped.
pub struct Server {
    child: Child,
    pub address: String,
    stdout: BufReader<ChildStdout>,
}

impl Server {
    fn start(mut command: Command) -> Self {
        let mut child = command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().expect("the server starts");
        let mut stdout = BufReader::new(child.stdout.take().expect("a pipe"));
        let mut line = String::new();
        stdout.read_line(&mut line).expect("the server says where it is");
        let Some(address) = line.trim().strip_prefix("Aftercare serves ") else {
            let mut complaint = String::new();
            let _ = child.stderr.take().expect("a pipe").read_to_string(&mut complaint);
            panic!("the server does not serve: {line:?}\n{complaint}");
        };
        let address = address.to_owned();
        // Nobody reads the logs; a full pipe must not stop the server.
        let mut logs = child.stderr.take().expect("a pipe");
        std::thread::spawn(move || std::io::copy(&mut logs, &mut std::io::sink()));
        Self { child, address, stdout }
    }

    pub fn url(&self, path: &str) -> String {
        format!("{}{path}", self.address)
    }

    pub fn get(&self, path: &str) -> (u16, String) {
        let mut answer = agent().get(self.url(path)).call().expect("the server answers");
        (answer.status().as_u16(), answer.body_mut().read_to_string().expect("a body"))
    }

    pub fn terminate(&self) {
        let pid = self.child.id().to_string();
        let sent = Command::new("kill").args(["-TERM", &pid]).status().expect("kill is there");
        assert!(sent.success());
    }

    /// Exit code after SIGTERM.
    pub fn stop(mut self) -> i32 {
        self.terminate();
        let status = self.child.wait().expect("the server ends");
        status.code().expect("it ends by itself")
    }

    /// As if the power failed for the program.
    pub fn kill(mut self) {
        self.child.kill().expect("a process that runs can be killed");
        self.child.wait().expect("it is gone");
    }

    /// What it printed besides its address, once it has ended.
    pub fn rest_of_stdout(&mut self) -> String {
        let mut rest = String::new();
        self.stdout.read_to_string(&mut rest).expect("text");
        rest
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        // It may have ended already.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// Answers of every status, within two minutes.
pub fn agent() -> ureq::Agent {
    let config = ureq::Agent::config_builder()
        .http_status_as_error(false)
        .timeout_global(Some(Duration::from_secs(120)))
        .build();
    config.into()
}

/// Sees where a form leads instead of going there.
pub fn agent_without_redirects() -> ureq::Agent {
    let config = ureq::Agent::config_builder().http_status_as_error(false).max_redirects(0).build();
    config.into()
}

pub fn mode_of(file: &Path) -> u32 {
    use std::os::unix::fs::PermissionsExt;
    std::fs::metadata(file).expect("the file is there").permissions().mode() & 0o777
}
