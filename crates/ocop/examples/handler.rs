//! A web handler: the library in the state of the program, shared by all requests, held across an
//! `await`. No framework is needed to show it; with one, [`rate`] is the handler's body.
//!
//! `cargo run -p ocop --example handler`

use std::future::Future;
use std::pin::pin;
use std::sync::Arc;
use std::task::{Context, Poll, Waker};

use ocop::{AssessOptions, Detail, Library};

/// What the program holds as long as it runs.
struct State {
    library: Library,
    options: AssessOptions,
}

/// A request's body as it comes in: any source that is waited for.
async fn body(request: &'static str) -> Vec<u8> {
    std::future::ready(()).await;
    request.as_bytes().to_vec()
}

/// Status and answer: 200 with the rating, 422 with all that is wrong.
async fn rate(state: Arc<State>, request: &'static str) -> (u16, String) {
    let dossier = body(request).await;
    let written = state
        .library
        .rate_json(&dossier, &state.options, Detail::Full, |report| {
            serde_json::to_string(report)
        });
    match written {
        Ok(Ok(rating)) => (200, rating),
        Ok(Err(error)) => (500, error.to_string()),
        Err(problems) => {
            let report = serde_json::to_string(&problems.report(None));
            (422, report.unwrap_or_else(|error| error.to_string()))
        }
    }
}

/// Waits for a future that is always ready when it is asked: a web server brings a better one.
fn wait<F: Future>(future: F) -> F::Output {
    let mut future = pin!(future);
    let mut context = Context::from_waker(Waker::noop());
    loop {
        if let Poll::Ready(done) = future.as_mut().poll(&mut context) {
            return done;
        }
    }
}

/// A server asks this of its handlers.
fn served<F: Future + Send + 'static>(handler: F) -> F {
    handler
}

fn main() {
    let state = Arc::new(State {
        library: Library::embedded(),
        options: AssessOptions::default(),
    });
    for (request, expected) in [
        (
            r#"{"product_set": 1, "assessed_on": "2026-09-15", "answers": {"1.1": 3}}"#,
            200,
        ),
        (
            r#"{"product_set": 1, "assessed_on": "2026-09-15", "answers": {"1.1": 9}}"#,
            422,
        ),
    ] {
        let (status, answer) = wait(served(rate(Arc::clone(&state), request)));
        println!("{status} {answer}");
        assert_eq!(status, expected);
    }
}
