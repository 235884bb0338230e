//! When to stop: SIGTERM from the system, SIGINT from the keyboard.

use tokio::{
    signal::unix::{SignalKind, signal},
    sync::watch,
};

use crate::failure::Failure;

/// Turns true once, when the program should end. Clones see the same.
#[derive(Debug, Clone)]
pub struct Stop(watch::Receiver<bool>);

impl Stop {
    /// Listens from now on; a signal before this would end the program at once.
    pub fn on_signals() -> Result<Self, Failure> {
        let mut terminate = signal(SignalKind::terminate()).map_err(Failure::Runtime)?;
        let mut interrupt = signal(SignalKind::interrupt()).map_err(Failure::Runtime)?;
        let (asked, stop) = watch::channel(false);
        tokio::spawn(async move {
            tokio::select! {
                _ = terminate.recv() => {},
                _ = interrupt.recv() => {},
            }
            tracing::info!("asked to stop");
            asked.send_replace(true);
            // Those who ask later must find the answer, not a closed channel.
            asked.closed().await;
        });
        Ok(Self(stop))
    }

    pub async fn asked(&mut self) {
        // A closed channel means that nobody can ask any more: stopping is the safe reading.
        let _ = self.0.wait_for(|asked| *asked).await;
    }
}
