//! What an evening is made of, without the database and without pages.

pub mod access;
pub(crate) mod arrangement;
pub(crate) mod changes;
pub(crate) mod content;
pub(crate) mod self_assessment;
