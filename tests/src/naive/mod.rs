//! A second scorer, written from the decisions and not from the engine.
//!
//! It is plain and slow on purpose. Bands, days, authorities and the order of the rules stand in the
//! code, as the laws put them; only the sheets (criteria, levels, marks, findings) come from the
//! data. The comments name the rules of "How a sheet is scored", the project's digest of the law, by
//! number.
//!
//! [`Slip`] makes it wrong on purpose, one mistake at a time, to show that a comparison with it can
//! fail.

mod answers;
mod law;
mod read;
mod score;
mod sheet;
mod slip;
mod wrong;

pub use law::{Law, OF_2019, OF_2023, OF_2026};
pub use read::judge;
pub use score::{Minimum, Rating, Reason, Score};
pub use sheet::{Finding, Leaf, Level, Sheet, sheets};
pub use slip::Slip;
pub use wrong::Wrong;
