//! What the measurements share; the programs are `ocop-benches` and those in `src/bin`.

#![expect(
    clippy::float_arithmetic,
    reason = "measurements are figures for people; no rating rests on them"
)]

mod contestant;
mod dossiers;
mod effort;
mod engine;
mod floor;
mod inprocess;
mod languages;
mod machine;
mod measure;
mod peers;
mod process;
mod table;

pub use dossiers::generate;
pub use effort::Result;
pub use engine::engine;
pub use languages::languages;
