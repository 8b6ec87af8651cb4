//! What the server is handed from outside: time, chance, connections, counts, where a folder lies.

pub mod clock;
pub mod metrics;
pub(crate) mod mounts;
mod plain;
pub mod random;
pub mod serve;
pub mod throttle;
pub mod tls;
