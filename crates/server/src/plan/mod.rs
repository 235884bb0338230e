//! `aftercare plan`: a day's problem in, who goes where when out. Needs no database.

mod benchmark;

use std::{
    fs::File,
    io::{self, Read},
    path::Path,
    process::ExitCode,
};

use aftercare_planner::{
    Budget, Options, ZONE, check,
    json::{self, Question},
};
use serde::Serialize;
use serde_json::Value;

use crate::{
    command::PlanArgs,
    failure::{CHECK_FOUND, Failure, INPUT_REJECTED},
    terminal,
};

/// What a search may use when nobody says: for a day from nothing, and for a change while somebody waits.
const SECONDS: f64 = 5.0;
const SECONDS_TO_REPLAN: f64 = 0.4;
/// A matrix over the most visits that are planned at once is smaller than this.
const MOST_BYTES: u64 = 1 << 30;

pub fn plan(args: &PlanArgs) -> Result<ExitCode, Failure> {
    if let Some([problem, plan]) = args.check.as_deref().and_then(<[_]>::as_array) {
        return inspect(problem, plan);
    }
    if let Some(file) = &args.vrptw {
        return benchmark::plan(args, file);
    }
    let text = read(&args.file)?;
    match json::read(&text) {
        Ok(question) => answer(args, &question),
        Err(wrong) => Ok(rejected(&wrong)),
    }
}

fn answer(args: &PlanArgs, question: &Question) -> Result<ExitCode, Failure> {
    let seconds = if question.problem.previous.is_some() { SECONDS_TO_REPLAN } else { SECONDS };
    let watched = terminal::is_watched();
    let tell = |used: f64, unserved: f64, _: f64| {
        terminal::progress(&format!("{:.0} %, unserved weight {unserved}", used * 100.0));
    };
    let mut options = options(args, seconds, args.seed.or(question.seed).unwrap_or(1));
    options.budget.progress = if watched { Some(&tell) } else { None };
    let began = all_threads();
    let plan = match aftercare_planner::plan(&question.problem, &options) {
        Ok(plan) => plan,
        Err(wrong) => return Ok(rejected(&wrong)),
    };
    if watched {
        terminal::progress("");
    }
    say(&json::answer(question, &plan, all_threads() - began))
}

fn options<'a>(args: &PlanArgs, seconds: f64, seed: u64) -> Options<'a> {
    let seconds = args.seconds.unwrap_or(seconds);
    let budget = Budget { seconds, iterations: args.iterations, clock: &this_thread, progress: None };
    Options { seed, threads: args.threads, zone: ZONE, budget }
}

/// CPU seconds of the thread that asks: a loaded machine changes nothing.
fn this_thread() -> f64 {
    cpu_seconds(rustix::time::ClockId::ThreadCPUTime)
}

fn all_threads() -> f64 {
    cpu_seconds(rustix::time::ClockId::ProcessCPUTime)
}

fn cpu_seconds(clock: rustix::time::ClockId) -> f64 {
    let spent = rustix::time::clock_gettime(clock);
    spent.tv_sec as f64 + spent.tv_nsec as f64 / 1e9
}

/// Exit code 3 when the plan breaks a rule of its problem; each is a line.
fn inspect(problem: &Path, plan: &Path) -> Result<ExitCode, Failure> {
    let parse = |file: &Path| -> Result<Value, Failure> {
        serde_json::from_slice(&read(file)?).map_err(|why| Failure::file("read", file, &why.into()))
    };
    let faults = check::faults(&parse(problem)?, &parse(plan)?);
    if faults.is_empty() {
        terminal::say("the plan keeps its problem");
        return Ok(ExitCode::SUCCESS);
    }
    faults.iter().for_each(|fault| terminal::say(fault));
    Ok(ExitCode::from(CHECK_FOUND))
}

fn read(file: &Path) -> Result<Vec<u8>, Failure> {
    let mut text = Vec::new();
    let input: io::Result<Box<dyn Read>> =
        if file == Path::new("-") { Ok(Box::new(io::stdin())) } else { File::open(file).map(|f| Box::new(f) as _) };
    input
        .and_then(|input| input.take(MOST_BYTES).read_to_end(&mut text))
        .map_err(|why| Failure::file("read", file, &why))?;
    Ok(text)
}

fn rejected(wrong: &dyn std::fmt::Display) -> ExitCode {
    terminal::complain(&format!("aftercare: {wrong}"));
    ExitCode::from(INPUT_REJECTED)
}

fn say(answer: &impl Serialize) -> Result<ExitCode, Failure> {
    let text = serde_json::to_string(answer).map_err(|why| Failure::Refused(why.to_string()))?;
    terminal::say(&text);
    Ok(ExitCode::SUCCESS)
}
