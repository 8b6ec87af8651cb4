//! A server for OCOP councils, and the engine over HTTP.
//!
//! - `api`: every operation of `ocop-operations` at `/api/v1/<operation>`, stateless, without a login.
//! - `pages`: what people see.
//! - `infra`: what comes from outside: time, chance, connections, counts.
//!
//! No rule of scoring is here: points, stars and what stands in the way of a result come from the
//! engine.

pub mod api;
pub mod infra;
mod pages;
mod router;

pub use router::{Engine, app};
