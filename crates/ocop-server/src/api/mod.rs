//! The engine over HTTP: the table of operations at `/api/v1/`, stateless and without a login.

mod call;
mod openapi;
mod page;
mod query;
pub(crate) mod refusal;
pub(crate) mod state;

use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Instant;

use axum::Router;
use axum::extract::{ConnectInfo, Request, State};
use axum::http::{HeaderValue, header};
use axum::middleware::{self, Next};
use axum::response::{IntoResponse as _, Response};
use axum::routing::{any, get};
use ocop::{Code, Library};
use tokio::sync::Semaphore;

use crate::infra::throttle::Throttle;

pub use state::Limits;

use refusal::{no_such_address, wait};
use state::{Api, caller};

/// The routes of the operations, of their description and of the page that tries them.
pub fn router(library: Library, limits: Limits) -> Router {
    let api = Arc::new(Api {
        places: Semaphore::new(limits.at_a_time),
        throttle: Throttle::new(limits.per_second, limits.burst),
        description: openapi::document(&limits).to_string(),
        library,
        limits,
    });
    Router::new()
        .route("/api", get(page::page))
        .route("/api/v1/openapi.json", get(description))
        .route("/api/v1/{operation}", any(call::call))
        .route("/api/{*rest}", any(no_such_address))
        .layer(middleware::from_fn_with_state(Arc::clone(&api), held_back))
        .with_state(api)
}

async fn description(State(api): State<Arc<Api>>) -> Response {
    let json = HeaderValue::from_static(ocop_operations::JSON);
    ([(header::CONTENT_TYPE, json)], api.description.clone()).into_response()
}

/// Holds back an address that asks too often.
async fn held_back(State(api): State<Arc<Api>>, request: Request, next: Next) -> Response {
    let connected = request.extensions().get::<ConnectInfo<SocketAddr>>();
    let from = caller(
        connected.map(|c| c.0.ip()),
        request.headers(),
        api.limits.proxied,
    );
    match api.throttle.take(from, Instant::now()) {
        Ok(()) => next.run(request).await,
        Err(time) => wait(
            429,
            time,
            Code::TooManyRequests,
            "Địa chỉ này gửi quá nhiều yêu cầu; đề nghị chờ rồi gửi lại.",
            "This address sends too many requests; please wait, then send again.",
        ),
    }
}
