//! Why a command did not do what it was told, in words that say what to do, and as an exit code.

use std::{io, net::SocketAddr, path::Path, process::ExitCode};

use aftercare_app::Error;
use aftercare_domain::{Refusal, warranty::RegimeError};
use aftercare_i18n::{Arg, Texts, has_key};
use aftercare_kernel::Locale;
use aftercare_store::{OpenError, StoreError};

/// The codes that scripts rely on; `aftercare --help` prints them.
pub const EXIT_CODES: &str = "Exit codes:
  0  done
  1  failed, nothing more specific
  2  the command line is wrong, or some of the input was rejected (decide, import, insight, plan)
  3  check found something
  4  the configuration does not read
  5  the database is not there, or does not open
  6  the database has another schema than this program
  7  the address is in use";

pub const INPUT_REJECTED: u8 = 2;
pub const CHECK_FOUND: u8 = 3;

#[derive(Debug, thiserror::Error)]
pub enum Failure {
    #[error("configuration: {0}")]
    Config(String),
    #[error("{}", database_words(.0))]
    Database(#[from] OpenError),
    #[error("the address {0} is in use: stop the other program, or choose another with --listen")]
    AddressTaken(SocketAddr),
    #[error("the address {address} cannot be served: {why}")]
    Address { address: SocketAddr, why: io::Error },
    #[error("{0}")]
    Rules(#[from] RegimeError),
    #[error("cannot {what} {path}: {why}")]
    File { what: &'static str, path: String, why: String },
    #[error("{}", app_words(.0))]
    App(#[from] Error),
    #[error("{0}")]
    Store(#[from] StoreError),
    #[error("the program did not start: {0}")]
    Runtime(io::Error),
    /// Whatever only this command knows to say.
    #[error("{0}")]
    Refused(String),
    #[error("the copy is damaged, nothing was restored: {findings} findings, the first: {first}")]
    DamagedBackup { findings: usize, first: String },
}

impl Failure {
    pub fn file(what: &'static str, path: &Path, why: &io::Error) -> Self {
        Failure::File { what, path: path.display().to_string(), why: why.to_string() }
    }

    pub fn exit_code(&self) -> ExitCode {
        ExitCode::from(match self {
            Failure::Config(_) => 4,
            Failure::Database(OpenError::NewerSchema { .. } | OpenError::NeedsMigration { .. }) => 6,
            Failure::Database(_) => 5,
            Failure::AddressTaken(_) => 7,
            Failure::DamagedBackup { .. } => CHECK_FOUND,
            _ => 1,
        })
    }
}

/// The store's words, and the command that helps.
fn database_words(error: &OpenError) -> String {
    match error {
        OpenError::Missing(_) => {
            format!(
                "{error}: create it with `aftercare migrate --create`, or try a sample with `aftercare serve --sample`"
            )
        }
        OpenError::NeedsMigration { .. } => format!("{error}: back it up, then run `aftercare migrate`"),
        other => other.to_string(),
    }
}

/// The operator's language is English; the code stands behind the words, to be looked up.
fn app_words(error: &Error) -> String {
    match error {
        Error::Refusal(refusal) => {
            let field = refusal.field.map(|field| format!("{field}: ")).unwrap_or_default();
            format!("{field}{} ({refusal})", refusal_words(refusal))
        }
        Error::Forbidden(action) => format!("the action {action:?} is not allowed"),
        other => other.to_string(),
    }
}

fn refusal_words(refusal: &Refusal) -> String {
    let texts = Texts::new(Locale::En);
    let argument = |value: &str| match value.parse::<i64>() {
        Ok(number) => Arg::Number(number),
        Err(_) if has_key(Locale::En, value) => Arg::Text(texts.t(value)),
        Err(_) => Arg::from(value),
    };
    let arguments: Vec<_> = refusal.params.iter().map(|(name, value)| (*name, argument(value))).collect();
    texts.t_with(refusal.code, &arguments)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_refusal_is_said_in_words_with_its_code_behind() {
        let refused = Error::refuse(aftercare_domain::identity::IdentityRefusal::PasswordTooShort { least: 10 });
        let words = Failure::from(refused).to_string();
        assert!(words.starts_with("password: "), "{words}");
        assert!(words.contains("10") && words.ends_with("(identity-refusal-password-too-short least=10)"), "{words}");
    }

    #[test]
    fn a_missing_database_and_an_old_one_name_the_command_that_helps() {
        let missing = Failure::from(OpenError::Missing("x.db".to_owned())).to_string();
        assert!(missing.contains("x.db") && missing.contains("aftercare migrate --create"), "{missing}");
        let old = Failure::from(OpenError::NeedsMigration { found: 1, known: 2 }).to_string();
        assert!(old.contains("aftercare migrate"), "{old}");
    }
}
