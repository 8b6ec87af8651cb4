//! Everything put together: routes, and what lies around all of them.

use std::sync::Arc;
use std::time::Instant;

use axum::extract::{MatchedPath, Path, Query, Request, State};
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::middleware::{self, Next};
use axum::response::{IntoResponse as _, Redirect, Response};
use axum::routing::{get, post};
use axum::{Extension, Json, Router};
use ocop::Library;
use serde_json::json;
use tower::ServiceBuilder;
use tower_http::compression::CompressionLayer;

use crate::api::{self, Limits};
use crate::infra::metrics::Metrics;
use crate::pages::head::remember_language;
use crate::pages::link::own_path;
use crate::pages::result::papers;
use crate::pages::seen::Seen;
use crate::pages::words::Words;
use crate::pages::{
    account, accounts, assets, board, certificates, guard, head, members, products, refill, result,
    rules, self_assessment, sessions, sheet, sign, trail, workbooks,
};
use crate::service::Evening;
use crate::service::self_assessment::SelfAssessment;

/// What every server has: the law, limits and counts.
#[derive(Debug)]
pub struct Engine {
    /// The criteria.
    pub library: Library,
    /// What one request may cost.
    pub limits: Limits,
    /// What is counted.
    pub metrics: Arc<Metrics>,
    /// The self-assessment that works by itself in a browser, as `cargo xtask page` builds it.
    pub page: Option<Vec<u8>>,
    /// For how many days browsers are told to come by TLS only, where they came by it; 0 for not at all.
    pub hsts_days: u32,
    /// The fingerprint of a certificate that browsers warn of, for people to compare.
    pub fingerprint: Option<String>,
}

impl Engine {
    /// The criteria that come with the engine.
    #[must_use]
    pub fn new(limits: Limits) -> Self {
        Self {
            library: ocop_operations::library(),
            limits,
            metrics: Arc::default(),
            page: None,
            hsts_days: 0,
            fingerprint: None,
        }
    }
}

/// The whole server: the engine and the producer's page, and, where there is a database, the council's
/// evening.
pub fn app(engine: &Engine, evening: Option<Evening>) -> Router {
    let metrics = Arc::clone(&engine.metrics);
    let own = SelfAssessment::new(engine.library.clone(), &engine.limits, engine.page.clone());
    let mut pages = Router::new()
        .route("/metrics", get(counts))
        .with_state(Arc::clone(&metrics))
        .route("/", get(sign::front))
        .route("/language/{tag}", get(language))
        .route("/assets/{name}", get(assets::asset))
        .merge(producer().with_state(own));
    pages = match &evening {
        None => pages.route("/health", get(alive)),
        Some(evening) => pages.merge(council().with_state(evening.clone())),
    };
    let around = guard::Around {
        evening,
        limits: engine.limits.clone(),
        fingerprint: engine.fingerprint.as_deref().map(Arc::from),
    };
    let every = Arc::new(Every {
        metrics,
        strict: head::Strict::new(engine.hsts_days, engine.limits.proxied),
    });
    let plain = Router::new()
        .merge(pages.route_layer(middleware::from_fn_with_state(around.clone(), guard::guard)))
        .merge(api::router(engine.library.clone(), engine.limits.clone()))
        .fallback_service(
            get(guard::nowhere)
                .fallback(guard::nowhere)
                .with_state(around),
        );
    let again = plain.clone();
    plain
        // together: each layer by itself would have every request and answer put into a box
        .layer(
            ServiceBuilder::new()
                .layer(middleware::from_fn_with_state(every, counted))
                .layer(CompressionLayer::new())
                .layer(middleware::from_fn_with_state(again, refill::refill)),
        )
}

/// The page of a producer, without a login.
fn producer() -> Router<SelfAssessment> {
    Router::new()
        .route("/self-assessment", get(self_assessment::choose))
        .route("/self-assessment/open", post(self_assessment::open))
        .route(
            "/self-assessment/{version}/{set}",
            get(self_assessment::page).post(self_assessment::answer),
        )
        .route("/ocop.html", get(self_assessment::alone))
}

/// The pages of an evening. Who may ask for each stands in `domain::access::ROUTES`; a route that is
/// not there is never reached.
fn council() -> Router<Evening> {
    const SHEET: &str = "/sessions/{session}/sheets/{product}/{member}";
    let below = |rest: &str| format!("{SHEET}/{rest}");
    Router::new()
        .route("/health", get(health))
        .route("/join", get(sign::join_page).post(sign::join))
        .route("/sign-in", get(sign::sign_in_page).post(sign::sign_in))
        .route("/sign-in/code", get(sign::code_page).post(sign::code))
        .route("/sign-out", post(sign::sign_out))
        .route("/account", get(account::page))
        .route("/account/password", post(account::password))
        .route("/account/second-factor", post(account::begin))
        .route("/account/second-factor/confirm", post(account::confirm))
        .route("/account/second-factor/recovery", post(account::recovery))
        .route("/account/second-factor/end", post(account::end))
        .route("/accounts", get(accounts::page).post(accounts::add))
        .route("/accounts/{account}/password", post(accounts::password))
        .route("/accounts/{account}/disabled", post(accounts::disabled))
        .route(
            "/accounts/{account}/second-factor",
            post(accounts::reset_second_factor),
        )
        .route("/accounts/trail", get(trail::of_accounts))
        .route("/sessions", get(sessions::list).post(sessions::add))
        .route("/sessions/import", post(sessions::import))
        .route("/sessions/{session}", get(sessions::session))
        .route("/sessions/{session}/board", get(board::board))
        .route("/register", get(certificates::register))
        .route("/register/export", get(certificates::export))
        .route("/register/calendar", post(certificates::share))
        .route("/calendar/{secret}", get(certificates::calendar))
        .route(
            "/sessions/{session}/rules",
            get(rules::page).post(rules::set),
        )
        .route("/sessions/{session}/holidays", post(rules::holidays))
        .route(
            "/sessions/{session}/workbooks",
            get(workbooks::page).post(workbooks::collect),
        )
        .route(
            "/sessions/{session}/workbooks/{member}",
            get(workbooks::workbook),
        )
        .route("/sessions/{session}/certificates", get(certificates::page))
        .route(
            "/sessions/{session}/certificates/{product}",
            post(certificates::set),
        )
        .route(
            "/sessions/{session}/certificates/{product}/remove",
            post(certificates::remove),
        )
        .route("/sessions/{session}/members", post(members::add))
        .route(
            "/sessions/{session}/members/{member}",
            get(members::page).post(members::change),
        )
        .route(
            "/sessions/{session}/members/{member}/remove",
            post(members::remove),
        )
        .route(
            "/sessions/{session}/products/{product}",
            get(products::page).post(products::change),
        )
        .route(
            "/sessions/{session}/products/{product}/remove",
            post(products::remove),
        )
        .route(
            "/sessions/{session}/members/{member}/presence",
            post(members::presence),
        )
        .route(
            "/sessions/{session}/members/{member}/invitation",
            post(members::invitation),
        )
        .route("/sessions/{session}/products", post(products::add))
        .route(
            "/sessions/{session}/products/{product}/recusals",
            post(products::recusals),
        )
        .route(
            "/sessions/{session}/products/{product}/findings",
            post(result::findings),
        )
        .route("/sessions/{session}/minimums", post(result::minimums))
        .route("/sessions/{session}/open", post(result::open))
        .route("/sessions/{session}/close", post(result::close))
        .route("/sessions/{session}/result", get(result::page))
        .route("/sessions/{session}/papers/{paper}", get(papers::paper))
        .route("/sessions/{session}/export", get(result::export))
        .route("/sessions/{session}/trail", get(trail::trail))
        .route(SHEET, get(sheet::page))
        .route(&below("save"), post(sheet::save))
        .route(&below("retract"), post(sheet::retract))
        .route(&below("unchanged"), post(sheet::unchanged))
        .route(&below("again"), post(sheet::again))
        .route(&below("history"), get(trail::history))
}

async fn alive() -> Response {
    Json(json!({"status": "ok", "version": ocop::VERSION})).into_response()
}

/// Whether the server can read and write.
async fn health(State(evening): State<Evening>) -> Response {
    match evening.healthy().await {
        Ok(()) => alive().await,
        Err(error) => {
            tracing::error!(%error, "the database is not to be used");
            let said = Json(json!({"status": "database", "version": ocop::VERSION}));
            (StatusCode::SERVICE_UNAVAILABLE, said).into_response()
        }
    }
}

async fn counts(State(metrics): State<Arc<Metrics>>) -> Response {
    let kind = HeaderValue::from_static("text/plain; version=0.0.4; charset=utf-8");
    ([(header::CONTENT_TYPE, kind)], metrics.text()).into_response()
}

/// Remembers the language that somebody chose, and goes back to the page they were on.
async fn language(
    Extension(seen): Extension<Seen>,
    Path(tag): Path<String>,
    Query(query): Query<std::collections::BTreeMap<String, String>>,
) -> Response {
    let back = query.get("back").map_or("/", String::as_str);
    let mut headers = HeaderMap::new();
    remember_language(&mut headers, Words::of(&tag).tag(), seen.by_tls);
    (headers, Redirect::to(own_path(back))).into_response()
}

/// What lies around every request.
struct Every {
    metrics: Arc<Metrics>,
    strict: head::Strict,
}

/// Counts a request, puts the headers of safety on its answer, and writes a line about it: the route it
/// took, not the address, which may name somebody.
async fn counted(State(every): State<Arc<Every>>, request: Request, next: Next) -> Response {
    let started = Instant::now();
    let method = request.method().clone();
    let route = request.extensions().get::<MatchedPath>().cloned();
    let strict = every.strict.of(&request);
    let mut counting = Counting {
        metrics: &every.metrics,
        started,
        status: StatusCode::from_u16(499).unwrap_or_default(),
    };
    counting.metrics.begin();
    let mut response = next.run(request).await;
    head::put_headers(&mut response, strict);
    counting.status = response.status();
    let (status, took) = (response.status().as_u16(), started.elapsed());
    let route = route.as_ref().map_or("none", MatchedPath::as_str);
    tracing::info!(%method, route, status, ms = took.as_millis(), "request");
    response
}

/// Ends the count of a request even where whoever asked is gone, and its work is dropped.
struct Counting<'m> {
    metrics: &'m Metrics,
    started: Instant,
    status: StatusCode,
}

impl Drop for Counting<'_> {
    fn drop(&mut self) {
        let took = self.started.elapsed();
        self.metrics.end(self.status.as_u16(), took);
    }
}
