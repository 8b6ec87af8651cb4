//! What the tests of the engine share: a second scorer, and dossiers to score.
//!
//! - [`naive`]: scores a dossier by the plain words of the law. It shares no code with the engine.
//! - [`registers`]: what falls due in a register, by the words of the law.
//! - [`generate`]: random dossiers, lawful and not, the same for the same seed.
//!
//! This crate is not published; a wrong data file may stop it.
#![expect(
    clippy::arithmetic_side_effects,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "test code: a broken data file or generator is to stop the run, and no number is large"
)]

pub mod generate;
pub mod naive;
pub mod registers;
