//! What the tests of the engine share: a second scorer, and dossiers to score.
//!
//! - [`naive`]: scores a dossier by the plain words of the law. It shares no code with the engine.
//! - [`registers`]: what falls due in a register, by the words of the law.
//! - [`leaves`]: where something stands in a value that could be changed.
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

/// Every leaf of a value, by its pointer: what holds nothing itself.
pub fn leaves(value: &serde_json::Value, path: &str, out: &mut Vec<String>) {
    match value {
        serde_json::Value::Object(fields) => fields
            .iter()
            .for_each(|(key, value)| leaves(value, &format!("{path}/{key}"), out)),
        serde_json::Value::Array(list) => list
            .iter()
            .enumerate()
            .for_each(|(i, value)| leaves(value, &format!("{path}/{i}"), out)),
        _ => out.push(path.to_owned()),
    }
}
