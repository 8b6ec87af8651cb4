//! Who may do what: one table of routes and roles. What is not in it is not done.

use axum::http::Method;

/// What somebody is to the server.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Role {
    /// Not signed in.
    Visitor,
    /// Looks after accounts.
    Administrator,
    /// Prepares sessions, keeps attendance, types paper sheets, makes the papers.
    Secretary,
    /// Presides over the council of one session, and scores.
    Chair,
    /// Scores in one session.
    Member,
    /// Reads what is closed.
    Observer,
}

impl Role {
    /// All of them.
    pub const ALL: [Self; 6] = [
        Self::Visitor,
        Self::Administrator,
        Self::Secretary,
        Self::Chair,
        Self::Member,
        Self::Observer,
    ];
}

/// A route, how it is asked for, and who may.
#[derive(Debug, Clone, Copy)]
pub struct Route {
    /// `true` for `POST`, which changes something; else `GET`.
    pub post: bool,
    /// The route, as the router knows it.
    pub path: &'static str,
    /// Who may.
    pub roles: &'static [Role],
}

use Role::{
    Administrator as A, Chair as C, Member as M, Observer as O, Secretary as S, Visitor as V,
};

const fn get(path: &'static str, roles: &'static [Role]) -> Route {
    Route {
        post: false,
        path,
        roles,
    }
}

const fn post(path: &'static str, roles: &'static [Role]) -> Route {
    Route {
        post: true,
        path,
        roles,
    }
}

/// Anybody, signed in or not.
const ALL: &[Role] = &[V, A, S, C, M, O];

/// Every route of the pages. The engine at `/api/` takes no login and has none of these.
pub const ROUTES: &[Route] = &[
    get("/", ALL),
    get("/health", ALL),
    get("/metrics", ALL),
    get("/language/{tag}", ALL),
    get("/assets/{name}", ALL),
    get("/self-assessment", ALL),
    post("/self-assessment/open", ALL),
    get("/self-assessment/{version}/{set}", ALL),
    post("/self-assessment/{version}/{set}", ALL),
    get("/ocop.html", ALL),
    get("/join", ALL),
    post("/join", ALL),
    get("/sign-in", ALL),
    post("/sign-in", ALL),
    get("/sign-in/code", ALL),
    post("/sign-in/code", ALL),
    post("/sign-out", &[A, S, C, M, O]),
    get("/account", &[A, S, O]),
    post("/account/password", &[A, S, O]),
    post("/account/second-factor", &[A, S, O]),
    post("/account/second-factor/confirm", &[A, S, O]),
    post("/account/second-factor/recovery", &[A, S, O]),
    post("/account/second-factor/end", &[A, S, O]),
    get("/accounts", &[A]),
    post("/accounts", &[A]),
    post("/accounts/{account}/password", &[A]),
    post("/accounts/{account}/disabled", &[A]),
    post("/accounts/{account}/second-factor", &[A]),
    get("/accounts/trail", &[A]),
    get("/sessions", &[S, O]),
    post("/sessions", &[S]),
    post("/sessions/import", &[S]),
    get("/register", &[S, O]),
    get("/register/export", &[S, O]),
    post("/register/calendar", &[S]),
    get("/calendar/{secret}", ALL),
    get("/sessions/{session}", &[S, C, M, O]),
    get("/sessions/{session}/rules", &[S]),
    post("/sessions/{session}/rules", &[S]),
    post("/sessions/{session}/holidays", &[S]),
    get("/sessions/{session}/workbooks", &[S]),
    post("/sessions/{session}/workbooks", &[S]),
    get("/sessions/{session}/workbooks/{member}", &[S]),
    get("/sessions/{session}/certificates", &[S, C, O]),
    post("/sessions/{session}/certificates/{product}", &[S]),
    post("/sessions/{session}/certificates/{product}/remove", &[S]),
    get("/sessions/{session}/members/{member}", &[S]),
    post("/sessions/{session}/members/{member}", &[S]),
    post("/sessions/{session}/members/{member}/remove", &[S]),
    get("/sessions/{session}/products/{product}", &[S]),
    post("/sessions/{session}/products/{product}", &[S]),
    post("/sessions/{session}/products/{product}/remove", &[S]),
    get("/sessions/{session}/board", &[S, C]),
    post("/sessions/{session}/members", &[S]),
    post("/sessions/{session}/members/{member}/presence", &[S]),
    post("/sessions/{session}/members/{member}/invitation", &[S]),
    post("/sessions/{session}/products", &[S]),
    post("/sessions/{session}/products/{product}/recusals", &[S]),
    // the secretary for the chair, where the rules of the session let that be
    post("/sessions/{session}/products/{product}/findings", &[S, C]),
    post("/sessions/{session}/minimums", &[S, C]),
    post("/sessions/{session}/open", &[S, C]),
    post("/sessions/{session}/close", &[S, C]),
    get("/sessions/{session}/sheets/{product}/{member}", &[S, C, M]),
    post(
        "/sessions/{session}/sheets/{product}/{member}/save",
        &[S, C, M],
    ),
    post(
        "/sessions/{session}/sheets/{product}/{member}/retract",
        &[S, C, M],
    ),
    post(
        "/sessions/{session}/sheets/{product}/{member}/unchanged",
        &[S, C, M],
    ),
    post(
        "/sessions/{session}/sheets/{product}/{member}/again",
        &[S, C, M],
    ),
    get(
        "/sessions/{session}/sheets/{product}/{member}/history",
        &[S, C, M],
    ),
    get("/sessions/{session}/result", &[S, C, M, O]),
    get("/sessions/{session}/papers/{paper}", &[S, C, M, O]),
    get("/sessions/{session}/export", &[S, C]),
    get("/sessions/{session}/trail", &[S, C]),
];

/// The row of a route.
#[must_use]
pub fn route(method: &Method, path: &str) -> Option<&'static Route> {
    let post = match *method {
        Method::POST => true,
        Method::GET | Method::HEAD => false,
        _ => return None,
    };
    ROUTES.iter().find(|r| r.post == post && r.path == path)
}
