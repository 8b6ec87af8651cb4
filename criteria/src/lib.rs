//! The criteria of the OCOP programme as data: one folder a decision, embedded as text.
//!
//! This crate holds files and nothing else; crate `ocop` reads, checks and applies them. Each decision
//! is a feature of its name, and `english` is one: the default has all.

#[rustfmt::skip]
mod index;

pub use index::{CORRESPONDENCES, KNOWN, VERSIONS};

/// What a step from one level to the next takes, in time and effort: a judgement that stands in no
/// decision, `ocop-costs/1`.
pub static DEFAULT_COSTS: &str = include_str!("../costs/default.json");

/// The days off that the law sets for every year, with their sources, `ocop-public-holidays/1`.
pub static PUBLIC_HOLIDAYS: &str = include_str!("../public-holidays.json");

/// The files of one decision.
#[derive(Debug, Clone, Copy)]
pub struct Version {
    /// Its identifier, such as `qd-26-2026`.
    pub id: &'static str,
    /// `sha256:` and the digest over its files but for the translations, as `ocop` computes it.
    pub digest: &'static str,
    /// Its files, in order of their paths.
    pub files: &'static [File],
}

/// What one decision's product sets and levels correspond to in a later one.
#[derive(Debug, Clone, Copy)]
pub struct CorrespondenceFiles {
    /// Its folder, such as `148-to-26`.
    pub folder: &'static str,
    /// The older decision.
    pub from: &'static str,
    /// The newer decision.
    pub to: &'static str,
    /// Its files, in order of their paths.
    pub files: &'static [File],
}

/// One file of a decision or correspondence.
#[derive(Debug, Clone, Copy)]
pub struct File {
    /// Its path inside its folder, such as `sets/01.json`.
    pub path: &'static str,
    /// Its content.
    pub content: &'static str,
}
