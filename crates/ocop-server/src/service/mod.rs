//! The rules of an evening: who may do what when, and what is written down of it. Points, stars and
//! what stands in the way of a result come from the engine.

mod accounts;
pub(crate) mod actor;
pub(crate) mod certificates;
pub(crate) mod demo;
mod fault;
mod invitations;
pub(crate) mod passwords;
pub(crate) mod prepare;
mod printed;
pub(crate) mod roll;
pub(crate) mod rounds;
pub(crate) mod rules;
pub(crate) mod second_factor;
pub(crate) mod self_assessment;
pub(crate) mod sheets;
pub(crate) mod sitting;
mod told;
pub(crate) mod workbooks;

use std::net::IpAddr;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

use jiff::Timestamp;
use ocop::Library;

use crate::infra::clock::{Clock, SystemClock, local};
use crate::infra::random::{Random, SystemRandom};
use crate::infra::throttle::Throttle;
use crate::repository::{Store, StoreError, Tx, trail};

pub(crate) use told::{told, told_in};

pub use fault::Fault;
pub use trail::Checked;

/// Everything that an evening needs.
#[derive(Clone)]
pub struct Evening {
    pub(crate) store: Store,
    pub(crate) library: Library,
    printed: Arc<printed::Printed>,
    clock: Arc<dyn Clock>,
    pub(crate) random: Arc<dyn Random>,
    /// Tries of passwords and codes, by address.
    pub(crate) tries: Arc<Throttle<IpAddr>>,
    /// Tries of second factors, by account.
    pub(crate) factor_tries: Arc<Throttle<String>>,
    /// Held while a password is looked at, which takes a lot of memory on purpose: one at a time.
    pub(crate) hashing: Arc<tokio::sync::Mutex<()>>,
    /// How many passwords have been looked at or kept.
    pub(crate) hashed: Arc<AtomicU64>,
}

impl Evening {
    /// An evening on a database, by the clock and the randomness of the machine.
    #[must_use]
    pub fn new(store: Store) -> Self {
        Self {
            store,
            library: ocop_operations::library(),
            printed: Arc::default(),
            clock: Arc::new(SystemClock),
            random: Arc::new(SystemRandom),
            tries: Arc::new(Throttle::new(1, 12)),
            // three codes of a million are right at a time
            factor_tries: Arc::new(Throttle::one_each(Duration::from_secs(60), 6)),
            hashing: Arc::default(),
            hashed: Arc::default(),
        }
    }

    /// By another clock.
    #[must_use]
    pub fn with_clock(mut self, clock: Arc<dyn Clock>) -> Self {
        self.clock = clock;
        self
    }

    /// With other randomness.
    #[must_use]
    pub fn with_random(mut self, random: Arc<dyn Random>) -> Self {
        self.random = random;
        self
    }

    /// With so many tries of passwords and codes from one address: a second, and at once.
    #[must_use]
    pub fn with_tries(mut self, per_second: u32, burst: u32) -> Self {
        self.tries = Arc::new(Throttle::new(per_second, burst));
        self
    }

    /// How many passwords have been hashed since the start: signing in costs one, whoever tries it.
    #[must_use]
    pub fn passwords_hashed(&self) -> u64 {
        self.hashed.load(Ordering::Relaxed)
    }

    /// The database.
    #[must_use]
    pub const fn store(&self) -> &Store {
        &self.store
    }

    pub(crate) fn now(&self) -> Timestamp {
        self.clock.now()
    }

    /// Now, as the database has it.
    pub(crate) fn stamp(&self) -> String {
        stamp(self.now())
    }

    /// Now, as a council's session has it: local, to the second.
    pub(crate) fn moment(&self) -> String {
        local(self.now()).strftime("%Y-%m-%dT%H:%M:%S").to_string()
    }

    /// Writes a change of a session at the end of the trail.
    pub(crate) async fn note(
        &self,
        tx: &mut Tx,
        who: &str,
        session: Option<&str>,
        (action, subject): (&str, &str),
        (before, after): (Option<&str>, Option<&str>),
    ) -> Result<(), Fault> {
        let change = trail::Change {
            at: &self.stamp(),
            session,
            who,
            action,
            subject,
            before,
            after,
        };
        Ok(trail::append(tx, change).await?)
    }

    /// Whether the database can be read and written to.
    pub(crate) async fn healthy(&self) -> Result<(), sqlx::Error> {
        self.store.write().await?.rollback().await
    }

    /// Whether the clock shows a time before the last entry of the trail: it was set back, or forth for
    /// a while before. Entries keep their order either way.
    ///
    /// # Errors
    ///
    /// The database cannot be read.
    pub async fn clock_is_behind(&self) -> Result<bool, StoreError> {
        let mut tx = self.store.read().await?;
        let last = trail::last_at(&mut tx).await?;
        Ok(last.is_some_and(|last| self.stamp() < last))
    }

    /// Checks that the trail is whole.
    ///
    /// # Errors
    ///
    /// The database cannot be read.
    pub async fn verify_trail(&self) -> Result<Checked, StoreError> {
        let mut tx = self.store.read().await?;
        Ok(trail::verify(&mut tx).await?)
    }
}

/// A time as the database has it: sorted as a text, it is sorted as a time.
pub(crate) fn stamp(time: Timestamp) -> String {
    time.strftime("%Y-%m-%dT%H:%M:%SZ").to_string()
}

/// A time of the database as people read it.
pub(crate) fn shown(stamp: &str) -> String {
    let time: Option<Timestamp> = stamp.parse().ok();
    time.map_or_else(
        || stamp.to_owned(),
        |t| local(t).strftime("%H:%M:%S %d/%m/%Y").to_string(),
    )
}
