//! Work in turns: threads take pieces of work in order, do them side by side, and hand in what came
//! of them; it is passed on in the same order. No thread only reads or only writes, so that as many
//! threads as cores keep all of them busy, and what waits to be passed on is bounded.

use std::collections::BTreeMap;
use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};
use std::thread;

/// Does each piece of work on one of `jobs` threads, this one among them, and passes on the results
/// in order. Ends with the first error, of the work or of passing on, once all before it is done.
pub fn in_turns<W, R: Send, E: Send>(
    jobs: usize,
    work: impl Iterator<Item = Result<W, E>> + Send,
    rate: impl Fn(W) -> R + Sync,
    pass_on: impl FnMut(R) -> Result<(), E> + Send,
) -> Result<(), E> {
    let turns = Turns {
        work: Mutex::new((0, work.fuse())),
        done: Mutex::new(Done {
            due: 0,
            waiting: BTreeMap::new(),
            pass_on,
            ended: Ok(()),
            going_on: true,
        }),
        passed_on: Condvar::new(),
        // each thread one in hand and one handed in
        ahead: u64::try_from(jobs).unwrap_or(u64::MAX).saturating_mul(2),
    };
    thread::scope(|scope| {
        for _ in 1..jobs {
            scope.spawn(|| turns.go_on(&rate));
        }
        turns.go_on(&rate);
    });
    let done = turns.done.into_inner();
    done.unwrap_or_else(PoisonError::into_inner).ended
}

struct Turns<I, R, E, P> {
    /// The number of the next piece, and the pieces.
    work: Mutex<(u64, I)>,
    done: Mutex<Done<R, E, P>>,
    passed_on: Condvar,
    /// How far a piece may be ahead of the one that is due.
    ahead: u64,
}

struct Done<R, E, P> {
    due: u64,
    waiting: BTreeMap<u64, Result<R, E>>,
    pass_on: P,
    ended: Result<(), E>,
    going_on: bool,
}

impl<W, R, E, I, P> Turns<I, R, E, P>
where
    I: Iterator<Item = Result<W, E>>,
    P: FnMut(R) -> Result<(), E>,
{
    fn go_on(&self, rate: &impl Fn(W) -> R) {
        while let Some((number, piece)) = self.take() {
            if !self.hand_in(number, piece.map(rate)) {
                break;
            }
        }
    }

    fn take(&self) -> Option<(u64, Result<W, E>)> {
        let mut work = hold(&self.work);
        let number = work.0;
        work.0 = number.saturating_add(1);
        work.1.next().map(|piece| (number, piece))
    }

    /// Takes a result, and passes on all that are due; whether there is any use in going on.
    fn hand_in(&self, number: u64, result: Result<R, E>) -> bool {
        let mut done = hold(&self.done);
        done.waiting.insert(number, result);
        done.pass_on_what_is_due();
        // the thread whose piece is due never waits: it has just passed it on
        self.passed_on.notify_all();
        while done.going_on && number >= done.due.saturating_add(self.ahead) {
            done = self
                .passed_on
                .wait(done)
                .unwrap_or_else(PoisonError::into_inner);
        }
        done.going_on
    }
}

impl<R, E, P: FnMut(R) -> Result<(), E>> Done<R, E, P> {
    fn pass_on_what_is_due(&mut self) {
        while self.going_on
            && let Some(result) = self.waiting.remove(&self.due)
        {
            self.due = self.due.saturating_add(1);
            if let Err(error) = result.and_then(&mut self.pass_on) {
                self.ended = Err(error);
                self.going_on = false;
            }
        }
    }
}

/// A thread that panicked ends the process; what it held is sound for the others until then.
fn hold<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::sync::atomic::{AtomicUsize, Ordering};

    /// Numbers, of which some take long.
    fn slow(n: usize) -> usize {
        if n.is_multiple_of(7) {
            thread::sleep(std::time::Duration::from_millis(2));
        }
        n
    }

    #[test]
    fn results_come_in_the_order_of_the_work() {
        for jobs in [1, 2, 8, 64] {
            let mut out = Vec::new();
            let work = (0..300).map(Ok::<_, ()>);
            in_turns(jobs, work, slow, |n| {
                out.push(n);
                Ok(())
            })
            .unwrap();
            assert_eq!(out, (0..300).collect::<Vec<_>>(), "{jobs} threads");
        }
    }

    #[test]
    fn what_came_before_an_error_in_the_work_is_passed_on() {
        let work = (0..100).map(|n| if n == 70 { Err("unread") } else { Ok(n) });
        let mut out = Vec::new();
        let ended = in_turns(4, work, slow, |n| {
            out.push(n);
            Ok(())
        });
        assert_eq!((ended, out), (Err("unread"), (0..70).collect()));
    }

    #[test]
    fn nothing_is_passed_on_after_an_error_and_the_work_ends() {
        let taken = AtomicUsize::new(0);
        let work = (0..1_000_000).inspect(|_| _ = taken.fetch_add(1, Ordering::Relaxed));
        let mut out = Vec::new();
        let ended = in_turns(4, work.map(Ok), slow, |n| {
            if n == 50 {
                return Err("full");
            }
            out.push(n);
            Ok(())
        });
        assert_eq!((ended, out), (Err("full"), (0..50).collect()));
        assert!(taken.into_inner() < 100);
    }

    #[test]
    fn little_waits_however_slow_one_piece_is() {
        let (taken, passed_on) = (AtomicUsize::new(0), AtomicUsize::new(0));
        let work = (0..200).inspect(|_| _ = taken.fetch_add(1, Ordering::SeqCst));
        let most = AtomicUsize::new(0);
        let rate = |n| {
            if n == 0 {
                thread::sleep(std::time::Duration::from_millis(100));
            }
            let ahead = taken
                .load(Ordering::SeqCst)
                .saturating_sub(passed_on.load(Ordering::SeqCst));
            most.fetch_max(ahead, Ordering::SeqCst);
        };
        let work = work.map(Ok::<usize, ()>);
        in_turns(4, work, rate, |()| {
            passed_on.fetch_add(1, Ordering::SeqCst);
            Ok(())
        })
        .unwrap();
        // two for each thread, and those in hand
        assert!(most.into_inner() <= 13, "bounded");
    }
}
