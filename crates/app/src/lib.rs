//! Use cases: authorise, load, decide, save, write the books; one transaction each.
//!
//! A folder per area, a file per use case, named by its verb. Every function takes the [`App`] and the [`Actor`];
//! reads go through a [`Scope`](aftercare_store::Scope) that only an actor can give.

pub mod actor;
pub mod audit;
pub mod billing;
pub mod contracts;
mod counted;
pub mod customers;
pub mod deadlines;
pub mod devices;
pub mod error;
pub mod idempotency;
pub mod identity;
pub mod intake;
pub mod orders;
pub mod outbox;
pub mod parts;
pub mod products;
pub mod satisfaction;
pub mod search;
pub mod settlement;
mod stored;
pub mod transfer;
pub mod warranty;
mod work;

use std::sync::Arc;

use aftercare_domain::{identity::Action, warranty::Regimes};
use aftercare_kernel::{BusinessCalendar, Clock, Dice};
use aftercare_store::{Store, StoreError, Tx};

pub use actor::Actor;
pub use counted::Counted;
pub use error::Error;
pub use work::Work;

/// The running house: where state is kept, what time it is, and the rules it goes by.
#[derive(Clone)]
pub struct App {
    store: Store,
    clock: Arc<dyn Clock>,
    dice: Arc<dyn Dice>,
    regimes: Arc<Regimes>,
    calendar: Arc<BusinessCalendar>,
    password_cost: PasswordCost,
}

/// How dear a guess at a password is made. Tests use the cheapest.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PasswordCost {
    pub memory_kib: u32,
    pub passes: u32,
}

impl Default for PasswordCost {
    /// OWASP's first choice for Argon2id: 19 MiB, two passes.
    fn default() -> Self {
        Self { memory_kib: 19 * 1024, passes: 2 }
    }
}

impl App {
    pub fn new(
        store: Store,
        clock: Arc<dyn Clock>,
        dice: Arc<dyn Dice>,
        regimes: Regimes,
        password_cost: PasswordCost,
    ) -> Self {
        Self { store, clock, dice, regimes: Arc::new(regimes), calendar: BusinessCalendar::china(), password_cost }
    }

    pub fn store(&self) -> &Store {
        &self.store
    }
    pub fn now(&self) -> aftercare_kernel::Instant {
        self.clock.now()
    }
    pub fn regimes(&self) -> &Regimes {
        &self.regimes
    }
    pub fn calendar(&self) -> &BusinessCalendar {
        &self.calendar
    }

    /// Runs a use case that changes something: `action` must be the actor's to do, and all of it commits or none.
    ///
    /// The function may run again when the engine asks for it, so it must have no effect outside the transaction.
    pub(crate) async fn write<T: Send + 'static>(
        &self,
        name: &'static str,
        actor: &Actor,
        action: Action,
        use_case: impl Fn(&mut Work<'_>) -> Result<T, Error> + Send + 'static,
    ) -> Result<T, Error> {
        actor.may(action)?;
        let (app, actor, now) = (self.clone(), actor.clone(), self.clock.now());
        let run = move |tx: &mut dyn Tx| use_case(&mut Work::new(tx, &app, &actor, now));
        self.store.write(name, run).await
    }

    /// Runs a read for an actor, on one snapshot.
    pub(crate) async fn read<T: Send + 'static>(
        &self,
        name: &'static str,
        actor: &Actor,
        action: Action,
        use_case: impl Fn(&mut Work<'_>) -> Result<T, Error> + Send + 'static,
    ) -> Result<T, Error> {
        actor.may(action)?;
        let (app, actor, now) = (self.clone(), actor.clone(), self.clock.now());
        let run = move |tx: &mut dyn Tx| use_case(&mut Work::new(tx, &app, &actor, now));
        self.store.read(name, run).await
    }

    pub async fn ping(&self) -> Result<(), StoreError> {
        self.store.ping().await
    }
}
