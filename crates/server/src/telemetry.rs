//! Logs to stderr, figures for Prometheus.

use std::sync::Arc;

use aftercare_store::Store;
use metrics_exporter_prometheus::{Matcher, PrometheusBuilder};
use tracing_subscriber::EnvFilter;

use crate::{
    config::{Config, LogFormat},
    failure::Failure,
};

/// Renders the figures as Prometheus reads them.
pub type Render = Arc<dyn Fn() -> String + Send + Sync>;

/// Seconds: a use case takes a millisecond, a slow page a tenth of a second.
const BUCKETS: [f64; 12] = [0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 5.0];

pub fn start_logs(config: &Config) -> Result<(), Failure> {
    let filter = EnvFilter::try_new(&config.log_level).map_err(|why| Failure::Config(format!("log_level: {why}")))?;
    let logs = tracing_subscriber::fmt().with_env_filter(filter).with_writer(std::io::stderr);
    let started = match config.log_format {
        LogFormat::Text => logs.with_ansi(crate::terminal::is_watched()).try_init(),
        LogFormat::Json => logs.json().flatten_event(true).try_init(),
    };
    started.map_err(|why| Failure::Config(format!("log_format: {why}")))
}

/// Starts counting. What the store has done is asked when the figures are read.
pub fn start_figures(store: Store) -> Result<Render, Failure> {
    let handle = PrometheusBuilder::new()
        .set_buckets_for_metric(Matcher::Suffix("_seconds".to_owned()), &BUCKETS)
        .and_then(|builder| builder.install_recorder())
        .map_err(|why| Failure::Refused(format!("the figures cannot be counted: {why}")))?;
    describe();
    Ok(Arc::new(move || {
        let figures = store.figures();
        metrics::counter!("aftercare_store_use_cases_total").absolute(figures.use_cases);
        metrics::counter!("aftercare_store_commits_total").absolute(figures.commits);
        metrics::counter!("aftercare_store_retries_total").absolute(figures.retries);
        handle.run_upkeep();
        handle.render()
    }))
}

fn describe() {
    metrics::describe_counter!("aftercare_store_use_cases_total", "Use cases that wrote, also those that were refused");
    metrics::describe_counter!("aftercare_store_commits_total", "Commits; on SQLite one carries many use cases");
    metrics::describe_counter!("aftercare_store_retries_total", "Use cases run again after losing against another");
    metrics::describe_counter!("aftercare_job_runs_total", "Runs of a job, by job and outcome");
    metrics::describe_counter!("aftercare_job_done_total", "Pieces of work a job has done, by job");
}
