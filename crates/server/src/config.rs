//! Configuration: defaults, then a TOML file, then the environment, then the command line. Read once.

use std::{
    fs,
    net::{Ipv4Addr, SocketAddr},
    path::{Path, PathBuf},
    time::Duration,
};

use aftercare_store::{Durability, StoreOptions};
use aftercare_web::Settings;
use figment::{
    Figment,
    providers::{Env, Format, Serialized, Toml},
};
use serde::{Deserialize, Serialize};

use crate::{failure::Failure, telemetry::Render};

/// Everything that can be set. A key of the file in capitals with `AFTERCARE_` before it is its name in the environment.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Config {
    /// `sqlite:FILE` or `postgres://USER:PASSWORD@HOST/NAME`.
    pub database: String,
    /// PostgreSQL: the schema to work in, instead of the connection's.
    pub database_schema: Option<String>,
    /// SQLite: the file grows up to here; writing then answers 507 instead of filling the disk.
    pub database_max_bytes: Option<u64>,
    /// How many changes may wait for the database before the answer is 503.
    pub database_queue: usize,
    /// SQLite: readers at a time, each with up to 8 MiB.
    pub database_readers: usize,
    /// PostgreSQL: connections at a time.
    pub database_connections: usize,
    /// Address and port of the pages and the API.
    pub listen: SocketAddr,
    /// Scheme, host and port that browsers see, when a proxy in front changes `Host`: `https://service.example.com`.
    pub public_origin: Option<String>,
    /// A proxy of ours writes the last entry of `X-Forwarded-For`.
    pub behind_proxy: bool,
    /// Cookies travel over TLS only. Unset: yes, unless `listen` is this machine and `public_origin` is not https.
    pub secure_cookies: Option<bool>,
    /// How long a request may take, in seconds.
    pub request_seconds: u64,
    /// Sign-ins that one network address may try in a minute.
    pub sign_ins_per_minute: u32,
    /// Pages that are kept up to date live, at a time.
    pub live_connections: usize,
    /// Where files that were sent wait until they are taken, for a day at most.
    pub uploads: PathBuf,
    /// A folder of warranty regimes (`*.toml`) instead of those built in.
    pub rules: Option<PathBuf>,
    /// `text` for people, `json` for a log collector.
    pub log_format: LogFormat,
    /// Which logs: `info`, or by module like `warn,aftercare_app=debug`.
    pub log_level: String,
    /// How long requests under way may take to finish when the server is told to stop, in seconds.
    pub stop_seconds: u64,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum LogFormat {
    Text,
    Json,
}

impl Default for Config {
    fn default() -> Self {
        let usual = StoreOptions::default();
        Self {
            database: "sqlite:aftercare.db".to_owned(),
            database_schema: None,
            database_max_bytes: None,
            database_queue: usual.queue,
            database_readers: usual.readers,
            database_connections: usual.connections,
            listen: SocketAddr::from((Ipv4Addr::LOCALHOST, 8080)),
            public_origin: None,
            behind_proxy: false,
            secure_cookies: None,
            request_seconds: 30,
            sign_ins_per_minute: 60,
            live_connections: 2000,
            uploads: std::env::temp_dir().join("aftercare-uploads"),
            rules: None,
            log_format: LogFormat::Text,
            log_level: "info".to_owned(),
            stop_seconds: 15,
        }
    }
}

/// What the command line may set besides.
#[derive(Debug, Clone, Default, Serialize, clap::Args)]
pub struct Overrides {
    /// The database: sqlite:FILE or postgres://USER:PASSWORD@HOST/NAME
    #[arg(long, global = true, value_name = "URL")]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub database: Option<String>,
    /// Where to serve pages and API: ADDRESS:PORT
    #[arg(long, global = true, value_name = "ADDRESS")]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub listen: Option<SocketAddr>,
}

const PREFIX: &str = "AFTERCARE_";
/// Of the command line and of the tests, not of the configuration.
const OTHER_VARIABLES: [&str; 3] = ["config", "test_postgres", "test_postgres_required"];

impl Config {
    pub fn read(file: Option<&Path>, overrides: &Overrides) -> Result<Self, Failure> {
        let mut layers = Figment::from(Serialized::defaults(Config::default()));
        if let Some(path) = file {
            let text = fs::read_to_string(path).map_err(|why| Failure::file("read", path, &why))?;
            layers = layers.merge(Toml::string(&text));
        }
        let environment = Env::prefixed(PREFIX).ignore(&OTHER_VARIABLES);
        layers
            .merge(environment)
            .merge(Serialized::defaults(overrides))
            .extract()
            .map_err(|error| Failure::Config(explain(&error)))
    }

    /// How the database is opened for work.
    pub fn store_options(&self) -> StoreOptions {
        StoreOptions {
            create: false,
            migrate: false,
            durability: Durability::Full,
            schema: self.database_schema.clone(),
            queue: self.database_queue,
            readers: self.database_readers,
            connections: self.database_connections,
            max_bytes: self.database_max_bytes,
            ..StoreOptions::default()
        }
    }

    /// The file of an embedded database.
    pub fn sqlite_file(&self) -> Option<&Path> {
        self.database.strip_prefix("sqlite:").map(Path::new)
    }

    /// How the pages are served.
    pub fn web_settings(&self, metrics: Render) -> Settings {
        Settings {
            secure_cookies: self.cookies_are_secure(),
            public_origin: self.public_origin.clone(),
            behind_proxy: self.behind_proxy,
            patience: Duration::from_secs(self.request_seconds),
            sign_ins_per_minute: self.sign_ins_per_minute,
            live_connections: self.live_connections,
            uploads: self.uploads.clone(),
            metrics: Some(metrics),
        }
    }

    /// Without TLS a browser would drop secure cookies and nobody could sign in.
    fn cookies_are_secure(&self) -> bool {
        let by_tls = self.public_origin.as_deref().is_some_and(|origin| origin.starts_with("https://"));
        self.secure_cookies.unwrap_or(by_tls || !self.listen.ip().is_loopback())
    }

    pub fn stop_patience(&self) -> Duration {
        Duration::from_secs(self.stop_seconds)
    }
}

/// Names the key and where it was set.
fn explain(error: &figment::Error) -> String {
    let key = error.path.join(".");
    let place = match &error.metadata {
        Some(from) if from.name.contains("environment") => format!(" (environment: {PREFIX}{})", key.to_uppercase()),
        Some(from) if from.name.contains("TOML") => " (in the configuration file)".to_owned(),
        _ => String::new(),
    };
    if key.is_empty() { format!("{}{place}", error.kind) } else { format!("{key}: {}{place}", error.kind) }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Result<Config, String> {
        let file = tempfile::NamedTempFile::new().expect("a file");
        fs::write(file.path(), text).expect("written");
        Config::read(Some(file.path()), &Overrides::default()).map_err(|failure| failure.to_string())
    }

    #[test]
    fn what_is_not_set_has_its_default() {
        assert_eq!(read(""), Ok(Config::default()));
        let config = read("listen = \"0.0.0.0:80\"\nlog_format = \"json\"").expect("reads");
        assert_eq!((config.listen.port(), config.log_format), (80, LogFormat::Json));
        assert_eq!(config.database, Config::default().database);
    }

    #[test]
    fn a_value_that_does_not_fit_is_named_by_its_key() {
        for (text, key) in [
            ("listen = \"here\"", "listen"),
            ("database_readers = \"many\"", "database_readers"),
            ("log_format = \"xml\"", "log_format"),
            ("databse = \"sqlite:x\"", "databse"),
        ] {
            let message = read(text).expect_err("refused");
            assert!(message.contains(key), "{message}");
            assert!(message.contains("configuration file"), "{message}");
        }
    }

    #[test]
    fn every_key_is_described() {
        let page = include_str!("../../../docs/configuration.md");
        let keys = serde_json::to_value(Config::default()).expect("JSON");
        for key in keys.as_object().expect("an object").keys() {
            assert!(page.contains(&format!("| `{key}` |")), "docs/configuration.md does not speak of {key}");
        }
    }

    #[test]
    fn the_command_line_has_the_last_word() {
        let file = tempfile::NamedTempFile::new().expect("a file");
        fs::write(file.path(), "database = \"sqlite:a\"").expect("written");
        let overrides = Overrides { database: Some("sqlite:b".to_owned()), listen: None };
        let config = Config::read(Some(file.path()), &overrides).expect("reads");
        assert_eq!(config.sqlite_file(), Some(Path::new("b")));
    }

    #[test]
    fn cookies_are_secure_unless_the_house_is_tried_out_here() {
        let table = [
            ("", false),
            ("listen = \"0.0.0.0:8080\"", true),
            ("public_origin = \"https://service.example.com\"", true),
            ("listen = \"0.0.0.0:8080\"\nsecure_cookies = false", false),
        ];
        for (text, secure) in table {
            assert_eq!(read(text).expect("reads").cookies_are_secure(), secure, "{text}");
        }
    }

    #[test]
    fn a_file_that_is_not_there_is_named() {
        let missing = Path::new("no/such/aftercare.toml");
        let failure = Config::read(Some(missing), &Overrides::default()).expect_err("missing");
        assert!(failure.to_string().contains("no/such/aftercare.toml"), "{failure}");
    }
}
