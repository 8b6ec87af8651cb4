//! A council's evening through the pages, who may do what, and what is lost when something fails: on
//! SQLite, or on the PostgreSQL database that `OCOP_TEST_DATABASE` names.

#![expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::string_slice,
    reason = "helpers of the tests"
)]

mod access;
mod certificates;
mod data;
mod hall;
#[cfg(unix)]
mod killed;
mod pages;
mod postgres;
#[cfg(unix)]
mod program;
mod roll;
mod rounds;
mod rules;
mod second_factor;
mod self_assessment;
mod sheets;
#[cfg(unix)]
mod sqlite;
#[cfg(unix)]
mod start;
mod trail;
mod workbooks;
