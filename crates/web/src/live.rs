//! `/live`: tells open pages that something of their brand has changed; they fetch what they show.
//!
//! While somebody listens, one look a second per brand asks for the newest act. The database is what all nodes share,
//! so a change made on any node is seen on every other.

use crate::{Problem, Web, context::SignedIn};
use aftercare_app::{Actor, App, audit};
use aftercare_kernel::id::{BrandId, PersonId};
use axum::{
    extract::State,
    response::sse::{Event, KeepAlive, Sse},
};
use futures_util::{Stream, stream};
use std::{
    collections::HashMap,
    convert::Infallible,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
    time::Duration,
};
use tokio::{
    sync::watch,
    time::{Instant, MissedTickBehavior},
};

const LOOK: Duration = Duration::from_secs(1);
/// Shorter than what proxies wait for.
const HEARTBEAT: Duration = Duration::from_secs(20);
/// Then the browser connects again, and shows its session again.
const LONGEST: Duration = Duration::from_secs(30 * 60);
/// A browser opens no more than six connections to a host; a person may have two of them.
const PER_PERSON: usize = 12;

#[derive(Clone)]
pub struct Live {
    listening: Arc<Mutex<Listening>>,
    closing: watch::Sender<bool>,
    most: usize,
}

#[derive(Default)]
struct Listening {
    brands: HashMap<BrandId, watch::Sender<Newest>>,
    people: HashMap<PersonId, usize>,
    connections: usize,
}

/// The newest act at the last look; nothing before the first.
type Newest = Option<Option<String>>;

impl Live {
    pub fn new(most: usize) -> Self {
        Self { listening: Arc::default(), closing: watch::Sender::new(false), most }
    }

    pub fn close(&self) {
        self.closing.send_replace(true);
    }

    fn lock(&self) -> MutexGuard<'_, Listening> {
        self.listening.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Counts a connection in and, for the first of its brand, begins to look.
    fn listen(&self, app: &App, actor: &Actor) -> Result<Listener, Problem> {
        let mut listening = self.lock();
        let own = listening.people.get(&actor.person).copied().unwrap_or(0);
        if own >= PER_PERSON || listening.connections >= self.most {
            return Err(Problem::TooMany { seconds: 30 });
        }
        listening.people.insert(actor.person, own + 1);
        listening.connections += 1;
        let changes = match listening.brands.get(&actor.brand) {
            Some(sender) => sender.subscribe(),
            None => self.begin_to_look(&mut listening, app, actor),
        };
        let (live, person) = (self.clone(), actor.person);
        Ok(Listener { changes, closing: self.closing.subscribe(), until: Instant::now() + LONGEST, live, person })
    }

    fn begin_to_look(&self, listening: &mut Listening, app: &App, actor: &Actor) -> watch::Receiver<Newest> {
        let (sender, receiver) = watch::channel(None);
        listening.brands.insert(actor.brand, sender.clone());
        tokio::spawn(look_every_second(self.clone(), app.clone(), actor.clone(), sender));
        receiver
    }

    /// True when nobody of the brand listens any more; whoever comes next begins to look anew.
    fn is_deserted(&self, brand: BrandId, sender: &watch::Sender<Newest>) -> bool {
        let mut listening = self.lock();
        let deserted = sender.receiver_count() == 0;
        if deserted {
            listening.brands.remove(&brand);
        }
        deserted
    }
}

async fn look_every_second(live: Live, app: App, actor: Actor, sender: watch::Sender<Newest>) {
    let mut ticks = tokio::time::interval(LOOK);
    ticks.set_missed_tick_behavior(MissedTickBehavior::Delay);
    while !live.is_deserted(actor.brand, &sender) {
        ticks.tick().await;
        match audit::newest_act(&app, &actor).await {
            Ok(newest) => tell(&sender, newest),
            Err(error) => tracing::warn!(%error, "the newest act could not be read"),
        }
    }
}

/// The first look has nothing to compare with and tells nothing.
fn tell(sender: &watch::Sender<Newest>, newest: Option<String>) {
    sender.send_if_modified(|seen| {
        let changed = seen.as_ref().is_some_and(|before| *before != newest);
        *seen = Some(newest);
        changed
    });
}

struct Listener {
    changes: watch::Receiver<Newest>,
    closing: watch::Receiver<bool>,
    until: Instant,
    live: Live,
    person: PersonId,
}

impl Listener {
    /// Waits for a change; `None` when the connection must end.
    async fn next(&mut self) -> Option<()> {
        if *self.closing.borrow() {
            return None;
        }
        tokio::select! {
            changed = self.changes.changed() => changed.ok(),
            _ = self.closing.changed() => None,
            () = tokio::time::sleep_until(self.until) => None,
        }
    }
}

impl Drop for Listener {
    fn drop(&mut self) {
        let mut listening = self.live.lock();
        listening.connections -= 1;
        let left = listening.people.get(&self.person).map_or(0, |own| own - 1);
        if left == 0 {
            listening.people.remove(&self.person);
        } else {
            listening.people.insert(self.person, left);
        }
    }
}

/// An event `changed` each time; an event without data would not reach the page.
pub async fn live(
    State(web): State<Web>,
    person: SignedIn,
) -> Result<Sse<impl Stream<Item = Result<Event, Infallible>>>, Problem> {
    let listener = web.live.listen(&web.app, &person.actor)?;
    let events = stream::unfold(listener, |mut listener| async move {
        listener.next().await.map(|()| (Ok(Event::default().event("changed").data("1")), listener))
    });
    Ok(Sse::new(events).keep_alive(KeepAlive::new().interval(HEARTBEAT)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_difference_is_told() {
        let (sender, mut receiver) = watch::channel(None);
        let mut told = |newest: Option<&str>| {
            tell(&sender, newest.map(str::to_owned));
            let changed = receiver.has_changed().expect("open");
            receiver.mark_unchanged();
            changed
        };
        assert_eq!([told(None), told(Some("a")), told(Some("a")), told(Some("b"))], [false, true, false, true]);
    }
}
