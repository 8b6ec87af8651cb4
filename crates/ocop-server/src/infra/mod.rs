//! What the server is handed from outside: time, chance, connections, counts.

pub mod clock;
pub mod metrics;
pub mod random;
pub mod serve;
pub mod throttle;
