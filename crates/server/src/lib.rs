//! Composition root: configuration, telemetry, job loops and the command line of `aftercare`.

mod books;
mod brand;
pub mod chance;
pub mod clock;
mod command;
pub mod config;
mod decide;
mod failure;
mod house;
mod import;
mod insight;
mod jobs;
mod lock;
mod plan;
mod sample;
pub mod seed;
mod serve;
mod stop;
mod telemetry;
mod terminal;
mod user;

use std::process::ExitCode;

use clap::Parser;

use command::{Command, CommandLine};
use config::Config;
use failure::Failure;

/// Reads the command line, does what it says, and answers with the exit code that `--help` lists.
pub fn run() -> ExitCode {
    let line = CommandLine::parse();
    match obey(line) {
        Ok(code) => code,
        Err(failure) => {
            terminal::complain(&format!("aftercare: {failure}"));
            failure.exit_code()
        }
    }
}

fn obey(line: CommandLine) -> Result<ExitCode, Failure> {
    if let Command::Decide(args) = line.command {
        return decide::decide(&args);
    }
    if let Command::Insight(args) = line.command {
        return insight::insight(&args);
    }
    if let Command::Plan(args) = &line.command {
        return plan::plan(args);
    }
    let config = Config::read(line.config.as_deref(), &line.overrides)?;
    telemetry::start_logs(&config)?;
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build().map_err(Failure::Runtime)?;
    runtime.block_on(dispatch(line.command, &config))
}

async fn dispatch(command: Command, config: &Config) -> Result<ExitCode, Failure> {
    match command {
        Command::Serve(args) => serve::serve(config, &args).await,
        Command::Seed(args) => sample::seed(config, args).await,
        Command::Import(args) => import::import(config, args).await,
        Command::Migrate(args) => books::migrate(config, &args).await,
        Command::Backup { file } => books::backup(config, &file).await,
        Command::Restore(args) => books::restore(config, &args).await,
        Command::Check => books::check(config).await,
        Command::Brand { command } => brand::brand(config, command).await,
        Command::User { command, brand } => user::user(config, command, brand).await,
        // Answered without a database, a configuration or a runtime.
        Command::Decide(args) => decide::decide(&args),
        Command::Insight(args) => insight::insight(&args),
        Command::Plan(args) => plan::plan(&args),
    }
}
