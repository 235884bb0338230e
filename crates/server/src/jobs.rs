//! The work of the background. A job's body is one use case of `app`: idempotent, safe on several nodes at once.

use std::{future::Future, time::Duration};

use aftercare_app::{App, Error, audit, identity, outbox, warranty};
use aftercare_kernel::Dice;
use tokio::task::JoinSet;

use crate::{chance::SystemDice, stop::Stop};

/// So many messages leave the house before the next look at the time.
const OUTBOX_PIECE: u32 = 100;

const OUTBOX_EVERY: Duration = Duration::from_millis(500);
/// A day's seal may come some minutes after midnight, and a server may start at any hour.
const SEAL_EVERY: Duration = Duration::from_secs(10 * 60);
/// Rights fall due by the day.
const FALL_DUE_EVERY: Duration = Duration::from_secs(10 * 60);
/// So many orders of a brand are looked at before others get their turn.
const FALL_DUE_PIECE: u32 = 100;
const FORGET_EVERY: Duration = Duration::from_secs(60 * 60);

/// Starts the loops; they end soon after `stop` is asked.
pub fn start(app: &App, stop: &Stop) -> JoinSet<()> {
    let mut jobs = JoinSet::new();
    jobs.spawn(repeat("outbox", OUTBOX_EVERY, app.clone(), stop.clone(), deliver));
    jobs.spawn(repeat("seal", SEAL_EVERY, app.clone(), stop.clone(), seal));
    jobs.spawn(repeat("fall_due", FALL_DUE_EVERY, app.clone(), stop.clone(), fall_due));
    jobs.spawn(repeat("forget", FORGET_EVERY, app.clone(), stop.clone(), forget));
    jobs
}

async fn deliver(app: App) -> Result<u64, Error> {
    let mut all = 0;
    loop {
        let delivered = outbox::deliver_due(&app, OUTBOX_PIECE).await?;
        all += count(delivered);
        if delivered < OUTBOX_PIECE as usize {
            return Ok(all);
        }
    }
}

async fn seal(app: App) -> Result<u64, Error> {
    audit::seal_finished_days(&app).await.map(count)
}

async fn fall_due(app: App) -> Result<u64, Error> {
    let mut all = 0;
    loop {
        let looked = warranty::fall_due(&app, FALL_DUE_PIECE).await?;
        all += count(looked);
        if looked < FALL_DUE_PIECE as usize {
            return Ok(all);
        }
    }
}

async fn forget(app: App) -> Result<u64, Error> {
    identity::forget_old(&app).await
}

fn count(done: usize) -> u64 {
    u64::try_from(done).unwrap_or(u64::MAX)
}

/// The first turn comes soon after the start, whatever the pause: a server that is started anew each day seals too.
const FIRST: Duration = Duration::from_secs(2);

/// Runs a job again and again. What fails is logged and tried anew at the next turn.
async fn repeat<F, R>(name: &'static str, every: Duration, app: App, mut stop: Stop, job: F)
where
    F: Fn(App) -> R,
    R: Future<Output = Result<u64, Error>>,
{
    let mut pause = every.min(FIRST);
    loop {
        tokio::select! {
            () = stop.asked() => return,
            () = tokio::time::sleep(jittered(pause)) => {}
        }
        pause = every;
        let outcome = job(app.clone()).await;
        note(name, &outcome);
    }
}

fn note(name: &'static str, outcome: &Result<u64, Error>) {
    let word = if outcome.is_ok() { "done" } else { "failed" };
    metrics::counter!("aftercare_job_runs_total", "job" => name, "outcome" => word).increment(1);
    match outcome {
        Ok(0) => {}
        Ok(done) => {
            metrics::counter!("aftercare_job_done_total", "job" => name).increment(*done);
            tracing::debug!(job = name, done, "a job did its work");
        }
        Err(error) => tracing::error!(job = name, %error, "a job failed"),
    }
}

/// 80 to 120 per cent, so that the nodes of a house do not all ask at one moment.
fn jittered(every: Duration) -> Duration {
    let mut byte = [0u8; 1];
    SystemDice.fill(&mut byte);
    every * (80 + u32::from(byte[0]) * 40 / 255) / 100
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn jitter_stays_within_a_fifth() {
        for _ in 0..200 {
            let wait = jittered(Duration::from_millis(1000));
            assert!((800..=1200).contains(&wait.as_millis()), "{wait:?}");
        }
    }
}
