//! A server for OCOP councils, and the engine over HTTP.
//!
//! - `api`: every operation of `ocop-operations` at `/api/v1/<operation>`, stateless, without a login.
//! - `pages`: what people see; they call services and hold no rule.
//! - `service`: the rules of an evening: who may do what when, and what is written down of it.
//! - `domain`: roles and their routes, and what a sheet holds.
//! - `repository`: the database, one SQLite file or a PostgreSQL database.
//! - `infra`: what comes from outside: time, chance, connections, counts.
//!
//! No rule of scoring is here: points, stars and what stands in the way of a result come from the
//! engine.

pub mod api;
pub mod domain;
pub mod infra;
mod pages;
mod repository;
mod router;
mod service;

pub use repository::{FILE, Store, StoreError, Trouble};
pub use router::{Engine, app};
pub use service::demo::Demo;
pub use service::{Checked, Evening, Fault};
