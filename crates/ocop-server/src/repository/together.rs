//! Changes that are kept together: a commit waits for the disk, and costs the same for one change as for
//! many. Those that wait meanwhile are made one after the other in one transaction. Each is undone alone
//! where it fails, and nobody is told that theirs is kept before all of them are.

use std::pin::Pin;
use std::sync::Arc;

use tokio::sync::{mpsc, oneshot};

use super::database::{Kind, Tx};

/// The most changes of one transaction: who came first is not kept waiting by all who came later.
const MOST: usize = 32;

/// A piece of work in a transaction that it shares.
pub(crate) type Working<'t, T> = Pin<Box<dyn Future<Output = T> + Send + 't>>;

/// Whether what the work has written is to be kept.
type Work = Box<dyn for<'t> FnOnce(&'t mut Tx) -> Working<'t, bool> + Send>;

/// What was to be kept is not; all are told the same.
type Kept = Result<(), Arc<sqlx::Error>>;

struct Job {
    work: Work,
    kept: oneshot::Sender<Kept>,
}

/// Where work is handed in.
#[derive(Debug, Clone)]
pub(super) struct Together(mpsc::Sender<Job>);

impl Together {
    /// Begins to take work for a database, until nobody can hand in any more.
    pub(super) fn begin(database: Kind) -> Self {
        let (sender, mut waiting) = mpsc::channel(MOST);
        // a task of its own: a browser that goes away breaks off nobody's transaction
        tokio::spawn(async move {
            while let Some(first) = waiting.recv().await {
                round(&database, first, &mut waiting).await;
            }
        });
        Self(sender)
    }

    /// Does a piece of work with that of others. What it gives comes when it is kept; where it fails,
    /// nothing of it is.
    pub(super) async fn run<T, E, F>(&self, work: F) -> Result<T, E>
    where
        T: Send + 'static,
        E: From<sqlx::Error> + From<Arc<sqlx::Error>> + Send + 'static,
        F: for<'t> FnOnce(&'t mut Tx) -> Working<'t, Result<T, E>> + Send + 'static,
    {
        let (tell, told) = oneshot::channel();
        let (kept, is_kept) = oneshot::channel();
        let work: Work = Box::new(move |tx| {
            Box::pin(async move {
                let done = work(tx).await;
                let keep = done.is_ok();
                // whoever asked may be gone; what they asked for is done all the same
                let _ = tell.send(done);
                keep
            })
        });
        let handed_in = self.0.send(Job { work, kept }).await;
        handed_in.map_err(|_| sqlx::Error::PoolClosed)?;
        // where nothing comes, it was never begun: the database is not to be had
        let done = told.await.ok().transpose()?;
        is_kept.await.map_err(|_| sqlx::Error::WorkerCrashed)??;
        Ok(done.ok_or(sqlx::Error::WorkerCrashed)?)
    }
}

/// One transaction: the first who waits, and those who come while it is open.
async fn round(database: &Kind, first: Job, waiting: &mut mpsc::Receiver<Job>) {
    let mut tx = match database.write().await {
        Ok(tx) => tx,
        Err(error) => return answer([first.kept], &Err(Arc::new(error))),
    };
    let mut done = Vec::new();
    let mut next = Some(first);
    while let Some(job) = next {
        let made = alone(&mut tx, job.work).await;
        done.push(job.kept);
        if let Err(error) = made {
            // the transaction is lost, and with it what those before have written
            drop(tx);
            return answer(done, &Err(Arc::new(error)));
        }
        next = if done.len() < MOST {
            waiting.try_recv().ok()
        } else {
            None
        };
    }
    let kept = tx.commit().await.map_err(Arc::new);
    answer(done, &kept);
}

/// Does one piece of work, and undoes it alone where it fails.
async fn alone(tx: &mut Tx, work: Work) -> sqlx::Result<()> {
    tx.mark().await?;
    if work(tx).await {
        // its mark stays: the commit takes all of them, and one more word each would cost time
        Ok(())
    } else {
        tx.undo().await
    }
}

fn answer(to: impl IntoIterator<Item = oneshot::Sender<Kept>>, kept: &Kept) {
    for one in to {
        let _ = one.send(kept.clone());
    }
}

#[cfg(test)]
mod tests {
    use crate::repository::{Store, settings};

    /// Sets a value twice, and then fails where it is told to.
    async fn put(store: &Store, name: &'static str, fails: bool) -> Result<(), crate::Fault> {
        let work = store.together(move |tx| {
            Box::pin(async move {
                settings::put(tx, name, "first").await?;
                settings::put(tx, name, "second").await?;
                if fails {
                    return Err(crate::Fault::Forbidden);
                }
                Ok(())
            })
        });
        work.await
    }

    #[tokio::test]
    async fn what_fails_is_undone_alone_and_its_neighbours_are_kept() {
        let folder = tempfile::tempdir().unwrap();
        let store = Store::open(folder.path()).await.unwrap();
        // they come while another writes, so that they wait together
        let other = store.write().await.unwrap();
        let all = async {
            tokio::join!(
                put(&store, "a", false),
                put(&store, "b", true),
                put(&store, "c", false)
            )
        };
        let (done, ended) = tokio::join!(all, async {
            tokio::task::yield_now().await;
            other.rollback().await
        });
        ended.unwrap();
        assert!(done.0.is_ok() && done.2.is_ok(), "{done:?}");
        assert!(matches!(done.1, Err(crate::Fault::Forbidden)), "{done:?}");
        let mut tx = store.read().await.unwrap();
        for (name, kept) in [("a", "second"), ("b", ""), ("c", "second")] {
            assert_eq!(settings::get(&mut tx, name).await.unwrap(), kept, "{name}");
        }
    }

    #[tokio::test]
    async fn nobody_is_told_of_a_change_that_the_database_did_not_keep() {
        let folder = tempfile::tempdir().unwrap();
        let store = Store::open(folder.path()).await.unwrap();
        store.close().await;
        let told = put(&store, "a", false).await;
        assert!(matches!(told, Err(crate::Fault::Store(_))), "{told:?}");
    }
}
