//! Pages for people: what stands on them, and the words they stand in.

pub(crate) mod account;
pub(crate) mod accounts;
pub(crate) mod assets;
pub(crate) mod board;
pub(crate) mod certificates;
pub(crate) mod fault;
pub(crate) mod form;
pub(crate) mod guard;
pub(crate) mod head;
pub(crate) mod link;
pub(crate) mod members;
pub(crate) mod products;
pub(crate) mod qr;
pub(crate) mod refill;
pub(crate) mod result;
pub(crate) mod rules;
pub(crate) mod seen;
pub(crate) mod self_assessment;
pub(crate) mod sessions;
pub(crate) mod sheet;
pub(crate) mod sign;
pub(crate) mod trail;
pub(crate) mod words;
pub(crate) mod workbooks;
