//! Statistics over ratings, tallies and registers: counts, distributions, near misses, what is most
//! often lacking, and how recognitions went year by year. Whole numbers throughout.

mod count;
mod gather;
mod report;
mod request;
mod table;

pub use gather::Stats;
pub use report::{
    Bin, Count, Ideas, Lacking, Near, NearMiss, STATS_FORMAT, StatsReport, YearHistory,
};
pub use request::{NEAR_MISSES, ProvinceName, ProvinceOf, StatsRequest};
pub use table::table;
