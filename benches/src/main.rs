//! Measurements stand in `src/bin`.

fn main() {}
