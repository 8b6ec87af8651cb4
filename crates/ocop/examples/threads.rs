//! A pool of threads that share one library and take dossiers from a channel. What they hand back is
//! their own: an assessment owns what it holds.
//!
//! `cargo run -p ocop --example threads`

use std::sync::{Arc, Mutex, mpsc};
use std::thread;

use ocop::{AssessOptions, Assessment, Dossier, Library, Problems};

fn main() {
    let library = Library::embedded();
    let (work, taken) = mpsc::channel::<(usize, Dossier<'static>)>();
    let (done, results) = mpsc::channel::<(usize, Result<Assessment, Problems>)>();
    let taken = Arc::new(Mutex::new(taken));
    let pool: Vec<_> = (0..4)
        .map(|_| {
            let (library, taken, done) = (library.clone(), Arc::clone(&taken), done.clone());
            thread::spawn(move || {
                loop {
                    let next = taken.lock().ok().and_then(|taken| taken.recv().ok());
                    let Some((number, dossier)) = next else {
                        return;
                    };
                    let assessed = library.assess(dossier, &AssessOptions::default());
                    if done.send((number, assessed)).is_err() {
                        return;
                    }
                }
            })
        })
        .collect();
    drop(done);
    for (number, set) in (1..=26_i64).enumerate() {
        let dossier = Dossier::new(set).criteria("qd-26-2026").answer("1.1", 1);
        if work.send((number, dossier)).is_err() {
            return;
        }
    }
    drop(work);
    let mut points = vec![None; 26];
    for (number, assessed) in results {
        if let (Some(slot), Ok(assessment)) = (points.get_mut(number), assessed) {
            *slot = Some(assessment.rating().points().get());
        }
    }
    for thread in pool {
        let _: thread::Result<()> = thread.join();
    }
    println!("{points:?}");
    assert!(points.iter().all(Option::is_some));
}
