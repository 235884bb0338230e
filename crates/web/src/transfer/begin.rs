//! An import goes on by itself once it has begun: who started it may leave.

use crate::{Problem, Web};
use aftercare_app::{
    Actor, Error,
    transfer::{self, ImportOrder, ImportReport},
};
use aftercare_kernel::id::ImportId;
use tokio::sync::watch;

/// Answers with the run as soon as its first rows are through; what is wrong with the file as a whole comes before.
/// `at_end` is done whatever became of it.
pub async fn begin(
    web: &Web,
    actor: &Actor,
    order: ImportOrder,
    at_end: impl Future<Output = ()> + Send + 'static,
) -> Result<ImportId, Problem> {
    let (told, mut first) = watch::channel(None);
    let (app, actor) = (web.app.clone(), actor.clone());
    let importing = async move {
        let tell = move |progress: transfer::Progress| {
            told.send_replace(Some(progress.run));
        };
        let ended = transfer::import(&app, &actor, order, tell).await;
        at_end.await;
        if let Err(error) = &ended {
            tracing::warn!(%error, "an import broke off");
        }
        ended
    };
    let mut task = tokio::spawn(importing);
    tokio::select! {
        Ok(()) = first.changed() => first.borrow().ok_or(Problem::fault("an import without a run")),
        ended = &mut task => run_of(ended.map_err(Problem::fault)?),
    }
}

fn run_of(ended: Result<ImportReport, Error>) -> Result<ImportId, Problem> {
    Ok(ended?.run)
}
