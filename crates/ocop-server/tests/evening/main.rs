//! A council's evening through the pages, and who may do what.

#![expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::string_slice,
    reason = "helpers of the tests"
)]

mod access;
mod hall;
mod pages;
mod rounds;
mod self_assessment;
mod sheets;
mod trail;
