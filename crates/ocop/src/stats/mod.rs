//! Statistics over ratings, tallies and registers: counts, distributions, near misses, what is most
//! often lacking, and how recognitions went year by year. Whole numbers throughout.

mod count;
mod gather;
mod options;
mod report;
mod table;

pub use gather::Stats;
pub use options::{ProvinceName, ProvinceOf, StatsOptions};
pub use report::{
    Bin, Count, Ideas, Lacking, Near, NearMiss, STATS_FORMAT, StatsReport, YearHistory,
};
pub use table::table;
