//! A use case on its way through an engine. The engines see only this trait: their code is there once, not once for each
//! of the house's use cases, which is most of what a build would take.

use std::{
    any::Any,
    panic::{AssertUnwindSafe, catch_unwind},
};

use tokio::sync::oneshot;

use crate::{engine::Tx, error::StoreError};

/// A use case with the place where its outcome is waited for.
pub(crate) trait Job: Send {
    fn name(&self) -> &'static str;
    /// Nobody waits any more: the caller went away before its turn came.
    fn is_abandoned(&self) -> bool;
    /// Keeps the outcome; tells whether its changes stand. It may be run again.
    fn run(&mut self, tx: &mut dyn Tx) -> bool;
    /// Gives the outcome away when the transaction ended well, else the engine's error.
    fn answer(self: Box<Self>, end: Result<(), StoreError>);
}

/// What a job was answered: `Result<T, E>` of its use case.
pub(crate) type Given = Box<dyn Any + Send>;

/// The job, and where its answer comes.
pub(crate) fn job<T, E, F>(name: &'static str, use_case: F) -> (Box<dyn Job>, oneshot::Receiver<Given>)
where
    F: Fn(&mut dyn Tx) -> Result<T, E> + Send + 'static,
    T: Send + 'static,
    E: From<StoreError> + Send + 'static,
{
    let (reply, answer) = oneshot::channel();
    (Box::new(Asked { name, use_case, outcome: None::<Result<T, E>>, reply }), answer)
}

/// The outcome of a job, or why an engine had none.
pub(crate) fn outcome<T, E>(given: Result<Given, StoreError>) -> Result<T, E>
where
    T: 'static,
    E: From<StoreError> + 'static,
{
    match given.map(|given| given.downcast::<Result<T, E>>()) {
        Ok(Ok(outcome)) => *outcome,
        Ok(Err(_)) => Err(E::from(StoreError::Closed)),
        Err(error) => Err(E::from(error)),
    }
}

struct Asked<T, E, F> {
    name: &'static str,
    use_case: F,
    outcome: Option<Result<T, E>>,
    reply: oneshot::Sender<Given>,
}

impl<T, E, F> Job for Asked<T, E, F>
where
    F: Fn(&mut dyn Tx) -> Result<T, E> + Send,
    T: Send + 'static,
    E: From<StoreError> + Send + 'static,
{
    fn name(&self) -> &'static str {
        self.name
    }

    fn is_abandoned(&self) -> bool {
        self.reply.is_closed()
    }

    fn run(&mut self, tx: &mut dyn Tx) -> bool {
        let outcome = guarded(self.name, tx, &self.use_case);
        let stands = outcome.is_ok();
        self.outcome = Some(outcome);
        stands
    }

    /// A refusal too waits for the end: it may rest on what an earlier use case of the same transaction has written.
    fn answer(self: Box<Self>, end: Result<(), StoreError>) {
        let outcome = match (end, self.outcome) {
            (Ok(()), Some(outcome)) => outcome,
            (Ok(()), None) => Err(E::from(StoreError::Closed)),
            (Err(error), _) => Err(E::from(error)),
        };
        if self.reply.send(Box::new(outcome)).is_err() {
            tracing::debug!(use_case = self.name, "nobody waited for the answer");
        }
    }
}

/// Runs a use case so that a panic in it becomes an error, and a refused statement it passed over is not committed.
fn guarded<T, E, F>(name: &'static str, tx: &mut dyn Tx, use_case: &F) -> Result<T, E>
where
    F: Fn(&mut dyn Tx) -> Result<T, E>,
    E: From<StoreError>,
{
    let Ok(outcome) = catch_unwind(AssertUnwindSafe(|| use_case(tx))) else {
        tracing::error!(use_case = name, "a use case broke off");
        return Err(E::from(StoreError::Panicked { use_case: name }));
    };
    match (outcome, tx.spent()) {
        (Ok(_), Some(error)) => Err(E::from(error.clone())),
        (outcome, _) => outcome,
    }
}
